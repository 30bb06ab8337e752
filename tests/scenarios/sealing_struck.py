"""One sealing killed at a system call: what it leaves is judged as `killer.py` judges (Q2).

`seal create` makes decision, list, strips and site record in one act. Killed anywhere, all of it is there or none, and
the command can be given again. `benchmarks/sealing.py` kills at every call, the test suite at some.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tests.scenarios.crash_stage import KINDS, Bench, run
from tests.scenarios.killer import Known, again, copies, judged
from tests.strace import places, strike
from tests.thorough import some

SEALING = next(kind for kind in KINDS if kind.name == "seal create")
#: What one sealing issues: decision, list, strips, site record.
PAPERS = ("D33", "D34", "D35", "D36")


def sealed_whole(bench: Bench, log: Path) -> tuple[Known, Counter[str]]:
    """The sealing left alone: both states, and its calls. First in this process, so that everything is imported."""
    bench.put_back(SEALING.name)
    before = bench.state()
    assert (run(bench.words(SEALING))[0], run(bench.words(SEALING))[0]) == (0, SEALING.again)
    bench.put_back(SEALING.name)
    told, traced = strike(lambda: str(run(bench.words(SEALING))[0]), log)
    assert told == "0", told
    after = bench.state()
    new = Counter(after.documents) - Counter(before.documents)
    assert sorted(name.split()[-1] for name in new.elements()) == list(PAPERS)
    return Known(before, after, len(copies(bench)), 0.0, 0.0), traced


def struck(bench: Bench, of: Known, place: tuple[str, int], log: Path) -> dict[str, Any]:
    """Killed at that call: the state left, whether the user had been told that it was done, and all that is wrong."""
    bench.put_back(SEALING.name)
    name, nth = place
    told, _ = strike(lambda: str(run(bench.words(SEALING))[0]), log, f"{name}:signal=KILL:when={nth}")
    found, wrong = judged(bench, SEALING, of, acknowledged=told == "0")
    if found != "neither":
        wrong += again(bench, SEALING, of, found)
    return {"place": f"{name} {nth}", "state": found, "killed": not told, "wrong": wrong}


def spread(traced: Counter[str], count: int) -> Sequence[tuple[str, int]]:
    """So many of the calls, evenly from the first to the last of all."""
    return some(list(places(traced, traced.total())), count)
