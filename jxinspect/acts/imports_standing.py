"""Trainings and service agreements from a spreadsheet (办法 6, 12): all rows or none, every fault with its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from jxinspect.acts.standing import add_agreement, add_training
from jxinspect.analysis.fields import Field
from jxinspect.analysis.sheet import Table
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.model.register import Agreement, Training
from jxinspect.store.casefile import CaseFile

R = TypeVar("R")

TRAINING_FIELDS = (
    Field("name", "姓名", ("人员", "人员姓名"), kind="name", required=True, note="已在人员名册中"),
    Field("topic", "培训内容", ("培训名称", "内容", "课程"), required=True),
    Field("organiser", "举办单位", ("主办单位", "组织单位"), required=True),
    Field("starts", "开始日期", ("起", "开始", "培训开始日期"), kind="date", required=True),
    Field("ends", "结束日期", ("止", "结束", "培训结束日期"), kind="date", required=True),
    Field("hours", "学时", ("课时", "学时数"), kind="integer"),
    Field("result", "结果", ("考核结果", "成绩")),
)
AGREEMENT_FIELDS = (
    Field("number", "协议编号", ("编号", "合同编号"), required=True),
    Field("unit_name", "服务机构", ("乙方", "机构名称", "单位名称"), required=True, note="已在单位名册中"),
    Field("agency", "经办机构", ("甲方",), required=True),
    Field("starts", "开始日期", ("起", "有效期起", "生效日期"), kind="date", required=True),
    Field("ends", "结束日期", ("止", "有效期止", "有效期至"), kind="date", required=True),
    Field("subject", "服务内容", ("协议类型", "内容")),
)


def trainings(case: CaseFile, table: Table) -> list[Training]:
    """Note every training of the table."""
    return _each(table, lambda values: add_training(case, values.pop("name"), **values))


def agreements(case: CaseFile, table: Table) -> list[Agreement]:
    """Register every agreement of the table."""
    return _each(table, lambda values: add_agreement(case, values.pop("unit_name"), **values))


def _each(table: Table, add: Callable[[dict[str, Any]], R]) -> list[R]:
    made, faults = list[R](), list[str]()
    for row in table:
        try:
            made.append(add(_given(row.values)))
        except (Refused, Incomplete, NotFound) as fault:
            faults.append(f"{row.place}：{fault.what}，{fault.why}")
    if faults:
        what = f"有 {len(faults)} 行不能用，一行也没有导入"
        raise Incomplete(what, why="有一处不能用就全部不导入", todo="改正后再导入", items=faults)
    return made


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in (None, "")}
