"""What cannot be settled from a desk is looked into on site: a new inspection, linked to this one (办法 22, 23(三))."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from jxinspect.acts.flag import flag_of
from jxinspect.acts.procedure import admit, begin
from jxinspect.acts.scheme import open_inspection
from jxinspect.errors import Incomplete, Refused
from jxinspect.law.civil import day
from jxinspect.law.flag import FlagState
from jxinspect.law.terms import CheckMode, FundType, InspectionForm
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.flag import Flag
from jxinspect.model.flag_reply import Escalation
from jxinspect.model.plan import Inspection
from jxinspect.store.casefile import CaseFile

STEP = "inspect.flag.escalate"
#: Flags that are settled, which an inspection on site need not look into.
_SETTLED = (FlagState.EXCLUDED, FlagState.FALSE, FlagState.SUPERSEDED)
#: Numbers of flags that the reason names; all stand in the record.
_NAMED = 5


class Escalated(NamedTuple):
    """The link and the new inspection."""

    link: Escalation
    onsite: Inspection


def escalate(case: CaseFile, number: str, *, form: InspectionForm, reason: str, flags: Sequence[str] = ()) -> Escalated:
    """Open an inspection on site of the same unit, funds and period; this one is thereby escalated.

    `flags`: those to be looked into, all that are not settled when none is named.
    """
    records = begin(case, number, STEP)
    if form is InspectionForm.FOLLOW_UP:
        raise Refused(
            "疑点不转为整改检查", why="整改检查核查的是整改情况（办法 24）", todo="用 --form special 或者 flight"
        )
    if not reason.strip():
        raise Incomplete("没有写明转现场检查的理由", why="计划外的检查要有理由（办法 21）", todo="用 --reason 写明")
    chosen = [flag_of(records, one) for one in dict.fromkeys(flags)] or _open(records)
    if not chosen:
        raise Refused("没有需要现场核查的疑点", why="疑点都已经排除或者核查不属实", todo="核对疑点的状态")
    one = records.inspection
    onsite = open_inspection(
        case,
        year=day(case.at).year,
        item=None,
        ad_hoc={
            "unit_name": records.unit.name,
            "mode": CheckMode.ON_SITE,
            "form": form,
            "funds": [FundType(fund).label for fund in one.funds],
            "period_from": one.period_from,
            "period_to": one.period_to,
            "ad_hoc_reason": _reason(number, chosen, reason),
        },
    )
    link = Escalation(
        inspection_id=one.id,
        at=case.at,
        onsite_id=onsite.id,
        form=form,
        reason=reason.strip(),
        flags=[flag.number for flag in chosen],
        actor=case.actor,
    )
    admit(case, records, STEP, link)
    return Escalated(link, onsite)


def _open(records: InspectionRecords) -> list[Flag]:
    return [flag for flag in records.of(Flag) if flag.strength and flag.state not in _SETTLED]


def _reason(number: str, flags: Sequence[Flag], reason: str) -> str:
    named = "、".join(flag.number for flag in flags[:_NAMED]) + (f"等{len(flags)}个" if len(flags) > _NAMED else "")
    return f"非现场检查 {number} 的数据疑点（{named}）转现场检查：{reason.strip()}"
