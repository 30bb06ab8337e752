"""Words of the doubtful cases (疑点) that a comparison brings (办法 23(三)): where each stands, what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256
from hmac import new as hmac

from jxinspect.law.terms import Term


class Strength(Term):
    """How likely a class of hits is a loss; a class without strength counts for nothing by itself."""

    HIGH = "H", "高"
    MEDIUM = "M", "中"
    LOW = "L", "低"


#: Classes that a rule gives beside its flags: they are shown, never sent or counted as such.
BESIDE: Mapping[str, str] = {
    "weak": "弱匹配",
    "boundary": "边界月",
    "explained": "已有说明",
    "suspend": "应暂停",
}


def counts(strength: str) -> bool:
    """Whether a class of this strength is a flag by itself."""
    return strength in _COUNTING


_COUNTING = frozenset(Strength)


class FlagState(Term):
    """Where a flag stands."""

    PENDING = "pending", "待核查"
    CHOSEN = "chosen", "拟下发"
    EXCLUDED = "excluded", "排除"
    SENT = "sent", "已下发"
    TRUE = "true", "属实"
    PARTLY = "partly", "部分属实"
    FALSE = "false", "不属实"
    UNVERIFIABLE = "unverifiable", "无法核实"
    SUPERSEDED = "superseded", "已被取代"


class Verdict(Term):
    """What a verification of a flag found; the flag then stands so."""

    TRUE = "true", "属实"
    FALSE = "false", "不属实"
    PARTLY = "partly", "部分"
    UNVERIFIABLE = "unverifiable", "无法核实"


#: Verdicts by which a flag may become a finding (G61).
CONFIRMING = (Verdict.TRUE, Verdict.PARTLY)


def state_of(verdict: Verdict) -> FlagState:
    """Where a flag stands after a verification."""
    return FlagState(verdict.value)


#: Where a flag stands that was verified, and one that may become a finding.
VERIFIED = tuple(state_of(verdict) for verdict in Verdict)
CONFIRMED = tuple(state_of(verdict) for verdict in CONFIRMING)


class DecisionKind(Term):
    """What triage does with flags."""

    CHOOSE = "choose", "拟下发"
    EXCLUDE = "exclude", "排除"
    REOPEN = "reopen", "恢复待核查"


#: Grounds for exclusion that every rule has, beside its own false positives. The last one needs words.
GROUNDS: Mapping[str, str] = {
    "other_person": "同名或者证件号码有误，不是同一人",
    "settled": "款项已经追回或者冲抵",
    "policy": "符合当地或者专项政策",
    "data_error": "数据录入有误，业务本身没有问题",
    "minor": "金额轻微，另行督促整改",
    "other": "其他（须写明）",
}
OTHER = "other"
#: Hex digits of a pseudonym.
_SIGNS = 12


def pseudonym(key: bytes, subject: str) -> str:
    """What stands for a person or unit in the records and in the journal: P-3f9a1c0b2d4e.

    Without the key, which lies encrypted beside the hits, nobody can find out for whom it stands by trying numbers.
    """
    return f"P-{hmac(key, subject.encode(), sha256).hexdigest()[:_SIGNS]}"
