"""Off-site inspections: notice with format description, its term, what follows faulty data (办法 23)."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import docx
import openpyxl
import pytest

from jxinspect.acts import config, notify, notify_offsite, plan
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.submission import DataWay, FileFormat
from jxinspect.law.terms import CheckMode, InspectionForm, ServiceMethod, State
from jxinspect.model.document import Document
from jxinspect.model.notify import MaterialsList
from jxinspect.model.offsite import OffsiteNotice, Supplement
from jxinspect.model.plan import Inspection, TeamMember

if TYPE_CHECKING:
    from jxinspect.store.casefile import CaseFile

Act = Callable[..., Any]
NUMBER = "2026-001"
UNIT = "样本县社会保险服务中心"
FAULT = {
    "file": "发放.xlsx",
    "table": "待遇发放明细",
    "field": "账号",
    "rows": "第8至20行",
    "problem": "账号为科学计数法",
}


def text_of(case: CaseFile, document: Document) -> str:
    paper = docx.Document(io.BytesIO(case.objects.get(document.sha256)))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(p.text for p in paper.paragraphs), *cells])


def book_of(case: CaseFile, document: Document) -> Any:
    return openpyxl.load_workbook(io.BytesIO(case.objects.get(document.sha256)))


def opened(office: Act, **more: Any) -> Act:
    """The off-site inspection 2026-001 of a unit, approved on 2026-02-03."""
    with office("plan.scheme.new", at="2026-02-02 09:00") as case:
        source = {
            "ad_hoc_reason": "数据核查", "unit_name": UNIT, "mode": CheckMode.OFF_SITE, "funds": ["失业"],
            "period_from": date(2025, 1, 1), "period_to": date(2025, 12, 31), **more,
        }  # fmt: skip
        plan.open_inspection(case, year=2026, item=None, ad_hoc=source)
        plan.set_team(case, NUMBER, leader="测一鸣", members=["样二航"])
        plan.new_scheme(
            case, NUMBER, items="失业保险基金的支付情况", scope="2025年度失业保险待遇", content="待遇审核与支付",
            starts_on=date(2026, 2, 10), ends_on=date(2026, 4, 30), method="比对分析数据",
        )  # fmt: skip
    with office("plan.scheme.approve", at="2026-02-03 09:00") as case:
        plan.approve_scheme(case, NUMBER, approver="钱主任", text="同意", reviewer="孙科长", limit=2)
    return office


@pytest.fixture
def approved(office: Act, once: Callable[..., Any]) -> Act:
    once(lambda: opened(office))
    return office


@pytest.fixture
def notified(approved: Act, once: Callable[..., Any]) -> Act:
    def made() -> None:
        with approved("notify.offsite", at="2026-02-10 09:00") as case:
            notify_offsite.offsite(case, NUMBER)

    once(made)
    return approved


def served(act: Act, number: str, at: str = "2026-02-12 10:00") -> None:
    with act("notify.serve", at=at) as case:
        moment = datetime.fromisoformat(at).replace(tzinfo=timezone(timedelta(hours=8)))
        notify.serve(
            case, NUMBER, documents=[number], method=ServiceMethod.DIRECT, received_at=moment, receiver="李例子",
            capacity="办公室主任", servers=["测一鸣", "样二航"],
        )  # fmt: skip


# ---- notice and format description ---------------------------------------------------------------------------


def test_the_notice_sets_scope_format_and_time_as_the_article_demands(approved: Act) -> None:
    with approved("notify.offsite", at="2026-02-10 09:00") as case:
        paper, _ = notify_offsite.offsite(case, NUMBER)
        text = text_of(case, paper)
        assert case.all(Inspection)[0].state == State.NOTIFIED
    assert paper.number == "样人社监非通〔2026〕1号"
    for words in (
        "第二十三条第一款第（一）项",
        "参保人员基本信息（表代码：person",
        "失业待遇（表代码：unemp",
        "XLSX 电子表格或者CSV 文本",
        "样本县社会保险服务中心_参保人员基本信息_202501至202512_01.xlsx",
        "自收到本通知书之日起10个工作日内报送",
        "加密移动存储介质",
        "不得通过互联网电子邮箱",
        "第三十四条",
        "测一鸣",
        "36012300002",
        "监督举报电话：0791-00000002",
        "资料真实性、完整性承诺书",
        "非现场检查通知书回执",
    ):
        assert words in text
    assert "养老待遇核定" not in text


def test_the_description_lists_every_column_and_brings_an_empty_sheet_for_each_table(approved: Act) -> None:
    with approved("notify.offsite", at="2026-02-10 09:00") as case:
        paper, annex = notify_offsite.offsite(case, NUMBER, tables=["pay", "失业待遇"], formats=[FileFormat.CSV])
        book, text = book_of(case, annex), text_of(case, paper)
    assert annex.number == "样人社监非通〔2026〕1号附件1"
    assert book.sheetnames[:5] == ["说明", "字段", "码表", "待遇发放明细", "失业待遇"]
    fields = [[cell.value for cell in row] for row in book["字段"].iter_rows()]
    assert ["待遇发放明细", "pay", "8", "账号", "account_no", "数字文本", "32", "是"] in [row[:8] for row in fields]
    blank = book["待遇发放明细"]
    assert [cell.value for cell in blank[1]][:3] == ["个人编号", "险种", "待遇项目"]
    assert blank.max_row > 100
    assert all(cell.value is None for cell in blank[2])
    assert blank["A2"].number_format == "@"
    codes = [[cell.value for cell in row] for row in book["码表"].iter_rows()]
    assert ["发放状态", "2", "退票"] in codes
    assert "CSV 文本" in text
    assert "XLSX 电子表格" not in text


def test_a_table_nobody_knows_is_named_with_those_there_are(approved: Act) -> None:
    with pytest.raises(NotFound) as fault, approved("notify.offsite", at="2026-02-10 09:00") as case:
        notify_offsite.offsite(case, NUMBER, tables=["pay", "工资表"])
    assert "工资表" in fault.value.what
    assert "pay（待遇发放明细）" in fault.value.why


def test_the_office_may_set_another_term_or_a_day(approved: Act) -> None:
    with approved("config", at="2026-02-10 08:00") as case:
        config.change(case, "offsite.submit_days", "15")
    with approved("notify.offsite", at="2026-02-10 09:00", dry_run=True) as case:
        paper, _ = notify_offsite.offsite(case, NUMBER)
        assert "之日起15个工作日内" in text_of(case, paper)
    with approved("notify.offsite", at="2026-02-10 09:00", dry_run=True) as case:
        paper, _ = notify_offsite.offsite(case, NUMBER, due_on=date(2026, 3, 31), ways=[DataWay.DEDICATED_NETWORK])
        text = text_of(case, paper)
        assert "2026年3月31日前报送" in text
        assert "移动存储介质" not in text
    with pytest.raises(Incomplete, match="报送期限"), approved("notify.offsite", at="2026-02-10 09:00") as case:
        notify_offsite.offsite(case, NUMBER, due_on=date(2026, 2, 10))


# ---- the course off site -------------------------------------------------------------------------------------


def test_an_off_site_inspection_has_no_notice_of_entry_and_no_entry(approved: Act) -> None:
    with pytest.raises(Refused) as refusal, approved("notify.onsite", at="2026-02-10 09:00") as case:
        notify.onsite(case, NUMBER, enter_on=date(2026, 3, 2))
    assert refusal.value.what == "非现场检查没有“制发检查通知书”这一步"
    assert "办法 23" in refusal.value.why
    assert "制发非现场检查通知书" in refusal.value.todo


def test_an_off_site_notice_needs_an_approved_scheme(office: Act) -> None:
    with office("plan.scheme.new", at="2026-02-02 09:00") as case:
        source = {
            "ad_hoc_reason": "数据核查", "unit_name": UNIT, "mode": CheckMode.OFF_SITE, "funds": ["失业"],
            "period_from": date(2025, 1, 1), "period_to": date(2025, 12, 31),
        }  # fmt: skip
        plan.open_inspection(case, year=2026, item=None, ad_hoc=source)
    with pytest.raises(Refused, match="已列入计划"), office("notify.offsite", at="2026-02-10 09:00") as case:
        notify_offsite.offsite(case, NUMBER)


def test_scheme_and_approval_of_an_off_site_inspection_say_so(office: Act) -> None:
    act = opened(office)
    with act("look") as case:
        papers = {d.kind: text_of(case, d) for d in case.all(Document)}
    assert "实施非现场检查的方案" in papers["D02"]
    assert "第二十三条第一款第（一）项" in papers["D02"]
    assert "自2026年2月10日起，至2026年4月30日止。" in papers["D02"]
    assert "进点" not in papers["D02"]
    assert "非现场检查；比对分析数据" in papers["D03"]


def test_a_flight_inspection_cannot_be_off_site(office: Act) -> None:
    with pytest.raises(Refused, match="非现场检查不能采取飞行检查的形式"):
        opened(office, form=InspectionForm.FLIGHT)


def test_a_single_inspector_cannot_ask_for_data(approved: Act) -> None:
    with approved("plan.team", at="2026-02-04 09:00") as case:
        case.all(TeamMember)[1].left_at = case.at
    with pytest.raises(Refused) as refusal, approved("notify.offsite", at="2026-02-10 09:00") as case:
        notify_offsite.offsite(case, NUMBER)
    assert "G05" in refusal.value.guards


def test_a_later_list_of_materials_goes_to_the_agency(notified: Act) -> None:
    with notified("notify.materials", at="2026-02-11 09:00") as case:
        paper = notify.materials(case, NUMBER, lines=[{"name": "内部控制制度"}], due_on=date(2026, 3, 2))
        text = text_of(case, paper)
        assert case.all(MaterialsList)[0].notice_id is None
    assert "交至：样本县示范路1号" in text


# ---- faulty data ---------------------------------------------------------------------------------------------


def test_what_is_wrong_is_told_line_by_line_with_a_workbook(notified: Act) -> None:
    served(notified, "样人社监非通〔2026〕1号")
    with notified("notify.supplement", at="2026-03-05 09:00") as case:
        faults = [FAULT, {"file": "人员.csv", "problem": "缺少2025年12月的数据"}]
        paper, annex = notify_offsite.supplement(case, NUMBER, faults=faults)
        text, book = text_of(case, paper), book_of(case, annex)
    assert paper.number == "样人社监补〔2026〕1号"
    for words in (
        "补报通知书",
        "样人社监非通〔2026〕1号，2026年2月12日送达",
        "有2处不符合要求",
        "第1次（最多2次）",
        "第8至20行",
        "账号为科学计数法",
        "报送时限：自收到本通知书之日起5个工作日内",
        "第二十三条第一款第（二）项",
        "第三十四条",
    ):
        assert words in text
    rows = [[cell.value for cell in row] for row in book.active.iter_rows()]
    assert [1, *FAULT.values()] in rows


def test_a_supplement_before_the_notice_was_received_is_refused(notified: Act) -> None:
    with pytest.raises(Refused) as refusal, notified("notify.supplement", at="2026-03-05 09:00") as case:
        notify_offsite.supplement(case, NUMBER, faults=[FAULT])
    assert "G56" in refusal.value.guards


def test_after_the_last_round_no_further_one_is_offered(notified: Act) -> None:
    served(notified, "样人社监非通〔2026〕1号")
    for n, on in ((1, "2026-03-05"), (2, "2026-03-16")):
        with notified("notify.supplement", at=f"{on} 09:00") as case:
            notify_offsite.supplement(case, NUMBER, faults=[FAULT], anew=n == 2)
        served(notified, f"样人社监补〔2026〕{n}号", f"{on} 15:00")
    with pytest.raises(Refused) as refusal, notified("notify.supplement", at="2026-03-26 09:00") as case:
        notify_offsite.supplement(case, NUMBER, faults=[FAULT])
    assert "已经通知补报2次" in refusal.value.what
    assert "办法 34(二)" in refusal.value.why
    with notified("look") as case:
        assert [s.round for s in case.all(Supplement)] == [1, 2]


def test_the_second_round_waits_until_the_first_was_received(notified: Act) -> None:
    served(notified, "样人社监非通〔2026〕1号")
    with notified("notify.supplement", at="2026-03-05 09:00") as case:
        notify_offsite.supplement(case, NUMBER, faults=[FAULT])
    with (
        pytest.raises(Refused, match="还没有送达，不能制发第2次") as refused,
        notified("notify.supplement", at="2026-03-06 09:00") as case,
    ):
        notify_offsite.supplement(case, NUMBER, faults=[FAULT])
    assert "doc void 样人社监补〔2026〕1号" in refused.value.todo


def test_a_fault_without_file_or_problem_is_named_by_its_place(notified: Act) -> None:
    served(notified, "样人社监非通〔2026〕1号")
    with pytest.raises(Incomplete) as fault, notified("notify.supplement", at="2026-03-05 09:00") as case:
        notify_offsite.supplement(case, NUMBER, faults=[FAULT, {"file": "a.csv"}, {"problem": "空"}])
    assert fault.value.items == ("第 2 项没有写问题", "第 3 项没有写文件")
    with pytest.raises(Incomplete), notified("notify.supplement", at="2026-03-05 09:00") as case:
        notify_offsite.supplement(case, NUMBER, faults=[])


def test_many_faults_are_counted_on_paper_and_listed_in_the_workbook(notified: Act) -> None:
    served(notified, "样人社监非通〔2026〕1号")
    with notified("notify.supplement", at="2026-03-05 09:00") as case:
        faults = [{**FAULT, "rows": f"第{n}行"} for n in range(1, 251)]
        paper, annex = notify_offsite.supplement(case, NUMBER, faults=faults)
        text, book = text_of(case, paper), book_of(case, annex)
    assert "有250处不符合要求" in text
    assert "第17行" not in text
    assert "第250行" in [cell.value for row in book.active.iter_rows() for cell in row]


def test_the_notice_is_kept_as_it_was_asked(notified: Act) -> None:
    with notified("look") as case:
        notice = case.all(OffsiteNotice)[0]
    assert (notice.days, notice.due_on, notice.tables) == (10, None, ["person", "contrib", "pay", "unemp", "train"])
