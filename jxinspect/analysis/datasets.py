"""What was loaded for an inspection, as views in DuckDB: one for each canonical table, with the derived columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from jxinspect.analysis.columns import derived
from jxinspect.analysis.duck import MEMORY, Parts, duck
from jxinspect.analysis.normalise import SQL_TYPES
from jxinspect.errors import NotFound, Refused
from jxinspect.law.civil import day
from jxinspect.law.data_tables import known_tables
from jxinspect.law.dataset import PartKind
from jxinspect.law.guards import GUARDS
from jxinspect.law.terms import State
from jxinspect.model.dataset import DataPart, DataPurge, Dataset, DatasetUse, DatasetWithdrawal
from jxinspect.model.plan import Inspection
from jxinspect.store.casefile import CaseFile

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


#: Table → datasets, in order of loading.
Found = Mapping[str, Sequence[Dataset]]


def connect(
    case: CaseFile, inspection: Inspection, found: Found | None = None, *, memory: str = MEMORY
) -> DuckDBPyConnection:
    """A connection in which every loaded table is a view of that name. NotFound when there is none, or it was purged.

    Its columns are `_row`, `_file`, `_sheet`, `_line`, the canonical ones that came, and the derived ones.
    `found`: other datasets than those that rules look at now.
    """
    found = loaded(case, inspection) if found is None else found
    if not found:
        raise _nothing(case, inspection)
    for_the_inspection(case, inspection)
    connection = duck(case.path, memory=memory)
    connection.register_filesystem(Parts(case.objects))
    for table, datasets in found.items():
        pieces = {one.id: _rows(case, one) for one in datasets}
        connection.execute(f'CREATE VIEW "{table}" AS {view(table, datasets, pieces)}')
    return connection


def _nothing(case: CaseFile, inspection: Inspection) -> NotFound:
    purged = case.all(DataPurge, inspection_id=inspection.id)
    if purged:
        why, todo = f"数据已经销毁（{purged[-1].number}）", "销毁的数据不能恢复"
    else:
        withdrawn = case.all(DatasetWithdrawal, inspection_id=inspection.id)
        why = "装入的数据都已经撤回" if withdrawn else "还没有装入数据"
        todo = "先用 jxinspect inspect data load 装入数据"
    return NotFound(f"检查 {inspection.number} 没有可用的数据", why=why, todo=todo)


def for_the_inspection(case: CaseFile, inspection: Inspection) -> None:
    """Refused (G54) for a closed inspection, unless a purpose was recorded on the day, which the head has allowed."""
    if inspection.state != State.CLOSED:
        return
    if not any(day(use.at) == day(case.at) for use in case.all(DatasetUse, inspection_id=inspection.id)):
        raise Refused(
            f"检查 {inspection.number} 已经办结，不能再查看装入的数据",
            why=f"G54 {GUARDS['G54'].text}（{GUARDS['G54'].basis}）",
            todo=f"经批准另有用途的，当天先用 jxinspect inspect data use {inspection.number} --purpose 用途 登记",
            guards=("G54",),
        )


def loaded(case: CaseFile, inspection: Inspection) -> dict[str, list[Dataset]]:
    """Table → its datasets that rules look at: they still have their rows and were not withdrawn."""
    withdrawn = {one.dataset_id for one in case.all(DatasetWithdrawal, inspection_id=inspection.id)}
    return _by_table(one for one in _not_purged(case, inspection) if one.id not in withdrawn)


def of_record(case: CaseFile, inspection: Inspection, inputs: Iterable[tuple[str, str]]) -> dict[str, list[Dataset]]:
    """The datasets that a run looked at, by table and digest, also those that came to be withdrawn since."""
    there = _not_purged(case, inspection)
    first = {(one.table, one.digest): one.id for one in reversed(there)}
    wanted = {first.get(key) for key in inputs}
    return _by_table(one for one in there if one.id in wanted)


def with_rows(case: CaseFile, inspection: Inspection) -> dict[str, list[Dataset]]:
    """Table → all its datasets whose rows are still there: a flag may rest on one that was withdrawn since."""
    return _by_table(_not_purged(case, inspection))


def _not_purged(case: CaseFile, inspection: Inspection) -> list[Dataset]:
    gone = {one for purge in case.all(DataPurge, inspection_id=inspection.id) for one in purge.datasets}
    return [one for one in case.all(Dataset, inspection_id=inspection.id) if one.id not in gone]


def _by_table(datasets: Iterable[Dataset]) -> dict[str, list[Dataset]]:
    found: dict[str, list[Dataset]] = {}
    for one in datasets:
        found.setdefault(one.table, []).append(one)
    return found


def available(found: Found) -> Mapping[str, frozenset[str]]:
    """Table → canonical columns that came for it."""
    return {table: frozenset(name for one in datasets for name in one.columns) for table, datasets in found.items()}


def digests(found: Found) -> Mapping[str, list[str]]:
    """Table → digests of its datasets, in order of loading."""
    return {table: [one.digest for one in datasets] for table, datasets in found.items()}


def extract_date(found: Found) -> date:
    """The day of the extracts, which rules take for today: of several the earliest.

    What happened after the first extract was taken is not in all of them.
    """
    return min(one.extract_on for datasets in found.values() for one in datasets)


def _rows(case: CaseFile, dataset: Dataset) -> list[DataPart]:
    parts = case.all(DataPart, dataset_id=dataset.id)
    return sorted((part for part in parts if part.kind == PartKind.ROWS), key=lambda part: part.seq)


def view(table: str, datasets: Sequence[Dataset], pieces: Mapping[str, Iterable[DataPart]]) -> str:
    """The SELECT over the parts of a table's datasets, with the derived columns."""
    described = known_tables()[table]
    present = [column for column in described.columns if any(column.name in one.columns for one in datasets)]
    selects = []
    for one in datasets:
        names = ", ".join(
            f'"{c.name}"' if c.name in one.columns else f'NULL::{SQL_TYPES[c.type]} AS "{c.name}"' for c in present
        )
        files = ", ".join(f"'jxpart://{part.sha256}'" for part in pieces[one.id])
        origin = "_row, _file, _sheet, _line"
        if files:
            selects.append(f"SELECT {origin}, {names} FROM read_parquet([{files}])")
        else:
            empty = ", ".join(f'NULL::{SQL_TYPES[c.type]} AS "{c.name}"' for c in present)
            nowhere = "NULL::BIGINT AS _row, NULL::VARCHAR AS _file, NULL::VARCHAR AS _sheet, NULL::BIGINT AS _line"
            selects.append(f"SELECT {nowhere}, {empty} WHERE FALSE")
    united = " UNION ALL ".join(selects)
    more = "".join(f", {expression}" for expression in derived(table, [column.name for column in present]))
    return f"SELECT *{more} FROM ({united}) AS loaded"
