"""A time of day without a date belongs to the day of the fact, never silently to today."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Any

import pytest

from jxinspect.commands.options import moment_option
from jxinspect.commands.tree import App

Clock = Callable[[str], None]


@pytest.mark.parametrize(
    "words",
    [
        ["--ended", "17:10", "--at", "2026-03-12 16:30"],
        ["--at", "2026-03-12 16:30", "--ended", "17:10"],
    ],
)
def test_an_end_given_as_a_time_alone_is_of_the_day_on_which_the_act_began(
    words: list[str], clock_at: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from typer.main import get_group

    from jxinspect.commands.given import fresh

    clock_at("2026-11-23 09:30")
    seen: list[datetime] = []
    app = App("x", example="x")

    @app.command(example="x")
    def act(ended: Annotated[Any, moment_option("--ended")]) -> None:
        """X."""
        seen.append(ended)

    @app.command(example="x")
    def other() -> None:
        """Y."""

    with fresh():
        group = get_group(app)
        with group.make_context("x", ["act", *words]) as context:
            group.invoke(context)

    assert [f"{moment:%Y-%m-%d %H:%M}" for moment in seen] == ["2026-03-12 17:10"]
