"""Deadlines for the calendar of a phone or an office program (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from jxinspect.acts.status import DueLine

#: Octets of one line of the file, without its end.
WIDTH = 75
#: Rings at nine in the morning of the day before.
ALARM = "-PT15H"


def agenda(lines: Iterable[DueLine], stamp: datetime) -> str:
    """An all-day event with an alarm for each deadline that could be counted. The same deadline keeps its UID, so that
    reading the file in again changes entries instead of doubling them."""
    text = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//jxinspect//zh-CN", "CALSCALE:GREGORIAN"]
    for line in lines:
        text += _event(line, stamp.astimezone(UTC))
    return "".join(f"{folded}\r\n" for one in [*text, "END:VCALENDAR"] for folded in _folded(one))


def _event(line: DueLine, stamp: datetime) -> Iterator[str]:
    if line.due_on is None:
        return
    key = "|".join((line.inspection, line.deadline, line.what))
    title = _escaped(" ".join(filter(None, (line.inspection, line.what))))
    yield from (
        "BEGIN:VEVENT",
        f"UID:{sha256(key.encode()).hexdigest()[:32]}@jxinspect",
        f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
    )
    yield f"DTSTART;VALUE=DATE:{line.due_on:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{line.due_on + timedelta(days=1):%Y%m%d}"
    yield from (f"SUMMARY:{title}", f"DESCRIPTION:{_escaped(line.note)}", "TRANSP:TRANSPARENT")
    yield from (
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{title}",
        f"TRIGGER:{ALARM}",
        "END:VALARM",
        "END:VEVENT",
    )


def _escaped(text: str) -> str:
    for plain, safe in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\n", "\\n")):
        text = text.replace(plain, safe)
    return text


def _folded(line: str) -> Iterator[str]:
    """Pieces of at most 75 octets that never cut a character; all but the first begin with a blank."""
    piece, size = "", 0
    for letter in line:
        weight = len(letter.encode())
        if size + weight > WIDTH:
            yield piece
            piece, size = " ", 1
        piece, size = piece + letter, size + weight
    yield piece
