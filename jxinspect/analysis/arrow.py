"""Rows that DuckDB takes over from memory without reading CSV, laid out as Apache Arrow prescribes (nanoarrow)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import nanoarrow as na
import numpy as np
from nanoarrow.c_array_stream import CArrayStream

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from jxinspect.analysis.sources.cutting import Fields


Content = TypeVar("Content", "Rows", "Batches")


class Rows:
    """Fields as a table: `_n`, the number of the row from 0, `_line`, and `cells`, which `cell` takes apart.

    All fields of a text are one list of texts, one behind the other as they stand there, with what stands between them:
    nothing is copied, and no byte looked at again. An empty field is NULL.
    """

    def __init__(self, fields: Fields) -> None:
        self._rows = _table(fields)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The rows for whoever understands the protocol; as often as asked."""
        return na.c_array_stream(self._rows).__arrow_c_stream__(requested_schema)


class Feed(Generic[Content]):
    """What DuckDB reads under one name, one content after the other: its queries are prepared once."""

    content: Content

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The rows of the present content."""
        return self.content.__arrow_c_stream__(requested_schema)


class Batches:
    """What a query gave, kept as it came, to be read as often as asked without a table of DuckDB."""

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

    def places(self, columns: Sequence[str]) -> list[int]:
        """Which of the columns these are, from 0."""
        names = [self._schema.child(place).name for place in range(self._schema.n_children)]
        return [names.index(name) for name in columns]


def cell(place: int) -> str:
    """The expression of a field, from 0."""
    return f"cells[{2 * place + 2}]"


def _table(fields: Fields) -> Any:
    width = 2 * fields.starts.shape[1]
    offsets = np.empty(fields.rows * width + 1, np.int32)
    offsets[0] = 0
    offsets[1::2], offsets[2::2] = fields.starts.ravel(), fields.ends.ravel()
    there = np.packbits(offsets[1:] != offsets[:-1], bitorder="little")
    cells = na.fixed_size_list(na.string(), width)
    texts = na.c_array_from_buffers(na.string(), fields.rows * width, [there, offsets, fields.data])
    lists = na.c_array_from_buffers(cells, fields.rows, [None], children=[texts])
    numbers = [_numbers(np.arange(fields.rows)), _numbers(fields.lines)]
    row = na.struct({"_n": na.int64(), "_line": na.int64(), "cells": cells})
    return na.c_array_from_buffers(row, fields.rows, [None], children=[*numbers, lists])


def _numbers(values: NDArray[np.integer[Any]]) -> Any:
    return na.c_array_from_buffers(na.int64(), len(values), [None, values])
