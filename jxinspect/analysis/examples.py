"""Whether the examples of a rule come out as they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any, NamedTuple

from jxinspect.analysis.board import Board
from jxinspect.analysis.example import Example, examples, unreadable
from jxinspect.analysis.relations import missing
from jxinspect.analysis.rule import RESULT, Rule
from jxinspect.analysis.run import Hit
from jxinspect.analysis.translate import setting
from jxinspect.law.parameters import Parameter, Value, parameters


class Outcome(NamedTuple):
    """How an example went: hits that were missing, and those that should not have come."""

    example: Example
    missing: tuple[str, ...]
    surplus: tuple[str, ...]
    classes: frozenset[str]

    @property
    def passed(self) -> bool:
        """Whether exactly the expected hits came."""
        return not (self.missing or self.surplus)


def tried(on: Board, rule: Rule, own: Mapping[str, Any] | None = None, *, backwards: bool = False) -> Iterator[Outcome]:
    """How each example of the rule goes. `own`: the parameters of an office; `backwards`: with the rows in reverse."""
    known, all_ = parameters(own), examples(rule)
    on.lay([example.tables for example in all_], rule, backwards=backwards)
    for number, example in enumerate(all_):
        yield _try(on, rule, known, example, number)


def _try(on: Board, rule: Rule, known: Mapping[str, Parameter], example: Example, number: int) -> Outcome:
    absent = missing(rule, example.available)
    if absent:
        raise unreadable(rule, f"例子“{example.title}”的表不够：{absent}")
    given = setting(rule, known, _values(rule, known, example), example.extract_on, example.region)
    found = on.hits(rule, example.available, given, number)
    expected = [_line(example.compared, row) for row in example.hits]
    came = [_line(example.compared, _as_row(hit)) for hit in found]
    classes = frozenset(hit.klass for hit in found)
    return Outcome(example, tuple(_without(expected, came)), tuple(_without(came, expected)), classes)


def _values(rule: Rule, known: Mapping[str, Parameter], example: Example) -> dict[str, Value]:
    values = {key: one.at(example.extract_on, example.region) for key, one in known.items()}
    for name, value in example.parameters.items():
        if name not in rule.parameters:
            raise unreadable(rule, f"例子“{example.title}”设置了规则没有声明的参数 {name}")
        values[rule.parameters[name]] = tuple(map(_frozen, value)) if isinstance(value, list) else value
    return values


def _frozen(one: Any) -> Any:
    return tuple(one) if isinstance(one, list) else one


def _as_row(hit: Hit) -> dict[str, Any]:
    return dict(zip(RESULT, hit, strict=True))


def _line(names: Sequence[str], row: Mapping[str, Any]) -> str:
    if not names:
        names = RESULT
    return " | ".join(_shown(name, row[name]) for name in names)


def _shown(name: str, value: Any) -> str:
    if value is None:
        return ""
    return f"{Decimal(value) / 100:.2f}" if name == "amount" else str(value)


def _without(lines: Sequence[str], others: Sequence[str]) -> Iterator[str]:
    left = list(others)
    for line in lines:
        if line in left:
            left.remove(line)
        else:
            yield line
