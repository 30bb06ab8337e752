"""Settings and where they come from: option, environment, case folder, user's file, system's file, in this order."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from jxinspect.commands.folders import config_file, system_config_file
from jxinspect.commands.given import environment, given
from jxinspect.errors import Incomplete, NotFound, Usage

OPTION, ENVIRONMENT, CASE, USER, SYSTEM = "命令行", "环境变量", "案卷库", "用户配置", "系统配置"
DEFAULT = "默认"


class Key(NamedTuple):
    """A setting of the program itself (those of the law are records of the case file)."""

    name: str
    meaning: str
    default: str = ""
    #: Attribute of `Given` that beats everything else.
    option: str | None = None
    choices: tuple[str, ...] = ()


KEYS = {
    key.name: key
    for key in (
        Key("case", "默认案卷库", option="case"),
        Key("actor", "办理人姓名", option="actor"),
        Key("passphrase_file", "口令文件", option="passphrase_file"),
        Key("templates", "本机关自己的文书模板文件夹"),
        Key("rules", "本机关自己的数据比对规则文件夹"),
        Key("hub", "本机到汇集端的地址，与机关端写的不同时才用"),
        Key("hub_objects", "本机到对象库的地址，与机关端写的不同时才用"),
        Key("pager", "分页程序，如 less -FRX；cat 不分页"),
        Key("ambiguous_width", "“”…×等字符占几格", "auto", choices=("auto", "1", "2")),
    )
}


class Setting(NamedTuple):
    """A value in force and its origin."""

    key: str
    value: str
    origin: str
    meaning: str = ""


def setting(name: str, case: Path | None = None) -> Setting:
    """The value in force; empty text when it is set nowhere. `case`: the case folder, when it is known."""
    return next(layers(name, case))


def layers(name: str, case: Path | None = None) -> Iterator[Setting]:
    """The values of a setting from the strongest layer to its default; the first one is in force."""
    key = known(name)
    value = getattr(given(), key.option) if key.option else None
    if value is not None:
        yield Setting(name, str(value), OPTION, key.meaning)
    variable = environment(name.upper())
    if variable is not None:
        yield Setting(name, variable, f"{ENVIRONMENT} JXINSPECT_{name.upper()}", key.meaning)
    for origin, place in files(case):
        found = read(place).get(name)
        if found is not None:
            yield Setting(name, str(found), f"{origin} {place}", key.meaning)
    yield Setting(name, key.default, DEFAULT, key.meaning)


def files(case: Path | None) -> Iterator[tuple[str, Path]]:
    """The files of settings, the strongest first; found when they are asked for."""
    if case is not None:
        yield CASE, case / "config.toml"
    yield USER, config_file()
    yield SYSTEM, system_config_file()


def known(name: str) -> Key:
    """The key of this name, or NotFound."""
    if name not in KEYS:
        from jxinspect.commands.tree import did_you_mean
        from jxinspect.law.settings import SETTINGS as LAW

        raise NotFound(
            f"没有这个设置：{name}", why=did_you_mean(name, [*KEYS, *LAW]), todo="全部设置见 jxinspect config list"
        )
    return KEYS[name]


def read(place: Path) -> dict[str, object]:
    """The settings in a TOML file; empty when there is none, Incomplete when it is not TOML."""
    if not place.is_file():
        return {}
    import tomllib

    try:
        return tomllib.loads(place.read_text(encoding="utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise Incomplete(f"配置文件不能用：{place}", why=str(fault), todo="改正这个文件，或者把它移走") from fault


def write(place: Path, name: str, value: str | None, *, dry_run: bool = False) -> None:
    """Set one setting in a file (None removes it); the file is replaced as a whole."""
    key = known(name)
    if value is not None and key.choices and value not in key.choices:
        raise Usage(f"{name} 不能是 {value}", why=f"可以是：{'、'.join(key.choices)}", todo="换一个值")
    settings = read(place)
    settings.pop(name, None)
    if value is not None:
        settings[name] = value
    if dry_run:
        return
    from jxinspect.store import durable

    durable.make_folder(place.parent)
    lines = (f"{kept} = {json.dumps(held, ensure_ascii=False)}\n" for kept, held in settings.items())
    durable.write(place, "".join(lines).encode())


def pager() -> str:
    """The pager: as set, else that of the machine."""
    from jxinspect.ui.pager import default

    try:
        return setting("pager").value or default()
    except Incomplete:  # told by the commands that need the configuration
        return default()


def ambiguous_width() -> int:
    """Cells of ambiguous characters: as set, else two on consoles with a GBK code page."""
    try:
        chosen = setting("ambiguous_width").value
    except Incomplete:  # a broken configuration is told by the commands that need it, not by a width
        chosen = "auto"
    if chosen in {"1", "2"}:
        return int(chosen)
    encoding = (getattr(sys.stdout, "encoding", None) or "").lower()
    return 2 if os.name == "nt" and encoding in {"gbk", "cp936", "gb18030"} else 1
