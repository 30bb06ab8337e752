"""The user's own folder: device key, heads seen, unlocked keys. Nothing in it belongs to a case file that travels."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from jxinspect.store.durable import make_folder

#: How the name of a case file, a folder, ends.
CASE_FILE = ".jxcase"


def home() -> Path:
    """`JXINSPECT_HOME` or the platform's folder for user data, made with mode 0700 where it is missing."""
    return _made(_home(os.environ.get("JXINSPECT_HOME")))


def calendars_folder() -> Path:
    """Where imported tables of working days lie (G58)."""
    return part("calendars")


def templates_folder() -> Path:
    """Where the office keeps templates of its own."""
    return part("templates")


def part(name: str) -> Path:
    """A private folder inside home, e.g. `heads` or `unlocked`."""
    return _made(_part(home(), name))


def _made(folder: Path) -> Path:
    make_folder(folder)
    return folder


@cache
def _home(named: str | None) -> Path:
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("jxinspect", appauthor=False)


@cache
def _part(home: Path, name: str) -> Path:
    return home / name
