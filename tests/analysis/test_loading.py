"""Loading: every row kept or refused, faults told, the digest of the same table always the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import duckdb
import pytest

from jxinspect.analysis import judging
from jxinspect.analysis.ahead import ahead, side_by_side
from jxinspect.analysis.duck import duck
from jxinspect.analysis.loading import Loading
from jxinspect.law.data_tables import known_tables
from jxinspect.law.dataset import PartKind
from tests.analysis.senders import told

PAY = """
person_no | fund | item | pay_ym | paid_on | amount | account_no | account_name
3601000000001 | 失业 | 失业保险金 | 202501 | 2025-01-10 | 1200.00 | 6222000000000001 | 测一鸣
3601000000002 | 失业 | 失业保险金 | 202501 | 2025-01-10 | 1300.00 | 6222000000000002 | 样二航
3601000000001 | 失业 | 失业保险金 | 202503 | 2025-03-10 | 1200.00 | 6222000000000001 | 测一鸣
"""
#: The same rows as another system writes them.
PAY_AGAIN = """
amount | person_no | fund | item | pay_ym | paid_on | account_no | account_name
1,200.00 | '3601000000001 | 失业保险 | 失业保险金 | 2025-01 | 20250110 | 6222000000000001 | 测　一鸣
￥1300 | 3601000000002 | 失业 | 失业保险金　 | 2025年1月 | 2025/1/10 | 6222000000000002 | 样二航
1200.0 | 3601000000001 | 失业 | 失业保险金 | 202503 | 45726 | 6222000000000001 | 测一鸣
"""


@pytest.fixture
def load(tmp_path: Path) -> Iterator[Any]:
    made: list[Loading] = []

    def run(table: str, *pages: str, **more: Any) -> tuple[Loading, list[Any], dict[str, bytes]]:
        kept: dict[str, bytes] = {}

        def put(data: bytes) -> str:
            sha = sha256(data).hexdigest()
            kept[sha] = data
            return sha

        taken = [told(page, **more) for page in pages]
        wanted = [name for _, how in taken for name in how.places]
        loading = Loading(known_tables()[table], wanted, put, case=tmp_path)
        made.append(loading)
        totals = [(loading.take(source, how), loading.damaged(source, how)) for source, how in taken]
        return loading, totals, kept

    yield run
    for one in made:
        one.close()


def rows_of(kept: dict[str, bytes], loading: Loading, kind: PartKind, tmp_path: Path) -> list[Any]:
    found: list[Any] = []
    for n, part in enumerate(part for part in loading.parts if part.kind == kind):
        path = tmp_path / f"{n}.parquet"
        path.write_bytes(kept[part.sha256])
        found += duckdb.execute(f"SELECT * FROM '{path}'").fetchall()
    return found


def test_every_row_is_kept_with_its_place_or_refused_with_its_reason(load: Any, tmp_path: Path) -> None:
    page = PAY + "3601000000003 | 失业 | 失业保险金 | 二零二五 | 2025-01-10 | 9 | 6222000000000003 | 例三川\n"
    loading, ((totals, _),), kept = load("pay", page)
    assert (totals.read, totals.kept, totals.refused) == (4, 3, 1)
    rows = rows_of(kept, loading, PartKind.ROWS, tmp_path)
    assert [row[:4] for row in rows] == [(1, "发放.csv", "", 2), (2, "发放.csv", "", 3), (3, "发放.csv", "", 4)]
    ((file, sheet, line, _, fields),) = rows_of(kept, loading, PartKind.REFUSED, tmp_path)
    assert (file, sheet, line, fields[3]) == ("发放.csv", "", 5, "二零二五")
    (fault,) = loading.faults
    assert (fault.column, fault.kind, fault.count, fault.lines) == ("pay_ym", "unreadable", 1, [5])


def test_the_same_table_has_the_same_digest_whatever_its_form_and_cutting(load: Any) -> None:
    lines = PAY.strip().splitlines()
    digests = {
        load("pay", PAY)[0].digest,
        load("pay", PAY_AGAIN)[0].digest,
        load("pay", PAY, at_a_time=1)[0].digest,
        load("pay", "\n".join(lines[:2]), "\n".join([lines[0], *lines[2:]]))[0].digest,
    }
    assert len(digests) == 1
    assert load("pay", PAY.replace("1300.00", "1300.01"))[0].digest not in digests


def test_a_value_in_another_form_is_read_wherever_it_comes(load: Any) -> None:
    page = PAY.replace("02 | 失业 |", "02 | 失业保险 |").replace("202503 | 2025-03-10", "2025年3月 | 20250310")
    digests = {load("pay", page, at_a_time=rows)[0].digest for rows in (1, 2, 3)}
    assert digests == {load("pay", PAY)[0].digest}
    loading, ((totals, _),), _ = load("pay", PAY.replace("1300.00", "一千三"), at_a_time=1)
    assert (totals.kept, totals.refused, [fault.kind for fault in loading.faults]) == (2, 1, ["unreadable"])


def test_months_and_sums_are_counted_of_what_was_kept(load: Any) -> None:
    loading, _, _ = load("pay", PAY)
    assert loading.months == {("pay_ym", 202501): [2, 250000], ("pay_ym", 202503): [1, 120000]}
    assert loading.sums == {"amount": 370000}


def test_rows_are_numbered_on_through_files_and_chunks(load: Any, tmp_path: Path) -> None:
    loading, _, kept = load("pay", PAY, PAY, at_a_time=2)
    rows = rows_of(kept, loading, PartKind.ROWS, tmp_path)
    assert [row[0] for row in rows] == [1, 2, 3, 4, 5, 6]


def test_rows_of_a_large_chunk_keep_their_order_and_so_the_digest(
    load: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    header, row = PAY.strip().splitlines()[:2]
    page = "\n".join([header, *(row.replace("3601000000001", f"36{n:011d}") for n in range(6000))])
    whole = load("pay", page, at_a_time=6000)[0].digest
    monkeypatch.setattr(judging, "_BUFFER", 1 << 16)  # DuckDB reads 16 MB in several goes
    loading, _, kept = load("pay", page, at_a_time=6000)
    rows = rows_of(kept, loading, PartKind.ROWS, tmp_path)
    assert [(row[0], row[3]) for row in rows] == [(n, n + 1) for n in range(1, 6001)]
    assert loading.digest == whole


@pytest.mark.parametrize(
    ("numbers", "spoiled"),
    [
        (["510000195001010000"] * 3, ["id_no"]),  # three in a row
        (["36010019500101005X", "510000195001010000", "36010019500101005X"], []),
        (["5.1E+17", "36010019500101005X"], ["id_no"]),
        (
            [f"36010019500101{n:03d}0" if n % 50 else f"360100{1950 + n // 50}01010000" for n in range(400)],
            ["id_no"],  # one in fifty
        ),
        (
            [f"36010019500101{n:03d}1" if n % 100 else f"360100{1950 + n // 100}01010000" for n in range(300)],
            ["id_no"],  # one in a hundred, no less
        ),
        ([f"36010019500101{n % 900 + 1:03d}1" if n % 399 else "360100195001010000" for n in range(400)], []),
    ],
)
def test_identity_numbers_that_a_workbook_spoiled_are_found(load: Any, numbers: list[str], spoiled: list[str]) -> None:
    page = "id_no | name | death_on\n" + "\n".join(f"{number} | 测一鸣 | 2025-01-01" for number in numbers)
    _, ((_, found),), _ = load("x_death", page)
    assert found == spoiled


def test_cells_that_a_workbook_kept_as_long_numbers_spoil_their_column(load: Any) -> None:
    _, ((_, found),), _ = load("pay", PAY, spoiled={"account_no": 1})
    assert found == ["account_no"]


def test_a_number_of_a_person_that_was_kept_as_a_long_number_is_spoiled_too(load: Any) -> None:
    _, ((_, found),), _ = load("pay", PAY, spoiled={"person_no": 3, "amount": 1})
    assert found == ["person_no"]


def test_what_goes_wrong_in_a_source_goes_wrong_in_the_loading() -> None:
    def broken() -> Iterator[int]:
        yield 1
        raise ValueError("第 2 行")

    with pytest.raises(ValueError, match="第 2 行"):
        list(ahead(broken()))


def test_pieces_that_nobody_wants_any_more_are_not_made() -> None:
    made: list[int] = []

    def pieces() -> Iterator[int]:
        for n in range(100):
            made.append(n)
            yield n

    for n in ahead(pieces()):
        if n == 3:
            break
    assert len(made) < 10


def test_jobs_side_by_side_end_in_their_order_and_fail_in_their_turn() -> None:
    def job(n: int) -> Callable[[None], int]:
        return lambda _: 60 // n

    told: list[int] = []
    with pytest.raises(ZeroDivisionError):
        for found in side_by_side(map(job, [1, 2, 3, 4, 5, 0, 6]), lambda: None, 2):
            told.append(found)  # noqa: PERF402 — those before the fault are wanted
    assert told == [60, 30, 20, 15, 12]


def test_what_duckdb_spills_is_not_readable(tmp_path: Path) -> None:
    con = duck(tmp_path, memory="60MB", threads=1)
    con.execute(
        "CREATE TEMP TABLE t AS SELECT '36010019500101005X-' || i || repeat('测一鸣', 10) AS s FROM range(1500000) r(i)"
    )
    spilled = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in spilled) > 10_000_000
    for path in spilled:
        data = path.read_bytes()
        assert b"36010019500101005X" not in data
        assert "测一鸣".encode() not in data
    con.close()
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
