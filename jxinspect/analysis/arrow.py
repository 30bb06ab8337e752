"""Rows that DuckDB takes over from memory without reading CSV, laid out as Apache Arrow prescribes (nanoarrow)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import nanoarrow as na
import numpy as np
from nanoarrow.c_array_stream import CArrayStream

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from jxinspect.analysis.sources.cutting import Places, Text

#: Formats of Arrow that are numbers of so many bytes: integers, days, microseconds.
_NUMBERS = {"i": np.int32, "l": np.int64, "tdD": np.int32, "tsu:": np.int64}


class Feed:
    """What DuckDB reads under one name, one content after the other: its queries are prepared once."""

    content: Batches

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The rows of the present content."""
        return self.content.__arrow_c_stream__(requested_schema)


class Batches:
    """Rows in one part or several, to be read as often as asked without a table of DuckDB."""

    def __init__(self, found: object) -> None:
        stream = na.c_array_stream(found)
        self._schema = stream.get_schema()
        self.parts = list(stream)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The rows for whoever understands the protocol; as often as asked."""
        return CArrayStream.from_c_arrays(self.parts, self._schema).__arrow_c_stream__(requested_schema)

    @property
    def rows(self) -> int:
        """How many they are."""
        return sum(part.length for part in self.parts)

    @property
    def columns(self) -> dict[str, str]:
        """The columns, with the format that Arrow gives them."""
        found = [self._schema.child(place) for place in range(self._schema.n_children)]
        return {column.name: column.format for column in found}

    def column(self, name: str) -> list[Any]:
        """A column, in as many arrays as there are parts."""
        place = list(self.columns).index(name)
        return [part.child(place) for part in self.parts]

    def numbers(self, name: str) -> tuple[NDArray[Any], NDArray[np.bool_]]:
        """The numbers of a column, and where there are any."""
        parts = [values(part) for part in self.column(name)]
        present = [np.ones(len(found), bool) if there is None else there for found, there in parts]
        return np.concatenate([found for found, _ in parts]), np.concatenate(present)


def batches(parts: Sequence[Mapping[str, Any]]) -> Batches:
    """Rows of which each part has arrays of the same columns."""
    schema = na.struct({name: column.schema for name, column in parts[0].items()})
    made = [
        na.c_array_from_buffers(schema, next(iter(part.values())).length, [None], children=part.values())
        for part in parts
    ]
    return Batches(CArrayStream.from_c_arrays(made, na.c_schema(schema)))


def texts(data: Text, places: Places) -> Any:
    """A column of texts in UTF-8, one behind the other; an empty one is NULL."""
    there = places[1:] != places[:-1]
    validity = None if there.all() else np.packbits(there, bitorder="little")
    return na.c_array_from_buffers(na.string(), len(there), [validity, places, data])


def numbers(values: NDArray[Any], there: NDArray[np.bool_] | None = None, schema: Any = None) -> Any:
    """A column of numbers; NULL where `there` says so. `schema`: where they are days or moments."""
    validity = None if there is None or there.all() else np.packbits(there, bitorder="little")
    kind = schema or getattr(na, values.dtype.name)()
    return na.c_array_from_buffers(kind, len(values), [validity, np.ascontiguousarray(values)])


def values(column: Any) -> tuple[NDArray[Any], NDArray[np.bool_] | None]:
    """The numbers of an array, and where there are any; None where there are everywhere."""
    view = column.view()
    return np.frombuffer(view.buffer(1), _NUMBERS[column.schema.format]), there(view)


def holds(column: Any, sign: bytes) -> bool:
    """Whether a sign of ASCII stands in one of the texts of an array."""
    return sign in bytes(column.view().buffer(2))


def there(view: Any) -> NDArray[np.bool_] | None:
    """Where an array has a value; None where it has one everywhere."""
    if not view.null_count:
        return None
    return np.unpackbits(np.frombuffer(view.buffer(0), np.uint8), count=view.length, bitorder="little").astype(bool)
