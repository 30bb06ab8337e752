"""Columns in which few texts are met again and again: each text is cleaned, typed and judged once for all its rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

import nanoarrow as na
import numpy as np
from numpy.typing import NDArray

from jxinspect.analysis.arrow import Batches, batches, numbers, texts, values
from jxinspect.analysis.normalise import Normalising

if TYPE_CHECKING:
    from jxinspect.analysis.sources.texts import Texts
    from jxinspect.analysis.sources.words import Which


class Judged(NamedTuple):
    """What came of the texts of one column, in their order."""

    #: An array of Arrow: text, numbers, days or moments.
    typed: Any
    #: The bits of `_faults` of each.
    faults: NDArray[np.int64]
    #: The texts, where it is a column of texts.
    words: list[str | None]

    def of_rows(self, which: Which) -> Any:
        """The values of rows; of words, which one each row has."""
        if self.words:
            return numbers(which)
        found, there = values(self.typed)
        return numbers(found[which], None if there is None else there[which], self.typed.schema)


def words_of(columns: Mapping[int, Texts]) -> Batches:
    """The texts of such columns as a table; a column that has fewer of them ends with NULL."""
    most = max(len(column.lengths) for column in columns.values())
    rows = {"_n": numbers(np.arange(most)), "_line": numbers(np.arange(most))}
    for place, column in columns.items():
        rows[f"c{place}"] = texts(column.data, np.pad(column.places, (0, most - len(column.lengths)), mode="edge"))
    return batches([rows])


def judged(rows: Batches, way: Normalising, columns: Mapping[str, Texts]) -> dict[str, Judged]:
    """What came of the texts of each column. `rows`: those of `words_of`, typed."""
    (faults,) = rows.column("_faults")
    found = {}
    for name, column in columns.items():
        (typed,) = rows.column(name)
        count = len(column.lengths)
        words = na.Array(typed).to_pylist()[:count] if typed.schema.format == "u" else []
        found[name] = Judged(typed, values(faults)[0][:count] & way.bits(name), words)
    return found


def together(
    asked: Batches, found: Mapping[str, Judged], which: Mapping[str, Which], plain: Mapping[str, Texts]
) -> Batches:
    """The rows of what was asked with the values of words and of texts that stay as they are; the faults of all."""
    if not found and not plain:
        return asked
    parts: list[dict[str, Any]] = []
    start = 0
    for part in asked.parts:
        arrays = {name: part.child(place) for place, name in enumerate(asked.columns)}
        faults, _ = values(arrays["_faults"])
        rows = slice(start, start + part.length)
        for name, one in found.items():
            here = which[name][rows]
            arrays[name] = one.of_rows(here)
            faults = faults | one.faults[here] if one.faults.any() else faults
        arrays |= {name: texts(*column.between(rows)) for name, column in plain.items()}
        parts.append(arrays | {"_faults": numbers(faults)})
        start = rows.stop
    return batches(parts)


def expression(column: str, found: Judged | None) -> str:
    """The value of a column in SQL; of words the one of the list that `laid` lays down."""
    if found is None or not found.words:
        return f'"{column}"'
    return f"getvariable('{_variable(column)}')[\"{column}\" + 1]" if any(found.words) else "NULL::VARCHAR"


def laid(column: str, words: Sequence[str | None]) -> str:
    """The statement that lays down the words of a column for `expression`.

    They are those of an ENUM: what they are written to as Parquet need not look at the word of each row again. Each
    query would have to be told all of them else.
    """
    known = ", ".join(dict.fromkeys(quoted(word) for word in words if word is not None))
    return f"SET VARIABLE {_variable(column)} = {_list(words)}::ENUM({known})[]"


def _variable(column: str) -> str:
    return f"words_of_{column}"


def constant(word: str) -> str:
    """A text that every row has, in SQL: an ENUM, as `expression` makes of words."""
    return f"{quoted(word)}::ENUM({quoted(word)})"


def as_sent(place: int, column: Texts | None) -> str:
    """The text of the sender's in SQL."""
    if column is None or column.which is None:
        return f"c{place}"
    return f"{_list([word.decode() or None for word in column.all()])}[w{place} + 1]"


def _list(words: Iterable[str | None]) -> str:
    return f"[{', '.join('NULL' if word is None else quoted(word) for word in words)}]"


def quoted(word: str) -> str:
    """A text in SQL."""
    return "'" + word.replace("'", "''") + "'"
