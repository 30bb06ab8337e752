"""An approval that is made up for: urgent, begun with the head's leave, the form says so (D03 补办)."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import docx
import pytest

from jxinspect.acts import notify, plan
from jxinspect.acts.check import check
from jxinspect.errors import Incomplete, Refused
from jxinspect.law.terms import FlightReason, InspectionForm, State
from jxinspect.model.inspect import SiteRecord
from jxinspect.model.plan import Approval, Inspection
from jxinspect.store.records import inspection_records

if TYPE_CHECKING:
    from jxinspect.model.document import Document
    from jxinspect.store.casefile import CaseFile

Act = Callable[..., Any]
NUMBER = "2026-001"
LEAVE = [("G02", "举报反映正在销毁凭证", "钱主任"), ("G01", "举报反映正在销毁凭证", "钱主任")]
REASON = "举报反映正在销毁凭证，来不及事先审批"
DECISION: dict[str, Any] = {"approver": "钱主任", "text": "同意补办", "reviewer": "孙科长"}


def text_of(case: CaseFile, document: Document) -> str:
    paper = docx.Document(io.BytesIO(case.objects.get(document.sha256)))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in paper.paragraphs), *cells])


def opened(office: Act, *, scheme: bool = True) -> Act:
    with office("plan.scheme.new", at="2026-03-02 09:00") as case:
        source = {
            "ad_hoc_reason": "举报反映套取补贴", "unit_name": "样本县社会保险服务中心", "form": InspectionForm.FLIGHT,
            "funds": ["失业"], "period_from": date(2025, 1, 1), "period_to": date(2025, 12, 31),
        }  # fmt: skip
        plan.open_inspection(case, year=2026, item=None, ad_hoc=source)
        plan.set_team(case, NUMBER, leader="测一鸣", members=["样二航"], no_interest=True)
    if scheme:
        drawn_up(office, "2026-03-02 09:10")
    return office


def drawn_up(office: Act, at: str) -> None:
    with office("plan.scheme.new", at=at) as case:
        plan.new_scheme(
            case, NUMBER, items="失业保险培训补贴", scope="2025年度培训补贴", content="培训真实性", method="现场查看",
            starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 6),
            flight_reason=FlightReason.TIP, flight_text="提前通知可能导致凭证被销毁",
        )  # fmt: skip


def begun(office: Act) -> None:
    """The flight notice goes out on 2 March at 10:30 with the head's leave, before the form was made."""
    with office("notify.flight", at="2026-03-02 10:30", override=LEAVE) as case:
        notify.flight(case, NUMBER, enter_on=date(2026, 3, 2))


def test_a_flight_inspection_that_the_head_let_begin_is_approved_afterwards_and_the_form_says_so(office: Act) -> None:
    begun(opened(office))
    with office("plan.scheme.late", at="2026-03-03 09:05") as case:
        approval, paper = plan.approve_late(case, NUMBER, reason=REASON, **DECISION)
        text = text_of(case, paper)
        assert case.all(Inspection)[0].state == State.NOTIFIED
    assert approval.granted
    for words in (
        "行政检查审批表（补办）",
        "先行实施：2026年3月2日10时30分制发检查通知书（样人社监检通〔2026〕1号）",
        "同意先行实施的负责人：钱主任",
        f"补办事由：{REASON}。",
        "补办时间：2026年3月3日9时05分",
        "情况紧急，检查已经先行实施，现按照规定补办审批手续",
        "同意补办",
    ):
        assert words in text, words


def test_an_approval_in_time_says_nothing_of_being_late(office: Act) -> None:
    opened(office)
    with office("plan.scheme.approve", at="2026-03-02 10:00") as case:
        _, paper = plan.approve_scheme(case, NUMBER, **DECISION)
        text = text_of(case, paper)
    assert "补办审批" not in text
    assert "（补办）" not in text


def test_without_the_head_s_leave_a_flight_inspection_does_not_begin(office: Act) -> None:
    opened(office)
    with pytest.raises(Refused) as refused, office("notify.flight", at="2026-03-02 10:30") as case:
        notify.flight(case, NUMBER, enter_on=date(2026, 3, 2))
    assert set(refused.value.guards) == {"G01", "G02", "G11"}
    assert "plan scheme late" in refused.value.todo


