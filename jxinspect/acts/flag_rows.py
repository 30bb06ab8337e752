"""What flags rest on, looked up in the data that were loaded: who it is, where the rows stand in the sender's files.

Nothing of it is kept; whoever shows it to somebody notes that in the journal.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from jxinspect.acts.flag_ground import rules_of
from jxinspect.analysis.hit_file import Hit
from jxinspect.store.casefile import CaseFile

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from jxinspect.model.aggregate import InspectionRecords


class Person(NamedTuple):
    """Somebody, or a unit or account, as the data name them."""

    name: str = ""
    id_no: str = ""
    person_no: str = ""


class Place(NamedTuple):
    """Where a row stands in the sender's file."""

    file: str
    sheet: str
    line: int | None


class Looked(NamedTuple):
    """Who the flags are about, by their subjects, and where their rows stand, by table and number of the row."""

    people: Mapping[str, Person]
    places: Mapping[tuple[str, str, int], Place]  #: by rule, class and `_row`

    def place(self, rule: str, hit: Hit) -> Place:
        """Where the sender's row of a hit stands; nothing when it is gone."""
        return self.places.get((rule, hit.klass, hit.left_row), Place("", "", None))


def look_up(case: CaseFile, records: InspectionRecords, hits: Mapping[str, Sequence[Hit]]) -> Looked:
    """People and places of these hits, which stand by the number of their flag."""
    found = [hit for several in hits.values() for hit in several]
    with opened(case, records) as there:
        if there is None:
            return Looked(_unnamed(found), {})
        connection, columns = there
        people = _people(connection, columns, found)
        places: dict[tuple[str, str, int], Place] = {}
        rules = rules_of(case, records)
        for (rule, klass), rows in _left_rows(hits).items():
            table = rules[rule].sides(klass)[0] if rule in rules else ""
            if table in columns:
                places |= {(rule, klass, row): place for row, place in _places(connection, table, rows)}
    return Looked(people, places)


@contextmanager
def opened(
    case: CaseFile, records: InspectionRecords
) -> Iterator[tuple[DuckDBPyConnection, Mapping[str, Collection[str]]] | None]:
    """The rows of the inspection that are still there, and the columns of each table that has some; None: no rows."""
    from jxinspect.analysis.datasets import available, connect, with_rows

    there = with_rows(case, records.inspection)
    if not there:
        yield None
        return
    with closing(connect(case, records.inspection, there)) as connection:
        yield connection, available(there)


def _left_rows(hits: Mapping[str, Sequence[Hit]]) -> dict[tuple[str, str], set[int]]:
    """The left rows of hits by rule and class, since a class may have rows of a table of its own."""
    found: dict[tuple[str, str], set[int]] = {}
    for number, several in hits.items():
        for hit in several:
            found.setdefault((rule_of(number), hit.klass), set()).add(hit.left_row)
    return found


def rule_of(number: str) -> str:
    """R01 of R01-0007."""
    return number.rpartition("-")[0]


def _people(
    connection: DuckDBPyConnection, columns: Mapping[str, Collection[str]], hits: Iterable[Hit]
) -> dict[str, Person]:
    """By subject: the person of that identity or personal number; else only the subject itself."""
    found = _unnamed(hits)
    subjects = {subject: person.person_no for subject, person in found.items()}
    if not {"person_no", "name", "id_no"} <= set(columns.get("person", ())):
        return found
    sql = "SELECT name, coalesce(id_key, id_no), person_no FROM person WHERE list_contains($wanted, id_key) OR list_contains($wanted, person_no)"  # noqa: E501
    wanted = sorted({*subjects, *filter(None, subjects.values())})
    for name, id_no, person_no in connection.execute(sql, {"wanted": wanted}).fetchall():
        person = Person(name or "", id_no or "", person_no or "")
        for subject, number in subjects.items():
            if subject in (person.id_no, person.person_no) or (number and number == person.person_no):
                found[subject] = person
    return found


def _unnamed(hits: Iterable[Hit]) -> dict[str, Person]:
    """People as the hits themselves tell of them."""
    subjects = {hit.subject: hit.person_no or "" for hit in hits}
    return {subject: Person("", subject if _is_identity(subject) else "", no) for subject, no in subjects.items()}


def _is_identity(subject: str) -> bool:
    return len(subject) == 18 and subject[:17].isdigit()  # noqa: PLR2004 — an identity number


def _places(connection: DuckDBPyConnection, table: str, rows: Collection[int]) -> Iterable[tuple[int, Place]]:
    sql = f'SELECT _row, _file, _sheet, _line FROM "{table}" WHERE list_contains(?, _row)'  # noqa: S608 — a known table
    for row, file, sheet, line in connection.execute(sql, [sorted(rows)]).fetchall():
        yield row, Place(file or "", sheet or "", line)


def rows_of(
    connection: DuckDBPyConnection, table: str, rows: Collection[int], columns: Collection[str]
) -> list[dict[str, Any]]:
    """Rows of the data with the columns that came, in the sender's order; those that are gone are left out."""
    names = ("_row", "_file", "_sheet", "_line", *columns)
    chosen = ", ".join(f'"{name}"' for name in names)
    sql = f'SELECT {chosen} FROM "{table}" WHERE list_contains(?, _row) ORDER BY _row'  # noqa: S608 — a known table
    return [dict(zip(names, found, strict=True)) for found in connection.execute(sql, [sorted(rows)]).fetchall()]
