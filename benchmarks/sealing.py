#!/usr/bin/env python3
"""One sealing (decision, list, strips, site record in one act) killed at every system call that changes something, then
at random moments. Says for each kill whether the state was the one before or the one after, and whether anything that
the user had been told was lost. No ratio; exit 1 when anything is wrong. Linux with `strace`.

    python benchmarks/sealing.py                    every call, and 15 random kills
    python benchmarks/sealing.py --calls 40 --kills 100
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.scenarios.crash_stage import Bench, prepared, wrap_at_once  # noqa: E402
from tests.scenarios.killer import MEMORY, Aim, Known, forked, killed, tell  # noqa: E402
from tests.scenarios.sealing_struck import SEALING, sealed_whole, spread, struck  # noqa: E402
from tests.strace import STRACE  # noqa: E402


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--calls", type=int, help="how many of the calls, evenly; default every one")
    parser.add_argument("--kills", type=int, default=15, help="how many kills at random moments")
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


def timed(bench: Bench, of: Known) -> Known:
    """When the writing begins and when the command ends, for kills at random moments."""
    bench.put_back(SEALING.name)
    ended = forked(bench.words(SEALING))
    assert ended.done is not None
    return of._replace(begins=ended.begun or 0.0, ends=ended.done)


def driven(given: argparse.Namespace, folder: Path) -> int:
    """Kill, judge, tell; how many kills left something wrong."""
    wrap_at_once()
    bench = prepared(folder / "stage")
    of, traced = sealed_whole(bench, folder / "log")
    gc.freeze()
    started = time.monotonic()
    reports: list[dict[str, Any]] = []
    for place in spread(traced, given.calls or traced.total()):
        reports.append(struck(bench, of, place, folder / "log"))
        tell(reports[-1])
    random_of = timed(bench, of)
    aim = Aim(random_of, random.Random(given.seed))
    for _ in range(given.kills):
        reports.append(killed(bench, SEALING, random_of, aim))
        tell(reports[-1])
    wrong = sum(bool(report["wrong"]) for report in reports)
    states = Counter(report["state"] for report in reports)
    seconds = round(time.monotonic() - started)
    tell({"summary": {"calls": dict(traced), "kills": len(reports), "states": states, "wrong": wrong, "s": seconds}})
    return wrong


if __name__ == "__main__":
    if STRACE is None or not hasattr(os, "fork"):
        sys.exit("needs strace and fork")
    asked = options()
    with tempfile.TemporaryDirectory(prefix="jxinspect-sealing-", dir=MEMORY if MEMORY.is_dir() else None) as own:
        sys.exit(1 if driven(asked, Path(own)) else 0)
