"""Papers that may go to others than the unit: a notice of questioning, a letter of assistance (D18, D26a)."""

from datetime import date, datetime

from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.base import Dated, listing, ref
from jxinspect.model.document import Document
from jxinspect.model.kinds import Inquiry, Recommendation, Referral, Talk
from jxinspect.model.proceeding_course import party_of


class QuestioningNotice(Dated, table=True):
    """A person or a unit is asked to come and to answer questions (D18, 办法 16)."""

    inspection_id: str = ref("inspection")
    party: str  #: name of the person, or of the unit
    person: bool  #: a person; else a unit
    identity_no: str = ""
    employer: str = ""
    post: str = ""
    address: str = ""
    phone: str = ""
    matter: str
    ask_at: datetime
    place: str
    bring: list[str] = listing()  #: 应携带的材料
    contact: str


class Assistance(Dated, table=True):
    """A letter that asks another organ for help or for data (D26a, 办法 8, 18)."""

    inspection_id: str = ref("inspection")
    organ: str  #: 协查机关, by its full name
    matter: str
    basis: list[str] = listing()
    data_scope: list[str] = listing()  #: the least that is needed, item by item
    tables: list[str] = listing()  #: keys of law/data/tables.toml whose columns are asked for
    use: str
    due_on: date
    confidentiality: str
    contact: str


class AssistanceReply(Dated, table=True):
    """What an organ answered to a letter of assistance (`at` = when it was registered)."""

    inspection_id: str = ref("inspection")
    assistance_id: str = ref("assistance")
    received_on: date
    reference: str = ""  #: number of their letter
    text: str  #: what came: data, papers, or that there are none
    complete: bool = True  #: nothing more is waited for


def addressee_of(records: InspectionRecords, document: Document) -> str:
    """Whom a paper addresses: who is questioned, the organ asked for help, the party of a case, else the unit."""
    others = {row.id: row.party for row in records.of(QuestioningNotice)}
    others |= {row.id: row.organ for row in records.of(Assistance)}
    others |= {row.id: row.organ for row in records.of(Recommendation)}
    others |= {row.id: row.organ for row in records.of(Referral)}
    others |= {row.id: row.party for row in records.of(Talk)}
    others |= {row.id: row.party for row in records.of(Inquiry)}
    return others.get(document.subject_id) or party_of(records, document.subject_id) or records.unit.name
