"""Two laptops say different things of one unit: both stand until somebody who may rules (architecture 7)."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

Scenes = Callable[[str], Any]


class Pair:
    """The same case file on the office's machine and on a second one."""

    def __init__(self, office: Any, home: Path, folder: Path, clock_at: Callable[[str], datetime]) -> None:
        self.office, self._clock_at = office, clock_at
        self._homes = {"office": home, "second": folder / "home2"}
        self.paths = {"office": office.path, "second": folder / "二组.jxcase"}
        shutil.copytree(office.path, self.paths["second"])
        self._homes["second"].mkdir(mode=0o700)
        shutil.copytree(home / "unlocked", self._homes["second"] / "unlocked")

    @contextmanager
    def at(self, where: str) -> Iterator[Path]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("JXINSPECT_HOME", str(self._homes[where]))
            yield self.paths[where]

    def run(self, where: str, *words: str, at: str, actor: str = "孙例平") -> Any:
        with self.at(where) as path:
            self._clock_at(at)
            return self.office.jx(*words, "-C", str(path), "--no-input", "--as", actor)

    def meet(self, at: str) -> None:
        """Both take in what the other has; copies of one case file have one key, so objects are just copied."""
        for where, other in (("office", "second"), ("second", "office")):
            self._take(where, other, self._clock_at(at))
            shutil.copytree(self.paths[other] / "objects", self.paths[where] / "objects", dirs_exist_ok=True)

    def _take(self, where: str, other: str, now: datetime) -> None:
        from jxinspect.store.exchange import chains, have, lacking
        from jxinspect.store.merge import take
        from jxinspect.store.reading import open_reading

        with self.at(where) as path, open_reading(path, at=now) as connection:
            theirs = have(connection)
        with self.at(other) as path, open_reading(path, at=now) as connection:
            starts, entries = chains(connection), list(lacking(connection, theirs))
        with self.at(where) as path:
            take(path, starts, entries, actor="孙例平", act="sync open", clock=now)


@pytest.fixture
def pair(scene: Scenes, home: Path, tmp_path: Path, clock_at: Callable[[str], datetime]) -> Pair:
    return Pair(scene("notify onsite"), home, tmp_path, clock_at)


def test_a_conflict_is_shown_with_both_sides_stops_papers_and_is_ruled_by_who_may(pair: Pair) -> None:
    unit = pair.office.rows("SELECT name, phone FROM unit ORDER BY id")[0]
    done = pair.run("office", "plan", "unit", "set", unit["name"], "--phone", "0791-00000011", at="2026-03-04 09:00")
    assert done.code == 0, done.err
    done = pair.run(
        *("second", "plan", "unit", "set", unit["name"], "--phone", "0791-00000022"),
        at="2026-03-04 09:10",
        actor="李示华",
    )
    assert done.code == 0, done.err
    pair.meet("2026-03-04 09:20")

    shown = pair.run("second", "sync", "conflicts", "--json", at="2026-03-04 09:30").json
    sides = shown["rows"]
    assert [(row["value"], row["actor"]) for row in sorted(sides, key=lambda row: str(row["value"]))] == [
        ("0791-00000011", "孙例平"),
        ("0791-00000022", "李示华"),
    ]
    assert {(row["field"], row["before"]) for row in sides} == {("电话", unit["phone"])}
    assert "09:10" in str([row["at"] for row in sides])

    notice = pair.office.line.words
    refused = pair.run("office", *notice, at="2026-03-04 10:00", actor=pair.office.line.actor)
    assert refused.code == 11, refused.err
    assert "待裁定" in refused.err
    assert sides[0]["id"] in refused.err

    number = next(str(row["n"]) for row in sides if row["value"] == "0791-00000022")
    rule = ("sync", "rule", sides[0]["id"][:6], "--take", number, "--because", "以现场核实的为准")
    refused = pair.run("office", *rule, at="2026-03-04 10:05", actor="李示华")
    assert refused.code == 4
    assert "不能裁定" in refused.err
    assert pair.run("office", *rule[:-4], "--take", "9", "--because", "无", at="2026-03-04 10:05").code == 5
    assert pair.run("office", "sync", "rule", "ffff", *rule[3:], at="2026-03-04 10:05").code == 3
    ruled = pair.run("office", *rule, at="2026-03-04 10:06")
    assert ruled.code == 0, ruled.err
    assert "0791-00000022" in ruled.out
    assert pair.office.rows("SELECT phone FROM unit ORDER BY id")[0]["phone"] == "0791-00000022"
    (ruling,) = pair.office.rows("SELECT cites, because FROM ruling")
    assert ruling["cites"].count('"') == 4
    assert pair.run("office", "sync", "conflicts", "--json", at="2026-03-04 10:07").json["rows"] == []
    issued = pair.run("office", *notice, at="2026-03-04 10:10", actor=pair.office.line.actor)
    assert issued.code == 0, issued.err
    pair.meet("2026-03-04 10:20")
    assert pair.run("second", "sync", "conflicts", "--json", at="2026-03-04 10:30").json["rows"] == []
    assert pair.run("second", "verify", at="2026-03-04 10:30").code == 0


