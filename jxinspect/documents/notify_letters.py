"""Contexts of the notice of questioning and the letter of assistance (D18, D26a)."""

from __future__ import annotations

from jxinspect.documents.common import common, signed_inspectors, unit
from jxinspect.documents.notify import contact
from jxinspect.documents.plan import inspection
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.documents.year import SUPERVISION
from jxinspect.law.civil import day
from jxinspect.law.data_tables import DataTable, chosen_tables
from jxinspect.law.dates import chinese_date, chinese_moment
from jxinspect.law.statutes import cite
from jxinspect.model.kinds import Assistance, QuestioningNotice
from jxinspect.model.team import inspectors

QUESTIONING_BASIS = (SUPERVISION, "办法 16、26")


def d18(facts: Facts) -> Fields:
    """询问通知书."""
    notice: QuestioningNotice = facts.subject
    records = facts.inspection
    return {
        **common(facts),
        "依据": cite("; ".join(QUESTIONING_BASIS)),
        "被监督单位": unit(records.unit),
        "检查": {**inspection(records), "名称": f"社会保险基金{records.inspection.called}"},
        "被询问人": {
            "名称": notice.party,
            "是个人": notice.person,
            "证件号码": notice.identity_no if notice.person else records.unit.credit_code,
            "单位职务": "　".join(part for part in (notice.employer, notice.post) if part),
            "地址": notice.address,
            "电话": notice.phone,
        },
        "询问": {"事项": notice.matter, "时间": chinese_moment(notice.ask_at), "地点": notice.place},
        "携带": "\n".join(f"{place}.{text}" for place, text in enumerate(notice.bring, 1)),
        "检查人员": signed_inspectors(inspectors(records)),
        "联系人": contact(records, notice.contact),
        "后果": cite("办法 34"),
    }


def d26a(facts: Facts) -> Fields:
    """协查函."""
    letter: Assistance = facts.subject
    records = facts.inspection
    tables = chosen_tables(letter.tables, day(letter.at))
    return {
        **common(facts),
        "依据": cite("; ".join(letter.basis)),
        "协查机关": letter.organ,
        "被监督单位": unit(records.unit),
        "检查": {**inspection(records), "名称": f"社会保险基金{records.inspection.called}"},
        "协查": {
            "事项": letter.matter.rstrip("。"),
            "用途": letter.use.rstrip("。"),
            "期限": chinese_date(letter.due_on),
            "保密": letter.confidentiality,
        },
        "数据范围": [*(text.rstrip("。；") for text in letter.data_scope), *(_columns(table) for table in tables)],
        "联系人": contact(records, letter.contact),
    }


def _columns(table: DataTable) -> str:
    """The table with the columns that are needed, no more."""
    needed = "、".join(one.title for one in table.columns if one.required)
    return f"{table.title}：{needed}"


SPECS: tuple[Spec, ...] = (
    Spec(
        id="D18",
        title="询问通知书",
        group="notify",
        layout=Layout.FORM,
        basis=QUESTIONING_BASIS,
        signers=("L",),
        served=Service.SERVED,
        series="监询",
        archive=None,
        context=d18,
        identifies=True,
    ),
    Spec(
        id="D26a",
        title="协查函",
        group="notify",
        layout=Layout.LETTER,
        basis=("办法 8、18", SUPERVISION),
        signers=("L",),
        served=Service.SERVED,
        series="监函",
        archive=None,
        context=d26a,
    ),
)
