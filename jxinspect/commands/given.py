"""Global options: accepted before and after the command, collected in one immutable value.

Each option is declared once. Its callback puts what was given into `Given`; nothing reaches the command's own
parameters. Given on both sides, lists are joined and of single values the later wins.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from typer.core import TyperOption

from jxinspect.ui.mode import Mode, mode, switch, using


class Given(NamedTuple):
    """What stood on the command line beside the command's own options; environment and configuration come later."""

    case: Path | None = None
    actor: str | None = None
    at: str | None = None
    passphrase_file: Path | None = None
    approver_passphrase_file: tuple[str, ...] = ()
    approver_key_file: tuple[Path, ...] = ()
    sign_later: bool = False
    override: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    approved_by: tuple[str, ...] = ()
    ack: tuple[str, ...] = ()
    authorisation: str | None = None
    unmasked: str | None = None
    encrypt_to: str | None = None
    dry_run: bool = False
    yes: bool = False
    no_input: bool = False
    quiet: bool = False
    json: bool = False
    no_color: bool = False
    no_pager: bool = False
    verbose: bool = False
    debug: bool = False


class GlobalOption(NamedTuple):
    """One global option: its names, placeholder (empty for a flag) and meaning."""

    name: str
    flags: tuple[str, ...]
    metavar: str
    help: str
    many: bool = False


GLOBALS = (
    GlobalOption("case", ("-C", "--case"), "路径", "案卷库（NAME.jxcase）；默认取 JXINSPECT_CASE、当前文件夹、配置"),
    GlobalOption("actor", ("--as",), "姓名", "办理人；默认取 JXINSPECT_ACTOR、配置"),
    GlobalOption("at", ("--at",), "时间", "事实发生的时间，如 2026-11-23 9:30；默认现在，不能是将来"),
    GlobalOption("passphrase_file", ("--passphrase-file",), "文件", "从文件读口令；默认取 JXINSPECT_PASSPHRASE_FILE"),
    GlobalOption(
        "approver_passphrase_file",
        ("--approver-passphrase-file",),
        "文件|姓名=文件",
        "从文件读审批人、审核人的签名口令；默认取 JXINSPECT_APPROVER_PASSPHRASE_FILE，没有的当场询问本人",
        many=True,
    ),
    GlobalOption(
        "approver_key_file", ("--approver-key-file",), "文件", "审批人带来的签名钥匙（U盘上的 .jxkey）", many=True
    ),
    GlobalOption("sign_later", ("--sign-later",), "", "审批人的钥匙不在本机的，先办，由他事后 sync key sign 补签"),
    GlobalOption("override", ("--override",), "Gnn", "经批准越过一条规则，可多次；须同时写理由和批准人", many=True),
    GlobalOption("because", ("--because",), "理由", "越过规则的书面理由", many=True),
    GlobalOption("approved_by", ("--approved-by",), "姓名", "批准越过规则的负责人", many=True),
    GlobalOption("ack", ("--ack",), "Gnn", "已知悉一条提醒，可多次", many=True),
    GlobalOption("authorisation", ("--authorisation",), "授权编号", "第三方人员查看数据的授权编号（办法 27）"),
    GlobalOption("unmasked", ("--unmasked",), "理由", "导出的清单不遮盖证件号码、账号和电话；理由记入日志"),
    GlobalOption(
        "encrypt_to", ("--encrypt-to",), "公钥|文件|-", "导出的文件加密：对方的公钥，或者口令文件，- 询问口令"
    ),
    GlobalOption("dry_run", ("--dry-run",), "", "试运行：照做一遍，什么也不写入"),
    GlobalOption("yes", ("--yes", "-y"), "", "对确认一律回答“是”"),
    GlobalOption("no_input", ("--no-input",), "", "从不询问；缺少什么就说明用哪个选项给出"),
    GlobalOption("quiet", ("--quiet", "-q"), "", "只输出数据和错误"),
    GlobalOption("json", ("--json",), "", "输出 JSON；错误也是一个 JSON 对象"),
    GlobalOption("no_color", ("--no-color",), "", "不用颜色；NO_COLOR、JXINSPECT_NO_COLOR 同"),
    GlobalOption("no_pager", ("--no-pager",), "", "长的内容不分页；分页程序取 JXINSPECT_PAGER、配置、PAGER"),
    GlobalOption("verbose", ("--verbose", "-v"), "", "在标准错误逐步说明做了什么"),
    GlobalOption("debug", ("--debug",), "", "同上，程序内部出错时还显示调用栈"),
)

