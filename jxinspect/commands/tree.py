"""Typer with our frame: Chinese help by cells, global options at every level, group modules imported when used.

`App` is what a group module creates; its commands get the frame without saying so.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, ClassVar

import typer
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command_from_info, get_command_name
from typer.models import CommandInfo

from jxinspect.commands.given import global_parameters
from jxinspect.errors import Incomplete, Usage
from jxinspect.ui.help import Page, render
from jxinspect.ui.pager import paged

OPTIONS = "[选项]"
HELP_FLAGS = ("-h", "--help")
#: Placeholder of a value by the name of Typer's type.
KINDS = {
    "int": "整数",
    "int range": "整数",
    "float": "数",
    "float range": "数",
    "path": "路径",
    "file": "文件",
    "directory": "文件夹",
    "filename": "文件",
}
#: Verbs that show and ask nothing: their output is held until it is whole.
LOOKING = frozenset({"list", "show", "status", "check", "search", "due", "progress", "recusals", "fields"})
SEPARATOR = "\n\x1f"  # between the examples of one command; no text contains it


class _Frame:
    """What commands and groups share."""

    params: list[Any]
    help: str | None
    epilog: str | None

    def get_params(self, context: Any) -> list[Any]:
        """Own parameters, then the global ones that the command does not define itself, then help."""
        own: list[Any] = super().get_params(context)  # type: ignore[misc]
        taken = {flag for parameter in own for flag in parameter.opts}
        return own[:-1] + [extra for extra in global_parameters() if taken.isdisjoint(extra.opts)] + own[-1:]

    def get_help_option(self, context: Any) -> TyperOption | None:
        """-h and --help, explained in Chinese."""
        option: TyperOption | None = super().get_help_option(context)  # type: ignore[misc]
        if option is not None:
            option.help = "显示这一页"
            option.opts.sort(key=len)
        return option

    def get_help(self, context: Any) -> str:
        """The help page as text."""
        return render(page(self, context))

    def own_parameters(self) -> list[Any]:
        """Parameters without the global ones and help."""
        return [parameter for parameter in self.params if not getattr(parameter, "hidden", False)]

    def examples(self) -> list[str]:
        """Command lines that show the use."""
        return [line for line in (self.epilog or "").split(SEPARATOR) if line]


def _empty(value: Any) -> bool:
    """Whether a value that was given says nothing, as an unset variable of a script does."""
    if isinstance(value, list | tuple):
        return any(map(_empty, value))
    return isinstance(value, str) and not value.strip()


class Command(_Frame, TyperCommand):
    """A command with the frame; what only looks is shown a screen at a time."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As Typer does; what is required has to say something."""
        rest: list[str] = super().parse_args(ctx, args)
        empty = [one for one in self.params if one.required and _empty(ctx.params.get(one.name))]
        if empty and not ctx.resilient_parsing:
            names = (one.opts[0] if one.param_type_name == "option" else one.human_readable_name for one in empty)
            raise Incomplete(
                f"没有内容：{'、'.join(names)}",
                why="必填的内容不能是空的，也不能只有空格；在脚本里多半是变量没有值",
                todo=f"写上内容；用法见 {ctx.command_path} -h",
            )
        return rest

    def invoke(self, ctx: Any) -> Any:
        """As Typer does, through the pager where the verb is one of `LOOKING`."""
        if self.name not in LOOKING:
            return super().invoke(ctx)
        with paged():
            return super().invoke(ctx)


class Deferred(dict[str, Any]):
    """Commands by name, each built from its description when it is first asked for.

    Building reads the annotations of every option; of a group of twenty commands one is wanted.
    """

    def __getitem__(self, name: str) -> Any:
        found = super().__getitem__(name)
        if isinstance(found, CommandInfo):
            found = get_command_from_info(found, pretty_exceptions_short=False, rich_markup_mode=None)
            self[name] = found
        return found

    def get(self, name: str, default: Any = None) -> Any:
        return self[name] if name in self else default  # noqa: SIM401  (the way past what is deferred)

    def values(self) -> Any:
        return [self[name] for name in self]

    def items(self) -> Any:
        return [(name, self[name]) for name in self]


class Group(_Frame, TyperGroup):
    """A group with the frame; called bare it shows its help."""

    #: What `App.command` registered.
    waiting: ClassVar[Mapping[str, CommandInfo]] = {}

    def __init__(self, *, commands: Mapping[str, Any] | None = None, **more: Any) -> None:
        super().__init__(**more)
        self.commands = Deferred({**self.waiting, **(commands or {})})

    def list_commands(self, ctx: Any) -> list[str]:
        return list(self.commands)

    def resolve_command(self, ctx: Any, args: list[str]) -> tuple[str | None, Any, list[str]]:
        """As Typer does; an unknown word is answered with the likeliest ones."""
        typed = args[0]
        if not (ctx.resilient_parsing or typed.startswith("-") or self.get_command(ctx, typed)):
            why = did_you_mean(typed, list(self.list_commands(ctx)))
            raise Usage(f"没有这个命令：{ctx.command_path} {typed}", why=why, todo=f"全部命令见 {ctx.command_path} -h")
        return super().resolve_command(ctx, args)


