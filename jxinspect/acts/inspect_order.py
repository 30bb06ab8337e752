"""Orders to stop and to correct (D27, 办法 19, 20, 29, 34) and whether they were obeyed (D28)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from jxinspect.acts.inspect import citable, find_evidence, signature_explained, who
from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.documents.numbering import parse_number
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.civil import day
from jxinspect.law.identity import identity_fault, plain
from jxinspect.law.terms import OrderOutcome, Role, SignOutcome
from jxinspect.law.violations import violation
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.inspect import Evidence, Order, OrderRecheck
from jxinspect.model.order import outcome as standing
from jxinspect.model.order import rechecks, too_soon
from jxinspect.model.plan import Approval, Inspection, Staff
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff


def order(
    case: CaseFile,
    number: str,
    *,
    violation_code: str,
    facts: str,
    demand: str,
    basis: Sequence[str] = (),
    due_on: date | None = None,
    evidence: Sequence[str] = (),
    approver: str | None = None,
    approval_text: str = "同意",
    on_spot: bool = False,
    party: str | None = None,
    party_identity: str = "",
    party_address: str = "",
    contact: str | None = None,
    names: Sequence[str] = (),
    external_number: str | None = None,
) -> tuple[Order, Document]:
    """Order to stop and to correct (D27); without a date, at once. The head approves it, or it is made on the spot by
    two inspectors and the approval is made up for."""
    wrong = violation(violation_code.strip().upper())
    _authorised(approver, on_spot=on_spot)
    if due_on and due_on < day(case.at):
        raise Incomplete(
            "改正期限已经过去", why=f"期限{due_on}早于{day(case.at)}", todo="核对 --due；要求立即改正的不写 --due"
        )
    if party_identity and (fault := identity_fault(party_identity, day(case.at))):
        raise Incomplete("当事人的公民身份号码有误", why=fault, todo="核对身份证件")
    records = begin(case, number, "inspect.order")
    people, items = who(case, records, names), find_evidence(records, evidence)
    _proven(items, on_spot=on_spot)
    row = Order(
        inspection_id=records.inspection.id,
        at=case.at,
        party=party or records.unit.name,
        party_identity=plain(party_identity) or ("" if party else records.unit.credit_code),
        party_address=party_address or ("" if party else records.unit.address),
        violation=wrong.code,
        facts=facts,
        basis=list(dict.fromkeys([wrong.ref, *citable(basis)])),
        demand=demand,
        due_on=due_on,
        evidence=[e.id for e in items],
        on_spot=on_spot,
        inspectors=people,
        contact=staff(case, contact).id if contact else people[0],
    )
    approvals = [] if approver is None else [_approval(case, records, row, approver, approval_text)]
    admit(case, records, "inspect.order", row, *approvals)
    return row, issue(case, records, "D27", row, number=external_number)


def _authorised(approver: str | None, *, on_spot: bool) -> None:
    if approver is None and not on_spot:
        raise Incomplete(
            "责令改正没有经机关负责人批准",
            why="责令改正通知书以本机关名义作出，经机关负责人批准；情况紧急的可以当场作出，随后补办（办法 19、20）",
            todo="用 --approver 写明批准的机关负责人；当场作出的用 --on-spot，再用 inspect order approve 补办",
        )


def _proven(items: Sequence[Evidence], *, on_spot: bool) -> None:
    if not items and not on_spot:
        raise Incomplete(
            "责令改正没有写明证据",
            why="责令改正通知书应当写明违法事实和证据（行政处罚法 40、46）",
            todo="先用 inspect evidence add 登记证据，再用 --evidence 写明编号；当场制止的用 --on-spot",
        )


def _approval(case: CaseFile, records: InspectionRecords, row: Order, approver: str, text: str) -> Approval:
    person = _head(case, approver)
    return Approval(
        inspection_id=records.inspection.id,
        at=case.at,
        subject="order",
        subject_id=row.id,
        prepared_by=row.contact,
        approved_by=person.id,
        text=text,
        granted=True,
    )


def _head(case: CaseFile, name: str) -> Staff:
    person = staff(case, name)
    if person.role != Role.APPROVER:
        raise Refused(
            f"{person.name}不是机关负责人",
            why=f"名册中是{person.role.label}，责令改正须由机关负责人批准（办法 19、20）",
            todo="写机关负责人的姓名",
        )
    return person


def find_order(case: CaseFile, document: str) -> tuple[str, Document]:
    """The inspection's number and the document of an order (D27) by its 文号."""
    text = _as_numbered(document)
    found = case.all(Document, number=text, kind="D27")
    if not found or found[0].inspection_id is None:
        known = "、".join(d.number for d in case.all(Document, kind="D27")) or "无"
        raise NotFound(
            f"没有文号为 {text} 的责令改正通知书",
            why=f"案卷库中的有：{known}",
            todo="用 jxinspect inspect order list 查看文号",
        )
    return case.get(Inspection, found[0].inspection_id).number, found[0]


