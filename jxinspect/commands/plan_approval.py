"""`plan scheme approve`, `plan scheme late`: the head's decision, in time or made up for (D03)."""

from typing import Annotated, Any

import typer

from jxinspect.commands.made import made
from jxinspect.commands.options import Inspection, OutFolder
from jxinspect.commands.session import act
from jxinspect.law.terms import CheckMode, InspectionForm

APPROVE = [
    "jxinspect plan scheme approve 2026-001 --reviewer 孙科长 --approver 钱主任 --text 同意 --limit 2 --out 文书",
    "jxinspect plan scheme approve 2026-001 --approver 钱主任 --text 范围过宽 --reject",
]
LATE = (
    "jxinspect plan scheme late 2026-001 --reason 举报反映正在销毁凭证，来不及事先审批 --approver 钱主任 --text 同意 "
    "--out 文书"
)
Approver = Annotated[str, typer.Option("--approver", help="审批的机关负责人", metavar="姓名")]
Text = Annotated[str, typer.Option("--text", help="审批意见", metavar="文字")]
Reviewer = Annotated[
    str | None, typer.Option("--reviewer", help="审核的基金监督机构负责人；不写则留空手签", metavar="姓名")
]
ReviewText = Annotated[str, typer.Option("--review-text", help="审核意见", metavar="文字")]
PreparedText = Annotated[str, typer.Option("--prepared-text", help="承办意见，有默认文字", metavar="文字")]
Reject = Annotated[bool, typer.Option("--reject", help="不同意")]
Limit = Annotated[int | None, typer.Option("--limit", help="年度检查次数上限（涉企）", min=1, metavar="次数")]
ActionCode = Annotated[str, typer.Option("--action-code", help="行政行为码（当地要求的）", metavar="代码")]
HelpersText = Annotated[str, typer.Option("--assistants", help="名册以外的协助人员", metavar="文字")]


def approve(
    number: Inspection,
    *,
    approver: Approver,
    text: Text,
    reviewer: Reviewer = None,
    review_text: ReviewText = "",
    prepared_text: PreparedText = "",
    reject: Reject = False,
    limit: Limit = None,
    action_code: ActionCode = "",
    helpers: HelpersText = "",
    out: OutFolder = None,
) -> None:
    """登记对方案的审核、审批（D03 行政检查审批表）；审批时间用 --at 写。"""
    from jxinspect.acts import plan
    from jxinspect.acts.copies import write_copies
    from jxinspect.store.records import inspection as find_inspection

    with act("plan.scheme.approve") as case:
        approval, paper = plan.approve_scheme(
            case, number, granted=not reject, approver=approver, text=text, reviewer=reviewer, review_text=review_text,
            prepared_text=prepared_text, limit=limit, action_code=action_code, assistants=helpers,
        )  # fmt: skip
        copies = write_copies(case, out, [paper])
        notice = _notice(find_inspection(case, number))
    facts = [("approver", "审批人", approver), ("frequency", "年度检查次数", approval.frequency)]
    following = [f"jxinspect notify {notice} --out 文书"]
    if reject:
        following = [f"jxinspect plan scheme new {number} …"]
    made(f"检查 {number} 的方案{'未获批准' if reject else '已审批'}", [paper], copies, facts, following)


def late(
    number: Inspection,
    *,
    reason: Annotated[str, typer.Option("--reason", help="为什么来不及事先审批", metavar="文字")],
    approver: Approver,
    text: Text,
    reviewer: Reviewer = None,
    review_text: ReviewText = "",
    prepared_text: PreparedText = "",
    reject: Reject = False,
    limit: Limit = None,
    action_code: ActionCode = "",
    helpers: HelpersText = "",
    out: OutFolder = None,
) -> None:
    """补办审批：情况紧急、经负责人同意先行通知或者进点的（D03 写明补办的事由和时间）。"""
    from jxinspect.acts import plan
    from jxinspect.acts.copies import write_copies

    with act("plan.scheme.late") as case:
        approval, paper = plan.approve_late(
            case, number, reason=reason, granted=not reject, approver=approver, text=text, reviewer=reviewer,
            review_text=review_text, prepared_text=prepared_text, limit=limit, action_code=action_code,
            assistants=helpers,
        )  # fmt: skip
        copies = write_copies(case, out, [paper])
    facts = [("approver", "审批人", approver), ("late_for", "先行实施", approval.late_for)]
    following = ["停止检查，告知被监督单位；已经收取的资料退还"] if reject else [f"jxinspect status {number}"]
    made(f"检查 {number} 的审批{'补办未获批准' if reject else '已补办'}", [paper], copies, facts, following)


def _notice(one: Any) -> str:
    """The command that announces the inspection."""
    if one.mode == CheckMode.OFF_SITE:
        return f"offsite {one.number}"
    return f"{'flight' if one.form == InspectionForm.FLIGHT else 'onsite'} {one.number} --enter 日期"
