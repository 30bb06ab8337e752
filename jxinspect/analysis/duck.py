"""DuckDB for data about people: bounded memory, nothing downloaded, nothing plain on disk; objects as its files."""

from __future__ import annotations

import os
import shutil
import time
from collections import OrderedDict
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from fsspec import AbstractFileSystem

from jxinspect.store import durable

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from jxinspect.store.objects import Objects

MEMORY = "2GB"
#: Where DuckDB puts what does not fit into memory, encrypted with a key that only the process has.
SPILL = "spill"
_STALE = 24 * 3600
#: So many bytes of decrypted parts are kept for the next look.
_KEPT = 256 << 20
_THEN = datetime(2020, 1, 1, tzinfo=UTC)


def duck(folder: Path | None = None, *, memory: str = MEMORY, threads: int | None = None) -> DuckDBPyConnection:
    """A connection to an empty database in memory. `folder`: a case file, which then takes what is spilled, encrypted;
    without it nothing is spilled."""
    import duckdb

    config: dict[str, Any] = {
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "memory_limit": memory,
        "temp_file_encryption": True,
        # The stronger cipher would have to be downloaded. What is spilled lives as long as the process (threat model).
        "force_mbedtls_unsafe": True,
        "temp_directory": str(_spill(folder)) if folder else "",
    }
    if threads is not None:
        config["threads"] = threads
    return duckdb.connect(":memory:", config=config)


def _spill(case: Path) -> Path:
    """A folder for this connection; what a killed process left behind is unreadable, and removed after a day."""
    folder = case / SPILL
    durable.make_folder(folder)
    for old in folder.iterdir():
        if time.time() - old.stat().st_mtime > _STALE:
            shutil.rmtree(old, ignore_errors=True)
    return folder / f"{os.getpid()}-{time.monotonic_ns():x}"


class Parts(AbstractFileSystem):  # type: ignore[misc] # fsspec has no types
    """Encrypted objects as files that DuckDB reads (jxpart://SHA-256), and files that it writes into memory.

    `jxpart://made/NAME` is taken with `made`.
    """

    protocol = "jxpart"
    cachable = False

    def __init__(self, objects: Objects | None = None) -> None:
        super().__init__(skip_instance_cache=True)
        self._objects = objects
        self._read: OrderedDict[str, bytes] = OrderedDict()
        self._written: dict[str, BytesIO] = {}
        self._lock = Lock()

    def made(self, name: str) -> bytes:
        """What was written under a name, once."""
        return self._written.pop(name).getvalue()

    def _content(self, sha: str) -> bytes:
        with self._lock:
            if sha not in self._read:
                assert self._objects is not None
                self._read[sha] = self._objects.get(sha)
                while len(self._read) > 1 and sum(map(len, self._read.values())) > _KEPT:
                    self._read.popitem(last=False)
            self._read.move_to_end(sha)
            return self._read[sha]

    def info(self, path: str, **_: Any) -> dict[str, Any]:
        """What DuckDB asks of a file: its size."""
        name = _name(path)
        if "/" in name:
            raise FileNotFoundError(path)
        return {"name": path, "size": len(self._content(name)), "type": "file"}

    def exists(self, path: str, **_: Any) -> bool:
        """Whether there is such an object; nothing that is written is there before."""
        name = _name(path)
        return "/" not in name

    def glob(self, path: str, **_: Any) -> list[str]:
        """The file itself: names hold no patterns."""
        return [path]

    def modified(self, path: str) -> datetime:
        """Always the same: an object never changes."""
        return _THEN

    def _open(self, path: str, mode: str = "rb", **_: Any) -> Any:
        name = _name(path)
        if "w" not in mode:
            return BytesIO(self._content(name))
        kept = self._written[name.removeprefix("made/")] = _Kept()
        return kept

    def rm_file(self, path: str) -> None:
        """Forget a file that DuckDB made and gives up."""
        self._written.pop(_name(path).removeprefix("made/"), None)


def _name(path: str) -> str:
    return path.removeprefix("jxpart://").strip("/")


class _Kept(BytesIO):
    """A file in memory that outlives its closing."""

    def close(self) -> None: ...
