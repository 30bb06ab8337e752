"""Grounds on which a flag may be excluded: the known false positives of its rule, and those of every rule."""

from __future__ import annotations

from collections.abc import Mapping

from jxinspect.analysis.rule import rules
from jxinspect.law.flag import GROUNDS


def grounds_of(rule: str) -> Mapping[str, str]:
    """Id of a ground → its text, the rule's own first. A rule that is no longer there has only the common ones."""
    known = rules().get(rule)
    own = {one.ground: one.text for one in known.false_positives} if known else {}
    return {**own, **{ground: text for ground, text in GROUNDS.items() if ground not in own}}
