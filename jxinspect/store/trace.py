"""What is being done, step by step, for whoever asks with -v. Never names, texts, numbers of people or secrets."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar

#: Who hears the steps; nobody by default.
listener: ContextVar[Callable[[str], None] | None] = ContextVar("listener", default=None)


def step(text: str) -> None:
    """Tell a step."""
    hear = listener.get()
    if hear is not None:
        hear(text)
