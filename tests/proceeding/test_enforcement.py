"""What the hospital still owes half a year after the decision, in 2027 (D70a), and a decision set aside (T23)."""

from __future__ import annotations

import shlex
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from jxinspect.model.proceeding_end import Payment
from jxinspect.model.publication import Publication

At = Callable[[str], Any]
URGE, CLOSE = "rectify proceeding urge", "rectify proceeding close"
#: 年节放假办法 2.
HOLIDAYS = ("01-01", "02-05", "02-06", "02-07", "02-08", "04-05", "05-01", "05-02", "06-09", "09-15", "10-01", "10-02",
            "10-03")  # fmt: skip
SERVE_URGING = (
    "notify serve 2026-001 --doc 样人社监催〔2026〕1号 --method direct --receiver 胡样医 --capacity 院长 "
    "--server 测一鸣 --server 样二航 --at '2026-07-29 15:00'"
)
PAID = "rectify proceeding pay 2026-LA-001 --on penalty --surcharge --receipt 样票0009"
ENFORCE = "rectify proceeding enforce 2026-LA-001 --condition 该院在样本银行有存款账户 --approver 钱样明"


@pytest.fixture
def in_2027(case: At, clock_at: Any, tmp_path: Path) -> At:
    """The case file before a step, on a machine of April 2027 that has the table of working days."""

    def put(step: str) -> Any:
        here = case(step)
        table = tmp_path / "2027.csv"
        table.write_text("".join(f"2027-{day},休\n" for day in HOLIDAYS), encoding="utf-8")
        here.ok("calendar", "import", str(table))
        clock_at("2027-04-20 09:00")
        return here

    return put


@pytest.fixture
def owing(in_2027: At) -> Any:
    """Urged on 29 July 2026 over a fine that was received on 9 July and never paid."""
    here = in_2027(URGE)
    assert here.tell().code == 0
    here.ok(*shlex.split(SERVE_URGING))
    return here


def ask(here: Any, at: str) -> Any:
    return here.run(*ENFORCE.split(), "--at", at)


def surcharge(here: Any, amount: str) -> None:
    line = f"rectify proceeding pay 2026-LA-001 --on penalty --surcharge --amount {amount} --day 2026-08-03"
    here.ok(*line.split(), "--receipt", "样票0003", "--at", "2026-08-04 09:00")


def test_the_application_names_party_decision_urging_and_what_is_asked_for(owing: Any) -> None:
    asked = ask(owing, "2027-01-12 09:00")

    assert asked.code == 0, asked.err
    assert "样人社监催〔2027〕1号 强制执行申请书" in asked.out
    text = owing.text("D70a")
    for part in (
        "|样本县人民法院：|申请人：样本县人力资源和社会保障局，地址：样本县示范路1号",
        "被申请人：样本县虚构医院，统一社会信用代码：12360100MB0000018R，地址：样本县示范路18号",
        "申请人于2026年7月9日作出行政处罚决定书（样人社监罚〔2026〕1号），于2026年7月9日送达被申请人",
        "决定内容为：罚款78,000.00元（人民币柒万捌仟元整），履行期限到2026年7月24日",
        "（2027年1月11日届满）没有申请行政复议或者提起行政诉讼",
        "经申请人催告（履行催告书样人社监催〔2026〕1号，于2026年7月29日送达），催告期限届满仍没有",
        "《中华人民共和国行政强制法》第五十三条、第五十四条、第五十五条",
        # Three per cent a day reach the fine after 34 days.
        "强制执行：决定确定的款项中未履行的78,000.00元（人民币柒万捌仟元整），",
        "，加处罚款78,000.00元（人民币柒万捌仟元整），合计156,000.00元（人民币壹拾伍万陆仟元整）",
        "执行标的情况：该院在样本银行有存款账户。",
        "2.当事人的意见及催告情况",
        "行政机关负责人：钱样明（签名）",
        "|样本县人力资源和社会保障局|2027年1月12日",
    ):
        assert part in text, part
    row = owing.ok("rectify", "proceeding", "list", "--json").json["rows"][0]
    assert row["state"] == "enforcing"
    assert [guard for guard, severity in owing.found() if severity == "error"] == []


@pytest.mark.parametrize(
    ("at", "told"),
    [
        ("2027-01-11 17:00", "复议和起诉的期限到2027-01-11"),
        # A term of the office itself is not rolled: the 11th is a Sunday.
        ("2027-04-12 09:00", "自复议、起诉期限届满之日起三个月内申请，到2027-04-11"),
    ],
)
def test_the_court_is_not_asked_before_the_time_for_a_suit_is_over_nor_three_months_after(
    owing: Any, at: str, told: str
) -> None:
    asked = ask(owing, at)

    assert (asked.code, told in asked.err) == (4, True), asked.err
    assert "强制执行申请书" not in owing.ok("doc", "list").out


