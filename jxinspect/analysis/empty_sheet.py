"""The empty workbook of a table that people fill in: its titles, notes and drop-downs, as data."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jxinspect.analysis.fields import Field


@dataclass(frozen=True)
class TemplateColumn:
    """A column of an empty workbook."""

    title: str
    required: bool
    note: str
    choices: tuple[str, ...]
    kind: str


@dataclass(frozen=True)
class EmptyTemplate:
    """An empty workbook to fill in, as data; the workbook itself is written elsewhere."""

    title: str
    columns: tuple[TemplateColumn, ...]


#: What to write into a column of a kind, where the field has no note of its own.
NOTES = {
    "date": "日期，如 2026-11-23",
    "amount": "金额，单位元，最多两位小数",
    "integer": "整数",
    "flag": "是 或者 否",
    "id": "文本格式，避免末位变成 0",
}


def empty_template(fields: Sequence[Field], title: str = "数据") -> EmptyTemplate:
    """Describe the empty workbook for `import --template`: titles, notes, drop-downs."""

    def column(wanted: Field) -> TemplateColumn:
        choices = tuple(wanted.words()) or (("是", "否") if wanted.kind == "flag" else ())
        note = wanted.note or ("可选：" + "、".join(choices) if choices else NOTES.get(wanted.kind, ""))
        return TemplateColumn(wanted.title, wanted.required, note, () if wanted.many else choices, wanted.kind)

    return EmptyTemplate(title, tuple(map(column, fields)))
