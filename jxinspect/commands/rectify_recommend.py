"""`rectify recommend`: what another organ should decide, and its answer (D56; 办法 24(三))."""

from datetime import date
from typing import Annotated, Any

import typer

from jxinspect.commands.inspect_options import Basis, EvidenceCodes
from jxinspect.commands.made import made
from jxinspect.commands.options import (
    Format,
    Inspection,
    Limit,
    ListFile,
    ListFormat,
    Offset,
    OutFolder,
    RecordId,
    date_option,
    term_option,
)
from jxinspect.commands.rectify_options import FindingSeqs, MaybeNumber
from jxinspect.commands.report_options import Contact, External, Phone
from jxinspect.commands.session import act, looking, of_inspection
from jxinspect.commands.tree import App
from jxinspect.law.recommend import KINDS
from jxinspect.law.terms import Adopted
from jxinspect.ui.show import done, show_rows
from jxinspect.ui.values import Column, columns

recommend = App(
    "处理建议：处分、解除服务协议、吊销执业资格等，由有权机关决定（办法 24(三)）。",
    example=[
        "jxinspect rectify recommend suggest 2026-001",
        "jxinspect rectify recommend issue 2026-001 --kind discipline --organ 样本县纪委监委驻人社局纪检监察组",
        "jxinspect rectify recommend reply 样人社监建〔2026〕1号 --received 2026-06-20 --adopted fully --text 已处分",
    ],
)
SUGGESTED = columns(
    ("code", "代码"),
    ("label", "建议"),
    ("organ", "由谁决定"),
    ("findings", "根据的问题"),
    ("text", "内容"),
)
RECOMMENDED = columns(
    ("inspection", "检查"),
    ("number", "建议书"),
    ("organ", "主送机关"),
    ("labels", "建议"),
    ("sent_on", "发出", "date"),
    ("reply_due", "反馈期限", "date"),
    ("received_on", "收到反馈", "date"),
    Column("adopted", "是否采纳", terms=Adopted),
    ("answer", "处理结果"),
)


@recommend.command(example="jxinspect rectify recommend suggest 2026-001")
def suggest(
    inspection: Inspection,
    *,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """按问题的违法情形（办法 29 至 38）列出可以提出的处理建议。"""
    from jxinspect.acts import rectify_recommend

    with looking("rectify.recommend.suggest") as case:
        rows = [
            {
                "code": one.code,
                "label": one.label,
                "organ": one.organ,
                "text": one.text,
                "findings": "、".join(f"{f.seq}.{f.title}（{f.violation}）" for f in findings),
            }
            for one, findings in rectify_recommend.suggestions(case, inspection)
        ]
    show_rows(rows, SUGGESTED, format.value, limit=limit, offset=offset, out=out)


@recommend.command(
    example=[
        "jxinspect rectify recommend issue 2026-001 --kind discipline --organ 样本县纪委监委 --reply-due 2026-07-31",
        "jxinspect rectify recommend issue 2026-002 --kind agreement --organ 样本县社会保险服务中心 …",
    ]
)
def issue(
    inspection: Inspection,
    *,
    kind: Annotated[list[str], typer.Option("--kind", help="建议的代码，可多次；见 suggest", metavar="代码")],
    organ: Annotated[str, typer.Option("--organ", help="主送机关全称", metavar="机关")],
    finding: FindingSeqs = None,
    fact: Annotated[str, typer.Option("--fact", help="事实；默认取问题的事实", metavar="文字")] = "",
    text: Annotated[str, typer.Option("--text", help="建议的内容；有默认文字", metavar="文字")] = "",
    basis: Basis = None,
    evidence: EvidenceCodes = None,
    reply_due: Annotated[date | None, date_option("--reply-due", help="反馈期限")] = None,
    contact: Contact = "",
    phone: Phone = "",
    number: External = None,
    out: OutFolder = None,
) -> None:
    """制发处理建议书（D56）；事实、证据目录和依据取自问题。"""
    from jxinspect.acts import rectify_recommend
    from jxinspect.acts.copies import write_copies

    lists: dict[str, Any] = {"findings": finding or [], "basis": basis or [], "evidence": evidence or []}
    with act("rectify.recommend") as case:
        row, paper = rectify_recommend.recommend(
            case, inspection, organ=organ, kinds=kind, facts=fact, text=text, reply_due=reply_due, contact=contact,
            phone=phone, external_number=number, **lists,
        )  # fmt: skip
        copies = write_copies(case, out, [paper])
    made(
        f"检查 {inspection} 的处理建议书已制发",
        [paper],
        copies,
        [
            ("text", "建议", row.text),
            ("evidence", "证据", f"{len(row.evidence)}项"),
            ("reply_due", "反馈期限", row.reply_due),
        ],
        [
            f"jxinspect notify serve {inspection} --doc {paper.number} …　登记送达",
            f"jxinspect rectify recommend reply {paper.number} …　收到反馈后登记",
        ],
    )


@recommend.command(
    example="jxinspect rectify recommend reply 样人社监建〔2026〕1号 --received 2026-06-20 --adopted fully …"
)
def reply(
    paper: RecordId,
    *,
    received: Annotated[date, date_option("--received", help="收到日期")],
    adopted: Annotated[Adopted, term_option(Adopted, "--adopted", help="是否采纳")],
    text: Annotated[str, typer.Option("--text", help="处理结果；没有采纳的写理由", metavar="文字")],
    reference: Annotated[str, typer.Option("--reference", help="来文字号", metavar="文号")] = "",
    more: Annotated[bool, typer.Option("--more", help="还要等后续的反馈")] = False,
) -> None:
    """登记有关机关对处理建议的反馈。"""
    from jxinspect.acts import rectify_recommend

    with act("rectify.recommend.reply") as case:
        row = rectify_recommend.reply(
            case, paper, received_on=received, adopted=adopted, text=text, reference=reference, complete=not more
        )
    done(f"{paper} 的反馈已登记", [("adopted", "是否采纳", row.adopted.label), ("text", "处理结果", row.text)])


@recommend.command("list", example="jxinspect rectify recommend list")
def list_(
    inspection: MaybeNumber = None,
    *,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出处理建议书和反馈。"""
    found = of_inspection("recommendations", inspection)
    shown = [{**row, "labels": "、".join(KINDS[code].label for code in row["kinds"].split("、"))} for row in found]
    show_rows(shown, RECOMMENDED, format.value, limit=limit, offset=offset, out=out)
