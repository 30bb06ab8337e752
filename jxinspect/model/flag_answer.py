"""What is known of a flag after verification: the unit's last answer, what the inspectors found (办法 23(三))."""

from __future__ import annotations

from collections.abc import Sequence

from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.kinds import Finding, Flag, FlagAnswer, FlagVerification


def answered(records: InspectionRecords, flags: Sequence[Flag]) -> dict[str, FlagAnswer]:
    """The last answer of each of these flags, by its id."""
    wanted = {flag.id for flag in flags}
    return {answer.flag_id: answer for answer in records.of(FlagAnswer) if answer.flag_id in wanted}


def overpaid(records: InspectionRecords, flag: Flag) -> int | None:
    """Fen that were paid too much: by the last own verification, else by the unit's answer, else the flag's amount."""
    own = [row.overpaid for row in records.of(FlagVerification) if row.flag_id == flag.id]
    if own and own[-1] is not None:
        return own[-1]
    answer = answered(records, [flag]).get(flag.id)
    return answer.overpaid if answer and answer.overpaid is not None else flag.amount


def recovered(records: InspectionRecords, flag: Flag) -> int:
    """Fen that had come back when the flag was checked: by the last own verification, else by the unit's answer."""
    own = [row.recovered for row in records.of(FlagVerification) if row.flag_id == flag.id]
    if own and own[-1] is not None:
        return own[-1]
    answer = answered(records, [flag]).get(flag.id)
    return (answer.recovered or 0) if answer else 0


def recovered_before(records: InspectionRecords, finding: Finding) -> int:
    """Fen of a finding that had come back before anything was asked of the unit, as its flags know it."""
    return sum(recovered(records, flag) for flag in records.of(Flag) if flag.finding_id == finding.id)
