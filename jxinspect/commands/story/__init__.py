"""The demonstration: a whole inspection as a list of command lines, and the files it needs."""

from __future__ import annotations

from importlib.resources import files


def story_text(name: str) -> str:
    """A shipped text of the story, by its file name."""
    return files(__name__).joinpath(name).read_text(encoding="utf-8")
