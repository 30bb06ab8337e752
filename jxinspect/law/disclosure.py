"""Identity, bank and phone numbers in running text (G53; 个人信息保护法 28, 51)."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Literal
from unicodedata import normalize

from jxinspect.law.identity import LENGTH, credit_code_fault, identity_fault, mask_bank, mask_identity

NumberKind = Literal["identity", "bank"]
KINDS: tuple[NumberKind, ...] = ("identity", "bank")
#: What most texts do not have: fourteen digits in a row, of either width, with single blanks or hyphens between.
_MANY_DIGITS = re.compile(r"[0-9０-９](?:[ 　\-]?[0-9０-９]){13}")
#: What texts without any number to hide do not have: the digits of a mobile number, of either width.
_FEW_DIGITS = re.compile(r"[0-9０-９](?:[ 　\-]?[0-9０-９]){10}")
_RUN = re.compile(r"(?<![0-9A-Za-z*])[0-9][0-9Xx]*(?:[ \-][0-9Xx]+)*(?![0-9A-Za-z*])")
_NARROW = str.maketrans("０１２３４５６７８９Ｘｘ　", "0123456789Xx ")
#: A mobile number, whole or in its usual groups: three digits, four hidden, four.
_MOBILE = re.compile(r"(?<![0-9A-Za-z*])(1[3-9][0-9])([ \-]?)[0-9]{4}([ \-]?)([0-9]{4})(?![0-9A-Za-z*])")
#: Telephones, and numbers whose middle somebody has hidden: what is left of them still tells something.
_BARE = (
    ("phone", _MOBILE),
    ("phone", re.compile(r"(?<![0-9A-Za-z*])0[0-9]{2,3}[ \-][0-9]{7,8}(?![0-9A-Za-z*])")),
    ("phone", re.compile(r"(?<![0-9A-Za-z*])1[3-9][0-9]\*{4}[0-9]{4}(?![0-9A-Za-z*])")),
    ("identity", re.compile(r"(?<![0-9A-Za-z*])[0-9]{6}\*{6,}[0-9Xx]{4}(?![0-9A-Za-z*])")),
    ("bank", re.compile(r"(?<![0-9A-Za-z*])\*{4,}[0-9]{4}(?![0-9A-Za-z*])")),
)
_DIGITS = re.compile(r"[0-9]{7,}")
#: So many digits are enough for a number with its area code.
_WITH_AREA = 11
#: Lengths of bank cards and accounts with a check digit (GB/T 15694), and how they begin; 0 to 2 begin other numbers.
_BANK_LENGTHS = range(16, 20)
_BANK_BEGINS = "3456789"
#: Cards are printed in groups of four.
_GROUP = 4


def full_numbers(text: str) -> list[tuple[NumberKind, str]]:
    """Every complete identity number (check digit and date hold) and bank number (Luhn) of a text, as plain digits."""
    if not _MANY_DIGITS.search(text):
        return []
    return [found for run in _RUN.findall(normalize("NFKC", text)) for found in _of_run(run)]


def whole_number(text: str) -> NumberKind | None:
    """What the text is when it is nothing but one such number."""
    found = full_numbers(text)
    return found[0][0] if len(found) == 1 and len(found[0][1]) == len(re.sub(r"[\s\-]", "", text)) else None


def masked(kind: NumberKind, text: str) -> str:
    """The number with its middle hidden: first 6 and last 4 of an identity number, last 4 of an account."""
    return mask_identity(text) if kind == "identity" else mask_bank(text)


def hidden(text: str) -> str:
    """The text with the middle of every identity, bank and mobile number in it hidden."""
    if not _FEW_DIGITS.search(text):
        return text
    wide = text.translate(_NARROW)
    short = _MOBILE.sub(r"\1\2****\3\4", _RUN.sub(lambda run: _hidden_run(run[0]), wide))
    return text if short == wide else short


def without_numbers(text: str, mark: str) -> tuple[str, Counter[str]]:
    """The text with `mark` for every identity, bank and phone number, also where its middle is hidden already; and how
    many of each kind there were."""
    counted: Counter[str] = Counter()

    def marked(kind: str) -> Callable[[re.Match[str]], str]:
        def replace(_: re.Match[str]) -> str:
            counted[kind] += 1
            return mark

        return replace

    plain = text.translate(_NARROW)
    for kind, number in full_numbers(plain):
        plain = re.sub(r"[ \-]?".join(number), marked(kind), plain, count=1, flags=re.IGNORECASE)
    for name, pattern in _BARE:
        plain = pattern.sub(marked(name), plain)
    return (plain, counted) if counted else (text, counted)


def hidden_phone(text: str) -> str:
    """Every phone number of a text with its middle hidden: area code (or three digits) and the last four stay."""
    return _DIGITS.sub(lambda found: _hidden_digits(found[0]), _MOBILE.sub(r"\1\2****\3\4", text.translate(_NARROW)))


def _hidden_digits(number: str) -> str:
    head = 0 if len(number) < _WITH_AREA else 3 if number.startswith("1") else 4
    return number[:head] + "*" * (len(number) - head - 4) + number[-4:]


def _hidden_run(run: str) -> str:
    numbers = list(_of_run(run))
    for kind, number in numbers:
        apart = r"[ \-]?".join(number)
        run = re.sub(apart, masked(kind, number), run, count=1, flags=re.IGNORECASE)
    return run


def _of_run(run: str) -> Iterator[tuple[NumberKind, str]]:
    """Numbers in digits that only single blanks or hyphens part; a date beside a number is no part of it."""
    pieces = re.split(r"[ \-]", run)
    start = 0
    while start < len(pieces):
        end = next((end for end in range(len(pieces), start, -1) if _kind(pieces[start:end])), None)
        if end is None:
            start += 1
            continue
        kind = _kind(pieces[start:end])
        assert kind is not None
        yield kind, "".join(pieces[start:end]).upper()
        start = end


def _kind(pieces: list[str]) -> NumberKind | None:
    number = "".join(pieces).upper()
    if len(number) == LENGTH and identity_fault(number) is None:
        return "identity"
    grouped = all(len(piece) == _GROUP for piece in pieces[:-1])
    return "bank" if grouped and _is_bank(number) else None


def _is_bank(number: str) -> bool:
    return (
        number.isdigit()
        and len(number) in _BANK_LENGTHS
        and number[0] in _BANK_BEGINS
        and _luhn(number)
        and credit_code_fault(number) is not None
    )


def _luhn(number: str) -> bool:
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(number))]
    return sum(value - 9 if value > 9 else value for value in doubled) % 10 == 0  # noqa: PLR2004 — one digit
