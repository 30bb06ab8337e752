"""`report incident`: 要情 of own findings and of agencies' reports: level, limit, reports upward (办法 28, 36)."""

from datetime import datetime
from typing import Annotated, Any

import typer

from jxinspect.commands.incident_columns import DECISIONS, INCIDENT, INCIDENTS, REPORTS, TIMES
from jxinspect.commands.incident_rows import pending, timeliness
from jxinspect.commands.made import made
from jxinspect.commands.numbered import numbered, show_beside
from jxinspect.commands.options import (
    AmountOpt,
    Format,
    Limit,
    ListFile,
    ListFormat,
    Offset,
    OutFolder,
    amount_option,
    moment_option,
    plain,
    term_option,
)
from jxinspect.commands.plan_year import funds
from jxinspect.commands.report_options import Contact, External, Phone
from jxinspect.commands.session import act, reading
from jxinspect.commands.tree import App
from jxinspect.law.incident import IncidentLevel, IncidentStage, IncidentState
from jxinspect.ui.mode import mode
from jxinspect.ui.show import done, show_json, show_record, show_rows

incident = App(
    "要情：评估等级、登记经办机构的报告、首报、续报、终报和报出时间（办法 28、36）。",
    example=[
        "jxinspect report incident assess 2026-001 1 --reason 伪造签到表骗取补贴 --by 孙科长",
        "jxinspect report incident issue 2026-YQ-001 --to 某市局 --signed-by 钱主任 …",
        "jxinspect report incident send 2026-YQ-001 --channel 机要交换",
        "jxinspect report incident timeliness --late",
    ],
)

Number = Annotated[str, typer.Argument(help="要情编号，如 2026-YQ-001", metavar="要情编号", parser=plain)]
Level = Annotated[
    IncidentLevel | None, term_option(IncidentLevel, "--level", help="等级；不写的按金额和情节建议的等级")
]
How = Annotated[str, typer.Option("--how", help="怎样发现的", metavar="文字")]
Happened = Annotated[str, typer.Option("--happened", help="发生的时间和地点", metavar="文字")]
Persons = Annotated[str, typer.Option("--persons", help="涉案人员和相关人员的基本情况", metavar="文字")]
Fund = Annotated[list[str] | None, typer.Option("--fund", help="险种，如 工伤、失业", metavar="险种")]


@incident.command(
    example=[
        "jxinspect report incident assess 2026-001 1 --reason 伪造签到表骗取补贴 --by 孙科长",
        "jxinspect report incident assess 2026-001 2 --level none --reason 系统误发，没有骗取的故意 --by 钱主任",
        "jxinspect report incident assess 2026-YQ-001 --amount 60万元 --reason 新查实5人 --by 孙科长",
    ]
)
def assess(
    number: Annotated[str, typer.Argument(help="检查编号或者要情编号", metavar="编号", parser=plain)],
    finding: Annotated[int | None, typer.Argument(help="问题的序号；已有要情编号的不写", metavar="[问题]")] = None,
    *,
    reason: Annotated[str, typer.Option("--reason", help="评估的理由", metavar="文字")],
    by: Annotated[str, typer.Option("--by", help="决定人：监督机构负责人或者机关负责人", metavar="姓名")],
    level: Level = None,
    discovered: Annotated[
        datetime | None, moment_option("--discovered", help="发现的时间，到分；默认登记问题的时间，等级升高的默认现在")
    ] = None,
    how: How = "",
    amount: AmountOpt = None,
    filed: Annotated[str, typer.Option("--filed", help="已被立案的：机关和案号", metavar="文字")] = "",
    grave: Annotated[str, typer.Option("--grave", help="造成恶劣影响的情况", metavar="文字")] = "",
) -> None:
    """评估是否属于要情和等级；再次评估用要情编号，等级升高的重新计算时限。"""
    from jxinspect.acts import incident as acts
    from jxinspect.acts.incident_report import said_limit

    with act("report.incident.assess") as case:
        if finding is None:
            one = acts.find(case, number)
        else:
            one = acts.from_finding(case, number, finding, discovered_at=discovered, how=how)
        row = acts.assess(
            case,
            one,
            level=level,
            reason=reason,
            by=by,
            amount=amount,
            filed=filed,
            grave=grave,
            discovered_at=discovered,
        )
        name, until = one.number, said_limit(case, one)
    done(
        f"{name} 评估为{row.level.label}",
        [
            ("number", "要情编号", name),
            ("suggested", "建议等级", row.suggested),
            ("level", "等级", row.level),
            ("limit", "报告期限", until),
        ],
        [f"jxinspect report incident issue {name} --to 上级机关 --signed-by 负责人 …"] if until else [],
    )


