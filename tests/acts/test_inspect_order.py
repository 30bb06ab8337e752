"""Findings with what they need, and orders to correct with their approval and recheck."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest

from jxinspect.acts import challenge, challenge_end, evidence, inspect_finding, inspect_order
from jxinspect.acts.challenge_end import Ending
from jxinspect.acts.check import check
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.challenge import ChallengeKind, ChallengeResult, ChallengeStepKind
from jxinspect.law.identity import identity_check
from jxinspect.law.terms import OrderOutcome, ServiceMethod, SignOutcome
from jxinspect.model.inspect import Finding, Order, OrderRecheck
from jxinspect.model.order import in_force
from jxinspect.model.plan import Approval
from jxinspect.model.service import ProofOfService
from jxinspect.store.records import inspection_records, staff

if TYPE_CHECKING:
    from jxinspect.model.document import Document
    from jxinspect.store.casefile import CaseFile

Act = Callable[..., Any]
NUMBER = "2026-001"
FINDING: dict[str, Any] = {"title": "多发失业保险金", "facts": "向17名已再就业人员发放失业保险金。"}
ORDER: dict[str, Any] = {
    "violation_code": "V34-2",
    "facts": "2026年3月3日要求提供6月对账单，至3月5日没有提供。",
    "demand": "提供6月支出户对账单。",
    "due_on": date(2026, 3, 9),
    "evidence": ["1"],
    "approver": "钱主任",
}


def text_of(case: CaseFile, document: Document) -> str:
    """All printed text of a stored DOCX, paragraph by paragraph."""
    with zipfile.ZipFile(BytesIO(case.objects.get(document.sha256))) as package:
        xml = package.read("word/document.xml").decode()
    return "\n".join("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", par)) for par in xml.split("</w:p>"))


@pytest.fixture
def proven(on_site: Act, once: Callable[..., Any]) -> Act:
    """`act` on a case file with one item of evidence."""

    def made() -> None:
        with on_site("inspect.evidence", at="2026-03-03 10:00") as case:
            evidence.add(case, NUMBER, title="催要资料通知的回执", source="李例子", proves="没有提供对账单")

    once(made)
    return on_site


def served(act: Act, document: str, moment: str) -> None:
    at = datetime.fromisoformat(moment).replace(tzinfo=timezone(timedelta(hours=8)))
    with act("notify.serve", at=moment) as case:
        _, paper = inspect_order.find_order(case, document)
        case.add(
            ProofOfService(
                inspection_id=paper.inspection_id,
                at=at,
                documents=[paper.id],
                addressee="样本县社会保险服务中心",
                method=ServiceMethod.DIRECT,
                place="样本县示范路2号",
                servers=[staff(case, "测一鸣").id, staff(case, "样二航").id],
                received_at=at,
                receiver="李例子",
                capacity="办公室主任",
            )
        )


# ---- findings ------------------------------------------------------------------------------------------------


def test_a_finding_takes_period_and_basis_from_inspection_and_violation(on_site: Act) -> None:
    with on_site("inspect.finding", at="2026-03-04 09:00") as case:
        row = inspect_finding.finding(case, NUMBER, violation_code="v29-5", amount=8640000, persons=17, **FINDING)
    assert (row.seq, row.violation, row.amount) == (1, "V29-5", 8640000)
    assert (row.period_from, row.period_to) == (date(2025, 1, 1), date(2025, 12, 31))
    assert row.basis == ["办法 29(五)", "社会保险经办条例 53(五)"]
    assert [one.label for one in inspect_finding.suggested(row.violation)] == ["责令改正", "整改意见", "处理建议"]
    assert inspect_finding.missing(row) == ["证据"]


def test_a_statute_that_was_not_in_force_in_the_period_is_not_suggested(on_site: Act) -> None:
    with on_site("inspect.finding", at="2026-03-04 09:00") as case:
        row = inspect_finding.finding(
            case,
            NUMBER,
            violation_code="V29-5",
            no_amount=True,
            period_from=date(2023, 1, 1),
            period_to=date(2023, 6, 30),
            **FINDING,
        )
    assert row.basis == ["办法 29(五)"]


def test_where_an_order_comes_first_no_penalty_is_cited(on_site: Act) -> None:
    with on_site("inspect.finding", at="2026-03-04 09:00") as case:
        row = inspect_finding.finding(case, NUMBER, violation_code="V34-2", no_amount=True, **FINDING)
    assert row.basis == ["办法 34(二)"]
    assert any("先责令改正" in text for text in inspect_finding.warnings("V34-2"))


def test_what_a_violation_brings_with_it_is_told() -> None:
    told = "\n".join(inspect_finding.warnings("V32-1", "handling_agency"))
    assert "要情" in told
    assert "移送" in told
    assert "主体" in told  # employers and persons, not agencies
    assert inspect_finding.warnings(None) == []


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"amount": 100, "no_amount": True}, Incomplete),
        ({"amount": -1}, Incomplete),
        ({"violation_code": "V99"}, NotFound),
        ({"matter": "CL-99-1"}, NotFound),
        ({"basis": ["没有的法 1"]}, NotFound),
        ({"evidence": ["5"]}, NotFound),
        ({"period_from": date(2025, 6, 1), "period_to": date(2025, 5, 1)}, Incomplete),
    ],
)
def test_a_finding_that_contradicts_itself_or_names_what_is_not_there_is_told(
    on_site: Act, change: dict[str, Any], error: type[Exception]
) -> None:
    with on_site("inspect.finding", at="2026-03-04 09:00") as case:
        with pytest.raises(error):
            inspect_finding.finding(case, NUMBER, **(FINDING | change))
        assert case.all(Finding) == []


def test_a_finding_is_completed_and_evidence_added(proven: Act) -> None:
    with proven("inspect.finding", at="2026-03-04 09:00") as case:
        inspect_finding.finding(case, NUMBER, basis=["办法 11(四)"], no_amount=True, **FINDING)
        row = inspect_finding.set_finding(case, NUMBER, 1, evidence=["1"], amount=100, demand="追回")
        inspect_finding.set_finding(case, NUMBER, 1, evidence=["1"])
        assert (row.amount, row.no_amount, row.demand, len(row.evidence)) == (100, False, "追回", 1)
        assert inspect_finding.missing(row) == []
        with pytest.raises(Incomplete, match="没有写明要补充的内容"):
            inspect_finding.set_finding(case, NUMBER, 1)
        with pytest.raises(NotFound, match="问题2"):
            inspect_finding.set_finding(case, NUMBER, 2, demand="x")


@pytest.mark.parametrize(
    ("basis", "period", "wrong"),
    [
        ("社会保险经办条例 53(五)", (date(2023, 1, 1), date(2023, 6, 30)), True),  # in force from 2023-12-01
        ("社会保险经办条例 53(五)", (date(2023, 1, 1), date(2023, 12, 31)), False),
        ("办法 29(五)", (date(2022, 1, 1), date(2022, 12, 31)), True),  # liability: by the day of the fact
        ("办法 15", (date(2022, 1, 1), date(2022, 12, 31)), False),  # procedure: by the day of the act
        ("暂行办法", (date(2022, 1, 1), date(2022, 12, 31)), False),
        ("暂行办法", (date(2022, 1, 1), date(2023, 12, 31)), True),
    ],
)
def test_a_finding_rests_on_what_was_in_force_on_the_day_of_the_fact(
    on_site: Act, basis: str, period: tuple[date, date], wrong: bool
) -> None:
    fields: dict[str, Any] = {"basis": [basis], "period_from": period[0], "period_to": period[1], "no_amount": True}
    with on_site("inspect.finding", at="2026-03-04 09:00") as case:
        if wrong:
            with pytest.raises(Incomplete, match="在行为时没有施行"):
                inspect_finding.finding(case, NUMBER, **fields, **FINDING)
        else:
            assert inspect_finding.finding(case, NUMBER, **fields, **FINDING).basis == [basis]


def test_a_basis_that_began_in_the_middle_of_the_period_is_told(on_site: Act) -> None:
    with on_site("inspect.finding", at="2026-03-04 09:00") as case:
        row = inspect_finding.finding(
            case,
            NUMBER,
            violation_code="V29-5",
            no_amount=True,
            period_from=date(2023, 6, 1),
            period_to=date(2024, 6, 30),
            **FINDING,
        )
    (told,) = inspect_finding.midway(row)
    assert "社会保险经办条例 53(五)（自2023-12-01起施行）" in told


def test_check_finds_a_finding_whose_basis_came_later_than_the_fact(proven: Act) -> None:
    with proven("inspect.finding", at="2026-03-04 09:00") as case:
        row = inspect_finding.finding(case, NUMBER, violation_code="V29-5", no_amount=True, evidence=["1"], **FINDING)
        row.period_from, row.period_to = date(2023, 1, 1), date(2023, 6, 30)
    with proven("check", at="2026-03-05 09:00", dry_run=True) as case:
        (breach,) = [one for one in check(case, NUMBER) if one.guard == "G35"]
    assert "依据在行为时没有施行：社会保险经办条例 53(五)" in breach.text


def test_everything_about_a_finding_is_shown_with_the_measures_that_usually_follow(proven: Act) -> None:
    with proven("inspect.finding", at="2026-03-04 09:00") as case:
        inspect_finding.finding(case, NUMBER, violation_code="V34-2", no_amount=True, evidence=["1"], **FINDING)
    with proven("inspect.order", at="2026-03-05 09:00") as case:
        inspect_order.order(case, NUMBER, **ORDER)
        found = inspect_finding.shown(case, NUMBER, 1)
    assert found["evidence"] == ["2026-001-ZJ-001《催要资料通知的回执》"]
    assert found["orders"] == ["样人社监责改〔2026〕1号"]
    assert found["missing"] == []
    measures = "\n".join(found["measures"])
    assert "责令改正（办法 19、20，文书D27、D28）" in measures or "文书D27、D28" in measures
    assert "行政处罚，须立案" in measures


# ---- orders --------------------------------------------------------------------------------------------------


def test_an_order_tells_facts_evidence_clause_demand_consequence_and_remedy(proven: Act) -> None:
    with proven("inspect.order", at="2026-03-05 09:00") as case:
        row, document = inspect_order.order(case, NUMBER, **ORDER)
        text = text_of(case, document)
        (approval,) = case.all(Approval, subject="order")
    assert document.number == "样人社监责改〔2026〕1号"
    assert approval.subject_id == row.id
    assert "没有提供。" in text
    assert "2026-001-ZJ-001《催要资料通知的回执》" in text
    assert "第三十四条第（二）项规定的情形（“拒绝、拖延提供与监督事项有关资料”）" in text
    assert "于2026年3月9日前（含当日）改正" in text
    assert "可以通报批评，给予警告" in text
    assert "有权进行陈述、申辩" in text
    assert "六十日内向样本县人民政府申请行政复议" in text
    assert "联系人：测一鸣" in text
    assert "当场作出" not in text


@pytest.mark.parametrize(
    ("code", "cited", "threatened"),
    [
        ("V34-3", "第十九条、第三十四条、《中华人民共和国行政处罚法》第二十八条第一款的规定", "通报批评"),
        ("V30", "第二十条、《中华人民共和国社会保险法》第七十九条第二款第（三）项", "提出处理建议"),
        (
            "V29-1",
            (
                "《中华人民共和国社会保险法》第八十九条第（一）项、《社会保险经办条例》第五十三条第（一）项、"
                "《江西省社会保险基金行政监督实施办法》（赣人社规〔2023〕1号）第二十九条第（一）项的规定"
            ),
            "提出处理建议",
        ),
        ("V29-2", "《中华人民共和国社会保险法》第八十九条第（二）项、《江西省", "提出处理建议"),
    ],
)
def test_an_order_rests_on_the_article_that_gives_the_power(
    proven: Act, code: str, cited: str, threatened: str
) -> None:
    with proven("inspect.order", at="2026-03-05 09:00") as case:
        _, document = inspect_order.order(case, NUMBER, **(ORDER | {"violation_code": code, "due_on": None}))
        text = text_of(case, document)
    basis = next(line for line in text.split("\n") if line.startswith("根据"))
    assert cited in basis
    assert "现责令你（单位）立即停止违法行为并立即改正" in basis
    assert threatened in text


def test_the_evidence_of_an_order_ends_with_a_full_stop_and_is_left_out_when_there_is_none(proven: Act) -> None:
    with proven("inspect.order", at="2026-03-05 09:00") as case:
        _, document = inspect_order.order(case, NUMBER, **ORDER)
        assert "\n以上事实有下列证据证明：2026-001-ZJ-001《催要资料通知的回执》。\n" in text_of(case, document)
        spot = ORDER | {"evidence": [], "approver": None, "on_spot": True}
        _, document = inspect_order.order(case, NUMBER, **spot)
        assert "下列证据" not in text_of(case, document)


def test_a_statute_is_not_told_both_as_the_power_and_as_another_basis(proven: Act) -> None:
    with proven("inspect.order", at="2026-03-05 09:00") as case:
        more = {"violation_code": "V29-5", "basis": ["社会保险经办条例 53(五)", "社会保险法 84"]}
        _, document = inspect_order.order(case, NUMBER, **(ORDER | more))
        text = text_of(case, document)
    assert text.count("《社会保险经办条例》第五十三条第（五）项") == 1
    assert "有关依据还有《中华人民共和国社会保险法》第八十四条。" in text


def test_an_order_to_a_person_identifies_him_in_full(proven: Act) -> None:
    identity = "36010019850307001" + identity_check("36010019850307001")
    with proven("inspect.order", at="2026-03-05 09:00") as case:
        _, document = inspect_order.order(case, NUMBER, party="测某某", party_identity=identity, **ORDER)
        text = text_of(case, document)
    assert "当事人：测某某" in text
    assert identity in text
    assert "地址：/" in text


def test_an_order_needs_the_head_and_evidence_or_is_made_on_the_spot_by_two(proven: Act) -> None:
    with proven("inspect.order", at="2026-03-05 09:00") as case:
        with pytest.raises(Incomplete, match="没有经机关负责人批准"):
            inspect_order.order(case, NUMBER, **(ORDER | {"approver": None}))
        with pytest.raises(Refused, match="孙科长不是机关负责人"):
            inspect_order.order(case, NUMBER, **(ORDER | {"approver": "孙科长"}))
        with pytest.raises(Incomplete, match="证据"):
            inspect_order.order(case, NUMBER, **(ORDER | {"evidence": []}))
        with pytest.raises(Incomplete, match="期限已经过去"):
            inspect_order.order(case, NUMBER, **(ORDER | {"due_on": date(2026, 3, 4)}))
        with pytest.raises(NotFound):
            inspect_order.order(case, NUMBER, **(ORDER | {"violation_code": "V77"}))
        assert case.all(Order) == []


def test_an_order_on_the_spot_by_one_inspector_is_refused(proven: Act) -> None:
    with pytest.raises(Refused) as refused, proven("inspect.order", at="2026-03-05 09:00") as case:
        inspect_order.order(case, NUMBER, **(ORDER | {"approver": None, "on_spot": True, "names": ["测一鸣"]}))
    assert refused.value.guards == ("G05",)


def test_the_approval_of_an_order_on_the_spot_is_made_up_for_once(proven: Act) -> None:
    with proven("inspect.order", at="2026-03-05 09:00") as case:
        _, document = inspect_order.order(case, NUMBER, **(ORDER | {"approver": None, "on_spot": True}))
        assert "当场作出，当场出示行政执法证件" in text_of(case, document)
    with proven("inspect.order", at="2026-03-05 17:00") as case:
        inspect_order.approve_order(case, "样人社监责改[2026]1号", approver="钱主任")
        with pytest.raises(Refused, match="已经批准"):
            inspect_order.approve_order(case, document.number, approver="钱主任")


def test_nobody_refuses_an_order_that_he_did_not_get_or_that_still_runs(proven: Act) -> None:
    with proven("inspect.order", at="2026-03-05 09:00") as case:
        _, document = inspect_order.order(case, NUMBER, **ORDER)
    with proven("inspect.order", at="2026-03-10 09:00") as case, pytest.raises(Refused, match="还不能") as refused:
        inspect_order.recheck_order(case, document.number, outcome=OrderOutcome.REFUSED, seen="没有提供")
    assert "没有送达记录" in refused.value.why
    served(proven, document.number, "2026-03-05 10:00")
    with proven("inspect.order", at="2026-03-09 17:00") as case, pytest.raises(Refused, match="还不能") as refused:
        inspect_order.recheck_order(case, document.number, outcome=OrderOutcome.REFUSED, seen="没有提供")
    assert "2026-03-09" in refused.value.why
    with proven("inspect.order", at="2026-03-10 09:00") as case:
        inspect_order.recheck_order(case, document.number, outcome=OrderOutcome.REFUSED, seen="没有提供")
        assert [row.outcome for row in case.all(OrderRecheck)] == [OrderOutcome.REFUSED]


def test_an_order_that_was_obeyed_may_be_noted_at_once(proven: Act) -> None:
    with proven("inspect.order", at="2026-03-05 09:00") as case:
        _, document = inspect_order.order(case, NUMBER, **ORDER)
        row, _ = inspect_order.recheck_order(case, document.number, outcome=OrderOutcome.CORRECTED, seen="已经提供")
        assert row.outcome == OrderOutcome.CORRECTED
        with pytest.raises(NotFound, match="责令改正通知书"):
            inspect_order.recheck_order(case, "样人社监责改〔2026〕9号", outcome=OrderOutcome.CORRECTED, seen="x")


def test_nobody_refuses_an_order_whose_execution_is_suspended_and_one_set_aside_is_in_force_no_more(
    proven: Act,
) -> None:
    with proven("inspect.order", at="2026-03-05 09:00") as case:
        _, document = inspect_order.order(case, NUMBER, **ORDER)
    served(proven, document.number, "2026-03-05 10:00")
    with proven("rectify.challenge", at="2026-03-06 09:00") as case:
        row, _ = challenge.add(case, document.number, kind=ChallengeKind.REVIEW, filed_on=date(2026, 3, 6))
        challenge.step(case, row.number, ChallengeStepKind.SUSPENDED, reference="样府复停〔2026〕1号")
    with proven("inspect.order", at="2026-03-10 09:00") as case, pytest.raises(Refused) as refused:
        inspect_order.recheck_order(case, document.number, outcome=OrderOutcome.REFUSED, seen="没有提供")
    assert "2026-FY-001已经停止执行" in refused.value.why
    with proven("rectify.challenge", at="2026-03-20 09:00") as case:
        made, told = date(2026, 3, 18), date(2026, 3, 19)
        given = Ending(ChallengeResult.REVOKED, made, told, "样府复决〔2026〕1号", redo_by=date(2026, 3, 30))
        challenge_end.end(case, row.number, given)
        records = inspection_records(case, NUMBER)
        assert in_force(records, records.of(Order)[0]) is False
        _, complied = challenge.step(case, row.number, ChallengeStepKind.COMPLIED)
        assert complied.on == date(2026, 3, 20)


# ---- the recheck on paper --------------------------------------------------------------------------------------


def test_the_recheck_is_a_paper_with_order_day_facts_conclusion_and_signatures(proven: Act) -> None:
    with proven("inspect.order", at="2026-03-05 09:00") as case:
        _, document = inspect_order.order(case, NUMBER, **ORDER)
    served(proven, document.number, "2026-03-05 10:00")
    with proven("inspect.order", at="2026-03-10 09:00") as case:
        _, paper = inspect_order.recheck_order(
            case,
            document.number,
            outcome=OrderOutcome.REFUSED,
            seen="至3月10日9时没有提供6月对账单。",
            evidence=["1"],
            met="李例子",
            met_post="办公室主任",
            signature=SignOutcome.REFUSED,
            reason="称须请示上级",
            witness="周见证",
        )
        text = text_of(case, paper)
    assert (paper.kind, paper.number) == ("D28", "2026-001-BL-01")
    assert "样人社监责改〔2026〕1号" in text
    assert "2026年3月9日前（含当日）" in text
    assert "2026年3月5日10时00分" in text
    assert "□已改正　□部分改正　■拒不改正" in text
    assert "2026-001-ZJ-001《催要资料通知的回执》" in text
    assert "当事人李例子拒绝签名，原因：称须请示上级。上述情况由见证人周见证在场见证。" in text
    assert "样二航（行政执法证号：36012300003）" in text


def test_what_is_left_after_a_partial_correction_has_a_day_of_its_own_and_nobody_refuses_before_it(
    proven: Act,
) -> None:
    with proven("inspect.order", at="2026-03-05 09:00") as case:
        _, document = inspect_order.order(case, NUMBER, **ORDER)
    served(proven, document.number, "2026-03-05 10:00")
    again: dict[str, Any] = {"seen": "提供了上半月的对账单"}
    with proven("inspect.order", at="2026-03-10 09:00") as case:
        _, paper = inspect_order.recheck_order(
            case, document.number, outcome=OrderOutcome.PARTLY, due_on=date(2026, 3, 13), **again
        )
        assert "部分改正，其余部分尚未改正。其余部分限于2026年3月13日前（含当日）改正。" in text_of(case, paper)
    with proven("inspect.order", at="2026-03-12 09:00") as case, pytest.raises(Refused) as refused:
        inspect_order.recheck_order(case, document.number, outcome=OrderOutcome.REFUSED, **again)
    assert refused.value.guards == ("G40",)
    assert "改正期限到2026-03-13" in refused.value.why
    with proven("inspect.order", at="2026-03-16 09:00") as case:
        inspect_order.recheck_order(case, document.number, outcome=OrderOutcome.CORRECTED, **again)
        with pytest.raises(Refused, match="已经改正"):
            inspect_order.recheck_order(case, document.number, outcome=OrderOutcome.PARTLY, **again)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"outcome": OrderOutcome.CORRECTED, "due_on": date(2026, 3, 20)}, "只用于部分改正"),
        ({"outcome": OrderOutcome.PARTLY, "due_on": date(2026, 3, 9)}, "已经过去"),
        ({"outcome": OrderOutcome.PARTLY, "seen": " "}, "没有写明情况"),
        ({"outcome": OrderOutcome.PARTLY, "signature": SignOutcome.UNABLE}, "没有写明原因"),
    ],
)
def test_a_recheck_that_contradicts_itself_or_leaves_out_why_is_told(
    proven: Act, change: dict[str, Any], words: str
) -> None:
    with proven("inspect.order", at="2026-03-05 09:00") as case:
        _, document = inspect_order.order(case, NUMBER, **ORDER)
    with proven("inspect.order", at="2026-03-10 09:00") as case, pytest.raises(Incomplete, match=words):
        inspect_order.recheck_order(case, document.number, **({"seen": "提供了一部分"} | change))


def test_a_recheck_by_one_inspector_is_refused(proven: Act) -> None:
    with proven("inspect.order", at="2026-03-05 09:00") as case:
        _, document = inspect_order.order(case, NUMBER, **ORDER)
    with pytest.raises(Refused) as refused, proven("inspect.order", at="2026-03-10 09:00") as case:
        inspect_order.recheck_order(
            case, document.number, outcome=OrderOutcome.CORRECTED, seen="已经提供", names=["测一鸣"]
        )
    assert refused.value.guards == ("G05",)


def test_check_finds_an_order_whose_day_is_over_and_one_on_the_spot_without_approval(proven: Act) -> None:
    with proven("inspect.order", at="2026-03-05 09:00") as case:
        _, document = inspect_order.order(case, NUMBER, **(ORDER | {"approver": None, "on_spot": True}))

    def found(moment: str) -> list[str]:
        with proven("check", at=moment, dry_run=True) as case:
            return [one.text for one in check(case, NUMBER) if one.guard == "G64"]

    assert found("2026-03-05 17:00") == []
    assert found("2026-03-09 08:00") == ["样人社监责改〔2026〕1号当场作出后没有补办机关负责人的批准"]
    (both,) = found("2026-03-10 08:00")
    assert "改正期限2026-03-09已经届满，还没有复查结论；当场作出后没有补办" in both
    with proven("inspect.order", at="2026-03-10 09:00") as case:
        inspect_order.approve_order(case, document.number, approver="钱主任")
        inspect_order.recheck_order(case, document.number, outcome=OrderOutcome.CORRECTED, seen="已经提供")
    assert found("2026-04-10 08:00") == []


def test_check_finds_a_refusal_noted_before_the_party_was_told(proven: Act) -> None:
    with proven("inspect.order", at="2026-03-05 09:00") as case:
        row, _ = inspect_order.order(case, NUMBER, **ORDER)
        case.add(
            OrderRecheck(
                inspection_id=row.inspection_id,
                at=case.at,
                order_id=row.id,
                outcome=OrderOutcome.REFUSED,
                seen="没有提供",
            )
        )
    with proven("check", at="2026-03-20 09:00", dry_run=True) as case:
        (breach,) = [one for one in check(case, NUMBER) if one.guard == "G56"]
    assert "没有送达记录" in breach.text
