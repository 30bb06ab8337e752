"""From fields to a finished, proven file: DOCX through a template, XLSX through a description of sheets."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from jxinspect.documents.faults import Fault, in_file
from jxinspect.documents.left_out import lacking, paragraphs, unprinted
from jxinspect.documents.proof import prove
from jxinspect.documents.spec import Fields, Layout, Spec, field_names
from jxinspect.documents.telling import expected_paragraphs, missing_fields
from jxinspect.documents.template_check import inspect, unknown
from jxinspect.documents.template_folder import SHIPPED, Found, find_template, locate
from jxinspect.documents.values import missing
from jxinspect.documents.word import Template, compile_template
from jxinspect.errors import Incomplete
from jxinspect.store.home import templates_folder


class Made(NamedTuple):
    """A finished file; `template` is what it was made from (workbooks have none)."""

    data: bytes
    suffix: str
    template: bytes | None = None


def produce(
    spec: Spec, fields: Fields, case: Path | None = None, *, office: Path | None = None, own: Found | None = None
) -> Made:
    """Make the file and prove that every value and every fixed paragraph is in it; else raises and gives nothing.

    `office`: the office's folder of templates, as configured; `own`: this template instead of the one in use.
    """
    if spec.layout == Layout.WORKBOOK:
        assert spec.sheets is not None
        from jxinspect.documents import excel

        return Made(excel.build(spec.sheets(fields)), "xlsx")
    found = own or locate(spec.id, case=case, office=office or templates_folder())
    template = _compiled(found.data, spec.id, found.origin)
    data = template.render(fields)
    prove(template, fields, data)
    if found.origin != SHIPPED:
        _require_said(spec, fields, paragraphs(data), template.name)
    return Made(data, "docx", found.data)


def _require_said(spec: Spec, fields: Fields, said: Iterable[str], name: str) -> None:
    """Incomplete when the paper does not say what the law wants: the template hides it behind a condition."""
    gone = unprinted(spec, fields, said)
    if gone:
        raise Incomplete(
            f"用模板 {name} 做出的文书缺少{'、'.join(f'“{one}”' for one in gone)}",
            why="法定内容不得删去，也不得放在不成立的条件里",
            todo="改正模板后用 jxinspect doc template check 检查",
            items=gone,
        )


def rehearse(spec: Spec, fields: Fields, case: Path | None = None, *, office: Path | None = None) -> Made:
    """What `produce` would refuse for want of facts or of the law's words, without the file: a batch asks this of all
    its rows first."""
    if spec.layout == Layout.WORKBOOK:
        return produce(spec, fields, case)
    found = locate(spec.id, case=case, office=office or templates_folder())
    template = _compiled(found.data, spec.id, found.origin)
    names = missing_fields(template.outlines, fields)
    if names:
        raise missing(names)
    if found.origin != SHIPPED:
        said = (line for outline in template.outlines for line in expected_paragraphs(outline, fields))
        _require_said(spec, fields, said, template.name)
    return Made(b"", "docx", found.data)


@lru_cache(maxsize=64)
def _compiled(source: bytes, kind: str, origin: str) -> Template:
    name = f"{kind}.docx（{origin}）"
    template = compile_template(source, name)
    if origin != SHIPPED:
        _require_lawful(source, kind, name)
    return template


def faults_of(source: bytes, kind: str, name: str) -> list[Fault]:
    """Every fault of a template of that kind: in itself, in its fields, and what it leaves out."""
    return [in_file(one, name) for one in _faults(source, kind)]


@lru_cache(maxsize=64)
def _faults(source: bytes, kind: str) -> tuple[Fault, ...]:
    from jxinspect.documents.catalogue import CATALOGUE
    from jxinspect.documents.sample import sample_fields

    found, shipped = inspect(source), find_template(kind)
    outlines = found.outlines if source == shipped else inspect(shipped).outlines
    left_out = lacking(CATALOGUE[kind], found.outlines, outlines) if found.outlines else []
    return (*found.faults, *unknown(found, field_names(sample_fields(kind))), *left_out)


def _require_lawful(source: bytes, kind: str, name: str) -> None:
    """Incomplete when an office's template has a misspelt field, which would pass for a fact that is missing, or leaves
    out what the law wants on the paper."""
    faults = faults_of(source, kind, name)
    if faults:
        raise Incomplete(
            f"模板 {name} 有 {len(faults)} 处错误",
            why="有错误的模板会使文书缺漏",
            todo=f"改正模板后用 jxinspect doc template check 检查；全部字段见 jxinspect doc template fields {kind}",
            items=[str(one) for one in faults],
        )
