"""Loading data that were handed over or extracted: the file as evidence, rows as encrypted parts (办法 23)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from jxinspect.acts.data_again import refuse_again, refuse_alike
from jxinspect.acts.data_asked import encrypted, request_of, step_of
from jxinspect.acts.evidence import add as add_evidence
from jxinspect.acts.procedure import admit, begin
from jxinspect.acts.serial import code
from jxinspect.errors import Incomplete, NotFound
from jxinspect.law.civil import day
from jxinspect.law.data_tables import DataTable, known_tables
from jxinspect.law.terms import EvidenceKind
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.dataset import DataPart, Dataset, DatasetFile, HeaderProfile
from jxinspect.model.evidence import Evidence
from jxinspect.model.request import DataRequest
from jxinspect.store.casefile import CaseFile
from jxinspect.store.passing import Advance
from jxinspect.store.reasons import answered
from jxinspect.store.records import inspection_records

if TYPE_CHECKING:
    from jxinspect.analysis.incoming import Columns, Source
    from jxinspect.analysis.loading import Loading, Totals

#: Opens a file: its tables one after another.
Opened = Callable[[Path], Iterable["Source"]]
#: How the header of a source is understood; None: it is no such table, e.g. a sheet of explanations.
Understood = Callable[["Source"], "Columns | None"]


@dataclass
class Wanted:
    """What is to be loaded: which files of which sender's table, and what the sender says about it."""

    table: str
    paths: Sequence[Path]
    opened: Opened
    understood: Understood
    extract_on: date | None = None
    request: str = ""
    source: str = ""
    drop: Sequence[str] = ()
    control_rows: int | None = None
    control_sum: int | None = None


@dataclass
class Loaded:
    """What came of it."""

    dataset: Dataset
    files: list[DatasetFile]
    parts: list[DataPart]
    evidence: list[Evidence]
    profiles: list[HeaderProfile]


def load(
    case: CaseFile,
    number: str,
    wanted: Wanted,
    *,
    watch: Callable[[int], Advance] | None = None,
    advance: Callable[[int], object] | None = None,
) -> Loaded:
    """Load files into one table of an inspection: all of it or nothing.

    Refused into a plain case file, for an extraction that nobody asked for, or a second time. Incomplete when no file
    holds such a table, or numbers were spoiled by a workbook. `advance` is told of the rows read.
    """
    encrypted(case)
    if wanted.extract_on and wanted.extract_on > day(case.at):
        raise Incomplete(
            f"提取日{wanted.extract_on}还没有到",
            why="规则以提取日为“今天”，以后的事提取的数据里不会有",
            todo="核对 --extracted-on：提供方从系统导出数据的日期",
        )
    step = step_of(inspection_records(case, number))
    request = request_of(begin(case, number, step), wanted.request, extracted=step == "inspect.data.extract")
    changed = [_stamp(path) for path in wanted.paths]
    sender = wanted.source or (request.party if request else inspection_records(case, number).unit.name)
    job = _Job(case, number, known_tables()[wanted.table], wanted, request, sender)
    evidence = [job.evidence(path, watch) for path in wanted.paths]
    refuse_alike(evidence, [path.name for path in wanted.paths])
    records = begin(case, number, step)
    loaded = _load(job, records, evidence, advance)
    if [_stamp(path) for path in wanted.paths] != changed:
        raise Incomplete("文件在装入时发生了变化", why="前后大小或者修改时间不同", todo="等它不再变化后重新装入")
    case.remarks += refuse_again(records, loaded.dataset)
    admit(case, records, step, loaded.dataset, *loaded.files, *loaded.parts, *loaded.profiles)
    return loaded


@dataclass(frozen=True)
class _Job:
    """One loading: what for, of which table, from whom."""

    case: CaseFile
    number: str
    table: DataTable
    wanted: Wanted
    request: DataRequest | None
    sender: str

    def evidence(self, path: Path, watch: Callable[[int], Advance] | None) -> Evidence:
        """The raw file as evidence; one that is in evidence already is not taken in twice."""
        sizes = _stamp(path)[0], None
        alike = [one for one in inspection_records(self.case, self.number).of(Evidence) if one.size in sizes]
        sha = self.case.objects.put_nothing(path).sha256 if alike else ""
        for one in alike:
            if one.sha256 == sha:
                return one
        taken = add_evidence(
            self.case,
            self.number,
            paths=[path],
            kind=EvidenceKind.ELECTRONIC,
            source=self.sender,
            proves=f"{self.table.title}的内容",
            method="由提供方从业务系统导出，原样取入并计算校验值",
            watch=watch,
        )
        return taken.items[0]

    def sources(self, path: Path) -> Iterator[tuple[Source, Columns]]:
        """The tables of a file that are of the wanted kind, each with its columns."""
        from jxinspect.analysis.incoming import Columns, named

        for source in self.wanted.opened(path):
            how = self.wanted.understood(source)
            if how is not None:
                dropped = {place for place in how.places.values() if named(how.header, place, self.wanted.drop)}
                places = {name: place for name, place in how.places.items() if place not in dropped}
                yield source, Columns(how.header, places, how.units)

    def columns(self) -> list[str]:
        """The canonical columns of all files together. Incomplete when none of them holds the table."""
        found = {name for path in self.wanted.paths for _, how in self.sources(path) for name in how.places}
        if not found:
            raise Incomplete(
                f"文件里没有{self.table.title}",
                why="没有一张表的表头能对应到这张表的字段",
                todo="核对 --table；表头写法不同的，用 --map 列=字段 写明",
            )
        return [column.name for column in self.table.columns if column.name in found]


