"""先行登记保存 in a proceeding (D39; 行政处罚法 56): a decision within seven working days."""

from __future__ import annotations

from collections.abc import Sequence

from jxinspect.acts.inspect import signature_explained
from jxinspect.acts.procedure import issue
from jxinspect.acts.proceeding_steps import about, admit, begin, head, ids_of, written
from jxinspect.errors import Incomplete, NotFound
from jxinspect.law.deadlines import due
from jxinspect.law.terms import SignOutcome
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.proceeding import Proceeding
from jxinspect.model.proceeding_course import of
from jxinspect.model.proceeding_end import Preservation, PreservedItem
from jxinspect.store.casefile import CaseFile


def preserve(
    case: CaseFile,
    number: str,
    *,
    items: Sequence[tuple[str, str, str]],
    reason: str,
    place: str,
    keeper: str,
    attended: str,
    approver: str,
    approval_text: str = "同意先行登记保存。",
    officers: Sequence[str] = (),
    outcome: SignOutcome = SignOutcome.SIGNED,
    unsigned: str = "",
    external_number: str | None = None,
) -> tuple[Preservation, list[Document]]:
    """Register and keep evidence that may be lost or hard to get later: approval (D39) and notice with list (D39a).

    `items`: name, quantity, features. Only in a proceeding, approved by the head; decided within seven working days.
    """
    one, records = begin(case, number, "seal.preserve")
    if not items:
        raise Incomplete(
            "没有写保存的证据", why="通知书写明证据的名称、数量（行政处罚法 56）", todo="用 --item 名称/数量/特征 写明"
        )
    signature_explained(outcome, unsigned)
    row = Preservation(
        **about(case, one),
        reason=written(reason, "理由", "证据可能灭失或者以后难以取得（行政处罚法 56）", "--reason"),
        place=place,
        keeper=keeper,
        ends_on=due("T10", case.at, records.world.calendar).last_day,
        officers=ids_of(case, officers) or list(one.handlers),
        attended=attended,
        outcome=outcome,
        unsigned=unsigned,
        approved_by=head(case, approver),
        approval_text=approval_text,
    )
    kept = [
        PreservedItem(
            inspection_id=one.inspection_id, preservation_id=row.id, seq=n, name=name, quantity=count, features=marks
        )
        for n, (name, count, marks) in enumerate(items, 1)
    ]
    admit(case, records, one, "seal.preserve", row, *kept)
    papers = [issue(case, records, "D39", row), issue(case, records, "D39a", row, number=external_number)]
    return row, papers


def decide_preserved(
    case: CaseFile, number: str, *, handling: str, approver: str, external_number: str | None = None
) -> tuple[Preservation, Document]:
    """What becomes of the things (D39b): given back, taken as evidence, handed over; also after the seven days."""
    one, records = begin(case, number, "seal.preserve.decide")
    row = _open(records, one)
    row.decided_at = case.at
    row.decided = written(handling, "处理决定", "七个工作日内及时作出处理决定（行政处罚法 56）", "--handling")
    row.decided_by = head(case, approver)
    admit(case, records, one, "seal.preserve.decide")
    return row, issue(case, records, "D39b", row, number=external_number)


def _open(records: InspectionRecords, one: Proceeding) -> Preservation:
    waiting = [row for row in of(records, Preservation, one) if row.decided_at is None]
    if not waiting:
        raise NotFound(f"案件 {one.number} 没有待处理的先行登记保存", why="没有登记，或者已经处理", todo="核对案件编号")
    return waiting[0]
