"""One flag with everything that is known of it: the person, the rows of the data, decisions, answers, verifications."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jxinspect.acts.flag import HERE, NOWHERE, flag_of, hits_of
from jxinspect.acts.flag_ground import rules_of
from jxinspect.acts.flag_rows import Person, look_up, opened, rows_of
from jxinspect.acts.flag_table import details
from jxinspect.law.data_tables import known_tables
from jxinspect.law.disclosure import hidden
from jxinspect.law.identity import mask_bank, mask_identity
from jxinspect.law.redaction import named
from jxinspect.model.flag import Flag, FlagDecision, RuleOutcome, RuleRun
from jxinspect.model.flag_reply import FlagAnswer, FlagVerification
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import inspection_records

if TYPE_CHECKING:
    from jxinspect.model.aggregate import InspectionRecords

#: Columns of the data that hold names of people, and numbers that open something.
_NAMES = frozenset({"name", "account_name", "relative_name", "spouse_name", "worker_name", "payee"})
_IDENTITY, _ACCOUNT = ("id_no", "_id"), ("account_no", "mobile", "phone")


@dataclass
class Rows:
    """Rows of one table: (name, title) of its columns, and the rows themselves."""

    table: str
    title: str
    columns: list[tuple[str, str]]
    rows: list[dict[str, Any]]


@dataclass
class Shown:
    """A flag as somebody looks at it."""

    flag: Flag
    title: str
    run: str
    person: Person
    detail: str
    tables: list[Rows] = field(default_factory=list)
    decision: FlagDecision | None = None
    answers: list[FlagAnswer] = field(default_factory=list)
    verifications: list[FlagVerification] = field(default_factory=list)
    elsewhere: str = ""  #: the kind of database that has the rows, where they were not loaded


def show(case: CaseFile, number: str, flag: str, *, unmasked: str = "") -> Shown:
    """Look a flag up in the data. The journal keeps who looked; `unmasked`: for which reason nothing is hidden."""
    records = inspection_records(case, number)
    one = flag_of(records, flag)
    hits = hits_of(case, records, [one])
    person = look_up(case, records, hits).people[hits[one.number][0].subject]
    left, right = rules_of(case, records)[one.rule].sides(hits[one.number][0].klass)
    tables = _tables(case, records, {left: [hit.left_row for hit in hits[one.number]]})
    if right:
        others = [hit.right_row for hit in hits[one.number] if hit.right_row is not None]
        tables += _tables(case, records, {right: others})
    case.note(access={"what": "flag", "inspection": number, "flag": one.number, "unmasked": unmasked})
    return Shown(
        flag=one,
        title=next(row.title for row in reversed(records.of(RuleOutcome)) if row.rule == one.rule),
        run=records.find(RuleRun, one.run_id).number,
        person=person if unmasked else _covered_person(person),
        detail=details(hits[one.number]),
        tables=tables if unmasked else [_covered(table) for table in tables],
        decision=next((row for row in records.of(FlagDecision) if row.id == one.decision_id), None),
        answers=[row for row in records.of(FlagAnswer) if row.flag_id == one.id],
        verifications=[row for row in records.of(FlagVerification) if row.flag_id == one.id],
        elsewhere=_elsewhere(records) if hits[one.number][0].left_row == NOWHERE else "",
    )


def _elsewhere(records: InspectionRecords) -> str:
    return next((run.engine for run in reversed(records.of(RuleRun)) if run.engine != HERE), "")


def _tables(case: CaseFile, records: InspectionRecords, wanted: Mapping[str, Sequence[int]]) -> list[Rows]:
    found: list[Rows] = []
    with opened(case, records) as there:
        if there is None:
            return found
        connection, columns = there
        for table, numbers in wanted.items():
            if table not in columns or not numbers:
                continue
            described = known_tables()[table]
            present = [(column.name, column.title) for column in described.columns if column.name in columns[table]]
            rows = rows_of(connection, table, set(numbers), [name for name, _ in present])
            found.append(Rows(table, described.title, present, rows))
    return found


def _covered_person(person: Person) -> Person:
    return Person(
        named(person.name).shown if person.name else "",
        mask_identity(person.id_no) if person.id_no else "",
        person.person_no,
    )


def _covered(table: Rows) -> Rows:
    return Rows(table.table, table.title, table.columns, [_covered_row(row) for row in table.rows])


def _covered_row(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _covered_cell(name, value) for name, value in row.items()}


def _covered_cell(name: str, value: Any) -> Any:
    if not isinstance(value, str) or not value or name.startswith("_"):
        return value
    if name in _NAMES:
        return named(value).shown
    if name.endswith(_IDENTITY):
        return mask_identity(value)
    return mask_bank(value) if name.endswith(_ACCOUNT) else hidden(value)
