"""Questions and answers typed at the terminal, one after the other. Neither Ctrl-C nor a flat battery loses any: each
is kept at once, and the same command goes on from there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from jxinspect.commands.clock import clock
from jxinspect.commands.session import case_path, unlocked
from jxinspect.errors import Usage
from jxinspect.ui import ask, terminal

if TYPE_CHECKING:
    from jxinspect.store.draft import Draft

_HELP = (
    "逐条输入问和答，每条以回车结束；回答里要换行写 \\n。问话留空就结束。\n"
    "对方没有回答的写（沉默）或者（拒绝回答）。上一条要重来，在问话处写 <。按 Ctrl-C 可以停下，再决定登记与否。\n"
    "每条问答当即存下；停电、死机以后再执行同一命令，可以接着输入。\n"
)
AGAIN = ("<", "＜")


Turns = list[dict[str, str]]


@dataclass
class Dictation:
    """A questioning that is being typed: since when, what was said so far, and where it is kept."""

    began: datetime
    turns: Turns
    draft: Draft

    def keep(self, turns: Sequence[dict[str, str]]) -> None:
        """Put on disk what was said so far, unfinished question included."""
        said = {"began": self.began.isoformat(), "turns": list(turns)}
        self.draft.keep(json.dumps(said, ensure_ascii=False).encode())


def begun(inspection: str, person: str) -> Dictation:
    """The questioning of that person that was not finished, if somebody wants to go on with it; else a new one."""
    from jxinspect.store.draft import Draft
    from jxinspect.store.keys import key_of

    path = case_path()
    with unlocked(path):
        draft = Draft(key_of(path, at=clock()), f"ask {inspection} {person}")
        kept = draft.read()
    if kept is None:
        return Dictation(clock(), [], draft)
    said = json.loads(kept)
    before = Dictation(datetime.fromisoformat(said["began"]), said["turns"], draft)
    return before if _go_on(before) else Dictation(clock(), [], draft)


def _go_on(before: Dictation) -> bool:
    """Whether to go on; what is not wanted any more is given up only when somebody says so."""
    terminal.err(f"上次询问没有登记：{before.began:%Y-%m-%d %H:%M}开始，已输入{len(before.turns)}条问答。\n")
    for number, turn in enumerate(before.turns, 1):
        terminal.err(f"  {number}. 问：{turn['q']}　答：{turn['a'] or '（还没有回答）'}\n")
    if ask.confirm("接着输入？"):
        return True
    if not ask.confirm("丢弃这些问答，重新开始？"):
        raise KeyboardInterrupt
    return False


def typed(
    person: str, before: Sequence[dict[str, str]] = (), keep: Callable[[Turns], None] = lambda _: None
) -> list[dict[str, str]]:
    """Questions and answers until an empty question or Ctrl-C; then what was typed is kept or, if so wished, given up.

    Goes on after `before`; `keep` is told after each line. Raises Usage when nobody can type, KeyboardInterrupt when
    nothing is to be entered.
    """
    if not ask.possible():
        raise Usage("没有问答", why="当前不是交互终端，或者用了 --no-input、--json", todo="用 --file 文件 提供问答文本")
    terminal.err(_HELP)
    turns = [dict(turn) for turn in before]
    try:
        _collect(person, turns, keep)
    except (KeyboardInterrupt, EOFError):
        _keep_or_stop(turns)
    return [turn for turn in turns if turn["a"]]


def _collect(person: str, turns: Turns, keep: Callable[[Turns], None]) -> None:
    if turns and not turns[-1]["a"]:
        terminal.err(f"第{len(turns)}问：{turns[-1]['q']}\n")
        _answer(person, turns, keep)
    while True:
        number = len(turns) + 1
        question = ask.text(f"第{number}问", flag="--file 文件")
        if not question:
            return
        if question in AGAIN:
            if turns:
                terminal.err(f"已去掉第{number - 1}条：{turns.pop()['q']}\n")
                keep(turns)
            continue
        turns.append({"q": question, "a": ""})
        keep(turns)
        _answer(person, turns, keep)


def _answer(person: str, turns: Turns, keep: Callable[[Turns], None]) -> None:
    while not turns[-1]["a"]:
        turns[-1]["a"] = ask.text(f"{person}答", flag="--file 文件").replace("\\n", "\n")
    keep(turns)


def _keep_or_stop(turns: Turns) -> None:
    answered = sum(bool(turn["a"]) for turn in turns)
    terminal.err("\n")
    if turns and not turns[-1]["a"]:
        terminal.err(f"最后一问还没有回答，不会记入：{turns[-1]['q']}\n")
    if not answered or not ask.confirm(f"已记{answered}条问答，是否作为笔录保存？"):
        if turns:
            terminal.err("没有登记；已经输入的问答留着，再执行同一命令可以接着输入。\n")
        raise KeyboardInterrupt
