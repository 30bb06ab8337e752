"""Values as people read them: amounts in yuan, moments in civil time, terms by their Chinese label."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, timezone
from enum import Enum
from typing import Any, Literal, NamedTuple

CHINA = timezone(timedelta(hours=8))
Kind = Literal["text", "amount", "number", "date", "moment", "term", "flag", "phone", "digest"]
RIGHT = {"amount", "number"}


class Column(NamedTuple):
    """One column of a list or one line of a record."""

    #: ASCII name: the key in JSON and the column of the view.
    key: str
    #: Chinese title.
    title: str
    #: phone: of a person, hidden in what leaves. digest: its beginning tells it from others in a narrow terminal.
    #: amount: integer fen. date, moment: ISO text or Python value. term: stored value of `terms`.
    kind: Kind = "text"
    #: Most cells it may take in a table; 0 lets it grow.
    width: int = 0
    #: Enumeration whose members have `.label`.
    terms: type[Enum] | None = None


def columns(*described: tuple[str, str] | tuple[str, str, str] | Column) -> tuple[Column, ...]:
    """Columns written short: ("name", "姓名"), ("amount", "金额", "amount")."""
    return tuple(entry if isinstance(entry, Column) else Column(*entry) for entry in described)


def amount(fen: int) -> str:
    """Integer fen as yuan: 123456789 → 1,234,567.89."""
    sign, rest = ("-", -fen) if fen < 0 else ("", fen)
    return f"{sign}{rest // 100:,}.{rest % 100:02d}"


class Each(list[str]):
    """Texts that are long enough to stand one to a line."""


def shown(value: Any, column: Column | None = None) -> str:
    """The value as text for a person; empty for None."""
    kind = column.kind if column else "text"
    if value is None:
        text = ""
    elif kind == "amount" and isinstance(value, int):
        text = amount(value)
    elif kind == "flag" or isinstance(value, bool):
        text = "是" if value else "否"
    elif column is not None and column.terms is not None:
        text = label(column.terms, value)
    elif kind == "moment" or isinstance(value, datetime):
        text = moment(value)
    elif isinstance(value, Enum):
        text = str(getattr(value, "label", value.value))
    else:
        between = "\n" if isinstance(value, Each) else "、"
        text = between.join(map(shown, value)) if isinstance(value, (list, tuple)) else str(value)
    return text


def label(terms: type[Enum], value: Any) -> str:
    """The Chinese word of a stored value; the value itself when it is unknown."""
    try:
        return str(getattr(terms(value), "label", value))
    except ValueError:
        return str(value)


def moment(value: datetime | str) -> str:
    """Civil time of China to the minute: 2026-11-23 09:30."""
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return str(value)
    if value.tzinfo is None:
        value = value.replace(tzinfo=UTC)
    return f"{value.astimezone(CHINA):%Y-%m-%d %H:%M}"


def plain(value: Any) -> Any:
    """The value as JSON holds it."""
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): plain(held) for key, held in value.items()}
    if isinstance(value, Iterable) and not isinstance(value, (str, bytes)):
        return [plain(held) for held in value]
    return value if isinstance(value, (str, int, float, bool)) or value is None else str(value)
