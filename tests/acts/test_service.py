"""Service by every lawful way: what each records, which day counts, what it starts (民事诉讼法 87-95)."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import docx
import pytest

from jxinspect.acts import document_void, notify, plan, service, service_failed
from jxinspect.acts.notify_address import address
from jxinspect.acts.service_deadlines import started_by
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.service import Standing
from jxinspect.law.terms import InspectionForm, ServiceMethod, UnitType
from jxinspect.model.document import Document
from jxinspect.model.service import ProofOfService

if TYPE_CHECKING:
    from jxinspect.store.casefile import CaseFile

Act = Callable[..., Any]
NUMBER, NOTICE = "2026-001", "样人社监检通〔2026〕1号"
CENTRE = "样本县社会保险服务中心"
WITH: dict[ServiceMethod, dict[str, Any]] = {}


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=timezone(timedelta(hours=8)))


LEFT_ON = at("2026-02-11 10:05")
WITH |= {
    ServiceMethod.DIRECT: {"received_at": LEFT_ON, "receiver": "李例子", "capacity": "办公室主任"},
    ServiceMethod.LEFT: {
        "received_at": LEFT_ON,
        "reason": "负责人拒绝签收",
        "witness": "金例见",
        "witness_capacity": "虚构社区居民委员会，0791-00000009",
    },
    ServiceMethod.POST: {"tracking": "EMS100", "servers": []},
    ServiceMethod.ELECTRONIC: {"received_at": LEFT_ON, "servers": []},
    ServiceMethod.ENTRUSTED: {
        "received_at": LEFT_ON,
        "receiver": "李例子",
        "through": "示例县人力资源和社会保障局",
        "reason": "受送达人在外县",
        "servers": [],
    },
    ServiceMethod.FORWARDED: {
        "received_at": LEFT_ON,
        "receiver": "某甲",
        "addressee": "某甲",
        "through": "虚构监狱",
        "servers": [],
    },
    ServiceMethod.PUBLIC: {
        "published_on": date(2026, 2, 11),
        "published_in": "样本县人民政府网站",
        "reason": "受送达人下落不明",
        "servers": [],
    },
}


def text_of(case: CaseFile, paper: Document) -> str:
    opened = docx.Document(io.BytesIO(case.objects.get(paper.sha256)))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in opened.paragraphs), *cells])


@pytest.fixture
def notified(office: Act, once: Callable[..., Any]) -> Act:
    """Inspection 2026-001, its notice made on 2026-02-10 for an entry on 2026-03-02."""
    once(lambda: prepared(office, CENTRE))
    return office


def prepared(office: Act, unit: str) -> Act:
    ad_hoc = {
        "ad_hoc_reason": "上级交办", "unit_name": unit, "form": InspectionForm.SPECIAL, "funds": ["工伤"],
        "period_from": date(2025, 1, 1), "period_to": date(2025, 12, 31),
    }  # fmt: skip
    with office("plan.scheme.new", at="2026-02-02 09:00") as case:
        plan.open_inspection(case, year=2026, item=None, ad_hoc=ad_hoc)
        plan.set_team(case, NUMBER, leader="测一鸣", members=["样二航"])
        plan.new_scheme(
            case, NUMBER, items="工伤保险基金", scope="全县", content="待遇审核", method="查阅", materials=["支付明细"],
            starts_on=date(2026, 3, 2), ends_on=date(2026, 3, 13),
        )  # fmt: skip
    with office("plan.scheme.approve", at="2026-02-03 09:00") as case:
        plan.approve_scheme(case, NUMBER, approver="钱主任", text="同意", reviewer="孙科长")
    with office("notify.onsite", at="2026-02-10 09:00") as case:
        notify.onsite(case, NUMBER, enter_on=date(2026, 3, 2))
    return office


def serve(
    act: Act, method: ServiceMethod, on: str = "2026-02-11 12:00", without: tuple[str, ...] = (), **fields: Any
) -> tuple[str, ProofOfService]:
    """Serve the notice in the usual way of a method; gives the text of the proof and its record."""
    usual: dict[str, Any] = {"documents": [NOTICE], "servers": ["测一鸣", "样二航"], **WITH[method], **fields}
    with act("notify.serve", at=on) as case:
        usual = {key: value for key, value in usual.items() if key not in without}
        proof, paper = service.serve(case, NUMBER, method=method, **{"documents": [], **usual})
        return text_of(case, paper), proof


def fail(act: Act, on: str, method: ServiceMethod = ServiceMethod.DIRECT, **fields: Any) -> None:
    with act("notify.attempt", at=on) as case:
        service_failed.attempt(
            case, NUMBER, **{"documents": [NOTICE], "method": method, "reason": "大门紧锁，无人应答", **fields}
        )


def confirm(act: Act, *, consents: bool, on: str = "2026-02-10 15:00", **fields: Any) -> None:
    with act("notify.address", at=on) as case:
        address(case, NUMBER, consents=consents, **{"electronic": "office@example.invalid", **fields})


# ---- what each way wants -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("method", "without", "missing"),
    [
        (ServiceMethod.DIRECT, ("received_at",), ["送达时间"]),
        (ServiceMethod.DIRECT, ("receiver", "capacity", "servers"), ["收件人", "职务或者身份", "送达人"]),
        (ServiceMethod.LEFT, ("reason", "witness"), ["拒收事由", "照片、录像"]),
        (ServiceMethod.LEFT, ("witness_capacity",), ["基层组织或者单位"]),
        (ServiceMethod.LEFT, ("received_at", "servers"), ["留置时间", "送达人"]),
        (ServiceMethod.POST, ("tracking",), ["邮件号码"]),
        (ServiceMethod.ELECTRONIC, ("received_at",), ["到达特定系统", "确认书", "电子送达地址"]),
        (ServiceMethod.ENTRUSTED, ("through", "reason"), ["受委托机关", "困难"]),
        (ServiceMethod.FORWARDED, ("through", "receiver"), ["收件人", "监所"]),
        (
            ServiceMethod.PUBLIC,
            ("published_on", "published_in", "reason"),
            ["公告日期", "公告载体", "公告送达的原因", "经过"],
        ),
        (ServiceMethod.DIRECT, ("documents",), ["--doc"]),
    ],
)
def test_everything_that_a_way_lacks_is_named_at_once_with_its_article(
    notified: Act, method: ServiceMethod, without: tuple[str, ...], missing: list[str]
) -> None:
    with pytest.raises(Incomplete) as fault:
        serve(notified, method, without=without)
    assert len(fault.value.items) == len(missing), fault.value.items
    for word, item in zip(missing, fault.value.items, strict=True):
        assert word in item
        assert "法" in item
    assert "民事诉讼法" in fault.value.why


@pytest.mark.parametrize(
    ("method", "words"),
    [
        (ServiceMethod.DIRECT, ["■直接送达", "2026年2月11日10时05分", "李例子（办公室主任）", "负责收件的人"]),
        (
            ServiceMethod.LEFT,
            ["■留置送达", "负责人拒绝签收", "2026年2月11日", "金例见", "虚构社区居民委员会，0791-00000009"],
        ),
        (ServiceMethod.POST, ["■邮寄送达", "2026年2月11日交邮，以回执注明的收件日期为准", "邮件号：EMS100"]),
        (ServiceMethod.ENTRUSTED, ["■委托送达", "受委托机关：示例县人力资源和社会保障局", "受送达人在外县"]),
        (ServiceMethod.FORWARDED, ["■转交送达", "转交单位：虚构监狱", "某甲"]),
    ],
)
def test_the_proof_of_each_way_says_what_was_done(notified: Act, method: ServiceMethod, words: list[str]) -> None:
    text, _ = serve(notified, method)
    for word in words:
        assert word in text, word


SIGNED_BY_HAND = "＿＿＿＿年＿＿月＿＿日＿＿时＿＿分"


@pytest.mark.parametrize("method", [ServiceMethod.LEFT, ServiceMethod.ELECTRONIC])
def test_where_nobody_signs_for_the_papers_the_cell_of_the_receiver_is_struck_out(
    notified: Act, method: ServiceMethod
) -> None:
    confirm(notified, consents=True)
    text, _ = serve(notified, method)
    assert SIGNED_BY_HAND not in text


@pytest.mark.parametrize(
    ("method", "server"),
    [
        (ServiceMethod.ENTRUSTED, "（由受委托机关的送达人签名）"),
        (ServiceMethod.FORWARDED, "（由转交单位的经手人签名）"),
    ],
)
def test_who_hands_the_papers_over_for_us_signs_for_it(notified: Act, method: ServiceMethod, server: str) -> None:
    text, _ = serve(notified, method)
    assert server in text
    assert SIGNED_BY_HAND in text


def test_papers_for_somebody_in_custody_are_received_where_he_is_held(notified: Act) -> None:
    _, proof = serve(notified, ServiceMethod.FORWARDED)
    assert proof.place == "虚构监狱"


def test_left_service_may_rest_on_recordings_instead_of_a_witness(notified: Act) -> None:
    text, _ = serve(
        notified, ServiceMethod.LEFT, recordings=["2026-001-YX-01"], without=("witness", "witness_capacity")
    )
    assert "2026-001-YX-01" in text


# ---- to whom --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("receiver", "standing", "printed"),
    [
        ("赵样本", None, "法定代表人或者主要负责人"),
        ("李例子", None, "负责收件的人"),
        ("吴代理", Standing.AGENT, "代理人"),
    ],
)
def test_a_unit_receives_through_its_head_its_mail_room_or_an_agent(
    notified: Act, receiver: str, standing: Standing | None, printed: str
) -> None:
    text, proof = serve(
        notified, ServiceMethod.DIRECT, receiver=receiver, standing=standing, reason="持授权委托书" if standing else ""
    )
    assert printed in text
    assert proof.standing is not None


def test_a_family_member_does_not_receive_for_a_unit(notified: Act) -> None:
    with pytest.raises(Refused, match="是单位，不能由“同住的成年家属”签收") as refused:
        serve(
            notified, ServiceMethod.DIRECT, standing=Standing.FAMILY, relation="配偶", reason="外出", addressee=CENTRE
        )
    assert "民事诉讼法 88" in refused.value.why


def person(office: Act) -> Act:
    """The notice of an inspection of a person, 某甲."""
    with office("plan.unit.add", at="2026-01-06 09:00") as case:
        plan.add_unit(
            case, name="某甲", type=UnitType.PERSON, region_code="360100", address="样本县示范路8号", head="某甲"
        )
    return prepared(office, "某甲")


def test_a_person_receives_himself_or_somebody_says_as_what_and_why(office: Act) -> None:
    act = person(office)
    with pytest.raises(Incomplete) as fault:
        serve(act, ServiceMethod.DIRECT, receiver="某乙", capacity="教师")
    assert [item for item in fault.value.items if "--standing" in item and "family 同住的成年家属" in item]
    with pytest.raises(Incomplete) as why:
        serve(act, ServiceMethod.DIRECT, receiver="某乙", capacity="教师", standing=Standing.FAMILY)
    assert [item[:4] for item in why.value.items] == ["代收理由", "与受送达"]
    with pytest.raises(Refused, match="是个人，不能由“负责收件的人”签收"):
        serve(act, ServiceMethod.DIRECT, receiver="某乙", capacity="门卫", standing=Standing.RECEIVER)
    text, _ = serve(
        act, ServiceMethod.DIRECT, receiver="某乙", capacity="教师", standing=Standing.FAMILY, relation="配偶",
        reason="本人外出务工",
    )  # fmt: skip
    assert "同住的成年家属（配偶）" in text
    assert "本人外出务工" in text


def test_the_person_himself_needs_no_further_words(office: Act) -> None:
    _, proof = serve(person(office), ServiceMethod.DIRECT, receiver="某甲", capacity="本人")
    assert proof.standing == Standing.SELF


def test_papers_for_a_unit_are_not_forwarded_through_a_prison(notified: Act) -> None:
    with pytest.raises(Refused, match="不能转交送达") as refused:
        serve(notified, ServiceMethod.FORWARDED, without=("addressee",))
    assert "民事诉讼法 92、93" in refused.value.why


# ---- electronic -----------------------------------------------------------------------------------------------


def test_electronic_service_goes_to_the_confirmed_address_and_counts_from_its_arrival(notified: Act) -> None:
    confirm(notified, consents=True)
    text, proof = serve(notified, ServiceMethod.ELECTRONIC)
    assert proof.tracking == "office@example.invalid"
    assert proof.address_id is not None
    assert "2026年2月11日10时05分到达特定系统" in text
    assert "受送达人的特定系统：office@example.invalid" in text
    assert "电子送达依据：受送达人签订的送达地址及电子送达确认书（编号：2026-001-SD-01）" in text


@pytest.mark.parametrize(
    "confirmed",
    [
        {"consents": False},
        {"consents": True, "on": "2026-02-12 09:00"},
        {"consents": True, "on": "2026-02-11 10:30"},  # the papers arrived at 10:05
        {"consents": True, "party": "某丙", "address": "路1号", "receiver": "某丙", "phone": "0791-1"},
    ],
)
def test_without_consent_before_the_service_nothing_is_served_electronically(
    notified: Act, confirmed: dict[str, Any]
) -> None:
    confirm(notified, **confirmed)
    with pytest.raises(Incomplete) as fault:
        serve(notified, ServiceMethod.ELECTRONIC, tracking="office@example.invalid")
    (item,) = fault.value.items
    assert "行政处罚法 61 II" in item


def test_the_post_goes_to_the_confirmed_address(notified: Act) -> None:
    confirm(notified, consents=False, electronic="", address="样本县示范路9号3楼")
    text, _ = serve(notified, ServiceMethod.POST)
    assert "样本县示范路9号3楼" in text


# ---- post -----------------------------------------------------------------------------------------------------


def bring_back(act: Act, on: str = "2026-02-20 10:00", reason: str = "查无此单位") -> None:
    with act("notify.returned", at=on) as case:
        service_failed.returned(case, NUMBER, tracking="EMS100", reason=reason)


def test_what_the_post_brought_back_was_not_served_and_is_served_in_another_way(notified: Act) -> None:
    serve(notified, ServiceMethod.POST)
    bring_back(notified)
    with pytest.raises(Refused, match="已经登记退回"), notified("notify.receive", at="2026-02-21 09:00") as case:
        service.receive(case, NUMBER, tracking="EMS100", received_at=at("2026-02-20 11:00"), receiver="甲")
    with pytest.raises(Refused, match="已经登记退回"):
        bring_back(notified)
    _, proof = serve(notified, ServiceMethod.DIRECT, on="2026-02-21 12:00", received_at=at("2026-02-21 10:00"))
    assert proof.received_at == at("2026-02-21 10:00")


def test_a_paper_is_posted_once_by_one_item_and_what_was_forgotten_arrives_with_it(notified: Act) -> None:
    serve(notified, ServiceMethod.POST)
    with pytest.raises(Refused, match="已经登记交邮：样人社监检通〔2026〕1号") as refused:
        serve(notified, ServiceMethod.POST)
    assert refused.value.guards == ("G55",)
    serve(notified, ServiceMethod.POST, documents=["样人社监调〔2026〕1号"])
    for _ in range(2):
        with notified("notify.receive", at="2026-02-21 09:00") as case:
            service.receive(case, NUMBER, tracking="EMS100", received_at=at("2026-02-20 11:00"), receiver="甲")
    with notified("x", at="2026-02-21 10:00") as case:
        assert {proof.received_at for proof in case.all(ProofOfService)} == {at("2026-02-20 11:00")}


def test_a_document_that_came_back_may_be_void_but_not_one_still_under_way(notified: Act) -> None:
    serve(notified, ServiceMethod.POST)
    with pytest.raises(Refused, match="不能作废"), notified("doc.void", at="2026-02-19 09:00") as case:
        document_void.void(case, NOTICE, because="地址有误")
    bring_back(notified)
    with notified("doc.void", at="2026-02-21 09:00") as case:
        row, _ = document_void.void(case, NOTICE, because="地址有误")
        assert row.reason == "地址有误"


def test_a_notice_made_void_for_good_comes_next_in_status_and_may_still_be_issued_anew(
    notified: Act, line: Callable[[str], Any]
) -> None:
    made = line(f"2026-02-10 10:00 doc void {NOTICE} --because 写错了")
    assert f"jxinspect doc void {NOTICE} --because 理由 --again" in made.out
    (first, *_) = line("2026-02-10 10:10 status --json").json["inspections"][0]["next"]
    assert first["command"] == f"jxinspect doc void {NOTICE} --because 理由 --again"
    anew = line(f"2026-02-10 10:20 doc void {NOTICE} --because 写错了 --again")
    assert "样人社监检通〔2026〕2号" in anew.out, anew.err
    assert line(f"2026-02-10 10:30 doc void {NOTICE} --because 写错了 --again").code == 4
    (first, *_) = line("2026-02-10 10:40 status --json").json["inspections"][0]["next"]
    assert first["title"] == "送达检查通知书"


def test_a_return_names_its_reason_and_its_item(notified: Act) -> None:
    serve(notified, ServiceMethod.POST)
    with pytest.raises(Incomplete, match="为什么退回"):
        bring_back(notified, reason=" ")
    with pytest.raises(NotFound) as unknown, notified("notify.returned", at="2026-02-20 10:00") as case:
        service_failed.returned(case, NUMBER, tracking="EMS9", reason="查无此人")
    assert "EMS100" in unknown.value.why


# ---- public notice --------------------------------------------------------------------------------------------


def test_public_notice_follows_other_tries_and_ends_after_thirty_days(notified: Act) -> None:
    fail(notified, "2026-02-10 16:00")
    text, proof = serve(notified, ServiceMethod.PUBLIC)
    assert proof.received_at == at("2026-03-13 23:59")
    for word in (
        "2026年2月11日公告，2026年3月13日公告期满，视为送达",
        "样本县人民政府网站",
        "公告送达的原因：受送达人下落不明",
        "2026年2月10日直接送达未成（大门紧锁，无人应答）",
        "公告期：30日",
    ):
        assert word in text, word


def test_a_public_notice_that_ends_on_a_rest_day_ends_on_the_next_working_day(notified: Act) -> None:
    fail(notified, "2026-02-10 16:00")
    _, proof = serve(notified, ServiceMethod.PUBLIC, on="2026-03-06 09:00", published_on=date(2026, 3, 6))
    assert proof.received_at == at("2026-04-07 23:59")  # 04-05 lies in 清明节


def test_sixty_days_are_given_only_when_asked_for_and_no_other_number(notified: Act) -> None:
    fail(notified, "2026-02-10 16:00")
    with pytest.raises(Refused, match="不能是15日") as refused:
        serve(notified, ServiceMethod.PUBLIC, public_days=15)
    assert "民事诉讼法 95" in refused.value.why
    text, proof = serve(notified, ServiceMethod.PUBLIC, public_days=60)
    assert proof.received_at == at("2026-04-13 23:59")  # 04-12 is a Sunday
    assert "公告期：60日" in text


def test_a_posting_that_came_back_is_among_the_tries_of_the_public_notice(notified: Act) -> None:
    serve(notified, ServiceMethod.POST)
    bring_back(notified)
    text, _ = serve(notified, ServiceMethod.PUBLIC, on="2026-02-24 12:00", published_on=date(2026, 2, 24))
    assert "2026年2月20日邮件EMS100退回（查无此单位）" in text


def test_a_public_notice_is_not_registered_before_it_was_published(notified: Act) -> None:
    fail(notified, "2026-02-10 16:00")
    with pytest.raises(Refused, match="是将来") as refused:
        serve(notified, ServiceMethod.PUBLIC, published_on=date(2026, 12, 1))
    assert refused.value.guards == ("G59",)


@pytest.mark.parametrize("method", [ServiceMethod.DIRECT, ServiceMethod.LEFT])
def test_a_receipt_later_than_the_act_that_notes_it_is_refused(notified: Act, method: ServiceMethod) -> None:
    with pytest.raises(Refused, match="送达时间2026年2月11日10时05分晚于登记的时间2026年2月11日9时00分") as refused:
        serve(notified, method, on="2026-02-11 09:00")
    assert refused.value.guards == ("G56",)


def test_a_paper_that_was_served_is_not_served_anew_for_an_earlier_day(notified: Act) -> None:
    serve(notified, ServiceMethod.DIRECT, on="2026-02-12 12:00", received_at=at("2026-02-12 10:00"))
    with pytest.raises(Refused, match="已于2026年2月12日10时00分送达"):
        serve(notified, ServiceMethod.DIRECT, on="2026-02-11 12:00")


def test_a_scheme_with_its_focus_is_not_served_to_the_unit(notified: Act) -> None:
    with pytest.raises(Refused, match="检查方案 样人社监案〔2026〕1号 是内部文书，不送达"):
        serve(notified, ServiceMethod.DIRECT, documents=["样人社监案〔2026〕1号"])
    with pytest.raises(Refused, match="是内部文书，不送达"):
        fail(notified, "2026-02-10 16:00", documents=["样人社监案〔2026〕1号"])


def test_while_the_public_notice_runs_the_papers_may_still_be_handed_over(notified: Act) -> None:
    fail(notified, "2026-02-10 16:00")
    serve(notified, ServiceMethod.PUBLIC)
    serve(notified, ServiceMethod.DIRECT, on="2026-02-25 12:00", received_at=at("2026-02-25 10:00"))
    with pytest.raises(Refused, match="已于2026年2月25日10时00分送达"):
        serve(notified, ServiceMethod.DIRECT, on="2026-02-26 12:00", received_at=at("2026-02-26 10:00"))


def test_a_failed_try_says_what_and_why_and_is_not_a_public_notice(notified: Act) -> None:
    with pytest.raises(Incomplete) as fault:
        fail(notified, "2026-02-10 16:00", documents=[], reason=" ")
    assert len(fault.value.items) == 2
    with pytest.raises(Refused, match="公告送达没有"):
        fail(notified, "2026-02-10 16:00", method=ServiceMethod.PUBLIC)


# ---- many documents, and what begins --------------------------------------------------------------------------


def test_one_proof_lists_twelve_documents_and_no_more(notified: Act) -> None:
    with notified("notify.materials", at="2026-02-10 10:00") as case:
        numbers = [
            notify.materials(case, NUMBER, lines=[{"name": f"凭证{n}"}], due_on=date(2026, 3, 4)).number
            for n in range(12)
        ]
    with pytest.raises(Incomplete, match="最多写12件文书，现有13件"):
        serve(notified, ServiceMethod.DIRECT, documents=[NOTICE, *numbers])
    text, _ = serve(notified, ServiceMethod.DIRECT, documents=[NOTICE, *numbers[:11]])
    assert numbers[10] in text


def test_the_service_of_a_notice_tells_from_when_one_may_enter(notified: Act) -> None:
    _, proof = serve(notified, ServiceMethod.DIRECT)
    with notified("look", at="2026-02-11 13:00", dry_run=True) as case:
        (begun,) = started_by(case, NUMBER, proof)
    assert str(begun) == "最早可以进点：2026-02-24（办法 22(二)）"


def test_an_item_in_the_post_starts_nothing_yet(notified: Act) -> None:
    _, proof = serve(notified, ServiceMethod.POST)
    with notified("look", at="2026-02-11 13:00", dry_run=True) as case:
        assert started_by(case, NUMBER, proof) == []
