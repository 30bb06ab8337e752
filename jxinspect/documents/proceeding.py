"""Papers from filing to prior notice, legal review and discussion (D61-D65; 行政处罚法 44, 54, 57, 58)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxinspect.documents.common import choices
from jxinspect.documents.inspect_pieces import span
from jxinspect.documents.proceeding_pieces import (
    about,
    basis,
    calculation,
    case_of,
    clause,
    evidence,
    ground,
    money,
    penalties,
    signed_off,
)
from jxinspect.documents.sentences import sentence, sentences
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.law.amounts import format_amount
from jxinspect.law.civil import day
from jxinspect.law.dates import chinese_date, chinese_moment
from jxinspect.law.deadlines import add_months
from jxinspect.law.fine import hearing_threshold
from jxinspect.law.proceeding import ReviewConclusion
from jxinspect.law.statutes import cite

if TYPE_CHECKING:
    from jxinspect.model.proceeding import Discussion, InvestigationEnd, LegalReview, PriorNotice, Proceeding


def d61(facts: Facts) -> Fields:
    """立案审批表 (行政处罚法 54 II): source, facts, articles, limitation, opinions of the three levels."""
    one: Proceeding = facts.subject
    years = 5 if one.grave else 2
    limit = add_months(one.ended_on, 12 * years)
    when = chinese_date(day(one.at))
    return about(facts) | {
        "案情": {
            "终了日期": chinese_date(one.ended_on),
            "发现日期": chinese_date(one.discovered_on),
            "事实": sentences(one.facts),
            "条款": f"涉嫌{clause(one)}",
            "金额": format_amount(one.amount) if one.amount else "",
            "时效": f"追究时效{years}年，至{chinese_date(limit)}"
            + ("，已经超过，不再给予行政处罚" if limit < one.discovered_on else "，没有超过"),
            "重大": choices(("否", "是"), "是" if one.complex else "否"),
        },
        "承办": signed_off(facts, None, f"{one.proposal}（{_names(facts, one.handlers)}）", when),
        "审核": signed_off(facts, one.reviewed_by, one.review_text, when),
        "审批": signed_off(facts, one.approved_by, one.approval_text, when),
    }


def _names(facts: Facts, ids: list[str]) -> str:
    return "、".join(person.name for person in facts.inspection.people(ids))


def d62(facts: Facts) -> Fields:
    """调查终结报告 (行政处罚法 57): course, facts with evidence, nature, discretion, proposal, disputes."""
    row: InvestigationEnd = facts.subject
    one = case_of(facts)
    return about(facts) | {
        "调查": {
            "经过": sentences(row.course),
            "事实": sentences(row.facts),
            "证据": evidence(facts.inspection, row.evidence),
            "定性": f"{sentence(row.nature)}上述行为属于{clause(one)}。",
            "裁量": sentences(row.discretion),
            "建议": sentences(row.proposal),
            "争议": sentences(row.disputes) if row.disputes.strip() else "无。",
        },
    }


def d63(facts: Facts) -> Fields:
    """法制审核意见书 (行政处罚法 58): five checks, conclusion, reviewer with his certificate."""
    row: LegalReview = facts.subject
    facts_, proof, law, procedure, handling = row.checks
    return about(facts) | {
        "审核": {
            "时间": chinese_moment(row.at),
            "事实": sentences(facts_),
            "证据": sentences(proof),
            "依据": sentences(law),
            "程序": sentences(procedure),
            "处理": sentences(handling),
            "选项": choices([one.label for one in ReviewConclusion], row.conclusion.label),
            "意见": sentences(row.opinion),
            "人员": facts.inspection.staff[row.reviewer].name,
            "资格": row.qualification,
        },
    }


def d64(facts: Facts) -> Fields:
    """集体讨论记录 (行政处罚法 57 II): who was there, what each said, what was concluded."""
    row: Discussion = facts.subject
    people = facts.inspection.staff
    return about(facts) | {
        "讨论": {
            "时间": span(row.at, row.ended_at),
            "地点": row.place,
            "主持人": people[row.chair].name,
            "汇报人": people[row.reporter].name,
            "记录人": people[row.recorder].name,
            "出席": "、".join(row.present),
            "列席": "、".join(row.guests),
            "内容": sentences(row.content),
            "意见": [{"姓名": one["name"], "内容": sentence(one["text"])} for one in row.opinions],
            "结论": sentences(row.conclusion),
        },
    }


def d65(facts: Facts) -> Fields:
    """事先告知书 (办法 25 II; 行政处罚法 44, 45, 63, 64): content, facts, reasons, basis, rights and their periods."""
    row: PriorNotice = facts.subject
    one = case_of(facts)
    contact = facts.inspection.staff[row.contact]
    threshold, rule = hearing_threshold(facts.setting, day(row.at), person=one.person)
    return about(facts) | {
        "文书名称": _title(row),
        "告知": {
            "事实": sentences(row.facts),
            "条款": clause(one),
            "理由": sentences(row.reasons),
            "依据": basis(row.basis),
            "裁量": calculation(facts, one, row.fine),
            "情形": ground(row),
            "处罚": penalties(row),
            "退回": f"责令退回骗取的社会保险基金{money(row.refund)}。" if row.refund else "",
            "期限": f"{row.days}个工作日",
            "听证": row.hearing,
            "听证标准": f"罚款达到{'公民' if one.person else '法人、其他组织'}{format_amount(threshold)}以上的听证标准",
            "听证依据": cite(rule),
        },
        "联系人": {"姓名": contact.name, "电话": contact.phone or facts.agency.phone},
    }


def _title(row: PriorNotice) -> str:
    if row.penalties and row.refund:
        return "行政处理、行政处罚事先告知书"
    return "行政处罚事先告知书" if row.penalties else "行政处理事先告知书"


SPECS: tuple[Spec, ...] = (
    Spec(
        "D61",
        "立案审批表",
        "rectify",
        Layout.FORM,
        ("办法 25", "行政处罚法 54 II"),
        ("I", "H", "L"),
        context=d61,
        served=Service.INTERNAL,
        series="监立",
        archive=None,
        identifies=True,
    ),
    Spec(
        "D62",
        "调查终结报告",
        "rectify",
        Layout.FORM,
        ("行政处罚法 57",),
        ("I", "H"),
        context=d62,
        served=Service.INTERNAL,
        series=None,
        archive="DG",
        identifies=True,
    ),
    Spec(
        "D63",
        "法制审核意见书",
        "rectify",
        Layout.FORM,
        ("行政处罚法 58",),
        ("F",),
        context=d63,
        served=Service.INTERNAL,
        series=None,
        archive="FZ",
        identifies=True,
    ),
    Spec(
        "D64",
        "集体讨论记录",
        "rectify",
        Layout.FORM,
        ("行政处罚法 57 II",),
        ("L",),
        context=d64,
        served=Service.INTERNAL,
        series=None,
        archive="TL",
        identifies=True,
    ),
    Spec(
        "D65",
        "行政处理（处罚）事先告知书",
        "rectify",
        Layout.DECISION,
        ("办法 25 II", "行政处罚法 44", "行政处罚法 45", "行政处罚法 63", "行政处罚法 64"),
        ("L",),
        context=d65,
        served=Service.SERVED,
        series="监告",
        archive=None,
        identifies=True,
    ),
)
