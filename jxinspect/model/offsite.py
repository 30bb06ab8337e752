"""The notice of an off-site inspection, and what is to be handed in again (D07, D10; 办法 23(一)(二))."""

from datetime import date

from jxinspect.law.submission import DataWay, Encoding, FileFormat
from jxinspect.model.base import Dated, Record, listing, ref, word


class OffsiteNotice(Dated, table=True):
    """The notice that asks a unit for data in a set scope, format and time (D07). The term runs from service (T04)."""

    inspection_id: str = ref("inspection")
    tables: list[str] = listing()  #: keys of law/data/tables.toml
    scope: str = ""  #: what else is asked for, or how the scope is narrowed
    formats: list[FileFormat] = listing()
    encoding: Encoding = word(Encoding, default=Encoding.UTF_8)
    ways: list[DataWay] = listing()
    naming: str
    days: int  #: working days from service
    due_on: date | None = None  #: a fixed last day instead
    contact: str


class Supplement(Dated, table=True):
    """A demand to hand in what is missing, or everything anew (D10). The term runs from service (T05)."""

    inspection_id: str = ref("inspection")
    notice_id: str = ref("offsitenotice")
    round: int  #: 1 for the first
    anew: bool = False  #: 重新报送; else 补报
    demand: str
    days: int
    due_on: date | None = None
    contact: str


class SupplementFault(Record, table=True):
    """One fault of what was handed in (D10)."""

    inspection_id: str = ref("inspection")
    supplement_id: str = ref("supplement")
    seq: int
    file: str
    table: str = ""
    field: str = ""
    rows: str = ""  #: which rows, or how many
    problem: str
