"""Completion of words: commands, options, the words of the law, and what the case file names.

Nothing is asked and nothing is told. A case file that is locked, busy, damaged or shown to a third party yields no
words, and a fault of any kind yields none either: at the prompt of a shell there is no room for it.
"""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from typing import Any, NamedTuple
from unicodedata import normalize

import typer
from typer._click.core import Parameter
from typer._click.shell_completion import _resolve_context, _resolve_incomplete
from typer._completion_classes import BashComplete, FishComplete, PowerShellComplete, ZshComplete

from jxinspect.commands.running import PROGRAM
from jxinspect.ui import terminal

VARIABLE = f"_{PROGRAM.upper()}_COMPLETE"
#: How long a TAB may wait for somebody who writes.
WAIT = 0.3
#: What a shell would take apart or replace.
SPECIAL = re.compile(r"""([\s"'`$&|;<>()\\*?\[\]#~!{}])""")
BRACKETS = str.maketrans("〔〕【】", "[][]")


class Word(NamedTuple):
    """A word that may stand here, and what it means."""

    value: str
    meaning: str = ""


def _guards() -> Iterable[tuple[str, str]]:
    from jxinspect.law.guards import GUARDS

    return ((guard.id, guard.text) for guard in GUARDS.values())


def _kinds() -> Iterable[tuple[str, str]]:
    from jxinspect.documents.catalogue import CATALOGUE

    return ((kind, spec.title) for kind, spec in CATALOGUE.items())


#: Placeholder of a parameter → where its words come from: a SELECT of (word, meaning), or a table of the program.
SOURCES: dict[str, str | Callable[[], Iterable[tuple[str, str]]]] = {
    "检查编号": "SELECT number, unit FROM inspections",
    "单位": "SELECT name, address FROM unit_list",
    "姓名": "SELECT name, post FROM staff_list",
    "文号": "SELECT number, title FROM document WHERE number IS NOT NULL ORDER BY number",
    "线索编号": "SELECT number, matter FROM lead_list",
    "年度": "SELECT year, '' FROM plan_list",
    "协议编号": "SELECT number, unit FROM agreement_list",
    "编号": "SELECT name, '' FROM named WHERE name IS NOT NULL UNION SELECT number, '' FROM pick_list",
    "Gnn": _guards,
    "种类": _kinds,
}
#: Options with this placeholder take numbers of others (of a letter, of a recording), which no case file knows.
ARGUMENTS_ONLY = {"编号"}
CHOICES = re.compile(r"[a-z_]+(\|[a-z_]+)+\Z")


def words(tree: Any, before: Sequence[str], typed: str, *, anywhere: bool = False) -> list[Word]:
    """What may stand after the words `before`, beginning with `typed`; names also with it `anywhere` inside."""
    context = _resolve_context(tree, {}, PROGRAM, list(before))
    place, typed = _resolve_incomplete(context, list(before), typed)
    own = _own(place) if isinstance(place, Parameter) else None
    if own is None:
        return [Word(str(item.value), item.help or "") for item in place.shell_complete(context, typed)]
    wanted = _plain(typed)
    return [
        word for word in own if _plain(word.value).startswith(wanted) or (anywhere and wanted in _plain(word.value))
    ]


def _plain(text: str) -> str:
    """Names compared as people type them: width, case and the shape of brackets do not count."""
    return normalize("NFKC", text).translate(BRACKETS).casefold()


def _own(parameter: Any) -> list[Word] | None:
    """Words of our own for this parameter; None when Typer knows them, or nobody."""
    placeholder = str(parameter.metavar or "").strip("[]").removesuffix("...")
    if parameter._custom_shell_complete is not None:  # noqa: SLF001 — what the command says itself goes before
        return None
    if CHOICES.match(placeholder):
        return [Word(value) for value in placeholder.split("|")]
    if placeholder in ARGUMENTS_ONLY and parameter.param_type_name != "argument":
        return None
    source = SOURCES.get(placeholder)
    if source is None:
        return None
    found = _read(source) if isinstance(source, str) else source()
    return [Word(str(value), str(meaning or "")) for value, meaning in found]


