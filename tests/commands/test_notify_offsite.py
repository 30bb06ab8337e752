"""`notify offsite`, `supplement`, `questioning`, `assist` as an office uses them: what they print and how they end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jxinspect.law.terms import Level, Role, UnitType

Run = Callable[..., Any]
NOTICE = "样人社监非通〔2026〕1号"
DIRECT = "--method direct --receiver 李例子 --capacity 主任 --server 测一鸣 --server 样二航"
NEW = (
    "plan scheme new --ad-hoc 数据核查 --mode off_site --unit 样本县社保中心 --fund 失业 --from 2025-01-01 "
    "--to 2025-12-31 --items 支付 --scope 全县 --content 审核 --starts 2026-02-10 --ends 2026-04-30 --method 比对 "
    "--leader 测一鸣 --member 样二航"
)
APPROVE = (
    "plan scheme approve 2026-001 --approver 钱主任 --text 同意 --override G01 --because 急需 --approved-by 钱主任"
)


def prepare(case: Any) -> None:
    from jxinspect.acts import plan

    plan.set_agency(
        case, name="样本县局", code="样人社", level=Level.COUNTY, region_code="360100", region_name="样本县",
        department="科", address="路1号", phone="0791-1", complaint_phone="0791-2", government="样本县人民政府",
        court="样本县人民法院",
    )  # fmt: skip
    plan.add_staff(case, name="钱主任", role=Role.APPROVER, department="局", post="局长")
    for name in ("测一鸣", "样二航"):
        plan.add_staff(
            case, name=name, role=Role.INSPECTOR, department="科", post="员", certificate=f"36{name}",
            certificate_from=date(2023, 1, 1), certificate_to=date(2027, 12, 31),
        )  # fmt: skip
    plan.add_unit(
        case, name="样本县社保中心", type=UnitType.HANDLING_AGENCY, region_code="360100", address="路2号", head="赵样本"
    )


@pytest.fixture
def at(
    jx: Run,
    case_path: Path,
    clock_at: Callable[[str], Any],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    once: Callable[..., Any],
) -> Run:
    """`at("2026-02-10 09:00", "notify offsite 2026-001 …")` after scheme and approval of an off-site inspection."""
    from jxinspect.store.casefile import open_case_file

    now = clock_at("2026-02-02 09:00")

    def made() -> None:
        with open_case_file(case_path, actor="测一鸣", act="prepare", clock=now) as case:
            prepare(case)

    once(made)
    monkeypatch.setenv("JXINSPECT_CASE", str(case_path))
    monkeypatch.setenv("JXINSPECT_ACTOR", "测一鸣")
    monkeypatch.chdir(tmp_path)

    def run(moment: str, line: str) -> Any:
        clock_at(moment)
        return jx(*line.split())

    assert run("2026-02-02 09:00", NEW).code == 0
    assert "notify offsite 2026-001 --out 文书" in run("2026-02-03 09:00", APPROVE).out
    return run


@pytest.fixture
def served(at: Run, once: Callable[..., Any]) -> Run:
    """The notice was handed over on Thursday, 12 February 2026, before the Spring Festival."""

    def made() -> None:
        assert at("2026-02-10 09:00", "notify offsite 2026-001").code == 0
        received = f"notify serve 2026-001 --doc {NOTICE} {DIRECT} --received 2026-02-12T10:00"
        ended = at("2026-02-12 11:00", received)
        assert ended.code == 0, ended.err

    once(made)
    return at


def terms(ended: Any) -> list[tuple[str, str]]:
    return [(line["deadline"], line["due_on"]) for line in ended.json["deadlines"] if line["deadline"][:2] == "T0"]


def test_the_notice_comes_with_its_format_description(at: Run, tmp_path: Path) -> None:
    assert at("2026-02-10 09:00", "notify offsite 2026-001 --out 文书").code == 0
    assert sorted(path.suffix for path in (tmp_path / "文书").iterdir()) == [".docx", ".xlsx"]


def test_the_term_of_ten_working_days_runs_from_service_and_stands_in_status(served: Run) -> None:
    assert terms(served("2026-02-13 09:00", "status 2026-001 --json")) == [("T04", "2026-03-04")]
    assert "2026-03-04  2026-001  报送非现场检查数据" in served("2026-02-13 09:00", "status").out


def test_the_term_is_that_of_the_paper_even_when_the_office_changes_its_setting(served: Run) -> None:
    assert served("2026-02-13 09:00", "config set offsite.submit_days 20").code == 0
    assert terms(served("2026-02-13 09:00", "status --json")) == [("T04", "2026-03-04")]


def test_a_supplement_takes_the_place_of_the_first_term(served: Run) -> None:
    asked = served("2026-03-05 09:00", "notify supplement 2026-001 --fault 发放.xlsx:pay:账号:第3行:为空")
    assert asked.code == 0, asked.err
    assert terms(served("2026-03-05 10:00", "status --json")) == [("T04", "2026-03-04")]
    paper = "样人社监补〔2026〕1号"
    served("2026-03-05 16:00", f"notify serve 2026-001 --doc {paper} {DIRECT} --received 2026-03-05T15:00")
    assert terms(served("2026-03-05 17:00", "status --json")) == [("T05", "2026-03-12")]


def test_faults_come_from_a_workbook_as_well(served: Run, tmp_path: Path) -> None:
    assert served("2026-03-05 09:00", "notify supplement 2026-001 --faults-file 空.xlsx --template").code == 0
    (tmp_path / "错.csv").write_text("文件,表,字段,行,问题\na.csv,pay,账号,3,为空\nb.csv,,,,缺表\n", "utf-8")
    ended = served("2026-03-05 09:00", "notify supplement 2026-001 --faults-file 错.csv --json")
    assert ended.json["faults"] == 2


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("notify offsite 2026-001 --table 工资表", 3, "工资表"),
        ("notify offsite 2026-001 --days 5 --due 2026-03-01", 2, "只能写一个"),
        ("notify offsite 2026-001 --due 2026-02-01", 5, "2026-02-01"),
        ("notify offsite 2026-001 --way email", 2, "email"),
        ("notify offsite 2026-001 --contact 无此人", 5, "无此人"),
        ("notify onsite 2026-001 --enter 2026-03-02", 4, "非现场检查没有“制发检查通知书”这一步"),
        ("notify supplement 2026-001 --fault a:b", 4, "方案已审批"),
        ("notify supplement 2026-001 --fault a:b:c:d", 2, "a:b:c:d"),
        ("notify questioning 2026-001 --matter 支付 --time 2026-03-10T09:30", 4, "方案已审批"),
        ("notify assist 2026-001 --organ 样本县公安局 --matter 核实 --use 核查 --due 2026-03-01", 5, "--scope"),
    ],
)
def test_wrong_input_has_its_message_and_code_and_leaves_nothing(at: Run, line: str, code: int, words: str) -> None:
    ended = at("2026-02-10 09:00", line)
    assert ended.code == code
    assert words in ended.err
    assert "Traceback" not in ended.err
    assert [row["kind"] for row in at("2026-02-10 09:00", "doc list --format json").json["rows"]] == ["D02", "D03"]


def test_a_questioning_that_was_served_is_due_on_its_day(served: Run) -> None:
    line = "notify questioning 2026-001 --person 李例子 --matter 支付 --time 2026-03-10T09:30"
    assert served("2026-03-05 09:00", line).code == 0
    own = f"{DIRECT.replace('主任', '本人')} --standing self --place 路3号"
    ended = served(
        "2026-03-05 16:00", f"notify serve 2026-001 --doc 样人社监询〔2026〕1号 {own} --received 2026-03-05T15:00"
    )
    assert ended.code == 0, ended.err
    assert "受送达人  李例子" in ended.out
    assert "2026-03-10  2026-001  询问：李例子" in served("2026-03-06 09:00", "status").out


def test_a_letter_to_another_organ_waits_for_service(at: Run) -> None:
    line = "notify assist 2026-001 --organ 样本县公安局 --matter 核实 --use 核查 --table x_death --due 2026-03-20"
    ended = at("2026-02-10 09:00", line)
    assert ended.code == 0, ended.err
    assert "--addressee 样本县公安局" in ended.out
    assert "送达：样人社监函〔2026〕1号　协查函" in at("2026-02-10 10:00", "status").out
    posted = "notify serve 2026-001 --doc 样人社监函〔2026〕1号 --method post --tracking EMS100 --place 路3号"
    assert "受送达人  样本县公安局" in at("2026-02-10 11:00", posted).out
    mixed = at("2026-02-10 11:00", f"{posted} --doc 2026-001-XX-01")
    assert mixed.code == 3
