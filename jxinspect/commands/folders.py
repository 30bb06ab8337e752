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


def system_config_file() -> Path:
    """Settings for everybody at this machine, written by who looks after it (/etc/xdg, C:\\ProgramData)."""
    from platformdirs import site_config_path

    return site_config_path("jxinspect", appauthor=False) / "config.toml"


def history_file() -> Path:
    """Lines of the prompt: JXINSPECT_HOME, else the platform's folder for the state of this user."""
    chosen = os.environ.get("JXINSPECT_HOME")
    if chosen:
        return Path(chosen) / "history"
    from platformdirs import user_state_path

    return user_state_path("jxinspect", appauthor=False) / "history"
