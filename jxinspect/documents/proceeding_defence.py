"""Papers of defence and hearing (D66, D67; 行政处罚法 45, 63-65)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxinspect.documents.common import signed_inspectors
from jxinspect.documents.inspect_pieces import span, unsigned
from jxinspect.documents.proceeding_pieces import about, case_of, listed
from jxinspect.documents.sentences import sentence, sentences
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.law.dates import chinese_date, chinese_moment
from jxinspect.law.proceeding import Upheld
from jxinspect.law.statutes import cite

if TYPE_CHECKING:
    from jxinspect.model.proceeding import Defence, DefenceReview
    from jxinspect.model.proceeding_hearing import HearingNotice, HearingRecord, HearingRequest


def d67(facts: Facts) -> Fields:
    """陈述申辩笔录, or the record that the party gave it up (行政处罚法 45)."""
    row: Defence = facts.subject
    given_up = [name for name, gone in (("陈述、申辩", row.waived), ("听证", row.waives_hearing)) if gone]
    return about(facts) | {
        "文书名称": "放弃陈述申辩（听证）记录" if given_up else "陈述申辩笔录",
        "告知文号": _paper(facts, "D65"),
        "陈述": {
            "放弃": bool(given_up),
            "放弃的权利": "、".join(given_up),
            "时间": span(row.at, row.ended_at) if row.ended_at else chinese_moment(row.at),
            "地点": row.place,
            "陈述人": row.speaker,
            "身份": row.capacity,
            "身份证号": row.identity_no,
            "委托书": row.mandate,
            "听取人": signed_inspectors(facts.inspection.people(row.listeners)),
            "内容": listed(row.points),
        },
        "检查组": [{"姓名": person.name} for person in facts.inspection.people(row.listeners)],
        "拒签": unsigned(row.outcome, row.speaker, row.reason, ""),
    }


def _paper(facts: Facts, kind: str) -> str:
    """Number of the proceeding's latest paper of a kind."""
    from jxinspect.model.proceeding_course import notice_in_force

    records = facts.inspection
    notice = notice_in_force(records, case_of(facts))
    paper = records.document_about(kind, notice.id) if notice else None
    return paper.number if paper else ""


def d67a(facts: Facts) -> Fields:
    """陈述申辩复核意见书: each point, whether it holds, why; nothing heavier because of it (行政处罚法 45 II)."""
    from jxinspect.model.proceeding import Defence

    row: DefenceReview = facts.subject
    defence = facts.inspection.find(Defence, row.defence_id)
    return about(facts) | {
        "告知文号": _paper(facts, "D65"),
        "陈述": {"时间": chinese_moment(defence.at), "陈述人": defence.speaker},
        "复核": {
            "时间": chinese_moment(row.at),
            "人员": facts.inspection.staff[row.reviewed_by].name,
            "结论": sentences(row.conclusion),
            "依据": cite("行政处罚法 45 II"),
        },
        "逐条": [
            {
                "序号": str(n),
                "意见": sentence(point),
                "结果": Upheld(answer["result"]).label,
                "理由": sentence(answer["reason"]),
            }
            for n, (point, answer) in enumerate(zip(defence.points, row.answers, strict=True), 1)
        ],
    }


def d66a(facts: Facts) -> Fields:
    """听证申请登记表: who asked, when, how, whether in time (行政处罚法 64(一))."""
    row: HearingRequest = facts.subject
    return about(facts) | {
        "告知文号": _paper(facts, "D65"),
        "申请": {
            "申请人": row.applicant,
            "时间": chinese_moment(row.at),
            "方式": row.way,
            "理由": sentence(row.reasons) if row.reasons.strip() else "",
            "期限": "在法定期限内提出，应当组织听证" if row.in_time else "超过法定期限",
        },
    }


def d66(facts: Facts) -> Fields:
    """听证通知书: time, place, host, whether public, what the party may do (行政处罚法 64)."""
    row: HearingNotice = facts.subject
    people = facts.inspection.staff
    return about(facts) | {
        "听证": {
            "时间": chinese_moment(row.hold_at),
            "地点": row.place,
            "主持人": people[row.host].name,
            "主持人职务": people[row.host].post,
            "记录人": people[row.recorder].name,
            "公开": "公开举行" if row.public else f"不公开举行（{row.secret}）",
            "依据": cite("行政处罚法 63、64"),
        },
        "联系人": {"姓名": people[row.recorder].name, "电话": facts.agency.phone},
    }


def _hearing(facts: Facts) -> Fields:
    from jxinspect.model.proceeding_hearing import HearingNotice

    row: HearingRecord = facts.subject
    notice = facts.inspection.find(HearingNotice, row.notice_id)
    people = facts.inspection.staff
    return {
        "时间": span(row.at, row.ended_at),
        "地点": notice.place,
        "公开": "公开" if notice.public else f"不公开（{notice.secret}）",
        "主持人": people[notice.host].name,
        "记录人": people[notice.recorder].name,
        "参加人": "、".join(row.present),
        "通知": _number_of(facts, "D66", notice.id),
        "指控": sentences(row.charges),
        "申辩": sentences(row.defence),
        "质证": sentences(row.questions),
        "最后陈述": sentences(row.last_word),
        "意见": sentences(row.opinion),
    }


def _number_of(facts: Facts, kind: str, subject_id: str) -> str:
    paper = facts.inspection.document_about(kind, subject_id)
    return paper.number if paper else ""


def d66b(facts: Facts) -> Fields:
    """听证笔录 (行政处罚法 64(八)): opening, charges, defence, evidence, last word; signed page by page."""
    row: HearingRecord = facts.subject
    return about(facts) | {
        "听证": _hearing(facts),
        "检查组": [{"姓名": person.name} for person in facts.inspection.people(case_of(facts).handlers)],
        "拒签": unsigned(row.outcome, "当事人", row.reason, ""),
    }


def d66c(facts: Facts) -> Fields:
    """听证报告: the hearing in short and the host's opinion (行政处罚法 65)."""
    return about(facts) | {"听证": _hearing(facts), "报告日期": chinese_date(facts.dated)}


def _spec(id_: str, title: str, layout: Layout, basis: str, **more: object) -> Spec:
    shared: dict[str, object] = {"series": None, "archive": None, "identifies": True}
    return Spec(id_, title, "rectify", layout, (basis,), **{**shared, **more})  # type: ignore[arg-type]


_FORM = Layout.FORM
_KEPT, _SIGNED = {"served": Service.INTERNAL}, {"served": Service.SIGNED, "archive": "BL"}
_SENT = {"served": Service.SERVED, "series": "监听通"}
SPECS: tuple[Spec, ...] = (
    _spec("D66", "听证通知书", Layout.DECISION, "行政处罚法 64(二)", signers=("L",), context=d66, **_SENT),
    _spec("D66a", "听证申请登记表", _FORM, "行政处罚法 64(一)", signers=("P",), archive="TS", context=d66a, **_KEPT),
    _spec("D66b", "听证笔录", _FORM, "行政处罚法 64(八)", signers=("P",), context=d66b, **_SIGNED),
    _spec("D66c", "听证报告", _FORM, "行政处罚法 65", signers=("L",), archive="TS", context=d66c, **_KEPT),
    _spec("D67", "陈述申辩笔录", _FORM, "行政处罚法 45", signers=("P", "I"), context=d67, **_SIGNED),
    _spec(
        "D67a",
        "陈述申辩复核意见书",
        _FORM,
        "行政处罚法 45",
        signers=("H",),
        archive="FH",
        context=d67a,
        may_leave=True,
        **_KEPT,
    ),
)
