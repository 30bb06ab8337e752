"""The three lists of the demonstration, as offices really have them: other headings, GB18030, full-width digits."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from pathlib import Path

from jxinspect.commands.story import story_text

_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def write_sheets(folder: Path) -> dict[str, Path]:
    """Write the lists; name in the story → path."""
    made = {
        "staff": ("人员名册.xlsx", _workbook("基金监督人员名册（2026年1月）", "staff.csv")),
        "units": ("被监督单位.csv", story_text("units.csv").replace("\n", "\r\n").encode("gb18030")),
        "items": ("2026年检查计划项目.xlsx", _workbook("2026年度检查计划项目", "items.csv")),
    }
    paths = {}
    for name, (file_name, data) in made.items():
        paths[name] = folder / file_name
        paths[name].write_bytes(data)
    return paths


def _workbook(title: str, name: str) -> bytes:
    """An XLSX with a title line above the headings and real dates."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([title])
    for row in csv.reader(io.StringIO(story_text(name))):
        sheet.append([date.fromisoformat(cell) if _DAY.fullmatch(cell) else cell or None for cell in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
