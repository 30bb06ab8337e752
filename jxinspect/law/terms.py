"""The words of the regulation as enumerations: stable ASCII value for storage, Chinese label for people."""

from __future__ import annotations

from enum import StrEnum
from typing import Self

#: So many characters may stand for a longer label.
TELLING = 2


class Term(StrEnum):
    """A word of the law. The value is stored and exchanged and never changes; the label is shown."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member

    @classmethod
    def named(cls, text: str) -> Self:
        """The member whose value or label is `text`, or whose label alone begins so (专项).

        ValueError lists what is possible.
        """
        wanted = text.strip()
        for member in cls:
            if wanted in (member.value, member.label):
                return member
        near = [member for member in cls if len(wanted) >= TELLING and cls._short(wanted, member.label)]
        if len(near) == 1:
            return near[0]
        if near:
            msg = f"“{text}”可能是{'或者'.join(member.label for member in near)}，写全称"
            raise ValueError(msg)
        possible = "、".join(member.label for member in cls)
        msg = f"“{text}”不在可选范围内（{possible}）"
        raise ValueError(msg)

    @classmethod
    def _short(cls, wanted: str, label: str) -> bool:
        """Whether people may mean this label when they write `wanted`."""
        return label.startswith(wanted)


class Level(Term):
    """Rank of an agency (办法 4)."""

    PROVINCE = "province", "省级"
    CITY = "city", "市级"
    COUNTY = "county", "县级"


class Standing(Term):
    """How a unit or an agency stands to the own one by level and area (办法 4)."""

    OWN = "own", "本级"
    LOWER = "lower", "下级"
    UPPER = "upper", "上级"
    OUTSIDE = "outside", "本行政区域以外"


class FundType(Term):
    """Funds within the regulation's scope (办法 2)."""

    PENSION_ENTERPRISE = "pension_enterprise", "企业职工基本养老保险基金"
    PENSION_PUBLIC = "pension_public", "机关事业单位基本养老保险基金"
    PENSION_RESIDENT = "pension_resident", "城乡居民基本养老保险基金"
    INJURY = "injury", "工伤保险基金"
    UNEMPLOYMENT = "unemployment", "失业保险基金"

    @classmethod
    def _short(cls, wanted: str, label: str) -> bool:
        """Its characters stand in the label in this order: 企业职工养老, 机关养老保险, 居保."""
        rest = iter(label)
        return all(char in rest for char in wanted)


#: What people write for funds and matters that the regulation leaves to others (G03a): word → whose it is.
OUT_OF_SCOPE = {
    "医疗": "医疗保障部门（办法 2 只管人社部门管理的基金）",
    "生育": "医疗保障部门（办法 2 只管人社部门管理的基金）",
    "委托投资": "人力资源社会保障部另行规定（办法 41）",
}


class UnitType(Term):
    """Whom the agency supervises (办法 11-13, 32, 40)."""

    HANDLING_AGENCY = "handling_agency", "社会保险经办机构"
    TOWNSHIP_AGENCY = "township_agency", "乡镇（街道）经办服务机构"
    SERVICE_ORG = "service_org", "社会保险服务机构"
    RELATED_ORG = "related_org", "与基金收支管理直接相关单位"
    EMPLOYER = "employer", "用人单位"
    PERSON = "person", "个人"


class ChangeKind(Term):
    """What an adjustment of an approved plan does."""

    ADD = "add", "增加"
    ALTER = "alter", "调整"
    DROP = "drop", "取消"


class ItemState(Term):
    """How far a line of the annual plan is."""

    WAITING = "waiting", "未到季度"
    DUE = "due", "本季度应实施"
    OVERDUE = "overdue", "已逾期"
    RUNNING = "running", "实施中"
    DONE = "done", "已办结"
    DROPPED = "dropped", "已取消"


class CheckMode(Term):
    """Ways of supervision (办法 21)."""

    ON_SITE = "on_site", "现场检查"
    OFF_SITE = "off_site", "非现场检查"


