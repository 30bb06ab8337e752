"""Copies of one case file on several machines that work apart and exchange their entries."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import MetaData

from jxinspect.errors import Damaged, Refused, Unresolved
from jxinspect.store.conflicts import Conflict
from jxinspect.store.conflicts import conflicts as waiting
from jxinspect.store.create import create_case_file
from jxinspect.store.exchange import ChainStart, Entry, Have, chains, count_lacking, have, lacking
from jxinspect.store.merge import Taken, take
from jxinspect.store.reading import open_reading, read_rows
from jxinspect.store.verify import verify
from jxinspect.store.versions import LATEST
from tests.thorough import rounds


class Laptop:
    """One machine with its own key, and a copy of the case file."""

    def __init__(self, folder: Path, now: datetime, tables: MetaData, opened: Any, Thing: Any) -> None:
        self.folder, self.now, self.tables, self._opened, self.Thing = folder, now, tables, opened, Thing
        self.path = folder / "案卷.jxcase"
        self.home = folder / "home"
        self.actor = folder.name

    @contextmanager
    def here(self) -> Iterator[None]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("JXINSPECT_HOME", str(self.home))
            yield

    def copy(self, folder: Path) -> Laptop:
        """Another machine that gets a copy of the case file."""
        shutil.copytree(self.path, folder / self.path.name)
        return Laptop(folder, self.now, self.tables, self._opened, self.Thing)

    def clone(self, folder: Path) -> Laptop:
        """The machine a second time, its key and all."""
        shutil.copytree(self.folder, folder)
        return Laptop(folder, self.now, self.tables, self._opened, self.Thing)

    def _act(self) -> Any:
        self.now += timedelta(minutes=1)
        return self._opened(self.path, actor=self.actor, clock=self.now)

    def add(self, **fields: Any) -> str:
        with self.here(), self._act() as case:
            thing = self.Thing(**fields)
            case.add(thing)
        return str(thing.id)

    def change(self, id_: str, **fields: Any) -> None:
        with self.here(), self._act() as case:
            thing = case.get(self.Thing, id_)
            for name, value in fields.items():
                setattr(thing, name, value)

    def rule(self, id_: str, **fields: Any) -> None:
        with self.here(), self._act() as case:
            case.rule(("thing", id_), fields)

    def asked(self, ask: Callable[[Any], Any]) -> Any:
        with self.here(), open_reading(self.path, at=self.now) as connection:
            return ask(connection)

    def send(self, theirs: Have) -> tuple[list[ChainStart], list[Entry]]:
        return self.asked(chains), self.asked(lambda connection: list(lacking(connection, theirs)))

    def get(self, other: Laptop, *, dry_run: bool = False) -> Taken:
        """Take in what the other has and this one lacks."""
        return self.take(*other.send(self.asked(have)), dry_run=dry_run)

    def take(self, starts: list[ChainStart], entries: list[Entry], *, dry_run: bool = False) -> Taken:
        with self.here():
            return take(
                *(self.path, starts, entries),
                actor=self.actor,
                act="sync open",
                clock=self.now,
                tables=self.tables,
                dry_run=dry_run,
            )

    def rows(self, sql: str = "SELECT id, name, n, words, kind, code FROM thing ORDER BY id") -> list[dict[str, Any]]:
        with self.here():
            return read_rows(self.path, sql, at=self.now)

    def thing(self, id_: str) -> dict[str, Any]:
        return next(row for row in self.rows() if row["id"] == id_)

    def waiting(self) -> list[Conflict]:
        return list(self.asked(waiting))

    def problems(self) -> list[Any]:
        with self.here():
            return verify(self.path, at=self.now, tables=self.tables, deep=True)


@pytest.fixture
def office(tmp_path: Path, now: datetime, tables: MetaData, opened: Any, Thing: Any) -> Laptop:
    made = Laptop(tmp_path / "机关", now, tables, opened, Thing)
    with made.here():
        create_case_file(made.path, None, clock=now, actor="机关", tables=tables)
    return made


@pytest.fixture
def pair(office: Laptop, tmp_path: Path) -> tuple[Laptop, Laptop]:
    office.add(name="某县社保中心")
    return office, office.copy(tmp_path / "二组")


def test_what_two_laptops_add_apart_is_in_both_after_they_met(pair: tuple[Laptop, Laptop]) -> None:
    one, two = pair
    first, second = one.add(name="甲"), two.add(name="乙")
    two.change(second, n=2)
    told = two.get(one)
    assert (told.entries, told.records, told.actors) == (1, {"thing": 1}, {"机关": 1})
    assert one.get(two).entries == 2
    assert one.rows() == two.rows()
    assert {row["name"] for row in one.rows()} == {"某县社保中心", "甲", "乙"}
    assert one.thing(second)["n"] == two.thing(second)["n"] == 2
    assert two.thing(first)["name"] == "甲"
    assert one.problems() == two.problems() == []


def test_nothing_new_costs_and_changes_nothing(pair: tuple[Laptop, Laptop]) -> None:
    one, two = pair
    one.add(name="甲")
    starts, entries = one.send(two.asked(have))
    two.take(starts, entries)
    before = (two.path / "case.db").read_bytes()
    assert two.take(starts, entries)[:2] == (0, 1)
    assert one.asked(lambda connection: count_lacking(connection, two.asked(have))) == 0
    assert (two.path / "case.db").read_bytes() == before


def test_looking_first_takes_nothing(pair: tuple[Laptop, Laptop]) -> None:
    one, two = pair
    one.add(name="甲")
    before = (two.path / "case.db").read_bytes()
    assert two.get(one, dry_run=True).records == {"thing": 1}
    assert (two.path / "case.db").read_bytes() == before
    assert [row["name"] for row in two.rows()] == ["某县社保中心"]


def test_different_fields_of_one_record_unite_and_the_next_change_cites_both(pair: tuple[Laptop, Laptop]) -> None:
    one, two = pair
    (id_,) = (row["id"] for row in one.rows())
    one.change(id_, name="改名")
    two.change(id_, n=7)
    one.get(two)
    two.get(one)
    assert one.thing(id_) == two.thing(id_)
    assert (one.thing(id_)["name"], one.thing(id_)["n"]) == ("改名", 7)
    assert one.waiting() == []
    two.change(id_, name="又改")
    (last,) = two.rows("SELECT header FROM journal ORDER BY pos DESC LIMIT 1")
    assert len(json.loads(last["header"])["previous"]) == 2
    one.get(two)
    assert one.thing(id_)["name"] == "又改"
    assert one.problems() == two.problems() == []


def test_the_same_field_changed_apart_waits_for_a_ruling_and_holds_what_it_held_before(
    pair: tuple[Laptop, Laptop],
) -> None:
    one, two = pair
    (id_,) = (row["id"] for row in one.rows())
    one.change(id_, name="甲的说法")
    two.change(id_, name="乙的说法")
    assert [c.field for c in one.get(two).conflicts] == ["name"]
    two.get(one)
    assert one.waiting() == two.waiting()
    (told,) = one.waiting()
    assert (told.kind, told.table, told.record, told.before) == ("field", "thing", id_, "某县社保中心")
    assert sorted(told.sides.values()) == ["乙的说法", "甲的说法"]
    assert one.thing(id_)["name"] == two.thing(id_)["name"] == "某县社保中心"
    with pytest.raises(Unresolved, match="正待裁定"):
        one.change(id_, name="随手一改")
    one.change(id_, n=3)
    assert [c.field for c in one.waiting()] == ["name"]
    one.rule(id_, name="乙的说法")
    assert one.waiting() == []
    two.get(one)
    assert two.waiting() == []
    assert two.thing(id_) == one.thing(id_)
    assert (two.thing(id_)["name"], two.thing(id_)["n"]) == ("乙的说法", 3)
    assert one.problems() == two.problems() == []


def test_a_ruling_for_what_stood_before_is_an_entry_too(pair: tuple[Laptop, Laptop]) -> None:
    one, two = pair
    (id_,) = (row["id"] for row in one.rows())
    one.change(id_, n=1)
    two.change(id_, n=2)
    two.get(one)
    two.rule(id_, n=0)
    one.get(two)
    assert one.waiting() == two.waiting() == []
    assert one.thing(id_)["n"] == 0
    assert one.problems() == []


def test_the_same_change_made_apart_is_no_conflict(pair: tuple[Laptop, Laptop]) -> None:
    one, two = pair
    (id_,) = (row["id"] for row in one.rows())
    one.change(id_, name="同样")
    two.change(id_, name="同样")
    one.get(two)
    assert one.waiting() == []
    assert one.thing(id_)["name"] == "同样"


def test_rulings_made_apart_are_a_conflict_again(pair: tuple[Laptop, Laptop]) -> None:
    one, two = pair
    (id_,) = (row["id"] for row in one.rows())
    one.change(id_, n=1)
    two.change(id_, n=2)
    one.get(two)
    two.get(one)
    one.rule(id_, n=1)
    two.rule(id_, n=2)
    one.get(two)
    assert sorted(one.waiting()[0].sides.values()) == [1, 2]


def test_one_number_given_by_two_laptops_is_kept_twice_until_somebody_rules(pair: tuple[Laptop, Laptop]) -> None:
    one, two = pair
    first, second = one.add(name="甲", code="2026-001"), two.add(name="乙", code="2026-001")
    one.get(two)
    two.get(one)
    (told,) = one.waiting()
    assert (told.kind, told.field, sorted(told.sides)) == ("key", "code", sorted([first, second]))
    assert one.waiting() == two.waiting()
    assert one.rows() == two.rows()
    with pytest.raises(Unresolved):
        one.change(second, code="2026-003")
    one.rule(second, code="2026-002")
    two.get(one)
    assert two.waiting() == one.waiting() == []
    assert two.thing(second)["code"] == "2026-002"
    assert one.problems() == two.problems() == []


def test_a_cloned_machine_shows_and_nothing_of_either_is_lost(office: Laptop, tmp_path: Path) -> None:
    office.add(name="共同")
    twin = office.clone(tmp_path / "克隆")
    office.add(name="甲")
    twin.add(name="乙")
    third = office.copy(tmp_path / "第三台")
    assert third.get(twin).forks
    office.get(twin)
    twin.get(office)
    assert office.rows() == twin.rows() == third.rows()
    assert [row["name"] for row in office.rows()] == ["共同", "甲", "乙"]
    assert [c.kind for c in office.waiting()] == ["fork"]
    assert office.waiting() == twin.waiting() == third.waiting()
    assert [p for p in office.problems() if p.kind != "conflict"] == []
    office.add(name="丙")
    assert third.get(office).entries == 1


def test_a_machine_put_back_gets_its_lost_entries_and_begins_a_new_chain(office: Laptop, tmp_path: Path) -> None:
    other = office.copy(tmp_path / "二组")
    old = office.clone(tmp_path / "快照")
    office.add(name="后来")
    other.get(office)
    assert old.get(other).own_lost
    old.add(name="回滚之后")
    other.get(old)
    assert [row["name"] for row in other.rows()] == ["后来", "回滚之后"]
    assert other.waiting() == []
    assert old.problems() == []


def test_verify_tells_what_waits_in_a_case_file_that_a_later_program_would_bring_up_to_date(
    pair: tuple[Laptop, Laptop], monkeypatch: pytest.MonkeyPatch
) -> None:
    one, two = pair
    (id_,) = (row["id"] for row in one.rows())
    one.change(id_, n=1)
    two.change(id_, n=2)
    one.get(two)
    monkeypatch.setattr("jxinspect.store.layout.LATEST", LATEST + 1)
    assert [(problem.kind, problem.severity) for problem in one.problems()] == [("conflict", "notice")]


# ---- what is refused -------------------------------------------------------------------------------------------------


def _bad(entries: list[Entry]) -> dict[str, list[Entry]]:
    one = entries[0]
    salted = one._replace(body=(one.body or "").replace("甲", "乙"))
    return {
        "a changed body": [salted, *entries[1:]],
        "a changed header": [one._replace(header=one.header.replace("机关", "冒名")), *entries[1:]],
        "a missing entry": entries[1:],
        "another order": [entries[1], one, *entries[2:]],
        "no signature at the end": [*entries[:-1], entries[-1]._replace(signature=None)],
        "a signature of something else": [*entries[:-1], entries[-1]._replace(signature=entries[0].signature)],
        "no JSON": [one._replace(header="{"), *entries[1:]],
    }


@pytest.mark.parametrize("how", _bad([Entry("", "", "", "", "")] * 3))
def test_entries_that_were_tampered_with_are_refused_whole(pair: tuple[Laptop, Laptop], how: str) -> None:
    one, two = pair
    for name in ("甲", "丙", "丁"):
        one.add(name=name)
    before = two.rows("SELECT hash FROM journal")
    starts, entries = one.send(two.asked(have))
    with pytest.raises(Damaged):
        two.take(starts, _bad(entries)[how])
    assert two.rows("SELECT hash FROM journal") == before
    assert two.problems() == []


def test_what_a_newer_program_wrote_is_refused(pair: tuple[Laptop, Laptop], monkeypatch: pytest.MonkeyPatch) -> None:
    one, two = pair
    one.add(name="甲")
    starts, entries = one.send(two.asked(have))
    monkeypatch.setattr("jxinspect.store.merge.defaults", lambda _connection: {"thing": {"id": None}})
    with pytest.raises(Refused, match="新版程序"):
        two.take(starts, entries)


# ---- any number of machines, any order -------------------------------------------------------------------------------

_STEP = st.one_of(
    st.tuples(st.just("add"), st.integers(0, 2), st.sampled_from(["", "K1", "K2"])),
    st.tuples(
        st.just("change"), st.integers(0, 2), st.integers(0, 5), st.sampled_from(["name", "n"]), st.integers(1, 3)
    ),
    st.tuples(st.just("rule"), st.integers(0, 2), st.integers(1, 3)),
    st.tuples(st.just("get"), st.integers(0, 2), st.integers(0, 2)),
)


def _do(laptops: list[Laptop], step: tuple[Any, ...]) -> None:
    what, at = step[0], laptops[step[1]]
    try:
        if what == "add":
            at.add(name=f"{at.actor}{at.now:%H%M}", code=step[2] or None)
        elif what == "get" and step[1] != step[2]:
            at.get(laptops[step[2]])
        elif what == "change" and (rows := at.rows()):
            value = step[4] if step[3] == "n" else f"名{step[4]}"
            at.change(rows[step[2] % len(rows)]["id"], **{step[3]: value})
        elif what == "rule" and (told := [c for c in at.waiting() if c.kind == "field"]):
            at.rule(told[0].record, **{told[0].field: list(told[0].sides.values())[step[2] % len(told[0].sides)]})
    except (Refused, Unresolved):
        pass


@settings(max_examples=rounds(5, 100), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(_STEP, min_size=4, max_size=12), order=st.permutations([0, 1, 2]))
def test_whatever_the_order_all_who_have_exchanged_everything_hold_the_same(
    office: Laptop, tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[Any, ...]], order: list[int]
) -> None:
    folder = tmp_path_factory.mktemp("laptops")
    laptops = [office.copy(folder / name) for name in ("一组", "二组", "三组")]
    for step in steps:
        _do(laptops, step)
    entries = {row["hash"] for one in laptops for row in one.rows("SELECT hash FROM journal")}
    first, *others = (laptops[at] for at in order)
    for other in others:
        first.get(other)
    for one in laptops:
        one.get(first)
        assert {row["hash"] for row in one.rows("SELECT hash FROM journal")} == entries
        assert one.rows() == first.rows()
        assert one.waiting() == first.waiting()
    assert [p for p in first.problems() if p.kind != "conflict"] == []
    shutil.rmtree(folder)
