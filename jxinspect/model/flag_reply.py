"""Flags on their way to the unit and back, verified, and handed over to an inspection on site (D25, D26)."""

from __future__ import annotations

from datetime import date

from jxinspect.law.flag import Verdict
from jxinspect.law.terms import InspectionForm
from jxinspect.model.base import Dated, Record, listing, object_ref, ref, word


class FlagBatch(Dated, table=True):
    """Flags that a unit is asked to verify (D25). The term runs from service (T06)."""

    inspection_id: str = ref("inspection")
    round: int  #: 1 for the first
    demand: str
    days: int  #: working days from service
    due_on: date | None = None  #: a fixed last day instead
    contact: str
    #: The object with the lines of the list as the unit got it (JSON): what a reply is compared with.
    lines_sha256: str | None = object_ref(default=None)


class FlagSent(Record, table=True):
    """One flag of a batch."""

    inspection_id: str = ref("inspection")
    batch_id: str = ref("flagbatch")
    flag_id: str = ref("flag")
    seq: int


class FlagReminder(Dated, table=True):
    """The unit was reminded of a batch."""

    inspection_id: str = ref("inspection")
    batch_id: str = ref("flagbatch")
    how: str  #: 电话、当面、公文交换
    whom: str
    note: str = ""
    actor: str


class FlagReply(Dated, table=True):
    """A table of answers that came back from the unit (D26); the file is in evidence."""

    inspection_id: str = ref("inspection")
    batch_id: str = ref("flagbatch")
    evidence_id: str = ref("evidence")
    file_sha256: str  #: of the file as it came, which may have been locked by a password
    giver: str
    actor: str


class FlagAnswer(Record, table=True):
    """What the unit says about one flag. Amounts in fen."""

    inspection_id: str = ref("inspection")
    reply_id: str = ref("flagreply")
    flag_id: str = ref("flag")
    row: int  #: in the sheet that came
    verdict: Verdict = word(Verdict)
    how: str  #: 核查方式
    facts: str
    proof: str = ""  #: 佐证
    overpaid: int | None = None
    recovered: int | None = None
    outstanding: int | None = None
    handling: str = ""
    checker: str
    checked_on: date


class FlagVerification(Dated, table=True):
    """What the inspectors themselves found out about a flag."""

    inspection_id: str = ref("inspection")
    flag_id: str = ref("flag")
    verdict: Verdict = word(Verdict)
    how: str
    facts: str
    overpaid: int | None = None
    recovered: int | None = None
    evidence: list[str] = listing()  #: evidence ids
    actor: str


class Escalation(Dated, table=True):
    """An off-site inspection led to one on site."""

    inspection_id: str = ref("inspection")
    onsite_id: str = ref("inspection")
    form: InspectionForm = word(InspectionForm)
    reason: str
    flags: list[str] = listing()  #: numbers of the flags that are to be looked into
    actor: str