@incident.command(
    example="jxinspect report incident receive --from 某县社保中心 --title 工作人员挪用养老保险费 "
    "--discovered '2026-03-09 16:20' --how 对账发现 --amount 60万元 --document 某社险〔2026〕8号 --at '2026-03-10 9:30'"
)
def receive(
    *,
    reporter: Annotated[str, typer.Option("--from", help="报告的经办机构，须已登记", metavar="单位")],
    title: Annotated[str, typer.Option("--title", help="要情的事由", metavar="文字")],
    discovered: Annotated[datetime, moment_option("--discovered", help="经办机构发现的时间，到分")],
    how: How,
    about: Annotated[str | None, typer.Option("--about", help="涉及的单位，须已登记", metavar="单位")] = None,
    amount: AmountOpt = None,
    document: Annotated[str, typer.Option("--document", help="经办机构的报告文号", metavar="文号")] = "",
    happened: Happened = "",
    persons: Persons = "",
    fund: Fund = None,
) -> None:
    """登记经办机构报告的要情（办法 28 III）；收到时间用 --at 写，本机关的期限从这时起算。"""
    from jxinspect.acts import incident as acts

    with act("report.incident.receive") as case:
        one = acts.receive(
            case,
            reporter=reporter,
            title=title,
            unit_discovered_at=discovered,
            discovered_how=how,
            about=about,
            amount=amount,
            document=document,
            happened=happened,
            persons=persons,
            funds=fund or (),
        )
        advised = acts.suggested(case, amount)
    done(
        "经办机构报告的要情已登记",
        [
            ("number", "要情编号", one.number),
            ("received_at", "收到时间", one.discovered_at),
            ("suggested", "建议等级", f"{advised.level.label}（{advised.why}）"),
        ],
        [f"jxinspect report incident assess {one.number} --reason … --by 负责人"],
    )


@incident.command(
    example=[
        "jxinspect report incident issue 2026-YQ-001 --to 某市局 --signed-by 钱主任 --happened … --handling …",
        "jxinspect report incident issue 2026-YQ-001 --stage final --signed-by 钱主任 --recovered 60万元 --handling …",
    ]
)
def issue(
    number: Number,
    *,
    signed_by: Annotated[str, typer.Option("--signed-by", help="签发的主要负责人或者分管负责人", metavar="姓名")],
    stage: Annotated[
        IncidentStage | None, term_option(IncidentStage, "--stage", help="首报、续报、终报；默认首报，以后是续报")
    ] = None,
    to: Annotated[str, typer.Option("--to", help="上级人力资源社会保障行政部门", metavar="机关")] = "",
    happened: Happened = "",
    persons: Persons = "",
    circumstances: Annotated[str, typer.Option("--circumstances", help="情节；默认问题的事实", metavar="文字")] = "",
    handling: Annotated[str, typer.Option("--handling", help="处理（审理）情况", metavar="文字")] = "",
    recovered: Annotated[int | None, amount_option("--recovered", help="到现在已经追回的金额")] = None,
    fund: Fund = None,
    contact: Contact = "",
    phone: Phone = "",
    external: External = None,
    out: OutFolder = None,
) -> None:
    """制发要情报告（D47）；没有重写的部分沿用前次报告。"""
    from jxinspect.acts import incident_report
    from jxinspect.acts.copies import write_copies
    from jxinspect.acts.incident import find

    with act("report.incident.issue") as case:
        row, paper = incident_report.issue(
            case,
            number,
            signed_by=signed_by,
            stage=stage,
            recovered=recovered,
            funds=fund or (),
            contact=contact,
            phone=phone,
            external_number=external,
            addressee=to,
            happened=happened,
            persons=persons,
            circumstances=circumstances,
            handling=handling,
        )
        until = incident_report.said_limit(case, find(case, number))
        copies = write_copies(case, out, [paper])
    facts: list[Any] = [("stage", "次别", row.stage), ("level", "等级", row.level), ("limit", "报告期限", until)]
    following = [
        f"jxinspect doc signed {paper.number} --signer {signed_by} --scan 扫描件.pdf　登记签名盖章的文本",
        f"jxinspect report incident send {number} --channel 机要交换　登记报出，时间用 --at",
    ]
    made("要情报告已制发", [paper], copies, facts, following)


