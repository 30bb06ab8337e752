"""Contexts of the group seal: sealing (D32-D38). Terms are those that the office set; no statute gives one (K2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from jxinspect.documents.common import choices, remedy_text, signed_inspectors
from jxinspect.documents.seal_loss import found, losses, receipt
from jxinspect.documents.seal_pieces import (
    BLANK_DAY,
    INSIDE,
    NAMED,
    about,
    code_of,
    counted,
    line,
    lines_of,
    paper_number,
    places,
    terms,
    told_of_decision,
    total,
    unsigned,
    witness,
)
from jxinspect.documents.sentences import cause, sentence
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.law.dates import chinese_date, chinese_moment
from jxinspect.law.loss import Loss
from jxinspect.law.statutes import cite
from jxinspect.law.terms import ReleaseReason, SignOutcome
from jxinspect.model.remedy import remedy_bodies
from jxinspect.model.seal_cover import strips_over

if TYPE_CHECKING:
    from jxinspect.model.plan import Approval
    from jxinspect.model.seal import Seal, SealExtension, SealItem, SealRelease

#: Width of the code on a strip, in millimetres.
STRIP_CODE = 34
#: What ends the reason of a sealing that is no longer needed.
_NO_LONGER = "不再需要封存"
#: No text is about the term and the end of a sealing, so those of 查封、扣押 are followed by analogy.
_EXTENDED, _RELEASED = "行政强制法 25", "行政强制法 28"


def d32(facts: Facts) -> Fields:
    """封存审批表: opinions of the three levels as recorded; urgent sealing with its time and reason."""
    from jxinspect.model.seal import Seal

    records, approval = facts.inspection, facts.subject
    seal = records.find(Seal, approval.subject_id)
    asked, reviewer = records.staff[approval.prepared_by], records.staff.get(approval.reviewed_by or "")
    acted = chinese_moment(seal.acted_at) if seal.acted_at else ""
    review = f"{approval.review_text or '拟同意'}（{reviewer.name}）" if reviewer else ""
    fields = about(facts, seal)
    short = len(fields["资料"]) <= INSIDE
    return fields | {
        "表内": fields["资料"] if short else [],
        "附表": "" if short else "详见附表",
        "紧急": {
            "选项": choices(("否", "是"), "是" if seal.urgent else "否"),
            "时间": acted if seal.urgent else "",
            "原因": seal.urgent_reason,
        },
        "承办": {
            "意见": f"建议对上列资料予以封存，封存期限{seal.days}日。（{asked.name}）",
            "日期": chinese_moment(seal.at),
        },
        "审核": {"意见": review, "日期": chinese_moment(approval.reviewed_at) if approval.reviewed_at else ""},
        "审批": {
            "意见": f"{_decision(approval)}（{records.staff[approval.approved_by].name}）",
            "时间": chinese_moment(approval.at),
        },
    }


def _decision(approval: Approval) -> str:
    """The head's words; 同意 or 不同意 stands before them unless they say so themselves."""
    if approval.text.startswith(("同意", "不同意")):
        return approval.text
    return ("同意封存。" if approval.granted else "不同意封存。") + approval.text


def d33(facts: Facts) -> Fields:
    """封存决定书: what the party must be told (行政强制法 24 by analogy), and nothing called 法定期限."""
    seal: Seal = facts.subject
    remedy = seal.remedy or remedy_text(remedy_bodies(facts.agency, facts.setting))
    return about(facts, seal) | {"救济": remedy, "附件": ["封存清单"]}


def d34(facts: Facts) -> Fields:
    """封存清单, in two copies; carriers of electronic data with serial number and digest."""
    seal: Seal = facts.subject
    shared = about(facts, seal)
    over = strips_over(facts.inspection, seal)
    carriers = [line(item, over[item.id]) for item in lines_of(facts, seal) if item.carrier or item.digest]
    signed = seal.outcome in (None, SignOutcome.SIGNED)
    return shared | {
        "载体": carriers,
        "清点": counted(seal),
        "拒签": "" if signed else unsigned(seal),
        "见证人": {"姓名": seal.witness, "身份": seal.witness_capacity},
    }


def d35(facts: Facts) -> Fields:
    """封条: those of the sealing, or those applied anew after a partial release or in place of broken ones."""
    from jxinspect.model.seal import Seal, Strip

    again = not isinstance(facts.subject, Seal)
    seal = facts.inspection.find(Seal, facts.subject.seal_id) if again else facts.subject
    by = facts.subject.id if again else None
    strips = [s for s in facts.inspection.of(Strip) if s.seal_id == seal.id and s.applied_by == by]
    fields = about(facts, seal)
    current = fields["封存"] | {"结束日期": chinese_date(seal.ends_on) if seal.ends_on else BLANK_DAY}
    codes = {s.number: code_of(facts, seal, s.number, STRIP_CODE) for s in strips}
    printed = [{"编号": s.number, "位置": s.place, "二维码": codes[s.number]} for s in strips]
    return fields | {"封存": current, "封条": printed}


