"""Any interleaving of acts, bundles and hub syncs, with losses, repeats and crashes (Hypothesis).

All that have exchanged everything hold the same tables, the same conflicts and every acknowledged entry.
`INTERLEAVINGS=200 pytest tests/sync/test_interleaving.py` goes on for longer.
"""

from __future__ import annotations

import os
import shutil
from contextlib import ExitStack, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from unittest import mock
from uuid import uuid4

import psycopg
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jxinspect.errors import Unresolved
from jxinspect.law.terms import Role
from jxinspect.model.plan import Staff
from jxinspect.store import heads, merge
from jxinspect.store.casefile import open_case_file
from jxinspect.store.objects import Objects
from jxinspect.store.reading import open_reading, rows
from jxinspect.store.verify import damage, verify
from jxinspect.sync import hub_connection
from jxinspect.sync.hub import Hub
from tests.sync.conftest import LAPTOP, OFFICE, Two

THIRD = "三组笔记本"
MACHINES = (OFFICE, LAPTOP, THIRD)
MACHINE = st.integers(0, 2)

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("paper"), MACHINE),
        st.tuples(st.just("change"), MACHINE, st.sampled_from(["phone", "post"]), st.integers(1, 3)),
        st.tuples(st.just("bundle"), MACHINE, MACHINE),
        st.tuples(st.just("open"), st.integers(0, 20)),
        st.tuples(st.just("push"), MACHINE),
        st.tuples(st.just("pull"), MACHINE),
        st.tuples(st.just("crash"), MACHINE, st.sampled_from(["push", "pull"]), st.integers(0, 9)),
    ),
    min_size=5,
    max_size=12,
)


class Struck(BaseException):
    """The machine goes off."""


class World:
    """Three machines, the stick with its bundles, the hub; and what every machine said was written."""

    def __init__(self, two: Two) -> None:
        self.two = two
        self.stick: list[tuple[str, Path]] = []
        self.acknowledged: set[str] = set()
        self.papers = 0

    def do(self, step: tuple[Any, ...]) -> None:
        getattr(self, step[0])(*step[1:])

    def paper(self, at: int) -> None:
        self.papers += 1
        self.two.paper(MACHINES[at], f"第{self.papers}份", 1000 * at + 100 + self.papers)
        self._acknowledge(at)

    def change(self, at: int, field: str, value: int) -> None:
        machine, two = MACHINES[at], self.two
        try:
            with two.at(machine), open_case_file(two.case(machine), actor="李四", act="t", clock=two.clock) as case:
                setattr(case.all(Staff)[0], field, f"0791-0000000{value}")
        except Unresolved:
            return
        self._acknowledge(at)

    def bundle(self, at: int, to: int) -> None:
        if at != to:
            self.stick.append((MACHINES[to], self.two.bundle(MACHINES[at], MACHINES[to])))

    def open(self, which: int) -> None:
        """Some are never opened, some twice, and in any order."""
        if self.stick:
            machine, file = self.stick[which % len(self.stick)]
            ended = self.two.open(machine, file)
            assert ended.code == 0, ended.err

    def push(self, at: int) -> None:
        ended = self.two.type(MACHINES[at], "sync", "push")
        assert ended.code == 0, ended.err

    def pull(self, at: int) -> None:
        ended = self.two.type(MACHINES[at], "sync", "pull")
        assert ended.code == 0, ended.err

    def crash(self, at: int, command: str, moment: int) -> None:
        """The machine goes off before or after one of the steps by which something becomes durable."""
        number = iter(range(1000))

        def struck(do: Any) -> Any:
            def step(*given: Any, **more: Any) -> Any:
                now = next(number)
                if now * 2 == moment:
                    raise Struck
                done = do(*given, **more)
                if now * 2 + 1 == moment:
                    raise Struck
                return done

            return step

        with ExitStack() as patches:
            for owner, name in DURABLE:
                patches.enter_context(mock.patch.object(owner, name, struck(getattr(owner, name))))
            with suppress(Struck):
                self.two.type(MACHINES[at], "sync", command)

    def _acknowledge(self, at: int) -> None:
        (row,) = self.two.rows(MACHINES[at], "SELECT hash FROM journal ORDER BY pos DESC LIMIT 1")
        self.acknowledged.add(row["hash"])

    def exchange(self) -> None:
        for at in (0, 1, 2, 0, 1):
            self.pull(at)
            self.push(at)

    def tables(self, machine: str) -> dict[str, Any]:
        with self.two.at(machine), open_reading(self.two.case(machine), at=self.two.clock) as connection:
            names = [row["name"] for row in rows(connection, TABLES)]
            found = {name: rows(connection, f'SELECT * FROM "{name}" ORDER BY 1') for name in names}
            found["journal"] = rows(connection, "SELECT hash, header, body, salt, signature FROM journal ORDER BY hash")
            return found


