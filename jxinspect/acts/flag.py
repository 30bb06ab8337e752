"""Keeping what a comparison found: the run, its rules, their hits encrypted, a flag for each case (办法 23(三))."""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from jxinspect.acts.procedure import admit, begin
from jxinspect.acts.serial import code, ordinals
from jxinspect.analysis.datasets import for_the_inspection
from jxinspect.analysis.hit_file import Hit, packed, unpacked
from jxinspect.analysis.rule import parse
from jxinspect.analysis.run import FlagResult, RuleResult
from jxinspect.errors import NotFound
from jxinspect.law.flag import FlagState, counts, pseudonym
from jxinspect.law.states import COURSES
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.base import new_id
from jxinspect.model.dataset import DataPurge
from jxinspect.model.flag import Flag, RuleOutcome, RuleRun
from jxinspect.store.canonical import canonical
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import inspection_records

#: Flags that nobody has acted upon yet: what a later run no longer finds, or finds otherwise, takes their place.
OPEN = (FlagState.PENDING, FlagState.CHOSEN, FlagState.EXCLUDED)
#: The engine of a run over what was loaded; any other is a database elsewhere, whose rows are not here.
HERE = "duckdb"
#: Stands for the row of a hit that lies elsewhere.
NOWHERE = -1
_KEY_BYTES = 32
#: A rule may flag ten thousand payments, so the blocks of its numbers are large.
_FLAGS = 100_000


@dataclass
class Kept:
    """What a run changed: its record, and how many flags are new, stayed, or were taken out of the list."""

    run: RuleRun
    outcomes: list[RuleOutcome] = field(default_factory=list)
    new: int = 0  #: flags that count
    beside: int = 0  #: new ones that count for nothing by themselves
    same: int = 0
    superseded: int = 0
    already: bool = False  #: the same run had been kept before, and nothing was written


def keep(
    case: CaseFile, number: str, results: Iterable[RuleResult], *, extract_on: date, region: str, engine: str = HERE
) -> Kept:
    """Keep the results of a run. When rules, parameters, inputs and results are those of the last, nothing is written.

    A flag that was found before with the same hits stays as it is, with what was decided about it. One that is found
    otherwise, or no more, is superseded unless the unit has been asked about it already.
    """
    step = step_of(inspection_records(case, number))
    records = begin(case, number, step)
    told = list(results)
    last = records.last(RuleRun)
    standing = _standing(records, told)
    if standing is not None:
        return Kept(standing, [o for o in records.of(RuleOutcome) if o.run_id == standing.id], already=True)
    key_sha256 = last.key_sha256 if last else case.objects.put(secrets.token_bytes(_KEY_BYTES))
    run = RuleRun(
        inspection_id=records.inspection.id,
        at=case.at,
        number=code(case, f"{number}-BD", (one.number for one in records.of(RuleRun))),
        engine=engine,
        extract_on=extract_on,
        region=region,
        digest=_digest(told, extract_on, region),
        key_sha256=key_sha256,
        actor=case.actor,
    )
    kept = _Keeping(case, records, run, case.objects.get(key_sha256))
    for result in told:
        kept.take(result)
    admit(case, records, step, run)
    case.add(*kept.done.outcomes)
    case.add(*kept.new)
    return kept.done


def step_of(records: InspectionRecords) -> str:
    """A run beside flags that are out already changes nothing of where the inspection stands."""
    course = COURSES[records.inspection.mode]
    again = course.get("inspect.data.rerun")
    return again.step if again and records.inspection.state in again.sources else "inspect.data.run"


def _standing(records: InspectionRecords, results: Sequence[RuleResult]) -> RuleRun | None:
    """The last run, when each of these rules has found the same before from the same parameters and data."""
    before = {outcome.rule: outcome for outcome in records.of(RuleOutcome)}
    for result in results:
        known = before.get(result.rule)
        if known is None or (known.version, known.digest) != (result.version, result.digest):
            return None
    return records.last(RuleRun)


def _digest(results: Sequence[RuleResult], extract_on: date, region: str) -> str:
    told = [[r.rule, r.version, _named(r.parameters), _inputs(r.inputs), r.skipped or "", r.digest] for r in results]
    return sha256(canonical([extract_on.isoformat(), region, told]).encode()).hexdigest()


def _named(values: dict[str, Any]) -> list[dict[str, Any]]:
    return [{"name": name, "value": _plain(value)} for name, value in sorted(values.items())]


def _plain(value: Any) -> Any:
    """As the journal can hold it; a day apart from a text, so that the run can be made again from the record."""
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return [_plain(one) for one in value] if isinstance(value, tuple | list) else value


def _inputs(inputs: dict[str, list[str]]) -> list[dict[str, str]]:
    return [{"table": table, "sha256": digest} for table, digests in sorted(inputs.items()) for digest in digests]


