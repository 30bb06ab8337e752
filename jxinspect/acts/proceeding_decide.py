"""Legal review, discussion and decision (D63, D64, D68, D69; 行政处罚法 57-59)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from jxinspect.acts.inspect import lasted
from jxinspect.acts.procedure import issue
from jxinspect.acts.proceeding_measures import Measures, basis_for, complete
from jxinspect.acts.proceeding_steps import about, admit, begin, head, written
from jxinspect.documents.common import remedy_text
from jxinspect.errors import Incomplete, Refused
from jxinspect.law.proceeding import DecisionKind, Ground, ReviewConclusion
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.proceeding import Decision, Discussion, InvestigationEnd, LegalReview, Proceeding
from jxinspect.model.proceeding_course import PAPERS, decisions, notice_in_force, of, touched
from jxinspect.model.remedy import remedy_bodies
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff

#: What the legal reviewer looks at, in his form's order.
CHECKS = ("事实", "证据", "依据", "程序", "处理")
_STEP = "rectify.proceeding."


def review(
    case: CaseFile,
    number: str,
    *,
    checks: Mapping[str, str],
    conclusion: ReviewConclusion,
    opinion: str,
    reviewer: str,
    qualification: str,
) -> tuple[LegalReview, Document]:
    """The legal review before the decision (D63, 行政处罚法 58): five checks, a conclusion, who reviewed."""
    one, records = begin(case, number, f"{_STEP}review")
    missing = [name for name in CHECKS if not checks.get(name, "").strip()]
    if missing:
        raise Incomplete(
            f"法制审核没有写明：{'、'.join(missing)}",
            why="审核事实、证据、依据、程序、处理是否合法适当（行政处罚法 58）",
            todo="用 --facts、--proof、--law、--procedure、--handling 逐项写明",
        )
    person = staff(case, reviewer)
    if person.id in one.handlers:
        raise Refused(
            f"{person.name}是本案承办人，不能进行法制审核",
            why="审核由从事行政处罚决定法制审核的人员进行（行政处罚法 58）",
            todo="由没有承办本案的法制审核人员审核",
        )
    row = LegalReview(
        **about(case, one),
        checks=[checks[name].strip() for name in CHECKS],
        conclusion=conclusion,
        opinion=written(opinion, "审核意见", "法制审核意见书写明意见", "--opinion"),
        reviewer=person.id,
        qualification=written(
            qualification,
            "法律职业资格",
            "初次从事法制审核的人员应当取得国家统一法律职业资格（行政处罚法 58 II）",
            "--qualification",
        ),
    )
    admit(case, records, one, f"{_STEP}review", row)
    return row, issue(case, records, "D63", row)


def discuss(
    case: CaseFile,
    number: str,
    *,
    ended_at: datetime,
    place: str,
    chair: str,
    reporter: str,
    recorder: str,
    opinions: Mapping[str, str],
    content: str,
    conclusion: str,
    guests: Sequence[str] = (),
) -> tuple[Discussion, Document]:
    """The heads of the agency discuss a grave or complex case (D64, 行政处罚法 57 II); everyone's opinion is noted."""
    one, records = begin(case, number, f"{_STEP}discuss")
    lasted(case, ended_at, "集体讨论")
    if len(opinions) < 2:  # noqa: PLR2004 — nobody discusses alone
        raise Incomplete(
            "集体讨论只有一人的意见",
            why="由行政机关负责人集体讨论决定（行政处罚法 57 II）",
            todo="用 --opinion 姓名=意见 逐人写明",
        )
    row = Discussion(
        **about(case, one),
        ended_at=ended_at,
        place=place,
        chair=head(case, chair),
        reporter=staff(case, reporter).id,
        recorder=staff(case, recorder).id,
        present=list(opinions),
        guests=list(guests),
        content=content,
        opinions=[{"name": name, "text": text} for name, text in opinions.items()],
        conclusion=conclusion,
    )
    admit(case, records, one, f"{_STEP}discuss", row)
    return row, issue(case, records, "D64", row)


