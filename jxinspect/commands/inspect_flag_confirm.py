"""`inspect flag verify`, `confirm`, `escalate`, `stats`: what becomes of flags (办法 23(三), G61)."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from jxinspect.commands.inspect_finding import Cause, Demand, From, MatterOpt, To, Violation, tell
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
    id_option,
    plain,
    term_option,
)
from jxinspect.commands.session import act, of_inspection, rows
from jxinspect.errors import NotFound
from jxinspect.law.flag import Verdict
from jxinspect.law.terms import InspectionForm
from jxinspect.ui.show import done, show_rows
from jxinspect.ui.values import Column, columns

STATS = columns(
    ("rule", "规则"),
    Column("title", "名称", width=24),
    ("flags", "疑点", "number"),
    ("pending", "待核查", "number"),
    ("excluded", "排除", "number"),
    ("sent", "下发", "number"),
    ("confirmed", "属实", "number"),
    ("refuted", "不属实", "number"),
    ("unverifiable", "无法核实", "number"),
    ("rate", "属实率"),
    ("confirmed_amount", "属实金额", "amount"),
    Column("grounds", "排除的理由", width=30),
)
FlagNumber = Annotated[str, typer.Argument(help="疑点编号，如 R01-0007", metavar="疑点编号", parser=plain)]
FlagNumbers = Annotated[list[str] | None, typer.Argument(help="疑点编号，如 R01-0007", metavar="[疑点编号]...")]
VERIFY = "jxinspect inspect flag verify 2026-003 R01-0001 --verdict true --how 调阅死亡证明 --facts … --evidence 3"
CONFIRM = [
    "jxinspect inspect flag confirm 2026-003 --rule R01",
    "jxinspect inspect flag confirm 2026-003 R01-0001 R01-0004 --violation V32-2 --demand 追回多发的养老金",
]
ESCALATE = "jxinspect inspect flag escalate 2026-003 --form flight --reason 反馈与数据不符，须查阅原始档案"
STATISTICS = "jxinspect inspect flag stats -i 2026-003"


def verify(
    inspection: Inspection,
    number: FlagNumber,
    *,
    verdict: Annotated[Any, term_option(Verdict, "--verdict", help="核实的结果")],
    how: Annotated[str, typer.Option("--how", help="核查方式", metavar="方式")],
    facts: Annotated[str, typer.Option("--facts", help="查明的事实", metavar="事实")],
    evidence: EvidenceCodes = None,
    overpaid: Annotated[int | None, amount_option("--overpaid", help="多发金额")] = None,
    recovered: Annotated[int | None, amount_option("--recovered", help="已追回金额")] = None,
) -> None:
    """登记检查组自行核实一个疑点的结果，以此为准。"""
    from jxinspect.acts import flag_confirm
    from jxinspect.model.flag import Flag

    with act("inspect.flag.verify") as case:
        row = flag_confirm.verify(
            case,
            inspection,
            number,
            verdict=verdict,
            how=how,
            facts=facts,
            evidence=evidence or [],
            overpaid=overpaid,
            recovered=recovered,
        )
        named = case.get(Flag, row.flag_id).number
    done(
        f"{named} 的核实结果已登记：{row.verdict.label}",
        [("how", "核查方式", row.how), ("facts", "事实", row.facts)],
        [f"jxinspect inspect flag confirm {inspection} {named}"],
    )


def confirm(
    inspection: Inspection,
    numbers: FlagNumbers = None,
    *,
    rule: Annotated[list[str] | None, id_option("--rule", help="这些规则下核查属实的全部疑点", metavar="规则")] = None,
    title: Annotated[str, typer.Option("--title", help="问题的标题；默认规则的名称", metavar="标题")] = "",
    facts: Annotated[str, typer.Option("--facts", help="事实；默认由疑点得出", metavar="事实")] = "",
    violation: Violation = None,
    basis: Basis = None,
    matter: MatterOpt = "",
    evidence: EvidenceCodes = None,
    period_from: From = None,
    period_to: To = None,
    demand: Demand = "",
    cause: Cause = "",
) -> None:
    """把核查属实的疑点登记为一个问题：金额、人数、期间、证据、违法情形由疑点得出（G61）。"""
    from jxinspect.acts import flag_confirm, inspect_finding
    from jxinspect.store.records import inspection_records

    with act("inspect.finding") as case:
        chosen = [plain(one) for one in numbers or []]
        if not chosen:
            records = inspection_records(case, inspection)
            chosen = [one.number for one in flag_confirm.confirmed(records, rule or [])]
        if not chosen:
            raise NotFound(
                "没有核查属实、还没有登记为问题的疑点",
                why="单位反馈属实、部分属实，或者自行核实属实的才能登记（G61）",
                todo="用 jxinspect inspect flag list --each --state true 查看",
            )
        given = {"period_from": period_from, "period_to": period_to}
        row = flag_confirm.confirm(
            case,
            inspection,
            chosen,
            title=title,
            facts=facts,
            violation_code=violation,
            basis=basis or [],
            matter=matter,
            evidence=evidence or [],
            demand=demand,
            cause=cause,
            **{name: value for name, value in given.items() if value},
        )
        unit_type = inspect_finding.unit_type(case, inspection)
    tell(f"{len(chosen)}个疑点已登记为问题{row.seq}", row, inspection, unit_type)


def escalate(
    inspection: Inspection,
    *,
    form: Annotated[Any, term_option(InspectionForm, "--form", help="现场检查的组织形式")],
    reason: Annotated[str, typer.Option("--reason", help="为什么要到现场", metavar="理由")],
    flag: Annotated[
        list[str] | None, id_option("--flag", help="要核查的疑点，可以多次；默认全部没有了结的", metavar="疑点编号")
    ] = None,
) -> None:
    """转现场检查：同一单位、险种、期间另立一项检查，写明由哪些疑点而来。"""
    from jxinspect.acts import flag_escalate

    with act("inspect.flag.escalate") as case:
        done_ = flag_escalate.escalate(case, inspection, form=form, reason=reason, flags=flag or [])
        number, flags, told = done_.onsite.number, done_.link.flags, done_.onsite.ad_hoc_reason
    flight = " --flight-reason flag --flight-text 事由" if form == InspectionForm.FLIGHT else ""
    done(
        f"检查 {inspection} 已转现场检查：{number}（{InspectionForm(form).label}）",
        [("onsite", "现场检查", number), ("flags", "疑点", flags[:20]), ("reason", "理由", told)],
        [
            f"jxinspect plan scheme new {number}{flight} …",
            f"jxinspect plan team set {number} --leader 组长 --member 组员",
        ],
    )


def stats(
    inspection: InspectionOpt = None,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """每条规则的结果：下发多少、属实多少、按什么理由排除了多少；误报多的规则一看便知。"""
    found = of_inspection("flag_stats", inspection) if inspection else rows("flag_stats_all")
    show_rows([_with_rate(row) for row in found], STATS, format.value, limit=limit, offset=offset, out=out)


def _with_rate(row: dict[str, Any]) -> dict[str, Any]:
    checked = row["confirmed"] + row["refuted"]
    return row | {"rate": f"{row['confirmed'] * 100 // checked}%" if checked else ""}
