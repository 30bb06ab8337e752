"""Deadlines for the calendar of a phone or an office program (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256

from jxinspect.acts.status import DueLine
from jxinspect.law.civil import BEIJING

#: Octets of one line of the file, without its end.
WIDTH = 75
#: The hour at which reminders ring.
RINGS_AT = 9
#: What lists things that are still wanted: the list shrinks, the entry stays the same one.
LISTED = ("提供资料",)
#: China keeps one time all year; said in the file, so that no program has to guess what Asia/Shanghai is.
TIMEZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Shanghai",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0800",
    "TZOFFSETTO:+0800",
    "TZNAME:CST",
    "END:STANDARD",
    "END:VTIMEZONE",
)
_SINCE = datetime(2020, 1, 1, tzinfo=UTC)


def agenda(lines: Iterable[DueLine], stamp: datetime) -> str:
    """An event with its reminders for each deadline that could be counted: of the whole day, or of the moment where
    hours count. The same deadline keeps its UID, and a later file has a higher SEQUENCE: reading it in again changes
    entries instead of doubling them."""
    text = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//jxinspect//zh-CN", "CALSCALE:GREGORIAN", "METHOD:PUBLISH"]
    text += TIMEZONE
    for line in lines:
        text += _event(line, stamp.astimezone(UTC))
    return "".join(f"{folded}\r\n" for one in [*text, "END:VCALENDAR"] for folded in _folded(one))


def _event(line: DueLine, stamp: datetime) -> Iterator[str]:
    if line.due_on is None:
        return
    title = _escaped(" ".join(filter(None, (line.inspection, line.what))))
    yield from (
        "BEGIN:VEVENT",
        f"UID:{sha256(_key(line).encode()).hexdigest()[:32]}@jxinspect",
        f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}",
        f"LAST-MODIFIED:{stamp:%Y%m%dT%H%M%SZ}",
        f"SEQUENCE:{(stamp - _SINCE) // timedelta(minutes=1)}",
    )
    yield from _when(line.due_on, line.at)
    yield from (f"SUMMARY:{title}", f"DESCRIPTION:{_escaped(line.note)}", "TRANSP:TRANSPARENT")
    for day in line.alarms:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{title}", _trigger(day), "END:VALARM")
    yield "END:VEVENT"


def _key(line: DueLine) -> str:
    name = line.what.partition("：")[0]
    if name in LISTED:
        return "|".join((line.inspection, name, str(line.due_on)))
    return "|".join((line.inspection, line.deadline, line.what))


def _when(day: date, at: datetime | None) -> tuple[str, str]:
    if at is None:
        return f"DTSTART;VALUE=DATE:{day:%Y%m%d}", f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"
    text = f"{at.astimezone(BEIJING):%Y%m%dT%H%M%S}"
    return f"DTSTART;TZID=Asia/Shanghai:{text}", f"DTEND;TZID=Asia/Shanghai:{text}"


def _trigger(day: date) -> str:
    """That moment, or nine in the morning of that day in China, whatever zone the calendar program is in."""
    rings = day if isinstance(day, datetime) else datetime(day.year, day.month, day.day, RINGS_AT, tzinfo=BEIJING)
    return f"TRIGGER;VALUE=DATE-TIME:{rings.astimezone(UTC):%Y%m%dT%H%M%SZ}"


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
