"""Changes of the tables must have a number, and be such that an older case file can get there."""

from __future__ import annotations

from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData
from sqlmodel import Field

from jxinspect.model.base import Record

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "schema"


@pytest.fixture
def script(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """The script, its pages in a folder of the test: version 5 is the last, and knows a table `box`."""
    loader = SourceFileLoader("jxinspect_schema_script", str(SCRIPT))
    spec = spec_from_loader(loader.name, loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    page, versions = tmp_path / "tables.md", tmp_path / "versions.py"
    page.write_text(
        "## box\n\n| id | VARCHAR(32) | yes | 1 |\n| name | VARCHAR | yes | 3 |\n| (name) | UNIQUE | | 3 |\n", "utf-8"
    )
    versions.write_text(f'    Version({module.LATEST}, "{module.VERSIONS[-1].what}"),\n', "utf-8")
    monkeypatch.setattr(module, "PAGE", page)
    monkeypatch.setattr(module, "LIST", versions)
    monkeypatch.setattr(module, "FROZEN", frozenset())
    return module


def run(script: Any, monkeypatch: pytest.MonkeyPatch, tables: MetaData, *words: str) -> int:
    monkeypatch.setattr(script, "all_tables", lambda: tables)
    monkeypatch.setattr(script.view, "views", dict)
    monkeypatch.setattr("sys.argv", ["schema", *words])
    return int(script.main())


def box(**columns: Any) -> MetaData:
    """A table `box` with these columns more (name → type and default), and a table `lid` when it is asked for."""
    tables = MetaData()
    told = {name: kind for name, (kind, _) in columns.items()}
    values = {name: value for name, (_, value) in columns.items()}
    body = {"metadata": tables, "__tablename__": "box", "__module__": __name__, "name": Field(unique=True), **values}
    type("Box", (Record,), body | {"__annotations__": {"name": str} | told}, table=True)
    return tables


def test_unchanged_tables_need_nothing(script: Any, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    assert run(script, monkeypatch, box(), "--check") == 0
    assert "nothing new" in capsys.readouterr().out


def test_a_column_without_a_number_is_told_with_what_to_do_and_gets_one(
    script: Any, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    tables = box(weight=(int, 0), day=(str | None, None))
    assert run(script, monkeypatch, tables, "--check") == 1
    said = capsys.readouterr().out
    assert "+ box.weight INTEGER yes" in said
    assert "python scripts/schema" in said
    assert run(script, monkeypatch, tables, "weights") == 0
    assert f'Version({script.LATEST + 1}, "weights")' in script.LIST.read_text("utf-8")
    page = script.PAGE.read_text("utf-8")
    assert "| name | VARCHAR | yes | 3 |" in page
    assert f"| weight | INTEGER | yes | {script.LATEST + 1} |" in page
    assert f"| day | VARCHAR | | {script.LATEST + 1} |" in page
    assert run(script, monkeypatch, tables, "--check") == 0


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"weight": (int, ...)}, "! box.weight: must be filled and has no constant default"),
        ({"name": (int, ...)}, "! box.name: was VARCHAR yes, is INTEGER yes"),
    ],
)
def test_what_older_rows_cannot_have_is_refused(
    script: Any, monkeypatch: pytest.MonkeyPatch, capsys: Any, columns: dict[str, Any], said: str
) -> None:
    assert run(script, monkeypatch, box(**columns), "weights") == 1
    assert said in capsys.readouterr().out
    assert "weights" not in script.LIST.read_text("utf-8")


def test_a_table_that_is_gone_is_refused(script: Any, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    assert run(script, monkeypatch, MetaData(), "--check") == 1
    assert "- box.name: was there and is gone" in capsys.readouterr().out


def test_a_table_whose_rows_become_frozen_needs_a_number(
    script: Any, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setattr(script, "FROZEN", frozenset({"box"}))
    assert run(script, monkeypatch, box(), "--check") == 1
    assert "* box: frozen" in capsys.readouterr().out


def test_a_view_that_does_not_run_on_the_tables_is_named(
    script: Any, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setattr(script, "all_tables", box)
    monkeypatch.setattr(script.view, "views", lambda: {"boxes": "boxes AS SELECT colour FROM box"})
    monkeypatch.setattr("sys.argv", ["schema", "--check"])
    assert script.main() == 1
    assert "! view boxes: no such column: colour" in capsys.readouterr().out
