"""What the catalogue says about a document, and what a document is made from.

`Fields` are what a template may name: a nested dict with Chinese keys whose leaves are text, whole numbers,
truth values (for conditions only) or lists of such dicts (for row loops).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias, Union

if TYPE_CHECKING:
    from jxinspect.law.calendar import Calendar
    from jxinspect.model.aggregate import InspectionRecords
    from jxinspect.model.plan import Agency

Field: TypeAlias = Union[str, int, bool, "Fields", Sequence["Fields"], Sequence[str]]
Fields: TypeAlias = Mapping[str, Field]


class Layout(StrEnum):
    """How the paper looks."""

    OFFICIAL = "official"
    DECISION = "decision"
    LETTER = "letter"
    MINUTES = "minutes"
    FORM = "form"
    LABEL = "label"
    SHEET = "sheet"  #: a sheet of adhesive labels, without margins
    WORKBOOK = "workbook"


class Service(StrEnum):
    """What happens to the finished paper: 送达 (with proof), 当场签收, 随主件, 公布, 发文 (without proof), 内部."""

    SERVED = "served"
    SIGNED = "signed"
    ANNEX = "annex"
    PUBLISHED = "published"
    SENT = "sent"
    INTERNAL = "internal"


#: Signature letters of the catalogue → whose signature is wanted.
SIGNERS = {
    "L": "机关负责人",
    "H": "基金监督机构负责人",
    "G": "检查组组长",
    "I": "检查人员",
    "U": "被监督单位",
    "P": "当事人",
    "W": "见证人",
    "F": "法制审核人员",
    "T": "第三方人员",
}


class Must(NamedTuple):
    """What a template may not leave out: fields that it prints, or words that it says, and the law that wants it."""

    name: str
    basis: str
    fields: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True)
class Facts:
    """All a context may look at. Nothing in a document comes from anywhere else."""

    agency: Agency
    subject: Any  #: the record that the document is about
    at: datetime
    dated: date  #: 成文日期
    number: str  #: 发文字号 or archive code
    calendar: Calendar
    setting: Callable[[str], object]
    #: Records of any kind by their columns, for what does not hang on the inspection (e.g. lines of the annual plan).
    look: Callable[..., list[Any]]
    records: InspectionRecords | None = None

    @property
    def inspection(self) -> InspectionRecords:
        """The records of the inspection, for documents that cannot do without."""
        assert self.records is not None
        return self.records


class Spec(NamedTuple):
    """One kind of official document: an entry of the catalogue."""

    id: str
    title: str
    group: str
    layout: Layout
    basis: tuple[str, ...]
    signers: tuple[str, ...]
    served: Service
    series: str | None
    archive: str | None
    context: Callable[[Facts], Fields]
    #: Workbooks only: the fields as sheets (excel.py).
    sheets: Callable[[Fields], Any] | None = None
    #: Example fields, when the invented inspection of sample.py does not serve. Without it the context is asked with
    #: that inspection, about the record that subjects.py names; so every field has an example without a case file.
    sample: Callable[[], Fields] | None = None
    #: What its template may not leave out (mandatory.py).
    must: tuple[Must, ...] = ()
    #: The paper identifies the person whom it addresses: identity and bank numbers stand in it in full (G53).
    identifies: bool = False
    #: It is a list of persons: copies leave encrypted only, even though their numbers are hidden (G50).
    persons: bool = False
    #: A paper of the agency's own that goes out at times: the draft report with its letter, a request to the court.
    may_leave: bool = False

    @property
    def discloses(self) -> bool:
        """Whether numbers in it would reach somebody who need not know them: it leaves the office (G53)."""
        return self.served is not Service.INTERNAL and not self.identifies

    @property
    def stays(self) -> bool:
        """Whether it is for the agency alone and is never served (办法 6、38)."""
        return self.served is Service.INTERNAL and not self.may_leave

    def __post_init__(self) -> None:
        unknown = set(self.signers) - SIGNERS.keys()
        if unknown:
            msg = f"{self.id}: unknown signers {sorted(unknown)}"
            raise ValueError(msg)
        if self.series and self.archive:
            msg = f"{self.id}: a document has a 文号 or an archive code, not both"
            raise ValueError(msg)


def field_names(fields: Fields) -> frozenset[str]:
    """Every name a template may print, dotted; the items of a list are named after the list (检查组.姓名)."""
    names: set[str] = set()
    for key, value in fields.items():
        names.add(key)
        for inner in _inside(value):
            names.update(f"{key}.{name}" for name in field_names(inner))
    return frozenset(names)


def _inside(value: Field) -> list[Fields]:
    if isinstance(value, Mapping):
        return [value]
    if isinstance(value, str | int):
        return []
    return [item for item in value if isinstance(item, Mapping)]
