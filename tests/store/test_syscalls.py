"""Syscalls that change something, in three acts: killed or failing there, the state is one of two (Q2, Q3).

Of each kind of call the first, the last and some between; `THOROUGH=1` takes every one.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pyrage
import pytest
from sqlalchemy import MetaData

from jxinspect.errors import JxinspectError
from jxinspect.store import keys, rekey, slots
from jxinspect.store.casefile import open_case_file
from jxinspect.store.reading import open_reading
from jxinspect.store.verify import damage, verify
from tests.strace import STRACE, places, strike

pytestmark = pytest.mark.skipif(STRACE is None, reason="strace is not installed")

#: Of each call so many are struck.
KILLED, FAILED = 6, 4
#: What is made to fail.
FAILING = {"write", "pwrite64", "fsync", "fdatasync", "rename"}
FAULTS = ("EIO", "ENOSPC")
ACTS = ("add", "take in", "passphrase")
NEW_SLOT = b"what scrypt would need a second for"


class Struck(NamedTuple):
    """How an act ended: the class of the error and its texts, nothing when it was killed; and what was traced."""

    error: str
    text: str
    traced: Counter[str]


class State(NamedTuple):
    """What an act can change, and whether `verify` tells of a change of keys that was not finished."""

    things: list[tuple[object, ...]]
    acts: list[tuple[object, ...]]
    slot: bytes
    unfinished: bool


@dataclass(frozen=True)
class Bench:
    """A case file put back before every run, and the act that is struck."""

    template: Path
    path: Path
    home: Path
    act: str
    perform: Callable[[], None]
    now: datetime
    tables: MetaData

    def put_back(self) -> None:
        for folder, name in ((self.path, self.path.name), (self.home, "home")):
            shutil.rmtree(folder)
            shutil.copytree(self.template / name, folder)

    def state(self) -> State:
        """AssertionError when the case file is not whole."""
        found = verify(self.path, at=self.now, tables=self.tables)
        assert damage(found) == [], found
        with open_reading(self.path, at=self.now) as connection:
            things = connection.execute("SELECT name, photo FROM thing").fetchall()
            acts = connection.execute("SELECT act FROM journal ORDER BY pos").fetchall()
        unfinished = any(problem.kind == "unfinished" for problem in found)
        return State(things, acts, slots.read(self.path, slots.PASSPHRASE), unfinished)

    def strike(self, log: Path, inject: str = "") -> Struck:
        """Run the act in a child, with one syscall of it struck as `strace -e inject=` is told."""
        told, traced = strike(lambda: ended(self.perform), log, inject)
        error, _, text = told.partition("\n")
        return Struck(error, text, traced)


def ended(perform: Callable[[], None]) -> str:
    """How an act ended, in the child."""
    try:
        perform()
    except JxinspectError as error:
        return f"{type(error).__name__}\n{error.what}{error.why}{error.todo}"
    except BaseException as error:
        return f"{type(error).__name__}\n{error!r}"
    return "done\n"


@pytest.fixture(params=ACTS)
def bench(
    request: pytest.FixtureRequest,
    thing_template: Path,
    case_path: Path,
    home: Path,
    Thing: Any,
    now: datetime,
    tables: MetaData,
    monkeypatch: pytest.MonkeyPatch,
) -> Bench:
    monkeypatch.setattr(pyrage.passphrase, "encrypt", lambda _data, _passphrase: NEW_SLOT)

    def perform() -> None:
        with open_case_file(case_path, actor="李四", act="test.write", clock=now, tables=tables) as case:
            if request.param == "add":
                case.add(Thing(name="样本县社会保险服务中心"))
            elif request.param == "take in":
                case.add(Thing(name="照片", photo=case.objects.put(b"photo" * 1000)))
            else:
                rekey.change_passphrase(case, keys.key_of(case_path, at=now), "新口令")

    return Bench(thing_template, case_path, home, request.param, perform, now, tables)


def allowed(before: State, after: State) -> dict[str, State]:
    """Before or after. A change of the passphrase may also be announced, not in force, and told by `verify`."""
    found = {"before": before, "after": after}
    if before.slot != after.slot:
        found["announced"] = after._replace(slot=before.slot, unfinished=True)
        found["not settled"] = after._replace(unfinished=True)
    return found


def test_an_act_killed_at_any_syscall_leaves_the_state_before_or_after(bench: Bench, tmp_path: Path) -> None:
    before = bench.state()
    whole = bench.strike(tmp_path / "log")
    assert whole.error == "done"
    states = allowed(before, bench.state())
    met = set()
    for name, nth in places(whole.traced, KILLED):
        bench.put_back()
        struck = bench.strike(tmp_path / "log", f"{name}:signal=KILL:when={nth}")
        assert struck.error == "", (name, nth)
        found = bench.state()
        assert found in states.values(), (name, nth)
        met.add(found == before)
    assert met == {True, False}


def test_an_error_of_the_system_at_any_syscall_is_told_and_the_act_can_be_repeated(
    bench: Bench, tmp_path: Path
) -> None:
    """Disk error and full disk in turn. SQLite passes over a folder that cannot be synced: then all is written."""
    before = bench.state()
    whole = bench.strike(tmp_path / "log")
    after = bench.state()
    states = allowed(before, after)
    chosen = [(name, nth) for name, nth in places(whole.traced, FAILED) if name in FAILING]
    for n, (name, nth) in enumerate(chosen):
        bench.put_back()
        place = f"{name}:error={FAULTS[n % 2]}:when={nth}"
        struck = bench.strike(tmp_path / "log", place)
        found = bench.state()
        assert found in states.values(), place
        assert struck.error == "Unwritable" or (struck.error, found) == ("done", after), (place, struck)
        if found != before:  # nobody is told to do again what is written
            assert struck.error == "done" or re.search("不要重做|核对这一步是否已经写入", struck.text), (place, struck)
        else:
            bench.perform()
            assert bench.state() == after, place
