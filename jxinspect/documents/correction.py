"""Context of 补正通知书 (D74): which document, what stands there, what is meant."""

from __future__ import annotations

from jxinspect.documents.common import common, unit
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.law.civil import day
from jxinspect.law.dates import chinese_date
from jxinspect.model.document import Document
from jxinspect.model.kinds import Correction


def d74(facts: Facts) -> Fields:
    """补正通知书."""
    correction: Correction = facts.subject
    records = facts.inspection
    mended = records.find(Document, correction.document_id)
    received = records.received(mended)
    return {
        **common(facts),
        "被监督单位": unit(records.unit),
        "检查": {"编号": records.inspection.number},
        "原文书": {
            "名称": mended.title,
            "文号": mended.number,
            "日期": chinese_date(mended.dated),
            "送达": f"，并于{chinese_date(day(received))}送达" if received else "",
        },
        "补正": [
            {
                "序号": str(n),
                "原文": line["wrong"],
                "正文": line["right"],
                "处数": f"{line['times']}处",
            }
            for n, line in enumerate(correction.lines, 1)
        ],
        "理由": correction.reason.rstrip("。"),
        "联系电话": records.agency.phone,
    }


SPECS: tuple[Spec, ...] = (
    Spec(
        id="D74",
        title="补正通知书",
        group="notify",
        layout=Layout.DECISION,
        basis=("民事诉讼法 157 I(七)",),
        signers=("L",),
        served=Service.SERVED,
        series="监补正",
        archive=None,
        context=d74,
    ),
)
