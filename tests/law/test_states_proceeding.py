"""Every pair of state and step of a case and of a sealing against a golden table (行政处罚法 54-74; 办法 19)."""

from __future__ import annotations

from typing import Any

import pytest

from jxinspect.errors import Refused
from jxinspect.law.proceeding import ProceedingState as S
from jxinspect.law.states_proceeding import PROCEEDING_STEPS, require_step, steps_in
from jxinspect.law.states_seal import SEAL_STEPS
from jxinspect.law.statutes import cite
from jxinspect.law.terms import SealState

KEEP = "seal.preserve = seal.preserve.decide ="
TOLD = f"defend = answer = review = discuss = decide decided {KEEP}"
DONE = "pay = close closed seal.preserve.decide ="
#: Steps by their last words; "=" leaves the state as it is.
GOLDEN = {
    S.FILED: f"investigate investigated {KEEP}",
    S.INVESTIGATED: f"notice notified review = discuss = decide decided close closed {KEEP}",
    S.NOTIFIED: f"notice notified hear.request hearing {TOLD}",
    S.HEARING: f"hear.notice = hear.withdraw notified hear.record heard {TOLD}",
    S.HEARD: f"notice notified {TOLD}",
    S.DECIDED: f"decide decided urge urged {DONE}",
    S.URGED: f"urge urged enforce enforcing {DONE}",
    S.ENFORCING: DONE,
    S.CLOSED: "",
}


def pairs(text: str) -> dict[str, str]:
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))


@pytest.mark.parametrize("state", list(S))
def test_every_step_of_a_case_is_allowed_or_refused_in_every_state_as_the_table_says(state: S) -> None:
    allowed = pairs(GOLDEN[state])
    for step, one in PROCEEDING_STEPS.items():
        wanted = allowed.pop(step.removeprefix("rectify.proceeding."), None)
        if wanted:
            assert (require_step(step, state, "2026-LA-001").target or "=") == wanted, step
            continue
        with pytest.raises(Refused) as refused:
            require_step(step, state, "2026-LA-001")
        assert state.label in refused.value.what
        assert one.basis in refused.value.why
    assert not allowed


def test_every_state_of_a_case_but_the_last_proposes_a_command_that_exists() -> None:
    from jxinspect.cli import eager_app

    tree = eager_app()
    for state in S:
        proposed = list(steps_in(state))
        assert bool(proposed) == (state != S.CLOSED), state
        for step in proposed:
            assert state in step.sources
            place: Any = tree
            for word in step.command("2026-LA-001").split()[1:-1]:
                place = place.commands[word]
            assert not hasattr(place, "commands"), step


def test_every_step_of_a_case_and_of_a_sealing_cites_an_article_that_exists() -> None:
    for basis in [one.basis for one in PROCEEDING_STEPS.values()] + [one.basis for one in SEAL_STEPS.values()]:
        assert "第" in cite(basis)


SEALS = {
    SealState.REQUESTED: "seal.approve approved seal.create active",
    SealState.APPROVED: "seal.create active",
    SealState.ACTIVE: """
        seal.late = seal.label = seal.count = seal.reseal = seal.extend = seal.release released
    """,
    SealState.RELEASED: "",
    SealState.REJECTED: "",
}


@pytest.mark.parametrize("state", list(SealState))
def test_every_step_of_a_sealing_is_allowed_in_the_states_that_the_table_says(state: SealState) -> None:
    found = {step: one.target or "=" for step, one in SEAL_STEPS.items() if state in one.sources}

    assert found == pairs(SEALS[state])
