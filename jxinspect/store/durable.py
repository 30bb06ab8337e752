"""Files that are either the old ones or the new ones, whole, after a crash at any moment."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from jxinspect.errors import Unwritable
from jxinspect.store.reasons import answered

#: Folders and files of a case file are for the owner alone.
PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600
#: Windows would else write two bytes for each line end.
_BINARY = getattr(os, "O_BINARY", 0)
#: So many files are waited for together.
AT_ONCE = 12
#: What `temporary_beside` makes of a name.
_UNFINISHED = re.compile(r"\.(.+?)(?:\.[0-9a-f]{12})?\.part")


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn an error of the operating system while writing `path` into `Unwritable` (exit 9), which names what it is
    to become."""
    try:
        yield
    except OSError as error:
        raise Unwritable(
            f"不能写入 {meant(path)}",
            why=f"{answered(error, writing=True)}。",
            todo="腾出空间、改正权限或者换一个位置，然后重新执行；此前已确认的内容没有丢失。",
        ) from error


def make_folder(folder: Path) -> None:
    """Make a private folder and its parents; keep one that is there."""
    if not os.path.isdir(folder):  # noqa: PTH112 — asked for each file of a batch; pathlib takes five times as long
        with writing(folder):
            folder.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)


def make_file(path: Path) -> None:
    """An empty private file for SQLite to fill; its rollback journal takes over the mode."""
    with writing(path):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE))


def sync_folder(folder: Path) -> None:
    """Make renames in `folder` survive a power cut; systems that cannot open folders (Windows) do it themselves."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_file(path: Path) -> None:
    """Make the content of a finished file survive a power cut."""
    handle = os.open(path, os.O_RDWR)  # Windows flushes only what may be written
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_files(paths: Iterable[Path]) -> None:
    """`sync_file` for many: waited for together, since a file system serves several at once as fast as one."""
    _together(sync_file, paths)


def sync_folders(folders: Iterable[Path]) -> None:
    """`sync_folder` for many, waited for together."""
    _together(sync_folder, folders)


def _together(sync: Callable[[Path], None], paths: Iterable[Path]) -> None:
    wanted = list(paths)
    if len(wanted) < AT_ONCE:
        for path in wanted:
            sync(path)
        return
    from concurrent.futures import ThreadPoolExecutor

    def share(first: int) -> None:
        for path in wanted[first::AT_ONCE]:
            sync(path)

    with ThreadPoolExecutor(AT_ONCE) as several:
        list(several.map(share, range(AT_ONCE)))


def temporary_beside(path: Path) -> Path:
    """A name in the same folder (hence on the same volume) that no finished file has."""
    return path.with_name(f".{path.name}.{os.urandom(6).hex()}.part")


def meant(path: Path) -> Path:
    """The name that the user knows, for a file or folder that is not finished, or for what lies in it."""
    names = ((_UNFINISHED.fullmatch(name), name) for name in path.parts)
    return Path(*(found[1] if found else name for found, name in names))


def forget(unfinished: Path) -> None:
    """Remove a file that was not finished. Where the disk refuses even that (it is read-only, or gone), the error that
    stopped the writing is the one to tell."""
    with suppress(OSError):
        unfinished.unlink(missing_ok=True)


def sweep(folder: Path, names: Collection[str]) -> None:
    """Remove what killed processes left beside the finished files with these names, as far as it can be removed;
    nothing else in the folder. Whoever writes one of them just now finds the finished file in its place."""
    with suppress(OSError):
        for name in os.listdir(folder) if names else ():  # noqa: PTH208 — names alone are looked at, of a folder that may be full
            found = _UNFINISHED.fullmatch(name)
            if found and found[1] in names:
                (folder / name).unlink(missing_ok=True)


def write_new(path: Path, data: bytes) -> None:
    """Create `path` with mode 0600 and fsync it; a file already there is an error (`Unwritable`)."""
    with writing(path):
        _create(path, data)


def _create(path: Path, data: bytes) -> None:
    with open(path, "xb", opener=private) as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())


def write(path: Path, data: bytes) -> None:
    """Replace `path` by `data` atomically: temporary file in the same folder, fsync, rename, fsync of the folder."""
    temporary = temporary_beside(path)
    try:
        with writing(path):
            _create(temporary, data)
            temporary.replace(path)
            sync_folder(path.parent)
    finally:
        forget(temporary)


def write_all(folder: Path, files: Mapping[str, bytes]) -> None:
    """`write` for many names in one folder, waiting for the disk once for all of them. None is there, or all are, or
    some, each of them whole."""
    temporary = {folder / name: temporary_beside(folder / name) for name in files}
    try:
        for path, beside in temporary.items():
            with writing(path), open(beside, "xb", opener=private) as file:
                file.write(files[path.name])
        with writing(folder):
            sync_files(temporary.values())
            for path, beside in temporary.items():
                beside.replace(path)
            sync_folder(folder)
    finally:
        for beside in temporary.values():
            forget(beside)


def private(path: str, flags: int) -> int:
    """An `opener` of files for the owner alone."""
    return os.open(path, flags | _BINARY, PRIVATE_FILE)


def make_whole(path: str, data: bytes) -> None:
    """A new private file with this content, which a power cut may still take away. OSError."""
    handle = private(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(handle, rest) :]
    finally:
        os.close(handle)


def write_once(path: Path, data: bytes) -> None:
    """Create `path` whole or not at all; refuse to overwrite."""
    refuse_existing(path)
    write(path, data)


def refuse_existing(path: Path) -> None:
    """Unwritable when something is there already."""
    if path.exists():
        raise Unwritable(
            f"不覆盖已有文件 {path}", why="同名文件已经存在。", todo="换一个文件名，或者先移走原来的文件。"
        )