class InspectionForm(Term):
    """Form of an on-site inspection (办法 22, 24)."""

    SPECIAL = "special", "专项检查"
    CROSS = "cross", "交叉检查"
    FLIGHT = "flight", "飞行检查"
    ROUTINE = "routine", "日常检查"
    FOLLOW_UP = "follow_up", "整改检查"


#: Forms that only an inspection on site has (办法 22).
ON_SITE_ONLY = frozenset({InspectionForm.FLIGHT, InspectionForm.CROSS})


def inspection_label(mode: str, form: str) -> str:
    """What an inspection is called: forms are of inspections on site (办法 22); off site there is one (办法 23)."""
    return InspectionForm(form).label if mode == CheckMode.ON_SITE else CheckMode(mode).label


class FlightReason(Term):
    """Why earlier notice could spoil the inspection (办法 22(二), G11)."""

    TIP = "tip", "举报线索"
    FLAG = "flag", "数据疑点或者监控提示"
    MEDIA = "media", "媒体曝光"
    ORDERED = "ordered", "上级交办"
    CONCEALMENT = "concealment", "曾有隐匿、销毁资料的风险"
    OTHER = "other", "其他"


class Role(Term):
    """What somebody of the roster may do."""

    INSPECTOR = "inspector", "监督工作人员"
    SUPERVISOR = "supervisor", "基金监督机构负责人"
    APPROVER = "approver", "机关负责人"
    LEGAL_REVIEWER = "legal_reviewer", "法制审核人员"
    ARCHIVIST = "archivist", "档案管理人员"
    THIRD_PARTY = "third_party", "第三方协助人员"


class TeamRole(Term):
    """Part in an inspection team."""

    LEADER = "leader", "组长"
    MEMBER = "member", "组员"
    ASSISTANT = "assistant", "协助检查人员"


class State(Term):
    """Where an inspection stands: on site (办法 22), off site (办法 23), and rectification after both (办法 24)."""

    PLANNED = "planned", "已列入计划"
    SCHEMED = "schemed", "方案已拟定"
    APPROVED = "approved", "方案已审批"
    NOTIFIED = "notified", "检查通知已制发"
    EXTRACTED = "extracted", "数据已提取"
    SUBMITTED = "submitted", "数据已报送"
    REVIEWED = "reviewed", "数据已审核"
    ANALYSED = "analysed", "数据已比对"
    DOUBT_OUT = "doubt_out", "疑点已下发"
    DOUBT_BACK = "doubt_back", "疑点已反馈"
    ESCALATED = "escalated", "已转现场检查"
    ENTERED = "entered", "已进点"
    FIELD_CLOSED = "field_closed", "现场检查结束"
    DRAFTED = "drafted", "征求意见稿已形成"
    CONSULTING = "consulting", "正在征求意见"
    RESOLVED = "resolved", "意见已处理"
    REPORTED = "reported", "检查报告已出具"
    RECTIFYING = "rectifying", "正在整改"
    RECHECKED = "rechecked", "整改已核查"
    CLOSED = "closed", "已办结"


class ServiceMethod(Term):
    """Lawful ways of service (行政处罚法 61; 民事诉讼法 87-95)."""

    DIRECT = "direct", "直接送达"
    LEFT = "left", "留置送达"
    POST = "post", "邮寄送达"
    ELECTRONIC = "electronic", "电子送达"
    ENTRUSTED = "entrusted", "委托送达"
    FORWARDED = "forwarded", "转交送达"
    PUBLIC = "public", "公告送达"


class SignOutcome(Term):
    """What came of a paper that was laid before somebody for signature."""

    SIGNED = "signed", "已签名（盖章）"
    REFUSED = "refused", "拒绝签名"
    UNABLE = "unable", "不能签名"


