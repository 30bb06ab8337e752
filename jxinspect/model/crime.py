"""The question whether a crime is suspected, and what was decided on it (办法 39; 移送规定 3, 5)."""

from jxinspect.law.measure import CrimeVerdict
from jxinspect.model.base import Dated, listing, ref, word


class CrimeReport(Dated, table=True):
    """The team's written report to the head, which proposes to refer; starts the three days (T22)."""

    inspection_id: str = ref("inspection")
    findings: list[str] = listing()
    offence: str  #: 涉嫌罪名
    facts: str
    opinion: str
    team: list[str] = listing()  #: staff ids of the special team, two at least


class CrimeDecision(Dated, table=True):
    """What was decided on findings that raise the question; a reason stands for every answer but a referral."""

    inspection_id: str = ref("inspection")
    report_id: str | None = ref("crimereport", default=None)
    findings: list[str] = listing()
    verdict: CrimeVerdict = word(CrimeVerdict)
    reason: str
    proposed_by: str = ref("staff")
    decided_by: str = ref("staff")
