"""What a template, or a paper made from it, leaves out of what the law wants (mandatory.py).

`lacking` looks at the template; `unprinted` at the finished paper, since a block can also vanish behind a condition.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

from jxinspect.documents.expression import Print
from jxinspect.documents.faults import Fault, Place, fault
from jxinspect.documents.outline import Outline, Tag, Text
from jxinspect.documents.readback import read_paragraphs
from jxinspect.documents.spec import Fields, Must, Spec
from jxinspect.documents.template_check import MAIN, RENDERED, named_fields

_SPACE = re.compile(r"\s+")
_FOOTER = re.compile(r"word/footer")

# ---- the template --------------------------------------------------------------------------------------------


def lacking(spec: Spec, outlines: Sequence[Outline], shipped: Sequence[Outline]) -> list[Fault]:
    """What the template leaves out, each with how the shipped template says it.

    The small type of a footer ties a paper to the journal: what the shipped template prints elsewhere has to stand
    elsewhere, or a notice would be without its number.
    """
    printed = _names(outlines) | (_names(outlines, footers=True) - _names(shipped))
    text = _squeezed("".join(token.text for o in outlines for token in o.tokens if isinstance(token, Text)))
    gone = [(must, name) for must in spec.must for name in must.fields if name not in printed]
    unsaid = [must for must in spec.must if _squeezed(must.words) not in text]
    return [
        *(fault(Place(MAIN), _written(name), _left_out(must), _field_back(name, shipped)) for must, name in gone),
        *(fault(Place(MAIN), "", _left_out(must), f"写回含有“{must.words}”的文字") for must in unsaid),
    ]


def _left_out(must: Must) -> str:
    return f"缺少“{must.name}”，法定内容不得删去（{must.basis}）"


def _written(name: str) -> str:
    return f"{{{{ {name} }}}}"


def _field_back(name: str, shipped: Sequence[Outline]) -> str:
    """Where the shipped template prints the field, and how."""
    found = next((tag for outline in shipped for tag, printed in _printed(outline) if printed == name), None)
    if found is None:
        return f"在正文中写回“{name}”"
    return f"写回 {found.source}；随程序的模板写在{found.place}"


def _names(outlines: Sequence[Outline], *, footers: bool = False) -> frozenset[str]:
    """The fields that are printed in the footers, or in all other parts."""
    chosen = (outline for outline in outlines if bool(_FOOTER.match(outline.part)) == footers)
    return frozenset(name for outline in chosen for _, name in _printed(outline))


def _printed(outline: Outline) -> Iterator[tuple[Tag, str]]:
    return ((tag, name) for tag, name in named_fields(outline) if isinstance(tag.statement, Print))


# ---- the finished paper --------------------------------------------------------------------------------------


def unprinted(spec: Spec, fields: Fields, said: Iterable[str]) -> list[str]:
    """The names of what a paper of these paragraphs should say and does not: its facts are there, its text is not."""
    text = _squeezed("".join(said))
    return [must.name for must in spec.must if not all(_squeezed(line) in text for line in _wanted(must, fields))]


def _wanted(must: Must, fields: Fields) -> Iterator[str]:
    yield must.words
    for name in must.fields:
        for value in _values(fields, name.split(".")):
            yield from value.split("\n")


def _values(value: Any, path: list[str]) -> Iterator[str]:
    """The texts under a dotted name, through lists."""
    if isinstance(value, list | tuple):
        for item in value:
            yield from _values(item, path)
    elif path:
        if isinstance(value, Mapping) and path[0] in value:
            yield from _values(value[path[0]], path[1:])
    elif isinstance(value, str | int) and not isinstance(value, bool):
        yield str(value)


def paragraphs(document: bytes) -> Iterator[str]:
    """The paragraphs of a finished paper, of all its parts."""
    with zipfile.ZipFile(BytesIO(document)) as package:
        for name in package.namelist():
            if RENDERED.fullmatch(name):
                yield from read_paragraphs(package.read(name))


def _squeezed(text: str) -> str:
    return _SPACE.sub("", text)
