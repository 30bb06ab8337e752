"""Guards of third parties and what they see: G51, G52 (办法 27)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from jxinspect.law.civil import day
from jxinspect.law.team import DataClass
from jxinspect.law.terms import Role, TeamRole
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.guards.base import Breach, rule
from jxinspect.model.kinds import Authorisation, DataUse
from jxinspect.model.team import present


@rule("G51")
def no_rows_about_persons(records: InspectionRecords) -> Iterator[Breach]:
    """G51: a third party sees no rows about insured persons, whoever allows it."""
    for use in records.of(DataUse):
        if use.kind == DataClass.PERSON:
            name = records.staff[use.staff_id].name
            yield Breach(
                "G51", use.id, f"第三方人员{name}在{day(use.at)}查看了可能含有参保个人明细的内容（{use.source}）"
            )


@rule("G52")
def hired_and_authorised(records: InspectionRecords) -> Iterator[Breach]:
    """G52: helpers are approved and bound to secrecy; data are seen within a valid authorisation only."""
    for member in present(records, TeamRole.ASSISTANT):
        person = records.staff[member.staff_id]
        missing = list(_missing(records, person.id, member.at)) if person.role == Role.THIRD_PARTY else []
        if missing:
            yield Breach("G52", member.id, f"第三方人员{person.name}协助检查，" + "、".join(missing))
    for use in records.of(DataUse):
        fault = None if use.kind == DataClass.PERSON else unauthorised(records, use)
        if fault:
            yield Breach("G52", use.id, f"第三方人员{records.staff[use.staff_id].name}查看{use.kind.label}：{fault}")


def _missing(records: InspectionRecords, staff_id: str, at: datetime) -> Iterator[str]:
    from jxinspect.model.third_party import covers, undertook

    if not any(one.valid(at) and covers(records, one, staff_id) for one in records.of(Authorisation)):
        yield "没有有效的聘请审批和数据授权"
    if not undertook(records, staff_id, at):
        yield "没有签署保密承诺书"


def unauthorised(records: InspectionRecords, use: DataUse) -> str | None:
    """Why a use of data is not covered; None when it is."""
    from jxinspect.model.third_party import covers, undertook

    if use.authorisation_id is None:
        return "没有授权编号"
    one = records.find(Authorisation, use.authorisation_id)
    if not one.valid(use.at):
        ended = one.withdrawn_at and use.at >= one.withdrawn_at
        state = f"已于{day(one.withdrawn_at)}收回" if one.withdrawn_at and ended else "不在有效期内"
        return f"授权{one.number}{state}（{one.valid_from}至{one.valid_to}）"
    if not covers(records, one, use.staff_id):
        return f"授权{one.number}不包括该人员"
    if use.kind.value not in one.classes:
        return f"授权{one.number}不包括{use.kind.label}"
    return None if undertook(records, use.staff_id, use.at) else "没有签署保密承诺书"
