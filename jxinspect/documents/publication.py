"""Context of the results of inspections for the public (D46, 社会保险法 79 I)."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from jxinspect.documents.common import common
from jxinspect.documents.report_pieces import SUPERVISION, money, span
from jxinspect.documents.sentences import sentence
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.law.amounts import format_amount
from jxinspect.law.numerals import chinese
from jxinspect.law.statutes import cite
from jxinspect.model.kinds import PublishedFinding


def d46(facts: Facts) -> Fields:
    """检查结果公布稿: only what was kept for the public, already without what is hidden."""
    row = facts.subject
    lines = sorted(facts.look(PublishedFinding, publication_id=row.id), key=lambda one: one.seq)
    units = [list(group) for _, group in groupby(lines, key=lambda one: one.inspection_id)]
    found = [one for one in lines if one.title]
    return {
        **common(facts),
        "依据": cite(SUPERVISION),
        "公布": {
            "期间": span(row.period_from, row.period_to),
            "检查数": str(len(units)),
            "项数": str(len(found)),
            "金额": format_amount(sum(one.amount or 0 for one in found)),
            "有问题": bool(found),
        },
        "单位": [_unit(n, group) for n, group in enumerate(units, 1)],
    }


def _unit(n: int, lines: Sequence[PublishedFinding]) -> Fields:
    first = lines[0]
    return {
        "标号": f"（{chinese(n)}）",
        "名称": first.unit,
        "项目": first.project,
        "问题": [_told(place, one) for place, one in enumerate(lines, 1) if one.title] or ["未发现违反规定的问题。"],
    }


def _told(place: int, one: PublishedFinding) -> str:
    amount = "" if one.amount is None else f"涉及金额{money(one.amount)}。"
    return f"{place}.{sentence(one.title)}{sentence(one.facts)}{amount}整改情况：{sentence(one.rectified)}"


SPECS: tuple[Spec, ...] = (
    Spec(
        id="D46",
        title="检查结果公布稿",
        group="report",
        layout=Layout.OFFICIAL,
        basis=("社会保险法 79 I",),
        signers=("L",),
        served=Service.PUBLISHED,
        series=None,
        archive=None,
        context=d46,
    ),
)
