"""From paths that somebody named to files taken in: which, in which order, and what is refused (电子签名法 5)."""

from __future__ import annotations

import mimetypes
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from jxinspect.acts.photograph import Photograph, photograph
from jxinspect.documents.heic import MEDIA, is_heic
from jxinspect.errors import Incomplete, JxinspectError, NotFound
from jxinspect.law.file_names import told_name
from jxinspect.law.terms import EvidenceKind
from jxinspect.store.casefile import CaseFile
from jxinspect.store.home import CASE_FILE
from jxinspect.store.passing import Advance
from jxinspect.store.reasons import answered

#: What a file is taken for, by the first part of its media type; the inspector may say otherwise.
KINDS = {
    "image": EvidenceKind.RECORDING,
    "audio": EvidenceKind.RECORDING,
    "video": EvidenceKind.RECORDING,
}
#: Plain texts, of which the lines are counted.
TEXTS = frozenset({".csv", ".txt", ".tsv", ".log", ".sql", ".xml", ".json"})
#: Left behind by file managers; no evidence.
CLUTTER = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})


@dataclass(frozen=True)
class Found:
    """A file to take in, where it lies below the folder that was named, and what tells it from other files."""

    path: Path
    folder: str
    identity: tuple[int, int]
    size: int = 0


@dataclass(frozen=True)
class Left:
    """A file or folder inside a folder that was not taken in, and why."""

    path: str
    why: str


@dataclass(frozen=True)
class Walk:
    """All files found, and what was left aside in folders."""

    files: list[Found]
    left: list[Left]


@dataclass(frozen=True)
class Reading:
    """How files are read: whether SM3 is wanted, and who is told of every piece that was read."""

    sm3: bool = False
    advance: Advance | None = None


def files_of(paths: Sequence[Path]) -> Walk:
    """Files named, and all files below folders named, by name within each folder; each file once.

    Raises NotFound or Incomplete, listing everything that is missing, a link, a device, or not readable.
    """
    faults: list[JxinspectError] = []
    walk = Walk([], [])
    seen: set[tuple[int, int]] = set()
    for path in paths:
        for found in _found(path, "", named=True, walk=walk, faults=faults):
            if found.identity not in seen:
                seen.add(found.identity)
                walk.files.append(found)
    if len(faults) == 1:
        raise faults[0]
    if faults:
        raise Incomplete(
            f"有{len(faults)}项不能作为证据取入",
            why="一次取证要么全部取入，要么一项也不取入",
            todo="去掉或者改正上列各项后重试",
            items=[f"{fault.what}：{fault.why}" for fault in faults],
        )
    return walk


def _found(path: Path, folder: str, *, named: bool, walk: Walk, faults: list[JxinspectError]) -> Iterator[Found]:
    try:
        status = path.lstat()
        mode = status.st_mode
        inside = sorted(path.iterdir(), key=lambda p: p.name) if stat.S_ISDIR(mode) else []
    except FileNotFoundError:
        faults.append(NotFound(f"找不到证据文件 {path}", why="路径有误，或者文件已被移走", todo="核对路径后重试"))
        return
    except OSError as fault:
        faults.append(Incomplete(f"读不出 {path}", why=answered(fault), todo="核对路径、介质和读权限后重试"))
        return
    if not named and (why := _aside(path)):
        walk.left.append(Left(str(Path(folder) / path.name), why))
    elif path.suffix == CASE_FILE and stat.S_ISDIR(mode):
        faults.append(Incomplete(f"不能作为证据取入 {path}", why="这是案卷库，不是证据", todo="指定要取入的文件"))
    elif stat.S_ISDIR(mode):
        # The name of "." or ".." is that of the folder it means; links were told apart above.
        name = Path(os.path.abspath(path)).name if named else path.name  # noqa: PTH100 — resolve() would follow links
        below = str(Path(folder) / name)
        for one in inside:
            yield from _found(one, below, named=False, walk=walk, faults=faults)
    elif stat.S_ISREG(mode):
        yield Found(path, folder, (status.st_dev, status.st_ino or hash(path)), status.st_size)
    else:
        what = "符号链接" if stat.S_ISLNK(mode) else "设备、管道或者套接字"
        faults.append(
            Incomplete(
                f"不能作为证据取入 {path}", why=f"这是{what}，不是文件本身", todo="指定文件本身；其余文件可以照常取入"
            )
        )


def _aside(path: Path) -> str:
    """Why something found inside a folder is left aside; empty when it is taken in."""
    if path.suffix == CASE_FILE:
        return "案卷库"
    if path.name.lower() in CLUTTER:
        return "系统自动生成的文件"
    return "隐藏文件" if path.name.startswith(".") else ""


def take_in(case: CaseFile, found: Found, kind: EvidenceKind | None, reading: Reading = Reading()) -> dict[str, Any]:
    """Keep the bytes as they are; the columns of the item that follow from the file.

    Raises NotFound when the file vanished, Incomplete when it changed while it was read.
    """
    path = found.path
    media = MEDIA if is_heic(path.name) else mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    before = _changed_at(path)
    intake = case.objects.put_file(path, sm3=reading.sm3, advance=reading.advance)
    picture = photograph(path) if media.startswith("image/") else Photograph()
    if _changed_at(path) != before:
        raise Incomplete(f"文件 {path} 在读取时发生了变化", why="前后修改时间不同", todo="等它不再变化后重新取证")
    return {
        "kind": kind or KINDS.get(media.split("/")[0], EvidenceKind.ELECTRONIC),
        "sha256": intake.sha256,
        "sm3": intake.sm3,
        "size": intake.size,
        "lines": intake.lines if path.suffix.lower() in TEXTS else None,
        "file_name": told_name(path.name),
        "folder": told_name(found.folder),
        "file_at": datetime.fromtimestamp(before / 10**9, UTC).replace(microsecond=0),
        "media_type": media,
        "photo_at": picture.taken,
        "photo_place": picture.place,
        "photo_gps_at": picture.satellite,
        "photo_camera": told_name(picture.camera),
    }


def _changed_at(path: Path) -> int:
    try:
        return path.stat().st_mtime_ns
    except FileNotFoundError as fault:
        raise NotFound(
            f"文件 {path} 在取证时不见了",
            why="读取期间被移走、改名或者介质被拔出",
            todo="找到文件后重新取证；本次没有取入任何文件",
        ) from fault