def test_two_units_of_one_name_are_both_kept_and_one_gets_another_name(pair: Pair) -> None:
    add = ("plan", "unit", "add", "样本县新办医院", "--type", "service_org", "--address")
    more = ("--head", "史样明", "--region-code", "360100")
    for where, address in (("office", "东路1号"), ("second", "西路2号")):
        done = pair.run(where, *add, address, *more, at="2026-03-04 09:00")
        assert done.code == 0, done.err
    pair.meet("2026-03-04 09:20")
    rows = pair.run("office", "sync", "conflicts", "--json", at="2026-03-04 09:30").json["rows"]
    assert [row["kind"] for row in rows] == ["编号或名称重复"] * 2
    refused = pair.run("office", "plan", "unit", "set", "样本县新办医院", "--phone", "1", at="2026-03-04 09:40")
    assert refused.code == 11, refused.err
    rule = ("sync", "rule", rows[0]["id"], "--take", "1", "--because", "两家不同的单位")
    assert pair.run("office", *rule, at="2026-03-04 09:50").code == 5
    ruled = pair.run("office", *rule, "--other", "样本县新办医院（西路）", at="2026-03-04 09:50")
    assert ruled.code == 0, ruled.err
    pair.meet("2026-03-04 10:00")
    for where in ("office", "second"):
        assert pair.run(where, "sync", "conflicts", "--json", at="2026-03-04 10:10").json["rows"] == []
        found = pair.run(where, "plan", "unit", "list", "--json", at="2026-03-04 10:10").json["rows"]
        assert {"样本县新办医院", "样本县新办医院（西路）"} <= {row["name"] for row in found}


def test_the_only_thing_that_waits_is_ruled_without_its_number_by_what_a_side_says(pair: Pair) -> None:
    """Sides are counted in the order in which they were said, on whichever machine."""
    unit = pair.office.rows("SELECT name FROM unit ORDER BY id")[0]["name"]
    rule = ("sync", "rule", "--because", "电话核实", "--take")
    assert "没有待裁定事项" in pair.run("office", *rule, "1", at="2026-03-04 08:50").err
    for where, phone in (("second", "0791-00000022"), ("office", "0791-00000011")):
        pair.run(where, "plan", "unit", "set", unit, "--phone", phone, at=f"2026-03-04 09:{phone[-2:]}")
        pair.run(where, "plan", "unit", "set", unit, "--address", f"样本县示范路{phone[-2:]}号", at="2026-03-04 09:30")
    pair.meet("2026-03-04 09:40")
    rows = pair.run("second", "sync", "conflicts", "--json", at="2026-03-04 09:50").json["rows"]
    said = [row["value"] for row in rows if row["field"] == "电话"]
    assert said == ["0791-00000011", "0791-00000022"]

    several = pair.run("office", *rule, said[0], at="2026-03-04 10:00")
    assert (several.code, "待裁定事项有 2 个" in several.err) == (3, True)
    address = next(row["id"] for row in rows if row["field"] == "地址")
    pair.run("office", "sync", "rule", address, "--take", "before", "--because", "没有搬", at="2026-03-04 10:00")
    wrong = pair.run("office", *rule, "0791-00000033", at="2026-03-04 10:00")
    assert (wrong.code, "没有“0791-00000033”这种说法" in wrong.err) == (5, True)
    ruled = pair.run("office", *rule, said[0], at="2026-03-04 10:00")
    assert (ruled.code, said[0] in ruled.out) == (0, True)
