"""`import FILE` of every group: read a filled-in list, or write the empty workbook with --template."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jxinspect.commands.given import given
from jxinspect.commands.running import typed
from jxinspect.commands.session import act
from jxinspect.errors import Unwritable, Usage
from jxinspect.ui import terminal
from jxinspect.ui.messages import note
from jxinspect.ui.show import done
from jxinspect.ui.target import STDOUT

if TYPE_CHECKING:
    from jxinspect.acts.imports import Imported
    from jxinspect.store.casefile import CaseFile


def imported(
    name: str,
    what: str,
    file: Path,
    read: Callable[[CaseFile], Imported[Any]],
    next_steps: Sequence[str] = (),
    *,
    hints: Callable[[CaseFile, Sequence[Any]], Sequence[str]] = lambda _case, _records: (),
) -> None:
    """Import in one act and say how many, what of the file was left aside, and what is worth telling of the records.

    `name`: the act; `what`: 单位, 人员, 计划项目.
    """
    with act(name) as case:
        made = read(case)
        told = hints(case, made.records)
    for line in told:
        note(line)
    facts: list[tuple[str, str, Any]] = [("file", "文件", str(file)), ("rows", "条数", len(made.records))]
    if made.left:
        facts.append(("left", "未导入", "；".join(made.left)))
    done(f"已导入{what}{len(made.records)}条", facts, next_steps)


def write_template(kind: str, file: Path, command: str) -> None:
    """Write the empty workbook of an import; the next step is the command with the file."""
    from jxinspect.acts.imports import template

    target = file / f"{kind}.xlsx" if file.is_dir() else file
    write_workbook(target, lambda: template(kind), f"{command} {typed(target)}")


def write_workbook(file: Path, make: Callable[[], bytes], following: str) -> None:
    """Write an empty workbook to fill in; never over another file, and to standard output for `-`."""
    from jxinspect.store.durable import write

    if file == STDOUT:
        if terminal.is_terminal():
            raise Usage("xlsx 不能显示在屏幕上", why="它是一个文件", todo="写文件名，或者接到别的程序")
        terminal.raw(make())
        return
    if file.suffix.lower() != ".xlsx":
        raise Usage(
            f"空白模板是 xlsx 文件，不能写成 {file.name}",
            why="别的扩展名，WPS 和 Excel 打不开",
            todo=f"写 {file.with_suffix('.xlsx').name}；填好以后可以另存为 csv、xls、ods 再用",
        )
    if file.exists():
        raise Unwritable(f"不覆盖已有文件 {file}", why="同名文件已经存在", todo="换一个文件名，或者先移走原来的文件")
    if not given().dry_run:
        write(file, make())
    done("空白模板已写出", [("file", "文件", str(file))], [following])
