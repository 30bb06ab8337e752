"""What became of an issued document: void, or come back signed."""

from jxinspect.law.terms import SignOutcome
from jxinspect.model.base import Dated, object_ref, ref, word


class DocumentVoid(Dated, table=True):
    """作废: the number stays taken, with its reason (G57)."""

    document_id: str = ref("document", only=True)
    inspection_id: str | None = ref("inspection", default=None)
    reason: str
    approved_by: str | None = ref("staff", default=None)


class SignedPaper(Dated, table=True):
    """The paper that came back: its scan, who signed or refused and why, and when."""

    document_id: str = ref("document")
    inspection_id: str | None = ref("inspection", default=None)
    signer: str
    capacity: str  #: 职务或者身份
    outcome: SignOutcome = word(SignOutcome)
    reason: str = ""  #: of a refusal or inability (最高法证据规定 15)
    witness: str = ""
    scan: str | None = object_ref(default=None)
    scan_name: str = ""
