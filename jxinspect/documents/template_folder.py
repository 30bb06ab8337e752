"""Where a template is found: the case file first, then the office's folder, then what is shipped."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from jxinspect.errors import NotFound, Unwritable

#: Folder of templates inside a case file.
CASE_FOLDER = "templates"
#: Origin of the templates that come with the program.
SHIPPED = "随程序提供"


@dataclass(frozen=True)
class Found:
    """A template and where it came from (案卷库, 本单位模板文件夹, 随程序提供)."""

    id: str
    data: bytes
    origin: str
    path: str


def find_template(kind: str, *, case: Path | None = None, office: Path | None = None) -> bytes:
    """The bytes of the template of a document. Raises as `locate` does."""
    return locate(kind, case=case, office=office).data


def locate(kind: str, *, case: Path | None = None, office: Path | None = None) -> Found:
    """The template of a document and its origin. Raises NotFound, and Unwritable when a nearer one cannot be read:
    falling back silently would issue on another paper than the office means."""
    if office and not office.is_dir():
        raise NotFound(
            f"找不到本单位模板文件夹：{office}",
            why="配置的文件夹不在，不能就此改用别的模板",
            todo="接通共享文件夹，或者执行 jxinspect config set templates 文件夹",
        )
    for folder, origin in ((_inside(case), "案卷库"), (office, "本单位模板文件夹")):
        path = f"{folder}{os.sep}{kind}.docx"
        if folder and os.path.exists(path):  # noqa: PTH110 — a batch asks this for every paper
            return Found(kind, _read(Path(path)), origin, path)
    shipped = _shipped(kind)
    if shipped is None:
        raise NotFound(
            f"没有文书 {kind} 的模板",
            why="案卷库、本单位模板文件夹和程序中都没有",
            todo="用 jxinspect doc template list 查看",
        )
    return shipped


@cache
def _shipped(kind: str) -> Found | None:
    path = shipped_folder() / f"{kind}.docx"
    return Found(kind, path.read_bytes(), SHIPPED, str(path)) if path.is_file() else None


@cache
def shipped_folder() -> Traversable:
    """The templates of the wheel, or those of the repository when the package is installed in place."""
    inside: Traversable = files("jxinspect") / "templates" / "docx"
    if inside.is_dir():
        return inside
    return Path(__file__).resolve().parents[2] / "templates" / "docx"


def shipped_templates() -> Iterator[Found]:
    """Every shipped template, by document id."""
    for item in sorted(shipped_folder().iterdir(), key=lambda found: found.name):
        if item.name.endswith(".docx"):
            yield Found(item.name.removesuffix(".docx"), item.read_bytes(), SHIPPED, str(item))


def _inside(case: Path | None) -> Path | None:
    return case / CASE_FOLDER if case else None


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Unwritable(f"模板 {path.name} 读不出来", why=str(error), todo="检查文件是否被占用、是否有权限") from error
