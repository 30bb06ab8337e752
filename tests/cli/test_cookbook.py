"""docs/cookbook*.zh-CN.md: inspections, typed. Every command of every page runs here and prints what the page shows.

A page is played in a folder of its own, in which `tests/cli/pages/<name>.py` has laid what the page starts from:

    CLOCK                       the machine's clock when the page begins; a later --at or moment in a remark moves it
    write_files(folder: Path)   lists, passphrase, scans
    BEFORE                      command lines that are run before those of the page, where it goes on from another one;
                                on a machine with its prompt before them: `机关$ jxinspect …`
    PLAYED_BY                   tests that play the page and compare it themselves
    playing()                   a context in which the page is played, where somebody presses Ctrl+C

`scripts/cookbook` writes the outputs anew after messages have changed; read the difference before you commit it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

PAGES = sorted((Path(__file__).parents[2] / "docs").glob("cookbook*.zh-CN.md"))


def start_of(page: Path) -> Any:
    """The module that says what a page starts from: cookbook-service.zh-CN.md → pages/cookbook_service.py."""
    return import_module(f"tests.cli.pages.{page.name.partition('.')[0].replace('-', '_')}")


def page_before(start: Any) -> str:
    """The commands that are run before those of the page, as a page that shows nothing of what they print."""
    lines = (line if "$ jxinspect" in line else f"$ jxinspect {line}" for line in getattr(start, "BEFORE", ()))
    return "\n".join(["```console", *lines, "```"])


def context_of(start: Any) -> AbstractContextManager[None]:
    """What happens to the user while the page is played."""
    context: AbstractContextManager[None] = getattr(start, "playing", nullcontext)()
    return context


def test_there_are_pages() -> None:
    assert "cookbook.zh-CN.md" in [page.name for page in PAGES]


@pytest.mark.parametrize(
    "page", [page for page in PAGES if not hasattr(start_of(page), "PLAYED_BY")], ids=lambda page: page.name
)
def test_the_page_shows_what_the_program_does(
    page: Path,
    run_transcript: Callable[[Path], int],
    clock_at: Callable[[str], object],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    start = start_of(page)
    clock_at(start.CLOCK)
    start.write_files(tmp_path)
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("JXINSPECT_") and name != "JXINSPECT_HOME"]:
        monkeypatch.delenv(name)
    before = tmp_path / "before.md"
    before.write_text(page_before(start), encoding="utf-8")
    with context_of(start):
        run_transcript(before)
        assert run_transcript(page) > 0
