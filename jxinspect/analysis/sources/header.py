"""Where the header of a table stands, and which rows of it are no data: totals, blank rows, signatures.

By content alone: the first rows of a file are compared with every title that any table knows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise, zip_longest
from unicodedata import normalize

from jxinspect.analysis.sheet import HEADER_WITHIN, TOTALS, title_key
from jxinspect.law.header_synonyms import every_title

#: A row with its number in the file.
Line = tuple[int, Sequence[str]]
#: Joins the two lines of a header.
JOINT = "／"
BLANK = "空行"
#: What stands in a cell of a row of totals, whichever column it is.
TOTAL_WORDS = frozenset({"合计", "小计", "总计", "本页合计", "本页小计", "累计合计", "全部合计"})
#: A group's total, as reports print it below each unit.
TOTAL_OF = re.compile(r".{0,40}(合计|小计|总计)[:：]?")
#: What is told of such a row.
WORDS = {
    **dict.fromkeys(("合计", "小计", "总计", "累计"), "合计行"),
    **dict.fromkeys(("制表人", "填表人", "审核人", "填报日期"), "表尾"),
}
#: What programs print below their tables.
FOOTER = re.compile(
    r"已选择\d+行[.。]?|\d+rowsselected\.?|共(计)?\d+(条|行|人|笔)(记录)?[.。]?|第\d+页.*", re.IGNORECASE
)
#: First signs of signatures, and of what our own exports end with.
BEGINNINGS = frozenset("制填审共内")
UNIT = re.compile(r"单位[:：]?\s*(?:人民币)?(万元|千元|百元|元)")
BRACKETED = re.compile(r"[(（\[【][^)）\]】]*?(万元|千元|百元|元)[^)）\]】]*[)）\]】]")
CODE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
VALUE = re.compile(r"[-+]?[\d,]*\d(\.\d+)?%?|\d{4}[-./年]\d{1,2}.*|[\d*]{6,}[0-9Xx]")
COUNTS = re.compile(r"[甲乙丙丁戊己]|\d{1,3}|[(（]\d{1,3}[)）]|[①-\u2473]")


@dataclass(frozen=True)
class Head:
    """A header that was found. `data` is the index, among the rows that were looked at, of the first row below it."""

    top: int
    data: int
    titles: list[str]
    units: list[str]
    above: list[str]
    #: Rows of the header that say nothing new: field codes, numbers of columns.
    passed: list[tuple[int, str]] = field(default_factory=list)


@cache
def _known() -> frozenset[str]:
    return frozenset(title_key(title) for title in every_title())


def known_titles(cells: Sequence[str]) -> int:
    """How many of the cells are a title that some table knows."""
    return len({key for cell in cells if cell and (key := title_key(cell)) in _known()})


def head_of(rows: Sequence[Line], merged: Mapping[tuple[int, int], str] | None = None) -> Head | None:
    """Find the header within the first rows; None where there is none.

    `merged`: (row number, place) → text for cells that a merged cell covers, where the file knows it.
    """
    top = _top(rows)
    if top is None:
        return None
    broken = _broken(rows, top, merged or {})
    top, titles, depth, passed = broken or (top, *_titles(rows, top, merged or {}))
    while titles and not titles[-1]:
        titles.pop()
    data = top + depth
    if data < len(rows) and _numbers_of_columns(rows[data][1]):
        passed.append((rows[data][0], "栏次行"))
        data += 1
    above = [" ".join(cell.strip() for cell in cells if cell.strip()) for _, cells in rows[:top]]
    above = [line for line in above if line]
    return Head(top, data, titles, _units(titles, above), above, passed)


def _top(rows: Sequence[Line]) -> int | None:
    best, most = None, 1
    for place, (_, cells) in enumerate(rows[:HEADER_WITHIN]):
        filled = [cell.strip() for cell in cells if cell.strip()]
        known = known_titles(filled)
        wanted = known >= min(2, len(filled)) and all(map(_wordy, filled))
        if (wanted and known > most) or (wanted and best is None and known):
            best, most = place, known
    return best if best is not None else _unknown_top(rows)


def _unknown_top(rows: Sequence[Line]) -> int | None:
    """A header of titles that no table knows: the first row of different words that is as wide as what follows it."""
    for place, (_, cells) in enumerate(rows[:HEADER_WITHIN]):
        filled = [cell.strip() for cell in cells if cell.strip()]
        below = [sum(bool(cell.strip()) for cell in following) for _, following in rows[place + 1 : place + 4]]
        wide = len(filled) > 1 and len(filled) >= max(below, default=2) - 1
        if wide and len(set(filled)) == len(filled) and all(map(_wordy, filled)):
            values = any(not _wordy(cell.strip()) for _, later in rows[place + 1 :] for cell in later if cell.strip())
            return place if values else None
    return None


def _wordy(cell: str) -> bool:
    return VALUE.fullmatch(normalize("NFKC", cell)) is None


def _titles(
    rows: Sequence[Line], top: int, merged: Mapping[tuple[int, int], str]
) -> tuple[list[str], int, list[tuple[int, str]]]:
    number, upper = rows[top][0], [_clean(cell) for cell in rows[top][1]]
    if top + 1 >= len(rows):
        return upper, 1, []
    next_number, lower = rows[top + 1][0], [_clean(cell) for cell in rows[top + 1][1]]
    lower += [""] * (len(upper) - len(lower))
    upper += [""] * (len(lower) - len(upper))
    filled = [cell for cell in lower if cell]
    if not filled or not all(map(_wordy, filled)):
        return upper, 1, []
    if all(map(CODE.fullmatch, filled)) and len(filled) > 1 and known_titles(upper) > 1:
        return [a or b for a, b in zip(upper, lower, strict=True)], 2, [(next_number, "字段代码行")]
    if all(CODE.fullmatch(cell) for cell in upper if cell) and known_titles(lower) >= max(2, known_titles(upper)):
        return [b or a for a, b in zip(upper, lower, strict=True)], 2, [(number, "字段代码行")]
    gaps = [place for place, cell in enumerate(upper) if not cell and lower[place]]
    if not gaps:
        return upper, 1, []
    covered = [merged.get((number, place), "") for place in range(len(upper))]
    return _joined(upper, lower, covered), 2, []


def _broken(
    rows: Sequence[Line], top: int, merged: Mapping[tuple[int, int], str]
) -> tuple[int, list[str], int, list[tuple[int, str]]] | None:
    """A header whose words go on in the line below, 个人 over 编号: where it starts, and its titles.

    Two titles that only both lines together make are no chance. What stands under a common heading is joined as ever.
    """
    for place in (top - 1, top):
        if place < 0 or place + 1 >= len(rows):
            continue
        upper, lower = ([_clean(cell) for cell in cells] for _, cells in rows[place : place + 2])
        pairs = list(zip_longest(upper, lower, fillvalue=""))
        whole = {n for n in range(len(pairs)) if _one_word(pairs, n)}
        if len(whole) > 1 and all(_wordy(cell) for pair in pairs for cell in pair if cell):
            covered = [merged.get((rows[place][0], n), "") for n in range(len(pairs))]
            titles = _joined([over for over, _ in pairs], [under for _, under in pairs], covered)
            unit = {n for n, (over, under) in enumerate(pairs) if over and BRACKETED.fullmatch(under)}
            return place, ["".join(pairs[n]) if n in whole | unit else title for n, title in enumerate(titles)], 2, []
    return None


def _one_word(pairs: Sequence[tuple[str, str]], n: int) -> bool:
    """Whether the two cells of a column are a title together, and the upper one is none, nor a heading of several."""
    (over, under), (beside, below) = pairs[n], (*pairs, ("", ""))[n + 1]
    alone = bool(beside) or not below
    return bool(over and under) and alone and title_key(over) not in _known() and title_key(over + under) in _known()


def _joined(upper: Sequence[str], lower: Sequence[str], covered: Sequence[str]) -> list[str]:
    """Each column's title below the one that stands over it and its right neighbours."""
    titles = []
    group = ""
    for place, (over, under) in enumerate(zip(upper, lower, strict=True)):
        group = over or _clean(covered[place]) or (group if under else "")
        if under and group and under != group:
            titles.append(f"{group}{JOINT}{under}")
        else:
            titles.append(under or over or group)
    return titles


