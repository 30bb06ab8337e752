"""The course of a sealing as a table: which step leads from which state to which (办法 19; 行政强制法 18-28)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from jxinspect.law.terms import SealState as S


@dataclass(frozen=True)
class SealStep:
    """One step. `target` None leaves the state as it is; `otherwise`: where a refusal leads, or what stays in part."""

    step: str
    title: str
    sources: tuple[S, ...]
    target: S | None
    basis: str
    otherwise: S | None = None


_ROWS = (
    SealStep("seal.request", "申请封存", (), S.REQUESTED, "办法 19"),
    SealStep("seal.approve", "审批", (S.REQUESTED,), S.APPROVED, "行政强制法 18(一)", S.REJECTED),
    # A request that says that it is urgent is carried out first; whether it may is for G20 to judge.
    SealStep("seal.create", "实施", (S.REQUESTED, S.APPROVED), S.ACTIVE, "办法 19"),
    SealStep("seal.late", "补办紧急封存的审批", (S.ACTIVE,), None, "行政强制法 19"),
    SealStep("seal.label", "制作标签", (S.ACTIVE,), None, "办法 19"),
    SealStep("seal.count", "清点", (S.ACTIVE,), None, "办法 19"),
    SealStep("seal.reseal", "重新加封", (S.ACTIVE,), None, "办法 19"),
    SealStep("seal.extend", "延长", (S.ACTIVE,), None, "行政强制法 25"),
    SealStep("seal.release", "解除", (S.ACTIVE,), S.RELEASED, "行政强制法 27、28", S.ACTIVE),
)
SEAL_STEPS: Mapping[str, SealStep] = MappingProxyType({one.step: one for one in _ROWS})
