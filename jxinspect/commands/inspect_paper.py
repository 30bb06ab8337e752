"""`inspect paper`: working papers, written by one and reviewed by another (办法 15, 22(三))."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jxinspect.commands.inspect_links import paper_links
from jxinspect.commands.inspect_options import Basis, EvidenceCodes, Matter, of_code
from jxinspect.commands.made import made
from jxinspect.commands.options import (
    Format,
    Inspection,
    InspectionOpt,
    Limit,
    ListFile,
    ListFormat,
    Offset,
    OutFolder,
    RecordId,
    amount_option,
)
from jxinspect.commands.session import act, looking, of_inspection
from jxinspect.commands.tree import App
from jxinspect.ui.show import done, show_record, show_rows
from jxinspect.ui.values import Column, columns

if TYPE_CHECKING:
    from jxinspect.model.paper import PaperVersion

paper = App(
    "检查工作底稿：编制和复核分开。",
    example=[
        "jxinspect inspect paper new 2026-001 -h",
        "jxinspect inspect paper review 2026-001-DG-01 --by 孙科长 --text 同意",
        "jxinspect inspect paper set 2026-001-DG-01 --reason 补充核实 --persons 19",
    ],
)

PAPERS = columns(
    ("code", "底稿编号"),
    ("matter", "事项"),
    Column("facts", "发现的事实", width=40),
    ("persons", "人数", "number"),
    ("entries", "笔数", "number"),
    Column("amount", "金额", "amount"),
    ("nature", "定性"),
    ("author", "编制人"),
    ("reviewer", "复核人"),
    Column("reviewed_at", "复核时间", "moment"),
    ("version", "版次", "number"),
)
Text = Annotated[Path | None, typer.Option("--file", help="发现的事实写在文本文件里", metavar="文件")]


@paper.command(
    example="jxinspect inspect paper new 2026-001 --matter CL-11-4 --method 抽查档案312卷并与系统核对 --facts … "
    "--basis '办法 11(四)' --persons 17 --entries 68 --amount 86400 --evidence 1 --evidence 2"
)
def new(
    inspection: Inspection,
    *,
    matter: Matter,
    method: Annotated[str, typer.Option("--method", help="检查过程和方法", metavar="方法")],
    facts: Annotated[str, typer.Option("--facts", help="发现的事实", metavar="事实")] = "",
    file: Text = None,
    basis: Basis = None,
    evidence: EvidenceCodes = None,
    persons: Annotated[int | None, typer.Option("--persons", help="涉及人数", min=0, metavar="人数")] = None,
    entries: Annotated[int | None, typer.Option("--entries", help="涉及笔数", min=0, metavar="笔数")] = None,
    amount: Annotated[int | None, amount_option("--amount", help="涉及金额")] = None,
    nature: Annotated[str, typer.Option("--nature", help="问题定性", metavar="定性")] = "",
    cause: Annotated[str, typer.Option("--cause", help="原因", metavar="原因")] = "",
    effect: Annotated[str, typer.Option("--effect", help="影响", metavar="影响")] = "",
    suggestion: Annotated[str, typer.Option("--suggestion", help="处理建议", metavar="建议")] = "",
    opinion: Annotated[str, typer.Option("--opinion", help="单位意见", metavar="意见")] = "",
    author: Annotated[str | None, typer.Option("--author", help="编制人；默认办理人", metavar="姓名")] = None,
) -> None:
    """编制一个事项的工作底稿；复核以后才成为文书（D21）。"""
    from jxinspect.acts import inspect_paper
    from jxinspect.acts.inspect_ask import read_text

    with act("inspect.paper") as case:
        row = inspect_paper.paper(
            case,
            inspection,
            matter=matter,
            author=author or case.actor,
            basis=basis or [],
            evidence=evidence or [],
            method=method,
            facts=read_text(file) if file else facts,
            persons=persons,
            entries=entries,
            amount=amount,
            nature=nature,
            cause=cause,
            effect=effect,
            suggestion=suggestion,
            unit_opinion=opinion,
        )
    done(
        "底稿已编制，待复核",
        [("code", "底稿编号", row.code), ("matter", "事项", row.matter)],
        [f"jxinspect inspect paper review {row.code} --by 复核人 --text 意见"],
    )


@paper.command(example="jxinspect inspect paper review 2026-001-DG-01 --by 孙科长 --text 事实清楚，同意")
def review(
    code: RecordId,
    *,
    text: Annotated[str, typer.Option("--text", help="复核意见", metavar="意见")],
    by: Annotated[str | None, typer.Option("--by", help="复核人，不能是编制人；默认办理人", metavar="姓名")] = None,
    inspection: InspectionOpt = None,
    out: OutFolder = None,
) -> None:
    """复核一份底稿，制成文书（D21）。"""
    from jxinspect.acts import inspect_paper
    from jxinspect.acts.copies import write_copies

    number = of_code(code, inspection)
    with act("inspect.review") as case:
        row, document = inspect_paper.review(case, number, code, reviewer=by or case.actor, text=text)
        copies = write_copies(case, out, [document])
    made("底稿已复核", [document], copies, [("code", "底稿编号", row.code), ("text", "意见", row.review_text)])


@paper.command(
    "set",
    example="jxinspect inspect paper set 2026-001-DG-01 --reason 补充核实2人 --persons 19 --amount 93600",
)
def set_(
    code: RecordId,
    *,
    reason: Annotated[str, typer.Option("--reason", help="为什么改动", metavar="理由")],
    method: Annotated[str, typer.Option("--method", help="检查过程和方法", metavar="方法")] = "",
    facts: Annotated[str, typer.Option("--facts", help="发现的事实", metavar="事实")] = "",
    file: Text = None,
    basis: Basis = None,
    evidence: EvidenceCodes = None,
    persons: Annotated[int | None, typer.Option("--persons", help="涉及人数", min=0, metavar="人数")] = None,
    entries: Annotated[int | None, typer.Option("--entries", help="涉及笔数", min=0, metavar="笔数")] = None,
    amount: Annotated[int | None, amount_option("--amount", help="涉及金额")] = None,
    nature: Annotated[str, typer.Option("--nature", help="问题定性", metavar="定性")] = "",
    cause: Annotated[str, typer.Option("--cause", help="原因", metavar="原因")] = "",
    effect: Annotated[str, typer.Option("--effect", help="影响", metavar="影响")] = "",
    suggestion: Annotated[str, typer.Option("--suggestion", help="处理建议", metavar="建议")] = "",
    opinion: Annotated[str, typer.Option("--opinion", help="单位意见", metavar="意见")] = "",
    inspection: InspectionOpt = None,
) -> None:
    """改动一份底稿；复核随之失效，须重新复核，以前的内容仍可查看。"""
    from jxinspect.acts import inspect_paper_revise
    from jxinspect.acts.inspect_ask import read_text

    number = of_code(code, inspection)
    with act("inspect.revise") as case:
        before = inspect_paper_revise.revise(
            case,
            number,
            code,
            reason=reason,
            basis=basis or [],
            evidence=evidence or [],
            method=method,
            facts=read_text(file) if file else facts,
            persons=persons,
            entries=entries,
            amount=amount,
            nature=nature,
            cause=cause,
            effect=effect,
            suggestion=suggestion,
            unit_opinion=opinion,
        )
        titles = [inspect_paper_revise.COLUMNS[one["name"]] for one in before.changes]
    lost = "原来的复核已经失效，原底稿已经作废" if before.document_id else ""
    done(
        f"底稿已改为第{before.version + 1}版，待复核",
        [("code", "底稿编号", code), ("changed", "改动", titles), ("lost", "复核", lost)],
        [f"jxinspect inspect paper review {code} --by 复核人 --text 意见", f"jxinspect inspect paper show {code}"],
    )


@paper.command(example="jxinspect inspect paper show 2026-001-DG-01")
def show(code: RecordId, inspection: InspectionOpt = None) -> None:
    """一份底稿现在的内容，和以前各版改动了什么、为什么、由谁复核过。"""
    from jxinspect.acts.inspect_paper_revise import COLUMNS, history, shown

    number = of_code(code, inspection)
    with looking("inspect.paper.show") as case:
        row, versions, records = history(case, number, code)
        names = {person.id: person.name for person in records.staff.values()}
        record = {
            "code": row.code,
            "matter": row.matter,
            "version": row.version,
            **{name: shown(records, name, getattr(row, name)) for name in COLUMNS},
            "author": names[row.author],
            "at": row.at,
            "reviewer": names.get(row.reviewer or "", ""),
            "reviewed_at": row.reviewed_at,
            "review_text": row.review_text,
            "history": [_told(one, names) for one in versions],
        }
    record["links"] = paper_links(str(record["code"]))
    titles = (("code", "底稿编号"), ("matter", "事项"), ("version", "版次"), *COLUMNS.items(), ("author", "编制人"))
    review_ = (("reviewer", "复核人"), Column("reviewed_at", "复核时间", "moment"), ("review_text", "复核意见"))
    show_record(record, columns(*titles, *review_, ("links", "关联"), ("history", "以前各版")))


def _told(one: "PaperVersion", names: dict[str, str]) -> str:
    """第1版，2026-03-05 09:30 改动（样二航）：理由。金额：1→2。该版由孙科长复核。"""
    from jxinspect.acts.inspect_paper_revise import COLUMNS
    from jxinspect.law.civil import beijing

    lines = "；".join(f"{COLUMNS[c['name']]}：“{c['old']}”改为“{c['new']}”" for c in one.changes)
    seen = f"。该版由{names[one.reviewer]}复核：{one.review_text}" if one.reviewer else "。该版没有复核"
    when = f"{beijing(one.at):%Y-%m-%d %H:%M}"
    return f"第{one.version}版，{when} 由{names[one.changed_by]}改动，理由：{one.reason}。{lines}{seen}"


@paper.command(
    "list", example=["jxinspect inspect paper list", "jxinspect inspect paper list --format xlsx --out 底稿汇总.xlsx"]
)
def list_(
    inspection: InspectionOpt = None,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出底稿；--format xlsx 就是底稿汇总表。"""
    found = of_inspection("paper_list", inspection)
    show_rows(found, PAPERS, format.value, limit=limit, offset=offset, out=out)
