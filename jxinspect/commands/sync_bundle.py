"""`sync bundle`: one encrypted file with what other devices lack, for a stick or any other way."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jxinspect.commands.clock import clock, today
from jxinspect.commands.given import given
from jxinspect.commands.hired import attempts_kept
from jxinspect.commands.partial_copy import carrier
from jxinspect.commands.running import typed
from jxinspect.commands.session import actor, case_path, unlocked
from jxinspect.errors import Usage
from jxinspect.ui.mode import mode
from jxinspect.ui.progress import reading
from jxinspect.ui.show import Fact, done

if TYPE_CHECKING:
    from jxinspect.sync.manifest import Manifest

SUFFIX = ".jxbundle"
EXAMPLE = [
    "jxinspect sync bundle --for 机关端 -o /media/usb",
    "jxinspect sync bundle --for 二组笔记本 --for 三组笔记本 --all",
]


def bundle(
    to: Annotated[
        list[str] | None, typer.Option("--for", help="给哪台设备（登记的名称），可以多次", metavar="设备")
    ] = None,
    *,
    out: Annotated[
        Path | None, typer.Option("--out", "-o", help="写成哪个文件，或者放在哪个文件夹", metavar="文件")
    ] = None,
    everything: Annotated[bool, typer.Option("--all", help="全部内容，而不只是对方缺少的")] = False,
) -> None:
    """做同步包：把对方缺少的日志和对象做成一个加密文件，只有指定的设备打得开。中断后再执行同一命令，从断处继续。"""
    from jxinspect.sync import sending

    path, names = case_path(), [name.strip() for name in to or []]
    if not names:
        raise Usage("没有写给哪台设备", why="同步包只有指定的设备打得开", todo="写 --for 设备名称，见 sync device list")
    who, file = actor(path), _file(path, names[0], out)
    with unlocked(path), attempts_kept(path, who):
        carrier(path)
        if given().dry_run:
            parcel = sending.survey(path, names, actor=who, clock=clock(), everything=everything)
            manifest, unheard, more = parcel.manifest, parcel.unheard, list[Fact]()
        else:
            with reading("写对象") as watch:
                made = sending.make(path, file, names, actor=who, clock=clock(), everything=everything, watch=watch)
            manifest, unheard = made.manifest, made.unheard
            more = [("size", "文件大小", sized(made.size)), ("kept", "接着上次的段数", made.kept or None)]
    facts = [("file", "文件", str(file)), *_facts(manifest, unheard), *more]
    done(
        "同步包已制成" if manifest.entries or manifest.objects else "对方不缺什么；做成的同步包只作回执",
        facts,
        _then(manifest, unheard, file.name),
    )


def _then(manifest: "Manifest", unheard: list[str], file: str) -> list[str]:
    to = manifest.recipients[0].name
    steps = [f"把文件交给{to}，在那里执行 jxinspect sync open {typed(file)}"]
    if to in unheard:
        steps.append(f"那里还没有这个案卷库的：jxinspect sync open {typed(file)} --new 案卷.jxcase")
    return steps


def _facts(manifest: "Manifest", unheard: list[str]) -> list[Fact]:
    return [
        ("recipients", "给", [party.name for party in manifest.recipients]),
        ("entries", "日志条目", manifest.entries),
        ("objects", "对象", len(manifest.objects)),
        ("bytes", "对象大小", sized(manifest.size)),
        ("unheard", "还没有收到过其回执", unheard),
    ]


def sized(size: int) -> object:
    """A size as people read it, nothing for none; for programs the bytes."""
    if mode().json:
        return size
    for unit, name in ((1_000_000, "MB"), (1_000, "KB")):
        if size >= unit:
            return f"{size / unit:,.1f} {name}"
    return f"{size} 字节" if size else None


def _file(case: Path, name: str, out: Path | None) -> Path:
    """The file that was named, or one in the folder named whose name says what it is."""
    if out is not None and not out.is_dir():
        return out if out.suffix else out.with_name(out.name + SUFFIX)
    folder = out or Path()
    n = 1
    while (file := folder / _name(case, name, today(), n)).exists():
        n += 1
    return file


def _name(case: Path, to: str, on: date, n: int) -> str:
    from jxinspect.acts.copies import safe_name

    return safe_name(f"{case.stem}-给{to}-{on:%Y%m%d}-{n}", SUFFIX)
