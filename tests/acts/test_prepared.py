"""What a process imports that issues a document of a kind that this machine has issued before."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jxinspect.documents import produce
from jxinspect.documents.word import compile_template

ROOT = Path(__file__).parents[2]
PROBE = """
import sys
from jxinspect.cli import main
code = main(sys.argv[1:])
print("MODULES", code, *sorted({name.partition(".")[0] for name in sys.modules}))
"""


def test_issuing_once_more_imports_no_maker_of_templates(
    many: Callable[[int], list[str]], case_path: Path, jx: Callable[..., Any], home: Path
) -> None:
    many(2)
    for kept in (compile_template, produce._compiled):  # of papers that other tests made in this process
        kept.cache_clear()
    words = ["--enter", "2026-03-09", "--as", "测一鸣", "--at", "2026-03-02 09:00", "-C", str(case_path)]
    assert jx("notify", "onsite", "2026-001", *words).code == 0
    again = [sys.executable, "-c", PROBE, "notify", "onsite", "2026-002", *words]
    ended = subprocess.run(again, capture_output=True, check=True, cwd=ROOT)
    code, *names = ended.stdout.decode().rpartition("MODULES ")[2].split()
    assert code == "0", ended.stderr.decode()
    assert {"sqlmodel", "jinja2"} <= set(names)
    assert {"docxtpl", "docx", "rich", "openpyxl", "duckdb", "pyarrow", "PIL"} & set(names) == set()
