"""Reaching a hub: addresses without secrets, the tables, transactions that are tried again, errors in our words."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit
from uuid import uuid4

from jxinspect.errors import JxinspectError, Locked, NotFound, Refused, Unwritable, Usage
from jxinspect.sync.depot import not_installed

if TYPE_CHECKING:
    import psycopg

T = TypeVar("T")

#: Version of the tables in `hub.sql`.
VERSION = 1
#: Seconds that a hub may take to answer a call.
PATIENCE = 10
#: A transaction that lost against another is tried so often.
TRIES = 8
#: Lost against another transaction: serialization_failure, deadlock_detected.
_LOST = ("40001", "40P01")
#: Somebody else made the same table at the same time: unique_violation (in the catalogue), duplicate_table.
_MADE = ("23505", "42P07")
#: What class of state says that the connection or the server is gone; without any, libpq speaks.
_GONE = ("08", "57")
_FULL = ("53100", "53200", "53400")
_NOT_ALLOWED = ("42501", "28000", "28P01", "0LP01", "25006")
_LOCAL = ("", "localhost", "127.0.0.1", "::1")


def tidy(url: str) -> str:
    """The address of a hub as it is remembered: without a password, and over TLS unless the hub is this machine.

    Usage for an address of another kind, or one that holds a password.
    """
    text = url.strip()
    parts = urlsplit(text)
    options = dict(parse_qsl(parts.query))
    if parts.password or "password" in options:
        raise Usage(
            "汇集端的地址里不能写口令",
            why="命令行、配置和日志会把它留下来",
            todo="用环境变量 JXINSPECT_HUB_PASSWORD_FILE 写明口令文件，或者用 PGPASSWORD、~/.pgpass",
        )
    if parts.scheme not in ("postgresql", "postgres") or len(parts.path) < len("/x"):
        raise Usage(
            f"汇集端的地址不能用：{text}",
            why="应为 postgresql://用户@主机:端口/数据库",
            todo="改写 --hub",
        )
    host = options.get("host", parts.hostname or "")
    if host not in _LOCAL and not host.startswith("/"):
        options.setdefault("sslmode", "require")
    return urlunsplit(parts._replace(query=urlencode(options)))


def password(environment: Mapping[str, str] = os.environ) -> str | None:
    """The password from the file that JXINSPECT_HUB_PASSWORD_FILE names; None leaves it to libpq."""
    named = environment.get("JXINSPECT_HUB_PASSWORD_FILE")
    if not named:
        return None
    try:
        return Path(named).expanduser().read_text(encoding="utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as fault:
        raise Locked(f"读不出口令文件：{named}", why=str(fault), todo="核对 JXINSPECT_HUB_PASSWORD_FILE") from fault


@contextmanager
def connected(url: str) -> Iterator[psycopg.Connection[Any]]:
    """A connection to the database of a hub; every error of it comes out as one of ours."""
    try:
        import psycopg
    except ImportError:
        raise not_installed("psycopg") from None
    from psycopg.conninfo import make_conninfo

    secret = password()
    more: dict[str, Any] = {} if secret is None else {"password": secret}
    try:
        connection = psycopg.connect(
            make_conninfo(url, connect_timeout=PATIENCE, application_name="jxinspect", **more), autocommit=True
        )
    except psycopg.Error as error:
        raise _no_entry(error, url) from error
    try:
        with connection:
            yield connection
    except psycopg.Error as error:
        raise told(error, url) from error


def make(connection: psycopg.Connection[Any], at: str) -> str:
    """Make the tables that are not there, and give the hub an id; returns the id."""

    def write() -> None:
        for statement in statements():
            connection.execute(statement.encode())

    again(connection, write, also=_MADE)
    found = _written(connection)
    if found is None:
        # Two offices may do this at once: both then read what one of them wrote.
        connection.execute("INSERT INTO jx_hub VALUES (%s, %s, %s) ON CONFLICT DO NOTHING", [VERSION, uuid4().hex, at])
    return opened(connection)


def statements() -> list[str]:
    """The statements of `hub.sql`, without the remarks."""
    text = Path(__file__).with_name("hub.sql").read_text(encoding="utf-8")
    bare = "\n".join(line.partition("--")[0].rstrip() for line in text.splitlines())
    return [part.strip() for part in bare.split(";") if part.strip()]


def opened(connection: psycopg.Connection[Any]) -> str:
    """The id of the hub. NotFound when nobody made its tables, Refused when they are of another version."""
    found = _written(connection)
    if found is None:
        raise NotFound(
            "这个数据库还不是汇集端",
            why="里面没有汇集端的表",
            todo="在机关端执行 jxinspect sync init --hub 地址 --objects 地址",
        )
    version, hub_id = found
    if version != VERSION:
        raise Refused(
            f"汇集端的表是第 {version} 版",
            why=f"本程序用的是第 {VERSION} 版",
            todo="把两边的 jxinspect 换成同一版本；什么都没有写入",
        )
    return hub_id


def _written(connection: psycopg.Connection[Any]) -> tuple[int, str] | None:
    if connection.execute("SELECT to_regclass('jx_hub')").fetchone() == (None,):
        return None
    row = connection.execute("SELECT version, id FROM jx_hub ORDER BY version DESC LIMIT 1").fetchone()
    return (int(row[0]), str(row[1])) if row else None


def again(connection: psycopg.Connection[Any], do: Callable[[], T], *, also: Sequence[str] = ()) -> T:
    """Do it in a transaction, and once more when another one was faster; `also`: other states that tell so here."""
    import psycopg

    for attempt in range(TRIES):
        try:
            with connection.transaction():
                return do()
        except psycopg.Error as error:
            if error.sqlstate not in (*_LOST, *also) or attempt == TRIES - 1:
                raise
            time.sleep(random.uniform(0, 0.05 * 2**attempt))  # noqa: S311 — only to come at another moment
    raise AssertionError


def _no_entry(error: psycopg.Error, url: str) -> JxinspectError:
    """The error of connecting: libpq gives no state, but says whether it came to a password."""
    asked = error.pgconn is not None and (error.pgconn.needs_password or error.pgconn.used_password)
    if asked or error.sqlstate in _NOT_ALLOWED:
        return _not_allowed(error, url)
    return told(error, url)


def told(error: psycopg.Error, url: str) -> JxinspectError:
    """The error of a database as one of ours."""
    why = str(error).strip().partition("\n")[0]
    if error.sqlstate in _NOT_ALLOWED:
        return _not_allowed(error, url)
    if error.sqlstate in _FULL:
        return Unwritable(
            f"汇集端写不下了：{url}", why=why, todo="请管理员腾出空间，再重新执行；已经送到的不会再送，本机的都还在"
        )
    if error.sqlstate is not None and not error.sqlstate.startswith(_GONE):
        return Unwritable(
            f"汇集端没有办成：{url}",
            why=f"{why}（{error.sqlstate}）",
            todo="请管理员核对汇集端的表和权限（docs/hub.md），再重新执行；本机的都还在",
        )
    return Unwritable(
        f"汇集端没有回应：{url}",
        why=why,
        todo="核对地址、网络和数据库是否在运行，再重新执行：从断开的地方继续；急需时改用 jxinspect sync bundle",
    )


def _not_allowed(error: psycopg.Error, url: str) -> Locked:
    return Locked(
        f"汇集端不让使用：{url}",
        why=str(error).strip().partition("\n")[0],
        todo="核对用户名，口令用 JXINSPECT_HUB_PASSWORD_FILE、PGPASSWORD 或者 ~/.pgpass 给出；权限请管理员核对",
    )
