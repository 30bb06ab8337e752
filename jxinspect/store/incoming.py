"""What a user hands over to be read: a file, or standard input where `-` stands for it."""

from __future__ import annotations

import sys
from pathlib import Path

from jxinspect.errors import Incomplete, JxinspectError, NotFound, Usage
from jxinspect.store.reasons import answered

STDIN = Path("-")


def content(path: Path) -> bytes:
    """All bytes. NotFound when there is no such file, Usage when nothing comes on standard input."""
    return _piped() if path == STDIN else existing(path).read_bytes()


def existing(path: Path) -> Path:
    """The same path when a file is there. NotFound when nothing is, Incomplete when it is a folder or a device."""
    if not path.is_file():
        raise no_file(path)
    return path


def no_file(path: Path) -> JxinspectError:
    """The error for a path at which there is no file to be read."""
    if path.is_dir():
        return Incomplete(f"{path} 是文件夹，不是文件", why="这里要的是一个文件", todo=_instead(path))
    if path.exists():
        return Incomplete(f"{path} 不是普通文件", why="不接受设备和管道", todo="复制成文件后，写它的路径")
    return NotFound(f"找不到文件：{path}", why="没有这个文件", todo="核对文件名和介质；含有空格的路径用引号括起来")


def _instead(folder: Path) -> str:
    """What to write instead of a folder: the files in it."""
    try:
        inside = sorted(one for one in folder.iterdir() if one.is_file() and not one.name.startswith("."))
    except OSError as fault:
        return f"写出其中文件的路径（这个文件夹读不出：{answered(fault)}）"
    if not inside:
        return "里面没有文件；核对路径"
    return f"写其中一个文件的路径，如 {inside[0]}" + (f"（共有{len(inside)}个文件）" if len(inside) > 1 else "")


def name(path: Path) -> str:
    """What the file is called in messages."""
    return "标准输入" if path == STDIN else path.name


def _piped() -> bytes:
    if sys.stdin is None or sys.stdin.isatty():
        raise Usage("没有内容可读", why="写了 -，但标准输入是终端", todo="写文件名，或者把内容从管道送进来")
    binary = getattr(sys.stdin, "buffer", None)
    return binary.read() if binary else sys.stdin.read().encode()
