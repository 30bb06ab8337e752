"""What a comparison of data brought: runs, rules, flags, and what triage decided about them (办法 23(三)).

No row of the data stands here, and no name or number of anybody: they lie encrypted, in the data themselves and in one
object of hits for each rule of a run.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from jxinspect.law.flag import DecisionKind, FlagState
from jxinspect.model.base import Dated, Record, listing, object_ref, ref, word


class RuleRun(Dated, table=True):
    """One comparison of an inspection's data by rules."""

    inspection_id: str = ref("inspection")
    number: str  #: 2026-003-BD-01
    engine: str  #: duckdb, postgresql, spark
    extract_on: date  #: the day of the extracts, which the rules take for today
    region: str
    digest: str  #: over rules, parameters, inputs and results: equal when nothing differs
    key_sha256: str = object_ref()  #: the object with the key of the pseudonyms
    actor: str


class RuleOutcome(Record, table=True):
    """What one rule of a run found, or why it was left out."""

    inspection_id: str = ref("inspection")
    run_id: str = ref("rulerun")
    rule: str
    version: str
    title: str
    parameters: list[dict[str, Any]] = listing()  #: {"name": …, "value": …}
    inputs: list[dict[str, Any]] = listing()  #: {"table": …, "sha256": …} for each part of each table
    skipped: str = ""  #: why the rule did not run
    limits: list[str] = listing()  #: what the rule does not examine, as its header says
    flags: int = 0
    hits: int = 0
    amount: int = 0  #: fen, of the classes that count
    digest: str = ""  #: of the result
    hits_sha256: str | None = object_ref(default=None)
    text_sha256: str | None = object_ref(default=None)  #: the rule as it stood


class FlagDecision(Dated, table=True):
    """What was decided about flags in one go: sent on, excluded on a ground, or opened again."""

    inspection_id: str = ref("inspection")
    number: str  #: 2026-003-SC-01
    kind: DecisionKind = word(DecisionKind)
    ground: str = ""  #: id of a false positive of the rule, or of law.flag.GROUNDS
    ground_text: str = ""
    note: str = ""
    conditions: list[dict[str, Any]] = listing()  #: {"name": …, "value": …} by which the flags were chosen
    flags: list[str] = listing()  #: their numbers
    actor: str


class Flag(Record, table=True):
    """A doubtful case: what one rule says about one person, unit or account. `subject` is a pseudonym."""

    inspection_id: str = ref("inspection")
    run_id: str = ref("rulerun")
    number: str  #: R01-0007
    rule: str
    version: str
    klass: str
    strength: str = ""  #: H, M, L; blank for what does not count by itself
    subject: str
    amount: int | None = None  #: fen, before recovery
    months: int = 0
    first_ym: int | None = None
    last_ym: int | None = None
    hits: int = 0
    digest: str  #: of its hits: the same when a later run finds the same
    state: FlagState = word(FlagState, default=FlagState.PENDING)
    before_id: str | None = ref("flag", default=None)  #: the flag of an earlier run that it stands for
    decision_id: str | None = ref("flagdecision", default=None)
    finding_id: str | None = ref("finding", default=None)


class FlagDraw(Dated, table=True):
    """Flags drawn by lot from those that wait, so that a few stand for many; anybody can draw them again."""

    inspection_id: str = ref("inspection")
    number: str  #: 2026-003-CY-01
    seed: str
    drawn: int
    conditions: list[dict[str, Any]] = listing()
    population: list[str] = listing()  #: numbers of the flags
    digest: str
    chosen: list[dict[str, Any]] = listing()  #: {"flag": …, "lot": …}
    actor: str
