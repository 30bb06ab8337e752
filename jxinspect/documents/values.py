"""Facts on their way to paper: what may be printed, and how."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TypeGuard

from jxinspect.errors import Incomplete

#: Line ends of other systems mean the same as a line feed; nothing is lost by writing them as one.
_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
#: What XML cannot hold or paper cannot show. Tab and line feed stay.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
#: Either of both: most texts have neither, and one look tells.
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
#: Longest text of one field; a record of a long questioning has about 30,000 characters.
MAX_TEXT = 1_000_000


def _or(text: str) -> Callable[[str], str]:
    return lambda value: value if value.strip() else text


#: Filters of templates by name: what a blank fact prints. 分段 is about paragraphs and changes no text; 图 prints a
#: picture, which has none.
FILTERS: dict[str, Callable[[str], str]] = {
    "或斜线": _or("/"),
    "或无": _or("无"),
    "可空": lambda value: value,
    "分段": lambda value: value,
    "图": lambda _: "",
}
#: Filters after which a blank is no hole in the document.
BLANK_ALLOWED = frozenset({"或斜线", "或无", "可空"})


#: Texts of which is kept how they stand on paper: the same facts come again within a paper and from paper to paper.
KEPT = 1024


def printable(value: object) -> TypeGuard[str | int]:
    """Whether a fact has a text at all."""
    return isinstance(value, str | int) and not isinstance(value, bool)


def unprintable(where: str) -> Incomplete:
    """The error for a field that is a list, a group of fields or a condition where a text is wanted."""
    return Incomplete(
        f"字段“{where}”不是文字，不能打印", why="文书只能打印文字和整数", todo="请改正模板，或者补录该项事实"
    )


def normal(value: object, where: str) -> str:
    """The text of a fact with plain line feeds. Raises Incomplete naming the field when it cannot be printed.

    Line ends (CR LF, CR, U+2028, U+2029) are normalised; other control characters are refused, since dropping them
    would change what somebody wrote or said.
    """
    if not printable(value):
        raise unprintable(where)
    text = str.__str__(value) if isinstance(value, str) else str(value)
    if _ODD.search(text):
        text = _LINE_ENDS.sub("\n", text)
        _require_printable(text, where)
    if len(text) > MAX_TEXT:
        raise Incomplete(f"字段“{where}”过长（{len(text)} 字）", why="文书的一栏放不下", todo="请改为附件")
    return text


def _require_printable(text: str, where: str) -> None:
    wrong = _FORBIDDEN.search(text)
    if wrong:
        raise Incomplete(
            f"字段“{where}”含有不能打印的控制字符（U+{ord(wrong[0]):04X}，第 {wrong.start() + 1} 个字符）",
            why="控制字符会使文书内容丢失",
            todo="请删去该字符后重新录入",
        )


def printed(value: object, where: str, filters: tuple[str, ...]) -> str:
    """The text that stands on paper. Raises Incomplete when a fact is blank and no filter allows it."""
    text = normal(value, where)
    for name in filters:
        text = FILTERS[name](text)
    if not text.strip() and not BLANK_ALLOWED.intersection(filters):
        raise missing([where])
    return text


def missing(names: list[str]) -> Incomplete:
    """The error for facts that a document needs and that are not recorded."""
    listed = "、".join(dict.fromkeys(names))
    return Incomplete(
        f"文书缺少必填事实：{listed}",
        why="文书的每一栏都要有据可依，缺项不得制发",
        todo="请补录上列事实后重试；确实没有内容的栏目由模板打印“/”",
        items=tuple(dict.fromkeys(names)),
    )
