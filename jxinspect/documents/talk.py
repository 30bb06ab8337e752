"""Contexts of talk and inquiry (D51-D54; 办法 24(一))."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from jxinspect.documents.inspect_pieces import span
from jxinspect.documents.report_pieces import about, money, paper_number, place_of
from jxinspect.documents.sentences import sentence
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.law.amounts import format_amount
from jxinspect.law.civil import day
from jxinspect.law.dates import chinese_date, chinese_moment
from jxinspect.law.statutes import cite
from jxinspect.law.terms import SignOutcome

if TYPE_CHECKING:
    from jxinspect.model.aggregate import InspectionRecords
    from jxinspect.model.plan import Staff
    from jxinspect.model.rectify import LedgerItem
    from jxinspect.model.talk import TalkMinutes, TalkRequirement

URGING = ("办法 24(一)",)


def d51(facts: Facts) -> Fields:
    """约谈通知书: whom, why, when and where, who comes along and what they bring."""
    talk, records = facts.subject, facts.inspection
    return {
        **about(facts),
        "依据": cite("; ".join(talk.basis)),
        "约谈": {
            "对象": talk.party,
            "职务": talk.party_post,
            "事由": talk.matter.rstrip("。"),
            "时间": chinese_moment(talk.meet_at),
            "地点": talk.place,
        },
        "逾期": overdue_items(records, talk.ledger_items),
        "问题": [_finding(records, id_) for id_ in talk.findings],
        "参加人": list(talk.attend) or ["主要负责人或者分管负责人"],
        "准备材料": list(talk.prepare) or ["整改情况的书面说明和证明材料"],
        "联系人": {"姓名": talk.contact, "电话": talk.phone},
    }


def overdue_items(records: InspectionRecords, ids: Iterable[str]) -> list[Fields]:
    """整改事项 that a letter is about: demand, last day, what is still owed."""
    from jxinspect.model.inspect import Finding
    from jxinspect.model.ledger import line_due, owed
    from jxinspect.model.rectify import LedgerItem

    lines = [records.find(LedgerItem, id_) for id_ in ids]
    return [
        {
            "序号": str(line.seq),
            "问题": records.find(Finding, line.finding_id).title,
            "要求": sentence(line.demand),
            "期限": chinese_date(last) if (last := line_due(records, line)) else "",
            "未追回": format_amount(owed(line)) if line.recover else "不涉及",
        }
        for line in lines
    ]


def _finding(records: InspectionRecords, id_: str) -> Fields:
    from jxinspect.model.inspect import Finding

    one = records.find(Finding, id_)
    return {"标题": one.title, "事实": sentence(one.facts), "金额": money(one.amount)}


def asked_at_talks(records: InspectionRecords, line: LedgerItem) -> list[tuple[datetime, str]]:
    """What talks asked for a line of the ledger, with the time of the talk, and what was done of it."""
    from jxinspect.model.talk import TalkFulfilment, TalkMinutes, TalkRequirement

    held = {row.id: row.at for row in records.of(TalkMinutes)}
    done = {row.requirement_id: row for row in records.of(TalkFulfilment)}
    told = []
    for one in (row for row in records.of(TalkRequirement) if row.ledger_item_id == line.id):
        told.append((held[one.minutes_id], f"约谈要求{chinese_date(one.due_on)}前{one.text.rstrip('。')}"))
        if met := done.get(one.id):
            told.append((met.at, f"约谈要求{place_of(records, one)}已落实，{met.text.rstrip('。')}"))
    return told


def d52(facts: Facts) -> Fields:
    """约谈纪要: who sat together, what was put, what the unit said, what is asked by when (纪要格式)."""
    from jxinspect.model.talk import Talk, TalkRequirement

    row, records = facts.subject, facts.inspection
    talk = records.find(Talk, row.talk_id)
    notice = records.document_about("D51", talk.id)
    return {
        **about(facts),
        "依据": cite("; ".join(talk.basis)),
        "约谈": {
            "通知": notice.number if notice else "",
            "对象": talk.party,
            "事由": talk.matter.rstrip("。"),
            "时间": span(row.at, row.ended_at),
            "地点": row.place,
            "主持人": _named(records.staff, [row.host]),
            "记录人": _named(records.staff, [row.recorder]),
            "机关参加人": _named(records.staff, row.present),
            "单位参加人": "、".join(row.attended),
            "问题": sentence(row.problems),
            "表态": sentence(row.statement),
            "签名情况": _signing(row),
        },
        "要求": [_required(records, one) for one in records.of(TalkRequirement) if one.minutes_id == row.id],
    }


def _named(people: Mapping[str, Staff], ids: Iterable[str]) -> str:
    """姓名（职务）."""
    return "、".join(f"{people[id_].name}（{people[id_].post}）" for id_ in ids)


def _required(records: InspectionRecords, one: TalkRequirement) -> Fields:
    from jxinspect.model.rectify import LedgerItem

    line = records.find(LedgerItem, one.ledger_item_id) if one.ledger_item_id else None
    return {
        "序号": place_of(records, one),
        "内容": sentence(one.text),
        "期限": chinese_date(one.due_on),
        "台账": f"第{line.seq}项" if line else "",
    }


def _signing(row: TalkMinutes) -> str:
    if row.outcome == SignOutcome.SIGNED:
        return "双方核对无误后签名。"
    seen_by = f"见证人：{row.witness}。" if row.witness else ""
    return f"约谈对象{row.outcome.label}，原因：{sentence(row.reason)}{seen_by}"


# ---- inquiry -------------------------------------------------------------------------------------------------


def d53(facts: Facts) -> Fields:
    """函询函: what is asked, on what basis, by when in writing."""
    row, records = facts.subject, facts.inspection
    return {
        **about(facts),
        "依据": cite("; ".join(row.basis)),
        "函询": {
            "对象": row.party,
            "事由": row.matter.rstrip("。"),
            "期限": chinese_date(row.due_on),
            "整改意见书": paper_number(records, "D48"),
        },
        "逾期": overdue_items(records, row.ledger_items),
        "问题": [one.rstrip("。；？") for one in row.questions],
        "联系人": {"姓名": row.contact, "电话": row.phone},
    }


ACCEPTED = {"yes": "采信", "partly": "部分采信", "no": "不采信"}


def d54(facts: Facts) -> Fields:
    """函询回复登记与评判: point by point, whether it is believed, and what follows."""
    from jxinspect.model.talk import Inquiry

    row, records = facts.subject, facts.inspection
    asked = records.find(Inquiry, row.inquiry_id)
    letter = records.document_about("D53", asked.id)
    return {
        **about(facts),
        "依据": cite("; ".join(asked.basis)),
        "函询": {
            "文号": letter.number if letter else "",
            "对象": asked.party,
            "事由": asked.matter.rstrip("。"),
            "期限": chinese_date(asked.due_on),
        },
        "回复": {
            "收到日期": chinese_date(row.received_on),
            "期限内": "是" if row.received_on <= asked.due_on else "否，逾期",
            "签署人": row.signer,
            "处理": sentence(row.handling),
            "登记人": records.staff[row.recorder].name,
            "登记日期": chinese_date(day(row.at)),
        },
        "要点": [
            {
                "序号": str(n),
                "内容": sentence(point["text"]),
                "采信": ACCEPTED[point["accepted"]],
                "理由": sentence(point["reason"]),
            }
            for n, point in enumerate(row.points, 1)
        ],
    }


SPECS: tuple[Spec, ...] = (
    Spec("D51", "约谈通知书", "rectify", Layout.OFFICIAL, URGING, ("L",), Service.SERVED, "监约", None, d51),
    Spec("D52", "约谈纪要", "rectify", Layout.MINUTES, URGING, ("I", "U"), Service.SIGNED, None, "BL", d52),
    Spec("D53", "函询函", "rectify", Layout.LETTER, URGING, ("L",), Service.SERVED, "监函询", None, d53),
    Spec("D54", "函询回复登记与评判", "rectify", Layout.FORM, URGING, ("I", "H"), Service.INTERNAL, None, "DG", d54),
)
