"""Blocks of text that are read whole, and the same read row by row by the csv module, are the same dataset."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any
from unittest import mock

import duckdb
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jxinspect.analysis.incoming import Columns
from jxinspect.analysis.loading import Loading
from jxinspect.analysis.sources import open_sources
from jxinspect.analysis.sources.passing import Passing
from jxinspect.errors import Incomplete
from jxinspect.law.data_tables import known_tables

TITLES = ("个人编号", "险种", "待遇项目", "所属期", "金额", "账号", "户名")
NAMES = ("person_no", "fund", "item", "pay_ym", "amount", "account_no", "account_name")
#: Cells of the rows of data: clean, in need of cleaning, and unreadable.
FUNDS = ["失业", "失业保险", " 失业", "", "NULL", "工伤　"]
MONTHS = ["202501", "2025-01", "二零二五", "", "202513"]
AMOUNTS = ["1200.00", "1,200.00", "(5.00)", "￥7元", "1e5", "", "0.32万元", "12.345"]
NUMBERS = ["6222000000000001", "'6222000000000001", "6222 0000 0000 0001", '="622200"', "6.2E+18"]
HOLDERS = ["测一鸣", "囧二亅", "测　三", '样"四', "测,五", "测\n六", "测;七", "测·八", "\ue5e5九", "X.Y", "联通"]
ROW = st.tuples(*(st.sampled_from(cells) for cells in (FUNDS, MONTHS, AMOUNTS, NUMBERS, HOLDERS)))
#: Lines that are none of data, and lines that are at fault.
OTHERS = [
    "", "合计{m}{m}{m}{m}9{m}{m}", "{m}小计{m}{m}{m}9{m}{m}", "制表人：例三{m}{m}{m}{m}{m}{m}", "已选择 2 行。",
    "{header}", "1{m}失业{m}失业保险金", "1{m}失业{m}失业保险金{m}202501{m}1{m}2{m}测{m}多", '1{m}"失业{m}x',
    "1{m}失业{m}失业\r保险金{m}202501{m}1{m}2{m}测", "{m}{m}{m}{m}{m}{m}", "1{m}失业{m}\ufffd{m}202501{m}1{m}2{m}测",
    "1{m}失业{m}\0{m}202501{m}1{m}2{m}测", "\ufeff1{m}失业{m}金{m}202501{m}1{m}2{m}测", "\x1a",
]  # fmt: skip
BYTES = [b"\xff\xff", "测试".encode(), b"\x81", b"\xe6\xb5"]


def line(cells: tuple[str, ...], mark: str, quoting: str, n: int) -> str:
    whole = [f"36{n:011d}", cells[0], "失业保险金", *cells[1:]]
    odd = mark, '"', "\n"
    if quoting == "never":
        return mark.join(cell if not any(sign in cell for sign in odd) else "甲" for cell in whole)
    return mark.join(
        '"' + cell.replace('"', '""') + '"' if quoting == "all" or any(sign in cell for sign in odd) else cell
        for cell in whole
    )


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """A text with a few rows of data, perhaps lines of other kinds, perhaps bytes that are none of it."""
    mark = draw(st.sampled_from(",\t;|"))
    quoting = draw(st.sampled_from(["never", "all", "some"]))
    encoding = draw(st.sampled_from(["gb18030", "utf-8", "utf-8-sig"]))
    end = draw(st.sampled_from(["\n", "\r\n"]))
    header = mark.join(f'"{title}"' if quoting == "all" else title for title in TITLES)
    rows = draw(st.lists(ROW, min_size=1, max_size=8))
    lines = [line(row, mark, quoting, n) for n, row in enumerate(rows)]
    for other in draw(st.lists(st.sampled_from(OTHERS), max_size=2)):
        lines.insert(draw(st.integers(1, len(lines))), other.format(m=mark, header=header))
    data = (end.join([header, *lines]) + draw(st.sampled_from(["", end]))).encode(encoding)
    if draw(st.booleans()) and draw(st.booleans()):
        at = draw(st.integers(len(header.encode(encoding)) + 8, len(data)))
        data = data[:at] + draw(st.sampled_from(BYTES)) + data[at:]
    return data


def loaded(path: Path) -> Any:
    """All that is known of a text once it is loaded, or why it cannot be."""
    kept: dict[str, bytes] = {}

    def put(data: bytes) -> str:
        sha = sha256(data).hexdigest()
        kept[sha] = data
        return sha

    try:
        (source,) = open_sources(path)
        places = {name: source.header.index(title) for name, title in zip(NAMES, TITLES, strict=True)}
        columns = Columns(source.header, places)
        loading = Loading(known_tables()["pay"], list(places), put, case=path.parent)
        try:
            totals = loading.take(source, columns)
            parts = [(part.kind, part.rows, stored(path, kept[part.sha256])) for part in loading.parts]
            spoiled = loading.damaged(source, columns)
        finally:
            loading.close()
    except Incomplete as fault:
        return str(fault), fault.why, fault.todo, fault.items
    return loading.digest, totals, parts, spoiled, loading.faults, loading.months, loading.sums, source.encoding


def stored(path: Path, parquet: bytes) -> list[tuple[Any, ...]]:
    part = path.with_suffix(".parquet")
    part.write_bytes(parquet)
    return duckdb.execute(f"SELECT * FROM '{part}'").fetchall()


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Callable[[bytes], tuple[Any, Any]]:
    path = tmp_path_factory.mktemp("both") / "发放.csv"

    def run(data: bytes) -> tuple[Any, Any]:
        path.write_bytes(data)
        whole = loaded(path)
        with mock.patch.object(Passing, "_quick", return_value=None):
            return whole, loaded(path)

    return run


def text_of(*lines: str, encoding: str = "gb18030") -> bytes:
    return "\n".join(["\t".join(TITLES), *lines]).encode(encoding)


SOUND = "3600000000001\t失业\t失业保险金\t202501\t1200.00\t6222000000000001\t测一鸣"


@example(data=text_of(SOUND, "制表人：例三\t\t\t\t\t\t"))
@example(data=text_of(SOUND, SOUND, SOUND, "1\t失业\t失业\r保险金\t202501\t1\t2\t测"))
@example(data=text_of(SOUND, "\ufeff" + SOUND, "1\t失业\t失业保险金\t二零二五\t1\t2\t测"))
@settings(max_examples=12, deadline=None)
@given(data=files())
def test_a_text_read_in_blocks_is_what_it_is_row_by_row(both: Callable[[bytes], tuple[Any, Any]], data: bytes) -> None:
    whole, rows = both(data)
    assert whole == rows
