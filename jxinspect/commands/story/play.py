"""Reading the story and playing it, one command line after another.

A story is text. `#` begins a chapter. Any other line is `moment actor[@machine] [!code] command…`, continued by
indented lines; lines stand in the order in which things happened, whatever the machine:

    2026-03-17 10:00 测一鸣 !4 seal extend 2026-001 --until 2026-05-30 --reason 材料较多
    2026-03-18 09:00 测一鸣@二组笔记本 sync card --out {card}

`!4` says that the command must be refused with that exit code: lawful refusals belong to the story. `@二组笔记本` says
that it is typed on another laptop, which has a home and a case file of its own; without, it is typed at the office.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from jxinspect.commands.story import story_text
from jxinspect.errors import JxinspectError, Unwritable

_LINE = re.compile(
    r"(?P<at>\d{4}-\d\d-\d\d \d\d:\d\d) (?P<actor>[^\s@]+)(?:@(?P<machine>\S+))?(?: !(?P<code>\d+))? (?P<command>.+)"
)


@dataclass(frozen=True)
class Line:
    """One command of the story."""

    chapter: str
    at: str
    actor: str
    code: int
    words: tuple[str, ...]
    machine: str = ""


@dataclass(frozen=True)
class Played:
    """What a command gave: exit code and what it printed."""

    line: Line
    code: int
    text: str


def read_story(values: Mapping[str, str], name: str = "story.txt") -> list[Line]:
    """The lines of a shipped story, with {names} replaced by `values`."""
    lines, chapter = [], ""
    for whole in _joined(story_text(name)):
        if whole.startswith("#"):
            chapter = whole.lstrip("# ")
            continue
        found = _LINE.fullmatch(whole)
        if found is None:
            msg = f"story: {whole}"
            raise ValueError(msg)
        words = tuple(_filled(word, values) for word in shlex.split(found["command"]))
        code, machine = int(found["code"] or 0), found["machine"] or ""
        lines.append(Line(chapter, found["at"], found["actor"], code, words, machine))
    return lines


def _filled(word: str, values: Mapping[str, str]) -> str:
    return re.sub(r"\{(\w+)\}", lambda name: values.get(name[1], name[0]), word)


def _joined(text: str) -> Iterator[str]:
    held = ""
    for line in text.splitlines():
        if line.startswith(" ") and line.strip():
            held = f"{held} {line.strip()}"
            continue
        if held:
            yield held
        held = line.strip()
    if held:
        yield held


def play(
    lines: list[Line], run: Callable[[list[str], str], tuple[int, str]], tell: Callable[[Line, int], None]
) -> list[Played]:
    """Run every line, words and machine; stop with an error where the outcome is not the one that the story tells."""
    played = []
    for n, line in enumerate(lines):
        tell(line, n)
        code, text = run([*line.words, "--as", line.actor, "--at", line.at], line.machine)
        if code != line.code:
            raise _stopped(n, line, code, text.strip())
        played.append(Played(line, code, text))
    return played


def _stopped(n: int, line: Line, code: int, text: str) -> JxinspectError:
    what = f"演示在第{n + 1}步中断：jxinspect {shlex.join(line.words)}"
    if code == Unwritable.code:  # the disk, and no fault of the story
        return Unwritable(what, why=text, todo="照上面所说改正以后，重新执行 jxinspect demo")
    why = f"应当以退出码 {line.code} 结束，实际是 {code}：{text}"
    return JxinspectError(what, why=why, todo="请把这段文字报告给开发人员")
