"""Kills commands at random moments and judges what they leave, and fills the disk under them.

The story of the demonstration is played through `jxinspect.cli.main`; before the first line of each of `KINDS` case
file and home are kept. Then again and again: put them back, fork a child that runs the one command and writes a byte
to a pipe once `main` returned 0, kill it with SIGKILL, judge. Half of the kills fall anywhere between the start and a
little after the end of the command, half are counted from the moment its writing begins, which is short and would
hardly be hit.

    python -m tests.scenarios.killer --kills 32 --disks 2        what the test suite runs
    python -m tests.scenarios.killer --kills 1000 --seed 20261   for every night, with another seed each time
    python -m tests.scenarios.killer --kills 300 --only "seal create"

Prints a JSON line for each kill and each full disk, then a summary; ends with 1 when anything was lost.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import random
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple, NoReturn

from jxinspect.store.objects import Objects
from jxinspect.store.reading import read_rows
from jxinspect.store.verify import damage, verify
from tests.scenarios.crash_stage import KINDS, Bench, Kind, State, now, prepared, run, staged, wrap_at_once
from tests.thorough import some

BEGUN, DONE = b"b", b"d"
#: Commands that issue documents, under which the disk is filled.
FILLED = ("notify onsite", "seal create", "report final")
#: A key slot is a file beside the database: cut off between the two, `verify` says that the change is unfinished.
HALFWAY = "key passwd"
#: A killed process leaves what it wrote to the page cache, so waiting for a disk would prove nothing more.
MEMORY = Path("/dev/shm")


class Known(NamedTuple):
    """What a command does when nobody kills it: both states, its copies, seconds to its writing and to its end."""

    before: State
    after: State
    copies: int
    begins: float
    ends: float


class Ended(NamedTuple):
    """What was heard from a child: whether it wrote, whether it was done, and when (seconds from the fork)."""

    begun: float | None
    done: float | None


def forked(words: list[str], meanwhile: Callable[[int, int], None] = lambda _child, _pipe: None) -> Ended:
    """Run one command in a child; `meanwhile` gets its process id and a pipe on which it says how far it is."""
    reader, writer = os.pipe()
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(reader)
        in_child(words, writer)
    os.close(writer)
    meanwhile(child, reader)
    heard: dict[bytes, float] = {}
    while mark := os.read(reader, 1):
        heard[mark] = time.monotonic() - started
    os.close(reader)
    os.waitpid(child, 0)
    return Ended(heard.get(BEGUN), heard.get(DONE))


def in_child(words: list[str], pipe: int) -> NoReturn:
    settle = Objects.settle

    def told(objects: Objects) -> None:
        os.write(pipe, BEGUN)
        settle(objects)

    try:
        setattr(Objects, "settle", told)  # noqa: B010 — mypy would have a method never assigned
        if run(words)[0] == 0:
            os.write(pipe, DONE)
    finally:
        os._exit(0)


def known(bench: Bench, kind: Kind) -> Known:
    """Let the command run to its end; in this process first, so that the children find everything imported."""
    bench.put_back(kind.name)
    before = bench.state()
    first, second = run(bench.words(kind)), run(bench.words(kind))
    assert (first[0], second[0]) == (0, kind.again), (kind, first, second)
    bench.put_back(kind.name)
    ended = forked(bench.words(kind))
    assert ended.done is not None, kind
    return Known(before, bench.state(), len(copies(bench)), ended.begun or 0.0, ended.done)


def copies(bench: Bench) -> list[Path]:
    """What bears a final name in the folder of copies."""
    return [p for p in bench.papers.rglob("*") if p.is_file() and not p.name.startswith(".")]


class Aim:
    """Chooses moments for one command; follows the load of the machine, so that a third of the kills come too late."""

    def __init__(self, of: Known, chosen: random.Random) -> None:
        self._chosen = chosen
        self._spans = {False: of.ends, True: of.ends - of.begins if of.begins else 0.0}

    def next(self) -> Killing:
        from_writing = self._spans[True] > 0 and self._chosen.random() < 0.5
        return Killing(from_writing, self._chosen.uniform(0, self._spans[from_writing] * 1.1))

    def learn(self, killing: Killing) -> None:
        self._spans[killing.from_writing] *= 0.85 if killing.done else 1.1


@dataclass
class Killing:
    """A kill some seconds after the fork, or after the writing began; then what had been heard from the child."""

    from_writing: bool
    delay: float
    begun: bool = False
    done: bool = False

    def __call__(self, child: int, pipe: int) -> None:
        if self.from_writing:
            self.begun = os.read(pipe, 1) == BEGUN
        time.sleep(self.delay)
        os.kill(child, signal.SIGKILL)
        rest = b"".join(iter(lambda: os.read(pipe, 16), b""))
        self.begun |= BEGUN in rest
        self.done = DONE in rest


def killed(bench: Bench, kind: Kind, of: Known, aim: Aim) -> dict[str, Any]:
    """One kill and everything that is wrong afterwards."""
    bench.put_back(kind.name)
    killing = aim.next()
    forked(bench.words(kind), killing)
    aim.learn(killing)
    found, wrong = judged(bench, kind, of, acknowledged=killing.done)
    if found != "neither":
        wrong += again(bench, kind, of, found)
    about = {"kind": kind.name, "delay": round(killing.delay, 4), "from_writing": killing.from_writing}
    return {**about, "state": found, "phase": phase(killing, found), "wrong": wrong}


def phase(killing: Killing, found: str) -> str:
    """How far the command was: before its first lasting write, during it, committed, acknowledged."""
    if killing.done:
        return "acknowledged"
    if found != "before":
        return "committed"
    return "during" if killing.begun else "before"


def judged(bench: Bench, kind: Kind, of: Known, *, acknowledged: bool) -> tuple[str, list[str]]:
    """Which state was left, and what is wrong with it."""
    problems = verify(bench.case, at=now())
    wrong = [f"verify: {problem}" for problem in damage(problems)]
    state = bench.state()
    found = which(state, of, kind)
    if found == "neither":
        wrong.append(f"neither state: {differences(state, of)}")
    if acknowledged and found != "after":
        wrong.append(f"acknowledged and lost: {found}")
    if acknowledged and len(copies(bench)) != of.copies:
        wrong.append("acknowledged and copies are missing")
    unfinished = any(problem.kind == "unfinished" for problem in problems)
    if (unfinished and kind.name != HALFWAY) or (found == "halfway" and not unfinished):
        wrong.append(f"unfinished: {unfinished} in state {found}")
    return found, wrong + half_files(bench)


def which(state: State, of: Known, kind: Kind) -> str:
    if state == of.before:
        return "before"
    if state.like(of.after):
        return "after"
    if kind.name == HALFWAY and state.like(of.after._replace(slot=of.before.slot)):
        return "halfway"
    return "neither"


def differences(state: State, of: Known) -> list[str]:
    return [f"{n}: {b} {s} {a}" for n, b, s, a in zip(State._fields, of.before, state, of.after, strict=True) if s != b]


def half_files(bench: Bench) -> list[str]:
    """Copies that are no issued document, backups that do not hold."""
    issued = {row["sha256"] for row in read_rows(bench.case, "SELECT sha256 FROM document", at=now())}
    half = [f"half file: {p.name}" for p in copies(bench) if sha256(p.read_bytes()).hexdigest() not in issued]
    if bench.backup.exists():
        half += [f"backup: {problem}" for problem in damage(verify(bench.backup, at=now()))]
    return half


def again(bench: Bench, kind: Kind, of: Known, found: str) -> list[str]:
    """The user types the same command again."""
    code, text = run(bench.words(kind))
    expected = kind.again if found == "after" else 0
    wrong = [] if code == expected else [f"again from {found}: exit {code}, not {expected}: {text}"]
    if found == "before":
        state = bench.state()
        if not state.like(of.after):
            wrong.append(f"again: not the state after: {differences(state, of)}")
        if len(copies(bench)) != of.copies:
            wrong.append("again: copies are missing")
    return wrong + [f"again: {problem}" for problem in damage(verify(bench.case, at=now()))] + half_files(bench)


def full_disk(bench: Bench, kind: Kind, of: Known, limit: int) -> dict[str, Any]:
    """The command where no file may grow beyond `limit` bytes: exit 9, nothing changed, and it works with room."""
    bench.put_back(kind.name)
    told = bench.folder / "told.json"
    child = os.fork()
    if child == 0:
        try:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, hard))
            ended = run(bench.words(kind))
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
            told.write_text(json.dumps(ended))
        finally:
            os._exit(0)
    os.waitpid(child, 0)
    code, text = json.loads(told.read_text())
    found, wrong = judged(bench, kind, of, acknowledged=False)
    if (code, found) != (9, "before"):
        wrong.append(f"exit {code}, state {found}: {text}")
    if "Traceback" in text:
        wrong.append(text)
    wrong += again(bench, kind, of, found)
    return {"kind": kind.name, "limit": limit, "code": code, "wrong": wrong}


def limits(bench: Bench, kind: Kind) -> list[int]:
    """Too small for anything, for a document, for half of the database, for its last page."""
    bench.put_back(kind.name)
    size = (bench.case / "case.db").stat().st_size
    return [100, 8_000, size // 2, size - 4096]


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=100, help="how many in all, spread over the kinds of commands")
    parser.add_argument(
        "--disks", type=int, default=4, help="how many sizes of a full disk, from the least to the greatest"
    )
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--stage", type=Path, help="the steps of a story that was played before")
    parser.add_argument("--only", help="one kind of command")
    parser.add_argument("--folder", type=Path, help="where to work; else in memory, where that is a folder")
    return parser.parse_args()


def driven(given: argparse.Namespace, folder: Path) -> int:
    started = time.monotonic()
    wrap_at_once()
    bench = staged(folder, given.stage) if given.stage else prepared(folder)
    kinds = [kind for kind in KINDS if given.only in (None, kind.name)]
    knowledge = {kind: known(bench, kind) for kind in kinds}
    gc.freeze()
    prepared_in = time.monotonic() - started
    chosen = random.Random(given.seed)
    aims = {kind: Aim(of, chosen) for kind, of in knowledge.items()}
    phases, kills, losses = Counter[str](), Counter[str](), 0
    for n in range(given.kills):
        kind = kinds[n % len(kinds)]
        report = killed(bench, kind, knowledge[kind], aims[kind])
        phases[report["phase"]] += 1
        kills[kind.name] += 1
        losses += bool(report["wrong"])
        tell(report)
    full = 0
    for kind in (kind for kind in kinds if kind.name in FILLED):
        for limit in some(limits(bench, kind), given.disks):
            report = full_disk(bench, kind, knowledge[kind], limit)
            full += 1
            losses += bool(report["wrong"])
            tell(report)
    seconds = {"prepared": round(prepared_in, 1), "all": round(time.monotonic() - started, 1)}
    tell({"summary": {"kills": kills, "phases": phases, "full": full, "losses": losses, "seconds": seconds}})
    return 1 if losses else 0


def tell(report: dict[str, Any]) -> None:
    print(json.dumps(report, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    given = options()
    with tempfile.TemporaryDirectory(prefix="jxinspect-killer-", dir=MEMORY if MEMORY.is_dir() else None) as own:
        sys.exit(driven(given, (given.folder or Path(own)) / "stage"))
