"""Questions and answers typed at the terminal, one after the other. Ctrl-C loses nothing."""

from __future__ import annotations

from jxinspect.errors import Usage
from jxinspect.ui import ask, terminal

_HELP = (
    "逐条输入问和答，每条以回车结束；回答里要换行写 \\n。问话留空就结束。\n"
    "对方没有回答的写（沉默）或者（拒绝回答）。上一条要重来，在问话处写 <。按 Ctrl-C 可以停下，再决定保存与否。\n"
)
AGAIN = ("<", "＜")


def typed(person: str) -> list[dict[str, str]]:
    """Questions and answers until an empty question or Ctrl-C; then what was typed is kept or, if so wished, given up.

    Raises Usage when nobody can type, KeyboardInterrupt when nothing is to be kept.
    """
    if not ask.possible():
        raise Usage("没有问答", why="当前不是交互终端，或者用了 --no-input、--json", todo="用 --file 文件 提供问答文本")
    terminal.err(_HELP)
    turns: list[dict[str, str]] = []
    try:
        _collect(person, turns)
    except (KeyboardInterrupt, EOFError):
        _keep_or_stop(turns)
    return [turn for turn in turns if turn["a"]]


def _collect(person: str, turns: list[dict[str, str]]) -> None:
    while True:
        number = len(turns) + 1
        question = ask.text(f"第{number}问", flag="--file 文件")
        if not question:
            return
        if question in AGAIN:
            if turns:
                terminal.err(f"已去掉第{number - 1}条：{turns.pop()['q']}\n")
            continue
        turns.append({"q": question, "a": ""})
        while not turns[-1]["a"]:
            turns[-1]["a"] = ask.text(f"{person}答", flag="--file 文件").replace("\\n", "\n")


def _keep_or_stop(turns: list[dict[str, str]]) -> None:
    answered = sum(bool(turn["a"]) for turn in turns)
    terminal.err("\n")
    if turns and not turns[-1]["a"]:
        terminal.err(f"最后一问还没有回答，不会记入：{turns[-1]['q']}\n")
    if not answered or not ask.confirm(f"已记{answered}条问答，是否作为笔录保存？"):
        raise KeyboardInterrupt
