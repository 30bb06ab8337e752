"""Sealing on site: papers that agree, refusals with their guard, the end of a sealing."""

from __future__ import annotations

import re
import zipfile
from datetime import date, datetime, timedelta, timezone
from io import BytesIO
from typing import Any

import pytest

from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.terms import (
    ReleaseReason,
    SealReason,
    SealState,
    SignOutcome,
)

BEIJING = timezone(timedelta(hours=8))
NUMBER = "2026-001"
ITEMS = [
    {"name": "2025年度会计凭证", "material": "voucher", "quantity": 12, "unit": "册", "period": "2025年1月至12月",
     "reference": "1-12", "pages": 1440, "features": "蓝色封面，起讫号0001至1440"},
    {"name": "失业保险待遇审核档案", "material": "archive", "quantity": 3, "unit": "盒", "period": "2025年"},
    {"name": "业务系统导出数据移动硬盘", "material": "data", "quantity": 1, "unit": "个",
     "carrier": "移动硬盘 SN-TEST-0001", "digest": "ab" * 32, "strip": "2"},
]  # fmt: skip
REQUEST: dict[str, Any] = {
    "reasons": [SealReason.TRANSFER, SealReason.LOSS],
    "facts": "检查组进点后，你单位工作人员将部分会计凭证搬出档案室。",
    "items": ITEMS,
    "copy_suffices": "凭证数量大，原件正在被搬离，复制不能防止原件灭失",
    "keeper": "样本县社会保险服务中心档案室李例子",
    "custody_mode": "原地封存，由当事人档案室保管",
}
CREATE: dict[str, Any] = {
    "strips": ["档案室2号柜门缝", "保险箱正面"],
    "process": "检查人员会同到场人员逐项清点资料，登记封存清单，放入2号柜和保险箱，加贴封条两张。",
    "notified": "2026年3月3日9时电话通知当事人负责人赵样本到场。",
    "attended": "李例子",
    "attended_post": "档案室主任",
    "ended_at": datetime(2026, 3, 3, 11, 20, tzinfo=BEIJING),
    "recordings": ["LX-01", "ZP-01至ZP-06"],
}


def text_of(case: Any, document: Any) -> str:
    """All printed text of a stored DOCX, paragraph by paragraph."""
    with zipfile.ZipFile(BytesIO(case.objects.get(document.sha256))) as package:
        xml = package.read("word/document.xml").decode()
    lines = ("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", par)) for par in xml.split("</w:p>"))
    return "\n".join(lines)


@pytest.fixture
def entered(on_site: Any) -> Any:
    """`act` on a case file with one inspection whose team has entered the unit on 2026-03-02."""
    return on_site


@pytest.fixture
def approved(entered: Any, once: Any) -> Any:
    """A sealing that was asked for and approved on 2026-03-03 before 09:30."""
    from jxinspect.acts import seal

    def made() -> None:
        with entered("seal.request", at="2026-03-03 08:30") as case:
            seal.request(case, NUMBER, **REQUEST)
        with entered("seal.approve", at="2026-03-03 09:00") as case:
            seal.approve(
                case, NUMBER, approver="钱主任", text="同意封存七日", reviewer="孙科长", review_text="情况属实，拟同意"
            )

    once(made)
    return entered


@pytest.fixture
def sealed(approved: Any, once: Any) -> Any:
    """Sealed from 2026-03-03 to 2026-03-10."""
    from jxinspect.acts import seal

    def made() -> None:
        with approved("seal.create", at="2026-03-03 09:30") as case:
            seal.create(case, NUMBER, **CREATE)

    once(made)
    return approved


