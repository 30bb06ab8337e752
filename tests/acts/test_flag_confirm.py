"""Confirmed flags become findings (G61), are verified by the inspectors, lead to an inspection on site, are counted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jxinspect.acts import evidence, flag_confirm, flag_escalate, flag_reply
from jxinspect.acts.check import check
from jxinspect.acts.dossier import asking
from jxinspect.acts.dossier_cover import Cover
from jxinspect.acts.dossier_parts import Around, parts
from jxinspect.errors import Incomplete, Refused
from jxinspect.law.dossier import Audience
from jxinspect.law.flag import FlagState, Verdict
from jxinspect.law.terms import InspectionForm, State
from jxinspect.model.evidence import Evidence
from jxinspect.model.flag import Flag
from jxinspect.model.flag_reply import Escalation
from jxinspect.model.inspect import Finding
from jxinspect.model.plan import Inspection
from jxinspect.store.records import inspection_records
from tests.flags import NUMBER, filled

Act = Callable[..., Any]


@pytest.fixture
def answered(sent: Act, once: Callable[..., Any], tmp_path: Path) -> Act:
    """The unit has answered: R01-0001 is true (6400 yuan, 1400 came back), R01-0002 is not."""

    def made() -> None:
        file = filled(sent, tmp_path / "反馈.xlsx")
        with sent("inspect.flag.reply", at="2026-03-13 09:00") as case:
            flag_reply.reply(case, NUMBER, file, giver="李例子")

    once(made)
    return sent


def confirmed(act: Act, *flags: str, **more: Any) -> Finding:
    with act("inspect.finding", at="2026-03-16 09:00") as case:
        return flag_confirm.confirm(case, NUMBER, flags, **more)


def verified(act: Act, flag: str, verdict: Verdict = Verdict.TRUE, **more: Any) -> None:
    with act("inspect.evidence", at="2026-03-14 09:00") as case:
        evidence.add(case, NUMBER, title="死亡证明", source="派出所", proves="死亡时间")
    with act("inspect.flag.verify", at="2026-03-14 10:00") as case:
        given = {"how": "查阅死亡证明", "facts": "2025年1月死亡", "evidence": ["死亡证明"]} | more
        given["evidence"] = [str(len(case.all(Evidence)))] if given["evidence"] else []
        flag_confirm.verify(case, NUMBER, flag, verdict=verdict, **given)


def objections(act: Act) -> list[str]:
    with act("check", dry_run=True) as case:
        return [one.text for one in check(case) if one.guard == "G61"]


def test_a_confirmed_flag_becomes_a_finding_with_all_that_is_known(answered: Act) -> None:
    row = confirmed(answered, "R01-0001")
    assert (row.title, row.violation, row.amount, row.persons) == ("死亡后继续领取待遇", "V32-2", 640000, 1)
    assert (row.period_from, row.period_to) == (date(2025, 1, 1), date(2025, 2, 28))
    assert "多发6,400.00元，已追回1,400.00元" in row.facts
    assert len(row.evidence) == 1
    with answered("look", dry_run=True) as case:
        assert case.all(Flag)[0].finding_id == row.id
    assert objections(answered) == []


def test_a_flag_without_answer_or_with_another_answer_is_no_finding(answered: Act) -> None:
    with pytest.raises(Refused, match="没有被监督单位的反馈") as refusal:
        confirmed(answered, "R14-0001")
    assert refusal.value.guards == ("G61",)
    with pytest.raises(Refused, match="核查的结果是“不属实”"):
        confirmed(answered, "R01-0002")
    with answered("look", dry_run=True) as case:
        assert not case.all(Finding)


def test_check_finds_a_flag_that_was_counted_behind_the_back_of_the_program(answered: Act) -> None:
    row = confirmed(answered, "R01-0001")
    with answered("look") as case:
        for flag in case.all(Flag)[1:2] + case.all(Flag)[3:4]:
            flag.finding_id = row.id
    assert objections(answered) == [
        "疑点R01-0002核查的结果是“不属实”，却计入了问题",
        "疑点R14-0001没有被监督单位的反馈，也没有自行核实，就计入了问题",
    ]


def test_what_the_inspectors_verified_goes_before_what_the_unit_says(answered: Act) -> None:
    verified(answered, "R01-0002", overpaid=300000, recovered=50000)
    row = confirmed(answered, "R01-0001", "R01-0002")
    assert (row.amount, row.persons, len(row.evidence)) == (940000, 2, 2)
    assert "检查组自行核实1个" in row.facts
    assert "多发9,400.00元，已追回1,900.00元" in row.facts  # 1400 by the unit's answer, 500 by the inspectors
    verified(answered, "R01-0001", Verdict.FALSE)
    assert objections(answered) == ["疑点R01-0001核查的结果是“不属实”，却计入了问题"]


def test_an_own_verification_needs_facts_and_evidence(answered: Act) -> None:
    with pytest.raises(Incomplete, match="自行核实的记录不全") as fault:
        verified(answered, "R01-0002", facts=" ", evidence=[])
    assert fault.value.items == ("事实", "证据")
    with pytest.raises(Incomplete, match="已追回大于多发金额"):
        verified(answered, "R01-0002", overpaid=1, recovered=2)
    with pytest.raises(Refused, match="R01-0003不能核实"):
        verified(answered, "R01-0003")


def test_no_flag_counts_twice(answered: Act) -> None:
    confirmed(answered, "R01-0001")
    with pytest.raises(Refused, match="已经登记为问题") as refusal:
        confirmed(answered, "R01-0001")
    assert refusal.value.items == ("R01-0001：问题1",)


# ---- on site -------------------------------------------------------------------------------------------------


def test_an_inspection_on_site_follows_with_the_reason_and_its_flags(answered: Act) -> None:
    with answered("inspect.flag.escalate", at="2026-03-16 09:00") as case:
        made = flag_escalate.escalate(case, NUMBER, form=InspectionForm.FLIGHT, reason="反馈与死亡登记不符")
        assert made.link.flags == ["R01-0001", "R14-0001", "R15-0001"]
    with answered("look", dry_run=True) as case:
        off_site, on_site = case.all(Inspection)
        assert off_site.state == State.ESCALATED
        assert (on_site.number, on_site.form, on_site.state) == ("2026-002", InspectionForm.FLIGHT, State.PLANNED)
        assert (on_site.unit_id, on_site.funds) == (off_site.unit_id, off_site.funds)
        assert on_site.ad_hoc_reason == (
            "非现场检查 2026-001 的数据疑点（R01-0001、R14-0001、R15-0001）转现场检查：反馈与死亡登记不符"
        )
        assert case.all(Escalation)[0].onsite_id == on_site.id


def test_there_is_nothing_to_escalate_without_reason_or_open_flag(answered: Act) -> None:
    with answered("inspect.flag.escalate") as case, pytest.raises(Incomplete, match="没有写明转现场检查的理由"):
        flag_escalate.escalate(case, NUMBER, form=InspectionForm.SPECIAL, reason=" ")
    with answered("inspect.flag.escalate") as case, pytest.raises(Refused, match="整改检查"):
        flag_escalate.escalate(case, NUMBER, form=InspectionForm.FOLLOW_UP, reason="核查")
    with answered("look") as case:
        for flag in case.all(Flag):
            flag.state = FlagState.EXCLUDED
    with answered("inspect.flag.escalate") as case, pytest.raises(Refused, match="没有需要现场核查的疑点"):
        flag_escalate.escalate(case, NUMBER, form=InspectionForm.SPECIAL, reason="核查")


# ---- by command ----------------------------------------------------------------------------------------------


@pytest.fixture
def cli(
    answered: Act, case_path: Path, jx: Callable[..., Any], clock_at: Callable[[str], object]
) -> Callable[..., Any]:
    clock_at("2026-11-23 09:00")
    return lambda *words: jx("-C", str(case_path), "--as", "测一鸣", "--at", "2026-03-16 10:00", *words)


def test_all_confirmed_flags_of_a_rule_become_one_finding_with_the_incident_told(cli: Callable[..., Any]) -> None:
    ended = cli("inspect", "flag", "confirm", "2026-001", "--rule", "r01", "--demand", "追回多发的养老金")
    assert ended.code == 0
    for words in ("1个疑点已登记为问题1", "6,400.00元", "report incident assess 2026-001 1"):
        assert words in ended.out
    assert cli("inspect", "flag", "confirm", "2026-001").code == 3
    assert cli("check").out.count("G61") == 0


def test_the_statistics_show_which_rules_are_bad(cli: Callable[..., Any]) -> None:
    cli("inspect", "flag", "triage", "exclude", "2026-001", "--rule", "R15", "--ground", "minor")
    shown = cli("inspect", "flag", "stats", "-i", "2026-001", "--format", "json").json["rows"]
    assert [
        (row["rule"], row["flags"], row["sent"], row["confirmed"], row["refuted"], row["rate"], row["grounds"])
        for row in shown
    ] == [
        ("R01", 2, 2, 1, 1, "50%", None),
        ("R14", 1, 0, 0, 0, "", None),
        ("R15", 1, 0, 0, 0, "", "金额轻微，另行督促整改（1）"),
    ]
    assert len(cli("inspect", "flag", "stats", "--format", "json").json["rows"]) == 3


def test_the_way_to_the_site_is_told_with_what_follows(cli: Callable[..., Any]) -> None:
    ended = cli("inspect", "flag", "escalate", "2026-001", "--form", "flight", "--reason", "反馈与数据不符")
    assert (ended.code, "plan scheme new 2026-002 --flight-reason flag" in ended.out) == (0, True)


def test_the_dossier_tells_how_the_findings_came_of_the_hits(cli: Callable[..., Any], answered: Act) -> None:
    cli("inspect", "flag", "triage", "exclude", "2026-001", "--rule", "R15", "--ground", "minor")
    cli("inspect", "flag", "confirm", "2026-001", "R01-0001", "--demand", "追回多发的养老金")
    with answered("look", dry_run=True) as case:
        ask, around = asking(case, NUMBER), inspection_records(case, NUMBER).world
        page = {part.id: part for part in parts(Around(ask, around, Cover(None), {}), Audience.COURT)}
    (triage,), (run,), decided = page["triage"].tables, page["comparisons"].tables, page["triage_decisions"].tables
    told = {row[0].text: {head: cell.text for head, cell in zip(triage.heads, row, strict=True)} for row in triage.rows}
    fates = ("命中", "疑点", "排除", "未处理", "下发", "反馈", "属实", "不属实", "列为问题")
    assert [told["R01"][fate] for fate in fates] == ["5", "2", "0", "", "2", "2", "1", "1", "1"]
    assert told["R01"]["问题"] == "问题1"
    assert (told["R15"]["排除"], told["R15"]["排除的理由"]) == ("1", "金额轻微，另行督促整改1个")
    assert [told["合计"][fate] for fate in fates] == ["8", "4", "1", "1", "2", "2", "1", "1", "1"]
    assert "8" in [cell.text for cell in run.rows[0]]  # as many hits as the comparison brought
    assert [row[2].text for row in decided[0].rows] == ["拟下发", "排除"]


def test_people_outside_do_not_read_who_decided_what_in_the_triage(answered: Act) -> None:
    with answered("look", dry_run=True) as case:
        ask, around = asking(case, NUMBER), inspection_records(case, NUMBER).world
        shown = {part.id for part in parts(Around(ask, around, Cover([]), {}), Audience.OUTSIDE)}
    assert "triage" in shown
    assert "triage_decisions" not in shown
