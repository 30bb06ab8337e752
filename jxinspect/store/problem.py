"""What `verify` finds."""

from __future__ import annotations

from typing import Literal, NamedTuple

Kind = Literal[
    "slot",
    "database",
    "schema",
    "trigger",
    "chain",
    "hash",
    "signature",
    "body",
    "fold",
    "head",
    "trust",
    "person",
    "object",
    "elsewhere",
    "unused",
    "unfinished",
]


class Problem(NamedTuple):
    """One finding: what kind, in which part (file, chain and sequence, table and id), in words, and how bad.

    `damaged` ends `verify` with exit 8; a `notice` (an unused object, an unfinished change) does not.
    """

    kind: str
    part: str
    text: str
    severity: Literal["damaged", "notice"] = "damaged"
