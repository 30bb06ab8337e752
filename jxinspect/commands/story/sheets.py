"""The three lists of the demonstration, as offices really have them: other headings, GB18030, full-width digits."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType

from jxinspect.commands.story import story_text

_DAY = re.compile(r"\d{4}-\d\d-\d\d")

#: What is wrong in the first list of notices.
WRONG: Mapping[str, str] = MappingProxyType(
    {"样本县丙样职业培训学校": "样本县丙样培训学校", "2026-07-15": "2026-07-03"}
)


def write_sheets(folder: Path) -> dict[str, Path]:
    """Write the lists; name in the story → path."""
    made = {
        "staff": ("人员名册.xlsx", _workbook("基金监督人员名册（2026年1月）", "staff.csv")),
        "units": ("被监督单位.csv", story_text("units.csv").replace("\n", "\r\n").encode("gb18030")),
        "items": ("2026年检查计划项目.xlsx", _workbook("2026年度检查计划项目", "items.csv")),
    }
    made |= {
        "notices_wrong": ("7月检查通知清单（初稿）.xlsx", _workbook("7月检查通知清单", "notices.csv", WRONG)),
        "notices": ("7月检查通知清单.xlsx", _workbook("7月检查通知清单", "notices.csv")),
        "reporter": ("举报人.txt", story_text("reporter.txt").encode()),
        "reporter_passphrase": ("举报人口令.txt", b"sample reporter 2026\n"),
    }
    paths = {}
    for name, (file_name, data) in made.items():
        paths[name] = folder / file_name
        paths[name].write_bytes(data)
    return paths


def _workbook(title: str, name: str, mistyped: Mapping[str, str] = MappingProxyType({})) -> bytes:
    """An XLSX with a title line above the headings and real dates; `mistyped`: right cell → what stands there."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([title])
    for row in csv.reader(io.StringIO(story_text(name))):
        cells = [mistyped.get(cell, cell) for cell in row]
        sheet.append([date.fromisoformat(cell) if _DAY.fullmatch(cell) else cell or None for cell in cells])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
