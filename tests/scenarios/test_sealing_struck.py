"""A sealing killed at some of its system calls: all of it or nothing (Q2). `THOROUGH=1` takes every one."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.scenarios.crash_stage import Bench
from tests.scenarios.sealing_struck import SEALING, sealed_whole, spread, struck
from tests.strace import STRACE
from tests.thorough import rounds

pytestmark = pytest.mark.skipif(STRACE is None, reason="strace is not installed")

SOME = 8


@pytest.fixture
def bench(story: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """The case file of the story just before its sealing."""
    made = Bench(tmp_path, story.values)
    shutil.copytree(story.folder / SEALING.name, made.work)
    monkeypatch.setenv("JXINSPECT_HOME", str(made.work / "home"))
    monkeypatch.setattr("jxinspect.commands.clock.SOURCE", None)  # put back after the test; the bench sets its own
    made.keep(SEALING.name, story.lines[SEALING.name])
    return made


def test_a_sealing_killed_at_a_system_call_is_done_or_not_done_and_can_be_given_again(
    bench: Bench, tmp_path: Path
) -> None:
    of, traced = sealed_whole(bench, tmp_path / "log")
    reports = [struck(bench, of, place, tmp_path / "log") for place in spread(traced, rounds(SOME, traced.total()))]
    assert len(reports) >= SOME
    assert [report for report in reports if report["wrong"]] == []
    assert all(report["killed"] for report in reports)
    assert {report["state"] for report in reports} == {"before", "after"}
