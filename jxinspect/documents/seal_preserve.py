"""Papers of 先行登记保存 (D39; 行政处罚法 56): approval, notice with list, decision. Not a sealing of 办法 19."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxinspect.documents.common import signed_inspectors
from jxinspect.documents.inspect_pieces import unsigned
from jxinspect.documents.proceeding_pieces import about, signed_off
from jxinspect.documents.sentences import sentence, sentences
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.law.civil import day
from jxinspect.law.dates import chinese_date, chinese_moment
from jxinspect.law.statutes import cite

if TYPE_CHECKING:
    from jxinspect.model.proceeding_end import Preservation

BASIS = "行政处罚法 56"


def _common(facts: Facts) -> Fields:
    from jxinspect.model.proceeding_end import PreservedItem

    row: Preservation = facts.subject
    items = [item for item in facts.inspection.of(PreservedItem) if item.preservation_id == row.id]
    return about(facts) | {
        "依据": cite(BASIS),
        "保存": {
            "理由": sentences(row.reason),
            "时间": chinese_moment(row.at),
            "期限": f"自{chinese_date(day(row.at))}起七个工作日，至{chinese_date(row.ends_on)}",
            "地点": row.place,
            "保管人": row.keeper,
            "在场人": row.attended,
            "人员": signed_inspectors(facts.inspection.people(row.officers)),
        },
        "证据": [
            {"序号": str(item.seq), "名称": item.name, "数量": item.quantity, "特征": item.features}
            for item in sorted(items, key=lambda item: item.seq)
        ],
        "检查组": [{"姓名": person.name} for person in facts.inspection.people(row.officers)],
        "拒签": unsigned(row.outcome, row.attended, row.unsigned, ""),
    }


def d39(facts: Facts) -> Fields:
    """先行登记保存证据审批表: reason, list, opinions."""
    row: Preservation = facts.subject
    when = chinese_date(day(row.at))
    names = "、".join(person.name for person in facts.inspection.people(row.officers))
    return dict(_common(facts)) | {
        "承办": signed_off(facts, None, f"建议对上列证据先行登记保存。（{names}）", when),
        "审批": signed_off(facts, row.approved_by, row.approval_text, when),
    }


def d39a(facts: Facts) -> Fields:
    """先行登记保存证据通知书 with its list, signed on the spot."""
    return _common(facts)


def d39b(facts: Facts) -> Fields:
    """先行登记保存证据处理决定书: what becomes of each thing (行政处罚法 56)."""
    row: Preservation = facts.subject
    notice = facts.inspection.document_about("D39a", row.id)
    return dict(_common(facts)) | {
        "通知文号": notice.number if notice else "",
        "处理": sentence(row.decided),
        "处理日期": chinese_date(day(row.decided_at)) if row.decided_at else "",
    }


SPECS: tuple[Spec, ...] = (
    Spec(
        "D39",
        "先行登记保存证据审批表",
        "seal",
        Layout.FORM,
        (BASIS,),
        ("I", "L"),
        context=d39,
        served=Service.INTERNAL,
        series=None,
        archive="SP",
    ),
    Spec(
        "D39a",
        "先行登记保存证据通知书",
        "seal",
        Layout.FORM,
        (BASIS,),
        ("I", "P"),
        context=d39a,
        served=Service.SIGNED,
        series="监登",
        archive=None,
    ),
    Spec(
        "D39b",
        "先行登记保存证据处理决定书",
        "seal",
        Layout.DECISION,
        (BASIS,),
        ("L",),
        context=d39b,
        served=Service.SERVED,
        series="监登",
        archive=None,
    ),
)
