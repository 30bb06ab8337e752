"""Numbers of documents: 发文字号 by GB/T 9704 (六角括号, no padding, no 第) and archive codes of internal records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import count
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


#: How many numbers a device's block holds: in a register of the whole case file, and inside one inspection.
REGISTER, INSIDE = 1000, 100
#: So many devices have a block; a block that is used up goes on behind those of all of them.
BLOCKS = 1000


def following(used: Iterable[int], block: int | None, size: int) -> Iterator[int]:
    """The numbers of a block behind the highest that is used in it. Block None: nobody else gives numbers, and all are.

    Block 2 of 100 is 201 to 299, then 100201 to 100299, and so on: no number belongs to two blocks.
    """
    if block is None:
        yield from count(max(used, default=0) + 1)
        return
    n = max((n for n in used if _block_of(n, size) == block), default=block * size)
    while True:
        n += 1
        if _block_of(n, size) != block:
            n += (BLOCKS - 1) * size + 1
        yield n


def _block_of(n: int, size: int) -> int:
    return n // size % BLOCKS


#: The code of report drafts, which are counted 稿1, 稿2 … in each inspection.
DRAFT = "稿"


def archive_code(inspection: str, code: str, n: int) -> str:
    """2026-007-BL-01: inspection, type and a running number of at least two digits; drafts: 2026-007-稿1."""
    return f"{_archive(inspection, code)}{n}" if code == DRAFT else f"{_archive(inspection, code)}{n:02d}"


def archived(number: str, inspection: str, code: str) -> int | None:
    """The running number in an archive code of that type; None in any other number, such as that of an annex."""
    tail = number.removeprefix(_archive(inspection, code))
    return int(tail) if tail != number and tail.isdecimal() else None


def _archive(inspection: str, code: str) -> str:
    return f"{inspection}-{DRAFT}" if code == DRAFT else f"{inspection}-{code}-"


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
