"""Annual plan, scheme, approval, team: what they record, refuse and print."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any

import docx
import pytest
from openpyxl import load_workbook

from jxinspect.acts import plan
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.terms import CheckMode, FlightReason, InspectionForm, State, TeamRole
from jxinspect.model.document import Document
from jxinspect.model.duty import Setting
from jxinspect.model.plan import Approval, Inspection, Scheme, TeamMember
from jxinspect.model.year import Plan

if TYPE_CHECKING:
    from jxinspect.store.casefile import CaseFile

Act = Callable[..., Any]
ITEM: dict[str, Any] = {
    "unit_name": "样本县社会保险服务中心",
    "funds": ["工伤", "失业保险基金"],
    "form": InspectionForm.SPECIAL,
    "period_from": date(2025, 1, 1),
    "period_to": date(2025, 12, 31),
    "quarter": 1,
    "lead": "测一鸣",
    "people": 3,
    "days": 15,
    "focus": "待遇审核",
}
SCHEME: dict[str, Any] = {
    "items": "工伤保险基金和失业保险基金的收支、管理",
    "scope": "2025年度工伤、失业保险待遇的审核与支付",
    "content": "待遇审核与支付；\n内部控制",
    "matters": ["CL-11-4", "CL-11-6"],
    "starts_on": date(2026, 3, 2),
    "ends_on": date(2026, 3, 13),
    "method": "查阅资料、核查数据、询问",
    "materials": ["2025年度待遇支付明细", "内部控制制度"],
}


def text_of(case: CaseFile, document: Document) -> str:
    """All text of an issued DOCX: paragraphs, tables, footers."""
    paper = docx.Document(io.BytesIO(case.objects.get(document.sha256)))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in paper.paragraphs), *cells])


def plan_with(case: CaseFile, *items: dict[str, Any]) -> Plan:
    one = plan.new_plan(case, 2026, guidance="防范风险", scope="全县社会保险基金", focus="待遇审核与支付")
    for item in items or (ITEM,):
        plan.add_item(case, 2026, **item)
    return one


@pytest.fixture
def planned(office: Act, once: Callable[..., Any]) -> Act:
    """The office with an approved plan of one item and the inspection 2026-001 of it."""

    def made() -> None:
        with office("plan.year.new") as case:
            plan_with(case)
        with office("plan.year.approve", at="2026-01-06 09:00") as case:
            plan.approve_plan(case, 2026, approver="钱主任", text="同意，按计划实施")
        with office("plan.scheme.new", at="2026-02-02 09:00") as case:
            assert plan.open_inspection(case, year=2026, item=1, ad_hoc=None).number == "2026-001"

    once(made)
    return office


# ---- annual plan ---------------------------------------------------------------------------------------------


def test_the_plan_is_issued_as_paper_and_workbook_with_all_its_lines(office: Act) -> None:
    firm = {**ITEM, "unit_name": "江西样品制造有限公司", "times": 2, "quarter": 3}
    with office("plan.year.new") as case:
        plan_with(case, ITEM, firm)
    with office("plan.year.approve", at="2026-01-06 23:30") as case:
        plan.approve_plan(case, 2026, approver="钱主任", text="同意")
    with office("plan.year.issue", at="2026-01-07 09:00") as case:
        paper, annex = plan.issue_plan(case, 2026)
        text = text_of(case, paper)
        book = load_workbook(io.BytesIO(case.objects.get(annex.sha256)))
        rows = list(book.worksheets[0].iter_rows(values_only=True))
    assert (paper.number, annex.number) == ("样人社监计〔2026〕1号", "样人社监计〔2026〕1号附件")
    assert "《中华人民共和国社会保险法》第七十九条第一款" in text
    assert "检查项目2项，涉及被监督单位2家，其中涉企检查1项，共计30人天" in text
    assert "工伤保险基金、失业保险基金" in text
    assert "2026年1月6日" in text
    assert "司法行政部门备案" in text
    flat = [str(cell) for row in rows for cell in row if cell is not None]
    assert {"江西样品制造有限公司", "涉企", "三", "待遇审核"} <= set(flat)
    assert any("合计" in cell or "共 2 行" in cell for cell in flat)


def test_only_an_inspection_on_site_has_a_form_in_the_plan(office: Act) -> None:
    afar = {**ITEM, "unit_name": "江西样品制造有限公司", "mode": CheckMode.OFF_SITE}
    with office("plan.year.new") as case:
        plan_with(case, ITEM, afar)
    with office("plan.year.approve", at="2026-01-06 09:00") as case:
        plan.approve_plan(case, 2026, approver="钱主任", text="同意")
    with office("plan.year.issue", at="2026-01-07 09:00") as case:
        paper, annex = plan.issue_plan(case, 2026)
        text = text_of(case, paper)
        rows = list(load_workbook(io.BytesIO(case.objects.get(annex.sha256))).worksheets[0].iter_rows(values_only=True))
    assert "现场检查\n专项检查" in text
    assert "非现场检查\n/" in text
    assert [row[row.index("非现场检查") + 1] for row in rows if "非现场检查" in row] == ["/"]


def test_a_plan_without_focus_or_lines_or_approval_goes_no_further(office: Act) -> None:
    with pytest.raises(Incomplete, match="检查重点"), office("plan.year.new") as case:
        plan.new_plan(case, 2026, guidance="", scope="全县", focus=" ")
    with office("plan.year.new") as case:
        plan.new_plan(case, 2026, guidance="防范风险", scope="全县", focus="审核")
    with pytest.raises(Incomplete, match="没有项目"), office("plan.year.approve") as case:
        plan.approve_plan(case, 2026, approver="钱主任", text="同意")
    with pytest.raises(Refused, match="没有审批"), office("plan.year.issue") as case:
        plan.issue_plan(case, 2026)
    with pytest.raises(Refused, match="已经存在"), office("plan.year.new") as case:
        plan.new_plan(case, 2026, guidance="", scope="全县", focus="审核")
    with pytest.raises(NotFound, match="2027"), office("plan.year.issue") as case:
        plan.issue_plan(case, 2027)


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"period_to": date(2024, 1, 1)}, "早于"),
        ({"quarter": 5}, "1至4"),
        ({"times": 0}, "频次"),
        ({"people": -1}, "负数"),
    ],
)
def test_a_faulty_line_is_incomplete(office: Act, fields: dict[str, Any], fault: str) -> None:
    with pytest.raises(Incomplete) as refused, office("plan.year.add") as case:
        plan_with(case, {**ITEM, **fields})
    assert any(fault in item for item in refused.value.items)


@pytest.mark.parametrize("fund", ["基本医疗保险基金", "生育保险", "委托投资运营"])
def test_funds_of_others_are_refused(office: Act, fund: str) -> None:
    with pytest.raises(Refused) as refused, office("plan.year.add") as case:
        plan_with(case, {**ITEM, "funds": [fund]})
    assert refused.value.guards == ("G03a",)


def test_an_unknown_fund_is_incomplete_and_lists_what_is_possible(office: Act) -> None:
    with pytest.raises(Incomplete) as fault, office("plan.year.add") as case:
        plan_with(case, {**ITEM, "funds": ["养老"]})
    assert "城乡居民基本养老保险基金" in fault.value.why


def test_the_same_inspection_of_a_unit_is_not_planned_twice(office: Act) -> None:
    with pytest.raises(Refused, match="第1项已经是"), office("plan.year.add") as case:
        plan_with(case, ITEM, ITEM)


def test_an_approved_plan_takes_no_lines_but_adjustments_and_is_issued_again(planned: Act) -> None:
    with pytest.raises(Refused, match="已于2026-01-06审批"), planned("plan.year.add") as case:
        plan.add_item(case, 2026, **ITEM)
    with pytest.raises(Refused, match="已于2026-01-06审批"), planned("plan.year.approve") as case:
        plan.approve_plan(case, 2026, approver="钱主任", text="同意")
    with planned("plan.year.issue", at="2026-02-03 09:00") as case:
        plan.issue_plan(case, 2026)
    with pytest.raises(Refused, match="已经印发") as again, planned("plan.year.issue", at="2026-02-03 10:00") as case:
        plan.issue_plan(case, 2026)
    assert again.value.guards == ("G57",)
    with planned("plan.year.change", at="2026-05-06 09:00") as case:
        plan.change_plan(case, 2026, 1, reason="人员调整", approver="钱主任", quarter=2, people=3)
    with planned("plan.year.issue", at="2026-05-07 09:00") as case:
        paper, _ = plan.issue_plan(case, 2026)
        text = text_of(case, paper)
    assert paper.number == "样人社监计〔2026〕2号"
    assert "\n2026年5月6日，调整第1项：实施季度由1改为2。理由：人员调整。批准人：钱主任。" in text


def test_only_the_head_approves(office: Act) -> None:
    with pytest.raises(Refused, match="孙科长不是机关负责人"), office("plan.year.approve") as case:
        plan_with(case)
        plan.approve_plan(case, 2026, approver="孙科长", text="同意")


def test_filing_before_the_approval_is_out_of_order(planned: Act) -> None:
    with pytest.raises(Refused) as refused, planned("plan.year.file") as case:
        plan.file_plan(case, 2026, on=date(2026, 1, 5), number="样司备〔2026〕1号")
    assert refused.value.guards == ("G56",)


# ---- inspection and scheme -----------------------------------------------------------------------------------


def test_an_item_is_inspected_as_often_as_planned(planned: Act) -> None:
    with pytest.raises(Refused, match="2026-001"), planned("plan.scheme.new") as case:
        plan.open_inspection(case, year=2026, item=1, ad_hoc=None)
    with pytest.raises(NotFound, match="没有第7项"), planned("plan.scheme.new") as case:
        plan.open_inspection(case, year=2026, item=7, ad_hoc=None)


def test_an_item_of_a_plan_without_approval_opens_none_and_gives_the_inspection_its_mode(
    office: Act,
) -> None:
    with office("plan.year.new") as case:
        plan_with(case, {**ITEM, "mode": CheckMode.OFF_SITE})
    with pytest.raises(Refused, match="没有审批"), office("plan.scheme.new") as case:
        plan.open_inspection(case, year=2026, item=1, ad_hoc=None)
    with office("plan.year.approve") as case:
        plan.approve_plan(case, 2026, approver="钱主任", text="同意")
    with office("plan.scheme.new") as case:
        assert plan.open_inspection(case, year=2026, item=1, ad_hoc=None).called == "非现场检查"


def test_an_inspection_outside_the_plan_needs_a_reason_and_all_facts(office: Act) -> None:
    whole = {name: ITEM[name] for name in ("unit_name", "form", "funds", "period_from", "period_to")}
    with pytest.raises(Refused) as refused, office("plan.scheme.new") as case:
        one = plan.open_inspection(case, year=2026, item=None, ad_hoc={**whole, "ad_hoc_reason": " "})
        plan.new_scheme(case, one.number, **SCHEME)
    assert refused.value.guards == ("G01",)
    with pytest.raises(Incomplete) as fault, office("plan.scheme.new") as case:
        plan.open_inspection(
            case, year=2026, item=None, ad_hoc={"ad_hoc_reason": "举报", "form": InspectionForm.SPECIAL}
        )
    assert [item.split()[0] for item in fault.value.items] == ["--unit", "--fund", "--from", "--to"]


def test_a_reason_that_the_head_wrote_stands_in_the_scheme(office: Act) -> None:
    whole = {name: ITEM[name] for name in ("unit_name", "form", "funds", "period_from", "period_to")}
    with office("plan.scheme.new", override=(("G01", "市局电话要求", "钱主任"),)) as case:
        one = plan.open_inspection(case, year=2026, item=None, ad_hoc=whole)
        _, paper = plan.new_scheme(case, one.number, **SCHEME)
        assert "计划外检查。理由：市局电话要求。" in text_of(case, paper)


ORDER = {"ordered_by": "样本省厅", "order_number": "样人社函〔2026〕5号", "order_on": date(2026, 1, 30)}


def test_an_order_from_above_has_organ_number_and_date_and_stands_in_scheme_and_approval(planned: Act) -> None:
    whole = {name: ITEM[name] for name in ("unit_name", "form", "funds", "period_from", "period_to")}
    with planned("plan.agency.set") as case:
        plan.set_agency(case, region_code="360121")
    with pytest.raises(Incomplete) as fault, planned("plan.scheme.new", at="2026-02-03 09:00") as case:
        plan.open_inspection(case, year=2026, item=None, ad_hoc=whole, ordered_by="样本省厅")
    assert [item.split()[0] for item in fault.value.items] == ["--order-number", "--order-on"]
    with pytest.raises(Refused, match="将来"), planned("plan.scheme.new", at="2026-01-29 09:00") as case:
        plan.open_inspection(case, year=2026, item=None, ad_hoc=whole, **ORDER)
    with pytest.raises(Refused) as refused, planned("plan.scheme.new", at="2026-02-03 09:00") as case:
        plan.new_scheme(case, "2026-001", **SCHEME)
    assert refused.value.guards == ("G04",)
    with planned("plan.scheme.new", at="2026-02-03 09:00") as case:
        one = plan.open_inspection(case, year=2026, item=None, ad_hoc={**whole, "ad_hoc_reason": "交叉检查"}, **ORDER)
        _, paper = plan.new_scheme(case, one.number, **SCHEME)
        assert "依据样本省厅2026年1月30日（样人社函〔2026〕5号）" in text_of(case, paper)


def test_the_yearly_limit_is_the_one_published_else_that_of_the_plan(office: Act) -> None:
    firm = {**ITEM, "unit_name": "江西样品制造有限公司", "times": 2}
    with office("plan.year.new") as case:
        plan_with(case, firm)
        plan.approve_plan(case, 2026, approver="钱主任", text="同意")
    numbers = []
    for _ in range(2):
        with office("plan.scheme.new", at="2026-02-03 09:00") as case:
            one = plan.open_inspection(case, year=2026, item=1, ad_hoc=None)
            plan.set_team(case, one.number, leader="测一鸣", members=["样二航"])
            plan.new_scheme(case, one.number, **SCHEME)
            numbers.append(one.number)
    with office("plan.scheme.approve", at="2026-02-04 09:00") as case:
        approval, _ = plan.approve_scheme(case, numbers[0], approver="钱主任", text="同意")
    assert (approval.frequency, approval.yearly_limit) == ("2026年度第1次，年度上限2次", 2)
    with office("config.set", at="2026-02-04 10:00") as case:
        case.add(Setting(key="enterprise.yearly_limit", value="1"))
    with (
        pytest.raises(Refused, match="第2次检查，超过年度上限1次") as refused,
        office("plan.scheme.approve", at="2026-02-04 11:00") as case,
    ):
        plan.approve_scheme(case, numbers[1], approver="钱主任", text="同意")
    assert refused.value.guards == ("G60",)


def test_the_scheme_prints_source_matters_team_and_usual_texts(planned: Act) -> None:
    with planned("plan.team", at="2026-02-02 10:00") as case:
        plan.set_team(case, "2026-001", leader="测一鸣", members=["样二航"], duties={"样二航": "待遇审核"})
    with planned("plan.scheme.new", at="2026-02-03 09:00") as case:
        scheme, paper = plan.new_scheme(case, "2026-001", **SCHEME)
        text = text_of(case, paper)
        state = case.one(Inspection, number="2026-001").state
    assert state == State.SCHEMED
    assert paper.number == "样人社监案〔2026〕1号"
    assert scheme.region == "样本县"
    for wanted in (
        "2026年度社会保险基金监督检查计划第1项",
        "检查编号：2026-001",
        "36012300002",
        "待遇审核",
        "自2026年3月2日进点，至2026年3月13日结束",
        "（1）2025年度待遇支付明细；\n（2）内部控制制度。",
        "二十四小时内报告并补办批准手续",
        "（赣人社规〔2023〕1号，以下简称《实施办法》）第二十二条",
        "《实施办法》第十一条",
        "制发并送达检查通知书",
        "六、重点和疑点\n无。",
    ):
        assert wanted in text, wanted


def test_a_scheme_says_each_matter_once_and_ends_its_lists_like_sentences(planned: Act) -> None:
    lists = {"matters": ["CL-12-2", "CL-12-4"], "materials": ["2025年签到表", "补贴申领册"], "content": ""}
    with planned("plan.scheme.new", at="2026-02-03 09:00") as case:
        _, paper = plan.new_scheme(case, "2026-001", **{**SCHEME, **lists})
        text = text_of(case, paper)
    assert (
        "五、检查内容\n对照下列监督事项检查：\n1.社会保险基金管理使用情况（《实施办法》第十二条第（二）项）；\n"
        "2.社会保险服务协议履行情况（《实施办法》第十二条第（四）项）。\n六、" in text
    )
    assert "（1）2025年签到表；\n（2）补贴申领册。" in text


def test_a_scheme_without_matters_introduces_no_short_name(planned: Act) -> None:
    with planned("plan.scheme.new", at="2026-02-03 09:00") as case:
        _, paper = plan.new_scheme(case, "2026-001", **{**SCHEME, "matters": []})
        assert "以下简称" not in text_of(case, paper)


def test_a_scheme_without_the_five_parts_names_all_that_is_missing(planned: Act) -> None:
    with pytest.raises(Refused) as refused, planned("plan.scheme.new") as case:
        plan.new_scheme(case, "2026-001", starts_on=date(2026, 3, 5), ends_on=date(2026, 3, 2))
    assert refused.value.guards == ("G03",)
    for word in ("检查项目", "检查范围", "检查内容", "检查方式", "检查时间"):
        assert word in refused.value.what


def test_a_scheme_for_a_matter_of_others_is_refused_but_medical_benefits_of_injury_are_not(planned: Act) -> None:
    with pytest.raises(Refused) as refused, planned("plan.scheme.new") as case:
        plan.new_scheme(case, "2026-001", **{**SCHEME, "content": "养老保险基金委托投资运营情况"})
    assert refused.value.guards == ("G03a",)
    with planned("plan.scheme.new") as case:
        plan.new_scheme(case, "2026-001", **{**SCHEME, "content": "工伤医疗费用的审核"})


def test_unknown_matters_are_named(planned: Act) -> None:
    with pytest.raises(NotFound, match="CL-99-1"), planned("plan.scheme.new") as case:
        plan.new_scheme(case, "2026-001", **{**SCHEME, "matters": ["CL-11-1", "CL-99-1"]})


def test_a_reason_for_flight_belongs_to_a_flight_inspection(planned: Act) -> None:
    with pytest.raises(Refused, match="不是飞行检查"), planned("plan.scheme.new") as case:
        plan.new_scheme(case, "2026-001", flight_reason=FlightReason.TIP, flight_text="举报", **SCHEME)


def test_the_approval_prints_frequency_team_and_opinions_and_moves_on(planned: Act) -> None:
    with planned("plan.scheme.new", at="2026-02-03 09:00") as case:
        plan.new_scheme(case, "2026-001", **SCHEME)
    with planned("plan.team", at="2026-02-03 10:00") as case:
        plan.set_team(case, "2026-001", leader="测一鸣", members=["样二航", "例三川"])
    with planned("plan.scheme.approve", at="2026-02-04 09:00") as case:
        approval, paper = plan.approve_scheme(
            case, "2026-001", approver="钱主任", text="同意实施", reviewer="孙科长", limit=2, action_code="36-01"
        )
        text = text_of(case, paper)
        assert case.one(Inspection, number="2026-001").state == State.APPROVED
    assert approval.frequency == "2026年度第1次，年度上限2次"
    for wanted in ("2026年度第1次，年度上限2次", "36012300004", "同意实施", "钱主任", "36-01", "2026年2月3日", "否"):
        assert wanted in text, wanted


def test_a_scheme_whose_paper_is_void_is_not_approved_until_it_was_issued_anew(planned: Act) -> None:
    from jxinspect.acts.document_void import void

    with planned("plan.scheme.new", at="2026-02-03 09:00") as case:
        _, paper = plan.new_scheme(case, "2026-001", **SCHEME)
        plan.set_team(case, "2026-001", leader="测一鸣", members=["样二航"])
    with planned("doc.void", at="2026-02-03 10:00") as case:
        void(case, paper.number, because="写错了")
    with (
        pytest.raises(Refused, match="已经作废") as refused,
        planned("plan.scheme.approve", at="2026-02-04 09:00") as case,
    ):
        plan.approve_scheme(case, "2026-001", approver="钱主任", text="同意")
    assert f"doc void {paper.number} --because 理由 --again" in refused.value.todo
    with planned("doc.void", at="2026-02-04 10:00") as case:
        void(case, paper.number, because="写错了", again=True)
    with planned("plan.scheme.approve", at="2026-02-04 11:00") as case:
        plan.approve_scheme(case, "2026-001", approver="钱主任", text="同意")


def test_a_refused_scheme_goes_back_and_a_new_one_may_follow(planned: Act) -> None:
    with planned("plan.scheme.new", at="2026-02-03 09:00") as case:
        plan.new_scheme(case, "2026-001", **SCHEME)
    with planned("plan.team", at="2026-02-03 10:00") as case:
        plan.set_team(case, "2026-001", leader="测一鸣", members=["样二航"])
    with planned("plan.scheme.approve", at="2026-02-04 09:00") as case:
        _, paper = plan.approve_scheme(case, "2026-001", approver="钱主任", text="范围过宽", granted=False)
        assert "不同意。范围过宽" in text_of(case, paper)
        assert case.one(Inspection, number="2026-001").state == State.PLANNED
    with pytest.raises(Refused, match="审批检查方案"), planned("plan.scheme.approve", at="2026-02-04 10:00") as case:
        plan.approve_scheme(case, "2026-001", approver="钱主任", text="同意")
    with planned("plan.scheme.new", at="2026-02-05 09:00") as case:
        plan.new_scheme(case, "2026-001", **SCHEME)
        assert len(case.all(Scheme)) == 2


def test_an_approval_before_the_scheme_is_out_of_order(planned: Act) -> None:
    with planned("plan.scheme.new", at="2026-02-03 09:00") as case:
        plan.new_scheme(case, "2026-001", **SCHEME)
    with planned("plan.team", at="2026-02-03 10:00") as case:
        plan.set_team(case, "2026-001", leader="测一鸣", members=["样二航"])
    with pytest.raises(Refused) as early, planned("plan.scheme.approve", at="2026-02-02 09:00") as case:
        plan.approve_scheme(case, "2026-001", approver="钱主任", text="同意")
    assert "G56" in early.value.guards
    with planned("look") as case:
        assert case.all(Approval) == []


def test_an_approval_without_a_team_is_refused(planned: Act) -> None:
    with planned("plan.scheme.new", at="2026-02-03 09:00") as case:
        plan.new_scheme(case, "2026-001", **SCHEME)
    with pytest.raises(Refused) as refused, planned("plan.scheme.approve", at="2026-02-04 09:00") as case:
        plan.approve_scheme(case, "2026-001", approver="钱主任", text="同意")
    assert refused.value.guards == ("G05",)


# ---- team ----------------------------------------------------------------------------------------------------


def test_a_team_of_one_is_refused_and_assistants_do_not_count(planned: Act) -> None:
    with pytest.raises(Refused) as refused, planned("plan.team") as case:
        plan.set_team(case, "2026-001", leader="测一鸣", members=[], assistants=["周档员"])
    assert refused.value.guards == ("G05",)


def test_a_member_without_certificate_is_refused(planned: Act) -> None:
    with pytest.raises(Refused) as refused, planned("plan.team") as case:
        plan.set_team(case, "2026-001", leader="测一鸣", members=["样二航", "周档员"])
    assert refused.value.guards == ("G06",)
    assert "周档员" in refused.value.what


def test_who_is_not_named_any_more_leaves_the_team_with_the_time(planned: Act) -> None:
    with planned("plan.team", at="2026-02-03 10:00") as case:
        plan.set_team(case, "2026-001", leader="测一鸣", members=["样二航", "例三川"], no_interest=True)
    with planned("plan.team", at="2026-02-04 10:00") as case:
        plan.set_team(case, "2026-001", leader="样二航", members=["测一鸣"])
        assert plan.team_of(case, "2026-001") == ["样二航", "测一鸣"]
        rows = case.all(TeamMember)
    left = [row for row in rows if row.left_at]
    assert len(left) == 3
    assert all("2026年2月4日" in row.left_reason for row in left)
    assert {row.role for row in rows if not row.left_at} == {TeamRole.LEADER, TeamRole.MEMBER}


def test_who_declared_a_tie_to_the_unit_is_refused_and_a_found_one_must_be_acknowledged(planned: Act) -> None:
    with planned("plan.staff.interest") as case:
        plan.declare_interest(case, "样二航", "样本县社会保险服务中心", kind="relative", text="配偶在该单位任职")
        plan.declare_interest(
            case, "例三川", "样本县社会保险服务中心", kind="other", text="姓名出现在人员名单", declared=False
        )
    with pytest.raises(Refused) as declared, planned("plan.team") as case:
        plan.set_team(case, "2026-001", leader="测一鸣", members=["样二航"])
    assert declared.value.guards == ("G08",)
    with pytest.raises(Refused, match="例三川"), planned("plan.team") as case:
        plan.set_team(case, "2026-001", leader="测一鸣", members=["例三川"])
    with planned("plan.team", ack=("G08",)) as case:
        plan.set_team(case, "2026-001", leader="测一鸣", members=["例三川"])


def test_a_certificate_that_ends_before_the_inspection_ends_must_be_acknowledged(planned: Act) -> None:
    with planned("plan.staff.set") as case:
        plan.set_staff(case, "样二航", certificate_to=date(2026, 3, 10))
    with planned("plan.team", at="2026-02-03 10:00") as case:
        plan.set_team(case, "2026-001", leader="测一鸣", members=["样二航"])
    with pytest.raises(Refused) as warned, planned("plan.scheme.new", at="2026-02-03 11:00") as case:
        plan.new_scheme(case, "2026-001", **SCHEME)
    assert warned.value.guards == ("G07",)
    assert "--ack G07" in warned.value.todo
    with planned("plan.scheme.new", at="2026-02-03 11:00", ack=("G07",)) as case:
        plan.new_scheme(case, "2026-001", **SCHEME)
