"""Templates are found near to far: case file, office, shipped."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from jxinspect.documents import template_folder
from jxinspect.documents.template_folder import find_template, locate, shipped_templates
from jxinspect.errors import NotFound, Unwritable

ROOT = Path(__file__).resolve().parents[2]


def test_the_shipped_template_is_found_when_there_is_no_other(tmp_path: Path) -> None:
    found = locate("D05", case=tmp_path, office=tmp_path)
    assert found.origin == "随程序提供"
    assert found.data == (ROOT / "templates/docx/D05.docx").read_bytes()


def test_the_office_beats_the_shipped_and_the_case_file_beats_both(tmp_path: Path) -> None:
    office, case = tmp_path / "office", tmp_path / "x.jxcase"
    (case / "templates").mkdir(parents=True)
    office.mkdir()
    (office / "D05.docx").write_bytes(b"office")
    assert find_template("D05", case=case, office=office) == b"office"
    (case / "templates" / "D05.docx").write_bytes(b"case")
    assert find_template("D05", case=case, office=office) == b"case"


def test_a_template_that_cannot_be_read_is_not_replaced_by_another(tmp_path: Path) -> None:
    (tmp_path / "D05.docx").mkdir()
    with pytest.raises(Unwritable):
        find_template("D05", office=tmp_path)


def test_an_unknown_document_has_no_template() -> None:
    with pytest.raises(NotFound):
        find_template("D99")


def test_the_templates_of_a_wheel_are_found(tmp_path: Path) -> None:
    """The wheel carries templates/docx inside the package: lay the package out so and ask a fresh interpreter."""
    package = tmp_path / "jxinspect"
    for path in (ROOT / "jxinspect").rglob("*.py"):
        target = package / path.relative_to(ROOT / "jxinspect")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    (package / "templates/docx").mkdir(parents=True)
    with zipfile.ZipFile(package / "templates/docx/D05.docx", "w") as wheel:
        wheel.writestr("marker", "wheel")
    code = "from jxinspect.documents.template_folder import locate; print(locate('D05').path)"
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert Path(done.stdout.strip()) == package / "templates/docx/D05.docx"


def test_every_shipped_template_is_listed() -> None:
    assert {found.id for found in shipped_templates()} >= {"D05", "D11"}
    assert template_folder.shipped_folder().is_dir()
