"""The course of a proceeding as a table: which step leads from which state to which (办法 25; 行政处罚法 54-74)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from jxinspect.errors import Refused
from jxinspect.law.proceeding import ProceedingState as S

_UNDECIDED = (S.FILED, S.INVESTIGATED, S.NOTIFIED, S.HEARING, S.HEARD)
_TOLD = (S.NOTIFIED, S.HEARING, S.HEARD)
_WEIGHED = (S.INVESTIGATED, *_TOLD)
#: Something was decided and the case is not closed.
AFTER_DECISION = (S.DECIDED, S.URGED, S.ENFORCING)


@dataclass(frozen=True)
class ProceedingStep:
    """One step. `target` None leaves the state as it is; `proposed`: states in which it usually comes next."""

    step: str  #: the command after `rectify proceeding`, or a whole one
    title: str
    sources: tuple[S, ...]
    target: S | None
    basis: str
    proposed: tuple[S, ...] = ()

    def command(self, number: str) -> str:
        """The command line that takes the step."""
        return f"jxinspect {self.step.replace('.', ' ')} {number}"


_ROWS = (
    ProceedingStep("rectify.proceeding.open", "立案", (), S.FILED, "行政处罚法 54 II"),
    ProceedingStep(
        "rectify.proceeding.investigate", "调查终结", (S.FILED,), S.INVESTIGATED, "行政处罚法 57 I", (S.FILED,)
    ),
    # What is to be decided otherwise than it was told is told anew.
    ProceedingStep(
        "rectify.proceeding.notice",
        "事先告知",
        (S.INVESTIGATED, S.NOTIFIED, S.HEARD),
        S.NOTIFIED,
        "办法 25 II; 行政处罚法 44",
        (S.INVESTIGATED,),
    ),
    ProceedingStep("rectify.proceeding.defend", "听取陈述、申辩", _TOLD, None, "行政处罚法 45", (S.NOTIFIED,)),
    ProceedingStep("rectify.proceeding.answer", "复核陈述、申辩", _TOLD, None, "行政处罚法 45"),
    ProceedingStep("rectify.proceeding.hear.request", "登记听证申请", (S.NOTIFIED,), S.HEARING, "行政处罚法 64(一)"),
    ProceedingStep("rectify.proceeding.hear.notice", "通知听证", (S.HEARING,), None, "行政处罚法 64(二)", (S.HEARING,)),
    ProceedingStep("rectify.proceeding.hear.withdraw", "撤回听证申请", (S.HEARING,), S.NOTIFIED, "行政处罚法 64(六)"),
    ProceedingStep(
        "rectify.proceeding.hear.record", "举行听证", (S.HEARING,), S.HEARD, "行政处罚法 64、65", (S.HEARING,)
    ),
    ProceedingStep("rectify.proceeding.review", "法制审核", _WEIGHED, None, "行政处罚法 58", (S.HEARD,)),
    ProceedingStep("rectify.proceeding.discuss", "集体讨论", _WEIGHED, None, "行政处罚法 57 II"),
    # Whether the party was told and heard before is for G37 and G38 to judge, so that the refusal names the rule.
    ProceedingStep(
        "rectify.proceeding.decide",
        "作出决定",
        (S.INVESTIGATED, *_TOLD, S.DECIDED),
        S.DECIDED,
        "办法 25; 行政处罚法 57",
        (S.NOTIFIED, S.HEARD),
    ),
    ProceedingStep("rectify.proceeding.pay", "登记履行", AFTER_DECISION, None, "行政处罚法 67", (S.DECIDED,)),
    ProceedingStep("rectify.proceeding.urge", "催告", (S.DECIDED, S.URGED), S.URGED, "行政强制法 54"),
    ProceedingStep("rectify.proceeding.enforce", "申请强制执行", (S.URGED,), S.ENFORCING, "行政强制法 53", (S.URGED,)),
    ProceedingStep(
        "rectify.proceeding.close",
        "结案",
        (S.INVESTIGATED, *AFTER_DECISION),
        S.CLOSED,
        "行政处罚法 57; 行政处罚法 74",
        (S.DECIDED, S.URGED, S.ENFORCING),
    ),
    ProceedingStep("seal.preserve", "先行登记保存", _UNDECIDED, None, "行政处罚法 56"),
    ProceedingStep(
        "seal.preserve.decide", "处理先行登记保存的证据", (*_UNDECIDED, *AFTER_DECISION), None, "行政处罚法 56"
    ),
)
PROCEEDING_STEPS: Mapping[str, ProceedingStep] = MappingProxyType({one.step: one for one in _ROWS})


def require_step(step: str, state: S, number: str) -> ProceedingStep:
    """The step, if it may be taken in that state; Refused otherwise, naming what may be done."""
    one = PROCEEDING_STEPS[step]
    if state not in one.sources:
        wanted = "、".join(source.label for source in one.sources)
        possible = "、".join(other.title for other in steps_in(state)) or "无"
        raise Refused(
            f"现在不能“{one.title}”：案件 {number} 处于“{state.label}”阶段",
            why=f"这一步要求案件处于：{wanted}（{one.basis}）",
            todo=f"当前可以办理：{possible}；用 jxinspect rectify proceeding show {number} 查看",
        )
    return one


def steps_in(state: S) -> Iterator[ProceedingStep]:
    """The steps that usually follow in a state."""
    return (one for one in PROCEEDING_STEPS.values() if state in one.proposed)
