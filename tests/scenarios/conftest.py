"""The shipped story, played once a run and kept at every step that a scenario begins with.

`scene("seal create")`  the case file as it stood just before that line of the story, and the clock of that moment.
                        What it gives runs commands: `scene("seal create").tell()` runs the line itself,
                        `.tell("--strip", "门缝=1")` the line with other options, `.run("check")` any command.
"""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

BEIJING = timezone(timedelta(hours=8))
#: Steps of inspection 2026-001 at which scenarios begin: the first lines of the story that begin so and succeed.
STEPS = (
    "plan scheme new",
    "plan scheme approve",
    "notify onsite",
    "notify serve",
    "inspect enter",
    "inspect record",
    "inspect evidence add",
    "inspect ask",
    "seal request",
    "seal approve",
    "seal create",
    "inspect evidence sheet",
    "seal release",
    "inspect finding add",
    "inspect order recheck",
    "inspect leave",
    "report draft",
    "report consult",
    "report deem",
    "report final",
    "rectify opinion",
    "rectify refer none",
    "rectify recheck",
    "rectify close",
    "status",
    # What only `killer.py` begins with.
    "plan unit import",
    "doc signed",
    "rectify progress",
)
NEVER = "2999-01-01T00:00:00+08:00"
#: People register afterwards: a questioning that began at 14:00 has ended when it is typed in.
LATER = timedelta(hours=2)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


def clock(at: str) -> str:
    """What the machine's clock shows when something of that moment is registered."""
    return f"{moment(at) + LATER:%Y-%m-%d %H:%M}"


@dataclass(frozen=True)
class Kept:
    """Case file and home at each step, the lines of the story by step, and the files that the story names."""

    folder: Path
    lines: dict[str, Any]
    values: dict[str, str]


@pytest.fixture(scope="session")
def story(made_once: Callable[[str, Callable[[Path], Kept]], Kept]) -> Kept:
    return made_once("story", _played)


def _played(folder: Path) -> Kept:
    """Plays the story with the machine's clock two hours after each line."""
    from jxinspect.commands.story.play import play, read_story

    values = _sources(folder / "素材") | {"case": str(folder / "案卷.jxcase"), "backup": str(folder / "备份.jxcase")}
    lines = read_story(values)
    closed = [line.words[:2] for line in lines].index(("rectify", "close")) + 1
    lines = lines[:closed] + lines[[line.words[0] for line in lines].index("status") :][:1]
    kept: dict[str, Any] = {}

    def keep(line: Any, n: int) -> None:
        patch.setattr("jxinspect.commands.clock.SOURCE", lambda: moment(line.at) + LATER)
        step = next((s for s in STEPS if line.words[: s.count(" ") + 1] == tuple(s.split())), None)
        if n == 1:
            _never_lock(folder / "home")
        if step and step not in kept and line.code == 0:
            kept[step] = line
            for name in ("案卷.jxcase", "home"):
                shutil.copytree(folder / name, folder / "steps" / step / name)

    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JXINSPECT_HOME", str(folder / "home"))
        play(lines, lambda words, _machine: _run([*words, "-C", values["case"], "--no-input"]), keep)
    assert set(kept) == set(STEPS)
    (folder / "steps" / "values.json").write_text(json.dumps(values), encoding="utf-8")
    return Kept(folder / "steps", kept, values)


def _sources(folder: Path) -> dict[str, str]:
    from jxinspect.commands.story import story_text
    from jxinspect.commands.story.exhibits import SIGNED_SCAN, write_all
    from jxinspect.commands.story.sheets import write_sheets

    taken = moment("2026-03-12 10:00")
    paths = write_all(folder, taken) | write_sheets(folder)
    contents = {
        "questioning": story_text("questioning.txt").encode(),
        "scan": SIGNED_SCAN(taken),
        "passphrase": "检查组 2026\n".encode(),
    }
    for name, data in contents.items():
        paths[name] = folder / name
        paths[name].write_bytes(data)
    return {name: str(path) for name, path in paths.items()}


def _run(words: list[str]) -> tuple[int, str]:
    from jxinspect.cli import main

    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        code = main(words)
    return code, out.getvalue()


def _never_lock(home: Path) -> None:
    for kept in (home / "unlocked").iterdir():
        kept.write_text(json.dumps(json.loads(kept.read_text()) | {"until": NEVER}))


@dataclass
class Scene:
    """The case file at one step, and how the user goes on from there."""

    path: Path
    line: Any
    values: dict[str, str]
    jx: Callable[..., Any]
    clock_at: Callable[[str], datetime]
    lines: dict[str, Any]

    def run(self, *words: str, at: str | None = None, actor: str = "") -> Any:
        """Any command; `at`: when it happened, two hours before the machine's clock, which stays there."""
        dated = ("--at", at) if at else ()
        if at:
            self.clock_at(clock(at))
        return self.jx(*words, *dated, "-C", str(self.path), "--no-input", "--as", actor or self.line.actor)

    def tell(self, *options: str, at: str | None = None, step: str = "", without: tuple[str, ...] = ()) -> Any:
        """The line of this or another step, with its options replaced by those given."""
        line = self.lines[step] if step else self.line
        return self.run(*changed(line.words, options, without), at=at or line.at, actor=line.actor)

    def head(self) -> str:
        """What the journal says last, of all machines, but for attempts of third parties, which are kept (G51)."""
        entries = self.rows("SELECT hash FROM journal WHERE act <> 'third_party.refused' ORDER BY rowid")
        return " ".join(entry["hash"] for entry in entries)

    def rows(self, query: str) -> list[dict[str, Any]]:
        from jxinspect.store.reading import read_rows

        return read_rows(self.path, query, at=moment(self.line.at))

    @contextmanager
    def merged(self, at: str | None = None) -> Iterator[tuple[Any, Any]]:
        """Records as they come from another machine: nothing judges them. Gives case file and inspection."""
        from jxinspect.store.casefile import open_case_file
        from jxinspect.store.records import inspection_records

        now = self.clock_at(clock(at or self.line.at))
        with open_case_file(self.path, actor="吴仿真", act="merge", clock=now) as case:
            yield case, inspection_records(case, "2026-001")


def changed(words: tuple[str, ...], options: tuple[str, ...], without: tuple[str, ...] = ()) -> list[str]:
    """The words of a command with some of its options replaced (all that are repeated) and some left out."""
    gone = {word for word in options if word.startswith("--")} | set(without)
    kept: list[str] = []
    skip = False
    for word in words:
        if word.startswith("--"):
            skip = word in gone
        if not skip:
            kept.append(word)
    return [*kept, *options]


@pytest.fixture
def scene(
    story: Kept, home: Path, tmp_path: Path, jx: Callable[..., Any], clock_at: Callable[[str], datetime]
) -> Callable[[str], Scene]:
    """The case file just before a line of the story."""

    def put(step: str) -> Scene:
        path = tmp_path / "案卷.jxcase"
        shutil.copytree(story.folder / step / "home", home)
        shutil.copytree(story.folder / step / path.name, path)
        clock_at(clock(story.lines[step].at))
        return Scene(path, story.lines[step], story.values, jx, clock_at, story.lines)

    return put