def test_an_approved_sealing_makes_decision_list_strips_and_record_that_agree(approved: Any) -> None:
    from jxinspect.acts import seal

    with approved("seal.create", at="2026-03-03 09:30") as case:
        row, made = seal.create(case, NUMBER, **CREATE)
        texts = {d.kind: text_of(case, d) for d in made}
    assert [d.kind for d in made] == ["D33", "D34", "D35", "D36"]
    assert made[0].number == "样人社监封〔2026〕1号"
    assert row.state == SealState.ACTIVE
    assert row.ends_on == date(2026, 3, 10)
    for kind in ("D34", "D35", "D36"):
        assert "样人社监封〔2026〕1号" in texts[kind], kind
    for kind in ("D33", "D34", "D35"):
        assert "2026年3月3日" in texts[kind], kind
        assert "2026年3月10日" in texts[kind], kind
    for number in ("2026-001-FC-01-01", "2026-001-FC-01-02"):
        assert all(number in texts[kind] for kind in ("D34", "D35", "D36"))
    assert "共3项，12册、3盒、1个" in texts["D33"]
    assert "共3项，12册、3盒、1个" in texts["D34"]


def test_the_decision_tells_basis_keeping_defence_and_remedy_and_no_statutory_term(approved: Any) -> None:
    from jxinspect.acts import seal

    with approved("seal.create", at="2026-03-03 09:30") as case:
        decision = text_of(case, seal.create(case, NUMBER, **CREATE)[1][0])
    for wanted in (
        "样本县示范路2号",
        "可能被转移、可能灭失",
        "《中华人民共和国社会保险法》第七十九条第二款第（一）项",
        "第十九条",
        "不得启封、使用、转移",
        "有权陈述、申辩",
        "六十日内向样本县人民政府申请行政复议",
        "六个月内依法向样本县人民法院提起行政诉讼",
        "封存清单",
    ):
        assert wanted in decision
    assert "法定期限" not in decision


def test_the_approval_form_shows_reasons_opinions_and_that_it_was_not_urgent(entered: Any) -> None:
    from jxinspect.acts import seal

    with entered("seal.request", at="2026-03-03 08:30") as case:
        seal.request(case, NUMBER, **REQUEST)
    with entered("seal.approve", at="2026-03-03 09:00") as case:
        _, form = seal.approve(
            case, NUMBER, approver="钱主任", text="封存七日", reviewer="孙科长", review_text="拟同意"
        )
        text = text_of(case, form)
    assert form.number == "2026-001-SP-01"
    for wanted in ("■可能被转移", "□可能被隐匿", "■可能灭失", "■否", "钱主任", "孙科长", "同意封存。封存七日"):
        assert wanted in text


def test_the_list_is_in_two_copies_and_names_serial_number_and_digest_of_carriers(sealed: Any) -> None:
    from jxinspect.model.document import Document

    with sealed("look", at="2026-03-03 12:00", dry_run=True) as case:
        text = text_of(case, case.one(Document, kind="D34"))
    for wanted in ("一式二份", "SN-TEST-0001", "ab" * 32, "1440", "蓝色封面，起讫号0001至1440"):
        assert wanted in text


def test_sealing_without_approval_is_refused_by_g20(entered: Any) -> None:
    from jxinspect.acts import seal

    with entered("seal.request", at="2026-03-03 08:30") as case:
        seal.request(case, NUMBER, **REQUEST)
    with pytest.raises(Refused) as refused, entered("seal.create", at="2026-03-03 09:30") as case:
        seal.create(case, NUMBER, **CREATE)
    assert "G20" in refused.value.guards
    with entered("look", at="2026-03-03 09:40", dry_run=True) as case:
        from jxinspect.model.document import Document

        assert [document.kind for document in case.all(Document)] == ["D05"]


def test_what_is_no_material_is_refused_by_g21_already_at_the_request(entered: Any) -> None:
    from jxinspect.acts import seal

    cash = [{"name": "现金", "material": "现金", "quantity": 1, "unit": "箱"}]
    with pytest.raises(Refused) as refused, entered("seal.request", at="2026-03-03 08:30") as case:
        seal.request(case, NUMBER, **{**REQUEST, "items": cash})
    assert refused.value.guards == ("G21",)
    assert "现金" in refused.value.what


