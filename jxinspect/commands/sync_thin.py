"""`sync thin`: objects of closed inspections leave this laptop, once others are proven to have them."""

from typing import Annotated

import typer

from jxinspect.commands.session import act
from jxinspect.commands.sync_bundle import sized
from jxinspect.ui.show import Fact, done
from jxinspect.ui.values import Each

EXAMPLE = ["jxinspect sync thin --dry-run", "jxinspect sync thin --older-than 90 --as 测一鸣"]
#: So many that cannot leave are named; the rest are counted.
_NAMED = 20


def thin(
    older_than: Annotated[
        int, typer.Option("--older-than", min=0, help="只移出办结满这么多天的检查的对象", metavar="天数")
    ] = 0,
) -> None:
    """移出已办结检查的对象，腾出磁盘：至少两处别的副本得到证实才移出，记入日志；需要时用 sync fetch 取回。"""
    from jxinspect.sync import thin as thinning

    with act(thinning.ACT) as case:
        found = thinning.thin(case, older_than=older_than)
    facts: list[Fact] = [
        ("gone", "移出的对象", len(found.gone)),
        ("bytes", "腾出", sized(found.size)),
        ("stays", "还不能移出", len(found.stays) or None),
        ("lacks", "缺什么", Each(f"{one.sha256[:12]}：{one.lacks}" for one in found.stays[:_NAMED])),
    ]
    done("对象已移出本机" if found.gone else "没有可以移出的对象", facts, ["jxinspect sync status"])