def test_nothing_is_made_up_for_where_nothing_was_done_before(office: Act) -> None:
    opened(office)
    with pytest.raises(Refused, match="补办检查审批"), office("plan.scheme.late", at="2026-03-02 11:00") as case:
        plan.approve_late(case, NUMBER, reason=REASON, **DECISION)
    with office("plan.scheme.approve", at="2026-03-02 10:00") as case:
        plan.approve_scheme(case, NUMBER, **DECISION)
    with office("notify.flight", at="2026-03-02 10:30") as case:
        notify.flight(case, NUMBER, enter_on=date(2026, 3, 2))
    with pytest.raises(Refused, match="没有需要补办的审批"), office("plan.scheme.late", at="2026-03-02 11:00") as case:
        plan.approve_late(case, NUMBER, reason=REASON, **DECISION)


def test_it_is_made_up_for_once_and_with_a_reason(office: Act) -> None:
    begun(opened(office))
    with pytest.raises(Incomplete, match="没有写明补办的理由"), office("plan.scheme.late") as case:
        plan.approve_late(case, NUMBER, reason=" ", **DECISION)
    with office("plan.scheme.late", at="2026-03-03 09:00") as case:
        plan.approve_late(case, NUMBER, reason=REASON, **DECISION)
    with (
        pytest.raises(Refused, match="已于2026年3月3日9时00分补办"),
        office("plan.scheme.late", at="2026-03-03 10:00") as case,
    ):
        plan.approve_late(case, NUMBER, reason=REASON, **DECISION)


def test_a_scheme_that_there_was_none_of_is_drawn_up_first(office: Act) -> None:
    opened(office, scheme=False)
    with office("setup", at="2026-03-02 09:20") as case:
        one = case.all(Inspection)[0]
        one.flight_reason, one.flight_text = FlightReason.TIP, "提前通知可能导致凭证被销毁"
    begun(office)
    with pytest.raises(Refused, match="还没有检查方案"), office("plan.scheme.late", at="2026-03-02 11:00") as case:
        plan.approve_late(case, NUMBER, reason=REASON, **DECISION)
    drawn_up(office, "2026-03-02 15:00")
    with office("plan.scheme.late", at="2026-03-02 16:00") as case:
        plan.approve_late(case, NUMBER, reason=REASON, **DECISION)
        assert case.all(Inspection)[0].state == State.NOTIFIED
    with pytest.raises(Refused, match="制定检查方案"), office("plan.scheme.new", at="2026-03-03 09:00") as case:
        plan.new_scheme(case, NUMBER)


@pytest.mark.parametrize(("granted", "found"), [(False, True), (True, False)])
def test_what_goes_on_after_a_late_refusal_is_found(office: Act, granted: bool, found: bool) -> None:
    begun(opened(office))
    with office("plan.scheme.late", at="2026-03-02 16:00") as case:
        _, paper = plan.approve_late(
            case, NUMBER, reason=REASON, granted=granted, approver="钱主任", text="不属于紧急情况"
        )
        assert ("不同意。不属于紧急情况" in text_of(case, paper)) is not granted
    with office("merge", at="2026-03-03 09:00") as case:
        records = inspection_records(case, NUMBER)
        people = [member.id for member in records.staff.values() if member.certificate][:2]
        about: dict[str, Any] = {"inspection_id": records.inspection.id, "seq": 1, "topic": "查阅资料"}
        seen: dict[str, Any] = {"place": "中心", "companion": "李例子", "seen": "凭证已装订成册", "ended_at": case.at}
        case.add(SiteRecord(at=case.at, inspectors=people, recorder=people[0], **about, **seen))
    with office("look", at="2026-03-03 10:00") as case:
        told = [breach.text for breach in check(case, NUMBER) if breach.guard == "G02"]
    assert any("补办审批未获批准" in text for text in told) is found


def test_an_approval_that_waits_to_be_made_up_for_is_told(office: Act) -> None:
    from jxinspect.store.reading import read_rows

    begun(opened(office))
    with office("look", at="2026-03-02 12:00") as case:
        path, at = case.path, case.at
        assert not case.all(Approval)
    told = [row["what"] for row in read_rows(path, "notice_waiting", at=at)]
    assert told == ["检查审批待补办（plan scheme late）"]
