"""`jxinspect demo`: the whole inspection through the public commands, and what it leaves behind."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from docx import Document

from jxinspect.commands.story.play import read_story
from jxinspect.documents.catalogue import CATALOGUE
from jxinspect.law.terms import ServiceMethod
from tests.thorough import THOROUGH

Jx = Callable[..., Any]


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory, made_once: Callable[[str, Callable[[Path], Path]], Path]) -> Path:
    """The folder that one demonstration leaves, and its home beside it."""
    folder = tmp_path_factory.mktemp("demo")
    shutil.copytree(made_once("demo", _played), folder, dirs_exist_ok=True)
    return folder


def _played(folder: Path) -> Path:
    from jxinspect.cli import main

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JXINSPECT_HOME", str(folder / "home"))
        assert main(["demo", "--out", str(folder / "演示")]) == 0
    return folder


@pytest.fixture
def demo(played: Path, monkeypatch: pytest.MonkeyPatch, jx: Jx) -> Path:
    """The demonstration, unlocked."""
    monkeypatch.setenv("JXINSPECT_HOME", str(played / "home"))
    folder = played / "演示"
    opened = jx("-C", str(folder / "demo.jxcase"), "unlock", "--passphrase-file", str(folder / "passphrase.txt"))
    assert opened.code == 0, opened.err
    return folder


def _text(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_every_kind_of_document_of_the_chain_lies_in_the_folder_of_its_group(demo: Path, jx: Jx) -> None:
    listed = jx("-C", str(demo / "demo.jxcase"), "doc", "list", "--limit", "999", "--json").json["rows"]

    assert {row["kind"] for row in listed} == set(CATALOGUE)
    papers = [row for row in listed if not CATALOGUE[row["kind"]].persons]  # lists of persons leave encrypted only
    assert len(list((demo / "文书").rglob("*.*"))) == len(papers) == len(listed) - 2
    assert sorted(p.name for p in (demo / "文书").iterdir()) == [
        "1_计划", "2_通知", "3_检查", "4_封存", "5_报告", "6_整改",
    ]  # fmt: skip


def test_every_file_is_named_by_number_and_chinese_title_and_opens(demo: Path, jx: Jx) -> None:
    listed = jx("-C", str(demo / "demo.jxcase"), "doc", "list", "--limit", "999", "--json").json["rows"]
    titles = {row["title"] for row in listed}
    for path in (demo / "文书").rglob("*.*"):
        number, _, title = path.stem.rpartition("_")
        assert number
        assert title in titles, path.name
        with zipfile.ZipFile(path) as package:
            assert package.testzip() is None
        assert normalize("NFC", path.name) == path.name


def test_the_case_file_is_encrypted_whole_and_lawful(demo: Path, jx: Jx) -> None:
    case = str(demo / "demo.jxcase")

    assert not (demo / "demo.jxcase" / "case.db").read_bytes().startswith(b"SQLite format 3")
    assert jx("-C", case, "verify", "--deep").code == 0
    assert jx("-C", case, "check").code == 0
    assert [row["state"] for row in jx("-C", case, "status", "--all", "--json").json["inspections"]] == [
        "closed",
        "rectifying",
        *["notified"] * 6,
        "closed",
        "planned",
    ]


def test_the_plan_the_draw_the_batch_and_every_way_of_service_are_in_the_demonstration(demo: Path, jx: Jx) -> None:
    case = str(demo / "demo.jxcase")

    services = jx("-C", case, "notify", "list", "--limit", "999", "--json").json["rows"]
    assert {row["method"] for row in services} == {method.value for method in ServiceMethod}
    assert "重新计算的结果与记录一致" in jx("-C", case, "plan", "pick", "verify", "2026-CQ-01").out
    changes = _text(next((demo / "文书/1_计划").glob("样人社监计(2026)2号_*.docx")))
    assert "改为按全镇待遇数据逐人比对" in changes
    assert "样本县虚构镇便民服务中心" in changes
    for path in (demo / "文书").rglob("*.docx"):
        assert "钟举报测" not in _text(path), path.name


def test_the_amounts_of_the_findings_add_up_in_the_report(demo: Path) -> None:
    report = _text(next((demo / "文书/5_报告").glob("2026-001_*检查报告.docx")))

    assert "39,938.30元" in report
    assert "视同无异议" in report
    ledger = _text(next((demo / "文书/6_整改").glob("2026-001_*整改意见书.docx")))
    assert "39,938.30元" in ledger


def test_at_least_eight_evidence_files_are_taken_in_no_two_alike_with_time_and_place_of_photographs(
    demo: Path, jx: Jx
) -> None:
    shown = jx("-C", str(demo / "demo.jxcase"), "show", "2026-001", "--json").json["evidence"]
    digests = [row["sha256"] for row in shown if row["sha256"]]

    assert len(digests) == len(set(digests)) >= 8
    assert {row["photo_at"] for row in shown if row["file_name"].endswith(".jpg")} == {
        "2026-03-12 10:00:00 +08:00",
        "2026-03-12 10:01:00 +08:00",
        "2026-03-12 10:02:00 +08:00",
    }
    assert any("北纬28.675" in row["photo_place"] for row in shown)


def test_the_introduction_tells_the_steps_and_documents_that_the_demonstration_has(demo: Path) -> None:
    lines = read_story({})
    begun = [n for n, line in enumerate(lines, 1) if n == 1 or lines[n - 2].chapter != line.chapter]
    told = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")

    for n, total, chapter in re.findall(r"^\[(\d+)/(\d+)\] (.+)$", told, re.MULTILINE):
        assert (int(total), lines[int(n) - 1].chapter) == (len(lines), chapter)
        assert int(n) in begun
    papers = [path for path in (demo / "文书").rglob("*") if path.is_file()]
    assert f"  步骤    {len(lines)}\n  文书    {len(papers)}\n" in told


def test_the_transcript_shows_what_the_law_refused_and_why(demo: Path) -> None:
    tour = (demo / "全部命令.txt").read_text(encoding="utf-8")

    for refused in (
        "持证检查人员不足两名",
        "不是资料",
        "没有机关负责人的批准",
        "一次最多延长30日",
        "尚未届满",
        "孙例平不是机关负责人",
        "参保个人明细不能授权给第三方",
        "2 处不能制发",
    ):
        assert refused in tour, refused
    assert ".part" not in tour
    assert len((demo / "导览.txt").read_text(encoding="utf-8").splitlines()) < 30


def test_the_demo_can_be_run_again_but_never_over_a_folder_of_the_user(
    played: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jx: Jx
) -> None:
    mine = tmp_path / "我的资料"
    mine.mkdir()
    (mine / "重要.txt").write_text("x", encoding="utf-8")

    refused = jx("demo", "--out", str(mine))

    assert refused.code == 4
    assert [p.name for p in mine.iterdir()] == ["重要.txt"]


#: Lines that are no text of their own: signature lines, dates, seals, page numbers, document number and check code.
SIGNING = re.compile(
    r"[（(]?(签名|盖章|印章)|^\d{4}年\d{1,2}月\d{1,2}日$|^年月日$|^第\d+页|^—\d+—$|校验码|^样本县人力资源和社会保障局$|（续页）$"
)


@pytest.mark.skipif(
    shutil.which("soffice") is None or shutil.which("pdftotext") is None, reason="needs LibreOffice and poppler"
)
def test_no_page_of_any_document_holds_only_a_signature(demo: Path, tmp_path: Path) -> None:
    """The longest of each kind; all with `THOROUGH=1`."""
    every = sorted((demo / "文书").rglob("*.docx"), key=lambda path: path.stat().st_size)
    papers = every if THOROUGH else list({path.stem.rpartition("_")[2]: path for path in every}.values())
    profile = f"-env:UserInstallation=file://{tmp_path / 'profile'}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path, *papers],
        check=True,
        capture_output=True,
    )
    lonely = []
    for pdf in sorted(tmp_path.glob("*.pdf")):
        text = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout
        for number, page in enumerate(text.rstrip("\f").split("\f"), 1):
            lines = [re.sub(r"[\s＿_　]+", "", line) for line in page.splitlines()]
            if not any(line and not SIGNING.search(line) for line in lines):
                lonely.append(f"{pdf.stem} page {number}: {'|'.join(filter(None, lines))}")
    assert len(list(tmp_path.glob("*.pdf"))) == len(papers)
    assert lonely == []


def test_doubts_go_to_the_unit_locked_and_what_it_confirms_becomes_a_finding(demo: Path, jx: Jx) -> None:
    case = str(demo / "demo.jxcase")

    assert len(list((demo / "疑点").iterdir())) == 3
    assert not [path for path in (demo / "疑点").glob("*.xlsx") if path.read_bytes().startswith(b"PK")]
    flags = jx("-C", case, "inspect", "flag", "list", "-i", "2026-009", "--each", "--json").json["rows"]
    assert {row["number"]: row["state"] for row in flags} == {"R01-0001": "false", "R01-0002": "true"}


def test_data_loaded_by_mistake_are_withdrawn_and_rows_destroyed_after_closing(demo: Path, jx: Jx) -> None:
    case, told = str(demo / "demo.jxcase"), (demo / "全部命令.txt").read_text(encoding="utf-8")

    assert "与提供方写明的数不符：读到72行，控制数62行，多10行" in told
    assert "已撤回数据 2026-009-SJ-02" in told
    assert "重新比对的结果与记录一致" in told
    assert "疑点转出的现场检查 2026-010 还没有办结" in told
    (purge,) = jx("-C", case, "inspect", "data", "list", "--purged", "--json").json["rows"]
    assert (purge["number"], purge["rows"], purge["document"]) == ("2026-009-XH-01", 143, "2026-009-XH-01")
    gone = jx("-C", case, "inspect", "data", "repeat", "2026-009-BD-01")
    assert (gone.code, "数据已经销毁（2026-009-XH-01）" in gone.err) == (3, True)
    record = _text(next((demo / "文书/3_检查").glob("2026-009-XH-01_*.docx")))
    assert "疑点2个（属实1个，不属实1个），不单独作为疑点的弱匹配、边界月等3个" in record


def test_a_second_laptop_works_apart_and_both_come_to_one_dossier(
    demo: Path, jx: Jx, monkeypatch: pytest.MonkeyPatch
) -> None:
    office, laptop = str(demo / "demo.jxcase"), demo / "二组笔记本"
    told = (demo / "全部命令.txt").read_text(encoding="utf-8")

    devices = jx("-C", office, "sync", "device", "list", "--json").json["rows"]
    assert [row["name"] for row in devices] == ["机关端", "二组笔记本"]
    assert jx("-C", office, "sync", "conflicts", "--json").json["rows"] == []
    units = jx("-C", office, "plan", "unit", "list", "--limit", "99", "--json").json["rows"]
    school = next(row for row in units if row["name"] == "样本县示例职业培训学校")
    assert (school["phone"], school["address"]) == ("0791-****0114", "样本县示范路18号")
    (lease,) = jx("-C", office, "sync", "lease", "list", "--all", "--json").json["rows"]
    assert (lease["issued"], lease["free"]) == (1, 4)
    assert all(words in told for words in ("没有样人社监约〔2026〕可用的号段", "等待裁定", "　周拟清　二组笔记本]"))

    monkeypatch.setenv("JXINSPECT_HOME", str(laptop / "home"))
    case = ("-C", str(laptop / "demo.jxcase"))
    assert jx(*case, "status").code == 7
    assert jx(*case, "unlock", "--passphrase-file", str(demo / "passphrase.txt")).code == 0
    theirs = jx(*case, "plan", "unit", "list", "--limit", "99", "--json").json["rows"]
    assert [row for row in theirs if row["name"] == school["name"]] == [school]
