"""A county's data: files in GB18030 loaded into an encrypted case file, all rules over them, R01 in bare DuckDB too.

    python benchmarks/county.py [--payments 1000000] [--deaths 200000] [--rounds 3] [--rules R01 R26] [--out FOLDER]

The county is that of `tests/county`: a crowd in which all is in order, with the planted cases of every rule; every run
says too what the rules found of them. `--files` only makes the files, `--tables` only some of them; `--plain` leaves
loading out and runs the rules over plain Parquet (a large county on a busy machine). Loading and rules are processes of
their own, with 2 threads and 2 GB for DuckDB; memory is the peak of the whole process. Exits 1 when R01 over what was
loaded takes more than 1.5 times what the same SQL takes in bare DuckDB on the same Parquet, or a case was missed.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from jxinspect.store.casefile import CaseFile

BUDGET, MEMORY, THREADS = 1.5, "2GB", 2
NUMBER = "2026-001"


def main() -> int:
    """Measure; 1 when a budget is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--payments", type=int, default=1_000_000)
    parser.add_argument("--deaths", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rules", nargs="*", default=[])
    parser.add_argument("--files", action="store_true")
    parser.add_argument("--tables", nargs="*", default=[])
    parser.add_argument("--plain", action="store_true")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--step", choices=("make", "load", "rules", "bare"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    with folder(given.out) as out:
        os.environ["JXINSPECT_HOME"] = str(out / "home")
        if given.step:
            done = {"make": make, "load": load, "rules": rules, "bare": bare}[given.step](out, given)
            done["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(json.dumps(done, ensure_ascii=False))
            return 0
        made = step("make", out)
        tell("the files", f"{made['seconds']:.1f} s, {made['megabytes']} MB", made["peak"])
        if given.files:
            return 0
        return bool(ruled(step("rules", out))) if given.plain else measured(out, given)


@contextmanager
def folder(given: Path | None) -> Iterator[Path]:
    if given is None:
        with tempfile.TemporaryDirectory() as temporary:
            yield Path(temporary)
    else:
        given.mkdir(parents=True, exist_ok=True)
        yield given


def step(name: str, out: Path) -> dict[str, Any]:
    """One step in a process of its own."""
    arguments = [word for word in sys.argv[1:] if word != "--files"]
    command = [sys.executable, __file__, *arguments, "--out", str(out), "--step", name]
    ended = subprocess.run(command, stdout=subprocess.PIPE, text=True, encoding="utf-8", check=False)
    if ended.returncode:
        raise SystemExit(f"{name} failed")
    found: dict[str, Any] = json.loads(ended.stdout.splitlines()[-1])
    return found


def measured(out: Path, given: argparse.Namespace) -> int:
    """Load, run the rules, compare R01 with bare DuckDB; what was missed stands at the end."""
    loaded = step("load", out)
    total = sum(seconds for _, seconds in loaded["tables"].values())
    rows = sum(count for count, _ in loaded["tables"].values())
    tell(f"loading {rows:,} rows, {loaded['refused']} refused", f"{total:.1f} s", loaded["peak"])
    for table, (count, seconds) in loaded["tables"].items():
        if count > given.payments // 10:
            tell(f"of these {table}, {count:,} rows", f"{seconds:.1f} s")
    odd = ruled(step("rules", out))
    compared = step("bare", out)
    ratio = statistics.median(ours / plain for ours, plain in compared["rounds"])
    both = " / ".join(f"{statistics.median(times):.2f} s" for times in zip(*compared["rounds"], strict=True))
    tell(f"R01 over what was loaded / bare DuckDB: {ratio:.2f} ×, budget {BUDGET:g} ×", both, compared["peak"])
    return 0 if ratio <= BUDGET and not odd else 1


def ruled(ran: dict[str, Any]) -> list[str]:
    """Tell of each rule; what was missed or found amiss."""
    seconds, busy = (sum(one[word] for one in ran["rules"]) for word in ("seconds", "busy"))
    tell("laying what several rules read", "{:.1f} s, of processor {:.1f} s".format(*ran["laid"]))
    tell("the rules", f"{seconds:.1f} s, of processor {busy:.1f} s", ran["peak"])
    for one in ran["rules"]:
        counts = f"{one['found']} of {one['planted']} found, {one['hit']} of {one['innocents']} hit"
        tell(f"{one['rule']}: {counts}", f"{one['seconds']:.2f} s, of processor {one['busy']:.2f} s")
    odd = [line for one in ran["rules"] for line in one["odd"]]
    print(*odd, sep="\n")
    return odd


def tell(what: str, figure: str, peak: int | None = None) -> None:
    print(f"| {what} | {figure} | {'' if peak is None else f'{peak} MB'} |", flush=True)


def make(out: Path, given: argparse.Namespace) -> dict[str, Any]:
    """The files."""
    import duckdb

    from tests.county.county import build, export, keep
    from tests.county.crowd import Size

    started = time.perf_counter()
    config: dict[str, Any] = {"memory_limit": "4GB", "temp_directory": str(out / "making"), "threads": THREADS}
    whole = out / "making.duckdb"
    with duckdb.connect(whole, config=config) as con:
        county = build(con, Size.of(given.payments, given.deaths))
        files = (keep if given.plain else export)(con, county, out, given.tables)
    whole.unlink()
    size = sum(path.stat().st_size for path in files.values()) >> 20
    return {"seconds": time.perf_counter() - started, "megabytes": size}


@contextmanager
def case_file(out: Path) -> Iterator[CaseFile]:
    from benchmarks.documents import CLOCK, NOW
    from jxinspect.store.casefile import open_case_file

    with open_case_file(out / "量.jxcase", actor="测一鸣", act="inspect.data.load", clock=CLOCK, at=NOW) as opened:
        yield opened


def load(out: Path, _: argparse.Namespace) -> dict[str, Any]:
    """Each file as its table, as `inspect data load` does it."""
    from benchmarks import documents, evidence
    from jxinspect.acts import data
    from jxinspect.analysis.incoming import Columns
    from jxinspect.analysis.sources import map_header, open_sources
    from jxinspect.law.data_tables import known_tables
    from tests.county.cast import EXTRACT_ON

    documents.made(out, 1)
    evidence.on_site(out / "量.jxcase")
    told, refused = {}, 0
    for path in sorted(out.glob("*.csv")):
        table = known_tables()[path.stem]

        def understood(source: Any) -> Columns:
            found = map_header(source.header, table)  # noqa: B023
            return Columns(source.header, found.places)

        started = time.perf_counter()
        with case_file(out) as case:
            wanted = data.Wanted(path.stem, [path], open_sources, understood, extract_on=EXTRACT_ON)
            done = data.load(case, NUMBER, wanted)
        told[path.stem] = (done.dataset.rows_read, time.perf_counter() - started)
        refused += done.dataset.rows_refused
    return {"tables": told, "refused": refused}


def rules(out: Path, given: argparse.Namespace) -> dict[str, Any]:
    """Each rule over what was loaded, with what it found of what was planted."""
    from jxinspect.analysis.once import lay_once
    from jxinspect.analysis.rule import chosen
    from jxinspect.analysis.run import run_rules
    from jxinspect.law.parameters import values
    from tests.county import plantings
    from tests.county.cast import EXTRACT_ON, Cast
    from tests.county.county import REGION
    from tests.county.recall import judge

    cases, parameters = plantings.all_of(Cast()), values(EXTRACT_ON, REGION)
    told = []
    with opened(out, plain=given.plain) as (con, columns):
        clock = Clock()
        lay_once(con, chosen(given.rules), columns)
        laid = clock.read()
        for rule in chosen(given.rules):
            clock = Clock()
            (result,) = run_rules(con, [rule], columns, parameters, extract_on=EXTRACT_ON, region=REGION)
            seconds, busy = clock.read()
            line = judge(result, cases)
            odd = [f"{rule.id} {word}" for word in (*line.missed, *line.wrong, *line.strays, line.skipped) if word]
            told.append({**line._asdict(), "seconds": seconds, "busy": busy, "odd": odd})
            print(rule.id, f"{seconds:.1f} s", file=sys.stderr, flush=True)
    return {"rules": told, "laid": laid}


class Clock:
    """Seconds of waiting and of processor time since it was made."""

    def __init__(self) -> None:
        self._started = time.perf_counter(), time.process_time()

    def read(self) -> tuple[float, float]:
        return time.perf_counter() - self._started[0], time.process_time() - self._started[1]


@contextmanager
def opened(out: Path, *, plain: bool) -> Iterator[tuple[DuckDBPyConnection, Any]]:
    """What was loaded, or the plain Parquet, as rules read it."""
    import duckdb

    from jxinspect.analysis.datasets import available, connect, loaded
    from jxinspect.model.plan import Inspection
    from tests.county.county import kept

    if plain:
        config: dict[str, Any] = {"memory_limit": MEMORY, "threads": THREADS, "temp_directory": str(out / "spill")}
        with duckdb.connect(config=config) as con:
            yield con, kept(con, out)
    else:
        with case_file(out) as case, closing(connect(case, case.all(Inspection)[0], memory=MEMORY)) as con:
            con.execute(f"SET threads = {THREADS}")
            yield con, available(loaded(case, case.all(Inspection)[0]))


def bare(out: Path, given: argparse.Namespace) -> dict[str, Any]:
    """R01 over the encrypted parts and over the same parts lying plain, in turn."""
    import duckdb

    from jxinspect.analysis.datasets import available, connect, loaded, view
    from jxinspect.law.dataset import PartKind
    from jxinspect.model.dataset import DataPart
    from jxinspect.model.plan import Inspection

    rounds = []
    plain = out / "plain"
    plain.mkdir(exist_ok=True)
    with case_file(out) as case:
        inspection = case.all(Inspection)[0]
        columns = available(loaded(case, inspection))
        views = {}
        for table, datasets in loaded(case, inspection).items():
            if table in ("pay", "person", "x_death"):
                parts = {one.id: case.all(DataPart, dataset_id=one.id, kind=PartKind.ROWS) for one in datasets}
                for part in (part for some in parts.values() for part in some):
                    (plain / part.sha256).write_bytes(case.objects.get(part.sha256))
                views[table] = view(table, datasets, parts).replace("jxpart://", f"{plain}/")
        for _ in range(given.rounds):
            with closing(connect(case, inspection, memory=MEMORY)) as ours:
                ours.execute(f"SET threads = {THREADS}")
                first = timed(ours, columns)
            with duckdb.connect(config={"memory_limit": MEMORY, "threads": THREADS}) as con:
                for table, select in views.items():
                    con.execute(f"CREATE VIEW {table} AS {select}")
                rounds.append((first, timed(con, columns)))
    return {"rounds": rounds}


def timed(con: DuckDBPyConnection, columns: Any) -> float:
    from jxinspect.analysis.rule import chosen
    from jxinspect.analysis.run import run_rules
    from jxinspect.law.parameters import values
    from tests.county.cast import EXTRACT_ON
    from tests.county.county import REGION

    started = time.perf_counter()
    list(run_rules(con, chosen(["R01"]), columns, values(EXTRACT_ON, REGION), extract_on=EXTRACT_ON, region=REGION))
    return time.perf_counter() - started


if __name__ == "__main__":
    sys.exit(main())
