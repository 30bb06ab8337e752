"""Every document has fields and example values without a case file, and its shipped template names no others."""

from __future__ import annotations

import pytest

from jxinspect.documents.catalogue import CATALOGUE
from jxinspect.documents.sample import listed, sample_fields
from jxinspect.documents.spec import Layout, field_names
from jxinspect.documents.subjects import SUBJECTS
from jxinspect.documents.template_check import check
from jxinspect.documents.template_folder import find_template

PAPERS = sorted(kind for kind, spec in CATALOGUE.items() if spec.layout != Layout.WORKBOOK)


def test_every_kind_says_what_it_is_about() -> None:
    assert set(SUBJECTS) >= set(CATALOGUE)


@pytest.mark.parametrize("kind", sorted(CATALOGUE))
def test_a_kind_has_example_fields(kind: str) -> None:
    rows = list(listed(sample_fields(kind)))
    assert len({name for name, _, _ in rows}) == len(rows)
    assert {"文字"} <= {sort for _, sort, _ in rows}


@pytest.mark.parametrize("kind", PAPERS)
def test_a_shipped_template_names_only_fields_of_its_context(kind: str) -> None:
    faults = check(find_template(kind), field_names(sample_fields(kind)), kind)
    assert [str(fault) for fault in faults] == []


def test_fields_of_lists_are_named_after_the_list() -> None:
    names = {name: sort for name, sort, _ in listed(sample_fields("D34"))}
    assert names["资料"] == "列表"
    assert names["资料.名称"] == "文字"
