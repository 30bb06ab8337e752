"""The text of issued documents, kept for searching: a cache beside `case.db`, encrypted with the same key.

It is no record: the journal does not know it, backups leave it out, and whoever deletes it loses nothing. A document
never changes, so neither does its text; what is missing is read from the object when somebody searches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from string import ascii_uppercase
from typing import TYPE_CHECKING, cast

from sqlcipher3 import dbapi2

from jxinspect.errors import JxinspectError
from jxinspect.store import durable
from jxinspect.store.database import connect

if TYPE_CHECKING:
    from jxinspect.store.database import Connection
    from jxinspect.store.keys import Key

FILE = "texts.db"
#: Changes with what stands in the cache; one of another version is made anew.
VERSION = 1
# What is compared stands first: the text itself is read of hits alone, and every page costs a decryption.
_TABLE = (
    "CREATE TABLE IF NOT EXISTS paper (sha256 TEXT PRIMARY KEY, folded TEXT NOT NULL, text TEXT NOT NULL)"
    " STRICT, WITHOUT ROWID"
)
#: Characters shown before the first word that was found, and in all.
BEFORE, LENGTH = 16, 72

_FULL = range(0xFF01, 0xFF5F)
_FOLDED: dict[int, str] = {code: chr(code - 0xFEE0).lower() for code in _FULL} | dict.fromkeys(
    (0x3000, 0x09, 0x0A), " "
)
_FOLDED |= {ord(capital): capital.lower() for capital in ascii_uppercase}
_FOLDED |= dict(zip(map(ord, "〔【〕】"), "[[]]", strict=True))


def folded(text: str) -> str:
    """The text as it is compared: capitals, full width, brackets and breaks made alike. As long as the text itself."""
    return text.translate(_FOLDED)


def words_of(text: str) -> list[str]:
    """What somebody looks for, as it is compared: words between blanks, all of which must be there."""
    return folded(text).split()


def excerpt(text: str, place: int) -> str:
    """A line of the text around a place in it."""
    start = max(0, place - BEFORE)
    cut = " ".join(text[start : start + LENGTH].split())
    return f"{'…' if start else ''}{cut}{'…' if start + LENGTH < len(text) else ''}"


class Texts:
    """The texts of documents by the digest of their files."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep_only(self, wanted: Iterable[str]) -> list[str]:
        """Forget texts of files that are not wanted; the digests of those that are and whose text is not known."""
        asked = dict.fromkeys(wanted)
        known = {sha for (sha,) in self._connection.execute("SELECT sha256 FROM paper")}
        gone = [(sha,) for sha in known.difference(asked)]
        if gone:
            self._write("DELETE FROM paper WHERE sha256 = ?", gone)
        return [sha for sha in asked if sha not in known]

    def keep(self, texts: Sequence[tuple[str, str]]) -> None:
        """Keep digest and text of some files."""
        rows = [(sha, folded(text), text) for sha, text in texts]
        self._write("INSERT OR REPLACE INTO paper VALUES (?, ?, ?)", rows)

    def find(self, words: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Digest and excerpt of every text in which all words stand."""
        where = " AND ".join("instr(folded, ?)" for _ in words)
        sql = (
            f"SELECT sha256, substr(text, max(1, instr(folded, ?) - {BEFORE}), {LENGTH}), instr(folded, ?) - 1,"  # noqa: S608
            f" length(text) FROM paper WHERE {where}"
        )
        for sha, cut, place, length in self._connection.execute(sql, [words[0], words[0], *words]):
            start = max(0, place - BEFORE)
            more = start + LENGTH < length
            yield sha, f"{'…' if start else ''}{' '.join(cut.split())}{'…' if more else ''}"

    def _write(self, sql: str, rows: Sequence[tuple[str, ...]]) -> None:
        """All or nothing. What cannot be kept is read again the next time."""
        run = self._connection.execute
        run("BEGIN")
        try:
            self._connection.executemany(sql, rows)
            run("COMMIT")
        except BaseException:
            with suppress(dbapi2.Error):
                run("ROLLBACK")
            raise


@contextmanager
def open_texts(path: Path, key: Key) -> Iterator[Texts]:
    """The cache of the case file at `path`; where it cannot be written, one in memory that is forgotten at the end."""
    with closing(_opened(path, key) or _in_memory()) as connection:
        yield Texts(connection)


def _opened(path: Path, key: Key) -> Connection | None:
    for _ in range(2):
        connection: Connection | None = None
        try:
            if not (path / FILE).exists():
                durable.make_file(path / FILE)
            (path / FILE).open("r+b").close()  # SQLite opens what may only be read, and fails when it is to write
            connection = connect(path, key, wait=10.0, name=FILE)
            if connection.execute("PRAGMA user_version").fetchone()[0] != VERSION:
                connection.execute("DROP TABLE IF EXISTS paper")
                connection.execute(f"PRAGMA user_version = {VERSION}")
            connection.execute(_TABLE)
        except (JxinspectError, dbapi2.Error, OSError) as error:
            if connection is not None:
                connection.close()
            if not isinstance(error, dbapi2.DatabaseError) or isinstance(error, dbapi2.OperationalError):
                return None
            with suppress(OSError):
                (path / FILE).unlink()  # damaged, or of another key: nothing is lost with it
        else:
            return connection
    return None


def _in_memory() -> Connection:
    connection = cast("Connection", dbapi2.connect(":memory:", isolation_level=None))
    connection.execute(_TABLE)
    return connection