NOTHING = Given()
_given: ContextVar[Given] = ContextVar("given", default=NOTHING)


def given() -> Given:
    """The global options of this run."""
    return _given.get()


@contextmanager
def fresh(*, json: bool = False) -> Iterator[None]:
    """One run of the program, without options of a former run; `json` tells how to render an error of parsing."""
    token = _given.set(Given())
    with using(Mode(json=json, ambiguous=mode().ambiguous, pager=mode().pager)):  # the terminal stays the same
        try:
            yield
        finally:
            _given.reset(token)


@cache
def global_parameters() -> tuple[TyperOption, ...]:
    """The options as Typer parses them; the same objects at every level."""
    return tuple(_parameter(option) for option in GLOBALS)


def _parameter(option: GlobalOption) -> TyperOption:
    kind: dict[str, Any] = {"is_flag": True} if not option.metavar else {"multiple": option.many}
    return TyperOption(
        param_decls=[option.name, *option.flags],
        metavar=option.metavar or None,
        help=option.help,
        expose_value=False,
        # Before the command's own options, so that a time alone (--ended 17:10) is of the day of --at.
        is_eager=True,
        callback=_remember,
        **kind,
    )


def _remember(_context: Any, parameter: Any, value: Any) -> None:
    if value in (None, False, ()):
        return
    before = getattr(_given.get(), parameter.name)
    if isinstance(before, tuple):
        value = before + tuple(map(Path, value) if parameter.name == "approver_key_file" else value)
    elif parameter.name in {"case", "passphrase_file"}:
        value = Path(value)
    chosen = _given.get()._replace(**{parameter.name: value})
    _given.set(chosen)
    switch(_mode(chosen))


def as_words(chosen: Given, **more: str) -> list[str]:
    """The options as they are typed, for the command lines of a batch or a prompt: what stands there later wins.

    `more`: values by name that take the place of what was given.
    """
    words = list[str]()
    for option in GLOBALS:
        value = more.get(option.name, getattr(chosen, option.name))
        if option.metavar:
            values = value if isinstance(value, tuple) else () if value is None else (value,)
            words += [word for one in values for word in (option.flags[0], str(one))]
        elif value:
            words.append(option.flags[0])
    return words


def _mode(chosen: Given) -> Mode:
    return mode()._replace(
        json=chosen.json or mode().json,
        quiet=chosen.quiet,
        no_input=chosen.no_input,
        yes=chosen.yes,
        dry_run=chosen.dry_run,
        no_pager=chosen.no_pager,
        verbose=chosen.verbose or chosen.debug,
        debug=chosen.debug,
        unmasked="" if chosen.dry_run else (chosen.unmasked or "").strip(),
        leaving=_leaving,
        color=False if chosen.no_color or chosen.json else None,
    )


def _leaving(leaving: Any) -> Any:
    from jxinspect.commands.leaving import keep

    return keep(leaving)


def command_name() -> str:
    """The command that runs, e.g. "plan unit list"; empty outside any."""
    from typer._click.globals import get_current_context

    context = get_current_context(silent=True)
    return " ".join(context.command_path.split()[1:]) if context is not None else ""


def environment(name: str) -> str | None:
    """A variable of our own, read after parsing so that an option always beats it; empty counts as unset."""
    return os.environ.get(f"JXINSPECT_{name}") or None
