"""What the return list (D38) says of materials that are missing or damaged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jxinspect.documents.sentences import clause, sentence
from jxinspect.law.terms import SignOutcome

if TYPE_CHECKING:
    from jxinspect.model.seal import SealItem, SealRelease


def found(item: SealItem) -> str:
    """How a material came back: 齐全, 缺失（…）, 毁损（…）."""
    if item.loss is None:
        return "齐全"
    return item.loss.label + (f"（{clause(item.loss_note)}）" if item.loss_note else "")


def losses(given: Sequence[SealItem]) -> str:
    """第2项毁损（封面撕去）、第3项缺失; empty when everything came back."""
    return "、".join(f"第{item.seq}项{found(item)}" for item in given if item.loss is not None)


def receipt(row: SealRelease, given: Sequence[SealItem]) -> str:
    """What the receiver confirms, or why he did not sign."""
    who = row.receiver + (f"（{row.receiver_post}）" if row.receiver_post else "")
    lost = losses(given)
    if row.outcome == SignOutcome.SIGNED:
        but = f"除{lost}外，" if lost else ""
        return f"上列资料由{who}当场清点核对，{but}确认无误后接收。"
    verb = "拒绝签收" if row.outcome == SignOutcome.REFUSED else "不能签收"
    return f"接收人{who}{verb}，原因：{sentence(row.reason)}上述情况由见证人{row.witness}在场见证并签名。"
