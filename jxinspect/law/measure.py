"""Words of the measures that urge rectification and of referrals (办法 24, 39; 移送规定)."""

from __future__ import annotations

from jxinspect.law.terms import Term


class TalkReason(Term):
    """Why somebody is called to a talk (办法 24(一); 社会保险经办条例 48, 57)."""

    OVERDUE = "overdue", "整改逾期"
    SERIOUS = "serious", "问题严重"
    AGREEMENT = "agreement", "服务机构、用人单位违反规定"
    OBSTRUCTION = "obstruction", "服务机构拒绝、阻挠检查"
    OTHER = "other", "其他"

    @property
    def basis(self) -> tuple[str, ...]:
        """What the notice cites."""
        return _TALK_BASIS.get(self, ("办法 24(一)",))


_TALK_BASIS = {
    TalkReason.AGREEMENT: ("办法 24(一)", "社会保险经办条例 48"),
    TalkReason.OBSTRUCTION: ("办法 24(一)", "社会保险经办条例 57"),
}


class CrimeVerdict(Term):
    """What was decided on the question whether a crime is suspected (移送规定 3, 5)."""

    REFER = "refer", "批准移送"
    REFUSED = "refused", "不批准移送"
    NONE = "none", "不涉嫌犯罪"


class ReferralKind(Term):
    """To whom something is referred (办法 24(三), 25, 29, 39)."""

    AGENCY = "agency", "有管辖权的行政机关"
    POLICE = "police", "公安机关"
    DISCIPLINE = "discipline", "纪检监察机关"


class ReferralStepKind(Term):
    """What happened to a referral (移送规定 7, 8, 9, 12)."""

    ACCEPTED = "accepted", "接收"
    OUTSIDE = "outside", "不属管辖"
    FILED = "filed", "立案"
    NOT_FILED = "not_filed", "不立案"
    REVIEW = "review", "提请复议"
    SUPERVISION = "supervision", "建议立案监督"
    HANDED = "handed", "移交涉案物品和材料"
    RESULT = "result", "办理结果"


class Secrecy(Term):
    """Confidentiality of a paper (保守国家秘密法); 内部 is not a state secret."""

    INTERNAL = "internal", "内部"
    CONFIDENTIAL = "confidential", "秘密"
    SECRET = "secret", "机密"
