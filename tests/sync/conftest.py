"""Two machines with homes of their own, each with its copy of one case file: `two`."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

OFFICE, LAPTOP = "机关端", "二组笔记本"
WHO = {OFFICE: "孙科长", LAPTOP: "测一鸣"}


def typed(words: list[str]) -> Any:
    """Runs a command line in this process, outside of any test's capture."""
    import io
    from contextlib import redirect_stderr, redirect_stdout

    from jxinspect.cli import main

    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main([*words, "--no-input"])
    return code, out.getvalue(), err.getvalue()


@dataclass
class Ended:
    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        import json

        return json.loads(self.out or self.err)


@dataclass
class Two:
    """The office and a laptop. What is typed at a machine is typed with its home and its case file."""

    folder: Path
    clock: datetime = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

    def home(self, machine: str) -> Path:
        return self.folder / machine / "home"

    def case(self, machine: str) -> Path:
        return self.folder / machine / "案卷.jxcase"

    @contextmanager
    def at(self, machine: str) -> Iterator[None]:
        self.clock += timedelta(minutes=1)
        with (
            mock.patch.dict("os.environ", {"JXINSPECT_HOME": str(self.home(machine))}),
            mock.patch("jxinspect.commands.clock.SOURCE", return_value=self.clock),
        ):
            yield

    def type(self, machine: str, *words: str, case: bool = True) -> Ended:
        given = ("-C", str(self.case(machine))) if case else ()
        with self.at(machine):
            return Ended(*typed([*words, *given, "--as", WHO.get(machine, "李四")]))

    def bundle(self, machine: str, to: str, name: str = "", *more: str) -> Path:
        """A bundle, which must succeed."""
        out = self.folder / (name or f"{len(list(self.folder.iterdir()))}.jxbundle")
        made = self.type(machine, "sync", "bundle", "--for", to, "-o", str(out), *more)
        assert made.code == 0, made.err
        return out

    def open(self, machine: str, file: Path, *more: str) -> Ended:
        return self.type(machine, "sync", "open", str(file), "--yes", *more)

    def paper(self, machine: str, text: str, n: int) -> str:
        """An issued document with its file, entered on a machine; its digest."""
        from jxinspect.model.document import Document
        from jxinspect.store.casefile import open_case_file

        fields: dict[str, Any] = {
            "number": f"样〔2026〕{n}号",
            "year": 2026,
            "dated": date(2026, 11, 23),
            "subject_id": "0" * 32,
            "title": "检查通知书",
            "facts_digest": "0" * 64,
            "check_code": "0" * 12,
            "file_name": "通知书.docx",
        }
        who, path = WHO.get(machine, "李四"), self.case(machine)
        with (
            self.at(machine),
            open_case_file(path, actor=who, act="test.paper", clock=self.clock) as case,
        ):
            sha = case.objects.put(text.encode())
            case.add(Document(at=case.at, kind="D05", sha256=sha, chain_head=case.head, actor=who, **fields))
        return sha

    def rows(self, machine: str, query: str) -> list[dict[str, Any]]:
        return self.read(machine, query)[0]

    def read(self, machine: str, *queries: str) -> list[list[dict[str, Any]]]:
        from jxinspect.store.reading import open_reading, rows

        with self.at(machine), open_reading(self.case(machine), at=self.clock) as connection:
            return [rows(connection, query) for query in queries]

    def content(self, machine: str, sha: str) -> bytes:
        from jxinspect.store.keys import key_of
        from jxinspect.store.objects import Objects

        with self.at(machine):
            return Objects(self.case(machine), key_of(self.case(machine), at=self.clock)).get(sha)

    def state(self, machine: str) -> dict[str, bytes]:
        """Every file of the machine: its case file and its home."""
        files = sorted(path for path in (self.folder / machine).rglob("*") if path.is_file())
        return {str(path.relative_to(self.folder)): path.read_bytes() for path in files}

    def fingerprint(self, machine: str) -> str:
        from jxinspect.store.device import device_key, public_hex, spelled

        with self.at(machine):
            return spelled(public_hex(device_key()))

    def enrol(self, machine: str) -> None:
        """Make a card at a machine and enrol it at the office."""
        card = self.folder / f"{machine}.json"
        assert self.type(machine, "sync", "card", "-o", str(card), "--name", machine, case=False).code == 0
        added = self.type(OFFICE, "sync", "device", "add", str(card), "--fingerprint", self.fingerprint(machine))
        assert added.code == 0, added.err

    def new(self, machine: str, file: Path, *more: str) -> Ended:
        """Make the case file of a machine from a bundle."""
        secret = self.folder / "口令.txt"
        secret.write_text("检查组 2026", encoding="utf-8")
        words = ("sync", "open", str(file), "--new", str(self.case(machine)), "--passphrase-file", str(secret))
        return self.type(machine, *words, *(more or ("--office", self.fingerprint(OFFICE))), case=False)


@pytest.fixture(scope="session")
def both(tmp_path_factory: pytest.TempPathFactory, template: Path) -> Path:
    """Made once: the office's case file with one paper, the laptop enrolled, its copy opened from a bundle."""
    two = Two(tmp_path_factory.mktemp("both"))
    shutil.copytree(template, two.folder / OFFICE)
    assert two.type(OFFICE, "sync", "init").code == 0
    two.enrol(LAPTOP)
    two.paper(OFFICE, "第一份通知书" * 9000, 1)
    opened = two.new(LAPTOP, two.bundle(OFFICE, LAPTOP))
    assert opened.code == 0, opened.err
    return two.folder


@pytest.fixture
def two(both: Path, tmp_path: Path) -> Two:
    """The office and a laptop that have the same of one case."""
    shutil.copytree(both, tmp_path / "two")
    return Two(tmp_path / "two", datetime(2026, 11, 23, 10, 0, tzinfo=UTC))
