"""Contexts of orders: to stop and to correct (D27), and of the record whether they were obeyed (D28)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxinspect.documents.common import choices, remedy_text
from jxinspect.documents.inspect_pieces import about, named, people, team_rows, unsigned
from jxinspect.documents.sentences import sentence, sentences
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.law.civil import day
from jxinspect.law.dates import chinese_date, chinese_moment
from jxinspect.law.statutes import cite
from jxinspect.law.terms import OrderOutcome, SignOutcome
from jxinspect.law.violations import Violation, violation
from jxinspect.model.remedy import remedy_bodies

if TYPE_CHECKING:
    from datetime import date

    from jxinspect.model.inspect import Order, OrderRecheck

#: What an order rests on, by the beginning of the violation's code; the first that fits. Blank: the statutes that the
#: catalogue names for the violation order correction themselves (社会保险法 89, 社会保险经办条例 53), beside the 办法.
_ORDERED = {
    "V34-3": "办法 19、34; 行政处罚法 28 I",
    "V34": "办法 34; 行政处罚法 28 I",
    "V30": "办法 20; 社会保险法 79 II(三)",
    "V29": "",
    "V": "行政处罚法 28 I",
}


def d27(facts: Facts) -> Fields:
    """责令改正通知书 (办法 19, 20, 29, 34; 社会保险法 79 II(三)); addressed to one party, whose number is in full."""
    from jxinspect.model.inspect import Evidence

    row: Order = facts.subject
    wrong = violation(row.violation)
    items = [e for e in facts.inspection.of(Evidence) if e.id in row.evidence]
    is_unit = row.party == facts.inspection.unit.name
    ordered = _power(wrong, day(row.at))
    others = [ref for ref in row.basis if ref not in (wrong.ref, *ordered)]
    contact = facts.inspection.staff[row.contact]
    return about(facts) | {
        "当事人": {
            "名称": row.party,
            "证件": "统一社会信用代码" if is_unit else "公民身份号码（统一社会信用代码）",
            "号码": row.party_identity,
            "地址": row.party_address,
        },
        "事实": sentence(row.facts),
        "证据": sentence(named(items)),
        "条款": cite(wrong.ref),
        "情形": f"“{wrong.text.removesuffix('的')}”",
        "其他依据": f"有关依据还有{'、'.join(cite(ref) for ref in others)}。" if others else "",
        "责令依据": cite("; ".join(ordered)),
        "期限": f"于{chinese_date(row.due_on)}前（含当日）" if row.due_on else "立即停止违法行为并立即",
        "要求": sentence(row.demand),
        "后果": _refusal(wrong.code),
        "救济": remedy_text(remedy_bodies(facts.agency, facts.setting), "本通知", "本通知书"),
        "联系人": {"姓名": contact.name, "电话": contact.phone or facts.agency.phone},
        "当场": row.on_spot,
        "检查人员": people(facts, row.inspectors),
    }


def _power(wrong: Violation, on: date) -> list[str]:
    """What gives the power to order correction of this violation on that day: what ranks higher first."""
    own = next(places for prefix, places in _ORDERED.items() if wrong.code.startswith(prefix))
    if own:
        return own.split("; ")
    regulation, *statutes = wrong.basis_on(on)
    return [*statutes, regulation]


def _refusal(code: str) -> str:
    """What follows when the order is not obeyed (办法 34); other violations have no such rule."""
    if code.startswith("V34"):
        return (
            f"拒不改正的，本机关将依照{cite('办法 34', 'short')}的规定，可以通报批评，给予警告，"
            "并建议有权机关依法对直接负责的主管人员和其他责任人员给予处分。"
        )
    return "拒不改正的，本机关将依法作出处理，并向有关主管机关提出处理建议；构成犯罪的，依法追究刑事责任。"


#: What the record says of each outcome; the words of the law where it has some.
_CONCLUSIONS = {
    OrderOutcome.CORRECTED: "已经按照责令改正通知书的要求改正。",
    OrderOutcome.PARTLY: "部分改正，其余部分尚未改正。",
    OrderOutcome.REFUSED: "期限届满没有改正，属于拒不改正。",
}


def d28(facts: Facts) -> Fields:
    """责令改正复查记录 (办法 34): the order, its day, what was seen, and one of three conclusions."""
    from jxinspect.model.evidence import Evidence
    from jxinspect.model.inspect import Order

    row: OrderRecheck = facts.subject
    records = facts.inspection
    order: Order = records.find(Order, row.order_id)
    paper = records.document_about("D27", order.id)
    received = records.received(paper) if paper else None
    items = [e for e in records.of(Evidence) if e.id in row.evidence]
    return about(facts) | {
        "当事人": order.party,
        "原通知": {
            "文号": paper.number if paper else "",
            "送达": chinese_moment(received) if received else "",
            "要求": sentences(order.demand),
            "期限": _until(facts, order, row),
        },
        "复查": {
            "时间": chinese_moment(row.at),
            "地点": row.place or records.unit.address,
            "在场人": row.met,
            "职务": row.met_post,
            "检查人员": people(facts, row.inspectors),
            "情况": sentences(row.seen),
            "证据": named(items),
            "选项": choices([one.label for one in OrderOutcome], row.outcome.label),
            "结论": _CONCLUSIONS[row.outcome],
            "再次期限": f"其余部分限于{chinese_date(row.due_on)}前（含当日）改正。" if row.due_on else "",
            "意见": sentence(row.unit_opinion) if row.unit_opinion else _silent(row),
        },
        "检查组": team_rows(facts, row.inspectors),
        "见证人": row.witness,
        "拒签": unsigned(row.signature, f"当事人{row.met or order.party}", row.reason, row.witness),
    }


def _until(facts: Facts, order: Order, row: OrderRecheck) -> str:
    from jxinspect.model.order import last_day

    last = last_day(facts.inspection, order, row.at)
    return f"{chinese_date(last)}前（含当日）" if last else "立即改正"


def _silent(row: OrderRecheck) -> str:
    return "没有提出意见。" if row.signature == SignOutcome.SIGNED else "没有签署意见。"


SPECS: tuple[Spec, ...] = (
    Spec(
        "D27",
        "责令改正通知书",
        "inspect",
        Layout.FORM,
        ("办法 19", "办法 20", "办法 29", "办法 34", "社会保险法 79 II(三)", "行政处罚法 28"),
        ("L",),
        context=d27,
        served=Service.SERVED,
        series="监责改",
        archive=None,
        identifies=True,
    ),
    Spec(
        "D28",
        "责令改正复查记录",
        "inspect",
        Layout.FORM,
        ("办法 34",),
        ("I", "U"),
        context=d28,
        served=Service.SIGNED,
        series=None,
        archive="BL",
    ),
)
