"""kill -9 at random moments while folders are taken in as evidence: each folder is there whole or not at all, and what
was acknowledged is never lost."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from jxinspect.store.reading import read_rows
from jxinspect.store.verify import damage, verify
from tests.acts.conftest import CLOCK
from tests.thorough import rounds

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9 is POSIX")

KILLS, FILES = rounds(8, 100), 3


def content(folder: int, file: int) -> bytes:
    return random.Random(folder * 10 + file).randbytes(20_000)


def taking_in(case_path: Path, folders: list[Path], pipe: int) -> None:
    """One command for each folder; acknowledges each by its number. Never returns."""
    from jxinspect.cli import main

    try:
        with (
            Path(os.devnull).open("w", encoding="utf-8") as nowhere,
            redirect_stdout(nowhere),
            redirect_stderr(nowhere),
        ):
            about = ["--source", "档案室", "--proves", "申领时间", "--at", "2026-03-02 10:00", "--as", "测一鸣"]
            for folder in folders:
                words = ["inspect", "evidence", "add", "-i", "2026-001", str(folder), *about, "-C", str(case_path)]
                if main(words) != 0:
                    os.write(pipe, b"failed\n")
                    break
                os.write(pipe, f"{folder.name}\n".encode())
    finally:
        os._exit(0)


def killed(case_path: Path, folders: list[Path], waiting: int, after: float) -> list[str]:
    """Runs the commands in a process that is killed some seconds after so many acknowledgements, or after its start;
    the folders that it acknowledged."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        taking_in(case_path, folders, writing)
    os.close(writing)
    with os.fdopen(reading) as told:
        first = [told.readline() for _ in range(waiting)]
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        return [line.strip() for line in (*first, *told)]


def test_evidence_taken_in_under_kill_is_whole_or_absent_and_never_lost_once_acknowledged(
    on_site: Callable[..., Any], case_path: Path, tmp_path: Path, clock_at: Callable[[str], Any]
) -> None:
    clock_at("2026-11-23 09:00")
    folders = [tmp_path / f"夹{n:03d}" for n in range(12 * KILLS)]
    for n, folder in enumerate(folders):
        folder.mkdir()
        for file in range(FILES):
            (folder / f"{file}.bin").write_bytes(content(n, file))
    chosen = random.Random(7)
    acknowledged: set[str] = set()
    done = 0
    for n in range(KILLS):
        told = killed(case_path, folders[done:], n % 2, chosen.uniform(0.0, 0.3))
        assert "failed" not in told
        acknowledged.update(told)
        assert damage(verify(case_path, at=CLOCK)) == []
        rows = read_rows(case_path, "SELECT folder, file_name, sha256 FROM evidence", at=CLOCK)
        there = Counter(row["folder"] for row in rows)
        assert set(there.values()) <= {FILES}, "a folder is there in part"
        assert acknowledged <= set(there), "what was acknowledged is lost"
        done = len(there)
        assert set(there) == {folder.name for folder in folders[:done]}
    for row in rows:
        whole = content(int(row["folder"][1:]), int(row["file_name"][0]))
        assert row["sha256"] == sha256(whole).hexdigest()
    assert len(acknowledged) >= KILLS // 2
