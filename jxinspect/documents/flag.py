"""Contexts of the notice to verify doubtful cases, its list and the form of the reply (D25, D25x, D26; 办法 23(三))."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from jxinspect.documents.common import common, unit
from jxinspect.documents.excel import Column, Sheet
from jxinspect.documents.notify import contact
from jxinspect.documents.notify_offsite import foot, term
from jxinspect.documents.plan import inspection
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.documents.year import SUPERVISION
from jxinspect.law.amounts import format_amount
from jxinspect.law.data_tables import chosen_tables
from jxinspect.law.dates import chinese_date
from jxinspect.law.flag import Verdict
from jxinspect.law.statutes import cite
from jxinspect.model.kinds import Flag, FlagBatch, FlagSent, RuleOutcome, RuleRun

BASIS = (SUPERVISION, "办法 14、23(三)")
LIST, FORM = "疑点清单（电子表格，已加密）", "疑点核查反馈表（电子表格，已加密）"
#: Titles of the form, which a reply is read by.
ANSWERED = (
    Column("序号", 6, "number"),
    Column("疑点编号", 12),
    Column("疑点类型", 26),
    Column("对象", 14),
    Column("涉及金额", 14, "money"),
    Column("是否属实", 10, choices=tuple(one.label for one in Verdict), note="必填"),
    Column("核查方式", 18, note="必填：查档、入户、函询、系统核对等"),
    Column("事实说明", 40, note="必填：不写完整的身份证号和银行账号"),
    Column("佐证", 22, note="所附材料的名称和份数"),
    Column("多发金额", 14, "money", summed=False, note="属实、部分属实的必填，单位元"),
    Column("已追回", 14, "money", summed=False, note="单位元；没有的写 0"),
    Column("未追回", 14, "money", summed=False, note="单位元；多发金额＝已追回＋未追回"),
    Column("处理情况", 26, note="停发、追回、更正等"),
    Column("核查人", 12, note="必填"),
    Column("核查日期", 13, "date", note="必填，如 2026-03-20"),
)
_LISTED = (
    Column("序号", 6, "number"),
    Column("疑点编号", 12),
    Column("疑点类型", 26),
    Column("对象", 14),
    Column("证件号码", 21),
    Column("个人（单位）编号", 18),
    Column("所属期起", 10),
    Column("所属期止", 10),
    Column("月数", 6, "number"),
    Column("涉及金额", 14, "money"),
    Column("疑点说明", 44),
)
_ROWS = (
    Column("疑点编号", 12),
    Column("所属期", 10),
    Column("金额", 14, "money"),
    Column("说明", 30),
    Column("文件", 34),
    Column("工作表", 16),
    Column("行", 10, "number"),
)


def d25(facts: Facts) -> Fields:
    """疑点核查通知: where the doubts come from, how many of which kind, what is asked, until when; no person in it."""
    batch: FlagBatch = facts.subject
    records = facts.inspection
    sent = {one.flag_id for one in records.of(FlagSent) if one.batch_id == batch.id}
    flags = [one for one in records.of(Flag) if one.id in sent]
    run = records.last(RuleRun)
    assert run is not None
    return {
        **common(facts),
        "依据": cite("; ".join(BASIS)),
        "被监督单位": unit(records.unit),
        "检查": {**inspection(records), "名称": f"社会保险基金{records.inspection.called}"},
        "数据": {"来源": _sources(facts, flags), "截止日期": chinese_date(run.extract_on)},
        "疑点": {
            "轮次": f"第{batch.round}次",
            "件数": str(len(flags)),
            "金额": format_amount(sum(one.amount or 0 for one in flags)),
        },
        "汇总": _summed(facts, flags),
        "核查": {"要求": batch.demand, "时限": term(batch.days, batch.due_on)},
        "联系人": contact(records, batch.contact),
        "附件": [LIST, FORM],
    }


def _sources(facts: Facts, flags: Iterable[Flag]) -> str:
    """The tables that the rules concerned have compared, by their titles."""
    rules = {(one.run_id, one.rule) for one in flags}
    keys = {
        str(entry["table"])
        for outcome in facts.inspection.of(RuleOutcome)
        if (outcome.run_id, outcome.rule) in rules
        for entry in outcome.inputs
    }
    return "、".join(table.title for table in chosen_tables(sorted(keys), facts.dated)) if keys else "报送的数据"


def _summed(facts: Facts, flags: Sequence[Flag]) -> list[Fields]:
    titles = {outcome.rule: outcome.title for outcome in facts.inspection.of(RuleOutcome)}
    kinds = sorted({one.rule for one in flags})
    return [
        {
            "序号": str(place),
            "类型": titles[rule],
            "条数": str(sum(one.rule == rule for one in flags)),
            "金额": format_amount(sum(one.amount or 0 for one in flags if one.rule == rule)),
        }
        for place, rule in enumerate(kinds, 1)
    ]


# ---- the list and the form -----------------------------------------------------------------------------------


def lines_of(batch: FlagBatch, content_of: Callable[[str], bytes]) -> list[dict[str, Any]]:
    """The lines of a batch as the unit got them."""
    assert batch.lines_sha256 is not None
    lines: list[dict[str, Any]] = json.loads(content_of(batch.lines_sha256))
    return lines


def d25x(facts: Facts) -> Fields:
    """疑点清单: what the unit needs to find each case, with the rows of its own data."""
    return _listing(facts, lines_of(facts.subject, facts.inspection.world.content_of))


def _listing(facts: Facts, lines: Sequence[Mapping[str, Any]]) -> Fields:
    return {
        **common(facts),
        "被监督单位": unit(facts.inspection.unit),
        "检查": {"编号": facts.inspection.inspection.number},
        "疑点": [_line(one) for one in lines],
        "明细": [_row(one["flag"], row) for one in lines for row in one["rows"]],
    }


def _line(one: Mapping[str, Any]) -> Fields:
    return {
        "序号": one["seq"],
        "疑点编号": one["flag"],
        "疑点类型": one["title"],
        "对象": one["name"],
        "证件号码": one["id_no"],
        "个人（单位）编号": one["person_no"],
        "所属期起": str(one["first_ym"] or ""),
        "所属期止": str(one["last_ym"] or ""),
        "月数": one["months"],
        "涉及金额": one["amount"] if one["amount"] is not None else "",
        "疑点说明": one["detail"],
    }


def _row(flag: str, row: Mapping[str, Any]) -> Fields:
    return {
        "疑点编号": flag,
        "所属期": str(row["ym"] or ""),
        "金额": row["amount"] if row["amount"] is not None else "",
        "说明": row["detail"],
        "文件": row["file"],
        "工作表": row["sheet"],
        "行": row["line"] if row["line"] is not None else "",
    }


def d25_sheets(fields: Fields) -> list[Sheet]:
    """The cases, and the rows of the data that they rest on."""
    told: Any = fields
    head = [f"编号：{told['文号']}", f"被监督单位：{told['被监督单位']['名称']}　检查编号：{told['检查']['编号']}"]
    duty = "本清单含个人信息，只供核查使用；不得复制、传播或者用于其他用途。"
    return [
        Sheet(
            "疑点清单",
            _LISTED,
            _cells(told["疑点"], _LISTED),
            "疑点清单",
            [*head, duty],
            footer=foot(told),
            tall=True,
        ),
        Sheet("明细", _ROWS, _cells(told["明细"], _ROWS), "疑点所涉及的记录", head, footer=foot(told)),
    ]


def d26(facts: Facts) -> Fields:
    """疑点核查反馈表: one line for each doubt, to be filled in by the unit."""
    return _listing(facts, lines_of(facts.subject, facts.inspection.world.content_of))


def d26_sheets(fields: Fields) -> Sheet:
    """The form with its drop-downs; how to fill it in stands above."""
    told: Any = fields
    given = {"序号", "疑点编号", "疑点类型", "对象", "涉及金额"}
    rows = [[_cell(row[one.title]) if one.title in given else None for one in ANSWERED] for row in told["疑点"]]
    return Sheet(
        "疑点核查反馈表",
        ANSWERED,
        rows,
        "疑点核查反馈表",
        [
            f"编号：{told['文号']}　被监督单位：{told['被监督单位']['名称']}　检查编号：{told['检查']['编号']}",
            "逐行填写，不改动前五栏，不增减行。是否属实从下拉列表中选；多发金额＝已追回＋未追回，单位元。",
        ],
        closing=["审核人：　　　　　　　　　填表人：　　　　　　　　　单位（盖章）：　　　　　　　　　年　　月　　日"],
        footer=foot(told),
        tall=True,
    )


def _cells(rows: Iterable[Mapping[str, Any]], columns: Sequence[Column]) -> list[list[Any]]:
    return [[_cell(row[column.title]) for column in columns] for row in rows]


def _cell(value: Any) -> Any:
    return None if value == "" else value


def _sample_lines(facts: Facts) -> Fields:
    row = {"ym": 202502, "amount": 320000, "detail": "", "file": "待遇发放明细.csv", "sheet": "", "line": 18}
    return _listing(
        facts,
        [
            {
                "seq": 1, "flag": "R01-0001", "title": "死亡后继续领取待遇", "name": "测一鸣",
                "id_no": "360100********001X", "person_no": "3601000000001", "first_ym": 202502, "last_ym": 202503,
                "months": 2, "amount": 640000, "detail": "2025年1月死亡，次月起仍发放",
                "rows": [row, row | {"ym": 202503, "line": 31}],
            }
        ],
    )  # fmt: skip


def _sample(kind: str) -> Callable[[], Fields]:
    def made() -> Fields:
        from jxinspect.documents.sample import sample_facts

        return _sample_lines(sample_facts(kind))

    return made


def _annex(kind: str, title: str, context: Callable[[Facts], Fields], sheets: Callable[[Fields], Any]) -> Spec:
    return Spec(
        id=kind,
        title=title,
        group="inspect",
        layout=Layout.WORKBOOK,
        basis=("办法 23(三)",),
        signers=(),
        served=Service.ANNEX,
        series=None,
        archive=None,
        context=context,
        sheets=sheets,
        sample=_sample(kind),
        persons=True,
    )


SPECS: tuple[Spec, ...] = (
    Spec(
        id="D25",
        title="疑点核查通知",
        group="inspect",
        layout=Layout.OFFICIAL,
        basis=BASIS,
        signers=("L",),
        served=Service.SERVED,
        series="监核",
        archive=None,
        context=d25,
    ),
    _annex("D25x", "疑点清单", d25x, d25_sheets),
    _annex("D26", "疑点核查反馈表", d26, d26_sheets),
)
