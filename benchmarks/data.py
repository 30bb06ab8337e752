"""Loading a GB18030 CSV of payments, whole, as `inspect data load` does it, beside bare DuckDB reading the same rows.

    python benchmarks/data.py [--rows 1000000] [--rounds 3] [--payments usual|alike|varied] [--out FOLDER]

Bare DuckDB reads them as UTF-8 into a table of texts and knows how the file is cut; ours decodes, cleans, types and
judges every row, keeps encrypted Parquet and the digest. Processes of their own, 2 threads, in turn. The raw file's way
into evidence is another budget (`evidence.py`) and told apart. Exits 1 above three times bare.
"""

from __future__ import annotations

import argparse
import compileall
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

BUDGET, THREADS = 3.0, 2
FUNDS = ("企业职工养老", "城乡居民养老", "机关事业养老")
HEAD = "个人编号,险种,待遇项目,所属期,发放日期,金额,开户行,账号,户名,发放状态,经办机构,发放批次"


def main() -> int:
    """Measure; 1 when the budget is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--payments", choices=PAYMENTS, default="usual", help="how much the payments repeat")
    parser.add_argument("--out", type=Path)
    parser.add_argument("--step", choices=("bare", "ours", "raw"), help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:
        done = {"bare": bare, "ours": ours, "raw": raw}[given.step](given.out)
        done["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
        print(json.dumps(done))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        return measured(given.out or Path(folder), given)


def measured(out: Path, given: argparse.Namespace) -> int:
    """Both in turn, and the table of what they took."""
    # An installation is compiled; a folder of sources only by a run that may write.
    compileall.compile_dir(ROOT / "jxinspect", quiet=2)
    write(out, given.rows, PAYMENTS[given.payments])
    size = (out / "gb.csv").stat().st_size >> 20
    rounds = [(step("bare", out), step("ours", out)) for _ in range(given.rounds)]
    ratio = statistics.median(mine["seconds"] / plain["seconds"] for plain, mine in rounds)
    processor = statistics.median(mine["processor"] / plain["processor"] for plain, mine in rounds)
    evidence = step("raw", out)
    plain, mine = (min(one, key=lambda done: float(done["seconds"])) for one in zip(*rounds, strict=True))
    print(f"{given.rows:,} rows, {size} MB in GB18030, {THREADS} threads")
    print("| what | seconds | peak |\n|---|---|---|")
    print(f"| bare DuckDB, UTF-8 | {plain['seconds']:.2f} | {plain['peak']} MB |")
    print(f"| loading | {mine['seconds']:.2f} | {mine['peak']} MB |")
    print(f"| the raw file into evidence | {evidence['seconds']:.2f} | {evidence['peak']} MB |")
    print(f"loading / bare DuckDB: {ratio:.2f} × (processor {processor:.2f} ×), budget {BUDGET:g} ×")
    return 0 if ratio <= BUDGET else 1


def step(name: str, out: Path) -> dict[str, Any]:
    """One measurement in a process of its own."""
    words = [sys.executable, str(Path(__file__)), "--step", name, "--out", str(out)]
    ended = subprocess.run(words, check=True, capture_output=True, text=True, env=os.environ)
    return dict(json.loads(ended.stdout))


def write(out: Path, rows: int, payment: Callable[[int, int, str], str]) -> None:
    """The same rows in both encodings: invented people, 25 months each."""

    def line(n: int) -> str:
        person, month = divmod(n, 25)
        return payment(n, person, f"{2024 + month // 12}{month % 12 + 1:02d}")

    with (out / "gb.csv").open("w", encoding="gb18030") as gb, (out / "utf8.csv").open("w", encoding="utf-8") as utf:
        for file in (gb, utf):
            file.write(f"{HEAD}\n")
        for start in range(0, rows, 10_000):
            text = "".join(map(line, range(start, min(rows, start + 10_000))))
            gb.write(text)
            utf.write(text)


def alike(_n: int, person: int, ym: str) -> str:
    """A payment of an office with one fund, one bank, one agency."""
    return (
        f"3601{person:09d},企业职工养老,基本养老金,{ym},{ym[:4]}-{ym[4:]}-10,{2000 + person % 3000}.{person % 100:02d},"
        f"虚构银行样本支行,6222{person:015d},测{chr(0x4E00 + person % 5000)}鸣,成功,样本县社会保险服务中心,{ym}-01\n"
    )


def usual(n: int, person: int, ym: str) -> str:
    """A payment of a county: 60 branches of a bank, 40 agencies, three days of payment, names of two to four signs."""
    return (
        f"3601{person:09d},{FUNDS[person % 3]},{'丧葬补助金' if n % 40 == 0 else '基本养老金'},{ym},"
        f"{ym[:4]}-{ym[4:]}-{10 + person % 3},{(person * 7919 + n) % 1_234_567 / 100:.2f},"
        f"虚构银行样本第{person * 13 % 60}支行,6222{person:0{12 + person % 4}d},{name_of(person)},"
        f"{'退回' if n % 97 == 0 else '成功'},样本县第{person * 17 % 40}社会保险服务中心,{ym}-{n % 3:02d}\n"
    )


def varied(n: int, person: int, ym: str) -> str:
    """A payment whose bank, agency and day are one of hundreds."""
    day = date(2024, 1, 1) + timedelta(days=(person * 31 + n) % 700)
    return (
        f"3601{person:09d},企业职工养老,基本养老金,{ym},{day},{(person * 7919 + n) % 1_234_567 / 100:.2f},"
        f"虚构银行样本第{n * 13 % 700}支行,6222{person:0{12 + person % 4}d},{name_of(person)},成功,"
        f"样本县第{n * 17 % 300}社会保险服务中心,{ym}-{n % 3:02d}\n"
    )


def name_of(person: int) -> str:
    return "测" + "".join(chr(0x4E00 + (person * k) % 5000) for k in range(1, 2 + person % 3))


#: How much the payments of a file repeat: a text that a column has again and again is judged once.
PAYMENTS = {"usual": usual, "alike": alike, "varied": varied}


def bare(out: Path) -> dict[str, Any]:
    """DuckDB alone."""
    import duckdb

    with closing(duckdb.connect(config={"threads": THREADS})) as con:
        return timed(lambda: con.execute(f"CREATE TABLE t AS FROM read_csv('{out}/utf8.csv', all_varchar = true)"))


def ours(out: Path) -> dict[str, Any]:
    """As `inspect data load` does it, into the objects of an encrypted case file."""
    import duckdb  # noqa: F401 — imported before the clock starts, as for bare DuckDB

    from jxinspect.analysis.incoming import Columns
    from jxinspect.analysis.loading import Loading
    from jxinspect.analysis.sources import map_header, open_sources
    from jxinspect.law.data_tables import known_tables
    from jxinspect.store.keys import new_key
    from jxinspect.store.objects import Objects

    table = known_tables()["pay"]

    def load(into: Path) -> None:
        objects = Objects(into, new_key("0" * 32, encrypted=True))
        (source,) = open_sources(out / "gb.csv")
        how = Columns(source.header, map_header(source.header, table).places)
        with closing(Loading(table, list(how.places), objects.put, case=into)) as loading:
            totals = loading.take(source, how)
        assert totals.read == totals.kept
        objects.settle()

    with tempfile.TemporaryDirectory(dir=out) as folder:  # each round has its own key
        return timed(lambda: load(Path(folder)))


def raw(out: Path) -> dict[str, Any]:
    """The file as it came, digested, encrypted and kept."""
    from jxinspect.store.keys import new_key
    from jxinspect.store.objects import Objects

    objects = Objects(out, new_key("0" * 32, encrypted=True))

    def take() -> None:
        objects.put_nothing(out / "gb.csv")
        objects.put_file(out / "gb.csv")
        objects.settle()

    return timed(take)


def timed(do: Any) -> dict[str, Any]:
    """Seconds of the clock and of the processor."""
    started, used = time.perf_counter(), time.process_time()
    do()
    return {"seconds": time.perf_counter() - started, "processor": time.process_time() - used}


if __name__ == "__main__":
    sys.exit(main())
