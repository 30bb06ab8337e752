"""The report of an off-site inspection on the command line (`report offsite`, 办法 23(三))."""

from typing import Annotated

import typer

from jxinspect.commands.options import Inspection, OutFolder
from jxinspect.commands.report_options import External
from jxinspect.commands.report_words import (
    Background,
    Evaluation,
    Opinion,
    Prevention,
    Suggestions,
    TextFile,
    Work,
    findings_of,
    tell_report,
    texts_of,
)
from jxinspect.commands.session import act


def offsite(
    inspection: Inspection,
    *,
    signed_by: Annotated[str, typer.Option("--signed-by", help="签发的机关负责人", metavar="姓名")],
    on_site: Annotated[
        str, typer.Option("--on-site", help="转为现场检查的建议和理由；没有重大问题的不写", metavar="文字")
    ] = "",
    file: TextFile = None,
    background: Background = None,
    work: Work = None,
    evaluation: Evaluation = None,
    opinion: Opinion = None,
    suggestions: Suggestions = None,
    prevention: Prevention = None,
    number: External = None,
    out: OutFolder = None,
) -> None:
    """出具非现场检查报告（D45）：数据、比对、疑点核查和评估；征求过意见的，没有重写的部分沿用征求意见稿。"""
    from jxinspect.acts import report
    from jxinspect.acts.copies import write_copies

    given = {"background": background, "work": work, "evaluation": evaluation, "opinion": opinion}
    texts = texts_of(file, given | {"suggestions": suggestions, "prevention": prevention})
    with act("report.offsite") as case:
        _, papers = report.offsite(
            case, inspection, signed_by=signed_by, texts=texts, on_site=on_site, external_number=number
        )
        findings = findings_of(case, inspection)
        copies = write_copies(case, out, papers)
    tell_report("非现场检查报告已出具", inspection, findings, papers, copies)
