"""Leads and cooperation in words: channels, where a lead stands, which step leads where (办法 7-10, 25)."""

from __future__ import annotations

from collections.abc import Mapping

from jxinspect.errors import Refused
from jxinspect.law.terms import Term


class LeadSource(Term):
    """Channels of leads (办法 25)."""

    INSPECTION = "inspection", "检查发现"
    SUPERIOR = "superior", "上级交办"
    TIP = "tip", "举报"
    MEDIA = "media", "媒体曝光"
    HANDLING_AGENCY = "handling_agency", "经办机构移送"
    OTHER = "other", "其他"


class LeadState(Term):
    """Where a lead stands."""

    REGISTERED = "registered", "待审查"
    ACCEPTED = "accepted", "已受理"
    REJECTED = "rejected", "不予受理"
    TRANSFERRED = "transferred", "已移送"
    CLOSED = "closed", "已办结"


class LeadDecision(Term):
    """What comes of the review of a lead (部令第49号)."""

    ACCEPT = "accept", "受理"
    REJECT = "reject", "不予受理"
    TRANSFER = "transfer", "移送"


class LeadOutcome(Term):
    """What the check of a lead found."""

    PROVEN = "proven", "属实"
    PARTLY = "partly", "部分属实"
    UNPROVEN = "unproven", "不属实"
    UNCLEAR = "unclear", "无法查实"


class Partner(Term):
    """Who cooperates (办法 7: within the department; 办法 8: other departments)."""

    POLICY = "policy", "政策管理机构"
    HANDLING = "handling", "经办管理机构"
    INFORMATION = "information", "信息化综合管理机构"
    POLICE = "police", "公安"
    CIVIL_AFFAIRS = "civil_affairs", "民政"
    JUSTICE = "justice", "司法行政"
    FINANCE = "finance", "财政"
    HEALTH = "health", "卫生健康"
    BANK = "bank", "人民银行"
    AUDIT = "audit", "审计"
    TAX = "tax", "税务"
    MEDICAL_INSURANCE = "medical_insurance", "医疗保障"
    OTHER = "other", "其他部门"

    @property
    def article(self) -> str:
        """Which article the cooperation rests on."""
        return "办法 7" if self in (Partner.POLICY, Partner.HANDLING, Partner.INFORMATION) else "办法 8"


#: Channels of which somebody outside may be the source; only they have a reporter.
REPORTED = frozenset({LeadSource.TIP, LeadSource.OTHER})
#: Step → (from which states, to which; None stays).
STEPS: Mapping[str, tuple[frozenset[LeadState], LeadState | None]] = {
    "accept": (frozenset({LeadState.REGISTERED}), LeadState.ACCEPTED),
    "reject": (frozenset({LeadState.REGISTERED}), LeadState.REJECTED),
    "transfer": (frozenset({LeadState.REGISTERED, LeadState.ACCEPTED}), LeadState.TRANSFERRED),
    "assign": (frozenset({LeadState.ACCEPTED}), None),
    "extend": (frozenset({LeadState.ACCEPTED}), None),
    "notify": (frozenset({LeadState.ACCEPTED, LeadState.REJECTED, LeadState.TRANSFERRED}), None),
    "close": (frozenset({LeadState.ACCEPTED}), LeadState.CLOSED),
}
_TITLES = {
    "accept": "受理",
    "reject": "决定不予受理",
    "transfer": "移送",
    "assign": "交办或者转入检查",
    "extend": "延长办结期限",
    "notify": "告知举报人",
    "close": "办结",
}
_NEXT = {
    LeadState.REGISTERED: "先用 jxinspect plan lead assess {number} 作出审查决定",
    LeadState.ACCEPTED: "用 jxinspect plan lead assign 或者 close 办理",
    LeadState.REJECTED: "不予受理的线索不再办理；有新情况的，另行登记",
    LeadState.TRANSFERRED: "已移送的线索由接收机关办理",
    LeadState.CLOSED: "已办结的线索不再办理；有新情况的，另行登记",
}


def moved(number: str, state: LeadState, step: str) -> LeadState:
    """The state after `step`; Refused when it may not be taken in `state`."""
    sources, target = STEPS[step]
    if state not in sources:
        raise Refused(
            f"线索 {number} 不能{_TITLES[step]}",
            why=f"现在是“{state.label}”；线索先审查，受理后调查处理，办结后不再改动（办法 25）",
            todo=_NEXT[state].format(number=number),
        )
    return target or state
