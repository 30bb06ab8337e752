"""From fields to a finished, proven file: DOCX through a template, XLSX through a description of sheets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from jxinspect.documents import excel
from jxinspect.documents.proof import prove
from jxinspect.documents.spec import Fields, Layout, Spec
from jxinspect.documents.template_folder import find_template
from jxinspect.documents.word import Template, compile_template
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
    source = find_template(spec.id, case=case, office=templates_folder())
    template = _compiled(source)
    data = template.render(fields)
    prove(template, fields, data)
    return Made(data, "docx", source)


@lru_cache(maxsize=64)
def _compiled(source: bytes) -> Template:
    return compile_template(source)
