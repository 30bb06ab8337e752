"""Words of a proceeding (立案—告知—决定—执行—结案): 办法 25; 行政处罚法 54-74; 行政强制法 53-55."""

from __future__ import annotations

from jxinspect.law.terms import Term


class ProceedingState(Term):
    """Where a proceeding stands."""

    FILED = "filed", "已立案"
    INVESTIGATED = "investigated", "调查终结"
    NOTIFIED = "notified", "已告知"
    HEARING = "hearing", "听证已申请"
    HEARD = "heard", "听证已举行"
    DECIDED = "decided", "已作出决定"
    URGED = "urged", "已催告"
    ENFORCING = "enforcing", "已申请强制执行"
    CLOSED = "closed", "已结案"


class Penalty(Term):
    """Penalties that this field knows (行政处罚法 9; 办法 31-34)."""

    WARNING = "warning", "警告"
    CRITICISM = "criticism", "通报批评"
    FINE = "fine", "罚款"
    CONFISCATE = "confiscate", "没收违法所得"


class DecisionKind(Term):
    """What is decided at the end (办法 25; 行政处罚法 57)."""

    HANDLING = "handling", "行政处理决定书"
    PENALTY = "penalty", "行政处罚决定书"
    NONE = "none", "不予行政处罚决定书"


class Ground(Term):
    """Why a penalty is milder than the range, or none (行政处罚法 32, 33)."""

    REMOVED = "removed", "主动消除或者减轻违法行为危害后果"
    COERCED = "coerced", "受他人胁迫或者诱骗实施违法行为"
    CONFESSED = "confessed", "主动供述行政机关尚未掌握的违法行为"
    MERIT = "merit", "配合行政机关查处违法行为有立功表现"
    OTHER_LAW = "other_law", "法律、法规、规章规定的其他应当从轻或者减轻处罚的情形"
    SLIGHT = "slight", "违法行为轻微并及时改正，没有造成危害后果"
    FIRST = "first", "初次违法且危害后果轻微并及时改正"
    NO_FAULT = "no_fault", "当事人有证据足以证明没有主观过错"
    NO_FACT = "no_fact", "违法事实不能成立"

    @property
    def ref(self) -> str:
        """The article that knows it."""
        return _REFS[self.value]

    @property
    def excuses(self) -> bool:
        """Whether no penalty is imposed; the others only make it milder."""
        return not self.ref.startswith("行政处罚法 32")


_REFS = {
    "removed": "行政处罚法 32(一)",
    "coerced": "行政处罚法 32(二)",
    "confessed": "行政处罚法 32(三)",
    "merit": "行政处罚法 32(四)",
    "other_law": "行政处罚法 32(五)",
    "slight": "行政处罚法 33 I",
    "first": "行政处罚法 33 I",
    "no_fault": "行政处罚法 33 II",
    "no_fact": "行政处罚法 57 I(三)",
}


class Upheld(Term):
    """What came of one point of a defence (行政处罚法 45)."""

    FULLY = "fully", "成立，予以采纳"
    PARTLY = "partly", "部分成立，部分采纳"
    NOT = "not", "不成立，不予采纳"


class ReviewConclusion(Term):
    """What the legal reviewer says (行政处罚法 58)."""

    AGREE = "agree", "同意"
    REVISE = "revise", "修改后再审"
    DISAGREE = "disagree", "不同意"


class ClosingReason(Term):
    """Why a proceeding ends."""

    PERFORMED = "performed", "决定已经履行完毕"
    ENFORCED = "enforced", "经人民法院强制执行完毕"
    NO_PENALTY = "no_penalty", "决定不予行政处罚"
    TRANSFERRED = "transferred", "移送其他机关处理"
    ENDED = "ended", "执行终结"
    REVOKED = "revoked", "决定被依法撤销"