@pytest.mark.parametrize(
    ("change", "guard"),
    [
        ({"basis": ["办法 19"]}, "G23"),
        ({"reasons": []}, "G25"),
        ({"facts": "  "}, "G25"),
        ({"days": 31}, "G28"),
        ({"days": 0}, "G28"),
        ({"days": 999999999}, "G28"),
    ],
)
def test_a_request_without_lawful_basis_reason_or_term_is_refused(
    entered: Any, change: dict[str, Any], guard: str
) -> None:
    from jxinspect.acts import seal

    with pytest.raises(Refused) as refused, entered("seal.request", at="2026-03-03 08:30") as case:
        seal.request(case, NUMBER, **{**REQUEST, **change})
    assert refused.value.guards == (guard,)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"copy_suffices": " "}, "复制"),
        ({"items": []}, "资料"),
        ({"urgent": True}, "紧急"),
    ],
)
def test_a_request_that_lacks_a_fact_is_incomplete(entered: Any, change: dict[str, Any], word: str) -> None:
    from jxinspect.acts import seal

    with pytest.raises(Incomplete, match=word), entered("seal.request", at="2026-03-03 08:30") as case:
        seal.request(case, NUMBER, **{**REQUEST, **change})


def test_a_sealing_that_the_head_declined_cannot_be_carried_out(entered: Any) -> None:
    from jxinspect.acts import seal

    with entered("seal.request", at="2026-03-03 08:30") as case:
        seal.request(case, NUMBER, **REQUEST)
    with entered("seal.approve", at="2026-03-03 09:00") as case:
        _, form = seal.approve(case, NUMBER, approver="钱主任", text="先复制", granted=False)
        assert "不同意封存。先复制" in text_of(case, form)
    with pytest.raises(Refused, match="未获批准"), entered("seal.create", at="2026-03-03 09:30") as case:
        seal.create(case, NUMBER, **CREATE)
    with pytest.raises(Refused, match="已经有审批意见"), entered("seal.approve", at="2026-03-03 10:00") as case:
        seal.approve(case, NUMBER, approver="钱主任", text="同意")


def test_a_party_that_refuses_to_sign_needs_a_reason_and_a_witness(approved: Any) -> None:
    from jxinspect.acts import seal

    with pytest.raises(Refused) as refused, approved("seal.create", at="2026-03-03 09:30") as case:
        seal.create(case, NUMBER, **CREATE, outcome=SignOutcome.REFUSED, reason="不认可封存")
    assert refused.value.guards == ("G24",)
    with approved("seal.create", at="2026-03-03 09:30") as case:
        _, made = seal.create(
            case,
            NUMBER,
            **CREATE,
            outcome=SignOutcome.REFUSED,
            reason="不认可封存",
            witness="周见证",
            witness_capacity="样本县虚构社区居民委员会工作人员",
        )
        texts = {d.kind: text_of(case, d) for d in made}
    for kind in ("D34", "D36"):
        assert "到场人员李例子拒绝签名，原因：不认可封存。" in texts[kind]
        assert "周见证（样本县虚构社区居民委员会工作人员）" in texts[kind]


def test_without_anybody_of_the_party_the_witness_stands_in_the_record(approved: Any) -> None:
    from jxinspect.acts import seal

    absent = {**CREATE, "attended": "", "attended_post": ""}
    with pytest.raises(Refused) as refused, approved("seal.create", at="2026-03-03 09:30") as case:
        seal.create(case, NUMBER, **absent)
    assert refused.value.guards == ("G24",)
    with approved("seal.create", at="2026-03-03 09:30") as case:
        row, made = seal.create(case, NUMBER, **absent, witness="周见证", witness_capacity="社区工作人员")
        assert "当事人没有到场，邀请见证人周见证（社区工作人员）到场" in text_of(case, made[3])
        assert row.outcome == SignOutcome.UNABLE


def test_one_inspector_alone_cannot_seal(approved: Any) -> None:
    from jxinspect.acts import seal

    with pytest.raises(Refused) as refused, approved("seal.create", at="2026-03-03 09:30") as case:
        seal.create(case, NUMBER, **CREATE, names=["测一鸣"])
    assert "G05" in refused.value.guards


