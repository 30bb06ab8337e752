"""Examining data that were handed over, and asking for what is missing or wrong in one step (办法 23(二))."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jxinspect.acts import notify_offsite
from jxinspect.acts.procedure import admit, begin
from jxinspect.errors import Refused
from jxinspect.law.amounts import format_amount
from jxinspect.law.data_tables import DataTable, known_tables
from jxinspect.law.dataset import FAULTS
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.dataset import DataReview, Dataset, DatasetFile
from jxinspect.model.document import Document
from jxinspect.model.evidence import Evidence
from jxinspect.model.offsite import OffsiteNotice
from jxinspect.store.casefile import CaseFile

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

#: So many lines of a file are named of one fault; the rest is counted.
NAMED = 10
#: Columns of months in which a table is expected to have rows all through the period.
EVERY_MONTH = ("ym", "pay_ym")


@dataclass(frozen=True)
class Told:
    """One fault as the unit reads it: file, table, field, rows, problem."""

    kind: str
    file: str
    table: str
    field: str
    rows: str
    problem: str
    #: Of what the unit handed over itself; data from others are asked of them.
    own: bool = True

    def line(self) -> dict[str, str]:
        """As D10 takes it."""
        return {name: getattr(self, name) for name in ("file", "table", "field", "rows", "problem")}


@dataclass(frozen=True)
class Examined:
    """What an examination found."""

    datasets: list[Dataset]
    told: list[Told]
    repeated: list[dict[str, Any]]
    gaps: list[dict[str, Any]]


def examine(case: CaseFile, records: InspectionRecords) -> Examined:
    """Look at everything that is loaded and not purged. NotFound when there is nothing."""
    from jxinspect.analysis.datasets import connect, loaded

    found = loaded(case, records.inspection)
    datasets = [one for many in found.values() for one in many]
    with closing(connect(case, records.inspection)) as con:
        repeated = [line for table in found for line in _repeated(con, known_tables()[table], found[table])]
    gaps = [line for table, many in found.items() for line in _gaps(records, table, many)]
    own = {one.number: _own(records, one) for one in datasets}
    tables = {one.table for one in datasets if own[one.number]}
    told = [
        *_untouched(records, list(found)),
        *(one for dataset in datasets for one in _of_dataset(records, dataset, own=own[dataset.number])),
        *(_gap_told(line, own=line["table"] in tables) for line in gaps),
        *(_repeated_told(line, own=own[line["dataset"]]) for line in repeated),
    ]
    return Examined(datasets, told, repeated, gaps)


def review(case: CaseFile, number: str, *, conclusion: str = "") -> tuple[DataReview, Examined]:
    """Record that the data were examined and may be compared; what is wrong with them stands in the record."""
    records = begin(case, number, "inspect.data.review")
    found = examine(case, records)
    row = DataReview(
        inspection_id=records.inspection.id,
        at=case.at,
        datasets=[one.id for one in found.datasets],
        repeated=found.repeated,
        gaps=found.gaps,
        problems=len(found.told),
        conclusion=conclusion.strip(),
        actor=case.actor,
    )
    admit(case, records, "inspect.data.review", row)
    return row, found


def supplement(case: CaseFile, number: str, **fields: Any) -> tuple[list[Document], Examined]:
    """Issue the demand for what is missing or wrong (D10) with its list, out of the examination.

    Refused when nothing is wrong with what the unit handed over.
    """
    records = begin(case, number, "notify.supplement")
    found = examine(case, records)
    own = [one.line() for one in found.told if one.own]
    if not own:
        raise Refused(
            "没有要通知补报的问题",
            why="审核没有发现被监督单位报送的数据有缺失或者错误（办法 23(二)）",
            todo="用 jxinspect inspect data review 记录审核；别处提供的数据，向提供方发函",
        )
    return notify_offsite.supplement(case, number, faults=own, **fields), found


def _untouched(records: InspectionRecords, tables: Sequence[str]) -> Iterator[Told]:
    """Tables that the notice asks for and nobody handed over."""
    notice = records.last(OffsiteNotice)
    for key in notice.tables if notice else ():
        if key not in tables:
            yield Told("table", "（未报送）", known_tables()[key].title, "", "", _problem("table"))


def _own(records: InspectionRecords, dataset: Dataset) -> bool:
    """Whether the unit handed it over itself: nobody else was asked for it, and no file of it came from another."""
    taken = {one.evidence_id for one in records.of(DatasetFile) if one.dataset_id == dataset.id}
    sources = [one.source for one in records.of(Evidence) if one.id in taken]
    return dataset.request_id is None and all(records.unit.name in source for source in sources)


def _of_dataset(records: InspectionRecords, dataset: Dataset, *, own: bool) -> Iterator[Told]:
    table = known_tables()[dataset.table]
    files = [one for one in records.of(DatasetFile) if one.dataset_id == dataset.id]
    for file in files:
        yield from _of_file(file, table, own=own)
    for fault in dataset.faults:
        where = next(one for one in files if (one.file, one.sheet) == (fault["file"], fault["sheet"]))
        yield Told(
            fault["kind"],
            _name(where.file, where.sheet),
            table.title,
            _title(where, table, fault["column"]),
            rows_told(fault["lines"], fault["count"]),
            _problem(fault["kind"]),
            own,
        )
    yield from _controls(dataset, table, files, own=own)


def _of_file(file: DatasetFile, table: DataTable, *, own: bool) -> Iterator[Told]:
    there = {line["column"] for line in file.mapping}
    for column in table.columns:
        if column.required and column.name not in there:
            yield Told(
                "missing", _name(file.file, file.sheet), table.title, column.title, "全部", _problem("missing"), own
            )
    if not file.rows_read:
        yield Told("no_rows", _name(file.file, file.sheet), table.title, "", "", _problem("no_rows"), own)
    lines = [line["line"] for line in file.left_out]
    if lines:
        yield Told(
            "subtotal",
            _name(file.file, file.sheet),
            table.title,
            "",
            rows_told(lines, len(lines)),
            _problem("subtotal"),
            own,
        )


def _controls(dataset: Dataset, table: DataTable, files: Sequence[DatasetFile], *, own: bool) -> Iterator[Told]:
    names = "、".join(dict.fromkeys(one.file for one in files))
    for kind, title, problem in differing(dataset, table):
        yield Told(kind, names, table.title, title, "", f"{problem}；{FAULTS[kind].ask}", own)


def differing(dataset: Dataset, table: DataTable) -> Iterator[tuple[str, str, str]]:
    """Differences from what the sender says there should be: kind of fault, title of the column, words."""
    if dataset.control_rows is not None and dataset.control_rows != dataset.rows_read:
        less = dataset.rows_read - dataset.control_rows
        problem = f"读到{dataset.rows_read}行，控制数{dataset.control_rows}行"
        yield "rows", "", f"{problem}，{'多' if less > 0 else '少'}{abs(less)}行"
    if dataset.control_sum is not None and dataset.sums and dataset.control_sum != dataset.sums[0]["fen"]:
        first = dataset.sums[0]
        title = next(column.title for column in table.columns if column.name == first["column"])
        problem = f"合计{format_amount(first['fen'])}，控制数{format_amount(dataset.control_sum)}"
        refused = f"（另有{dataset.rows_refused}行不能识别，没有计入）" if dataset.rows_refused else ""
        yield "sum", title, f"{problem}{refused}"


def _problem(kind: str) -> str:
    return f"{FAULTS[kind].problem}；{FAULTS[kind].ask}"


def _name(file: str, sheet: str) -> str:
    return f"{file}（工作表：{sheet}）" if sheet else file


def _title(file: DatasetFile, table: DataTable, name: str) -> str:
    """The sender's own title of a column, or ours."""
    own = next((line["title"] for line in file.mapping if line["column"] == name), "")
    return own or next(column.title for column in table.columns if column.name == name)


