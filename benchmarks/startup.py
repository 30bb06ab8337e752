"""Start-up against a Typer program with one empty command, measured in the same run.

    python benchmarks/startup.py [--rounds 15]

Budgets: `--help` at most 3 × the baseline's `--help`; reads at most 2 × the baseline's empty command. Bytecode is
compiled first and runs alternate, so that a busy machine slows both sides. Exit 1 when a budget is missed.
"""

from __future__ import annotations

import argparse
import compileall
import importlib.util
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

ROOT = Path(__file__).parents[1]
BASELINE = """
import typer

app = typer.Typer()


@app.command()
def empty() -> None:
    pass


app()
"""


@dataclass(frozen=True)
class Race:
    """One of our command lines against one of the baseline's."""

    name: str
    words: tuple[str, ...]
    against: tuple[str, ...]
    budget: float


RACES = (
    Race("--help", ("--help",), ("--help",), 3),
    Race("plan --help", ("plan", "--help"), ("--help",), 3),
    Race("config --help", ("config", "--help"), ("--help",), 3),
    Race("config list (reads the case file)", ("config", "list"), (), 2),
    Race("status", ("status",), (), 2),
    Race("law list", ("law", "list"), (), 2),
    Race("doc list", ("doc", "list"), (), 2),
)


def main() -> int:
    """Measure all races; the exit code tells whether every budget is kept."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    compile_everything()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        environment = os.environ | {"PYTHONPATH": str(ROOT), "JXINSPECT_HOME": str(place / "home"), "PYTHONUTF8": "1"}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        case = made_case_file(place)
        baseline = place / "baseline.py"
        baseline.write_text(BASELINE, encoding="utf-8")
        missed = [race for race in available() if not run(race, rounds, baseline, case, environment)]
    return 1 if missed else 0


def compile_everything() -> None:
    """Bytecode of the project and of every library, else the wrong thing is measured."""
    for name in ("typer", "rich", "sqlcipher3", "platformdirs"):
        found = importlib.util.find_spec(name)
        if found is not None and found.submodule_search_locations:
            compileall.compile_dir(found.submodule_search_locations[0], quiet=2)
    compileall.compile_dir(ROOT / "jxinspect", quiet=2)


def made_case_file(place: Path) -> Path:
    """An unlocked, encrypted case file."""
    os.environ["JXINSPECT_HOME"] = str(place / "home")
    sys.path.insert(0, str(ROOT))
    from jxinspect.store.create import create_case_file

    case = place / "量.jxcase"
    create_case_file(case, "口令", clock=datetime.now(timezone(timedelta(hours=8))), actor="测")
    return case


def available() -> list[Race]:
    """Races whose command exists."""
    from jxinspect.commands.registry import ENTRIES

    names = {entry.name for entry in ENTRIES}
    return [race for race in RACES if race.words[0].startswith("-") or race.words[0] in names]


def run(race: Race, rounds: int, baseline: Path, case: Path, environment: dict[str, str]) -> bool:
    """Alternate both programs; print the medians and their ratio. Whether the budget is kept."""
    ours = [sys.executable, "-m", "jxinspect", *race.words, *(() if "--help" in race.words else ("-C", str(case)))]
    theirs = [sys.executable, str(baseline), *race.against]
    pairs = [(timed(theirs, environment), timed(ours, environment)) for _ in range(rounds + 1)][1:]
    base, own = (statistics.median(side) for side in zip(*pairs, strict=True))
    ratio = own / base
    kept = bool(ratio <= race.budget)
    verdict = "ok" if kept else "TOO SLOW"
    measured = f"{own * 1000:6.0f} ms / {base * 1000:4.0f} ms = {ratio:4.2f}"
    print(f"{race.name:36} {measured}  (budget {race.budget:g}) {verdict}")
    return kept


def timed(command: list[str], environment: dict[str, str]) -> float:
    """Seconds of one run, which must succeed."""
    start = time.perf_counter()
    subprocess.run(command, env=environment, check=True, capture_output=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
