"""What start-up imports: help, lists and reads stay fast because heavy libraries are not touched."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = {
    "sqlmodel",
    "sqlalchemy",
    "pydantic",
    "docx",
    "docxtpl",
    "openpyxl",
    "duckdb",
    "cryptography",
    "questionary",
    "rich",
    "prompt_toolkit",
}

PROBE = """
import sys
from jxinspect.cli import main
code = main(sys.argv[1:])
print("MODULES", code, *sorted({name.partition(".")[0] for name in sys.modules}))
"""


def imported(*words: str, cwd: Path) -> set[str]:
    """Top-level modules imported by a run that must end with 0."""
    command = [sys.executable, "-c", PROBE, *words]
    ended = subprocess.run(command, capture_output=True, check=True, cwd=cwd, env=None)
    code, *names = ended.stdout.decode().rpartition("MODULES ")[2].split()
    assert code == "0", ended.stderr.decode()
    return set(names)


@pytest.fixture(autouse=True)
def path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("PYTHONUTF8", "1")


@pytest.mark.parametrize("words", [["--help"], ["config", "-h"], ["--version"], ["config", "get", "actor"]])
def test_help_and_settings_import_nothing_heavy(words: list[str], tmp_path: Path) -> None:
    assert imported(*words, cwd=tmp_path) & HEAVY == set()


def test_a_list_read_from_an_encrypted_case_file_imports_nothing_heavy(case_path: Path) -> None:
    names = imported("-C", str(case_path), "config", "list", cwd=case_path.parent)
    assert "sqlcipher3" in names
    assert names & HEAVY == set()
