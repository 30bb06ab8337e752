"""Sentences of papers: what somebody typed ends with exactly one full stop, however it was typed."""

from __future__ import annotations

import re

#: What somebody types at the end and what ends nothing or ends it once more.
_TAIL = re.compile(r"[。，、,.．\s]+$")
#: What ends a sentence without a full stop, or with the one within its quotation marks; after a colon a list follows.
_ENDED = re.compile(r"(?:[！？；：…!?;:]|[。！？…][”’」』])$")
#: How a reason begins that is put behind 因.
_BECAUSE = re.compile(r"^(?:因为|由于|因)")


def sentence(text: str) -> str:
    """The text with its one full stop: 没有异议, 没有异议. and 没有异议。 are the same. A blank text stays blank."""
    plain = _TAIL.sub("", text)
    return plain if not plain or _ENDED.search(plain) else plain + "。"


def sentences(text: str) -> str:
    """Every line of the text with its full stop; a blank text stays blank."""
    return "\n".join(sentence(line) for line in text.splitlines())


def clause(text: str) -> str:
    """The text as a part of a longer sentence: without its full stop."""
    return _TAIL.sub("", text.strip()).rstrip("；;")


def cause(text: str) -> str:
    """A reason to stand behind 因, which is not said twice."""
    return _BECAUSE.sub("", clause(text))
