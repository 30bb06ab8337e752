"""G50: full numbers of people leave encrypted and into the folder for exports, or an approver lets them pass."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jxinspect.law.terms import FundType, InspectionForm, Level, UnitType
from jxinspect.store.reading import read_rows

#: Invented: no such person, no such telephone.
IDENTITY, OFFICE = "360100198506150035", "0791-00000003"
RECORD, PERSONS = "2026-001-BL-01", "样人社监核〔2026〕1号附件1"
LIST = ("export", "rows", "plan", "unit", "list", "--out")
WHOLE = ("--unmasked", "移送公安机关")
POST = ("--department", "局领导", "--post", "局长")
LET_PASS = ("--override", "G50", "--because", "当面移交，用后收回", "--approved-by", "钱样明")


@pytest.fixture
def office(case_path: Path, jx: Any, clock_at: Callable[[str], Any], tmp_path: Path) -> Callable[..., Any]:
    """Runs commands as 孙例平 where one inspection is planned; the folder for exports is 导出."""
    from jxinspect.model.plan import Agency, Inspection, Unit
    from jxinspect.store.casefile import open_case_file

    now = clock_at("2026-03-02 09:00")
    with open_case_file(case_path, actor="孙例平", act="setup", clock=now) as case:
        unit = Unit(
            name="样本县社保中心", type=UnitType.HANDLING_AGENCY, region_code="360100", phone=OFFICE, head="赵样本",
            address=f"示范路3号，收件人身份证{IDENTITY}",
        )  # fmt: skip
        agency = Agency(
            name="样本县人社局", code="样人社", level=Level.COUNTY, region_code="360100", region_name="样本县",
            department="基金监督科", address="1号", phone="0791-00000001", complaint_phone="0791-00000002",
            government="样本县人民政府", court="样本县人民法院",
        )  # fmt: skip
        case.add(unit, agency)
        case.add(
            Inspection(
                number="2026-001", year=2026, unit_id=unit.id, form=InspectionForm.SPECIAL, funds=[FundType.INJURY],
                period_from=date(2025, 1, 1), period_to=date(2025, 12, 31), ad_hoc_reason="举报",
            )
        )  # fmt: skip

    def run(*words: str) -> Any:
        return jx("-C", str(case_path), "--as", "孙例平", "--no-input", *words)

    assert run("plan", "staff", "add", "钱样明", "--role", "approver", *POST).code == 0
    assert run("config", "set", "export.folder", str(tmp_path / "导出")).code == 0
    return run


@pytest.fixture
def key(tmp_path: Path) -> tuple[str, str]:
    """Somebody's public key, and the file that holds his secret one."""
    from pyrage import x25519

    mine = x25519.Identity.generate()
    (tmp_path / "密钥.txt").write_text(f"# 我的\n{mine}\n", encoding="utf-8")
    return str(mine.to_public()), str(tmp_path / "密钥.txt")


@pytest.fixture
def kept(case_path: Path, clock_at: Callable[[str], Any]) -> Callable[[], list[tuple[Any, ...]]]:
    """What the case file keeps of exports with full numbers."""

    def rows() -> list[tuple[Any, ...]]:
        sql = "SELECT what, count, file, encrypted, inside, reason FROM handout ORDER BY at, id"
        return [tuple(row.values()) for row in read_rows(case_path, sql, at=clock_at("2026-03-02 09:00"))]

    return rows


def objections(office: Any) -> list[str]:
    return [row["text"] for row in office("check", "--json").json["rows"] if row["guard"] == "G50"]


@pytest.mark.parametrize(
    ("folder", "lock", "told"),
    [
        ("导出", False, "没有加密"),
        ("别处", True, "不在导出文件夹"),
        ("别处", False, "没有加密，不在导出文件夹"),
    ],
)
def test_full_numbers_that_anybody_could_read_or_find_are_refused_and_nothing_is_written(
    folder: str, lock: bool, told: str, office: Any, kept: Any, key: Any, tmp_path: Path
) -> None:
    out = tmp_path / folder / "单位.csv"
    ended = office(*LIST, str(out), *WHOLE, *(["--encrypt-to", key[0]] if lock else []))
    assert ended.code == 4
    assert f"plan unit list 有2处完整号码，写到{'单位.csv.age' if lock else '单位.csv'}，{told}\n" in ended.err
    assert "G50" in ended.err
    assert "--encrypt-to" in ended.err
    assert not out.parent.exists()
    assert kept() == []


