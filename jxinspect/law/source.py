"""Reading the law's data files, which lie beside the code."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any


def load(name: str) -> dict[str, Any]:
    """One file of `law/data`, e.g. `statutes.toml`."""
    return tomllib.loads(files("jxinspect.law").joinpath("data", *name.split("/")).read_text(encoding="utf-8"))
