"""What a command that made official documents tells: their numbers, and where the readable copies lie."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jxinspect.ui.show import Fact, done

if TYPE_CHECKING:
    from jxinspect.model.document import Document


def made(
    text: str,
    documents: Sequence[Document],
    copies: Sequence[Path],
    facts: Sequence[Fact] = (),
    next_steps: Sequence[str] = (),
) -> None:
    """`done` with the documents and their copies; call it after the act, when the copies are written."""
    papers = [f"{document.number} {document.title}" for document in documents]
    told: list[Fact] = [
        *facts,
        ("documents", "文书", papers),
        ("copies", "副本", [str(path) for path in copies]),
    ]
    done(text, [fact for fact in told if fact[2] not in ([], None)], next_steps)