def test_a_strip_number_is_used_once(sealed: Any) -> None:
    from jxinspect.acts import seal

    with sealed("seal.request", at="2026-03-04 08:30") as case:
        seal.request(case, NUMBER, **{**REQUEST, "items": ITEMS[:1]})
    with sealed("seal.approve", at="2026-03-04 09:00") as case:
        seal.approve(case, NUMBER, approver="钱主任", text="同意")
    ended = datetime(2026, 3, 4, 11, 0, tzinfo=BEIJING)
    again = {**CREATE, "ended_at": ended, "strips": ["柜门=2026-001-FC-01-01"]}
    with pytest.raises(Refused) as refused, sealed("seal.create", at="2026-03-04 09:30") as case:
        seal.create(case, NUMBER, **again)
    assert refused.value.guards == ("G29",)
    with sealed("seal.create", at="2026-03-04 09:30") as case:
        _, made = seal.create(case, NUMBER, **{**again, "strips": ["柜门=监封00017"]})
        assert made[0].number == "样人社监封〔2026〕2号"
        assert "监封00017" in text_of(case, made[2])


@pytest.mark.parametrize("own", ["监封00017", "监封０００１７", "Ab-1", "ab-1"])
def test_a_number_printed_beforehand_is_the_same_however_it_is_typed(approved: Any, own: str) -> None:
    from jxinspect.acts import seal

    twice = ["柜门=监封00017", "窗缝=AB-1", f"抽屉={own}"]
    with pytest.raises(Refused, match="封条编号重复"), approved("seal.create", at="2026-03-03 09:30") as case:
        seal.create(case, NUMBER, **{**CREATE, "strips": twice})


def test_numbers_given_by_the_program_pass_over_those_that_are_taken(approved: Any) -> None:
    from jxinspect.acts import seal
    from jxinspect.model.seal import Strip

    with approved("seal.create", at="2026-03-03 09:30") as case:
        seal.create(case, NUMBER, **{**CREATE, "strips": ["柜门=2026-001-FC-01-02", "窗缝", "抽屉"]})
        numbers = {strip.place: strip.number for strip in case.all(Strip)}
    assert numbers == {"柜门": "2026-001-FC-01-02", "窗缝": "2026-001-FC-01-01", "抽屉": "2026-001-FC-01-03"}


def test_each_strip_that_was_opened_is_replaced_by_one_of_its_own(approved: Any) -> None:
    from jxinspect.acts import seal
    from jxinspect.acts.seal_release import release
    from jxinspect.model.seal import SealItem

    four = [{"name": f"凭证{n}", "material": "voucher", "quantity": 1, "strip": str(1 + n % 2)} for n in range(4)]
    with approved("seal.request", at="2026-03-03 09:10") as case:
        seal.request(case, NUMBER, **{**REQUEST, "items": four})
        seal.approve(case, NUMBER, "2", approver="钱主任", text="同意")
    with approved("seal.create", at="2026-03-03 09:30") as case:
        seal.create(case, NUMBER, "2", **CREATE)
    with approved("seal.release", at="2026-03-04 09:00") as case:
        release(
            case, NUMBER, "2", ground=ReleaseReason.UNRELATED, receiver="李例子", opening="启封", lines=[1, 2],
            restrip=["左柜", "右柜"],
        )  # fmt: skip
        strips = {i.seq: i.strip[-2:] for i in case.all(SealItem) if i.name.startswith("凭证")}
    assert strips == {1: "01", 2: "02", 3: "03", 4: "04"}


def test_a_strip_without_place_is_refused(approved: Any) -> None:
    from jxinspect.acts import seal

    with pytest.raises(Incomplete, match="没有写明封条加贴的位置"), approved("x", at="2026-03-03 09:30") as case:
        seal.create(case, NUMBER, **{**CREATE, "strips": ["=监封00017"]})


