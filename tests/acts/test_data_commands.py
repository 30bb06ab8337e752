"""`inspect data`: what somebody types to load, examine and destroy data (办法 23)."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from jxinspect.analysis.incoming import Columns
from jxinspect.analysis.loading import Loading
from jxinspect.analysis.sources import map_header, open_sources
from jxinspect.law.data_tables import known_tables
from jxinspect.store.reading import read_rows
from tests.acts.conftest import CLOCK
from tests.analysis.sources import made

Line = Callable[[str], Any]
NAME, ACCOUNT = "贾植入", "6222009988776655443"
HEAD = ["个人编号", "险种", "待遇项目", "所属期", "发放日期", "金额", "银行账号", "户名", "发放状态"]
ROWS = [
    ["3601000000001", "失业", "失业保险金", "202501", "2025-01-10", "1200.00", ACCOUNT, NAME, "成功"],
    ["3601000000002", "失业", "失业保险金", "202501", "2025-01-10", "1300.50", "6222000000000002", "样二航", "成功"],
    ["3601000000001", "失业", "失业保险金", "202502", "2025-02-10", "1200.00", ACCOUNT, NAME, "退票"],
]


def text(between: str, *, head: list[str] = HEAD, rows: list[list[str]] = ROWS) -> str:
    return "".join(between.join(row) + "\r\n" for row in [head, *rows])


def workbook() -> bytes:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    for row in [HEAD, *ROWS]:
        sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def page() -> bytes:
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in [HEAD, *ROWS])
    return f"<html><body><table>{cells}</table></body></html>".encode("gb18030")


def other(row: list[str]) -> list[str]:
    """The same row as another system writes it."""
    return [f"'{row[0]}", "失业保险", *row[2:4], row[4].replace("-", ""), f'"1,{row[5][1:]}"', *row[6:]]


FORMS = {
    "utf8.csv": text(",").encode(),
    "bom.csv": text(",").encode("utf-8-sig"),
    "gb18030.csv": text(",").encode("gb18030"),
    "utf16.txt": text("\t").encode("utf-16"),
    "tab.xls": text("\t").encode("gb18030"),
    "bars.txt": text("|").encode("gb18030"),
    "book.xlsx": workbook(),
    "page.xls": page(),
    "other.csv": text(",", rows=[other(row) for row in ROWS]).encode(),
}


def test_the_same_table_in_nine_forms_has_one_digest(tmp_path: Path) -> None:
    table, digests = known_tables()["pay"], {}
    for name, content in FORMS.items():
        path = tmp_path / name
        path.write_bytes(content)
        (source,) = open_sources(path)
        how = Columns(source.header, map_header(source.header, table).places)
        loading = Loading(table, list(how.places), lambda _: "", case=tmp_path)
        assert loading.take(source, how).kept == 3, name
        digests[name] = loading.digest
        loading.close()
    assert len(set(digests.values())) == 1, digests


@pytest.fixture
def line(notified_off_site: Any, line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Line:
    (tmp_path / "temp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temp"))
    return line


def file(tmp_path: Path, content: str, name: str = "发放.csv") -> Path:
    folder = tmp_path / "报送"
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content.encode("gb18030"))
    return folder / name


def test_a_file_is_loaded_examined_and_asked_for_again(line: Line, tmp_path: Path) -> None:
    path = file(tmp_path, text(","))
    done = line(f"2026-02-20 09:00 inspect data load 2026-001 {path} --table pay --yes")
    assert done.code == 0, done.err
    assert "读入3行 = 保留3行 + 拒收0行" in done.out
    assert "同义词" in done.out
    assert "缺少必填字段：开户行（bank）、经办机构（handling_agency）" in done.err
    asked = line("2026-02-21 09:00 inspect data review 2026-001 --supplement")
    assert asked.code == 0, asked.err
    assert "补报通知书" in asked.out
    listed = line("2026-02-21 12:00 inspect data list --json").json["rows"]
    assert [(row["table"], row["rows_kept"], row["total"]) for row in listed] == [("待遇发放明细", 3, 370050)]
    ended = line("2026-02-21 09:00 inspect data review 2026-001")
    assert "jxinspect inspect data run 2026-001" in ended.out


def test_numbers_that_the_sender_states_otherwise_are_told_at_once(line: Line, tmp_path: Path) -> None:
    load = f"inspect data load 2026-001 {file(tmp_path, text(','))} --table pay --yes"
    done = line(f"2026-02-20 09:00 {load} --control-rows 2 --control-sum 2500")
    assert done.code == 0, done.err
    assert "读到3行，控制数2行，多1行；金额合计3,700.50元，控制数2,500.00元" in done.err
    assert "inspect data withdraw 2026-001-SJ-01" in done.err
    withdrawn = line("2026-02-20 09:10 inspect data withdraw 2026-001-SJ-01 --reason 装错了文件")
    assert withdrawn.code == 0, withdrawn.err
    right = line(f"2026-02-20 09:20 {load} --control-rows 3 --control-sum 3700.5")
    assert (right.code, "控制数" in right.err) == (0, False)


def test_failed_formulas_are_told_whatever_the_column_is_for(line: Line, tmp_path: Path) -> None:
    owner, paid = HEAD.index("户名"), HEAD.index("发放日期")
    rows = [row[:] for row in ROWS]
    rows[0][owner], rows[2][owner], rows[1][paid] = "#DIV/0!", "=A1", "#N/A"
    path = tmp_path / "发放.ods"
    path.write_bytes(made.ods([HEAD, *rows]))
    done = line(f"2026-02-20 09:00 inspect data load 2026-001 {path} --table pay --yes")
    assert done.code == 0, done.err
    assert "户名：公式出错，或者没有计算（#DIV/0!、#N/A 等）（发放.ods 第2、4行）" in done.out
    assert "发放日期：公式出错，或者没有计算（#DIV/0!、#N/A 等）（发放.ods 第3行）" in done.out


def test_cells_under_a_merged_one_are_told_with_what_to_ask_for(line: Line, tmp_path: Path) -> None:
    page = "".join(f"<th>{title}</th>" for title in HEAD)
    for number, row in enumerate(ROWS):
        cells = [f"<td>{cell}</td>" for cell in row]
        cells[0] = "" if number == 1 else cells[0].replace("<td>", "<td rowspan=2>") if number == 0 else cells[0]
        page += f"</tr><tr>{''.join(cells)}"
    path = tmp_path / "发放.xls"
    path.write_text(f"<table><tr>{page}</tr></table>", encoding="utf-8")
    done = line(f"2026-02-20 09:00 inspect data load 2026-001 {path} --table pay --yes")
    assert done.code == 0, done.err
    assert "个人编号：被合并单元格盖住，值只写在一行，其余各行是空的（发放.xls 第3行）" in done.out
    asked = line("2026-02-21 09:00 inspect data review 2026-001")
    assert "取消合并单元格，每一行都写明值" in asked.out


def test_a_header_that_was_confirmed_once_is_not_asked_again(line: Line, tmp_path: Path) -> None:
    head = ["人员代号", *HEAD[1:]]
    path = file(tmp_path, text(",", head=head))
    refused = line(f"2026-02-20 09:00 inspect data load 2026-001 {path} --table pay --no-input")
    assert refused.code == 2
    assert "--yes" in refused.err
    words = "--map 人员代号=person_no"
    assert line(f"2026-02-20 09:00 inspect data load 2026-001 {path} --table pay {words} --yes").code == 0
    again = file(tmp_path, text(",", head=head, rows=ROWS[:2]), "又.csv")
    done = line(f"2026-02-20 10:00 inspect data load 2026-001 {again} --table pay --no-input")
    assert done.code == 0, done.err
    assert "2026-001-SJ-02" in done.out


def test_a_field_that_there_is_not_is_told_with_those_that_there_are(line: Line, tmp_path: Path) -> None:
    path = file(tmp_path, text(","))
    wrong = line(f"2026-02-21 12:00 inspect data load 2026-001 {path} --table pay --map 户名=owner")
    assert wrong.code == 2
    assert "户名（account_name）" in wrong.err


def test_a_list_of_an_inspection_that_there_is_not_is_no_empty_list(line: Line) -> None:
    for words in ("data list", "flag list", "evidence list"):
        none = line(f"2026-02-20 09:00 inspect {words} -i 2026-001")
        assert none.code == 0, none.err
        wrong = line(f"2026-02-20 09:00 inspect {words} -i 2026-777")
        assert (wrong.code, "没有编号为 2026-777 的检查" in wrong.err) == (3, True)


def test_of_columns_with_one_title_the_right_one_is_said_by_its_place(line: Line, tmp_path: Path) -> None:
    path = file(tmp_path, text(",", head=[*HEAD, "金额"], rows=[[*row, "1.00"] for row in ROWS]))
    load = f"2026-02-20 09:00 inspect data load 2026-001 {path} --table pay --yes"
    refused = line(load)
    assert (refused.code, "“金额”（第6列）、“金额”（第10列）" in refused.err) == (5, True)
    done = line(f"{load} --map 第10列=")
    assert "金额合计  金额 3,700.50元" in done.out
    assert line("2026-02-20 10:00 inspect data withdraw 2026-001-SJ-01 --reason 重新装入").code == 0
    again = line(f"2026-02-20 11:00 inspect data load 2026-001 {path} --table pay --no-input")
    assert "金额合计  金额 3,700.50元" in again.out, again.err


def test_columns_that_no_file_has_and_a_day_to_come_are_wrong(line: Line, tmp_path: Path) -> None:
    load = f"2026-02-20 09:00 inspect data load 2026-001 {file(tmp_path, text(','))} --table pay --yes"
    for flag, told in (
        ("--map 实发=amount", "--map 写的列文件里没有：实发"),
        ("--drop 第10列", "--drop 写的列文件里没有：第10列"),
    ):
        wrong = line(f"{load} {flag}")
        assert (wrong.code, told in wrong.err, "个人编号、险种" in wrong.err) == (2, True, True)
    early = line(f"{load} --extracted-on 2026-02-21")
    assert (early.code, "提取日2026-02-21还没有到" in early.err) == (5, True)
    assert line(f"{load} --control-sum 很多").code == 2


def test_a_table_that_the_file_does_not_hold_is_refused(line: Line, tmp_path: Path) -> None:
    path = file(tmp_path, "甲,乙\r\n1,2\r\n")
    wrong = line(f"2026-02-21 12:00 inspect data load 2026-001 {path} --table pay --yes")
    assert wrong.code == 5
    assert "没有待遇发放明细" in wrong.err


def test_a_file_of_another_table_is_told_for_which_one_it_looks(line: Line, tmp_path: Path) -> None:
    path = file(tmp_path, "证件号码,姓名,死亡日期,来源\n360100199001010015,贾植入,2025-03-10,民政火化\n", "死亡.csv")
    refused = line(f"2026-02-20 09:00 inspect data load 2026-001 {path} --table contrib --yes")
    assert refused.code == 5
    assert "死亡.csv：不是缴费明细，没有装入；从表头看是死亡人员（x_death）" in refused.err


def test_a_file_with_nothing_below_its_header_is_told_when_it_is_loaded_and_examined(
    line: Line, tmp_path: Path
) -> None:
    path = file(tmp_path, text(",", rows=[]), "空表.csv")
    loaded = line(f"2026-02-20 09:00 inspect data load 2026-001 {path} --table pay --yes")
    assert loaded.code == 0
    assert "空表.csv 只有表头，没有数据行" in loaded.err
    told = line("2026-02-21 09:00 inspect data review 2026-001")
    assert "只有表头，没有数据行" in told.out


def test_the_same_rows_are_not_loaded_twice_in_whatever_form_they_come_again(line: Line, tmp_path: Path) -> None:
    line(f"2026-02-20 09:00 inspect data load 2026-001 {file(tmp_path, text(','))} --table pay --yes")
    again = file(tmp_path, text("|"), "再报.txt")
    refused = line(f"2026-02-20 10:00 inspect data load 2026-001 {again} --table pay --yes")
    assert refused.code == 4
    assert "内容与已经装入的 2026-001-SJ-01 完全相同" in refused.err
    more = file(tmp_path, text("|", rows=ROWS[:1]), "补报.txt")
    assert line(f"2026-02-20 11:00 inspect data load 2026-001 {more} --table pay --yes").code == 0


def test_what_was_handed_over_anew_takes_the_place_of_what_was_wrong(line: Line, tmp_path: Path) -> None:
    line(f"2026-02-20 09:00 inspect data load 2026-001 {file(tmp_path, text(','))} --table pay --yes")
    anew = file(tmp_path, text("|", rows=ROWS[:1]), "重报.txt")
    more = line(f"2026-02-20 10:00 inspect data load 2026-001 {anew} --table pay --yes")
    assert "2026-001-SJ-01 也有" in more.err
    assert "withdraw 2026-001-SJ-01 --instead 2026-001-SJ-02" in more.err
    assert line("2026-02-20 11:00 inspect data withdraw 2026-001-SJ-01").code == 2
    wrong = line("2026-02-20 11:00 inspect data withdraw 2026-001-SJ-01 --instead 2026-001-SJ-01 --reason 重新报送")
    assert (wrong.code, "不能代替" in wrong.err) == (5, True)
    done = line("2026-02-20 11:00 inspect data withdraw 2026-001-SJ-01 --instead 2026-001-SJ-02 --reason 重新报送")
    assert (done.code, "已撤回数据 2026-001-SJ-01" in done.out) == (0, True)
    assert "2026-001-SJ-02代替" in line("2026-02-20 11:10 inspect data list --format csv").out
    again = line("2026-02-20 12:00 inspect data withdraw 2026-001-SJ-01 --reason 再撤")
    assert (again.code, "撤回的理由：重新报送" in again.err) == (4, True)
    assert line("2026-02-20 12:00 inspect data withdraw 2026-001-SJ-09 --reason 没有").code == 3
    assert "读入1行 = 保留1行" in line("2026-02-21 09:00 inspect data review 2026-001").out


def test_what_was_withdrawn_by_mistake_can_be_loaded_again(line: Line, tmp_path: Path) -> None:
    load = f"inspect data load 2026-001 {file(tmp_path, text(','))} --table pay --yes"
    line(f"2026-02-20 09:00 {load}")
    line("2026-02-20 10:00 inspect data withdraw 2026-001-SJ-01 --reason 装错了")
    none = line("2026-02-20 10:30 inspect data review 2026-001")
    assert "装入的数据都已经撤回" in none.err
    assert line(f"2026-02-20 11:00 {load}").code == 0


def test_months_without_data_are_told_by_the_name_of_the_table_and_from_to(line: Line, tmp_path: Path) -> None:
    line(f"2026-02-20 09:00 inspect data load 2026-001 {file(tmp_path, text(','))} --table pay --yes")
    told = line("2026-02-21 09:00 inspect data review 2026-001")
    assert "待遇发放明细 202503至202512" in told.out


def test_destroying_is_confirmed_by_typing_the_number(line: Line) -> None:
    refused = line("2026-02-21 12:00 inspect data purge 2026-001 --witness 样二航 --confirm 2026-002")
    assert refused.code == 2
    assert "2026-001" in refused.err
    early = line("2026-02-21 12:00 inspect data purge 2026-001 --witness 样二航 --confirm 2026-001")
    assert early.code == 4


def test_nobody_is_told_in_messages_the_journal_or_files(line: Line, case_path: Path, tmp_path: Path) -> None:
    odd = [*ROWS, ["3601000000003", "失业", "失业保险金", f"{NAME}", "2025-01-10", "九百", ACCOUNT, NAME, NAME]]
    path = file(tmp_path, text(",", rows=odd))
    told = [
        line(f"2026-02-20 09:00 inspect data load 2026-001 {path} --table pay --yes"),
        line(f"2026-02-20 09:00 inspect data load 2026-001 {path} --table x_death --yes"),
        line("2026-02-21 12:00 inspect data profile 2026-001"),
        line("2026-02-21 12:00 inspect data list --files --format csv"),
        line("2026-02-21 09:00 inspect data review 2026-001 --supplement"),
        line("2026-02-21 09:00 inspect data review 2026-001"),
        line("2026-02-21 10:00 inspect data run 2026-001"),
    ]
    assert [one.code for one in told] == [0, 5, 0, 0, 0, 0, 0], [one.err for one in told]
    assert all(secret not in one.out + one.err for one in told for secret in (NAME, ACCOUNT))
    journal = str(read_rows(case_path, "SELECT * FROM journal", at=CLOCK))
    assert NAME not in journal
    assert ACCOUNT not in journal
    written = [
        p for folder in (case_path, tmp_path / "home", tmp_path / "temp") for p in folder.rglob("*") if p.is_file()
    ]
    secrets = [secret.encode(code) for secret in (NAME, ACCOUNT) for code in ("utf-8", "gb18030")]
    assert not [path for path in written if any(secret in path.read_bytes() for secret in secrets)]
