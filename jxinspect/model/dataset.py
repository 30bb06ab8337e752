"""Data that were handed over or extracted, as they were loaded: what came, what was kept, and what became of it.

Rows never stand here: they lie encrypted in the parts, which `objects` holds (办法 23 II, 38). What is counted is no
datum about a person.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from jxinspect.law.dataset import PartKind
from jxinspect.model.base import Dated, Record, listing, object_ref, ref, word


class Dataset(Dated, table=True):
    """One loading of files into one canonical table (办法 23(一))."""

    inspection_id: str = ref("inspection")
    number: str  #: 2026-003-SJ-01
    table: str  #: key of law/data/tables.toml
    columns: list[str] = listing()  #: canonical columns that came, in the order of the table
    request_id: str | None = ref("datarequest", default=None)  #: what it was extracted for (办法 8, 18)
    extract_on: date  #: the day on which the sender's system gave the data: "today" of every rule
    rows_read: int
    rows_kept: int
    rows_refused: int
    first_row: int = 1  #: number of its first row in the table
    digest: str  #: SHA-256 of the normalised rows, whatever the format, encoding and cutting of the files
    digest_version: int = 1  #: how it is made: 1 over the rows as CSV, 2 as docs/format.md says
    faults: list[dict[str, Any]] = listing()  #: what is wrong: file, sheet, column, kind, count, lines
    months: list[dict[str, Any]] = listing()  #: by month: column, ym, rows, amount
    sums: list[dict[str, Any]] = listing()  #: by amount: column, fen
    control_rows: int | None = None  #: what the sender says
    control_sum: int | None = None  #: fen, of the table's first amount
    actor: str = ""


class DatasetFile(Record, table=True):
    """One sheet or file of a loading, with how its columns were understood."""

    inspection_id: str = ref("inspection")
    dataset_id: str = ref("dataset")
    evidence_id: str = ref("evidence")  #: the raw file
    file: str
    sheet: str = ""
    form: str
    encoding: str = ""
    header: list[str] = listing()
    mapping: list[dict[str, str]] = listing()  #: {"title": the sender's, "column": canonical or ""}
    rows_read: int
    rows_kept: int
    rows_refused: int
    left_out: list[dict[str, Any]] = listing()  #: rows that are no data (sub-totals, blanks): line, reason


class DataPart(Record, table=True):
    """An encrypted piece of a dataset: Parquet of rows that were kept, or of rows that were refused."""

    inspection_id: str = ref("inspection")
    dataset_id: str = ref("dataset")
    seq: int
    kind: PartKind = word(PartKind)
    rows: int
    size: int  #: bytes before encryption
    sha256: str = object_ref()


class DatasetWithdrawal(Dated, table=True):
    """A dataset that was loaded by mistake, or that the unit handed over anew: later runs pass it by (办法 23(二))."""

    inspection_id: str = ref("inspection")
    dataset_id: str = ref("dataset", only=True)
    instead_id: str | None = ref("dataset", default=None)  #: what was loaded in its place
    reason: str
    actor: str = ""


class HeaderProfile(Dated, table=True):
    """How the header of a sender's table was understood once, to be used again."""

    table: str
    header: list[str] = listing()
    mapping: list[dict[str, str]] = listing()


class DataReview(Dated, table=True):
    """The data of an inspection were examined (办法 23(二))."""

    inspection_id: str = ref("inspection")
    datasets: list[str] = listing()  #: ids
    repeated: list[dict[str, Any]] = listing()  #: rows that stand there more than once: table, rows
    gaps: list[dict[str, Any]] = listing()  #: months without rows: table, ym
    problems: int  #: faults that were told
    conclusion: str = ""
    actor: str = ""


class DatasetUse(Dated, table=True):
    """Rows are to be looked at for a purpose, after the inspection was closed (G54; 办法 23 II, 27, 38)."""

    inspection_id: str = ref("inspection")
    purpose: str
    actor: str = ""


class DataPurge(Dated, table=True):
    """Rows were destroyed after the inspection was closed; hashes and counts stay (办法 23 II, 38)."""

    inspection_id: str = ref("inspection")
    number: str  #: 2026-003-XH-01
    datasets: list[str] = listing()  #: ids
    objects: list[dict[str, Any]] = listing()  #: {"sha256": …, "rows": …, "size": …}
    rows: int
    reason: str
    method: str
    witness: str = ref("staff")
    actor: str = ""
