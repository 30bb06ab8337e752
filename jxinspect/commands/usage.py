"""Wrong command lines in Chinese: Typer speaks English, so its exceptions are told anew from their facts."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from typer._click.exceptions import (
    BadArgumentUsage,
    BadOptionUsage,
    BadParameter,
    ClickException,
    FileError,
    MissingParameter,
    NoSuchOption,
    UsageError,
)

from jxinspect.commands.tree import did_you_mean, metavar
from jxinspect.errors import Usage

#: What a value must look like, by the name of Typer's type.
EXPECTED = {
    "int": "要写一个整数",
    "float": "要写一个数",
    "boolean": "要写 true 或 false",
    "int range": "要写一个整数",
    "float range": "要写一个数",
    "file": "要写一个现有的文件",
    "directory": "要写一个现有的文件夹",
    "path": "要写一个现有的路径",
    "filename": "要写一个现有的文件",
}


def in_chinese(fault: ClickException) -> Usage:
    """The same fault as our own error; exit code 2."""
    for kind, told in _TELLERS:
        if isinstance(fault, kind):
            what, why = told(fault)
            return Usage(what, why=why, todo=_todo(fault))
    return Usage("命令写得不对", why=fault.format_message(), todo=_todo(fault))


def _todo(fault: ClickException) -> str:
    context = getattr(fault, "ctx", None)
    path = context.command_path if context is not None else "jxinspect"
    return f"用法见 {path} -h"


def _missing(fault: Any) -> tuple[str, str]:
    parameter = fault.param
    if parameter is None:
        return "命令没有写完", fault.message or "缺少一个参数"
    everything = _lacking(fault.ctx, parameter)
    what = "；".join(
        f"缺少{word}：{'、'.join(map(_written, found))}"
        for kind, word in (("argument", "参数"), ("option", "选项"))
        if (found := [one for one in everything if one.param_type_name == kind])
    )
    if len(everything) == 1:
        return what, parameter.help or "这一项必须写"
    return what, "；".join(f"{_names(one)}：{one.help or '必须写'}" for one in everything)


def _lacking(context: Any, first: Any) -> list[Any]:
    """All that is required and was not given, so that nobody is told of one after the other.

    What stands on the command line has been read before the first missing parameter is found.
    """
    parameters = context.command.get_params(context) if context else []
    absent = [one for one in parameters if one.required and context.params.get(one.name) in (None, (), [])]
    return absent if first in absent else [first]


def _written(parameter: Any) -> str:
    if parameter.param_type_name == "argument":
        return str(parameter.human_readable_name)
    return f"{_names(parameter)} {metavar(parameter)}"


def _bad_value(fault: Any) -> tuple[str, str]:
    parameter = fault.param
    if parameter is None:
        return "选项的值不能用", fault.message
    value = next(iter(_quoted(fault.message)), "") or fault.message.partition(" is not in the range")[0]
    what = f"{_names(parameter)} 的值不能用" + (f"：{value}" if value != fault.message else "")
    choices = getattr(parameter.type, "choices", None)
    if choices:
        return what, f"可以写：{'、'.join(map(str, choices))}"
    return what, EXPECTED.get(parameter.type.name, fault.message) + _between(parameter.type)


def _between(kind: Any) -> str:
    """The bounds of a number."""
    least, most = getattr(kind, "min", None), getattr(kind, "max", None)
    bounds = [f"不小于 {least}"] if least is not None else []
    bounds += [f"不大于 {most}"] if most is not None else []
    return "".join(f"，{bound}" for bound in bounds)


def _no_option(fault: Any) -> tuple[str, str]:
    context = fault.ctx
    parameters = context.command.get_params(context) if context else []
    options = [one for one in parameters if one.param_type_name == "option"]
    known = [flag for one in options for flag in (*one.opts, *one.secondary_opts)]
    return f"没有这个选项：{fault.option_name}", did_you_mean(fault.option_name, known)


def _option_use(fault: Any) -> tuple[str, str]:
    if "does not take" in fault.message:
        return f"选项 {fault.option_name} 后面不跟值", "它只是一个开关"
    return f"选项 {fault.option_name} 后面缺少值", "选项和值之间用空格隔开"


def _argument_use(fault: Any) -> tuple[str, str]:
    return "参数的个数不对", fault.message


def _file(fault: Any) -> tuple[str, str]:
    return f"打不开文件：{fault.ui_filename}", fault.message


def _other(fault: Any) -> tuple[str, str]:
    extra = re.search(r"unexpected extra argument\(s\) \((.*)\)", fault.message, re.DOTALL)
    if extra:
        return f"多写了：{extra[1]}", "这个命令不需要这些内容；含有空格的文字要用引号括起来"
    if fault.message.startswith("Missing command"):
        return "没有写要执行的命令", "这里还需要一个命令"
    return "命令写得不对", fault.message


def _names(parameter: Any) -> str:
    return " / ".join(parameter.opts) if parameter.param_type_name == "option" else str(parameter.human_readable_name)


def _quoted(text: str) -> list[str]:
    return re.findall(r"'([^']*)'", text)


_TELLERS: tuple[tuple[type[ClickException], Callable[[Any], tuple[str, str]]], ...] = (
    (MissingParameter, _missing),
    (BadParameter, _bad_value),
    (NoSuchOption, _no_option),
    (BadOptionUsage, _option_use),
    (BadArgumentUsage, _argument_use),
    (FileError, _file),
    (UsageError, _other),
)
