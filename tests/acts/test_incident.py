"""Incidents: assessed, decided on, reported upward, in time or late; what agencies report (办法 28, 36; D47, T26)."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import docx
import pytest

from jxinspect.acts import incident, incident_report
from jxinspect.acts.check import check
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.civil import BEIJING
from jxinspect.law.incident import IncidentLevel, IncidentSource, IncidentStage
from jxinspect.model.inspect import Finding
from tests.acts.conftest import moment

Act = Callable[..., Any]
CENTRE = "样本县社会保险服务中心"
RECEIVED: dict[str, Any] = {
    "reporter": CENTRE,
    "title": "工作人员挪用养老保险费",
    "unit_discovered_at": moment("2026-03-09 16:20"),
    "discovered_how": "对账发现",
    "amount": 60_000_000,
    "document": "样社险〔2026〕8号",
    "persons": "某甲，财务股会计",
    "happened": "2025年3月至12月，财务股",
}
TEXTS = {"addressee": "样本市人力资源和社会保障局", "circumstances": "单人保管印鉴", "handling": "已停止其操作权限"}
EARLY = "2026-03-10 09:30"


def received(office: Act, at: str = EARLY, **changed: Any) -> None:
    with office("report.incident.receive", at=at) as case:
        incident.receive(case, **{**RECEIVED, **changed})


def assess(office: Act, at: str, number: str = "2026-YQ-001", **given: Any) -> Any:
    with office("report.incident.assess", at=at) as case:
        row = incident.assess(
            case, incident.find(case, number), **{"level": None, "reason": "挪用", "by": "孙科长", **given}
        )
        return row.suggested, row.level, row.since.astimezone(BEIJING).strftime("%m-%d %H:%M")


def report(office: Act, at: str, **given: Any) -> str:
    with office("report.incident.issue", at=at) as case:
        _, paper = incident_report.issue(case, "2026-YQ-001", **{"signed_by": "钱主任", **TEXTS, **given})
        opened = docx.Document(BytesIO(case.objects.get(paper.sha256)))
        return "\n".join(p.text for p in opened.paragraphs)


def send(office: Act, at: str, **given: Any) -> Any:
    with office("report.incident.send", at=at) as case:
        return incident_report.send(case, "2026-YQ-001", **{"channel": "机要交换", **given})


def cheating(office: Act, fieldwork_done: Any, amount: int | None) -> None:
    """Inspection 2026-001 with a finding that is a fraud (found on 2026-04-20) and one that is none."""
    fieldwork_done(("虚构培训骗取补贴", amount), ("没有对账", None))
    with office("fixture", at="2026-04-24 17:30") as case:
        first = case.all(Finding, seq=1)[0]
        first.violation, first.at = "V31-3", moment("2026-04-20 10:15")


def from_finding(office: Act, seq: int = 1, *, at: str = "2026-04-27 09:00", **given: Any) -> Any:
    with office("report.incident.assess", at=at) as case:
        one = incident.from_finding(case, "2026-001", seq)
        row = incident.assess(case, one, **{"level": None, "reason": "骗取补贴", "by": "孙科长", **given})
        return one, row


def test_what_an_agency_reports_is_registered_and_our_limit_runs_from_its_receipt(office: Act) -> None:
    received(office)
    assert assess(office, "2026-03-10 10:00") == (IncidentLevel.MAJOR, IncidentLevel.MAJOR, "03-10 09:30")
    with office("look", at="2026-03-10 10:00") as case:
        one = incident.find(case, "2026-yq-001")
        assert (one.source, one.inspection_id) == (IncidentSource.AGENCY, None)
        assert incident_report.said_limit(case, one) == "2026-03-11 09:30"


def test_only_an_agency_reports_incidents_and_not_before_it_has_discovered_them(office: Act) -> None:
    with office("x", at=EARLY) as case:
        with pytest.raises(Refused, match="不是经办机构"):
            incident.receive(case, **{**RECEIVED, "reporter": "江西样品制造有限公司"})
        with pytest.raises(Refused, match="发现的时间不对"):
            incident.receive(case, **{**RECEIVED, "unit_discovered_at": moment("2026-03-10 09:31")})
        with pytest.raises(Incomplete) as lacking:
            incident.receive(case, **{**RECEIVED, "title": " ", "discovered_how": ""})
        assert len(lacking.value.items) == 2
        with pytest.raises(NotFound):
            incident.find(case, "2026-YQ-001")


def test_the_finding_gives_discovery_amount_and_facts_and_is_registered_once(office: Act, fieldwork_done: Any) -> None:
    cheating(office, fieldwork_done, 1_000_000)
    one, row = from_finding(office)
    assert (one.number, row.level, row.amount) == ("2026-YQ-001", IncidentLevel.ORDINARY, 1_000_000)
    assert row.since == moment("2026-04-20 10:15")
    again, _ = from_finding(office, at="2026-04-27 10:00")
    assert again.number == "2026-YQ-001"
    with office("x", at="2026-04-27 11:00") as case, pytest.raises(NotFound, match="没有问题3"):
        incident.from_finding(case, "2026-001", 3)


def test_what_is_put_below_the_suggestion_is_for_the_head_and_always_has_a_reason(office: Act) -> None:
    received(office)
    with pytest.raises(Refused, match="须由机关负责人决定"):
        assess(office, "2026-03-10 10:00", level=IncidentLevel.ORDINARY)
    with pytest.raises(Refused, match="不能决定要情的等级"):
        assess(office, "2026-03-10 10:00", by="测一鸣")
    with pytest.raises(Incomplete, match="登记不全"):
        assess(office, "2026-03-10 10:00", reason=" ")
    assert assess(office, "2026-03-10 10:00", level=IncidentLevel.NONE, by="钱主任")[1] is IncidentLevel.NONE
    with pytest.raises(Refused, match="不需要报告"):
        report(office, "2026-03-10 11:00")


def test_a_level_that_rises_starts_a_new_limit_and_one_that_does_not_goes_on(office: Act) -> None:
    received(office, amount=49_999_999)
    assert assess(office, "2026-03-10 10:00")[1:] == (IncidentLevel.ORDINARY, "03-10 09:30")
    assert assess(office, "2026-03-11 10:00", filed="样公立字3号")[1:] == (IncidentLevel.ORDINARY, "03-10 09:30")
    raised = assess(office, "2026-03-12 10:00", amount=50_000_000, discovered_at=moment("2026-03-12 08:40"))
    assert raised[1:] == (IncidentLevel.MAJOR, "03-12 08:40")
    with pytest.raises(Refused, match="发现的时间不对"):
        assess(office, "2026-03-12 10:00", discovered_at=moment("2026-03-12 10:01"))


def test_the_first_report_says_what_the_ministry_asks_for(office: Act) -> None:
    received(office)
    assess(office, "2026-03-10 10:00")
    text = report(office, "2026-03-10 14:00")
    for words in (
        "样人社监要〔2026〕1号\t签发人：钱主任",
        "关于工作人员挪用养老保险费的\n社会保险基金要情报告（首报）",
        "样本市人力资源和社会保障局：",
        "样本县社会保险服务中心于2026年3月9日16时20分发现，2026年3月10日9时30分向本机关报告（样社险〔2026〕8号）",
        "2025年3月至12月，财务股。",
        "某甲，财务股会计。",
        "涉及金额：600,000.00元（人民币陆拾万元整）；已追回：0.00元；损失（未追回）：600,000.00元。",
        "单人保管印鉴。",
        "□普通要情　■重大要情",
        "报告单位：样本县人力资源和社会保障局。联系人：测一鸣，联系电话：0791-00000001。",
    ):
        assert words in text
    assert "前次报告" not in text


def test_later_reports_carry_on_what_was_told_and_name_the_earlier_one(office: Act) -> None:
    received(office)
    assess(office, "2026-03-10 10:00")
    report(office, "2026-03-10 14:00")
    with pytest.raises(Refused, match="还没有报出"):
        report(office, "2026-03-10 15:00")
    send(office, "2026-03-11 09:30")
    text = report(office, "2026-03-20 09:00", addressee="", recovered=35_000_000, handling="公安机关已立案")
    assert "（续报）" in text
    assert "首报：样人社监要〔2026〕1号，2026年3月11日9时30分经机要交换报出。" in text
    assert "已追回：350,000.00元；损失（未追回）：250,000.00元" in text
    assert "样本市人力资源和社会保障局：" in text
    send(office, "2026-03-20 10:00")
    with pytest.raises(Refused, match="已经首报"):
        report(office, "2026-03-21 09:00", stage=IncidentStage.FIRST)
    assert "（终报）" in report(office, "2026-04-21 09:00", stage=IncidentStage.FINAL, recovered=60_000_000)
    with pytest.raises(Refused, match="已经终报"):
        report(office, "2026-04-22 09:00")


def test_a_report_is_signed_by_the_head_and_complete_and_its_amounts_add_up(office: Act) -> None:
    received(office, persons="")
    with pytest.raises(Refused, match="还没有评估"):
        report(office, "2026-03-10 09:40")
    assess(office, "2026-03-10 10:00")
    with pytest.raises(Refused, match="不能签发"):
        report(office, "2026-03-10 14:00", signed_by="孙科长")
    with pytest.raises(Refused, match="还没有首报"):
        report(office, "2026-03-10 14:00", persons="某甲", stage=IncidentStage.FINAL)
    with pytest.raises(Incomplete) as lacking:
        report(office, "2026-03-10 14:00", handling="")
    assert list(lacking.value.items) == ["涉案人员和相关人员的基本情况（--persons）", "处理（审理）情况（--handling）"]
    with pytest.raises(Incomplete, match="追回金额"):
        report(office, "2026-03-10 14:00", persons="某甲", recovered=60_000_001)


def test_at_the_last_minute_is_in_time_and_a_minute_later_wants_a_reason(office: Act) -> None:
    received(office)
    assess(office, "2026-03-10 10:00")
    report(office, "2026-03-10 14:00")
    with pytest.raises(Incomplete, match="已经逾期"):
        send(office, "2026-03-11 09:31")
    with pytest.raises(Refused, match="报出的时间不对"):
        send(office, "2026-03-10 13:59")
    send(office, "2026-03-11 09:30")
    with pytest.raises(Refused, match="已经报出"):
        send(office, "2026-03-11 09:31")
    with office("look", at="2026-03-20 09:00") as case:
        assert check(case) == []


def test_check_tells_what_is_late_of_us_and_of_the_agency(office: Act) -> None:
    received(office, at="2026-03-10 17:00")  # 24 hours and 40 minutes after the agency found it
    assess(office, "2026-03-10 17:10")
    with office("look", at="2026-03-11 17:00") as case:
        assert [(o.guard, o.severity) for o in check(case)] == [("G68", "W")]
    with office("look", at="2026-03-11 17:01") as case:
        assert [(o.guard, o.severity) for o in check(case)] == [("G68", "R"), ("G68", "W")]
        assert "还没有报告" in check(case)[0].text
    report(office, "2026-03-12 09:00")
    send(office, "2026-03-12 10:00", late_reason="节点核实用时较长")
    with office("look", at="2026-03-12 11:00") as case:
        found = check(case)
        assert [o.severity for o in found] == ["W", "W"]
        assert "2026-03-12 10:00 才报告" in found[0].text
        assert "经办机构向本机关报告逾期" in found[1].text


def test_a_raised_level_is_reported_only_by_a_report_that_tells_it(office: Act) -> None:
    received(office, amount=1_000_000)
    assess(office, "2026-03-10 10:00")
    report(office, "2026-03-10 14:00")
    send(office, "2026-03-10 15:00")
    assess(office, "2026-03-12 10:00", amount=60_000_000)
    with office("look", at="2026-03-13 10:01") as case:
        assert [o.severity for o in check(case) if o.guard == "G68"] == ["R"]
    report(office, "2026-03-13 09:00")
    send(office, "2026-03-13 09:30")
    with office("look", at="2026-03-14 10:00") as case:
        assert check(case) == []


def test_a_report_may_be_void_before_it_went_and_not_after(office: Act, fieldwork_done: Any) -> None:
    from jxinspect.acts import document_void
    from jxinspect.model.document import Document
    from jxinspect.model.signed import DocumentVoid

    cheating(office, fieldwork_done, 1_000_000)
    from_finding(office)
    about = {"happened": "2025年5月", "persons": "某甲"}
    report(office, "2026-04-27 09:10", **about)
    with office("doc.void", at="2026-04-27 09:20") as case:
        document_void.void(case, "样人社监要〔2026〕1号", because="金额写错")
    assert "（首报）" in report(office, "2026-04-27 09:30", **about)
    send(office, "2026-04-27 10:00")
    with office("doc.void", at="2026-04-27 11:00") as case, pytest.raises(Refused, match="已经报出"):
        document_void.void(case, "样人社监要〔2026〕2号", because="金额写错")
    with office("merge", at="2026-04-27 11:00") as case:
        paper = case.all(Document, number="样人社监要〔2026〕2号")[0]
        void = DocumentVoid(document_id=paper.id, inspection_id=paper.inspection_id, at=case.at, reason="x")
        case.add(void)
    with office("look", at="2026-04-27 12:00") as case:
        assert "已经报给上级机关，不能作废" in [one.text.split("号", 1)[1] for one in check(case) if one.guard == "G55"]
