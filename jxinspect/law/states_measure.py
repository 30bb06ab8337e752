"""Measures that urge rectification, referrals and what comes back: they leave the state of the inspection as it is."""

from __future__ import annotations

from jxinspect.law.terms import State
from jxinspect.law.transition import BOTH, Transition


def _from(first: State) -> tuple[State, ...]:
    return tuple(State)[list(State).index(first) :]


#: What comes back may come after the inspection was closed.
_ANSWERS = _from(State.NOTIFIED)
_OPEN = tuple(s for s in _ANSWERS if s != State.CLOSED)
_REPORTED = _from(State.REPORTED)
_UNTIL_CLOSED = tuple(s for s in _REPORTED if s != State.CLOSED)

MEASURES: tuple[Transition, ...] = (
    Transition("rectify.talk", "通知约谈", _OPEN, None, "办法 24(一)", modes=BOTH),
    Transition("rectify.talk.record", "约谈并制作纪要", _OPEN, None, "办法 24(一)", modes=BOTH),
    Transition("rectify.talk.met", "登记约谈要求的落实", _ANSWERS, None, "办法 24(一)", modes=BOTH),
    Transition("rectify.inquiry", "发函询问", _OPEN, None, "办法 24(一)", modes=BOTH),
    Transition("rectify.inquiry.reply", "登记函询回复", _ANSWERS, None, "办法 24(一)", modes=BOTH),
    Transition("rectify.circular", "通报", _UNTIL_CLOSED, None, "办法 24(一)", modes=BOTH),
    Transition("rectify.recommend", "提出处理建议", _OPEN, None, "办法 24(三)", modes=BOTH),
    Transition("rectify.recommend.reply", "登记处理建议的反馈", _ANSWERS, None, "办法 24(三)", modes=BOTH),
    # A crime is referred at once, also out of an inspection that goes on (移送规定 3, 5).
    Transition("rectify.refer.crime", "决定是否移送涉嫌犯罪案件", _OPEN, None, "办法 39", modes=BOTH),
    Transition("rectify.refer", "移送", _OPEN, None, "办法 24(三)", modes=BOTH),
    Transition("rectify.refer.step", "登记移送的回执和结果", _ANSWERS, None, "办法 24(三)", modes=BOTH),
    # Remedies against a determination often outlast the inspection.
    Transition("rectify.blacklist", "登记和推送严重失信主体名单", _REPORTED, None, "办法 24(二)", modes=BOTH),
)
