"""Names of files as they may be stored and printed."""

from __future__ import annotations

import os
import re

_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")


def told_name(text: str) -> str:
    """A name that can be stored and printed: bytes of another charset, which Python keeps as lone surrogates, are read
    as GB18030; control characters become U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = os.fsencode(text).decode("gb18030", "replace")
    return _CONTROLS.sub("\ufffd", text)
