"""`plan team`: who inspects, what they declare, and recusal (办法 26; 行政处罚法 43)."""

from datetime import date
from typing import Annotated

import typer

from jxinspect.commands.made import made
from jxinspect.commands.options import Inspection, OutFolder, date_option
from jxinspect.commands.plan_scheme import Helpers, Members
from jxinspect.commands.session import act, rows
from jxinspect.commands.tree import App
from jxinspect.errors import NotFound, Usage
from jxinspect.law.civil import day
from jxinspect.law.team import RecusalBy
from jxinspect.law.terms import TeamRole
from jxinspect.ui.messages import note
from jxinspect.ui.show import done, show_rows
from jxinspect.ui.values import Column, columns

team = App(
    "检查组：组成、调整、申报利害关系、回避。",
    example=[
        "jxinspect plan team show 2026-001",
        "jxinspect plan team declare 2026-001 测一鸣 --none",
        "jxinspect plan team recuse 2026-001 样二航 --reason 曾在该单位任职 --facts 2024年任该单位科长",
    ],
)

TEAM = columns(
    ("name", "姓名"),
    Column("role", "职务", terms=TeamRole),
    ("certificate", "行政执法证号"),
    ("certificate_to", "有效期止", "date"),
    ("duty", "分工"),
    ("no_interest", "声明无利害关系", "flag"),
    ("at", "加入", "moment"),
    ("left_at", "离开", "moment"),
    ("left_reason", "离开的原因"),
)
RECUSALS = columns(
    ("name", "被申请人"),
    Column("by", "类别", terms=RecusalBy),
    ("applicant", "申请人"),
    ("reason", "理由"),
    ("at", "申请时间", "moment"),
    ("granted", "同意回避", "flag"),
    ("decided", "决定人"),
    ("decided_at", "决定时间", "moment"),
    ("replacement", "接替人"),
    ("number", "决定书"),
)
Name = Annotated[str, typer.Argument(help="姓名", metavar="姓名")]


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
    from jxinspect.acts import hints, plan

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
        told = hints.of_certificates(case, number, day(case.at))
    for line in told:
        note(line)
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


# ---- declarations --------------------------------------------------------------------------------------------


@team.command(
    example=[
        "jxinspect plan team declare 2026-001 测一鸣 --none --training 2026年1月全省基金监督业务培训（24学时）",
        "jxinspect plan team declare 2026-001 例三川 --former-job 曾任该中心副主任 --until 2024-06-30",
    ]
)
def declare(
    number: Inspection,
    name: Name,
    *,
    none: Annotated[bool, typer.Option("--none", help="声明与被监督单位、个人、事项都没有利害关系")] = False,
    relative: Annotated[str, typer.Option("--relative", help="近亲属关系", metavar="情况")] = "",
    former_job: Annotated[str, typer.Option("--former-job", help="曾在该单位任职", metavar="情况")] = "",
    until: Annotated[date | None, date_option("--until", help="曾任职的离任日期")] = None,
    economic: Annotated[str, typer.Option("--economic", help="经济往来", metavar="情况")] = "",
    other: Annotated[str, typer.Option("--other", help="其他可能影响公正的关系", metavar="情况")] = "",
    training: Annotated[str, typer.Option("--training", help="参加培训的情况", metavar="文字")] = "",
) -> None:
    """登记一名成员的利害关系申报（办法 26）；申报的关系同时记入名册，有关系的应当回避。"""
    from jxinspect.acts import declaration

    with act("plan.team.declare") as case:
        one, ties = declaration.declare(
            case,
            number,
            name,
            none=none,
            former_until=until,
            training=training,
            relative=relative,
            former_job=former_job,
            economic=economic,
            other=other,
        )
        told = "；".join(filter(None, (one.relative, one.former_job, one.economic, one.other)))
        texts = [tie.text for tie in ties]
    facts = [("name", "姓名", name), ("declared", "申报的关系", told or "无"), ("excludes", "应当回避", texts)]
    following = [f"jxinspect plan team verify {number} --by 组长姓名 --out 文书"]
    if ties:
        following = [
            f"jxinspect plan team recuse {number} {name} --self --reason {texts[0]} --facts {texts[0]}",
            f"jxinspect plan team set {number} --leader 姓名 --member 姓名",
        ]
    done(f"{name}的利害关系申报已登记", facts, following)


@team.command(example="jxinspect plan team verify 2026-001 --by 测一鸣 --own-by 孙科长 --out 文书")
def verify(
    number: Inspection,
    *,
    by: Annotated[str, typer.Option("--by", help="核验的组长", metavar="姓名")],
    text: Annotated[str, typer.Option("--text", help="核验意见，有默认文字", metavar="文字")] = "",
    own_by: Annotated[
        str | None, typer.Option("--own-by", help="核验组长本人申报的人；不写则留空手签", metavar="姓名")
    ] = None,
    out: OutFolder = None,
) -> None:
    """组长核验全体成员的申报，制作检查组成员资格与回避自查表（D04），由各人签名。"""
    from jxinspect.acts import declaration
    from jxinspect.acts.copies import write_copies

    with act("plan.team.verify") as case:
        check, paper = declaration.verify(case, number, by=by, text=text, own_by=own_by)
        copies = write_copies(case, out, [paper])
        count = len(check.declarations)
    following = [f"jxinspect doc signed {paper.number} --signer {by} --capacity 组长"]
    made("自查表已核验", [paper], copies, [("members", "核验人数", count)], following)


