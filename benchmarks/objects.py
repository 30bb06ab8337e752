"""Memory and time of a case file with very many files of evidence: taking them in, `verify`, the list, the check.

    python benchmarks/objects.py [--files 10000] [--size 2000]

Each command is a process of its own; the kernel tells what it used. Needs a POSIX system.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
from benchmarks.batch import small, used  # noqa: E402

#: The unlocked case file with an inspection whose certificates were shown; made by a process of its own, since a child
#: is charged with the memory of its parent at the time of the fork.
MADE = """
import sys
from datetime import date
from pathlib import Path
from benchmarks.documents import CLOCK, NOW, made
from jxinspect.law.terms import State
from jxinspect.model.inspect import Entry
from jxinspect.store.casefile import open_case_file
from jxinspect.store.records import inspection_records

path = made(Path(sys.argv[1]), 1)
with open_case_file(path, actor="测一鸣", act="setup", clock=CLOCK, at=NOW) as case:
    records = inspection_records(case, "2026-001")
    people = [one.id for one in records.staff.values() if one.role == "inspector"]
    one = records.inspection
    case.add(Entry(inspection_id=one.id, at=NOW, place="样本县", inspectors=people, met="赵样本", met_post="主任"))
    one.state = State.ENTERED
print(path)
"""


def main() -> int:
    """Measure; 1 when a budget is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=10_000)
    parser.add_argument("--size", type=int, default=2_000, help="bytes of each file")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        os.environ["JXINSPECT_HOME"] = str(Path(place) / "home")
        case = made_case(Path(place))
        files = case.parent / "资料"
        files.mkdir()
        for n in range(chosen.files):
            (files / f"凭证{n:05d}.bin").write_bytes(os.urandom(chosen.size))
        about = ("--source", "财务科", "--proves", "多发待遇", "--as", "测一鸣", "--at", "2026-03-02 10:00")
        runs = {
            f"`inspect evidence add` of {chosen.files:,} files": ("inspect", "evidence", "add", "资料", *about),
            "`verify` of them": ("verify",),
            "`inspect evidence list` as CSV": (
                *("inspect", "evidence", "list", "--format", "csv", "--out", "证据.csv", "--as", "测一鸣"),
            ),
            "`check`": ("check",),
        }
        kept = []
        for what, words in runs.items():
            took = used(case, *words, fine=(0, 4))  # `check` finds that the notice was not served
            print(f"{what}: {took.wall:.1f} s, of processor {took.cpu:.1f} s", flush=True)
            kept.append(small(what, took))
    return 0 if all(kept) else 1


def made_case(folder: Path) -> Path:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}
    command = [sys.executable, "-c", MADE, str(folder)]
    told = subprocess.run(command, env=environment, check=True, capture_output=True, text=True)
    return Path(told.stdout.strip())


if __name__ == "__main__":
    sys.exit(main())
