"""One table in every form and encoding that offices send: the same rows come out of each."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jxinspect.analysis.sources import Source, map_header, open_sources
from jxinspect.errors import Incomplete, Locked
from jxinspect.law.data_tables import known_tables
from tests.analysis.sources import made
from tests.analysis.sources.reading import rows_of, source_of

ROWS: list[list[Any]] = [
    ["个人编号", "姓名", "证件号码", "发放日期", "金额", "账号", "经办机构"],
    ["0042", "测一鸣", "36010019500101001X", date(2025, 1, 10), 3200.5, "6222000000000000001", "样本县社保中心"],
    ["0043", "囧二亅", "36010019500101002X", date(2025, 2, 10), 17, "", '样本县，社保"中心'],
]
CELLS = [[made.text(cell) for cell in row] for row in ROWS[1:]]


def file(tmp_path: Path, name: str, data: bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(data)
    return path


@pytest.mark.parametrize("name", list(made.FORMS))
def test_the_same_table_comes_out_of_every_form_and_encoding(tmp_path: Path, name: str) -> None:
    source = source_of(file(tmp_path, name, made.FORMS[name](ROWS)))
    assert [row[1:] for row in rows_of(source)] == CELLS
    assert map_header(source.header, known_tables()["pay"]).columns.items() >= {(0, "person_no"), (3, "paid_on")}


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("tabs.xls", "文本（扩展名是 xls）"),
        ("page.xls", "网页（扩展名是 xls）"),
        ("xml.xls", "XML 工作簿（扩展名是 xls）"),
        ("wps.et", "xls 工作簿"),
        ("new.et", "xlsx 或者 ods 工作簿"),
        ("old.dbf", "DBF"),
        ("packed.zip", "文本"),
    ],
)
def test_what_a_file_really_is_is_told(tmp_path: Path, name: str, told: str) -> None:
    assert source_of(file(tmp_path, name, made.FORMS[name](ROWS))).form == told


def test_no_name_decides_what_a_file_is(tmp_path: Path) -> None:
    for make in made.FORMS.values():
        source = source_of(file(tmp_path, "发放.pdf", make(ROWS)))
        assert [row[1:] for row in rows_of(source)] == CELLS


TEXT = st.text(st.sampled_from("测试鸣囧亅样 A9x.、·-"), max_size=6).map(str.strip)
TABLE = st.lists(
    st.tuples(TEXT, TEXT, st.dates(date(1950, 1, 1), date(2099, 1, 1)), st.integers(-(10**9), 10**9)),
    min_size=1,
    max_size=4,
)


@settings(max_examples=12)
@given(TABLE)
def test_any_table_of_texts_days_and_numbers_comes_back_from_every_form(
    tmp_path_factory: pytest.TempPathFactory, table: list[tuple[str, str, date, int]]
) -> None:
    folder = tmp_path_factory.mktemp("forms")
    rows: list[list[Any]] = [
        ["个人编号", "姓名", "户籍地", "出生日期", "金额"],
        *([f"B{n}", *row] for n, row in enumerate(table)),
    ]
    for name, make in made.FORMS.items():
        found = [row[1:] for row in rows_of(source_of(file(folder, name, make(rows))))]
        assert found == [[made.text(cell) for cell in row] for row in rows[1:]], name


# — DBF —


def test_a_dbf_of_foxpro_and_one_without_code_page_are_read_as_gbk(tmp_path: Path) -> None:
    for driver in (0x00, 0x4D, 0x7A):
        source = source_of(file(tmp_path, "a.dbf", made.dbf(ROWS, driver=driver)))
        assert source.encoding == "GB18030（代码页 936）"
        assert [row[1:] for row in rows_of(source)] == CELLS


def test_records_marked_as_deleted_are_told_and_names_that_were_cut_are_known(tmp_path: Path) -> None:
    rows = [["统一社会信用代码", "单位编号"], ["A", "1"], ["B", "2"]]
    data = bytearray(made.dbf(rows))
    data[int.from_bytes(data[8:10], "little")] = ord("*")
    source = source_of(file(tmp_path, "a.dbf", bytes(data)))
    assert source.header == ["统一社会信", "单位编号"]
    assert map_header(source.header, known_tables()["unit"]).columns == {0: "credit_code", 1: "unit_no"}
    assert rows_of(source) == [["2", "B", "2"]]
    assert source.skipped == [(1, "标记为已删除的记录")]


def test_numbers_of_a_dbf_keep_all_their_digits(tmp_path: Path) -> None:
    source = source_of(file(tmp_path, "a.dbf", made.dbf([["个人编号", "金额"], [360100195001010011, "1"]])))
    assert rows_of(source) == [["1", "360100195001010011", "1"]]
    assert source.numbers("个人编号") == 0


# — pages —


def test_merged_cells_of_a_page_cover_rows_and_columns(tmp_path: Path) -> None:
    page = (
        "<table><tr><td>导出时间</td></tr></table><table><tr><td colspan=4>发放表（单位：元）</td></tr>"
        "<tr><th rowspan=2>个人编号</th><th colspan=2>待遇</th><th rowspan=2>备注</th></tr>"
        "<tr><th>项目</th><th>金额</th></tr>"
        "<tr><td>1</td><td>基本<br>养老金</td><td>3,200.00</td><td>&nbsp;</td></tr></table>"
    )
    source = source_of(file(tmp_path, "a.xls", page.encode()))
    assert source.header == ["个人编号", "待遇／项目", "待遇／金额", "备注"]
    assert source.units == ["元"] * 4
    assert rows_of(source) == [["4", "1", "基本\n养老金", "3,200.00", ""]]
    assert (source.sheet, source.encoding) == ("表2", "UTF-8")


MERGED_PAGE = (
    "<table><tr><th>个人编号</th><th>金额</th></tr><tr><td rowspan=2>1</td><td>1</td></tr><tr><td>2</td></tr></table>"
)
MERGED_XML = (
    '<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
    '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
    ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="发放"><Table>'
    '<Row><Cell><Data ss:Type="String">个人编号</Data></Cell><Cell><Data ss:Type="String">金额</Data></Cell></Row>'
    '<Row><Cell ss:MergeDown="1"><Data ss:Type="String">1</Data></Cell><Cell><Data ss:Type="Number">1</Data></Cell>'
    '</Row><Row><Cell ss:Index="2"><Data ss:Type="Number">2</Data></Cell></Row></Table></Worksheet></Workbook>'
)


@pytest.mark.parametrize("page", [MERGED_PAGE, MERGED_XML], ids=["page", "xml"])
def test_cells_of_a_page_under_a_merged_one_are_noted(tmp_path: Path, page: str) -> None:
    source = source_of(file(tmp_path, "a.xls", page.encode()))
    assert rows_of(source) == [["2", "1", "1"], ["3", "", "2"]]
    assert (source.covered(0), source.covered(1)) == ([3], [])


# — ZIP —


def test_every_member_of_a_zip_is_a_table_and_what_is_none_is_told(tmp_path: Path) -> None:
    inner = made.packed({"3.xlsx": made.xlsx(ROWS)})
    data = made.packed(
        {
            "1.csv": made.delimited(ROWS, "gb18030"),
            "../../etc/2.dbf": made.dbf(ROWS),
            "里面.zip": inner,
            "扫描.pdf": b"%PDF-1.4",
            "说明.txt": "由系统导出".encode(),
            "空.csv": b"",
            "__MACOSX/._1.csv": b"\0\5\x16\7",
        }
    )
    sources = list(open_sources(file(tmp_path, "报送.zip", data)))
    assert [source.file for source in sources] == ["报送.zip/1.csv", "报送.zip/etc/2.dbf", "报送.zip/里面.zip/3.xlsx"]
    assert all([row[1:] for row in rows_of(source)] == CELLS for source in sources)
    assert sources[0].left == [
        "报送.zip/扫描.pdf：PDF 文件",
        "报送.zip/说明.txt：没有表头",
        "报送.zip/空.csv：空文件",
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["报送.zip"]


def locked(kind: str) -> bytes:
    if kind == "aes":
        return made.locked({"发放.csv": made.delimited(ROWS), "发放.xlsx": made.xlsx(ROWS)}, "口令 1")
    return made.old_locked("发放.csv", made.delimited(ROWS), "口令 1".encode("gbk"))


@pytest.mark.parametrize("kind", ["aes", "old"])
def test_a_zip_opens_with_its_password_only(tmp_path: Path, kind: str) -> None:
    path = file(tmp_path, "报送.zip", locked(kind))
    found: list[Source] = list(open_sources(path, password="口令 1"))
    assert found[0].file == "报送.zip/发放.csv"
    assert all([row[1:] for row in rows_of(source)] == CELLS for source in found)
    for password, told in ((None, "设有密码"), ("口令 2", "密码不对")):
        with pytest.raises(Locked) as caught:
            list(open_sources(path, password=password))
        assert told in caught.value.why
        assert "密码" in caught.value.todo


def test_a_bomb_is_refused_before_anything_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jxinspect.analysis.sources.packed.SMALL", 1 << 16)
    path = file(tmp_path, "炸弹.zip", made.packed({"发放.csv": b"\n" * (1 << 20)}))
    monkeypatch.setattr(zipfile.ZipExtFile, "read", lambda *_: pytest.fail("read"))
    with pytest.raises(Incomplete) as caught:
        list(open_sources(path))
    assert "压缩炸弹" in caught.value.why
    assert caught.value.items == ("发放.csv",)


def test_what_unpacks_to_too_much_or_is_packed_too_deep_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = made.packed({"发放.csv": made.delimited(ROWS)})
    for _ in range(3):
        data = made.packed({"里面.zip": data})
    with pytest.raises(Incomplete, match="里面") as caught:
        list(open_sources(file(tmp_path, "深.zip", data)))
    assert "超过 2 层" in caught.value.why
    monkeypatch.setattr("jxinspect.analysis.sources.packed.LARGEST", 10)
    with pytest.raises(Incomplete) as caught:
        list(open_sources(file(tmp_path, "大.zip", made.packed({"发放.csv": made.delimited(ROWS)}))))
    assert "解压后共" in caught.value.why


# — passwords of workbooks —


def test_a_workbook_opens_with_its_password_only(tmp_path: Path) -> None:
    from io import BytesIO

    from msoffcrypto.format.ooxml import OOXMLFile

    secret = BytesIO()
    OOXMLFile(BytesIO(made.xlsx(ROWS))).encrypt("口令 1", secret)
    path = file(tmp_path, "发放.xlsx", secret.getvalue())
    assert [row[1:] for row in rows_of(source_of(path, "口令 1"))] == CELLS
    for password, told in ((None, "设有密码"), ("口令 2", "密码不对")):
        with pytest.raises(Locked) as caught:
            list(open_sources(path, password=password))
        assert told in caught.value.why
    changed = bytearray(secret.getvalue())
    changed[changed.index(b"<encryption")] ^= 0xFF
    with pytest.raises(Incomplete, match="文件不能用") as broken:
        list(open_sources(file(tmp_path, "c.xlsx", bytes(changed)), password="口令 1"))
    assert "加密的部分已经损坏" in broken.value.why
    assert [row[1:] for row in rows_of(source_of(file(tmp_path, "b.xls", made.xls(ROWS)), "没有用的"))] == CELLS


def test_a_file_whose_name_is_in_gbk_is_called_by_that_name(tmp_path: Path) -> None:
    path = tmp_path / "发放.csv".encode("gbk").decode("utf-8", "surrogateescape")
    path.write_bytes(made.delimited(ROWS))
    assert [one.file for one in open_sources(path)] == ["发放.csv"]
