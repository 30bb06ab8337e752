"""Where the user's own files lie: configuration and logs, beside the keys that the store keeps there."""

from __future__ import annotations

import os
from pathlib import Path


def user_folder() -> Path:
    """JXINSPECT_HOME, else the platform's folder for data of this user."""
    chosen = os.environ.get("JXINSPECT_HOME")
    if chosen:
        return Path(chosen)
    from platformdirs import user_data_path

    return user_data_path("jxinspect", appauthor=False)


def tables_folder() -> Path:
    """Where imported tables of working days lie."""
    return user_folder() / "calendars"


def log_folder() -> Path:
    """Tracebacks of our own faults."""
    return user_folder() / "logs"


def config_file() -> Path:
    """The user's settings."""
    return user_folder() / "config.toml"