def test_the_application_after_a_decision_on_reconsideration_tells_of_it_and_counts_from_there(owing: Any) -> None:
    review = "rectify challenge add 样人社监罚〔2026〕1号 --kind review --on 2026-08-20"
    upheld = "--result upheld --decided 2026-09-10 --served 2026-09-15 --reference 样府复决〔2026〕9号"
    owing.ok(*review.split(), "--at", "2026-08-21 09:00")
    owing.ok(*f"rectify challenge outcome 2026-FY-001 {upheld}".split(), "--at", "2026-09-16 09:00")

    for at, told in (("2026-09-30 09:00", "到2026-09-30"), ("2026-12-31 09:00", "到2026-12-30")):
        asked = ask(owing, at)
        assert (asked.code, told in asked.err) == (4, True), asked.err
    assert ask(owing, "2026-12-30 09:00").code == 0
    assert (
        "被申请人不服，于2026年8月20日向样本县人民政府申请行政复议，样本县人民政府于2026年9月10日作出行政复议决定"
        "（样府复决〔2026〕9号），维持，于2026年9月15日送达被申请人；被申请人在法定期限内（2026年9月30日届满）没有提起行政诉讼，经申请人催告"
    ) in owing.text("D70a")


def test_what_was_paid_after_the_urging_is_not_asked_for(in_2027: At) -> None:
    here = in_2027(CLOSE)  # the fine was paid on 30 July: 6 days of 2,340.00
    surcharge(here, "4040")

    assert ask(here, "2027-01-12 09:00").code == 0
    text = here.text("D70a")
    assert "申请对下列款项强制执行：加处罚款10,000.00元（人民币壹万元整），合计10,000.00元（人民币壹万元整）。" in text


@pytest.mark.parametrize(
    ("day", "amount", "code"),
    # 78,000.00 were due on 24 July and paid on the 30th: six days of 2,340.00; another day adds nothing.
    [
        ("2026-07-27", "7020", 0),
        ("2026-07-27", "7020.01", 4),
        ("2026-08-03", "14040", 0),
        ("2026-08-03", "14040.01", 4),
    ],
)
def test_no_more_is_taken_for_delay_than_three_percent_a_day_had_come_to(
    case: At, day: str, amount: str, code: int
) -> None:
    here = case(CLOSE)
    paid = here.run(*PAID.split(), "--amount", amount, "--day", day, "--at", "2026-08-04 09:00")

    assert (paid.code, "G80" in paid.err) == (code, bool(code)), paid.err
    if code:
        assert "以罚款数额78,000.00元为限" in paid.err
        assert "行政处罚法 72 I(一)" in paid.err
    assert ("G80", "R") not in here.found()


def test_for_delay_nobody_pays_more_than_the_fine_whatever_the_days(in_2027: At) -> None:
    here = in_2027(URGE)  # never paid
    at = ("--day", "2026-11-20", "--at", "2026-11-21 09:00")

    more = here.run(*PAID.split(), "--amount", "78000.01", *at)
    assert (more.code, "G80" in more.err) == (4, True), more.err
    here.ok(*PAID.split(), "--amount", "78000", *at)
    with here.merged() as (_, records):
        records.of(Payment)[-1].amount = 7_800_100
    assert ("G80", "R") in here.found()


def test_what_is_given_back_late_has_no_surcharge(case: At) -> None:
    here = case(CLOSE)
    refund = PAID.replace("penalty", "handling")

    refused = here.run(*refund.split(), "--amount", "1", "--day", "2026-08-03", "--at", "2026-08-04 09:00")
    assert (refused.code, "没有罚款，不加处罚款" in refused.err, "社会保险法 86" in refused.err) == (4, True, True)


def test_the_court_is_not_asked_when_all_was_paid(in_2027: At) -> None:
    here = in_2027(CLOSE)
    surcharge(here, "14040")

    asked = ask(here, "2027-01-12 09:00")
    assert (asked.code, "决定已经履行" in asked.err) == (4, True), asked.err


@pytest.mark.parametrize(
    ("why", "published_on", "withdrawn_on", "waits"),
    [
        ("revoked", date(2026, 7, 20), None, True),
        ("revoked", date(2026, 7, 20), date(2026, 8, 3), False),
        ("revoked", date(2026, 8, 4), None, False),
        ("performed", date(2026, 7, 20), None, False),
    ],
    ids=["published", "withdrawn", "published later", "performed"],
)
def test_published_results_are_to_be_withdrawn_within_three_working_days_after_their_decision_was_set_aside(
    case: At, clock_at: Any, why: str, published_on: date, withdrawn_on: date | None, waits: bool
) -> None:
    here = case(CLOSE)
    with here.merged() as (kept, records):
        kept.add(
            Publication(
                at=datetime(2026, 7, 15, 1, tzinfo=UTC), code="2026-公布稿-01", year=2026, n=1,
                period_from=date(2026, 1, 1), period_to=date(2026, 6, 30), inspections=[records.inspection.id],
                author=next(iter(records.staff)), published_on=published_on, withdrawn_on=withdrawn_on,
            )
        )  # fmt: skip
    assert here.tell("--why", why, "--result", "处理完毕", "--at", "2026-07-31 10:00").code == 0
    clock_at("2026-08-05 09:00")

    lines = [d for d in here.ok("status", "--json").json["deadlines"] if d["deadline"] == "T23"]
    told = "撤回或者更正已经公布的检查结果：2026-公布稿-01（案件2026-LA-001的决定被撤销）"
    assert [(d["what"], d["due_on"]) for d in lines] == ([(told, "2026-08-05")] if waits else [])
