"""Making and opening a bundle, killed at any moment: nothing is lost, nothing is half, the next run completes."""

import os
import random
import signal
import time
from collections.abc import Callable
from shutil import copytree, rmtree
from typing import Any

import pytest

from jxinspect.sync.bundle import Making
from jxinspect.sync.opening import Opened
from tests.sync.conftest import LAPTOP, OFFICE, Ended, Two

KILLS = 5
PAPERS = {n: f"第{n}份现场笔录" * 20_000 for n in range(2, 5)}
BEGUN, DONE = b"b", b"d"

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="SIGKILL of a fork is of POSIX")


def forked(do: Callable[[], Ended], begins: tuple[type, str], delay: float | None) -> tuple[bool, float]:
    """Do it in a child that is killed so long after it began to write; whether it was done, and how long it wrote."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        passed = getattr(*begins)

        def told(*given: Any, **more: Any) -> Any:
            os.write(writer, BEGUN)
            return passed(*given, **more)

        setattr(*begins, told)
        try:
            if do().code == 0:
                os.write(writer, DONE)
        finally:
            os._exit(0)
    os.close(writer)
    assert os.read(reader, 1) == BEGUN
    started = time.monotonic()
    if delay is not None:
        time.sleep(delay)
        os.kill(child, signal.SIGKILL)
    done = DONE in b"".join(iter(lambda: os.read(reader, 16), b""))
    os.waitpid(child, 0)
    os.close(reader)
    return done, time.monotonic() - started


def test_making_killed_anywhere_goes_on_where_it_was(two: Two) -> None:
    shas = [two.paper(LAPTOP, text, n) for n, text in PAPERS.items()]
    file, part, last = (two.folder / name for name in ("包.jxbundle", "包.jxbundle.part", "最后.jxbundle"))
    begins = (Making, "__init__")

    def make() -> Ended:
        return two.type(LAPTOP, "sync", "bundle", "--for", OFFICE, "-o", str(file), "--json")

    make()  # everything is imported
    file.unlink()
    span, chosen, begun = forked(make, begins, None)[1], random.Random(20), 0
    file.unlink()
    for n in range(KILLS):
        done, _ = forked(make, begins, chosen.uniform(0, span) if n else 0.0)
        assert file.exists() or not done
        begun += part.exists()
        if not file.exists():
            assert make().code == 0
        assert not part.exists()
        file.rename(last)
    assert begun
    assert two.open(OFFICE, last).code == 0
    assert [two.content(OFFICE, sha).decode() for sha in shas] == list(PAPERS.values())


def test_opening_killed_anywhere_is_completed_by_the_next_run(two: Two) -> None:
    shas = [two.paper(LAPTOP, text, n) for n, text in PAPERS.items()]
    file, kept, begins = two.bundle(LAPTOP, OFFICE), two.folder / "kept", (Opened, "keep")

    def take() -> Ended:
        return two.open(OFFICE, file)

    def papers() -> int:
        return len(two.rows(OFFICE, "SELECT id FROM document"))

    before = papers()
    copytree(two.folder / OFFICE, kept)
    take()  # everything is imported
    span, chosen, waited = 0.0, random.Random(21), 0
    for n in range(KILLS):
        rmtree(two.folder / OFFICE)
        copytree(kept, two.folder / OFFICE)
        done, lasted = forked(take, begins, chosen.uniform(0, span) if n else None)
        span = span or lasted
        assert papers() in ((before + len(PAPERS),) if done else (before, before + len(PAPERS)))
        waited += papers() == before
        assert take().code == 0
        assert papers() == before + len(PAPERS)
    assert [two.content(OFFICE, sha).decode() for sha in shas] == list(PAPERS.values())
    assert waited
    assert two.type(OFFICE, "verify").code == 0


def test_a_making_cut_off_after_each_object_keeps_those_before(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    for n, text in PAPERS.items():
        two.paper(LAPTOP, text, n)
    file, write = two.folder / "同步包.jxbundle", Making.thing
    for cut in range(1, len(PAPERS) + 1):
        written = 0

        def thing(work: Making, *given: Any) -> None:
            nonlocal written
            written += 1
            if written > cut:  # noqa: B023 — called before the next round
                raise KeyboardInterrupt
            write(work, *given)

        monkeypatch.setattr(Making, "thing", thing)
        ended = two.type(LAPTOP, "sync", "bundle", "--for", OFFICE, "-o", str(file), "--json")
        assert ended.code == (130 if cut < len(PAPERS) else 0)
    assert ended.json["kept"] == 2 + len(PAPERS) - 1


def test_an_opening_cut_off_between_objects_and_entries_has_only_the_entries_left(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_given: Any, **_more: Any) -> None:
        raise KeyboardInterrupt

    sha = two.paper(LAPTOP, PAPERS[2], 2)
    file = two.bundle(LAPTOP, OFFICE)
    with monkeypatch.context() as patch:
        patch.setattr("jxinspect.sync.intake.enter", interrupted)
        assert two.open(OFFICE, file).code == 130
    assert two.content(OFFICE, sha) == PAPERS[2].encode()
    assert two.rows(OFFICE, f"SELECT * FROM document WHERE sha256 = '{sha}'") == []
    told = two.open(OFFICE, file, "--json").json
    assert (told["entries"], told["objects"]) == (1, 0)
    assert two.type(OFFICE, "verify").code == 0


def test_a_new_copy_cut_off_leaves_no_case_file(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_given: Any, **_more: Any) -> None:
        raise KeyboardInterrupt

    two.enrol("三组笔记本")
    file = two.bundle(OFFICE, "三组笔记本")
    with monkeypatch.context() as patch:
        patch.setattr("jxinspect.sync.founding.enter", interrupted)
        assert two.new("三组笔记本", file).code == 130
    assert [one.name for one in (two.folder / "三组笔记本").iterdir()] == ["home"]
    assert two.new("三组笔记本", file).code == 0