class App(typer.Typer):
    """A command group. Commands and sub-groups added to it get the frame."""

    def __init__(self, help: str = "", *, example: str | Sequence[str] = "", **more: Any) -> None:  # noqa: A002
        self.waiting: dict[str, CommandInfo] = {}
        more["cls"] = type("Group", (more.get("cls", Group),), {"waiting": self.waiting})
        super().__init__(
            help=help,
            epilog=joined(example),
            add_completion=False,
            no_args_is_help=True,
            rich_markup_mode=None,
            pretty_exceptions_enable=False,
            options_metavar=OPTIONS,
            subcommand_metavar="命令 ...",
            context_settings={"help_option_names": list(HELP_FLAGS)},
            **more,
        )

    def command(  # type: ignore[override]
        self, name: str | None = None, *, example: str | Sequence[str] = "", **more: Any
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """Register a command; `example` is one command line or several, shown first in its help."""
        more.setdefault("cls", Command)
        more.setdefault("options_metavar", OPTIONS)

        def registered(callback: Callable[..., Any]) -> Callable[..., Any]:
            word = name or get_command_name(callback.__name__)
            self.waiting[word] = CommandInfo(word, callback=callback, epilog=joined(example), **more)
            return callback

        return registered


def did_you_mean(typed: str, known: Sequence[str]) -> str:
    """The likeliest words, as a question; never executed."""
    near = get_close_matches(typed, known, n=3, cutoff=0.5)
    return f"是不是想写 {'、'.join(near)}？" if near else "这里没有相近的写法"


def joined(example: str | Sequence[str]) -> str | None:
    """Examples as one epilog."""
    lines = [example] if isinstance(example, str) else list(example)
    return SEPARATOR.join(lines) or None


def page(command: Any, context: Any) -> Page:
    """The help page of a command or group."""
    usage = " ".join([context.command_path, *command.collect_usage_pieces(context)])
    own = command.own_parameters()
    sections = [
        *_commands(command, context),
        ("参数", [record for record in map(_argument, own) if record]),
        ("选项", [_option(parameter) for parameter in own if parameter.param_type_name == "option"]),
    ]
    root = context.parent is None
    shared = [parameter for parameter in global_parameters() if parameter in command.get_params(context)]
    if root:
        sections.append(("通用选项（写在命令前后都可以）", [_option(parameter) for parameter in shared]))
    names = " ".join(parameter.opts[0] for parameter in shared)
    footer = "" if root else f"通用选项：{names}（说明见 jxinspect -h）"
    return Page(usage, _plain(command.help), command.examples(), sections, footer)


def _plain(text: str | None) -> str:
    """A docstring as the user reads it: its paragraphs, nothing after a form feed."""
    return (text or "").partition("\f")[0].strip()


def _commands(command: Any, context: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    if not isinstance(command, TyperGroup):
        return []
    panels: dict[str, list[tuple[str, str]]] = {}
    for name in command.list_commands(context):
        listed = command.get_command(context, name)
        if listed is not None and not listed.hidden:
            title = getattr(listed, "rich_help_panel", None) or "命令"
            panels.setdefault(str(title), []).append((name, _plain(listed.help).split("\n")[0]))
    return list(panels.items())


def _argument(parameter: Any) -> tuple[str, str] | None:
    if parameter.param_type_name != "argument":
        return None
    return parameter.human_readable_name, " ".join(filter(None, [parameter.help, *_extras(parameter)]))


def _option(parameter: Any) -> tuple[str, str]:
    names = ", ".join([*parameter.opts, *parameter.secondary_opts])
    value = "" if parameter.is_flag else " " + metavar(parameter)
    return names + value, " ".join(filter(None, [parameter.help, *_extras(parameter)]))


def metavar(parameter: Any) -> str:
    """The placeholder of an option's value."""
    choices = getattr(parameter.type, "choices", None)
    if parameter.metavar:
        return str(parameter.metavar)
    return "|".join(map(str, choices)) if choices else KINDS.get(parameter.type.name, "文字")


def _extras(parameter: Any) -> list[str]:
    extras = []
    default = parameter.default
    if default not in (None, False, (), "") and not callable(default) and parameter.show_default:
        extras.append(f"[默认 {getattr(default, 'value', default)}]")
    if parameter.required and parameter.param_type_name == "option":
        extras.append("[必填]")
    if getattr(parameter, "multiple", False) and parameter not in global_parameters():
        extras.append("[可多次]")
    return extras
