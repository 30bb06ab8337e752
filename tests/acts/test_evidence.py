"""Evidence on paper, what is told of it later, sheets, log, custody, verification."""

from __future__ import annotations

import os
import re
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from openpyxl import load_workbook
from PIL import Image

from jxinspect.acts import evidence, evidence_custody, inspect_finding
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.civil import beijing
from jxinspect.law.terms import EvidenceForm, EvidenceKind, EvidenceState, SignOutcome
from jxinspect.model.document import Document
from jxinspect.model.evidence import Evidence

if TYPE_CHECKING:
    from jxinspect.store.casefile import CaseFile

Act = Callable[..., Any]
NUMBER = "2026-001"
#: What G17 wants of every item, beside takers and place, which have defaults.
KNOWN: dict[str, Any] = {"source": "失业保险股", "proves": "多发失业保险金"}


def take(act: Act, *paths: Path, **more: Any) -> evidence.Taken:
    """Take files in on 2026-03-02 at 10:15."""
    with act("inspect.evidence", at="2026-03-02 10:15") as case:
        return evidence.add(case, NUMBER, paths=paths, **(KNOWN | more))


def stored(act: Act) -> list[Evidence]:
    with act("look") as case:
        return list(case.all(Evidence))


def picture(path: Path, *, taken: str = "2026:03:02 10:12:30", offset: str = "+08:00", gps: bool = True) -> Path:
    """A small photograph with EXIF time and place."""
    image = Image.new("RGB", (8, 6), "red")
    exif = image.getexif()
    camera = exif.get_ifd(0x8769)
    camera[0x9003] = taken
    if offset:
        camera[0x9011] = offset
    if gps:
        exif.get_ifd(0x8825).update({1: "N", 2: (28.0, 40.0, 30.0), 3: "E", 4: (115.0, 54.0, 0.0)})
    image.save(path, exif=exif)
    return path


# ---- paper, description, custody -----------------------------------------------------------------------------


def test_paper_and_objects_are_registered_by_title(on_site: Act) -> None:
    (item,) = take(on_site, title="申领表", pages=3, form=EvidenceForm.ORIGINAL, to_return=True, kept_at="3号柜").items
    assert (item.name, item.kind, item.sha256) == ("申领表", EvidenceKind.DOCUMENT, None)
    assert item.state == EvidenceState.BORROWED
    with pytest.raises(Incomplete, match="没有写明证据"):
        take(on_site)


def test_evidence_without_source_or_purpose_is_a_warning_that_must_be_acknowledged(on_site: Act) -> None:
    with pytest.raises(Refused) as refused, on_site("inspect.evidence", at="2026-03-02 10:00") as case:
        evidence.add(case, NUMBER, title="申领表")
    assert refused.value.guards == ("G17",)
    assert "来源、证明对象" in refused.value.what
    with on_site("inspect.evidence", at="2026-03-02 10:00", ack=["G17"]) as case:
        evidence.add(case, NUMBER, title="申领表")
    take(on_site, title="另一份")  # what was acknowledged is not asked again


def test_evidence_before_entry_is_refused_by_g12(announced: Act) -> None:
    with pytest.raises(Refused) as refused, announced("inspect.evidence", at="2026-03-02 08:00") as case:
        evidence.add(case, NUMBER, title="申领表", **KNOWN)
    assert refused.value.guards == ("G12",)


def test_what_is_missing_is_completed_later_and_corrections_keep_what_stood_before(on_site: Act) -> None:
    with on_site("inspect.evidence", at="2026-03-02 10:00", ack=["G17"]) as case:
        evidence.add(case, NUMBER, title="申领表")
    with on_site("inspect.evidence", at="2026-03-03 10:00") as case:
        evidence.describe(case, NUMBER, ["1"], source="档案室", proves="申领时间")
        with pytest.raises(Incomplete, match="已经登记了来源"):
            evidence.describe(case, NUMBER, ["1"], source="财务科")
        (item,) = evidence.describe(case, NUMBER, ["1"], source="财务科", because="登记时看错")
    assert item.source == "财务科"
    assert item.note == "2026年3月3日更正来源，理由：登记时看错（来源原为“档案室”）"


