"""What an act does once it is durable, such as readable copies of its papers."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jxinspect.errors import Unwritable


def afterwards(callbacks: Sequence[Callable[[], None]]) -> None:
    """What follows the commit: all of it is tried, and no failure may read as if the act had not been written."""
    failed: list[Unwritable] = []
    for do in callbacks:
        try:
            do()
        except Unwritable as error:
            failed.append(error)
    if failed:
        raise Unwritable(
            "这一步已经写入案卷库，后续文件没有写成",
            why="提交之后的步骤失败，见上列各项。",
            todo="不要重做这一步；照各项所说排除原因。案卷库是否完整，用 jxinspect verify 查看。",
            items=[f"{error.what}：{error.why.rstrip('。')}；{error.todo}" for error in failed],
        ) from failed[0]
