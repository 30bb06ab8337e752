"""The list that is pushed to the platform of credit information (D60; 办法 24(二)); identity numbers are masked."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from jxinspect.documents.excel import Column, Sheet
from jxinspect.documents.report_pieces import about
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.law.blacklist import CIRCUMSTANCES, ListStep
from jxinspect.law.dates import chinese_date
from jxinspect.law.identity import mask_identity
from jxinspect.law.statutes import cite

if TYPE_CHECKING:
    from jxinspect.model.blacklist import BlacklistEntry, BlacklistStep

NAME = "严重失信主体名单推送表"
COLUMNS = (
    Column("序号", 6),
    Column("主体名称（姓名）", 18),
    Column("类别", 8),
    Column("统一社会信用代码（公民身份号码）", 22),
    Column("情形", 30),
    Column("事实", 24),
    Column("认定文书号", 16),
    Column("认定日期", 11, "date"),
    Column("认定机关", 18),
    Column("有效期起", 11, "date"),
    Column("有效期止", 11, "date"),
    Column("推送日期", 11, "date"),
    Column("推送方式", 14),
    Column("回执", 14),
    Column("移出（修复）", 18),
)


def d60(facts: Facts) -> Fields:
    """严重失信主体名单推送表: entries that were pushed, as they stand on the day of the paper."""
    from jxinspect.model.blacklist import BlacklistEntry, BlacklistStep

    records = facts.inspection
    steps = records.of(BlacklistStep)
    pushed = {row.entry_id for row in steps if row.kind == ListStep.PUSHED}
    found = [row for row in records.of(BlacklistEntry) if row.id in pushed]
    return {
        **about(facts),
        "依据": cite("办法 24(二)"),
        "主体": [_entry(row, [s for s in steps if s.entry_id == row.id]) for row in found],
    }


def _entry(row: BlacklistEntry, steps: list[BlacklistStep]) -> Fields:
    last = {step.kind: step for step in steps}
    pushed, receipt = last[ListStep.PUSHED], last.get(ListStep.RECEIPT)
    ended = next((step for step in reversed(steps) if step.kind.ends), None)
    return {
        "名称": row.name,
        "类别": "个人" if row.person else "单位",
        "代码": mask_identity(row.code) if row.person else row.code,
        "情形": f"{row.circumstance} {CIRCUMSTANCES[row.circumstance].text}",
        "事实": row.facts,
        "文书号": row.determination,
        "认定日期": row.determined_on.isoformat(),
        "认定机关": row.organ,
        "有效期起": row.valid_from.isoformat(),
        "有效期止": row.valid_to.isoformat(),
        "推送日期": pushed.on.isoformat(),
        "推送方式": pushed.channel,
        "回执": " ".join(filter(None, (receipt.reference, receipt.text))) if receipt else "",
        "移出": f"{chinese_date(ended.on)}{ended.kind.label}{ended.reference}" if ended else "",
    }


def sheet(fields: Fields) -> Sheet:
    """The list as a sheet; full identity numbers only leave in an encrypted list."""
    shown: Any = fields
    rows = [
        (
            *(
                n,
                e["名称"],
                e["类别"],
                e["代码"],
                e["情形"],
                e["事实"],
                e["文书号"],
                _date(e["认定日期"]),
                e["认定机关"],
            ),
            *(_date(e["有效期起"]), _date(e["有效期止"]), _date(e["推送日期"]), e["推送方式"], e["回执"], e["移出"]),
        )
        for n, e in enumerate(shown["主体"], 1)
    ]
    return Sheet(
        name="名单",
        columns=COLUMNS,
        rows=rows,
        title=f"{shown['机关']['名称']}{NAME}",
        lines=[
            f"编号：{shown['文号']}　检查编号：{shown['检查']['编号']}　填报日期：{shown['成文日期']}",
            "个人的公民身份号码已遮盖；完整号码只在加密的名单文件中提供。",
        ],
        closing=["填报人：　　　　　　　　审核人：　　　　　　　　日期："],
        footer=f"{shown['文号']}　校验码：{shown['校验码']}",
        tall=True,
    )


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


SPECS: tuple[Spec, ...] = (
    Spec(
        id="D60",
        title=NAME,
        group="rectify",
        layout=Layout.WORKBOOK,
        basis=("办法 24(二)",),
        signers=("L",),
        served=Service.INTERNAL,
        may_leave=True,
        series=None,
        archive="MD",
        context=d60,
        sheets=sheet,
    ),
)
