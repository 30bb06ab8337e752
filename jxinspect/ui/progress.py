"""Progress on stderr, only where a human looks; Rich is imported for that alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from jxinspect.ui.mode import mode
from jxinspect.ui.terminal import is_terminal

T = TypeVar("T")


def track(items: Iterable[T], title: str, total: int | None = None) -> Iterator[T]:
    """Yield the items and show how many are done; silent when redirected, quiet or JSON."""
    if mode().quiet or mode().json or not is_terminal("stderr"):
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        yield from progress.track(items, total=total, description=title)


@contextmanager
def progress(title: str, total: int) -> Iterator[Callable[[int], None]]:
    """Gives a function that takes how many more are done, for work that is done in groups."""
    if mode().quiet or mode().json or not is_terminal("stderr"):
        yield lambda _count: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(title, total=total)
        yield lambda count: bar.advance(task, count)


@contextmanager
def reading(title: str) -> Iterator[Callable[[int], Callable[[int], None]]]:
    """Gives a function that takes how many bytes there are, and gives one that takes how many more were read."""
    if mode().quiet or mode().json or not is_terminal("stderr"):
        yield lambda _total: lambda _count: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn, TransferSpeedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True), transient=True) as bar:

        def begun(total: int) -> Callable[[int], None]:
            task = bar.add_task(title, total=total)
            return lambda count: bar.advance(task, count)

        yield begun
