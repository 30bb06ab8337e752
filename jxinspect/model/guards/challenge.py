"""Guards of reconsideration and suits: G75-G79 (行政复议法 42-78; 行政诉讼法 34-95; 行政强制法 53)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jxinspect.law.amounts import format_amount
from jxinspect.law.challenge import ChallengeResult, enforced_by_others
from jxinspect.law.civil import day
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.challenge_course import outcome, pending, suspended, unanswered
from jxinspect.model.guards.base import Breach, rule
from jxinspect.model.kinds import (
    Challenge,
    ChallengeOutcome,
    Closing,
    Decision,
    Document,
    Enforcement,
    Proceeding,
    ProceedingClosing,
    Urging,
)
from jxinspect.model.proceeding_course import PAPERS, contested, decisions, of, proceeding_of, touched


@rule("G75")
def enforced_when_it_may_be(records: InspectionRecords) -> Iterator[Breach]:
    """G75: nobody is urged while execution is suspended, nor the court asked while reconsideration or suit goes on."""
    if not records.of(Challenge):
        return
    rows: list[Urging | Enforcement] = [*records.of(Urging), *records.of(Enforcement)]
    for row in rows:
        decision = records.find(Decision, row.decision_id)
        said = f"案件{proceeding_of(records, row).number}于{day(row.at)}{'申请强制执行' if _asks(row) else '催告'}"
        fault = _going_on(records, row, decision) or _undone(records, decision, day(row.at))
        if fault:
            yield Breach("G75", row.id, f"{said}，{fault}")
        elif _unlawful(records, decision, day(row.at)):
            yield Breach("G75", row.id, f"{said}，决定已经被确认违法", mild=True)


def _asks(row: Urging | Enforcement) -> bool:
    return isinstance(row, Enforcement)


def _going_on(records: InspectionRecords, row: Urging | Enforcement, decision: Decision) -> str:
    on = day(row.at)
    for one in contested(records, decision):
        if suspended(records, one, on):
            return f"{one.kind.label}{one.number}已经停止执行"
        if _asks(row) and pending(records, one, on):
            return f"{one.kind.label}{one.number}还没有生效的结果"
    return ""


def _undone(records: InspectionRecords, decision: Decision, on: date) -> str:
    now = touched(records, decision, on)
    if now is None:
        return ""
    result = now.outcome.result.said(now.challenge.kind)
    others = enforced_by_others(now.challenge.kind, now.outcome.result)
    if others:
        return f"{now.outcome.reference}{result}，不由本机关申请执行原决定（{others}）"
    return f"决定已经被{now.outcome.reference}{result}" if now.outcome.result.falls else ""


def _unlawful(records: InspectionRecords, decision: Decision, on: date) -> bool:
    now = touched(records, decision, on)
    return now is not None and now.outcome.result == ChallengeResult.UNLAWFUL


@rule("G76")
def closed_when_over(records: InspectionRecords) -> Iterator[Breach]:
    """G76: a case or a dossier is not closed while reconsideration or suit against its papers goes on."""
    if not records.of(Challenge):
        return
    for closing in records.of(ProceedingClosing):
        case = proceeding_of(records, closing)
        against = [one for row in decisions(records, case) for one in contested(records, row)]
        yield from _still(records, closing, against, f"案件{case.number}结案")
    for closed in records.of(Closing):
        yield from _still(records, closed, records.of(Challenge), "检查办结")


def _still(
    records: InspectionRecords, closing: Closing | ProceedingClosing, against: list[Challenge], what: str
) -> Iterator[Breach]:
    going = [one for one in against if pending(records, one, day(closing.at)) and one.at <= closing.at]
    if going:
        named = "、".join(f"{one.kind.label}{one.number}" for one in going)
        yield Breach("G76", closing.id, f"{what}时{named}还没有生效的结果")


@rule("G77")
def answered_in_time(records: InspectionRecords) -> Iterator[Breach]:
    """G77: the office answers in time, with the evidence; what it does not hand in counts as not there."""
    for one, last in unanswered(records, records.world.today):
        text = f"{one.kind.label}{one.number}：{last}届满，没有在期限内提交{one.kind.answer}和证据"
        yield Breach("G77", one.id, text)


@rule("G78")
def not_the_same_again(records: InspectionRecords) -> Iterator[Breach]:
    """G78: what was set aside is not decided again on the same facts and reasons, unless only its form was wrong."""
    if not records.of(Challenge):
        return
    for case in records.of(Proceeding):
        made = of(records, Decision, case)
        for n, row in enumerate(made):
            for old in made[:n]:
                now = touched(records, old, day(row.at))
                if now and now.outcome.result.falls and not now.outcome.formal and _same(old, row):
                    text = f"案件{case.number}以同一事实和理由作出与已被{now.outcome.reference}撤销的决定相同的决定"
                    yield Breach("G78", row.id, text)


def decided_anew(records: InspectionRecords, one: Proceeding, row: Decision) -> bool:
    """Whether it takes the place of one that was set aside; for that the organ or the court has set a day."""
    earlier = [d for d in of(records, Decision, one) if d.at < row.at and d.kind == row.kind]
    return any((now := touched(records, d, day(row.at))) and now.outcome.result.falls for d in earlier)


def _same(old: Decision, new: Decision) -> bool:
    return _content(old) == _content(new)


def _content(row: Decision) -> tuple[object, ...]:
    texts = ("".join(text.split()) for text in (row.facts, row.reasons))
    return (row.kind, *texts, sorted(row.penalties), row.fine, row.confiscate, row.refund)


@rule("G79")
def not_heavier(records: InspectionRecords) -> Iterator[Breach]:
    """G79: nobody is worse off for having complained, unless a third party asked for it."""
    papers = {d.id: d for d in records.of(Document)} if records.of(ChallengeOutcome) else {}
    for one in records.of(Challenge):
        row, paper = outcome(records, one), papers.get(one.document_id)
        made = next((d for d in records.of(Decision) if paper and _about(d, paper)), None)
        more = _more(made, row) if row and made else ""
        if row and more:
            yield Breach("G79", row.id, f"{one.kind.label}{one.number}变更后的{more}")


def _about(row: Decision, paper: Document) -> bool:
    return (PAPERS[row.kind], row.id) == (paper.kind, paper.subject_id)


def _more(made: Decision, row: ChallengeOutcome) -> str:
    pairs = (
        ("罚款", made.fine, row.fine),
        ("没收", made.confiscate, row.confiscate),
        ("退回", made.refund, row.refund),
    )
    for name, before, after in pairs:
        if after is not None and after > before:
            return f"{name}{format_amount(after)}高于决定的{format_amount(before)}"
    return ""
