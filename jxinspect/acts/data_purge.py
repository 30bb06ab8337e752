"""Rows of a closed inspection: destroyed with what they were on record, or used again by leave (办法 23 II, 38)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.acts.serial import code
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.terms import State
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.dataset import DataPart, DataPurge, Dataset, DatasetUse
from jxinspect.model.document import Document
from jxinspect.model.flag import RuleOutcome, RuleRun
from jxinspect.model.flag_reply import Escalation
from jxinspect.model.plan import Inspection
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff

STEP, PAPER = "inspect.data.purge", "D75"
METHOD = "删除加密存放的数据文件；原始文件作为证据随卷保管"


def purge(
    case: CaseFile, number: str, *, witness: str, reason: str = "", method: str = ""
) -> tuple[DataPurge, list[Document]]:
    """Destroy the rows of every dataset of a closed inspection, with a record of it (D75): digests and counts stay.

    Refused before the inspection is closed. Incomplete without a reason while an inspection on site goes on that it led
    to. NotFound when there is nothing. A purge that was cut short is finished.
    """
    records = begin(case, number, STEP)
    beside = staff(case, witness)
    if beside.name == case.actor:
        raise Incomplete("监销人和经办人是同一个人", why="销毁数据要有另一个人在场监督", todo="--witness 写另一个人")
    left = _left(records)
    if not left:
        return _finished(case, records)
    if not reason.strip():
        _purpose_reached(case, records)
    row = DataPurge(
        inspection_id=records.inspection.id,
        at=case.at,
        number=code(case, f"{number}-XH", (one.number for one in records.of(DataPurge))),
        datasets=[one.id for one in left],
        objects=_objects(case, records, left),
        rows=sum(one.rows_read for one in left),
        reason=reason.strip() or "检查已经办结，处理目的已经实现",
        method=method.strip() or METHOD,
        witness=beside.id,
        actor=case.actor,
    )
    admit(case, records, STEP, row)
    _remove_later(case, [str(one["sha256"]) for one in row.objects])
    return row, [issue(case, records, PAPER, row)]


def _purpose_reached(case: CaseFile, records: InspectionRecords) -> None:
    """Incomplete while doubts that the rows gave rise to are looked into on site."""
    onsite = [case.get(Inspection, one.onsite_id) for one in records.of(Escalation)]
    if going := [one.number for one in onsite if one.state != State.CLOSED]:
        raise Incomplete(
            f"疑点转出的现场检查 {'、'.join(going)} 还没有办结",
            why="处理目的已经实现的才删除（个人信息保护法 47）；那里也许还要用这些数据行",
            todo="那里办结以后再销毁；确实不再需要数据行的，用 --reason 写明理由",
        )


def use(case: CaseFile, number: str, *, purpose: str) -> DatasetUse:
    """Record for what the rows of a closed inspection are looked at today; G54 asks for the head's approval."""
    if not purpose.strip():
        raise Incomplete("没有写明用途", why="数据只能用于明确的目的（个人信息保护法 34）", todo="用 --purpose 写明")
    records = begin(case, number, "inspect.data.use")
    row = DatasetUse(inspection_id=records.inspection.id, at=case.at, purpose=purpose.strip(), actor=case.actor)
    admit(case, records, "inspect.data.use", row)
    return row


def _objects(case: CaseFile, records: InspectionRecords, left: Sequence[Dataset]) -> list[dict[str, Any]]:
    """The files with rows, each with the inspections that have the same rows and still need it."""
    ids = {one.id for one in left}
    parts = [part for part in records.of(DataPart) if part.dataset_id in ids]
    held = [{"sha256": part.sha256, "rows": part.rows, "size": part.size} for part in parts]
    needed = _needed(case, beside=records.inspection)
    numbers = {one.id: one.number for one in case.all(Inspection)}
    return [
        one | ({"needed_by": sorted(numbers[i] for i in needed[one["sha256"]])} if one["sha256"] in needed else {})
        for one in (*held, *_hits(records))
    ]


def _hits(records: InspectionRecords) -> list[dict[str, Any]]:
    """What comparisons found in the rows, and the keys by which their pseudonyms could be traced to somebody."""
    hits = {row.hits_sha256: row.hits for row in records.of(RuleOutcome) if row.hits_sha256}
    keys = dict.fromkeys((row.key_sha256 for row in records.of(RuleRun)), 0)
    return [{"sha256": sha, "rows": rows, "size": None} for sha, rows in {**hits, **keys}.items()]


def _left(records: InspectionRecords) -> list[Dataset]:
    gone = {one for purge in records.of(DataPurge) for one in purge.datasets}
    return [one for one in records.of(Dataset) if one.id not in gone]


def _finished(case: CaseFile, records: InspectionRecords) -> tuple[DataPurge, list[Document]]:
    """The last purge, with the objects removed that a crash left behind, and its record when it has none."""
    before = records.last(DataPurge)
    if before is None:
        raise NotFound(
            f"检查 {records.inspection.number} 没有装入过数据",
            why="没有可以销毁的数据",
            todo="用 jxinspect inspect data list 核对",
        )
    needed = _needed(case)
    named = [str(one["sha256"]) for purge in records.of(DataPurge) for one in purge.objects]
    there = [sha for sha in named if sha not in needed and case.objects.path_of(sha).exists()]
    papered = records.document_about(PAPER, before.id)
    if not there and papered:
        raise Refused(
            f"数据已经销毁（{before.number}）", why="没有留下数据行", todo="用 jxinspect inspect data list 查看记录"
        )
    case.note(purge=before.number, finished=len(there))
    _remove_later(case, there)
    return before, [] if papered else [issue(case, records, PAPER, before)]


def _remove_later(case: CaseFile, digests: Sequence[str]) -> None:
    """Once the record is durable, remove what no other inspection needs."""
    needed = _needed(case)
    doomed = [sha for sha in dict.fromkeys(digests) if sha not in needed]
    case.after_commit(lambda: case.objects.remove(doomed))


def _needed(case: CaseFile, *, beside: Inspection | None = None) -> dict[str, set[str]]:
    """The files with rows that are not destroyed, each with the inspections whose rows they are; not `beside`."""
    gone = {one for purge in case.all(DataPurge) for one in purge.datasets}
    over = {purge.inspection_id for purge in case.all(DataPurge)}
    found: dict[str, set[str]] = {}
    for part in case.all(DataPart):
        if part.dataset_id not in gone:
            found.setdefault(part.sha256, set()).add(part.inspection_id)
    for row in case.all(RuleOutcome):
        if row.hits_sha256 and row.inspection_id not in over:
            found.setdefault(row.hits_sha256, set()).add(row.inspection_id)
    others = {sha: ids - ({beside.id} if beside else set()) for sha, ids in found.items()}
    return {sha: ids for sha, ids in others.items() if ids}
