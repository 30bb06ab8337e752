"""Comparing the data of an inspection by rules, here or where a city keeps its data (办法 17, 23(三))."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

from jxinspect.acts.flag import Kept, keep, step_of
from jxinspect.acts.procedure import begin
from jxinspect.analysis.datasets import available, connect, digests, extract_date
from jxinspect.analysis.once import lay_once
from jxinspect.analysis.rule import Rule, chosen, own_parameters, parse
from jxinspect.analysis.run import RuleResult, repeat, run_rules
from jxinspect.errors import NotFound
from jxinspect.law.parameters import parameters, values
from jxinspect.model.flag import RuleOutcome, RuleRun
from jxinspect.model.plan import Inspection
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import inspection_records

Followed = Callable[[Sequence[Rule]], Iterable[Rule]]


def run(
    case: CaseFile,
    number: str,
    *,
    rules: Sequence[str] = (),
    folder: Path | None = None,
    followed: Followed = lambda rules: rules,
) -> Kept:
    """Run rules (all when none is named) over what was loaded, and keep what they find.

    `folder`: the office's own rules and parameters. `followed` is given the rules and yields them as they are taken.
    """
    before = inspection_records(case, number)
    records = begin(case, number, step_of(before))
    one = records.inspection
    wanted = chosen([rule.upper() for rule in rules], folder)
    own = own_parameters(folder)
    on, region = extract_date(case, one), records.agency.region_code
    with closing(connect(case, one)) as connection:
        columns = available(case, one)
        lay_once(connection, wanted, columns)
        results = list(
            run_rules(
                connection,
                followed(wanted),
                columns,
                values(on, region, own),
                extract_on=on,
                region=region,
                known=parameters(own),
                digests=digests(case, one),
            )
        )
    return keep(case, number, results, extract_on=on, region=region)


def again(case: CaseFile, number: str) -> dict[str, bool]:
    """Make a run again from its record and the data, and say of each rule whether the same comes out. NotFound.

    Rules, parameters and the day come from the record, not from the files of today.
    """
    found = case.all(RuleRun, number=number.strip().upper())
    if not found:
        raise NotFound(
            f"没有编号为 {number} 的比对", why="编号有误", todo="用 jxinspect inspect data runs 查看比对的编号"
        )
    one = case.get(Inspection, found[0].inspection_id)
    outcomes = case.all(RuleOutcome, run_id=found[0].id)
    recorded = [_recorded(case, found[0], row) for row in outcomes]
    with closing(connect(case, one)) as connection:
        columns = available(case, one)
        lay_once(connection, [parse(said.text) for said in recorded], columns)
        return {
            row.rule: repeat(connection, said, columns).digest == row.digest
            for row, said in zip(outcomes, recorded, strict=True)
        }


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
