"""What a file really is, by its first bytes; what no reader here reads, with what to ask the sender for."""

from __future__ import annotations

import codecs
from enum import StrEnum
from pathlib import PurePath
from typing import NamedTuple

from jxinspect.analysis.marks import OLE
from jxinspect.analysis.sources.content import Content


class Form(StrEnum):
    """Kinds of files with tables."""

    TEXT = "文本"
    WORKBOOK = "工作簿"
    OLE = "旧式工作簿"
    ZIP = "ZIP"
    DBF = "DBF"
    HTML = "网页"
    XML = "XML 工作簿"


class Unread(NamedTuple):
    """A kind of file that cannot be read: its name, and what to ask the sender for."""

    name: str
    todo: str


_FROM_SYSTEM = "请提供单位从业务系统导出 CSV 或者 xlsx 后重新报送"
_SCAN = "扫描件、图片和 PDF 里的表不能可靠读取；请提供单位从业务系统导出 CSV 或者 xlsx（纸质件另作证据）"
_ACCESS = "请提供单位在 Access 或者审计软件（AO）中把表导出为 CSV 或者 xlsx 后重新报送"
_PACKED = "请提供单位改用 ZIP 打包（可以加密码），或者直接报送 CSV、xlsx"
#: First bytes → kind. Where the bytes stand is 0 unless said otherwise below.
UNREAD: tuple[tuple[bytes, Unread], ...] = (
    (b"%PDF", Unread("PDF 文件", _SCAN)),
    (b"\xff\xd8\xff", Unread("图片（JPEG）", _SCAN)),
    (b"\x89PNG", Unread("图片（PNG）", _SCAN)),
    (b"II*\x00", Unread("图片（TIFF）", _SCAN)),
    (b"MM\x00*", Unread("图片（TIFF）", _SCAN)),
    (b"\x00\x01\x00\x00Standard Jet DB", Unread("Access 数据库（mdb）", _ACCESS)),
    (b"\x00\x01\x00\x00Standard ACE DB", Unread("Access 数据库（accdb）", _ACCESS)),
    (b"Rar!", Unread("RAR 压缩包", _PACKED)),
    (b"7z\xbc\xaf\x27\x1c", Unread("7z 压缩包", _PACKED)),
    (b"\x1f\x8b", Unread("gzip 压缩文件", _PACKED)),
    (b"BZh", Unread("bzip2 压缩文件", _PACKED)),
    (b"\xfd7zXZ", Unread("xz 压缩文件", _PACKED)),
    (b"SQLite format 3", Unread("SQLite 数据库", _FROM_SYSTEM)),
    (b"\x03\x00\x01EXPORT:", Unread("Oracle 导出文件（dmp）", _FROM_SYSTEM)),
    (b"\x03\x03\x54EXPORT:", Unread("Oracle 导出文件（dmp）", _FROM_SYSTEM)),
    (b"PAR1", Unread("Parquet 文件", _FROM_SYSTEM)),
    (b"MZ", Unread("Windows 程序", "程序不运行别人的程序；" + _FROM_SYSTEM)),
    (b"{\\rtf", Unread("Word 文档（RTF）", _FROM_SYSTEM)),
    (b"MIME-Version", Unread("单个文件网页（MHTML）", "请提供单位在 WPS 中打开核对，另存为 xlsx 后重新报送")),
)
#: A workbook is held in memory: unpacked larger than this it is an attack, or has to come as CSV.
LARGEST = 4 << 30
#: Extension → what its owner believes it to be.
PRETENDED = {
    "xls": (Form.OLE,), "xlsx": (Form.WORKBOOK,), "et": (Form.OLE, Form.WORKBOOK), "ods": (Form.WORKBOOK,),
    "xlsb": (Form.WORKBOOK,), "xlsm": (Form.WORKBOOK,), "csv": (Form.TEXT,), "txt": (Form.TEXT,), "tsv": (Form.TEXT,),
    "dbf": (Form.DBF,), "zip": (Form.ZIP,), "htm": (Form.HTML,), "html": (Form.HTML,),
}  # fmt: skip
_DBF_VERSIONS = frozenset(b"\x02\x03\x04\x05\x30\x31\x32\x43\x63\x83\x8b\x8e\xcb\xf5\xfb")
_DBF_HEAD = 32