def d36(facts: Facts) -> Fields:
    """封存现场笔录: notice, certificates, what was told, defence, answer, course, signatures."""
    from jxinspect.model.seal import Strip

    seal: Seal = facts.subject
    records = facts.inspection
    lines, over = lines_of(facts, seal), strips_over(facts.inspection, seal)
    strips = [s for s in records.of(Strip) if s.seal_id == seal.id and s.applied_by is None]
    recorder = records.staff.get(seal.recorder or "")
    return about(facts, seal) | {
        "起止时间": _span(seal),
        "到场": _attended(seal),
        "检查人员": signed_inspectors(records.people(seal.inspectors)),
        "记录人": recorder.name if recorder else "",
        "见证人": {"姓名": seal.witness, "身份": seal.witness_capacity},
        "救济": told_of_decision(seal.remedy or remedy_text(remedy_bodies(facts.agency, facts.setting))),
        "陈述": {
            "内容": sentence(seal.statement) or "没有提出陈述、申辩意见。",
            "答复": sentence(seal.answer),
        },
        "经过": sentence(seal.process),
        "封条": [
            {"编号": s.number, "位置": s.place, "资料": places([i.seq for i in lines if s.number in over[i.id]])}
            for s in strips
        ],
        "影像": "、".join(seal.recordings),
        "清单编号": paper_number(facts, "D34", seal.id),
        "核对": "以上笔录经当事人核对，与现场情况相符。" if seal.outcome == SignOutcome.SIGNED else unsigned(seal),
    }


def _span(seal: Seal) -> str:
    start = chinese_moment(seal.acted_at) if seal.acted_at else BLANK_DAY
    return f"{start}至{chinese_moment(seal.ended_at)}" if seal.ended_at else start


def _attended(seal: Seal) -> Fields:
    if seal.attended:
        post = f"（{seal.attended_post}）" if seal.attended_post else ""
        said = f"当事人方面到场的是{seal.attended}{post}。"
    else:
        said = f"当事人没有到场，邀请见证人{witness(seal)}到场。"
    return {"姓名": seal.attended, "职务": seal.attended_post, "通知": sentence(seal.notified), "说明": said}


def d37(facts: Facts) -> Fields:
    """延长封存期限决定书: in writing, with the reason (行政强制法 25 II by analogy)."""
    from jxinspect.model.seal import Seal

    extension: SealExtension = facts.subject
    seal = facts.inspection.find(Seal, extension.seal_id)
    return about(facts, seal) | {
        "延长": {
            "理由": cause(extension.reason),
            "依据": _by_analogy(seal, _EXTENDED),
            "原结束日期": chinese_date(extension.old_end),
            "新结束日期": chinese_date(extension.new_end),
        },
        "救济": extension.remedy or remedy_text(remedy_bodies(facts.agency, facts.setting)),
    }


def d38(facts: Facts) -> Fields:
    """解除封存决定书 with the return list (行政强制法 28 by analogy; 19 when not approved)."""
    from jxinspect.model.seal import Seal

    row: SealRelease = facts.subject
    seal = facts.inspection.find(Seal, row.seal_id)
    lines, over = lines_of(facts, seal), strips_over(facts.inspection, seal)
    given = [item for item in lines if item.released_id == row.id]
    current = terms(facts, seal)
    unapproved = row.ground == ReleaseReason.NOT_APPROVED
    return about(facts, seal) | {
        "封存": {**current, "结束日期": chinese_date(seal.ends_on) if seal.ends_on else BLANK_DAY},
        "解除": {
            "期限": _term(facts, seal),
            "原因": _ground(row),
            "依据": _not_approved(seal) if unapproved else _by_analogy(seal, _RELEASED),
            **_opening(row, lines, given, over),
        },
        "退还": [
            line(item, over[item.id])
            | {"完好": "否" if set(over[item.id]) & set(row.broken) else "是", "情况": found(item)}
            for item in given
        ],
        "退还合计": total([item for item in given if item.loss != Loss.MISSING]),
        "签收": receipt(row, given),
        "见证人": {"姓名": row.witness},
        "附件": ["退还清单"],
    }


