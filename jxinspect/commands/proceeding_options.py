"""What the commands of `rectify proceeding` share: options, points by number, what comes next."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jxinspect.commands.made import made
from jxinspect.commands.options import amount_option, id_option, plain, term_option
from jxinspect.errors import Usage
from jxinspect.law.proceeding import Ground, Penalty
from jxinspect.law.states_proceeding import steps_in
from jxinspect.law.terms import SignOutcome

if TYPE_CHECKING:
    from pathlib import Path

    from jxinspect.acts.proceeding_measures import Measures
    from jxinspect.model.document import Document
    from jxinspect.model.proceeding import Proceeding
    from jxinspect.store.casefile import CaseFile
    from jxinspect.ui.show import Fact


def text_option(*flags: str, help: str = "", metavar: str = "文字", **more: Any) -> Any:  # noqa: A002
    """An option for words."""
    return typer.Option(*flags, help=help, metavar=metavar, **more)


Number = Annotated[str, typer.Argument(help="案件编号，如 2026-LA-001", metavar="案件编号", parser=plain)]
Reviewer = Annotated[str, text_option("--reviewer", help="审核的基金监督机构负责人", metavar="姓名")]
Approver = Annotated[str, text_option("--approver", help="批准的机关负责人", metavar="姓名")]
External = Annotated[str | None, text_option("--number", help="本单位收发登记另行编定的文号", metavar="文号")]
Outcome = Annotated[Any, term_option(SignOutcome, "--outcome", help="对方签名的情况")]
Unsigned = Annotated[str, text_option("--unsigned", help="没有签名的原因", metavar="原因")]
Ended = Annotated[str, text_option("--ended", help="结束时间，如 11:30；开始时间用 --at", metavar="时间")]
Fine = Annotated[int, amount_option("--fine", help="罚款")]
Confiscate = Annotated[int, amount_option("--confiscate", help="没收违法所得")]
Refund = Annotated[int, amount_option("--refund", help="责令退回骗取的基金（行政处理）")]
Penalties = Annotated[list[Any] | None, term_option(Penalty, "--penalty", help="处罚种类；写了金额的不用写")]
Basis = Annotated[
    list[str] | None,
    text_option("--basis", help="依据，如 '社会保险法 87'；不写的按违法情形自动列出", metavar="依据"),
]
GroundOpt = Annotated[Any, term_option(Ground, "--ground", help="减轻或者不予处罚的法定情形（行政处罚法 32、33）")]
GroundText = Annotated[str, text_option("--ground-text", help="符合这一情形的事实", metavar="事实")]
Decided = Annotated[str | None, id_option("--on", help="哪一份决定：penalty 或者 handling", metavar="决定")]


def measures(
    penalty: Sequence[Any] | None,
    amounts: tuple[int, int, int],
    basis: Sequence[str] | None,
    ground: Any,
    ground_text: str,
) -> "Measures":
    """What is announced or decided; `amounts` are fine, confiscation, refund."""
    from jxinspect.acts.proceeding_measures import Measures

    fine, confiscate, refund = amounts
    return Measures(penalty or (), fine, confiscate, refund, basis or (), ground, ground_text)


def pairs(flag: str, values: Sequence[str]) -> dict[str, str]:
    """Values written as 姓名=内容."""
    found: dict[str, str] = {}
    for text in values:
        left, mark, right = text.replace("＝", "=").partition("=")
        if not (mark and left.strip() and right.strip()):
            raise Usage(f"{flag} 的写法不对：{text}", why="按“姓名=内容”写", todo=f"改正 {flag}")
        found[left.strip()] = right.strip()
    return found


def ended_at(case: "CaseFile", text: str) -> datetime:
    """The end of what began with the act."""
    from jxinspect.commands.inspect_options import within

    return within(case, text)


def told(
    text: str,
    one: "Proceeding",
    papers: Sequence["Document"],
    copies: Sequence["Path"],
    facts: Sequence["Fact"] = (),
    *,
    serve: str = "",
    following: Sequence[str] = (),
) -> None:
    """What was done, where the case stands, what usually comes next; `serve`: the inspection whose papers are due."""
    named = " ".join(f"--doc {paper.number}" for paper in papers)
    first = [f"jxinspect notify serve {serve} {named} …　送达后期限才起算"] if serve else []
    after = [f"{step.command(one.number)} …　{step.title}" for step in steps_in(one.state)]
    known: list[Fact] = [("number", "案件编号", one.number), ("state", "阶段", one.state.label), *facts]
    made(text, papers, copies, known, [*first, *following, *after])
