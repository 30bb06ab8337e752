"""Comparing the data of an inspection by rules, here or where a city keeps its data (办法 17, 23(三))."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from jxinspect.acts.flag import HERE, Kept, keep, step_of
from jxinspect.acts.procedure import begin
from jxinspect.analysis.datasets import Found, available, connect, digests, extract_date, loaded, of_record
from jxinspect.analysis.engine import Engine, on_duckdb
from jxinspect.analysis.once import lay_once
from jxinspect.analysis.rule import Rule, chosen, own_parameters, parse
from jxinspect.analysis.run import RuleResult, repeat, run_rules
from jxinspect.errors import Incomplete, NotFound
from jxinspect.law.parameters import Parameter, parameters, values
from jxinspect.model.flag import RuleOutcome, RuleRun
from jxinspect.model.plan import Inspection
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import inspection_records

Followed = Callable[[Sequence[Rule]], Iterable[Rule]]


class Elsewhere(NamedTuple):
    """The database where the data are: its address, and the file that says which of its tables is which of ours."""

    url: str
    tables: Path


class _Data(NamedTuple):
    """What rules run on: the engine, what it has, the day and the region, and what the record says of both."""

    engine: Engine
    name: str
    columns: Mapping[str, Collection[str]]
    extract_on: date
    region: str
    digests: Mapping[str, Sequence[str]]


def run(
    case: CaseFile,
    number: str,
    *,
    rules: Sequence[str] = (),
    folder: Path | None = None,
    elsewhere: Elsewhere | None = None,
    followed: Followed = lambda rules: rules,
) -> Kept:
    """Run rules (all when none is named) over what was loaded, and keep what they find.

    `folder`: the office's own rules and parameters. `elsewhere`: run them there instead, where a city or the province
    keeps its data, which stay there. `followed` is given the rules and yields them as they are taken.
    """
    before = inspection_records(case, number)
    records = begin(case, number, step_of(before))
    one = records.inspection
    wanted = chosen(rules, folder)
    own = own_parameters(folder)
    _sound([rule for rule in wanted if not rule.shipped], parameters(own))
    with (
        _there(elsewhere)
        if elsewhere
        else _here(case, one, loaded(case, one), wanted, records.agency.region_code) as data
    ):
        results = list(
            run_rules(
                data.engine,
                followed(wanted),
                data.columns,
                values(data.extract_on, data.region, own),
                extract_on=data.extract_on,
                region=data.region,
                known=parameters(own),
                digests=data.digests,
            )
        )
    return keep(case, number, results, extract_on=data.extract_on, region=data.region, engine=data.name)


def _sound(rules: Sequence[Rule], known: dict[str, Parameter]) -> None:
    """Incomplete when the office's own rules have faults: what they find might not be the same everywhere."""
    if not rules:
        return
    from jxinspect.analysis.lint import faults, unsound

    found = [fault for rule in rules for fault in faults(rule, known)]
    if found:
        raise unsound(len(rules), found)


@contextmanager
def _here(case: CaseFile, one: Inspection, found: Found, rules: Sequence[Rule], region: str) -> Iterator[_Data]:
    """What was loaded for the inspection."""
    with closing(connect(case, one, found)) as connection:
        on, columns = extract_date(found), available(found)
        lay_once(connection, rules, columns)
        yield _Data(on_duckdb(connection), HERE, columns, on, region, digests(found))


@contextmanager
def _there(place: Elsewhere) -> Iterator[_Data]:
    """What an office's database has of our tables."""
    from jxinspect.analysis.elsewhere import opened, read_places

    places = read_places(place.tables)
    with opened(place.url, places) as found:
        name = "spark" if place.url.startswith("spark:") else "postgresql"
        yield _Data(found.engine, name, found.available, places.extract_on, places.region, {})


def again(case: CaseFile, number: str, elsewhere: Elsewhere | None = None) -> dict[str, bool]:
    """Make a run again from its record and the data, and say of each rule whether the same comes out. NotFound.

    Rules, parameters and the day come from the record, not from the files of today. A run `elsewhere` is made there
    again, and differs when the data there have changed.
    """
    found = case.all(RuleRun, number=number.strip().upper())
    if not found:
        raise NotFound(
            f"没有编号为 {number} 的比对", why="编号有误", todo="用 jxinspect inspect data runs 查看比对的编号"
        )
    if (found[0].engine == HERE) == (elsewhere is not None):
        raise _other_place(number, found[0].engine)
    one = case.get(Inspection, found[0].inspection_id)
    outcomes = case.all(RuleOutcome, run_id=found[0].id)
    recorded = [_recorded(case, found[0], row) for row in outcomes]
    rules = [parse(said.text) for said in recorded]
    looked_at = of_record(case, one, [(entry["table"], entry["sha256"]) for row in outcomes for entry in row.inputs])
    with _there(elsewhere) if elsewhere else _here(case, one, looked_at, rules, found[0].region) as data:
        return {
            row.rule: repeat(data.engine, said, data.columns).digest == row.digest
            for row, said in zip(outcomes, recorded, strict=True)
        }


def _other_place(number: str, engine: str) -> Incomplete:
    if engine == HERE:
        return Incomplete(
            f"比对 {number} 用的是装入的数据", why="重新比对用同样的数据", todo="去掉 --engine 和 --tables"
        )
    return Incomplete(
        f"比对 {number} 用的数据在数据库（{engine}）中",
        why="重新比对要连接存放数据的地方",
        todo="用 --engine 给出数据库地址，用 --tables 给出表的对应文件",
    )


def _recorded(case: CaseFile, run_: RuleRun, row: RuleOutcome) -> RuleResult:
    """A result as the record tells it, without what it found."""
    inputs: dict[str, list[str]] = {}
    for entry in row.inputs:
        inputs.setdefault(entry["table"], []).append(entry["sha256"])
    assert row.text_sha256 is not None
    return RuleResult(
        rule=row.rule,
        version=row.version,
        title=row.title,
        text=case.objects.get(row.text_sha256).decode(),
        extract_on=run_.extract_on,
        region=run_.region,
        parameters={entry["name"]: _value(entry["value"]) for entry in row.parameters},
        inputs=inputs,
        skipped=row.skipped or None,
        hits=(),
        flags=(),
    )


def _value(held: Any) -> Any:
    """A parameter as rules take it; days stand apart from texts in the record."""
    if isinstance(held, dict):
        return date.fromisoformat(held["day"])
    return tuple(_value(one) for one in held) if isinstance(held, list) else held