def test_an_urgent_sealing_may_come_first_but_declined_approval_forces_release(entered: Any) -> None:
    from jxinspect.acts import seal
    from jxinspect.acts.seal_release import release

    urgent = {**REQUEST, "urgent": True, "urgent_reason": "凭证正在被装车运走"}
    with entered("seal.request", at="2026-03-03 09:00") as case:
        seal.request(case, NUMBER, **urgent)
    with entered("seal.create", at="2026-03-03 09:30") as case:
        seal.create(case, NUMBER, **CREATE)
    with entered("seal.approve", at="2026-03-03 17:00") as case:
        _, form = seal.approve(case, NUMBER, approver="钱主任", text="证据不足", granted=False)
        text = text_of(case, form)
        assert "■是" in text
        assert "2026年3月3日9时30分" in text
        assert "凭证正在被装车运走" in text
    with pytest.raises(Refused) as refused, entered("seal.extend", at="2026-03-03 17:10") as case:
        seal.extend(case, NUMBER, until=date(2026, 3, 20), reason="需要", approver="钱主任")
    assert "G22" in refused.value.guards
    with entered("seal.release", at="2026-03-03 17:30") as case:
        row, made = release(case, NUMBER, ground=ReleaseReason.NOT_APPROVED, receiver="李例子", opening="当场启封")
        assert row.whole
        assert "紧急封存未获批准" in text_of(case, made[0])
        assert "第十九条、《中华人民共和国行政强制法》第十九条的规定，本机关决定" in text_of(case, made[0])


def test_an_urgent_sealing_not_approved_within_24_hours_stops_everything_but_release(entered: Any) -> None:
    from jxinspect.acts import seal
    from jxinspect.acts.procedure import breaches
    from jxinspect.law.guards import asked
    from jxinspect.store.records import inspection_records

    urgent = {**REQUEST, "urgent": True, "urgent_reason": "凭证正在被装车运走"}
    with entered("seal.request", at="2026-03-03 09:00") as case:
        seal.request(case, NUMBER, **urgent)
    with entered("seal.create", at="2026-03-03 09:30") as case:
        seal.create(case, NUMBER, **CREATE)
    for at, broken in (("2026-03-04 09:30", False), ("2026-03-04 09:31", True)):
        with entered("look", at=at, dry_run=True) as case:
            found = {b.guard for b in breaches(inspection_records(case, NUMBER), asked("inspect.leave"))}
        assert ("G22" in found) is broken, at


def test_an_extension_is_written_once_before_the_end_with_its_reason(sealed: Any) -> None:
    from jxinspect.acts import seal
    from jxinspect.model.seal import Seal

    with sealed("seal.extend", at="2026-03-09 10:00") as case:
        _, paper = seal.extend(
            case, NUMBER, until=date(2026, 4, 2), reason="凭证数量大，尚未核对完毕", approver="钱主任"
        )
        text = text_of(case, paper)
        assert case.one(Seal).ends_on == date(2026, 4, 2)
    assert paper.number == "样人社监延封〔2026〕1号"
    for wanted in (
        "样人社监封〔2026〕1号",
        "原期限至2026年3月10日止",
        "延长至2026年4月2日止",
        "凭证数量大",
        "参照",
        "六十日",
    ):
        assert wanted in text
    with pytest.raises(Refused) as refused, sealed("seal.extend", at="2026-03-20 10:00") as case:
        seal.extend(case, NUMBER, until=date(2026, 4, 10), reason="仍未完毕", approver="钱主任")
    assert refused.value.guards == ("G28",)


@pytest.mark.parametrize(
    ("at", "until", "reason", "guards"),
    [
        ("2026-03-09 10:00", date(2026, 4, 10), "未核对完毕", {"G28"}),
        ("2026-03-09 10:00", date(2026, 3, 10), "未核对完毕", {"G28"}),
        ("2026-03-09 10:00", date(2026, 3, 20), " ", {"G28"}),
        ("2026-03-11 10:00", date(2026, 3, 20), "未核对完毕", {"G27", "G28"}),
    ],
)
def test_an_extension_too_long_too_short_unreasoned_or_late_is_refused(
    sealed: Any, at: str, until: date, reason: str, guards: set[str]
) -> None:
    from jxinspect.acts import seal

    with pytest.raises(Refused) as refused, sealed("seal.extend", at=at) as case:
        seal.extend(case, NUMBER, until=until, reason=reason, approver="钱主任")
    assert set(refused.value.guards) == guards