class _Keeping:
    """One run on its way into the case file."""

    def __init__(self, case: CaseFile, records: InspectionRecords, run: RuleRun, key: bytes) -> None:
        self.case, self.records, self.run, self.key = case, records, run, key
        self.done = Kept(run)
        self.new: list[Flag] = []

    def take(self, result: RuleResult) -> None:
        """One rule: what it found as flags, and the hits as one object. A rule that was left out changes no flag."""
        outcome = RuleOutcome(
            inspection_id=self.run.inspection_id,
            run_id=self.run.id,
            rule=result.rule,
            version=result.version,
            title=result.title,
            parameters=_named(result.parameters),
            inputs=_inputs(result.inputs),
            skipped=result.skipped or "",
            limits=list(parse(result.text).limits),
            flags=sum(counts(one.strength) for one in result.flags),
            hits=len(result.hits),
            amount=sum(one.amount or 0 for one in result.flags if counts(one.strength)),
            digest=result.digest,
            text_sha256=self.case.objects.put(result.text.encode()),
        )
        self.done.outcomes.append(outcome)
        if result.skipped:
            return
        earlier = [one for one in self.records.of(Flag) if one.rule == result.rule]
        hits = list(self._flags(result, earlier))
        if hits:
            outcome.hits_sha256 = self.case.objects.put(packed(hits))

    def _flags(self, result: RuleResult, earlier: Sequence[Flag]) -> Iterable[Hit]:
        standing = {(o.klass, o.subject): o for o in earlier if o.state != FlagState.SUPERSEDED}
        numbers = ordinals(self.case, (int(one.number.rpartition("-")[2]) for one in earlier), size=_FLAGS)
        for one in sorted(result.flags, key=lambda one: not counts(one.strength)):
            subject, digest = pseudonym(self.key, one.subject), _hits_digest(one)
            before = standing.pop((one.klass, subject), None)
            if before is not None and before.digest == digest:
                self.done.same += 1
                flag = before
            else:
                if before is not None:
                    self._supersede(before)
                flag = self._made(
                    result, one, f"{result.rule}-{next(numbers):04d}", subject=subject, digest=digest, before=before
                )
            for hit in one.hits:
                yield Hit(flag.number, *hit)
        for gone in standing.values():
            self._supersede(gone)

    def _made(
        self, result: RuleResult, one: FlagResult, number: str, *, subject: str, digest: str, before: Flag | None
    ) -> Flag:
        # All columns: looking for the default of one takes as long as a column, and there may be many thousand flags.
        flag = Flag(
            id=new_id(),
            inspection_id=self.run.inspection_id,
            run_id=self.run.id,
            number=number,
            rule=result.rule,
            version=result.version,
            klass=one.klass,
            strength=one.strength if counts(one.strength) else "",
            subject=subject,
            amount=one.amount,
            months=one.months,
            first_ym=one.first_ym,
            last_ym=one.last_ym,
            hits=len(one.hits),
            digest=digest,
            state=FlagState.PENDING,
            before_id=before.id if before else None,
            decision_id=None,
            finding_id=None,
        )
        if counts(one.strength):
            self.done.new += 1
        else:
            self.done.beside += 1
        self.new.append(flag)
        return flag

    def _supersede(self, flag: Flag) -> None:
        if flag.state in OPEN:
            flag.state = FlagState.SUPERSEDED
            self.done.superseded += 1


def _hits_digest(one: FlagResult) -> str:
    """Of what was found, and not of where the rows lie: data that are loaded again give the same flags."""
    told = [[hit.ym, hit.amount, hit.detail or ""] for hit in one.hits]
    return sha256(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()


def flag_of(records: InspectionRecords, number: str) -> Flag:
    """A flag of the inspection by its number. NotFound."""
    wanted = number.strip().upper()
    for flag in records.of(Flag):
        if flag.number.upper() == wanted:
            return flag
    raise NotFound(
        f"没有编号为 {number} 的疑点",
        why=f"检查 {records.inspection.number} 的疑点中没有这个编号",
        todo=f"用 jxinspect inspect flag list -i {records.inspection.number} 查看编号",
    )


def hits_of(case: CaseFile, records: InspectionRecords, flags: Sequence[Flag]) -> dict[str, list[Hit]]:
    """What flags rest on, by their numbers: from the last run that found them, else from the one that made them.

    Rows of a database elsewhere are no rows of what was loaded: such a hit points at none.
    """
    purges = records.of(DataPurge)
    if purges:
        raise NotFound(
            f"检查 {records.inspection.number} 的数据已经销毁",
            why=f"命中的行随数据一起销毁（{purges[-1].number}）",
            todo="疑点的金额、月数、筛查和核查结果仍在 inspect flag list",
        )
    for_the_inspection(case, records.inspection)
    outcomes = [one for one in records.of(RuleOutcome) if one.hits_sha256]
    here = {run.id for run in records.of(RuleRun) if run.engine == HERE}
    found: dict[str, list[Hit]] = {}
    for rule in dict.fromkeys(flag.rule for flag in flags):
        wanted = {flag.number for flag in flags if flag.rule == rule}
        for outcome in reversed([one for one in outcomes if one.rule == rule]):
            if not wanted:
                break
            assert outcome.hits_sha256 is not None
            for hit in unpacked(case.objects.get(outcome.hits_sha256), wanted):
                there = hit if outcome.run_id in here else hit._replace(left_row=NOWHERE, right_row=None)
                found.setdefault(hit.number, []).append(there)
            wanted -= found.keys()
    return found
