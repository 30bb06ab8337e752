"""Contexts of the demand for missing or faulty data and of its list of faults (D10, 办法 23(二))."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from jxinspect.documents.common import common, unit
from jxinspect.documents.excel import Column, Sheet
from jxinspect.documents.notify import contact
from jxinspect.documents.notify_offsite import annex, foot, term
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.documents.year import SUPERVISION
from jxinspect.law.civil import day
from jxinspect.law.dates import chinese_date
from jxinspect.law.statutes import cite
from jxinspect.model.kinds import OffsiteNotice, Supplement, SupplementFault

#: Above so many faults the paper counts them by table and leaves the lines to the workbook.
PRINTED_FAULTS = 200


def d10(facts: Facts) -> Fields:
    """补报（重新报送）通知书."""
    again: Supplement = facts.subject
    records = facts.inspection
    notice = records.find(OffsiteNotice, again.notice_id)
    original = records.document_about("D07", notice.id)
    faults = _faults(facts)
    listed = faults if len(faults) <= PRINTED_FAULTS else []
    received = records.received(original) if original else None
    most = facts.setting("offsite.supplement_rounds")
    return {
        **common(facts),
        "依据": cite("; ".join((SUPERVISION, "办法 14、23(二)"))),
        "被监督单位": unit(records.unit),
        "检查": {"编号": records.inspection.number},
        "原通知": {
            "文号": original.number if original else "",
            "送达日期": chinese_date(day(received)) if received else "",
        },
        "补报": {
            "类别": "重新报送" if again.anew else "补报",
            "轮次": f"第{again.round}次（最多{most}次）",
            "要求": again.demand,
            "时限": term(again.days, again.due_on),
            "件数": str(len(faults)),
            "逐项": bool(listed),
        },
        "不符合项": [_fault(one) for one in listed],
        "汇总": _summed(faults),
        "联系人": contact(records, again.contact),
        "附件": ["不符合项清单（电子表格）"],
    }


def d10x(facts: Facts) -> Fields:
    """不符合项清单: what D10 says, with every fault however many there are."""
    return {**d10(facts), "不符合项": [_fault(one) for one in _faults(facts)]}


def _faults(facts: Facts) -> list[SupplementFault]:
    return [one for one in facts.inspection.of(SupplementFault) if one.supplement_id == facts.subject.id]


def _fault(one: SupplementFault) -> Fields:
    return {
        "序号": str(one.seq),
        "文件": one.file,
        "表": one.table,
        "字段": one.field,
        "行": one.rows,
        "问题": one.problem,
    }


def _summed(faults: Sequence[SupplementFault]) -> list[Fields]:
    counted = Counter((one.file, one.table) for one in faults)
    return [{"文件": file, "表": table, "件数": str(count)} for (file, table), count in counted.items()]


_FAULTS = (("序号", 6), ("文件", 34), ("表", 20), ("字段", 18), ("行", 18), ("问题", 50))


def d10_sheets(fields: Fields) -> Sheet:
    """不符合项清单 as annex of D10."""
    told: Any = fields
    return Sheet(
        "不符合项清单",
        [Column(head, width, "number" if head == "序号" else "text") for head, width in _FAULTS],
        [[int(row[head]) if head == "序号" else row[head] for head, _ in _FAULTS] for row in told["不符合项"]],
        "数据、资料不符合项清单",
        [f"编号：{told['文号']}", f"被监督单位：{told['被监督单位']['名称']}"],
        footer=foot(told),
        tall=True,
    )


SPECS: tuple[Spec, ...] = (
    Spec(
        id="D10",
        title="补报通知书",
        group="notify",
        layout=Layout.FORM,
        basis=("办法 14、23(二)", SUPERVISION),
        signers=("L",),
        served=Service.SERVED,
        series="监补",
        archive=None,
        context=d10,
    ),
    annex("D10x", "不符合项清单", ("办法 23(二)",), d10x, d10_sheets),
)
