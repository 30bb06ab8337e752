"""The course of an inspection as tables: which step leads from which state to which.

`TRANSITIONS` is the course on site (办法 22, 24); its second half stands in `states_report.py`. What
`states_offsite.py` adds makes the course off site (办法 23).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from jxinspect.errors import Refused
from jxinspect.law.states_measure import MEASURES
from jxinspect.law.states_offsite import DATA_STATES, OFF_SITE, ON_DATA
from jxinspect.law.states_report import REPORTING
from jxinspect.law.terms import CheckMode, State
from jxinspect.law.transition import AT_THE_UNIT, BOTH, FROM_ENTRY, Transition

__all__ = ["COURSES", "TRANSITIONS", "Transition", "next_steps", "require", "stages"]

# Acting before certificates were shown is for G12 to judge: the head may allow it in writing when it is urgent.
_URGENT = (State.NOTIFIED,)
_UNTIL_CONSULTED = (*AT_THE_UNIT, State.FIELD_CLOSED, State.DRAFTED)
_BEFORE_CLOSING = tuple(s for s in State if s != State.CLOSED)


TRANSITIONS: dict[str, Transition] = {
    t.step: t
    for t in (
        Transition(
            "plan.team",
            "组成检查组",
            (State.PLANNED, State.SCHEMED, State.APPROVED, State.NOTIFIED, *DATA_STATES, State.ENTERED),
            None,
            "办法 26",
            proposed=(State.PLANNED, State.SCHEMED),
            verb="set",
            modes=BOTH,
        ),
        Transition("plan.team.declare", "申报利害关系", _BEFORE_CLOSING, None, "办法 26 III", modes=BOTH),
        Transition("plan.team.verify", "核验自查表", _BEFORE_CLOSING, None, "办法 26 III", modes=BOTH),
        Transition("plan.team.recuse", "申请回避", _BEFORE_CLOSING, None, "办法 26 III; 行政处罚法 43", modes=BOTH),
        Transition("plan.team.decide", "决定回避申请", _BEFORE_CLOSING, None, "行政处罚法 43", modes=BOTH),
        Transition("plan.third-party.add", "聘请第三方", _BEFORE_CLOSING, None, "办法 27", modes=BOTH),
        Transition("plan.third-party.authorise", "授权第三方使用数据", _BEFORE_CLOSING, None, "办法 27", modes=BOTH),
        Transition("plan.third-party.withdraw", "收回对第三方的授权", tuple(State), None, "办法 27", modes=BOTH),
        Transition(
            "plan.scheme.new",
            "制定检查方案",
            (State.PLANNED, State.SCHEMED),
            State.SCHEMED,
            "办法 22(一)",
            proposed=(State.PLANNED,),
        ),
        Transition(
            "plan.scheme.approve",
            "审批检查方案",
            (State.SCHEMED,),
            State.APPROVED,
            "办法 22(一)",
            proposed=(State.SCHEMED,),
        ),
        # Going on without an approved scheme is for G02 to judge: the head may allow it in writing. The form, and a
        # scheme where there was none, are made up for.
        Transition("plan.scheme.late", "补办检查审批", (State.NOTIFIED, *FROM_ENTRY), None, "办法 22(一)"),
        Transition(
            "notify.onsite",
            "制发检查通知书",
            (State.PLANNED, State.SCHEMED, State.APPROVED),
            State.NOTIFIED,
            "办法 22(二)",
            proposed=(State.APPROVED,),
            flight=False,
        ),
        Transition(
            "notify.flight",
            "制发飞行检查通知书",
            (State.PLANNED, State.SCHEMED, State.APPROVED),
            State.NOTIFIED,
            "办法 22(二)",
            proposed=(State.APPROVED,),
            flight=True,
        ),
        Transition(
            "notify.materials",
            "制发资料调取清单",
            (State.NOTIFIED, *DATA_STATES, *AT_THE_UNIT),
            None,
            "办法 14",
            modes=BOTH,
        ),
        Transition(
            "notify.serve",
            "送达文书",
            tuple(State),
            None,
            "行政处罚法 61",
            modes=BOTH,
        ),
        Transition("notify.address", "确认送达地址", _BEFORE_CLOSING, None, "行政处罚法 61", modes=BOTH),
        Transition("notify.assist", "制发协查函", _BEFORE_CLOSING, None, "办法 8", modes=BOTH),
        Transition("notify.answer", "登记协查复函", _BEFORE_CLOSING, None, "办法 8", modes=BOTH),
        Transition(
            "notify.questioning",
            "制发询问通知书",
            (State.NOTIFIED, *DATA_STATES, *FROM_ENTRY),
            None,
            "办法 16",
            modes=BOTH,
        ),
        Transition(
            "inspect.enter",
            "出示证件、告知权利义务并进点",
            (State.NOTIFIED,),
            State.ENTERED,
            "办法 26",
            proposed=(State.NOTIFIED,),
        ),
        Transition("inspect.commit", "收取承诺书", (State.NOTIFIED, *FROM_ENTRY), None, "办法 14 II"),
        Transition("inspect.handover", "交接资料", FROM_ENTRY, None, "办法 14; 办法 15"),
        Transition("inspect.ask", "询问", (*_URGENT, *AT_THE_UNIT), None, "办法 16"),
        Transition(
            "inspect.record", "现场检查笔录", (*_URGENT, *AT_THE_UNIT), None, "办法 22(三)", proposed=(State.ENTERED,)
        ),
        Transition("inspect.checklist", "按检查表逐项检查", AT_THE_UNIT, None, "办法 11; 办法 22(三)", verb="walk"),
        Transition("inspect.paper", "编制检查工作底稿", AT_THE_UNIT, None, "办法 15; 办法 22(三)"),
        # What is changed afterwards is reviewed anew before the draft or the report goes out (G67).
        Transition("inspect.revise", "修改检查工作底稿", _UNTIL_CONSULTED, None, "办法 22(三)"),
        Transition("inspect.review", "复核检查工作底稿", _UNTIL_CONSULTED, None, "办法 22(三)"),
        Transition("inspect.request", "请求数据和查询权限", _BEFORE_CLOSING, None, "办法 8; 办法 18", modes=BOTH),
        Transition(
            "inspect.evidence",
            "取证",
            (*_URGENT, *FROM_ENTRY),
            None,
            "办法 15",
            proposed=(State.ENTERED,),
            verb="add -i",
        ),
        # What a recorder holds is often registered back at the office.
        Transition("inspect.recording", "登记音像记录", (State.NOTIFIED, *FROM_ENTRY), None, "行政处罚法 47"),
        # Until the draft goes out: what G35 finds missing at the draft must still be possible to complete.
        Transition(
            "inspect.finding",
            "登记问题",
            (*AT_THE_UNIT, State.FIELD_CLOSED, State.DRAFTED),
            None,
            "办法 22(三)",
            proposed=(State.ENTERED,),
            verb="add",
        ),
        Transition("inspect.order", "责令改正", FROM_ENTRY, None, "办法 19; 办法 20"),
        Transition(
            "inspect.leave", "结束现场检查", AT_THE_UNIT, State.FIELD_CLOSED, "办法 22(三)", proposed=(State.ENTERED,)
        ),
        Transition("seal.request", "申请封存", AT_THE_UNIT, None, "办法 19"),
        Transition("seal.approve", "审批封存", FROM_ENTRY, None, "办法 19"),
        Transition("seal.create", "实施封存", AT_THE_UNIT, None, "办法 19"),
        Transition("seal.label", "制作封存资料标签", FROM_ENTRY, None, "办法 19"),
        Transition("seal.count", "清点封存的资料", FROM_ENTRY, None, "办法 19"),
        Transition("seal.reseal", "破损封条重新加封", FROM_ENTRY, None, "办法 19"),
        Transition("seal.extend", "延长封存", FROM_ENTRY, None, "办法 19"),
        Transition("seal.release", "解除封存", FROM_ENTRY, None, "办法 19"),
        *REPORTING,
        Transition("report.dossier", "立卷归档", (State.CLOSED,), None, "办法 22", modes=BOTH),
        *MEASURES,
        *ON_DATA,
    )
}


#: Every step of an inspection by its mode. Steps of preparation and service are the same in both.
COURSES: Mapping[CheckMode, Mapping[str, Transition]] = {
    CheckMode.ON_SITE: TRANSITIONS,
    CheckMode.OFF_SITE: {
        t.step: t for t in (*(t for t in TRANSITIONS.values() if CheckMode.OFF_SITE in t.modes), *OFF_SITE)
    },
}


@cache
def stages(mode: CheckMode) -> tuple[State, ...]:
    """The states that an inspection of this mode can be in, in their order."""
    reached = {State.PLANNED}
    while more := {t.target for t in COURSES[mode].values() if t.target and reached & set(t.sources)} - reached:
        reached |= more
    return tuple(state for state in State if state in reached)


def require(step: str, state: State, mode: CheckMode = CheckMode.ON_SITE) -> Transition:
    """The transition of `step`, if it may be taken in `state`; Refused otherwise, naming what may be done."""
    course = COURSES[mode]
    if step not in course:
        raise _elsewhere(step, state, mode)
    transition = course[step]
    if state not in transition.sources:
        wanted = "、".join(source.label for source in transition.sources if source in stages(mode))
        raise Refused(
            f"现在不能“{transition.title}”：检查处于“{state.label}”阶段",
            why=f"这一步要求检查处于：{wanted}（{transition.basis}）",
            todo=f"当前可以办理：{_possible(state, mode)}；用 jxinspect status 查看每项检查的下一步",
        )
    return transition


def _elsewhere(step: str, state: State, mode: CheckMode) -> Refused:
    """The step belongs to inspections of the other mode."""
    other = next(course[step] for course in COURSES.values() if step in course)
    law = "办法 22" if mode == CheckMode.ON_SITE else "办法 23"
    return Refused(
        f"{mode.label}没有“{other.title}”这一步",
        why=f"{mode.label}按照{law}的程序进行，这一步的依据是{other.basis}",
        todo=f"当前可以办理：{_possible(state, mode)}；核对检查编号",
    )


def _possible(state: State, mode: CheckMode) -> str:
    return "、".join(step.title for step in next_steps(state, mode=mode)) or "无"


def next_steps(
    state: State, *, flight: bool | None = None, mode: CheckMode = CheckMode.ON_SITE
) -> Iterator[Transition]:
    """The steps that usually follow in `state`; `flight` leaves out those of the other kind of inspection."""
    for step in COURSES[mode].values():
        if state in step.proposed and (None in (flight, step.flight) or step.flight == flight):
            yield step
