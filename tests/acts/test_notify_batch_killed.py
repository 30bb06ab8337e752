"""A batch that is killed twice in the middle ends as if nobody had touched it (spec of batches: no number twice)."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from jxinspect.store.reading import read_rows
from jxinspect.store.verify import damage, verify
from tests.acts.conftest import CLOCK

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9 is POSIX")

#: Rows, and how many are written together; twice as many are there when it was killed twice.
COUNT, GROUP = 100, 25
#: The command line in a process of its own, at the clock of these tests.
PROGRAM = f"""
import sys
from datetime import datetime
import jxinspect.acts.notify_batch
import jxinspect.commands.clock
jxinspect.acts.notify_batch.GROUP = {GROUP}
jxinspect.commands.clock.SOURCE = lambda: datetime.fromisoformat("2026-11-23T10:00:00+08:00")
from jxinspect.cli import main
sys.exit(main(sys.argv[1:]))
"""


def begun(case_path: Path, folder: Path) -> subprocess.Popen[str]:
    words = ["notify", "batch", "清单.csv", "--out", "文书", "--json", "--at", "2026-03-02 09:00", "--as", "测一鸣"]
    return subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *words, "-C", str(case_path)],
        cwd=folder, stdout=subprocess.PIPE, text=True, encoding="utf-8", env=os.environ | {"PYTHONUTF8": "1"},
    )  # fmt: skip


def test_a_batch_killed_twice_ends_with_as_many_numbers_and_files(
    many: Callable[[int], list[str]], case_path: Path, tmp_path: Path
) -> None:
    rows = ["单位,进点日期", *(f"{name},2026-03-09" for name in many(COUNT))]
    (tmp_path / "清单.csv").write_text("\n".join(rows), encoding="utf-8")
    for _ in range(2):
        process = begun(case_path, tmp_path)
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["message_type"] == "issued"  # the first group is committed
        process.kill()
        process.communicate()
        assert damage(verify(case_path, at=CLOCK)) == []
    process = begun(case_path, tmp_path)
    lines = [json.loads(line) for line in process.communicate()[0].splitlines()]
    assert process.returncode == 0
    summary = lines[-1]
    assert 2 * GROUP <= summary["before"] < COUNT
    assert summary["before"] + summary["issued"] == COUNT
    papers = read_rows(case_path, "SELECT n, inspection_id, sha256 FROM document ORDER BY n", at=CLOCK)
    assert [paper["n"] for paper in papers] == list(range(1, COUNT + 1))
    assert len({paper["inspection_id"] for paper in papers}) == COUNT
    assert len({paper["sha256"] for paper in papers}) == COUNT
    assert len(list((tmp_path / "文书").glob("*.docx"))) == COUNT
    assert len(list((tmp_path / "文书").iterdir())) == COUNT + 2  # list and digests, and nothing that was half written
    assert damage(verify(case_path, at=CLOCK)) == []
