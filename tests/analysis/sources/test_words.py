"""Few texts in many rows: what numpy tells of them, a few rows at a time, is what the csv module tells row by row."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jxinspect.analysis.sources import words
from jxinspect.analysis.sources.cutting import fields_of
from jxinspect.analysis.sources.passing import Passing
from jxinspect.analysis.sources.words import words_in
from jxinspect.errors import Incomplete
from tests.analysis.sources.reading import numbered, source_of

ROWS = 260
HEADER = "个人编号,单位,姓名"
#: Some as long as a number of eight bytes, one longer, some of four bytes a sign, some that must be quoted.
CELLS = [
    "",
    "1",
    "12345678",
    "123456789",
    "测一鸣",
    "亅丂乗",
    "𠂇ä囧",
    "１２３",
    " x ",
    "a\x7fb",
    '测"一',
    "测,二",
    "测\n三",
]
WHOLE = [cell for cell in CELLS if not set(cell) & set('",\n')]
#: A row that is not as the others: of no text, of too few fields, too long, of totals, of nothing.
ODD = [
    b"\xff,a,b", b"1,\x81,b", "1,测试,b".encode(), b"1,\x84\x31\xa4\x37,b", b"1,a\0,b", b"1,a", b"x" * 300 + b",a,b",
    "合计,,9".encode("gb18030"), b",,", b"1,\x1a,2", b'1,"a,b',
]  # fmt: skip


def told(path: Path) -> Any:
    """The rows of a text, what was passed over, or why it cannot be used."""
    try:
        source = source_of(path)
        return [row for chunk in source.chunks() for row in numbered(chunk)], source.skipped
    except Incomplete as fault:
        return fault.why, fault.items


def quoted(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"'


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("words") / "a.csv"


@example(cells=["测一鸣", ""], quotes=False, mark=False, odd=None, end="\n")
@example(cells=["", "测,二"], quotes=True, mark=True, odd=None, end="\r\n")
@example(cells=["1"], quotes=False, mark=True, odd=(b"1,a\0,b", 200), end="\n")
@settings(max_examples=25, deadline=None)
@given(
    cells=st.lists(st.sampled_from(CELLS), min_size=1, max_size=6),
    quotes=st.booleans(),
    mark=st.booleans(),
    odd=st.none() | st.tuples(st.sampled_from(ODD), st.integers(1, ROWS)),
    end=st.sampled_from(["\n", "\r\n"]),
)
def test_words_that_repeat_are_those_that_the_csv_module_reads(
    path: Path, cells: list[str], odd: tuple[bytes, int] | None, end: str, *, quotes: bool, mark: bool
) -> None:
    cells = cells if quotes else [cell for cell in cells if cell in WHOLE] or ["1"]
    rows = [[str(n % 7 or n), cells[n % len(cells)], f"{cells[n * 5 % len(cells)]}{n}"] for n in range(ROWS)]
    lines = [",".join(map(quoted, row) if quotes else row).encode("gb18030") for row in rows]
    if odd is not None:
        lines.insert(odd[1], odd[0])
    path.write_bytes(end.encode().join([HEADER.encode("gb18030"), *lines, b""]))
    if mark:
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().decode("gb18030", "replace").encode())
    with mock.patch("jxinspect.analysis.sources.windows.NEAR", 64):
        whole = told(path)
    with mock.patch.object(Passing, "_quick", return_value=None):
        assert whole == told(path)


def test_a_word_that_no_sampled_row_has_and_longer_than_all_others_is_found() -> None:
    rows = [b"a", b"b"] * 2000
    rows[3001] = b"c" * 40
    rows[3999] = b"b" * 9
    fields = fields_of(b"".join(b"%s,x\n" % row for row in rows), ",", 2, 1)
    assert fields is not None
    found = words_in(fields)[0]
    assert found.texts == [b"a", b"b", b"b" * 9, b"c" * 40]
    assert [found.texts[which] for which in found.which] == rows


def test_more_than_few_words_of_which_no_sample_tells_are_no_words() -> None:
    rows = [b"a"] * 4096 + [b"%d" % n for n in range(400)] * 2
    fields = fields_of(b"".join(b"%s,x\n" % row for row in rows), ",", 2, 1)
    assert fields is not None
    assert list(words_in(fields)) == [1]


def test_hundreds_of_words_are_few_where_each_is_met_often() -> None:
    fields = fields_of(b"".join(b"%d,%d\n" % (n * 7 % 400, n % 800) for n in range(64 * 400)), ",", 2, 1)
    assert fields is not None
    found = words_in(fields)
    assert list(found) == [0]
    assert [int(found[0].texts[which]) for which in found[0].which] == [n * 7 % 400 for n in range(64 * 400)]


def test_words_whose_numbers_are_alike_are_no_words_rather_than_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_SCATTER", 0)
    fields = fields_of(b"a,x\nb,x\n" * ROWS, ",", 2, 1)
    assert fields is not None
    assert list(words_in(fields)) == [1]
