"""Cases as people handle them: what the papers say, what `status` tells, what is not possible."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from jxinspect.acts.status import due_lines, enforcement_rows
from jxinspect.law.calendar import Calendar
from jxinspect.model.proceeding import Decision, Proceeding
from jxinspect.model.proceeding_course import surcharge

At = Callable[[str], Any]
OPEN, NOTICE, DECIDE, PAY, URGE, CLOSE = (
    f"rectify proceeding {step}" for step in ("open", "notice", "decide", "pay", "urge", "close")
)
REMEDY = (
    "如不服本决定，可以自收到本决定书之日起六十日内向样本县人民政府申请行政复议，"
    "也可以自收到本决定书之日起六个月内依法向样本县人民法院提起行政诉讼。"
)


def test_the_page_shows_what_the_program_does(hospital: Any) -> None:
    assert hospital.wrong == []


def test_the_penalty_decision_holds_the_six_things_that_the_law_names(case: At) -> None:
    here = case(PAY)
    text = here.text("D69")

    for part in (
        "当事人：样本县虚构医院|",
        "法定代表人（主要负责人）：胡样医",
        "地址：样本县示范路18号",
        "虚报12名工伤职工的住院费用26000元",
        "2026-001-ZJ-001《12名工伤职工的住院病历和结算单》",
        "《中华人民共和国社会保险法》第八十七条",
        "罚款78,000.00元（人民币柒万捌仟元整）",
        "自收到本决定书之日起十五日内将罚没款缴至：样本银行",
        "每日按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额",
        "本机关于2026年7月6日根据当事人的申请举行了听证",
        "第1条不成立，第2条部分成立",
        REMEDY,
        "样本县人力资源和社会保障局|2026年7月9日",
    ):
        assert part in text, part
    assert "人力资源和社会保障厅" not in text
    assert "责令你（单位）自收到本决定书之日起15日内退回骗取的社会保险基金26,000.00元" in here.text("D68")
    assert REMEDY in here.text("D68")


def test_the_prior_notice_tells_content_reasons_basis_and_both_rights_with_their_periods(case: At) -> None:
    text = case(PAY).text("D65")

    for part in (
        "行政处理、行政处罚事先告知书",
        "拟对你（单位）作出如下决定",
        "法定罚款幅度为52,000.00元以上130,000.00元以下，罚款为骗取金额26,000.00元的3倍",
        "请自收到本告知书之日起5个工作日内",
        "不因陈述、申辩给予更重的处罚",
        "有权要求举行听证",
        "自收到本告知书之日起五个工作日内",
    ):
        assert part in text, part


def test_below_the_threshold_no_hearing_is_told_and_a_longer_time_for_defence_may_be_set(case: At) -> None:
    here = case(OPEN)
    small = ("--party", "某样人", "--person", "--identity", "360100198506150035", "--address", "样本县示范路9号")
    assert here.tell(*small, "--amount", "1000").code == 0
    here.tell(step="rectify proceeding investigate")
    assert here.tell("--fine", "2999", "--refund", "1000", "--days", "10", step=NOTICE).code == 0

    text = here.text("D65")
    assert "有权要求举行听证" not in text
    assert "自收到本告知书之日起10个工作日内" in text
    assert "当事人：某样人" in text
    assert "360100198506150035" in text
    assert here.tell("--fine", "3000", "--refund", "1000", step=NOTICE).code == 0
    assert "公民3,000.00元以上的听证标准" in here.text("D65")
    words = "notify serve 2026-001 --doc 样人社监告〔2026〕2号 --method direct --receiver 某样人"
    servers = (
        "--capacity",
        "本人",
        "--place",
        "其住所",
        "--server",
        "测一鸣",
        "--server",
        "样二航",
        "--at",
        "2026-06-16 15:00",
    )
    served = here.run(*words.split(), *servers)
    assert served.code == 0, served.err
    assert "受送达人  某样人" in served.out


def test_too_short_a_time_for_defence_is_refused(case: At) -> None:
    ended = case(NOTICE).tell("--days", "2")

    assert ended.code == 4
    assert "至少3个工作日" in ended.err


def test_a_case_comes_from_a_finding_or_an_accepted_lead_of_the_inspection(case: At) -> None:
    here = case(OPEN)
    without = here.tell(without=("--finding",))
    assert (without.code, "没有写明案件来源" in without.err) == (5, True)
    lead = ("--source", "superior", "--origin", "样本市局交办第5号", "--unit", "样本县虚构医院")
    about = ("--matter", "虚报住院费用", "--fund", "injury")
    here.ok("plan", "lead", "add", *lead, *about, "--at", "2026-06-01 09:00")
    from_lead = ("--lead", "2026-XS-001", "--violation", "V31-1", "--amount", "26000", "--facts", "虚报住院费用")

    early = here.tell(*from_lead, without=("--finding",))
    assert (early.code, "不能据以立案" in early.err) == (4, True)
    here.ok(
        "plan", "lead", "assess", "2026-XS-001", "--decision", "accept", "--by", "孙例平", "--at", "2026-06-02 09:00"
    )
    elsewhere = here.tell(*from_lead, without=("--finding",))
    assert (elsewhere.code, "plan lead assign" in elsewhere.err) == (4, True)
    here.ok("plan", "lead", "assign", "2026-XS-001", "--inspection", "2026-001", "--at", "2026-06-02 10:00")

    assert here.tell(*from_lead, without=("--finding",)).code == 0
    assert "线索2026-XS-001（上级交办）" in here.text("D61")


def test_status_tells_where_a_case_stands_what_comes_next_and_until_when(case: At, clock_at: Any) -> None:
    here = case("rectify proceeding defend")
    clock_at("2026-06-17 09:00")

    shown = here.ok("status")
    assert "2026-LA-001  样本县虚构医院  骗取工伤保险基金  已告知" in shown.out
    assert "下一步：听取陈述、申辩　jxinspect rectify proceeding defend 2026-LA-001" in shown.out
    lines = {(d["deadline"], d["due_on"]) for d in here.ok("status", "--json").json["deadlines"]}
    assert {("T11", "2026-06-24"), ("T12", "2026-06-24"), ("T14", "2026-09-08")} <= lines
    alarms = next(d for d in here.ok("status", "--json").json["deadlines"] if d["deadline"] == "T14")["alarms"]
    assert {"2026-08-09", "2026-08-29", "2026-09-08"} <= set(alarms)


def test_status_tells_what_follows_a_decision(case: At, clock_at: Any) -> None:
    here = case(PAY)
    clock_at("2026-07-10 09:00")

    lines = {(d["deadline"], d["due_on"]) for d in here.ok("status", "--json").json["deadlines"]}
    assert {("T16", "2026-07-24"), ("T17", "2026-09-07"), ("T30", "2026-07-20"), ("", "2026-07-24")} <= lines


def test_evidence_is_kept_only_in_a_case_for_seven_working_days(case: At, clock_at: Any) -> None:
    here = case("seal preserve decide")
    clock_at("2026-06-11 09:00")
    lines = {(d["deadline"], d["due_on"]) for d in here.ok("status", "--json").json["deadlines"]}
    assert ("T10", "2026-06-22") in lines
    assert "不得销毁或者转移证据" in here.text("D39a")
    clock_at("2026-11-24 17:00")

    other = here.run("seal", "preserve", "create", "2026-001", *("--item", "病历/1册", "--reason", "可能灭失"),
        *("--place", "病案室", "--keeper", "许例护", "--attended", "许例护", "--approver", "钱样明"))  # fmt: skip
    assert (other.code, "没有编号为 2026-001 的案件" in other.err) == (3, True)
    assert here.ok("seal", "list").out == "", "it is no sealing"


def test_only_grounds_of_the_law_excuse_from_a_penalty(case: At) -> None:
    here = case(NOTICE)
    none = (
        "rectify",
        "proceeding",
        "decide",
        "2026-LA-001",
        "--none",
        "--approver",
        "钱样明",
        "--at",
        "2026-06-16 09:00",
    )

    wrong = here.run(*none, "--ground", "merit", "--ground-text", "有立功表现")
    assert (wrong.code, "不是不予处罚的情形" in wrong.err) == (4, True)
    unsaid = here.run(*none, "--ground", "slight")
    assert (unsaid.code, "没有写不予处罚的理由" in unsaid.err) == (5, True)


def test_a_case_does_not_close_while_money_is_owed_nor_the_inspection_while_a_case_is_open(case: At) -> None:
    here = case(PAY)

    owed = here.tell(step=CLOSE)
    assert (owed.code, "还有104,000.00元没有履行" in owed.err) == (4, True)
    ended = here.tell("--why", "ended", step=CLOSE)
    assert (ended.code, "没有写明未执行的原因" in ended.err) == (4, True)
    assert here.tell("--why", "ended", "--unperformed", "该院已经注销，没有财产", step=CLOSE).code == 0
    assert "该院已经注销，没有财产。" in here.text("D71")
    again = here.tell(step=CLOSE)
    assert (again.code, "现在不能“结案”" in again.err) == (4, True)


def test_more_than_is_owed_is_not_paid_and_each_decision_is_paid_by_itself(case: At) -> None:
    here = case(PAY)

    both = here.tell(without=("--on",))
    assert (both.code, "没有写明是哪一份决定" in both.err) == (5, True)
    more = here.tell("--amount", "26000.01")
    assert (more.code, "还应履行26,000.00元" in more.err) == (5, True)


@pytest.mark.parametrize(
    ("on", "fen"),
    [("2026-07-24", 0), ("2026-07-25", 234_000), ("2026-07-29", 1_170_000), ("2026-12-31", 7_800_000)],
)
def test_three_percent_a_day_are_added_and_never_more_than_the_fine(case: At, on: str, fen: int) -> None:
    here = case(URGE)
    with here.merged() as (_, records):
        row = next(row for row in records.of(Decision) if row.fine)
        assert surcharge(records, row, date.fromisoformat(on)) == fen


def test_the_court_is_asked_only_after_the_urging_has_run_out(case: At) -> None:
    here = case(CLOSE)
    words = ("rectify", "proceeding", "enforce", "2026-LA-001", "--condition", "有存款", "--approver", "钱样明", "--at")

    early = here.run(*words, "2026-08-12 09:00")
    assert (early.code, "催告书送达后的十个工作日到2026-08-12" in early.err) == (4, True)
    unknown = here.run(*words, "2026-08-13 09:00")
    assert (unknown.code, "没有 2027 年的工作日表" in unknown.err) == (5, True)


def test_the_court_may_be_asked_within_three_months_after_the_time_for_a_suit() -> None:
    served = {"inspection": "2026-001", "proceeding": "2026-LA-001", "received_on": "2026-03-02", "turns": "[]"}
    suing = '[{"kind": "suit", "result": null, "served_on": null, "effective_on": null}]'

    others = [served | {"received_on": "2026-11-02"}, served | {"turns": suing}]
    rows = enforcement_rows([served, *others], Calendar.shipped())
    lines = due_lines(rows, Calendar.shipped(), date(2026, 11, 24))

    assert [(line.deadline, line.due_on, line.state) for line in lines] == [("T19", date(2026, 12, 2), "later")]
    assert date(2026, 11, 2) in lines[0].alarms


def test_nothing_is_decided_twice(case: At) -> None:
    here = case(PAY)

    twice = here.tell("--at", "2026-07-10 09:00", step=DECIDE)
    assert (twice.code, "已经作出行政处理决定书" in twice.err) == (4, True)


def test_cases_are_listed_with_what_is_owed(case: At) -> None:
    here = case(PAY)

    row = here.ok("rectify", "proceeding", "list", "--json").json["rows"][0]
    assert (row["number"], row["state"], row["demanded"], row["paid"]) == ("2026-LA-001", "decided", 10_400_000, 0)
    assert here.run("rectify", "proceeding", "show", "2026-LA-009").code == 3
    shown = here.ok("show", "2026-LA-001", "--json").json
    assert (shown["kind"], shown["party"], shown["cause"]) == ("proceeding", "样本县虚构医院", "骗取工伤保险基金")


def test_a_row_of_another_case_is_no_part_of_this_one(case: At) -> None:
    here = case(OPEN)
    assert here.tell().code == 0
    assert here.tell("--cause", "另一行为").code == 0

    with here.merged() as (_, records):
        assert [one.number for one in records.of(Proceeding)] == ["2026-LA-001", "2026-LA-002"]
    assert here.tell(step="rectify proceeding investigate").code == 0
    states = {row["number"]: row["state"] for row in here.ok("rectify", "proceeding", "list", "--json").json["rows"]}
    assert states == {"2026-LA-001": "investigated", "2026-LA-002": "filed"}