def form_of(content: Content) -> Form | Unread:
    """The kind of the file. Raises Incomplete for an empty one."""
    head = content.head(4096)
    if not head.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        todo = "核对复制是否完整、是不是选错了文件；请提供单位重新报送"
        content.unusable("文件是空的" if not head else "文件开头没有内容，全是空白", todo)
    for start, kind in UNREAD:
        if head.startswith(start):
            return kind
    if head.startswith(OLE):
        return Form.OLE
    if head.startswith(b"PK"):
        return _zipped(content)
    if _is_dbf(head, content.size):
        return Form.DBF
    form = _markup(head)
    if form is Form.TEXT:
        _no_text_of_a_workbook(content, head)
    return form


def _no_text_of_a_workbook(content: Content, head: bytes) -> None:
    """Incomplete for what is called a workbook or an archive and is neither, nor a text."""
    ending = PurePath(content.name).suffix.lower().lstrip(".")
    text = b"\x00" not in head or head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not text and Form.TEXT not in PRETENDED.get(ending, (Form.TEXT,)):
        content.unusable(
            f"内容不是 {ending} 文件，也不是文本：多半已经损坏，或者被单位的文档加密软件加了密",
            "请提供单位在自己的电脑上打开核对，解密或者另存为 xlsx 后重新报送，并核对大小和校验值",
        )


def _zipped(content: Content) -> Form | Unread:
    """A workbook and a text document are ZIPs, too."""
    import zipfile

    try:
        with content.open() as stream, zipfile.ZipFile(stream) as packed:
            entries = packed.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        content.unusable(
            f"ZIP 或者 xlsx 文件不完整，或者已经损坏；文件共 {content.size} 字节，目录应当在末尾",
            "多半是复制中断或者介质损坏；请提供单位重新复制并核对大小和校验值后重新报送",
        )
    names = {entry.filename for entry in entries}
    if any(name.startswith("word/") for name in names):
        return Unread("Word 文档", _FROM_SYSTEM)
    if any(name.startswith("xl/") for name in names) or {"mimetype", "content.xml"} <= names:
        if sum(entry.file_size for entry in entries) > LARGEST:
            content.unusable(f"工作簿解压后超过 {LARGEST >> 30} GB", "请提供单位改为导出 CSV 后重新报送")
        return Form.WORKBOOK
    if "document.xml" in names or "OFD.xml" in names:
        return Unread("版式文件（OFD）", _SCAN)
    return Form.ZIP


def _is_dbf(head: bytes, size: int) -> bool:
    if len(head) < _DBF_HEAD or head[0] not in _DBF_VERSIONS:
        return False
    length, month, day = int.from_bytes(head[8:10], "little"), head[2], head[3]
    dated = month <= 12 and day <= 31  # noqa: PLR2004 — no day is 0
    return dated and length > _DBF_HEAD and (length - 1) % 32 in (0, 1, 7) and size >= _DBF_HEAD


def _markup(head: bytes) -> Form:
    for mark, name in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if head.startswith(mark):
            head = head[2:].decode(name, "ignore").encode()
    start = head.lstrip(codecs.BOM_UTF8 + b" \r\n\t").lower()
    if start.startswith(b"<?xml") and b"schemas-microsoft-com:office:spreadsheet" in start and b"<html" not in start:
        return Form.XML
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<head", b"<meta", b"<?xml", b"<style", b"<body")):
        return Form.HTML
    return Form.TEXT


def named_form(content: Content, form: Form, told: str) -> str:
    """What the file is, and what it pretends to be where that is something else."""
    ending = PurePath(content.name).suffix.lower().lstrip(".")
    if form in PRETENDED.get(ending, (form,)):
        return told
    return f"{told}（扩展名是 {ending}）"
