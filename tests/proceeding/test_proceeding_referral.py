"""Guards of a proceeding about people and about the police, both ways (G05, G06, G13, G48, G73)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from jxinspect.law.measure import ReferralStepKind
from jxinspect.law.proceeding import ProceedingState
from jxinspect.law.team import RecusalBy
from jxinspect.model.plan import Staff
from jxinspect.model.proceeding import Defence, Proceeding
from jxinspect.model.recusal import RecusalRequest
from jxinspect.model.referral import Referral, ReferralStep
from jxinspect.model.report import Closing
from tests.proceeding.test_proceeding_guards import DECIDE, OPEN, PAY, moment, refused

At = Callable[[str], Any]
DEFEND = "rectify proceeding defend"


def police(here: Any, *steps: tuple[ReferralStepKind, str]) -> None:
    """The steps of the police in the case file are these and no other."""
    with here.merged() as (file, records):
        referral = records.of(Referral)[0]
        known = list(records.of(ReferralStep))
        for row in known:
            row.kind, row.happened_at = ReferralStepKind.ACCEPTED, moment("2026-06-12 16:50")
        for kind, when in steps:
            file.add(
                ReferralStep(
                    inspection_id=referral.inspection_id, at=moment(when), referral_id=referral.id, kind=kind,
                    happened_at=moment(when),
                )
            )  # fmt: skip


# ---- G73 --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ((), "还没有立案或者不立案的答复"),
        (((ReferralStepKind.FILED, "2026-06-15 09:00"),), "最近的登记是“立案”"),
        (
            ((ReferralStepKind.NOT_FILED, "2026-06-15 09:00"), (ReferralStepKind.REVIEW, "2026-06-16 09:00")),
            "最近的登记是“提请复议”",
        ),
    ],
)
def test_nobody_is_fined_for_what_the_police_still_has(case: At, steps: Any, words: str) -> None:
    here = case(DECIDE)
    police(here, *steps)

    refused(here.tell(), "G73", words)


@pytest.mark.parametrize("kind", [ReferralStepKind.NOT_FILED, ReferralStepKind.OUTSIDE, ReferralStepKind.RESULT])
def test_a_fine_follows_when_the_police_declines_or_has_dealt_with_it(case: At, kind: ReferralStepKind) -> None:
    here = case(DECIDE)
    police(here, (ReferralStepKind.FILED, "2026-06-15 09:00"), (kind, "2026-06-16 09:00"))

    assert here.tell().code == 0


def test_what_was_referred_about_another_finding_stops_no_fine(case: At) -> None:
    here = case(DECIDE)
    police(here)
    with here.merged() as (_, records):
        records.of(Referral)[0].findings = ["another"]

    assert here.tell().code == 0


def test_check_finds_a_fine_while_the_police_had_the_case(case: At) -> None:
    here = case(PAY)
    assert ("G73", "R") not in here.found()
    police(here, (ReferralStepKind.FILED, "2026-06-15 09:00"))

    assert ("G73", "R") in here.found()


# ---- G05, G06 ---------------------------------------------------------------------------------------------------


def test_a_case_is_handled_by_two_with_certificates(case: At) -> None:
    here = case(OPEN)

    refused(here.tell("--handler", "测一鸣"), "G05")


def test_check_finds_a_case_that_one_person_handled(case: At) -> None:
    here = case(PAY)
    assert not {("G05", "R"), ("G06", "R")} & here.found()
    with here.merged() as (_, records):
        one = records.of(Proceeding)[0]
        one.handlers = one.handlers[:1]

    assert ("G05", "R") in here.found()


def test_a_certificate_that_has_ended_opens_no_case(case: At) -> None:
    here = case(OPEN)
    with here.merged() as (file, _):
        next(row for row in file.all(Staff) if row.name == "样二航").certificate_to = date(2026, 6, 1)

    told = here.tell()
    assert told.code == 4
    assert "G06" in told.err


def test_check_finds_a_statement_that_was_taken_down_with_an_old_certificate(case: At) -> None:
    here = case(PAY)
    assert here.words
    with here.merged() as (file, records):
        takers = {id_ for row in records.of(Defence) for id_ in row.listeners}
        next(row for row in file.all(Staff) if row.id in takers).certificate_to = date(2026, 6, 1)

    assert ("G06", "R") in here.found()


# ---- G13, G48 ---------------------------------------------------------------------------------------------------


def recusal(here: Any, when: str) -> None:
    """Somebody asks that the head who decides the case does not."""
    with here.merged() as (file, records):
        head = next(row for row in file.all(Staff) if row.name == "钱样明")
        file.add(
            RecusalRequest(
                inspection_id=records.inspection.id, at=moment(when), staff_id=head.id, by=RecusalBy.PARTY,
                applicant="胡样医", reason="与当事人有利害关系", facts="书面申请",
            )
        )  # fmt: skip


def test_who_is_asked_to_withdraw_decides_no_case_before_that_is_decided(case: At) -> None:
    here = case(DECIDE)
    recusal(here, "2026-06-20 09:00")

    refused(here.tell(), "G13", "尚未决定")


def test_check_finds_a_decision_of_who_was_asked_to_withdraw(case: At) -> None:
    here = case(PAY)
    assert ("G13", "R") not in here.found()
    recusal(here, "2026-06-20 09:00")

    assert ("G13", "R") in here.found()


def test_an_inspection_with_an_open_case_is_not_closed(case: At) -> None:
    here = case(PAY)
    close = ("rectify", "close", "2026-001", "--result", "处罚完毕", "--archivist", "冯档存")
    told = here.run(*close, "--ack", "G48", "--ack", "G72", "--at", "2026-08-03 09:00")
    assert told.code == 4

    with here.merged() as (file, records):
        person = records.of(Proceeding)[0].handlers[0]
        file.add(
            Closing(
                inspection_id=records.inspection.id, at=moment("2026-08-03 09:00"), result="处罚完毕",
                archived_by=person, retention="30年",
            )
        )  # fmt: skip
    rows = here.run("check", "2026-001", "--guard", "G48", "--json").json["rows"]
    assert any("没有结案" in row["text"] and row["severity"] == "R" for row in rows), rows
    with here.merged() as (_, records):
        for one in records.of(Proceeding):
            one.state = ProceedingState.CLOSED
    rows = here.run("check", "2026-001", "--guard", "G48", "--json").json["rows"]
    assert not any("没有结案" in row["text"] for row in rows)