def test_an_unknown_item_is_answered_with_those_that_exist(on_site: Act) -> None:
    take(on_site, title="申领表")
    with on_site("inspect.evidence", at="2026-03-03 10:00") as case, pytest.raises(NotFound) as fault:
        evidence.describe(case, NUMBER, ["7"], source="x")
    assert "2026-001-ZJ-001" in fault.value.why


def test_the_chain_of_custody_has_no_gap(on_site: Act) -> None:
    take(on_site, title="硬盘")
    hand = {"why": "入库", "condition": "封签完好"}
    with on_site("inspect.evidence", at="2026-03-03 10:00") as case:
        with pytest.raises(Refused, match="保管链"):
            evidence_custody.custody(case, NUMBER, "1", giver="周档员", taker="测一鸣", **hand)
        evidence_custody.custody(case, NUMBER, "1", giver="样二航", taker="周档员", **hand)
        with pytest.raises(Refused, match="保管链"):
            evidence_custody.custody(case, NUMBER, "1", giver="样二航", taker="测一鸣", **hand)
        with pytest.raises(Incomplete, match="同一个人"):
            evidence_custody.custody(case, NUMBER, "1", giver="周档员", taker="周档员", **hand)
    with on_site("inspect.evidence", at="2026-03-03 09:00") as case, pytest.raises(Refused, match="早于前一次"):
        evidence_custody.custody(case, NUMBER, "1", giver="周档员", taker="测一鸣", **hand)


def test_originals_are_given_back_and_only_they(on_site: Act) -> None:
    take(on_site, title="凭证", form=EvidenceForm.ORIGINAL, to_return=True)
    take(on_site, title="复印件")
    with on_site("inspect.evidence", at="2026-03-09 10:00") as case:
        (row,) = evidence_custody.give_back(case, NUMBER, ["1"], taker="李例子")
        assert (row.giver, row.taker, row.why) == ("测一鸣", "李例子", "归还原件")
        with pytest.raises(Refused, match="已经归还"):
            evidence_custody.give_back(case, NUMBER, ["1"], taker="李例子")
        with pytest.raises(Refused, match="没有登记为待归还"):
            evidence_custody.give_back(case, NUMBER, ["2"], taker="李例子")
    assert [item.state for item in stored(on_site)] == [EvidenceState.RETURNED, EvidenceState.ON_FILE]


# ---- sheet, log, verification --------------------------------------------------------------------------------


def sheet(case: CaseFile, **more: Any) -> str:
    facts: dict[str, Any] = {
        "matter": "CL-11-4",
        "fact": "向17名已再就业人员发放失业保险金。",
        "evidence": ["1", "2"],
        "provider": "吴业务",
        "origin": "业务档案第12卷",
        "method": "复制",
    }
    _, document = evidence_custody.sheet(case, NUMBER, **(facts | more))
    with zipfile.ZipFile(BytesIO(case.objects.get(document.sha256))) as package:
        xml = package.read("word/document.xml").decode()
    return "\n".join("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", par)) for par in xml.split("</w:p>"))


def test_a_sheet_ties_one_fact_to_its_evidence(on_site: Act) -> None:
    take(on_site, title="申领表", pages=3)
    take(on_site, title="对账单", pages=2)
    with on_site("inspect.evidence", at="2026-03-03 15:00") as case:
        text = sheet(case)
    assert "编号：2026-001-QZ-01" in text
    assert "附件共2项，纸质5页" in text
    assert "2026-001-ZJ-002\n对账单\n2页\n复制件" in text
    assert "经与原件核对无异。" in text
    assert "提供单位（人）意见：情况属实。" in text


def test_a_sheet_whose_provider_refuses_says_why_and_what_was_not_compared(on_site: Act) -> None:
    take(on_site, title="申领表")
    with on_site("inspect.evidence", at="2026-03-03 15:00") as case:
        text = sheet(
            case, evidence=["1"], compared=False, outcome=SignOutcome.REFUSED, reason="须请示上级", witness="周见证"
        )
    assert "未能与原件核对。" in text
    assert "提供人吴业务拒绝签名，原因：须请示上级。" in text
    assert "情况属实" not in text


