"""How papers tell of reconsideration and suits against a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxinspect.documents.proceeding_pieces import money
from jxinspect.law.challenge import ChallengeKind, ChallengeResult
from jxinspect.law.dates import chinese_date
from jxinspect.model.challenge_course import effective_on, outcome
from jxinspect.model.proceeding_course import contested, remedies_end, sums, touched

if TYPE_CHECKING:
    from jxinspect.model.aggregate import InspectionRecords
    from jxinspect.model.challenge import Challenge, ChallengeOutcome
    from jxinspect.model.proceeding import Decision


#: What was made, by kind and whether it is a mediation.
_PAPER = {
    (ChallengeKind.REVIEW, False): "作出行政复议决定",
    (ChallengeKind.REVIEW, True): "制作行政复议调解书",
    (ChallengeKind.SUIT, False): "作出裁判",
    (ChallengeKind.SUIT, True): "制作行政调解书",
}


def remedies(records: InspectionRecords, row: Decision) -> str:
    """The clause of 强制执行申请书 that shows that the remedies are used up (行政强制法 53), up to its comma."""
    found, end = contested(records, row), remedies_end(records, row)
    until = chinese_date(end) if end else ""
    ended = [(one, outcome(records, one)) for one in found]
    told = [_told(records, one, result) for one, result in ended if result]
    if not told:
        return f"被申请人在法定期限内（{until}届满）没有申请行政复议或者提起行政诉讼，"
    return f"被申请人不服，{'；又'.join(told)}{_rest(ended[-1], until)}，"


def _told(records: InspectionRecords, one: Challenge, row: ChallengeOutcome) -> str:
    asked = f"于{chinese_date(one.filed_on)}向{one.body}{one.kind.filed}"
    said = "" if row.result == ChallengeResult.MEDIATED else f"，{row.result.said(one.kind)}"
    made = f"{one.body}于{chinese_date(row.decided_on)}{_PAPER[one.kind, not said]}（{row.reference}）{said}"
    since = effective_on(records, one)
    known = f"，于{chinese_date(row.served_on)}送达被申请人"
    if since and one.kind == ChallengeKind.SUIT:
        known = f"，于{chinese_date(since)}生效"
    return f"{asked}，{made}{known}"


def _rest(last: tuple[Challenge, ChallengeOutcome | None], until: str) -> str:
    """What the party may have done after the last of them, and did not."""
    one, row = last
    if row is None or not row.result.merits:
        return f"；被申请人在法定期限内（{until}届满）没有再申请行政复议或者提起行政诉讼"
    if one.kind == ChallengeKind.REVIEW and row.result != ChallengeResult.MEDIATED:
        return f"；被申请人在法定期限内（{until}届满）没有提起行政诉讼"
    return ""


def what_is_left(records: InspectionRecords, row: Decision) -> str:
    """A sentence on a decision of which only a part is left; empty while it stands."""
    now = touched(records, row)
    if now is None or not now.outcome.result.alters:
        return ""
    names = ("罚款", "没收违法所得", "退回")
    rest = "、".join(f"{name}{money(fen)}" for name, fen in zip(names, sums(records, row), strict=True) if fen)
    said = now.outcome.result.said(now.challenge.kind)
    return f"上述决定经{now.challenge.body}{now.outcome.reference}{said}，应当履行的是：{rest or '无'}。"
