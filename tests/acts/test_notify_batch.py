"""`notify batch`: all or nothing is begun, every fault has its place, and no row is carried out twice."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from jxinspect.documents.produce import produce
from jxinspect.errors import Incomplete
from jxinspect.law.terms import InspectionForm
from jxinspect.model.plan import Inspection
from jxinspect.store.reading import read_rows
from tests.acts.conftest import CLOCK

Run = Callable[..., Any]
Many = Callable[[int], list[str]]
PRODUCE = "jxinspect.documents.issue.produce"


@pytest.fixture
def batch(
    jx: Run, case_path: Path, clock_at: Callable[[str], Any], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Run:
    """`batch("清单.csv", "--out", "文书")` runs the command as of 2 March 2026."""
    clock_at("2026-11-23 10:00")
    monkeypatch.setenv("JXINSPECT_CASE", str(case_path))
    monkeypatch.setenv("JXINSPECT_ACTOR", "测一鸣")
    monkeypatch.chdir(tmp_path)
    return lambda *words: jx("notify", "batch", *words, "--at", "2026-03-02 09:00")


def listed(*rows: str, name: str = "清单.csv") -> str:
    Path(name).write_text("\n".join(rows), encoding="utf-8")
    return name


def numbers(case_path: Path) -> list[str]:
    return [row["number"] for row in read_rows(case_path, "SELECT number FROM document ORDER BY n, kind", at=CLOCK)]


def notice(n: int) -> str:
    return f"样人社监检通〔2026〕{n}号"


def test_a_workbook_of_units_becomes_a_notice_for_each(batch: Run, many: Many, case_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["单位全称", "进点", "需要的资料"])
    for name in many(3):
        sheet.append([name, "2026年3月9日", "支付明细、会计凭证"])
    book.save("清单.xlsx")
    ended = batch("清单.xlsx", "--out", "文书")
    assert ended.code == 0
    assert "检查通知书 样人社监检通〔2026〕1号 至 样人社监检通〔2026〕3号，共 3 份" in ended.out
    files = sorted(path.name for path in Path("文书").glob("*.docx"))
    assert files[:2] == [
        "00001_2026-001_样人社监检通(2026)1号_检查通知书.docx",
        "00001_2026-001_样人社监调(2026)1号_资料（数据）调取清单.docx",
    ]
    assert len(files) == 6


def test_the_manifest_lists_number_unit_file_and_digest_of_every_document(batch: Run, many: Many) -> None:
    name = many(2)[1]
    batch(listed("检查编号,进点日期", "2026-001,2026-03-09", "2026-002,2026-03-09"), "--out", "文书")
    told = json.loads(batch("清单.csv", "--out", "文书", "--json").out)
    rows = list(openpyxl.load_workbook(io.BytesIO(Path(told["manifest"]).read_bytes())).worksheets[0].values)
    row = next(row for row in rows if row[0] == 2)
    digest = hashlib.sha256(Path("文书", str(row[5])).read_bytes()).hexdigest()
    assert row[1:7] == ("2026-002", name, "检查通知书", notice(2), row[5], digest)
    for line in Path(told["digests"]).read_text("utf-8").splitlines():
        digest, _, file = line.partition("  ")
        assert hashlib.sha256(Path("文书", file).read_bytes()).hexdigest() == digest


def test_every_fault_is_named_with_row_and_column_and_nothing_is_issued(
    batch: Run, many: Many, case_path: Path
) -> None:
    many(5)
    file = listed(
        "检查编号,单位,进点日期,结束日期,联系人",
        "2026-001,,2026-03-09,,",
        "2026-002,,2026-02-30,,",
        "2026-003,,2026-03-04,,",
        "2026-004,,2026-03-09,2026-03-01,",
        ",没有的单位,2026-03-09,,",
        ",也没有的单位,2026-02-30,,",
        "2026-999,,2026-03-09,,",
        "2026-005,,2026-03-09,,查无此人",
    )
    ended = batch(file, "--json")
    items = json.loads(ended.err)["items"]
    assert ended.code == 5
    places = ["第 3 行 C 列", "第 4 行 C 列", "第 5 行 D 列", "第 6 行 B 列", "第 7 行 B 列", "第 7 行 C 列"]
    places += ["第 8 行 A 列", "第 9 行 E 列"]
    assert sorted(item.partition("（")[0] for item in items) == places
    assert "2026-03-04" in next(item for item in items if "第 4 行" in item)
    assert numbers(case_path) == []


def test_two_rows_for_one_inspection_are_a_fault(batch: Run, many: Many) -> None:
    (name,) = many(1)
    ended = batch(listed("检查编号,单位,进点日期", "2026-001,,2026-03-09", f",{name},2026-03-09"))
    assert ended.code == 5
    assert "第 3 行：与第 2 行重复" in ended.err


def test_a_row_that_stands_twice_is_told_once(batch: Run, many: Many) -> None:
    many(1)
    ended = batch(listed("检查编号,进点日期", "2026-001,2026-03-09", "2026-001,2026-03-09"), "--json")
    (item,) = json.loads(ended.err)["items"]
    assert item.startswith("第 3 行：与第 2 行完全相同")


def test_json_lines_from_a_pipe_are_taken_like_a_sheet(
    batch: Run, many: Many, case_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many(2)
    lines = '{"number": "2026-001", "资料清单": ["支付明细"]}\n\n{"number": "2026-002"}\n'
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(lines.encode())))
    ended = batch("-", "--enter", "2026-03-09", "--json")
    told = [json.loads(line) for line in ended.out.splitlines()]
    assert [(one["message_type"], one.get("row")) for one in told] == [("issued", 1), ("issued", 3), ("summary", None)]
    assert numbers(case_path) == ["样人社监检通〔2026〕1号", "样人社监调〔2026〕1号", "样人社监检通〔2026〕2号"]


def test_a_file_without_the_head_of_a_list_is_told_once(batch: Run) -> None:
    ended = batch(listed("口令"))
    assert ended.code == 5
    assert [line for line in ended.err.splitlines() if line.startswith("  - ")] == [
        "  - 没有找到表头；前 20 行里应当有一行写着：检查编号"
    ]


def test_a_line_that_is_no_object_is_named(batch: Run, many: Many, monkeypatch: pytest.MonkeyPatch) -> None:
    many(1)
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"number": "2026-001"}\n[1]\nx\n')))
    ended = batch("-", "--json")
    assert ended.code == 5
    assert [item.partition("：")[0] for item in json.loads(ended.err)["items"]] == ["第 2 行", "第 3 行"]


def test_the_same_file_again_issues_nothing(batch: Run, many: Many, case_path: Path) -> None:
    many(2)
    file = listed("检查编号,进点日期", "2026-001,2026-03-09", "2026-002,2026-03-09")
    assert batch(file).code == 0
    again = batch(file, "--out", "文书")
    assert (again.code, numbers(case_path)) == (0, [notice(1), notice(2)])
    assert "没有重复制发" in again.out
    assert len(list(Path("文书").glob("*.docx"))) == 2


def test_a_finished_batch_leaves_nothing_in_the_folder_of_a_run_that_was_killed(batch: Run, many: Many) -> None:
    sheet = listed("单位,进点日期", *(f"{name},2026-03-09" for name in many(2)))
    assert batch(sheet, "--out", "文书").code == 0
    killed = next(Path("文书").glob("00002_*.docx"))
    killed.rename(killed.with_name(f".{killed.name}.0123456789ab.part"))
    Path("文书/.别人的.docx.0123456789ab.part").touch()
    assert batch(sheet, "--out", "文书").code == 0
    assert sorted(path.name for path in Path("文书").iterdir() if path.name.startswith(".")) == [
        ".别人的.docx.0123456789ab.part"
    ]
    assert killed.is_file()


def test_rows_added_to_the_file_are_issued_and_the_change_is_told(batch: Run, many: Many, case_path: Path) -> None:
    many(2)
    batch(listed("检查编号,进点日期", "2026-001,2026-03-09"))
    ended = batch(listed("检查编号,进点日期", "2026-001,2026-03-09", "2026-002,2026-03-09"))
    assert (ended.code, numbers(case_path)) == (0, [notice(1), notice(2)])
    assert "此前的 1 行制发于另一版清单" in ended.out


def test_a_row_changed_after_its_notice_went_out_is_refused(batch: Run, many: Many, case_path: Path) -> None:
    many(2)
    batch(listed("检查编号,进点日期", "2026-001,2026-03-09"))
    ended = batch(listed("检查编号,进点日期", "2026-001,2026-03-10", "2026-002,2026-03-09"))
    assert ended.code == 5
    assert f"检查 2026-001 已经由清单“清单.csv”按另外的内容制发 {notice(1)}" in ended.err
    assert numbers(case_path) == [notice(1)]


def test_a_unit_that_was_notified_last_year_is_not_taken_for_a_changed_row(batch: Run, many: Many, office: Any) -> None:
    (name,) = many(1)
    batch(listed("单位,进点日期", f"{name},2026-03-09"))
    again = listed("单位,进点日期", f"{name},2026-03-10")
    assert "按另外的内容制发" in batch(again).err
    with office("office", at="2026-03-02 09:00") as case:
        case.one(Inspection, number="2026-001").year = 2025
    assert "没有待通知的检查" in batch(again).err


def test_a_dry_run_writes_nothing(batch: Run, many: Many, case_path: Path) -> None:
    many(2)
    ended = batch(listed("检查编号", "2026-001", "2026-002"), "--enter", "2026-03-09", "--dry-run", "--out", "文书")
    assert (ended.code, numbers(case_path), Path("文书").exists()) == (0, [], False)
    assert "2 行可以制发" in ended.out


def test_a_warning_is_acknowledged_for_one_row_alone(batch: Run, many: Many, case_path: Path) -> None:
    many(2)
    head = "检查编号,进点日期,已知悉提醒"
    refused = batch(listed(head, "2026-001,2026-03-05,G09", "2026-002,2026-03-05,"))
    assert refused.code == 5
    assert "第 3 行" in refused.err
    assert "第 2 行" not in refused.err
    assert batch(listed(head, "2026-001,2026-03-05,G09")).code == 0
    noted = read_rows(case_path, "SELECT guard FROM acknowledgement", at=CLOCK)
    assert [row["guard"] for row in noted] == ["G09"]


def test_a_row_that_fails_after_the_rehearsal_is_listed_and_the_others_are_issued(
    batch: Run, many: Many, case_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    unlucky = many(3)[1]

    def failing(spec: Any, fields: Any, *more: Any, **named: Any) -> Any:
        if fields["被监督单位"]["名称"] == unlucky:
            raise Incomplete("样张坏了", why="试验", todo="换一张")
        return produce(spec, fields, *more, **named)

    monkeypatch.setattr(PRODUCE, failing)
    file = listed("检查编号,进点日期", "2026-001,2026-03-09", "2026-002,2026-03-09", "2026-003,2026-03-09")
    ended = batch(file, "--out", "文书")
    assert ended.code == 10
    assert "第 3 行：样张坏了" in ended.err
    assert numbers(case_path) == [notice(1), notice(2)]
    monkeypatch.setattr(PRODUCE, produce)
    assert batch(file, "--out", "文书").code == 0
    assert numbers(case_path) == [notice(1), notice(2), notice(3)]
    assert len(list(Path("文书").glob("*.docx"))) == 3


def test_an_interrupt_keeps_the_groups_before_and_says_how_far_it_came(
    batch: Run, many: Many, case_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = iter(range(5))

    def interrupted(*about: Any, **named: Any) -> Any:
        if next(calls) == 3:
            raise KeyboardInterrupt
        return produce(*about, **named)

    names = many(6)
    monkeypatch.setattr("jxinspect.acts.notify_batch.GROUP", 2)
    monkeypatch.setattr(PRODUCE, interrupted)
    file = listed("单位,进点日期", *(f"{name},2026-03-09" for name in names))
    ended = batch(file)
    assert ended.code == 130
    assert "6 行中 2 行已经制发" in ended.err
    assert numbers(case_path) == [notice(1), notice(2)]
    monkeypatch.setattr(PRODUCE, produce)
    assert batch(file).code == 0
    assert numbers(case_path) == [notice(n) for n in range(1, 7)]


@pytest.fixture
def planned(office: Any, once: Callable[..., Any]) -> list[str]:
    """An approved plan with two lines, whose inspections are yet to be drawn up."""
    from datetime import date

    from jxinspect.acts import plan

    names = ["样本县社会保险服务中心", "样本县劳动能力鉴定办公室"]

    def made() -> None:
        with office("plan", at="2026-01-05 09:00") as case:
            plan.new_plan(case, 2026, guidance="抓重点", scope="全县", focus="支付")
            for name in names:
                plan.add_item(
                    case, 2026, unit_name=name, funds=["失业"], form=InspectionForm.SPECIAL, quarter=1,
                    period_from=date(2025, 1, 1), period_to=date(2025, 12, 31),
                )  # fmt: skip
            plan.approve_plan(case, 2026, approver="钱主任", text="同意")

    once(made)
    return names


SCHEME = ("--set", "检查项目=失业保险基金收支", "--set", "检查范围=全县", "--set", "监督事项=CL-11-1")
TEAM = ("--set", "检查方式=查阅资料", "--set", "组长=测一鸣", "--set", "组员=样二航", "--set", "无利害关系=是")


def test_from_lines_of_the_plan_scheme_approval_and_notice_are_made_at_once(
    batch: Run, planned: list[str], case_path: Path
) -> None:
    file = listed("单位,进点日期,结束日期", *(f"{name},2026-03-09,2026-03-20" for name in planned))
    ended = batch(file, "--approver", "钱主任", "--reviewer", "孙科长", *SCHEME, *TEAM)
    assert ended.code == 0, ended.err
    kinds = [row["kind"] for row in read_rows(case_path, "SELECT kind FROM document ORDER BY id", at=CLOCK)]
    assert kinds == ["D02", "D03", "D05"] * 2
    who = read_rows(case_path, "SELECT s.name FROM approval a JOIN staff s ON s.id = a.approved_by", at=CLOCK)
    assert [row["name"] for row in who] == ["钱主任"] * 2
    assert batch(file, "--approver", "钱主任", *SCHEME, *TEAM).code == 0
    assert len(numbers(case_path)) == 6


def test_without_the_heads_approval_a_line_of_the_plan_is_no_reason_for_a_notice(
    batch: Run, planned: list[str]
) -> None:
    ended = batch(listed("单位,进点日期", f"{planned[0]},2026-03-09"))
    assert ended.code == 5
    assert "办法 22(一)" in ended.err
    assert "--approver" in ended.err


def test_who_may_not_decide_for_the_agency_cannot_approve_a_list(
    batch: Run, planned: list[str], case_path: Path
) -> None:
    file = listed("单位,进点日期,结束日期", f"{planned[0]},2026-03-09,2026-03-20")
    ended = batch(file, "--approver", "测一鸣", *SCHEME, *TEAM)
    assert (ended.code, numbers(case_path)) == (5, [])
    assert "测一鸣" in ended.err


def test_the_empty_workbook_has_every_column_and_is_understood_when_filled(batch: Run, many: Many) -> None:
    many(1)
    assert batch("空白.xlsx", "--template").code == 0
    book = openpyxl.load_workbook("空白.xlsx")
    sheet = book.worksheets[0]
    titles = [str(cell.value).rstrip("*＊ ") for cell in sheet[1]]
    assert {"检查编号", "被监督单位", "进点日期", "已知悉提醒"} <= set(titles)
    sheet.cell(2, titles.index("检查编号") + 1).value = "2026-001"
    sheet.cell(2, titles.index("进点日期") + 1).value = "2026-03-09"
    book.save("填好.xlsx")
    assert batch("填好.xlsx", "--dry-run").code == 0


def test_a_common_value_for_a_column_that_does_not_exist_is_a_usage_error(batch: Run, many: Many) -> None:
    many(1)
    ended = batch(listed("检查编号", "2026-001"), "--set", "进点=2026-03-09", "--set", "颜色=红")
    assert ended.code == 2
    assert "颜色=红" in ended.err
