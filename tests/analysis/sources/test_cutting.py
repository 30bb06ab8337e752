"""Where fields lie in whole blocks: as a reader of CSV would say, or not at all."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jxinspect.analysis.sources.cutting import fields_of
from tests.analysis.sources.reading import numbered, source_of

WIDTH = 3


@example(pieces=['"a","","b,c"\n"","""",""'])
@example(pieces=["a,b,c\r\nd,e,f\r"])
@example(pieces=["a,b,c\r\nd,e,f"])
@example(pieces=['",",",",","'])
@settings(max_examples=200)
@given(pieces=st.lists(st.sampled_from(['"', ",", "\n", "\r\n", "\r", "a", "测", '","', '"\n"']), max_size=14))
def test_fields_are_those_of_a_csv_reader(pieces: list[str]) -> None:
    text = "".join(pieces) + "\n"
    found = fields_of(text.encode(), ",", WIDTH, 5)
    if found is None:
        return
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert [found.of(row, "utf-8") for row in range(found.rows)] == rows
    assert found.lines.tolist() == list(range(5, 5 + len(rows)))
    lines = text.replace("\r\n", "\n").removesuffix("\n").split("\n")
    bounds = zip(found.line_starts(), found.line_ends(), strict=True)
    assert [text.encode()[start:end].decode() for start, end in bounds] == lines


@pytest.mark.parametrize("text", ["a,b,c\nd,e,f\n", "a,b,c\r\nd,e,f\r\n", '"a","b","c"\r\n"d","","f,"\r\n'])
def test_whole_lines_are_cut(text: str) -> None:
    found = fields_of(text.encode(), ",", WIDTH, 2)
    assert found is not None
    assert (found.rows, found.without([0]).lines.tolist(), found.of(0, "utf-8")) == (2, [3], ["a", "b", "c"])


@pytest.mark.parametrize("text", ["a,b,c\nd,e\n", "a,b\nc\n", 'a,"b",c\n', "a,b\r,c\nd,e,f\r\n", '"a","b\n","c"\n', ""])
def test_lines_of_which_one_is_no_row_are_not_cut(text: str) -> None:
    assert fields_of(text.encode(), ",", WIDTH, 2) is None


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("mark", [",", "|"])
def test_a_plain_table_goes_by_blocks_in_every_encoding(tmp_path: Path, encoding: str, mark: str) -> None:
    path = tmp_path / "发放.txt"
    path.write_bytes("个人编号|姓名\n1|测一鸣\n2|亅\n".replace("|", mark).encode(encoding))  # 亅 ends in | in GB18030
    (chunk,) = source_of(path).chunks()
    assert chunk.columns is not None
    assert numbered(chunk) == [["2", "1", "测一鸣"], ["3", "2", "亅"]]
