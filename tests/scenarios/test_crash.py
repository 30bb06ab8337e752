"""Real commands killed at random moments, and on a full disk: done or not done, never half, nothing lost (Q1, Q4).

One driver, `killer.py`, does both and says for each case what is wrong. Here it kills twice in
each kind of command, with `THOROUGH=1` 1000 times in all.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.thorough import THOROUGH, rounds

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9 and fork are POSIX")

ROOT = Path(__file__).parents[2]
KILLS, DISKS = rounds(32, 1000), rounds(2, 4)
KINDS = {
    "plan unit import",
    "notify onsite",
    "notify serve",
    "doc signed",
    "inspect evidence add",
    "seal create",
    "seal release",
    "inspect finding add",
    "report draft",
    "report final",
    "rectify opinion",
    "rectify progress",
    "rectify close",
    "doc export",
    "key passwd",
    "backup",
}
ISSUING = {"notify onsite", "seal create", "report final"}


@dataclass(frozen=True)
class Told:
    """What the driver printed: one report for each kill and each full disk, and its own sum."""

    kills: list[dict[str, Any]]
    full: list[dict[str, Any]]
    summary: dict[str, Any]
    errors: str


@pytest.fixture(scope="module")
def told(story: Any, made_once: Callable[[str, Callable[[Path], Told]], Told]) -> Told:
    return made_once("kills", lambda _folder: _told(story.folder))


def _told(steps: Path) -> Told:
    many = ["--kills", str(KILLS), "--disks", str(DISKS), "--stage", str(steps)]
    ended = subprocess.run(
        [sys.executable, "-m", "tests.scenarios.killer", *many],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONUTF8": "1"},
        timeout=None if THOROUGH else 1200,
        check=False,
    )
    reports = [json.loads(line) for line in ended.stdout.splitlines()]
    assert reports, ended.stderr
    assert "summary" in reports[-1], ended.stderr
    kills = [report for report in reports if "phase" in report]
    return Told(kills, [report for report in reports if "limit" in report], reports[-1]["summary"], ended.stderr)


def test_a_command_that_is_killed_is_done_or_not_done_and_can_be_given_again(told: Told) -> None:
    assert [report for report in told.kills if report["wrong"]] == []
    assert told.summary["losses"] == 0
    assert told.errors == ""


def test_every_kind_of_command_that_writes_is_killed(told: Told) -> None:
    assert len(told.kills) == KILLS
    assert {report["kind"] for report in told.kills} == KINDS


def test_the_kills_fall_before_the_writing_as_well_as_during_and_after_it(told: Told) -> None:
    phases = [report["phase"] for report in told.kills]

    assert sum(report["state"] == "before" for report in told.kills) >= KILLS / 8
    assert KILLS - phases.count("before") >= KILLS / 4
    assert phases.count("during") + phases.count("committed") >= KILLS / 20  # nobody had been told yet
    assert phases.count("acknowledged") >= KILLS / 20


def test_a_full_disk_ends_an_issuing_command_with_9_and_changes_nothing(told: Told) -> None:
    assert [(report["kind"], report["limit"], report["wrong"]) for report in told.full if report["wrong"]] == []
    assert sorted((report["kind"], report["code"]) for report in told.full) == sorted(
        (kind, 9) for kind in ISSUING for _ in range(DISKS)
    )