#: Local memories of exchanges, of schema and of order are each copy's own.
TABLES = """SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
  AND name NOT IN ('case_info', 'migration', 'journal', 'peer', 'exchange', 'copy') ORDER BY name"""


#: Steps after which something is durable, here or on the hub.
DURABLE = ((merge, "commit"), (heads, "remember"), (Hub, "add"), (Hub, "add_object"), (Objects, "settle"))


@pytest.fixture(scope="module")
def three(both: Path, tmp_path_factory: pytest.TempPathFactory, postgres: str) -> Path:
    """Made once: a third laptop beside the two, and all three know a hub; where it is, the environment says."""
    two = Two(tmp_path_factory.mktemp("three") / "all")
    shutil.copytree(both, two.folder)
    with two.at(OFFICE), open_case_file(two.case(OFFICE), actor="孙科长", act="t", clock=two.clock) as case:
        case.add(Staff(name="样例员", role=Role.INSPECTOR, department="监督科", post=""))
    two.enrol(THIRD)
    made = two.type(OFFICE, "sync", "init", "--hub", _schema(postgres), "--objects", str(two.folder / "对象库"))
    assert made.code == 0, made.err
    opened = two.new(THIRD, two.bundle(OFFICE, THIRD, "", "--all"))
    assert opened.code == 0, opened.err
    assert two.open(LAPTOP, two.bundle(OFFICE, LAPTOP)).code == 0
    return two.folder


def _schema(postgres: str) -> str:
    name = f"hub_{uuid4().hex}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}".encode())
    return f"{postgres}&options=-csearch_path%3D{name}"


def _hub(address: str, two: Two) -> None:
    """An empty hub that the machines take for theirs."""
    known = two.rows(OFFICE, "SELECT json_extract(value, '$.id') AS id FROM case_info WHERE name = 'hub'")
    with psycopg.connect(address, autocommit=True) as connection:
        for statement in hub_connection.statements():
            connection.execute(statement.encode())
        connection.execute("INSERT INTO jx_hub VALUES (1, %s, %s)", [known[0]["id"], "2026-03-02T01:00:00.000000Z"])


@settings(
    max_examples=int(os.environ.get("INTERLEAVINGS", "3")),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(steps=STEPS)
def test_who_has_exchanged_everything_holds_the_same_and_everything(
    three: Path, postgres: str, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Any, ...]]
) -> None:
    folder = tmp_path_factory.mktemp("world") / "all"
    shutil.copytree(three, folder)
    world = World(Two(folder, datetime(2026, 11, 23, 12, 0, tzinfo=UTC)))
    address = _schema(postgres)
    _hub(address, world.two)
    with mock.patch.dict("os.environ", JXINSPECT_HUB=address, JXINSPECT_HUB_OBJECTS=str(folder / "对象库")):
        for step in steps:
            world.do(step)
        world.exchange()
    first, *others = (world.tables(machine) for machine in MACHINES)
    for other in others:
        assert other == first
    assert world.acknowledged <= {row["hash"] for row in first["journal"]}
    with world.two.at(THIRD):
        assert damage(verify(world.two.case(THIRD), at=world.two.clock, deep=True)) == []
    shutil.rmtree(folder.parent)
