"""The stage of `killer.py`: the story played once, the state before each kind of write kept, put back at will."""

from __future__ import annotations

import io
import json
import os
import shutil
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pyrage

import jxinspect.commands.clock
from jxinspect.cli import main
from jxinspect.commands.story import story_text
from jxinspect.commands.story.exhibits import SIGNED_SCAN, write_all
from jxinspect.commands.story.play import Line, play, read_story
from jxinspect.commands.story.sheets import write_sheets
from jxinspect.store.reading import open_reading, rows
from tests.age import encrypt

BEIJING = timezone(timedelta(hours=8))
#: People register afterwards: the machine's clock when something of the story is typed in.
LATER = timedelta(hours=2)
NEVER = "2999-01-01T00:00:00+08:00"
LAST = "rectify close"
NEW = "检查组 新 2026\n"


class Kind(NamedTuple):
    """A kind of write: how its line begins, whether copies go to a folder, how it ends when it was done before."""

    name: str
    out: bool
    again: int


KINDS = (
    Kind("plan unit import", False, 5),
    Kind("notify onsite", True, 4),
    Kind("notify serve", False, 4),
    Kind("doc signed", False, 4),
    Kind("inspect evidence add", False, 0),
    Kind("seal create", True, 4),
    Kind("seal release", True, 4),
    Kind("inspect finding add", False, 0),
    Kind("report draft", True, 0),
    Kind("report final", True, 4),
    Kind("rectify opinion", True, 4),
    Kind("rectify progress", False, 5),
    Kind("rectify close", True, 4),
    Kind("doc export", True, 0),
    Kind("key passwd", False, 7),
    Kind("backup", False, 4),
)
#: What the story does not tell, or only when it is over.
EXTRA = ("doc export --inspection 2026-001", "key passwd --passphrase-file {passphrase} --new-passphrase-file {new}")


class State(NamedTuple):
    """What a command can change: rows of every table, documents, acts; the heads; the passphrase; the backup."""

    counts: dict[str, int]
    documents: list[str]
    acts: list[str]
    slot: str
    backup: bool
    head: str

    def like(self, other: State) -> bool:
        """The same but for the hashes, which hold ids and differ from run to run."""
        return self[:-1] == other[:-1]


@dataclass
class Bench:
    """The place where commands run, the prepared states, and the clock."""

    folder: Path
    values: dict[str, str] = field(default_factory=dict)
    lines: dict[str, Line] = field(default_factory=dict)

    @property
    def work(self) -> Path:
        return self.folder / "工作"

    @property
    def case(self) -> Path:
        return self.work / "案卷.jxcase"

    @property
    def papers(self) -> Path:
        return self.work / "文书"

    @property
    def backup(self) -> Path:
        return self.work / "备份.jxcase"

    def keep(self, name: str, line: Line) -> None:
        self.lines[name] = line
        shutil.copytree(self.work, self.folder / "备好" / name)

    def put_back(self, name: str) -> None:
        shutil.rmtree(self.work)
        shutil.copytree(self.folder / "备好" / name, self.work)
        set_clock(self.lines[name])

    def words(self, kind: Kind) -> list[str]:
        out = ["--out", str(self.papers)] if kind.out else []
        return [*self.typed(self.lines[kind.name]), *out]

    def typed(self, line: Line) -> list[str]:
        return [*line.words, "-C", str(self.case), "--no-input", "--as", line.actor, "--at", line.at]

    def state(self) -> State:
        with open_reading(self.case, at=now()) as connection:
            names = [r["name"] for r in rows(connection, "SELECT name FROM sqlite_schema WHERE type = 'table'")]
            tables = [name for name in names if not name.startswith("sqlite_")]
            counts = {n: rows(connection, f'SELECT count(*) AS n FROM "{n}"')[0]["n"] for n in tables}
            issued = rows(connection, "SELECT number, kind FROM document ORDER BY number, kind")
            journal = rows(connection, "SELECT act, hash FROM journal ORDER BY pos")
        slot = sha256((self.case / "keys" / "passphrase.age").read_bytes()).hexdigest()
        documents = [f"{row['number']} {row['kind']}" for row in issued]
        head = journal[-1]["hash"]
        return State(counts, documents, [row["act"] for row in journal], slot, self.backup.exists(), head)


