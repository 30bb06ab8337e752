"""Titles of official papers in lines: broken where the meaning does, lines of like length (GB/T 9704, 7.3.1)."""

from __future__ import annotations

from functools import cache

#: Characters of 2号 (22 pt) on one line of the type area, with one to spare.
ROOM = 19
#: After these a title may break without tearing a word.
_WORDS = (
    "、",
    "，",
    "）",
    "》",
    "基金",
    "资金",
    "情况",
    "待遇",
    "补贴",
    "业务",
    "服务",
    "中心",
    "机构",
    "单位",
    "公司",
)
#: What no line begins with, and what none ends with.
_NEVER_FIRST, _NEVER_LAST = "、，。；：）》〕”", "（《〔“"
#: Costs of one more line, of tearing a word (rather one more line), and of beginning with 的, in squares of characters.
_LINE, _TORN, _PARTICLE = 1000, 1500, 200


def headline(*parts: str) -> str:
    """The title as lines joined by line feeds; every part begins a line of its own."""
    return "\n".join(line for part in parts for line in _lines(part))


def _lines(text: str) -> list[str]:
    @cache
    def best(start: int) -> tuple[int, tuple[int, ...]]:
        """Least cost of setting the text from here on, and where its lines end."""
        if start == len(text):
            return 0, ()
        ends = range(start + 1, min(start + ROOM, len(text)) + 1)
        found = ((end, best(end)) for end in ends)
        return min((cost + _LINE + _cost(text, start, end), (end, *rest)) for end, (cost, rest) in found)

    ends = best(0)[1]
    return [text[start:end] for start, end in zip((0, *ends), ends, strict=False)]


def _cost(text: str, start: int, end: int) -> int:
    """How much a line of these characters displeases."""
    unused = (ROOM - (end - start)) ** 2
    if end == len(text):
        return unused
    if text[end] in _NEVER_FIRST or text[end - 1] in _NEVER_LAST:
        return unused + 2 * _TORN
    torn = 0 if text[:end].endswith(_WORDS) else _TORN
    return unused + torn + (_PARTICLE if text[end] == "的" else 0)
