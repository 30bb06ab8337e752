"""Lists that leave: numbers of people are hidden unless a reason is given, and the journal knows of both."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from jxinspect.store.reading import read_rows

#: Invented: no such card, no such person, no such telephone.
IDENTITY, CARD, MOBILE, OFFICE = "360100198506150035", "6222 0212 3456 7894", "13800138000", "0791-00000003"
HIDDEN = ("360100********0035", "************7894", "138****8000", "0791-****0003")
UNIT = "样本县社会保险服务中心"
#: What lets full numbers leave in a file that everybody can read (G50).
POST = ("--department", "局领导", "--post", "局长")
LET_PASS = ("--override", "G50", "--because", "当面移交", "--approved-by", "钱样明")


@pytest.fixture
def office(case_path: Path, jx: Any, clock_at: Callable[[str], Any], once: Callable[..., Any]) -> Callable[..., Any]:
    """Runs commands as 孙例平; one unit, whose address says more than it should."""
    clock_at("2026-03-02 09:00")

    def run(*words: str) -> Any:
        return jx("-C", str(case_path), "--as", "孙例平", *words)

    def made() -> None:
        about = f"示范路3号，收件人身份证{IDENTITY}，账号{CARD}，手机{MOBILE}"
        ended = run(
            *("plan", "unit", "add", UNIT, "--type", "handling_agency", "--region-code", "360100", "--address", about),
            *("--head", "赵样本", "--phone", OFFICE),
        )
        assert ended.code == 0, ended.err
        assert run("plan", "staff", "add", "钱样明", "--role", "approver", *POST).code == 0

    once(made)
    return run


@pytest.fixture
def kept(case_path: Path, clock_at: Callable[[str], Any]) -> Callable[[], list[dict[str, Any]]]:
    """What the journal keeps of lists that left."""

    def entries() -> list[dict[str, Any]]:
        found = read_rows(
            case_path, "SELECT actor, body FROM journal WHERE act = 'export.list'", at=clock_at("2026-03-02 09:00")
        )
        told = [(json.loads(row["body"]), row["actor"]) for row in found]
        return [body["export"] | {"actor": actor} for body, actor in told if "export" in body]

    return entries


def cells(data: bytes) -> str:
    return "\n".join("|".join(row) for row in csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def hides(text: str) -> bool:
    """All four numbers are hidden in it; an error when only some are."""
    whole = [number in text for number in (IDENTITY, CARD, MOBILE, OFFICE)]
    short = [number in text for number in HIDDEN]
    assert whole == [not one for one in short], text
    assert len(set(whole)) == 1, text
    return short[0]


WAYS = {
    "export": ("export", "rows", "plan", "unit", "list", "--out"),
    "list": ("plan", "unit", "list", "--format", "csv", "--out"),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_list_leaves_with_its_numbers_hidden_and_the_journal_says_what_left(
    way: str, office: Any, kept: Any, tmp_path: Path
) -> None:
    out = tmp_path / "单位.csv"
    ended = office(*WAYS[way], str(out))
    assert ended.code == 0, ended.err
    assert "处证件号码、账号或者电话已遮盖" in ended.err
    assert hides(cells(out.read_bytes()))
    digest = sha256(out.read_bytes()).hexdigest()
    assert kept() == [{"actor": "孙例平", "list": "plan unit list", "rows": 1, "to": "单位.csv", "sha256": digest}]


@pytest.mark.parametrize("way", WAYS)
def test_with_a_reason_it_leaves_whole_and_the_journal_keeps_who_when_why_and_the_digest(
    way: str, office: Any, kept: Any, tmp_path: Path
) -> None:
    out = tmp_path / "单位.csv"
    ended = office(*WAYS[way], str(out), "--unmasked", "移送公安机关核实身份", *LET_PASS)
    assert ended.code == 0, ended.err
    assert not hides(cells(out.read_bytes()))
    (entry,) = kept()
    assert entry["unmasked"] == "移送公安机关核实身份"
    assert (entry["actor"], entry["sha256"]) == ("孙例平", sha256(out.read_bytes()).hexdigest())


def test_json_and_csv_on_standard_output_hide_too_and_only_what_is_whole_is_journaled(office: Any, kept: Any) -> None:
    told = office("plan", "unit", "list", "--json")
    assert hides(told.out)
    assert told.json["masked"] == 2
    assert hides(office("plan", "unit", "list", "--format", "csv").out)
    assert kept() == []
    whole = office("plan", "unit", "list", "--json", "--unmasked", "核对登记", *LET_PASS)
    assert not hides(whole.out)
    assert "masked" not in whole.json
    (entry,) = kept()
    assert entry["sha256"] == sha256(whole.out.encode()).hexdigest()


def test_the_table_in_the_office_shows_what_is_recorded(office: Any, kept: Any) -> None:
    assert OFFICE in office("plan", "unit", "list").out
    assert kept() == []


def test_a_workbook_hides_as_well(office: Any, tmp_path: Path) -> None:
    out = tmp_path / "单位.xlsx"
    assert office("plan", "unit", "list", "--format", "xlsx", "--out", str(out)).code == 0
    sheet = load_workbook(out).worksheets[0]
    assert hides("|".join(str(cell.value) for row in sheet.iter_rows() for cell in row))


def test_everything_at_once_hides_in_every_list(office: Any, kept: Any, tmp_path: Path) -> None:
    assert office("export", "all", "--out", str(tmp_path / "全")).code == 0
    told = "".join(cells(file.read_bytes()) for file in (tmp_path / "全" / "清单").iterdir())
    assert hides(told)
    assert {entry["list"] for entry in kept()} >= {"plan unit list", "plan staff list", "journal list"}


def test_a_dry_run_writes_neither_file_nor_entry(office: Any, kept: Any, tmp_path: Path) -> None:
    for words in WAYS.values():
        out = tmp_path / "单位.csv"
        assert office(*words, str(out), "--dry-run", "--unmasked", "试").code == 0
        assert not out.exists()
    assert hides(office("plan", "unit", "list", "--json", "--dry-run", "--unmasked", "试").out)
    assert kept() == []


def test_nobody_takes_a_list_away_without_a_name(case_path: Path, office: Any, jx: Any, tmp_path: Path) -> None:
    out = tmp_path / "单位.csv"
    ended = jx("-C", str(case_path), "plan", "unit", "list", "--format", "csv", "--out", str(out))
    assert (ended.code, out.exists()) == (2, False)
    assert "没有写办理人" in ended.err
    assert "--as 姓名" in ended.err


def test_what_is_no_list_of_a_case_file_needs_none(
    jx: Any, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert jx("law", "list", "--json", "--unmasked", "没有理由可言").code == 0


def test_hidden_numbers_are_not_read_back_as_if_they_were_numbers(office: Any, tmp_path: Path) -> None:
    out = tmp_path / "单位.csv"
    assert office("plan", "unit", "list", "--format", "csv", "--out", str(out)).code == 0
    ended = office("plan", "unit", "import", str(out))
    assert ended.code == 5
    assert "号码是遮盖过的" in ended.err
    assert "--unmasked 理由" in ended.err


@pytest.mark.parametrize("words", [("inspect", "list"), ("inspect", "order", "list"), ("seal", "list")])
def test_lists_of_the_site_are_written_to_a_file(words: tuple[str, ...], office: Any, tmp_path: Path) -> None:
    out = tmp_path / "清单.csv"
    ended = office(*words, "--format", "csv", "--out", str(out))
    assert ended.code == 0, ended.err
    assert "0 条已写入" in ended.err
    assert len(cells(out.read_bytes()).splitlines()) == 1


@pytest.mark.parametrize("line", ["export rows plan unit list --out FILE --yes", "calendar due --ics FILE"])
def test_nothing_that_is_written_takes_the_place_of_a_part_of_the_case_file(
    line: str, jx: Any, case_path: Path
) -> None:
    before = (case_path / "case.db").read_bytes()
    words = line.replace("FILE", str(case_path / "case.db")).split()
    refused = jx("-C", str(case_path), "--as", "测一鸣", *words)
    assert (refused.code, "案卷库" in refused.err, "以外的位置" in refused.err) == (9, True, True), refused.err
    assert (case_path / "case.db").read_bytes() == before
