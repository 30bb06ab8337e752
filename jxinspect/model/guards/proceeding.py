"""Guards of proceedings: G36-G43, G49, G71 (办法 25, 34; 行政处罚法 33-64), and the order of their acts for G56."""

from __future__ import annotations

from collections.abc import Iterator

from jxinspect.errors import JxinspectError
from jxinspect.law.amounts import format_amount
from jxinspect.law.civil import day
from jxinspect.law.deadlines import add_months, earliest_hearing
from jxinspect.law.on_the_day import not_in_force
from jxinspect.law.proceeding import DecisionKind, Penalty
from jxinspect.law.statutes import basis_level
from jxinspect.law.terms import OrderOutcome
from jxinspect.law.violations import violation
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.base import Dated
from jxinspect.model.guards.base import Breach, rule
from jxinspect.model.guards.challenge import decided_anew
from jxinspect.model.guards.report import early
from jxinspect.model.kinds import (
    Decision,
    Defence,
    HearingNotice,
    HearingRecord,
    HearingRequest,
    InvestigationEnd,
    Order,
    PriorNotice,
    Proceeding,
    ProceedingClosing,
)
from jxinspect.model.order import outcome
from jxinspect.model.proceeding_course import (
    decide_by,
    discussed,
    hearing_until,
    hearing_wanted,
    needs_review,
    notice_in_force,
    of,
    open_request,
    passed_review,
    proceeding_of,
    range_of,
    running,
    statement_until,
    statements,
    told,
    unanswered,
)
from jxinspect.model.remedy import remedy_bodies

#: Penalties that only a rule of the ministry can carry in this field, after an order that was refused (办法 34).
_REPUTATION = (Penalty.WARNING, Penalty.CRITICISM)


def _decided(records: InspectionRecords, *kinds: DecisionKind) -> Iterator[tuple[Proceeding, Decision]]:
    for one in records.of(Proceeding):
        yield from ((one, row) for row in of(records, Decision, one) if not kinds or row.kind in kinds)


def _penal(records: InspectionRecords) -> Iterator[tuple[Proceeding, PriorNotice | Decision]]:
    """Everything that announces or imposes a penalty."""
    for one in records.of(Proceeding):
        yield from ((one, row) for row in of(records, PriorNotice, one) if row.penalties)
        yield from ((one, row) for row in of(records, Decision, one) if row.penalties)


@rule("G36")
def filed_first(records: InspectionRecords) -> Iterator[Breach]:
    """G36: nothing is announced or decided before the case was filed, nor after the filing has become void."""
    for one in records.of(Proceeding):
        rows: list[Dated] = [*of(records, PriorNotice, one), *of(records, Decision, one)]
        paper = records.document_about("D61", one.id)
        for row in rows:
            if row.at < one.at:
                yield Breach("G36", row.id, f"案件{one.number}于{day(row.at)}告知或者决定，{day(one.at)}才立案")
            elif paper is None:
                yield Breach("G36", row.id, f"案件{one.number}的立案审批表不存在或者已经作废")


@rule("G37")
def heard_before_decided(records: InspectionRecords) -> Iterator[Breach]:
    """G37: told and served; the time for defence over, used or given up; every point of a defence reviewed."""
    for one, row in _decided(records, DecisionKind.HANDLING, DecisionKind.PENALTY):
        fault = _not_told(records, one, row)
        if fault:
            yield Breach("G37", row.id, f"案件{one.number}{fault}")
        elif unanswered(records, one, row.at):
            yield Breach("G37", row.id, f"案件{one.number}的陈述、申辩没有逐条复核")


def _not_told(records: InspectionRecords, one: Proceeding, row: Decision) -> str:
    notice = notice_in_force(records, one, row.at)
    if notice is None:
        return "没有制发事先告知书"
    received, last = told(records, notice), statement_until(records, notice)
    if received is None or received > row.at or last is None:
        return "的事先告知书在决定以前没有送达记录"
    said = [d for d in statements(records, one, notice, row.at) if d.points or d.waived]
    if day(row.at) <= last and not said:
        return f"的陈述、申辩期限到{last}，没有陈述、申辩，也没有书面放弃的记录"
    return ""


@rule("G38")
def hearing_granted(records: InspectionRecords) -> Iterator[Breach]:
    """G38: who may ask for a hearing is told so, has the time, and gets the hearing he asked for, with notice."""
    for one, row in _decided(records, DecisionKind.PENALTY):
        notice = notice_in_force(records, one, row.at)
        if notice and hearing_wanted(records, one, row.fine, row.confiscate, day(notice.at)):
            if fault := _hearing_withheld(records, one, notice, row):
                yield Breach("G38", row.id, f"案件{one.number}{fault}")
        elif notice and open_request(records, one):
            yield Breach("G38", row.id, f"案件{one.number}的听证申请没有撤回，听证没有举行")
    yield from _hastened(records)


