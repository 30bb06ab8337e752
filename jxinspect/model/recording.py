"""Recordings of sound and pictures of what the inspectors did (执法全过程音像记录; 行政处罚法 47)."""

from datetime import datetime

from jxinspect.law.recording import Stage
from jxinspect.model.base import Dated, key_field, listing, object_ref, ref


class Recording(Dated, table=True):
    """One file of a recorder; `at` is its beginning. It is kept here, is an item of evidence, or lies elsewhere."""

    inspection_id: str = ref("inspection")
    code: str = key_field()  #: 2026-007-YX-001
    seq: int
    stages: list[Stage] = listing()  #: one run of the recorder may cover several
    ended_at: datetime
    about: str = ""  #: who and what is seen
    place: str = ""
    device: str  #: number of the recorder
    recorder: str = ref("staff")
    file_name: str
    media_type: str = ""
    size: int
    sha256: str
    sm3: str = ""
    stored: str | None = object_ref(default=None)  #: the file, where the case file keeps it
    evidence_id: str | None = ref("evidence", default=None)
    kept_at: str = ""  #: 保存位置, where the recording of the device lies
    note: str = ""
