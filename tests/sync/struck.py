"""Pushes and pulls that are struck down: a process of its own, since a fork must not copy what threads hold.

python -m tests.sync.struck FOLDER: the machines of `Two` in FOLDER; where their hub is, the environment says. Each
command runs in a child that is killed (-9) at one of its steps, again and again, until one comes through.
"""

from __future__ import annotations

import json
import os
import random
import resource
import signal
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from typing import Any

from jxinspect.store import merge, objects
from jxinspect.store.schema import all_tables
from jxinspect.sync import depot, hub, hub_pull, hub_push, peers
from tests.sync.conftest import LAPTOP, OFFICE, Two

#: Steps: every question to the hub, every object, every commit here; struck before or after it.
STEPS: list[tuple[Any, str]] = [
    (hub.Hub, "_ask"),
    (depot.Depot, "put"),
    (depot.Depot, "reader"),
    (objects.Objects, "settle"),
    (peers, "commit"),
    (merge, "commit"),
]


def strike(at: int) -> None:
    """Kill this process at its step number `at`; behind the step when that is even."""
    left = at

    def counted(do: Callable[..., Any]) -> Callable[..., Any]:
        def step(*given: Any, **more: Any) -> Any:
            nonlocal left
            left -= 1
            if left == 0 and at % 2:
                os.kill(os.getpid(), signal.SIGKILL)
            done = do(*given, **more)
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
            return done

        return step

    for place, name in STEPS:
        setattr(place, name, counted(getattr(place, name)))


def child(do: Callable[[], int]) -> int:
    """The exit code of what is done in a child; negative when it was killed."""
    pid = os.fork()
    if pid == 0:
        os._exit(do())
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def struck(two: Two, machine: str, command: str, chance: random.Random) -> int:
    """How often a command was killed before it came through."""
    at = 0
    for kills in range(100):
        at += chance.randint(2, 9)

        def run(at: int = at) -> int:
            strike(at)
            return two.type(machine, "sync", command).code

        code = child(run)
        if code == 0:
            return kills
        if code != -signal.SIGKILL:
            sys.exit(f"{machine} {command}: {code}")
    sys.exit("never came through")


def on_a_full_disk(two: Two, machine: str) -> int:
    """The exit code of a pull while no file of this process may grow beyond a little."""

    def run() -> int:
        limit = (two.case(machine) / "case.db").stat().st_size + 4096
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        return two.type(machine, "sync", "pull").code

    return child(run)


def main(folder: str, seed: str) -> None:
    two, chance = Two(Path(folder), datetime(2026, 11, 23, 17, tzinfo=UTC)), random.Random(int(seed))
    for name in ("obstore.store", "psycopg", "pyrage", "jxinspect.sync.hub_fetch"):
        import_module(name)  # here, since every child would do it again
    all_tables()
    two.type(OFFICE, "status")
    hub_push.BATCH = hub_pull.GROUP = 2
    told = {"push": struck(two, OFFICE, "push", chance)}
    told["full"] = on_a_full_disk(two, LAPTOP)
    told["pull"] = struck(two, LAPTOP, "pull", chance)
    print(json.dumps(told))


if __name__ == "__main__":
    main(*sys.argv[1:])
