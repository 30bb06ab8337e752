"""`plan scheme`: the inspection, its scheme and approval (办法 22(一))."""

import json
from datetime import date
from typing import Annotated, Any

import typer

from jxinspect.commands import plan_approval
from jxinspect.commands.made import made
from jxinspect.commands.options import Inspection, OutFolder, date_option, id_option, plain, term_option
from jxinspect.commands.session import act, rows, today
from jxinspect.commands.tree import App
from jxinspect.errors import NotFound, Usage
from jxinspect.law.civil import day
from jxinspect.law.terms import CheckMode, FlightReason, InspectionForm, State
from jxinspect.ui.messages import note
from jxinspect.ui.show import show_record
from jxinspect.ui.values import Column, columns

scheme = App(
    "检查方案：拟定（同时立项）、审批、查看。",
    example=[
        "jxinspect plan scheme show 2026-001",
        "jxinspect plan scheme approve 2026-001 --approver 钱主任 --text 同意",
    ],
)

SCHEME = columns(
    ("number", "检查编号"),
    Column("state", "阶段", terms=State),
    ("items", "检查项目"),
    ("scope", "范围"),
    ("region", "地域"),
    ("content", "内容"),
    ("matters", "监督事项"),
    ("focus", "重点和疑点"),
    ("starts_on", "进点", "date"),
    ("ends_on", "撤点", "date"),
    ("method", "方式"),
    ("ad_hoc_reason", "计划外理由"),
    Column("flight_reason", "飞行检查事由", terms=FlightReason),
    ("flight_text", "事由说明"),
    ("materials", "资料清单"),
    ("made_by", "拟定人"),
    ("granted", "是否同意", "flag"),
    ("decision", "审批意见"),
    ("approved_by", "审批人"),
    ("approved_at", "审批时间", "moment"),
    ("frequency", "年度检查次数"),
    ("late_reason", "补办事由"),
)
Members = Annotated[list[str] | None, typer.Option("--member", help="组员（检查人员）", metavar="姓名")]
Helpers = Annotated[list[str] | None, typer.Option("--assistant", help="协助人员，不计入检查人员", metavar="姓名")]


