"""What the rules of off-site inspections count with, as data that depend on day and region (办法 17, 23).

A rule names a parameter by its key, such as `R01.tolerance`; an office lays its own values over ours.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from functools import cache
from typing import Any, NamedTuple

from jxinspect.errors import Incomplete
from jxinspect.law.calendar import Calendar
from jxinspect.law.source import load

Scalar = str | int | date
#: A scalar; a list of scalars; or, for a parameter with columns, the rows of a small table.
Value = Scalar | tuple[Scalar, ...] | tuple[tuple[Scalar | None, ...], ...]


#: The rest days of the years that have a table of working days; of other years nothing is known (G58).
REST_DAY = "calendar.rest_day"


#: More rows than these are not shown one by one.
_MANY = 60


class Other(NamedTuple):
    """A value that holds only in a region or between two days."""

    value: Value
    since: date | None
    until: date | None
    region: str

    def fits(self, on: date, region: str) -> bool:
        """Whether it holds on that day in that region."""
        after = self.since is None or self.since <= on
        return after and (self.until is None or on <= self.until) and region.startswith(self.region)


class Parameter(NamedTuple):
    """One parameter. `columns`: names and types where the value is a small table, empty for all others."""

    key: str
    text: str
    unit: str
    source: str
    columns: tuple[tuple[str, str], ...]
    value: Value
    others: tuple[Other, ...] = ()

    def at(self, on: date, region: str) -> Value:
        """The value on that day in that region (its code of GB/T 2260)."""
        fitting = [other for other in self.others if other.fits(on, region)]
        return max(fitting, key=lambda other: len(other.region)).value if fitting else self.value


def rows_shown(rows: Sequence[Sequence[Scalar | None]]) -> list[str]:
    """The rows of a small table in words; of a long one only the first, the last and how many there are."""
    said = [" ".join("—" if cell is None else str(cell) for cell in row) for row in rows]
    return said if len(said) <= _MANY else [said[0], "…", said[-1], f"共 {len(said)} 行"]


def parameters(own: Mapping[str, Any] | None = None) -> dict[str, Parameter]:
    """All parameters by key; `own`: what an office's file of the same form says, which goes before ours."""
    found = dict(_read(load("parameters.toml")))
    found[REST_DAY] = _rest_days(Calendar.shipped())
    for key, one in _read(own or {}):
        known = found.get(key)
        if known is not None and known.columns != one.columns:
            raise Incomplete(f"参数 {key} 的列与原来的不同", why="规则按原来的列读取", todo="按原来的列填写")
        found[key] = one
    return found


@cache
def _rest_days(calendar: Calendar) -> Parameter:
    days = (date(year, 1, 1) + timedelta(number) for year in calendar.years for number in range(366))
    rest = ((day,) for day in days if day.year in calendar.years and not calendar.is_working_day(day))
    source = "国务院办公厅关于部分节假日安排的通知"
    return Parameter(REST_DAY, "有工作日表的各年的休息日", "", source, (("on", "date"),), tuple(dict.fromkeys(rest)))


def values(on: date, region: str, own: Mapping[str, Any] | None = None) -> dict[str, Value]:
    """The value of every parameter on that day in that region."""
    return {key: one.at(on, region) for key, one in parameters(own).items()}


def _read(data: Mapping[str, Any]) -> Iterator[tuple[str, Parameter]]:
    for rule, entries in data.items():
        for name, entry in entries.items():
            key = f"{rule}.{name}"
            try:
                yield key, _parameter(key, entry)
            except (KeyError, TypeError, AttributeError, ValueError) as error:
                raise Incomplete(
                    f"参数 {key} 写得不对：{error}",
                    why="每个参数要有 text、value；表格参数还要有 columns",
                    todo="照着 jxinspect inspect rule show 显示的参数写",
                ) from None


def _parameter(key: str, entry: Mapping[str, Any]) -> Parameter:
    columns = tuple((str(name), str(kind)) for name, kind in entry.get("columns", ()))
    others = tuple(
        Other(_value(other["value"], columns), other.get("from"), other.get("to"), str(other.get("region", "")))
        for other in reversed(entry.get("other", ()))
    )
    value = _value(entry["value"], columns)
    return Parameter(key, entry["text"], entry.get("unit", ""), entry.get("source", ""), columns, value, others)


def _value(given: Any, columns: Sequence[tuple[str, str]]) -> Value:
    if not columns:
        return tuple(_scalar(one) for one in given) if isinstance(given, list) else _scalar(given)
    return tuple(_row(row, len(columns)) for row in given)


def _row(row: Sequence[Any], width: int) -> tuple[Scalar | None, ...]:
    if len(row) != width:
        raise ValueError(f"每行应有 {width} 列")
    return tuple(None if one == "" else _scalar(one) for one in row)


def _scalar(one: Any) -> Scalar:
    if isinstance(one, bool) or not isinstance(one, str | int | date):
        raise TypeError(f"不能用的值 {one!r}")
    return one