def _hearing_withheld(records: InspectionRecords, one: Proceeding, notice: PriorNotice, row: Decision) -> str:
    if not notice.hearing:
        return "的罚款达到听证标准，事先告知书没有告知听证权"
    asked = [r for r in of(records, HearingRequest, one) if r.at <= row.at]
    if asked:
        return "的听证申请没有撤回，听证没有举行" if open_request(records, one) else ""
    last = hearing_until(records, notice)
    waived = any(d.waives_hearing for d in statements(records, one, notice, row.at))
    if last and day(row.at) <= last and not waived:
        return f"申请听证的期限到{last}，没有书面放弃听证的记录"
    return ""


def _hastened(records: InspectionRecords) -> Iterator[Breach]:
    """A hearing sooner than seven full working days after its notice was received (行政处罚法 64(二))."""
    held = {r.notice_id: r.at for r in records.of(HearingRecord)}
    for notice in records.of(HearingNotice):
        paper = records.document_about("D66", notice.id)
        got = records.received(paper) if paper else None
        at, first = held.get(notice.id), earliest_hearing(day(got or notice.at), records.world.calendar)
        if at is not None and got is None:
            yield Breach("G38", notice.id, "听证通知书没有送达记录就举行了听证")
        elif day(at or notice.hold_at) < first:
            since = "送达" if got else "制发"
            text = f"听证定在{day(at or notice.hold_at)}，听证通知书{day(got or notice.at)}{since}，最早{first}举行"
            yield Breach("G38", notice.id, text)


@rule("G39")
def remedy_told(records: InspectionRecords) -> Iterator[Breach]:
    """G39: reconsideration by the government of the own level within sixty days, or a court within six months."""
    government, court = remedy_bodies(records.agency, records.world.setting)
    for one, row in _decided(records):
        if not government.endswith("人民政府"):
            yield Breach("G39", row.id, f"案件{one.number}的复议机关写成“{government}”，应当是本级人民政府")
        elif f"六十日内向{government}申请行政复议" not in row.remedy:
            yield Breach("G39", row.id, f"案件{one.number}的决定没有正确告知向{government}申请复议的期限")
        elif f"六个月内依法向{court}提起行政诉讼" not in row.remedy or not court.endswith("人民法院"):
            yield Breach("G39", row.id, f"案件{one.number}的决定没有正确告知向人民法院起诉的期限")


@rule("G40")
def refused_first(records: InspectionRecords) -> Iterator[Breach]:
    """G40: penalties of 办法 34 come after an order that was refused; the ministry's article is confirmed."""
    article = records.world.text("penalty.rule48_article").strip()
    for one, row in _penal(records):
        if not violation(one.violation).order_first:
            continue
        orders = [o for o in records.of(Order) if o.violation == one.violation and o.party == one.party]
        if not any(outcome(records, o) == OrderOutcome.REFUSED for o in orders):
            yield Breach("G40", row.id, f"案件{one.number}没有责令改正后拒不改正的复查记录")
        if set(row.penalties) & set(_REPUTATION) and not article:
            yield Breach("G40", row.id, f"案件{one.number}：部令第48号中警告、通报批评的条号还没有由本机关确认")


@rule("G41")
def basis_of_rank(records: InspectionRecords) -> Iterator[Breach]:
    """G41: a penalty rests on a law, a regulation or a rule, not on a normative document alone."""
    for one, row in _penal(records):
        if not row.basis or not basis_level("; ".join(row.basis)).may_set_penalty:
            told_ = "、".join(row.basis) or "无"
            yield Breach("G41", row.id, f"案件{one.number}的处罚依据只有：{told_}")


@rule("G42")
def fine_in_range(records: InspectionRecords) -> Iterator[Breach]:
    """G42: inside the range (below it on a ground of the law, with the head's leave), not heavier than was told."""
    for one, row in _penal(records):
        late = not_in_force(row.basis, fact=one.ended_on, act=day(row.at))
        if late:
            yield Breach("G42", row.id, f"案件{one.number}引用了行为终了（{one.ended_on}）时不适用的依据：{late[0]}")
        elif Penalty.FINE in row.penalties:
            yield from _outside(records, one, row)
    for one, decision in _decided(records, DecisionKind.HANDLING, DecisionKind.PENALTY):
        notice = notice_in_force(records, one, decision.at)
        if notice and (more := _heavier(notice, decision)):
            yield Breach("G42", decision.id, f"案件{one.number}的决定重于事先告知：{more}")


