"""After the decision: payments, urging, enforcement, closing (D70, D71; 行政处罚法 67-74; 行政强制法 53-55)."""

from __future__ import annotations

from datetime import date

from jxinspect.acts.procedure import issue
from jxinspect.acts.proceeding_steps import about, admit, begin, head, supervisor, written
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.amounts import format_amount
from jxinspect.law.civil import day
from jxinspect.law.deadlines import due
from jxinspect.law.proceeding import ClosingReason, DecisionKind
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.proceeding import Decision, Proceeding
from jxinspect.model.proceeding_course import (
    became,
    decisions,
    demanded,
    enforce_until,
    of,
    owed,
    pay_until,
    received,
    remedies_end,
    surcharge_owed,
    touched,
)
from jxinspect.model.proceeding_end import Enforcement, Payment, Preservation, ProceedingClosing, Urging
from jxinspect.model.remedy import remedy_bodies
from jxinspect.store.casefile import CaseFile

_STEP = "rectify.proceeding."
REVIEWED, GRANTED = "同意结案，请审批。", "同意结案。"


def _decision(records: InspectionRecords, one: Proceeding, kind: DecisionKind | None) -> Decision:
    """The decision meant; the only one that demands something when none is named."""
    found = [d for d in decisions(records, one) if demanded(records, d) and kind in (None, d.kind)]
    if len(found) == 1:
        return found[0]
    if found:
        raise Incomplete(
            "没有写明是哪一份决定",
            why="、".join(d.kind.label for d in found),
            todo="用 --on handling 或者 --on penalty 写明",
        )
    undone = [now.outcome.reference for d in decisions(records, one) if (now := touched(records, d))]
    why = f"决定已经被{'、'.join(undone)}撤销、变更" if undone else f"案件 {one.number} 的决定没有金额"
    raise NotFound("没有要求履行的决定", why=why, todo="核对案件编号")


def pay(
    case: CaseFile,
    number: str,
    *,
    amount: int,
    paid_on: date,
    receipt: str,
    surcharge_: bool = False,
    kind: DecisionKind | None = None,
) -> tuple[Payment, int]:
    """Note what was paid or given back; returns also what is still owed (fen)."""
    one, records = begin(case, number, f"{_STEP}pay")
    row = _decision(records, one, kind)
    if paid_on > day(case.at) or paid_on < day(row.at):
        raise Incomplete("付款日期有误", why=f"决定于{day(row.at)}作出，今天{day(case.at)}", todo="核对 --on-day")
    if amount <= 0 or (not surcharge_ and amount > owed(records, row)):
        raise Incomplete(
            "付款金额有误",
            why=f"还应履行{format_amount(owed(records, row))}",
            todo="核对 --amount；加处罚款用 --surcharge",
        )
    payment = Payment(
        **about(case, one),
        decision_id=row.id,
        amount=amount,
        surcharge=surcharge_,
        paid_on=paid_on,
        receipt=written(receipt, "缴款凭证", "履行情况要有凭证（行政处罚法 67）", "--receipt"),
    )
    admit(case, records, one, f"{_STEP}pay", payment)
    return payment, owed(records, row)


def urge(
    case: CaseFile,
    number: str,
    *,
    kind: DecisionKind | None = None,
    external_number: str | None = None,
) -> tuple[Urging, Document]:
    """Urge the party to do what was decided (D70); ten working days before the court is asked (行政强制法 54)."""
    one, records = begin(case, number, f"{_STEP}urge")
    row = _decision(records, one, kind)
    last = pay_until(records, row)
    if last is None or day(case.at) <= last:
        raise Refused(
            "履行期限还没有届满",
            why=f"期限到{last}" if last else "决定书还没有送达，履行期限没有起算",
            todo="期限届满仍未履行的，再催告（行政强制法 54）",
        )
    left, added = owed(records, row), surcharge_owed(records, row, day(case.at))
    _wanted(left)
    urging = Urging(**about(case, one), decision_id=row.id, owed=left, surcharge=added)
    admit(case, records, one, f"{_STEP}urge", urging)
    return urging, issue(case, records, "D70", urging, number=external_number)


def _wanted(money: int) -> None:
    if not money:
        raise Refused("决定已经履行", why="没有未履行的金额", todo="用 rectify proceeding close 结案")


