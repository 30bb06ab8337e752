"""Which case file a command means: -C, JXINSPECT_CASE, the current folder upward, the configured default."""

from __future__ import annotations

from pathlib import Path

from jxinspect.commands.configured import setting
from jxinspect.commands.given import environment, given
from jxinspect.errors import NotFound, Unwritable, Usage
from jxinspect.store.home import CASE_FILE
from jxinspect.store.reasons import answered


def case_path() -> Path:
    """The case file: -C, JXINSPECT_CASE, the current folder upward, the configured default."""
    variable = environment("CASE")
    chosen = given().case or (Path(variable) if variable else None) or _above() or _configured()
    if chosen is None:
        why = "没有用 -C 指定，JXINSPECT_CASE 未设置，当前文件夹及其上级里没有 .jxcase，配置里也没有"
        raise NotFound("不知道用哪个案卷库", why=why, todo="写 -C 案卷库路径；还没有的话先执行 jxinspect init 路径")
    return _existing(chosen.expanduser())


def case_if_any() -> Path | None:
    """The case file, if one is meant; a wrong -C is still an error."""
    if given().case is not None:
        return case_path()
    try:
        return case_path()
    except NotFound:
        return None


def _configured() -> Path | None:
    value = setting("case").value
    return Path(value) if value else None


def _existing(chosen: Path) -> Path:
    if chosen.suffix != CASE_FILE and chosen.is_dir():
        inside = _one_of(chosen)
        if inside is not None:
            return inside
    if not chosen.is_dir():
        raise NotFound(f"找不到案卷库：{chosen}", why="没有这个文件夹", todo="核对 -C、JXINSPECT_CASE 或者配置里的路径")
    return chosen


def _above() -> Path | None:
    try:
        start = Path.cwd()
    except OSError as fault:
        raise Unwritable("当前文件夹已不存在", why=answered(fault), todo="换到一个存在的文件夹") from fault
    for folder in (start, *start.parents):
        if folder.suffix == CASE_FILE:
            return folder
        found = _one_of(folder)
        if found is not None:
            return found
    return None


def _one_of(folder: Path) -> Path | None:
    try:
        found = sorted(path for path in folder.glob(f"*{CASE_FILE}") if path.is_dir())
    except OSError:
        return None
    if len(found) > 1:
        names = "、".join(path.name for path in found)
        raise Usage(f"{folder} 里有几个案卷库", why=names, todo="用 -C 写明是哪一个")
    return found[0] if found else None
