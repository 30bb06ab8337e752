"""Findings: a problem with its basis, evidence, amount and period (办法 3, 22(三), G35)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from jxinspect.acts.inspect import citable, find_evidence
from jxinspect.acts.inspect_paper import known_matter
from jxinspect.acts.procedure import admit, begin
from jxinspect.acts.serial import ordinal
from jxinspect.errors import Incomplete, NotFound
from jxinspect.law.civil import day
from jxinspect.law.on_the_day import from_midway, not_in_force
from jxinspect.law.violations import MEASURES, Measure, violation
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.inspect import Evidence, Finding, Order, WorkingPaper
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import inspection_records


def finding(
    case: CaseFile,
    number: str,
    *,
    title: str,
    facts: str,
    basis: Sequence[str] = (),
    violation_code: str | None = None,
    matter: str = "",
    evidence: Sequence[str] = (),
    amount: int | None = None,
    no_amount: bool = False,
    period_from: date | None = None,
    period_to: date | None = None,
    **fields: Any,
) -> Finding:
    """Register a problem. Without `basis` those of the violation that were in force at its end are taken.

    `amount` in fen; the period is that of the inspection unless another is given.
    """
    _one_amount(amount, no_amount=no_amount)
    records = begin(case, number, "inspect.finding")
    first, last = period_from or records.inspection.period_from, period_to or records.inspection.period_to
    _period(first, last)
    based = citable(basis) or _usual_basis(violation_code, last)
    _in_force(based, last, day(case.at))
    row = Finding(
        inspection_id=records.inspection.id,
        at=case.at,
        seq=ordinal(case, (one.seq for one in records.of(Finding))),
        title=title,
        facts=facts,
        violation=_code(violation_code),
        matter=known_matter(matter) if matter else "",
        basis=based,
        amount=amount,
        no_amount=no_amount,
        period_from=first,
        period_to=last,
        evidence=[e.id for e in find_evidence(records, evidence)],
        **fields,
    )
    admit(case, records, "inspect.finding", row)
    return row


def _code(code: str | None) -> str | None:
    return violation(code.strip().upper()).code if code else None


def _usual_basis(code: str | None, last: date) -> list[str]:
    if not code:
        return []
    wrong = violation(code.strip().upper())
    # Where an order comes first, the statutes beside the 办法 are about penalties that may never follow (G40).
    applying = wrong.basis_on(last)
    return [ref for ref in applying if ref == wrong.ref] if wrong.order_first else list(applying)


def _in_force(basis: Sequence[str], fact: date, act: date) -> None:
    wrong = not_in_force(basis, fact=fact, act=act)
    if wrong:
        raise Incomplete(
            "依据在行为时没有施行",
            why=f"问题的所属期间到{fact}；是非按行为时的规定认定，程序按现在的规定（G35；办法 42）",
            todo="换用行为时有效的规定：jxinspect law list statutes 可查施行日期；期间有误的，核对 --from 和 --to",
            items=wrong,
        )


def _one_amount(amount: int | None, *, no_amount: bool) -> None:
    if amount is not None and no_amount:
        raise Incomplete("金额与“不涉及金额”不能同时写", why="两者互相矛盾（G35）", todo="只写其一")
    if amount is not None and amount < 0:
        raise Incomplete("金额不能是负数", why="问题金额是涉及的数额（G35）", todo="核对 --amount")


def _period(first: date, last: date) -> None:
    if last < first:
        raise Incomplete("问题的所属期间有误", why=f"{last}早于{first}", todo="核对 --from 和 --to")


def find_finding(records: InspectionRecords, seq: int) -> Finding:
    """A finding by its number in the inspection."""
    for row in records.of(Finding):
        if row.seq == seq:
            return row
    known = "、".join(f"{f.seq}.{f.title}" for f in records.of(Finding)) or "无"
    raise NotFound(f"没有问题{seq}", why=f"这项检查登记的问题有：{known}", todo="核对问题序号")


def set_finding(
    case: CaseFile,
    number: str,
    seq: int,
    *,
    basis: Sequence[str] = (),
    violation_code: str | None = None,
    matter: str = "",
    evidence: Sequence[str] = (),
    amount: int | None = None,
    no_amount: bool = False,
    **fields: Any,
) -> Finding:
    """Complete or correct a finding until the draft goes out; `evidence` is added to what is there. Journaled."""
    _one_amount(amount, no_amount=no_amount)
    records = begin(case, number, "inspect.finding")
    row = find_finding(records, seq)
    added = [e.id for e in find_evidence(records, evidence)]
    given: dict[str, Any] = fields | {
        "violation": _code(violation_code),
        "matter": known_matter(matter) if matter else "",
        "basis": citable(basis),
        "evidence": list(dict.fromkeys([*row.evidence, *added])) if added else [],
    }
    given = {key: value for key, value in given.items() if value not in (None, "", [])}
    if amount is not None or no_amount:
        given |= {"amount": amount, "no_amount": no_amount}
    if not given:
        raise Incomplete("没有写明要补充的内容", why="没有给出任何一项", todo="例如 --amount 金额、--evidence 证据编号")
    for column, value in given.items():
        setattr(row, column, value)
    if row.period_from and row.period_to:
        _period(row.period_from, row.period_to)
        _in_force(row.basis, row.period_to, day(case.at))
    admit(case, records, "inspect.finding")
    return row


def suggested(code: str | None) -> tuple[Measure, ...]:
    """The measures that usually follow from a violation; the inspector chooses."""
    return tuple(MEASURES[name] for name in violation(code).measures) if code else ()


def warnings(code: str | None, unit_type: str = "") -> list[str]:
    """What else a violation brings: 要情 (G46), referral (G44), order first (G40), the catalogue's own note."""
    if not code:
        return []
    wrong = violation(code)
    said = (
        (bool(unit_type) and unit_type not in wrong.who, f"{wrong.code}针对的主体与被监督单位的类型不同，请核对代码"),
        (wrong.incident, "该情形须评估是否构成社会保险基金要情，并按规定报告（办法 28）"),
        (wrong.crime, "该情形可能涉嫌犯罪，须作出是否移送的决定（办法 39）"),
        (wrong.order_first, "处罚以先责令改正而拒不改正为前提（办法 34）"),
    )
    return [text for holds, text in said if holds] + ([wrong.note] if wrong.note else [])


