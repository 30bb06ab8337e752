"""The text of a WordprocessingML part in order, with its template tags: what check, renderer and proof read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cache

from lxml import etree

from jxinspect.documents.expression import Statement, Wrong, parse_tag
from jxinspect.documents.faults import Fault, Place, fault

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_W = f"{{{WORD}}}"
P, T, BR, TAB, TBL, TR, TC, RUN = (_W + name for name in ("p", "t", "br", "tab", "tbl", "tr", "tc", "r"))
_TAGS = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_WIDE = re.compile(r"[｛｝]")
_CLOSED = "写作 {{ 字段 }} 或者 {% 条件 %}，用半角花括号，左右成对，且在同一段之内"


@cache
def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)


def parse_xml(data: bytes) -> etree._Element:
    """A part as a tree: strictly, without entities or network. Raises etree.XMLSyntaxError."""
    root = etree.fromstring(data, _parser())
    if root.getroottree().docinfo.internalDTD is not None:
        raise etree.XMLSyntaxError("DOCTYPE is not allowed", 0, 1, 1)  # type: ignore[call-arg, arg-type] # stubs are old
    return root


def paragraph_text(paragraph: etree._Element) -> str:
    """The text of one paragraph without that of text boxes in it; line breaks are line feeds."""
    pieces = []
    for found in paragraph.iter(T, BR, TAB):
        if _owner(found) is paragraph:
            if found.tag == T:
                pieces.append(found.text or "")
            elif _parent_tag(found) == RUN:
                pieces.append("\t" if found.tag == TAB else "\n")
    return "".join(pieces)


def _parent_tag(found: etree._Element) -> str:
    parent = found.getparent()
    return "" if parent is None else str(parent.tag)


def _owner(found: etree._Element) -> etree._Element | None:
    for above in found.iterancestors(P):
        return above
    return None


@dataclass(frozen=True)
class Start:
    """A paragraph begins."""


@dataclass(frozen=True)
class Text:
    """Fixed text."""

    text: str


@dataclass(frozen=True)
class Tag:
    """One template tag; `level` is "", "p" or "tr", `within` names the container that must also hold its end."""

    statement: Statement
    level: str
    place: Place
    source: str
    within: object = field(compare=False, default=None)


Token = Start | Text | Tag


@dataclass(eq=False)
class Outline:
    """Tokens of a part and the faults found while reading them. Two outlines are never the same one."""

    part: str
    tokens: list[Token] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    #: Where each paragraph stands, for what is found in it by other means.
    places: dict[etree._Element, Place] = field(default_factory=dict)

    @property
    def tags(self) -> list[Tag]:
        return [token for token in self.tokens if isinstance(token, Tag)]


def read_outline(part: str, root: etree._Element) -> Outline:
    """The outline of a part. Faults are collected, not raised."""
    outline = Outline(part)
    _Walk(outline).container(root, Place(part))
    return outline


class _Walk:
    """Counts tables and paragraphs as a reader does, depth first."""

    def __init__(self, outline: Outline) -> None:
        self.outline = outline
        self.tables = 0
        self.paragraphs = 0

    def container(self, element: etree._Element, place: Place) -> None:
        inside = 0
        for child in element.iterchildren():
            if child.tag == P:
                self.paragraphs += not place.cell
                inside += 1
                self.paragraph(child, replace(place, paragraph=inside if place.cell else self.paragraphs))
            elif child.tag == TBL:
                self.tables += 1
                self.table(child, Place(place.part, self.tables))
            elif isinstance(child.tag, str):
                self.container(child, place)

    def table(self, table: etree._Element, place: Place) -> None:
        rows = [row for row in table.iter(TR) if next(row.iterancestors(TBL)) is table]
        for number, row in enumerate(rows, 1):
            self.row(row, table, replace(place, row=number))

    def row(self, row: etree._Element, table: etree._Element, place: Place) -> None:
        own = [paragraph for paragraph in row.iter(P) if next(paragraph.iterancestors(TR)) is row]
        text = "\n".join(map(paragraph_text, own)).strip()
        if "{%tr" in text:
            self.alone(text, "tr", table, place, "行")
            return
        cells = [cell for cell in row.iter(TC) if next(cell.iterancestors(TR)) is row]
        for number, cell in enumerate(cells, 1):
            self.container(cell, replace(place, cell=number))

    def paragraph(self, paragraph: etree._Element, place: Place) -> None:
        self.outline.places[paragraph] = place
        text = paragraph_text(paragraph)
        if "{%p" in text:
            self.alone(text.strip(), "p", paragraph.getparent(), place, "段")
        else:
            self.outline.tokens.append(Start())
            self.inline(text, paragraph, place)
        for nested in paragraph.iter(P):
            if nested is not paragraph and _owner(nested) is paragraph:
                self.paragraphs += 1
                self.paragraph(nested, replace(place, paragraph=self.paragraphs))

    def alone(self, text: str, level: str, within: object, place: Place, unit: str) -> None:
        """A row or paragraph that holds exactly one control tag and vanishes."""
        if not _TAGS.fullmatch(text) or len(_TAGS.findall(text)) > 1:
            self.wrong(
                place,
                text[:60],
                f"带有 {{%{level} %}} 标签的一{unit}会整{unit}消失，其中还有别的内容",
                f"让这个标签单独占一{unit}",
            )
            return
        self.tag(text, level, within, place)

    def inline(self, text: str, within: object, place: Place) -> None:
        end = 0
        for match in _TAGS.finditer(text):
            self.plain(text[end : match.start()], place)
            self.tag(match[0], "", within, place)
            end = match.end()
        self.plain(text[end:], place)

    def plain(self, text: str, place: Place) -> None:
        if "{" in text or "}" in text:
            at = min(place_ for place_ in (text.find("{"), text.find("}")) if place_ >= 0)
            self.wrong(place, text[at : at + 30], "花括号不成对，或者标签跨了段落", _CLOSED)
        elif wide := _WIDE.search(text):  # typed with the Chinese input method on
            self.wrong(place, text[wide.start() : wide.start() + 30], "花括号是全角的，会原样印在文书上", _CLOSED)
        if text:
            self.outline.tokens.append(Text(text))

    def tag(self, source: str, level: str, within: object, place: Place) -> None:
        try:
            found, statement = parse_tag(source)
        except Wrong as error:
            self.wrong(place, source, error.text, error.todo)
            return
        if found != level:
            self.wrong(place, source, f"{{%{found} %}} 标签放错了地方", "行标签放在表格行内，段落标签单独成段")
            return
        self.outline.tokens.append(Tag(statement, level, place, source, within))

    def wrong(self, place: Place, tag: str, text: str, todo: str) -> None:
        self.outline.faults.append(fault(place, tag, text, todo))


def blocks_of(outline: Outline) -> Iterator[tuple[Tag, list[Tag]]]:
    """Every control tag that opens, with those that belong to it; unbalanced ones are in `balance_faults`."""
    for opened in _balanced(outline)[0]:
        yield opened[0], opened[1:]


def balance_faults(outline: Outline) -> list[Fault]:
    """Loops and conditions that are not closed, closed twice, crossed, or closed elsewhere than opened."""
    return _balanced(outline)[1]


def _balanced(outline: Outline) -> tuple[list[list[Tag]], list[Fault]]:
    from jxinspect.documents.expression import For, If, Word

    done: list[list[Tag]] = []
    open_: list[list[Tag]] = []
    faults: list[Fault] = []
    for tag in outline.tags:
        statement = tag.statement
        if isinstance(statement, For) or (isinstance(statement, If) and not statement.alternative):
            open_.append([tag])
            continue
        if not isinstance(statement, If | Word):
            continue
        problem = _problem(open_, tag)
        if problem:
            faults.append(fault(tag.place, tag.source, *problem))
            continue
        open_[-1].append(tag)
        if isinstance(statement, Word) and statement.word != "else":
            done.append(open_.pop())
    faults += [
        fault(group[0].place, group[0].source, "没有结束标签", "补上对应的 endfor 或者 endif") for group in open_
    ]
    return done, faults


def _problem(open_: list[list[Tag]], tag: Tag) -> tuple[str, str] | None:
    from jxinspect.documents.expression import For, Word

    word = tag.statement.word if isinstance(tag.statement, Word) else "elif"
    if not open_:
        return f"{word} 没有对应的开始标签", "删去它，或者补上 for、if"
    first = open_[-1][0]
    loop = isinstance(first.statement, For)
    if (word == "endfor") != loop:
        wanted = "endfor" if loop else "endif"
        return f"这里应当是 {wanted}，与{first.place}的 {first.source} 对应", f"改为 {wanted}，或者调整先后次序"
    if tag.level != first.level or tag.within is not first.within:
        return (
            f"与{first.place}的 {first.source} 不在同一层",
            "开始和结束标签用同一种写法，放在同一段、同一张表或者同一格内",
        )
    after_else = any(isinstance(t.statement, Word) and t.statement.word == "else" for t in open_[-1])
    if word in ("else", "elif") and after_else:
        return f"else 之后不能再写 {word}", "把 else 放在最后"
    return None
