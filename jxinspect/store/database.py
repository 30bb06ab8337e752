"""Connections to `case.db`, with the raw key, and their errors in our own words. Light: no SQLAlchemy here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from sqlcipher3 import dbapi2

from jxinspect.errors import Busy, Damaged, JxinspectError, Locked, NotFound, Unwritable
from jxinspect.store.durable import make_file, meant
from jxinspect.store.reasons import answered

if TYPE_CHECKING:
    import sqlite3

    from jxinspect.store.keys import Key

    Connection = sqlite3.Connection
else:
    Connection = dbapi2.Connection

DATABASE = "case.db"
HOLDER = "holder.json"

_BUSY = {5, 6}
_NOT_OPENED = 14
_UNWRITABLE = {
    3: "没有权限",
    8: "案卷库所在位置是只读的",
    10: "磁盘读写出错",
    13: "磁盘已满",
    _NOT_OPENED: "文件打不开",
    22: "文件过大",
}
_DAMAGED = {11, 26}
#: What SQLite says where the driver gives no code: it does not for a copy (`Connection.backup`).
_SAID = {
    "access permission denied": 3,
    "database is locked": 5,
    "database table is locked": 6,
    "attempt to write a readonly database": 8,
    "disk I/O error": 10,
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "unable to open database file": 14,
    "file is not a database": 26,
}


def connect(path: Path, key: Key, *, wait: float, writing: bool = True, name: str = DATABASE) -> Connection:
    """Open the database of the case file at `path`; `wait` in seconds for other users. Autocommit until BEGIN."""
    file = path / name
    if not file.is_file():
        raise missing(path)
    uri = f"{file.resolve().as_uri()}?mode=rw"
    connection = cast(
        "Connection", dbapi2.connect(uri, uri=True, isolation_level=None, timeout=wait, cached_statements=512)
    )
    try:
        prepare(connection, key, writing=writing)
    except BaseException:
        connection.close()
        raise
    return connection


def prepare(connection: Connection, key: Key, *, writing: bool = True) -> None:
    """Give the key and the settings that every connection must have, before anything is read."""
    run = connection.execute
    run("PRAGMA cipher_log_level = NONE")
    if key.db_key is not None:
        run(f"PRAGMA key = \"x'{key.db_key}'\"")
    run("PRAGMA temp_store = MEMORY")
    run("PRAGMA foreign_keys = ON")
    run("PRAGMA trusted_schema = OFF")
    if writing:
        run("PRAGMA journal_mode = DELETE")
        run("PRAGMA synchronous = EXTRA")
    else:
        # Not mode=ro: after a crash the first reader has to roll the hot journal back.
        run("PRAGMA query_only = ON")


def copy_database(path: Path, key: Key, folder: Path, *, name: str = DATABASE, wait: float = 10.0) -> None:
    """Copy the database of the case file at `path`, as it is between two acts, to a new file `name` in `folder`.

    Damaged and Busy speak of `path`, Unwritable of `folder`. What an error leaves there is the caller's to remove.
    """
    with database_errors(path), closing(connect(path, key, wait=wait, writing=False)) as source:
        # From here on no writer comes between; a copy that has to wait for one would wait without end.
        source.execute("BEGIN")
        source.execute("SELECT 1 FROM sqlite_schema").fetchone()
        make_file(folder / name)
        with database_errors(folder), closing(connect(folder, key, wait=0, name=name)) as target:
            source.backup(target)


def missing(path: Path) -> NotFound:
    """The error for a folder that is no case file."""
    return NotFound(
        f"找不到案卷库 {path}",
        why="该文件夹不存在，或者其中没有 case.db。",
        todo="用 -C 指明案卷库，或者用 jxinspect init 新建。",
    )


@contextmanager
def database_errors(path: Path) -> Iterator[None]:
    """Turn the driver's errors (also inside SQLAlchemy's) into Busy 6, Damaged 8 or Unwritable 9."""
    try:
        yield
    except Exception as error:
        known = translate(getattr(error, "orig", None) or error, path)
        if known is None:
            raise
        raise known from error


def translate(error: BaseException, path: Path) -> JxinspectError | None:
    """Our error for an error of the driver; None where it can only be our own fault."""
    if not isinstance(error, dbapi2.Error):
        return None
    code = getattr(error, "sqlite_errorcode", _SAID.get(str(error), 1)) & 0xFF
    if code in _BUSY:
        return busy(path)
    if code in _DAMAGED or "decode to UTF-8" in str(error):
        return Damaged(
            f"案卷库 {meant(path)} 已损坏",
            why=f"数据库页的校验不符（{error}）。",
            todo="不要继续使用；运行 jxinspect verify 查明范围，再用 jxinspect restore 从备份恢复。",
        )
    if code == _NOT_OPENED and (closed := _closed_to_us(path / DATABASE)):
        return closed
    if code in _UNWRITABLE:
        return Unwritable(
            f"不能写入案卷库 {meant(path)}",
            why=f"{_UNWRITABLE[code]}（{error}）。",
            todo="腾出空间、改正权限或者重新插好设备，然后重新执行；此前已确认的内容没有丢失。",
        )
    return None


def _closed_to_us(file: Path) -> JxinspectError | None:
    """Locked when the file is there and may not be read, which SQLite does not tell from a place without room."""
    try:
        file.open("rb").close()
    except PermissionError as error:
        return unreadable(file, error)
    except OSError:
        return None
    return None


def busy(path: Path) -> Busy:
    """The error that names who holds the case file, from the note the holder left under its lock."""
    holder = _holder(path)
    if not holder:
        why = "另一个程序正在写入。"
    else:
        holder |= {"since": str(holder["since"])[:16].replace("T", " "), "act": str(holder["act"]).replace(".", " ")}
        why = "{who} 自 {since} 起正在执行 {act}（{host}，进程 {pid}）。".format_map(holder)
    return Busy(
        f"案卷库 {meant(path)} 正被使用", why=why, todo="等对方办完后重新执行；如对方程序已停止响应，结束该进程即可。"
    )


def _holder(path: Path) -> dict[str, Any]:
    try:
        note = json.loads((path / HOLDER).read_bytes())
        return {name: note[name] for name in ("who", "act", "since", "pid", "host")}
    except (OSError, ValueError, KeyError, TypeError):
        return {}


def unreadable(path: Path, error: OSError) -> JxinspectError:
    """The error for a part of the case file that the operating system does not let us read."""
    if isinstance(error, FileNotFoundError):
        return Damaged(f"缺少文件 {path}", why="案卷库的组成文件不见了。", todo="用 jxinspect restore 从备份恢复。")
    if isinstance(error, PermissionError):
        return Locked(f"不能读取 {path}", why="没有读权限。", todo="请文件的所有者改正权限。")
    return Unwritable(f"不能读取 {path}", why=f"{answered(error)}。", todo="检查设备是否插好，然后重新执行。")
