"""A table in which few texts are met again and again is judged as one whose every row is looked at."""

from __future__ import annotations

from hashlib import sha256
from itertools import chain, cycle, islice
from pathlib import Path
from typing import Any

import duckdb
import pytest

from jxinspect.analysis.incoming import Columns
from jxinspect.analysis.loading import Loading
from jxinspect.law.data_tables import known_tables
from tests.analysis.senders import Told
from tests.analysis.sources.reading import source_of

HEADER = ["person_no", "fund", "item", "pay_ym", "paid_on", "amount", "account_no", "account_name", "pay_state", "备注"]
#: Columns of a few texts each, in every form that senders use, and with everything that may be wrong.
FEW: dict[str, list[str]] = {
    "fund": ["失业", "失业保险", " 工伤", "乱写", "", "NULL"],
    "item": ["失业保险金", "'乙", "长" * 60, "它's", "a\\n", "A", "a"],
    "pay_ym": ["202501", "2025-02", "2025年3月", "二零二五", "", " 202504"],
    "paid_on": ["2025-01-10", "20250110", "2025/1/5", "坏", "", "45726", "2025-02", "1799-01-01"],
    "amount": ["1200.00", "￥1300", "1e5", "", "(3.00)", "1.005", "0.32万元"],
    "account_no": ["6222000000000001", "6.222E+15", "6222 0000", ""],
    "account_name": ["测一鸣", "阿.不·丙", "A b", "测　鸣", ""],
    "pay_state": ["成功", "退票", "ＮＵＬＬ", ""],
    "备注": ["", "甲", "乙'"],
}


def rows(varied: str, count: int = 300) -> list[list[str]]:
    """Rows that repeat, except for one column, in which all differ."""
    columns = [islice(cycle(FEW.get(name, ["3601"])), count) for name in HEADER]
    told = [list(row) for row in zip(*columns, strict=True)]
    for n, row in enumerate(told):
        row[HEADER.index(varied)] += f"{n}"
    return told


def loaded(source: Any, case: Path, table: str = "pay") -> tuple[Any, ...]:
    """All that loading tells of a source: digest, faults, what was kept and left."""
    columns = Columns(source.header, {name: n for n, name in enumerate(source.header) if name != "备注"})
    parts: list[list[Any]] = []

    def put(data: bytes) -> str:
        (case / "part.parquet").write_bytes(data)
        parts.append(duckdb.execute(f"FROM '{case / 'part.parquet'}'").fetchall())
        return sha256(data).hexdigest()

    loading = Loading(known_tables()[table], list(columns.places), put, case=case)
    totals = loading.take(source, columns)
    faults = [(fault.column, fault.kind, fault.count, fault.lines) for fault in loading.faults]
    told = totals, loading.digest, faults, loading.sums, loading.months, loading.damaged(source, columns), parts
    loading.close()
    return told


@pytest.mark.parametrize("varied", ["account_name", "备注"])
def test_words_that_repeat_are_judged_as_each_row_would_be(tmp_path: Path, varied: str) -> None:
    sent = rows(varied)
    path = tmp_path / "发放.csv"
    path.write_bytes("\n".join(["|".join(row) for row in [HEADER, *sent]]).encode("gb18030"))
    source = source_of(path)
    (chunk,) = source.chunks()
    assert chunk.columns is not None
    assert [name for name, column in zip(HEADER, chunk.columns, strict=True) if column.which is None] == [varied]
    found = loaded(source, tmp_path)
    assert 0 < found[0].refused < found[0].read
    assert found == loaded(Told(HEADER, sent), tmp_path)


def test_numbers_of_persons_that_repeat_are_looked_at_for_what_a_workbook_spoils(tmp_path: Path) -> None:
    header = ["id_no", "name", "death_on"]
    sent = [["510000195001010000", "测一鸣", "2025-01-01"], ["5.1E+17", "测一鸣", "2025-01-01"]] * 100
    path = tmp_path / "死亡.csv"
    path.write_text("\n".join(",".join(row) for row in [header, *sent]), encoding="utf-8")
    found = loaded(source_of(path), tmp_path, "x_death")
    assert found[-2] == ["id_no"]
    assert found == loaded(Told(header, sent, path.name), tmp_path, "x_death")


def test_chunks_of_words_and_chunks_of_rows_follow_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jxinspect.analysis.sources.decoding.CHUNK", 1 << 15)
    sent = rows("account_name", 1000)
    for n in (0, 950):
        sent[n][2] = "失业|保险金"  # a quoted field, so that its chunk goes row by row
    path = tmp_path / "发放.csv"
    lines = ["|".join(f'"{cell}"' if "|" in cell else cell for cell in row) for row in [HEADER, *sent]]
    path.write_bytes("\n".join(lines).encode("gb18030"))
    source = source_of(path)
    kinds = [chunk.columns is None for chunk in source.chunks()]
    assert (kinds[:2], kinds.index(True, 1) > 1) == ([True, False], True)
    assert loaded(source, tmp_path)[:-1] == loaded(Told(HEADER, sent), tmp_path)[:-1]


def test_hundreds_of_words_that_are_others_in_the_next_chunk_come_to_the_right_rows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jxinspect.analysis.sources.decoding.CHUNK", 40_000)
    monkeypatch.setattr("jxinspect.analysis.sources.words.OFTEN", 1)
    sent = [["3601", "失业", f"项{n}", "202501", "2025-01-10", f"{n}.00", f"6222{n // 700}"] for n in range(1400)]
    for n in range(0, 700, 2):
        sent[n][2] = sent[700 + n][2]
    path = tmp_path / "发放.csv"
    path.write_bytes("\n".join(["|".join(row) for row in [HEADER[:7], *sent]]).encode("gb18030"))
    source = source_of(path)
    items = [chunk.columns[2] for chunk in source.chunks() if chunk.columns is not None]
    assert len(items) == 2
    assert all(column.which is not None and len(column.lengths) > 255 for column in items)
    *found, parts = loaded(source, tmp_path)
    *expected, plain = loaded(Told(HEADER[:7], sent), tmp_path)
    assert (found, [*chain(*parts)]) == (expected, [*chain(*plain)])
