"""What is known of a flag after verification: the unit's last answer, what the inspectors found (办法 23(三))."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.kinds import Finding, Flag, FlagAnswer, FlagVerification


def answered(records: InspectionRecords, flags: Sequence[Flag]) -> dict[str, FlagAnswer]:
    """The last answer of each of these flags, by its id."""
    wanted = {flag.id for flag in flags}
    return {answer.flag_id: answer for answer in records.of(FlagAnswer) if answer.flag_id in wanted}


def overpaid(records: InspectionRecords, flag: Flag) -> int | None:
    """Fen that were paid too much: by the last own verification, else by the unit's answer, else the flag's amount."""
    told = _told(records, flag, lambda check: check.overpaid)
    return flag.amount if told is None else told


def recovered(records: InspectionRecords, flag: Flag) -> int:
    """Fen that had come back when the flag was checked: by the last own verification, else by the unit's answer."""
    return _told(records, flag, lambda check: check.recovered) or 0


def _told(
    records: InspectionRecords, flag: Flag, figure: Callable[[FlagVerification | FlagAnswer], int | None]
) -> int | None:
    """The figure by the last own verification, else by the unit's last answer."""
    own = [row for row in records.of(FlagVerification) if row.flag_id == flag.id]
    answer = answered(records, [flag]).get(flag.id)
    known = (figure(check) for check in (*own[-1:], answer) if check is not None)
    return next((fen for fen in known if fen is not None), None)


def recovered_before(records: InspectionRecords, finding: Finding) -> int:
    """Fen of a finding that had come back before anything was asked of the unit, as its flags know it."""
    return sum(recovered(records, flag) for flag in records.of(Flag) if flag.finding_id == finding.id)