def decide(
    case: CaseFile,
    number: str,
    given: Measures,
    *,
    reasons: str,
    approver: str,
    approval_text: str = "同意。",
    facts: str = "",
    account: str = "",
    days: int | None = None,
    late_basis: str = "",
    external_numbers: Mapping[DecisionKind, str] | None = None,
) -> list[tuple[Decision, Document]]:
    """Decide the penalty (D69) and what is to be given back (D68); each is a paper of its own (办法 25 II)."""
    one, records = begin(case, number, f"{_STEP}decide")
    complete(given)
    kinds = [DecisionKind.HANDLING] if given.refund else []
    kinds += [DecisionKind.PENALTY] if given.all_penalties() else []
    _once(records, one, kinds)
    if given.fine or given.confiscate or given.refund:
        written(account, "收款账户", "决定书写明履行的方式和期限（行政处罚法 59 I(四)、67）", "--account")
    if given.refund and days is None:
        raise Incomplete(
            "没有写退回的期限", why="处理决定书写明履行的期限", todo="用 --days 写明自收到之日起几日内退回"
        )
    rows = [_decision(case, records, one, kind, given) for kind in kinds]
    for row in rows:
        row.reasons, row.facts = reasons.strip() or row.reasons, facts.strip() or row.facts
        row.account, row.days, row.late_basis = account, days if row.kind == DecisionKind.HANDLING else None, late_basis
        row.approved_by, row.approval_text = head(case, approver), approval_text
    admit(case, records, one, f"{_STEP}decide", *rows)
    numbers = external_numbers or {}
    return [(row, issue(case, records, PAPERS[row.kind], row, number=numbers.get(row.kind))) for row in rows]


def _once(records: InspectionRecords, one: Proceeding, kinds: Sequence[DecisionKind]) -> None:
    made = [d for d in decisions(records, one) if not ((now := touched(records, d)) and now.outcome.result.falls)]
    clash = [d for d in made if d.kind in kinds or {d.kind, *kinds} >= {DecisionKind.NONE, DecisionKind.PENALTY}]
    if clash:
        raise Refused(
            f"案件 {one.number} 已经作出{clash[0].kind.label}",
            why="对同一违法行为不重复作出决定（行政处罚法 29）；决定有误的依法撤销、变更",
            todo="核对案件编号；没有送达的可以用 doc void 作废后重新作出",
        )


def _decision(
    case: CaseFile, records: InspectionRecords, one: Proceeding, kind: DecisionKind, given: Measures
) -> Decision:
    """What the decision takes over from the notice and the report, with the remedy of the own government and court."""
    penal = kind == DecisionKind.PENALTY
    notice, ended = notice_in_force(records, one), of(records, InvestigationEnd, one)
    return Decision(
        **about(case, one),
        kind=kind,
        penalties=given.all_penalties() if penal else [],
        fine=given.fine if penal else 0,
        confiscate=given.confiscate if penal else 0,
        refund=0 if penal else given.refund,
        facts=notice.facts if notice else ended[-1].facts if ended else one.facts,
        reasons=notice.reasons if notice else "",
        basis=basis_for(records, one, given),
        evidence=ended[-1].evidence if ended else [],
        ground=given.ground if penal else None,
        ground_text=given.ground_text if penal else "",
        remedy=remedy_text(remedy_bodies(records.agency, records.world.setting)),
        approved_by=one.approved_by,
    )


def decide_none(
    case: CaseFile,
    number: str,
    *,
    ground: Ground,
    ground_text: str,
    approver: str,
    approval_text: str = "同意。",
    education: str = "",
    external_number: str | None = None,
) -> tuple[Decision, Document]:
    """Decide that no penalty is imposed (D69a, 行政处罚法 33, 57): the ground, and how the party was taught."""
    one, records = begin(case, number, f"{_STEP}decide")
    if not ground.excuses:
        raise Refused(
            f"“{ground.label}”不是不予处罚的情形",
            why=f"这是从轻、减轻处罚的情形（{ground.ref}）",
            todo="改用 decide --fine … --ground 减轻处罚，或者写明行政处罚法 33、57 规定的情形",
            guards=("G42",),
        )
    _once(records, one, [DecisionKind.NONE])
    row = _decision(case, records, one, DecisionKind.NONE, Measures(basis=[ground.ref]))
    row.ground = ground
    row.ground_text = written(
        ground_text, "不予处罚的理由", "不予处罚要有法定情形的事实（行政处罚法 33）", "--ground-text"
    )
    row.reasons = education
    row.approved_by, row.approval_text = head(case, approver), approval_text
    admit(case, records, one, f"{_STEP}decide", row)
    return row, issue(case, records, "D69a", row, number=external_number)
