"""Record classes by name: what is only asked about need not be defined."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

from jxinspect.model import kinds
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.base import tables


def _alone(code: str) -> str:
    """What a process that has nothing but this code prints."""
    command = [sys.executable, "-X", "utf8", "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8").stdout.strip()


def test_every_record_class_is_named_with_its_module_and_its_table() -> None:
    named = {kind.name: (kind.module, kind.__tablename__) for kind in kinds._KINDS.values()}
    own = [cls for cls in tables() if cls.__module__.startswith("jxinspect.")]
    assert named == {cls.__name__: (cls.__module__, str(cls.__tablename__)) for cls in own}


def test_asking_about_records_of_a_kind_does_not_define_its_class() -> None:
    told = _alone(
        "from jxinspect.model.kinds import Seal, is_defined\n"
        "print(is_defined(Seal), isinstance(object(), Seal), is_defined(Seal))\n"
        "print(Seal(id='s-1').id, is_defined(Seal), Seal.__tablename__)"
    )
    assert told.splitlines() == ["False False False", "s-1 True seal"]


def test_what_stands_for_a_class_becomes_the_class_when_it_is_defined() -> None:
    from jxinspect.model.seal import Seal

    assert kinds.Seal is Seal
    kind: Any = kinds._KINDS["Seal"]
    assert kinds.known(kind) is kinds.defined(kind) is kinds.of_table("seal") is Seal
    seal: Any = Seal
    assert isinstance(seal(id="s-1"), kind)


def test_what_is_only_judged_and_never_kept_is_found_by_what_stands_for_its_class() -> None:
    nothing: Any = None
    seal: Any = kinds._KINDS["Seal"]
    records = InspectionRecords(nothing, nothing, nothing, {}, nothing, nothing={"seal", "reseal"})
    assert (records.of(seal), records.of(kinds.Reseal)) == ([], [])
    records.add(probe := seal(id="s-1"))  # of a table that still has no rows
    assert (records.of(seal), records.of(kinds.of_table("seal"))) == ([probe], [probe])
    assert records.of(kinds.Reseal) == []


def test_a_name_that_is_no_record_class_is_an_error() -> None:
    with pytest.raises(AttributeError, match="Sael"):
        _ = kinds.Sael  # type: ignore[attr-defined]


def test_a_class_does_not_bring_the_tables_that_its_columns_point_at_but_the_schema_has_all_their_keys() -> None:
    told = _alone(
        "import jxinspect.model.service\n"
        "from jxinspect.model.base import Record\n"
        "print('inspection' in Record.metadata.tables)\n"
        "from jxinspect.store.schema import all_tables\n"
        "all_tables(); tables = all_tables().tables\n"
        "print(sorted(key.target_fullname for key in tables['servicefailure'].foreign_keys))\n"
        "print(all(key.column is not None for table in tables.values() for key in table.foreign_keys))"
    )
    assert told.splitlines() == ["False", "['inspection.id', 'proofofservice.id']", "True"]


def test_guards_and_documents_define_no_record_that_most_inspections_lack() -> None:
    told = _alone(
        "import sys, jxinspect.acts.notify\n"
        "rare = ('seal', 'report', 'rectify', 'recusal', 'third_party', 'lead', 'inspect', 'checklist', 'pick')\n"
        "print(*[name for name in rare if f'jxinspect.model.{name}' in sys.modules])"
    )
    assert told == ""
