"""The figures of the office, from the rows that the views count (办法 5, 10). No figure is counted elsewhere."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from jxinspect.commands.session import Query
from jxinspect.law.incident import IncidentLevel
from jxinspect.law.matters import MATTERS
from jxinspect.law.terms import CheckMode, FundType, InspectionForm, Term, UnitType
from jxinspect.law.violations import VIOLATIONS

Row = dict[str, Any]
NOT_TOLD = "未填写"


class Duty(Term):
    """Duties of the agency (办法 10)."""

    INSPECT = "inspect", "检查"
    TIPS = "tips", "受理举报"
    HANDLING = "handling", "查处"
    PUBLICITY = "publicity", "宣传"
    OTHER = "other", "其他"


@dataclass(frozen=True)
class Section:
    """A figure broken down by one column of its rows; `keys` gives the words of a row, several where it has several."""

    id: str
    title: str
    figure: str
    keys: Callable[[Row], Sequence[str]]


def _labels(terms: type[Term]) -> dict[str, str]:
    return {one.value: one.label for one in terms}


_FORMS = {**_labels(InspectionForm), **_labels(CheckMode)}


def _word(column: str, words: Callable[[str], str]) -> Callable[[Row], Sequence[str]]:
    return lambda row: [words(row[column]) if row[column] else NOT_TOLD]


def _violation(code: str) -> str:
    return f"{code} {_short(VIOLATIONS[code].text)}" if code in VIOLATIONS else code


def _matter(code: str) -> str:
    top = code.split(".", maxsplit=1)[0]
    return f"{code} {_short(MATTERS[top].text)}" if top in MATTERS else code


def _short(text: str, most: int = 24) -> str:
    return text if len(text) <= most else text[:most] + "…"


def _funds(row: Row) -> list[str]:
    labels = _labels(FundType)
    return [labels.get(one, one) for one in json.loads(row["funds"] or "[]")] or [NOT_TOLD]


#: What is broken down by what.
SECTIONS: tuple[Section, ...] = (
    Section("form", "实施检查：组织形式", "started", _word("kind", lambda one: _FORMS.get(one, one))),
    Section("started_unit", "实施检查：单位类型", "started", _word("unit_type", lambda one: UnitType(one).label)),
    Section("unit_type", "发现问题：单位类型", "findings", _word("unit_type", lambda one: UnitType(one).label)),
    Section("matter", "发现问题：检查事项", "findings", _word("matter", _matter)),
    Section("violation", "发现问题：违法情形", "findings", _word("violation", _violation)),
    Section("fund", "发现问题：险种（涉及多个的各计一次）", "findings", _funds),
    Section("level", "要情：等级", "incidents", _word("kind", lambda one: IncidentLevel(one).label)),
    Section("measure", "采取措施：文书", "measures", lambda row: [row["what"]]),
    Section("person", "参加检查：人员", "participation", lambda row: [row["person"]]),
)


@dataclass(frozen=True)
class Stats:
    """The figures of a period, their breakdowns, and every row that they count."""

    since: date
    until: date
    figures: list[Row]
    rows: list[Row]  #: of the period
    years: list[Row]  #: each figure by year, of all years
    inspectors: list[str]

    def of(self, figure: str) -> list[Row]:
        """The rows that a figure counts."""
        return [row for row in self.rows if row["figure"] == figure]

    def section(self, one: Section) -> list[Row]:
        """A breakdown, the greatest first: key, count, amount."""
        found: dict[str, Row] = {}
        for row in self.of(one.figure):
            for key in one.keys(row):
                line = found.setdefault(key, {"key": key, "count": 0, "amount": None})
                line["count"] += 1
                if row["amount"] is not None:
                    line["amount"] = (line["amount"] or 0) + row["amount"]
        return sorted(found.values(), key=lambda line: (-line["count"], -(line["amount"] or 0), line["key"]))

    @property
    def per_head(self) -> Row:
        """人均检查数 (办法 5): participations divided by inspectors with a certificate."""
        taken, people = len(self.of("participation")), len(self.inspectors)
        average = round(taken / people, 2) if people else None
        return {
            "inspections": len(self.of("started")),
            "participation": taken,
            "inspectors": people,
            "average": average,
        }

    @property
    def rectification(self) -> Row:
        """Amounts to be recovered and recovered in the period, in fen, and the rate in per cent."""
        due, back = (sum(row["amount"] or 0 for row in self.of(figure)) for figure in ("due", "recovered"))
        return {"due": due, "recovered": back, "rate": round(100 * back / due, 1) if due else None}


def stats(query: Query, since: date, until: date) -> Stats:
    """The figures from `since` to `until`, both included. A row without a day is counted in no period."""
    whole = [row for row in query("SELECT * FROM stats_rows ORDER BY day, number") if row["day"]]
    rows = [row for row in whole if since.isoformat() <= row["day"][:10] <= until.isoformat()]
    described = query("SELECT * FROM stats_figures ORDER BY seq")
    figures = [{**one, **_sum(row for row in rows if row["figure"] == one["figure"])} for one in described]
    people = [row["name"] for row in query("stats_inspectors")]
    return Stats(since, until, figures, rows, _years(whole, described), people)


def _sum(rows: Iterable[Row]) -> Row:
    counted = list(rows)
    amounts = [row["amount"] for row in counted if row["amount"] is not None]
    return {"count": len(counted), "amount": sum(amounts) if amounts else None}


def _years(rows: Sequence[Row], described: Sequence[Mapping[str, Any]]) -> list[Row]:
    counts: dict[tuple[str, str], int] = {}
    for row in rows:
        at = (row["day"][:4], row["figure"])
        counts[at] = counts.get(at, 0) + 1
    years = sorted({year for year, _ in counts})
    figures = [one["figure"] for one in described]
    return [{"year": year, **{one: counts.get((year, one), 0) for one in figures}} for year in years]
