"""Help pages: plain text by terminal cells, so that Chinese stays aligned and Rich need not be imported."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from jxinspect.ui.cells import cells, pad, wrap
from jxinspect.ui.terminal import BOLD, CYAN, DIM, paint, width

Rows = Sequence[tuple[str, str]]
LONGEST_TERM = 30


class Page(NamedTuple):
    """One help page."""

    usage: str
    text: str = ""
    examples: Sequence[str] = ()
    sections: Sequence[tuple[str, Rows]] = ()
    footer: str = ""


def render(page: Page) -> str:
    """The page as text: what it does, examples first, then commands and options."""
    size = max(40, min(width(), 100))
    lines = [paint("用法：", BOLD) + page.usage, ""]
    lines += [line for paragraph in page.text.split("\n") for line in wrap(paragraph, size)]
    if page.text:
        lines.append("")
    if page.examples:
        lines += [paint("例子：", BOLD), *(f"  {example}" for example in page.examples), ""]
    for title, rows in page.sections:
        if rows:
            lines += [paint(f"{title}：", BOLD), *_listed(rows, size), ""]
    if page.footer:
        lines += [paint(line, DIM) for line in wrap(page.footer, size)]
    return "\n".join(lines).rstrip("\n")


def _listed(rows: Rows, size: int) -> list[str]:
    first = min(LONGEST_TERM, max(cells(term) for term, _ in rows)) + 2
    lines = []
    for term, meaning in rows:
        told = wrap(meaning, max(20, size - first - 2))
        if cells(term) + 2 > first:
            lines.append("  " + paint(term, CYAN))
        else:
            lines.append("  " + paint(term, CYAN) + pad("", first - cells(term)) + told.pop(0))
        lines += [" " * (first + 2) + line for line in told]
    return lines
