"""Evidence, the sheets that tie it to facts, and who had it when (办法 15; 行政处罚法 46; 最高法证据规定 10-12, 19)."""

from datetime import datetime

from jxinspect.law.terms import EvidenceForm, EvidenceKind, EvidenceState, SignOutcome
from jxinspect.model.base import Dated, key_field, listing, object_ref, ref, word


class Evidence(Dated, table=True):
    """One item of evidence; `at` is when it was taken (行政处罚法 46, 最高法证据规定 10-12, 19)."""

    inspection_id: str = ref("inspection")
    code: str = key_field()  #: 2026-007-ZJ-001
    seq: int
    kind: EvidenceKind = word(EvidenceKind)
    form: EvidenceForm = word(EvidenceForm)
    name: str
    source: str = ""
    place: str = ""
    takers: list[str] = listing()
    proves: str = ""
    pages: int | None = None
    pieces: int | None = None
    kept_at: str = ""  #: 存放处
    method: str = ""  #: 制作方法, how the copy was made
    copies: int | None = None
    original_at: str = ""  #: where the original of a copy lies
    compared_by: str = ""  #: who confirmed that it agrees with the original (经核对与原件一致)
    carrier: str = ""  #: what kind of carrier it is or is on
    carrier_serial: str = ""
    carrier_seal: str = ""  #: number of the seal on the carrier
    sha256: str | None = object_ref(default=None)
    sm3: str = ""  #: the SM3 beside it (GB/T 32905-2016), where it was asked for
    size: int | None = None
    lines: int | None = None  #: lines of a plain text file
    file_name: str = ""
    folder: str = ""  #: where the file lay inside the folder that was taken in
    file_at: datetime | None = None  #: the file's own time of last change
    media_type: str = ""
    photo_at: str = ""  #: time in the picture's own EXIF, as it stands there
    photo_place: str = ""  #: place in the EXIF
    photo_gps_at: str = ""  #: satellite time in the EXIF, UTC
    photo_camera: str = ""  #: make and model in the EXIF
    clock_ahead: int | None = None  #: seconds by which the device's clock was compared to be ahead of standard time
    state: EvidenceState = word(EvidenceState, default=EvidenceState.ON_FILE)
    note: str = ""


class EvidenceSheet(Dated, table=True):
    """取证记录单: one fact and the evidence for it (D22)."""

    inspection_id: str = ref("inspection")
    code: str
    matter: str
    fact: str
    evidence: list[str] = listing()
    origin: str
    method: str
    place: str
    inspectors: list[str] = listing()
    provider: str
    provider_post: str = ""
    provider_opinion: str = ""
    compared: bool = True  #: 与原件核对无异
    pages: int = 0
    outcome: SignOutcome = word(SignOutcome, default=SignOutcome.SIGNED)
    reason: str = ""
    witness: str = ""


class Custody(Dated, table=True):
    """Who handed which evidence to whom, why, and in which state."""

    inspection_id: str = ref("inspection")
    evidence_id: str = ref("evidence")
    giver: str
    taker: str
    why: str
    condition: str = ""


class Extraction(Dated, table=True):
    """Electronic data taken from a system or carrier (D24); `at` is its beginning (最高法证据规定 12, 64)."""

    inspection_id: str = ref("inspection")
    code: str
    ended_at: datetime
    place: str
    system: str  #: name of the system or carrier
    version: str
    part: str = ""  #: database, table or module
    device: str = ""  #: make and model of the machine
    device_serial: str = ""
    holder: str
    holder_post: str = ""
    certificates: str = "看清了。"  #: the holder's answer to “请过目，是否看清”
    method: str  #: 现场提取, 网络在线提取, 复制介质 …
    query: str = ""  #: command or query, word by word
    tool: str
    tool_version: str
    clock_ahead: int  #: seconds by which the system's clock was ahead of standard time
    clock_source: str  #: what it was compared with
    read_only: bool = True  #: the source could not be changed
    medium: str = ""  #: number of the carrier that the data was written to
    copies: int = 1
    why_copy: str  #: why the original carrier was not taken
    process: str = ""
    evidence: list[str] = listing()
    recordings: str = ""  #: numbers of photographs and recordings
    inspectors: list[str] = listing()
    holder_opinion: str = ""
    outcome: SignOutcome = word(SignOutcome, default=SignOutcome.SIGNED)
    reason: str = ""
    witness: str = ""
