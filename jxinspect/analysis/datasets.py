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
from jxinspect.model.dataset import DataPart, DataPurge, Dataset, DatasetUse
from jxinspect.model.plan import Inspection
from jxinspect.store.casefile import CaseFile

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


def connect(case: CaseFile, inspection: Inspection, *, memory: str = MEMORY) -> DuckDBPyConnection:
    """A connection in which every loaded table is a view of that name. NotFound when there is none, or it was purged.

    Its columns are `_row`, `_file`, `_sheet`, `_line`, the canonical ones that came, and the derived ones.
    """
    found = loaded(case, inspection)
    if not found:
        purged = case.all(DataPurge, inspection_id=inspection.id)
        raise NotFound(
            f"检查 {inspection.number} 没有可用的数据",
            why=f"数据已经销毁（{purged[-1].number}）" if purged else "还没有装入数据",
            todo="销毁的数据不能恢复" if purged else "先用 jxinspect inspect data load 装入数据",
        )
    for_the_inspection(case, inspection)
    connection = duck(case.path, memory=memory)
    connection.register_filesystem(Parts(case.objects))
    for table, datasets in found.items():
        pieces = {one.id: _rows(case, one) for one in datasets}
        connection.execute(f'CREATE VIEW "{table}" AS {view(table, datasets, pieces)}')
    return connection


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
    """Table → its datasets that still have rows to look at, in order of loading."""
    gone = {one for purge in case.all(DataPurge, inspection_id=inspection.id) for one in purge.datasets}
    found: dict[str, list[Dataset]] = {}
    for dataset in case.all(Dataset, inspection_id=inspection.id):
        if dataset.id not in gone:
            found.setdefault(dataset.table, []).append(dataset)
    return found


def available(case: CaseFile, inspection: Inspection) -> Mapping[str, frozenset[str]]:
    """Table → canonical columns that came for it."""
    return {
        table: frozenset(name for one in datasets for name in one.columns)
        for table, datasets in loaded(case, inspection).items()
    }


def digests(case: CaseFile, inspection: Inspection) -> Mapping[str, list[str]]:
    """Table → digests of its datasets, in order of loading."""
    return {table: [one.digest for one in datasets] for table, datasets in loaded(case, inspection).items()}


def extract_date(case: CaseFile, inspection: Inspection) -> date:
    """The day of the extracts, which rules take for today: of several the earliest. NotFound without data.

    What happened after the first extract was taken is not in all of them.
    """
    days = [one.extract_on for datasets in loaded(case, inspection).values() for one in datasets]
    if not days:
        raise NotFound("没有装入数据", why="没有数据就没有提取日", todo="先用 jxinspect inspect data load 装入数据")
    return min(days)


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
