"""The second half of the course on site: from the text of the report to closing (办法 22(四), 24)."""

from __future__ import annotations

from jxinspect.law.terms import State
from jxinspect.law.transition import AT_THE_UNIT, BOTH, FROM_ENTRY, Transition

# What was posted in time may come in when the report is out, even when the inspection is closed (T03).
_REPORTED = (State.REPORTED, State.RECTIFYING, State.RECHECKED, State.CLOSED)

REPORTING: tuple[Transition, ...] = (
    Transition("report.text", "撰写检查报告的文字", FROM_ENTRY, None, "办法 22(四)"),
    Transition(
        "report.objectivity",
        "核对证据的客观性",
        (*AT_THE_UNIT, State.FIELD_CLOSED, State.DRAFTED),
        None,
        "办法 3",
    ),
    Transition(
        "report.draft",
        "形成检查报告（征求意见稿）",
        (State.FIELD_CLOSED, State.DRAFTED),
        State.DRAFTED,
        "办法 22(四)",
        proposed=(State.FIELD_CLOSED,),
    ),
    Transition(
        "report.consult",
        "送被监督单位征求意见",
        # A letter that was void before service is sent anew.
        (State.DRAFTED, State.CONSULTING),
        State.CONSULTING,
        "办法 22(四)",
        proposed=(State.DRAFTED,),
        modes=BOTH,
    ),
    Transition(
        "report.reply",
        "登记书面意见",
        (State.CONSULTING, State.RESOLVED, *_REPORTED),
        None,
        "办法 22(四)",
        proposed=(State.CONSULTING,),
        modes=BOTH,
    ),
    Transition(
        "report.deem",
        "记录视同无异议",
        (State.CONSULTING,),
        State.RESOLVED,
        "办法 22(四)",
        proposed=(State.CONSULTING,),
        modes=BOTH,
    ),
    # What was posted in time and comes in after the report is examined as well, and may lead to a correction.
    Transition(
        "report.adopt",
        "答复书面意见",
        (State.CONSULTING, *_REPORTED),
        None,
        "办法 22(四)",
        modes=BOTH,
    ),
    Transition(
        "report.answer",
        "答复逾期的意见",
        (State.CONSULTING, State.RESOLVED, *_REPORTED),
        None,
        "办法 22(四)",
        modes=BOTH,
    ),
    Transition("report.reopen", "收到在途的书面意见", (State.RESOLVED,), State.CONSULTING, "办法 22(四)", modes=BOTH),
    Transition("report.resolve", "书面意见处理完毕", (State.CONSULTING,), State.RESOLVED, "办法 22(四)", modes=BOTH),
    # An opinion in time that came after the report may show that the report is wrong.
    Transition("report.correct", "更正检查报告", _REPORTED, None, "办法 22(四)", modes=BOTH),
    # G31 and G32 judge a report without consultation, so that the refusal names the rule and not the state.
    Transition(
        "report.final",
        "出具检查报告",
        (State.DRAFTED, State.CONSULTING, State.RESOLVED),
        State.REPORTED,
        "办法 22(四)",
        proposed=(State.RESOLVED,),
    ),
    Transition(
        "rectify.opinion",
        "下达整改意见书",
        (State.REPORTED,),
        State.RECTIFYING,
        "办法 24(一)",
        proposed=(State.REPORTED,),
        modes=BOTH,
    ),
    Transition(
        "rectify.progress",
        "登记整改进展",
        (State.RECTIFYING, State.RECHECKED),
        None,
        "办法 24(一)",
        proposed=(State.RECTIFYING,),
        modes=BOTH,
    ),
    Transition(
        "rectify.recheck",
        "核查整改情况",
        (State.RECTIFYING, State.RECHECKED),
        State.RECHECKED,
        "办法 24 II",
        proposed=(State.RECTIFYING,),
        modes=BOTH,
    ),
    Transition(
        "rectify.close",
        "办结",
        (State.REPORTED, State.RECTIFYING, State.RECHECKED),
        State.CLOSED,
        "办法 24",
        proposed=(State.RECHECKED,),
    ),
)
