"""Contexts about third parties: the undertaking of each person, approval and authorisation of data (D29, D30)."""

from __future__ import annotations

from jxinspect.documents.common import common, unit
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.law.civil import day
from jxinspect.law.dates import chinese_date
from jxinspect.law.statutes import cite
from jxinspect.law.team import DataClass
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.kinds import Authorisation, Engagement, Undertaking

BASIS = ("办法 27", "办法 38")
BLANK_DAY = "＿＿＿＿年＿＿月＿＿日"


def _engaged(facts: Facts, one: Engagement, basis: tuple[str, ...]) -> Fields:
    records = facts.inspection
    return {
        **common(facts),
        "依据": cite("; ".join(basis)),
        "被监督单位": unit(records.unit),
        "检查": {"编号": records.inspection.number, "形式": records.inspection.called},
        "机构": {
            "名称": one.organisation,
            "合同号": one.contract,
            "人员": "、".join(_named(records, id_) for id_ in one.persons),
            "事项": one.matter.rstrip("。"),
        },
    }


def _named(records: InspectionRecords, staff_id: str) -> str:
    person = records.staff[staff_id]
    return f"{person.name}（{person.post}）" if person.post else person.name


def d29(facts: Facts) -> Fields:
    """第三方（专业人员）保密承诺书."""
    one: Undertaking = facts.subject
    person = facts.inspection.staff[one.staff_id]
    return {
        **_engaged(facts, facts.inspection.find(Engagement, one.engagement_id), BASIS),
        "承诺人": {"姓名": person.name, "身份证号": one.identity_no, "职务": person.post},
    }


def d30(facts: Facts) -> Fields:
    """第三方聘请审批表和数据授权单."""
    one: Authorisation = facts.subject
    records = facts.inspection
    opened = (DataClass.STATISTICS, DataClass.FINANCIAL)
    return {
        **_engaged(facts, records.find(Engagement, one.engagement_id), ("办法 27", "数据安全法 40")),
        "授权": {
            "编号": one.number,
            "类别": "　".join(("■" if kind.value in one.classes else "□") + kind.label for kind in opened),
            "范围": one.scope,
            "期限": f"{chinese_date(one.valid_from)}至{chinese_date(one.valid_to)}",
            "方式": one.manner,
            "收回日期": chinese_date(day(one.withdrawn_at)) if one.withdrawn_at else BLANK_DAY,
            "收回原因": one.withdrawn_reason,
        },
        "审批": {
            "承办人": records.staff[one.prepared_by].name,
            "意见": one.text,
            "批准人": records.staff[one.approved_by].name,
            "日期": chinese_date(day(one.at)),
        },
    }


SPECS: tuple[Spec, ...] = (
    Spec(
        id="D29",
        title="第三方（专业人员）保密承诺书",
        group="plan",
        layout=Layout.FORM,
        basis=BASIS,
        signers=("T",),
        served=Service.SIGNED,
        series=None,
        archive="BM",
        context=d29,
        identifies=True,
    ),
    Spec(
        id="D30",
        title="第三方聘请审批表和数据授权单",
        group="plan",
        layout=Layout.FORM,
        basis=("办法 27", "数据安全法 40"),
        signers=("H", "L", "T"),
        served=Service.INTERNAL,
        series=None,
        archive="SQ",
        context=d30,
    ),
)
