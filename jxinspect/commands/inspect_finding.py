"""`inspect finding`: problems with basis, evidence, amount, period and violation code (办法 3, 22(三), G35)."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jxinspect.commands.inspect_links import finding_show
from jxinspect.commands.inspect_options import Basis, EvidenceCodes
from jxinspect.commands.options import (
    Format,
    Inspection,
    InspectionOpt,
    Limit,
    ListFile,
    ListFormat,
    Offset,
    amount_option,
    date_option,
    id_option,
    term_option,
)
from jxinspect.commands.session import act, looking, of_inspection
from jxinspect.commands.tree import App
from jxinspect.law.terms import FundType
from jxinspect.ui import messages
from jxinspect.ui.show import Fact, done, show_record, show_rows
from jxinspect.ui.values import Column, columns

if TYPE_CHECKING:
    from jxinspect.model.inspect import Finding

finding = App(
    "问题：事实、依据、证据、金额、所属期间、违法情形。",
    example=[
        "jxinspect inspect finding add 2026-001 --title 多发待遇 --violation V29-5 --amount 86400 --facts …",
        "jxinspect inspect finding list",
    ],
)

FINDINGS = columns(
    ("inspection", "检查"),
    ("seq", "序号", "number"),
    ("title", "问题"),
    ("violation", "违法情形"),
    Column("fund", "险种", terms=FundType),
    Column("amount", "金额", "amount"),
    ("persons", "人数", "number"),
    ("period_from", "期间起"),
    ("period_to", "期间止"),
    ("evidence", "证据"),
    ("basis", "依据"),
)
FINDING = columns(
    ("seq", "序号"),
    ("title", "问题"),
    ("facts", "事实"),
    ("violation", "违法情形"),
    ("violation_text", "情形"),
    ("matter", "事项"),
    ("basis", "依据"),
    Column("fund", "险种", terms=FundType),
    Column("amount", "金额", "amount"),
    Column("no_amount", "不涉及金额", "flag"),
    ("persons", "人数"),
    ("period_from", "期间起"),
    ("period_to", "期间止"),
    ("evidence", "证据"),
    ("papers", "底稿"),
    ("orders", "责令改正"),
    ("demand", "整改要求"),
    ("cause", "原因"),
    ("measures", "通常措施"),
    ("warnings", "提示"),
    ("missing", "还缺"),
)
Violation = Annotated[
    str | None, id_option("--violation", help="违法情形代码，如 V29-5；见 jxinspect law list violations")
]
Amount = Annotated[int | None, amount_option("--amount", help="金额，默认单位元，也可写 1.2万元")]
NoAmount = Annotated[bool, typer.Option("--no-amount", help="不涉及金额")]
Persons = Annotated[int | None, typer.Option("--persons", help="人数（人次）", min=0, metavar="人数")]
From = Annotated[date | None, date_option("--from", help="所属期间的起始；默认检查期间")]
To = Annotated[date | None, date_option("--to", help="所属期间的终止；默认检查期间")]
MatterOpt = Annotated[str, id_option("--matter", help="检查事项代码，如 CL-11-4")]
Fund = Annotated[Any, term_option(FundType, "--fund", help="险种；检查只有一个险种的不用写")]
Demand = Annotated[str, typer.Option("--demand", help="整改要求", metavar="要求")]
Cause = Annotated[str, typer.Option("--cause", help="原因", metavar="原因")]


@finding.command(
    example="jxinspect inspect finding add 2026-001 --title 多发待遇 --violation V29-5 --amount 86400 --persons 17 "
    "--evidence 1 --evidence 2 --facts '2025年3月至6月……' --demand 追回多发的失业保险金"
)
def add(
    inspection: Inspection,
    *,
    title: Annotated[str, typer.Option("--title", help="问题的标题", metavar="标题")],
    facts: Annotated[str, typer.Option("--facts", help="事实", metavar="事实")],
    violation: Violation = None,
    basis: Basis = None,
    matter: MatterOpt = "",
    evidence: EvidenceCodes = None,
    amount: Amount = None,
    no_amount: NoAmount = False,
    persons: Persons = None,
    period_from: From = None,
    period_to: To = None,
    demand: Demand = "",
    cause: Cause = "",
    fund: Fund = None,
) -> None:
    """登记一个问题，提示通常的处理措施和出具报告前还缺什么。"""
    from jxinspect.acts import inspect_finding

    with act("inspect.finding") as case:
        row = inspect_finding.finding(
            case,
            inspection,
            title=title,
            facts=facts,
            violation_code=violation,
            basis=basis or [],
            matter=matter,
            evidence=evidence or [],
            amount=amount,
            no_amount=no_amount,
            persons=persons,
            period_from=period_from,
            period_to=period_to,
            demand=demand,
            cause=cause,
            fund=fund,
        )
        unit_type = inspect_finding.unit_type(case, inspection)
    tell(f"已登记问题{row.seq}", row, inspection, unit_type)


def tell(text: str, row: "Finding", inspection: str, unit_type: str = "") -> None:
    """What is known of the finding, what usually follows from the violation, and what the report will ask for."""
    from jxinspect.acts.inspect_finding import midway, missing, suggested, warnings
    from jxinspect.law.incident import needs_assessment

    following = [f"jxinspect inspect finding set {inspection} {row.seq} …（{lack}）" for lack in missing(row)]
    if any(one.code in ("order", "stop") for one in suggested(row.violation)):
        following.append(f"jxinspect inspect order issue {inspection} --violation {row.violation} …")
    if needs_assessment(row.violation):
        following.append(f"jxinspect report incident assess {inspection} {row.seq} --reason … --by 负责人")
    done(text, _facts(row), following)
    for warning in [*warnings(row.violation, unit_type), *midway(row)]:
        messages.warn(warning)
    lacks = missing(row)
    if lacks:
        messages.warn(f"出具检查报告之前还须补齐：{'、'.join(lacks)}（G35）")


def _facts(row: "Finding") -> list[Fact]:
    """What is known of a finding, and the measures that usually follow (办法 29-34)."""
    from jxinspect.acts.inspect_finding import suggested
    from jxinspect.law.amounts import format_amount

    amount = format_amount(row.amount) if row.amount is not None else "不涉及金额" if row.no_amount else ""
    return [
        ("seq", "序号", row.seq),
        ("title", "问题", row.title),
        ("amount", "金额", amount),
        ("persons", "人数", f"{row.persons}人" if row.persons is not None else ""),
        ("period", "所属期间", f"{row.period_from}至{row.period_to}"),
        ("basis", "依据", "；".join(row.basis)),
        ("violation", "违法情形", row.violation or ""),
        ("measures", "通常措施", [one.label for one in suggested(row.violation)]),
    ]


@finding.command(example="jxinspect inspect finding show 2026-001 1")
def show(inspection: Inspection, seq: Annotated[int, typer.Argument(help="问题的序号", metavar="序号")]) -> None:
    """一个问题的全部内容：证据、底稿、通常的处理措施及其依据和文书、还缺什么。"""
    from jxinspect.acts import inspect_finding

    with looking("inspect.finding.show") as case:
        found = inspect_finding.shown(case, inspection, seq)
    show_record(found, FINDING)


@finding.command("set", example="jxinspect inspect finding set 2026-001 1 --amount 8.64万元 --evidence 3")
def set_(
    inspection: Inspection,
    seq: Annotated[int, typer.Argument(help="问题的序号", metavar="序号")],
    *,
    title: Annotated[str, typer.Option("--title", help="问题的标题", metavar="标题")] = "",
    facts: Annotated[str, typer.Option("--facts", help="事实", metavar="事实")] = "",
    violation: Violation = None,
    basis: Basis = None,
    matter: MatterOpt = "",
    evidence: EvidenceCodes = None,
    amount: Amount = None,
    no_amount: NoAmount = False,
    persons: Persons = None,
    period_from: From = None,
    period_to: To = None,
    demand: Demand = "",
    cause: Cause = "",
    fund: Fund = None,
) -> None:
    """补充或者更正一个问题；证据是增加，其余是替换，改动都在日志里。"""
    from jxinspect.acts import inspect_finding

    given: dict[str, Any] = {"title": title, "facts": facts, "persons": persons, "demand": demand, "cause": cause}
    given["fund"] = fund
    with act("inspect.finding") as case:
        row = inspect_finding.set_finding(
            case,
            inspection,
            seq,
            violation_code=violation,
            basis=basis or [],
            matter=matter,
            evidence=evidence or [],
            amount=amount,
            no_amount=no_amount,
            period_from=period_from,
            period_to=period_to,
            **given,
        )
    tell(f"问题{row.seq}已更新", row, inspection)


finding.command("show", example="jxinspect inspect finding show 2026-001 1")(finding_show)


@finding.command("list", example="jxinspect inspect finding list -i 2026-001")
def list_(
    inspection: InspectionOpt = None,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出问题。"""
    found = of_inspection("finding_list", inspection)
    show_rows(found, FINDINGS, format.value, limit=limit, offset=offset, out=out)