def now() -> datetime:
    return jxinspect.commands.clock.clock()


def set_clock(line: Line) -> None:
    moment = datetime.fromisoformat(line.at).replace(tzinfo=BEIJING) + LATER
    jxinspect.commands.clock.SOURCE = lambda: moment


def run(words: list[str]) -> tuple[int, str]:
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        code = main(words)
    return code, out.getvalue()


def wrap_at_once() -> None:
    """Wrapping keys by a passphrase takes a second of scrypt and writes nothing; here it takes none, always alike."""
    setattr(pyrage.passphrase, "encrypt", cache(encrypt))  # noqa: B010 — mypy would have a function never assigned


def prepared(folder: Path) -> Bench:
    """Plays the story, keeping the state before the first line of each kind."""
    bench = Bench(folder)
    bench.work.mkdir(parents=True)
    os.environ["JXINSPECT_HOME"] = str(bench.work / "home")
    bench.values = sources(folder / "素材") | {"case": str(bench.case), "backup": str(bench.backup)}
    story = read_story(bench.values)
    end = next(n for n, line in enumerate(story) if begins(line, LAST))
    closing = story[end]
    lines = [line for line in story[: end + 1] if line.code == 0]
    names = {kind.name for kind in KINDS}

    def keep(line: Line, n: int) -> None:
        set_clock(line)
        if n == 1:
            never_lock(bench.work / "home")
        name = next((name for name in names if begins(line, name)), None)
        if name and name not in bench.lines:
            bench.keep(name, line)

    play(lines, lambda words, _machine: run([*words, "-C", str(bench.case), "--no-input"]), keep)
    for line in [*extra(closing, bench), story[-1]]:
        bench.keep(next(name for name in names if begins(line, name)), line)
    missing = names - set(bench.lines)
    assert not missing, missing
    return bench


def staged(folder: Path, steps: Path) -> Bench:
    """The same from what the tests' story has kept (tests/scenarios/conftest.py), without playing it again."""
    bench = Bench(folder)
    folder.mkdir(parents=True)
    os.environ["JXINSPECT_HOME"] = str(bench.work / "home")
    new = folder / "new"
    new.write_text(NEW, encoding="utf-8")
    known = json.loads((steps / "values.json").read_text(encoding="utf-8"))
    bench.values = known | {"case": str(bench.case), "backup": str(bench.backup), "new": str(new)}
    lines = [line for line in read_story(bench.values) if line.code == 0]
    closing = next(line for line in lines if begins(line, LAST))
    for kind in KINDS:
        step = steps / kind.name
        shutil.copytree(step if step.is_dir() else steps / "status", bench.work)
        bench.keep(kind.name, next(line for line in [*lines, *extra(closing, bench)] if begins(line, kind.name)))
        shutil.rmtree(bench.work)
    bench.work.mkdir()
    return bench


def extra(closing: Line, bench: Bench) -> list[Line]:
    return [Line("", closing.at, closing.actor, 0, tuple(text.format(**bench.values).split())) for text in EXTRA]


def begins(line: Line, name: str) -> bool:
    return line.words[: name.count(" ") + 1] == tuple(name.split())


def sources(folder: Path) -> dict[str, str]:
    """The files that the story names."""
    taken = datetime(2026, 3, 12, 10, 0, tzinfo=BEIJING)
    paths = write_all(folder, taken) | write_sheets(folder)
    contents = {
        "questioning": story_text("questioning.txt").encode(),
        "scan": SIGNED_SCAN(taken),
        "passphrase": "检查组 2026\n".encode(),
        "new": NEW.encode(),
    }
    for name, data in contents.items():
        paths[name] = folder / name
        paths[name].write_bytes(data)
    return {name: str(path) for name, path in paths.items()}


def never_lock(home: Path) -> None:
    for kept in (home / "unlocked").iterdir():
        kept.write_text(json.dumps(json.loads(kept.read_text()) | {"until": NEVER}))