def test_an_expired_sealing_stops_other_acts_until_it_is_released(sealed: Any) -> None:
    from jxinspect.acts import seal
    from jxinspect.acts.seal_release import release
    from jxinspect.model.seal import Seal

    with pytest.raises(Refused) as refused, sealed("seal.request", at="2026-03-11 08:00") as case:
        seal.request(case, NUMBER, **REQUEST)
    assert refused.value.guards == ("G27",)
    with sealed("seal.release", at="2026-03-11 09:00") as case:
        _, made = release(case, NUMBER, ground=ReleaseReason.EXPIRED, receiver="李例子", opening="逐柜启封")
        assert case.one(Seal).state == SealState.RELEASED
        text = text_of(case, made[0])
    assert made[0].number == "样人社监解封〔2026〕1号"
    for wanted in ("封存期限届满", "全部资料", "封条完好", "退还清单", "共3项，12册、3盒、1个", "李例子"):
        assert wanted in text
    with sealed("seal.request", at="2026-03-11 10:00") as case:
        seal.request(case, NUMBER, **REQUEST)


def test_a_partial_release_gives_back_the_lines_named_and_seals_the_rest_anew(sealed: Any) -> None:
    from jxinspect.acts.seal_release import release
    from jxinspect.model.seal import Seal, SealItem, Strip

    wanted: dict[str, Any] = {
        "ground": ReleaseReason.UNRELATED,
        "receiver": "李例子",
        "opening": "启封2号柜",
        "lines": [1],
    }
    with pytest.raises(Incomplete, match="重新加封"), sealed("seal.release", at="2026-03-05 09:00") as case:
        release(case, NUMBER, **wanted)
    with sealed("seal.release", at="2026-03-05 09:00") as case:
        row, made = release(case, NUMBER, **wanted, restrip=["2号柜门缝"], broken=["01"])
        text, strips = (text_of(case, document) for document in made)
        lines = {i.seq: (i.strip, i.released_id) for i in case.all(SealItem)}
        intact = {s.number: s.intact for s in case.all(Strip)}
        assert case.one(Seal).state == SealState.ACTIVE
    assert not row.whole
    assert lines[1] == ("2026-001-FC-01-01", row.id)
    assert lines[2] == ("2026-001-FC-01-03", None)
    assert lines[3] == ("2026-001-FC-01-02", None)
    assert intact == {"2026-001-FC-01-01": False, "2026-001-FC-01-02": None, "2026-001-FC-01-03": None}
    assert "《封存清单》第1项资料" in text
    assert "第2项失业保险待遇审核档案（封条2026-001-FC-01-03）" in text
    assert "有损坏：2026-001-FC-01-01" in text
    assert "2026-001-FC-01-03" in strips
    assert "2026-001-FC-01-02" not in strips


def test_release_refuses_grounds_that_the_records_contradict_and_lines_that_are_not_there(sealed: Any) -> None:
    from jxinspect.acts.seal_release import release

    common: dict[str, Any] = {"receiver": "李例子", "opening": "启封"}
    for ground in (ReleaseReason.NOT_APPROVED, ReleaseReason.EXPIRED):
        with pytest.raises(Refused), sealed("seal.release", at="2026-03-05 09:00") as case:
            release(case, NUMBER, ground=ground, **common)
    with pytest.raises(NotFound, match="第9项"), sealed("seal.release", at="2026-03-05 09:00") as case:
        release(case, NUMBER, ground=ReleaseReason.UNRELATED, lines=[9], **common)
    with pytest.raises(NotFound, match="封条 77"), sealed("seal.release", at="2026-03-05 09:00") as case:
        release(case, NUMBER, ground=ReleaseReason.UNRELATED, broken=["77"], **common)
    with pytest.raises(Incomplete, match="签收"), sealed("seal.release", at="2026-03-05 09:00") as case:
        release(case, NUMBER, ground=ReleaseReason.UNRELATED, outcome=SignOutcome.REFUSED, reason="不收", **common)
