"""Every pair of state and step against a golden table (办法 22, 24)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

from jxinspect.errors import Refused
from jxinspect.law.states import COURSES, TRANSITIONS, next_steps, require, stages
from jxinspect.law.statutes import cite
from jxinspect.law.terms import CheckMode, State

DATA = """
    inspect.data.load = inspect.data.withdraw = inspect.data.review = inspect.data.run = inspect.flag.triage =
    inspect.flag.reply =
"""
OUT = "inspect.flag.send = inspect.flag.remind ="
ANSWERS = "rectify.talk.met = rectify.inquiry.reply = rectify.recommend.reply = rectify.refer.step ="
MEASURES = f"""
    rectify.talk = rectify.talk.record = rectify.inquiry = rectify.recommend = rectify.refer.crime = rectify.refer =
    {ANSWERS}
"""
REPORTED = "report.correct = rectify.circular = rectify.blacklist ="
AFTER_ENTRY = f"""
    {MEASURES}
    {DATA}
    notify.serve =        notify.address =      inspect.commit =      inspect.handover =    inspect.evidence =
    inspect.order =       seal.approve =        seal.extend =         seal.release =        seal.label =
    seal.count = seal.reseal = plan.team.declare =   plan.team.verify =    plan.team.recuse =    plan.team.decide =
    plan.third-party.add = plan.third-party.authorise = plan.third-party.withdraw =
    notify.assist = notify.answer =       notify.questioning =  plan.scheme.late =    inspect.recording =
    inspect.request = report.text =
