"""Guards of the record itself, both ways: served documents stay (G55), numbers have no gap (G57)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import pytest

from jxinspect.law.calendar import Calendar
from jxinspect.law.terms import FundType, InspectionForm, Level, ServiceMethod, UnitType
from jxinspect.model.aggregate import InspectionRecords, World
from jxinspect.model.document import Document
from jxinspect.model.guards import RULES
from jxinspect.model.plan import Agency, Inspection, Unit
from jxinspect.model.service import ProofOfService
from jxinspect.model.signed import DocumentVoid

AT = datetime(2026, 3, 3, 9, 30, tzinfo=timezone(timedelta(hours=8)))
HOUR = timedelta(hours=1)


def issued(n: int | None, number: str = "", *, series: str | None = "监封", year: int = 2026) -> Document:
    return Document(
        id=number or f"d{n}", inspection_id="i", at=AT, kind="D33", title="封存决定书", subject_id="s",
        number=number or f"样人社监封〔{year}〕{n}号", series=series, year=year, n=n, dated=date(2026, 3, 3), sha256="",
        facts_digest="", chain_head="", check_code="", file_name="", actor="",
    )  # fmt: skip


@pytest.fixture
def records() -> InspectionRecords:
    inspection = Inspection(
        id="i", number="2026-001", year=2026, unit_id="u", form=InspectionForm.SPECIAL, funds=[FundType.INJURY],
        period_from=date(2025, 1, 1), period_to=date(2025, 12, 31),
    )  # fmt: skip
    agency = Agency(
        name="样本县人社局", code="样人社", level=Level.COUNTY, region_code="360100", region_name="样本县",
        department="基金监督科", address="", phone="", complaint_phone="", government="", court="",
    )  # fmt: skip
    unit = Unit(id="u", name="样本单位", type=UnitType.EMPLOYER, region_code="360100", address="", head="")
    world = World(at=AT, calendar=Calendar.shipped(), setting=lambda key: key)
    return InspectionRecords(inspection, agency, unit, {}, world)


Look = Callable[..., list[str]]


@pytest.fixture
def g57(records: InspectionRecords) -> Look:
    """What G57 says of documents of the inspection and apart, when the series had counted to `before`."""

    def look(
        *of: Document, apart: Sequence[Document] = (), before: int = 0, void: dict[str, str] | None = None
    ) -> list[str]:
        numbers = sorted(d.n for d in (*of, *apart) if d.n is not None)

        def missing(document: Document) -> tuple[int, int] | None:
            last = max((n for n in numbers if n < (document.n or 0)), default=before)
            return None if document.n in (None, last + 1) else (last + 1, document.n - 1)

        records.world = replace(
            records.world,
            apart=lambda: apart,
            missing_before=missing,
        )
        records.add(*of)
        rows = [DocumentVoid(document_id=i, inspection_id="i", at=AT, reason=why) for i, why in (void or {}).items()]
        records.add(*rows)
        return [breach.text for breach in RULES["G57"](records)]

    return look


def test_numbers_in_a_row_are_in_order_however_they_are_listed(g57: Look) -> None:
    assert g57(issued(2), issued(1), issued(3)) == []


def test_a_skipped_number_is_named(g57: Look) -> None:
    (text,) = g57(issued(1), issued(4))
    assert "第2号至第3号" in text


def test_a_series_begins_after_what_the_office_had_counted_to(g57: Look) -> None:
    assert g57(issued(18), issued(19), before=17) == []


def test_a_series_that_begins_too_high_has_a_gap(g57: Look) -> None:
    (text,) = g57(issued(18))
    assert "第1号至第17号" in text


def test_documents_of_no_inspection_are_judged_too(g57: Look) -> None:
    (text,) = g57(apart=[issued(3, "样人社监计〔2026〕3号", series="监计")])
    assert "样人社监计〔2026〕3号" in text


def test_numbers_of_the_offices_own_register_leave_no_gap(g57: Look) -> None:
    assert g57(issued(1), issued(None, "样人社〔2026〕88号", series=None), issued(2)) == []


@pytest.mark.parametrize(("reason", "breached"), [("当事人名称有误", False), ("  ", True)])
def test_a_void_number_needs_its_reason_and_is_then_no_gap(g57: Look, reason: str, breached: bool) -> None:
    texts = g57(issued(1), issued(2), issued(3), void={"d2": reason})
    assert bool(texts) is breached
    assert all("没有写明理由" in text for text in texts)


@pytest.mark.parametrize(("served", "frozen"), [(None, False), (AT + HOUR, True), (AT + 3 * HOUR, False)])
def test_what_was_served_before_cannot_be_void(
    records: InspectionRecords, served: datetime | None, frozen: bool
) -> None:
    paper = issued(1)
    records.add(paper, DocumentVoid(document_id=paper.id, inspection_id="i", at=AT + 2 * HOUR, reason="有误"))
    if served:
        records.add(
            ProofOfService(
                inspection_id="i", at=served, documents=[paper.id], addressee="样本单位", method=ServiceMethod.DIRECT,
                place="", received_at=served,
            )
        )  # fmt: skip
    assert bool(list(RULES["G55"](records))) is frozen
