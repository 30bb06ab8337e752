"""Running rules over the tables that were handed over, and grouping their hits to flags (办法 23).

Same rules, parameters and rows give the same flags, byte for byte: "today" is the day of the extract, hits are put in
an order of their own, and a result carries a digest of all that it says.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha256
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from jxinspect.analysis.engine import Engine, Row, on_duckdb
from jxinspect.analysis.relations import missing
from jxinspect.analysis.rule import ASIDE, Rule
from jxinspect.analysis.translate import Setting, setting, translate
from jxinspect.errors import Incomplete
from jxinspect.law.parameters import Parameter, Value, parameters

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection


class Hit(NamedTuple):
    """One row of a rule's result. `klass`: its class; `amount`: integer fen; `ym`: yyyymm; rows by their `_row`."""

    klass: str
    subject: str
    person_no: str | None
    ym: int | None
    amount: int | None
    left_row: int
    right_row: int | None
    detail: str | None


class FlagResult(NamedTuple):
    """The hits of one rule, class and subject. `months`: how many; `amount`: fen, None where none is told."""

    rule: str
    klass: str
    strength: str
    subject: str
    person_no: str | None
    amount: int | None
    months: int
    first_ym: int | None
    last_ym: int | None
    hits: tuple[Hit, ...]

    @property
    def counts(self) -> bool:
        """Whether it is a flag; weak, boundary, explained and suspend only stand beside."""
        return self.strength not in ASIDE


class RuleResult(NamedTuple):
    """What a rule found, with all that is needed to run it again. `skipped`: why it could not run, None when it did."""

    rule: str
    version: str
    title: str
    text: str
    extract_on: date
    region: str
    parameters: dict[str, Value]
    inputs: dict[str, list[str]]
    skipped: str | None
    hits: tuple[Hit, ...]
    flags: tuple[FlagResult, ...]

    @property
    def digest(self) -> str:
        """SHA-256 of everything that it says, in one writing."""
        said = self._replace(flags=())._asdict()
        return sha256(json.dumps(said, ensure_ascii=False, sort_keys=True, default=str).encode()).hexdigest()


def run_rules(
    connection: DuckDBPyConnection | Engine,
    rules: Iterable[Rule],
    available: Mapping[str, Collection[str]],
    values: Mapping[str, Value],
    *,
    extract_on: date,
    region: str,
    known: Mapping[str, Parameter] | None = None,
    digests: Mapping[str, Sequence[str]] | None = None,
) -> Iterator[RuleResult]:
    """The result of each rule in turn, of skipped ones too.

    `available`: the columns of each table that was delivered; `values`: those of `law.parameters.values`; `known`: what
    describes them, ours when None; `digests`: of the data sets of each table, for the record.
    """
    engine = connection if isinstance(connection, Engine) else on_duckdb(connection)
    described = parameters() if known is None else known
    for rule in rules:
        given = setting(rule, described, values, extract_on, region)
        yield run_rule(engine, rule, available, given, digests or {})


def run_rule(
    engine: Engine,
    rule: Rule,
    available: Mapping[str, Collection[str]],
    given: Setting,
    digests: Mapping[str, Sequence[str]],
) -> RuleResult:
    """What one rule finds."""
    skipped = missing(rule, available)
    hits = () if skipped else find(engine, rule, available, given)
    return RuleResult(
        rule=rule.id,
        version=rule.version,
        title=rule.title,
        text=rule.text,
        extract_on=given.extract_on,
        region=given.region,
        parameters=dict(given.values),
        inputs={table: sorted(digests.get(table, ())) for table in rule.tables if table in available},
        skipped=skipped,
        hits=hits,
        flags=tuple(group(rule, hits)),
    )


def find(engine: Engine, rule: Rule, available: Mapping[str, Collection[str]], given: Setting) -> tuple[Hit, ...]:
    """The hits of a rule, each once, in an order that depends on nothing but themselves."""
    return ordered(rule, engine.query(translate(rule, given, available, engine.dialect, engine.within)))


def ordered(rule: Rule, rows: Iterable[Row]) -> tuple[Hit, ...]:
    """The rows of a result as hits, each once, in their order."""
    return tuple(sorted({_hit(rule, row) for row in rows}, key=_order))


def _hit(rule: Rule, row: Row) -> Hit:
    hit = Hit(*row)
    if hit.klass not in rule.classes or not hit.subject or hit.left_row is None:
        raise Incomplete(
            f"规则 {rule.id} 的一行结果不合要求：class={hit.klass}，left_row={hit.left_row}",
            why="class 应在头部的 [classes] 中，subject 和 left_row 不能为空",
            todo="改正规则的 SQL，用 jxinspect inspect rule test 试",
        )
    return hit


def _order(hit: Hit) -> tuple[Any, ...]:
    return tuple((one is not None, one if one is not None else 0) for one in (*hit[:2], *hit[3:4], *hit[5:], *hit[2:5]))


def group(rule: Rule, hits: Iterable[Hit]) -> Iterator[FlagResult]:
    """Flags from hits in their order: one for each class and subject."""
    for (klass, subject), found in groupby(hits, key=lambda hit: hit[:2]):
        rows = tuple(found)
        months = sorted({hit.ym for hit in rows if hit.ym is not None})
        yield FlagResult(
            rule=rule.id,
            klass=klass,
            strength=rule.classes[klass],
            subject=subject,
            person_no=next((hit.person_no for hit in rows if hit.person_no), None),
            amount=_amount(rows),
            months=len(months),
            first_ym=months[0] if months else None,
            last_ym=months[-1] if months else None,
            hits=rows,
        )


def _amount(rows: Sequence[Hit]) -> int | None:
    """Their sum in fen; a row of the sender counts once in a month, however many rows it was compared with."""
    once = {(hit.left_row, hit.ym): hit.amount for hit in rows if hit.amount is not None}
    return sum(once.values()) if once else None


def repeat(
    connection: DuckDBPyConnection | Engine, said: RuleResult, available: Mapping[str, Collection[str]]
) -> RuleResult:
    """The same run once more, from nothing but its record and the tables."""
    from jxinspect.analysis.rule import parse

    engine = connection if isinstance(connection, Engine) else on_duckdb(connection)
    given = Setting(said.extract_on, said.region, said.parameters)
    return run_rule(engine, parse(said.text), available, given, said.inputs)