"""
GOLDEN = {
    State.PLANNED: DATA
    + """
        plan.team = plan.scheme.new schemed notify.onsite notified notify.flight notified notify.serve =
        notify.address = notify.assist = notify.answer =
        plan.team.declare = plan.team.verify = plan.team.recuse = plan.team.decide = inspect.request =
    plan.third-party.add = plan.third-party.authorise = plan.third-party.withdraw =
    """,
    State.SCHEMED: DATA
    + """
        plan.team = plan.scheme.new schemed plan.scheme.approve approved
        notify.onsite notified notify.flight notified notify.serve = notify.address = notify.assist =
        notify.answer =
        plan.team.declare = plan.team.verify = plan.team.recuse = plan.team.decide = inspect.request =
    plan.third-party.add = plan.third-party.authorise = plan.third-party.withdraw =
    """,
    State.APPROVED: DATA
    + """
        plan.team = notify.onsite notified notify.flight notified notify.serve = notify.address = notify.assist =
        notify.answer =
        plan.team.declare = plan.team.verify = plan.team.recuse = plan.team.decide = inspect.request =
    plan.third-party.add = plan.third-party.authorise = plan.third-party.withdraw =
    """,
    State.NOTIFIED: MEASURES
    + DATA
    + """
        plan.team = notify.materials = notify.serve = notify.address = notify.assist =
        notify.answer = plan.scheme.late =
        notify.questioning = inspect.enter entered inspect.commit =
        inspect.ask = inspect.record = inspect.evidence = inspect.recording =
        plan.team.declare = plan.team.verify = plan.team.recuse = plan.team.decide = inspect.request =
    plan.third-party.add = plan.third-party.authorise = plan.third-party.withdraw =
    """,
    State.ENTERED: AFTER_ENTRY
    + OUT
    + """
        plan.team = notify.materials = inspect.ask = inspect.record = inspect.paper = inspect.review = inspect.finding =
        inspect.revise =
        inspect.checklist =
        report.objectivity = inspect.leave field_closed seal.request = seal.create =
    """,
    State.FIELD_CLOSED: AFTER_ENTRY
    + OUT
    + " inspect.review = inspect.revise = inspect.finding = report.objectivity = report.draft drafted",
    State.DRAFTED: AFTER_ENTRY
    + OUT
    + """
        inspect.review = inspect.revise = inspect.finding =
        report.objectivity = report.draft drafted report.consult consulting report.final reported
    """,
    State.CONSULTING: AFTER_ENTRY
    + """
        report.consult consulting report.reply = report.answer = report.deem resolved report.adopt =
        report.resolve resolved report.final reported
    """,
    State.RESOLVED: AFTER_ENTRY + "report.reply = report.answer = report.reopen consulting report.final reported",
    State.REPORTED: AFTER_ENTRY
    + REPORTED
    + " report.reply = report.answer = report.adopt = rectify.opinion rectifying rectify.close closed",
    State.RECTIFYING: AFTER_ENTRY
    + REPORTED
    + " report.reply = report.answer = report.adopt ="
    + " rectify.progress = rectify.recheck rechecked rectify.close closed",
    State.RECHECKED: AFTER_ENTRY
    + REPORTED
    + " report.reply = report.answer = report.adopt ="
    + " rectify.progress = rectify.recheck rechecked rectify.close closed",
    State.CLOSED: ANSWERS
    + " inspect.data.purge = inspect.data.use = inspect.flag.reply ="
    + " rectify.blacklist = report.dossier = plan.third-party.withdraw = notify.serve = report.reply ="
    + " report.answer = report.adopt = report.correct =",
}


def _pairs(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


def _told(steps: Iterable[str], state: State, mode: CheckMode) -> tuple[dict[str, str], dict[str, Refused]]:
    """Where each step leads that is allowed in the state, and how each of the others is refused."""
    allowed, refused = {}, {}
    for step in steps:
        try:
            allowed[step] = require(step, state, mode).target or "="
        except Refused as refusal:
            refused[step] = refusal
    return allowed, refused


@pytest.mark.parametrize("state", list(GOLDEN))
def test_every_step_is_allowed_or_refused_in_each_state_as_the_table_says(state: State) -> None:
    allowed, refused = _told(TRANSITIONS, state, CheckMode.ON_SITE)
    assert allowed == {step: target for step, target in _pairs(GOLDEN[state]).items() if step in TRANSITIONS}
    for step, refusal in refused.items():
        assert state.label in refusal.what, step
        assert TRANSITIONS[step].basis in refusal.why, step


def test_every_state_but_the_last_proposes_a_step_that_may_be_taken_in_it() -> None:
    assert stages(CheckMode.ON_SITE) == tuple(GOLDEN)
    for state in GOLDEN:
        proposed = list(next_steps(state))
        assert bool(proposed) == (state != State.CLOSED), state
        assert all(state in step.sources for step in proposed)


def test_a_flight_inspection_is_not_told_to_give_notice_in_advance() -> None:
    assert [t.step for t in next_steps(State.APPROVED, flight=True)] == ["notify.flight"]
    assert [t.step for t in next_steps(State.APPROVED, flight=False)] == ["notify.onsite"]


def test_every_transition_cites_an_article_that_exists() -> None:
    for transition in TRANSITIONS.values():
        assert "第" in cite(transition.basis)


def test_every_step_that_status_proposes_is_a_command_that_exists() -> None:
    from jxinspect.cli import eager_app

    tree = eager_app()
    for step in {s.step: s for mode in CheckMode for state in State for s in next_steps(state, mode=mode)}.values():
        place: Any = tree
        for word in [w for w in step.command("2026-001").split()[1:-1] if not w.startswith("-")]:
            assert word in place.commands, step.command("2026-001")
            place = place.commands[word]
        assert not hasattr(place, "commands"), step.command("2026-001")


ALWAYS = """
    notify.serve = plan.third-party.withdraw =
"""
BEFORE_CLOSING = (
    ALWAYS
    + """
    inspect.request = notify.address = notify.assist = notify.answer =
    plan.team.declare = plan.team.verify = plan.team.recuse = plan.team.decide =
    plan.third-party.add = plan.third-party.authorise =
"""
)
ON_DATA = (
    BEFORE_CLOSING
    + MEASURES
    + "plan.team = notify.materials = notify.questioning = inspect.evidence = inspect.commit ="
    + " report.text ="
)
COMPARED = (
    ON_DATA
    + """
    inspect.flag.triage = inspect.finding = inspect.paper = inspect.revise = inspect.review =
    report.objectivity = report.draft drafted
"""
)
SENT = (
    COMPARED
    + """
    inspect.data.more = inspect.data.withdraw.more = inspect.data.rerun = inspect.flag.send doubt_out
    inspect.flag.remind = inspect.flag.reply doubt_back inspect.flag.escalate escalated
