"""kill -9 in the middle of loading and destroying data: no rows without objects, and no person in plain anywhere."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from jxinspect.acts import data, data_purge
from jxinspect.law.terms import State
from jxinspect.model.dataset import DataPart, Dataset
from jxinspect.model.plan import Inspection
from jxinspect.store import casefile
from jxinspect.store.objects import Objects
from jxinspect.store.reading import read_rows
from jxinspect.store.verify import damage, verify
from tests.acts.conftest import CLOCK
from tests.acts.test_notify_offsite import NUMBER
from tests.analysis.senders import Told

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kill -9 is POSIX")

NAME, IDENTITY, ACCOUNT = "贾植入", "36010019500101005X", "6222009988776655443"
DEATHS = f"id_no | name | death_on | region\n{IDENTITY} | {NAME} | 2025-01-20 | {ACCOUNT}\n" + (
    f"{IDENTITY} | {NAME} | 不详 | {ACCOUNT}\n" * 3
)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def killed(do: Callable[[], object]) -> bool:
    """Whether the work was killed before it ended."""
    child = os.fork()
    if child == 0:
        try:
            do()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def at_the_second_chunk(patch: pytest.MonkeyPatch) -> None:
    chunks = Told.chunks

    def deadly(self: Told) -> Iterator[Any]:
        for n, chunk in enumerate(chunks(self)):
            if n == 2:
                die()
            yield chunk

    patch.setattr(Told, "chunks", deadly)


def while_objects_get_their_names(patch: pytest.MonkeyPatch) -> None:
    settle = Objects.settle

    def deadly(self: Objects) -> None:
        settle(self)
        die()

    patch.setattr(Objects, "settle", deadly)


def at_the_commit(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(casefile, "commit", lambda *_: die())


def places(tmp_path: Path) -> list[Path]:
    """Every file that the program may have written; the sender's own disk is none of them."""
    return [p for folder in ("案卷.jxcase", "home", "temp") for p in (tmp_path / folder).rglob("*") if p.is_file()]


def assert_nobody_in_plain(tmp_path: Path, case_path: Path) -> None:
    told = [text.encode(code) for text in (NAME, IDENTITY, ACCOUNT) for code in ("utf-8", "gb18030", "utf-16-le")]
    for path in places(tmp_path):
        content = path.read_bytes()
        assert not any(one in content for one in told), path
    for table in ("journal", "dataset", "datasetfile", "datapart", "datareview", "datapurge"):
        text = str(read_rows(case_path, f'SELECT * FROM "{table}"', at=CLOCK))
        assert not any(one in text for one in (NAME, IDENTITY, ACCOUNT)), table


@pytest.fixture
def load(
    notified_off_site: Callable[..., Any],
    handed_in: Callable[..., Any],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Callable[[], None]:
    (tmp_path / "temp").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temp"))
    wanted = handed_in("x_death", DEATHS)
    wanted.opened(tmp_path)[0].at_a_time = 1

    def run() -> None:
        with notified_off_site("inspect.data.load", at="2026-02-20 09:00") as case:
            data.load(case, NUMBER, wanted)

    return run


@pytest.mark.parametrize("when", [at_the_second_chunk, while_objects_get_their_names, at_the_commit])
def test_a_killed_loading_leaves_no_rows_without_objects_and_nobody_in_plain(
    load: Callable[[], None],
    when: Callable[[pytest.MonkeyPatch], None],
    notified_off_site: Callable[..., Any],
    case_path: Path,
    tmp_path: Path,
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        when(patch)
        assert killed(load)
    assert damage(verify(case_path, at=CLOCK)) == []
    assert_nobody_in_plain(tmp_path, case_path)
    with notified_off_site("x", at="2026-02-20 10:00") as case:
        assert case.all(Dataset) == []
        assert case.one(Inspection, number=NUMBER).state == State.NOTIFIED
    load()
    with notified_off_site("x", at="2026-02-20 11:00") as case:
        assert len(case.all(Dataset)) == 1
    assert damage(verify(case_path, at=CLOCK)) == []


def test_nobody_is_in_plain_after_loading_looking_and_a_killed_purge_which_is_finished_later(
    load: Callable[[], None],
    notified_off_site: Callable[..., Any],
    case_path: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    load()
    assert_nobody_in_plain(tmp_path, case_path)
    with notified_off_site("x", at="2026-02-20 11:00") as case:
        from jxinspect.analysis.datasets import connect

        inspection = case.one(Inspection, number=NUMBER)
        con = connect(case, inspection)
        assert con.execute("SELECT name, id_key FROM x_death").fetchall() == [(NAME, IDENTITY)]
        assert_nobody_in_plain(tmp_path, case_path)
        con.close()
        inspection.state = State.CLOSED
        parts = {part.sha256 for part in case.all(DataPart)}

    def purge() -> None:
        with notified_off_site("inspect.data.purge", at="2026-05-06 09:00") as case:
            data_purge.purge(case, NUMBER, witness="样二航")

    with monkeypatch.context() as patch:
        patch.setattr(Objects, "remove", lambda *_: die())
        assert killed(purge)
    assert damage(verify(case_path, at=CLOCK)) == []
    purge()
    assert not parts & {path.name for path in (case_path / "objects").rglob("*")}
    assert damage(verify(case_path, at=CLOCK)) == []
    assert_nobody_in_plain(tmp_path, case_path)
