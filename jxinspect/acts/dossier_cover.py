"""What people outside do not read of a dossier: numbers of people, names of who are no officials (办法 38)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from jxinspect.law.disclosure import hidden

#: A name of a person; what is longer is an organ or a unit.
_NAME = re.compile(r"[\u3400-\u9fff·]{2,4}")


class Cover:
    """Hides in texts; with nobody to hide it changes nothing."""

    def __init__(self, names: Iterable[str] | None) -> None:
        self._active = names is not None
        known = {found[0] for name in names or () if (found := _NAME.match(name)) and _whole(name, found[0])}
        self._names = re.compile("|".join(sorted(map(re.escape, known), key=len, reverse=True)) or r"(?!)")

    def __call__(self, text: str) -> str:
        """The text as it may be read."""
        if not self._active:
            return text
        return self._names.sub(lambda found: found[0][0] + "某" * (len(found[0]) - 1), hidden(text))

    def hides(self, text: str) -> bool:
        """Whether anything in the text may not be read."""
        return self(text) != text


def _whole(name: str, found: str) -> bool:
    """赵样本 and 赵样本（主任） are names, 样本县民政局 is none."""
    return name[len(found) :][:1] in ("", "（", "(", "、", "　", " ")
