"""The lines of an annual plan as the workbook that offices pass round."""

from __future__ import annotations

from jxinspect.acts.year import lines, plan_of
from jxinspect.documents.excel import build
from jxinspect.documents.year import items_sheet
from jxinspect.errors import NotFound
from jxinspect.model.plan import Unit
from jxinspect.store.casefile import CaseFile


def export_items(case: CaseFile, year: int) -> tuple[bytes, int, str]:
    """The workbook, how many lines, and the digest of its rows; the journal notes that it went out."""
    plan = plan_of(case, year)
    items = lines(case, plan)
    if not items:
        raise NotFound(
            f"{year}年度检查计划没有项目",
            why="没有可以写出的内容",
            todo=f"先用 jxinspect plan year add {year} 增加项目",
        )
    sheet = items_sheet(plan, items, {unit.id: unit for unit in case.all(Unit)})
    case.note(exported=f"plan {year}", rows=len(items), digest=sheet.digest)
    return build(sheet), len(items), sheet.digest
