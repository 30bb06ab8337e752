"""From fields to a finished, proven file: DOCX through a template, XLSX through a description of sheets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jxinspect.documents import excel
from jxinspect.documents.proof import missing_fields, prove
from jxinspect.documents.spec import Fields, Layout, Spec, field_names
from jxinspect.documents.template_check import check
from jxinspect.documents.template_folder import SHIPPED, locate
from jxinspect.documents.values import missing
from jxinspect.documents.word import Template, compile_template
from jxinspect.errors import Incomplete
from jxinspect.store.home import templates_folder


@dataclass(frozen=True)
class Made:
    """A finished file; `template` is what it was made from (workbooks have none)."""

    data: bytes
    suffix: str
    template: bytes | None = None


def produce(spec: Spec, fields: Fields, case: Path | None = None) -> Made:
    """Make the file and prove that every value and every fixed paragraph is in it; else raises and gives nothing."""
    if spec.layout == Layout.WORKBOOK:
        assert spec.sheets is not None
        return Made(excel.build(spec.sheets(fields)), "xlsx")
    found = locate(spec.id, case=case, office=templates_folder())
    source = found.data
    template = _compiled(source, spec.id, found.origin)
    data = template.render(fields)
    prove(template, fields, data)
    return Made(data, "docx", source)


def rehearse(spec: Spec, fields: Fields, case: Path | None = None) -> Made:
    """What `produce` would refuse for want of facts, without the file: a batch asks this of all its rows first."""
    if spec.layout == Layout.WORKBOOK:
        return produce(spec, fields, case)
    found = locate(spec.id, case=case, office=templates_folder())
    names = missing_fields(_compiled(found.data, spec.id, found.origin).outlines, fields)
    if names:
        raise missing(names)
    return Made(b"", "docx", found.data)


@lru_cache(maxsize=64)
def _compiled(source: bytes, kind: str, origin: str) -> Template:
    name = f"{kind}.docx（{origin}）"
    template = compile_template(source, name)
    if origin != SHIPPED:
        _require_known_fields(source, kind, name)
    return template


def _require_known_fields(source: bytes, kind: str, name: str) -> None:
    """Incomplete when an office's template has a misspelt field: else it would pass for a fact that is missing."""
    from jxinspect.documents.sample import sample_fields

    faults = check(source, field_names(sample_fields(kind)), name)
    if faults:
        raise Incomplete(
            f"模板 {name} 有 {len(faults)} 处错误",
            why="有错误的模板会使文书缺漏",
            todo=f"改正模板后用 jxinspect doc template check 检查；全部字段见 jxinspect doc template fields {kind}",
            items=[str(one) for one in faults],
        )
