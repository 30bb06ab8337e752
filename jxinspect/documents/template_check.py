"""All faults of a template in one run, each with its place and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from lxml import etree

from jxinspect.documents.expression import For, If, Path, Print, Word, paths_of
from jxinspect.documents.faults import Fault, Place, fault, in_file
from jxinspect.documents.outline import WORD, Outline, P, Tag, balance_faults, parse_xml, read_outline
from jxinspect.documents.package import Unreadable, read_package
from jxinspect.documents.tidy import tidied

MAIN = "word/document.xml"
#: Parts whose text is filled in.
RENDERED = re.compile(r"word/(?:document|header[^/]*|footer[^/]*|footnotes|endnotes)\.xml")
_TAG_SIGNS = (b"{{", b"{%", b"{#")
_ACTIVE = re.compile(r"vbaProject|vbaData|activeX/|\.bin$|embeddings/|\.exe$|\.js$|\.vbs$|afchunk", re.IGNORECASE)
_FIELDS = re.compile(r"\b(?:DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|LINK|EMBED|MACROBUTTON|DATABASE|RD|IMPORT)\b")
_REVISIONS = frozenset(
    f"{{{WORD}}}{name}"
    for name in (
        *("ins", "del", "moveFrom", "moveTo", "delText", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange"),
        *("trPrChange", "tcPrChange", "tblGridChange", "numberingChange", "cellIns", "cellDel", "cellMerge"),
    )
)
_REVISED = ("有修订痕迹", "在“审阅”中接受或者拒绝全部修订，关闭修订后再用")
#: Elements that no template may hold: what is wrong with each, and what to do.
_FORBIDDEN = dict.fromkeys(_REVISIONS, _REVISED) | {
    f"{{{WORD}}}altChunk": ("有插入的文件", "把其中的文字粘贴进来，删去插入的文件"),
    f"{{{WORD}}}commentReference": ("有批注，会随文书一起送出", "在“审阅”中删去全部批注后再用"),
    f"{{{WORD}}}vanish": ("有隐藏的文字，印出来看不到", "取消“隐藏”，或者删去这些文字"),
}
_OFF = ("0", "false", "off")
_TEXT = frozenset(f"{{{WORD}}}{name}" for name in ("t",))
_INSTRUCTION = f"{{{WORD}}}instrText"
_DEEPEST = 4
_REMOTE = "模板不得引用外部文件、图片或者网址"


@dataclass
class Inspected:
    """What a look into a template found."""

    parts: dict[str, bytes] = field(default_factory=dict)
    roots: dict[str, etree._Element] = field(default_factory=dict)
    outlines: list[Outline] = field(default_factory=list)
    fields: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)


def check(data: bytes, known_fields: Iterable[str] | None = None, file: str = "模板") -> list[Fault]:
    """Every fault of a template; with `known_fields` also fields that the document does not have."""
    found = inspect(data, file)
    if known_fields is None:
        return found.faults
    return found.faults + [in_file(one, file) for one in unknown(found, known_fields)]


def unknown(found: Inspected, known_fields: Iterable[str]) -> list[Fault]:
    """The fields that the document does not have."""
    known = frozenset(known_fields)
    return [one for outline in found.outlines for one in _unknown(outline, known)]


def inspect(data: bytes, file: str = "模板") -> Inspected:
    """Parts, outlines, fields and faults of a template. Never raises for what is in the file."""
    found = Inspected()
    try:
        found.parts = read_package(data)
    except Unreadable as error:
        found.faults.append(fault(Place(), "", str(error), "用 Word 或者 WPS 另存为 .docx 后再用"))
    else:
        found.faults += [*_package_faults(found.parts), *_read_parts(found)]
    for outline in found.outlines:
        found.faults += outline.faults + balance_faults(outline) + list(_nesting(outline))
        found.fields |= {name for _, name in named_fields(outline)}
    found.faults = [in_file(item, file) for item in found.faults]
    return found


def _package_faults(parts: dict[str, bytes]) -> Iterator[Fault]:
    for wanted in (MAIN, "[Content_Types].xml", "_rels/.rels"):
        if wanted not in parts:
            yield fault(Place(wanted), "", "缺少这个部件", "用 Word 或者 WPS 另存为 .docx 后再用")
    for name, data in parts.items():
        if _ACTIVE.search(name) or (name == "[Content_Types].xml" and b"macroEnabled" in data):
            yield fault(Place(name), "", "模板中有宏或者嵌入的程序、对象", "另存为不含宏的 .docx，并删去嵌入的对象")
        if name.endswith(".rels"):
            yield from _relation_faults(name, data)


def _relation_faults(name: str, data: bytes) -> Iterator[Fault]:
    try:
        root = parse_xml(data)
    except etree.XMLSyntaxError:
        return  # reported with the other parts
    for relation in root.iterchildren():
        target = relation.get("Target", "")
        if relation.get("TargetMode") == "External" or "://" in target or target.startswith(("\\\\", "//")):
            yield fault(Place(name), target[:80], _REMOTE, "删去链接，图片改为嵌入")


def _read_parts(found: Inspected) -> Iterator[Fault]:
    for name, data in found.parts.items():
        if not name.endswith((".xml", ".rels")):
            continue
        try:
            root = parse_xml(data)
        except (etree.XMLSyntaxError, ValueError) as error:
            yield fault(
                Place(name), "", f"XML 有误或者含有不允许的实体声明（{error}）", "用 Word 或者 WPS 另存为 .docx 后再用"
            )
            continue
        if RENDERED.fullmatch(name):
            outline = read_outline(name, tidied(root))
            found.roots[name] = root
            found.outlines.append(outline)
            yield from _element_faults(outline, root)
        elif any(sign in data for sign in _TAG_SIGNS) or _split_tag(root):
            yield fault(
                Place(name),
                "",
                "这个部件里不能写标签",
                "标签只写在正文、页眉、页脚、脚注里（检查文件属性、批注和图形）",
            )


def _split_tag(root: etree._Element) -> bool:
    text = "".join(str(piece) for piece in root.itertext())
    return any(sign.decode() in text for sign in _TAG_SIGNS)


def _element_faults(outline: Outline, root: etree._Element) -> Iterator[Fault]:
    """What a rendered part must not hold beside its text, told once for each paragraph that holds it."""
    if root.nsmap.get("w") != WORD:
        yield fault(Place(outline.part), "", "不是 Word 文字部件（严格格式或者改过的格式）", "另存为普通的 .docx")
    said: set[tuple[str, Place]] = set()
    for element in root.iter():
        for text, todo in _element_problems(element):
            place = _place_of(element, outline)
            if (text, place) not in said:
                said.add((text, place))
                yield fault(place, "", text, todo)


def _place_of(element: etree._Element, outline: Outline) -> Place:
    """The paragraph that the element is in; in a table without one, or outside both, the part."""
    for around in (element, *element.iterancestors()):
        if around in outline.places:
            return outline.places[around]
    inner = next((p for p in element.iter(P) if p in outline.places), None)
    return Place(outline.part) if inner is None else outline.places[inner]


def _element_problems(element: etree._Element) -> Iterator[tuple[str, str]]:
    if not isinstance(element.tag, str):
        yield "有注释或者处理指令", "用 Word 或者 WPS 另存为 .docx 后再用"
        return
    if element.tag in _FORBIDDEN and element.get(f"{{{WORD}}}val") not in _OFF:
        yield _FORBIDDEN[element.tag]
    if element.tag == _INSTRUCTION and _FIELDS.search(element.text or ""):
        yield "有会读取外部内容的域代码", "删去该域"
    hidden = [str(value) for value in element.attrib.values()]
    if element.tag not in _TEXT:
        hidden += [element.text or "", element.tail or ""]
    if any(sign.decode() in value for value in hidden for sign in _TAG_SIGNS):
        yield "标签写在了正文文字以外的地方", "标签只写成普通文字"


def _nesting(outline: Outline) -> Iterator[Fault]:
    depth = 0
    for tag in outline.tags:
        opened = isinstance(tag.statement, For)
        depth += opened
        if opened and depth > _DEEPEST:
            yield fault(tag.place, tag.source, f"循环嵌套超过 {_DEEPEST} 层", "减少循环的层数")
        if tag.statement == Word("endfor"):
            depth = max(0, depth - 1)


def named_fields(outline: Outline) -> Iterator[tuple[Tag, str]]:
    """Every field a part names, with the tag; loop variables are replaced by the list they run over."""
    scopes: list[tuple[str, str]] = []
    for tag in outline.tags:
        statement = tag.statement
        for path in _paths(statement):
            name = _absolute(path, scopes)
            if name:
                yield tag, name
        if isinstance(statement, For):
            scopes.append((statement.name, _absolute(statement.path, scopes)))
        elif statement == Word("endfor") and scopes:
            scopes.pop()


def _paths(statement: object) -> list[Path]:
    match statement:
        case Print(path, _) | For(_, path):
            return [path]
        case If(condition):
            return list(paths_of(condition))
        case _:
            return []


def _absolute(path: Path, scopes: list[tuple[str, str]]) -> str:
    """The full name of a path; empty for loop.index and for an item that is text itself."""
    first, *rest = path.parts
    if first == "loop":
        return ""
    for name, over in reversed(scopes):
        if name == first:
            return ".".join([over, *rest])
    return str(path)


def _unknown(outline: Outline, known: frozenset[str]) -> Iterator[Fault]:
    for tag, name in named_fields(outline):
        if name not in known:
            yield fault(tag.place, tag.source, f"没有“{name}”这个字段", _suggestion(name, known))


def _suggestion(name: str, known: frozenset[str]) -> str:
    """The nearest fields there are: by whole name, then by last part."""
    near = get_close_matches(name, sorted(known), n=3, cutoff=0.5)
    last = name.rpartition(".")[2]
    near = near or sorted(other for other in known if other.rpartition(".")[2] == last)[:3]
    if near:
        return "是不是" + "、".join(f"“{other}”" for other in near)
    return "用 jxinspect doc template fields 查看可用的字段"
