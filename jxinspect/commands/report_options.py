"""What the commands of `report` and `rectify` share: options, and how a day is told to people."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from jxinspect.errors import Usage

if TYPE_CHECKING:
    from pathlib import Path

    from jxinspect.model.document import Document
    from jxinspect.ui.show import Fact

T = TypeVar("T")

External = Annotated[str | None, typer.Option("--number", help="本单位收发登记另行编定的文号", metavar="文号")]
Contact = Annotated[str, typer.Option("--contact", help="联系人；默认办理人", metavar="姓名")]
Phone = Annotated[str, typer.Option("--phone", help="联系电话；默认本机关电话", metavar="电话")]


def numbered(flag: str, values: Sequence[str] | None, reader: Callable[[str], T]) -> dict[int, T]:
    """Values written as 序号=值 by number; Usage for what is not, and for a number given twice."""
    found: dict[int, T] = {}
    for text in values or []:
        left, mark, right = text.replace("＝", "=").partition("=")
        number = left.strip()
        if not (mark and number.isdecimal() and right.strip()):
            raise Usage(f"{flag} 的写法不对：{text}", why="按“序号=内容”写，如 1=退回多发金额", todo=f"改正 {flag}")
        if int(number) in found:
            raise Usage(f"{flag} 的序号{number}写了两次", why="一个序号只写一次", todo=f"合并成一个 {flag}")
        found[int(number)] = reader(right.strip())
    return found


def sequence(flag: str, values: Sequence[str] | None) -> list[int]:
    """Numbers as people list them: 1,2 or 1、2, the option once or repeatedly."""
    parts = [part.strip() for text in values or [] for part in text.replace("、", ",").replace("，", ",").split(",")]
    wrong = [part for part in parts if not part.isdecimal()]
    if wrong:
        raise Usage(f"{flag} 的序号不对：{'、'.join(wrong)}", why="序号是整数，几个之间用逗号分开", todo=f"改正 {flag}")
    return [int(part) for part in parts]


def paper_facts(papers: "Sequence[Document]", copies: "Sequence[Path]") -> "list[Fact]":
    """What was made, and where readable copies lie."""
    facts: list[Fact] = [("documents", "文书", [f"{paper.number} {paper.title}" for paper in papers])]
    return [*facts, ("copies", "副本", [str(path) for path in copies])] if copies else facts


def known(day: date | None, otherwise: str) -> str:
    """The day, or what it waits for."""
    return str(day) if day else otherwise