def _outside(records: InspectionRecords, one: Proceeding, row: PriorNotice | Decision) -> Iterator[Breach]:
    try:
        limits = range_of(records, one)
    except JxinspectError as fault:
        yield Breach("G42", row.id, f"案件{one.number}：{fault.what}")
        return
    said = f"案件{one.number}的罚款{format_amount(row.fine)}"
    if limits.above(row.fine):
        yield Breach("G42", row.id, f"{said}高于上限{format_amount(limits.most)}")
    elif limits.below(row.fine):
        lacking = _below_without(records, one, row)
        low = f"{said}低于下限{format_amount(limits.least)}"
        if lacking:
            yield Breach("G42", row.id, f"{low}，{lacking}")
        elif isinstance(row, Decision):
            yield Breach("G42", row.id, f"{low}，减轻处罚须经机关负责人批准", mild=True)


def _below_without(records: InspectionRecords, one: Proceeding, row: PriorNotice | Decision) -> str:
    if row.ground is None or not row.ground_text.strip():
        return "没有写明行政处罚法 32、33 规定的减轻处罚的情形"
    if isinstance(row, Decision) and passed_review(records, one, row.at) is None:
        return "没有通过法制审核"
    return ""


def _heavier(notice: PriorNotice, row: Decision) -> str:
    sums = (("罚款", notice.fine, row.fine), ("没收", notice.confiscate, row.confiscate))
    for name, before, after in (*sums, ("退回", notice.refund, row.refund)):
        if after > before:
            return f"{name}由{format_amount(before)}增加到{format_amount(after)}"
    added = [Penalty(p).label for p in row.penalties if p not in notice.penalties]
    return f"增加了{'、'.join(added)}" if added else ""


@rule("G43")
def reviewed_and_discussed(records: InspectionRecords) -> Iterator[Breach]:
    """G43: grave and complex cases are discussed by the heads; the legal review is passed where the law wants it."""
    for one, row in _decided(records):
        if one.complex and not discussed(records, one, row.at):
            yield Breach("G43", row.id, f"案件{one.number}情节复杂或者重大，没有集体讨论记录")
        why = needs_review(records, one, row)
        if why and passed_review(records, one, row.at) is None:
            yield Breach("G43", row.id, f"案件{one.number}{why}，决定以前没有通过法制审核")


@rule("G49")
def not_too_late(records: InspectionRecords) -> Iterator[Breach]:
    """G49: no penalty for what was not discovered within two years, or five; giving back is no penalty."""
    for one in records.of(Proceeding):
        years = 5 if one.grave else 2
        if add_months(one.ended_on, 12 * years) < one.discovered_on:
            text = f"案件{one.number}的行为于{one.ended_on}终了，{one.discovered_on}发现，超过{years}年"
            yield Breach("G49", one.id, text)


@rule("G71")
def within_ninety_days(records: InspectionRecords) -> Iterator[Breach]:
    """G71: a penalty is decided within ninety days of filing, unless a law, regulation or rule allows more (T14)."""
    for one, row in _decided(records, DecisionKind.PENALTY):
        last = decide_by(one, records)
        if day(row.at) > last and not row.late_basis.strip() and not decided_anew(records, one, row):
            yield Breach("G71", row.id, f"案件{one.number}立案之日起九十日已于{last}届满")


def proceedings_open(records: InspectionRecords) -> Iterator[Breach]:
    """G48 for proceedings: the dossier is closed when they are."""
    for one in running(records):
        yield Breach("G48", one.id, f"案件{one.number}没有结案（{one.state.label}）")


def hosts_apart(records: InspectionRecords, investigators: set[str]) -> Iterator[Breach]:
    """G14 for hearings: the host took no part in the investigation (行政处罚法 64(四))."""
    for notice in records.of(HearingNotice):
        one = proceeding_of(records, notice)
        if notice.host in investigators | set(one.handlers):
            name = records.staff[notice.host].name
            yield Breach("G14", notice.id, f"听证主持人{name}参加过案件{one.number}的调查")


#: (what, its name, what it presupposes, its name)
_ORDER: tuple[tuple[type[Dated], str, type[Dated], str], ...] = (
    (InvestigationEnd, "调查终结", Proceeding, "立案"),
    (PriorNotice, "事先告知", InvestigationEnd, "调查终结"),
    (Defence, "陈述、申辩", PriorNotice, "事先告知"),
    (HearingRequest, "听证申请", PriorNotice, "事先告知"),
    (HearingNotice, "听证通知", HearingRequest, "听证申请"),
    (HearingRecord, "听证", HearingNotice, "听证通知"),
    (Decision, "决定", InvestigationEnd, "调查终结"),
    (ProceedingClosing, "结案", InvestigationEnd, "调查终结"),
)


def proceeding_order(records: InspectionRecords) -> Iterator[Breach]:
    """G56 for proceedings."""
    for one in records.of(Proceeding):
        for kind, name, earlier, condition in _ORDER:
            before = [one] if earlier is Proceeding else of(records, earlier, one)
            first = min((row.at for row in before), default=None)
            for row in of(records, kind, one):
                if first is not None and row.at < first:
                    yield early(row.id, name, row.at, condition, first)
