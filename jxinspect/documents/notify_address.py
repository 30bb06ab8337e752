"""Context of the confirmation of address and electronic service (D12)."""

from __future__ import annotations

from jxinspect.documents.common import choices, common, unit
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.law.statutes import cite
from jxinspect.model.kinds import ServiceAddress

BASIS = ("行政处罚法 61", "民事诉讼法 90")
AGREES, REFUSES = "同意采用电子方式送达", "不同意采用电子方式送达"


def d12(facts: Facts) -> Fields:
    """送达地址及电子送达确认书."""
    given: ServiceAddress = facts.subject
    records = facts.inspection
    return {
        **common(facts),
        "依据": cite("; ".join(BASIS)),
        "被监督单位": unit(records.unit),
        "受送达人": {"名称": given.party, "代码": records.unit.credit_code if _is_unit(facts) else ""},
        "检查": {"编号": records.inspection.number},
        "送达": {
            "地址": given.address,
            "邮编": given.postcode,
            "收件人": given.receiver,
            "电话": given.phone,
            "电子地址": given.electronic,
            "电子送达": choices((AGREES, REFUSES), AGREES if given.consents else REFUSES),
        },
    }


def _is_unit(facts: Facts) -> bool:
    return bool(facts.subject.party == facts.inspection.unit.name)


SPECS: tuple[Spec, ...] = (
    Spec(
        id="D12",
        title="送达地址及电子送达确认书",
        group="notify",
        layout=Layout.FORM,
        basis=BASIS,
        signers=("U", "P"),
        served=Service.SIGNED,
        series=None,
        archive="SD",
        context=d12,
    ),
)
