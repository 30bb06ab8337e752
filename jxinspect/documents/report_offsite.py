"""Contexts of the report of an off-site inspection (D45): data, comparison, flags, assessment (办法 23(三))."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from jxinspect.documents.excel import Column, Sheet
from jxinspect.documents.headline import headline
from jxinspect.documents.report_annex import annex, frame
from jxinspect.documents.report_annex import sheets as finding_sheets
from jxinspect.documents.report_pieces import SUPERVISION, about, findings, project, texts, totals, work
from jxinspect.documents.report_round import outcome
from jxinspect.documents.sentences import sentence, sentences
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.law.amounts import format_amount
from jxinspect.law.data_tables import known_tables
from jxinspect.law.dates import chinese_date
from jxinspect.law.flag import CONFIRMED, VERIFIED, FlagState, counts
from jxinspect.law.statutes import cite
from jxinspect.model.flag_answer import overpaid
from jxinspect.model.kinds import (
    Consultation,
    Dataset,
    DatasetFile,
    DatasetWithdrawal,
    Evidence,
    Flag,
    FlagDecision,
    RuleOutcome,
    RuleRun,
)

if TYPE_CHECKING:
    from jxinspect.model.aggregate import InspectionRecords

WORKBOOK = "数据、比对规则和疑点统计（电子表格）"
NOT_ASKED: Fields = {"经过": "本次非现场检查没有征求被监督单位的意见。", "结果": [], "逐条": []}
BASIS = ("办法 23(三)",)


def d45(facts: Facts) -> Fields:
    """非现场检查报告."""
    from jxinspect.model.consultation import standing_findings

    row, records = facts.subject, facts.inspection
    chosen = standing_findings(records)
    rules = _rules(records)
    return {
        **about(facts),
        "标题": headline(f"关于{records.unit.name}", f"{project(records)}情况的非现场检查报告"),
        "依据": cite(f"{SUPERVISION}; 办法 21、23"),
        "检查情况": work(records, row.work),
        "数据": _data(records),
        "比对": _comparison(records, rules),
        "规则": [rule for rule in rules if rule["疑点数"]],
        "疑点": _summed(rules),
        "征求意见": outcome(records, row.at) if records.last(Consultation) else NOT_ASKED,
        "文字": texts(row),
        "问题": findings(records, chosen),
        "合计": totals(chosen),
        "转现场": sentences(row.on_site) or "经评估，没有需要转为现场检查的重大问题。",
        "附表": f"{facts.number}附件",
        "附件": ["检查发现问题汇总表"] if chosen else [],
    }


def _data(records: InspectionRecords) -> list[Fields]:
    """数据: where each table came from, what it covers and how good it is."""
    return [_dataset(records, n, one) for n, one in enumerate(records.of(Dataset), 1)]


def _dataset(records: InspectionRecords, n: int, one: Dataset) -> Fields:
    months = sorted(row["ym"] for row in one.months)
    return {
        "序号": n,
        "编号": one.number,
        "表": known_tables()[one.table].title if one.table in known_tables() else one.table,
        "来源": _source(records, one),
        "提取日期": one.extract_on.isoformat(),
        "期间": f"{_month(months[0])}至{_month(months[-1])}" if months else "没有所属期的数据",
        "读入": one.rows_read,
        "采用": one.rows_kept,
        "剔除": one.rows_refused,
        "质量": _withdrawn(records, one) or _quality(one),
        "摘要": one.digest,
    }


def _month(ym: int | str) -> str:
    return f"{str(ym)[:4]}年{int(str(ym)[4:])}月"


def _source(records: InspectionRecords, one: Dataset) -> str:
    """Who handed the files over; the unit hands in what the notice asks, others supply what a letter asks (办法 8)."""
    files = [file for file in records.of(DatasetFile) if file.dataset_id == one.id]
    if one.request_id:
        return f"从信息系统提取（{len(files)}个文件）"
    givers = dict.fromkeys(row.source for row in records.of(Evidence) for file in files if row.id == file.evidence_id)
    told = [f"{giver}{'报送' if giver == records.unit.name else '提供'}" for giver in givers if giver]
    return f"{'、'.join(told) or records.unit.name + '报送'}（{len(files)}个文件）"


def _withdrawn(records: InspectionRecords, one: Dataset) -> str:
    """That no rule looked at it any more, and why."""
    gone = next((row for row in records.of(DatasetWithdrawal) if row.dataset_id == one.id), None)
    return f"已撤回，没有用于比对（{gone.reason}）" if gone else ""


def _quality(one: Dataset) -> str:
    if not one.rows_refused and not one.faults:
        return "没有发现问题"
    return f"有{len(one.faults)}类问题，剔除{one.rows_refused}行" if one.faults else f"剔除{one.rows_refused}行"


def _comparison(records: InspectionRecords, rules: Sequence[dict[str, Any]]) -> Fields:
    """比对: how, on which day's data, with how many rules, and what was left out."""
    run = records.last(RuleRun)
    used = [rule for rule in rules if not rule["未用原因"]]
    left = [f"{rule['编号']} {rule['名称']}（{rule['未用原因']}）" for rule in rules if rule["未用原因"]]
    return {
        "编号": run.number if run else "",
        "提取日期": chinese_date(run.extract_on) if run else "",
        "规则数": str(len(used)),
        "未用数": str(len(left)) if left else "",
        "未用": "；".join(left),
        "限度": [f"{rule['编号']} {rule['名称']}：{sentence(limit)}" for rule in rules for limit in rule["限度"]],
    }


