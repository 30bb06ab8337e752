"""What the commands of `inspect` share: options, which inspection is meant, and times within one day."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jxinspect.commands.options import InspectionOpt, id_option, plain, term_option
from jxinspect.commands.session import rows
from jxinspect.errors import JxinspectError, NotFound, Usage
from jxinspect.law.terms import SignOutcome, State

if TYPE_CHECKING:
    from jxinspect.store.casefile import CaseFile

Inspectors = Annotated[
    list[str] | None,
    typer.Option("--inspector", "--by", help="检查人员；默认检查组全部检查人员", metavar="姓名"),
]
Place = Annotated[str | None, typer.Option("--place", help="地点；默认单位地址", metavar="地点")]
Outcome = Annotated[Any, term_option(SignOutcome, "--outcome", help="对方签名的情况")]
Reason = Annotated[str, typer.Option("--reason", help="没有签名的原因", metavar="原因")]
Witness = Annotated[str, typer.Option("--witness", help="见证人及其单位", metavar="姓名")]
Ended = Annotated[str | None, typer.Option("--ended", help="结束时间，如 11:30；开始时间用 --at", metavar="时间")]
Recorder = Annotated[str | None, typer.Option("--recorder", help="记录人；默认办理人", metavar="姓名")]
Recusal = Annotated[str, typer.Option("--recusal", help="当事人申请回避的，写明其理由；不写就是不申请", metavar="理由")]
Seen = Annotated[str, typer.Option("--certificates", help="对方对“证件是否看清”的回答", metavar="回答")]
EvidenceCodes = Annotated[list[str] | None, id_option("--evidence", "-e", help="证据编号，如 2026-001-ZJ-003 或者 3")]
Basis = Annotated[
    list[str] | None, typer.Option("--basis", help="依据，如 '办法 34(二)'；括号要加引号", metavar="依据")
]
Matter = Annotated[str, id_option("--matter", help="检查事项代码，如 CL-11-4；见 jxinspect law list matters")]
SEEN = "看清了。"

#: States in which something may still happen on site, and those after it in which evidence may be taken.
_ON_SITE = (State.ENTERED, State.NOTIFIED)


def chosen(inspection: InspectionOpt) -> str:
    """The inspection named; without one, the only one on site. Usage when there are several, NotFound when none."""
    if inspection:
        return inspection
    for state in _ON_SITE:
        found = [row["number"] for row in rows("inspections") if row["state"] == state.value]
        if len(found) == 1:
            return str(found[0])
        if found:
            raise Usage("没有写明是哪一项检查", why=f"正在进行的有：{'、'.join(found)}", todo="用 -i 检查编号 写明")
    raise NotFound(
        "没有正在现场进行的检查", why="没有写明检查编号，也没有一项检查已经进点", todo="用 -i 检查编号 写明是哪一项检查"
    )


def of_code(code: str, inspection: InspectionOpt) -> str:
    """The inspection that a full code (2026-001-ZJ-003) names; for a short one, the one named or the only one."""
    head, _, tail = plain(code).upper().rpartition("-")
    number = head.rpartition("-")[0]
    return number if tail and number else chosen(inspection)


def within(case: "CaseFile", text: str | None, flag: str = "--ended") -> datetime:
    """A moment as typed; a time alone is of the day on which the act began (--at). Usage when missing or wrong."""
    from jxinspect.law.dates import parse_moment

    if text is None:
        raise Usage(
            f"缺少选项 {flag}",
            why="笔录要有起止时间：开始时间用 --at，默认现在",
            todo=f"加上 {flag} 时间，如 {flag} 11:30",
        )
    try:
        return parse_moment(text, case.at)
    except JxinspectError as fault:
        raise Usage(fault.what, why=fault.why, todo=fault.todo) from fault
