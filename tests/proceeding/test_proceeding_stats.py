"""Fines stand in the statistics of the office with their amounts, as decided and as paid."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jxinspect.model.proceeding import Decision
from jxinspect.model.signed import DocumentVoid
from tests.proceeding.test_proceeding_guards import PAY

At = Callable[[str], Any]


def figure(here: Any, name: str) -> tuple[int, int]:
    rows = here.run("report", "stats", "--year", "2026", "--json").json["rows"]
    return next((row["count"], row["amount"] or 0) for row in rows if row["figure"] == name)


def test_a_fine_counts_with_its_amount_and_what_was_paid_on_it(case: At) -> None:
    here = case(PAY)
    with here.merged() as (_, records):
        fine = next(row.fine for row in records.of(Decision) if row.fine)
    assert (figure(here, "fines"), figure(here, "fines_paid")) == ((1, fine), (0, 0))

    assert here.tell().code == 0, "what was to be given back is no fine"
    assert figure(here, "fines_paid") == (0, 0)
    paid = here.tell("--on", "penalty", "--amount", "50000")
    assert paid.code == 0, paid.err
    assert figure(here, "fines_paid") == (1, 5_000_000)
    (row,) = here.run("report", "stats", "--year", "2026", "--figure", "fines", "--json").json["rows"]
    assert (row["inspection"], row["amount"]) == ("2026-001", fine)


def test_a_decision_that_is_void_is_no_fine(case: At) -> None:
    here = case(PAY)
    with here.merged() as (file, records):
        paper = records.documents("D69")[0]
        file.add(DocumentVoid(document_id=paper.id, inspection_id=paper.inspection_id, at=paper.at, reason="误作"))

    assert figure(here, "fines") == (0, 0)
