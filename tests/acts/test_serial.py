"""Codes and ordinals: each machine from its own block, so that no two give the same."""

from __future__ import annotations

import re
from datetime import date
from itertools import islice
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import jxinspect
from jxinspect.documents.numbering import BLOCKS, following
from jxinspect.law.lead import LeadSource
from jxinspect.law.terms import FundType, InspectionForm
from tests.acts.conftest import moment
from tests.devices import enrol

if TYPE_CHECKING:
    from tests.acts.conftest import Act


def _next(used: list[int], block: int | None, size: int, count: int = 3) -> list[int]:
    return list(islice(following(used, block, size), count))


def test_a_machine_alone_counts_on() -> None:
    assert _next([], None, 100) == [1, 2, 3]
    assert _next([1, 2, 1500], None, 1000) == [1501, 1502, 1503]


def test_every_block_begins_behind_those_before_it() -> None:
    assert _next([1, 2, 201], 0, 100) == [3, 4, 5]
    assert _next([1, 2, 201], 1, 100) == [101, 102, 103]
    assert _next([1, 2, 201], 2, 100) == [202, 203, 204]
    assert _next([1, 2], 2, 1000) == [2001, 2002, 2003]


def test_a_block_that_is_used_up_goes_on_where_no_other_device_has_numbers() -> None:
    assert _next([98], 0, 100) == [99, 100_001, 100_002]
    assert _next([298], 2, 100) == [299, 100_201, 100_202]
    assert _next([100_298], 2, 100) == [100_299, 200_201, 200_202]


def test_what_the_office_had_counted_to_before_it_enrolled_devices_is_given_to_nobody_again() -> None:
    before = list(range(1, 151))
    assert _next(before, 1, 100) == [151, 152, 153]
    assert _next(before, 0, 100) == [100_001, 100_002, 100_003]


@settings(max_examples=30)
@given(
    start=st.integers(0, 400),
    steps=st.lists(st.tuples(st.integers(0, 4), st.one_of(st.none(), st.integers(0, 4))), max_size=60),
)
def test_machines_that_meet_now_and_then_never_give_a_number_twice(
    start: int, steps: list[tuple[int, int | None]]
) -> None:
    """(machine, None): it gives a number; (machine, other): it gets what the other one has."""
    common = set(range(1, start + 1))
    known = [set(common) for _ in range(5)]
    given_out: list[int] = []
    for machine, other in steps:
        if other is not None:
            known[machine] |= known[other]
            continue
        n = next(following(known[machine], machine, 3))
        given_out.append(n)
        known[machine].add(n)
    assert len(set(given_out)) == len(given_out)
    assert common.isdisjoint(given_out)
    assert all(n // 3 % BLOCKS < 5 for n in given_out)


@pytest.fixture
def laptop(on_site: Act) -> Act:
    """On site, after somebody at the office had begun: this machine has block 2."""
    from jxinspect.acts.inspect_finding import finding

    with on_site("inspect.finding", at="2026-03-02 10:00") as case:
        finding(case, "2026-001", title="甲", facts="甲事", basis=["办法 11(六)"], no_amount=True)
    with on_site("sync.init") as case:
        enrol(case, 2)
    return on_site


def test_a_laptop_gives_codes_and_ordinals_of_its_block(laptop: Act, tmp_path: Path) -> None:
    from jxinspect.acts import evidence, inspect, lead, scheme
    from jxinspect.acts.inspect_finding import finding

    photos = tmp_path / "photos"
    photos.mkdir()
    for name in ("a.txt", "b.txt"):
        (photos / name).write_text(f"样例{name}")
    with laptop("inspect.evidence", at="2026-03-02 11:00") as case:
        taken = evidence.add(case, "2026-001", paths=[photos], source="财务股", proves="甲")
        assert [item.code for item in taken.items] == ["2026-001-ZJ-2001", "2026-001-ZJ-2002"]
    with laptop("inspect.finding", at="2026-03-02 12:00") as case:
        found = finding(case, "2026-001", title="乙", facts="乙事", basis=["办法 11(六)"], no_amount=True)
        assert found.seq == 201
    with laptop("inspect.record", at="2026-03-02 13:00") as case:
        row, paper = inspect.record(
            case,
            "2026-001",
            topic="看账",
            ended_at=moment("2026-03-02 13:30"),
            companion="赵样本",
            recorder="样二航",
            steps=["看账"],
            seen="账实相符",
        )
        assert (row.seq, paper.number) == (201, "2026-001-BL-201")
    with laptop("plan.lead", at="2026-03-02 14:00") as case:
        told = lead.add(case, source=LeadSource.OTHER, matter="重复领取", unit_name="样本县社会保险服务中心")
        assert told.number == "2026-XS-2001"
    with laptop("plan.scheme", at="2026-03-02 15:00") as case:
        one = scheme.open_inspection(
            case,
            year=2026,
            item=None,
            ad_hoc={
                "unit_name": "样本县社会保险服务中心",
                "ad_hoc_reason": "投诉举报",
                "form": InspectionForm.SPECIAL,
                "funds": [FundType.PENSION_ENTERPRISE],
                "period_from": date(2025, 1, 1),
                "period_to": date(2025, 12, 31),
            },
        )
        assert one.number == "2026-2001"


def test_the_office_goes_on_counting_from_one(office: Act) -> None:
    from jxinspect.acts import lead

    with office("sync.init") as case:
        enrol(case, 0)
    with office("plan.lead") as case:
        numbers = [
            lead.add(case, source=LeadSource.OTHER, matter="重复领取", unit_name="样本县社会保险服务中心").number
            for _ in range(2)
        ]
        assert numbers == ["2026-XS-001", "2026-XS-002"]


def test_on_paper_points_are_numbered_from_one_whoever_took_them_down() -> None:
    from jxinspect.documents.report_pieces import place_of
    from jxinspect.model.report import ObjectionItem

    points = [ObjectionItem(inspection_id="", objection_id="", seq=seq, text="") for seq in (201, 1, 2, 202)]
    records: Any = SimpleNamespace(of=lambda _: points)
    assert [place_of(records, point) for point in points] == ["3", "1", "2", "4"]


#: How often something happened is no number of a thing: rounds of asking, reports of one incident.
COUNTED = {"notify_offsite.py", "flag_send.py", "incident_report.py"}


def test_no_act_counts_by_itself() -> None:
    acts = Path(jxinspect.__file__).with_name("acts")
    counting = re.compile(
        r"(number|code|seq|n|round)\s*=.*\blen\(.*\) \+ 1|max\(.*default=0\) \+ 1|return len\(.*\) \+ 1"
    )
    found = {file.name for file in acts.glob("*.py") if counting.search(file.read_text())}
    assert found == COUNTED
