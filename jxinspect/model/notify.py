"""Notices of an on-site inspection and lists of the materials wanted (办法 14, 22(二))."""

from datetime import date

from jxinspect.law.terms import EvidenceForm, MaterialState
from jxinspect.model.base import Dated, Record, listing, ref, word


class Notice(Dated, table=True):
    """The notice of an on-site inspection, in advance (D05) or on the spot (D06) (办法 22(二))."""

    inspection_id: str = ref("inspection")
    flight: bool
    enter_on: date
    leave_on: date
    materials_due: date | None = None
    conditions: str = ""  #: 工作条件 (办法 21 II)
    report_wanted: str = ""  #: what the unit is to check itself and to report on
    cooperation: list[str] = listing()  #: 需要配合的事项
    place: str = ""
    contact: str = ""  #: member of the team whom the unit may ask


class MaterialsList(Dated, table=True):
    """A list of materials to be provided (D08, 办法 14), as annex of a notice or later."""

    inspection_id: str = ref("inspection")
    notice_id: str | None = ref("notice", default=None)  #: the notice whose annex it is; null off site
    due_on: date
    place: str = ""  #: where or to whom the materials go


class MaterialItem(Record, table=True):
    """One line of a materials list (D08, 办法 14)."""

    inspection_id: str = ref("inspection")
    list_id: str = ref("materialslist")
    seq: int
    name: str
    period: str = ""
    form: EvidenceForm = word(EvidenceForm, default=EvidenceForm.COPY)
    copies: int = 1
    purpose: str = ""
    due_on: date
    department: str = ""
    state: MaterialState = word(MaterialState, default=MaterialState.WANTED)
    reason: str = ""
