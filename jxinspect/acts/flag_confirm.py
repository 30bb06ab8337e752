"""From flags to findings: own verification, confirmed flags as a finding with evidence and amount (G61)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from jxinspect.acts.flag import flag_of
from jxinspect.acts.flag_ground import rules_of
from jxinspect.acts.inspect import find_evidence
from jxinspect.acts.inspect_finding import finding
from jxinspect.acts.procedure import admit, begin, judge
from jxinspect.errors import Incomplete, Refused
from jxinspect.law.amounts import format_amount
from jxinspect.law.deadlines import add_months
from jxinspect.law.flag import CONFIRMED, FlagState, Verdict, state_of
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.flag import Flag, RuleOutcome
from jxinspect.model.flag_answer import answered, recovered
from jxinspect.model.flag_answer import overpaid as proven
from jxinspect.model.flag_reply import FlagReply, FlagVerification
from jxinspect.model.inspect import Finding
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import inspection_records


def verify(
    case: CaseFile,
    number: str,
    flag: str,
    *,
    verdict: Verdict,
    how: str,
    facts: str,
    evidence: Sequence[str] = (),
    overpaid: int | None = None,
    recovered: int | None = None,
) -> FlagVerification:
    """Note what the inspectors themselves found out about a flag; it goes before what the unit says."""
    records = begin(case, number, "inspect.flag.triage")
    one = flag_of(records, flag)
    if one.state is FlagState.SUPERSEDED or not one.strength:
        raise Refused(
            f"{one.number}不能核实",
            why="它已经被新的比对取代，或者只是弱匹配、边界月",
            todo="核对编号；确是问题的，用 inspect finding add 登记",
        )
    items = find_evidence(records, evidence)
    missing = [title for title, text in (("核查方式", how), ("事实", facts)) if not text.strip()]
    missing += ["证据"] if not items else []
    if missing:
        raise Incomplete(
            "自行核实的记录不全", why="疑点应当核查，结论要有事实和证据（办法 23(三)）", todo="补齐", items=missing
        )
    if overpaid is not None and (recovered or 0) > overpaid:
        raise Incomplete("已追回大于多发金额", why="追回的不会多于多发的", todo="核对 --overpaid 和 --recovered")
    row = FlagVerification(
        inspection_id=records.inspection.id,
        at=case.at,
        flag_id=one.id,
        verdict=verdict,
        how=how,
        facts=facts,
        overpaid=overpaid,
        recovered=recovered,
        evidence=[item.id for item in items],
        actor=case.actor,
    )
    admit(case, records, "inspect.flag.triage", row)
    one.state = state_of(verdict)
    return row


def confirm(
    case: CaseFile,
    number: str,
    flags: Sequence[str],
    *,
    title: str = "",
    facts: str = "",
    violation_code: str | None = None,
    evidence: Sequence[str] = (),
    **fields: Any,
) -> Finding:
    """Make one finding of flags that were confirmed; what is not given follows from them.

    Amount: what was overpaid by the last verification or answer, else the flag's own. Refused by G61 when a flag was
    neither confirmed by the unit nor verified.
    """
    records = inspection_records(case, number)
    chosen = [flag_of(records, one) for one in dict.fromkeys(flags)]
    if not chosen:
        raise Incomplete("没有写明哪些疑点", why="问题由疑点而来", todo="写疑点编号，或者 --rule")
    taken = [f"{one.number}：问题{_seq(records, one)}" for one in chosen if one.finding_id]
    if taken:
        raise Refused("有疑点已经登记为问题", why="一个疑点只能计入一个问题", todo="去掉它们", items=taken)
    row = finding(
        case,
        number,
        title=title or _title(records, chosen),
        facts=facts or _facts(records, chosen),
        violation_code=violation_code or _violation(case, records, chosen),
        evidence=[*evidence, *_evidence(records, chosen)],
        amount=_amount(records, chosen),
        no_amount=all(proven(records, one) is None for one in chosen),
        persons=len({one.subject for one in chosen}),
        **{**_period(chosen), **fields},
    )
    for one in chosen:
        one.finding_id = row.id
    judge(case, inspection_records(case, number), "inspect.finding")
    return row


def confirmed(records: InspectionRecords, rules_: Sequence[str] = ()) -> list[Flag]:
    """Flags that were found true or partly true and are no finding yet."""
    meant = {rule.upper() for rule in rules_}
    return [
        flag
        for flag in records.of(Flag)
        if flag.state in CONFIRMED and flag.finding_id is None and (not meant or flag.rule.upper() in meant)
    ]


def _seq(records: InspectionRecords, flag: Flag) -> int:
    return next(row.seq for row in records.of(Finding) if row.id == flag.finding_id)


def _title(records: InspectionRecords, flags: Sequence[Flag]) -> str:
    titles = {outcome.rule: outcome.title for outcome in records.of(RuleOutcome)}
    return "；".join(dict.fromkeys(titles[flag.rule] for flag in flags))


def _violation(case: CaseFile, records: InspectionRecords, flags: Sequence[Flag]) -> str | None:
    """The violation that the rules name, when they agree."""
    known = rules_of(case, records)
    codes = {known[flag.rule].violation for flag in flags if flag.rule in known}
    return codes.pop() if len(codes) == 1 else None


def _amount(records: InspectionRecords, flags: Sequence[Flag]) -> int | None:
    amounts = [proven(records, flag) for flag in flags]
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if known else None


def _facts(records: InspectionRecords, flags: Sequence[Flag]) -> str:
    """How many, how much, what of it came back, and what the unit said.

    No person in it; nor is the unit named, since the same words stand in the report and in letters to the unit itself.
    """
    amount = _amount(records, flags)
    answers = answered(records, flags)
    back = sum(recovered(records, flag) for flag in flags)
    people = len({flag.subject for flag in flags})
    numbers = "、".join(flag.number for flag in flags)
    money = f"，多发{format_amount(amount)}，已追回{format_amount(back)}" if amount is not None else ""
    said = f"下发核查属实或者部分属实{len(answers)}个" if answers else ""
    own = sum(flag.id in {row.flag_id for row in records.of(FlagVerification)} for flag in flags)
    checked = "，".join(filter(None, (said, f"检查组自行核实{own}个" if own else "")))
    return f"经比对数据并核查，{_title(records, flags)}，涉及{people}个对象{money}（疑点 {numbers}）。{checked}。"


def _evidence(records: InspectionRecords, flags: Sequence[Flag]) -> list[str]:
    """Codes of the forms in which the unit answered, and of what verifications rest on."""
    from jxinspect.model.evidence import Evidence

    replies = {reply.id: reply.evidence_id for reply in records.of(FlagReply)}
    ids = {replies[answer.reply_id] for answer in answered(records, flags).values()}
    wanted = {flag.id for flag in flags}
    ids |= {one for row in records.of(FlagVerification) if row.flag_id in wanted for one in row.evidence}
    return [item.code for item in records.of(Evidence) if item.id in ids]


def _period(flags: Sequence[Flag]) -> dict[str, date]:
    """From the first month to the end of the last."""
    firsts = [flag.first_ym for flag in flags if flag.first_ym]
    lasts = [flag.last_ym for flag in flags if flag.last_ym]
    if not (firsts and lasts):
        return {}
    first, last = min(firsts), max(lasts)
    begin_, end = date(first // 100, first % 100, 1), date(last // 100, last % 100, 1)
    return {"period_from": begin_, "period_to": date.fromordinal(add_months(end, 1).toordinal() - 1)}
