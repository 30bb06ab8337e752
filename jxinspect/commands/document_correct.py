"""`doc correct`: a served document is mended by a notice of its own (补正, D74)."""

from __future__ import annotations

from typing import Annotated

import typer

from jxinspect.commands.made import made
from jxinspect.commands.options import OutFolder
from jxinspect.commands.session import act
from jxinspect.errors import Usage

EXAMPLE = (
    "jxinspect doc correct 样人社监检通[2026]1号 --wrong 工伤保险基 --right 工伤保险基金 --reason 漏写一字 --out 文书"
)


def correct(
    number: Annotated[str, typer.Argument(help="已经送达的文书的文号；括号怎样输入都可以", metavar="文号")],
    *,
    wrong: Annotated[
        list[str] | None, typer.Option("--wrong", help="原文书中错误的文字；可以多次", metavar="文字")
    ] = None,
    right: Annotated[
        list[str] | None, typer.Option("--right", help="正确的文字；与 --wrong 依次对应", metavar="文字")
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="补正的理由", metavar="文字")] = "",
    out: OutFolder = None,
) -> None:
    """补正已经送达的文书中的笔误（D74 补正通知书，另行送达）；没有送达的用 doc void --again。"""
    from jxinspect.acts import correction
    from jxinspect.acts.copies import write_copies
    from jxinspect.model.plan import Inspection

    if len(wrong or []) != len(right or []):
        raise Usage(
            f"--wrong 有{len(wrong or [])}个，--right 有{len(right or [])}个",
            why="每处错误的文字都要有一处正确的文字",
            todo="按顺序成对地写 --wrong 和 --right",
        )
    with act("doc.correct") as case:
        row, paper = correction.correct(
            case, number, lines=list(zip(wrong or [], right or [], strict=True)), reason=reason
        )
        copies = write_copies(case, out, [paper])
        inspection = case.get(Inspection, row.inspection_id).number
    made(
        f"{number}的补正通知书已制发",
        [paper],
        copies,
        [("corrected", "补正", [f"“{line['wrong']}”→“{line['right']}”（{line['times']}处）" for line in row.lines])],
        [f"jxinspect notify serve {inspection} --doc {paper.number} …"],
    )
