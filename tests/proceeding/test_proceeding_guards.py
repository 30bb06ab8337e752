"""Every guard of a proceeding both ways: the command is refused, and `check` finds what stands in the case file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from jxinspect.law.guards import GUARDS
from jxinspect.law.proceeding import Penalty
from jxinspect.law.terms import OrderOutcome
from jxinspect.model.evidence import Evidence
from jxinspect.model.inspect import OrderRecheck
from jxinspect.model.proceeding import Decision, DefenceReview, Discussion, LegalReview, PriorNotice, Proceeding
from jxinspect.model.proceeding_hearing import HearingNotice, HearingRecord
from jxinspect.model.signed import DocumentVoid

At = Callable[[str], Any]
DECIDE, NOTICE, OPEN = (f"rectify proceeding {step}" for step in ("decide", "notice", "open"))
PAY, CLOSE = "rectify proceeding pay", "rectify proceeding close"
HEAR = "rectify proceeding hear notice"
LIGHT = ("--ground", "removed", "--ground-text", "立案前已经退回大部分")


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=timezone(timedelta(hours=8)))


def refused(ended: Any, guard: str, words: str = "") -> None:
    assert ended.code == 4, ended
    assert guard in ended.err
    assert GUARDS[guard].basis in ended.err
    assert GUARDS[guard].todo in ended.err
    assert words in ended.err


# ---- G19 --------------------------------------------------------------------------------------------------------


def test_an_investigation_does_not_end_on_evidence_taken_afterwards(case: At) -> None:
    here = case("rectify proceeding investigate")
    with here.merged() as (_, records):
        first = records.of(Evidence)[0]
        first.at = moment("2026-08-01 10:00")

    refused(here.tell("--evidence", "1"), "G19", "调查终结报告于")


def test_check_finds_a_decision_whose_evidence_was_taken_afterwards(case: At) -> None:
    here = case(PAY)
    assert ("G19", "R") not in here.found()
    with here.merged() as (_, records):
        by_id = {row.id: row for row in records.of(Evidence)}
        by_id[records.of(Decision)[0].evidence[0]].at = moment("2026-12-01 10:00")

    assert ("G19", "R") in here.found()


# ---- G36 --------------------------------------------------------------------------------------------------------


def test_nothing_is_announced_before_the_day_of_filing(case: At) -> None:
    here = case(NOTICE)

    refused(here.tell("--at", "2026-06-09 12:00"), "G36", "才立案")
    assert here.tell().code == 0


def test_check_finds_a_notice_whose_filing_is_void(case: At) -> None:
    here = case(DECIDE)
    assert ("G36", "R") not in here.found()
    with here.merged() as (file, records):
        paper = records.documents("D61")[0]
        file.add(DocumentVoid(document_id=paper.id, inspection_id=paper.inspection_id, at=paper.at, reason="误立"))

    assert ("G36", "R") in here.found()


# ---- G37 --------------------------------------------------------------------------------------------------------


def test_no_decision_while_the_party_may_still_speak_and_has_not(case: At) -> None:
    here = case("rectify proceeding defend")

    refused(here.tell("--at", "2026-06-24 17:00", step=DECIDE), "G37", "期限到2026-06-24")


def test_no_decision_before_the_notice_was_served(case: At) -> None:
    here = case(NOTICE)
    here.tell()

    refused(here.tell(step=DECIDE), "G37", "没有送达记录")


def test_every_point_of_a_statement_is_reviewed_before_the_decision(case: At) -> None:
    here = case("rectify proceeding answer")
    here.ok(
        "rectify", "proceeding", "hear", "withdraw", "2026-LA-001", "--text", "书面撤回", "--at", "2026-06-22 11:00"
    )

    refused(here.tell(step=DECIDE), "G37", "没有逐条复核")


def test_check_finds_a_decision_older_than_the_service_of_its_notice(case: At) -> None:
    here = case(PAY)
    assert ("G37", "R") not in here.found()
    with here.merged() as (_, records):
        for row in records.of(Decision):
            row.at = moment("2026-06-16 10:00")

    assert ("G37", "R") in here.found()


# ---- G38, G14 ---------------------------------------------------------------------------------------------------


def test_a_hearing_that_was_asked_for_is_held_or_withdrawn_before_the_decision(case: At) -> None:
    here = case("rectify proceeding hear record")

    refused(here.tell(step=DECIDE), "G38", "听证没有举行")


def test_who_gives_up_the_hearing_in_writing_need_not_be_waited_for(case: At) -> None:
    here = case("rectify proceeding defend")
    waiver = ("rectify", "proceeding", "defend", "2026-LA-001", "--speaker", "胡样医", "--at", "2026-06-17 10:00")
    here.ok(*waiver, "--waive")
    refused(here.tell("--at", "2026-06-17 11:00", step=DECIDE), "G38", "没有书面放弃听证")
    here.ok(*waiver, "--waive-hearing")

    told = here.tell("--at", "2026-06-17 11:00", step=DECIDE)
    assert "G38" not in told.err
    assert "G37" not in told.err


def test_a_hearing_is_not_sooner_than_seven_full_working_days_after_its_notice(case: At) -> None:
    here = case(HEAR)

    refused(here.tell("--time", "2026-07-02T09:00"), "G38", "最早2026-07-03")
    assert here.tell("--time", "2026-07-03T09:00").code == 0


def test_who_investigated_hosts_no_hearing(case: At) -> None:
    here = case(HEAR)

    refused(here.tell("--host", "样二航"), "G14", "参加过案件2026-LA-001的调查")


def test_check_finds_a_host_who_investigated_and_a_hearing_that_never_was(case: At) -> None:
    here = case(PAY)
    with here.merged() as (_, records):
        for notice in records.of(HearingNotice):
            notice.host = records.of(Proceeding)[0].handlers[0]
        for record in records.of(HearingRecord):
            record.at = moment("2026-07-01 09:00")

    assert {("G14", "R"), ("G38", "R")} <= here.found()


def test_check_finds_that_the_right_to_a_hearing_was_not_told(case: At) -> None:
    here = case(PAY)
    with here.merged() as (_, records):
        records.of(PriorNotice)[0].hearing = False

    assert ("G38", "R") in here.found()


# ---- G39 --------------------------------------------------------------------------------------------------------


def test_the_superior_department_is_no_reviewing_government(case: At) -> None:
    here = case(DECIDE)
    here.ok("config", "set", "government.name", "样本市人力资源和社会保障局")

    refused(here.tell(), "G39", "应当是本级人民政府")
    here.ok("config", "set", "government.name", "样本县人民政府")
    assert here.tell().code == 0


def test_check_finds_a_decision_without_its_remedies(case: At) -> None:
    here = case(PAY)
    assert ("G39", "R") not in here.found()
    with here.merged() as (_, records):
        records.of(Decision)[0].remedy = "如不服本决定，可以自收到本决定书之日起三十日内向样本县人民政府申请行政复议。"

    assert ("G39", "R") in here.found()


# ---- G40, G41, G42 ----------------------------------------------------------------------------------------------

OBSTRUCTED = (
    *("rectify", "proceeding", "open", "2026-001", "--finding", "1", "--cause", "拒绝提供资料", "--violation", "V34-2"),
    *("--ended", "2026-06-09", "--handler", "测一鸣", "--handler", "样二航", "--reviewer", "孙例平"),
    *("--approver", "钱样明", "--at", "2026-06-10 09:00", "--facts", "责令期限届满仍不提供病历"),
)
ENDED = (
    *("rectify", "proceeding", "investigate", "2026-LA-001", "--course", "询问", "--nature", "拒不提供资料"),
    *("--discretion", "没有从轻情形", "--proposal", "警告", "--evidence", "1", "--at", "2026-06-15 10:00"),
)
WARN = (
    *("rectify", "proceeding", "notice", "2026-LA-001", "--penalty", "warning", "--reasons", "拒不改正"),
    *("--at", "2026-06-16 09:00"),
)


ORDER = (
    *(
        "inspect",
        "order",
        "issue",
        "2026-001",
        "--violation",
        "V34-2",
        "--facts",
        "没有提供病历",
        "--demand",
        "提供病历",
    ),
    *("--due", "2026-06-09", "--evidence", "1", "--approver", "钱样明", "--at", "2026-06-09 11:00"),
)
SERVED = (
    *("notify", "serve", "2026-001", "--doc", "样人社监责改〔2026〕1号", "--method", "direct", "--receiver", "胡样医"),
    *("--capacity", "院长", "--server", "测一鸣", "--server", "样二航", "--at", "2026-06-09 12:00"),
)
DISOBEYED = (
    *("inspect", "order", "recheck", "样人社监责改〔2026〕1号", "--outcome", "refused", "--seen", "仍不提供"),
    *("--at", "2026-06-10 08:00"),
)


def disobeyed(here: Any) -> None:
    """The unit was ordered to hand over its papers and refused."""
    for words in (ORDER, SERVED, DISOBEYED):
        here.ok(*words)


def test_a_warning_comes_after_a_refused_order_and_the_confirmed_article_of_the_ministry(case: At) -> None:
    here = case(OPEN)
    here.ok(*OBSTRUCTED)
    here.ok(*ENDED)
    refused(here.run(*WARN), "G40", "拒不改正的复查记录")
    disobeyed(here)
    refused(here.run(*WARN), "G40", "条号还没有由本机关确认")
    here.ok("config", "set", "penalty.rule48_article", "部令第48号 32")

    assert here.run(*WARN).code == 0
    assert "《社会保险基金行政监督办法》（人力资源和社会保障部令第48号）第三十二条" in here.text("D65")
    with here.merged() as (_, records):
        records.of(OrderRecheck)[0].outcome = OrderOutcome.PARTLY
    assert ("G40", "R") in here.found()


def test_obstruction_by_a_service_organisation_is_fined_by_the_regulation_in_force_since_december_2023(
    case: At,
) -> None:
    here = case(OPEN)
    here.ok(*OBSTRUCTED)
    here.ok(*ENDED)
    disobeyed(here)
    fine = [word for word in WARN if word not in ("--penalty", "warning")]

    refused(here.run(*fine, "--fine", "60000"), "G42", "高于上限50,000.00元")
    assert here.run(*fine, "--fine", "20000").code == 0
    assert "《社会保险经办条例》第五十七条" in here.text("D65")


def test_a_normative_document_alone_carries_no_penalty(case: At) -> None:
    here = case(NOTICE)

    refused(here.tell("--basis", "办法 31(一)"), "G41", "处罚依据只有：办法 31(一)")
    assert here.tell("--basis", "办法 31(一)", "--basis", "社会保险法 87").code == 0
    with here.merged() as (_, records):
        records.of(PriorNotice)[0].basis = ["办法 31(一)"]
    assert ("G41", "R") in here.found()


@pytest.mark.parametrize(
    ("fine", "words"), [("130000.01", "高于上限130,000.00元"), ("51999.99", "低于下限52,000.00元")]
)
def test_a_fine_outside_its_range_is_refused(case: At, fine: str, words: str) -> None:
    here = case(NOTICE)

    refused(here.tell("--fine", fine), "G42", words)


def test_the_law_that_was_not_in_force_when_the_act_ended_is_no_basis(case: At) -> None:
    here = case(NOTICE)
    with here.merged() as (_, records):
        records.of(Proceeding)[0].ended_on = moment("2023-11-30 00:00").date()

    cited = ("--basis", "社会保险法 87", "--basis", "社会保险经办条例 55")
    refused(here.tell(*cited), "G42", "不适用的依据：社会保险经办条例 55")
    assert here.tell().code == 0
    assert "社会保险经办条例" not in here.text("D65")


def test_nothing_becomes_heavier_than_what_was_announced(case: At) -> None:
    here = case(DECIDE)

    refused(here.tell("--fine", "80000"), "G42", "罚款由78,000.00元增加到80,000.00元")
    refused(here.tell("--refund", "27000"), "G42", "退回由26,000.00元增加到27,000.00元")
    assert here.tell("--fine", "60000").code == 0


def test_below_the_range_needs_a_ground_a_passed_review_and_the_head(case: At) -> None:
    here = case(DECIDE)
    refused(here.tell("--fine", "30000"), "G42", "没有写明行政处罚法 32、33")

    told = here.tell("--fine", "30000", *LIGHT)
    refused(told, "G42", "减轻处罚须经机关负责人批准")
    allowed = ("--override", "G42", "--because", "主动退回，减轻处罚", "--approved-by", "钱样明")
    assert here.tell("--fine", "30000", *LIGHT, *allowed).code == 0
    assert "主动消除或者减轻违法行为危害后果" in here.text("D69")
    assert ("G42", "O") not in here.found()


def test_check_finds_a_fine_out_of_range_and_one_that_is_heavier(case: At) -> None:
    here = case(PAY)
    with here.merged() as (_, records):
        next(row for row in records.of(Decision) if row.fine).fine = 20_000_000
    assert ("G42", "R") in here.found()

    with here.merged() as (_, records):
        row = next(row for row in records.of(Decision) if row.fine)
        row.fine, row.ground, row.ground_text = 3_000_000, "removed", "已经退回"
    assert ("G42", "O") in here.found()


# ---- G43, G44, G49, G48, G56 ------------------------------------------------------------------------------------


def test_a_grave_case_is_discussed_and_a_hearing_is_followed_by_a_legal_review(case: At) -> None:
    here = case("rectify proceeding review")
    refused(here.tell(step=DECIDE), "G43", "没有集体讨论记录")
    here.tell("--conclusion", "disagree")
    here.tell(step="rectify proceeding discuss")

    refused(here.tell(step=DECIDE), "G43", "没有通过法制审核")
    here.tell("--at", "2026-07-08 15:00")
    assert here.tell(step=DECIDE).code == 0


@pytest.mark.parametrize("kind", [LegalReview, Discussion])
def test_check_finds_a_decision_before_its_review_or_discussion(case: At, kind: type[Any]) -> None:
    here = case(PAY)
    assert ("G43", "R") not in here.found()
    with here.merged() as (_, records):
        records.of(kind)[0].at = moment("2026-07-10 09:00")

    assert ("G43", "R") in here.found()


def test_a_fine_does_not_stand_for_the_decision_whether_to_refer(case: At) -> None:
    from jxinspect.model.crime import CrimeDecision

    here = case(DECIDE)
    with here.merged() as (_, records):
        records.of(CrimeDecision)[0].at = moment("2026-07-20 09:00")

    refused(here.tell(), "G44", "没有是否移送涉嫌犯罪的决定")


def test_a_reason_why_no_crime_is_suspected_answers_the_question_too(case: At) -> None:
    here = case("rectify refer report")
    none = ("rectify", "refer", "none", "2026-001", "--finding", "1", "--reason", "没有骗取的证据")

    here.ok(*none, "--approver", "钱样明", "--at", "2026-06-12 15:00")
    for step in ("investigate", "notice"):
        here.tell(step=f"rectify proceeding {step}")
    told = here.tell(step=DECIDE)
    assert (told.code, "G44" in told.err, "G37" in told.err) == (4, False, True)


def test_check_finds_a_fine_before_the_decision_whether_to_refer(case: At) -> None:
    from jxinspect.model.crime import CrimeDecision

    here = case(PAY)
    assert ("G44", "R") not in here.found()
    with here.merged() as (_, records):
        records.of(CrimeDecision)[0].at = moment("2026-07-20 09:00")

    assert ("G44", "R") in here.found()


def test_what_was_discovered_after_two_years_is_warned_of(case: At) -> None:
    here = case(OPEN)
    late = ("--ended", "2024-06-08", "--discovered", "2026-06-09")

    refused(here.tell(*late), "G49", "超过2年")
    assert here.tell("--ended", "2024-06-09", "--discovered", "2026-06-09").code == 0


def test_a_warning_of_limitation_is_acknowledged_and_found_when_it_was_not(case: At) -> None:
    here = case(OPEN)
    assert here.tell("--ended", "2024-06-08", "--discovered", "2026-06-09", "--ack", "G49").code == 0
    assert ("G49", "W") not in here.found()

    with here.merged() as (_, records):
        records.of(Proceeding)[0].ended_on = moment("2020-01-01 00:00").date()
        records.of(Proceeding)[0].grave = True
    assert ("G49", "W") not in here.found(), "what was acknowledged stays so"


def test_check_finds_a_case_filed_too_late(case: At) -> None:
    here = case(PAY)
    with here.merged() as (_, records):
        records.of(Proceeding)[0].ended_on = moment("2024-05-31 00:00").date()

    assert ("G49", "W") in here.found()


def test_after_ninety_days_a_penalty_needs_a_basis_for_the_longer_time(case: At) -> None:
    here = case(DECIDE)
    late = ("--at", "2026-09-09 09:00")

    refused(here.tell(*late), "G71", "九十日已于2026-09-08届满")
    assert here.tell(*late, "--late-basis", "样本规章第9条").code == 0
    assert ("G71", "R") not in here.found()


def test_check_finds_a_penalty_after_ninety_days_and_none_on_the_last(case: At) -> None:
    here = case(PAY)
    for when, breached in (("2026-09-08 17:00", False), ("2026-09-09 09:00", True)):
        with here.merged() as (_, records):
            next(row for row in records.of(Decision) if row.fine).at = moment(when)
        assert (("G71", "R") in here.found()) is breached


def test_acts_of_a_case_stand_in_their_order(case: At) -> None:
    here = case("rectify proceeding investigate")
    refused(here.tell("--at", "2026-06-09 12:00"), "G56", "早于立案")

    assert here.tell().code == 0
    with here.merged() as (_, records):
        records.of(Proceeding)[0].at = moment("2026-06-20 09:00")
    assert ("G56", "R") in here.found()


def test_check_finds_a_statement_that_nobody_reviewed(case: At) -> None:
    here = case(PAY)
    with here.merged() as (_, records):
        records.of(DefenceReview)[0].at = moment("2026-07-20 09:00")

    assert ("G37", "R") in here.found()


def test_a_penalty_that_was_not_announced_is_heavier(case: At) -> None:
    here = case(PAY)
    with here.merged() as (_, records):
        row = next(row for row in records.of(Decision) if row.fine)
        row.penalties = [Penalty.WARNING, Penalty.FINE]

    assert ("G42", "R") in here.found()
