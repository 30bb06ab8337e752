"""The texts of each column are those of the csv module and a strict decoder, whatever repeats and whatever is odd."""

from __future__ import annotations

import csv
import io
from itertools import cycle, islice
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jxinspect.analysis.sources.cutting import fields_of
from jxinspect.analysis.sources.texts import Texts, texts_of
from jxinspect.errors import Incomplete
from tests.analysis.sources.reading import numbered, source_of

#: In GB18030 the second byte of 亅 is |, of 丂 @, of 乗 \; 𠂇 and ä have four bytes, two of them digits.
CELLS = st.text(st.sampled_from("亅丂乗𠂇ä测 囧A1@|x"), max_size=5)
ROWS = 300


def texts(cells: list[str], charset: str = "gb18030") -> Texts:
    """A column of a table, cut and decoded."""
    data = "".join(f"{cell},x\r\n" for cell in cells).encode(charset)
    fields = fields_of(data, ",", 2, 1)
    assert fields is not None
    found = texts_of(fields, charset)
    assert found is not None
    return found[0]


@example(rows=[("亅", "丂", "𠂇")], mark=";", charset="gb18030", quoted=False, end="\r\n", times=ROWS)
@settings(max_examples=30)
@given(
    rows=st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=5),
    mark=st.sampled_from(",\t;"),
    charset=st.sampled_from(["utf-8", "gb18030"]),
    quoted=st.booleans(),
    end=st.sampled_from(["\n", "\r\n"]),
    times=st.sampled_from([1, ROWS]),
)
def test_the_texts_are_those_of_the_csv_module(
    rows: list[tuple[str, str, str]], mark: str, charset: str, *, quoted: bool, end: str, times: int
) -> None:
    written = io.StringIO(newline="")
    writer = csv.writer(
        written, delimiter=mark, lineterminator=end, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_NONE
    )
    writer.writerows(rows * times)
    data = written.getvalue().encode(charset)
    fields = fields_of(data, mark, 3, 1)
    assert fields is not None
    columns = texts_of(fields, charset)
    assert columns is not None
    expected = list(csv.reader(io.StringIO(data.decode(charset), newline=""), delimiter=mark, strict=True))
    assert [[column.row(at) for column in columns] for at in range(fields.rows)] == expected


@example(words=[""])
@example(words=["", "测"])
@example(words=["测试", "囧囧"])
@settings(max_examples=30)
@given(words=st.lists(st.text(st.sampled_from("ab 测囧"), max_size=20), min_size=1, max_size=40, unique=True))
def test_texts_that_repeat_are_kept_once_and_every_row_has_its_own(words: list[str]) -> None:
    cells = list(islice(cycle(words), ROWS))
    column = texts(cells)
    assert column.which is not None
    assert sorted(word.decode() for word in column.all()) == sorted(words)
    assert [column.row(at) for at in range(ROWS)] == cells
    assert b"".join(column.of_rows(column.which)) == "".join(cells).encode()


@pytest.mark.parametrize(
    "cells",
    [
        [f"测{n}" for n in range(ROWS)],
        ["测"] * 20,
        ["", *map(str, range(ROWS))],
        ["囧" * n for n in range(ROWS)],  # as many lengths as rows
        ["x" * 2000, *map(str, range(ROWS))],
    ],
)
def test_texts_that_differ_and_those_of_few_rows_are_kept_as_they_stand(cells: list[str]) -> None:
    column = texts(cells)
    assert column.which is None
    assert [column.row(at) for at in range(len(cells))] == cells


def test_a_text_that_only_a_later_row_has_is_told_from_the_others() -> None:
    cells = ["失业", "工伤"] * ROWS
    cells[301] = "生育"
    assert (column := texts(cells)).which is not None
    assert [column.row(at) for at in (300, 301, 303)] == ["失业", "生育", "工伤"]


ODD = {
    "half a sign": (b"\xb2", "不是 GB18030"),
    "a sign begun before the mark": (b"\x81\x30\x81", "不是 GB18030"),
    "UTF-8": ("测试".encode(), "混有 UTF-8"),
    "lost": (b"\x84\x31\xa4\x37", "已经丢失"),
}


@pytest.mark.parametrize("odd", list(ODD))
@pytest.mark.parametrize("place", range(3))
def test_what_is_no_text_is_named_in_every_column_though_the_others_repeat(
    tmp_path: Path, place: int, odd: str
) -> None:
    rows = [[f"{n}".encode(), "样本县".encode("gb18030"), f"测{n}".encode("gb18030")] for n in range(ROWS)]
    rows[150][place], why = ODD[odd]
    (tmp_path / "a.csv").write_bytes(b"\n".join([b"person_no,fund,name", *map(b",".join, rows), b""]))
    with pytest.raises(Incomplete) as caught:
        list(source_of(tmp_path / "a.csv").chunks())
    assert why in caught.value.why
    assert caught.value.items[0].startswith(f"第 152 行第 {place + 1} 列")


@pytest.mark.parametrize("charset", ["utf-8-sig", "gb18030"])
def test_totals_among_many_rows_are_left_out_and_the_rest_keeps_its_numbers(tmp_path: Path, charset: str) -> None:
    lines = [f"{n},样本县统计局,测{n}" for n in range(3 * ROWS)]
    lines[500] = "小计,,3"
    (tmp_path / "a.csv").write_bytes("\r\n".join(["个人编号,单位,姓名", *lines, ""]).encode(charset))
    source = source_of(tmp_path / "a.csv")
    (chunk,) = source.chunks()
    assert chunk.columns is not None
    assert source.skipped == [(502, "合计行（小计）")]
    assert numbered(chunk)[499:501] == [
        ["501", "499", "样本县统计局", "测499"],
        ["503", "501", "样本县统计局", "测501"],
    ]
