"""What the commands of the measures share."""

from typing import Annotated

import typer

from jxinspect.commands.options import NUMBER, plain

MaybeNumber = Annotated[
    str | None, typer.Argument(help=f"{NUMBER}；不写则列出全部", metavar="[检查编号]", parser=plain)
]
Approver = Annotated[str, typer.Option("--approver", help="批准的机关负责人", metavar="姓名")]
FindingSeqs = Annotated[
    list[int] | None, typer.Option("--finding", help="问题序号，可多次；有默认", min=1, metavar="序号")
]
