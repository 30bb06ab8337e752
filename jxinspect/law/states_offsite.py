"""The steps that only an off-site inspection has, or has by another article (办法 23)."""

from __future__ import annotations

from jxinspect.law.terms import CheckMode, State
from jxinspect.law.transition import Transition

_MODES = (CheckMode.OFF_SITE,)

OFF_SITE: tuple[Transition, ...] = (
    Transition(
        "plan.scheme.new",
        "制定检查方案",
        (State.PLANNED, State.SCHEMED),
        State.SCHEMED,
        "办法 23(一)",
        proposed=(State.PLANNED,),
        modes=_MODES,
    ),
    Transition(
        "plan.scheme.approve",
        "审批检查方案",
        (State.SCHEMED,),
        State.APPROVED,
        "办法 23(一)",
        proposed=(State.SCHEMED,),
        modes=_MODES,
    ),
    Transition(
        "notify.offsite",
        "制发非现场检查通知书",
        (State.APPROVED,),
        State.NOTIFIED,
        "办法 23(一)",
        proposed=(State.APPROVED,),
        modes=_MODES,
    ),
    Transition(
        "notify.supplement",
        "制发补报通知书",
        (State.NOTIFIED,),
        None,
        "办法 23(二)",
        proposed=(State.NOTIFIED,),
        modes=_MODES,
    ),
)
