"""The steps that only an off-site inspection has, or has by another article (办法 23)."""

from __future__ import annotations

from jxinspect.law.terms import CheckMode, State
from jxinspect.law.transition import BOTH, Transition

_MODES = (CheckMode.OFF_SITE,)
#: From the first data on until the comparison has been followed up.
DATA_STATES = (
    State.EXTRACTED,
    State.SUBMITTED,
    State.REVIEWED,
    State.ANALYSED,
    State.DOUBT_OUT,
    State.DOUBT_BACK,
    State.ESCALATED,
)
_COMPARED = (State.ANALYSED, State.DOUBT_OUT, State.DOUBT_BACK)
_REPORTED = (State.REPORTED, State.RECTIFYING, State.RECHECKED)
_REPORTING = (State.DRAFTED, State.CONSULTING, State.RESOLVED)
_FROM_DATA = (*DATA_STATES, *_REPORTING, *_REPORTED)
#: Until the report is out.
_OPEN = (*DATA_STATES, *_REPORTING)
#: What may still be changed before the report or its draft goes out.
_DRAFTING = (*_COMPARED, State.ESCALATED, State.DRAFTED)
_ON_SITE = (State.ENTERED, State.FIELD_CLOSED, State.DRAFTED)
_BEFORE_CLOSING = tuple(state for state in State if state != State.CLOSED)

