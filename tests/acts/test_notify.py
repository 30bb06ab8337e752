"""Notices, materials lists, days of notice, service: what they record, refuse and print."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import docx
import pytest

from jxinspect.acts import config, notify, plan
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.calendar import Calendar
from jxinspect.law.terms import FlightReason, InspectionForm, ServiceMethod, State
from jxinspect.model.document import Document
from jxinspect.model.notify import MaterialItem
from jxinspect.model.plan import Inspection
from jxinspect.model.service import ProofOfService

if TYPE_CHECKING:
    from jxinspect.store.casefile import CaseFile

Act = Callable[..., Any]
BEIJING = timezone(timedelta(hours=8))
NUMBER = "2026-001"
SCHEME: dict[str, Any] = {
    "items": "工伤保险基金的收支、管理",
    "scope": "2025年度工伤保险待遇",
    "content": "待遇审核与支付",
    "starts_on": date(2026, 3, 2),
    "ends_on": date(2026, 3, 13),
    "method": "查阅资料、核查数据",
    "materials": ["待遇支付明细", "内部控制制度"],
}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def text_of(case: CaseFile, document: Document) -> str:
    """All text of an issued DOCX: paragraphs and tables."""
    paper = docx.Document(io.BytesIO(case.objects.get(document.sha256)))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in paper.paragraphs), *cells])


def prepared(office: Act, unit: str, form: InspectionForm, *, approve: bool = True, **scheme: Any) -> Act:
    """The office with the approved inspection 2026-001 of a unit, entry planned for 2026-03-02."""
    with office("plan.scheme.new", at="2026-02-02 09:00") as case:
        plan.open_inspection(
            case,
            year=2026,
            item=None,
            ad_hoc={
                "ad_hoc_reason": "上级交办",
                "unit_name": unit,
                "form": form,
                "funds": ["工伤"],
                "period_from": date(2025, 1, 1),
                "period_to": date(2025, 12, 31),
            },
        )
        plan.set_team(case, NUMBER, leader="测一鸣", members=["样二航"], assistants=["周档员"])
        plan.new_scheme(
            case,
            NUMBER,
            **{**SCHEME, **scheme},
        )
    with office("plan.scheme.approve", at="2026-02-03 09:00", dry_run=not approve) as case:
        plan.approve_scheme(case, NUMBER, approver="钱主任", text="同意", reviewer="孙科长", limit=2)
    return office


@pytest.fixture
def approved(office: Act, once: Callable[..., Any]) -> Act:
    once(lambda: prepared(office, "样本县社会保险服务中心", InspectionForm.SPECIAL))
    return office


@pytest.fixture
def flight(office: Act, once: Callable[..., Any]) -> Act:
    why: dict[str, Any] = {"flight_reason": FlightReason.CONCEALMENT, "flight_text": "上次检查前有账簿被销毁"}
    once(lambda: prepared(office, "江西样品制造有限公司", InspectionForm.FLIGHT, **why))
    return office


@pytest.fixture
def notified(approved: Act, once: Callable[..., Any]) -> Act:
    def made() -> None:
        with approved("notify.onsite", at="2026-02-10 09:00") as case:
            notify.onsite(case, NUMBER, enter_on=date(2026, 3, 2))

    once(made)
    return approved


def serve(notified: Act, method: ServiceMethod = ServiceMethod.DIRECT, **fields: Any) -> tuple[str, ProofOfService]:
    """Serve the notice and give the text of the proof with its record."""
    usual: dict[str, Any] = {"documents": ["样人社监检通〔2026〕1号"], "servers": ["测一鸣", "样二航"]}
    with notified("notify.serve", at="2026-02-11 12:00") as case:
        proof, paper = notify.serve(case, NUMBER, method=method, **{**usual, **fields})
        return text_of(case, paper), proof


DIRECT: dict[str, Any] = {
    "received_at": at("2026-02-11 10:05"),
    "receiver": "李例子",
    "capacity": "办公室主任",
}


# ---- notices -------------------------------------------------------------------------------------------------


def test_the_notice_names_everything_a_unit_must_know_and_brings_the_list(approved: Act) -> None:
    with approved("notify.onsite", at="2026-02-10 09:00") as case:
        paper, listed = notify.onsite(case, NUMBER, enter_on=date(2026, 3, 2))
        text, table = text_of(case, paper), text_of(case, listed)
        assert case.one(Inspection, number=NUMBER).state == State.NOTIFIED
    assert (paper.number, listed.number) == ("样人社监检通〔2026〕1号", "样人社监调〔2026〕1号")
    for wanted in (
        "样本县社会保险服务中心：",
        "第二十一条、第二十二条第（二）项",
        "检查自2026年3月2日起至2026年3月13日止",
        "2025年1月1日至2025年12月31日",
        "36012300002",
        "36012300003",
        "周档员",
        "不具有行政执法资格",
        "提供独立的办公场所",
        "形成书面自查报告",
        "有权申请回避",
        "0791-00000002",
        "联系人：测一鸣，联系电话：0791-00000001",
        "附件：1.资料（数据）调取清单",
        "2.资料真实性、完整性承诺书",
        "检查通知书回执",
    ):
        assert wanted in text, wanted
    assert "检查纪律" not in text
    assert "次数" not in text
    assert "待遇支付明细" in table
    assert "于2026年3月2日前全面、完整提供资料" in text
    assert "2026年3月2日前提供" in table
    assert table.startswith("样人社监检通〔2026〕1号附件1\n")
    assert "连续编排" not in table


def test_a_notice_to_an_enterprise_tells_frequency_and_discipline_unless_the_layer_is_off(office: Act) -> None:
    prepared(office, "江西样品制造有限公司", InspectionForm.SPECIAL)
    with office("notify.onsite", at="2026-02-10 09:00", dry_run=True) as case:
        text = text_of(case, notify.onsite(case, NUMBER, enter_on=date(2026, 3, 2))[0])
        assert "2026年度第1次，年度上限2次" in text
        assert "严禁逐利检查" in text
        assert text.count("严禁") == 5
    with office("config.set") as case:
        config.change(case, "enterprise.layer", "false")
    with office("notify.onsite", at="2026-02-10 09:00") as case:
        assert "严禁" not in text_of(case, notify.onsite(case, NUMBER, enter_on=date(2026, 3, 2))[0])


def test_what_the_office_says_itself_replaces_the_usual_texts(approved: Act) -> None:
    with approved("notify.onsite", at="2026-02-10 09:00") as case:
        made = notify.onsite(
            case,
            NUMBER,
            enter_on=date(2026, 3, 2),
            leave_on=date(2026, 3, 6),
            materials_due=date(2026, 2, 27),
            cooperation=["安排会议室。"],
            conditions="提供两台电脑。",
            report_wanted="请汇报内部控制情况。",
            place="样本县政务中心三楼",
            contact="样二航",
            materials=[{"name": "支付凭证"}],
            external_number="样人社函〔2026〕77号",
        )
        text, table = text_of(case, made[0]), text_of(case, made[1])
    assert made[0].number == "样人社函〔2026〕77号"
    for wanted in (
        "1.安排会议室。",
        "2.工作条件：提供两台电脑。",
        "三楼",
        "样二航",
        "至2026年3月6日止",
        "于2026年2月27日前",
    ):
        assert wanted in text, wanted
    assert "支付凭证" in table
    assert "待遇支付明细" not in table


@pytest.mark.parametrize(
    ("enter", "fields", "fault"),
    [
        ("2026-02-09", {}, "早于通知日期"),
        ("2026-03-20", {}, "结束日期"),
        ("2026-03-02", {"materials_due": date(2026, 2, 1)}, "资料提供期限"),
    ],
)
def test_days_that_do_not_fit_are_named(approved: Act, enter: str, fields: dict[str, Any], fault: str) -> None:
    with pytest.raises(Incomplete) as refused, approved("notify.onsite", at="2026-02-10 09:00") as case:
        notify.onsite(case, NUMBER, enter_on=date.fromisoformat(enter), **fields)
    assert any(fault in item for item in refused.value.items)


def test_a_notice_less_than_three_working_days_before_entry_is_refused(approved: Act) -> None:
    with pytest.raises(Refused) as refused, approved("notify.onsite", at="2026-02-27 09:00") as case:
        notify.onsite(case, NUMBER, enter_on=date(2026, 3, 2))
    assert refused.value.guards == ("G09",)
    assert "最早2026-03-03" in refused.value.what


def test_a_notice_with_only_the_loose_reading_kept_is_warned_of_unless_the_office_chose_it(approved: Act) -> None:
    with pytest.raises(Refused) as warned, approved("notify.onsite", at="2026-02-26 09:00") as case:
        notify.onsite(case, NUMBER, enter_on=date(2026, 3, 2))
    assert "--ack G09" in warned.value.todo
    with approved("notify.onsite", at="2026-02-26 09:00", ack=("G09",), dry_run=True) as case:
        notify.onsite(case, NUMBER, enter_on=date(2026, 3, 2))
    with approved("config.set") as case:
        config.change(case, "notice.count", "A")
    with approved("notify.onsite", at="2026-02-26 09:00") as case:
        notify.onsite(case, NUMBER, enter_on=date(2026, 3, 2))


def test_an_entry_in_a_year_without_working_days_is_refused(approved: Act) -> None:
    with pytest.raises(Refused) as refused, approved("notify.onsite", at="2026-02-26 09:00") as case:
        notify.onsite(case, NUMBER, enter_on=date(2031, 3, 3), leave_on=date(2031, 3, 7))
    assert refused.value.guards == ("G58",)
    assert "2031" in refused.value.what


def test_a_notice_on_a_scheme_that_nobody_approved_needs_the_heads_override(office: Act) -> None:
    prepared(office, "样本县社会保险服务中心", InspectionForm.SPECIAL, approve=False)
    with pytest.raises(Refused) as refused, office("notify.onsite", at="2026-02-10 09:00") as case:
        notify.onsite(case, NUMBER, enter_on=date(2026, 3, 2))
    assert refused.value.guards == ("G01", "G02")
    assert "--override G02" in refused.value.todo
    given = [(guard, "时间紧迫", "孙科长") for guard in ("G01", "G02")]
    with pytest.raises(Refused, match="孙科长不能批准"), office("x", at="2026-02-10 09:00", override=given) as case:
        notify.onsite(case, NUMBER, enter_on=date(2026, 3, 2))
    given = [(guard, "时间紧迫", "钱主任") for guard in ("G01", "G02")]
    with office("notify.onsite", at="2026-02-10 09:00", override=given) as case:
        notify.onsite(case, NUMBER, enter_on=date(2026, 3, 2))


def test_a_contact_must_be_on_the_roster(approved: Act) -> None:
    with pytest.raises(Incomplete, match="王外人"), approved("notify.onsite", at="2026-02-10 09:00") as case:
        notify.onsite(case, NUMBER, enter_on=date(2026, 3, 2), contact="王外人")


# ---- flight --------------------------------------------------------------------------------------------------


def test_a_flight_notice_gives_the_short_reason_and_a_sheet_to_sign_on_the_spot(flight: Act) -> None:
    with flight("notify.flight", at="2026-03-02 08:00") as case:
        made = notify.flight(case, NUMBER, enter_on=date(2026, 3, 2))
        text, table = text_of(case, made[0]), text_of(case, made[1])
    assert [d.kind for d in made] == ["D06", "D08"]
    assert "请按照所附资料（数据）调取清单，于2026年3月2日当日全面、完整提供资料" in text
    assert "请你单位于2026年3月2日当日提供下列资料" in table
    assert "因存在曾有隐匿、销毁资料的风险，提前通知可能影响检查结果" in text
    assert "账簿被销毁" not in text
    assert "飞行检查现场送达签收单" in text
    assert "＿＿日＿＿时＿＿分" in text
    assert "测一鸣（36012300002）" in text
    assert "附件：1.资料（数据）调取清单" in text
    assert "附件3" in text
    assert "请安排了解情况的负责人向检查组汇报" in text
    assert "先行自查" not in text


def test_a_flight_scheme_serves_the_notice_at_entry_and_tells_its_ground_under_one_label(
    office: Act, flight: Act
) -> None:
    with flight("look", at="2026-02-04 09:00") as case:
        text = text_of(case, case.one(Document, kind="D02"))
    assert "飞行检查事由：上次检查前有账簿被销毁（曾有隐匿、销毁资料的风险）。经批准，检查通知书" in text
    assert "制作检查通知书，对检查安排保密，不提前通知。" in text
    assert "2.现场检查。进点时出示行政执法证件，当场送达检查通知书" in text
    assert "制发并送达" not in text


def test_a_flight_scheme_without_its_ground_names_the_options(office: Act) -> None:
    with pytest.raises(Incomplete, match="没有写明事由") as caught:
        prepared(office, "江西样品制造有限公司", InspectionForm.FLIGHT, flight_reason=FlightReason.TIP)
    assert "--flight-text" in caught.value.todo


def test_a_flight_inspection_is_not_announced_and_another_is_not_begun_as_flight(flight: Act, act: Act) -> None:
    with pytest.raises(Refused, match="不提前通知"), flight("notify.onsite", at="2026-02-10 09:00") as case:
        notify.onsite(case, NUMBER, enter_on=date(2026, 3, 2))


def test_a_flight_notice_for_an_ordinary_inspection_is_refused(approved: Act) -> None:
    with pytest.raises(Refused) as refused, approved("notify.flight", at="2026-03-02 08:00") as case:
        notify.flight(case, NUMBER, enter_on=date(2026, 3, 2))
    assert refused.value.guards == ("G11",)


# ---- materials -----------------------------------------------------------------------------------------------


def test_a_further_list_has_only_its_own_lines_with_numbers_going_on(notified: Act) -> None:
    with notified("notify.materials", at="2026-02-12 09:00") as case:
        paper = notify.materials(
            case, NUMBER, lines=[{"name": "银行对账单", "department": "财务科", "copies": 2}], due_on=date(2026, 3, 4)
        )
        text = text_of(case, paper)
        assert [item.seq for item in case.all(MaterialItem)] == [1, 2, 3]
    assert paper.number == "样人社监调〔2026〕2号"
    assert "银行对账单" in text
    assert "附件1" not in text
    assert "序号接本次检查此前的资料（数据）调取清单连续编排。" in text
    assert "财务科" in text
    assert "待遇支付明细" not in text


def test_a_list_without_lines_or_with_a_past_day_is_incomplete(notified: Act) -> None:
    with pytest.raises(Incomplete, match="空的"), notified("notify.materials", at="2026-02-12 09:00") as case:
        notify.materials(case, NUMBER, lines=[], due_on=date(2026, 3, 4))
    with pytest.raises(Incomplete, match="期限"), notified("notify.materials", at="2026-02-12 09:00") as case:
        notify.materials(case, NUMBER, lines=[{"name": "账簿"}], due_on=date(2026, 2, 11))


# ---- service -------------------------------------------------------------------------------------------------


def test_direct_service_prints_the_moment_in_civil_time_and_who_received(notified: Act) -> None:
    text, proof = serve(notified, **DIRECT)
    for wanted in (
        "2026年2月11日10时05分",
        "■直接送达",
        "样人社监检通〔2026〕1号",
        "李例子（办公室主任）",
        "36012300003",
        "样本县示范路2号",
    ):
        assert wanted in text, wanted
    assert proof.addressee == "样本县社会保险服务中心"


def test_a_document_typed_with_other_brackets_is_found(notified: Act) -> None:
    text, _ = serve(notified, **DIRECT, documents=["样人社监检通(2026)1号", "样人社监调〔2026〕1号"])
    assert "样人社监调〔2026〕1号" in text


def test_service_without_documents_or_servers_is_incomplete(notified: Act) -> None:
    with pytest.raises(Incomplete) as fault:
        serve(notified, **DIRECT, documents=[], servers=[])
    assert [item[:3] for item in fault.value.items] == ["送达人", "送达的"]


def test_left_service_prints_refusal_and_witness_or_takes_recordings_instead(notified: Act) -> None:
    text, _ = serve(
        notified,
        ServiceMethod.LEFT,
        received_at=at("2026-02-11 11:00"),
        reason="负责人拒绝签收",
        recordings=["2026-001-YX-01"],
    )
    assert "■留置送达" in text
    assert "负责人拒绝签收" in text
    assert "2026-001-YX-01" in text


def test_posted_service_begins_only_when_the_receipt_is_noted(notified: Act) -> None:
    text, proof = serve(notified, ServiceMethod.POST, tracking="EMS100", servers=[])
    assert "2026年2月11日交邮，以回执注明的收件日期为准" in text
    assert proof.received_at is None
    with notified("notify.receive", at="2026-02-14 09:00") as case:
        arrived, paper = notify.receive(
            case, NUMBER, tracking="EMS100", received_at=at("2026-02-13 15:20"), receiver="李例子", capacity="收发员"
        )
        text = text_of(case, paper)
        assert paper.number == "2026-001-SD-02"
    assert arrived.id == proof.id
    assert "2026年2月11日交邮；2026年2月13日15时20分签收" in text
    assert "邮件号：EMS100" in text
    with pytest.raises(Refused, match="已经登记签收"), notified("notify.receive", at="2026-02-15 09:00") as case:
        notify.receive(case, NUMBER, tracking="EMS100", received_at=at("2026-02-14 15:20"), receiver="李例子")


def test_a_receipt_before_posting_or_of_an_unknown_item_is_refused(notified: Act) -> None:
    serve(notified, ServiceMethod.POST, tracking="EMS100", servers=[])
    with pytest.raises(NotFound) as unknown, notified("notify.receive", at="2026-02-14 09:00") as case:
        notify.receive(case, NUMBER, tracking="EMS1", received_at=at("2026-02-13 15:20"), receiver="李例子")
    assert "EMS100" in unknown.value.why
    with pytest.raises(Refused) as early, notified("notify.receive", at="2026-02-14 09:00") as case:
        notify.receive(case, NUMBER, tracking="EMS100", received_at=at("2026-02-11 11:20"), receiver="李例子")
    assert early.value.guards == ("G56",)


def test_service_before_the_document_was_made_is_out_of_order(notified: Act) -> None:
    with pytest.raises(Refused) as refused:
        serve(notified, **{**DIRECT, "received_at": at("2026-02-09 10:05")})
    assert refused.value.guards == ("G56",)


def test_service_in_the_future_is_refused(notified: Act) -> None:
    with pytest.raises(Refused) as refused:
        serve(notified, **{**DIRECT, "received_at": at("2026-12-30 10:05")})
    assert refused.value.guards == ("G59",)


def test_service_by_one_person_is_warned_of_but_by_post_it_is_not(notified: Act) -> None:
    with pytest.raises(Refused) as warned:
        serve(notified, **DIRECT, servers=["测一鸣"])
    assert warned.value.guards == ("G05",)
    assert "--ack G05" in warned.value.todo
    serve(notified, ServiceMethod.POST, tracking="EMS100", servers=["测一鸣"])


def test_a_document_is_served_once_and_one_of_another_inspection_never(notified: Act) -> None:
    serve(notified, **DIRECT)
    with pytest.raises(Refused, match="已于2026年2月11日10时05分送达"):
        serve(notified, **DIRECT)
    with pytest.raises(NotFound):
        serve(notified, **DIRECT, documents=["样人社监检通〔2026〕9号"])


# ---- days (T01) ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("served", "loose", "strict"),
    [
        ("2026-02-12", "2026-02-24", "2026-02-25"),
        ("2026-04-27", "2026-04-30", "2026-05-06"),
        ("2026-09-17", "2026-09-21", "2026-09-22"),
        ("2026-09-28", "2026-10-08", "2026-10-09"),
    ],
)
def test_the_earliest_entry_in_both_readings(served: str, loose: str, strict: str) -> None:
    found = notify.earliest(date.fromisoformat(served), Calendar.shipped())
    assert [(days.reading, days.day.isoformat()) for days in found] == [("A", loose), ("B", strict)]


@pytest.mark.parametrize(
    ("enter", "loose", "strict"),
    [("2026-03-02", "2026-02-26", "2026-02-25"), ("2026-02-25", "2026-02-13", "2026-02-12")],
)
def test_the_latest_service_in_both_readings(enter: str, loose: str, strict: str) -> None:
    found = notify.latest(date.fromisoformat(enter), Calendar.shipped())
    assert [(days.reading, days.day.isoformat()) for days in found] == [("A", loose), ("B", strict)]


def test_the_days_between_are_shown_with_what_they_are() -> None:
    strict = notify.latest(date(2026, 3, 2), Calendar.shipped())[1]
    assert [(day.isoformat(), what) for day, what in strict.counted] == [
        ("2026-02-25", "周三　送达"),
        ("2026-02-26", "周四　第1个工作日"),
        ("2026-02-27", "周五　第2个工作日"),
        ("2026-02-28", "周六　第3个工作日，调休上班"),
        ("2026-03-01", "周日　休息日"),
        ("2026-03-02", "周一　进点（第4个工作日）"),
    ]
