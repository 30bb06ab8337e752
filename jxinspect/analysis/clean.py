"""From what senders write to plain text: width, blanks, quotes, private-use signs, words for nothing (办法 23(二)).

Expressions of SQL over one column. `dirt_of` looks at the bytes of a chunk first: what is clean costs nothing.
"""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

#: First bytes, in UTF-8, of what may have to be cleaned, and the letters that words for nothing have.
_TELLING = b"\xc2\xcb\xe2\xe3\xee\xef'=\t\r\x00\x0b\x0c\x1a\x7f Nn#\\"
_PLAIN = bytes(byte for byte in range(256) if byte not in _TELLING)
#: What is odd whatever stands beside it, and what is only odd where these stand together.
_ODD = b"\xee'=\t\r\x00\x0b\x0c\x1a\x7f"
_ODD_TOGETHER = (
    b"\xc2\xa0", b"\xe2\x80", b"\xe2\x81", b"\xe3\x80\x80", b"\xef\xbb\xbf", b"\xef\xbc", b"\xef\xbd", b"\xef\xa0",
    b", ", b" ,", b"\n ", b" \n", b" \r", b'" ', b' "', b"  ",
)  # fmt: skip
_SUSPECT = (
    r"[\x00-\x20''=\x7f-\xa0\x{2000}-\x{200f}\x{2018}\x{2019}\x{2028}-\x{206f}\x{3000}\x{feff}"
    r"\x{ff00}-\x{ffef}\x{e000}-\x{f8ff}]"
)
#: What programs write where there is nothing.
NOTHING = ("NULL", "null", "Null", "(null)", "(NULL)", r"\N", "NaN", "nan", "None", "#N/A", "<null>", "[NULL]")
_BLANK = 0x20
_NOTHING_BYTES = (b"NULL", b"null", b"Null", b"\\N", b"NaN", b"nan", b"None", b"#N/A")
_BLANKS = (
    "\xa0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\t\r\n\v\f"
)
#: Signs that stand for the dot between the parts of a name.
_DOTS = "\u2022\u30fb\u2027\u2219\u22c5\u02d9\ufe52"
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\x00\x1a\x7f"
#: GBK's own signs: code page 936 gives them private-use code points, and GB 18030 of 2005 real ones.
_PRIVATE_FROM, _GBK_FROM = 0xE815, 0xFE50
_LATER = {
    0xFE51: 0x20087, 0xFE52: 0x20089, 0xFE53: 0x200CC, 0xFE59: 0x9FB4, 0xFE61: 0x9FB5, 0xFE66: 0x9FB6, 0xFE67: 0x9FB7,
    0xFE6C: 0x215D7, 0xFE6D: 0x9FB8, 0xFE76: 0x2298F, 0xFE7E: 0x9FB9, 0xFE90: 0x9FBA, 0xFE91: 0x241FE, 0xFEA0: 0x9FBB,
}  # fmt: skip


class Dirt(NamedTuple):
    """What a chunk of text needs. `odd`: some sign is to be cleaned; `nothing`: some word stands for nothing.

    `blank`: there may be blanks inside of texts; `dots`: there may be signs that stand for the dot of a name.
    """

    odd: bool
    nothing: bool
    blank: bool
    dots: bool


def dirt_of(text: bytes | bytearray) -> Dirt:
    """What kinds of dirt the bytes of a chunk (UTF-8, fields separated by commas) hold; searched, not parsed."""
    telling = text.translate(None, _PLAIN)
    if not telling:
        return Dirt(odd=False, nothing=False, blank=False, dots=False)
    there = {byte for byte in _TELLING if byte in telling} | {*b',\n"'}
    odd = (
        any(byte in there for byte in _ODD)
        or text.startswith(b" ")
        or text.endswith(b" ")
        or any(sign[0] in there and sign in text for sign in _ODD_TOGETHER)
    )
    return Dirt(
        odd,
        any(word in text for word in _NOTHING_BYTES if word[0] in there),
        blank=odd or _BLANK in there,
        dots=any(sign[0] in there and sign in text for sign in map(str.encode, _DOTS)),
    )


def cleaned(column: str, dirt: Dirt) -> str:
    """The text of a column without dirt; NULL where nothing is left."""
    text = column
    if dirt.odd:
        text = f"CASE WHEN regexp_matches({column}, '{_SUSPECT}') THEN {_full(column)} ELSE {column} END"
    if dirt.nothing:
        words = ", ".join(f"'{word}'" for word in NOTHING)
        text = f"CASE WHEN {text} IN ({words}) THEN NULL ELSE {text} END"
    return text


def _full(column: str) -> str:
    wide, plain = _widths()
    text = f"translate({column}, '{wide}', '{plain}')"
    text = f"regexp_replace({text}, '^\\s*=\"(.*)\"\\s*$', '\\1')"
    # An apostrophe before a number is how a sheet marks text; it may stand before a blank as well.
    text = f"regexp_replace({text}, '^[\\s''‘’]+|\\s+$', '', 'g')"
    return f"nullif({text}, '')"


@cache
def _widths() -> tuple[str, str]:
    """Signs and what each becomes; those beyond the length of the second text are left out of the text."""
    pairs = {chr(0xFF01 + n): chr(0x21 + n) for n in range(94)}
    pairs |= dict.fromkeys(_BLANKS, " ")
    pairs |= {private: real for private, real in _private() if private != real}
    wide, plain = "".join(pairs) + _INVISIBLE, "".join(pairs.values())
    return wide.replace("'", "''"), plain.replace("'", "''")


def _private() -> list[tuple[str, str]]:
    codes = [_GBK_FROM + n for n in range(0x51) if n != 0x7F - 0x50]
    real = [chr(_LATER[code]) if code in _LATER else code.to_bytes(2, "big").decode("gb18030") for code in codes]
    return [(chr(_PRIVATE_FROM + n), sign) for n, sign in enumerate(real)]


def person_name(text: str, dirt: Dirt) -> str:
    """A person's name without blanks between Chinese characters, and with one kind of dot."""
    dots = f"translate({text}, '{_DOTS}', '{'·' * len(_DOTS)}')"
    # Latin names keep blanks and full stops.
    chinese = f"replace(replace({dots}, ' ', ''), '.', '·')"
    # To look for one sign costs a third of looking for one of several.
    suspect = f"regexp_matches({text}, '[ .{_DOTS}]')" if dirt.blank or dirt.dots else f"contains({text}, '.')"
    return f"CASE WHEN NOT {suspect} THEN {text} WHEN regexp_matches({text}, '[A-Za-z]') THEN {dots} ELSE {chinese} END"


def number_text(text: str, dirt: Dirt, *, upper: bool) -> str:
    """An identifier: no blanks; capitals where its standard has capitals."""
    bare = f"CASE WHEN contains({text}, ' ') THEN replace({text}, ' ', '') ELSE {text} END" if dirt.blank else text
    return f"upper({bare})" if upper else bare
