"""How every act on an inspection runs: begin (state), admit (facts and guards), issue (documents)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from jxinspect.documents import issue as documents
from jxinspect.errors import Refused
from jxinspect.law.guards import GUARDS, asked
from jxinspect.law.states import COURSES, require
from jxinspect.law.terms import Role, Severity
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.base import Record
from jxinspect.model.document import Document
from jxinspect.model.guards import RULES, Breach
from jxinspect.model.kinds import Acknowledgement, Override
from jxinspect.store import trace
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import inspection_records, staff


def begin(case: CaseFile, number: str, step: str) -> InspectionRecords:
    """Load the inspection; Refused (4) when `step` may not be taken in its state."""
    records = inspection_records(case, number)
    require(step, records.inspection.state, records.inspection.mode)
    return records


def admit(case: CaseFile, records: InspectionRecords, step: str, *facts: Record) -> None:
    """Take the facts in, let the guards of `step` judge the whole, and move the inspection on."""
    for fact in facts:  # one by one: a later one may point at an earlier one
        case.add(fact)
    records.add(*facts)
    target = COURSES[records.inspection.mode][step].target
    if target is not None:
        records.inspection.state = target
    judge(case, records, step)


def issue(
    case: CaseFile,
    records: InspectionRecords,
    kind: str,
    subject: Record,
    *,
    dated: date | None = None,
    number: str | None = None,
) -> Document:
    """Make an official document about `subject`; the guards of documents (G56, G57) judge it."""
    document = documents.issue(case, kind, subject, records=records, dated=dated, number=number)
    records.add(document)
    judge(case, records, "doc.issue")
    return document


def judge(case: CaseFile, records: InspectionRecords, step: str) -> None:
    """Refused (4) with every breach that is neither overridden (O) nor acknowledged (W)."""
    guards = asked(step)
    trace.step(f"规则 {step}：{' '.join(guards)}")
    settle(case, breaches(records, guards), records)


def settle(case: CaseFile, found: Iterable[Breach], records: InspectionRecords | None = None) -> None:
    """Note what is overridden (O) or acknowledged (W); Refused (4) for the rest. Exports belong to no inspection."""
    unsettled = [breach for breach in found if not _waived(case, records, breach)]
    if unsettled:
        raise refusal(unsettled)


def breaches(records: InspectionRecords, guards: Iterable[str] = GUARDS) -> Iterator[Breach]:
    """Breaches of these guards, or of all, that were not settled before."""
    # What was acknowledged as a warning is not thereby settled when it has become a refusal (G17 at the report).
    settled = {(o.guard, o.record_id, Severity.OVERRIDE) for o in records.of(Override)}
    settled |= {(a.guard, a.record_id, Severity.WARN) for a in records.of(Acknowledgement)}
    for guard in guards:
        yield from (b for b in RULES[guard](records) if (b.guard, b.record_id, b.severity) not in settled)


def _waived(case: CaseFile, records: InspectionRecords | None, breach: Breach) -> bool:
    if breach.severity == Severity.WARN and breach.guard in case.waivers.acks:
        _note(case, records, Acknowledgement(**_about(case, records, breach)))
        return True
    given = next((o for o in case.waivers.overrides if o.guard == breach.guard), None)
    if breach.severity != Severity.OVERRIDE or given is None:
        return False
    approver = staff(case, given.approved_by)
    if approver.role != Role.APPROVER:
        raise Refused(
            f"{approver.name}不能批准越过 {breach.guard}",
            why=f"{approver.name}在名册中是{approver.role.label}，越过规则须经机关负责人批准（办法 6）",
            todo="--approved-by 写机关负责人的姓名",
            guards=(breach.guard,),
        )
    _note(case, records, Override(**_about(case, records, breach), because=given.because, approved_by=approver.id))
    return True


def _about(case: CaseFile, records: InspectionRecords | None, breach: Breach) -> dict[str, Any]:
    return {
        "at": case.at,
        "guard": breach.guard,
        "record_id": breach.record_id,
        "inspection_id": records.inspection.id if records else None,
        "actor": case.actor,
    }


def _note(case: CaseFile, records: InspectionRecords | None, record: Record) -> None:
    case.add(record)
    if records:
        records.add(record)


def refusal(unsettled: list[Breach]) -> Refused:
    """One refusal that names every breach, why, and what makes it lawful; the gravest first."""
    order = (Severity.REFUSE, Severity.OVERRIDE, Severity.WARN)
    ranked = sorted(unsettled, key=lambda b: order.index(b.severity))
    guards = list(dict.fromkeys(b.guard for b in ranked))
    gravest = ranked[0]
    told = list(dict.fromkeys(f"{b.guard}（{b.severity.label}）{b.text}" for b in ranked))
    return Refused(
        gravest.text,
        why="；".join(f"{g} {GUARDS[g].text}（{GUARDS[g].basis}）" for g in guards),
        todo="；".join(dict.fromkeys(_remedy(b) for b in ranked)),
        items=told if len(told) > 1 else (),
        guards=guards,
    )


def _remedy(breach: Breach) -> str:
    todo = GUARDS[breach.guard].todo
    if breach.severity == Severity.WARN:
        return f"{todo}；已经知悉、确需继续的，加 --ack {breach.guard}"
    if breach.severity == Severity.OVERRIDE:
        return f"{todo}；确需例外的，加 --override {breach.guard} --because 理由 --approved-by 机关负责人"
    return todo
