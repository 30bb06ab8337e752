"""Bytes that a file or a member of a ZIP holds, opened anew each time they are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import IO, NoReturn

from jxinspect.errors import Incomplete, Locked
from jxinspect.law.file_names import told_name
from jxinspect.store.incoming import existing

#: Faults told one by one; a file that has more of them is broken as a whole.
TOLD = 200


@dataclass(frozen=True)
class Content:
    """`name` is what messages and rows call it: 2025.zip/发放.csv for a member of a ZIP."""

    name: str
    size: int
    open: Callable[[], IO[bytes]]

    def head(self, size: int = 1 << 16) -> bytes:
        """The first bytes."""
        with self.open() as stream:
            return stream.read(size)

    def whole(self) -> bytes:
        """All bytes."""
        with self.open() as stream:
            return stream.read()

    def locked(self, why: str, todo: str) -> NoReturn:
        """Raise Locked: the file has a password that was not given, or another one."""
        raise Locked(f"打不开 {self.name}", why=why, todo=todo)

    def unusable(self, why: str, todo: str, items: tuple[str, ...] = ()) -> NoReturn:
        """Raise Incomplete: the file cannot be read. `todo` says what to ask the sender for."""
        raise Incomplete(f"文件不能用：{self.name}", why=why, todo=todo, items=items)


def content_of(path: Path) -> Content:
    """The content of a file. Raises NotFound, Incomplete for a folder."""
    return Content(told_name(path.name), existing(path).stat().st_size, lambda: path.open("rb"))


def content_in_memory(name: str, data: bytes) -> Content:
    """Bytes that came another way."""
    return Content(name, len(data), lambda: BytesIO(data))


class Faults:
    """Places of a file that cannot be used, told together once the file was read to its end."""

    def __init__(self, content: Content) -> None:
        self._content = content
        self._items: list[str] = []
        self._count = 0
        self._why: dict[str, str] = {}

    def __bool__(self) -> bool:
        return self._count > 0

    def add(self, place: str, why: str, todo: str) -> None:
        """One place. `why` and `todo` are told once however many places have them."""
        self._count += 1
        self._why.setdefault(why, todo)
        if len(self._items) < TOLD:
            self._items.append(place)

    def tell(self) -> None:
        """Raise Incomplete if there are any."""
        if not self:
            return
        more = self._count - len(self._items)
        items = [*self._items, f"还有 {more} 处，没有逐处列出"] if more else self._items
        raise Incomplete(
            f"{self._content.name} 有 {self._count} 处不能用",
            why="；".join(self._why),
            # Several faults ask for much the same: each clause once.
            todo="；".join(dict.fromkeys(clause for todo in self._why.values() for clause in todo.split("；"))),
            items=items,
        )
