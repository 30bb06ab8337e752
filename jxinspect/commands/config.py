"""`config`: settings with their origin.

Those of the program lie in TOML files; those of the law are records of the case file, so that the journal tells
who changed how days are counted.
"""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from jxinspect.commands.configured import CASE, DEFAULT, KEYS, layers, setting, write
from jxinspect.commands.folders import config_file
from jxinspect.commands.given import given
from jxinspect.commands.options import Format, ListFormat
from jxinspect.commands.running import PROGRAM
from jxinspect.commands.session import act, case_if_any, case_path, rows
from jxinspect.commands.tree import App
from jxinspect.errors import Locked, Usage
from jxinspect.ui.messages import note
from jxinspect.ui.show import done, show_record, show_rows
from jxinspect.ui.terminal import out
from jxinspect.ui.values import Column, columns

app = App(
    "设置及其来源。程序的设置：命令行、环境变量、案卷库、用户配置、系统配置、默认，前面的优先；法定期限等办案设置记在案卷库里。",
    example=["jxinspect config list --show-origin", "jxinspect config set actor 张三"],
)

SETTINGS = columns(("key", "名称"), ("value", "值"), ("origin", "来源"), Column("meaning", "含义", width=50))
LAYERS = columns(("key", "名称"), ("in_force", "有效", "flag"), ("value", "值"), ("origin", "来源"))


def _names(incomplete: str) -> list[tuple[str, str]]:
    from jxinspect.law.settings import SETTINGS as LAW

    known = {name: key.meaning for name, key in KEYS.items()} | {name: one.meaning for name, one in LAW.items()}
    return [(name, meaning) for name, meaning in known.items() if name.startswith(incomplete)]


Name = Annotated[str, typer.Argument(help="设置的名称，见 config list", metavar="名称", autocompletion=_names)]
Here = Annotated[bool, typer.Option("--here", help="程序设置写入案卷库的配置，而不是用户的")]


def _recorded(case: Path | None) -> Mapping[str, str]:
    """What the case file records; nothing is asked for only to list settings."""
    from jxinspect.commands.clock import clock
    from jxinspect.store.keys import key_of

    if case is None:
        return {}
    try:
        key_of(case, at=clock())
    except Locked:
        note("案卷库已锁，没有读其中的办案设置。")
        return {}
    return {row["key"]: row["value"] for row in rows('SELECT key, value FROM "setting"') if row["value"]}


def _law_settings(case: Path | None) -> list[dict[str, Any]]:
    from jxinspect.law.settings import SETTINGS as LAW

    recorded = _recorded(case)
    return [
        {
            "key": key,
            "value": _text(recorded.get(key, one.default)),
            "origin": f"{CASE} {case}" if key in recorded else DEFAULT,
            "meaning": f"{one.meaning}（{one.unit}）" if one.unit else one.meaning,
        }
        for key, one in LAW.items()
    ]


def _text(value: object) -> str:
    return {"True": "true", "False": "false"}.get(str(value), str(value))


@app.command("list", example=["jxinspect config list", "jxinspect config list --show-origin"])
def list_(
    format: Format = ListFormat.TABLE,  # noqa: A002
    show_origin: Annotated[bool, typer.Option("--show-origin", help="列出每一层的值，标明哪一层有效")] = False,
) -> None:
    """列出全部设置、现在的值和来源。"""
    case = case_if_any()
    if show_origin:
        show_rows([*_own_layers(case), *_law_layers(case)], LAYERS, format.value)
        return
    own = [setting(name, case)._asdict() for name in KEYS]
    show_rows([*own, *_law_settings(case)], SETTINGS, format.value)


def _own_layers(case: Path | None) -> Iterator[dict[str, Any]]:
    for name in KEYS:
        for place, one in enumerate(layers(name, case)):
            yield {**one._asdict(), "in_force": place == 0}


def _law_layers(case: Path | None) -> Iterator[dict[str, Any]]:
    from jxinspect.law.settings import SETTINGS as LAW

    for one in _law_settings(case):
        yield {**one, "in_force": True}
        if one["origin"] != DEFAULT:
            yield {**one, "value": _text(LAW[one["key"]].default), "origin": DEFAULT, "in_force": False}


@app.command(example="jxinspect config get actor")
def get(name: Name) -> None:
    """显示一项设置和它的来源。"""
    case = case_if_any()
    found = [entry for entry in ([] if name in KEYS else _law_settings(case)) if entry["key"] == name]
    show_record(found[0] if found else setting(name, case)._asdict(), SETTINGS)


@app.command("set", example=["jxinspect config set actor 张三", "jxinspect config set objection.extra_mail_days 5"])
def set_(name: Name, value: Annotated[str, typer.Argument(help="新的值", metavar="值")], here: Here = False) -> None:
    """改一项设置。"""
    place, kept = _change(name, value, here)
    done("设置已保存", [("key", "名称", name), ("value", "值", kept), ("file", "记在", str(place))])


@app.command(example="jxinspect config unset actor")
def unset(name: Name, here: Here = False) -> None:
    """取消一项设置，恢复默认。"""
    place, kept = _change(name, None, here)
    done("设置已恢复默认", [("key", "名称", name), ("value", "值", kept), ("file", "记在", str(place))])


class Shell(StrEnum):
    """Shells that complete commands."""

    BASH = "bash"
    ZSH = "zsh"
    FISH = "fish"
    POWERSHELL = "powershell"


@app.command(
    example=[
        "jxinspect config completion bash --install",
        "jxinspect config completion bash >> ~/.bashrc",
        "jxinspect config completion powershell >> $PROFILE",
    ]
)
def completion(
    shell: Annotated[Shell, typer.Argument(help="bash、zsh、fish 或者 powershell", metavar="终端")],
    install: Annotated[bool, typer.Option("--install", help="装进用户自己的终端配置（bash、zsh、fish）")] = False,
) -> None:
    """写出命令补全脚本；补全命令、选项，以及已解锁案卷库里的检查编号、单位、人员和文号。"""
    from typer import _completion_shared as scripts

    names = {"prog_name": PROGRAM, "complete_var": f"_{PROGRAM.upper()}_COMPLETE", "shell": shell.value}
    if not install:
        out(scripts.get_completion_script(**names) + "\n")
        return
    if shell is Shell.POWERSHELL:
        todo = "jxinspect config completion powershell >> $PROFILE"
        raise Usage("PowerShell 的补全不能自动安装", why="执行脚本的策略由单位管理，程序不改", todo=todo)
    place = "" if given().dry_run else scripts.install(**names)[1]
    done("补全已安装，重新打开终端后生效", [("file", "文件", str(place))])


def _change(name: str, value: str | None, here: bool) -> tuple[Path, str]:
    from jxinspect.law.settings import SETTINGS as LAW

    if name not in LAW:
        place = case_path() / "config.toml" if here else config_file()
        write(place, name, value, dry_run=given().dry_run)
        return place, value or KEYS[name].default
    from jxinspect.acts import config

    with act("config.set") as case:
        return case.path, config.change(case, name, value)