def enforce(
    case: CaseFile,
    number: str,
    *,
    approver: str,
    condition: str,
    external_number: str | None = None,
) -> tuple[Enforcement, Document]:
    """Ask the court to enforce (D70a): after the remedies and ten working days of urging, within three months."""
    one, records = begin(case, number, f"{_STEP}enforce")
    urging = of(records, Urging, one)[-1]
    row = records.find(Decision, urging.decision_id)
    _ripe(case, records, row, urging)
    left, added = owed(records, row), surcharge_owed(records, row, day(case.at))
    _wanted(left + added)
    enforcement = Enforcement(
        **about(case, one),
        decision_id=row.id,
        urging_id=urging.id,
        court=remedy_bodies(records.agency, records.world.setting).court,
        owed=left,
        surcharge=added,
        condition=written(
            condition, "执行标的情况", "申请书附当事人的意见及催告情况、执行标的情况（行政强制法 55）", "--condition"
        ),
        approved_by=head(case, approver),
    )
    admit(case, records, one, f"{_STEP}enforce", enforcement)
    return enforcement, issue(case, records, "D70a", enforcement, number=external_number)


def _ripe(case: CaseFile, records: InspectionRecords, row: Decision, urging: Urging) -> None:
    paper = records.document_about("D70", urging.id)
    got = records.received(paper) if paper else None
    urged = due("T19.urge", got, records.world.calendar).last_day if got else None
    today = day(case.at)
    if urged is None or today <= urged:
        raise _not_yet(f"催告书送达后的十个工作日到{urged}" if urged else "催告书还没有送达", "行政强制法 54")
    end, latest = remedies_end(records, row), enforce_until(records, row)
    if end and today <= end:  # without an end reconsideration or suit goes on, and G75 names it
        raise _not_yet(f"复议和起诉的期限到{end}", "行政强制法 53")
    if latest and today > latest:
        raise Refused(
            "申请强制执行的期限已经届满",
            why=f"自复议、起诉期限届满之日起三个月内申请，到{latest}（行政强制法 53）",
            todo="不能再申请强制执行；写明情况，用 rectify proceeding close --why ended 结案",
        )


def _not_yet(what: str, article: str) -> Refused:
    return Refused("还不能申请强制执行", why=f"{what}（{article}）", todo="期限届满后仍未履行的再申请")


def close(
    case: CaseFile,
    number: str,
    *,
    why: ClosingReason,
    result: str,
    reviewer: str,
    approver: str,
    unperformed: str = "",
    review_text: str = REVIEWED,
    approval_text: str = GRANTED,
) -> tuple[ProceedingClosing, Document]:
    """Close the case (D71): handler, head of the unit, head of the agency; what was performed and what not, and why."""
    one, records = begin(case, number, f"{_STEP}close")
    _may_close(records, one, why, unperformed)
    row = ProceedingClosing(
        **about(case, one),
        why=why,
        result=written(result, "处理结果", "结案审批表写明处理结果", "--result"),
        performed=performed(records, one),
        unperformed=unperformed,
        handler=one.handlers[0],
        reviewed_by=supervisor(case, reviewer),
        review_text=review_text,
        approved_by=head(case, approver),
        approval_text=approval_text,
    )
    admit(case, records, one, f"{_STEP}close", row)
    return row, issue(case, records, "D71", row)


def performed(records: InspectionRecords, one: Proceeding) -> str:
    """What was paid and given back on each decision, in words."""
    told = []
    for row in decisions(records, one):
        told += [f"{row.kind.label}：{said}"] if (said := became(records, row)) else []
        if wanted := demanded(records, row):
            left = owed(records, row)
            done = format_amount(wanted - left)
            told.append(
                f"{row.kind.label}：已履行{done}" + (f"，未履行{format_amount(left)}" if left else "，全部履行")
            )
    return "；".join(told)


def _may_close(records: InspectionRecords, one: Proceeding, why: ClosingReason, unperformed: str) -> None:
    made = decisions(records, one)
    unserved = [d.kind.label for d in made if received(records, d) is None]
    kept = [p for p in of(records, Preservation, one) if p.decided_at is None]
    left = sum(owed(records, d) for d in made)
    faults = [f"{'、'.join(unserved)}没有送达"] if unserved and why != ClosingReason.REVOKED else []
    faults += ["先行登记保存的证据还没有处理（行政处罚法 56）"] if kept else []
    if why in (ClosingReason.PERFORMED, ClosingReason.ENFORCED) and (left or not made):
        faults.append(f"还有{format_amount(left)}没有履行" if left else "还没有作出决定")
    if why == ClosingReason.NO_PENALTY and not any(d.kind == DecisionKind.NONE for d in made):
        faults.append("没有不予行政处罚决定书")
    if why == ClosingReason.ENDED and not unperformed.strip():
        faults.append("没有写明未执行的原因（--unperformed）")
    if faults:
        raise Refused(
            f"案件 {one.number} 还不能结案",
            why="；".join(faults),
            todo="办完以后再结案；不能履行的，用 --why ended 并写明未执行的原因",
        )
