"""Several processes, killed processes, full disks: what was acknowledged stays, and nothing else is there."""

from __future__ import annotations

import errno
import gc
import os
import random
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from jxinspect.errors import Busy, Unwritable
from jxinspect.store.reading import read_rows
from jxinspect.store.verify import damage, verify
from tests.thorough import rounds

WRITER = Path(__file__).with_name("writer.py")
ROOT = WRITER.parents[2]
WRITERS, ACTS = 8, 10
KILLS = rounds(30, 300)


def start(path: Path, actor: str, count: int, hold: float = 0.0) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, str(WRITER), str(path), actor, str(count), str(hold)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


def names(path: Path, now: datetime) -> set[str]:
    return {row["name"] for row in read_rows(path, "SELECT name FROM thing", at=now)}


def forked(work: Callable[[], None]) -> int:
    """The id of a child that works and ends with 0, or 1 after an error. Forked: eight starts of Python take long."""
    child = os.fork()
    if child == 0:
        gc.disable()  # collecting would copy all that the tests have imported
        code = 1
        try:
            work()
            code = 0
        finally:
            os._exit(code)
    return child


def write_acts(path: Path, actor: str) -> None:
    from datetime import UTC

    from jxinspect.store.casefile import open_case_file
    from tests.store.writer import Thing

    for number in range(ACTS):
        name = f"{actor} {number}"
        with open_case_file(path, actor=actor, act="write", clock=datetime.now(UTC), wait=60) as case:
            case.add(Thing(name=name, n=number, photo=case.objects.put(name.encode())))


def test_processes_that_write_at_once_lose_nothing_and_fork_nothing(
    case_path: Path, now: datetime, tables: Any
) -> None:
    children = [forked(lambda n=n: write_acts(case_path, f"人{n}")) for n in range(WRITERS)]  # type: ignore[misc]
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * WRITERS
    assert names(case_path, now) == {f"人{n} {number}" for n in range(WRITERS) for number in range(ACTS)}
    assert verify(case_path, at=now, tables=tables, deep=True) == []
    assert len(read_rows(case_path, "journal_heads", at=now)) == 1


def test_busy_names_who_holds_the_case_file(case_path: Path, Thing: Any, opened: Any, now: datetime) -> None:
    holder = start(case_path, "赵六", 1, hold=30)
    assert holder.stdout is not None
    assert [holder.stdout.readline().strip() for _ in range(2)] == ["ready", "holding"]
    with pytest.raises(Busy) as refusal, opened(case_path, wait=0.1):
        pass
    assert "赵六" in refusal.value.why
    assert str(holder.pid) in refusal.value.why
    assert re.search(r"自 20\d\d-\d\d-\d\d \d\d:\d\d 起", refusal.value.why)
    assert names(case_path, now) == set()  # readers are not kept out
    holder.kill()
    holder.communicate()
    with opened(case_path, wait=1) as case:  # a holder that died does not
        case.add(Thing(name="甲"))
    assert not (case_path / "holder.json").exists()


def test_what_was_acknowledged_survives_kill_at_random_moments(
    case_path: Path, now: datetime, tables: Any, tmp_path: Path
) -> None:
    """A child is forked for each kill: starting a new Python each time would take minutes."""
    chosen = random.Random(7)
    acknowledged: set[str] = set()
    for run in range(KILLS):
        acknowledged |= killed_run(case_path, run, chosen.uniform(0.0, 0.12))
        assert acknowledged <= names(case_path, now), run
        if run % 10 == 9:
            assert damage(verify(case_path, at=now, tables=tables)) == [], run
    assert len(acknowledged) > KILLS
    assert damage(verify(case_path, at=now, tables=tables, deep=True)) == []