def _as_numbered(text: str) -> str:
    """The number in its standard form, however its brackets were typed; one of the office's own register as it is."""
    try:
        return str(parse_number(text))
    except Incomplete:
        return text.strip()


def approve_order(case: CaseFile, document: str, *, approver: str, text: str = "同意") -> Approval:
    """Make up for the head's approval of an order given on the spot."""
    number, paper = find_order(case, document)
    records = begin(case, number, "inspect.order")
    row = records.find(Order, paper.subject_id)
    if any(a.subject_id == row.id for a in records.of(Approval)):
        raise Refused(f"{paper.number} 已经批准", why="批准只登记一次", todo="核对文号")
    approval = _approval(case, records, row, approver, text)
    admit(case, records, "inspect.order", approval)
    return approval


def recheck_order(
    case: CaseFile,
    document: str,
    *,
    outcome: OrderOutcome,
    seen: str,
    evidence: Sequence[str] = (),
    names: Sequence[str] = (),
    due_on: date | None = None,
    place: str | None = None,
    signature: SignOutcome = SignOutcome.SIGNED,
    reason: str = "",
    **fields: Any,
) -> tuple[OrderRecheck, Document]:
    """Record whether an order was obeyed (D28, 办法 34); a recorded refusal opens the way to a penalty (G40).

    `due_on`: a new last day for what is left, only when the order was obeyed partly.
    """
    number, paper = find_order(case, document)
    records = begin(case, number, "inspect.order")
    row = records.find(Order, paper.subject_id)
    signature_explained(signature, reason)
    _seen(seen)
    _left(case, records, row, outcome, due_on)
    _ripe(case, records, row, outcome)
    recheck = OrderRecheck(
        inspection_id=records.inspection.id,
        at=case.at,
        order_id=row.id,
        outcome=outcome,
        seen=seen,
        evidence=[e.id for e in find_evidence(records, evidence)],
        place=place or records.unit.address,
        inspectors=who(case, records, names),
        due_on=due_on,
        signature=signature,
        reason=reason,
        **fields,
    )
    admit(case, records, "inspect.order", recheck)
    return recheck, issue(case, records, "D28", recheck)


def _seen(seen: str) -> None:
    if not seen.strip():
        raise Incomplete(
            "复查没有写明情况", why="复查记录应当写明看到的改正情况（办法 34）", todo="用 --seen 写明，只写事实"
        )


def _left(case: CaseFile, records: InspectionRecords, row: Order, outcome: OrderOutcome, due_on: date | None) -> None:
    """A matter that is settled is not looked at again, and a new day is only for what is left."""
    settled = standing(records, row)
    if settled == OrderOutcome.CORRECTED:
        raise Refused(
            "这份责令改正已经改正",
            why=f"{day(rechecks(records, row)[-1].at)}的复查结论是已改正",
            todo="又有违法行为的，另行责令改正（inspect order issue）",
        )
    if due_on is None:
        return
    if outcome != OrderOutcome.PARTLY:
        raise Incomplete(
            "再次改正的期限只用于部分改正",
            why=f"结论是“{outcome.label}”，没有留待改正的部分",
            todo="去掉 --due，或者改正 --outcome",
        )
    if due_on < day(case.at):
        raise Incomplete("再次改正的期限已经过去", why=f"期限{due_on}早于{day(case.at)}", todo="核对 --due")


def _ripe(case: CaseFile, records: InspectionRecords, row: Order, outcome: OrderOutcome) -> None:
    """Nobody has refused what he was not told or what he still has time for."""
    reasons = too_soon(records, row, case.at)
    if outcome == OrderOutcome.REFUSED and reasons:
        raise Refused(
            "还不能认定拒不改正",
            why="；".join(reasons) + "（办法 34：责令改正后拒不改正的）",
            todo="先用 jxinspect notify serve 登记送达，期限届满后再复查",
            guards=("G40",),
        )