def _stamp(path: Path) -> tuple[int, int]:
    try:
        status = path.stat()
    except OSError as fault:
        raise NotFound(f"找不到文件 {path}", why=answered(fault), todo="核对路径和介质") from fault
    return status.st_size, status.st_mtime_ns


def _load(
    job: _Job, records: InspectionRecords, evidence: Sequence[Evidence], advance: Callable[[int], object] | None
) -> Loaded:
    from jxinspect.analysis.loading import Loading

    before = [one for one in records.of(Dataset) if one.table == job.table.key]
    first = before[-1].first_row + before[-1].rows_read if before else 1
    with closing(
        Loading(job.table, job.columns(), job.case.objects.put, case=job.case.path, first_row=first)
    ) as loading:
        taken = [
            _Taken(item, source, how, loading.take(source, how, advance), loading.damaged(source, how))
            for item, path in zip(evidence, job.wanted.paths, strict=True)
            for source, how in job.sources(path)
        ]
        _sound(job.table, taken)
        dataset = _dataset(job, records, loading, taken)
        dataset.first_row = first
    parts = [
        DataPart(inspection_id=records.inspection.id, dataset_id=dataset.id, seq=seq, **vars(part))
        for seq, part in enumerate(loading.parts, 1)
    ]
    return Loaded(dataset, [one.file(dataset) for one in taken], parts, list(evidence), _profiles(job, taken))


@dataclass(frozen=True)
class _Taken:
    """One source that was read: where it lies, how it was understood, what came of it, which columns are spoiled."""

    item: Evidence
    source: Source
    how: Columns
    totals: Totals
    spoiled: Sequence[str]

    def file(self, dataset: Dataset) -> DatasetFile:
        """As it is recorded."""
        return DatasetFile(
            inspection_id=dataset.inspection_id,
            dataset_id=dataset.id,
            evidence_id=self.item.id,
            file=self.source.file,
            sheet=self.source.sheet,
            form=self.source.form,
            encoding=self.source.encoding,
            header=list(self.how.header),
            mapping=self.how.mapping,
            rows_read=self.totals.read,
            rows_kept=self.totals.kept,
            rows_refused=self.totals.refused,
            left_out=[{"line": line, "reason": reason} for line, reason in self.totals.left_out],
        )


def _sound(table: DataTable, taken: Sequence[_Taken]) -> None:
    """Incomplete, naming every column whose numbers a workbook has spoiled and what to ask the sender for."""
    items = [
        f"{' '.join(filter(None, (one.source.file, one.source.sheet)))}：“{one.how.header[one.how.places[name]]}”列"
        for one in taken
        for name in one.spoiled
    ]
    if items:
        raise Incomplete(
            f"{table.title}有号码列已被电子表格软件损坏，没有装入",
            why="超过15位的号码在电子表格中以数字存放，15位以后变成0或者科学计数法，原来的号码不能恢复",
            todo="请提供方从系统以文本格式重新导出，不经电子表格软件另存；只要其余各列的，用 --drop 列名 去掉该列",
            items=items,
        )


def _dataset(job: _Job, records: InspectionRecords, loading: Loading, taken: Sequence[_Taken]) -> Dataset:
    return Dataset(
        inspection_id=records.inspection.id,
        at=job.case.at,
        number=code(job.case, f"{records.inspection.number}-SJ", (one.number for one in records.of(Dataset))),
        table=job.table.key,
        columns=loading.columns,
        request_id=job.request.id if job.request else None,
        extract_on=job.wanted.extract_on or day(job.case.at),
        rows_read=sum(one.totals.read for one in taken),
        rows_kept=sum(one.totals.kept for one in taken),
        rows_refused=sum(one.totals.refused for one in taken),
        digest=loading.digest,
        digest_version=loading.digest_version,
        faults=[vars(fault) for fault in loading.faults],
        months=[
            {"column": name, "ym": ym, "rows": rows, "amount": fen}
            for (name, ym), (rows, fen) in sorted(loading.months.items())
        ],
        sums=[{"column": name, "fen": fen} for name, fen in loading.sums.items()],
        control_rows=job.wanted.control_rows,
        control_sum=job.wanted.control_sum,
        actor=job.case.actor,
    )


def _profiles(job: _Job, taken: Sequence[_Taken]) -> list[HeaderProfile]:
    """How each new header was understood, for the next time."""
    known = {tuple(one.header): one.mapping for one in job.case.all(HeaderProfile, table=job.table.key)}
    new = {tuple(one.how.header): one.how.mapping for one in taken}
    return [
        HeaderProfile(at=job.case.at, table=job.table.key, header=list(header), mapping=mapping)
        for header, mapping in new.items()
        if known.get(header) != mapping
    ]