def test_a_sheet_shows_digests_in_full_thumbnails_and_where_the_originals_lie(on_site: Act, tmp_path: Path) -> None:
    (photo,) = take(on_site, picture(tmp_path / "柜.jpg"), sm3=True).items
    paper: dict[str, Any] = {"original_at": "业务股3号柜", "compared_by": "吴业务", "copies": 2, "method": "复印"}
    take(on_site, title="申领表", pages=3, **paper)
    disk: dict[str, Any] = {"carrier": "移动硬盘", "carrier_serial": "SN01", "carrier_seal": "0007", "clock_ahead": -95}
    take(on_site, title="录像", kind=EvidenceKind.RECORDING, form=EvidenceForm.ORIGINAL, **disk)
    with on_site("inspect.evidence", at="2026-03-03 15:00") as case:
        text = sheet(case, evidence=["1", "2", "3"])
        data = case.objects.get(case.all(Document, kind="D22")[0].sha256)
    assert f"SHA-256：{photo.sha256}SM3：{photo.sm3}" in text  # in two lines of one cell
    assert "自记时间2026-03-02 10:12:30 +08:00，比登记的取证时间早150秒（2分30秒）" in text
    assert "2026-001-ZJ-002《申领表》：制作方法为复印，原件存放于业务股3号柜，共2份，经吴业务核对与原件一致。" in text
    assert (
        "2026-001-ZJ-003《录像》：载体移动硬盘（序列号SN01，封签0007），设备时钟比标准时间慢95秒（1分35秒）。" in text
    )
    with zipfile.ZipFile(BytesIO(data)) as package:
        (name,) = [one for one in package.namelist() if one.startswith("word/media/")]
        shown = Image.open(BytesIO(package.read(name)))
    assert (shown.format, dict(shown.getexif())) == ("JPEG", {})  # what the camera wrote stays with the original


def test_a_picture_that_cannot_be_read_leaves_the_sheet_without_a_thumbnail(on_site: Act, tmp_path: Path) -> None:
    (tmp_path / "坏.jpg").write_bytes(picture(tmp_path / "好.jpg").read_bytes()[:80])
    take(on_site, tmp_path / "坏.jpg")
    with on_site("inspect.evidence", at="2026-03-03 15:00") as case:
        text = sheet(case, evidence=["1"])
    assert "坏.jpg" in text
    assert "缩略图" not in text


def test_a_sheet_without_evidence_is_incomplete(on_site: Act) -> None:
    with on_site("inspect.evidence", at="2026-03-03 15:00") as case, pytest.raises(Incomplete, match="没有证据"):
        sheet(case, evidence=[])


def test_the_log_lists_every_item_with_digest_findings_counts_and_a_digest_line(on_site: Act, tmp_path: Path) -> None:
    file = picture(tmp_path / "=现场.jpg")
    (photo,) = take(on_site, file).items
    take(on_site, title="申领表", pages=3)
    with on_site("inspect.finding", at="2026-03-04 09:00") as case:
        inspect_finding.finding(case, NUMBER, title="多发待遇", facts="多发", violation_code="V29-5", evidence=["1"])
    with on_site("inspect.evidence", at="2026-03-05 09:00") as case:
        document = evidence.log(case, NUMBER)
        book = load_workbook(BytesIO(case.objects.get(document.sha256)))
    rows = [[cell.value for cell in row] for row in book["证据登记表"].iter_rows()]
    head = next(row for row in rows if row[0] == "证据编号")
    first, second = rows[rows.index(head) + 1], rows[rows.index(head) + 2]
    told = dict(zip(head, first, strict=True))
    assert told["SHA-256"] == photo.sha256
    assert told["名称"] == "=现场"  # text, never a formula
    assert told["关联问题"] == "1.多发待遇"
    assert told["取得人"] == "测一鸣、样二航"
    paper = dict(zip(head, second, strict=True))
    assert paper["页、件、字节"] == "3页"
    assert {name for name, value in paper.items() if value == "/"} == {
        *("存放处", "原件、核对和载体", "SHA-256", "关联问题", "备注"),
    }
    assert None not in (*first, *second)
    flat = [str(value) for row in rows for value in row if value]
    assert "共 2 行。" in flat
    assert any(re.fullmatch(r"内容摘要（SHA-256）：[0-9a-f]{64}", value) for value in flat)
    assert any(f"证据共2项，其中电子文件1个、{file.stat().st_size:,}字节" in value for value in flat)
    files = [[cell.value for cell in row] for row in book["电子文件"].iter_rows()]
    assert any("2026-03-02 10:12:30 +08:00" in row for row in files)


