"""What every version of a report takes on the command line: its texts; and how its findings are told."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jxinspect.commands.report_options import paper_facts
from jxinspect.ui.show import done

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jxinspect.model.document import Document

TextFile = Annotated[
    Path | None, typer.Option("--file", help="文本文件，各部分以“# 检查评价”这样的标题分开", metavar="文件")
]
Background = Annotated[str | None, typer.Option("--background", help="被检查单位基本情况", metavar="文字")]
Work = Annotated[str | None, typer.Option("--work", help="检查组织实施情况的补充说明；可以不写", metavar="文字")]
Evaluation = Annotated[str | None, typer.Option("--evaluation", help="检查评价", metavar="文字")]
Opinion = Annotated[str | None, typer.Option("--opinion", help="处理意见", metavar="文字")]
Prevention = Annotated[str | None, typer.Option("--prevention", help="预防性建议；可以不写", metavar="文字")]
Suggestions = Annotated[str | None, typer.Option("--suggestions", help="整改建议", metavar="文字")]


def texts_of(file: Path | None, given: dict[str, str | None]) -> dict[str, str | None]:
    """Texts of the file, and over them those of the options."""
    from jxinspect.acts.report_texts import read_texts

    found: dict[str, str | None] = dict(read_texts(file)) if file else {}
    return found | {column: text for column, text in given.items() if text}


def findings_of(case: Any, inspection: str) -> str:
    """2项，金额合计22,346.00元."""
    from jxinspect.documents.report_pieces import totals
    from jxinspect.model.consultation import standing_findings
    from jxinspect.store.records import inspection_records

    chosen = standing_findings(inspection_records(case, inspection))
    if not chosen:
        return "没有发现问题"
    return f"{len(chosen)}项，金额合计：{totals(chosen)['金额']}"


def tell_report(
    what: str, inspection: str, findings: str, papers: "Sequence[Document]", copies: "Sequence[Path]"
) -> None:
    """Tell of an issued report: its findings, its papers, and to serve it and to rectify or close."""
    following = (
        f"jxinspect rectify close {inspection} …　没有发现问题，送达后办结"
        if findings.startswith("没有")
        else f"jxinspect rectify opinion {inspection} …　提出整改意见，期限从整改意见书送达之日起算"
    )
    done(
        what,
        [("findings", "问题", findings), *paper_facts(papers, copies)],
        [f"jxinspect notify serve {inspection} --doc {papers[0].number} …　送达检查报告", following],
    )
