"""Verifying a journal of 200,000 entries beside json.loads and sha256 over its stored bytes. Budget: 1.5 times.

python benchmarks/journal.py [ENTRIES]
"""

from __future__ import annotations

import gc
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=8)))
RUNS = 5
BUDGET = 1.5
PER_ACT = 20


def fill(path: Path, entries: int) -> None:
    """Entries as acts leave them: records are made, then changed; written below SQLAlchemy so that it takes seconds."""
    from jxinspect.store import heads, keys
    from jxinspect.store.create import create_case_file
    from jxinspect.store.database import connect
    from jxinspect.store.journal import Draft, append, own_chain

    case_id = create_case_file(path, "benchmark", clock=NOW, actor="张三")
    with closing(connect(path, keys.key_of(path, at=NOW), wait=1)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("CREATE TABLE sample (id TEXT PRIMARY KEY, name TEXT, amount INTEGER, found TEXT)")
        chain = own_chain(connection, case_id, heads.seen(case_id), NOW, "init")
        for start in range(0, entries // 2, PER_ACT):
            made, changed = [], []
            for n in range(start, start + PER_ACT):
                row = {
                    "id": f"{n:032x}",
                    "name": f"江西省某县社会保险服务中心{n}",
                    "amount": n * 100,
                    "found": "多发养老待遇" * 5,
                }
                made.append(Draft("insert", "sample", row["id"], {"new": row}))  # type: ignore[arg-type]
                changed.append(Draft("update", "sample", row["id"], {"old": {"amount": n * 100}, "new": {"amount": n}}))  # type: ignore[arg-type]
                connection.execute("INSERT INTO sample VALUES (?, ?, ?, ?)", (row["id"], row["name"], n, row["found"]))
            for drafts in (made, changed):
                head = append(connection, chain, drafts, actor="张三", act="inspect.finding.add", clock=NOW)
                chain = chain._replace(seq=chain.seq + len(drafts), head=head)
        connection.execute("COMMIT")


def measured(do: Callable[[], object]) -> float:
    gc.collect()
    start = time.perf_counter()
    do()
    return time.perf_counter() - start


def baseline(stored: list[tuple[str, str, str]]) -> None:
    for header, body, salt in stored:
        json.loads(header)
        json.loads(body)
        sha256(header.encode())
        sha256(salt.encode() + body.encode())


def main(entries: int) -> int:
    with tempfile.TemporaryDirectory() as folder:
        os.environ["JXINSPECT_HOME"] = str(Path(folder) / "home")
        path = Path(folder) / "benchmark.jxcase"
        fill(path, entries)
        from jxinspect.store import keys
        from jxinspect.store.chains import replay
        from jxinspect.store.database import connect

        key = keys.key_of(path, at=NOW)
        with closing(connect(path, key, wait=1, writing=False)) as connection:
            told = replay(connection, key.case_id)
            assert not told.problems, told.problems[:3]
            del told
            stored = connection.execute("SELECT header, body, salt FROM journal ORDER BY pos").fetchall()
            plain, ours = [], []
            for _ in range(RUNS):
                plain.append(measured(lambda: baseline(stored)))
                ours.append(measured(lambda: replay(connection, key.case_id)))
    ratio = statistics.median(ours) / statistics.median(plain)
    print(f"{len(stored)} entries: verify {statistics.median(ours):.2f} s")
    print(f"json.loads and sha256 over their bytes: {statistics.median(plain):.2f} s")
    print(f"ratio {ratio:.2f}, budget {BUDGET}")
    return 0 if ratio <= BUDGET else 1


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 200_000))