class EvidenceKind(Term):
    """The eight kinds of 行政处罚法 46."""

    DOCUMENT = "document", "书证"
    OBJECT = "object", "物证"
    RECORDING = "recording", "视听资料"
    ELECTRONIC = "electronic", "电子数据"
    WITNESS = "witness", "证人证言"
    STATEMENT = "statement", "当事人的陈述"
    EXPERT = "expert", "鉴定意见"
    SITE = "site", "勘验笔录、现场笔录"


class EvidenceForm(Term):
    """Original or copy (最高法证据规定 10-12)."""

    ORIGINAL = "original", "原件"
    COPY = "copy", "复制件"
    EXTRACT = "extract", "摘录、提取件"


class EvidenceState(Term):
    """Where an item of evidence is now."""

    ON_FILE = "on_file", "在卷"
    BORROWED = "borrowed", "原件待归还"
    RETURNED = "returned", "已归还"
    SEALED = "sealed", "已封存"


class MaterialState(Term):
    """What became of one line of a materials list (办法 14)."""

    WANTED = "wanted", "待提供"
    PROVIDED = "provided", "已提供"
    PARTLY = "partly", "部分提供"
    REFUSED = "refused", "拒绝提供"
    MISSING = "missing", "不存在"


class CheckResult(Term):
    """What was found at a line of a checklist (办法 11-13, 15)."""

    FINE = "fine", "正常"
    PROBLEM = "problem", "有问题"
    NOT_APPLICABLE = "not_applicable", "不适用"
    PENDING = "pending", "待定"


class SealReason(Term):
    """The only three reasons for sealing (办法 19)."""

    TRANSFER = "transfer", "可能被转移"
    CONCEALMENT = "concealment", "可能被隐匿"
    LOSS = "loss", "可能灭失"


class SealState(Term):
    """Where a sealing stands."""

    REQUESTED = "requested", "已申请"
    APPROVED = "approved", "已批准"
    ACTIVE = "active", "封存中"
    RELEASED = "released", "已解除"
    REJECTED = "rejected", "未获批准"


class ReleaseReason(Term):
    """Why a sealing ends (行政强制法 27, 28 by analogy)."""

    NO_VIOLATION = "no_violation", "没有违法行为"
    UNRELATED = "unrelated", "封存的资料与监督事项无关"
    DECIDED = "decided", "已经作出处理，不再需要封存"
    EXPIRED = "expired", "封存期限届满"
    NOT_NEEDED = "not_needed", "其他不再需要封存的情形"
    NOT_APPROVED = "not_approved", "紧急封存未获批准"


class ReplyMethod(Term):
    """How the unit's written opinion came in (办法 22(四))."""

    HANDED = "handed", "当面递交"
    POST = "post", "邮寄"
    EXCHANGE = "exchange", "公文交换"
    ELECTRONIC = "electronic", "电子方式"


class Adopted(Term):
    """What came of an objection (办法 22(四))."""

    FULLY = "fully", "采纳"
    PARTLY = "partly", "部分采纳"
    NOT = "not", "不采纳"


class RectifyType(Term):
    """How long a rectification runs."""

    AT_ONCE = "at_once", "立行立改"
    STAGED = "staged", "分阶段整改"
    LASTING = "lasting", "持续整改"


class LedgerState(Term):
    """Where a line of the rectification ledger stands."""

    OPEN = "open", "未开始"
    RUNNING = "running", "整改中"
    DONE = "done", "已整改待核查"
    STRUCK = "struck", "已销号"
    IMPOSSIBLE = "impossible", "无法整改"


class OrderOutcome(Term):
    """What the recheck of an order to correct found (办法 34)."""

    CORRECTED = "corrected", "已改正"
    PARTLY = "partly", "部分改正"
    REFUSED = "refused", "拒不改正"


class Severity(Term):
    """What a guard does (R refuses, O may be overridden by an approver, W is acknowledged)."""

    REFUSE = "R", "禁止"
    OVERRIDE = "O", "须经批准"
    WARN = "W", "提示"
