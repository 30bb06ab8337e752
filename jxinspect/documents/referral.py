"""Contexts of referrals: to organs, the police, discipline inspection, with approval (D57-D59; 办法 24(三), 39)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from jxinspect.documents.report_pieces import about
from jxinspect.documents.sentences import sentence, sentences
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.law.civil import day
from jxinspect.law.dates import chinese_date, chinese_moment
from jxinspect.law.statutes import cite

if TYPE_CHECKING:
    from jxinspect.model.aggregate import InspectionRecords
    from jxinspect.model.crime import CrimeDecision
    from jxinspect.model.referral import Referral

CRIME_BASIS = "办法 39; 移送规定 3、5"
#: The five papers of 移送规定 6; the first is the letter itself.
ANNEXES = ["涉嫌犯罪案件情况的调查报告", "涉案物品清单", "有关检验报告或者鉴定结论", "其他有关涉嫌犯罪的材料"]


def _letter(facts: Facts) -> dict[str, Any]:
    row = facts.subject
    return {
        **about(facts),
        "依据": cite("; ".join(row.basis)),
        "移送": {
            "机关": row.organ,
            "案由": row.title.rstrip("。"),
            "案情": sentences(row.facts),
            "理由": sentences(row.reason),
            "抄送": row.copy_to,
            "密级": row.secrecy.label if row.secrecy else "",
            "递送": row.channel,
        },
        "材料": _numbered(row.materials),
        "人员": [_person(one) for one in row.persons],
        "联系人": {"姓名": row.contact, "电话": row.phone},
    }


def _numbered(rows: Sequence[dict[str, str]]) -> list[Fields]:
    names = {"name": "名称", "copies": "份数", "pages": "页数", "quantity": "数量", "note": "说明"}
    return [
        {"序号": str(n), **{title: row.get(key, "") for key, title in names.items()}} for n, row in enumerate(rows, 1)
    ]


def _person(one: dict[str, str]) -> Fields:
    return {"姓名": one["name"], "职务": one.get("post", ""), "身份证号": one.get("identity", "") or "待查"}


def d57(facts: Facts) -> Fields:
    """移送函 to the organ that is competent, with its receipt."""
    return {**_letter(facts), "附件": ["移送材料清单"]}


def d58(facts: Facts) -> Fields:
    """涉嫌犯罪案件移送书 with the annexes that 移送规定 6 names, and the receipt of the police."""
    from jxinspect.model.crime import CrimeDecision, CrimeReport

    row, records = facts.subject, facts.inspection
    decision = records.find(CrimeDecision, row.decision_id)
    report = records.find(CrimeReport, decision.report_id) if decision.report_id else None
    return {
        **_letter(facts),
        "附件": list(ANNEXES),
        "罪名": report.offence if report else row.title,
        "调查报告": {
            "内容": sentences(row.investigation) or sentences(row.facts),
            "意见": sentence(report.opinion) if report else "",
            "专案组": "、".join(one.name for one in records.people(report.team)) if report else "",
        },
        "批准": {
            "决定人": _named(records, decision.decided_by),
            "时间": chinese_moment(decision.at),
        },
        "物品": _numbered(row.items),
        "鉴定": list(row.expertise),
    }


def d59(facts: Facts) -> Fields:
    """问题线索移送函 to discipline inspection: who, which post, what clue; how it is kept and carried."""
    return {**_letter(facts), "附件": ["移送材料清单"]}


def d57x(facts: Facts) -> Fields:
    """移送审批表: of a referral to an organ, or of the question of a crime whatever the answer."""
    from jxinspect.model.crime import CrimeDecision

    row = facts.subject
    told = _decided(facts, row) if isinstance(row, CrimeDecision) else _approved(facts, row)
    return {**about(facts), **told}


def _decided(facts: Facts, row: CrimeDecision) -> Fields:
    from jxinspect.model.crime import CrimeReport
    from jxinspect.model.inspect import Finding
    from jxinspect.model.suspicion import crime_question

    records = facts.inspection
    report = records.find(CrimeReport, row.report_id) if row.report_id else None
    found = [records.find(Finding, id_) for id_ in row.findings]
    raised = "；".join(f"问题{f.seq}“{f.title}”：{crime_question(records, f) or '由检查组提出'}" for f in found)
    own = "\n".join(sentence(one.facts) for one in found)
    return {
        "表名": "涉嫌犯罪案件移送审批表",
        "依据": cite(CRIME_BASIS),
        "审批": {
            "案由": f"涉嫌{report.offence}" if report else "是否涉嫌犯罪",
            "机关": "公安机关",
            "事实": sentences(report.facts) if report else own,
            "理由": sentence(raised),
            "意见": sentence(report.opinion) if report else "经审查，没有涉嫌犯罪的事实、证据，建议不移送。",
            "提出人": records.staff[row.proposed_by].name,
            "提出时间": chinese_moment(report.at if report else row.at),
            "决定": f"{row.verdict.label}。{sentence(row.reason)}",
            "决定人": _named(records, row.decided_by),
            "决定时间": chinese_moment(row.at),
        },
    }


def _approved(facts: Facts, row: Referral) -> Fields:
    records = facts.inspection
    return {
        "表名": "案件移送审批表",
        "依据": cite("; ".join(row.basis)),
        "审批": {
            "案由": row.title,
            "机关": row.organ,
            "事实": sentences(row.facts),
            "理由": sentences(row.reason),
            "意见": f"建议移送{row.organ}处理。",
            "提出人": row.contact,
            "提出时间": chinese_date(day(row.at)),
            "决定": sentence(row.approval),
            "决定人": _named(records, row.approved_by or ""),
            "决定时间": chinese_date(day(row.at)),
        },
    }


def _named(records: InspectionRecords, id_: str) -> str:
    person = records.staff.get(id_)
    return f"{person.name}（{person.post}）" if person else ""


SPECS: tuple[Spec, ...] = (
    Spec(
        "D57",
        "移送函",
        "rectify",
        Layout.OFFICIAL,
        ("办法 24(三)", "办法 25"),
        ("L",),
        Service.SERVED,
        "监移",
        None,
        d57,
    ),
    Spec(
        "D57x",
        "移送审批表",
        "rectify",
        Layout.FORM,
        ("办法 24(三)", "移送规定 5"),
        ("I", "H", "L"),
        Service.INTERNAL,
        None,
        "SP",
        d57x,
    ),
    Spec(
        "D58",
        "涉嫌犯罪案件移送书",
        "rectify",
        Layout.OFFICIAL,
        ("办法 39", "移送规定 3、5、6"),
        ("L",),
        Service.SERVED,
        "监刑移",
        None,
        d58,
        identifies=True,
    ),
    Spec(
        "D59",
        "问题线索移送函",
        "rectify",
        Layout.OFFICIAL,
        ("办法 29", "移送规定 18"),
        ("L",),
        Service.SERVED,
        "监移",
        None,
        d59,
        identifies=True,
    ),
)
