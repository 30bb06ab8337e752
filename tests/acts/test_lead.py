"""Leads: registered, reviewed, handled; their papers; what may be said of a reporter and to whom."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any

import docx
import pytest

from jxinspect.acts import cooperation, document, lead, lead_notice
from jxinspect.acts.document_void import void
from jxinspect.acts.lead_reporter import read_identity, request
from jxinspect.errors import Incomplete, Locked, NotFound, Refused
from jxinspect.law.civil import BEIJING
from jxinspect.law.lead import LeadDecision, LeadOutcome, LeadSource, LeadState, Partner
from jxinspect.law.statutes import cite
from jxinspect.law.terms import Role, ServiceMethod
from jxinspect.model.lead import CooperationAnswer, LeadExtension, Reporter, ReporterRequest
from jxinspect.model.plan import Staff

Act = Callable[..., Any]
SCHOOL = "样本县示例职业培训学校"
WHO = {"name": "举报测试人", "phone": "139-0000-1234", "id_number": "360100199001010015"}


def text_of(case: Any, paper: Any) -> str:
    opened = docx.Document(BytesIO(case.objects.get(paper.sha256)))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in opened.paragraphs), *cells])


@pytest.fixture
def tip(office: Act, once: Callable[..., Any]) -> Act:
    """`act` on an office with the named report 2026-XS-001, received on 2026-03-02."""

    def made() -> None:
        with office("plan.lead.add", at="2026-03-02 09:00") as case:
            lead.add(case, source=LeadSource.TIP, matter="虚报培训人数", unit_name=SCHOOL, identity=WHO, channel="来信")

    once(made)
    return office


@pytest.fixture
def accepted(tip: Act, once: Callable[..., Any]) -> Act:
    """The same, accepted on 2026-03-04."""

    def made() -> None:
        with tip("plan.lead.assess", at="2026-03-04 09:00") as case:
            lead.assess(case, "2026-XS-001", LeadDecision.ACCEPT, by="孙科长")

    once(made)
    return tip


# ---- registering ---------------------------------------------------------------------------------------------


def test_leads_are_numbered_by_year(tip: Act) -> None:
    with tip("plan.lead.add", at="2026-05-01 09:00") as case:
        assert lead.add(case, source=LeadSource.TIP, matter="x", about="某企业").number == "2026-XS-002"
    with tip("plan.lead.add", at="2025-12-31 23:00") as case:
        assert lead.add(case, source=LeadSource.TIP, matter="x", about="某企业").number == "2025-XS-001"


@pytest.mark.parametrize("source", [s for s in LeadSource if s in lead.ORIGIN])
def test_every_channel_but_a_report_names_its_origin(office: Act, source: LeadSource) -> None:
    with office("plan.lead.add") as case:
        with pytest.raises(Incomplete) as fault:
            lead.add(case, source=source, matter=" ")
        assert len(fault.value.items) == 3
        assert lead.add(case, source=source, matter="挪用", about="某局", origin="样函〔2026〕1号").named is False
        with pytest.raises(Refused, match="没有举报人"):
            lead.add(case, source=source, matter="挪用", about="某局", origin="样函〔2026〕1号", identity=WHO)


@pytest.mark.parametrize(
    ("identity", "fault"),
    [
        ({}, "没有姓名"),
        ({"name": "举报测试人"}, "没有联系方式"),
        ({**WHO, "id_number": "360100199001010011"}, "身份证号不对"),
    ],
)
def test_an_identity_that_cannot_be_used_is_refused_without_repeating_it(
    office: Act, identity: dict[str, str], fault: str
) -> None:
    with office("plan.lead.add") as case, pytest.raises(Incomplete) as found:
        lead.add(case, source=LeadSource.TIP, matter="x", about="某企业", identity=identity)
    told = f"{found.value.what}{found.value.why}{found.value.todo}{found.value.items}"
    assert fault in told
    assert not any(value in told for value in identity.values())


@pytest.mark.parametrize(
    "text",
    [
        "姓名：举报测试人\n\n电话= 139-0000-1234\n",
        "name: 举报测试人\nphone：139-0000-1234",
        '{"name": "举报测试人", "phone": " 139-0000-1234"}',
    ],
)
def test_an_identity_is_read_from_lines_or_json(text: str) -> None:
    assert read_identity(text) == {"name": "举报测试人", "phone": "139-0000-1234"}


@pytest.mark.parametrize("text", ["举报测试人", '{"姓名": 1}', "{坏的", "绰号：举报测试人", '["举报测试人"]'])
def test_a_file_that_is_no_identity_is_refused_without_repeating_it(text: str) -> None:
    with pytest.raises(Incomplete) as fault:
        read_identity(text)
    assert "举报测试人" not in f"{fault.value.what}{fault.value.why}{fault.value.todo}"


@pytest.mark.parametrize("text", ["举报测试人反映", "电话１３９００００１２３４", "举报 测试人", "360100199001010015"])
def test_a_lead_that_tells_its_reporter_is_refused(office: Act, text: str) -> None:
    for fields in ({"matter": text}, {"matter": "x", "proposal": text}, {"matter": "x", "channel": text}):
        with office("plan.lead.add") as case, pytest.raises(Refused, match="能看出举报人"):
            lead.add(case, source=LeadSource.TIP, about="某企业", identity=WHO, **fields)


# ---- steps ---------------------------------------------------------------------------------------------------


def test_a_lead_is_reviewed_by_a_head_with_a_reason_and_only_once(tip: Act) -> None:
    with tip("plan.lead.assess", at="2026-03-04 09:00") as case:
        with pytest.raises(Refused, match="不能决定是否受理"):
            lead.assess(case, "2026-XS-001", LeadDecision.ACCEPT, by="测一鸣")
        with pytest.raises(Incomplete, match="不予受理"):
            lead.assess(case, "2026-XS-001", LeadDecision.REJECT, by="孙科长")
        with pytest.raises(Incomplete) as fault:
            lead.assess(case, "2026-XS-001", LeadDecision.TRANSFER, by="孙科长", reason="不属于本机关")
        assert fault.value.items == ("接收的机关（--to）",)
        with pytest.raises(Refused, match="能看出举报人"):
            lead.assess(case, "2026-XS-001", LeadDecision.REJECT, by="孙科长", reason="举报测试人没有补充材料")
        lead.assess(case, "2026-XS-001", LeadDecision.REJECT, by="孙科长", reason="没有实质内容")
        with pytest.raises(Refused, match="不能受理"):
            lead.assess(case, "2026-XS-001", LeadDecision.ACCEPT, by="孙科长")
        with pytest.raises(Refused, match="不能办结"):
            lead.close(case, "2026-XS-001", outcome=LeadOutcome.PROVEN, result="x")


def test_a_step_before_the_lead_came_in_is_refused(tip: Act) -> None:
    with tip("plan.lead.assess", at="2026-03-01 09:00") as case, pytest.raises(Refused, match="早于"):
        lead.assess(case, "2026-XS-001", LeadDecision.ACCEPT, by="孙科长")


def test_an_accepted_lead_can_still_be_transferred(accepted: Act) -> None:
    with accepted("plan.lead.transfer", at="2026-03-09 09:00") as case:
        lead.assess(case, "2026-XS-001", LeadDecision.TRANSFER, by="孙科长", reason="属于医保", to="样本县医疗保障局")
        assert lead.find(case, "2026-xs-001").state == LeadState.TRANSFERRED


def test_a_third_party_never_handles_a_lead(accepted: Act) -> None:
    with accepted("plan.lead.assign", at="2026-03-05 09:00") as case:
        case.add(Staff(name="外聘员", role=Role.THIRD_PARTY, department="", post="", organisation="样本会计师事务所"))
        with pytest.raises(Refused, match="第三方"):
            lead.assign(case, "2026-XS-001", handler="外聘员", inspection_number=None)
        with pytest.raises(Incomplete, match="没有写交给谁办"):
            lead.assign(case, "2026-XS-001", handler=None, inspection_number=None)


def test_the_time_is_extended_once_before_it_ends_within_the_limit_and_counted_in_working_days(accepted: Act) -> None:
    """60 working days from 2026-03-04 end on 2026-06-01; 30 more, over the holiday in June, on 2026-07-14."""
    wanted: dict[str, Any] = {"reason": "等待外省协查", "approver": "钱主任"}
    with (
        accepted("plan.lead.extend", at="2026-06-02 09:00") as case,
        pytest.raises(Refused, match="2026-06-01已经过去"),
    ):
        lead.extend(case, "2026-XS-001", days=30, **wanted)
    with accepted("plan.lead.extend", at="2026-06-01 09:00") as case:
        with pytest.raises(Refused, match="不能延长31个工作日"):
            lead.extend(case, "2026-XS-001", days=31, **wanted)
        with pytest.raises(Refused, match="不是机关负责人"):
            lead.extend(case, "2026-XS-001", days=30, **wanted | {"approver": "孙科长"})
        lead.extend(case, "2026-XS-001", days=30, **wanted)
        assert case.one(LeadExtension).due_on == date(2026, 7, 14)
        with pytest.raises(Refused, match="已经延长过"):
            lead.extend(case, "2026-XS-001", days=1, **wanted)


# ---- papers --------------------------------------------------------------------------------------------------


def test_the_registration_form_follows_the_lead_and_never_names_the_reporter(accepted: Act) -> None:
    with accepted("plan.lead.close", at="2026-04-01 09:00") as case:
        one = lead.find(case, "2026-XS-001")
        lead.assign(case, one.number, handler="测一鸣", inspection_number=None)
        lead.close(case, one.number, outcome=LeadOutcome.PARTLY, result="责令退回十二万元", reward="奖励二千元")
        first, second = lead_notice.form(case, one), lead_notice.form(case, one)
        assert (first.number, second.number) == ("2026-XS-001-01", "2026-XS-001-02")
        text = text_of(case, second)
    for told in (
        "■举报",
        "虚报培训人数",
        SCHOOL,
        "■受理",
        "孙科长",
        "测一鸣",
        "2026年6月1日",
        "■部分属实",
        "责令退回十二万元",
    ):
        assert told in text
    assert "身份信息加密隔离保存" in text
    assert not any(value in text for value in WHO.values())


def test_a_registration_form_that_is_void_is_made_anew_under_the_next_number_of_the_lead(accepted: Act) -> None:
    with accepted("plan.lead.form", at="2026-03-05 09:00") as case:
        assert lead_notice.form(case, lead.find(case, "2026-XS-001")).number == "2026-XS-001-01"
    with accepted("doc.void", at="2026-03-05 10:00") as case:
        _, (paper,) = void(case, "2026-XS-001-01", because="写错了", again=True)
        assert (paper.kind, paper.number) == ("D31", "2026-XS-001-02")


def test_an_anonymous_report_says_so_and_is_told_to_nobody(office: Act) -> None:
    with office("plan.lead.add", at="2026-03-02 09:00") as case:
        one = lead.add(case, source=LeadSource.TIP, matter="虚报", about="某企业")
        assert "匿名" in text_of(case, lead_notice.form(case, one))
        lead.assess(case, one.number, LeadDecision.ACCEPT, by="孙科长")
        with pytest.raises(Refused, match="没有可以告知的举报人"):
            lead_notice.notify(case, one.number)
        with pytest.raises(NotFound, match="没有举报人信息"):
            request(case, one, "想知道")


@pytest.mark.parametrize(
    ("decision", "more", "title", "says"),
    [
        (LeadDecision.ACCEPT, {}, "举报受理告知书", "60个工作日内办结；情况复杂的，经批准可以延长不超过30个工作日"),
        (LeadDecision.REJECT, {"reason": "没有实质内容"}, "举报不予受理告知书", "不予受理。理由：没有实质内容。"),
        (
            LeadDecision.TRANSFER,
            {"reason": "属于医保", "to": "样本县医疗保障局"},
            "举报移送告知书",
            "移送样本县医疗保障局",
        ),
    ],
)
def test_the_reporter_is_told_the_decision_on_a_paper_without_his_name(
    tip: Act, decision: LeadDecision, more: dict[str, str], title: str, says: str
) -> None:
    with tip("plan.lead.notify", at="2026-03-04 09:00") as case:
        with pytest.raises(Refused, match="不能告知举报人"):
            lead_notice.notify(case, "2026-XS-001")
        lead.assess(case, "2026-XS-001", decision, by="孙科长", **more)
        paper = lead_notice.notify(case, "2026-XS-001")
        text = text_of(case, paper)
        assert (paper.title, paper.number) == (title, "样人社监线告〔2026〕1号")
        with pytest.raises(Refused, match="已经制发告知书"):
            lead_notice.notify(case, "2026-XS-001")
    assert says in text
    assert "＿＿＿＿＿＿＿＿（线索编号：2026-XS-001）：" in text
    assert cite("办法 9、25; 部令第49号") in text
    assert not any(value in text for value in (*WHO.values(), SCHOOL))


def test_service_on_the_reporter_is_proven_without_naming_him(accepted: Act) -> None:
    with accepted("plan.lead.serve", at="2026-03-05 09:00") as case:
        with pytest.raises(NotFound, match="还没有告知书"):
            lead_notice.serve(case, "2026-XS-001", method=ServiceMethod.DIRECT)
        notice = lead_notice.notify(case, "2026-XS-001")
        with pytest.raises(Refused, match="不能用公告送达告知举报人"):
            lead_notice.serve(case, "2026-XS-001", method=ServiceMethod.PUBLIC)
        with pytest.raises(Incomplete) as fault:
            lead_notice.serve(case, "2026-XS-001", method=ServiceMethod.DIRECT)
        assert len(fault.value.items) == 2
        tomorrow = {"received_at": case.at + timedelta(days=1), "servers": ["测一鸣", "样二航"]}
        with pytest.raises(Refused, match="送达时间不对"):
            lead_notice.serve(case, "2026-XS-001", method=ServiceMethod.DIRECT, **tomorrow)
        with pytest.raises(Refused, match="能看出举报人"):
            lead_notice.serve(
                case,
                "2026-XS-001",
                method=ServiceMethod.POST,
                received_at=case.at,
                posted_at=case.at,
                tracking="EMS",
                note="举报测试人签收",
            )
        proof, paper = lead_notice.serve(
            case, "2026-XS-001", method=ServiceMethod.DIRECT, received_at=case.at, servers=["测一鸣", "样二航"]
        )
        text = text_of(case, paper)
        assert notice.number in text
        assert "举报人（线索编号：2026-XS-001）" in text
        assert paper.number == "2026-XS-001-SD-01"
        with pytest.raises(Refused, match="已经送达"):
            lead_notice.serve(case, "2026-XS-001", method=ServiceMethod.DIRECT, received_at=case.at, servers=["测一鸣"])
        for number in (notice.number, paper.number):
            with pytest.raises(Refused, match="不登记签名人和扫描件"):
                document.signed(case, number, signer="举报测试人", capacity="本人")
        assert WHO["name"] not in proof.model_dump_json()


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


BY_POST: dict[str, Any] = {"method": ServiceMethod.POST, "tracking": "EMS1"}


@pytest.mark.parametrize(
    ("posted", "received", "told"),
    [
        ("2026-03-05 10:00", "2026-03-04 15:20", "签收时间2026年3月4日15时20分早于交邮时间2026年3月5日10时00分"),
        ("2026-03-02 10:00", "2026-03-04 15:20", "交邮时间2026年3月2日10时00分早于告知书的制发时间"),
    ],
)
def test_no_letter_reaches_the_reporter_before_it_was_posted_nor_is_posted_before_it_was_made(
    accepted: Act, posted: str, received: str, told: str
) -> None:
    with accepted("plan.lead.notify", at="2026-03-03 11:00") as case:
        lead_notice.notify(case, "2026-XS-001")
    moments: dict[str, Any] = {"posted_at": moment(posted), "received_at": moment(received)}
    with accepted("plan.lead.serve", at="2026-03-06 09:00") as case, pytest.raises(Refused, match=told) as refused:
        lead_notice.serve(case, "2026-XS-001", **BY_POST, **moments)
    assert refused.value.guards == ("G56",)


def test_a_letter_to_the_reporter_names_when_it_was_posted_when_it_arrived_and_its_item(accepted: Act) -> None:
    with accepted("plan.lead.notify", at="2026-03-03 11:00") as case:
        lead_notice.notify(case, "2026-XS-001")
    with accepted("plan.lead.serve", at="2026-03-06 09:00") as case:
        got: dict[str, Any] = {"received_at": moment("2026-03-05 15:20")}
        with pytest.raises(Incomplete) as fault:
            lead_notice.serve(case, "2026-XS-001", **BY_POST, **got)
        assert list(fault.value.items) == ["交邮时间（--posted）"]
        with pytest.raises(Refused, match="直接送达没有交邮时间"):
            lead_notice.serve(
                case, "2026-XS-001", method=ServiceMethod.DIRECT, posted_at=case.at, servers=["测一鸣"], **got
            )
        _, paper = lead_notice.serve(case, "2026-XS-001", **BY_POST, posted_at=moment("2026-03-04 10:00"), **got)
        text = text_of(case, paper)
        assert "2026年3月4日交邮；2026年3月5日15时20分签收" in text
        assert "邮件号：EMS1。签收的原件密封存放，不扫描入库" in text


# ---- the identity --------------------------------------------------------------------------------------------


def test_the_identity_is_shown_to_those_concerned_and_each_request_is_kept(accepted: Act) -> None:
    with accepted("plan.lead.assign", at="2026-03-05 09:00") as case:
        lead.assign(case, "2026-XS-001", handler="样二航", inspection_number=None)
    for actor in ("测一鸣", "样二航", "孙科长", "钱主任"):
        with accepted("plan.lead.reporter", at="2026-03-06 09:00", actor=actor) as case:
            row, identity = request(case, lead.find(case, "2026-XS-001"), "核实培训时间")
            assert (row.actor, identity) == (actor, WHO)
    with accepted("look") as case:
        assert [(r.actor, r.reason) for r in case.all(ReporterRequest)] == [
            (actor, "核实培训时间") for actor in ("测一鸣", "样二航", "孙科长", "钱主任")
        ]
        with pytest.raises(Incomplete, match="查阅理由"):
            request(case, lead.find(case, "2026-XS-001"), " ")


@pytest.mark.parametrize("actor", ["例三川", "周档员"])
def test_others_are_not_shown_who_reported(accepted: Act, actor: str) -> None:
    with accepted("plan.lead.reporter", actor=actor) as case, pytest.raises(Refused, match=f"{actor}不能查阅"):
        request(case, lead.find(case, "2026-XS-001"), "好奇")


def test_identities_that_were_exchanged_are_not_taken_for_each_other(accepted: Act) -> None:
    from jxinspect.errors import Damaged

    with accepted("plan.lead.add") as case:
        other = lead.add(
            case, source=LeadSource.TIP, matter="y", about="某企业", identity={**WHO, "name": "另一测试人"}
        )
        rows = {row.lead_id: row for row in case.all(Reporter)}
        del rows[other.id]
        case.session.expunge(rows.popitem()[1])
        row = case.all(Reporter, lead_id=other.id)[0]
        case.session.expunge(row)
        row.lead_id, first = lead.find(case, "2026-XS-001").id, row
        from jxinspect.store.confidential import _identity

        with pytest.raises(Damaged, match="不配套"):
            _identity(case, first, "")


# ---- cooperation ---------------------------------------------------------------------------------------------


def test_cooperation_rests_on_the_article_of_its_partner_and_stays_open_until_all_is_answered(office: Act) -> None:
    with office("plan.cooperation.add", at="2026-03-02 09:00") as case:
        inside = cooperation.ask(case, partner=Partner.INFORMATION, organ="信息中心", subject="开放查询权限")
        outside = cooperation.ask(
            case, partner=Partner.POLICE, organ="样本县公安局", subject="户籍", basis="行政处罚法 26"
        )
        assert (inside.basis, outside.basis, outside.number) == ("办法 7", "行政处罚法 26", "2026-XT-002")
        assert cooperation.ask(case, partner=Partner.TAX, organ="税务局", subject="申报数据").basis == "办法 8"
    with office("plan.cooperation.answer", at="2026-03-01 09:00") as case, pytest.raises(Refused, match="早于请求"):
        cooperation.answer(case, "2026-XT-001", text="已开放")
    with office("plan.cooperation.answer", at="2026-03-03 09:00") as case:
        cooperation.answer(case, "2026-XT-001", text="先开放一部分", complete=False)
        cooperation.answer(case, "2026-xt-001", text="全部开放")
        assert [row.complete for row in case.all(CooperationAnswer)] == [False, True]
        with pytest.raises(Refused, match="已经办结"):
            cooperation.answer(case, "2026-XT-001", text="又来")
        with pytest.raises(NotFound, match="没有编号"):
            cooperation.answer(case, "2026-XT-009", text="x")


def test_a_request_for_cooperation_names_organ_subject_and_a_day_to_come_and_no_reporter(tip: Act) -> None:
    with tip("plan.cooperation.add", at="2026-03-02 09:00") as case:
        with pytest.raises(Incomplete) as fault:
            cooperation.ask(case, partner=Partner.TAX, organ="", subject=" ")
        assert len(fault.value.items) == 2
        with pytest.raises(Incomplete, match="已经过去"):
            cooperation.ask(case, partner=Partner.TAX, organ="税务局", subject="x", due_on=date(2026, 3, 1))
        with pytest.raises(Refused, match="能看出举报人"):
            cooperation.ask(
                case, partner=Partner.POLICE, organ="公安局", subject="查询举报测试人", lead_number="2026-XS-001"
            )


def test_a_plain_case_file_needs_a_passphrase_for_a_reporter(tip: Act) -> None:
    """Nobody answers here, and the case file is encrypted, so nobody is asked."""
    with tip("look") as case:
        assert request(case, lead.find(case, "2026-XS-001"), "核实")[1] == WHO
        with pytest.raises(Locked):
            case.ask_passphrase("口令", False)
