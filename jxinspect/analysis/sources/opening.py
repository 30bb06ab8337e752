"""From a file to the tables in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jxinspect.analysis.marks import EMPTY_ZIP, OLE, ZIP
from jxinspect.analysis.sheet import HEADER_WITHIN
from jxinspect.analysis.sources.content import Content, content_in_memory, content_of
from jxinspect.analysis.sources.sniff import Form, Unread, form_of, named_form
from jxinspect.analysis.sources.source import Source

#: A workbook, or a ZIP in a ZIP, is held in memory: a larger one is an attack, or has to come as CSV.
LARGEST = 2 << 30


def open_sources(path: Path, *, password: str | None = None) -> Iterator[Source]:
    """The tables of a file, one after another. `password`: of a workbook or a ZIP.

    Raises NotFound, or Incomplete: what is wrong, where, and what to ask the sender for.
    """
    content = content_of(path)
    found, left = _sources(content, password, depth=1)
    if not found:
        if content.head(4).startswith(EMPTY_ZIP):
            content.unusable("压缩包是空的", "请提供单位把文件放进去，重新打包后报送；或者核对是不是选错了文件")
        content.unusable(
            "里面没有带表头的表" if left else f"前 {HEADER_WITHIN} 行里没有表头，或者都是空的",
            "请提供单位补上表头（每列一个名称）后重新报送；或者核对是不是选错了文件",
            tuple(left),
        )
    yield from found


def _sources(content: Content, password: str | None, depth: int) -> tuple[list[Source], list[str]]:
    """The tables of a content, and what it holds beside them where it holds none."""
    form = form_of(content)
    if isinstance(form, Unread):
        content.unusable(f"这是{' ' if form.name[0].isascii() else ''}{form.name}，不是表格", form.todo)
    if form is Form.ZIP:
        return _unpacked(content, password, depth)
    return _tables(content, form, password), []


def _tables(content: Content, form: Form, password: str | None) -> list[Source]:
    """Readers are imported where a file asks for them."""
    if form is Form.DBF:
        from jxinspect.analysis.sources.dbf import dbf_sources

        return dbf_sources(content, named_form(content, form, "DBF"))
    if form in (Form.HTML, Form.XML):
        from jxinspect.analysis.sources.markup import page_sources, xml_sources

        read = page_sources if form is Form.HTML else xml_sources
        return read(content, named_form(content, form, str(form)))
    if form is Form.TEXT:
        from jxinspect.analysis.sources.delimited import text_sources

        return text_sources(content, named_form(content, form, "文本"))
    from jxinspect.analysis.sources.workbook import workbook_sources

    told = "xlsx 或者 ods 工作簿" if form is Form.WORKBOOK else "xls 工作簿"
    return workbook_sources(content, named_form(content, form, told), password)


def _unpacked(content: Content, password: str | None, depth: int) -> tuple[list[Source], list[str]]:
    """The tables of all members. What is no table at all, such as a scan beside the data, is told and left."""
    from jxinspect.analysis.sources.packed import members

    found: list[Source] = []
    left: list[str] = []
    for member in members(content, password, depth):
        if not member.size:
            left.append(f"{member.name}：空文件")
            continue
        held = _held(member)
        form = form_of(held)
        if isinstance(form, Unread):
            left.append(f"{member.name}：{form.name}")
            continue
        inside, beside = (
            _unpacked(held, password, depth + 1) if form is Form.ZIP else (_tables(held, form, password), [])
        )
        found += inside
        left += beside if inside or beside else [f"{member.name}：没有表头"]
    for source in found:
        source.left = [*source.left, *(one for one in left if one not in source.left)]
    return found, left


def _held(member: Content) -> Content:
    """What has to be read from several places is held in memory."""
    if not member.head(4).startswith((ZIP[:2], OLE)):
        return member
    if member.size > LARGEST:
        member.unusable(f"有 {member.size >> 30} GB，超过 {LARGEST >> 30} GB", "请提供单位改为导出 CSV 后重新报送")
    return content_in_memory(member.name, member.whole())
