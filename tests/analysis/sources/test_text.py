"""Delimited text as offices export it: encoding, delimiter, header and rows, without a word from the file's name."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from jxinspect.analysis.sources import open_sources
from jxinspect.errors import Incomplete, NotFound
from tests.analysis.sources.reading import rows_of, source_of

HEADER = "个人编号,姓名,金额\n"


@pytest.fixture
def text(tmp_path: Path) -> Path:
    return tmp_path / "发放.csv"


@pytest.mark.parametrize(
    ("encoding", "told"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8（带 BOM）"),
        ("gb18030", "GB18030"),
        ("gbk", "GB18030"),
        ("utf-16", "UTF-16（带 BOM）"),
    ],
)
@pytest.mark.parametrize("mark", [",", "\t", "|", ";"])
def test_every_encoding_and_delimiter_gives_the_same_rows(text: Path, encoding: str, told: str, mark: str) -> None:
    text.write_bytes((HEADER + "1,测一鸣,3200.00\n2,囧二亅,5.5\n").replace(",", mark).encode(encoding))
    source = source_of(text)
    assert (source.header, source.encoding) == (["个人编号", "姓名", "金额"], told)
    assert rows_of(source) == [["2", "1", "测一鸣", "3200.00"], ["3", "2", "囧二亅", "5.5"]]


def test_utf_16_of_the_other_byte_order_is_read(text: Path) -> None:
    text.write_bytes(
        b"\xfe\xff" + (HEADER + "1,上万上,2\n").encode("utf-16-be")
    )  # 上 is 4E 0A: a line end across signs
    assert rows_of(source_of(text)) == [["2", "1", "上万上", "2"]]


def test_line_ends_of_windows_old_macs_and_spool_files_are_line_ends(text: Path) -> None:
    for end in ("\r\n", "\r", "\r\r\n"):
        text.write_text((HEADER + "1,测一,2\n2,测二,3\n").replace("\n", end), encoding="utf-8", newline="")
        assert rows_of(source_of(text)) == [["2", "1", "测一", "2"], ["3", "2", "测二", "3"]]


def test_quoted_commas_quotes_and_line_ends_keep_their_place_and_rows_their_number(text: Path) -> None:
    text.write_text(HEADER + '"1","测,一","3,200.00"\n2,"测""二\n三",4\n3,测四,5\n', encoding="gb18030")
    assert rows_of(source_of(text)) == [
        ["2", "1", "测,一", "3,200.00"],
        ["3", "2", '测"二\n三', "4"],
        ["5", "3", "测四", "5"],
    ]


def test_a_table_that_is_quoted_throughout_is_read_with_any_delimiter(text: Path) -> None:
    for mark in (",", "\t"):
        text.write_text(f'"个人编号"{mark}"姓名"\n"1"{mark}"测,一"\n"2"{mark}""\n', encoding="gb18030")
        assert rows_of(source_of(text)) == [["2", "1", "测,一"], ["3", "2", ""]]


def test_thousands_in_a_table_with_tabs_stay_one_field(text: Path) -> None:
    text.write_text("个人编号\t金额\n1\t3,200.00\n2\t\n", encoding="utf-8")
    assert rows_of(source_of(text)) == [["2", "1", "3,200.00"], ["3", "2", ""]]


def test_formula_wraps_of_numbers_are_taken_off(text: Path) -> None:
    text.write_text('个人编号,证件号码\n1,="36010019500101001X"\n', encoding="utf-8")
    assert rows_of(source_of(text)) == [["2", "1", "36010019500101001X"]]


def test_titles_above_units_totals_blank_rows_and_signatures_are_told_and_no_rows(text: Path) -> None:
    text.write_text(
        "样本县养老金发放表,,\n单位：万元,,\n"
        + HEADER
        + "1,测一鸣,0.32\n,,\n"
        + "小计,,0.32\n个人编号,姓名,金额\n2,测二航,0.5\n\n,合计,0.82\n制表人：例三,,\n已选择 2 行。\n",
        encoding="gb18030",
    )
    source = source_of(text)
    assert rows_of(source) == [["4", "1", "测一鸣", "0.32"], ["8", "2", "测二航", "0.5"]]
    assert source.above == ["样本县养老金发放表", "单位：万元"]
    assert source.units == ["万元", "万元", "万元"]
    assert [line for line, _ in source.skipped] == [5, 6, 7, 9, 10, 11, 12]
    assert dict(source.skipped)[6] == "合计行（小计）"
    assert dict(source.skipped)[7] == "重复的表头"
    assert dict(source.skipped)[12] == "表尾（已选择2行。）"


def test_a_unit_of_one_column_stands_in_its_title(text: Path) -> None:
    text.write_text("个人编号,金额（万元）,缴费基数(元)\n1,2,3\n", encoding="utf-8")
    assert source_of(text).units == ["", "万元", "元"]


def test_words_of_a_header_that_are_broken_over_two_lines_are_one_title(tmp_path: Path) -> None:
    path = tmp_path / "发放.csv"
    path.write_text(
        "样本县养老待遇发放明细表\n"
        "个人,险种,待遇,所属,发放,金额,银行信息,,备注\n"
        "编号,,项目,期,日期,（元）,账号,户名,\n"
        "3601000000101,城乡居民养老,基础养老金,202501,2025-01-15,186.00,6222000000000101,测甲一,\n",
        encoding="utf-8",
    )
    titles = [
        "个人编号",
        "险种",
        "待遇项目",
        "所属期",
        "发放日期",
        "金额（元）",
        "银行信息／账号",
        "银行信息／户名",
        "备注",
    ]
    assert source_of(path).header == titles


def test_a_header_of_two_lines_is_joined_and_codes_below_it_are_passed(text: Path) -> None:
    text.write_text("个人编号,待遇,,备注\n,项目,金额,\n1,基本养老金,2,\n", encoding="utf-8")
    assert source_of(text).header == ["个人编号", "待遇／项目", "待遇／金额", "备注"]
    text.write_text("个人编号,姓名\nAAC001,AAC003\n1,测一鸣\n", encoding="utf-8")
    coded = source_of(text)
    assert coded.header == ["个人编号", "姓名"]
    assert rows_of(coded) == [["3", "1", "测一鸣"]]
    assert coded.skipped == [(2, "字段代码行")]


def test_a_spool_file_whose_rows_end_with_a_delimiter_has_a_column_without_title(text: Path) -> None:
    text.write_text("个人编号|姓名\n1|测一|\n2|测二|\n", encoding="gb18030")
    source = source_of(text)
    assert source.header == ["个人编号", "姓名", ""]
    assert rows_of(source) == [["2", "1", "测一", ""], ["3", "2", "测二", ""]]


def test_a_file_that_is_not_there_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match=r"没有\.csv"):
        list(open_sources(tmp_path / "没有.csv"))


def test_a_long_text_comes_in_chunks_whose_rows_know_their_lines(text: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jxinspect.analysis.sources.decoding.CHUNK", 1 << 12)
    plain = "".join(f"{n},测一鸣,{n}.50\n" for n in range(2000))
    text.write_text(HEADER + plain + '9,"跨\n行",1\n' + plain, encoding="gb18030")
    source = source_of(text)
    chunks = list(source.chunks())
    assert len(chunks) > 10
    assert len([chunk for chunk in chunks if chunk.columns is None]) == 1  # where a row goes on in the next line
    rows = rows_of(source)
    assert len(rows) == 4001
    assert rows[2000] == ["2002", "9", "跨\n行", "1"]
    assert rows[-1] == ["4003", "1999", "测一鸣", "1999.50"]


CELLS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Co", "Cf"), exclude_characters="\ufffd"), max_size=8)


@example(rows=[(";", "", "")], mark=";", encoding="utf-8", quoted=True)
@settings(max_examples=60)
@given(
    rows=st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=6),
    mark=st.sampled_from(",\t|;"),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "gb18030", "utf-16"]),
    quoted=st.booleans(),
)
def test_whatever_a_csv_writer_writes_comes_back(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[str, str, str]],
    mark: str,
    encoding: str,
    *,
    quoted: bool,
) -> None:
    path = tmp_path_factory.mktemp("text") / "t"
    written = io.StringIO(newline="")
    writer = csv.writer(written, delimiter=mark, quoting=csv.QUOTE_ALL if quoted else csv.QUOTE_MINIMAL)
    writer.writerow(["个人编号", "姓名", "备注", "序"])
    writer.writerows([*row, f"x{place}"] for place, row in enumerate(rows))
    path.write_bytes(written.getvalue().encode(encoding))
    source = source_of(path)
    found = [(int(line), *cells) for line, *cells in rows_of(source)]
    skipped = {line for line, _ in source.skipped}
    assert found == [(place, *row, f"x{place - 2}") for place, row in enumerate(rows, 2) if place not in skipped]


def test_a_text_without_a_header_is_refused_with_what_to_ask_for(text: Path) -> None:
    text.write_text("1,36010019500101001X,3200.00\n2,36010019500101002X,3200.00\n", encoding="utf-8")
    with pytest.raises(Incomplete) as caught:
        source_of(text)
    assert "没有表头" in caught.value.why
    assert "补上表头" in caught.value.todo


def test_rows_that_are_no_data_are_told_once_whatever_else_is_odd_in_their_block(text: Path) -> None:
    text.write_bytes("个人编号,姓名\r\n1,测一\r\n小计,1\r\n2,测\r二\r\n".encode())
    with pytest.raises(Incomplete) as caught:
        rows_of(source_of(text))
    assert caught.value.items == ("第 4 行：有单独的回车符",)
    text.write_bytes('个人编号,姓名\r\n1,"测,一"\r\n小计,1\r\n2,测二\n3,测三\r\n'.encode())
    source = source_of(text)
    assert rows_of(source) == [["2", "1", "测,一"], ["4", "2", "测二"], ["5", "3", "测三"]]
    assert source.skipped == [(3, "合计行（小计）")]
    text.write_text("个人编号,姓名\n小计,1\n", encoding="utf-8")
    assert list((none := source_of(text)).chunks()) == []
    assert none.skipped == [(2, "合计行（小计）")]