# ---- recusal -------------------------------------------------------------------------------------------------


@team.command(
    example=[
        (
            "jxinspect plan team recuse 2026-001 样二航 --applicant 样本县社会保险服务中心 --capacity 被监督单位 "
            "--reason 与本单位有利害关系 --facts 样二航的配偶在本单位任职 --out 文书"
        ),
        "jxinspect plan team recuse 2026-001 样二航 --self --reason 配偶在该单位任职 --facts 配偶为该单位财务股职工",
    ]
)
def recuse(
    number: Inspection,
    name: Annotated[str, typer.Argument(help="被申请回避的人员", metavar="姓名")],
    *,
    reason: Annotated[str, typer.Option("--reason", help="申请理由", metavar="文字")],
    facts: Annotated[str, typer.Option("--facts", help="事实依据", metavar="文字")],
    own: Annotated[bool, typer.Option("--self", help="本人自行申请回避")] = False,
    applicant: Annotated[
        str, typer.Option("--applicant", help="当事人申请的：申请人，默认被监督单位", metavar="名称")
    ] = "",
    capacity: Annotated[str, typer.Option("--capacity", help="申请人的身份", metavar="文字")] = "",
    out: OutFolder = None,
) -> None:
    """登记回避申请（D15）；决定作出之前不停止检查，被申请人不参加决定（行政处罚法 43）。"""
    from jxinspect.acts import recusal
    from jxinspect.acts.copies import write_copies

    if own and applicant:
        raise Usage("--self 和 --applicant 不能同写", why="自行申请的，申请人就是本人", todo="只写一项")
    by = RecusalBy.SELF if own else RecusalBy.PARTY
    with act("plan.team.recuse") as case:
        request, paper = recusal.recuse(
            case, number, name, by=by, reason=reason, facts=facts, applicant=applicant, capacity=capacity
        )
        copies = write_copies(case, out, [paper])
    told = [("name", "被申请人", name), ("by", "类别", by.label), ("applicant", "申请人", request.applicant)]
    decision = "--approver 机关负责人 --examined 审查情况 --reason 理由"
    following = [
        f"jxinspect plan team decide {number} {name} --grant {decision} --replace-by 姓名",
        f"jxinspect plan team decide {number} {name} --reject {decision}",
    ]
    made("回避申请已登记，等待决定", [paper], copies, told, following)


@team.command(
    example=[
        (
            "jxinspect plan team decide 2026-001 样二航 --grant --approver 钱主任 --examined 配偶现在该单位任职 "
            "--reason 存在近亲属关系，可能影响公正 --replace-by 例三川 --out 文书"
        ),
        "jxinspect plan team decide 2026-001 样二航 --reject --approver 钱主任 --examined 经查无此关系 --reason 不属实",
        "jxinspect plan team decide 2026-001 钱主任 --grant --collective 2026年3月5日局务会议 --examined … --reason …",
    ]
)
def decide(
    number: Inspection,
    name: Annotated[str, typer.Argument(help="被申请回避的人员", metavar="姓名")],
    *,
    grant: Annotated[bool, typer.Option("--grant/--reject", help="同意回避，或者驳回申请；必须写明")],
    examined: Annotated[str, typer.Option("--examined", help="审查情况", metavar="文字")],
    reason: Annotated[str, typer.Option("--reason", help="决定的理由", metavar="文字")],
    approver: Annotated[str | None, typer.Option("--approver", help="作出决定的机关负责人", metavar="姓名")] = None,
    collective: Annotated[
        str, typer.Option("--collective", help="机关负责人的回避：集体讨论的会议和日期", metavar="会议")
    ] = "",
    replace_by: Annotated[
        str | None, typer.Option("--replace-by", help="接替的检查人员，承接原职务和分工", metavar="姓名")
    ] = None,
    out: OutFolder = None,
) -> None:
    """登记对回避申请的决定（D16）；同意的，被申请人即时退出检查组，仍须有两名检查人员。"""
    from jxinspect.acts import recusal
    from jxinspect.acts.copies import write_copies

    with act("plan.team.decide") as case:
        _, paper = recusal.decide(
            case,
            number,
            name,
            granted=grant,
            examined=examined,
            reason=reason,
            approver=approver,
            collective=collective,
            replacement=replace_by,
        )
        copies = write_copies(case, out, [paper])
    told = [
        ("name", "被申请人", name),
        ("granted", "决定", "回避" if grant else "驳回申请"),
        ("heir", "接替", replace_by),
    ]
    following = [f"jxinspect notify serve {number} --doc {paper.number} --method direct …"]
    if replace_by:
        following.append(f"jxinspect plan team declare {number} {replace_by} --none")
    made("回避决定已作出", [paper], copies, told, following)


@team.command(example="jxinspect plan team recusals 2026-001")
def recusals(number: Inspection) -> None:
    """列出回避申请和决定。"""
    show_rows(rows("SELECT * FROM recusal_list WHERE inspection = ?", [number]), RECUSALS)
