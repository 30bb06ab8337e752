"""The views of `views/*.sql`, lent to a connection when a question names them. Light.

A view that is stored costs at every opening, since SQLite parses its whole schema: so only a case file that other
programs can open stores them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path

from jxinspect.store.database import Connection

VIEWS = Path(__file__).with_name("views")
#: What may be a source: no part of a column's name with its table.
_WORD = re.compile(r"(?<![.\w])[a-z]\w+(?![.\w])")


@cache
def views() -> Mapping[str, str]:
    """Name → what follows `CREATE VIEW`, which begins a line; a semicolon at the end of a line ends it."""
    whole = "".join(f"\n{file.read_text(encoding='utf-8')}\n" for file in sorted(VIEWS.glob("*.sql")))
    texts = (text.split(";\n", 1)[0] for text in whole.split("\nCREATE VIEW ")[1:])
    return {text.split(maxsplit=1)[0]: text for text in texts}


def needed(sql: str) -> set[str]:
    """The views that a question names, and those that they are made of."""
    found: set[str] = set()
    waiting = _named(sql)
    while waiting:
        found |= waiting
        waiting = set().union(*(_uses(name) for name in waiting)) - found
    return found


def lend(connection: Connection, sql: str) -> None:
    """Let the question find its views: those of this program, whatever the case file stores, gone with the connection.

    What is rolled back takes them with it, so that the connection itself is asked which it has.
    """
    missing = needed(sql)
    if missing:
        missing -= {name for (name,) in connection.execute("SELECT name FROM temp.sqlite_schema")}
    if not missing:
        return
    ((reading,),) = connection.execute("PRAGMA query_only").fetchall()
    connection.execute("PRAGMA query_only = OFF")
    for name in missing:
        connection.execute(f"CREATE TEMP VIEW {views()[name]}")
    connection.execute(f"PRAGMA query_only = {reading}")


def stored_views(connection: Connection) -> Mapping[str, str]:
    """What other programs are to find: the views where they can open the case file, none where it is encrypted."""
    return {} if connection.execute("PRAGMA cipher_status").fetchone() == ("1",) else views()


def digest_of(texts: Mapping[str, str]) -> str:
    """What tells whether a case file stores these views; empty for none."""
    return sha256("\n".join(texts.values()).encode()).hexdigest() if texts else ""


def _named(sql: str) -> set[str]:
    return views().keys() & set(_WORD.findall(sql))


@cache
def _uses(name: str) -> set[str]:
    return _named(views()[name])
