"""A batch of notices is whole in the case file whatever becomes of its output (Q24)."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from jxinspect.store.reading import read_rows
from tests.acts.conftest import CLOCK
from tests.acts.test_notify_batch_killed import GROUP, PROGRAM

pytestmark = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
COUNT = GROUP + 2  # more than a group


@pytest.mark.parametrize(
    ("environment", "streams", "code"),
    [
        pytest.param({"PYTHONIOENCODING": "gbk:strict"}, "", 0, id="strict GBK"),
        pytest.param({}, ">&-", 0, id="closed"),
        pytest.param({}, "--json | head -1; exit ${PIPESTATUS[0]}", 0, id="reader of one line"),
        pytest.param({}, "--json > /dev/full", 9, id="full"),
    ],
)
def test_notices_are_issued_once_and_the_code_is_right(
    many: Callable[[int], list[str]],
    case_path: Path,
    tmp_path: Path,
    environment: dict[str, str],
    streams: str,
    code: int,
) -> None:
    rows = ["单位,进点日期", *(f"{name},2026-03-09" for name in many(COUNT))]
    (tmp_path / "清单.csv").write_text("\n".join(rows), encoding="utf-8")
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    line = f"-C {case_path} --as 测一鸣 notify batch 清单.csv --out 文书 --at '2026-03-02 09:00'"
    more = {"PYTHONUTF8": "1", "PYTHONPATH": str(Path(__file__).parents[2]), **environment}

    def run(redirected: str) -> subprocess.CompletedProcess[bytes]:
        command = f"{sys.executable} program.py {line} {redirected}"
        return subprocess.run(
            ["bash", "-c", command], env=os.environ | more, cwd=tmp_path, capture_output=True, check=False
        )

    ended = run(streams)
    told = ended.stderr.decode(errors="replace")
    assert (ended.returncode, "Traceback" in told) == (code, False), told
    if code:
        assert "已经写入案卷库" in told
        assert run(">&-").returncode == 0  # the same command goes on
    papers = read_rows(case_path, "SELECT n FROM document WHERE kind = 'D05' ORDER BY n", at=CLOCK)
    assert [paper["n"] for paper in papers] == list(range(1, COUNT + 1))
    assert len(list((tmp_path / "文书").rglob("*.docx"))) == COUNT
