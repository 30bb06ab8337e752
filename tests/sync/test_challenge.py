"""Reconsideration and suits that two machines register apart: what happened comes together, results must agree."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest

from jxinspect.acts import challenge, challenge_end
from jxinspect.law.challenge import ChallengeKind, ChallengeResult, ChallengeState, ChallengeStepKind
from jxinspect.model.challenge_course import state
from jxinspect.store.casefile import open_case_file
from jxinspect.store.records import inspection_records
from tests.sync.conftest import LAPTOP, OFFICE, Two

PAPER = "样〔2026〕5号"


@contextmanager
def acting(two: Two, machine: str, act: str) -> Iterator[Any]:
    with two.at(machine), open_case_file(two.case(machine), actor="测一鸣", act=act, clock=two.clock) as case:
        yield case


def exchange(two: Two) -> None:
    for giver, taker in ((LAPTOP, OFFICE), (OFFICE, LAPTOP)):
        opened = two.open(taker, two.bundle(giver, taker))
        assert opened.code in (0, 11), opened.err


@pytest.fixture
def served(two: Two) -> Two:
    """Both machines have a closed inspection with a decision that may be contested."""
    from jxinspect.law.terms import InspectionForm, Role, State, UnitType
    from jxinspect.model.document import Document
    from jxinspect.model.plan import Inspection, Staff, Unit

    exchange(two)
    agency = "plan agency set --name 样本县人力资源和社会保障局 --code 样人社 --level county --region-code 360100"
    more = "--region 样本县 --department 基金监督科 --address 样本路1号 --phone 0791-00000001"
    bodies = "--complaint-phone 0791-00000002 --government 样本县人民政府 --court 样本县人民法院"
    made = two.type(LAPTOP, *f"{agency} {more} {bodies}".split())
    assert made.code == 0, made.err
    with acting(two, LAPTOP, "test.serve") as case:
        unit = Unit(
            name="样本县社保中心", type=UnitType.HANDLING_AGENCY, region_code="360100", address="某路1号", head="样一人"
        )
        person = Staff(name="测一鸣", role=Role.INSPECTOR, department="基金监督科", post="科员")
        inspection = Inspection(
            number="2026-001", year=2026, unit_id=unit.id, form=InspectionForm.SPECIAL, state=State.CLOSED,
            period_from=date(2025, 1, 1), period_to=date(2025, 12, 31),
        )  # fmt: skip
        case.add(unit, person)
        case.add(inspection)
        sha = case.objects.put(b"x")
        case.add(
            Document(
                at=case.at, kind="D33", title="封存决定书", subject_id=inspection.id, inspection_id=inspection.id,
                sha256=sha, facts_digest="0" * 64, check_code="0" * 12, file_name="决定.docx", dated=date(2026, 10, 23),
                chain_head=case.head, actor=case.actor, number=PAPER, year=2026,
            ),
        )  # fmt: skip
    exchange(two)
    return two


def test_what_two_machines_note_of_one_suit_comes_together(served: Two) -> None:
    with acting(served, OFFICE, "rectify.challenge.add") as case:
        challenge.add(case, PAPER, kind=ChallengeKind.SUIT, filed_on=date(2026, 11, 1), copy_on=date(2026, 11, 9))
    exchange(served)
    for machine, kind in ((LAPTOP, ChallengeStepKind.ANSWERED), (OFFICE, ChallengeStepKind.SUSPENDED)):
        with acting(served, machine, "rectify.challenge.step") as case:
            challenge.step(case, "2026-SS-001", kind, on=date(2026, 11, 20), reference="函1号")
    exchange(served)
    for machine in (OFFICE, LAPTOP):
        steps, waiting = served.read(machine, "challenge_steps", "SELECT * FROM conflict")
        assert sorted(row["kind"] for row in steps) == ["answered", "copy", "suspended"]
        assert waiting == []


def test_different_outcomes_noted_apart_are_none_until_somebody_puts_it_right(served: Two) -> None:
    with acting(served, OFFICE, "rectify.challenge.add") as case:
        challenge.add(case, PAPER, kind=ChallengeKind.REVIEW, filed_on=date(2026, 11, 1))
    exchange(served)
    for machine, result in ((OFFICE, ChallengeResult.UPHELD), (LAPTOP, ChallengeResult.REVOKED)):
        with acting(served, machine, "rectify.challenge.outcome") as case:
            challenge_end.end(case, "2026-FY-001", ended(result, f"{machine}1号"))
        (row,) = served.rows(machine, "challenge_list")
        assert row["state"] == "over"
    exchange(served)
    for machine in (OFFICE, LAPTOP):
        (row,), waiting = served.read(machine, "challenge_list", "challenge_waiting")
        assert (row["state"], row["effective_on"]) == ("decided", None)
        assert [line["what"] for line in waiting if "互不相同" in line["what"]]
        assert served.rows(machine, "touched") == []
    with acting(served, OFFICE, "rectify.challenge.outcome") as case:
        one, _ = challenge_end.end(case, "2026-FY-001", ended(ChallengeResult.UPHELD, "府1号", "以复议决定书为准"))
        assert state(inspection_records(case, "2026-001"), one) is ChallengeState.OVER
    exchange(served)
    (row,), waiting = served.read(LAPTOP, "challenge_list", "challenge_waiting")
    assert (row["state"], row["result"]) == ("over", "upheld")
    assert not [line for line in waiting if "互不相同" in line["what"]]


def ended(result: ChallengeResult, reference: str, corrects: str = "") -> challenge_end.Ending:
    return challenge_end.Ending(result, date(2026, 11, 20), date(2026, 11, 21), reference, corrects=corrects)
