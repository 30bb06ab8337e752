"""A site record typed at the terminal, line by line. Neither Ctrl-C nor a flat battery loses any: each line is kept at
once, and the same command goes on from there.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from jxinspect.commands.clock import clock
from jxinspect.commands.given import given
from jxinspect.commands.inspect_dialogue import AGAIN
from jxinspect.commands.session import case_path, unlocked
from jxinspect.errors import JxinspectError
from jxinspect.ui import ask, messages, terminal

if TYPE_CHECKING:
    from jxinspect.store.draft import Draft

#: Parts of the record in the order in which they are typed: key, what a line of it is called.
PARTS = (("steps", "检查过程"), ("seen", "现场情况"))
REPORTED = (("reported", "汇报内容"), *PARTS)
_HELP = (
    "逐条输入，每条以回车结束；什么也不写就回车，这一部分结束。上一条要重来，写 <。\n"
    "每条当即存下；按 Ctrl-C、停电、死机以后再执行同一命令，可以接着输入。\n"
)


@dataclass
class Notes:
    """A site record that is being typed: since when, the lines of each part, and where it is kept."""

    began: datetime
    draft: Draft
    lines: dict[str, list[str]] = field(default_factory=dict)
    ended: datetime | None = None

    def of(self, part: str) -> list[str]:
        """The lines of a part."""
        return self.lines.setdefault(part, [])

    def keep(self) -> None:
        """Put on disk what was typed so far."""
        said = {"began": self.began.isoformat(), "lines": self.lines}
        self.draft.keep(json.dumps(said, ensure_ascii=False).encode())


def noted(inspection: str, topic: str, *, report: bool) -> Notes:
    """What somebody types, or goes on to type, of this topic; KeyboardInterrupt leaves it for the next time."""
    notes = _begun(inspection, topic)
    terminal.err(_HELP)
    for part, title in REPORTED if report else PARTS:
        _part(notes, part, title)
    notes.ended = clock()
    return notes


def _begun(inspection: str, topic: str) -> Notes:
    from jxinspect.store.draft import Draft
    from jxinspect.store.keys import key_of

    path = case_path()
    with unlocked(path):
        draft = Draft(key_of(path, at=clock()), f"record {inspection} {topic}")
        kept = draft.read()
    if kept is None:
        return Notes(clock(), draft)
    said = json.loads(kept)
    before = Notes(datetime.fromisoformat(said["began"]), draft, said["lines"])
    return before if _go_on(before) else Notes(clock(), draft)


def _go_on(before: Notes) -> bool:
    """Whether to go on; what is not wanted any more is given up only when somebody says so."""
    terminal.err(f"上次的笔录没有登记：{before.began:%Y-%m-%d %H:%M}开始，已经输入：\n")
    for part, title in REPORTED:
        for number, line in enumerate(before.of(part), 1):
            terminal.err(f"  {title}{number}. {line}\n")
    if ask.confirm("接着输入？"):
        return True
    if not ask.confirm("丢弃这些内容，重新开始？"):
        raise KeyboardInterrupt
    return False


def _part(notes: Notes, part: str, title: str) -> None:
    lines = notes.of(part)
    while line := ask.text(f"{title}{len(lines) + 1}", flag="--step、--seen 或者 --file"):
        if line not in AGAIN:
            lines.append(line)
        elif lines:
            terminal.err(f"已去掉：{lines.pop()}\n")
        notes.keep()


@contextmanager
def kept_until_entered(notes: Notes | None) -> Iterator[None]:
    """Forget what was typed once it is entered; when that is refused, say that it is still there."""
    try:
        yield
    except JxinspectError:
        if notes is not None:
            messages.warn("笔录没有登记成功。输入的内容留着，改正以后再执行同一命令，可以接着输入。")
        raise
    if notes is not None and not given().dry_run:
        notes.draft.drop()
