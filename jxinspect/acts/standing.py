"""What stands behind people and organisations: trainings of the roster, service agreements (办法 6, 12)."""

from __future__ import annotations

from datetime import date

from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.terms import UnitType
from jxinspect.model.kinds import Agreement, AgreementChange, Training
from jxinspect.model.plan import Unit
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff, unit


def add_training(
    case: CaseFile, name: str, *, topic: str, organiser: str, starts: date, ends: date, hours: int = 0, result: str = ""
) -> Training:
    """Note a training that somebody of the roster took part in (办法 6: 定期培训)."""
    _in_order(starts, ends, "培训")
    if ends > case.at.date():
        raise Refused(
            f"培训结束日期{ends}是将来", why="登记的是已经参加的培训（办法 6）", todo="培训结束后登记，或者核对日期"
        )
    row = Training(
        at=case.at, staff_id=staff(case, name).id, topic=topic, organiser=organiser, starts_on=starts, ends_on=ends,
        hours=hours, result=result,
    )  # fmt: skip
    case.add(row)
    return row


def _in_order(first: date, last: date, what: str) -> None:
    if last < first:
        raise Incomplete(f"{what}的日期有误", why=f"止于{last}，早于开始的{first}", todo="核对起止日期")


def add_agreement(
    case: CaseFile, unit_name: str, *, number: str, agency: str, starts: date, ends: date, subject: str = ""
) -> Agreement:
    """Register the agreement of a service organisation; its number stands there once."""
    of = unit(case, unit_name)
    if of.type is not UnitType.SERVICE_ORG:
        raise Refused(
            f"{of.name}不是社会保险服务机构",
            why=f"单位类型是{of.type.label}；服务协议由经办机构与服务机构订立（办法 12、40）",
            todo="核对单位，或者用 plan unit set --type service_org 更正类型",
        )
    _in_order(starts, ends, "服务协议")
    if case.all(Agreement, number=number):
        raise Refused(
            f"协议 {number} 已经登记", why="一份协议只登记一次", todo="变更、解除用 plan unit agreement change、end"
        )
    row = Agreement(
        at=case.at, unit_id=of.id, number=number, agency_party=agency, unit_party=of.name, subject=subject,
        starts_on=starts, ends_on=ends,
    )  # fmt: skip
    case.add(row)
    return row


def agreement(case: CaseFile, number: str) -> Agreement:
    """The agreement of that number."""
    found = case.all(Agreement, number=number.strip())
    if not found:
        known = "、".join(one.number for one in case.all(Agreement)) or "无"
        raise NotFound(
            f"没有登记协议 {number}", why=f"登记的有：{known}", todo="用 jxinspect plan unit agreement list 查看编号"
        )
    return found[0]


def change_agreement(
    case: CaseFile, number: str, *, on: date, text: str, reason: str = "", ends: date | None = None
) -> AgreementChange:
    """Note a change of an agreement; a renewal brings a new last day."""
    one = _running(case, number, on)
    if ends is not None:
        _in_order(one.starts_on, ends, "服务协议")
        one.ends_on = ends
    row = AgreementChange(at=case.at, agreement_id=one.id, on=on, text=text, reason=reason)
    case.add(row)
    return row


def end_agreement(case: CaseFile, number: str, *, on: date, reason: str) -> Agreement:
    """Note that an agreement ended before its time (解除、终止)."""
    one = _running(case, number, on)
    if not reason.strip():
        raise Incomplete(
            f"协议 {one.number} 的解除没有写明理由", why="协议的解除属于监督事项（办法 11、12）", todo="写明 --reason"
        )
    one.ended_on, one.end_reason = on, reason.strip()
    return one


def _running(case: CaseFile, number: str, on: date) -> Agreement:
    one = agreement(case, number)
    if one.ended_on is not None:
        raise Refused(f"协议 {one.number} 已于{one.ended_on}解除", why=f"理由：{one.end_reason}", todo="核对协议编号")
    if not one.starts_on <= on <= one.ends_on:
        raise Refused(
            f"{on}不在协议 {one.number} 的有效期内",
            why=f"有效期{one.starts_on}至{one.ends_on}",
            todo="核对日期；续签的另行登记",
        )
    return one


def agreement_lacking(case: CaseFile, of: Unit, on: date) -> str | None:
    """What to tell when a service organisation has no agreement in force on that day (办法 12); None otherwise."""
    if of.type is not UnitType.SERVICE_ORG:
        return None
    known = case.all(Agreement, unit_id=of.id)
    for one in known:
        if one.starts_on <= on <= one.ends_on and (one.ended_on is None or on < one.ended_on):
            return None
    ended = [f"{one.number}{_end(one)}" for one in known if (one.ended_on or one.ends_on) <= on]
    told = f"（{'，'.join(ended)}）" if ended else ""
    return f"{of.name}在{on}没有登记有效的服务协议{told}（办法 12）；用 plan unit agreement add 登记"


def _end(one: Agreement) -> str:
    return f"已于{one.ended_on}解除或者终止" if one.ended_on else f"有效期至{one.ends_on}"
