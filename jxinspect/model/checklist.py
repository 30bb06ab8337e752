"""Points of checking that the office adds, and what was found at each line of a checklist (办法 11-13, 15, 22(三))."""

from jxinspect.law.terms import CheckResult
from jxinspect.model.base import Dated, Record, key_field, listing, ref, word


class OwnPoint(Record, table=True):
    """A point of checking of the office's own, under a matter of the regulation."""

    code: str = key_field()  #: CL-11-4.A1
    matter: str
    text: str
    method: str = ""
    materials: str = ""
    basis: str = ""


class CheckAnswer(Dated, table=True):
    """What was found at one line. A later answer to the line stands instead of the earlier, which is kept (G55)."""

    inspection_id: str = ref("inspection")
    line: str  #: CL-11-4.2
    asked: str  #: the text of the line when it was answered
    result: CheckResult = word(CheckResult)
    note: str = ""
    evidence: list[str] = listing()  #: evidence ids
    finding_id: str | None = ref("finding", default=None)
    answered_by: str = ref("staff")
