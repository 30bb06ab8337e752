"""What Word, WPS and LibreOffice leave in the text while people edit a template, taken out before tags are read.

Smart tags, content controls and links wrap runs; a tag that begins inside one and ends outside would tear the XML when
it is filled in. Marks of the spelling check and of the cursor's last place say nothing on paper.
"""

from __future__ import annotations

from lxml import etree

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WRAPPERS = frozenset(f"{{{_WORD}}}{name}" for name in ("smartTag", "customXml", "hyperlink"))
_CONTROL, _CONTENT = f"{{{_WORD}}}sdt", f"{{{_WORD}}}sdtContent"
_MARKS = [f"{{{_WORD}}}{name}" for name in ("proofErr", "permStart", "permEnd", "lastRenderedPageBreak")]
_PROPERTIES = frozenset(f"{{{_WORD}}}{name}" for name in ("smartTagPr", "customXmlPr"))


def tidied(root: etree._Element) -> etree._Element:
    """The same part with wrappers replaced by what they hold; the text stays what it was."""
    for mark in list(root.iter(*_MARKS)):
        _replace(mark, [])
    for element in list(root.iter(_CONTROL, *_WRAPPERS)):
        holder = element.find(_CONTENT) if element.tag == _CONTROL else element
        held = [] if holder is None else [child for child in holder if child.tag not in _PROPERTIES]
        _replace(element, held)
    return root


def _replace(element: etree._Element, held: list[etree._Element]) -> None:
    above = element.getparent()
    if above is None:
        return
    at = above.index(element)
    above[at : at + 1] = held
