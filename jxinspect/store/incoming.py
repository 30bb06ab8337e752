"""What a user hands over to be read: a file, or standard input where `-` stands for it."""

from __future__ import annotations

import sys
from pathlib import Path

from jxinspect.errors import NotFound, Usage

STDIN = Path("-")


def content(path: Path) -> bytes:
    """All bytes. NotFound when there is no such file, Usage when nothing comes on standard input."""
    if path == STDIN:
        return _piped()
    if not path.is_file():
        raise NotFound(f"找不到文件：{path}", why="没有这个文件", todo="核对文件名；含有空格的路径用引号括起来")
    return path.read_bytes()


def name(path: Path) -> str:
    """What the file is called in messages."""
    return "标准输入" if path == STDIN else path.name


def _piped() -> bytes:
    if sys.stdin is None or sys.stdin.isatty():
        raise Usage("没有内容可读", why="写了 -，但标准输入是终端", todo="写文件名，或者把内容从管道送进来")
    binary = getattr(sys.stdin, "buffer", None)
    return binary.read() if binary else sys.stdin.read().encode()
