"""`notify batch` as an office runs it, against plain docxtpl; and the memory of long batches, lists and verification.

    python benchmarks/batch.py [--notices 1000] [--memory]

Processor time of the whole command (start, rehearsal of all rows, issuing, readable copies, manifest) for each notice,
beside that of docxtpl for each notice in the same run. The budget of a notice in a batch speaks of making and writing
it, and `documents.py --only batch` judges it; these ratios tell what the whole command costs.
`--memory` prints the largest resident size of the command, of a list of the journal as CSV and of `verify`; with
`--notices 12500` the journal has more than 100,000 entries. Needs a POSIX system, whose kernel tells what a child
process used.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
from benchmarks.documents import Used, notice_fields, plain_docxtpl, run, shipped  # noqa: E402

#: Budget of architecture: memory under 1 GB.
MEGABYTES = 1000
#: Notices of the baseline.
FEW = 20


def main() -> int:
    """Measure; 1 when a budget is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--notices", type=int, default=1000)
    parser.add_argument("--memory", action="store_true")
    chosen = parser.parse_args()
    # Made by a process of its own: a child is charged with the memory of its parent at the time of the fork.
    with tempfile.TemporaryDirectory() as place:
        os.environ["JXINSPECT_HOME"] = str(Path(place) / "home")
        case = made_case(Path(place), chosen.notices)
        folder = case.parent
        rows = ["检查编号,进点日期", *(f"2026-{n:03d},2026-03-09" for n in range(1, chosen.notices + 1))]
        (folder / "清单.csv").write_text("\n".join(rows), encoding="utf-8")
        batch = ("notify", "batch", "清单.csv", "--out", "文书", "--as", "测一鸣", "--at", "2026-03-02 09:00")
        rehearsed = used(case, *batch, "--dry-run")
        issued = used(case, *batch)
        base = docxtpl()
        print(f"wall time of the batch {issued.wall:.1f} s, of its rehearsal alone {rehearsed.wall:.1f} s")
        beside("the rehearsal alone", rehearsed.cpu / chosen.notices, base)
        beside(f"`notify batch` of {chosen.notices:,} notices, the whole command", issued.cpu / chosen.notices, base)
        kept = []
        if chosen.memory:
            entries = used(
                case, "journal", "list", "--format", "csv", "--limit", "100000", "--out", "日志.csv", "--as", "测一鸣"
            )
            kept += [
                small("`notify batch`", issued),
                small("`journal list`, at most 100,000 rows as CSV", entries),
                small("`verify` of all entries and objects", used(case, "verify")),
            ]
    return 0 if all(kept) else 1


def made_case(folder: Path, count: int) -> Path:
    """An unlocked case file with so many approved inspections."""
    code = (
        f"from pathlib import Path; from benchmarks.documents import made; print(made(Path({str(folder)!r}), {count}))"
    )
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    told = subprocess.run([sys.executable, "-c", code], env=environment, check=True, capture_output=True, text=True)
    return Path(told.stdout.strip())


def used(case: Path, *words: str, fine: Sequence[int] = (0,)) -> Used:
    """Run one command line on the case file, in its folder."""
    return run([sys.executable, "-m", "jxinspect", *words, "-C", str(case)], case.parent, fine=fine)


def docxtpl() -> float:
    """Seconds of processor for a notice."""
    path, notice = shipped("D05"), notice_fields()
    plain_docxtpl(path, notice)
    start = time.process_time()
    for _ in range(FEW):
        plain_docxtpl(path, notice)
    return (time.process_time() - start) / FEW


def beside(what: str, own: float, base: float) -> None:
    times = f"{own * 1000:.2f} ms | {base * 1000:.2f} ms | {base / own:.2f} ×"
    print(f"| {what}, for each notice / docxtpl | {times} | | |")


def small(what: str, by: Used) -> bool:
    kept = by.megabytes < MEGABYTES
    print(f"| memory of {what} | {by.megabytes:.0f} MB | | | < {MEGABYTES} MB | {'kept' if kept else '**missed**'} |")
    return kept


if __name__ == "__main__":
    sys.exit(main())
