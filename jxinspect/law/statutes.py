"""From a ref such as "办法 22(二)" or "社会保险法 79 II(一); 行政处罚法 44、45" to the citation that a document prints.

    ref     = part (";" part)*      a part without a name continues with the name before it
    part    = name [place ("、" place)*]
    place   = article [paragraph in roman numbers] ["(" item ")"]     22, 14 II, 79 II(一)

Chinese writing is understood as well: 办法第二十二条第（四）项.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal
from unicodedata import normalize

from jxinspect.errors import Incomplete, NotFound
from jxinspect.law.articles import Article, article
from jxinspect.law.numerals import chinese, from_chinese, from_roman, roman
from jxinspect.law.registry import Rank, Statute, in_force, names, squeeze, statute, statutes

__all__ = ["Rank", "Ref", "Statute", "basis_level", "cite", "in_force", "refs", "statute", "statutes", "title"]

_PLACE = re.compile(r"(\d+)条?(?:([IVX]+)|第?(\d+)款)?(?:\(([一二三四五六七八九十百]+|\d+)\)|第?(\d+)项)?", re.ASCII)
_NUMERAL = re.compile(r"第?\(?([零一二三四五六七八九十百]+)\)?(条|款|项)")
OWN = "办法"
_NUMBERED = frozenset({Rank.DEPARTMENT_RULE, Rank.GOVERNMENT_RULE, Rank.NORMATIVE_DOCUMENT, Rank.NATIONAL_STANDARD})


@dataclass(frozen=True)
class Ref:
    """One place in a statute; article None means the statute as a whole."""

    statute: Statute
    article: int | None = None
    paragraph: int | None = None
    item: int | None = None

    def __str__(self) -> str:
        place = "" if self.article is None else f" {self.article}"
        paragraph = f" {roman(self.paragraph)}" if self.paragraph else ""
        return f"{self.statute.key}{place}{paragraph}" + (f"({chinese(self.item)})" if self.item else "")

    def place(self) -> str:
        """The place as printed: 第七十九条第二款第（一）项."""
        if self.article is None:
            return ""
        paragraph = f"第{chinese(self.paragraph)}款" if self.paragraph else ""
        return f"第{chinese(self.article)}条{paragraph}" + (f"第（{chinese(self.item)}）项" if self.item else "")


@lru_cache(maxsize=4096)
def refs(text: str) -> tuple[Ref, ...]:
    """The places that a ref names. Incomplete when it cannot be read, NotFound when there is no such place."""
    found: list[Ref] = []
    for part in re.split("[;；]", text):
        if part.strip():
            found.extend(_part(part, found[-1].statute if found else None))
    if not found:
        raise Incomplete("没有写出依据", why="依据是空的", todo="写成“办法 22(二)”这样的形式")
    return tuple(found)


def _part(part: str, before: Statute | None) -> Iterator[Ref]:
    name, places = _split(part)
    if not name and before is None:
        raise NotFound(
            f"法规库里没有“{part.strip()}”开头的名称",
            why="只能引用法规库登记的法律、法规和文件",
            todo="写成“办法 22(二)”这样的形式；查简称：jxinspect law list statutes",
        )
    if name:
        before = statute(name)
    assert before is not None
    if not places:
        yield Ref(before)
        return
    for place in places.split("、"):
        yield _checked(_read(place, before, part))


def _split(part: str) -> tuple[str, str]:
    """The name, longest first, and the rest with numerals made Arabic."""
    text = squeeze(part)
    name = max((known for known in names() if text.startswith(known)), key=len, default="")
    rest = normalize("NFKC", text[len(name) :])
    return name, _NUMERAL.sub(lambda found: f"{_number(found[1], part)}{found[2]}", rest)


def _number(numeral: str, part: str) -> int:
    try:
        return from_chinese(numeral)
    except ValueError:
        raise _unreadable(part) from None


def _read(place: str, of: Statute, part: str) -> Ref:
    found = _PLACE.fullmatch(place.removeprefix("第"))
    if found is None:
        raise _unreadable(part)
    number, numbered, paragraph, item, itemised = found.groups()
    try:
        second = from_roman(numbered) if numbered else int(paragraph) if paragraph else None
        written = item or itemised
        third = None if not written else int(written) if written.isdigit() else from_chinese(written)
    except ValueError:
        raise _unreadable(part) from None
    return Ref(of, int(number), second, third)


def _unreadable(part: str) -> Incomplete:
    return Incomplete(
        f"依据的写法不能识别：{part.strip()}",
        why="条用数字，款用罗马数字，项用中文数字加括号",
        todo="写成“办法 22(二)”、“办法 14 II”或者“社会保险法 79 II(一)”",
    )


def _checked(ref: Ref) -> Ref:
    """The ref if the place exists; items of an article with several paragraphs get their paragraph."""
    of, number = ref.statute, ref.article
    assert number is not None
    if not 1 <= number <= (of.last_article or 999):
        raise NotFound(f"《{of.title}》没有第 {number} 条", why=_extent(of), todo="核对原文后改正条号")
    return _inside(ref, article(number)) if of.key == OWN else ref


def _extent(of: Statute) -> str:
    return f"共 {of.last_article} 条" if of.last_article else "条号应在 1 到 999 之间"


def _inside(ref: Ref, text: Article) -> Ref:
    paragraphs = text.paragraphs
    if ref.paragraph is not None and not 1 <= ref.paragraph <= len(paragraphs):
        raise NotFound(
            f"办法第 {text.number} 条没有第 {ref.paragraph} 款", why=f"共 {len(paragraphs)} 款", todo=_look(text)
        )
    if ref.item is None:
        return ref
    paragraph = ref.paragraph or text.item_paragraph() or 1
    items = paragraphs[paragraph - 1].items
    if not 1 <= ref.item <= len(items):
        raise NotFound(f"办法第 {text.number} 条没有第 {ref.item} 项", why=f"共 {len(items)} 项", todo=_look(text))
    return Ref(ref.statute, ref.article, paragraph if len(paragraphs) > 1 else None, ref.item)


def _look(text: Article) -> str:
    return f"看条文：jxinspect law show {text.number}"


@lru_cache(maxsize=512)
def cite(text: str, style: Literal["full", "short"] = "full") -> str:
    """The citation as documents print it; places of one statute in a row share its title.

    full: 《江西省社会保险基金行政监督实施办法》（赣人社规〔2023〕1号）第二十二条第（二）项
    short: 《实施办法》第二十二条第（二）项; for others 《社会保险法》第七十九条
    """
    groups = groupby(refs(text), key=lambda ref: ref.statute)
    return "、".join(title(of, style) + "、".join(ref.place() for ref in places) for of, places in groups)


def introduced(text: str, *later: str) -> str:
    """As cite(), with the short names that these later citations use: （赣人社规〔2023〕1号，以下简称《实施办法》）.

    A law is known by its title without 中华人民共和国; only what has a name of its own is introduced.
    """
    words = cite(text)
    used = {ref.statute.number: ref.statute for one in later for ref in refs(one)}
    for ref in refs(text):
        of = ref.statute
        if of.short and of.number in used:
            words = words.replace(f"（{of.number}）", f"（{of.number}，以下简称{title(of, 'short')}）", 1)
    return words


def title(of: Statute, style: Literal["full", "short"] = "full") -> str:
    """The title in 《》, a title inside it in 〈〉; the number alone where the title is not confirmed.

    Documents below a law carry their number in full style."""
    if not of.title:
        return of.number
    if style == "short":
        return f"《{_inner(of.short or of.title.removeprefix('中华人民共和国'))}》"
    return f"《{_inner(of.title)}》" + (f"（{of.number}）" if of.number and of.level in _NUMBERED else "")


def _inner(words: str) -> str:
    return words.replace("《", "〈").replace("》", "〉")


def basis_level(text: str) -> Rank:
    """The highest rank among the statutes that a ref names (G23, G41)."""
    return min((ref.statute.level for ref in refs(text)), key=lambda level: level.order)
