"""What is no error of ours told as one: failures of the device, and bugs, whose traceback goes to a log file."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from pathlib import Path

from jxinspect.commands.clock import clock
from jxinspect.errors import JxinspectError, NotFound, Unwritable
from jxinspect.store.durable import meant
from jxinspect.store.reasons import REASONS, answered
from jxinspect.ui.mode import mode
from jxinspect.ui.terminal import err


def explained(bug: Exception, arguments: Sequence[str]) -> JxinspectError:
    """The error to show for any other exception."""
    if isinstance(bug, FileNotFoundError) and bug.filename:
        return NotFound(
            f"找不到：{bug.filename}", why="没有这个文件或者文件夹", todo="核对路径；含有空格的路径用引号括起来"
        )
    if isinstance(bug, OSError) and bug.errno in REASONS:
        where = f"：{meant(Path(bug.filename))}" if isinstance(bug.filename, str) else ""
        return Unwritable(
            f"读写失败{where}", why=answered(bug), todo="腾出空间、换一个位置或者接好设备后，再执行同一命令"
        )
    place = _logged(bug, arguments)
    if mode().debug and not mode().json:
        err("".join(traceback.format_exception(bug)))
    kept = f"详情已写入 {place}" if place else "详情无法写入日志文件"
    return JxinspectError(
        "程序内部出错，这一步没有写入案卷库",
        why=f"{type(bug).__name__}（这是程序的缺陷，不是操作有误）",
        todo=f"{kept}；请把该文件交给维护人员",
    )


def _logged(bug: Exception, arguments: Sequence[str]) -> Path | None:
    """Write the traceback, without local values: they may hold personal data. Of the arguments only the words."""
    from jxinspect.commands.folders import log_folder

    now = clock()
    words = " ".join(word for word in arguments if word.isascii() and word.replace("-", "").isalpha())
    text = f"{now.isoformat()} jxinspect {words}\n{''.join(traceback.format_exception(bug))}\n"
    try:
        folder = log_folder()
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        place = folder / f"error-{now:%Y%m%d}.log"
        place.touch(mode=0o600)
        with place.open("a", encoding="utf-8") as log:
            log.write(text)
    except OSError:
        return None
    return place
