"""One large file taken in as evidence: time against sha256sum and cp on the same file, and memory.

    python benchmarks/evidence.py [--megabytes 2048]

The file is random, so that nothing can be saved by leaving holes. Exits 1 when the budget of time (2 ×) is missed or
the process needs more than 100 MB beyond what a file of 1 MB needs.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
BUDGET, FLAT = 2.0, 100
#: The command in a process of its own, which says at the end how long it took and how much memory it needed.
PROGRAM = """
import json, resource, sys, time
from jxinspect.cli import main
started = time.perf_counter()
code = main(sys.argv[1:])
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(json.dumps({"code": code, "seconds": time.perf_counter() - started, "peak": peak}), file=sys.stderr)
"""


def main() -> int:
    """Measure; 1 when a budget is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--megabytes", type=int, default=2048)
    size = parser.parse_args().megabytes
    from benchmarks.documents import prepared

    with prepared() as case:
        folder = case.parent
        small, large = random_file(folder / "小.mp4", 1), random_file(folder / "大.mp4", size)
        on_site(case)
        base = plain(large, folder)
        first, second = taken(case, small), taken(case, large)
        again = told(case, "inspect", "evidence", "verify", "2026-001-ZJ-002")
    ratio = second["seconds"] / base
    grown = second["peak"] - first["peak"]
    print(f"| one file of {size} MB: sha256sum + cp | {base:.1f} s | | | |")
    print(f"| taking it in | {second['seconds']:.1f} s | {ratio:.2f} × | ≤ {BUDGET:g} × | {kept(ratio <= BUDGET)} |")
    print(f"| memory, 1 MB and {size} MB | {first['peak']} and {second['peak']} MB | | flat | {kept(grown <= FLAT)} |")
    print(f"| reading it again (verify) | {again['seconds']:.1f} s, {again['peak']} MB | | | |")
    return 0 if ratio <= BUDGET and grown <= FLAT else 1


def kept(holds: bool) -> str:
    return "kept" if holds else "**missed**"


def random_file(path: Path, megabytes: int) -> Path:
    with path.open("wb") as file:
        for _ in range(megabytes):
            file.write(os.urandom(1 << 20))
    return path


def on_site(case: Path) -> None:
    """The inspectors have shown their certificates."""
    from benchmarks.documents import CLOCK, NOW
    from jxinspect.law.terms import State
    from jxinspect.model.inspect import Entry
    from jxinspect.store.casefile import open_case_file
    from jxinspect.store.records import inspection_records

    with open_case_file(case, actor="测一鸣", act="setup", clock=CLOCK, at=NOW) as opened:
        records = inspection_records(opened, "2026-001")
        people = [one.id for one in records.staff.values() if one.name in ("测一鸣", "样二航")]
        about: dict[str, Any] = {"inspection_id": records.inspection.id, "at": NOW, "inspectors": people}
        opened.add(Entry(**about, place="档案室", met="李例子", met_post="主任"))
        records.inspection.state = State.ENTERED


def plain(path: Path, folder: Path) -> float:
    """sha256sum and cp, the copy made durable as ours is."""
    started = time.perf_counter()
    subprocess.run(["sha256sum", str(path)], check=True, stdout=subprocess.DEVNULL)
    copy = folder / "副本"
    subprocess.run(["cp", str(path), str(copy)], check=True)
    subprocess.run(["sync", str(copy)], check=True)
    spent = time.perf_counter() - started
    copy.unlink()
    return spent


def taken(case: Path, path: Path) -> dict[str, Any]:
    about = [
        "--source",
        "监控室",
        "--proves",
        "搬运凭证",
        "--by",
        "测一鸣",
        "--by",
        "样二航",
        "--at",
        "2026-03-02 10:00",
    ]
    return told(case, "inspect", "evidence", "add", "-i", "2026-001", str(path), *about)


def told(case: Path, *words: str) -> dict[str, Any]:
    command = [sys.executable, "-c", PROGRAM, *words, "-C", str(case), "--as", "测一鸣", "--quiet"]
    ended = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    found: dict[str, Any] = json.loads(ended.stderr.splitlines()[-1])
    if found["code"]:
        raise SystemExit(ended.stderr)
    return found


if __name__ == "__main__":
    sys.exit(main())
