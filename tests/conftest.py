"""Fixtures for every test.

`home`         an own `JXINSPECT_HOME` for each test (automatic).
`passphrase`   what opens `case_path`.
`case_path`    a fresh, empty, encrypted, unlocked case file with all tables; copied, so it costs no scrypt.
               Heads and unlocked keys are kept by case id in `home`: one such case file per test. A second one is
               made by `create_case_file(path, None, clock=…)` (plain, fast).
`made_once`    `made_once("story", build)` builds a folder once for all processes of a run.
`once`         builds what a fixture puts into `case_path` once per process, and copies it for every later test.
`jx`           runs one command line in this process: `jx("plan", "list").out`.
`typed_at`     the same at a machine time: `typed_at("2026-03-02 09:00", "plan lead list")`.
`clock_at`     sets the machine's clock of all commands: `clock_at("2026-11-23 09:30")`.
`bound_by_permissions`  file permissions hold in this test, for root too.
`postgres`, `hub_url`, `s3`  addresses of real servers (tests/servers.py).
`run_transcript`  runs every command of a Markdown page and compares what it prints (tests/cli/transcript.py).
"""

from __future__ import annotations

import gc
import json
import os
import pickle
import shutil
import sqlite3
import sys
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import MetaData

from tests.servers import hub_url, postgres, s3, s3_server

__all__ = ["hub_url", "postgres", "s3", "s3_server"]

PASSPHRASE = "检查组 2026"
MADE = datetime(2020, 1, 1, 9, 0, tzinfo=timezone(timedelta(hours=8)))

