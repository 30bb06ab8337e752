"""What a paper that leaves the office may not show in full: identity and bank numbers (G53)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from jxinspect.documents.spec import Field, Fields, Spec
from jxinspect.documents.values import KEPT
from jxinspect.law.disclosure import NumberKind, full_numbers, masked, whole_number

#: Setting that turns the mask of a kind of number on.
SETTINGS: Mapping[NumberKind, str] = {"identity": "mask.id", "bank": "mask.bank"}


def covered(spec: Spec, fields: Fields, setting: Callable[[str], object]) -> tuple[Fields, list[str]]:
    """The fields as they may be printed, and the names of fields whose running text shows a number in full.

    A field that is nothing but a number is masked. Text is nobody's to change: it is told, for G53 to judge. Papers
    that stay in the office, and those that identify whom they address, keep everything.
    """
    hidden = frozenset(kind for kind, key in SETTINGS.items() if setting(key))
    if not spec.discloses or not hidden:
        return fields, []
    cover = _Cover(hidden)
    return {key: cover.of(key, value) for key, value in fields.items()}, list(dict.fromkeys(cover.exposed))


class _Cover:
    """One walk through the fields."""

    def __init__(self, hidden: frozenset[NumberKind]) -> None:
        self.hidden = hidden
        self.exposed: list[str] = []

    def of(self, name: str, value: Field) -> Field:
        if isinstance(value, str):
            return value if self._plain(value) else self._number(name, value)
        if isinstance(value, int):
            return value
        if type(value) is dict or isinstance(value, Mapping):
            return {
                key: one if type(one) is str and self._plain(one) else self.of(f"{name}.{key}", one)
                for key, one in value.items()
            }
        return [self.of(name, inner) for inner in value]  # type: ignore[return-value]  # items keep their kind

    def _plain(self, text: str) -> bool:
        """Whether it is without such a number, as nearly all are; a picture is a text as well."""
        return _kinds(text).isdisjoint(self.hidden)

    def _number(self, name: str, text: str) -> str:
        kind = whole_number(text)
        if kind in self.hidden:
            return masked(kind, text)
        self.exposed.append(name)
        return text


@lru_cache(maxsize=KEPT)
def _kinds(text: str) -> frozenset[NumberKind]:
    return frozenset(kind for kind, _ in full_numbers(text))