def _read(sql: str) -> list[tuple[Any, ...]]:
    """Rows of the unlocked case file; empty for a third party, whose looks are journaled (G52)."""
    from jxinspect.commands.clock import clock
    from jxinspect.commands.configured import setting
    from jxinspect.commands.hired import IS_HIRED
    from jxinspect.commands.session import case_path
    from jxinspect.store.reading import open_reading
    from jxinspect.store.view import lend

    path = case_path()
    with open_reading(path, at=clock(), wait=WAIT) as connection:
        if connection.execute(IS_HIRED, (normalize("NFKC", setting("actor", path).value).strip(),)).fetchone():
            return []
        lend(connection, sql)
        return list(connection.execute(sql))


def silent(tree: Any, before: Sequence[str], typed: str, *, anywhere: bool = False) -> list[Word]:
    """As `words`, but a fault yields none."""
    with suppress(Exception):
        return words(tree, before, typed, anywhere=anywhere)
    return []


class _Asked:
    """What the four shells share."""

    cli: Any
    get_completion_args: Callable[[], tuple[list[str], str]]

    def found(self) -> list[Word]:
        before, typed = self.get_completion_args()
        return silent(self.cli, before, typed)


class _Bash(_Asked, BashComplete):
    def get_completion_args(self) -> tuple[list[str], str]:
        """Bash takes --option=value apart into three words."""
        before, typed = super().get_completion_args()
        return (before[:-1] if before[-1:] == ["="] else before), typed

    def complete(self) -> str:
        current = (os.environ["COMP_WORDS"].split("\n") + [""] * 99)[int(os.environ["COMP_CWORD"])]
        quoted = current[:1] in {'"', "'"}
        return "\n".join(word.value if quoted else SPECIAL.sub(r"\\\1", word.value) for word in self.found())


class _Zsh(_Asked, ZshComplete):
    def complete(self) -> str:
        """A command that the shell evaluates; it quotes what it inserts by itself."""
        found = self.found()
        if not found:
            return "_files"
        values = " ".join(shlex.quote(word.value) for word in found)
        shown = " ".join(shlex.quote("  -- ".join(filter(None, map(_one_line, word)))) for word in found)
        return f"local -a _w _d; _w=({values}); _d=({shown}); compadd -l -d _d -a _w"


class _Fish(_Asked, FishComplete):
    def complete(self) -> str:
        """Asked first whether there are words (else it offers files), then for the words."""
        found = self.found()
        if os.environ.get("_TYPER_COMPLETE_FISH_ACTION") == "is-args":
            raise typer.Exit(0 if found else 1)
        return "\n".join("\t".join(filter(None, map(_one_line, word))) for word in found)


class _PowerShell(_Asked, PowerShellComplete):
    def complete(self) -> str:
        return "\n".join(f"{_powershell(word.value)}:::{_one_line(word.meaning) or ' '}" for word in self.found())


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _powershell(value: str) -> str:
    return "'" + value.replace("'", "''") + "'" if re.search(r"[\s'\"`$&|;<>(){}@#,]", value) else value


SHELLS: dict[str, Any] = {
    "bash": _Bash,
    "zsh": _Zsh,
    "fish": _Fish,
    "powershell": _PowerShell,
    "pwsh": _PowerShell,
}


def answer(tree: Any, instruction: str) -> None:
    """Tell a shell the words it asks for: the instruction is `complete_bash` and so on."""
    shell = SHELLS.get(instruction.removeprefix("complete_"))
    text = ""
    with suppress(KeyError, ValueError):  # asked by hand, without the variables of the protocol
        text = shell(tree, {}, PROGRAM, VARIABLE).complete() if shell else ""
    if text:
        terminal.out(text + "\n")
