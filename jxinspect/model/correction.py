"""补正: what was misspelt in a document that was served, and what such a notice may never change (G55)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jxinspect.errors import Incomplete
from jxinspect.law.amounts import parse_amount
from jxinspect.model.base import Dated, listing, ref

#: Kinds that decide on rights and duties: their basis and their amounts change only by a new decision.
BINDING = frozenset({"D27", "D33", "D37", "D38", "D48", "D65", "D68", "D69", "D70"})
_MONEY = re.compile(r"\d[\d,]*(?:\.\d+)?(?:万|亿)?元|\d{1,3}(?:,\d{3})+(?:\.\d+)?|(?<!\d)\d{5,12}(?:\.\d+)?(?!\d)")
_LAW = re.compile(r"《[^》]*》|第[〇零一二三四五六七八九十百\d]+[条款]|第?（[一二三四五六七八九十]+）项")
_DAY = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")


class Correction(Dated, table=True):
    """补正通知书 (D74): wrong and right wording of places in one served document."""

    inspection_id: str = ref("inspection")
    document_id: str = ref("document")
    lines: list[dict[str, str]] = listing()  #: wrong, right, and times: how often the wrong wording stands there
    reason: str


def changes(line: dict[str, str], party: str) -> Iterator[str]:
    """What of substance the line would change: 当事人, 法律依据, 增加金额, 日期. A misspelling changes none of them."""
    wrong, right = line["wrong"], line["right"]
    if party in wrong and party not in right:
        yield "当事人"
    if _LAW.findall(wrong) != _LAW.findall(right):
        yield "法律依据"
    if _sum(right) > _sum(wrong):
        yield "增加金额"
    if _DAY.findall(wrong) != _DAY.findall(right):
        yield "日期"


def _sum(text: str) -> int:
    return sum(_fen(found) for found in _MONEY.findall(text))


def _fen(text: str) -> int:
    try:
        return parse_amount(text)
    except Incomplete:  # more decimals than an amount has
        return 0
