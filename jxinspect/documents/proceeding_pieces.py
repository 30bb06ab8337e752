"""What the papers of a proceeding share: case, party, handlers, penalties in words, evidence, how to pay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jxinspect.documents.common import common, signed_inspectors
from jxinspect.documents.inspect_pieces import named
from jxinspect.documents.sentences import sentence
from jxinspect.documents.spec import Facts, Fields
from jxinspect.law.amounts import capital_amount, format_amount
from jxinspect.law.civil import day
from jxinspect.law.dates import chinese_date
from jxinspect.law.numerals import chinese
from jxinspect.law.proceeding import Penalty
from jxinspect.law.statutes import cite
from jxinspect.law.violations import violation

if TYPE_CHECKING:
    from jxinspect.model.aggregate import InspectionRecords
    from jxinspect.model.proceeding import Decision, PriorNotice, Proceeding


def case_of(facts: Facts) -> Proceeding:
    """The proceeding that the paper belongs to."""
    from jxinspect.model.proceeding_course import proceeding_of

    return proceeding_of(facts.inspection, facts.subject)


def about(facts: Facts) -> dict[str, Any]:
    """机关, 文号, 案件, 当事人, 承办人: what every paper of a proceeding has."""
    one, records = case_of(facts), facts.inspection
    return {
        **common(facts),
        "案件": {
            "编号": one.number,
            "案由": one.cause,
            "来源": source(facts, one),
            "立案日期": chinese_date(day(one.at)),
            "检查编号": records.inspection.number,
        },
        "当事人": party(one),
        "承办人": signed_inspectors(records.people(one.handlers)),
    }


def party(one: Proceeding) -> Fields:
    """Name, number, address and head of the party (行政处罚法 59 I(一))."""
    return {
        "名称": one.party,
        "证件": "公民身份号码" if one.person else "统一社会信用代码",
        "号码": one.party_identity,
        "地址": one.party_address,
        "负责人": one.party_head,
        "称谓": "你" if one.person else "你单位",
    }


def source(facts: Facts, one: Proceeding) -> str:
    """Where the case came from; of a lead only its number, never who reported it (办法 9)."""
    from jxinspect.model.inspect import Finding
    from jxinspect.model.lead import Lead

    told = []
    if one.finding_id:
        found = facts.inspection.find(Finding, one.finding_id)
        told.append(f"检查（{facts.inspection.inspection.number}）发现的问题{found.seq}“{found.title}”")
    if one.lead_id:
        lead = next(iter(facts.look(Lead, id=one.lead_id)))
        told.append(f"线索{lead.number}（{lead.source.label}）")
    return "；".join(told)


def clause(one: Proceeding) -> str:
    """The article that was broken, and its words."""
    wrong = violation(one.violation)
    return f"{cite(wrong.ref)}规定的情形（“{wrong.text.removesuffix('的')}”）"


def money(fen: int) -> str:
    """7,500.00元（人民币柒仟伍佰元整）."""
    return f"{format_amount(fen)}（{capital_amount(fen)}）"


def penalties(row: PriorNotice | Decision) -> list[str]:
    """Each penalty in words, numbered when there are several."""
    words = {
        Penalty.WARNING: "警告",
        Penalty.CRITICISM: "通报批评",
        Penalty.FINE: f"罚款{money(row.fine)}",
        Penalty.CONFISCATE: f"没收违法所得{money(row.confiscate)}",
    }
    return numbered([words[one] for one in row.penalties])


def numbered(lines: list[str]) -> list[str]:
    """1.…；2.…。 One alone has no number."""
    if len(lines) < 2:  # noqa: PLR2004
        return [f"{line}。" for line in lines]
    return [f"{n}.{line}{'。' if n == len(lines) else '；'}" for n, line in enumerate(lines, 1)]


def basis(refs: list[str]) -> str:
    """The clauses as cited."""
    return cite("; ".join(refs))


def evidence(records: InspectionRecords, ids: list[str]) -> str:
    """2026-007-ZJ-001《名称》、…"""
    from jxinspect.model.inspect import Evidence

    return named(e for e in records.of(Evidence) if e.id in ids)


def ground(row: PriorNotice | Decision) -> str:
    """Why the penalty is milder or none, with the article; empty where it is neither."""
    if row.ground is None:
        return ""
    return f"当事人具有“{row.ground.label}”的情形：{sentence(row.ground_text)}（{cite(row.ground.ref, 'short')}）"


def calculation(facts: Facts, one: Proceeding, fine: int) -> str:
    """骗取金额7,500.00元，幅度为…, 为骗取金额的3倍: where the fine stands in its range; empty without a range."""
    from jxinspect.errors import JxinspectError
    from jxinspect.model.proceeding_course import range_of

    if not fine:
        return ""
    try:
        limits = range_of(facts.inspection, one)
    except JxinspectError:
        return ""
    text = f"法定罚款幅度为{format_amount(limits.least)}以上{format_amount(limits.most)}以下"
    times = f"，罚款为骗取金额{format_amount(one.amount)}的{_times(fine, one.amount)}倍" if one.amount else ""
    return f"{text}{times}。"


def _times(fine: int, amount: int) -> str:
    whole, rest = divmod(fine * 100, amount)
    return f"约{fine / amount:.2f}" if rest else f"{whole / 100:g}"


def signed_off(facts: Facts, who: str | None, text: str, at: str = "") -> Fields:
    """审核, 审批 in a form: words with the name, and the day."""
    person = facts.inspection.staff.get(who or "")
    return {"意见": f"{text}（{person.name}）" if person else text, "时间": at}


def listed(lines: list[str]) -> list[Fields]:
    """Points with their Chinese numbers."""
    return [{"序号": str(n), "标号": f"（{chinese(n)}）", "内容": sentence(line)} for n, line in enumerate(lines, 1)]
