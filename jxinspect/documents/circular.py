"""Contexts of circular and recommendation (D55, D56; 办法 24(一), 24(三))."""

from __future__ import annotations

from jxinspect.documents.headline import headline
from jxinspect.documents.report_pieces import REPORTS, about, paper_number
from jxinspect.documents.sentences import sentence, sentences
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.law.dates import chinese_date
from jxinspect.law.recommend import kind
from jxinspect.law.statutes import cite


def d55(facts: Facts) -> Fields:
    """通报: whom, facts, causes, what was done, what is asked of all, to whom it goes. Never a penalty (K5)."""
    row, records = facts.subject, facts.inspection
    return {
        **about(facts),
        "依据": cite("办法 24(一)"),
        "检查报告": paper_number(records, *REPORTS),
        "通报": {
            "标题": headline(row.title),
            "对象": row.about,
            "事实": sentences(row.facts),
            "原因": sentences(row.causes),
            "处理": sentences(row.handling),
            "要求": sentences(row.demands),
            "发送范围": "、".join(row.recipients),
        },
    }


def d56(facts: Facts) -> Fields:
    """处理建议书: facts, evidence, law, what is recommended, and what answer is asked for."""
    from jxinspect.model.inspect import Evidence

    row, records = facts.subject, facts.inspection
    items = [records.find(Evidence, id_) for id_ in row.evidence]
    asked = f"请于{chinese_date(row.reply_due)}前（含当日）" if row.reply_due else "请"
    return {
        **about(facts),
        "依据": cite("; ".join(row.basis)),
        "建议": {
            "主送": row.organ,
            "类别": "、".join(kind(code).label for code in row.kinds),
            "事实": sentences(row.facts),
            "内容": sentences(row.text),
            "反馈": f"{asked}将是否采纳和处理结果书面反馈我机关；没有采纳的，请说明理由。",
        },
        "证据": [
            {
                "序号": str(n),
                "编号": one.code,
                "名称": one.name,
                "形式": one.form.label,
                "来源": one.source,
                "证明": sentence(one.proves),
            }
            for n, one in enumerate(items, 1)
        ],
        "附件": ["证据目录"],
        "联系人": {"姓名": row.contact, "电话": row.phone},
    }


SPECS: tuple[Spec, ...] = (
    Spec("D55", "通报", "rectify", Layout.OFFICIAL, ("办法 24(一)",), ("L",), Service.SENT, "监通", None, d55),
    Spec("D56", "处理建议书", "rectify", Layout.OFFICIAL, ("办法 24(三)",), ("L",), Service.SERVED, "监建", None, d56),
)
