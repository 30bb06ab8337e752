"""The workbook beside draft and report (D40x, D44x): each finding, and the sums by matter, violation, fund and year."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from jxinspect.documents.excel import Column, Sheet
from jxinspect.documents.report_pieces import about, basis, codes
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.errors import Incomplete
from jxinspect.law.amounts import format_amount
from jxinspect.law.matters import MATTERS
from jxinspect.law.terms import FundType
from jxinspect.law.violations import VIOLATIONS

if TYPE_CHECKING:
    from jxinspect.model.aggregate import InspectionRecords
    from jxinspect.model.inspect import Finding

#: What a finding is summed by, in the order of the sheets.
WAYS = {"事项": "检查事项", "情形": "违法情形", "险种": "险种", "年度": "所属年度"}
UNKNOWN = "未注明"
FINDINGS = (
    Column("序号", 5, "number"),
    Column("问题", 20),
    Column("违法情形", 18),
    Column("检查事项", 18),
    Column("险种", 12),
    Column("所属年度", 9),
    Column("期间起", 11, "date"),
    Column("期间止", 11, "date"),
    Column("涉及金额（元）", 15, "money"),
    Column("涉及人次", 9, "number"),
    Column("依据", 20),
    Column("证据编号", 14),
)


def annex(facts: Facts) -> Fields:
    """明细 and 汇总; amounts are fen, days ISO text."""
    from jxinspect.model.consultation import standing_findings

    records = facts.inspection
    rows = [_row(records, n, one) for n, one in enumerate(standing_findings(records), 1)]
    return {**about(facts), "明细": rows, "汇总": [_summed(way, title, rows) for way, title in WAYS.items()]}


def _row(records: InspectionRecords, n: int, one: Finding) -> Fields:
    return {
        "序号": n,
        "问题": one.title,
        "情形": _violation(one.violation),
        "事项": _matter(one.matter),
        "险种": fund(records, one),
        "年度": years(one.period_from, one.period_to),
        "期间起": one.period_from.isoformat() if one.period_from else "",
        "期间止": one.period_to.isoformat() if one.period_to else "",
        "涉及金额": one.amount is not None,
        "金额": one.amount or 0,
        "涉及人次": one.persons is not None,
        "人次": one.persons or 0,
        "依据": basis(one),
        "证据": codes(records, one.evidence),
    }


def _violation(code: str | None) -> str:
    return f"{code} {VIOLATIONS[code].text}" if code and code in VIOLATIONS else code or UNKNOWN


def _matter(code: str) -> str:
    return f"{code} {MATTERS[code].text}" if code in MATTERS else code or UNKNOWN


def fund(records: InspectionRecords, one: Finding) -> str:
    """The fund of a finding; that of the inspection where it covers one alone."""
    funds = [one.fund] if one.fund else records.inspection.funds
    return FundType(funds[0]).label if len(funds) == 1 else UNKNOWN


def years(first: date | None, last: date | None) -> str:
    """2025, or 2024-2025 where the period of a finding goes over the end of a year."""
    if first is None or last is None:
        return UNKNOWN
    return str(first.year) if first.year == last.year else f"{first.year}-{last.year}"


def _summed(way: str, title: str, rows: Sequence[Fields]) -> Fields:
    groups: dict[str, list[Fields]] = {}
    for row in rows:
        groups.setdefault(str(row[way]), []).append(row)
    lines: list[Fields] = [{"类": name, **_sum(groups[name])} for name in sorted(groups)]
    agree(title, lines, rows)
    return {"名称": title, "分类": lines, "合计": _sum(rows)}


def _sum(rows: Sequence[Any]) -> dict[str, int]:
    return {"项数": len(rows), "金额": _total(rows, "金额"), "人次": _total(rows, "人次")}


def _total(rows: Sequence[Any], column: str) -> int:
    return sum(row[column] for row in rows)


def agree(title: str, lines: Sequence[Any], rows: Sequence[Any]) -> None:
    """Incomplete unless the sums of the groups are those of the findings: number, money and persons."""
    summed, told = {c: _total(lines, c) for c in ("项数", "金额", "人次")}, _sum(rows)
    if summed != told:
        raise Incomplete(
            f"按{title}汇总与问题明细不一致",
            why=f"汇总{summed}，明细{told}",
            todo="请报告开发人员；附表没有生成",
        )


def sheets(fields: Fields) -> list[Sheet]:
    """One sheet of findings, one for each way of summing."""
    told: Any = fields
    lines, foot = frame(told)
    first = Sheet(
        "问题明细",
        FINDINGS,
        [_cells(row) for row in told["明细"]],
        "检查发现问题明细表",
        lines,
        [proof(told["汇总"])],
        foot,
        tall=True,
    )
    return [first, *(_sheet(one, lines, foot) for one in told["汇总"])]


def frame(told: Any) -> tuple[list[str], str]:
    """What stands above and below every sheet of a report: what it belongs to, and the check code."""
    lines = [
        f"编号：{told['文号']}　检查编号：{told['检查']['编号']}　被监督单位：{told['被监督单位']['名称']}",
        f"检查项目：{told['检查']['项目']}　所属期间：{told['检查']['所属期间']}　金额单位：元",
    ]
    return lines, f"{told['文号']}　校验码：{told['校验码']}"


def _cells(row: Any) -> list[Any]:
    first, last = (date.fromisoformat(row[c]) if row[c] else None for c in ("期间起", "期间止"))
    money = row["金额"] if row["涉及金额"] else None
    persons = row["人次"] if row["涉及人次"] else None
    told = [row["序号"], row["问题"], row["情形"], row["事项"], row["险种"], row["年度"]]
    return [*told, first, last, money, persons, row["依据"], row["证据"]]


def _sheet(one: Any, lines: Sequence[str], foot: str) -> Sheet:
    columns = [
        Column(one["名称"], 44),
        Column("问题项数", 10, "number"),
        Column("涉及金额（元）", 18, "money"),
        Column("涉及人次", 10, "number"),
    ]
    rows = [[line["类"], line["项数"], line["金额"], line["人次"]] for line in one["分类"]]
    title = f"按{one['名称']}汇总"
    return Sheet(title, columns, rows, f"检查发现问题{title}", lines, [proof([one])], foot, tall=True)


def proof(summed: Sequence[Any]) -> str:
    """The line under a sheet that says what was compared."""
    whole = summed[0]["合计"]
    ways = "、".join(one["名称"] for one in summed)
    return (
        f"核对：按{ways}汇总的合计与问题明细一致，共{whole['项数']}项，"
        f"金额{format_amount(whole['金额'])}，{whole['人次']}人次。"
    )


def _spec(kind: str, title: str, context: Callable[[Facts], Fields]) -> Spec:
    return Spec(
        id=kind,
        title=title,
        group="report",
        layout=Layout.WORKBOOK,
        basis=("办法 22(四)",),
        signers=(),
        served=Service.ANNEX,
        series=None,
        archive=None,
        context=context,
        sheets=sheets,
    )


SPECS: tuple[Spec, ...] = (
    _spec("D40x", "检查发现问题明细和汇总表", annex),
    _spec("D44x", "检查发现问题明细和汇总表", annex),
)
