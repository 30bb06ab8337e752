"""What is worth telling beside a result: nothing is refused for it, and it is not forgotten either."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from jxinspect.acts.standing import agreement_lacking
from jxinspect.law.settings import value_of
from jxinspect.model.kinds import Setting
from jxinspect.model.plan import Staff, Unit
from jxinspect.model.team import inspectors
from jxinspect.model.year import PlanItem
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import inspection, inspection_records

_NAMED = 5


def of_agreement(case: CaseFile, number: str, on: date) -> list[str]:
    """That the service organisation of an inspection has no agreement in force on that day (办法 12)."""
    lacking = agreement_lacking(case, case.get(Unit, inspection(case, number).unit_id), on)
    return [lacking] if lacking else []


def of_agreements(case: CaseFile, units: Iterable[Unit], on: date) -> list[str]:
    """Which of many service organisations have none."""
    names = [one.name for one in units if agreement_lacking(case, one, on)]
    if not names:
        return []
    more = "等" if len(names) > _NAMED else ""
    told = f"{len(names)} 个服务机构没有登记有效的服务协议：{'、'.join(names[:_NAMED])}{more}"
    return [f"{told}（办法 12）；用 plan unit agreement add 或 import 登记"]


def of_leads(case: CaseFile, items: Iterable[PlanItem]) -> list[str]:
    """Who is to lead an inspection of the plan and is not in the roster: a slip, or somebody who is still to come."""
    named = {name for item in items for name in re.split(r"[、，,\s]+", item.lead) if name}
    strange = sorted(named - {one.name for one in case.all(Staff)}) if named else []
    return [f"人员名册中没有牵头人{'、'.join(strange)}；核对姓名，或者用 plan staff add 登记"] if strange else []


def of_certificates(case: CaseFile, number: str, on: date) -> list[str]:
    """Whose certificate runs out soon (`staff.certificate_warn_days`); one that has run out is for the guards."""
    own = {row.key: row.value for row in case.all(Setting)}
    days = value_of("staff.certificate_warn_days", own.get)
    assert isinstance(days, int)
    people = inspectors(inspection_records(case, number))
    return [line for person in people if (line := _running_out(person, on, days))]


def _running_out(person: Staff, on: date, days: int) -> str:
    last = person.certificate_to
    if last is None or not 0 <= (last - on).days <= days:
        return ""
    return f"{person.name}的执法证{last}到期，还有 {(last - on).days} 天；换证后用 plan staff set 登记（办法 6 III）"