def _opening(
    row: SealRelease, lines: Sequence[SealItem], given: Sequence[SealItem], over: Mapping[str, Sequence[str]]
) -> dict[str, str]:
    """When and where which lines were opened and given back, what stays, how the strips were found."""
    staying = [item for item in lines if item.released_id is None]
    earlier = any(item.released_id not in (None, row.id) for item in lines)
    rest = "其余全部资料" if earlier else "全部资料"
    return {
        "时间": chinese_moment(row.at),
        "地点": row.place,
        "范围": rest if row.whole else "《封存清单》" + places([i.seq for i in given]) + "资料",
        "继续": _staying(staying, over),
        "缺损": losses(given),
        "启封": sentence(row.opening),
        "封条": "完好" if row.strips_intact else "有损坏：" + "、".join(row.broken),
        "接收人": row.receiver + (f"（{row.receiver_post}）" if row.receiver_post else ""),
    }


def _ground(row: SealRelease) -> str:
    """Why the sealing ends, to stand behind 现因; the words of the law, or what was typed where they name no reason."""
    text = cause(row.text)
    if row.ground == ReleaseReason.NOT_NEEDED:
        return text if text.endswith(_NO_LONGER) else f"{text}，{_NO_LONGER}" if text else f"有关资料{_NO_LONGER}"
    return row.ground.label + (f"（{text}）" if text else "")


def _by_analogy(seal: Seal, followed: str) -> str:
    """根据 what the sealing itself rests on, 参照 the article on the same step of 查封、扣押."""
    return f"{_own_basis(seal)}，参照{cite(followed)}的规定"


def _not_approved(seal: Seal) -> str:
    return f"{_own_basis(seal)}、{cite('行政强制法 19')}的规定"


def _own_basis(seal: Seal) -> str:
    return "根据" + "、".join(cite(ref) for ref in seal.basis)


def _term(facts: Facts, seal: Seal) -> str:
    """Until when it was sealed, and by which decisions that end came if not by the first."""
    from jxinspect.model.seal import SealExtension

    extensions = [e for e in facts.inspection.of(SealExtension) if e.seal_id == seal.id]
    if not extensions:
        return f"至{chinese_date(seal.ends_on) if seal.ends_on else BLANK_DAY}止"
    numbers = "、".join(f"（{paper_number(facts, 'D37', e.id)}）" for e in extensions)
    first, last = chinese_date(extensions[0].old_end), chinese_date(extensions[-1].new_end)
    return f"原至{first}止，经《延长封存期限决定书》{numbers}延长至{last}止"


def _staying(lines: Sequence[SealItem], over: Mapping[str, Sequence[str]]) -> str:
    """What stays sealed, and under which strips: each by its name while they are few, else runs of the list."""
    strips = {item.seq: "、".join(over[item.id]) for item in lines}
    if len(lines) <= NAMED:
        return "、".join(f"第{item.seq}项{item.name}（封条{strips[item.seq]}）" for item in lines)
    runs = (
        (on, places([seq for seq, strip in strips.items() if strip == on])) for on in dict.fromkeys(strips.values())
    )
    return "、".join(f"{run}（封条{on}）" for on, run in runs)


_LAW = ("办法 19", "社会保险法 79 II(一)")

SPECS: tuple[Spec, ...] = (
    Spec(
        "D32",
        "封存审批表",
        "seal",
        Layout.FORM,
        (*_LAW, "行政强制法 18(一)", "行政强制法 19"),
        ("I", "H", "L"),
        Service.INTERNAL,
        None,
        "SP",
        d32,
    ),
    Spec(
        "D33",
        "封存决定书",
        "seal",
        Layout.DECISION,
        (*_LAW, "行政强制法 24"),
        ("L",),
        Service.SERVED,
        "监封",
        None,
        d33,
    ),
    Spec(
        "D34",
        "封存清单",
        "seal",
        Layout.FORM,
        (*_LAW, "行政强制法 24"),
        ("I", "U", "W"),
        Service.SIGNED,
        None,
        "QD",
        d34,
    ),
    Spec("D35", "封条", "seal", Layout.LABEL, _LAW, (), Service.INTERNAL, None, "FT", d35),
    Spec(
        "D36",
        "封存现场笔录",
        "seal",
        Layout.FORM,
        (*_LAW, "行政强制法 18"),
        ("I", "U", "W"),
        Service.SIGNED,
        None,
        "BL",
        d36,
    ),
    Spec(
        "D37",
        "延长封存期限决定书",
        "seal",
        Layout.DECISION,
        (*_LAW, "行政强制法 25"),
        ("L",),
        Service.SERVED,
        "监延封",
        None,
        d37,
    ),
    Spec(
        "D38",
        "解除封存决定书",
        "seal",
        Layout.DECISION,
        (*_LAW, "行政强制法 28"),
        ("L", "I", "U", "W"),
        Service.SERVED,
        "监解封",
        None,
        d38,
    ),
)
