"""`run` starts the program in a process of its own, with real streams."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
Process = subprocess.CompletedProcess[bytes]


@pytest.fixture
def run(home: Path, tmp_path: Path) -> Callable[..., Process]:
    """Runs the program in a process of its own; `shell`: a command line around `$JX`."""

    def start(*words: str, shell: str = "", **environment: str) -> Process:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
        environment = kept | {"PYTHONPATH": str(ROOT), "JXINSPECT_HOME": str(home)} | environment
        program = [sys.executable, "-m", "jxinspect"]
        command = ["bash", "-c", shell, *words] if shell else [*program, *words]
        environment["JX"] = " ".join(program)
        return subprocess.run(command, env=environment, cwd=tmp_path, capture_output=True, check=False)

    return start
