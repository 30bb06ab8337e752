"""The file that a list is written to: what kind its name says it is, and that no other file is lost for it."""

from __future__ import annotations

from pathlib import Path

from jxinspect.errors import Unwritable, Usage
from jxinspect.store.home import CASE_FILE
from jxinspect.ui.mode import mode

#: The name of a file that means standard output.
STDOUT = Path("-")
KINDS = ("csv", "xlsx")


def shape_of(shape: str, out: Path | None) -> str:
    """How a list comes out: `shape` as it was asked for, "table" when nothing was; a file as its name says.

    Usage when it would be written otherwise than its name says, or not at all.
    """
    if out in (None, STDOUT):
        return shape
    assert out is not None
    named = out.suffix.lstrip(".").lower()
    if shape in KINDS:
        if named in KINDS and named != shape:
            raise Usage(
                f"写成 {shape}，文件名却是 {out.name}", why="两者不一致", todo=f"文件名改为 .{shape}，或者去掉 --format"
            )
        return shape
    if shape != "table":
        raise Usage(f"{shape} 不写成文件", why="--out 写的是 csv 或者 xlsx 文件", todo="去掉 --out，用 > 存到文件")
    if out.is_dir():
        return "csv"
    if named not in KINDS:
        raise Usage(
            f"不知道把清单写成哪种文件：{out}", why="文件名没有写 .csv 或者 .xlsx", todo=f"写 --out {out.name}.xlsx"
        )
    return named


def agree_to_replace(file: Path) -> None:
    """Ask before a file that is there is replaced; --yes agrees. Unwritable when the answer is no or there is none."""
    from jxinspect.ui import ask

    spare_case_files(file)
    if not file.exists() or mode().yes or mode().dry_run:
        return
    if file.is_dir() or not ask.possible() or not ask.confirm(f"{file} 已经存在，覆盖吗？"):
        what = "文件夹" if file.is_dir() else "文件"
        todo = "换一个文件名" if file.is_dir() else "换一个文件名；确需覆盖的加 --yes"
        raise Unwritable(f"不覆盖已有{what} {file}", why=f"同名{what}已经存在", todo=todo)


def spare_case_files(file: Path) -> None:
    """Unwritable for what is part of a case file, whatever was agreed to: nothing that is written replaces a record."""
    inside = next((folder for folder in file.resolve().parents if folder.suffix == CASE_FILE), None)
    if inside is not None and file.exists():
        raise Unwritable(
            f"不覆盖案卷库里的文件 {file}", why=f"它是案卷库 {inside} 的一部分", todo="写一个案卷库以外的位置"
        )