@incident.command(example="jxinspect report incident send 2026-YQ-001 --channel 机要交换 --receipt 收文回执12号")
def send(
    number: Number,
    *,
    channel: Annotated[str, typer.Option("--channel", help="报出的方式：机要交换、专网", metavar="文字")],
    receipt: Annotated[str, typer.Option("--receipt", help="签收人或者回执号", metavar="文字")] = "",
    late_reason: Annotated[str, typer.Option("--late-reason", help="逾期的原因", metavar="文字")] = "",
) -> None:
    """登记最近一次报告已经报出；报出时间用 --at 写，逾期的写明原因（办法 36）。"""
    from jxinspect.acts import incident_report

    with act("report.incident.send") as case:
        report, row = incident_report.send(case, number, channel=channel, receipt=receipt, late_reason=late_reason)
    done(
        f"{number} 的{report.stage.label}已报出",
        [
            ("sent_at", "报出时间", row.at),
            ("channel", "方式", row.channel),
            ("late_reason", "逾期原因", row.late_reason),
        ],
        [f"jxinspect report incident issue {number} --stage final …　办结以后终报"],
    )


@incident.command(
    "list", example=["jxinspect report incident list", "jxinspect report incident list --state to_report"]
)
def list_(
    *,
    state: Annotated[IncidentState | None, term_option(IncidentState, "--state", help="只看某种状态的")] = None,
    format: Format = ListFormat.TABLE,  # noqa: A002
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出要情，也列出还没有评估的问题和建议的等级。"""
    with reading() as query:
        found = [*query("incident_list"), *pending(query)]
    found = [row for row in found if state in (None, row["state"])]
    show_rows(found, INCIDENTS, format.value, limit=limit, offset=offset, out=out)


@incident.command(example="jxinspect report incident show 2026-YQ-001")
def show(number: Number) -> None:
    """显示一件要情：登记、历次评估和报告。"""
    wanted = number.upper()
    with reading() as query:
        found = numbered(query, "incident_list", number, what="要情", listed="report incident list")
        decisions = query("SELECT * FROM incident_decisions WHERE incident = ?", [wanted])
        reports = query("SELECT * FROM incident_reports WHERE incident = ?", [wanted])
        times = [row for row in timeliness(query) if row["number"] == wanted]
    timed = times[0] if times else {}
    one = {**found, "funds": funds(found["funds"]), "limit": timed.get("limit"), "late": timed.get("late")}
    if mode().json:
        told = {column.key: one[column.key] for column in INCIDENT}
        show_json({**told, "assessments": decisions, "reports": reports})
        return
    show_record(one, INCIDENT)
    show_beside("评估", decisions, DECISIONS)
    show_beside("报告", reports, REPORTS)


@incident.command(
    "timeliness",
    example=[
        "jxinspect report incident timeliness",
        "jxinspect report incident timeliness --late --format xlsx --out 要情时效.xlsx",
    ],
)
def timeliness_(
    *,
    late: Annotated[bool, typer.Option("--late", help="只看逾期的")] = False,
    format: Format = ListFormat.TABLE,  # noqa: A002
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """要情报告时效：什么时候发现、什么时候报告、期限、是否逾期，经办机构的和本机关的（办法 36）。"""
    with reading() as query:
        found = [row for row in timeliness(query) if not late or row["late"] or row["unit_late"]]
    show_rows(found, TIMES, format.value, limit=limit, offset=offset, out=out)
