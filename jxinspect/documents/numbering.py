"""Numbers of documents: 发文字号 by GB/T 9704 (六角括号, no padding, no 第) and archive codes of internal records."""

from __future__ import annotations

import re
from typing import NamedTuple

from jxinspect.errors import Incomplete

_NUMBER = re.compile(r"(?P<head>[^\W\d_]+)〔(?P<year>\d{4})〕(?P<n>[1-9]\d*|0[1-9]\d|00[1-9])号")
#: Brackets and digits as people type them → as the standard has them.
_TYPED = str.maketrans("０１２３４５６７８９[]［］【】﹝﹞()（）", "0123456789〔〕〔〕〔〕〔〕〔〕〔〕")


class Number(NamedTuple):
    """A 发文字号 in its parts; agency code and series are written as one word, the head (发文代字)."""

    head: str
    year: int
    n: int
    width: int = 1  #: digits at least, for offices that pad (编虚位): 001

    def __str__(self) -> str:
        return f"{self.head}〔{self.year}〕{self.n:0{self.width}d}号"


#: Digits at least by the setting `doc.number.style`; the standard does not pad.
WIDTHS = {"plain": 1, "padded": 3}


def number_text(agency_code: str, series: str, year: int, n: int, style: str = "plain") -> str:
    """赣人社监检通〔2026〕1号; in the style "padded" 赣人社监检通〔2026〕001号."""
    if n < 1:
        msg = f"a number begins at 1, not {n}"
        raise ValueError(msg)
    return str(Number(agency_code + series, year, n, WIDTHS[style]))


def draft_number(agency_code: str, series: str, year: int) -> str:
    """赣人社监检通〔2026〕__号: what a draft shows, since a number is taken only at issue."""
    return f"{agency_code}{series}〔{year}〕__号"


#: The code of report drafts, which are counted 稿1, 稿2 … in each inspection.
DRAFT = "稿"
#: What follows the number of a paper in that of its annex.
ANNEX = "附件"


def archive_code(inspection: str, code: str, n: int) -> str:
    """2026-007-BL-01: inspection, type and a running number of at least two digits; drafts: 2026-007-稿1."""
    return f"{inspection}-{DRAFT}{n}" if code == DRAFT else f"{inspection}-{code}-{n:02d}"


def is_coded(number: str, code: str) -> bool:
    """Whether a number is an archive code of that type; that of an annex (…附件) is none of its own."""
    if number.endswith(ANNEX):
        return False
    return f"-{DRAFT}" in number if code == DRAFT else f"-{code}-" in number


def parse_number(text: str) -> Number:
    """The parts of a 发文字号, also typed with other brackets or full-width digits. Raises Incomplete."""
    found = _NUMBER.fullmatch(re.sub(r"\s", "", text).translate(_TYPED))
    if not found:
        raise Incomplete(
            f"“{text}”不是规范的发文字号",
            why="发文字号由机关代字、年份和序号组成，年份用六角括号，序号不编虚位（GB/T 9704），编虚位的写三位",
            todo="写作“赣人社监检通〔2026〕1号”",
        )
    return Number(found["head"], int(found["year"]), int(found["n"]), len(found["n"]))


def spelled(text: str) -> str:
    """A number as it is kept, from what people type: 样人社监封[2026]1号 → 样人社监封〔2026〕1号. Others stay."""
    try:
        return str(parse_number(text))
    except Incomplete:
        return text.strip()
