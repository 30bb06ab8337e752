"""Guards of closing and of the order of rectification, both ways (G48, G56)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from jxinspect.law.calendar import Calendar
from jxinspect.law.measure import CrimeVerdict, ReferralKind, ReferralStepKind, TalkReason
from jxinspect.law.settings import value_of
from jxinspect.law.terms import (
    Adopted,
    EvidenceForm,
    EvidenceKind,
    EvidenceState,
    InspectionForm,
    LedgerState,
    Level,
    RectifyType,
    SealState,
    Severity,
    UnitType,
)
from jxinspect.model.aggregate import InspectionRecords, World
from jxinspect.model.circular import Recommendation, RecommendationReply
from jxinspect.model.crime import CrimeDecision
from jxinspect.model.document import Document
from jxinspect.model.guards import RULES
from jxinspect.model.inspect import Evidence, Finding, HandoverItem
from jxinspect.model.ledger import overdue, state_text
from jxinspect.model.plan import Agency, Inspection, Unit
from jxinspect.model.rectify import LedgerItem, Progress, RectificationOpinion
from jxinspect.model.referral import Referral, ReferralStep
from jxinspect.model.report import Adoption, Closing
from jxinspect.model.seal import Seal
from jxinspect.model.talk import Inquiry, InquiryReply, Talk, TalkFulfilment, TalkMinutes, TalkRequirement

BEIJING = timezone(timedelta(hours=8))
AT = datetime(2026, 6, 10, 9, 0, tzinfo=BEIJING)
Make = Callable[..., InspectionRecords]


@pytest.fixture
def made() -> Make:
    """Records of one inspection with the rows given."""

    def make(*rows: Any) -> InspectionRecords:
        inspection = Inspection(
            id="i", number="2026-001", year=2026, unit_id="u", form=InspectionForm.SPECIAL,
            period_from=date(2025, 1, 1), period_to=date(2025, 12, 31),
        )  # fmt: skip
        agency = Agency(
            name="样本县局", code="样", level=Level.COUNTY, region_code="360100", region_name="样本县", department="科",
            address="", phone="", complaint_phone="", government="", court="",
        )  # fmt: skip
        unit = Unit(id="u", name="样本单位", type=UnitType.EMPLOYER, region_code="360100", address="", head="")
        world = World(at=AT, calendar=Calendar.shipped(), setting=lambda key: value_of(key, lambda _: None))
        records = InspectionRecords(inspection, agency, unit, {}, world)
        records.add(*rows)
        return records

    return make


def closing() -> Closing:
    return Closing(inspection_id="i", at=AT, result="销号", archived_by="p", retention="10年")


def line(**changed: Any) -> LedgerItem:
    fields: dict[str, Any] = {"type": RectifyType.AT_ONCE, "due_on": date(2026, 6, 1), "state": LedgerState.RUNNING}
    return LedgerItem(inspection_id="i", finding_id="f", seq=1, demand="改", **(fields | changed))


def found(records: InspectionRecords) -> list[tuple[str, Severity]]:
    return [(breach.text, breach.severity) for breach in RULES["G48"](records)]


def test_open_ledger_lines_are_warned_of_and_lasting_ones_are_not(made: Make) -> None:
    assert found(made(line(), closing())) == [("整改事项1没有销号（整改中）", Severity.WARN)]
    assert found(made(line(state=LedgerState.STRUCK), closing())) == []
    assert found(made(line(type=RectifyType.LASTING), closing())) == []


def test_nothing_is_asked_before_the_closing(made: Make) -> None:
    assert found(made(line())) == []


def test_an_active_seal_forbids_the_closing(made: Make) -> None:
    sealing = Seal(
        inspection_id="i", at=AT, code="2026-001-FC-01", seq=1, facts="…", copy_suffices="…", place="…", keeper="…",
        custody_mode="…", days=7, requested_by="p", state=SealState.ACTIVE,
    )  # fmt: skip
    assert found(made(sealing, closing())) == [("封存2026-001-FC-01没有解除", Severity.REFUSE)]
    sealing.state = SealState.RELEASED
    assert found(made(sealing, closing())) == []


def test_an_original_that_was_not_returned_forbids_the_closing(made: Make) -> None:
    item = HandoverItem(
        inspection_id="i", handover_id="h", seq=1, name="凭证", form=EvidenceForm.ORIGINAL, quantity="1册"
    )
    assert found(made(item, closing())) == [("原件“凭证”没有归还", Severity.REFUSE)]
    item.returned_id = "b"
    assert found(made(item, closing())) == []


def test_evidence_borrowed_in_the_original_forbids_the_closing(made: Make) -> None:
    proof = Evidence(
        inspection_id="i", at=AT, code="2026-001-ZJ-001", seq=1, kind=EvidenceKind.DOCUMENT, form=EvidenceForm.ORIGINAL,
        name="账簿", state=EvidenceState.BORROWED,
    )  # fmt: skip
    assert found(made(proof, closing())) == [("证据2026-001-ZJ-001的原件没有归还", Severity.REFUSE)]
    proof.state = EvidenceState.RETURNED
    assert found(made(proof, closing())) == []


def test_progress_before_the_opinion_is_out_of_order(made: Make) -> None:
    opinion = RectificationOpinion(inspection_id="i", at=AT, contact="甲", phone="1")
    early = Progress(inspection_id="i", at=AT - timedelta(days=1), ledger_item_id="l", text="改了")
    assert "早于整改意见书" in next(RULES["G56"](made(opinion, early))).text
    early.at = AT
    assert list(RULES["G56"](made(opinion, early))) == []


def test_a_line_is_overdue_from_the_day_after_its_last_day_unless_it_is_done(made: Make) -> None:
    records = made()
    assert not overdue(records, line(), date(2026, 6, 1))
    assert state_text(records, line(), date(2026, 6, 2)) == "逾期"
    assert state_text(records, line(state=LedgerState.DONE), date(2026, 6, 2)) == "已整改待核查"
    assert not overdue(records, line(due_on=None), date(2026, 12, 31))


def finding(**columns: Any) -> Finding:
    fields: dict[str, Any] = {"title": "多发", "facts": "多发", "period_from": AT.date(), "period_to": AT.date()}
    return Finding(id="f", inspection_id="i", at=AT, seq=1, **(fields | columns))


def asked(records: InspectionRecords) -> list[str]:
    return [breach.text for breach in RULES["G44"](records)]


def decision(**columns: Any) -> CrimeDecision:
    fields: dict[str, Any] = {"findings": ["f"], "verdict": CrimeVerdict.NONE, "reason": "没有骗取的证据"}
    return CrimeDecision(inspection_id="i", proposed_by="p", decided_by="h", **({"at": AT} | fields | columns))


def clue(kind: ReferralKind) -> Referral:
    return Referral(
        inspection_id="i", at=AT, kind=kind, organ="机关", findings=["f"], title="案由", facts="事实", reason="理由",
        contact="人", phone="1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("columns", "why"),
    [
        ({"amount": 3_000_00}, "金额3,000.00元达到3,000.00元"),
        ({"violation": "V32-1"}, "违法情形V32-1可能涉嫌犯罪"),
        ({"violation": "V30", "amount": 1}, "违法情形V30可能涉嫌犯罪"),
    ],
)
def test_an_amount_or_a_kind_of_violation_raises_the_question_at_the_closing(
    made: Make, columns: dict[str, Any], why: str
) -> None:
    assert asked(made(finding(**columns))) == []
    assert asked(made(finding(**columns), closing())) == [f"问题1“多发”没有是否移送的决定：{why}"]


def test_a_small_amount_without_fraud_raises_no_question(made: Make) -> None:
    assert asked(made(finding(amount=2_999_99, violation="V29-1"), closing())) == []


@pytest.mark.parametrize("answer", [decision(), decision(verdict=CrimeVerdict.REFER), clue(ReferralKind.DISCIPLINE)])
def test_a_decision_or_a_referral_of_officials_answers_it(made: Make, answer: Any) -> None:
    assert asked(made(finding(violation="V30"), answer, closing())) == []


@pytest.mark.parametrize(
    "no_answer",
    [decision(findings=["g"]), decision(at=AT + timedelta(days=1)), clue(ReferralKind.AGENCY)],
)
def test_what_is_about_something_else_or_came_later_does_not(made: Make, no_answer: Any) -> None:
    assert len(asked(made(finding(violation="V30"), no_answer, closing()))) == 1


def test_a_finding_that_was_withdrawn_raises_no_question(made: Make) -> None:
    gone = Adoption(
        inspection_id="i", at=AT, item_id="o", result=Adopted.FULLY, reason="属实", finding_id="f", withdraws=True
    )
    assert asked(made(finding(violation="V30"), gone, closing())) == []


# ---- G72 -----------------------------------------------------------------------------------------------------


def left(records: InspectionRecords) -> list[tuple[str, Severity]]:
    return [(breach.text, breach.severity) for breach in RULES["G72"](records)]


def test_a_talk_without_minutes_and_a_requirement_that_was_not_met_are_warned_of_at_closing(made: Make) -> None:
    talk = Talk(
        id="t", inspection_id="i", at=AT, party="样本单位", reason=TalkReason.OVERDUE, matter="…", meet_at=AT,
        place="…", contact="甲", phone="1",
    )  # fmt: skip
    assert left(made(talk)) == []
    assert left(made(talk, closing())) == [("对样本单位的约谈没有进行，也没有约谈记录", Severity.WARN)]
    minutes = TalkMinutes(
        id="m", inspection_id="i", at=AT, talk_id="t", ended_at=AT, place="…", host="p", recorder="p", problems="…",
        statement="…",
    )  # fmt: skip
    wanted = TalkRequirement(id="r", inspection_id="i", minutes_id="m", seq=1, text="退回补贴", due_on=date(2026, 6, 1))
    assert left(made(talk, minutes, wanted, closing())) == [
        ("约谈要求1没有落实（期限2026-06-01）：退回补贴", Severity.WARN)
    ]
    met = TalkFulfilment(inspection_id="i", at=AT, requirement_id="r", text="已退回")
    assert left(made(talk, minutes, wanted, met, closing())) == []


def test_an_inquiry_and_a_recommendation_without_answer_are_warned_of_at_closing(made: Make) -> None:
    inquiry = Inquiry(
        id="q", inspection_id="i", at=AT, party="样本单位", matter="…", due_on=date(2026, 6, 1), contact="甲", phone="1"
    )
    advice = Recommendation(
        id="a", inspection_id="i", at=AT, organ="样本县财政局", facts="…", text="…", contact="甲", phone="1"
    )
    assert left(made(inquiry, advice, closing())) == [
        ("对样本单位的函询没有答复（期限2026-06-01）", Severity.WARN),
        ("对样本县财政局的处理建议没有办结的答复", Severity.WARN),
    ]
    reply = InquiryReply(
        inspection_id="i", at=AT, inquiry_id="q", received_on=AT.date(), signer="乙", handling="采信", recorder="p"
    )
    answer = RecommendationReply(
        inspection_id="i", at=AT, recommendation_id="a", received_on=AT.date(), adopted=Adopted.FULLY, text="照办"
    )
    assert left(made(inquiry, advice, reply, answer, closing())) == []
    answer.complete = False
    assert left(made(inquiry, advice, reply, answer, closing())) == [
        ("对样本县财政局的处理建议没有办结的答复", Severity.WARN)
    ]


def test_a_referral_that_nobody_took_in_is_warned_of_at_closing(made: Make) -> None:
    referral = Referral(
        id="x", inspection_id="i", at=AT, kind=ReferralKind.AGENCY, organ="样本县市场监督管理局", title="无照经营",
        facts="…", reason="…", contact="甲", phone="1",
    )  # fmt: skip
    paper = Document(
        id="d", inspection_id="i", at=AT, kind="D57", number="样移1号", title="移送书", subject_id="x", dated=AT.date(),
        year=2026, sha256="0" * 64, file_name="d.docx", facts_digest="", chain_head="", check_code="", actor="甲",
    )  # fmt: skip
    assert left(made(referral, paper, closing())) == [("移送样本县市场监督管理局的“无照经营”没有结果", Severity.WARN)]
    taken = ReferralStep(
        inspection_id="i", at=AT, referral_id="x", kind=ReferralStepKind.ACCEPTED, happened_at=AT, reference="收1号"
    )
    assert left(made(referral, paper, taken, closing())) == []
