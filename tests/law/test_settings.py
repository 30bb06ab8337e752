"""Settings and the term of a sealing that rests on them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.seal_term import SealTerm
from jxinspect.law.settings import SETTINGS, setting, value_of

START = date(2026, 9, 2)


def unset(_key: str) -> None:
    """An office that changed nothing."""


TERM = SealTerm.of(unset)


@pytest.mark.parametrize("key", list(SETTINGS))
def test_a_default_is_a_value_that_the_setting_itself_accepts(key: str) -> None:
    one = SETTINGS[key]
    assert one.read(str(one.default)) == one.default


def test_the_way_of_counting_is_strict_by_default() -> None:
    assert value_of("notice.count", unset) == "B"
    assert value_of("notice.count", {"notice.count": "A"}.get) == "A"


def test_an_empty_value_is_the_default() -> None:
    assert value_of("objection.extra_mail_days", {"objection.extra_mail_days": ""}.get) == 3


@pytest.mark.parametrize("text", ["2", "31"])
def test_a_number_outside_the_range_is_refused(text: str) -> None:
    with pytest.raises(Refused, match=r"statement\.days"):
        setting("statement.days").read(text)


@pytest.mark.parametrize(("key", "text"), [("statement.days", "五"), ("notice.count", "C"), ("mask.id", "也许")])
def test_a_value_of_another_kind_is_incomplete(key: str, text: str) -> None:
    with pytest.raises(Incomplete):
        setting(key).read(text)


@pytest.mark.parametrize(("text", "value"), [("是", True), ("true", True), ("False", False), ("否", False)])
def test_a_flag_is_read_from_words(text: str, value: bool) -> None:
    assert setting("mask.id").read(text) is value


def test_an_unknown_setting_is_not_found() -> None:
    with pytest.raises(NotFound):
        setting("no.such")


def test_a_sealing_lasts_seven_days_unless_told_otherwise() -> None:
    assert TERM.end(START) == date(2026, 9, 9)
    assert TERM.end(START, 30) == date(2026, 10, 2)


@pytest.mark.parametrize("days", [0, 31])
def test_a_sealing_outside_the_maximum_is_refused(days: int) -> None:
    with pytest.raises(Refused) as fault:
        TERM.end(START, days)
    assert fault.value.guards == ("G28",)


def test_one_extension_of_thirty_days_reaches_the_ceiling() -> None:
    end = TERM.end(START, 30)
    assert TERM.extended(START, end, 30, on=end) == START + timedelta(days=60)


def test_an_extension_after_expiry_is_refused() -> None:
    end = TERM.end(START)
    with pytest.raises(Refused, match="届满"):
        TERM.extended(START, end, 5, on=end + timedelta(days=1))


def test_a_second_extension_is_refused() -> None:
    with pytest.raises(Refused, match="再次"):
        TERM.extended(START, TERM.end(START), 5, on=START, earlier=1)


@pytest.mark.parametrize("days", [0, 31])
def test_an_extension_outside_its_maximum_is_refused(days: int) -> None:
    with pytest.raises(Refused):
        TERM.extended(START, TERM.end(START), days, on=START)


def test_the_ceiling_holds_when_an_office_lowers_it() -> None:
    low = SealTerm.of({"seal.ceiling_days": "20"}.get)
    with pytest.raises(Refused, match="总期限"):
        low.extended(START, low.end(START, 15), 10, on=START)
