"""The text of an issued file for comparison: tags off, no blanks. Independent of what made the file."""

from __future__ import annotations

import re
import zipfile
from html import unescape
from io import BytesIO

from jxinspect.law.identity import squeezed

_TAG = re.compile(r"<[^>]*>")
#: Where a paragraph or a cell ends: what stands on both sides is not one word.
_END = re.compile(r"</(w:p|si|is|c)>")


def paper_text(data: bytes) -> str:
    """All text of a DOCX or XLSX, squeezed; of other files nothing."""
    if not data.startswith(b"PK"):
        return ""
    with zipfile.ZipFile(BytesIO(data)) as package:
        parts = [package.read(name).decode("utf-8", "replace") for name in package.namelist() if name.endswith(".xml")]
    return squeezed("".join(unescape(_TAG.sub("", _END.sub("|", part))) for part in parts))
