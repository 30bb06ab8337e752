"""A proceeding from its filing to the prior notice (D61, D62, D65; 办法 25; 行政处罚法 44, 54, 57)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jxinspect.acts.inspect import find_evidence
from jxinspect.acts.inspect_finding import find_finding
from jxinspect.acts.lead import find as find_lead
from jxinspect.acts.procedure import issue
from jxinspect.acts.proceeding_measures import Measures, basis_for, complete
from jxinspect.acts.proceeding_steps import about, admit, begin, head, ids_of, running, supervisor, written
from jxinspect.acts.serial import register_code
from jxinspect.errors import Incomplete, Refused
from jxinspect.law.civil import day
from jxinspect.law.deadlines import due
from jxinspect.law.identity import identity_fault, plain
from jxinspect.law.lead import LeadState
from jxinspect.law.terms import UnitType
from jxinspect.law.violations import Violation, violation
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.inspect import Finding
from jxinspect.model.lead import Lead, LeadInspection
from jxinspect.model.plan import Inspection
from jxinspect.model.proceeding import InvestigationEnd, PriorNotice, Proceeding
from jxinspect.model.proceeding_course import hearing_wanted, of
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import calendar, inspection_records, staff

PROPOSAL = "涉嫌违法的事实有证据证明，属于本机关管辖，建议立案。"
REVIEWED = "同意立案，请审批。"
GRANTED = "同意立案。"
_OPEN, _END, _NOTICE = (f"rectify.proceeding.{step}" for step in ("open", "investigate", "notice"))


@dataclass(frozen=True)
class Party:
    """Against whom the proceeding is; the unit of the inspection unless a name is given."""

    name: str = ""
    person: bool = False
    identity: str = ""
    address: str = ""
    head: str = ""


@dataclass(frozen=True)
class Signed:
    """Who handles the case, who reviewed and who approved it, with what words."""

    handlers: Sequence[str]
    reviewer: str
    approver: str
    proposal: str = PROPOSAL
    review_text: str = REVIEWED
    text: str = GRANTED


def open_(
    case: CaseFile,
    number: str,
    *,
    cause: str,
    ended_on: date,
    signed: Signed,
    finding: int | None = None,
    lead: str | None = None,
    party: Party | None = None,
    violation_code: str | None = None,
    amount: int | None = None,
    facts: str = "",
    discovered_on: date | None = None,
    grave: bool = False,
    complex_: bool = False,
) -> tuple[Proceeding, Document]:
    """File a case out of a finding or an accepted lead (D61, 行政处罚法 54 II)."""
    records = inspection_records(case, number)
    running(records)
    found, told = _source(case, records, finding, lead)
    wrong = _wrong(found, violation_code)
    whom = _party(case, records, party or Party())
    discovered = discovered_on or day(told.at if told else found.at if found else case.at)
    _days(ended_on, discovered, day(case.at))
    row = Proceeding(
        inspection_id=records.inspection.id,
        at=case.at,
        number=_next_number(case),
        year=day(case.at).year,
        finding_id=found.id if found else None,
        lead_id=told.id if told else None,
        cause=written(cause, "案由", "立案审批表写明案由（行政处罚法 54 II）", "--cause"),
        facts=written(facts or (found.facts if found else ""), "案情", "立案要有违法的事实", "--facts"),
        violation=wrong.code,
        **whom,
        ended_on=ended_on,
        discovered_on=discovered,
        grave=grave,
        amount=amount if amount is not None else found.amount if found else None,
        complex=complex_,
        handlers=ids_of(case, signed.handlers),
        proposal=signed.proposal,
        reviewed_by=supervisor(case, signed.reviewer),
        review_text=signed.review_text,
        approved_by=head(case, signed.approver),
        approval_text=signed.text,
    )
    admit(case, records, row, _OPEN, row)
    return row, issue(case, records, "D61", row)


def _source(
    case: CaseFile, records: InspectionRecords, finding: int | None, lead: str | None
) -> tuple[Finding | None, Lead | None]:
    if finding is None and lead is None:
        raise Incomplete(
            "没有写明案件来源",
            why="立案的线索来自检查发现的问题，或者已经受理的线索（办法 25 I）",
            todo="用 --finding 问题序号，或者 --lead 线索编号 写明",
        )
    found = find_finding(records, finding) if finding is not None else None
    told = find_lead(case, lead) if lead else None
    if told and told.state != LeadState.ACCEPTED:
        raise Refused(
            f"线索 {told.number} {told.state.label}，不能据以立案",
            why="立案以前线索应当经审查受理，尚未办结（办法 25；行政处罚法 54 II）",
            todo="用 plan lead assess 登记受理",
        )
    if told and not case.all(LeadInspection, lead_id=told.id, inspection_id=records.inspection.id):
        raise Refused(
            f"线索 {told.number} 不由检查 {records.inspection.number} 核查",
            why="调查取证由检查进行，文书归入该项检查的案卷（办法 22、25）",
            todo=f"先用 plan lead assign {told.number} --inspection {records.inspection.number} 转入",
        )
    return found, told


def _wrong(found: Finding | None, code: str | None) -> Violation:
    chosen = (code or (found.violation if found else None) or "").strip().upper()
    if not chosen:
        raise Incomplete(
            "没有写明违法情形", why="立案要写明涉嫌违反的条款", todo="用 --violation 写明，如 --violation V31-3"
        )
    return violation(chosen)


def _party(case: CaseFile, records: InspectionRecords, given: Party) -> dict[str, Any]:
    unit = records.unit
    own = not given.name or given.name == unit.name
    person = given.person or (own and unit.type == UnitType.PERSON)
    identity = plain(given.identity) or (unit.credit_code if own else "")
    if person and identity and (fault := identity_fault(identity, day(case.at))):
        raise Incomplete("当事人的公民身份号码有误", why=fault, todo="核对身份证件")
    address = given.address or (unit.address if own else "")
    return {
        "party": given.name or unit.name,
        "person": person,
        "party_identity": identity,
        "party_address": written(address, "当事人的地址", "决定书写明当事人的地址（行政处罚法 59 I(一)）", "--address"),
        "party_head": "" if person else given.head or (unit.head if own else ""),
    }


def _days(ended: date, discovered: date, today: date) -> None:
    if not ended <= discovered <= today:
        raise Incomplete(
            "违法行为的日期有误",
            why=f"行为终了{ended}，发现{discovered}，今天{today}：行为终了在前，发现在后",
            todo="核对 --ended 和 --discovered",
        )


def _next_number(case: CaseFile) -> str:
    return register_code(case, Proceeding, "LA", day(case.at).year)


def investigate(
    case: CaseFile,
    number: str,
    *,
    course: str,
    nature: str,
    discretion: str,
    proposal: str,
    facts: str = "",
    disputes: str = "",
    evidence: Sequence[str] = (),
) -> tuple[InvestigationEnd, Document]:
    """End the investigation with its report (D62, 行政处罚法 57): facts with their evidence, nature, proposal."""
    one, records = begin(case, number, _END)
    items = [e.id for e in find_evidence(records, evidence)] or _evidence_of(records, one)
    if not items:
        raise Incomplete(
            "调查终结没有证据", why="违法事实必须有证据证明（行政处罚法 40、46）", todo="用 --evidence 写明证据编号"
        )
    row = InvestigationEnd(
        **about(case, one),
        course=written(course, "调查经过", "调查终结报告写明调查经过", "--course"),
        facts=facts.strip() or one.facts,
        evidence=items,
        nature=written(nature, "定性", "调查终结报告写明违法行为的性质", "--nature"),
        discretion=written(
            discretion, "裁量情况", "从轻、减轻、从重的情形都要写明（行政处罚法 32、33）", "--discretion"
        ),
        proposal=written(proposal, "处理建议", "调查终结报告提出处理建议", "--proposal"),
        disputes=disputes,
    )
    admit(case, records, one, _END, row)
    return row, issue(case, records, "D62", row)


def _evidence_of(records: InspectionRecords, one: Proceeding) -> list[str]:
    return records.find(Finding, one.finding_id).evidence if one.finding_id else []


def notice(
    case: CaseFile,
    number: str,
    given: Measures,
    *,
    reasons: str,
    facts: str = "",
    contact: str | None = None,
    days: int | None = None,
    external_number: str | None = None,
) -> tuple[PriorNotice, Document]:
    """Tell the party what is going to be decided, why, and its rights (D65); a hearing when the amount reaches K16."""
    one, records = begin(case, number, _NOTICE)
    complete(given)
    row = PriorNotice(
        **about(case, one),
        penalties=given.all_penalties(),
        fine=given.fine,
        confiscate=given.confiscate,
        refund=given.refund,
        facts=facts.strip() or _facts(records, one),
        reasons=written(reasons, "理由", "告知内容包括事实、理由、依据（行政处罚法 44）", "--reasons"),
        basis=basis_for(records, one, given),
        ground=given.ground,
        ground_text=given.ground_text,
        hearing=hearing_wanted(records, one, given.fine, given.confiscate, day(case.at)),
        days=_statement_days(records, days),
        contact=staff(case, contact).id if contact else one.handlers[0],
    )
    admit(case, records, one, _NOTICE, row)
    return row, issue(case, records, "D65", row, number=external_number)


def _facts(records: InspectionRecords, one: Proceeding) -> str:
    ended = of(records, InvestigationEnd, one)
    return ended[-1].facts if ended else one.facts


def _statement_days(records: InspectionRecords, days: int | None) -> int:
    from jxinspect.law.settings import SETTINGS

    least = SETTINGS["statement.days"].min or 1
    if days is not None and days < least:
        raise Refused(
            f"陈述、申辩期限不能是{days}个工作日",
            why=f"应当给当事人充分的时间，至少{least}个工作日（行政处罚法 45）",
            todo="加长 --days，或者不写",
        )
    return days or records.world.number("statement.days")


def decide_by(one: Proceeding) -> date:
    """The last day for a penalty decision, not rolled (T14)."""
    return due("T14", one.at, calendar()).last_day


def inspection_number(case: CaseFile, one: Proceeding) -> str:
    """The number of the inspection that the proceeding belongs to."""
    return case.get(Inspection, one.inspection_id).number