def killed_run(path: Path, run: int, after: float) -> set[str]:
    """Fork a writer, kill it `after` seconds past its first acknowledgement, and read what it acknowledged."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        gc.disable()
        os.close(reader)
        write_for_ever(path, run, writer)
    os.close(writer)
    with os.fdopen(reader, "rb") as told:
        first = told.readline()
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        lines = [first, *told.read().splitlines(keepends=True)]
    os.waitpid(child, 0)
    return {line.decode().strip() for line in lines if line.endswith(b"\n")}


def write_for_ever(path: Path, run: int, told: int) -> None:
    from datetime import UTC

    from jxinspect.store.casefile import open_case_file
    from tests.store.writer import Thing

    try:
        for number in range(10_000):
            name = f"{run}-{number}"
            with open_case_file(path, actor="张三", act="write", clock=datetime.now(UTC)) as case:
                case.add(Thing(name=name, n=number, photo=case.objects.put(name.encode() * 100)))
            os.write(told, f"{name}\n".encode())
    finally:
        os._exit(1)


def test_a_full_disk_leaves_the_state_before_and_says_so(
    case_path: Path, Thing: Any, opened: Any, now: datetime, tables: Any
) -> None:
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    size = (case_path / "case.db").stat().st_size
    written: list[str] = []
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size + 40_000, limit[1]))
        with pytest.raises(Unwritable) as refusal:
            for number in range(200):
                with opened(case_path) as case:
                    case.add(Thing(name=f"{number}" + "长" * 500))
                written.append(f"{number}" + "长" * 500)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        signal.signal(signal.SIGXFSZ, before)
    assert refusal.value.todo
    assert names(case_path, now) == set(written)
    assert verify(case_path, at=now, tables=tables) == []
    with opened(case_path) as case:
        case.add(Thing(name="之后"))
    assert names(case_path, now) == {*written, "之后"}


def test_an_object_that_does_not_fit_leaves_nothing(
    case_path: Path, Thing: Any, opened: Any, now: datetime, tables: Any
) -> None:
    before = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, limit[1]))
        with pytest.raises(Unwritable), opened(case_path) as case:
            case.add(Thing(name="大", photo=case.objects.put(bytes(2_000_000))))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        signal.signal(signal.SIGXFSZ, before)
    assert verify(case_path, at=now, tables=tables) == []
    assert names(case_path, now) == set()


@pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="mounting a small tmpfs needs root")
def test_a_really_full_volume(
    case_path: Path, Thing: Any, opened: Any, now: datetime, tables: Any, tmp_path: Path
) -> None:
    import shutil

    volume = tmp_path / "volume"
    volume.mkdir()
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(volume)], capture_output=True, check=False
    ).returncode:
        pytest.skip("this container may not mount")
    try:
        path = volume / case_path.name
        shutil.copytree(case_path, path)
        written = set()
        with pytest.raises(Unwritable):
            for number in range(500):
                with opened(path) as case:
                    case.add(Thing(name=str(number), photo=case.objects.put(os.urandom(4000))))
                written.add(str(number))
        assert written
        assert names(path, now) == written
        assert damage(verify(path, at=now, tables=tables)) == []
    finally:
        subprocess.run(["umount", "-l", str(volume)], check=True)


@pytest.mark.usefixtures("bound_by_permissions")
def test_no_permission_is_unwritable(case_path: Path, Thing: Any, opened: Any) -> None:
    case_path.chmod(0o500)
    try:
        with pytest.raises(Unwritable), opened(case_path) as case:
            case.add(Thing(name="甲"))
    finally:
        case_path.chmod(0o700)


@pytest.mark.usefixtures("bound_by_permissions")
def test_what_may_only_be_read_can_be_looked_at_but_not_written(
    case_path: Path, Thing: Any, opened: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(case_path) as case:
        case.add(Thing(name="甲"))
    for file in (case_path / "case.db", case_path):
        file.chmod(file.stat().st_mode & ~0o222)

    def read_only(*_: Any, **__: Any) -> None:
        raise OSError(errno.EROFS, "Read-only file system", str(case_path / "holder.json"))

    monkeypatch.setattr(Path, "unlink", read_only)  # what a CD answers even where there is nothing to remove
    try:
        with opened(case_path, dry_run=True) as case:
            assert [thing.name for thing in case.all(Thing)] == ["甲"]
        with pytest.raises(Unwritable) as refusal, opened(case_path) as case:
            case.add(Thing(name="乙"))
    finally:
        case_path.chmod(0o700)
    assert refusal.value.what == f"不能写入 {case_path}"
