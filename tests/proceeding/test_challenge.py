"""Reconsideration and suits against the decisions of the hospital's case, and what follows from them."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest

from jxinspect.law.calendar import Calendar
from jxinspect.law.challenge import (
    ChallengeKind,
    ChallengeResult,
    ChallengeStepKind,
    Contested,
    Turn,
    enforced_by_others,
    remedies_end,
)
from jxinspect.law.guards import GUARDS
from jxinspect.law.statutes import refs
from jxinspect.model.challenge import Challenge, ChallengeOutcome, ChallengeStep
from jxinspect.model.proceeding import Decision, Proceeding
from jxinspect.model.proceeding_course import surcharge
from jxinspect.model.proceeding_end import Enforcement, Urging
from jxinspect.model.publication import Publication

At = Callable[[str], Any]
URGE, CLOSE = "rectify proceeding urge", "rectify proceeding close"
FINE = "样人社监罚〔2026〕1号"  # 78,000.00, received on 9 July 2026, to be paid until 24 July
REVIEW = (f"rectify challenge add {FINE} --kind review --on 2026-07-20 --copy 2026-07-24", "2026-07-24 10:00")
SUIT = (f"rectify challenge add {FINE} --kind suit --on 2026-09-25 --copy 2026-10-08", "2026-10-08 11:00")
SUSPENDED = (
    "rectify challenge step 2026-FY-001 --step suspended --reference 样府复停〔2026〕9号 --on 2026-07-27",
    "2026-07-27 10:00",
)
HARD, MILD = "R", "W"


def line(here: Any, words: str, at: str) -> Any:
    return here.run(*shlex.split(words), "--at", at)


def done(here: Any, *lines: tuple[str, str]) -> None:
    for words, at in lines:
        ended = line(here, words, at)
        assert ended.code == 0, ended.err


def ending(
    result: str, more: str = "", *, number: str = "2026-FY-001", at: str = "2026-09-15 10:00"
) -> tuple[str, str]:
    served = at[:10]
    words = f"rectify challenge outcome {number} --result {result} --decided {served} --served {served} "
    return f"{words}--reference 样府复决〔2026〕9号 {more}", at


def recorded(here: Any, result: str = "", filed: str = "2026-07-20", **more: Any) -> None:
    """A reconsideration of the fine as it comes from another machine, with its result of 15 September."""
    with here.merged() as (kept, records):
        about: dict[str, Any] = {"inspection_id": records.inspection.id, "at": datetime(2026, 7, 21, 1, tzinfo=UTC)}
        against = Challenge(
            **about, number="2026-FY-001", year=2026, kind=ChallengeKind.REVIEW, applicant="样本县虚构医院",
            document_id=records.documents("D69")[-1].id, filed_on=date.fromisoformat(filed), body="样本县人民政府",
        )  # fmt: skip
        kept.add(against)
        day = date(2026, 9, 15)
        about |= {"challenge_id": against.id, "decided_on": day, "served_on": day, "effective_on": day} | more
        if result:
            kept.add(ChallengeOutcome(**about, result=ChallengeResult(result), reference="样府复决〔2026〕9号"))


def breached(here: Any, guard: str) -> list[str]:
    """Severities of the breaches of a guard that `check` finds."""
    return [row["severity"] for row in here.run("check", "2026-001", "--guard", guard, "--json").json["rows"]]


def refused(ended: Any, guard: str, words: str) -> None:
    assert ended.code == 4, ended
    assert guard in ended.err
    assert GUARDS[guard].basis in ended.err
    assert words in ended.err


def fen(case: Any) -> int:
    return int(case.ok("rectify", "proceeding", "list", "--json").json["rows"][0]["demanded"])


# ---- the law ----------------------------------------------------------------------------------------------------


def turn(kind: str, result: str | None = None, served: str = "", effective: str = "") -> Turn:
    days = (date.fromisoformat(text) if text else None for text in (served, effective or served))
    return Turn(ChallengeKind(kind), ChallengeResult(result) if result else None, *days)


@pytest.mark.parametrize(
    ("turns", "end"),
    [
        # Received on 2 March: sixty days, or six months.
        ([], "2026-09-02"),
        ([turn("review")], None),
        # Fifteen days for a suit (行政诉讼法 45); the first week of October are rest days.
        ([turn("review", "upheld", "2026-05-06")], "2026-05-21"),
        ([turn("review", "revoked", "2026-09-20")], "2026-10-08"),
        ([turn("review", "mediated", "2026-05-06")], "2026-05-06"),
        # Withdrawn: the six months are still there.
        ([turn("review", "withdrawn", "2026-05-06")], "2026-09-02"),
        ([turn("review", "rejected", "2026-10-09")], "2026-10-09"),
        ([turn("review", "upheld", "2026-05-06"), turn("suit")], None),
        ([turn("review", "upheld", "2026-05-06"), turn("suit", "upheld", "2026-10-12", "2026-10-28")], "2026-10-28"),
        ([turn("suit", "withdrawn", "2026-06-01")], "2026-09-02"),
    ],
)
def test_the_remedies_end_with_the_last_way_that_was_gone(turns: list[Turn], end: str | None) -> None:
    found = remedies_end(date(2026, 3, 2), turns, Calendar.shipped())

    assert found == (date.fromisoformat(end) if end else None)


def test_every_result_has_an_article_for_both_ways_and_a_word_for_lists() -> None:
    for result in ChallengeResult:
        for kind in ChallengeKind:
            assert refs(result.basis(kind)), result
        assert Contested(result.value).label
    assert enforced_by_others(ChallengeKind.REVIEW, ChallengeResult.CHANGED) == "行政复议法 78(二)"
    assert enforced_by_others(ChallengeKind.REVIEW, ChallengeResult.UPHELD) == ""


# ---- filed ------------------------------------------------------------------------------------------------------


def test_status_tells_of_the_reconsideration_and_by_when_the_office_answers(case: At, clock_at: Any) -> None:
    here = case(URGE)
    done(here, REVIEW, SUSPENDED)
    clock_at("2026-07-28 09:00")

    told = here.ok("status", "--json").json
    assert [(c["number"], c["state"], c["suspended"]) for c in told["challenges"]] == [("2026-FY-001", "pending", 1)]
    mine = [(d["deadline"], d["due_on"]) for d in told["deadlines"] if "2026-FY-001" in d["what"]]
    assert mine == [("T28.review", "2026-08-07")]
    # Nobody waits for another application, and while execution is suspended not for money either.
    assert not [d for d in told["deadlines"] if d["deadline"] in ("T16", "T17", "T18", "T19") and "监罚" in d["what"]]
    assert not [d for d in told["deadlines"] if d["deadline"] == "T16"]
    row = here.ok("doc", "list", "--kind", "D69", "--json").json["rows"][0]
    assert row["contested"] == "pending"
    assert "复议、诉讼中" in here.ok("doc", "list", "--kind", "D69").out


def test_what_cannot_be_is_not_taken(case: At) -> None:
    here = case(URGE)
    done(here, REVIEW)

    for words, code, told in (
        (REVIEW[0], 4, "已经登记（2026-FY-001）"),
        ("rectify challenge add 样人社监检通〔2026〕1号 --kind review --on 2026-07-20", 4, "不登记复议、诉讼"),
        (f"rectify challenge add {FINE} --kind suit --on 2026-07-08", 5, "2026-07-09（文书日期）"),
        ("rectify challenge step 2026-FY-001 --step suspended", 5, "没有写文书号"),
        ("rectify challenge step 2026-FY-001 --step appealed", 5, "只有还没有生效的一审判决"),
        ("rectify challenge step 2026-FY-001 --step answered --on 2026-07-23", 5, "日期应当在2026-07-24"),
        (ending("changed")[0], 5, "写明变更后的金额"),
    ):
        ended = line(here, words, "2026-09-15 10:00")
        assert (ended.code, told in ended.err) == (code, True), ended.err


def test_an_application_after_sixty_days_is_registered_and_said_to_be_late(case: At) -> None:
    here = case(URGE)
    late = line(here, f"rectify challenge add {FINE} --kind review --on 2026-09-08", "2026-09-09 09:00")

    assert (late.code, "期限到2026-09-07" in late.out) == (0, True), late.err


# ---- on the way -------------------------------------------------------------------------------------------------


def test_days_of_reconsideration_and_suit_add_nothing_to_the_fine(case: At) -> None:
    here = case(URGE)
    recorded(here, "upheld", filed="2026-07-27")

    with here.merged() as (_, records):
        row = next(row for row in records.of(Decision) if row.fine)
        # 25 and 26 July; from the 27th on nothing until the decision was served on 15 September.
        assert [surcharge(records, row, day) for day in (date(2026, 7, 26), date(2026, 9, 14))] == [468_000] * 2
        assert surcharge(records, row, date(2026, 9, 15)) == 702_000


def test_nobody_is_urged_while_execution_is_suspended(case: At) -> None:
    here = case(URGE)
    done(here, REVIEW, SUSPENDED)

    refused(here.tell(), "G75", "2026-FY-001已经停止执行")
    done(here, ("rectify challenge step 2026-FY-001 --step resumed --reference 函 --on 2026-07-28", "2026-07-28 10:00"))
    assert here.tell().code == 0


def test_check_finds_who_was_urged_although_execution_was_suspended(case: At) -> None:
    here = case(CLOSE)
    recorded(here)
    assert breached(here, "G75") == []
    with here.merged() as (kept, records):
        one, urging = records.of(Challenge)[0], records.of(Urging)[0]
        about: dict[str, Any] = {"inspection_id": one.inspection_id, "challenge_id": one.id, "at": urging.at}
        kept.add(ChallengeStep(**about, kind=ChallengeStepKind.SUSPENDED, on=date(2026, 7, 21), reference="函"))

    assert breached(here, "G75") == [HARD]


def test_the_court_is_not_asked_while_a_suit_goes_on(case: At) -> None:
    here = case(CLOSE)
    done(here, SUIT)

    enforce = "rectify proceeding enforce 2026-LA-001 --condition 有存款 --approver 钱样明"
    refused(line(here, enforce, "2026-10-20 09:00"), "G75", "行政诉讼2026-SS-001还没有生效的结果")


def test_a_late_answer_is_known_before_the_case_is_closed(case: At) -> None:
    here = case(CLOSE)
    done(here, REVIEW, ending("upheld"))

    refused(here.tell("--at", "2026-11-20 10:00"), "G77", "2026-08-07届满")
    assert breached(here, "G77") == [MILD]
    done(here, ("rectify challenge step 2026-FY-001 --step answered --on 2026-08-05", "2026-09-16 10:00"))
    assert breached(here, "G77") == []


def test_a_case_is_not_closed_unaware_of_a_suit(case: At) -> None:
    here = case(CLOSE)
    recorded(here)
    closing = ("--at", "2026-11-20 10:00")

    refused(here.tell(*closing), "G76", "2026-FY-001还没有生效的结果")
    assert here.tell(*closing, "--ack", "G76").code == 0


def test_check_finds_a_case_that_was_closed_during_a_reconsideration(case: At) -> None:
    here = case(CLOSE)
    assert here.tell().code == 0
    recorded(here)

    assert breached(here, "G76") == [MILD]


# ---- ended ------------------------------------------------------------------------------------------------------


def test_a_changed_decision_is_owed_as_changed_and_enforced_by_the_organ_that_changed_it(case: At) -> None:
    here = case(URGE)
    done(here, REVIEW)

    heavier = line(here, *ending("changed", "--fine 98000"))
    refused(heavier, "G79", "罚款98,000.00元高于决定的78,000.00元")
    done(here, ending("changed", "--fine 52000"))
    assert fen(here) == 2_600_000 + 5_200_000
    refused(here.tell("--at", "2026-10-20 09:00"), "G75", "不由本机关申请执行原决定（行政复议法 78(二)）")
    assert here.ok("doc", "list", "--kind", "D69", "--json").json["rows"][0]["contested"] == "changed"
    with here.merged() as (_, records):
        records.of(ChallengeOutcome)[0].fine = 9_800_000
    assert breached(here, "G79") == [MILD]
    words, at = ending("changed", "--fine 53000")
    again = line(here, words, at)
    assert (again.code, "已经有生效的结果" in again.err) == (4, True)
    done(here, (f"{words} --correct 金额误记", at))
    assert fen(here) == 2_600_000 + 5_300_000


def test_a_revoked_decision_demands_nothing_and_is_not_made_again_as_it_was(case: At) -> None:
    here = case(URGE)
    recorded(here, "revoked", redo_by=date(2026, 10, 30))

    assert fen(here) == 2_600_000
    waits = [(d["what"], d["due_on"]) for d in here.ok("status", "--json").json["deadlines"] if "重新作出" in d["what"]]
    assert waits == [(f"按样府复决〔2026〕9号重新作出、履行：{FINE}", "2026-10-30")]
    done(here, ("rectify challenge step 2026-FY-001 --step complied --on 2026-10-20", "2026-11-24 16:00"))
    assert not [d for d in here.ok("status", "--json").json["deadlines"] if "重新作出" in d["what"]]
    with here.merged() as (kept, records):
        old = next(row for row in records.of(Decision) if row.fine)
        columns = {name: getattr(old, name) for name in Decision.model_fields if name != "id"}
        again = columns | {"at": datetime(2026, 9, 16, 2, tzinfo=UTC)}
        kept.add(Decision(**again))
    assert (breached(here, "G78"), breached(here, "G71")) == ([HARD], [])
    with here.merged() as (_, records):
        records.of(ChallengeOutcome)[0].formal = True
    assert breached(here, "G78") == []


@pytest.fixture(autouse=True)
def scan(tmp_path: Any) -> None:
    (tmp_path / "复议决定书.pdf").write_bytes(b"%PDF-1.4 invented")


def test_the_same_decision_is_refused_and_another_one_is_made(case: At) -> None:
    here = case(URGE)
    recorded(here, "revoked", redo_by=date(2026, 10, 30))
    decide = ("--refund", "0", "--at", "2026-09-18 09:00")

    refused(here.tell(*decide, step="rectify proceeding decide"), "G78", "样府复决〔2026〕9号撤销")
    milder = here.tell(*decide, "--reasons", "补充查明以后，", "--fine", "70000", step="rectify proceeding decide")
    assert milder.code == 0, milder.err
    assert fen(here) == 2_600_000 + 7_000_000


def test_a_case_of_which_nothing_is_left_goes_on_from_the_end_of_its_investigation(case: At) -> None:
    here = case(CLOSE)  # the refund was paid
    with here.merged() as (_, records):
        for row in records.of(Decision):
            row.refund = 0
    done(here, REVIEW, ending("revoked", "--redo 2026-10-30"))

    with here.merged() as (_, records):
        assert records.of(Proceeding)[0].state == "investigated"


def test_what_was_paid_on_a_revoked_decision_is_to_be_given_back(case: At) -> None:
    here = case(CLOSE)
    recorded(here, "revoked")

    waits = [d["what"] for d in here.ok("status", "--json").json["deadlines"] if d["what"].startswith("退还")]
    assert waits == [f"退还多缴的款项：案件2026-LA-001（决定{FINE}已经撤销、变更）"]


def test_results_published_before_are_withdrawn_when_the_decision_is_set_aside(case: At, clock_at: Any) -> None:
    here = case(URGE)
    with here.merged() as (kept, records):
        kept.add(
            Publication(
                at=datetime(2026, 7, 15, 1, tzinfo=UTC), code="2026-公布稿-01", year=2026, n=1,
                period_from=date(2026, 1, 1), period_to=date(2026, 6, 30), inspections=[records.inspection.id],
                author=next(iter(records.staff)), published_on=date(2026, 7, 20),
            )
        )  # fmt: skip
    recorded(here, "unlawful")
    clock_at("2026-09-16 09:00")

    lines = [d for d in here.ok("status", "--json").json["deadlines"] if d["deadline"] == "T23"]
    assert [(FINE in d["what"], d["due_on"]) for d in lines] == [(True, "2026-09-18")]


def test_a_decision_found_unlawful_is_urged_on_only_knowingly(case: At) -> None:
    here = case(URGE)
    recorded(here, "unlawful")
    at = ("--at", "2026-10-20 09:00")

    refused(here.tell(*at), "G75", "已经被确认违法")
    assert here.tell(*at, "--ack", "G75").code == 0
    with here.merged() as (kept, records):
        urging = records.of(Urging)[0]
        kept.add(
            Enforcement(
                at=urging.at, inspection_id=urging.inspection_id, proceeding_id=urging.proceeding_id,
                decision_id=urging.decision_id, urging_id=urging.id, court="样本县人民法院", owed=1,
                approved_by=next(iter(records.staff)),
            )
        )  # fmt: skip
    assert breached(here, "G75") == [MILD]


def test_a_judgment_is_in_force_when_nobody_appealed_or_the_higher_court_has_spoken(case: At) -> None:
    here = case(URGE)
    done(here, SUIT, ending("revoked", number="2026-SS-001", at="2026-10-12 10:00"))

    waits = [d for d in here.ok("status", "--json").json["deadlines"] if "2026-SS-001" in d["what"]]
    assert [(d["deadline"], d["due_on"]) for d in waits] == [("T18.appeal", "2026-10-27")]
    assert fen(here) == 10_400_000
    done(here, ("rectify challenge step 2026-SS-001 --step appealed --on 2026-10-20", "2026-10-20 10:00"))
    done(here, ending("upheld", "--final", number="2026-SS-001", at="2026-11-20 10:00"))
    row = here.ok("rectify", "challenge", "show", "2026-SS-001", "--json").json
    assert (row["state"], row["result"], row["effective_on"]) == ("over", "upheld", "2026-11-20")
    assert fen(here) == 10_400_000


def test_the_index_of_the_dossier_tells_what_became_of_a_paper(case: At) -> None:
    from jxinspect.documents.report_dossier import papers

    here = case(URGE)
    done(here, REVIEW, ending("partly", "--fine 52000 --scan 复议决定书.pdf"))
    with here.merged() as (_, records):
        listed = papers(records)

    notes = [(one.number, one.title, one.note) for one in listed if "样府复决" in one.note + one.number]
    assert notes == [
        (FINE, "行政处罚决定书", "部分撤销（样府复决〔2026〕9号）"),
        ("样府复决〔2026〕9号", f"行政复议结果（{FINE}，部分撤销）", "2026-FY-001"),
    ]


def test_who_is_urged_after_a_part_was_set_aside_is_told_what_is_left(case: At) -> None:
    here = case(URGE)
    recorded(here, "partly", fine=5_200_000)

    assert here.tell("--at", "2026-10-20 09:00").code == 0
    left = "上述决定经样本县人民政府样府复决〔2026〕9号部分撤销，应当履行的是：罚款52,000.00元（人民币伍万贰仟元整）。"
    assert f"履行期限到2026年7月24日。{left}你（单位）至今没有" in here.text("D70")