@scheme.command(
    "new",
    example=[
        (
            "jxinspect plan scheme new --item 1 --items 工伤保险基金收支管理 --scope 2025年度待遇 "
            "--content 待遇审核与支付 --matter CL-11-4 --starts 2026-03-02 --ends 2026-03-13 "
            "--method 查阅资料、核查数据 --material 支付明细"
        ),
        "jxinspect plan scheme new --ad-hoc 上级交办 --unit 某公司 --form flight --fund 工伤 --from 2025-01-01 …",
        (
            "jxinspect plan scheme new --item 3 --ordered-by 样本省人力资源和社会保障厅 "
            "--order-number 样人社函〔2026〕5号 --order-on 2026-02-01 --items …"
        ),
        "jxinspect plan scheme new --ad-hoc 数据核查 --mode off_site --unit 某中心 --fund 失业 --from 2025-01-01 …",
        "jxinspect plan scheme new 2026-001 --items …",
    ],
)
def new(
    number: Annotated[
        str | None,
        typer.Argument(help="已有的检查编号（重新拟定方案）；不写则新建检查", metavar="[检查编号]", parser=plain),
    ] = None,
    *,
    item: Annotated[int | None, typer.Option("--item", help="年度计划的项目序号", metavar="序号")] = None,
    year: Annotated[int | None, typer.Option("--year", help="年度，默认今年", metavar="年度")] = None,
    ad_hoc: Annotated[str | None, typer.Option("--ad-hoc", help="计划外检查的理由", metavar="理由")] = None,
    unit: Annotated[str | None, typer.Option("--unit", help="计划外：被监督单位", metavar="单位")] = None,
    mode: Annotated[CheckMode | None, term_option(CheckMode, "--mode", help="计划外：检查方式，默认现场检查")] = None,
    form: Annotated[InspectionForm | None, term_option(InspectionForm, "--form", help="计划外：组织形式")] = None,
    fund: Annotated[list[str] | None, typer.Option("--fund", help="计划外：险种", metavar="险种")] = None,
    period_from: Annotated[date | None, date_option("--from", help="计划外：所属期间起")] = None,
    period_to: Annotated[date | None, date_option("--to", help="计划外：所属期间止")] = None,
    ordered_by: Annotated[
        str | None,
        typer.Option("--ordered-by", help="本行政区域以外的单位：交办或者组织交叉检查的上级机关", metavar="机关"),
    ] = None,
    order_number: Annotated[
        str | None, typer.Option("--order-number", help="上级机关文书的文号", metavar="文号")
    ] = None,
    order_on: Annotated[date | None, date_option("--order-on", help="上级机关文书的日期")] = None,
    major: Annotated[
        str | None, typer.Option("--major", help="下级机关管辖的单位：重大监督事项的理由", metavar="理由")
    ] = None,
    items: Annotated[str | None, typer.Option("--items", help="检查项目", metavar="文字")] = None,
    scope: Annotated[str | None, typer.Option("--scope", help="检查范围", metavar="文字")] = None,
    region: Annotated[str | None, typer.Option("--region", help="地域，默认本行政区划", metavar="文字")] = None,
    content: Annotated[
        str | None, typer.Option("--content", help="检查内容；可以只写 --matter", metavar="文字")
    ] = None,
    matter: Annotated[list[str] | None, id_option("--matter", help="监督事项代码，如 CL-11-4", metavar="代码")] = None,
    focus: Annotated[str | None, typer.Option("--focus", help="重点和疑点", metavar="文字")] = None,
    starts: Annotated[date, date_option("--starts", help="进点日期；非现场检查写开始日期")],
    ends: Annotated[date, date_option("--ends", help="撤点日期；非现场检查写结束日期")],
    method: Annotated[str | None, typer.Option("--method", help="检查方式", metavar="文字")] = None,
    steps: Annotated[str | None, typer.Option("--steps", help="步骤，有通用的默认文字", metavar="文字")] = None,
    division: Annotated[str | None, typer.Option("--division", help="分工，有默认文字", metavar="文字")] = None,
    secrecy: Annotated[str | None, typer.Option("--secrecy", help="风险防控和保密，有默认文字", metavar="文字")] = None,
    contingency: Annotated[
        str | None, typer.Option("--contingency", help="应急和封存预案，有默认文字", metavar="文字")
    ] = None,
    material: Annotated[list[str] | None, typer.Option("--material", help="需要的资料", metavar="名称")] = None,
    flight_reason: Annotated[
        FlightReason | None, term_option(FlightReason, "--flight-reason", help="飞行检查事由")
    ] = None,
    flight_text: Annotated[
        str, typer.Option("--flight-text", help="为何提前通知可能影响检查结果", metavar="文字")
    ] = "",
    lead: Annotated[str | None, id_option("--lead", help="核查哪条线索；计划外的可以代替 --ad-hoc")] = None,
    leader: Annotated[str | None, typer.Option("--leader", help="同时组成检查组：组长", metavar="姓名")] = None,
    member: Members = None,
    assistant: Helpers = None,
    out: OutFolder = None,
) -> None:
    """拟定检查方案（D02）：由计划项目（--item）或者写明理由（--ad-hoc）立项；编号自动产生。"""
    from jxinspect.acts import hints, plan
    from jxinspect.acts.copies import write_copies

    if lead and number is None and item is None:
        ad_hoc = ad_hoc or f"核查线索{lead}"
    _one_source(number, item, ad_hoc)
    outside = {
        "ad_hoc_reason": ad_hoc,
        "unit_name": unit,
        "mode": mode,
        "form": form,
        "funds": fund,
        "period_from": period_from,
        "period_to": period_to,
    }
    grounds = {
        "ordered_by": ordered_by,
        "order_number": order_number,
        "order_on": order_on,
        "major_reason": major,
    }
    texts: dict[str, Any] = {
        "items": items,
        "scope": scope,
        "region": region,
        "content": content,
        "matters": matter or [],
        "focus": focus,
        "starts_on": starts,
        "ends_on": ends,
        "method": method,
        "steps": steps,
        "division": division,
        "confidentiality": secrecy,
        "contingency": contingency,
        "materials": material or [],
    }
    with act("plan.scheme.new") as case:
        chosen = number
        if chosen is None:
            one = plan.open_inspection(case, year=year or today().year, item=item, ad_hoc=outside, **grounds)
            chosen = one.number
        if lead:
            plan.assign_lead(case, lead, handler=None, inspection_number=chosen)
        if leader:
            plan.set_team(case, chosen, leader=leader, members=member or [], assistants=assistant or [])
        _, paper = plan.new_scheme(case, chosen, flight_reason=flight_reason, flight_text=flight_text, **texts)
        copies = write_copies(case, out, [paper])
        told = hints.of_agreement(case, chosen, starts) + hints.of_certificates(case, chosen, day(case.at))
    for line in told:
        note(line)
    following = [f"jxinspect plan scheme approve {chosen} --approver 机关负责人 --reviewer 科长 --text 同意"]
    if not leader:
        following.insert(0, f"jxinspect plan team set {chosen} --leader 姓名 --member 姓名")
    made(f"检查 {chosen} 的方案已拟定", [paper], copies, [("number", "检查编号", chosen)], following)


def _one_source(number: str | None, item: int | None, ad_hoc: str | None) -> None:
    given = [
        flag for flag, value in (("检查编号", number), ("--item", item), ("--ad-hoc", ad_hoc)) if value is not None
    ]
    if len(given) != 1:
        raise Usage(
            "检查从哪里来没有写清楚",
            why=f"写了{'、'.join(given) or '零项'}；三者必须写一项，也只能写一项",
            todo="按计划的写 --item 序号，计划外的写 --ad-hoc 理由，重新拟定方案的写检查编号",
        )


scheme.command(example=plan_approval.APPROVE)(plan_approval.approve)
scheme.command(example=plan_approval.LATE)(plan_approval.late)


@scheme.command(example="jxinspect plan scheme show 2026-001")
def show(number: Inspection) -> None:
    """显示最近的检查方案和审批。"""
    found = rows("SELECT * FROM scheme_list WHERE number = ?", [number])
    if not found:
        raise NotFound(
            f"检查 {number} 没有方案", why="编号有误，或者还没有拟定", todo="用 jxinspect status --all 查看检查编号"
        )
    last = found[-1]
    told = {**last, **{key: json.loads(last[key] or "[]") for key in ("matters", "materials")}}
    show_record(told, SCHEME)
