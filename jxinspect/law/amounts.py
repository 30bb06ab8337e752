"""Money in integer fen, read and written exactly; no float anywhere."""

from __future__ import annotations

import re
from unicodedata import normalize

from jxinspect.errors import Incomplete

_AMOUNT = re.compile(r"(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?(万|亿)?元?整?", re.ASCII)
_SCALE = {"万": 100 * 10_000, "亿": 100 * 100_000_000}
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
#: Amounts below this many fen can be written in capitals (一万亿元).
LIMIT = 10**14
THOUSAND = 1000


def parse_amount(text: str) -> int:
    """Fen of "1,234.56", "￥12元" or "12.5万元". Incomplete when it is no amount or not a whole number of fen."""
    plain = re.sub(r"\s+|^人民币|[¥￥]", "", normalize("NFKC", text).strip())
    found = _AMOUNT.fullmatch(plain)
    if found is None:
        raise _unusable(text, "金额的写法不能识别")
    sign, whole, decimals, scale = found.groups()
    decimals = decimals or ""
    shifted = int(whole.replace(",", "") + decimals) * _SCALE.get(scale, 100)
    fen, rest = divmod(shifted, int("1" + "0" * len(decimals)))
    if rest:
        raise _unusable(text, "不足一分的数不能入账")
    return -fen if sign else fen


def _unusable(text: str, why: str) -> Incomplete:
    return Incomplete(f"金额“{text}”不能用", why=why, todo="写成 1234.56、1,234.56 或者 12.5万元")


def format_amount(fen: int) -> str:
    """123456 is 1,234.56元."""
    return f"{'-' if fen < 0 else ''}{abs(fen) // 100:,}.{abs(fen) % 100:02d}元"


def capital_amount(fen: int) -> str:
    """123456 is 人民币壹仟贰佰叁拾肆元伍角陆分; 整 closes an amount without fen.

    Incomplete below 0 or from 一万亿元.
    """
    if not 0 <= fen < LIMIT:
        raise Incomplete(f"金额 {format_amount(fen)} 不能写成大写", why="大写金额从零到一万亿元以下", todo="核对金额")
    yuan, rest = divmod(fen, 100)
    jiao, last = divmod(rest, 10)
    whole = _capital_integer(yuan) + "元" if yuan or not fen else ""
    tenth = _DIGITS[jiao] + "角" if jiao else "零" if whole and last else ""
    return f"人民币{whole}{tenth}" + (_DIGITS[last] + "分" if last else "整")


def _capital_integer(number: int) -> str:
    if number == 0:
        return "零"
    text, gap = "", False
    for place, unit in ((2, "亿"), (1, "万"), (0, "")):
        group = number // 10_000**place % 10_000
        if group:
            text += ("零" if text and (gap or group < THOUSAND) else "") + _capital_group(group) + unit
        gap = not group
    return text


def _capital_group(group: int) -> str:
    text, pending = "", False
    for place, unit in ((1000, "仟"), (100, "佰"), (10, "拾"), (1, "")):
        digit = group // place % 10
        if digit:
            text += ("零" if pending else "") + _DIGITS[digit] + unit
        pending = digit == 0 and bool(text)
    return text
