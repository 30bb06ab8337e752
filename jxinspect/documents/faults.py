"""One fault of a template, with its place as somebody sees it in Word."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Place:
    """Where: part of the package, then table, row, cell and paragraph, counted from 1; 0 means not inside one."""

    part: str = ""
    table: int = 0
    row: int = 0
    cell: int = 0
    paragraph: int = 0

    def __str__(self) -> str:
        counted = [(self.table, "表"), (self.row, "行"), (self.cell, "格"), (self.paragraph, "段")]
        return part_name(self.part) + "".join(f"第{n}{word}" for n, word in counted if n)


@dataclass(frozen=True)
class Fault:
    """What is wrong, where, and what to write instead."""

    file: str
    part: str
    table: int
    row: int
    cell: int
    paragraph: int
    tag: str
    text: str
    todo: str

    @property
    def place(self) -> str:
        """The place in words: 正文第2表第1行第2格第1段."""
        return str(Place(self.part, self.table, self.row, self.cell, self.paragraph))

    def __str__(self) -> str:
        shown = f" {self.tag}" if self.tag else ""
        return f"{self.file} {self.place}{shown}：{self.text}。{self.todo}"


def fault(place: Place, tag: str, text: str, todo: str) -> Fault:
    """A fault whose file is filled in later."""
    return Fault("", place.part, place.table, place.row, place.cell, place.paragraph, tag, text, todo)


def in_file(found: Fault, file: str) -> Fault:
    """The fault with the name of its file."""
    return replace(found, file=file)


def part_name(part: str) -> str:
    """What Word calls a part."""
    stem = part.removeprefix("word/").removesuffix(".xml")
    for start, name in (
        ("document", "正文"),
        ("header", "页眉"),
        ("footer", "页脚"),
        ("footnotes", "脚注"),
        ("endnotes", "尾注"),
        ("comments", "批注"),
    ):
        if stem.startswith(start):
            return name + (f"（{stem}）" if start in ("header", "footer") else "")
    return part or "文件"
