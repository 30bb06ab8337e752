"""What the columns of a sender's table mean: by title, field name, synonym, or as somebody has said."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from jxinspect.analysis.sheet import COUNTER, title_key
from jxinspect.analysis.sources.header import JOINT
from jxinspect.law.data_tables import DataTable
from jxinspect.law.header_synonyms import synonyms

#: Bytes of a field's name in a DBF; a longer one is cut there.
SHORT = 10


@dataclass(frozen=True)
class HeaderMapping:
    """Which column of the table stands where; places are counted from 0."""

    table: str
    header: tuple[str, ...]
    #: Place → canonical column.
    columns: Mapping[int, str]
    #: Place → how it was known: said, title, synonym, lower line of a header, cut name.
    how: Mapping[int, str]
    #: Place → canonical columns that it may be.
    ambiguous: Mapping[int, tuple[str, ...]]
    #: Canonical column → places that all claim to be it.
    doubled: Mapping[str, tuple[int, ...]]
    #: Places that are not used: their title means nothing here, or another column is surer to be the same.
    unknown: tuple[int, ...]
    #: Required canonical columns that stand nowhere.
    missing: tuple[str, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing is left to ask."""
        return not (self.ambiguous or self.doubled or self.missing)

    @property
    def places(self) -> dict[str, int]:
        """Canonical column → place."""
        return {name: place for place, name in self.columns.items()}


def map_header(header: Sequence[str], table: DataTable, said: Mapping[int, str] | None = None) -> HeaderMapping:
    """Understand a header as that of the table. Nothing is guessed: what may be two things is `ambiguous`.

    `said`: place → canonical column, empty for none, of columns that somebody has said before what they are.
    """
    claims: dict[int, tuple[str, tuple[str, ...]]] = {}
    for place, title in enumerate(header):
        if said and place in said:
            claims[place] = "said", (said[place],) if said[place] else ()
        elif title.strip():
            claims[place] = _claimed(title, table)
    columns, doubled = _each_once(claims)
    return HeaderMapping(
        table=table.key,
        header=tuple(header),
        columns=columns,
        how={place: claims[place][0] for place in columns},
        ambiguous={place: names for place, (_, names) in claims.items() if len(names) > 1},
        doubled=doubled,
        unknown=tuple(_unused(header, claims, {*columns, *(p for many in doubled.values() for p in many)})),
        missing=tuple(c.name for c in table.columns if c.required and c.name not in {*columns.values(), *doubled}),
    )


def _unused(header: Sequence[str], claims: Mapping[int, tuple[str, tuple[str, ...]]], used: set[int]) -> Iterator[int]:
    for place, (_, names) in claims.items():
        if place not in used and len(names) < 2 and title_key(header[place]) != COUNTER:  # noqa: PLR2004 — ambiguous
            yield place


#: How a column was known, the surest first: where two claim to be the same, the surer one is.
SURE = ("said", "title", "synonym", "lower", "cut")


def _each_once(
    claims: Mapping[int, tuple[str, tuple[str, ...]]],
) -> tuple[dict[int, str], dict[str, tuple[int, ...]]]:
    by_name: dict[str, list[int]] = {}
    for place, (_, names) in claims.items():
        if len(names) == 1:
            by_name.setdefault(names[0], []).append(place)
    columns: dict[int, str] = {}
    doubled: dict[str, tuple[int, ...]] = {}
    for name, places in by_name.items():
        surest = min(SURE.index(claims[place][0]) for place in places)
        best = [place for place in places if SURE.index(claims[place][0]) == surest]
        if len(best) == 1:
            columns[best[0]] = name
        else:
            doubled[name] = tuple(best)
    return dict(sorted(columns.items())), doubled


def _claimed(title: str, table: DataTable) -> tuple[str, tuple[str, ...]]:
    """How a title is known, and as which columns."""
    upper, _, lower = title.rpartition(JOINT)
    for how, words in (("", [upper + lower]), ("lower", [lower] if upper else [])):
        for word in words:
            known, names = _known(title_key(word), table)
            if names:
                return how or known, names
    return "cut", _cut(title, table)


def _known(key: str, table: DataTable) -> tuple[str, tuple[str, ...]]:
    titles = [c.name for c in table.columns if key in (title_key(c.title), title_key(c.name))]
    if titles:
        return "title", tuple(titles)
    others = synonyms(table.key)
    return "synonym", tuple(name for name, words in others.items() if key in map(title_key, words))


def _cut(title: str, table: DataTable) -> tuple[str, ...]:
    """Columns whose title or name begins so, if the title is as long as a DBF lets a name be."""
    size = len(title.encode("gb18030"))
    if not SHORT - 1 <= size <= SHORT:
        return ()
    others = synonyms(table.key)
    return tuple(
        column.name
        for column in table.columns
        if any(
            word != title and word.lower().startswith(title.lower())
            for word in (column.title, column.name, *others.get(column.name, ()))
        )
    )