"""
)
LATE = " inspect.flag.belated ="
ON_REPORT = (
    BEFORE_CLOSING
    + MEASURES
    + LATE
    + " notify.questioning = inspect.evidence = inspect.commit ="
    + " inspect.data.more = inspect.data.withdraw.more = inspect.data.rerun ="
    + " report.text = report.offsite reported"
)
OPINIONS = " report.reply = report.answer = report.adopt = report.correct ="
REPORTED_OFF = (
    BEFORE_CLOSING
    + MEASURES
    + LATE
    + OPINIONS
    + " notify.questioning = inspect.evidence = inspect.commit = rectify.circular = rectify.blacklist ="
    + " rectify.close closed"
)
OFF_SITE = {
    State.PLANNED: BEFORE_CLOSING + "plan.team = plan.scheme.new schemed",
    State.SCHEMED: BEFORE_CLOSING + "plan.team = plan.scheme.new schemed plan.scheme.approve approved",
    State.APPROVED: BEFORE_CLOSING
    + "plan.team = inspect.evidence = notify.offsite notified inspect.data.extract extracted",
    State.NOTIFIED: BEFORE_CLOSING
    + MEASURES
    + """
        plan.team = notify.materials = notify.supplement = notify.questioning = inspect.evidence = inspect.commit =
        inspect.data.load submitted inspect.data.withdraw.more =
    """,
    State.EXTRACTED: ON_DATA
    + """
        notify.offsite notified inspect.data.extract extracted inspect.data.review reviewed
        inspect.data.withdraw.extract extracted
    """,
    State.SUBMITTED: ON_DATA
    + """
        notify.supplement = inspect.data.load submitted inspect.data.review reviewed
        inspect.data.withdraw submitted
    """,
    State.REVIEWED: ON_DATA
    + """
        notify.supplement = inspect.data.load submitted inspect.data.extract extracted
        inspect.data.review reviewed inspect.data.run analysed
        inspect.data.withdraw submitted inspect.data.withdraw.extract extracted
    """,
    State.ANALYSED: COMPARED
    + """
        notify.supplement = inspect.data.load submitted inspect.data.extract extracted inspect.data.run analysed
        inspect.data.withdraw submitted inspect.data.withdraw.extract extracted
        inspect.flag.send doubt_out inspect.flag.escalate escalated report.offsite reported
    """,
    State.DOUBT_OUT: SENT,
    State.DOUBT_BACK: SENT + "report.offsite reported",
    State.ESCALATED: COMPARED
    + LATE
    + " inspect.data.more = inspect.data.withdraw.more = inspect.data.rerun ="
    + " report.offsite reported rectify.close closed",
    State.DRAFTED: ON_REPORT
    + """
        inspect.finding = inspect.revise = inspect.review = report.objectivity =
        report.draft drafted report.consult consulting
    """,
    State.CONSULTING: ON_REPORT
    + """
        report.consult consulting report.reply = report.answer = report.deem resolved report.adopt =
        report.resolve resolved
    """,
    State.RESOLVED: ON_REPORT + " report.reply = report.answer = report.reopen consulting",
    State.REPORTED: REPORTED_OFF + " rectify.opinion rectifying",
    State.RECTIFYING: REPORTED_OFF + " rectify.progress = rectify.recheck rechecked",
    State.RECHECKED: REPORTED_OFF + " rectify.progress = rectify.recheck rechecked",
    State.CLOSED: ALWAYS
    + ANSWERS
    + LATE
    + OPINIONS
    + " inspect.data.purge = inspect.data.use = rectify.blacklist = report.dossier =",
}


@pytest.mark.parametrize("state", list(OFF_SITE))
def test_off_site_every_step_is_allowed_or_refused_in_each_state_as_the_table_says(state: State) -> None:
    steps = {step for course in COURSES.values() for step in course}
    allowed, refused = _told(steps, state, CheckMode.OFF_SITE)
    assert allowed == {step: target for step, target in _pairs(OFF_SITE[state]).items() if step in steps}
    for step, refusal in refused.items():
        assert "非现场检查" in refusal.what or state.label in refusal.what, step


#: Their steps are proposed from the day on which there is a command for them.
AWAITED = {
    State.ANALYSED,
    State.DOUBT_OUT,
    State.DOUBT_BACK,
    State.ESCALATED,
    State.RESOLVED,
}


def test_every_state_that_an_off_site_inspection_reaches_proposes_a_step() -> None:
    assert stages(CheckMode.OFF_SITE) == tuple(state for state in State if state in OFF_SITE)
    for state in sorted(set(OFF_SITE) - AWAITED - {State.CLOSED}):
        proposed = list(next_steps(state, mode=CheckMode.OFF_SITE))
        assert proposed
        assert all(state in step.sources for step in proposed)


def test_a_step_of_the_other_course_is_refused_by_its_article() -> None:
    with pytest.raises(Refused, match="现场检查没有“制发非现场检查通知书”这一步"):
        require("notify.offsite", State.APPROVED)
