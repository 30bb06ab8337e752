"""`config`: settings with their origin."""

from pathlib import Path
from typing import Annotated

import typer

from jxinspect.commands.configured import KEYS, law_keys, setting, write
from jxinspect.commands.folders import config_file
from jxinspect.commands.given import given
from jxinspect.commands.options import Format, ListFormat
from jxinspect.commands.session import case_path
from jxinspect.commands.tree import App
from jxinspect.errors import NotFound
from jxinspect.ui.show import done, show_record, show_rows
from jxinspect.ui.values import columns

app = App(
    "设置及其来源：命令行、环境变量、案卷库、用户配置、默认，前面的优先。", example="jxinspect config set actor 张三"
)

SETTINGS = columns(("key", "名称"), ("value", "值"), ("origin", "来源"), ("meaning", "含义"))

Name = Annotated[str, typer.Argument(help="设置的名称，见 config list", metavar="名称")]
Here = Annotated[bool, typer.Option("--here", help="写入案卷库的配置，而不是用户的")]


def _case() -> Path | None:
    try:
        return case_path()
    except NotFound:
        return None


def _file(here: bool) -> Path:
    return case_path() / "config.toml" if here else config_file()


@app.command("list", example="jxinspect config list")
def list_(format: Format = ListFormat.TABLE) -> None:  # noqa: A002
    """列出全部设置、现在的值和来源。"""
    case = _case()
    settings = [setting(name, case) for name in [*KEYS, *law_keys()]]
    show_rows([vars(entry) for entry in settings], SETTINGS, format.value)


@app.command(example="jxinspect config get actor")
def get(name: Name) -> None:
    """显示一项设置和它的来源。"""
    show_record(vars(setting(name, _case())), SETTINGS)


@app.command("set", example=["jxinspect config set actor 张三", "jxinspect config set templates D:\\模板"])
def set_(name: Name, value: Annotated[str, typer.Argument(help="新的值", metavar="值")], here: Here = False) -> None:
    """改一项设置。"""
    place = _file(here)
    if not given().dry_run:
        write(place, name, value)
    done("设置已保存", [("key", "名称", name), ("value", "值", value), ("file", "文件", str(place))])


@app.command(example="jxinspect config unset actor")
def unset(name: Name, here: Here = False) -> None:
    """取消一项设置，恢复默认。"""
    place = _file(here)
    if not given().dry_run:
        write(place, name, None)
    done("设置已取消", [("key", "名称", name), ("file", "文件", str(place))])
