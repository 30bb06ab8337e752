"""What cannot be read: each kind is refused with its place and what to ask the sender for, without a personal datum."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from jxinspect.analysis.sources import open_sources
from jxinspect.errors import Incomplete
from tests.analysis.sources import made
from tests.analysis.sources.reading import rows_of, source_of

ROWS: list[list[Any]] = [["个人编号", "姓名", "金额"], ["1", "测一鸣", 3200.5], ["2", "测二航", 17]]
TEXT = made.delimited(ROWS, "gb18030")


def refused(tmp_path: Path, data: bytes, name: str = "发放.xls") -> Incomplete:
    """The error of reading a file to its end; whatever it is, it can be told on any console."""
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(Incomplete) as caught:
        for source in open_sources(path):
            list(source.chunks())
    fault = caught.value
    told = "".join((fault.what, fault.why, fault.todo, *fault.items))
    assert name in fault.what
    assert fault.todo
    assert told.encode("gbk")
    assert "测一" not in told
    return fault


def damaged_inside() -> bytes:
    """An xlsx that is a whole ZIP with half a sheet."""
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made.xlsx(ROWS))) as old, zipfile.ZipFile(data, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            new.writestr(entry.filename, content[: len(content) // 2] if "sheet1" in entry.filename else content)
    return data.getvalue()


def cut(data: bytes, part: float = 0.6) -> bytes:
    return data[: int(len(data) * part)]


def notes_only() -> bytes:
    data = io.BytesIO()
    book = Workbook()
    book.worksheets[0].append(["说明：由系统导出"])
    book.save(data)
    return data.getvalue()


KINDS: dict[str, tuple[Callable[[], bytes], str, str]] = {
    "empty": (lambda: b"", "空的", "重新报送"),
    "blank": (lambda: b"\r\n  \r\n", "空白", "重新报送"),
    "only the mark of utf-16": (lambda: b"\xff\xfe", "空白", "重新报送"),
    "word in ole": (lambda: made.ole("WordDocument", b"x"), "Word 文档", "另存为 xlsx"),
    "et of wps alone": (lambda: made.ole("ETExtData", b"x"), "旧式 Office 文件", "另存为 xlsx"),
    "docx": (lambda: made.packed({"[Content_Types].xml": b"", "word/document.xml": b"x"}), "Word 文档", "导出 CSV"),
    "mdb": (lambda: b"\0\1\0\0Standard Jet DB\0", "Access 数据库（mdb）", "导出为 CSV 或者 xlsx"),
    "accdb": (lambda: b"\0\1\0\0Standard ACE DB\0", "Access 数据库（accdb）", "导出为 CSV 或者 xlsx"),
    "rar": (lambda: b"Rar!\x1a\7\1\0" + b"x" * 99, "RAR", "改用 ZIP"),
    "7z": (lambda: b"7z\xbc\xaf\x27\x1c" + b"x" * 99, "7z", "改用 ZIP"),
    "gzip": (lambda: b"\x1f\x8b\x08" + b"x" * 99, "gzip", "改用 ZIP"),
    "pdf": (lambda: b"%PDF-1.4\n", "PDF", "业务系统导出"),
    "scan": (lambda: b"\xff\xd8\xff\xe0\0\x10JFIF", "图片", "业务系统导出"),
    "ofd": (lambda: made.packed({"OFD.xml": b"<x/>"}), "OFD", "业务系统导出"),
    "mhtml": (lambda: b"MIME-Version: 1.0\r\n", "MHTML", "另存为 xlsx"),
    "oracle dump": (lambda: b"\3\0\1EXPORT:V11", "Oracle", "业务系统导出"),
    "cut zip": (lambda: cut(made.packed({"a.csv": TEXT})), "字节，目录应当在末尾", "重新复制"),
    "cut xlsx": (lambda: cut(made.xlsx(ROWS)), "不完整", "重新复制"),
    "cut xls": (lambda: cut(made.xls(ROWS), 0.2), "不完整", "另存为 xlsx"),
    "xls cut in its rows": (lambda: cut(made.xls(ROWS), 0.3), "不完整", "另存为 xlsx"),
    "half a sheet": (damaged_inside, "不完整", "另存为 xlsx"),
    "xml cut": (lambda: cut(made.xml(ROWS)), "行起不完整", "另存为 xlsx"),
    "short dbf": (lambda: made.dbf(ROWS)[:-4], "应当有 2 条记录，文件里只有 1 条完整的", "重新复制"),
    "dbf without its fields": (lambda: made.dbf(ROWS)[:60], "断了", "重新导出"),
    "no header": (lambda: b"1,2,3\n4,5,6\n", "没有表头", "补上表头"),
    "only notes": (notes_only, "没有表头", "补上表头"),
    "nothing in the zip": (lambda: made.packed({"扫描.pdf": b"%PDF-1.4"}), "扫描.pdf：PDF 文件", "选错了文件"),
    "empty zip": (lambda: made.packed({}), "压缩包是空的", "选错了文件"),
    "binary": (lambda: b"\7\0\1\2" * 50, "不是 xls 文件，也不是文本", "解密"),
}


@pytest.mark.parametrize("kind", list(KINDS))
def test_what_is_no_table_is_named_and_the_sender_can_be_asked(tmp_path: Path, kind: str) -> None:
    make, why, todo = KINDS[kind]
    fault = refused(tmp_path, make())
    assert why in "".join((fault.why, *fault.items))
    assert todo in fault.todo


def test_the_place_where_a_dbf_breaks_off_is_told(tmp_path: Path) -> None:
    data = made.dbf(ROWS)
    start = int.from_bytes(data[8:10], "little")
    size = int.from_bytes(data[10:12], "little")
    assert refused(tmp_path, data[:-4]).items == (f"第 2 条记录起（文件第 {start + size + 1} 个字节）",)


# — bytes that are no text —


def test_every_byte_that_is_no_text_is_named_by_line_column_and_place_in_the_file(tmp_path: Path) -> None:
    data = b"\n".join(
        ["个人编号,姓名,金额".encode("gb18030"), b"1,\xb2\xe2\xff\xff,3", b"2,ab,4", b"3,\xb2\xe2\xd2,5,\x80", b""]
    )
    fault = refused(tmp_path, data)
    first = data.index(b"\xff")
    assert fault.items[:2] == (
        f"第 2 行第 2 列（姓名）第 2 个字：字节 FF（文件第 {first + 1} 个字节起）",
        f"第 2 行第 2 列（姓名）第 3 个字：字节 FF（文件第 {first + 2} 个字节起）",
    )
    assert fault.items[2].startswith("第 4 行第 2 列（姓名）第 2 个字：字节 D2")
    assert "GB18030" in fault.why
    assert "重新导出" in fault.todo


def test_a_byte_that_is_no_text_in_a_row_of_totals_is_named_too(tmp_path: Path) -> None:
    data = TEXT + "合计,,".encode("gb18030") + b"\xff\r\n"
    assert refused(tmp_path, data).items[0].startswith("第 4 行第 3 列（金额）第 1 个字：字节 FF")


def test_damaged_utf_8_is_not_taken_for_gb18030(tmp_path: Path) -> None:
    data = "个人编号,姓名,金额\n1,测,3\n".encode() + b"2,\xe6\xb5,4\n"
    fault = refused(tmp_path, data)
    assert fault.items == (f"第 3 行第 2 列（姓名）第 1 个字：字节 E6 B5（文件第 {data.index(b'2,') + 3} 个字节起）",)
    assert "UTF-8" in fault.why


def test_half_a_sign_in_utf_16_is_named(tmp_path: Path) -> None:
    data = "\ufeff个人编号,姓名\n1,".encode("utf-16-le") + b"\x00\xd8" + "x\n".encode("utf-16-le")
    assert refused(tmp_path, data).items == ("第 2 行第 2 列（姓名）第 1 个字：字节 00 D8（文件第 23 个字节起）",)


def test_utf_8_among_gb18030_is_refused_though_it_decodes(tmp_path: Path) -> None:
    lines = ["个人编号,姓名,单位\n", "1,测一鸣,样本县\n" * 50]
    data = "".join(lines).encode("gb18030") + "2,测试,甲\n".encode().replace("甲".encode(), "甲".encode("gb18030"))
    assert "娴嬭瘯" in data.decode("gb18030")
    fault = refused(tmp_path, data)
    assert fault.items[0].startswith("第 52 行第 2 列（姓名）第 1 个字：字节 E6 B5 8B E8 AF 95")
    assert "混有 UTF-8" in fault.why


def test_rare_and_private_signs_of_gb18030_are_no_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    names = ["测䶮", "囧\ue5e5", "\U00020087测", "镕堃", "联通"]
    path.write_bytes(("个人编号,姓名\n" + "".join(f"1,{name}\n" for name in names)).encode("gb18030"))
    assert [name for _, _, name in rows_of(source_of(path))] == names


def test_signs_that_another_program_lost_are_told(tmp_path: Path) -> None:
    fault = refused(tmp_path, "个人编号,姓名\n1,测\ufffd\n".encode())
    assert fault.items[0].startswith("第 2 行第 2 列（姓名）第 2 个字：字节 EF BF BD")
    assert "已经丢失" in fault.why
    gbk = "个人编号,姓名\n1,测一\n2,锟斤拷\n".encode("gb18030")
    assert "第 3 行第 2 列" in refused(tmp_path, gbk).items[0]


def test_a_cut_sign_in_a_dbf_is_named_by_record_and_field(tmp_path: Path) -> None:
    data = bytearray(made.dbf(ROWS))
    at = data.index("航".encode("gb18030"))
    data[at : at + 2] = b"\xba "
    fault = refused(tmp_path, bytes(data))
    assert fault.items == (f"第 2 条记录“姓名”字段第 5 个字节：BA（文件第 {at + 1} 个字节起）",)
    assert "截断" in fault.why


def test_a_number_that_burst_its_field_is_named(tmp_path: Path) -> None:
    data = made.dbf(ROWS).replace(b"3200.5", b"******")
    assert refused(tmp_path, data).items[0].startswith("第 1 条记录“金额”字段")


def test_bytes_of_a_page_are_decoded_as_strictly(tmp_path: Path) -> None:
    data = made.page(ROWS).replace("测二".encode("gb18030"), b"\xb2\xff\xff")
    fault = refused(tmp_path, data)
    assert fault.items[0].startswith("源码第 1 行第")
    assert [item.split("字节 ")[1][:3] for item in fault.items] == ["B2（", "FF（", "FF（"]


# — rows —


def test_every_row_with_too_many_or_too_few_fields_is_named(tmp_path: Path) -> None:
    fault = refused(tmp_path, (TEXT.decode("gb18030") + "3,测三,乙,5\n4,测四\n").encode("gb18030"))
    assert fault.items == ("第 4 行：有 4 列，表头有 3 列", "第 5 行：有 2 列，表头有 3 列")
    assert "分隔符要加引号" in fault.todo


def test_a_quote_without_its_pair_is_named_where_its_row_begins(tmp_path: Path) -> None:
    text = "个人编号,姓名,金额\n1,测一,3\n" + '2,"测二,4\n' + "3,测三,5\n" * 30
    fault = refused(tmp_path, text.encode())
    assert fault.items == ("第 3 行：引号不成对",)
    long = text.encode() + "4,测四,6\n".encode() * 20_000
    assert refused(tmp_path, long).items == ("第 3 行：引号不成对",)


def test_signs_behind_a_closing_quote_are_named_and_reading_goes_on(tmp_path: Path) -> None:
    fault = refused(tmp_path, '个人编号,姓名,金额\n1,"测一"x,3\n2,测二\n'.encode())
    assert fault.items == ("第 2 行：引号不成对", "第 3 行：有 2 列，表头有 3 列")


def test_nul_bytes_are_named(tmp_path: Path) -> None:
    body = "1,测一,3\n" * 9000
    data = f"个人编号,姓名,金额\n{body}2,\0,4\n".encode()
    assert refused(tmp_path, data).items == ("第 9002 行第 2 列（姓名）第 1 个字：NUL 字节",)


def test_what_several_faults_ask_for_alike_is_said_once(tmp_path: Path) -> None:
    fault = refused(tmp_path, TEXT + b"3,\xff,4\r\n4\r\n")
    assert len(fault.items) == 2
    assert fault.todo.count("重新导出") == 1
    assert fault.todo.endswith("换一种内容里没有的分隔符")


def test_a_file_with_thousands_of_faults_tells_the_first_and_how_many_more(tmp_path: Path) -> None:
    fault = refused(tmp_path, b"person_no,name\n" + b"1\n" * 1000)
    assert len(fault.items) == 201
    assert fault.items[-1] == "还有 800 处，没有逐处列出"
    assert fault.what == "发放.xls 有 1000 处不能用"


def test_a_zip_that_was_changed_is_told_while_it_is_read(tmp_path: Path) -> None:
    data = bytearray(made.packed({"发放.csv": TEXT * 50}))
    data[60] ^= 0xFF
    fault = refused(tmp_path, bytes(data), "报送.zip")
    assert "损坏" in fault.why
    assert "重新打包" in fault.todo


@pytest.mark.parametrize("place", [60, 9], ids=["what was packed", "how it was encrypted"])
def test_a_zip_with_a_password_that_was_changed_is_told_too(tmp_path: Path, place: int) -> None:
    data = bytearray(made.locked({"发放.csv": TEXT}, "口令 1"))
    data[data.index("发放.csv".encode()) + place] ^= 0xFF
    path = tmp_path / "报送.zip"
    path.write_bytes(data)
    with pytest.raises(Incomplete) as caught:
        list(open_sources(path, password="口令 1"))
    assert "压缩包损坏" in caught.value.why
    assert "重新打包" in caught.value.todo


def test_an_xls_on_which_its_reader_panics_is_told_as_damaged_and_nothing_else_is_printed(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    data = bytearray(made.xls([["个人编号", "金额"], ["1", 2]]))
    last = len(data) // 512 - 2
    data[512 + 4 : 512 + 8] = last.to_bytes(4, "little")  # the directory goes on in the last sector, which is cut
    fault = refused(tmp_path, bytes(data[:-10]))
    assert "已经损坏" in fault.why
    assert "另存为 xlsx" in fault.todo
    assert capfd.readouterr().err == ""


@pytest.mark.parametrize("name", ["发放.xlsx", "发放.xls"])
def test_a_cell_so_far_off_that_memory_would_not_do_is_told(tmp_path: Path, name: str) -> None:
    if name == "发放.xlsx":
        workbook = Workbook()
        workbook.worksheets[0].append(["个人编号", "金额"])
        workbook.worksheets[0]["XFD1048576"] = "x"
        buffer = io.BytesIO()
        workbook.save(buffer)
        data, cell = buffer.getvalue(), "XFD1048576"
    else:
        plain = made.xls([["个人编号", "金额"], ["1", 2]])
        row_and_column = b"\x01\x00\x01\x00\x00\x00" + struct.pack("<d", 2)
        assert plain.count(row_and_column) == 1
        data, cell = plain.replace(row_and_column, b"\xff\xff\xff\xff" + row_and_column[4:]), "第 65536 行第 65536 列"
    fault = refused(tmp_path, data, name)
    assert cell in fault.why
    assert "删去表以外的行和列" in fault.todo
