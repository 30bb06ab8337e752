"""Strikes one system call of an act with `strace`: the process is killed there, or the call fails.

A child is forked for each run and waits until `strace` has taken hold of it, so that only the act itself is struck.
"""

from __future__ import annotations

import gc
import os
import re
import shutil
import socket
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple, NoReturn

import pytest

from tests.thorough import some

STRACE = shutil.which("strace")
#: The calls that change something in the file system.
CHANGING = "write,pwrite64,fsync,fdatasync,ftruncate,mkdir,rename,renameat,renameat2,unlink,unlinkat"


class Struck(NamedTuple):
    """What the child said at its end, nothing when it was killed; and how often it made each call."""

    told: str
    traced: Counter[str]


def strike(perform: Callable[[], str], log: Path, inject: str = "") -> Struck:
    """Perform in a child, with one call struck as `strace -e inject=` is told: `fsync:signal=KILL:when=3`."""
    ours, theirs = socket.socketpair()
    child = os.fork()
    if child == 0:
        _when_told(theirs, perform)
    theirs.close()
    rules = ["-e", f"inject={inject}"] if inject else []
    command = [str(STRACE), "-p", str(child), "-o", str(log), "-e", f"trace={CHANGING}", *rules]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as tracer, closing(ours):
        assert tracer.stderr is not None
        attached = tracer.stderr.readline()
        ours.send(b"go")
        told = ours.recv(10_000).decode()
        os.waitpid(child, 0)
    if "attached" not in attached:
        pytest.skip(f"strace may not trace here: {attached.strip()}")
    return Struck(told, Counter(re.findall(r"^(\w+)\(", log.read_text(errors="replace"), re.MULTILINE)))


def _when_told(parent: socket.socket, perform: Callable[[], str]) -> NoReturn:
    """In the child. It tells by a socket how the act ended, for a `write` would count as one of the act.

    Nothing is collected there: looking through all that the tests have imported would copy it for each child.
    """
    gc.disable()
    parent.recv(2)
    try:
        parent.send(perform().encode())
    finally:
        os._exit(0)


def places(traced: Counter[str], usual: int) -> Iterator[tuple[str, int]]:
    """Calls that were made: the name, and the how manieth of that name. Of each name so many (tests/thorough.py): most
    write one page of the database like another."""
    for name, count in sorted(traced.items()):
        for nth in some(range(1, count + 1), usual):
            yield name, nth