#: A busy machine is no fault of what is tested.
settings.register_profile("jxinspect", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("jxinspect")

T = TypeVar("T")
MakeTemplate = Callable[[str, MetaData | None], Path]


#: Folders of tests are many small files that nobody keeps: in memory where there is enough of it.
MEMORY = Path("/dev/shm")
ENOUGH = 4 * 2**30


def pytest_configure() -> None:
    if not MEMORY.is_dir() or not os.access(MEMORY, os.W_OK | os.X_OK):
        return
    if shutil.disk_usage(MEMORY).free > ENOUGH and not os.statvfs(MEMORY).f_flag & os.ST_NOEXEC:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Thousands of tests stay to the end: looking through them for garbage again and again took a tenth of the time."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()
        gc.freeze()


#: Tests that fork a process for each case. A fork copies what the process holds, so they run while it is still small.
FORKING = (
    "store/test_syscalls.py",
    "store/test_processes.py",
    "acts/test_evidence_killed.py",
    "acts/test_data_killed.py",
    "scenarios/test_sealing_struck.py",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    items.sort(key=lambda item: not item.path.as_posix().endswith(FORKING))


@pytest.fixture(scope="session", autouse=True)
def passphrases_open_at_once() -> Iterator[None]:
    """Hundreds of passphrases are set and typed in the tests, and each should cost a second (tests/age.py)."""
    import pyrage

    from tests.age import encrypt

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pyrage.passphrase, "encrypt", encrypt)
        yield


@pytest.fixture(scope="session", autouse=True)
def empty_workbooks_are_short() -> Iterator[None]:
    """Tests fill them in by a library that reads cell by cell; tests/documents/test_excel.py has one of full length."""
    from jxinspect.documents import excel

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(excel, "EMPTY_ROWS", 20)
        yield


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder of this test."""
    folder = tmp_path / "home"
    monkeypatch.setenv("JXINSPECT_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str, Callable[[Path], T]], T]:
    """The value that `build` returns for a folder: the first of all processes of this run builds, the others wait."""
    own = tmp_path_factory.getbasetemp()
    common = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def made(name: str, build: Callable[[Path], T]) -> T:
        place = common / f"once-{name}"
        place.mkdir(exist_ok=True)
        folder, value = place / "made", place / "value"
        # A lock that every system has, and that ends with its process.
        with closing(sqlite3.connect(place / "lock", timeout=1800, isolation_level=None)) as lock:
            lock.execute("BEGIN EXCLUSIVE")
            if not value.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                value.write_bytes(pickle.dumps(build(folder)))
            found: T = pickle.loads(value.read_bytes())
            return found

    return made


@pytest.fixture(scope="session")
def make_template(tmp_path_factory: pytest.TempPathFactory) -> MakeTemplate:
    """Makes a folder with an unlocked case file and the home that knows it, once per session and name."""

    def make(name: str, tables: MetaData | None) -> Path:
        from jxinspect.store.create import create_case_file

        folder = tmp_path_factory.mktemp(name)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("JXINSPECT_HOME", str(folder / "home"))
            case_id = create_case_file(folder / "案卷.jxcase", PASSPHRASE, clock=MADE, actor="张三", tables=tables)
        kept = folder / "home" / "unlocked" / f"{case_id}.json"
        kept.write_text(json.dumps(json.loads(kept.read_text()) | {"until": "2999-01-01T00:00:00+08:00"}))
        return folder

    return make


@pytest.fixture(scope="session")
def template(make_template: MakeTemplate) -> Path:
    return make_template("template", None)


@pytest.fixture
def passphrase() -> str:
    return PASSPHRASE


@pytest.fixture
def case_path(template: Path, home: Path, tmp_path: Path) -> Path:
    """A fresh unlocked case file of all tables."""
    shutil.copytree(template / "home", home)
    path = tmp_path / "案卷.jxcase"
    shutil.copytree(template / path.name, path)
    return path


@dataclass
class Stages:
    """Case files as fixtures left them, each beside the value that its fixture gives."""

    folder: Path
    made: dict[tuple[str, ...], tuple[Path, Any]] = field(default_factory=dict)


@pytest.fixture(scope="session")
def stages(tmp_path_factory: pytest.TempPathFactory) -> Stages:
    return Stages(tmp_path_factory.mktemp("stages"))


@pytest.fixture
def once(case_path: Path, home: Path, stages: Stages) -> Callable[..., Any]:
    """`once(build)` calls `build` for the first test only; later ones get a copy of the case file and the same value.

    `build` changes nothing but the case file, and depends on nothing but what was kept so before it and `given`.
    """
    database = case_path / "case.db"
    done: list[str] = []
    untouched = database.stat().st_mtime_ns

    def keep(build: Callable[[], Any], *given: str) -> Any:
        nonlocal untouched
        if database.stat().st_mtime_ns != untouched:
            return build()  # something else was written in between: no other test begins here
        done.extend((build.__module__, build.__qualname__, *given))
        if tuple(done) not in stages.made:
            value = build()
            folder = stages.folder / str(len(stages.made))
            shutil.copytree(home, folder / "home")
            shutil.copytree(case_path, folder / case_path.name)
            stages.made[tuple(done)] = folder, value
        else:
            folder, value = stages.made[tuple(done)]
            shutil.copytree(folder / "home", home, dirs_exist_ok=True)
            shutil.copytree(folder / case_path.name, case_path, dirs_exist_ok=True)
        untouched = database.stat().st_mtime_ns
        return value

    return keep


@dataclass(frozen=True)
class Ended:
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


@pytest.fixture
def jx(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ended]:
    """Runs one command line in this process."""
    from jxinspect.cli import main

    def run(*words: str) -> Ended:
        capsys.readouterr()
        code = main(list(words))
        return Ended(code, *capsys.readouterr())

    return run


@pytest.fixture
def clock_at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], datetime]:
    """Sets the machine's clock of all commands, civil time of China."""

    def put(text: str) -> datetime:
        moment = datetime.fromisoformat(text).replace(tzinfo=timezone(timedelta(hours=8)))
        monkeypatch.setattr("jxinspect.commands.clock.SOURCE", lambda: moment)
        return moment

    return put


@pytest.fixture
def typed_at(jx: Callable[..., Ended], clock_at: Callable[[str], datetime]) -> Callable[..., Ended]:
    """Runs a line, whose words are split at blanks, and further words, when the machine's clock stands at a moment."""

    def run(moment: str, line: str, *more: str) -> Ended:
        clock_at(moment)
        return jx(*line.split(), *more)

    return run


@pytest.fixture
def bound_by_permissions() -> Iterator[None]:
    """File permissions hold in this test, for root too (tests/privileges.py)."""
    if os.name != "posix":
        pytest.skip("file permissions of another kind")
    from tests.privileges import bound_by_permissions

    with bound_by_permissions():
        yield


@pytest.fixture(scope="session")
def transcript() -> Any:
    """The module tests/cli/transcript.py."""
    spec = spec_from_file_location("jxinspect_transcript", Path(__file__).parent / "cli" / "transcript.py")
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def run_transcript(transcript: Any, jx: Callable[..., Ended]) -> Callable[[Path], int]:
    """Runs a page in the current folder; AssertionError names the first command that differs. How many ran."""

    def run(words: list[str]) -> tuple[int, str]:
        ended = jx(*words)
        return ended.code, transcript.joined(ended.out, ended.err)

    return lambda page: int(transcript.run_page(page, run))


@pytest.fixture
def few_templates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three of the shipped templates, where a test looks at all of them only by the way: it takes seconds."""
    from itertools import islice

    from jxinspect.documents import template_folder

    every = template_folder.shipped_templates
    monkeypatch.setattr(template_folder, "shipped_templates", lambda: islice(every(), 3))
