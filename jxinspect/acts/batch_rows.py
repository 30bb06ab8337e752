"""What the rows of a batch of notices say: columns, values that hold for all rows, and what a row is known by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from jxinspect.analysis.fields import Field, read_cell
from jxinspect.analysis.sheet import Row, survey
from jxinspect.errors import JxinspectError, Usage
from jxinspect.law.guards import GUARDS, OverrideGiven, Waivers
from jxinspect.law.matters import MATTERS
from jxinspect.store.canonical import canonical


def _guards(ids: Sequence[str]) -> str | None:
    unknown = [one for one in ids if one not in GUARDS]
    return f"没有规则 {'、'.join(unknown)}" if unknown else None


def _matters(codes: Sequence[str]) -> str | None:
    unknown = [code for code in codes if code not in MATTERS]
    return f"没有事项代码 {'、'.join(unknown)}；见 jxinspect law list matters" if unknown else None


#: What offices call the unit in their lists.
UNIT_TITLES = ("单位名称", "单位全称", "名称", "单位", "检查对象", "被检查单位", "统一社会信用代码", "信用代码")
#: Which inspection, and what its notice says.
NOTICE_FIELDS = (
    Field("number", "检查编号", ("检查", "编号"), kind="id", note="已有的检查，如 2026-001"),
    Field("unit", "被监督单位", UNIT_TITLES, note="全称或者统一社会信用代码"),
    Field("item", "计划项目序号", ("计划项目", "项目序号"), kind="integer", note="按年度计划立项的"),
    Field("enter_on", "进点日期", ("进点", "开始日期", "检查开始日期"), kind="date"),
    Field("leave_on", "结束日期", ("撤点日期", "撤点", "检查结束日期"), kind="date", note="不填的按检查方案"),
    Field("materials_due", "资料提供期限", ("资料期限", "提供期限"), kind="date", note="不填的按进点日期"),
    Field("materials", "资料清单", ("需要的资料", "资料", "资料名称"), many=True, note="不填的按检查方案"),
    Field("place", "检查地点", ("地点",), note="不填的按单位地址"),
    Field("contact", "检查组联系人", ("联系人",), kind="name", note="不填的为组长"),
    Field("report_wanted", "自查和汇报要求", ("自查要求", "汇报要求"), note="有默认文字"),
    Field("cooperation", "配合事项", (), note="有默认文字"),
    Field("conditions", "工作条件", (), note="有默认文字"),
    Field("external", "收发文号", ("文号",), note="由办公室收发登记给的文号"),
)
#: What a row needs besides when its inspection is yet to be drawn up and approved.
SCHEME_FIELDS = (
    Field("leader", "组长", (), kind="name"),
    Field("members", "组员", (), kind="name", many=True),
    Field("assistants", "协助人员", (), kind="name", many=True),
    Field("no_interest", "已声明无利害关系", ("无利害关系",), kind="flag", note="全体成员（办法 26）"),
    Field("items", "检查项目", ("项目",)),
    Field("scope", "检查范围", ("范围",)),
    Field("matters", "监督事项", ("事项代码",), kind="id", many=True, check=_matters, note="代码，如 CL-11-4"),
    Field("content", "检查内容", ("内容",), note="可以只写监督事项"),
    Field("method", "检查方式", ("方式",)),
    Field("focus", "重点和疑点", ("重点", "疑点")),
    Field("limit", "年度检查次数上限", ("次数上限",), kind="integer", note="涉企"),
)
#: What passes guards, for this row alone.
WAIVER_FIELDS = (
    Field("override", "越过规则", ("越过",), kind="id", many=True, check=_guards, note="如 G12"),
    Field("because", "越过理由", ("理由",)),
    Field("approved_by", "越过批准人", ("批准人",), kind="name"),
    Field("ack", "已知悉提醒", ("知悉提醒",), kind="id", many=True, check=_guards, note="如 G07"),
)
FIELDS = (*NOTICE_FIELDS, *SCHEME_FIELDS, *WAIVER_FIELDS)
#: Words of a refusal → the column that it is about.
_ABOUT: tuple[tuple[str, str], ...] = (
    ("联系人", "contact"),
    ("资料提供期限", "materials_due"),
    ("结束日期", "leave_on"),
    ("进点", "enter_on"),
    ("没有登记单位", "unit"),
    ("对应多个单位", "unit"),
    ("没有编号为", "number"),
    ("文号", "external"),
    ("年度检查计划", "item"),
    ("计划第", "item"),
    ("名册中没有", "leader"),
)


@dataclass(frozen=True)
class Wish:
    """One row: the notice that is wanted. `order` counts the rows of the whole file from 1."""

    order: int
    row: Row
    values: Mapping[str, Any]

    @cached_property
    def digest(self) -> str:
        """By what the row is known again when the file comes a second time: SHA-256 of all that it says."""
        told = {name: _told(value) for name, value in self.values.items() if value not in (None, "", ())}
        return sha256(canonical(told).encode()).hexdigest()

    @property
    def place(self) -> str:
        return self.row.place

    def waivers(self, common: Waivers) -> Waivers:
        """What passes guards for all rows and for this one."""
        given, because, by = (self.values[name] for name in ("override", "because", "approved_by"))
        own = tuple(OverrideGiven(guard, because or "", by or "") for guard in given)
        return Waivers((*own, *common.overrides), common.acks.union(self.values["ack"]))

    def told(self, fault: JxinspectError) -> Iterator[str]:
        """The fault with sheet, row and column, and what to do; each by itself when there are several."""
        for text in fault.items or [fault.what]:
            yield f"{self._at(text)}：{text}"

    def _at(self, text: str) -> str:
        return self.row.at(next((name for word, name in _ABOUT if word in text), ""))


def _told(value: Any) -> Any:
    if isinstance(value, tuple | list):
        return [_told(one) for one in value]
    if isinstance(value, Enum):
        return str(value.value)
    return value.isoformat() if isinstance(value, date) else value


@dataclass(frozen=True)
class Batch:
    """All rows of a file, and what of it was left aside."""

    name: str
    wishes: tuple[Wish, ...]
    left: tuple[str, ...]
    #: What is wrong with single cells, and rows that stand twice; each with its place.
    faults: tuple[str, ...] = ()

    @property
    def distinct(self) -> list[Wish]:
        """The rows without those that say the same as an earlier one, which are faults already."""
        first: dict[str, Wish] = {}
        for wish in self.wishes:
            first.setdefault(wish.digest, wish)
        return list(first.values())

    @cached_property
    def id(self) -> str:
        """SHA-256 of what all rows say, in their order: the same rows in another file are the same batch."""
        return sha256("".join(wish.digest for wish in self.wishes).encode()).hexdigest()


def common_values(texts: Sequence[str]) -> dict[str, Any]:
    """`列=值` for all rows whose own cell is empty; Usage names what cannot be used."""
    fields = {title: field for field in FIELDS for title in (field.title, field.name, *field.synonyms)}
    values: dict[str, Any] = {}
    for text in texts:
        title, mark, cell = text.replace("＝", "=", 1).partition("=")
        field = fields.get(title.strip())
        if field is None or not mark:
            known = "、".join(one.title for one in FIELDS)
            raise Usage(f"--set 不能用：{text}", why="写成 列名=值", todo=f"列名有：{known}")
        try:
            values[field.name] = read_cell(field, cell)
        except ValueError as fault:
            raise Usage(f"--set 不能用：{text}", why=str(fault), todo="改正后再执行") from fault
    return values


def read_batch(path: Path, data: bytes, common: Mapping[str, Any]) -> Batch:
    """The rows of a file, with every cell that cannot be used. Incomplete when the content is no table at all."""

    def check(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        return _row_faults(_filled(values, common))

    table, faults = survey(path, FIELDS, check, data=data, least=1)
    wishes = [Wish(order, row, _filled(row.values, common)) for order, row in enumerate(table, 1)]
    return Batch(path.name, tuple(wishes), table.left, (*faults, *_repeated(wishes)))


def _filled(values: Mapping[str, Any], common: Mapping[str, Any]) -> dict[str, Any]:
    return {name: common.get(name, value) if value in (None, "", ()) else value for name, value in values.items()}


def _row_faults(values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    if not (values["number"] or values["unit"] or values["item"]):
        yield "unit", "没有写检查编号、被监督单位或者计划项目序号"
    if not values["enter_on"]:
        yield "enter_on", "没有进点日期；各行相同的可以写 --enter"
    if values["override"] and not (values["because"] and values["approved_by"]):
        yield "override", "越过规则须有书面理由和批准人（越过理由、越过批准人两列）"


def _repeated(wishes: Sequence[Wish]) -> Iterator[str]:
    first: dict[str, Wish] = {}
    for wish in wishes:
        before = first.setdefault(wish.digest, wish)
        if before is not wish and wish.row.sound:
            yield f"{wish.place}：与{before.place}完全相同，一个单位的同一份通知只制发一次"
