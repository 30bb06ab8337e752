"""Deadlines as an iCalendar file."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

from jxinspect.acts.agenda import agenda
from jxinspect.acts.status import DueLine

NOW = datetime(2026, 4, 1, 9, 0, tzinfo=timezone(timedelta(hours=8)))
SEAL = DueLine("2026-001", date(2026, 4, 10), "soon", "封存FC-01到期，应当在此之前解除", "T07", "行政强制法 25")


def unfolded(text: str) -> list[str]:
    return text.replace("\r\n ", "").split("\r\n")


def test_a_deadline_becomes_an_all_day_event_with_an_alarm_the_day_before() -> None:
    lines = unfolded(agenda([SEAL], NOW))
    assert "DTSTAMP:20260401T010000Z" in lines
    assert "DTSTART;VALUE=DATE:20260410" in lines
    assert "DTEND;VALUE=DATE:20260411" in lines
    assert "SUMMARY:2026-001 封存FC-01到期，应当在此之前解除" in lines
    assert "TRIGGER:-PT15H" in lines


def test_the_same_deadline_keeps_its_uid_when_its_day_moves() -> None:
    later = DueLine("2026-001", date(2026, 5, 10), "later", SEAL.what, "T07")
    first, second = (
        next(line for line in unfolded(agenda([one], NOW)) if line.startswith("UID:")) for one in (SEAL, later)
    )
    assert first == second


def test_what_cannot_be_counted_is_left_out() -> None:
    unknown = DueLine("2026-001", None, "unknown", "书面意见", "T02", "没有2027年的工作日表")
    assert "VEVENT" not in agenda([unknown], NOW)


def test_long_chinese_lines_are_folded_by_octets_and_separators_escaped() -> None:
    long = DueLine("2026-001", date(2026, 4, 10), "soon", "提供资料：" + "会计凭证, 账簿; " * 12, "")
    text = agenda([long], NOW)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert "SUMMARY:2026-001 提供资料：" + "会计凭证\\, 账簿\\; " * 12 in unfolded(text)
