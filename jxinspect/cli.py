"""The command tree and `main()`, the entry of the program."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

import typer

from jxinspect.commands.configured import ambiguous_width, pager
from jxinspect.commands.given import fresh
from jxinspect.commands.registry import ENTRIES
from jxinspect.commands.running import PROGRAM, ended, run
from jxinspect.commands.tree import App, Command, Group
from jxinspect.store import trace
from jxinspect.ui import messages, terminal
from jxinspect.ui.mode import mode, switch

ABOUT = "江西省社会保险基金监督检查工具：从年度计划到结案归档，一台电脑，不用联网。"
EXAMPLES = (
    "jxinspect demo                         用样例数据走完一次检查",
    "jxinspect init 案卷.jxcase             新建案卷库",
    "jxinspect status                       看哪些事到期、下一步做什么",
)


class LazyGroup(Group):
    """The root: lists the registry without importing it, imports one module when its command runs."""

    def __init__(self, **more: Any) -> None:
        super().__init__(**more)
        for entry in ENTRIES:
            stub = Command(entry.name, help=entry.help, rich_help_panel=entry.panel)
            self.commands[entry.name] = stub
        self._stubs = dict(self.commands)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """As Typer does, but the stub is replaced by the real command."""
        name, _stub, rest = super().resolve_command(ctx, args)
        entry = next((entry for entry in ENTRIES if entry.name == name), None)
        if entry is not None and self.commands[entry.name] is self._stubs[entry.name]:
            self.commands[entry.name] = entry.load()
        return name, self.commands.get(str(name)), rest


def eager_app() -> Group:
    """The whole tree with every module imported, for the reference page and the tests."""
    tree = _root()
    for entry in ENTRIES:
        tree.commands[entry.name] = entry.load()
    return tree


def _root() -> LazyGroup:
    from typer.main import get_group

    app = App(ABOUT, example=EXAMPLES, cls=LazyGroup, name=PROGRAM)

    @app.callback()
    def _version(
        version: bool = typer.Option(False, "--version", help="显示版本", callback=_show_version, is_eager=True),
    ) -> None: ...

    group = get_group(app)
    if not isinstance(group, LazyGroup):
        raise TypeError(group)
    return group


def _show_version(context: typer.Context, value: bool) -> None:
    if value and not context.resilient_parsing:
        from jxinspect import __version__

        terminal.out(f"{PROGRAM} {__version__}\n")
        raise typer.Exit


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command line; return the exit code (see docs/exit-codes.md)."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    with fresh(json="--json" in arguments):
        return ended(lambda: _run(arguments), arguments)


def _run(arguments: list[str]) -> None:
    switch(mode()._replace(ambiguous=ambiguous_width, pager=pager))
    trace.listener.set(messages.step)
    tree = _root()
    asked = os.environ.get(f"_{PROGRAM.upper()}_COMPLETE")
    if asked:  # PowerShell leaves the variable behind, empty
        from jxinspect.commands.completing import answer

        answer(tree, asked)
        return
    run(tree, arguments)
