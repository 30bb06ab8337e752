"""Templates made ready once: what is kept for the next process, and when it is not used."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from jxinspect.documents import prepared
from jxinspect.documents.word import compile_template

FACTS = {"名称": "样本县虚构经办机构", "文号": "样人社监检通〔2026〕1号", "校验码": "3f9c"}
PARTS = ["word/document.xml", "word/footer_default.xml"]


@pytest.fixture
def template(docx: Callable[..., bytes]) -> bytes:
    return docx("送：{{ 名称 }}。")


@pytest.fixture
def kept(home: Path) -> Iterator[Path]:
    """The folder of what is kept, as a process finds it that has compiled nothing yet."""
    compile_template.cache_clear()
    yield home / "prepared"
    compile_template.cache_clear()


@pytest.fixture
def rendered(template: bytes) -> Callable[[], bytes]:
    def render() -> bytes:
        compile_template.cache_clear()
        return compile_template(template, "样").render(FACTS)

    return render


@pytest.fixture
def prepares(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The parts that were prepared."""
    parts: list[str] = []
    really = prepared._compiled

    def compiled(root: Any, part: str, environment: Any) -> Any:
        parts.append(part)
        return really(root, part, environment)

    monkeypatch.setattr(prepared, "_compiled", compiled)
    return parts


def test_a_template_is_prepared_once_and_gives_the_same_bytes(
    kept: Path, rendered: Callable[[], bytes], prepares: list[str]
) -> None:
    assert rendered() == rendered()
    assert prepares == PARTS
    assert [one.stat().st_mode & 0o777 for one in kept.iterdir()] == [0o600, 0o600]


def test_a_template_of_the_same_name_that_was_edited_is_prepared_anew(
    kept: Path, rendered: Callable[[], bytes], prepares: list[str], docx: Callable[..., bytes]
) -> None:
    rendered()
    compile_template(docx("致：{{ 名称 }}。"), "样").render(FACTS)
    assert prepares == PARTS * 2
    assert len(list(kept.iterdir())) == len(PARTS)


@pytest.mark.parametrize("place", [0, 40, 200, -1])
def test_a_kept_file_with_one_flipped_bit_is_not_used(
    kept: Path, rendered: Callable[[], bytes], prepares: list[str], place: int
) -> None:
    first = rendered()
    file, _ = kept.iterdir()
    data = bytearray(file.read_bytes())
    data[place] ^= 1
    file.write_bytes(data)
    assert rendered() == first
    assert len(prepares) == len(PARTS) + 1


def test_a_folder_that_cannot_be_made_stops_nothing(
    kept: Path, rendered: Callable[[], bytes], prepares: list[str]
) -> None:
    kept.parent.mkdir(parents=True)
    kept.write_text("a file in the way")
    assert rendered() == rendered()
    assert prepares == PARTS * 2
