"""Contexts of the group rectify: opinion, ledger, recheck (D48-D50; 办法 24)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from jxinspect.documents.common import signed_inspectors
from jxinspect.documents.excel import Column, Sheet
from jxinspect.documents.report_pieces import REPORTS, about, codes, findings, paper_number
from jxinspect.documents.sentences import sentence
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.documents.talk import asked_at_talks
from jxinspect.law.amounts import capital_amount, format_amount
from jxinspect.law.dates import chinese_date, chinese_moment
from jxinspect.law.statutes import cite
from jxinspect.law.terms import LedgerState, RectifyType, SignOutcome

if TYPE_CHECKING:
    from jxinspect.model.aggregate import InspectionRecords
    from jxinspect.model.inspect import Finding
    from jxinspect.model.rectify import LedgerItem, Recheck

LEDGER = "整改台账"


def d48(facts: Facts) -> Fields:
    """整改意见书: each finding with what is asked, by when, and what is to be recovered (办法 24(一))."""
    opinion, records = facts.subject, facts.inspection
    lines = _lines(records)
    reported = [one for kind in REPORTS for one in records.documents(kind)]
    off_site = bool(reported) and reported[-1].kind == "D45"
    return {
        **about(facts),
        "依据": cite("社会保险法 79 I; 办法 24"),
        "措施依据": cite("办法 24(一)"),
        "检查报告": {
            "名称": "非现场检查报告" if off_site else "检查报告",
            "文号": paper_number(records, *REPORTS),
            "日期": chinese_date(reported[-1].dated) if reported else "",
        },
        "问题": _problems(facts, lines),
        "合计": _sum(lines),
        "报告期限": _until(facts, opinion.report_due, "rectify.report_days"),
        "联系人": {"姓名": opinion.contact, "电话": opinion.phone},
        "附件": [LEDGER],
    }


def _lines(records: InspectionRecords) -> list[LedgerItem]:
    from jxinspect.model.rectify import LedgerItem

    return sorted(records.of(LedgerItem), key=lambda line: line.seq)


def _about_line(records: InspectionRecords, line: LedgerItem) -> Finding:
    from jxinspect.model.inspect import Finding

    return records.find(Finding, line.finding_id)


def _problems(facts: Facts, lines: Sequence[LedgerItem]) -> list[Fields]:
    records = facts.inspection
    told = findings(records, [_about_line(records, line) for line in lines])
    return [
        {
            **problem,
            "要求": sentence(line.demand),
            "类型": line.type.label,
            "期限": _until(facts, line.due_on, "rectify.days") + _wanted(line.type),
            "责任": line.responsible,
            "追回": _recovery(line.recover, line.recovered) or "不涉及追回金额",
        }
        for problem, line in zip(told, lines, strict=True)
    ]


def _until(facts: Facts, on: date | None, setting: str) -> str:
    """于2026年6月1日前, or so many days after receipt (T27)."""
    return f"{chinese_date(on)}前（含当日）" if on else f"自收到本整改意见书之日起{facts.setting(setting)}日内"


def _from_receipt(facts: Facts) -> str:
    """The period as the letter fixes it, while nobody has proven when the letter was received (T27)."""
    return f"自收到之日起{facts.setting('rectify.days')}日内"


def _wanted(type_: RectifyType) -> str:
    """What has to be there on the last day: what lasts is not finished, its first results are told."""
    return "报告阶段进展，此后长期坚持" if type_ == RectifyType.LASTING else "完成"


def _recovery(due: int, back: int, what: str = "应追回") -> str:
    """What is to be recovered, and what of it had come back before the letter; empty when no money is."""
    if not due:
        return ""
    before = f"，其中已追回{format_amount(back)}，未追回{format_amount(due - back)}" if back else ""
    return f"{what}{format_amount(due)}（{capital_amount(due)}）{before}"


def _sum(lines: Sequence[LedgerItem]) -> Fields:
    money = _recovery(sum(line.recover for line in lines), sum(line.recovered for line in lines), "应追回金额合计")
    return {"项数": str(len(lines)), "追回": money or "不涉及追回金额"}


# ---- D49 -----------------------------------------------------------------------------------------------------

_STATES = (*(state.label for state in LedgerState), "逾期")
COLUMNS = (
    Column("问题编号", 11),
    Column("来源报告", 13),
    Column("问题", 18),
    Column("责任单位（人）", 13),
    Column("整改要求", 18),
    Column("整改措施", 14),
    Column("整改类型", 9, choices=tuple(t.label for t in RectifyType)),
    Column("整改期限", 11, "date"),
    Column("进展", 20),
    Column("涉及金额", 14, "money"),
    Column("应追回", 14, "money"),
    Column("已追回", 14, "money"),
    Column("未追回", 14, "money"),
    Column("佐证", 17),
    Column("核查人", 8),
    Column("核查日期", 11, "date"),
    Column("状态", 10, choices=_STATES),
    Column("延期批准", 14),
)


def d49(facts: Facts) -> Fields:
    """整改台账 as it stands on the day of the paper; amounts are fen, days ISO text."""
    records = facts.inspection
    return {
        **about(facts),
        "来源": {"报告": paper_number(records, *REPORTS), "整改意见书": paper_number(records, "D48")},
        "事项": [_entry(facts, line) for line in _lines(records)],
    }


def _entry(facts: Facts, line: LedgerItem) -> Fields:
    from jxinspect.model.ledger import line_due, owed, state_text

    records = facts.inspection
    finding = _about_line(records, line)
    last = line_due(records, line)
    # What is struck off is filled in no more; on other lines the unit writes by hand.
    blank = "/" if line.state == LedgerState.STRUCK else ""
    checker = records.staff.get(line.checked_by or "")
    return {
        "编号": f"{records.inspection.number}-{line.seq}",
        "问题": finding.title,
        "责任": line.responsible,
        "要求": line.demand,
        "措施": line.measure or blank,
        "类型": line.type.label,
        "期限": last.isoformat() if last else _from_receipt(facts),
        "进展": "；".join(course(records, line)),
        "金额": finding.amount or 0,
        "应追回": line.recover,
        "已追回": line.recovered,
        "未追回": owed(line),
        "佐证": _proofs(records, line) or blank,
        "核查人": checker.name if checker else "",
        "核查日期": line.checked_on.isoformat() if line.checked_on else "",
        "状态": state_text(records, line, facts.dated),
        "延期": line.extension or "/",
    }


def course(records: InspectionRecords, line: LedgerItem) -> list[str]:
    """进展: what the unit reported, and what a talk asked of it, each with its time, in the order of time."""
    from jxinspect.model.ledger import progress_of

    told = [(row.at, row.text.rstrip("。；")) for row in progress_of(records, line)]
    return [f"{chinese_moment(at)}：{text}" for at, text in sorted([*told, *asked_at_talks(records, line)])]


def _proofs(records: InspectionRecords, line: LedgerItem) -> str:
    from jxinspect.model.rectify import Progress, RecheckItem

    rows: tuple[Progress | RecheckItem, ...] = (*records.of(Progress), *records.of(RecheckItem))
    ids = [id_ for row in rows if row.ledger_item_id == line.id for id_ in row.evidence]
    return codes(records, dict.fromkeys(ids), "\n")


def ledger_sheet(fields: Fields) -> Sheet:
    """The ledger as a sheet to print and to send."""
    shown: Any = fields
    source = shown["来源"]["报告"]
    rows = [
        (
            *(e["编号"], source, e["问题"], e["责任"], e["要求"], e["措施"], e["类型"], _day(e["期限"]), e["进展"]),
            *(e["金额"], e["应追回"], e["已追回"], e["未追回"], e["佐证"], e["核查人"], _date(e["核查日期"])),
            *(e["状态"], e["延期"]),
        )
        for e in shown["事项"]
    ]
    lines = [
        f"编号：{shown['文号']}　检查编号：{shown['检查']['编号']}　被监督单位：{shown['被监督单位']['名称']}",
        f"检查报告：{source}　整改意见书：{shown['来源']['整改意见书']}　截至：{shown['成文日期']}　金额单位：元",
    ]
    return Sheet(
        name=LEDGER,
        columns=COLUMNS,
        rows=rows,
        title=f"{shown['机关']['名称']}{LEDGER}",
        lines=lines,
        closing=["填报人：　　　　　　　　核查人：　　　　　　　　日期："],
        footer=f"{shown['文号']}　校验码：{shown['校验码']}",
        tall=True,
    )


def _day(text: str) -> date | str:
    """A day as a day; a period that runs from receipt in words."""
    return date.fromisoformat(text) if text[:1].isdigit() else text


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


# ---- D50 -----------------------------------------------------------------------------------------------------


def d50(facts: Facts) -> Fields:
    """整改核查记录: line by line, way of checking, conclusion, proof, next step (办法 24 II)."""
    from jxinspect.model.rectify import RecheckItem

    row, records = facts.subject, facts.inspection
    lines = {line.id: line for line in _lines(records)}
    results = [item for item in records.of(RecheckItem) if item.recheck_id == row.id]
    return {
        **about(facts),
        "依据": cite("办法 24 II"),
        "来源": {"报告": paper_number(records, *REPORTS), "整改意见书": paper_number(records, "D48")},
        "核查": {
            "时间": chinese_moment(row.at),
            "地点": row.place,
            "检查人员": signed_inspectors(records.people(row.inspectors)),
            "陪同人": row.met,
            "职务": row.met_post,
            "结论": sentence(row.conclusion),
            "单位意见": sentence(row.unit_opinion),
            "签名情况": _signing(row),
        },
        "逐项": [_checked(records, lines[item.ledger_item_id], item) for item in results],
    }


def _checked(records: InspectionRecords, line: LedgerItem, item: Any) -> Fields:
    from jxinspect.model.ledger import owed

    finding = _about_line(records, line)
    money = f"应追回{format_amount(line.recover)}，未追回{format_amount(owed(line))}。" if line.recover else ""
    return {
        "序号": str(line.seq),
        "问题": f"{finding.title}。整改要求：{sentence(line.demand)}",
        "方式": item.method,
        "情况": sentence(item.seen) + money,
        "结论": "整改到位，予以销号" if item.struck else "尚未整改到位",
        "证据": codes(records, item.evidence, "\n"),
        "下步": sentence(item.next_step),
    }


def _signing(row: Recheck) -> str:
    """How the record was signed, or why it was not (最高法证据规定 15)."""
    if row.outcome == SignOutcome.SIGNED:
        return "被监督单位核对无误后签名。"
    seen_by = f"见证人：{row.witness}。" if row.witness else ""
    return f"被监督单位{row.outcome.label}，原因：{sentence(row.reason)}{seen_by}"


SPECS: tuple[Spec, ...] = (
    Spec(
        id="D48",
        title="整改意见书",
        group="rectify",
        layout=Layout.OFFICIAL,
        basis=("办法 24(一)",),
        signers=("L",),
        served=Service.SERVED,
        series="监改",
        archive=None,
        context=d48,
    ),
    Spec(
        id="D49",
        title=LEDGER,
        group="rectify",
        layout=Layout.WORKBOOK,
        basis=("办法 24",),
        signers=("I",),
        served=Service.INTERNAL,
        series=None,
        archive="TZ",
        context=d49,
        sheets=ledger_sheet,
    ),
    Spec(
        id="D50",
        title="整改核查记录",
        group="rectify",
        layout=Layout.FORM,
        basis=("办法 24 II",),
        signers=("I", "U"),
        served=Service.SIGNED,
        series=None,
        archive="BL",
        context=d50,
    ),
)
