"""The list commands of the tree, so that each list can be exported by its name with its own filters."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from jxinspect.commands.given import as_words, given
from jxinspect.commands.options import ListFormat
from jxinspect.commands.registry import ENTRIES
from jxinspect.commands.running import captured
from jxinspect.commands.tree import did_you_mean
from jxinspect.errors import Damaged, Incomplete, NotFound
from jxinspect.ui.catch import Caught, caught

#: What is no list of the case file: the law, the program, templates, rules, checks, counts.
ELSEWHERE = (
    "law ", "calendar ", "config ", "doc template ", "export ", "inspect rule ", "inspect evidence verify", "check",
)  # fmt: skip
ALL = str(10**9)


def list_commands() -> dict[str, Any]:
    """Name → command of every list of the case file, e.g. "plan unit list"."""
    found: dict[str, Any] = {}
    for entry in ENTRIES:
        found.update(_inside(entry.load(), entry.name))
    return {name: command for name, command in found.items() if not name.startswith(ELSEWHERE)}


def _inside(command: Any, name: str) -> Iterator[tuple[str, Any]]:
    for inner, one in getattr(command, "commands", {}).items():
        yield from _inside(one, f"{name} {inner}")
    if any("--format" in parameter.opts and _of_lists(parameter) for parameter in command.params):
        yield name, command


def _of_lists(parameter: Any) -> bool:
    """Whether these are the formats of a list; an act may ask for formats of its own."""
    return tuple(getattr(parameter.type, "choices", ())) == tuple(ListFormat)


def split(words: Sequence[str]) -> tuple[str, list[str]]:
    """The name of the list and its filters; "list" at the end of the name may be left out. NotFound."""
    known = list_commands()
    for size in range(len(words), 0, -1):
        name = " ".join(words[:size])
        for full in (name, f"{name} list"):
            if full in known:
                return full, list(words[size:])
    typed = " ".join(word for word in words if not word.startswith("-"))
    raise NotFound(
        f"没有这个清单：{typed}", why=did_you_mean(typed, list(known)), todo="全部清单见 jxinspect export list"
    )


def whole(root: Any, name: str, filters: Sequence[str]) -> Caught:
    """All rows of a list, as its command gives them. Damaged when it gives fewer than it counts."""
    limited = "--limit" in filters
    words = [*as_words(given(), no_color="", json=""), *name.split(), *filters]
    if not limited and any("--limit" in parameter.opts for parameter in list_commands()[name].params):
        words += ["--limit", ALL]
    with caught() as lists:
        ended = captured(root, words)
    if ended.fault is not None:
        raise ended.fault
    if not lists:
        raise Incomplete(f"{name} 没有给出清单", why="它这次显示的不是清单", todo=f"先执行 jxinspect {name} 看看")
    first = lists[0]
    if len(first.rows) != first.total and not limited:
        why = f"案卷库里有 {first.total} 条，读出 {len(first.rows)} 条"
        raise Damaged(f"清单 {name} 没有读全", why=why, todo="运行 jxinspect verify；不要使用这次导出")
    return first
