"""The columns of reconsideration and suits, in lists and alone."""

from collections.abc import Mapping, Sequence
from typing import Any

from jxinspect.law.challenge import ChallengeKind, ChallengeResult, ChallengeState, ChallengeStepKind
from jxinspect.ui.show import show_text
from jxinspect.ui.terminal import BOLD, YELLOW, paint
from jxinspect.ui.values import Column, columns

CHALLENGES = columns(
    ("number", "编号"),
    ("inspection", "检查"),
    Column("kind", "种类", terms=ChallengeKind),
    ("document", "决定"),
    ("applicant", "申请人（原告）"),
    ("body", "复议机关（法院）"),
    ("docket", "案号"),
    ("filed_on", "申请（起诉）", "date"),
    Column("state", "进展", terms=ChallengeState),
    ("suspended", "停止执行", "flag"),
    Column("result", "结果", terms=ChallengeResult),
    ("effective_on", "生效", "date"),
)
CHALLENGE = (
    *CHALLENGES,
    *columns(
        ("title", "文书名称"),
        ("simple", "简易程序", "flag"),
        ("claim", "请求"),
        ("copy_on", "收到副本", "date"),
        ("answered_on", "提交答复（答辩）", "date"),
        ("reference", "结果文书"),
        ("decided_on", "作出日期", "date"),
        ("served_on", "送达当事人", "date"),
        ("fine", "变更后罚款（元）", "amount"),
        ("confiscate", "变更后没收（元）", "amount"),
        ("refund", "变更后退回（元）", "amount"),
        ("redo_by", "责令重作、履行的期限", "date"),
        ("text", "内容"),
        ("corrects", "更正前一次登记的理由"),
    ),
)
STEPS = columns(
    Column("kind", "事项", terms=ChallengeStepKind), ("on", "日期", "date"), ("reference", "文书号"), ("text", "说明")
)


def show_contests(rows: Sequence[Mapping[str, Any]]) -> None:
    """Reconsideration and suits without a result in force; nothing when there are none."""
    if rows:
        show_text("\n复议和诉讼")
    for row in rows:
        kind, state = ChallengeKind(row["kind"]).label, ChallengeState(row["state"]).label
        held = paint("　停止执行", YELLOW) if row["suspended"] else ""
        show_text(f"  {paint(row['number'], BOLD)}  {row['document']}  {kind}  {row['body']}  {state}{held}")
