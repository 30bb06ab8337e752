"""Reconsideration and suit against what the office decided: words, articles, and when the remedies are used up.

行政复议法 (in force in this wording since 2024-01-01); 行政诉讼法; 行政强制法 53; 行政处罚法 72, 73.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from jxinspect.law.calendar import Calendar
from jxinspect.law.deadlines import DEADLINES, due
from jxinspect.law.terms import Term


class ChallengeKind(Term):
    """The way in which somebody contests a decision of the office."""

    REVIEW = "review", "行政复议"
    SUIT = "suit", "行政诉讼"

    @property
    def copy(self) -> str:
        """The paper whose arrival starts the time for answering."""
        return "申请书副本" if self == ChallengeKind.REVIEW else "起诉状副本"

    @property
    def filed(self) -> str:
        """What the party did."""
        return "申请行政复议" if self == ChallengeKind.REVIEW else "提起行政诉讼"

    @property
    def answer(self) -> str:
        """What the office hands in."""
        return "书面答复" if self == ChallengeKind.REVIEW else "答辩状"


class ChallengeStepKind(Term):
    """What happened on the way."""

    COPY = "copy", "收到副本"
    ANSWERED = "answered", "提交答复（答辩）和证据"
    SUSPENDED = "suspended", "停止执行"
    RESUMED = "resumed", "恢复执行"
    APPEALED = "appealed", "上诉"
    EFFECTIVE = "effective", "判决、裁定生效"
    COMPLIED = "complied", "已经重新作出、履行"


class ChallengeResult(Term):
    """How it ended; the second label is that of a court."""

    UPHELD = "upheld", "维持"
    CHANGED = "changed", "变更"
    REVOKED = "revoked", "撤销"
    PARTLY = "partly", "部分撤销"
    UNLAWFUL = "unlawful", "确认违法"
    VOID = "void", "确认无效"
    ORDERED = "ordered", "责令履行"
    REJECTED = "rejected", "驳回申请"
    WITHDRAWN = "withdrawn", "撤回申请"
    ENDED = "ended", "终止"
    MEDIATED = "mediated", "调解"

    def said(self, kind: ChallengeKind) -> str:
        """As the organ or the court calls it."""
        return _COURT.get(self.value, self.label) if kind == ChallengeKind.SUIT else self.label

    def basis(self, kind: ChallengeKind) -> str:
        """The article on which the organ or the court ends it so."""
        return _BASIS[self.value][kind == ChallengeKind.SUIT]

    @property
    def falls(self) -> bool:
        """Whether nothing of the decision is left."""
        return self in (ChallengeResult.REVOKED, ChallengeResult.VOID)

    @property
    def alters(self) -> bool:
        """Whether other amounts may be owed than the decision says."""
        return self in (ChallengeResult.CHANGED, ChallengeResult.PARTLY, ChallengeResult.MEDIATED)

    @property
    def touches(self) -> bool:
        """Whether the decision is not any more what it was; also when it was only found unlawful."""
        return self.falls or self.alters or self == ChallengeResult.UNLAWFUL

    @property
    def merits(self) -> bool:
        """Whether it was decided on, so that the first way of remedy is used up."""
        return self not in (ChallengeResult.REJECTED, ChallengeResult.WITHDRAWN, ChallengeResult.ENDED)


_COURT = {
    "upheld": "驳回诉讼请求",
    "changed": "判决变更",
    "revoked": "判决撤销",
    "partly": "判决部分撤销",
    "unlawful": "判决确认违法",
    "void": "判决确认无效",
    "ordered": "判决履行",
    "rejected": "驳回起诉",
    "withdrawn": "准许撤诉",
    "ended": "终结诉讼",
}
#: By the result: the article of reconsideration, that of a suit.
_BASIS = {
    "upheld": ("行政复议法 68", "行政诉讼法 69"),
    "changed": ("行政复议法 63", "行政诉讼法 77"),
    "revoked": ("行政复议法 64", "行政诉讼法 70"),
    "partly": ("行政复议法 64", "行政诉讼法 70"),
    "unlawful": ("行政复议法 65", "行政诉讼法 74"),
    "void": ("行政复议法 67", "行政诉讼法 75"),
    "ordered": ("行政复议法 66", "行政诉讼法 72"),
    "rejected": ("行政复议法 33", "行政诉讼法 49"),
    "withdrawn": ("行政复议法 41(一)", "行政诉讼法 62"),
    "ended": ("行政复议法 41", "行政诉讼法 101"),
    "mediated": ("行政复议法 73", "行政诉讼法 60"),
}


class ChallengeState(Term):
    """Where it stands."""

    PENDING = "pending", "正在审理"
    DECIDED = "decided", "已有结果，尚未生效"
    OVER = "over", "已有生效结果"


class Contested(Term):
    """What stands against a paper, in a word for lists: something goes on, or how it ended."""

    PENDING = "pending", "复议、诉讼中"
    DECIDED = "decided", "结果尚未生效"
    UPHELD = "upheld", "维持"
    CHANGED = "changed", "已被变更"
    REVOKED = "revoked", "已被撤销"
    PARTLY = "partly", "已被部分撤销"
    UNLAWFUL = "unlawful", "已被确认违法"
    VOID = "void", "已被确认无效"
    ORDERED = "ordered", "责令履行"
    REJECTED = "rejected", "申请已驳回"
    WITHDRAWN = "withdrawn", "申请已撤回"
    ENDED = "ended", "复议、诉讼已终止"
    MEDIATED = "mediated", "已调解"


#: The deadline for the office's answer, by kind and simple procedure (行政复议法 48, 54; 行政诉讼法 67).
ANSWER_BY = {
    (ChallengeKind.REVIEW, False): "T28.review",
    (ChallengeKind.REVIEW, True): "T28.simple",
    (ChallengeKind.SUIT, False): "T28",
    (ChallengeKind.SUIT, True): "T28",
}
#: Within what time it is filed, by kind.
FILED_BY = {ChallengeKind.REVIEW: "T17", ChallengeKind.SUIT: "T18"}


def contestable() -> tuple[str, ...]:
    """Kinds of papers whose service starts the time for reconsideration."""
    return DEADLINES["T17"].served


class Turn(NamedTuple):
    """One reconsideration or suit, for counting: how it ended, when the party had the result, when that took effect."""

    kind: ChallengeKind
    result: ChallengeResult | None = None
    served_on: date | None = None
    effective_on: date | None = None


def remedies_end(received: date, turns: Sequence[Turn], calendar: Calendar) -> date | None:
    """The last day of reconsideration and suit against a decision received on that day; None while one goes on.

    Who used neither has until the later of T17 and T18. A decision on reconsideration leaves fifteen days for a suit
    (T18.review; 行政诉讼法 45), its mediation none. What was withdrawn, rejected or ended leaves the time as it was,
    but not less than until its end. A judgment in force ends all of it (行政强制法 53).
    """
    ends = [turn.effective_on for turn in turns if turn.result and turn.effective_on]
    if len(ends) < len(turns):
        return None
    decided = [n for n, turn in enumerate(turns) if turn.result and turn.result.merits]
    if not decided:
        return max(*ends, *(due(one, received, calendar).last_day for one in ("T17", "T18")))
    last = decided[-1]
    return max(_after(turns[last], ends[last], calendar), *ends[last:])


def _after(turn: Turn, effective: date, calendar: Calendar) -> date:
    """The last day for going on from what was decided; nobody goes on from a judgment in force or a mediation."""
    if turn.kind == ChallengeKind.SUIT or turn.result == ChallengeResult.MEDIATED:
        return effective
    return due("T18.review", turn.served_on or effective, calendar).last_day


def enforced_by_others(kind: ChallengeKind, result: ChallengeResult) -> str:
    """The article by which not the office has the result enforced; empty where the office may ask the court.

    A changed decision and a mediation are enforced by the organ that made them or by the court that it asks, a changing
    judgment and a mediation in court by the court itself.
    """
    if result not in (ChallengeResult.CHANGED, ChallengeResult.MEDIATED):
        return ""
    if kind == ChallengeKind.SUIT:
        return "行政诉讼法 95"
    return "行政复议法 78(二)" if result == ChallengeResult.CHANGED else "行政复议法 78(三)"