def rows_told(lines: Sequence[int], count: int) -> str:
    """第8至10、12行, or with how many there are when not all are named."""
    named = sorted(lines)[:NAMED]
    text = _runs(named, str)
    return f"第{text}行" if count <= len(named) else f"第{text}行等{count}行"


def months_told(months: Sequence[int]) -> str:
    """202506至202512、202603."""
    return _runs(sorted(ym // 100 * 12 + ym % 100 - 1 for ym in months), lambda n: str(n // 12 * 100 + n % 12 + 1))


def _runs(numbers: Sequence[int], told: Callable[[int], str]) -> str:
    """Ascending numbers, those without a gap as one: 8至10、12."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(f"{told(run[0])}至{told(run[-1])}" if len(run) > 1 else told(run[0]) for run in runs)


def _gaps(records: InspectionRecords, table: str, datasets: Sequence[Dataset]) -> Iterator[dict[str, Any]]:
    """Months of the period of the inspection in which a monthly table has no row."""
    found = {line["ym"] for one in datasets for line in one.months if line["column"] in EVERY_MONTH}
    if not found:
        return
    first, last = records.inspection.period_from, records.inspection.period_to
    until = min([last, *(one.extract_on for one in datasets)])
    start, end = first.year * 12 + first.month - 1, until.year * 12 + until.month - 1
    for month in range(start, end + 1):
        ym = month // 12 * 100 + month % 12 + 1
        if ym not in found:
            yield {"table": table, "ym": ym}


def _gap_told(line: dict[str, Any], *, own: bool) -> Told:
    return Told("gap", "（全部文件）", known_tables()[line["table"]].title, "", f"{line['ym']}", _problem("gap"), own)


def _repeated(con: DuckDBPyConnection, table: DataTable, datasets: Sequence[Dataset]) -> Iterator[dict[str, Any]]:
    """Rows of a table that stand there again with all that they say, by the file in which they do."""
    names = ", ".join(f'"{c.name}"' for c in table.columns if any(c.name in one.columns for one in datasets))
    again = (
        f"SELECT hash({names}) AS said, min(_row) AS first_row"  # noqa: S608
        f' FROM "{table.key}" GROUP BY said HAVING count(*) > 1'
    )
    if not con.execute(f"SELECT 1 FROM ({again}) LIMIT 1").fetchall():  # noqa: S608
        return
    late_first = sorted(datasets, key=lambda one: -one.first_row)
    origin = " ".join(f"WHEN _row >= {one.first_row} THEN '{one.number}'" for one in late_first)
    found = con.execute(
        f"SELECT CASE {origin} END AS dataset, _file, _sheet, count(*), min(_line, {NAMED})"  # noqa: S608
        f' FROM "{table.key}" JOIN ({again}) ON hash({names}) = said AND _row <> first_row'
        " GROUP BY dataset, _file, _sheet ORDER BY min(_row)"
    ).fetchall()
    for dataset, file, sheet, rows, lines in found:
        places = [{"file": file, "sheet": sheet, "line": line} for line in lines]
        yield {"table": table.key, "dataset": dataset, "rows": rows, "places": places}


def _repeated_told(line: dict[str, Any], *, own: bool) -> Told:
    first, lines = line["places"][0], [place["line"] for place in line["places"]]
    rows, title = rows_told(lines, line["rows"]), known_tables()[line["table"]].title
    return Told("repeated", _name(first["file"], first["sheet"]), title, "", rows, _problem("repeated"), own)
