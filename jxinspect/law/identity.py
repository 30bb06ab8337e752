"""Numbers that identify people, organisations and accounts: check digits and masks (G53)."""

from __future__ import annotations

import re
from datetime import date
from unicodedata import normalize

#: GB 11643-1999: weights of the first 17 digits, and the check signs by the remainder of their sum by 11.
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS = "10X98765432"
#: GB 32100: digits and capitals without I, O, S, V, Z; the value of a sign is its place.
_CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
LENGTH = 18
_BLANK = re.compile(r"[\s\-—]")


def plain(text: str) -> str:
    """The number as stored: ordinary width, no blanks, capitals, no apostrophe that a sheet put before it."""
    return "".join(normalize("NFKC", text).split()).lstrip("'‘’").upper()


def squeezed(text: str) -> str:
    """Any text for comparison: ordinary width, small letters, no blanks and dashes."""
    return _BLANK.sub("", normalize("NFKC", text)).casefold()


def identity_fault(text: str, on: date | None = None) -> str | None:
    """What is wrong with an 18-digit identity number (GB 11643-1999); None when nothing is.

    `on`: the day on which the person must have been born already.
    """
    number = plain(text)
    if len(number) != LENGTH:
        return f"应为 18 位，实为 {len(number)} 位"
    if not (_ascii_digits(number[:17]) and (_ascii_digits(number[17]) or number[17] == "X")):
        return "前 17 位应为数字，末位应为数字或者 X"
    born = birth_date(number)
    if born is None:
        return f"出生日期 {number[6:14]} 不存在"
    if on is not None and born > on:
        return f"出生日期 {born} 晚于 {on}"
    expected = identity_check(number[:17])
    return None if number[17] == expected else f"校验码应为 {expected}，实为 {number[17]}"


def _ascii_digits(text: str) -> bool:
    return text.isascii() and text.isdigit()


def identity_check(first17: str) -> str:
    """The check character of the first 17 digits."""
    return CHECKS[sum(int(digit) * weight for digit, weight in zip(first17, WEIGHTS, strict=True)) % 11]


def birth_date(text: str) -> date | None:
    """The date of birth in an 18-digit number; None when there is no such day."""
    part = plain(text)[6:14]
    try:
        return date(int(part[:4]), int(part[4:6]), int(part[6:8]))
    except ValueError:
        return None


def is_male(text: str) -> bool:
    """Whether the 17th digit is odd, which stands for a man."""
    return int(plain(text)[16]) % 2 == 1


def credit_code_fault(text: str) -> str | None:
    """What is wrong with a unified social credit code (统一社会信用代码, GB 32100-2015); None when nothing is."""
    code = plain(text)
    if len(code) != LENGTH:
        return f"应为 18 位，实为 {len(code)} 位"
    odd = sorted(set(code) - set(_CODE_SIGNS))
    if odd:
        return f"含有不允许的字符 {''.join(odd)}（不用 I、O、S、V、Z）"
    if not code[2:8].isdigit():
        return "第 3 至 8 位应为行政区划数字"
    expected = credit_code_check(code[:17])
    return None if code[17] == expected else f"校验码应为 {expected}，实为 {code[17]}"


def credit_code_check(first17: str) -> str:
    """The check character of the first 17 characters."""
    total = sum(_CODE_SIGNS.index(sign) * pow(3, place, 31) for place, sign in enumerate(first17))
    return _CODE_SIGNS[-total % 31]


def mask_identity(text: str) -> str:
    """First 6 and last 4 stay: 360100********1234. Shorter numbers keep only their last 4 or nothing."""
    number = plain(text)
    head = 6 if len(number) > 12 else 0  # noqa: PLR2004 — six and four of something shorter would hide nothing
    return _masked(number, head)


def mask_bank(text: str) -> str:
    """Only the last 4 stay: ***************1234."""
    return _masked(plain(text), 0)


def _masked(number: str, head: int) -> str:
    tail = 4 if len(number) > head + 6 else 0
    hidden = len(number) - head - tail
    return number[:head] + "*" * hidden + number[len(number) - tail :] if tail else number[:head] + "*" * hidden
