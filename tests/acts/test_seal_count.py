"""Labels with codes that can be read from paper, and the recount of what is sealed."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import Any

import docx as python_docx
import pytest
from PIL import Image

from jxinspect.acts import seal, seal_count
from jxinspect.acts.seal_release import release
from jxinspect.documents.seal_label import result
from jxinspect.errors import Incomplete, Refused
from jxinspect.law.terms import ReleaseReason, SealReason

Act = Callable[..., Any]
NUMBER, CODE = "2026-001", "2026-001-FC-01"
LONG = "待遇审核档案（含补正材料、复核意见和历次核定表的全部原件）"
END = datetime(2026, 3, 3, 10, tzinfo=timezone(timedelta(hours=8)))
ITEMS = [
    {"name": "2025年度会计凭证", "material": "voucher", "quantity": 12, "unit": "册"},
    {"name": LONG, "material": "archive", "quantity": 3, "unit": "盒"},
    {"name": "移动硬盘", "material": "data", "quantity": 1, "unit": "个", "strip": "2"},
]  # fmt: skip
TYPED = ("--as", "测一鸣", "--at", "2026-03-05 09:00")
ALL = [f"{CODE}-01", f"{CODE}-02", f"{CODE}-X001", f"{CODE}-X002", f"{CODE}-X003"]


@pytest.fixture
def sealed(on_site: Act, once: Callable[..., Any]) -> Act:
    """An inspection on site with a sealing of three materials under two strips."""

    def made() -> None:
        with on_site("seal.request", at="2026-03-03 08:30") as case:
            seal.request(
                case, NUMBER, reasons=[SealReason.TRANSFER], facts="凭证被搬离档案室。", items=ITEMS,
                copy_suffices="不能防止灭失", keeper="李例子", custody_mode="原地封存",
            )  # fmt: skip
        with on_site("seal.approve", at="2026-03-03 09:00") as case:
            seal.approve(case, NUMBER, approver="钱主任", text="同意", reviewer="孙科长", review_text="拟同意")
        with on_site("seal.create", at="2026-03-03 09:30") as case:
            seal.create(
                case, NUMBER, strips=["2号柜门缝", "保险箱"], process="清点后加贴封条。", notified="9时电话通知",
                attended="李例子", attended_post="主任", ended_at=END,
            )  # fmt: skip

    once(made)
    return on_site


def paper(case: Any, document: Any) -> bytes:
    return bytes(case.objects.get(document.sha256))


def read(data: bytes) -> list[str]:
    """What the codes in a DOCX say, in order."""
    import zxingcpp

    opened = python_docx.Document(BytesIO(data))
    ids = opened.element.xpath("//a:blip/@r:embed")
    pictures = [Image.open(BytesIO(opened.part.related_parts[one].blob)).convert("L") for one in ids]
    return [zxingcpp.read_barcodes(picture)[0].text for picture in pictures]


def test_the_code_of_a_strip_begins_with_its_number_and_names_the_decision_and_its_digest(sealed: Act) -> None:
    with sealed("look", at="2026-03-03 11:00") as case:
        from jxinspect.model.document import Document

        strips, decision = (case.one(Document, kind=kind) for kind in ("D35", "D33"))
        said = read(paper(case, strips))
        assert said == [f"{number} {decision.sha256[:12]} {decision.number}" for number in ALL[:2]]


def test_every_material_that_is_still_sealed_gets_a_label_with_its_own_number(sealed: Act) -> None:
    with sealed("seal.label", at="2026-03-03 11:00") as case:
        document = seal_count.labels(case, NUMBER)
        assert [text.split()[0] for text in read(paper(case, document))] == ALL[2:]
        table = python_docx.Document(BytesIO(paper(case, document))).tables[0]
        told = "\n".join(cell.text for row in table.rows for cell in row.cells)
    assert "2025年度会计凭证" in told
    assert f"{LONG[:25]}…" in told
    with sealed("seal.release", at="2026-03-04 09:00") as case:
        release(
            case, NUMBER, ground=ReleaseReason.UNRELATED, receiver="李例子", opening="启封", lines=[3],
            approver="钱主任",
        )  # fmt: skip
        assert [text.split()[0] for text in read(paper(case, seal_count.labels(case, NUMBER)))] == ALL[2:4]


def test_a_strip_may_not_have_a_number_like_a_label(on_site: Act, sealed: Act) -> None:
    with sealed("seal.request", at="2026-03-03 12:00") as case:
        seal.request(
            case, NUMBER, reasons=[SealReason.LOSS], facts="漏水。", items=ITEMS[:1], copy_suffices="原件",
            keeper="李例子", custody_mode="原地封存",
        )  # fmt: skip
        seal.approve(case, NUMBER, "2", approver="钱主任", text="同意")
    with pytest.raises(Refused, match="封条编号重复"), sealed("seal.create", at="2026-03-03 13:00") as case:
        seal.create(
            case, NUMBER, "2", strips=[f"柜门={CODE}-X009"], process="加贴。", notified="电话", attended="李例子",
            ended_at=END + timedelta(hours=4),
        )  # fmt: skip


def test_a_full_count_agrees_with_the_list_and_says_so(sealed: Act) -> None:
    scanned = [f"{one} 0123456789ab 样人社监封〔2026〕1号" for one in ALL]
    with sealed("seal.count", at="2026-03-05 09:00") as case:
        row, document = seal_count.count(case, NUMBER, read=[*scanned, scanned[0]], attended="李例子")
        assert (row.present, row.missing, row.extra, row.broken) == (ALL, [], [], [])
        text = "\n".join(p.text for p in python_docx.Document(BytesIO(paper(case, document))).paragraphs)
    assert "应清点5件，实有5件，与封存清单相符，封条完好。" in text


def test_what_is_missing_extra_or_broken_is_recorded_by_its_number(sealed: Act) -> None:
    with sealed("seal.count", at="2026-03-05 09:00") as case:
        row, document = seal_count.count(
            case, NUMBER, read=["01", "x001", "X003", "2026-009-FC-01-X001"], broken=[f"{CODE}-02"], note="柜门被撬"
        )
        assert row.missing == [f"{CODE}-X002"]
        assert (row.extra, row.broken) == (["2026-009-FC-01-X001"], [f"{CODE}-02"])
        opened = python_docx.Document(BytesIO(paper(case, document)))
        lines = {row.cells[0].text: row.cells[2].text for row in opened.tables[1].rows}
    assert lines[f"{CODE}-02"] == "有，封条破损"
    assert lines[f"{CODE}-X002"] == "缺少"
    assert result(row).endswith("不在清单1件（2026-009-FC-01-X001）。")


@pytest.mark.parametrize(("broken", "read_", "said"), [(["X001"], [], "没有这样的封条"), ([], [], "没有读到编号")])
def test_a_count_of_nothing_or_of_an_unknown_strip_is_refused(
    sealed: Act, broken: list[str], read_: list[str], said: str
) -> None:
    with pytest.raises(Incomplete, match=said), sealed("seal.count", at="2026-03-05 09:00") as case:
        seal_count.count(case, NUMBER, read=read_, broken=broken)


def test_a_strip_that_a_count_found_broken_is_not_told_to_be_whole_at_the_release(sealed: Act) -> None:
    with sealed("seal.count", at="2026-03-05 09:00") as case:
        seal_count.count(case, NUMBER, read=ALL, broken=["02"])
    with sealed("seal.release", at="2026-03-06 09:00") as case:
        row, made = release(
            case, NUMBER, ground=ReleaseReason.NOT_NEEDED, receiver="李例子", opening="启封", broken=["01"],
            approver="钱主任",
        )  # fmt: skip
        text = "\n".join(p.text for p in python_docx.Document(BytesIO(paper(case, made[0]))).paragraphs)
    assert row.broken == [f"{CODE}-01", f"{CODE}-02"]
    assert f"有损坏：{CODE}-01、{CODE}-02" in text


def test_nothing_is_counted_after_the_release(sealed: Act) -> None:
    with sealed("seal.release", at="2026-03-04 09:00") as case:
        release(case, NUMBER, ground=ReleaseReason.NOT_NEEDED, receiver="李例子", opening="启封", approver="钱主任")
    with pytest.raises(Refused, match="没有可以清点的资料"), sealed("seal.count", at="2026-03-05 09:00") as case:
        seal_count.count(case, NUMBER, read=ALL)


def test_a_count_is_typed_or_scanned_at_the_terminal_and_shows_the_tally(
    sealed: Act, jx: Any, case_path: Path, clock_at: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock_at("2026-11-23 09:00")
    asked: list[str] = []
    waiting = iter([ALL[2], "X002", "X002", "坏 02", "坏 X001", "9999", ""])

    def text(question: str, *, flag: str, default: str = "") -> str:
        asked.append(question)
        return next(waiting)

    monkeypatch.setattr("jxinspect.ui.ask.possible", lambda: True)
    monkeypatch.setattr("jxinspect.ui.ask.text", text)
    ended = jx(*TYPED, "-C", str(case_path), "seal", "count", NUMBER, "--attended", "李例子")
    assert asked == ["已点0/5", "已点1/5", "已点2/5", "已点2/5", "已点3/5", "已点3/5", "已点3/5"]
    marks = ("已经点过", "封条破损：2026-001-FC-01-02", "没有这样的封条", "不在清单")
    for said in ("有　2026-001-FC-01-X001　2025年度会计凭证", *marks):
        assert said in ended.err
    assert ended.code == 0
    assert "缺少2件（2026-001-FC-01-01、2026-001-FC-01-X003）" in ended.out


def test_a_count_is_read_from_standard_input_or_refused_without_terminal(
    sealed: Act, jx: Any, case_path: Path, clock_at: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock_at("2026-11-23 09:00")
    line = (*TYPED, "-C", str(case_path), "seal", "count", NUMBER)
    assert jx(*line).code == 2
    monkeypatch.setattr("sys.stdin", __import__("io").StringIO("\n".join([*ALL, f"坏 {ALL[0]}"])))
    ended = jx(*line, "-", "--json")
    assert (ended.code, ended.json["result"]) == (0, "应清点5件，实有5件，封条破损1张（2026-001-FC-01-01）。")


def test_codes_are_read_back_from_the_printed_page(sealed: Act, tmp_path: Path) -> None:
    import zxingcpp

    if not (shutil.which("soffice") and shutil.which("pdftoppm")):
        pytest.skip("LibreOffice or poppler is not installed here")
    with sealed("seal.label", at="2026-03-03 11:00") as case:
        from jxinspect.model.document import Document

        for made in (case.one(Document, kind="D35"), seal_count.labels(case, NUMBER)):
            (tmp_path / f"{made.kind}.docx").write_bytes(paper(case, made))
    subprocess.run(
        [
            *("soffice", "--headless", f"-env:UserInstallation=file://{tmp_path}/profile"),
            *("--convert-to", "pdf", "--outdir", str(tmp_path), *map(str, sorted(tmp_path.glob("*.docx")))),
        ],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    for kind, codes in (("D35", ALL[:2]), ("D35a", ALL[2:])):
        page = tmp_path / f"{kind}.pdf"
        subprocess.run(["pdftoppm", "-r", "150", "-gray", "-png", str(page), str(page.with_suffix(""))], check=True)
        (picture,) = tmp_path.glob(f"{kind}-*.png")
        assert sorted(code.text.split()[0] for code in zxingcpp.read_barcodes(Image.open(picture))) == codes


def test_the_package_holds_each_picture_once_and_is_the_same_again(sealed: Act) -> None:
    with sealed("seal.label", at="2026-03-03 11:00") as case:
        first, second = (paper(case, seal_count.labels(case, NUMBER)) for _ in range(2))
    media = [zipfile.ZipFile(BytesIO(data)).namelist() for data in (first, second)]
    assert media[0] == media[1]


@pytest.mark.parametrize(("sheet", "columns", "height"), [("3x8", 3, 37), ("2x7", 2, 42), ("4x10", 4, 29.6)])
def test_labels_fit_the_sheet_that_the_office_uses_and_their_codes_are_read(
    sealed: Act, sheet: str, columns: int, height: float
) -> None:
    from jxinspect.acts.config import change

    with sealed("seal.label", at="2026-03-03 11:00") as case:
        change(case, "label.sheet", sheet)
        data = paper(case, seal_count.labels(case, NUMBER))
    assert [text.split()[0] for text in read(data)] == ALL[2:]
    (table,) = python_docx.Document(BytesIO(data)).tables
    assert len(table.columns) == 2 * columns  # a label is its code and its text
    assert len(table.rows) == -(-3 // columns)
    assert {round(row.height.mm, 1) for row in table.rows} == {height}
