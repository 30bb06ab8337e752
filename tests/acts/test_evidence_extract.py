"""Extraction of electronic data: the files become evidence, the record and the list say how it was done (D24)."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from jxinspect.acts import evidence_extract
from jxinspect.errors import Incomplete, Refused
from jxinspect.law.terms import EvidenceForm, EvidenceKind, SignOutcome
from jxinspect.model.document import Document
from jxinspect.model.evidence import Evidence, Extraction

Act = Callable[..., Any]
NUMBER = "2026-001"
ENDED = datetime(2026, 3, 3, 11, 20, tzinfo=timezone(timedelta(hours=8)))
FACTS: dict[str, Any] = {
    "system": "失业保险系统",
    "version": "样本版3.2",
    "part": "待遇库.发放表",
    "device": "样机T-100",
    "device_serial": "TEST-0001",
    "holder": "施样网",
    "holder_post": "信息股长",
    "method": "现场提取",
    "query": "select * from pay where month < '202512'",
    "tool": "SQL工具",
    "tool_version": "14.0",
    "clock_ahead": -12,
    "clock_source": "国家授时中心标准时间",
    "medium": "U盘（编号样U-09）",
    "copies": 2,
    "why_copy": "系统正在运行",
    "process": "由施样网输入并导出",
}


def extract(act: Act, *paths: Path, ended_at: datetime = ENDED, **more: Any) -> Any:
    """Extract on 2026-03-03 from 11:00 to 11:20."""
    with act("inspect.evidence", at="2026-03-03 11:00") as case:
        return evidence_extract.extract(
            case, NUMBER, paths=paths, ended_at=ended_at, **({"proves": "发放情况"} | FACTS | more)
        )


def text_of(act: Act, paper: Document) -> str:
    with act("look") as case, zipfile.ZipFile(BytesIO(case.objects.get(paper.sha256))) as package:
        xml = package.read("word/document.xml").decode()
    lines = ("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", par)) for par in xml.split("</w:p>"))
    return unescape("\n".join(lines))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    file = tmp_path / "发放明细.csv"
    file.write_bytes(b"id,month\n1,202501\n2,202502")
    return file


def test_the_files_become_evidence_with_the_system_as_source(on_site: Act, data: Path) -> None:
    _, taken, _ = extract(on_site, data)
    (item,) = taken.items
    assert (item.kind, item.form, item.lines) == (EvidenceKind.ELECTRONIC, EvidenceForm.EXTRACT, 3)
    assert item.source == "施样网，失业保险系统样本版3.2（待遇库.发放表）"
    assert item.method == "现场提取，工具SQL工具 14.0"


def test_the_record_has_every_fact_of_the_extraction_and_both_digests_in_full(on_site: Act, data: Path) -> None:
    _, taken, papers = extract(on_site, data, sm3=True)
    (item,) = taken.items
    text = text_of(on_site, papers[0])
    for fact in (
        "编号：2026-001-BL-01",
        "2026年3月3日11时00分至11时20分",
        "测一鸣（行政执法证号：36012300002）、样二航（行政执法证号：36012300003）",
        "施样网\n职　务\n信息股长",
        "失业保险系统\n版　本\n样本版3.2",
        "待遇库.发放表",
        "样机T-100\n序列号\nTEST-0001",
        "SQL工具，版本14.0",
        "U盘（编号样U-09）\n副本数\n2份",
        "与国家授时中心标准时间比对，系统时间慢12秒。",
        "命令、查询语句：select * from pay where month < '202512'",
        "不提取原始载体的原因：系统正在运行。",
        "四、电子数据清单（共1个文件，26字节）",
        f"2026-001-ZJ-001\n发放明细.csv\n26\n3\n{str(item.sha256)[:16]}",
        f"SHA-256：{item.sha256}SM3：{item.sm3}",
        "以上情况属实。",
        "检查人员测一鸣（签名）",
        "电子数据持有人（签名）",
        "见证人（签名）：/",
    ):
        assert fact in text, fact


def test_the_list_is_a_workbook_with_the_number_of_the_record(on_site: Act, data: Path) -> None:
    _, taken, (paper, annex) = extract(on_site, data)
    assert annex.number == "2026-001-SJ-01"
    with on_site("look") as case:
        book = load_workbook(BytesIO(case.objects.get(annex.sha256)))
    rows = [[cell.value for cell in row] for row in book["电子数据清单"].iter_rows()]
    digest = taken.items[0].sha256
    assert any(paper.number in str(cell) for row in rows for cell in row)
    assert [1, "2026-001-ZJ-001", "发放明细.csv", 26, 3, digest[:16], digest] in rows
    assert "SM3" not in str(rows)  # nobody had it computed


def test_a_holder_who_does_not_sign_leaves_a_witness_or_a_recording(on_site: Act, data: Path) -> None:
    refused: dict[str, Any] = {"outcome": SignOutcome.REFUSED, "reason": "称须请示"}
    with pytest.raises(Incomplete, match="没有见证人，也没有影像"):
        extract(on_site, data, **refused)
    with pytest.raises(Incomplete, match="没有写明原因"):
        extract(on_site, data, outcome=SignOutcome.REFUSED, witness="周见证")
    _, _, papers = extract(on_site, data, witness="周见证", **refused)
    text = text_of(on_site, papers[0])
    assert "持有人施样网拒绝签名，原因：称须请示。上述情况由见证人周见证在场见证。" in text
    assert "没有签署意见。" in text
    assert "见证人（签名）：" in text
    assert "见证人（签名）：/" not in text
    assert extract(on_site, data, recordings="2026-001-YX-001", **refused)[0].outcome == SignOutcome.REFUSED


def test_an_extraction_of_items_taken_in_before_takes_nothing_in_again(on_site: Act, data: Path) -> None:
    extract(on_site, data)
    row, taken, papers = extract(on_site, evidence=["1"])
    assert taken.items == []
    assert len(row.evidence) == 1
    assert papers[0].number == "2026-001-BL-02"


def test_an_extraction_without_data_or_that_ends_before_it_begins_is_not_recorded(on_site: Act, data: Path) -> None:
    with pytest.raises(Incomplete, match="没有写明提取了哪些电子数据"):
        extract(on_site)
    with pytest.raises(Refused, match="不晚于开始时间"):
        extract(on_site, data, ended_at=ENDED - timedelta(hours=1))
    with on_site("look") as case:
        assert (case.all(Evidence), case.all(Extraction)) == ([], [])


def test_an_extraction_before_entry_or_by_one_inspector_is_refused(announced: Act, on_site: Act, data: Path) -> None:
    with (
        pytest.raises(Refused) as refused,
        on_site("inspect.evidence", at="2026-03-02 08:00", ack=["G17"]) as case,
    ):
        evidence_extract.extract(
            case, NUMBER, paths=[data], names=["测一鸣"], ended_at=ENDED, **({"proves": "发放情况"} | FACTS)
        )
    assert "G12" in refused.value.guards


def test_the_command_names_every_missing_fact_at_once(jx: Callable[..., Any]) -> None:
    ended = jx("inspect", "evidence", "extract", "2026-001", "a.csv", "--system", "系统", "--no-input")
    assert ended.code == 5
    for flag in ("--version", "--holder", "--method", "--tool", "--tool-version", "--clock-ahead", "--why-copy"):
        assert flag in ended.err
    assert "--system　" not in ended.err
