"""What the law wants on papers of planning, notice and service: a template without it is refused, each thing named."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable
from io import BytesIO

import pytest

from jxinspect.documents.catalogue import CATALOGUE
from jxinspect.documents.expression import Print
from jxinspect.documents.mandatory import ALWAYS
from jxinspect.documents.produce import faults_of
from jxinspect.documents.sample import sample_fields
from jxinspect.documents.spec import Layout
from jxinspect.documents.template_check import inspect, named_fields
from jxinspect.documents.template_folder import find_template

#: Papers of planning, notice and service, and those of sealing that have a layout of their own.
KINDS = (
    *("D03", "D04", "D05", "D06", "D07", "D08", "D10", "D11", "D12", "D15", "D16", "D18", "D25", "D26a"),
    *("D29", "D30", "D31", "D31a", "D35a", "D36a", "D74"),
)


def without(kind: str, gone: Iterable[str]) -> bytes:
    """The shipped template of that kind without these texts, in all its parts."""
    buffer = BytesIO()
    with zipfile.ZipFile(BytesIO(find_template(kind))) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("word/") and name.endswith(".xml"):
                xml = data.decode()
                for text in gone:
                    xml = xml.replace(text, "")
                data = xml.encode()
            new.writestr(name, data)
    return buffer.getvalue()


def sources(kind: str, field: str) -> set[str]:
    """The tags by which the shipped template prints a field."""
    return {
        tag.source
        for outline in inspect(find_template(kind)).outlines
        for tag, name in named_fields(outline)
        if isinstance(tag.statement, Print) and name == field
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_that_leaves_it_out_is_refused_and_told_each_thing(kind: str) -> None:
    musts = CATALOGUE[kind].must
    gone = {text for must in musts for name in must.fields for text in sources(kind, name)}
    told = [
        fault.text for fault in faults_of(without(kind, gone | {m.words for m in musts if m.words}), kind, "x.docx")
    ]
    for must in musts:
        wanted = f"缺少“{must.name}”，法定内容不得删去（{must.basis}）"
        assert told.count(wanted) >= max(1, len(must.fields)), (must, told)


def test_every_such_paper_names_more_than_what_every_paper_carries() -> None:
    poor = [kind for kind in KINDS if len(CATALOGUE[kind].must) <= len(ALWAYS[CATALOGUE[kind].layout])]
    assert poor == []


def test_every_layout_says_what_ties_its_papers_to_the_journal() -> None:
    assert set(ALWAYS) == set(Layout)
    assert [layout for layout, musts in ALWAYS.items() if not musts] == [Layout.WORKBOOK]


def test_the_format_description_has_every_column_that_an_annex_of_the_notice_needs() -> None:
    spec = CATALOGUE["D09"]
    assert spec.sheets is not None
    sheets = {sheet.name: sheet for sheet in spec.sheets(sample_fields("D09"))}
    assert {column.title for column in sheets["字段"].columns} >= {
        *("表名", "中文名", "英文名", "类型", "长度", "必填", "码表", "示例", "校验规则")
    }
    blank = [sheet for sheet in sheets.values() if sheet.blank]
    assert {sheet.name for sheet in blank} == {row["表名"] for row in sample_fields("D09")["表"]}  # type: ignore[index, union-attr]
