"""Chinese numerals of articles, paragraphs and items: 一 to 九百九十九."""

from __future__ import annotations

DIGITS = "零一二三四五六七八九"
_ROMAN = {"I": 1, "V": 5, "X": 10}
HIGHEST = 999


def chinese(number: int) -> str:
    """The numeral as laws print it: 10 十, 12 十二, 105 一百零五, 110 一百一十. ValueError outside 1 to 999."""
    if not 1 <= number <= HIGHEST:
        msg = f"{number} is not between 1 and {HIGHEST}"
        raise ValueError(msg)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    text = DIGITS[hundreds] + "百" if hundreds else ""
    if tens:
        text += ("" if tens == 1 and not hundreds else DIGITS[tens]) + "十"
    elif hundreds and ones:
        text += "零"
    return text + (DIGITS[ones] if ones else "")


def from_chinese(text: str) -> int:
    """The number of a numeral up to 九百九十九; ValueError for any other text, 二十五百 included."""
    total, digit = 0, 0
    for sign in text:
        if sign in "百十":
            total += (digit or 1) * (100 if sign == "百" else 10)
            digit = 0
        else:
            digit = DIGITS.index(sign)
    total += digit
    if chinese(total) != text:
        msg = f"{text} is not a numeral"
        raise ValueError(msg)
    return total


def from_roman(text: str) -> int:
    """The number of a paragraph written I to XXXIX; ValueError for any other text."""
    values = [_ROMAN[sign] for sign in text] if set(text) <= set(_ROMAN) else []
    total = sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))
    if not total or roman(total) != text:
        msg = f"{text} is not a roman number"
        raise ValueError(msg)
    return total


def roman(number: int) -> str:
    """The number of a paragraph, 1 to 39, as refs write it: 2 is II."""
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]