def test_encrypted_and_in_the_folder_they_leave_and_only_the_passphrase_opens_them(
    office: Any, kept: Any, jx: Any, key: Any, tmp_path: Path
) -> None:
    (tmp_path / "口令.txt").write_text("导出 口令\n", encoding="utf-8")
    out, secret = tmp_path / "导出" / "单位.csv", tmp_path / "口令.txt"
    ended = office(*LIST, str(out), *WHOLE, "--encrypt-to", str(secret))
    assert ended.code == 0, ended.err
    locked = out.with_name("单位.csv.age")
    assert f"文件      {locked}" in ended.out
    assert not out.exists()
    assert IDENTITY.encode() not in locked.read_bytes()
    assert kept() == [("plan unit list", 2, "单位.csv.age", 1, 1, "移送公安机关")]
    assert objections(office) == []
    assert jx("export", "open", str(locked), "--key", key[1]).code == 7
    assert not out.exists()
    opened = jx("export", "open", str(locked), "--key", str(secret))
    assert opened.code == 0, opened.err
    assert IDENTITY in out.read_text(encoding="utf-8-sig")


def test_a_list_of_its_own_command_goes_by_the_same_rule_and_a_public_key_will_do(
    office: Any, jx: Any, key: Any, tmp_path: Path
) -> None:
    out = tmp_path / "导出" / "单位.csv"
    out.parent.mkdir()
    words = ("plan", "unit", "list", "--format", "csv", "--out", str(out), *WHOLE)
    assert office(*words).code == 4
    assert office(*words, "--encrypt-to", "age1这不是公钥").code == 5
    ended = office(*words, "--encrypt-to", key[0])
    assert ended.code == 0, ended.err
    assert f"1 条已写入 {out}.age" in ended.err
    assert jx("export", "open", f"{out}.age", "--key", key[1]).code == 0
    assert OFFICE in out.read_text(encoding="utf-8-sig")


def test_what_another_program_reads_is_refused_unless_an_approver_says_why(office: Any, kept: Any) -> None:
    words = ("plan", "unit", "list", "--json", *WHOLE)
    refused = office(*words)
    assert (refused.code, IDENTITY in refused.out) == (4, False)
    assert office(*words, *LET_PASS[:-1], "孙例平").code == 3
    passed = office(*words, *LET_PASS)
    assert passed.code == 0
    assert IDENTITY in passed.out
    assert kept() == [("plan unit list", 2, "", 0, 0, "移送公安机关")]
    assert objections(office) == []


def test_hidden_numbers_need_neither_and_a_list_without_any_leaves_as_it_is(
    office: Any, kept: Any, tmp_path: Path
) -> None:
    assert office(*LIST, str(tmp_path / "单位.csv")).code == 0
    assert office("export", "rows", "plan", "staff", "list", "--out", str(tmp_path / "人.csv"), *WHOLE).code == 0
    assert kept() == []


def test_the_check_finds_what_left_behind_the_programs_back(office: Any, case_path: Path, clock_at: Any) -> None:
    from jxinspect.model.handout import Handout
    from jxinspect.store.casefile import open_case_file

    now = clock_at("2026-03-02 10:00")
    with open_case_file(case_path, actor="孙例平", act="setup", clock=now) as case:
        facts = {"at": now, "actor": "孙例平", "what": "plan unit list", "count": 3, "sha256": "0" * 64}
        case.add(Handout(**facts, file="单位.csv", inside=True), Handout(**facts, encrypted=True, inside=True))
    assert objections(office) == ["plan unit list 有3处完整号码，写到单位.csv，没有加密"]


def test_a_link_that_leads_out_of_the_folder_is_outside(office: Any, key: Any, tmp_path: Path) -> None:
    (tmp_path / "别处").mkdir()
    (tmp_path / "导出").mkdir()
    (tmp_path / "导出" / "连").symlink_to(tmp_path / "别处")
    out = tmp_path / "导出" / "连" / "单位.csv"
    ended = office(*LIST, str(out), *WHOLE, "--encrypt-to", key[0])
    assert ended.code == 4
    assert "不在导出文件夹" in ended.err


