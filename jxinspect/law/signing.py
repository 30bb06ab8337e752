"""What is signed by whose own key: the decisions that the law reserves to heads, reviewers and rulers.

An inspector signs nothing here: what he records stands under the key of his device, and on paper under his hand.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from jxinspect.law.terms import Role

HEAD = (Role.APPROVER,)
#: The head of the supervision unit, or a head of the agency above him.
HEADS = (Role.SUPERVISOR, Role.APPROVER)


class Signing(NamedTuple):
    """Records of a table that somebody signs. `column` names him: by id, or as `by_name` says by his name."""

    table: str
    column: str
    what: str  #: 方案、封存等的审批
    roles: tuple[Role, ...]
    basis: str
    #: What other acts fill in afterwards, by no decision of his: not under his signature.
    later: frozenset[str] = frozenset()
    by_name: bool = False


def _rows() -> Iterable[Signing]:
    decided = frozenset({"decided", "decided_at", "decided_by"})
    published = frozenset({"published_on", "published_in", "published_url", "withdrawn_on", "changed_on", "withdrawal"})
    filed = frozenset({"filed_on", "filing_number"})
    withdrawn = frozenset({"withdrawn_at", "withdrawn_reason"})
    state = frozenset({"state"})
    yield Signing("plan", "approved_by", "年度检查计划的审批", HEAD, "办法 21", filed, by_name=True)
    yield Signing("planchange", "approved_by", "年度检查计划调整的审批", HEAD, "办法 21", by_name=True)
    yield Signing("approval", "reviewed_by", "审批前的审核", HEADS, "办法 7")
    yield Signing("approval", "approved_by", "方案、封存、责令改正等的审批", HEAD, "办法 19、20、22(一)")
    yield Signing("override", "approved_by", "越过规则的批准", HEAD, "办法 6")
    yield Signing("recusaldecision", "decided_by", "回避的决定", HEAD, "行政处罚法 43 III")
    yield Signing("authorisation", "approved_by", "第三方授权的审批", HEAD, "办法 27", withdrawn)
    yield Signing("sealextension", "approved_by", "延长封存的审批", HEAD, "办法 19; 行政强制法 25")
    yield Signing("sealrelease", "approved_by", "解除封存的审批", HEAD, "办法 19; 行政强制法 28")
    yield Signing("report", "signed_by", "检查报告的签发", HEAD, "办法 22(四)、23")
    yield Signing("publication", "approved_by", "公布检查结果的审批", HEAD, "社会保险法 79 I", published)
    yield Signing("leadassessment", "decided_by", "线索是否受理的决定", HEADS, "办法 25")
    yield Signing("leadextension", "approved_by", "线索延期的审批", HEAD, "办法 25")
    yield Signing("leakclosing", "decided_by", "信息泄露事件的办结", HEADS, "办法 38")
    yield Signing("incidentassessment", "decided_by", "要情等级的决定", HEADS, "办法 28")
    yield Signing("incidentreport", "signed_by", "要情报告的签发", HEAD, "办法 28")
    yield Signing("circular", "approved_by", "通报的审批", HEAD, "办法 24(一)")
    yield Signing("crimedecision", "decided_by", "是否移送公安机关的决定", HEAD, "办法 39; 移送规定 5")
    yield Signing("referral", "approved_by", "移送的审批", HEAD, "办法 24(三)、25、39")
    yield Signing("proceeding", "reviewed_by", "立案的审核", HEADS, "办法 7、25", state)
    yield Signing("proceeding", "approved_by", "立案的审批", HEAD, "办法 25; 行政处罚法 54", state)
    yield Signing("preservation", "approved_by", "先行登记保存的批准", HEAD, "行政处罚法 56", decided)
    yield Signing("preservation", "decided_by", "先行登记保存的处理决定", HEAD, "行政处罚法 56")
    yield Signing("defencereview", "reviewed_by", "陈述申辩的复核", HEADS, "行政处罚法 45")
    yield Signing("legalreview", "reviewer", "重大决定的法制审核", (Role.LEGAL_REVIEWER,), "行政处罚法 58")
    yield Signing("decision", "approved_by", "行政处理、处罚的决定", HEAD, "办法 25; 行政处罚法 57")
    yield Signing("enforcement", "approved_by", "申请强制执行的批准", HEAD, "行政强制法 53")
    yield Signing("proceedingclosing", "reviewed_by", "结案的审核", HEADS, "办法 7、25")
    yield Signing("proceedingclosing", "approved_by", "结案的审批", HEAD, "办法 25")
    yield Signing("ruling", "ruled_by", "对不一致记录的裁定", HEADS, "办法 6、7")


#: Every signing, in the order of the procedure.
SIGNINGS: tuple[Signing, ...] = tuple(_rows())
#: Table → its signings.
BY_TABLE: dict[str, tuple[Signing, ...]] = {
    table: tuple(one for one in SIGNINGS if one.table == table) for table in dict.fromkeys(s.table for s in SIGNINGS)
}


def signed_in(role: Role) -> list[Signing]:
    """What somebody of this role may sign."""
    return [one for one in SIGNINGS if role in one.roles]
