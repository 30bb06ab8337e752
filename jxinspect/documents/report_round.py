"""Contexts of the comment round: written opinion or silence (D42), answers (D43), and its outcome for the report."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from jxinspect.documents.common import choices, signed_inspectors
from jxinspect.documents.report_pieces import about, codes, paper_number, place_of
from jxinspect.documents.sentences import sentence
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.law.civil import day
from jxinspect.law.dates import chinese_date, chinese_moment
from jxinspect.law.statutes import cite
from jxinspect.law.terms import Adopted, ReplyMethod

if TYPE_CHECKING:
    from jxinspect.model.aggregate import InspectionRecords
    from jxinspect.model.kinds import ProofOfService
    from jxinspect.model.report import Adoption, DeemedConsent, LateAnswer, Objection, ObjectionItem

YES_NO = ("是", "否")


def d42(facts: Facts) -> Fields:
    """书面意见登记表, or 视同无异议情况记录: one document, two cases."""
    from jxinspect.model.report import Objection

    row = facts.subject
    objecting = isinstance(row, Objection)
    return {
        **about(facts),
        "文书名称": "书面意见登记表" if objecting else "视同无异议情况记录",
        "是书面意见": objecting,
        "送达": _service(facts.inspection, row),
        "意见": objection(facts, row) if objecting else _no_objection(),
        "视同": _nothing_deemed() if objecting else deemed(facts, row),
    }


def _service(records: InspectionRecords, row: Objection | DeemedConsent) -> Fields:
    """征求意见函 as served, and the last day that follows."""
    letter = records.document_about("D41", row.consultation_id)
    proofs: Sequence[ProofOfService] = records.proofs(letter) if letter else []
    return {
        "函号": letter.number if letter else "",
        "征求意见稿": paper_number(records, "D40"),
        "接到日期": chinese_date(row.received_on),
        "方式": "、".join(dict.fromkeys(p.method.label for p in proofs)),
        "届满日期": chinese_date(row.last_day),
    }


def objection(facts: Facts, row: Objection) -> Fields:
    """意见: when and how it came, whether in time, point by point."""
    from jxinspect.model.consultation import points_of

    records = facts.inspection
    points = points_of(records, row)
    return {
        "收到时间": chinese_moment(row.at),
        "收到方式": choices([m.label for m in ReplyMethod], row.method.label),
        "交邮日期": chinese_date(row.posted_on) if row.posted_on else "",
        "期限内": choices(YES_NO, "是" if row.in_time else "否"),
        "性质": choices(("提出意见", "书面表示无异议"), "书面表示无异议" if row.agrees else "提出意见"),
        "签署人": row.signer,
        "原件": row.scan_name,
        "逐条": [{"序号": place_of(records, p), "内容": p.text} for p in points],
        "处理": sentence(_treatment(row, reported_before(records, row))),
        "备注": row.note,
        "登记人": records.staff[row.recorder].name,
    }


def reported_before(records: InspectionRecords, row: Objection) -> bool:
    """Whether the report was out when the written opinion came in."""
    from jxinspect.model.report import Report

    report = records.last(Report)
    return report is not None and report.at <= row.at


def _treatment(row: Objection, late: bool) -> str:
    if not row.in_time:
        return "逾期提出，按逾期意见登记，不影响检查报告的出具；有关情况另行答复被监督单位"
    if row.agrees:
        return "被监督单位书面表示无异议"
    if late:
        return "在期限内提出，收到时检查报告已经出具；应当审查，意见成立的，更正检查报告"
    return "在期限内提出，由检查组逐条研究，说明采纳情况和理由"


def _no_objection() -> Fields:
    blank = ("收到时间", "收到方式", "交邮日期", "期限内", "性质", "签署人", "原件", "处理", "备注", "登记人")
    return {**dict.fromkeys(blank, ""), "逐条": []}


def deemed(facts: Facts, row: DeemedConsent) -> Fields:
    """视同: how it was made sure that nothing came in time and nothing is on its way (T03, 民事诉讼法 85 IV)."""
    from jxinspect.model.consultation import deemed_from

    records = facts.inspection
    first = deemed_from(records, post_possible=row.post_possible)
    return {
        "记录时间": chinese_moment(row.at),
        "可能邮寄": choices(YES_NO, "是" if row.post_possible else "否"),
        "邮寄说明": _post_text(facts, row),
        "最早日期": chinese_date(first) if first else "",
        "收发登记": sentence(row.register_check),
        "在途邮件": sentence(row.mail_check),
        "结论": (
            f"被监督单位于{chinese_date(row.received_on)}接到征求意见稿，书面意见期限于{chinese_date(row.last_day)}届满。"
            f"经核对，截至{chinese_moment(row.at)}没有收到被监督单位在期限内提出的书面意见。"
            f"依照{cite('办法 22(四)')}的规定，视同无异议。"
        ),
        "记录人": signed_inspectors(records.people(row.recorders)),
        "备注": row.note,
    }


def _post_text(facts: Facts, row: DeemedConsent) -> str:
    if not row.post_possible:
        return sentence(row.no_post_reason)
    return f"期限届满后另留邮件在途时间{facts.setting('objection.extra_mail_days')}日。"


def _nothing_deemed() -> Fields:
    names = ("记录时间", "可能邮寄", "邮寄说明", "最早日期", "收发登记", "在途邮件", "结论", "记录人", "备注")
    return dict.fromkeys(names, "")


# ---- D43 -----------------------------------------------------------------------------------------------------


def d43(facts: Facts) -> Fields:
    """意见采纳情况说明: every point in time with what was made of it and why (G33)."""
    records = facts.inspection
    answers = answered(records)
    return {
        **about(facts),
        "征求意见函": paper_number(records, "D41"),
        "收到日期": "、".join(dict.fromkeys(chinese_date(day(o.at)) for o, _, _ in answers)),
        "逐条": [_answer(records, item, answer) for _, item, answer in answers],
        "统计": counted([answer for _, _, answer in answers]),
    }


def answered(records: InspectionRecords, by: datetime | None = None) -> list[tuple[Objection, ObjectionItem, Adoption]]:
    """Points in time with their answers, in order; those answered by a moment, or all."""
    from jxinspect.model.consultation import points_of, timely
    from jxinspect.model.report import Adoption

    answers = {a.item_id: a for a in records.of(Adoption) if by is None or a.at <= by}
    return [(o, i, answers[i.id]) for o in timely(records, by) for i in points_of(records, o) if i.id in answers]


def _answer(records: InspectionRecords, item: ObjectionItem, answer: Adoption) -> Fields:
    return {
        "序号": place_of(records, item),
        "意见": item.text,
        "结果": answer.result.label,
        "理由": sentence(answer.reason),
        "证据": codes(records, answer.evidence),
        "修改处": sentence(answer.change),
    }


def counted(answers: Sequence[Adoption]) -> str:
    """共提出意见3条，其中采纳1条、部分采纳1条、不采纳1条。"""
    parts = [(r.label, sum(a.result == r for a in answers)) for r in Adopted]
    return f"共提出意见{len(answers)}条，其中" + "、".join(f"{name}{n}条" for name, n in parts if n) + "。"


# ---- outcome for the report ----------------------------------------------------------------------------------


def outcome(records: InspectionRecords, by: datetime) -> Fields:
    """征求意见: what the round had come to when the report was issued (spec D44)."""
    return {
        "经过": _course(records),
        "结果": [*_answers(records, by), *_silence(records, by), *_late(records, by)],
        "逐条": [
            {
                "序号": place_of(records, item),
                "意见": item.text,
                "结果": answer.result.label,
                "理由": sentence(answer.reason),
            }
            for _, item, answer in answered(records, by)
        ],
    }


def _course(records: InspectionRecords) -> str:
    from jxinspect.model.consultation import consultation_received, letter, objection_deadline

    sent, received, last = letter(records), consultation_received(records), objection_deadline(records)
    number = sent.number if sent else ""
    dated = chinese_date(sent.dated) if sent else ""
    return (
        f"我机关于{dated}以征求意见函（{number}）将检查报告（征求意见稿）送你单位征求意见。"
        f"你单位于{_day(received)}接到，书面意见期限于{_day(last)}届满。"
    )


def _day(known: date | None) -> str:
    return chinese_date(known) if known else "＿＿＿＿年＿＿月＿＿日"


def _answers(records: InspectionRecords, by: datetime) -> list[str]:
    from jxinspect.model.report import Objection

    said = [
        f"{chinese_date(day(row.at))}，你单位书面表示对检查报告（征求意见稿）无异议。"
        for row in records.of(Objection)
        if row.in_time and row.agrees and row.at <= by
    ]
    answers = answered(records, by)
    if answers:
        days = "、".join(dict.fromkeys(chinese_date(day(o.at)) for o, _, _ in answers))
        said.append(f"{days}，我机关收到你单位在期限内提出的书面意见，{counted([a for _, _, a in answers])}")
    return said


def _silence(records: InspectionRecords, by: datetime) -> list[str]:
    from jxinspect.model.report import DeemedConsent, Objection

    if any(o.in_time and o.at <= by for o in records.of(Objection)):
        return []
    return [
        f"你单位在期限内未提出书面意见，经{chinese_date(day(row.at))}核对，"
        f"依照{cite('办法 22(四)')}的规定，视同无异议。"
        for row in records.of(DeemedConsent)[-1:]
        if row.at <= by
    ]


def _late(records: InspectionRecords, by: datetime) -> list[str]:
    from jxinspect.model.report import LateAnswer, Objection

    answers = {a.objection_id: a for a in records.of(LateAnswer) if a.at <= by}
    return [
        f"{chinese_date(day(row.at))}，我机关收到你单位逾期提出的书面意见，已经登记{_answered_on(answers.get(row.id))}。"
        for row in records.of(Objection)
        if not row.in_time and row.at <= by
    ]


def _answered_on(answer: LateAnswer | None) -> str:
    return f"，并于{chinese_date(day(answer.at))}答复你单位" if answer else ""


def _spec(id_: str, title: str, context: Any, signers: tuple[str, ...], *, may_leave: bool = False) -> Spec:
    return Spec(
        id=id_,
        title=title,
        group="report",
        layout=Layout.FORM,
        basis=("办法 22(四)",),
        signers=signers,
        served=Service.INTERNAL,
        series=None,
        archive="DG",
        context=context,
        may_leave=may_leave,
    )


SPECS: tuple[Spec, ...] = (
    _spec("D42", "书面意见登记表（视同无异议情况记录）", d42, ("I", "H")),
    _spec("D43", "意见采纳情况说明", d43, ("G", "H"), may_leave=True),
)
