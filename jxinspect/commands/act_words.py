"""What the acts of the journal are in words: those of the command that does them."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from jxinspect.commands.registry import ENTRIES, Entry

#: Acts that no command is named after.
OWN = {
    "init": "新建案卷库",
    "migrate": "升级案卷库",
    "export": "导出",
    "third_party.refused": "第三方人员被拒绝的操作",
    "batch": "成批办理",
}


@cache
def act_words(act: str) -> str:
    """“plan.lead.add” is 登记线索; the act's own name where no command is called so."""
    if act in OWN:
        return OWN[act]
    first, *rest = act.replace("_", "-").split(".")
    entry = next((one for one in ENTRIES if one.name == first), None)
    if entry is None:
        return act
    command: Any = _loaded(entry)
    for word in rest:
        inner = getattr(command, "commands", {}).get(word)
        if inner is None:
            break
        command = inner
    # Where a group itself is meant, it is what its `add` or `issue` does.
    inner = getattr(command, "commands", {})
    command = inner.get("add") or inner.get("issue") or command
    return _short(command.help or "") or act


@cache
def _loaded(entry: Entry) -> Any:
    return entry.load()


def _short(text: str) -> str:
    """The first clause, without what it says in brackets."""
    first = re.split(r"[；。：]", text.strip(), maxsplit=1)[0]
    return re.sub(r"（[^）]*）", "", first).strip()
