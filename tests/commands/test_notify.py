"""`notify`: the commands as an office uses them, what they print and how they end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jxinspect.law.terms import InspectionForm, Level, Role, UnitType

Run = Callable[..., Any]
NOTICE, LIST = "样人社监检通〔2026〕1号", "样人社监调〔2026〕1号"
DIRECT = "--method direct --receiver 李例子 --capacity 主任 --server 测一鸣 --server 样二航"


def prepare(case: Any) -> None:
    """Agency, roster, unit and the approved inspection 2026-001 with entry on 2026-03-02."""
    from jxinspect.acts import plan

    plan.set_agency(
        case, name="样本县局", code="样人社", level=Level.COUNTY, region_code="360100", region_name="样本县",
        department="科", address="路1号", phone="0791-1", complaint_phone="0791-2", government="样本县人民政府",
        court="样本县人民法院",
    )  # fmt: skip
    plan.add_staff(case, name="钱主任", role=Role.APPROVER, department="局", post="局长")
    for name in ("测一鸣", "样二航"):
        plan.add_staff(
            case, name=name, role=Role.INSPECTOR, department="科", post="员", certificate=f"36{name}",
            certificate_from=date(2023, 1, 1), certificate_to=date(2027, 12, 31),
        )  # fmt: skip
    plan.add_unit(
        case, name="样本县社保中心", type=UnitType.HANDLING_AGENCY, region_code="360100", address="路2号", head="赵样本"
    )
    ad_hoc = {
        "ad_hoc_reason": "交办", "unit_name": "样本县社保中心", "form": InspectionForm.SPECIAL, "funds": ["工伤"],
        "period_from": date(2025, 1, 1), "period_to": date(2025, 12, 31),
    }  # fmt: skip
    plan.open_inspection(case, year=2026, item=None, ad_hoc=ad_hoc)
    plan.set_team(case, "2026-001", leader="测一鸣", members=["样二航"])
    plan.new_scheme(
        case, "2026-001", items="工伤", scope="全县", content="审核", method="查阅", starts_on=date(2026, 3, 2),
        ends_on=date(2026, 3, 13), materials=["支付明细"],
    )  # fmt: skip
    plan.approve_scheme(case, "2026-001", approver="钱主任", text="同意")


@pytest.fixture
def at(
    typed_at: Run,
    case_path: Path,
    clock_at: Callable[[str], Any],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    once: Callable[..., Any],
) -> Run:
    """`at("2026-02-10 09:00", "notify onsite 2026-001 …")` runs a command line at a machine time."""
    from jxinspect.store.casefile import open_case_file

    now = clock_at("2026-02-03 09:00")

    def made() -> None:
        with open_case_file(case_path, actor="测一鸣", act="prepare", clock=now) as case:
            prepare(case)

    once(made)
    monkeypatch.setenv("JXINSPECT_CASE", str(case_path))
    monkeypatch.setenv("JXINSPECT_ACTOR", "测一鸣")
    monkeypatch.chdir(tmp_path)

    return typed_at


@pytest.fixture
def notified(at: Run, once: Callable[..., Any]) -> Run:
    def made() -> None:
        assert at("2026-02-10 09:00", "notify onsite 2026-001 --enter 2026-03-02").code == 0

    once(made)
    return at


def test_the_days_are_told_in_both_readings_without_a_case_file(jx: Run) -> None:
    told = jx("notify", "dates", "--enter", "2026年3月2日").out
    assert "2026-02-25　从严算法 B" in told
    assert "2026-02-26　宽松算法 A" in told
    assert "2026-02-28　周六　第3个工作日，调休上班" in told
    found = jx("notify", "dates", "--served", "2026-09-28", "--json").json["earliest_entry"]
    assert [(one["reading"], one["day"]) for one in found] == [("B", "2026-10-09"), ("A", "2026-10-08")]


@pytest.mark.parametrize(
    ("served", "verdict"), [("2026-02-25", "ok"), ("2026-02-26", "warn"), ("2026-02-27", "refused")]
)
def test_both_days_together_give_a_verdict(jx: Run, served: str, verdict: str) -> None:
    assert jx("notify", "dates", "--enter", "2026-03-02", "--served", served, "--json").json["verdict"] == verdict


def test_the_reading_that_the_office_chose_comes_first_and_gives_the_verdict(at: Run) -> None:
    asked = "notify dates --enter 2026-03-02 --served 2026-02-26"
    assert at("2026-02-10 09:00", asked, "--json").json["verdict"] == "warn"
    assert at("2026-02-10 09:00", "config set notice.count A").code == 0
    told = at("2026-02-10 09:10", asked)
    assert told.out.index("宽松算法 A（第3个工作日当日即可进点，默认）") < told.out.index(
        "从严算法 B（间隔满3个工作日）"
    )
    assert "满足本机关采用的宽松算法" in told.out
    assert at("2026-02-10 09:10", asked, "--json").json["verdict"] == "loose"
    assert at("2026-02-26 09:00", "notify onsite 2026-001 --enter 2026-03-02").code == 0


def test_days_without_a_date_or_a_calendar_say_what_is_missing(jx: Run) -> None:
    assert "--enter" in jx("notify", "dates").err
    ended = jx("notify", "dates", "--enter", "2031-03-03")
    assert ended.code == 5
    assert "calendar import" in ended.err


def test_a_notice_tells_until_when_to_serve_it_and_how(at: Run, tmp_path: Path) -> None:
    ended = at("2026-02-10 09:00", "notify onsite 2026-001 --enter 2026-03-02 --out 文书")
    assert ended.code == 0, ended.err
    assert "最晚送达    2026-02-25" in ended.out
    assert f"notify serve 2026-001 --doc {NOTICE} --doc {LIST}" in ended.out
    assert {path.name for path in (tmp_path / "文书").iterdir()} == {
        "2026-001_样人社监检通(2026)1号_检查通知书.docx",
        "2026-001_样人社监调(2026)1号_资料（数据）调取清单.docx",
    }


def test_a_late_notice_is_refused_and_the_loose_reading_needs_an_acknowledgement(at: Run) -> None:
    refused = at("2026-02-27 09:00", "notify onsite 2026-001 --enter 2026-03-02 --ack G09")
    assert (refused.code, "G09" in refused.err) == (4, True)
    warned = at("2026-02-26 09:00", "notify onsite 2026-001 --enter 2026-03-02")
    assert (warned.code, "--ack G09" in warned.err) == (4, True)
    assert at("2026-02-26 09:00", "notify onsite 2026-001 --enter 2026-03-02 --ack g9").code == 0


def test_a_dry_run_makes_no_number_and_no_copy(at: Run, tmp_path: Path) -> None:
    tried = at("2026-02-10 09:00", "notify onsite 2026-001 --enter 2026-03-02 --out 文书 --dry-run")
    assert "试运行" in tried.out
    assert not (tmp_path / "文书").exists()
    assert at("2026-02-10 09:00", "status --json").json["inspections"][0]["state"] == "approved"


def test_service_takes_the_time_of_the_fact_and_is_listed(notified: Run) -> None:
    ended = notified("2026-02-12 09:00", f"notify serve 2026-001 --doc {NOTICE} {DIRECT}", "--at", "2026-02-11 10:05")
    assert ended.code == 0, ended.err
    assert "2026-02-11 10:05" in ended.out
    (row,) = notified("2026-02-12 09:00", "notify list -i 2026-001 --json").json["rows"]
    assert (row["document"], row["method"], row["receiver"]) == (NOTICE, "direct", "李例子")


def test_posted_papers_are_served_when_the_receipt_is_noted(notified: Run) -> None:
    posted = notified("2026-02-11 09:00", f"notify serve 2026-001 --doc {NOTICE} --method post --tracking ＥＭＳ1")
    assert "notify receive 2026-001 --tracking EMS1" in posted.out
    line = "notify receive 2026-001 --tracking EMS1 --receiver 李例子 --received"
    ended = notified("2026-02-14 09:00", line, "2026-02-13 15:20")
    assert ended.code == 0, ended.err
    assert "2026-02-13 15:20" in ended.out


def test_materials_come_from_options_and_from_a_file(notified: Run, tmp_path: Path) -> None:
    (tmp_path / "清单.csv").write_text("资料名称,份数,格式\n对账单,2,原件\n凭证,1,\n", encoding="utf-8-sig")
    line = "notify materials 2026-001 --item 合同 --items-file 清单.csv --due 2026-03-04 --department 财务科"
    ended = notified("2026-02-12 09:00", line)
    assert ended.code == 0, ended.err
    assert "样人社监调〔2026〕2号" in ended.out
    assert notified("2026-02-12 09:00", "notify materials 2026-001 --items-file 空.xlsx --template").code == 0
    assert (tmp_path / "空.xlsx").is_file()


@pytest.mark.parametrize(
    ("line", "code", "word"),
    [
        ("notify onsite 2026-009 --enter 2026-03-02", 3, "2026-001"),
        ("notify onsite 2026-001 --enter 三月二日", 2, "日期"),
        ("notify flight 2026-001 --enter 2026-03-02", 4, "不是飞行检查"),
        ("notify materials 2026-001 --item 合同", 2, "--due"),
        (f"notify serve 2026-001 --doc {NOTICE} {DIRECT} --received 2026-02-11", 2, "时间"),
        (f"notify serve 2026-001 --doc 无此号 {DIRECT} --received 10:05", 3, "doc list"),
        (f"notify serve 2026-001 --doc {NOTICE} --method direct --received 10:05", 3, "doc list"),
        ("notify receive 2026-001 --tracking X --received 10:05 --receiver 甲", 3, "--method post"),
    ],
)
def test_wrong_input_is_answered_with_what_to_do(at: Run, line: str, code: int, word: str) -> None:
    ended = at("2026-02-12 11:00", line)
    assert (ended.code, word in ended.err) == (code, True), ended.err


def test_address_must_say_whether_electronic_service_is_agreed_to(at: Run, tmp_path: Path) -> None:
    silent = at("2026-02-11 09:00", "notify address 2026-001 --receiver 李例子 --phone 0791-3")
    assert silent.code == 2
    assert "--consent" in silent.err
    without = at("2026-02-11 09:00", "notify address 2026-001 --consent --receiver 李例子 --phone 0791-3")
    assert without.code == 5
    assert "--electronic" in without.err
    told = at(
        "2026-02-11 09:00",
        f"notify address 2026-001 --no-consent --receiver 李例子 --phone 0791-3 --out {tmp_path}/文书",
    )
    assert told.code == 0
    assert "不同意" in told.out
    assert [path.suffix for path in (tmp_path / "文书").iterdir()] == [".docx"]


# ---- days, vectors of the tables 2026 (working days by the notice of the State Council) ------------------------


@pytest.mark.parametrize(
    ("served", "loose", "strict"),
    [
        ("2026-02-12", "2026-02-24", "2026-02-25"),  # 春节, and 02-14 is worked
        ("2026-04-27", "2026-04-30", "2026-05-06"),  # 劳动节
        ("2026-09-17", "2026-09-21", "2026-09-22"),  # Sunday 09-20 is worked
        ("2026-09-28", "2026-10-08", "2026-10-09"),  # 国庆节
        ("2025-12-30", "2026-01-05", "2026-01-06"),  # over the year's end; Sunday 01-04 is worked
    ],
)
def test_the_earliest_entry_around_holidays_and_worked_weekends(jx: Run, served: str, loose: str, strict: str) -> None:
    found = jx("notify", "dates", "--served", served, "--json").json["earliest_entry"]
    assert {one["reading"]: one["day"] for one in found} == {"A": loose, "B": strict}


@pytest.mark.parametrize(
    ("enter", "loose", "strict"),
    [("2026-03-02", "2026-02-26", "2026-02-25"), ("2026-02-25", "2026-02-13", "2026-02-12")],
)
def test_the_latest_service_around_holidays_and_worked_weekends(jx: Run, enter: str, loose: str, strict: str) -> None:
    found = jx("notify", "dates", "--enter", enter, "--json").json["latest_service"]
    assert {one["reading"]: one["day"] for one in found} == {"A": loose, "B": strict}


def test_days_beyond_the_last_table_name_the_year_and_how_to_bring_it_in(jx: Run) -> None:
    ended = jx("notify", "dates", "--served", "2026-12-30")
    assert ended.code == 5
    assert "没有 2027 年的工作日表" in ended.err
    assert "G58" in ended.err
    assert "jxinspect calendar import" in ended.err


@pytest.mark.parametrize(
    ("deadline", "start", "last"),
    [
        ("T02", "2026-04-27", "2026-05-13"),
        ("T02", "2026-02-12", "2026-03-04"),
        ("T02", "2026-09-17", "2026-10-08"),
        ("T02", "2026-06-10", "2026-06-25"),
        ("T12", "2026-04-27", "2026-05-07"),
        ("T10", "2026-04-27", "2026-05-09"),
        ("T17", "2026-08-04", "2026-10-08"),
        ("T14", "2026-07-06", "2026-10-04"),
    ],
)
def test_deadlines_end_where_the_law_and_the_table_say(jx: Run, deadline: str, start: str, last: str) -> None:
    assert jx("calendar", "due", deadline, "--from", start, "--json").json["last_day"] == last


# ---- what `status` says of service ------------------------------------------------------------------------------


def waiting(ended: Any) -> dict[str, tuple[str, str | None]]:
    """What the status names: its beginning → state and day."""
    return {one["what"].partition("：")[0]: (one["state"], one["due_on"]) for one in ended.json["deadlines"]}


def test_the_status_follows_a_paper_from_the_desk_through_the_post_to_its_receipt(notified: Run) -> None:
    assert waiting(notified("2026-02-10 10:00", "status --json"))["送达"] == ("later", "2026-02-25")
    assert notified("2026-02-10 11:00", f"notify serve 2026-001 --doc {NOTICE} --method post --tracking EMS1").code == 0
    told = waiting(notified("2026-02-10 12:00", "status --json"))
    assert told["邮寄回执"] == ("later", "2026-02-25")
    assert "送达" not in told
    late = notified("2026-02-27 09:00", "status")
    assert "已过期  2026-02-25  2026-001  邮寄回执：邮件号EMS1" in late.out
    line = "notify receive 2026-001 --tracking EMS1 --receiver 李例子 --received"
    assert notified("2026-02-27 10:00", line, "2026-02-13 15:20").code == 0
    told = waiting(notified("2026-02-24 10:00", "status --json"))
    assert "邮寄回执" not in told
    assert told["最早可以进点"] == ("soon", "2026-02-26")
    assert waiting(notified("2026-02-26 10:00", "status --json"))["最早可以进点"] == ("open", "2026-02-26")


@pytest.mark.parametrize(("reading", "last"), [("B", "2026-02-25"), ("A", "2026-02-26")])
def test_the_status_tells_until_when_the_notice_may_be_served_for_the_day_of_entry(
    notified: Run, reading: str, last: str
) -> None:
    assert notified("2026-02-10 10:00", f"config set notice.count {reading}").code == 0
    assert waiting(notified(f"{last} 09:00", "status --json"))["送达"] == ("today", last)
    first, second, *_ = [line for line in notified(f"{last} 09:00", "status").out.splitlines() if "下一步" in line]
    assert "notify serve 2026-001" in first
    assert "inspect enter 2026-001" in second
    assert waiting(notified("2026-02-27 09:00", "status --json"))["送达"] == ("overdue", last)
    served = f"notify serve 2026-001 --doc {NOTICE} {DIRECT} --received 2026-02-11T10:00"
    assert notified("2026-02-11 11:00", served).code == 0
    after = notified("2026-02-11 12:00", "status").out
    assert "notify serve" not in after
    assert "inspect enter 2026-001" in after


def test_the_office_may_ask_earlier_after_what_is_in_the_post(notified: Run) -> None:
    assert notified("2026-02-10 10:30", "config set service.post_days 5").code == 0
    assert notified("2026-02-10 11:00", f"notify serve 2026-001 --doc {NOTICE} --method post --tracking EMS1").code == 0
    assert waiting(notified("2026-02-10 12:00", "status --json"))["邮寄回执"] == ("soon", "2026-02-15")


def test_the_days_that_the_status_takes_as_usual_are_those_of_the_settings() -> None:
    from jxinspect.law.settings import setting
    from jxinspect.store.view import views

    text = views()["under_way"]
    assert f"'service.post_days'), {setting('service.post_days').default})" in text


def test_a_paper_that_came_back_waits_for_service_again_and_a_public_notice_is_shown_running(notified: Run) -> None:
    assert notified("2026-02-10 11:00", f"notify serve 2026-001 --doc {NOTICE} --method post --tracking EMS1").code == 0
    assert notified("2026-02-13 09:00", "notify returned 2026-001 --tracking EMS1 --reason 查无此单位").code == 0
    assert waiting(notified("2026-02-13 10:00", "status --json"))["送达"] == ("later", "2026-02-25")
    public = "--method public --published 2026-02-13 --published-in 网站 --reason 下落不明"
    assert notified("2026-02-13 11:00", f"notify serve 2026-001 --doc {NOTICE} {public}").code == 0
    assert waiting(notified("2026-02-13 12:00", "status --json"))["公告期满"] == ("later", "2026-03-16")
    assert "公告期满" not in waiting(notified("2026-03-17 12:00", "status --json"))
