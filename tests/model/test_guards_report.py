"""Guards of the report and the comment round, both ways, on records built by hand (G15, G31-G35, G56)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from jxinspect.law.calendar import Calendar
from jxinspect.law.settings import value_of
from jxinspect.law.terms import Adopted, InspectionForm, Level, ReplyMethod, ServiceMethod, UnitType
from jxinspect.model.aggregate import InspectionRecords, World
from jxinspect.model.consultation import deemed_from, objection_deadline
from jxinspect.model.document import Document
from jxinspect.model.guards import RULES
from jxinspect.model.inspect import Commitment, Finding
from jxinspect.model.plan import Agency, Inspection, Unit
from jxinspect.model.report import (
    Adoption,
    Consultation,
    DeemedConsent,
    FieldworkEnd,
    Objection,
    ObjectionItem,
    Report,
    ReportDraft,
)
from jxinspect.model.service import ProofOfService

BEIJING = timezone(timedelta(hours=8))
Make = Callable[..., InspectionRecords]


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


@pytest.fixture
def made() -> Make:
    """Records of one inspection with the rows given; settings by key."""

    def make(*rows: Any, **settings: str) -> InspectionRecords:
        own = {key.replace("__", "."): value for key, value in settings.items()}
        inspection = Inspection(
            id="i", number="2026-001", year=2026, unit_id="u", form=InspectionForm.SPECIAL,
            period_from=date(2025, 1, 1), period_to=date(2025, 12, 31),
        )  # fmt: skip
        agency = Agency(
            name="样本县局", code="样", level=Level.COUNTY, region_code="360100", region_name="样本县", department="科",
            address="", phone="", complaint_phone="", government="", court="",
        )  # fmt: skip
        unit = Unit(id="u", name="样本单位", type=UnitType.EMPLOYER, region_code="360100", address="", head="")
        world = World(
            at=at("2026-06-01 09:00"), calendar=Calendar.shipped(), setting=lambda key: value_of(key, own.get)
        )
        records = InspectionRecords(inspection, agency, unit, {}, world)
        records.add(*rows)
        return records

    return make


def letter(
    received: str | None = "2026-04-27 10:00", *, sent: str = "2026-04-26 09:00", on_the_spot: bool = False,
    method: ServiceMethod = ServiceMethod.DIRECT,
) -> list[Any]:  # fmt: skip
    """Letter of consultation with its document and, when received, its proof of service."""
    row = Consultation(
        id="c", inspection_id="i", at=at(sent), draft_id="d", contact="甲", phone="1", on_the_spot=on_the_spot
    )
    paper = Document(
        id="d41", inspection_id="i", at=at(sent), kind="D41", title="征求意见函", subject_id="c", number="征1",
        year=2026, dated=at(sent).date(), sha256="", facts_digest="", chain_head="", check_code="", file_name="",
        actor="甲",
    )  # fmt: skip
    if received is None:
        return [row, paper]
    proof = ProofOfService(
        inspection_id="i", at=at(received), documents=["d41"], addressee="样本单位", method=method, place="",
        received_at=at(received),
    )  # fmt: skip
    return [row, paper, proof]


def report(when: str) -> Report:
    return Report(
        id="r", inspection_id="i", at=at(when), draft_id="d", background="一", evaluation="二", opinion="三",
        suggestions="四", signed_by="p",
    )  # fmt: skip


def objection(when: str, *, in_time: bool = True, agrees: bool = False) -> Objection:
    return Objection(
        id=f"o{when}", inspection_id="i", at=at(when), consultation_id="c", method=ReplyMethod.HANDED,
        received_on=date(2026, 4, 27), last_day=date(2026, 5, 13), in_time=in_time, agrees=agrees, recorder="p",
    )  # fmt: skip


def point(of: Objection, seq: int = 1) -> ObjectionItem:
    return ObjectionItem(id=f"p{seq}", inspection_id="i", objection_id=of.id, seq=seq, text="有误")


def answer(seq: int = 1, when: str = "2026-05-11 09:00", reason: str = "不属实") -> Adoption:
    return Adoption(inspection_id="i", at=at(when), item_id=f"p{seq}", result=Adopted.NOT, reason=reason)


def silence(when: str, **changed: Any) -> DeemedConsent:
    fields: dict[str, Any] = {
        "register_check": "没有来文",
        "mail_check": "没有在途邮件",
        "post_possible": False,
        "recorders": ["p", "q"],
    }
    return DeemedConsent(
        id="s", inspection_id="i", at=at(when), consultation_id="c", received_on=date(2026, 4, 27),
        last_day=date(2026, 5, 13), **(fields | changed),
    )  # fmt: skip


def texts(guard: str, records: InspectionRecords) -> list[str]:
    return [breach.text for breach in RULES[guard](records)]


@pytest.mark.parametrize(
    ("received", "last_day"),
    [
        ("2026-04-27 10:00", date(2026, 5, 13)),
        ("2026-02-12 23:59", date(2026, 3, 4)),
        ("2026-09-17 00:00", date(2026, 10, 8)),
        ("2026-06-10 09:00", date(2026, 6, 25)),
    ],
)
def test_the_tenth_working_day_after_receipt_is_the_last(made: Make, received: str, last_day: date) -> None:
    records = made(*letter(received, sent="2026-02-01 09:00"))
    assert objection_deadline(records) == last_day
    assert deemed_from(records, post_possible=False) == last_day + timedelta(days=1)
    assert deemed_from(records, post_possible=True) == last_day + timedelta(days=4)


def test_without_proof_of_service_nothing_runs(made: Make) -> None:
    records = made(*letter(None))
    assert objection_deadline(records) is None
    assert deemed_from(records, post_possible=True) is None


def test_a_letter_served_by_post_always_leaves_days_for_the_post(made: Make) -> None:
    records = made(*letter(method=ServiceMethod.POST), objection__extra_mail_days="5")
    assert deemed_from(records, post_possible=False) == date(2026, 5, 19)


def test_a_report_needs_a_letter_that_was_served_before_it(made: Make) -> None:
    assert texts("G31", made(report("2026-05-20 09:00"))) == ["没有制发征求意见函"]
    assert "没有送达记录" in texts("G31", made(*letter(None), report("2026-05-20 09:00")))[0]
    assert "才送达" in texts("G31", made(*letter("2026-05-21 09:00"), report("2026-05-20 09:00")))[0]
    assert texts("G31", made(*letter(), report("2026-05-20 09:00"))) == []


def test_a_report_waits_for_an_answer_or_for_recorded_silence(made: Make) -> None:
    on_last_day, after = report("2026-05-13 23:59"), report("2026-05-14 00:00")
    assert "尚未届满" in texts("G32", made(*letter(), on_last_day))[0]
    assert "没有视同无异议的记录" in texts("G32", made(*letter(), after))[0]
    assert texts("G32", made(*letter(), silence("2026-05-14 00:00"), after)) == []
    assert texts("G32", made(*letter(), objection("2026-04-30 09:00", agrees=True), on_last_day)) == []


def test_a_late_objection_is_no_answer_and_blocks_nothing(made: Make) -> None:
    late = objection("2026-05-15 09:00", in_time=False)
    records = made(*letter(), late, point(late), silence("2026-05-16 09:00"), report("2026-05-18 09:00"))
    for guard in ("G31", "G32", "G33", "G34"):
        assert texts(guard, records) == []


def test_every_point_in_time_has_an_answer_with_a_reason_before_the_report(made: Make) -> None:
    said = objection("2026-05-08 09:00")
    rows = [*letter(), said, point(said, 1), point(said, 2), report("2026-05-12 09:00")]
    assert texts("G33", made(*rows, answer(1), answer(2))) == []
    assert "第2条" in texts("G33", made(*rows, answer(1)))[0]
    assert "第2条" in texts("G33", made(*rows, answer(1), answer(2, reason=" ")))[0]
    assert "第2条" in texts("G33", made(*rows, answer(1), answer(2, when="2026-05-13 09:00")))[0]


def test_an_objection_that_came_after_the_report_does_not_make_it_unlawful(made: Make) -> None:
    said = objection("2026-05-20 09:00")
    assert texts("G33", made(*letter(), said, point(said), report("2026-05-18 09:00"))) == []


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (silence("2026-05-13 23:59"), "最早2026-05-14"),
        (silence("2026-05-16 23:59", post_possible=True), "最早2026-05-17"),
        (silence("2026-05-14 00:00", register_check=""), "收发登记"),
        (silence("2026-05-14 00:00", mail_check=" "), "在途邮件"),
        (silence("2026-05-14 00:00", recorders=["p"]), "记录人不足两名"),
    ],
)
def test_silence_recorded_too_early_or_unchecked_is_a_breach(made: Make, row: DeemedConsent, words: str) -> None:
    assert words in texts("G34", made(*letter(), row))[0]


def test_silence_holds_from_its_first_day_and_in_spite_of_what_comes_later(made: Make) -> None:
    later = objection("2026-05-20 09:00")
    assert texts("G34", made(*letter(), silence("2026-05-14 00:00"), later)) == []
    assert texts("G34", made(*letter(), silence("2026-05-17 00:00", post_possible=True))) == []
    earlier = objection("2026-05-12 09:00")
    assert "期限内收到过书面意见" in texts("G34", made(*letter(), earlier, silence("2026-05-20 09:00")))[0]


def finding(**changed: Any) -> Finding:
    fields: dict[str, Any] = {
        "id": "f",
        "basis": ["社会保险法 88"],
        "evidence": ["e"],
        "amount": 100,
        "period_from": date(2025, 1, 1),
        "period_to": date(2025, 1, 31),
    }
    return Finding(
        inspection_id="i", at=at("2026-04-16 09:00"), seq=1, title="多发待遇", facts="…", **(fields | changed)
    )


def test_a_finding_has_basis_evidence_amount_and_period(made: Make) -> None:
    assert texts("G35", made(finding())) == []
    assert texts("G35", made(finding(amount=None, no_amount=True))) == []
    for changed, word in (
        ({"basis": [" "]}, "依据条款"),
        ({"evidence": []}, "证据"),
        ({"amount": None}, "金额"),
        ({"period_to": None}, "所属期间"),
    ):
        assert word in texts("G35", made(finding(**changed)))[0]


def test_a_withdrawn_finding_needs_nothing_any_more(made: Make) -> None:
    gone = Adoption(
        inspection_id="i", at=at("2026-05-11 09:00"), item_id="p1", result=Adopted.FULLY, reason="属实", change="删去",
        finding_id="f", withdraws=True,
    )  # fmt: skip
    assert texts("G35", made(finding(evidence=[]), gone)) == []


def test_a_report_needs_the_commitment_or_its_recorded_refusal(made: Make) -> None:
    given = Commitment(inspection_id="i", at=at("2026-04-13 09:00"), signer="赵", post="主任")
    refused = Commitment(
        inspection_id="i", at=at("2026-04-13 09:00"), signer="赵", post="主任", refused=True, reason="称无权承诺"
    )
    later = Commitment(inspection_id="i", at=at("2026-06-01 09:00"), signer="赵", post="主任")
    out = report("2026-05-20 09:00")
    assert texts("G15", made(out, given)) == texts("G15", made(out, refused)) == []
    assert texts("G15", made(out))
    assert texts("G15", made(out, later))


def test_acts_of_the_round_are_in_order(made: Make) -> None:
    end = FieldworkEnd(inspection_id="i", at=at("2026-04-24 16:00"))
    draft = ReportDraft(
        id="d", inspection_id="i", at=at("2026-04-25 09:00"), n=1, background="", evaluation="", opinion="",
        suggestions="", author="p",
    )  # fmt: skip
    said = objection("2026-05-08 09:00")
    good = [end, draft, *letter(), said, answer(), report("2026-05-20 09:00")]
    assert texts("G56", made(*good)) == []
    assert "早于征求意见稿形成" in texts("G56", made(end, draft, *letter(sent="2026-04-24 18:00")))[0]
    assert "早于现场检查结束" in texts("G56", made(end, *letter(), report("2026-04-20 09:00")))[0]
    assert "早于接到征求意见函" in texts("G56", made(*letter(), objection("2026-04-27 09:00")))[0]
    assert "早于收到书面意见" in texts("G56", made(*letter(), said, answer(when="2026-05-01 09:00")))[0]


def test_a_last_day_printed_on_the_spot_agrees_with_the_proof_of_service(made: Make) -> None:
    same_day = letter("2026-04-26 17:00", on_the_spot=True)
    assert texts("G56", made(*same_day)) == []
    assert "接到日期却是2026-04-27" in texts("G56", made(*letter(on_the_spot=True)))[0]
