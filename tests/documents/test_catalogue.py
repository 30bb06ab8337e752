"""The catalogue names every document of every group, in the order of the groups."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

import jxinspect.documents
from jxinspect.documents.catalogue import CATALOGUE, GROUPS


@pytest.mark.parametrize("module", GROUPS)
def test_a_group_is_listed_with_all_its_documents(module: str) -> None:
    described = [spec.id for spec in import_module(f"jxinspect.documents.{module}").SPECS]
    assert GROUPS[module].split() == described


def test_every_module_that_describes_documents_is_reached() -> None:
    folder = Path(jxinspect.documents.__file__).parent
    modules = [import_module(f"jxinspect.documents.{one.stem}") for one in folder.glob("[a-z]*.py")]
    described = {spec.id for module in modules for spec in getattr(module, "SPECS", ())}
    assert described == set(CATALOGUE)


def test_an_id_that_no_group_has_is_in_no_catalogue() -> None:
    assert "D99" not in CATALOGUE
    assert CATALOGUE.get("D99") is None
