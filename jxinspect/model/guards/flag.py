"""Guards of doubtful cases: G61 (办法 23(三))."""

from __future__ import annotations

from collections.abc import Iterator

from jxinspect.law.flag import CONFIRMING, Verdict
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.guards.base import Breach, rule
from jxinspect.model.kinds import Flag, FlagAnswer, FlagVerification


@rule("G61")
def doubts_verified(records: InspectionRecords) -> Iterator[Breach]:
    """G61: a flag counts as a finding only when the unit confirmed it, or the inspectors verified it themselves.

    What the inspectors found goes before what the unit says; the last of several counts.
    """
    said: dict[str, Verdict] = {answer.flag_id: answer.verdict for answer in records.of(FlagAnswer)}
    own: dict[str, Verdict] = {row.flag_id: row.verdict for row in records.of(FlagVerification)}
    for flag in records.of(Flag):
        if flag.finding_id is None:
            continue
        verdict = own.get(flag.id, said.get(flag.id))
        if verdict is None:
            yield Breach("G61", flag.id, f"疑点{flag.number}没有被监督单位的反馈，也没有自行核实，就计入了问题")
        elif verdict not in CONFIRMING:
            yield Breach("G61", flag.id, f"疑点{flag.number}核查的结果是“{verdict.label}”，却计入了问题")