def midway(row: Finding) -> list[str]:
    """What of the basis came into force in the middle of the period: acts before it are judged otherwise."""
    if not (row.period_from and row.period_to):
        return []
    told = from_midway(row.basis, first=row.period_from, fact=row.period_to)
    return [f"依据{text}，此前的行为不适用，请分段认定" for text in told]


def missing(row: Finding) -> list[str]:
    """What G35 will ask for before the report: basis, evidence, amount, period."""
    asked = (
        ("依据", bool(row.basis)),
        ("证据", bool(row.evidence)),
        ("金额（或者注明不涉及金额）", row.amount is not None or row.no_amount),
        ("所属期间", bool(row.period_from and row.period_to)),
    )
    return [title for title, known in asked if not known]


def unit_type(case: CaseFile, number: str) -> str:
    """The kind of the unit under inspection, as the catalogue of violations names it."""
    return inspection_records(case, number).unit.type.value


def shown(case: CaseFile, number: str, seq: int) -> dict[str, Any]:
    """Everything about a finding, for people: what proves it, what was done about it, what usually follows."""
    records = inspection_records(case, number)
    row = find_finding(records, seq)
    wrong = violation(row.violation) if row.violation else None
    papers = [p for p in records.of(WorkingPaper) if row.matter and p.matter == row.matter]
    orders = [records.document_about("D27", o.id) for o in records.of(Order) if o.violation == row.violation]
    return {
        **{name: getattr(row, name) for name in ("seq", "title", "facts", "violation", "matter", "basis")},
        **{name: getattr(row, name) for name in ("amount", "no_amount", "persons", "demand", "cause", "fund")},
        "violation_text": wrong.text if wrong else "",
        "period_from": row.period_from,
        "period_to": row.period_to,
        "evidence": [f"{e.code}《{e.name}》" for e in records.of(Evidence) if e.id in row.evidence],
        "papers": [p.code for p in papers],
        "orders": [d.number for d in orders if d],
        "measures": [_measure(one) for one in suggested(row.violation)],
        "warnings": [*warnings(row.violation, records.unit.type.value), *midway(row)],
        "missing": missing(row),
    }


def _measure(one: Measure) -> str:
    """责令改正（办法 19，文书D27、D28）; a penalty says that it needs the whole proceeding."""
    papers = f"，文书{'、'.join(one.documents)}" if one.documents else ""
    return f"{one.label}（{one.ref}{papers}{'，行政处罚，须立案' if one.penalty else ''}）"
