"""What the commands of `seal` share: options, and how finished papers are named."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jxinspect.commands.options import id_option, term_option
from jxinspect.law.terms import SignOutcome
from jxinspect.ui.show import Fact

if TYPE_CHECKING:
    from jxinspect.model.document import Document

Code = Annotated[str | None, id_option("--seal", help="封存编号或者序号；只有一次封存时可以不写")]
External = Annotated[str | None, typer.Option("--number", help="本单位收发登记另行编定的文号", metavar="文号")]
Inspectors = Annotated[
    list[str] | None, typer.Option("--inspector", help="实施人员；默认检查组全部检查人员", metavar="姓名")
]
Outcome = Annotated[Any, term_option(SignOutcome, "--outcome", help="当事人签名的情况")]
Reason = Annotated[str, typer.Option("--reason", help="没有签名的原因", metavar="原因")]
Witness = Annotated[str, typer.Option("--witness", help="见证人", metavar="姓名")]


def ends(on: date) -> list[Fact]:
    """The last day; and, when nobody works on it, the last working day before, for the term does not wait (T07)."""
    from jxinspect.acts.status import last_working_day
    from jxinspect.commands.due import working_days

    facts: list[Fact] = [("ends_on", "到期", on)]
    worked = last_working_day(on, working_days())
    if worked != on:
        facts.append(("last_working_day", "到期日休息，不顺延；最后的工作日", worked))
    return facts


def papers(made: "list[Document]", copies: list[Path]) -> list[Fact]:
    """What was made, and where readable copies lie."""
    facts: list[Fact] = [
        ("documents", "文书", [f"{paper.number} {paper.title}" for paper in made]),
    ]
    return [*facts, ("copies", "副本", [str(path) for path in copies])] if copies else facts