def test_a_command_that_encrypts_nothing_says_so(office: Any, key: Any, tmp_path: Path) -> None:
    done = office("plan", "unit", "import", str(tmp_path / "单位.xlsx"), "--template", "--encrypt-to", key[0])
    assert (done.code, "--encrypt-to 没有用上" in done.err) == (0, True)
    listed = ("plan", "unit", "list", "--format", "csv", "--out", str(tmp_path / "单位.csv"))
    done = office(*listed, "--encrypt-to", key[0])
    assert (done.code, "没有用上" in done.err) == (0, False), done.err


def test_encrypted_output_needs_a_file(office: Any, key: Any) -> None:
    ended = office("export", "rows", "plan", "unit", "list", "--encrypt-to", key[0])
    assert ended.code == 2
    assert "加密的内容不能写到标准输出" in ended.err


@pytest.fixture
def papers(case_path: Path, clock_at: Any) -> None:
    """A record with an identity number in full, a notice without, and a list of persons."""
    from jxinspect.model.document import Document
    from jxinspect.store.casefile import open_case_file

    def paper(text: str) -> bytes:
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as made:
            made.writestr("word/document.xml", f"<w:p>{text}</w:p>")
        return file.getvalue()

    now = clock_at("2026-03-02 10:00")
    made = (("D19", RECORD, "笔录", IDENTITY), ("D05", "样人社监检通〔2026〕1号", "通知", "没有号码"))
    with open_case_file(case_path, actor="孙例平", act="setup", clock=now) as case:
        for kind, number, title, text in (*made, ("D25x", PERSONS, "疑点清单", "测某")):
            case.add(
                Document(
                    at=now, kind=kind, number=number, title=title, year=2026,
                    subject_id="0" * 32, dated=now.date(), actor="孙例平", sha256=case.objects.put(paper(text)),
                    facts_digest="0" * 64, chain_head="0" * 64, check_code="0" * 12, file_name="一.docx",
                )
            )  # fmt: skip


def test_papers_with_full_numbers_leave_in_one_encrypted_package(
    office: Any, papers: None, kept: Any, jx: Any, key: Any, tmp_path: Path
) -> None:
    words = ("export", "docs", "--kind", "D19", "--out")
    refused = office(*words, str(tmp_path / "导出"))
    assert refused.code == 4
    assert "export docs 有1份写有个人明细或者完整号码的文书" in refused.err
    assert not (tmp_path / "导出").exists()
    assert office("export", "docs", "--kind", "D05", "--out", str(tmp_path / "随处")).code == 0
    ended = office(*words, str(tmp_path / "导出"), "--encrypt-to", key[0])
    assert ended.code == 0, ended.err
    assert kept() == [("export docs", 1, "导出", 1, 1, "")]
    package = tmp_path / "导出" / "文书.zip"
    assert jx("export", "open", f"{package}.age", "--key", key[1]).code == 0
    assert zipfile.ZipFile(package).namelist() == ["2026-001-BL-01_笔录.docx"]


def test_papers_of_a_kind_are_listed_whatever_the_case_of_its_letters(office: Any, papers: None) -> None:
    for kind in ("D25x", "d25X"):
        assert [row["number"] for row in office("doc", "list", "--kind", kind, "--json").json["rows"]] == [PERSONS]


def test_a_list_of_persons_leaves_by_the_same_rule_when_it_is_named(
    office: Any, papers: None, kept: Any, key: Any, tmp_path: Path
) -> None:
    words = ("doc", "export", PERSONS, "--out", str(tmp_path / "导出"))
    refused = office(*words)
    assert (refused.code, "doc export 有1份写有个人明细" in refused.err) == (4, True), refused.err
    assert not (tmp_path / "导出").exists()
    ended = office(*words, "--encrypt-to", key[0])
    assert ended.code == 0, ended.err
    assert [path.name for path in (tmp_path / "导出").iterdir()] == ["文书.zip.age"]
    assert kept() == [("doc export", 1, "导出", 1, 1, "")]


def test_a_paper_that_is_to_be_printed_is_written_as_it_is_and_encrypted_where_that_is_asked_for(
    office: Any, papers: None, key: Any, tmp_path: Path
) -> None:
    plain, locked = tmp_path / "打印", tmp_path / "带走"
    assert office("doc", "export", RECORD, "--out", str(plain)).code == 0
    assert office("doc", "export", RECORD, "--out", str(locked), "--encrypt-to", key[0]).code == 0
    assert [path.name for path in plain.iterdir()] == ["2026-001-BL-01_笔录.docx"]
    assert [path.name for path in locked.iterdir()] == ["文书.zip.age"]
