"""G19: evidence taken after a decision is not what the decision rests on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from jxinspect.acts import evidence, inspect_order
from jxinspect.acts.check import check
from jxinspect.errors import Refused
from jxinspect.law.terms import EvidenceForm, EvidenceKind, OrderOutcome
from jxinspect.model.decision import too_late
from jxinspect.model.evidence import Evidence
from jxinspect.model.inspect import Finding, Order
from jxinspect.model.report import Report, ReportDraft
from jxinspect.store.records import inspection_records, staff

Act = Callable[..., Any]
NUMBER = "2026-001"
BEIJING = timezone(timedelta(hours=8))
ORDER: dict[str, Any] = {
    "violation_code": "V34-2",
    "facts": "没有提供6月对账单。",
    "demand": "提供6月支出户对账单。",
    "due_on": date(2026, 3, 9),
    "approver": "钱主任",
}


@pytest.fixture
def two(on_site: Act) -> Act:
    """`act` on a case file with evidence 1 of 3 March and evidence 2 of 5 March."""
    for day in ("03", "05"):
        with on_site("inspect.evidence", at=f"2026-03-{day} 10:00") as case:
            evidence.add(case, NUMBER, title=f"{day}日的回执", source="李例子", proves="没有提供对账单")
    return on_site


def objected(act: Act) -> list[str]:
    with act("check", at="2026-03-20 09:00") as case:
        return [row.text for row in check(case, NUMBER) if row.guard == "G19"]


def test_late_is_what_was_taken_on_a_later_day() -> None:
    decided = date(2026, 3, 4)
    taken = [("前", date(2026, 3, 3)), ("当日", date(2026, 3, 4)), ("后", date(2026, 3, 5))]
    assert too_late(decided, taken) == ["后"]


def test_an_order_rests_on_evidence_of_its_day_or_before_only(two: Act) -> None:
    with pytest.raises(Refused) as refused, two("inspect.order", at="2026-03-04 09:00") as case:
        inspect_order.order(case, NUMBER, **ORDER, evidence=["1", "2"])
    assert refused.value.guards == ("G19",)
    assert refused.value.what == (
        "责令改正于2026-03-04作出，写作依据的证据在其后取得：2026-001-ZJ-002（2026-03-05取得）"
    )
    with two("inspect.order", at="2026-03-05 08:00") as case:
        inspect_order.order(case, NUMBER, **ORDER, evidence=["1", "2"])
    assert objected(two) == []


def test_whether_an_order_was_obeyed_is_told_by_what_was_known_then(two: Act) -> None:
    with two("inspect.order", at="2026-03-03 11:00") as case:
        _, paper = inspect_order.order(case, NUMBER, **ORDER, evidence=["1"])
    obeyed: dict[str, Any] = {
        "outcome": OrderOutcome.CORRECTED,
        "seen": "已经提供",
        "met": "李例子",
        "met_post": "主任",
    }
    with pytest.raises(Refused) as refused, two("inspect.order", at="2026-03-04 09:00") as case:
        inspect_order.recheck_order(case, paper.number, **obeyed, evidence=["2"])
    assert refused.value.guards == ("G19",)
    with two("inspect.order", at="2026-03-06 09:00") as case:
        inspect_order.recheck_order(case, paper.number, **obeyed, evidence=["2"])
    assert objected(two) == []


def test_the_check_finds_an_order_that_was_given_later_evidence(two: Act) -> None:
    with two("inspect.order", at="2026-03-04 09:00") as case:
        row, _ = inspect_order.order(case, NUMBER, **ORDER, evidence=["1"])
    with two("setup", at="2026-03-06 09:00") as case:
        item = case.all(Evidence, code="2026-001-ZJ-002")[0]
        case.get(Order, row.id).evidence = [item.id]
    assert objected(two) == ["责令改正于2026-03-04作出，写作依据的证据在其后取得：2026-001-ZJ-002（2026-03-05取得）"]


def test_a_report_rests_on_what_was_there_and_a_later_report_on_more(fieldwork_done: Any, office: Act) -> None:
    fieldwork_done(("多发失业保险金", 100))

    def reported(day: int) -> Report:
        with office("setup", at=f"2026-05-{day:02d} 09:00") as case:
            records = inspection_records(case, NUMBER)
            text: dict[str, Any] = dict.fromkeys(("background", "evaluation", "opinion", "suggestions"), "x")
            draft = case.all(Report)[0].draft_id if case.all(Report) else _draft(case, records, text)
            signer = staff(case, "钱主任").id
            row = Report(inspection_id=records.inspection.id, at=case.at, draft_id=draft, signed_by=signer, **text)
            case.add(row)
            return row

    def _draft(case: Any, records: Any, text: dict[str, Any]) -> str:
        draft = ReportDraft(
            inspection_id=records.inspection.id, at=case.at, n=1, author=staff(case, "测一鸣").id, **text
        )
        case.add(draft)
        return str(draft.id)

    reported(4)
    with office("setup", at="2026-05-08 09:00") as case:
        records = inspection_records(case, NUMBER)
        late = Evidence(
            inspection_id=records.inspection.id, at=datetime(2026, 5, 8, 9, tzinfo=BEIJING), code="2026-001-ZJ-009",
            seq=9, kind=EvidenceKind.DOCUMENT, form=EvidenceForm.COPY, name="后来的凭证", source="李例子", place="路",
            takers=[staff(case, name).id for name in ("测一鸣", "样二航")], proves="多发",
        )  # fmt: skip
        case.add(late)
        finding = case.all(Finding)[0]
        finding.evidence = [*finding.evidence, late.id]
    assert [text for text in objected_later(office) if "ZJ-009" in text] == [
        "检查报告认定的问题1于2026-05-04作出，写作依据的证据在其后取得：2026-001-ZJ-009（2026-05-08取得）"
    ]
    reported(11)
    assert objected_later(office) == []


def objected_later(act: Act) -> list[str]:
    with act("check", at="2026-05-20 09:00") as case:
        return [row.text for row in check(case, NUMBER) if row.guard == "G19"]
