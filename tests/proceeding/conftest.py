"""The hospital of docs/cookbook-proceeding.zh-CN.md, played once a run and kept before each step of the page.

`case("rectify proceeding decide")`  the case file as it stood before the first such command that succeeds. What it
                                     gives runs that command with other options (`tell`), or any (`run`).
"""

from __future__ import annotations

import io
import json
import re
import shlex
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

BEIJING = timezone(timedelta(hours=8))
PAGE = Path(__file__).parents[2] / "docs" / "cookbook-proceeding.zh-CN.md"
CLOCK = datetime(2026, 11, 24, 17, 0, tzinfo=BEIJING)
NEVER = "2999-01-01T00:00:00+08:00"


@dataclass(frozen=True)
class Kept:
    """Case file and home before each step, and the words of that step."""

    folder: Path
    words: dict[str, tuple[str, ...]]
    #: Commands of the page that printed something else than it shows.
    wrong: list[str]


def name_of(words: list[str]) -> str:
    """rectify proceeding hear notice, seal preserve create, notify serve."""
    named = [word for word in words if word.isascii() and word.islower() and not word.startswith("-")]
    return " ".join(named[: 4 if "hear" in words else 3 if named[0] in ("rectify", "seal") else 2])


def _run(words: list[str]) -> tuple[int, str]:
    from jxinspect.cli import main

    results, messages = io.StringIO(), io.StringIO()
    with redirect_stdout(results), redirect_stderr(messages):
        code = main(words)
    return code, results.getvalue() + messages.getvalue()


@pytest.fixture(scope="session")
def hospital(made_once: Callable[[str, Callable[[Path], Kept]], Kept], transcript: Any) -> Kept:
    return made_once("hospital", lambda folder: _played(folder, transcript))


def _played(folder: Path, transcript: Any) -> Kept:
    """Plays what lies before the page and the page."""
    from tests.cli.pages import cookbook_proceeding as start

    (folder / "there").mkdir()
    start.write_files(folder / "there")
    kept: dict[str, tuple[str, ...]] = {}
    wrong: list[str] = []
    with pytest.MonkeyPatch.context() as patch, chdir(folder / "there"):
        patch.setenv("JXINSPECT_HOME", str(folder / "home"))
        patch.setattr("jxinspect.commands.clock.SOURCE", lambda: CLOCK)
        for line in start.BEFORE:
            code, told = _run(shlex.split(line))
            assert code == 0, told
        for unlocked in (folder / "home" / "unlocked").iterdir():
            unlocked.write_text(json.dumps(json.loads(unlocked.read_text()) | {"until": NEVER}))
        for step in transcript.steps(PAGE.read_text(encoding="utf-8")):
            words = list(step.words)
            name = name_of(words)
            if step.code == 0 and name not in kept:
                kept[name] = tuple(words)
                shutil.copytree(folder / "home", folder / "steps" / name / "home")
                shutil.copytree("案卷.jxcase", folder / "steps" / name / "案卷.jxcase")
            code, told = _run(words)
            assert code == step.code, told
            wrong += [] if transcript.matches(step.expected, told) else [f"{' '.join(words)}\n{told}"]
    return Kept(folder / "steps", kept, wrong)


@dataclass
class Case:
    """The case file before one step."""

    path: Path
    words: tuple[str, ...]
    all_words: dict[str, tuple[str, ...]]
    jx: Callable[..., Any]

    def run(self, *words: str) -> Any:
        """Any command."""
        return self.jx(*words, "-C", str(self.path), "--no-input", "--as", "测一鸣")

    def ok(self, *words: str) -> Any:
        """A command that succeeds."""
        ended = self.run(*words)
        assert ended.code == 0, ended.err
        return ended

    def tell(self, *options: str, step: str = "", without: tuple[str, ...] = ()) -> Any:
        """The command of this or another step, its options replaced by those given (all that are repeated)."""
        gone = {word for word in options if word.startswith("--")} | set(without)
        kept: list[str] = []
        skip = False
        for word in self.all_words[step] if step else self.words:
            if word.startswith("--"):
                skip = word in gone
            if not skip:
                kept.append(word)
        return self.run(*kept, *options)

    @contextmanager
    def merged(self) -> Iterator[tuple[Any, Any]]:
        """Records as they come from another machine: nothing judges them. Gives case file and records."""
        from jxinspect.store.casefile import open_case_file
        from jxinspect.store.records import inspection_records

        with open_case_file(self.path, actor="样二航", act="merge", clock=CLOCK) as case:
            yield case, inspection_records(case, "2026-001")

    def found(self, *more: str) -> set[tuple[str, str]]:
        """Guards that `check` finds breached, with their severity."""
        rows = self.run("check", "2026-001", "--json", *more).json["rows"]
        return {(row["guard"], row["severity"]) for row in rows}

    def text(self, kind: str) -> str:
        """What the latest paper of a kind prints; paragraphs end with |."""
        from jxinspect.store.casefile import open_case_file
        from jxinspect.store.records import inspection_records

        with open_case_file(self.path, actor="", act="look", clock=CLOCK, dry_run=True) as case:
            paper = inspection_records(case, "2026-001").documents(kind)[-1]
            with zipfile.ZipFile(io.BytesIO(case.objects.get(paper.sha256))) as package:
                xml = package.read("word/document.xml").decode()
        return "|".join("".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", par)) for par in xml.split("</w:p>"))


@pytest.fixture
def case(
    hospital: Kept, home: Path, tmp_path: Path, jx: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Case]:
    """The case file just before a step of the page."""

    def put(step: str) -> Case:
        path = tmp_path / "案卷.jxcase"
        shutil.copytree(hospital.folder / step / "home", home)
        shutil.copytree(hospital.folder / step / path.name, path)
        monkeypatch.setattr("jxinspect.commands.clock.SOURCE", lambda: CLOCK)
        monkeypatch.chdir(tmp_path)
        return Case(path, hospital.words[step], hospital.words, jx)

    return put