#: Data may be compared on site as well (办法 15, 17): these steps leave the state of such an inspection as it is.
ON_DATA: tuple[Transition, ...] = (
    Transition("inspect.data.load", "装入数据", _BEFORE_CLOSING, None, "办法 15; 办法 17; 办法 18"),
    Transition("inspect.data.withdraw", "撤回装入的数据", _BEFORE_CLOSING, None, "办法 15; 办法 17"),
    Transition("inspect.data.review", "审核数据", _BEFORE_CLOSING, None, "办法 15; 办法 17"),
    Transition("inspect.data.run", "比对数据", _BEFORE_CLOSING, None, "办法 17"),
    Transition("inspect.data.use", "办结后使用装入的数据", (State.CLOSED,), None, "办法 23; 办法 38", modes=BOTH),
    Transition("inspect.data.purge", "销毁数据", (State.CLOSED,), None, "办法 23; 办法 38"),
    Transition("inspect.flag.triage", "筛查疑点", _BEFORE_CLOSING, None, "办法 17"),
    Transition("inspect.flag.send", "下发疑点", _ON_SITE, None, "办法 17; 办法 23(三)"),
    Transition("inspect.flag.remind", "催办疑点核查", _ON_SITE, None, "办法 23(三)"),
    Transition("inspect.flag.reply", "登记疑点核查反馈", tuple(State), None, "办法 23(三)"),
)

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
        (State.APPROVED, State.EXTRACTED),
        State.NOTIFIED,
        "办法 23(一)",
        proposed=(State.APPROVED,),
        modes=_MODES,
    ),
    Transition(
        "notify.supplement",
        "制发补报通知书",
        (State.NOTIFIED, State.SUBMITTED, State.REVIEWED, State.ANALYSED),
        None,
        "办法 23(二)",
        proposed=(State.NOTIFIED,),
        modes=_MODES,
    ),
    # Data that come after a review are reviewed and compared anew.
    Transition(
        "inspect.data.load",
        "装入报送的数据",
        (State.NOTIFIED, State.SUBMITTED, State.REVIEWED, State.ANALYSED),
        State.SUBMITTED,
        "办法 23(一)",
        proposed=(State.NOTIFIED,),
        modes=_MODES,
    ),
    Transition(
        "inspect.data.extract",
        "装入从系统提取的数据",
        (State.APPROVED, State.EXTRACTED, State.REVIEWED, State.ANALYSED),
        State.EXTRACTED,
        "办法 23(一)",
        modes=_MODES,
    ),
    # Rows that answer a doubt do not undo what has been sent out.
    Transition(
        "inspect.data.more",
        "补充装入数据",
        (State.DOUBT_OUT, State.DOUBT_BACK, State.ESCALATED, *_REPORTING),
        None,
        "办法 23(二)",
        modes=_MODES,
    ),
    # What is left without them is reviewed and compared anew.
    Transition(
        "inspect.data.withdraw",
        "撤回报送的数据",
        (State.SUBMITTED, State.REVIEWED, State.ANALYSED),
        State.SUBMITTED,
        "办法 23(二)",
        modes=_MODES,
    ),
    Transition(
        "inspect.data.withdraw.extract",
        "撤回从系统提取的数据",
        (State.EXTRACTED, State.REVIEWED, State.ANALYSED),
        State.EXTRACTED,
        "办法 23(二)",
        modes=_MODES,
    ),
    Transition(
        "inspect.data.withdraw.more",
        "撤回装入的数据",
        (State.NOTIFIED, State.DOUBT_OUT, State.DOUBT_BACK, State.ESCALATED, *_REPORTING),
        None,
        "办法 23(二)",
        modes=_MODES,
    ),
    Transition(
        "inspect.data.review",
        "审核数据",
        (State.EXTRACTED, State.SUBMITTED, State.REVIEWED),
        State.REVIEWED,
        "办法 23(二)",
        proposed=(State.EXTRACTED, State.SUBMITTED),
        modes=_MODES,
    ),
    Transition(
        "inspect.data.run",
        "比对数据",
        (State.REVIEWED, State.ANALYSED),
        State.ANALYSED,
        "办法 23(三)",
        proposed=(State.REVIEWED,),
        modes=_MODES,
    ),
    Transition(
        "inspect.data.rerun",
        "补充比对数据",
        (State.DOUBT_OUT, State.DOUBT_BACK, State.ESCALATED, *_REPORTING),
        None,
        "办法 23(三)",
        modes=_MODES,
    ),
    Transition("inspect.data.purge", "销毁数据", (State.CLOSED,), None, "办法 23; 办法 38", modes=_MODES),
    Transition(
        "inspect.flag.triage",
        "筛查疑点",
        (*_COMPARED, State.ESCALATED),
        None,
        "办法 23(三)",
        proposed=(State.ANALYSED,),
        verb="walk",
        modes=_MODES,
    ),
    Transition(
        "inspect.flag.send",
        "下发疑点核查通知",
        _COMPARED,
        State.DOUBT_OUT,
        "办法 23(三)",
        proposed=(State.ANALYSED,),
        modes=_MODES,
    ),
    Transition(
        "inspect.flag.remind", "催办疑点核查", (State.DOUBT_OUT, State.DOUBT_BACK), None, "办法 23(三)", modes=_MODES
    ),
    Transition(
        "inspect.flag.reply",
        "登记疑点核查反馈",
        (State.DOUBT_OUT, State.DOUBT_BACK),
        State.DOUBT_BACK,
        "办法 23(三)",
        proposed=(State.DOUBT_OUT,),
        modes=_MODES,
    ),
    # What was posted in time may come in when the inspection has gone on.
    Transition(
        "inspect.flag.belated",
        "登记迟到的疑点核查反馈",
        (State.ESCALATED, *_REPORTING, *_REPORTED, State.CLOSED),
        None,
        "办法 23(三)",
        modes=_MODES,
    ),
    Transition(
        "inspect.flag.escalate",
        "转现场检查",
        _COMPARED,
        State.ESCALATED,
        "办法 23(三)",
        proposed=(State.DOUBT_BACK,),
        modes=_MODES,
    ),
    Transition(
        "inspect.evidence",
        "取证",
        # What is extracted on a request comes without a notice.
        (State.APPROVED, State.NOTIFIED, *_FROM_DATA),
        None,
        "办法 15; 办法 23(一)",
        modes=_MODES,
    ),
    Transition("inspect.commit", "收取承诺书", (State.NOTIFIED, *_FROM_DATA), None, "办法 14 II", modes=_MODES),
    Transition("inspect.finding", "登记问题", _DRAFTING, None, "办法 23(三)", modes=_MODES),
    Transition(
        "inspect.paper", "编制检查工作底稿", (*_COMPARED, State.ESCALATED), None, "办法 15; 办法 23(三)", modes=_MODES
    ),
    Transition("inspect.revise", "修改检查工作底稿", _DRAFTING, None, "办法 23(三)", modes=_MODES),
    Transition("inspect.review", "复核检查工作底稿", _DRAFTING, None, "办法 23(三)", modes=_MODES),
    Transition("report.text", "撰写检查报告的文字", _OPEN, None, "办法 23(三)", modes=_MODES),
    Transition("report.objectivity", "核对证据的客观性", _DRAFTING, None, "办法 3", modes=_MODES),
    Transition(
        "report.draft",
        "形成检查报告（征求意见稿）",
        _DRAFTING,
        State.DRAFTED,
        "办法 22(四); 办法 23(三)",
        modes=_MODES,
    ),
    # Asking for comments is usual and not demanded off site: G62 reminds of it.
    Transition(
        "report.offsite",
        "出具非现场检查报告",
        (State.ANALYSED, State.DOUBT_BACK, State.ESCALATED, *_REPORTING),
        State.REPORTED,
        "办法 23(三)",
        modes=_MODES,
    ),
    # What went over to an inspection on site is closed there; this one needs no report of its own.
    Transition(
        "rectify.close",
        "办结",
        (State.ESCALATED, *_REPORTED),
        State.CLOSED,
        "办法 23; 办法 24",
        proposed=(State.RECHECKED,),
        modes=_MODES,
    ),
)
