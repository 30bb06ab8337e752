"""What was done to evidence behind the program's back is found by `verify`, and named by the number of the item."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from jxinspect.acts import evidence, evidence_custody
from jxinspect.model.evidence import Custody, Evidence
from jxinspect.store.database import connect
from jxinspect.store.keys import key_of
from jxinspect.store.layout import triggers
from jxinspect.store.verify import damage, verify

Act = Callable[..., Any]
NUMBER = "2026-001"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def items(on_site: Act, tmp_path: Path) -> list[Evidence]:
    """Three files of equal size, the third with SM3, and the first handed on twice."""
    with on_site("inspect.evidence", at="2026-03-02 10:00") as case:
        for n, sm3 in ((1, False), (2, False), (3, True)):
            (tmp_path / f"{n}.bin").write_bytes(bytes([n]) * 2_000)
            evidence.add(case, NUMBER, paths=[tmp_path / f"{n}.bin"], source="档案室", proves="申领时间", sm3=sm3)
    with on_site("inspect.evidence", at="2026-03-03 10:00") as case:
        evidence_custody.custody(case, NUMBER, "1", giver="样二航", taker="周档员", why="入库", condition="完好")
    with on_site("inspect.evidence", at="2026-03-04 10:00") as case:
        evidence_custody.custody(case, NUMBER, "1", giver="周档员", taker="例三川", why="查阅", condition="完好")
        return list(case.all(Evidence))


def found(case_path: Path) -> list[str]:
    return [f"{one.kind}: {one.text}" for one in damage(verify(case_path, at=NOW))]


def path_of(case_path: Path, item: Evidence) -> Path:
    path = case_path / "objects" / str(item.sha256)[:2] / str(item.sha256)
    path.chmod(0o600)
    return path


def behind_the_back(case_path: Path, *sql: str) -> None:
    connection = connect(case_path, key_of(case_path, at=NOW), wait=1)
    for text in sql:
        connection.execute(text)
    connection.close()


def test_untouched_evidence_is_whole(items: list[Evidence], case_path: Path) -> None:
    assert [item.code for item in items] == ["2026-001-ZJ-001", "2026-001-ZJ-002", "2026-001-ZJ-003"]
    assert found(case_path) == []


def test_every_flipped_bit_of_an_object_is_found_and_named(items: list[Evidence], case_path: Path) -> None:
    path = path_of(case_path, items[1])
    whole = path.read_bytes()
    chosen = random.Random(7)
    for place in (0, len(whole) - 1, *(chosen.randrange(len(whole)) for _ in range(12))):
        data = bytearray(whole)
        data[place] ^= 1 << chosen.randrange(8)
        path.write_bytes(data)
        told = found(case_path)
        assert len(told) == 1, place
        assert told[0].startswith("object: "), place
        assert told[0].endswith("（证据 2026-001-ZJ-002）"), place
    path.write_bytes(whole)
    assert found(case_path) == []


def test_a_swapped_pair_of_files_is_found_and_both_are_named(items: list[Evidence], case_path: Path) -> None:
    first, second = path_of(case_path, items[0]), path_of(case_path, items[1])
    one, other = first.read_bytes(), second.read_bytes()
    first.write_bytes(other)
    second.write_bytes(one)
    assert sorted(found(case_path)) == [
        "object: 内容与摘要不符（证据 2026-001-ZJ-001）",
        "object: 内容与摘要不符（证据 2026-001-ZJ-002）",
    ]


def test_a_file_that_is_gone_is_named(items: list[Evidence], case_path: Path) -> None:
    path_of(case_path, items[0]).unlink()
    assert found(case_path) == ["object: 引用的对象不见了（证据 2026-001-ZJ-001）"]


def test_a_removed_custody_entry_is_found_and_named_by_its_evidence(
    items: list[Evidence], case_path: Path, on_site: Act
) -> None:
    with on_site("look") as case:
        (first, *_) = case.all(Custody)
    guard = triggers(["custody"])["custody_kept"]
    behind_the_back(case_path, "DROP TRIGGER custody_kept", f"DELETE FROM custody WHERE id = '{first.id}'", guard)
    assert found(case_path) == ["fold: 日志中有的记录在表中不见了（证据 2026-001-ZJ-001 的保管链）"]


def test_an_altered_item_and_a_wrong_sm3_are_named(items: list[Evidence], case_path: Path, jx: Any) -> None:
    behind_the_back(case_path, f"UPDATE evidence SET sm3 = '{'0' * 64}' WHERE seq = 3")
    assert sorted(found(case_path)) == [
        "fold: 与日志不符的字段：sm3（证据 2026-001-ZJ-003）",
        "object: 内容与登记的 SM3 不符（证据 2026-001-ZJ-003）",
    ]
    again = jx("-C", str(case_path), "--as", "测一鸣", "inspect", "evidence", "verify", "-i", NUMBER)
    assert again.code == 8
    assert "2026-001-ZJ-003" in again.err
    assert "2026-001-ZJ-001" not in again.err


def test_a_custody_entry_of_nobody_is_found_by_check_and_named(
    items: list[Evidence], on_site: Act, case_path: Path, jx: Any
) -> None:
    with on_site("merge", at="2026-03-05 10:00") as case:
        about = {"inspection_id": items[1].inspection_id, "evidence_id": items[1].id, "at": case.at}
        case.add(Custody(**about, giver="路人甲", taker="路人乙", why="查阅"))
    checked = jx("-C", str(case_path), "--as", "测一鸣", "check")
    assert checked.code == 4
    assert (
        "证据2026-001-ZJ-002的保管链中断：2026年3月5日10时00分由路人甲交出，而此前的保管人是测一鸣或者样二航"
        in checked.out
    )