def _rules(records: InspectionRecords) -> list[dict[str, Any]]:
    """规则: what each rule of the last comparison brought and what became of it."""
    run = records.last(RuleRun)
    rows = sorted((o for o in records.of(RuleOutcome) if run and o.run_id == run.id), key=lambda o: o.rule)
    return [_rule(records, one) for one in rows]


def _rule(records: InspectionRecords, one: RuleOutcome) -> dict[str, Any]:
    there = [flag for flag in records.of(Flag) if flag.rule == one.rule and flag.state != FlagState.SUPERSEDED]
    flags = [flag for flag in there if counts(flag.strength)]
    confirmed = [f for f in flags if f.state in CONFIRMED]
    amount = sum(f.amount or 0 for f in flags)
    proven = sum(overpaid(records, f) or 0 for f in confirmed)
    return {
        "编号": one.rule,
        "名称": one.title,
        "版本": one.version,
        "未用原因": one.skipped,
        "限度": one.limits if not one.skipped else [],
        "命中数": sum(flag.hits for flag in there),
        "疑点数": len(flags),
        "下发数": sum(f.state == FlagState.SENT or f.state in VERIFIED for f in flags),
        "核查数": sum(f.state in VERIFIED for f in flags),
        "属实数": len(confirmed),
        "排除数": sum(f.state == FlagState.EXCLUDED for f in flags),
        "排除理由": _grounds(records, flags),
        "问题数": sum(f.finding_id is not None for f in flags),
        "金额": amount,
        "属实金额": proven,
        "涉及金额": format_amount(amount),
        "属实涉及金额": format_amount(proven),
    }


def _grounds(records: InspectionRecords, flags: Sequence[Flag]) -> str:
    """Why flags were excluded: 金额轻微，另行督促整改3个；…"""
    grounds = {one.id: one.ground_text for one in records.of(FlagDecision)}
    told = Counter(grounds[f.decision_id] for f in flags if f.state == FlagState.EXCLUDED and f.decision_id)
    return "；".join(f"{ground}{n}个" for ground, n in sorted(told.items(), key=lambda one: (-one[1], one[0])))


def _summed(rules: Sequence[dict[str, Any]]) -> Fields:
    def total(column: str) -> int:
        return sum(rule[column] for rule in rules)

    return {
        **{column: str(total(column)) for column in ("疑点数", "下发数", "核查数", "属实数", "排除数")},
        "金额": format_amount(total("金额")),
        "属实金额": format_amount(total("属实金额")),
    }


# ---- the workbook --------------------------------------------------------------------------------------------

_DATA = (
    Column("序号", 5, "number"),
    Column("数据编号", 16),
    Column("数据表", 18),
    Column("来源", 26),
    Column("提取日期", 11, "date"),
    Column("期间", 22),
    Column("读入行数", 11, "number"),
    Column("采用行数", 11, "number"),
    Column("剔除行数", 10, "number"),
    Column("数据质量", 24),
    Column("数据摘要（SHA-256）", 34),
)
_RULES = (
    Column("规则", 7),
    Column("名称", 24),
    Column("版本", 14),
    Column("命中行", 9, "number"),
    Column("疑点", 8, "number"),
    Column("排除", 8, "number"),
    Column("排除的理由", 24),
    Column("下发", 8, "number"),
    Column("核查", 8, "number"),
    Column("属实", 8, "number"),
    Column("列为问题", 9, "number"),
    Column("涉及金额（元）", 16, "money"),
    Column("属实金额（元）", 16, "money"),
    Column("没有使用的原因", 28),
)


def d45x(facts: Facts) -> Fields:
    """The findings as in D44x, and data and rules one by one."""
    records = facts.inspection
    return {**annex(facts), "数据": _data(records), "规则": _rules(records)}


def sheets(fields: Fields) -> list[Sheet]:
    """Data, rules with their flags, then the findings with their sums."""
    told: Any = fields
    lines, foot = frame(told)
    data = [
        [d["序号"], d["编号"], d["表"], d["来源"], date.fromisoformat(d["提取日期"]), d["期间"], d["读入"], d["采用"],
         d["剔除"], d["质量"], d["摘要"]]
        for d in told["数据"]
    ]  # fmt: skip
    rules = [
        [r["编号"], r["名称"], r["版本"], r["命中数"], r["疑点数"], r["排除数"], r["排除理由"], r["下发数"],
         r["核查数"], r["属实数"], r["问题数"], r["金额"], r["属实金额"], r["未用原因"]]
        for r in told["规则"]
    ]  # fmt: skip
    rows = sum(d["读入"] for d in told["数据"])
    kept, refused = (sum(d[column] for d in told["数据"]) for column in ("采用", "剔除"))
    counted = f"读入{rows}行，采用{kept}行，剔除{refused}行。"
    return [
        Sheet(
            "数据",
            _DATA,
            data,
            "非现场检查数据情况",
            lines,
            [counted],
            foot,
            tall=True,
        ),
        Sheet("规则和疑点", _RULES, rules, "比对规则和疑点统计", lines, [f"规则{len(rules)}条。"], foot, tall=True),
        *(finding_sheets(fields) if told["明细"] else []),
    ]


SPECS: tuple[Spec, ...] = (
    Spec(
        id="D45",
        title="非现场检查报告",
        group="report",
        layout=Layout.OFFICIAL,
        basis=BASIS,
        signers=("L",),
        served=Service.SERVED,
        series="监报",
        archive=None,
        context=d45,
    ),
    Spec(
        id="D45x",
        title="数据、比对规则、疑点和问题汇总表",
        group="report",
        layout=Layout.WORKBOOK,
        basis=BASIS,
        signers=(),
        served=Service.ANNEX,
        series=None,
        archive=None,
        context=d45x,
        sheets=sheets,
    ),
)
