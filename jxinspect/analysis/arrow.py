"""Rows that DuckDB takes over from memory without reading CSV, laid out as Apache Arrow prescribes (nanoarrow)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import nanoarrow as na
import numpy as np

if TYPE_CHECKING:
    from jxinspect.analysis.sources.cutting import Fields


class Rows:
    """Fields as a table of two columns: `_line`, and `cells`, which `cell` takes apart.

    All fields of a text are one list of texts, one behind the other as they stand there, with what stands between them:
    nothing is copied, and no byte looked at again. An empty field is NULL.
    """

    def __init__(self, fields: Fields) -> None:
        self._rows = _table(fields)

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """The rows for whoever understands the protocol; as often as asked."""
        return na.c_array_stream(self._rows).__arrow_c_stream__(requested_schema)


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
    lines = na.c_array_from_buffers(na.int64(), fields.rows, [None, fields.lines])
    row = na.struct({"_line": na.int64(), "cells": cells})
    return na.c_array_from_buffers(row, fields.rows, [None], children=[lines, lists])
