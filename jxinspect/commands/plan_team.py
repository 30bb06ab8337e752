"""`plan team`: who inspects (办法 26)."""

from typing import Annotated

import typer

from jxinspect.commands.options import Inspection
from jxinspect.commands.plan_scheme import Helpers, Members
from jxinspect.commands.session import act, rows
from jxinspect.commands.tree import App
from jxinspect.errors import NotFound, Usage
from jxinspect.law.terms import TeamRole
from jxinspect.ui.show import done, show_rows
from jxinspect.ui.values import Column, columns

team = App("检查组：组成、调整、查看。", example="jxinspect plan team show 2026-001")

TEAM = columns(
    ("name", "姓名"),
    Column("role", "职务", terms=TeamRole),
    ("certificate", "行政执法证号"),
    ("certificate_to", "有效期止", "date"),
    ("duty", "分工"),
    ("no_interest", "声明无利害关系", "flag"),
    ("at", "加入", "moment"),
    ("left_at", "离开", "moment"),
)


@team.command(
    "set",
    example="jxinspect plan team set 2026-001 --leader 测一鸣 --member 样二航 --duty 样二航=待遇审核 --no-interest",
)
def set_(
    number: Inspection,
    *,
    leader: Annotated[str, typer.Option("--leader", help="组长", metavar="姓名")],
    member: Members = None,
    assistant: Helpers = None,
    duty: Annotated[list[str] | None, typer.Option("--duty", help="分工", metavar="姓名=分工")] = None,
    no_interest: Annotated[bool, typer.Option("--no-interest", help="全体成员已声明没有利害关系（办法 26）")] = False,
) -> None:
    """组成或者调整检查组；没有写到的成员即离开。至少两名持证检查人员。"""
    from jxinspect.acts import plan

    with act("plan.team") as case:
        duties = _duties(duty or [])
        records = plan.set_team(
            case,
            number,
            leader=leader,
            members=member or [],
            assistants=assistant or [],
            duties=duties,
            no_interest=no_interest,
        )
        names = [person.name for person in plan.team(records)]
    following = [f"jxinspect plan scheme approve {number} --approver 机关负责人 --reviewer 科长 --text 同意"]
    done(f"检查 {number} 的检查组已组成", [("team", "检查组", names)], following)


def _duties(texts: list[str]) -> dict[str, str]:
    """姓名=分工 → name and duty."""
    pairs = [text.replace("＝", "=").partition("=") for text in texts]
    wrong = [text for text, (name, _, duty) in zip(texts, pairs, strict=True) if not (name.strip() and duty.strip())]
    if wrong:
        raise Usage("--duty 不能用：" + "、".join(wrong), why="写成 姓名=分工", todo="如 --duty 样二航=待遇审核")
    return {name.strip(): duty.strip() for name, _, duty in pairs}


@team.command("show", example="jxinspect plan team show 2026-001")
def show_team(number: Inspection) -> None:
    """显示检查组现在和以前的成员。"""
    found = rows("SELECT * FROM team_list WHERE number = ?", [number])
    if not found:
        todo = f"用 jxinspect plan team set {number} --leader 姓名 --member 姓名"
        raise NotFound(f"检查 {number} 没有检查组", why="编号有误，或者还没有组成", todo=todo)
    show_rows(found, TEAM)