def test_the_log_tells_sm3_the_photograph_against_the_clock_and_where_the_original_lies(
    on_site: Act, tmp_path: Path
) -> None:
    (photo,) = take(on_site, picture(tmp_path / "柜.jpg"), sm3=True).items
    take(on_site, title="申领表", pages=3, original_at="业务股3号柜", compared_by="吴业务")
    with on_site("inspect.evidence", at="2026-03-05 09:00") as case:
        book = load_workbook(BytesIO(case.objects.get(evidence.log(case, NUMBER).sha256)))
    files = [[cell.value for cell in row] for row in book["电子文件"].iter_rows()]
    assert any(photo.sm3 in row and "比登记的取证时间早150秒（2分30秒）" in row for row in files)
    items = [cell.value for row in book["证据登记表"].iter_rows() for cell in row]
    assert "原件存放于业务股3号柜，经吴业务核对与原件一致" in items


def test_the_list_of_files_says_their_kind_in_a_word_and_has_no_column_that_nobody_fills(
    on_site: Act, tmp_path: Path
) -> None:
    for name in ("发放.xlsx", "说明.docx", "名单.csv", "凭证.pdf", "数据.bin"):
        (tmp_path / name).write_bytes(b"1")
        take(on_site, tmp_path / name)

    def files() -> tuple[list[Any], list[list[Any]]]:
        with on_site("inspect.evidence", at="2026-03-05 09:00", dry_run=True) as case:
            page = load_workbook(BytesIO(case.objects.get(evidence.log(case, NUMBER).sha256)))["电子文件"]
        head, *rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=4)]
        return head, [row for row in rows if str(row[0]).startswith(NUMBER)]

    head, rows = files()
    assert head == ["证据编号", "文件名", "字节", "SHA-256", "文件修改时间", "类型"]
    assert [row[-1] for row in rows] == ["电子表格", "文字文档", "电子表格", "PDF", "其他"]
    take(on_site, picture(tmp_path / "柜.jpg"), sm3=True)
    head, rows = files()
    assert {"SM3", "照片自身记录的时间"} <= set(head)
    assert rows[0][head.index("SM3")] == rows[0][head.index("照片自身记录的时间")] == "/"
    assert rows[-1][head.index("类型")] == "图片"


def test_the_index_for_the_dossier_has_every_item_with_source_purpose_and_digest(on_site: Act, tmp_path: Path) -> None:
    (photo,) = take(on_site, picture(tmp_path / "柜.jpg")).items
    take(on_site, title="申领表", pages=3)
    with on_site("inspect.evidence", at="2026-03-05 09:00") as case:
        data = case.objects.get(evidence.log(case, NUMBER, kind="D23a").sha256)
    with zipfile.ZipFile(BytesIO(data)) as package:
        text = "".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", package.read("word/document.xml").decode()))
    for told in ("2026-001-ZJ-001", photo.sha256, "2026-001-ZJ-002", "申领表", "失业保险股", "多发失业保险金", "共2项"):
        assert str(told) in text


def test_a_log_without_evidence_is_incomplete(on_site: Act) -> None:
    with on_site("inspect.evidence", at="2026-03-05 09:00") as case, pytest.raises(Incomplete, match="还没有证据"):
        evidence.log(case, NUMBER)


def test_files_are_read_again_and_a_changed_one_is_found(on_site: Act, tmp_path: Path, case_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"1")
    (tmp_path / "b.txt").write_bytes(b"2")
    first, second = take(on_site, tmp_path / "a.txt", tmp_path / "b.txt").items
    take(on_site, title="纸质")
    with on_site("look") as case:
        assert [c.state for c in evidence.verify(case, NUMBER)] == ["ok", "ok", "none"]
        case.objects.path_of(str(first.sha256)).write_bytes(b"garbage")
        case.objects.path_of(str(second.sha256)).unlink()
        assert [c.state for c in evidence.verify(case, NUMBER)] == ["missing", "missing", "none"]


def test_items_know_when_the_file_was_changed_last(on_site: Act, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"1")
    os.utime(file, (1_772_000_000, 1_772_000_000))
    (item,) = take(on_site, file).items
    assert item.file_at is not None
    assert f"{beijing(item.file_at):%Y-%m-%d %H:%M:%S}" == "2026-02-25 14:13:20"
