"""Results of inspections for the public (D46, 社会保险法 79 I): what is told, what was hidden, where it stands."""

from datetime import date, datetime

from jxinspect.law.redaction import Hiding
from jxinspect.model.base import Dated, Record, listing, ref, word


class Publication(Dated, table=True):
    """A public version of the results of a period; `at` is when it was drawn up."""

    code: str  #: 2026-公布稿-01
    year: int
    n: int
    period_from: date
    period_to: date
    mask_units: bool = False
    brief: bool = False  #: without the facts of the findings
    reports: list[str] = listing()  #: the reports that it rests on
    inspections: list[str] = listing()
    author: str = ref("staff")
    approved_by: str | None = ref("staff", default=None)
    approved_at: datetime | None = None
    approval_text: str = ""
    published_on: date | None = None
    published_in: str = ""  #: site, notice board, newspaper
    published_url: str = ""
    withdrawn_on: date | None = None
    changed_on: date | None = None  #: when what it rests on was changed or set aside (T23)
    withdrawal: str = ""  #: why, as told to the public


class PublishedFinding(Record, table=True):
    """A finding as the public reads it; what is hidden is not in it."""

    publication_id: str = ref("publication")
    inspection_id: str = ref("inspection")
    seq: int  #: in the publication
    unit: str
    project: str
    title: str  #: blank: nothing was found
    facts: str = ""
    amount: int | None = None  #: fen
    rectified: str = ""


class Redaction(Record, table=True):
    """Something was hidden: what kind, where, how often, by whom and why; never what it was."""

    publication_id: str = ref("publication")
    inspection: str  #: number
    place: str
    kind: Hiding = word(Hiding)
    times: int
    by: str = ref("staff")
    why: str