def _clean(cell: str) -> str:
    return re.sub(r"\s+", "", cell) if re.search(r"[^\x00-\x7f]", cell) else " ".join(cell.split())


def _units(titles: Sequence[str], above: Sequence[str]) -> list[str]:
    general = next((found[1] for line in reversed(above) if (found := UNIT.search(normalize("NFKC", line)))), "")
    units = []
    for title in titles:
        found = BRACKETED.search(title)
        units.append(found[1] if found else general)
    return units


def _numbers_of_columns(cells: Sequence[str]) -> bool:
    """甲 乙 1 2 3, as tables of the statistics office have below their titles."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    numbers = [int(cell.strip("()（）")) for cell in filled if re.fullmatch(r"[(（]?\d{1,3}[)）]?", cell)]
    rising = all(b - a == 1 for a, b in pairwise(numbers)) and numbers[:1] == [1]
    return len(filled) > 2 and len(numbers) > 1 and rising and all(map(COUNTS.fullmatch, filled))  # noqa: PLR2004


def no_datum(cells: Sequence[str], header: Sequence[str]) -> str | None:
    """Why a row is none: blank, totals, signature, the header again; None for a row of data."""
    first = next(filter(str.strip, cells), "").strip()
    if not first:
        return BLANK
    if "计" in first or first[0] in BEGINNINGS:
        plain = re.sub(r"\s", "", first)
        if TOTALS.fullmatch(plain) or TOTAL_OF.fullmatch(plain):
            # Only the word: a name may stand before or behind it, and reasons are kept.
            return next((f"{kind}（{word}）" for word, kind in WORDS.items() if word in plain), "表尾")
    if not any(map(str.strip, cells[1:])):
        plain = re.sub(r"\s", "", first)
        if FOOTER.fullmatch(plain):
            return f"表尾（{plain[:20]}）"
    return _total(cells) or ("重复的表头" if _printed_again(first, cells, header) else None)


def another(cells: Sequence[str]) -> bool:
    """Whether a row is the header of another table: titles that tables know, and nothing else."""
    first = next(filter(str.strip, cells), "").strip()
    if not first or not _wordy(first) or title_key(first) not in _known():
        return False
    filled = [title_key(cell) for cell in cells if cell.strip()]
    return len(filled) > 2 and len(set(filled)) == len(filled) and _known().issuperset(filled)  # noqa: PLR2004


def _total(cells: Sequence[str]) -> str | None:
    if "计" not in "".join(cells):
        return None
    words = (re.sub(r"\s", "", cell).rstrip(":：") for cell in cells if "计" in cell)
    total = next((word for word in words if word in TOTAL_WORDS), None)
    return total and f"合计行（{total}）"


def _printed_again(first: str, cells: Sequence[str], header: Sequence[str]) -> bool:
    if len(header) < 2 or (first not in header and (first.isascii() or _clean(first) not in header)):  # noqa: PLR2004
        return False
    return [_clean(cell) for cell in cells[: len(header)]] == list(header)
