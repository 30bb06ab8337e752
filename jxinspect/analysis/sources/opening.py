"""From a file to the tables in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jxinspect.analysis.sources.content import Content, content_of
from jxinspect.analysis.sources.delimited import text_sources
from jxinspect.analysis.sources.sniff import Form, Unread, form_of, named_form
from jxinspect.analysis.sources.source import Source
from jxinspect.analysis.sources.workbook import workbook_sources

#: A workbook is read as a whole: larger than this unpacked it is an attack, or has to come as CSV.
LARGEST = 4 << 30


def open_sources(path: Path, *, password: str | None = None) -> Iterator[Source]:
    """The tables of a file, one after another. `password`: of a workbook or a ZIP.

    Raises NotFound, or Incomplete: what is wrong, where, and what to ask the sender for.
    """
    yield from sources_of(content_of(path), password)


def sources_of(content: Content, password: str | None) -> Iterator[Source]:
    """The same of a content that may stand in another file."""
    form = form_of(content)
    if isinstance(form, Unread):
        content.unusable(f"这是{form.name}，不是表格", form.todo)
    if form is Form.TEXT:
        yield from text_sources(content, named_form(content, form, "文本"))
    elif form in (Form.WORKBOOK, Form.OLE):
        told = "xlsx 或者 ods 工作簿" if form is Form.WORKBOOK else "xls 工作簿"
        yield from workbook_sources(content, named_form(content, form, told), content.whole())
    else:
        content.unusable(f"这是{form}，还不能读", "请提供单位从业务系统导出 CSV 或者 xlsx 后重新报送")
