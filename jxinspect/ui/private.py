"""Numbers of people in lists that leave: their middle is hidden, unless a reason was given (个人信息保护法 28, 51)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from jxinspect.ui.mode import mode
from jxinspect.ui.values import Column

Row = Mapping[str, Any]


class Leaving(NamedTuple):
    """A list that is about to leave as a file or for another program."""

    rows: int
    #: Exactly the bytes that leave.
    data: bytes
    #: The file; None for standard output.
    target: Path | None = None
    #: The reason for which no number is hidden; empty when they are.
    unmasked: str = ""
    #: In how many cells a number stands in full.
    whole: int = 0

    @property
    def to(self) -> str:
        """Name of the file; empty for standard output."""
        return self.target.name if self.target else ""


def covered(rows: Sequence[Row], columns: Sequence[Column]) -> tuple[list[Row], int]:
    """The rows as they may leave, and in how many cells something was hidden."""
    if mode().unmasked:
        return list(rows), 0
    found, count = list[Row](), 0
    for row in rows:
        changed = {column.key: text for column in columns if (text := _hidden(row.get(column.key), column)) is not None}
        count += len(changed)
        found.append(dict(row) | changed if changed else row)
    return found, count


def whole(rows: Sequence[Row], columns: Sequence[Column]) -> int:
    """In how many cells something would be hidden; 0 when it is."""
    if not mode().unmasked:
        return 0
    return sum(_hidden(row.get(column.key), column) is not None for row in rows for column in columns)


def _hidden(value: Any, column: Column) -> Any:
    """The value with its numbers hidden; None when there is nothing to hide."""
    from jxinspect.law.disclosure import hidden, hidden_phone

    if isinstance(value, list):
        shorter = [_hidden(one, column) for one in value]
        return (
            None if set(map(type, shorter)) <= {type(None)} else [s or v for s, v in zip(shorter, value, strict=True)]
        )
    if not isinstance(value, str) or column.terms is not None:
        return None
    short = (hidden_phone if column.kind == "phone" else hidden)(value)
    return None if short == value else short


def leave(leaving: Leaving) -> Leaving:
    """Let whoever runs this know, before it leaves, what does: the journal keeps it. What leaves in its place.

    It is another file when it must be encrypted.
    """
    told = mode().leaving(leaving)
    return told if isinstance(told, Leaving) else leaving
