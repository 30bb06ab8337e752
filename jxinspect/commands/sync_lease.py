"""`sync lease`: blocks of official numbers for laptops that are not at the office."""

from typing import TYPE_CHECKING, Annotated

import typer

from jxinspect.commands.options import Format, Limit, ListFile, ListFormat, Offset, plain
from jxinspect.commands.session import act, rows
from jxinspect.commands.tree import App
from jxinspect.law.lease import LeaseState
from jxinspect.ui.show import done, show_rows
from jxinspect.ui.values import Column, columns

if TYPE_CHECKING:
    from jxinspect.acts.lease import Returned

lease = App(
    "号段：机关端发给各台电脑的文号。离开机关端的电脑只能用号段里的号；不跳号、不重号（G57）。",
    example=[
        "jxinspect sync lease give 二组笔记本 监检通 2026 --count 20 --as 孙科长",
        "jxinspect sync lease list",
        "jxinspect sync lease return --as 测一鸣",
    ],
)
LEASES = columns(
    ("device", "设备"),
    ("series", "系列"),
    ("year", "年度"),
    ("first", "第一个号", "number"),
    ("last", "最后一个号", "number"),
    Column("state", "状态", "term", terms=LeaseState),
    ("issued", "已编", "number"),
    ("next", "下一号", "number"),
    ("left", "还剩", "number"),
    ("free", "交回待用", "number"),
    ("voided", "作废", "number"),
    ("because", "交回、作废的理由"),
    ("at", "发给", "moment"),
    ("ended_at", "交回", "moment"),
)

Series = Annotated[
    str,
    typer.Argument(
        help="系列或者发文代字，如 监检通；几个的写 监检通、监案，每个都给的写 全部", metavar="系列", parser=plain
    ),
]
Because = Annotated[str, typer.Option("--because", help="理由", metavar="理由")]


@lease.command(
    example=[
        "jxinspect sync lease give 二组笔记本 监检通 2026 --count 20 --as 孙科长",
        "jxinspect sync lease give 二组笔记本 全部 2026 --count 5 --as 孙科长",
    ]
)
def give(
    device: Annotated[str, typer.Argument(help="设备的名称，见 sync device list", metavar="设备", parser=plain)],
    series: Series,
    year: Annotated[int, typer.Argument(help="文号的年度", metavar="年度", min=1949)],
    count: Annotated[int, typer.Option("--count", help="多少个号", metavar="个数", min=1)] = 20,
) -> None:
    """发给一台电脑一段文号（在机关端）；机关端以后的号接在这一段后面。"""
    from jxinspect.acts import lease as acts

    with act("sync.lease.give") as case:
        made = acts.give(case, device, series, year, count=count)
        told = [f"{one.series}〔{one.year}〕{_range(one.first, one.last)}" for one in made]
    following = [f"jxinspect sync bundle --for {device}（或者 jxinspect sync push）", "jxinspect sync lease list"]
    done("号段已发给", [("device", "设备", device), ("blocks", "号段", told)], following)


@lease.command("list", example=["jxinspect sync lease list", "jxinspect sync lease list --all -o 号段.xlsx"])
def list_(
    everything: Annotated[bool, typer.Option("--all", help="也列出用完的，交回后没有待用号的")] = False,
    format: Format = ListFormat.TABLE,  # noqa: A002
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出号段：谁在用，编到几号，还剩几个；交回的号有几个待用。"""
    found = [row for row in rows("lease_list") if everything or row["state"] == LeaseState.RUNNING or row["free"]]
    show_rows(found, LEASES, format.value, limit=limit, offset=offset, out=out)


@lease.command(
    "return",
    example=[
        "jxinspect sync lease return --as 测一鸣",
        "jxinspect sync lease return --device 二组笔记本 --void --because 电脑11月20日丢失 --as 孙科长",
    ],
)
def give_back(
    device: Annotated[
        str | None, typer.Option("--device", help="哪台设备的；在本机交回自己的不用写", metavar="设备")
    ] = None,
    series: Annotated[str | None, typer.Option("--series", help="只交回这一系列", metavar="系列", parser=plain)] = None,
    year: Annotated[int | None, typer.Option("--year", help="只交回这一年度", metavar="年度")] = None,
    void: Annotated[bool, typer.Option("--void", help="没有用的号作废而不再用，如电脑丢失、不知道用到几号")] = False,
    because: Because = "",
) -> None:
    """交回（在那台电脑上）或者收回（在机关端）号段：没有用的号由机关端接着用，或者作废。"""
    from jxinspect.acts import lease as acts

    with act("sync.lease.return") as case:
        ended = acts.give_back(case, device=device, series=series, year=year, void=void, because=because)
        told = [_told(one) for one in ended]
        name = ended[0].device
    following = ["同步到其他电脑：jxinspect sync bundle 或者 jxinspect sync push"]
    done("号段已交回", [("device", "设备", name), ("blocks", "号段", told)], following)


@lease.command(example="jxinspect sync lease void 样人社监检通〔2026〕14-16号 --because 年度终了，不再使用 --as 孙科长")
def void(
    numbers: Annotated[
        list[str], typer.Argument(help="文号，连续几个的写 样人社监检通〔2026〕14-16号，可多个", metavar="文号…")
    ],
    because: Because,
) -> None:
    """作废交回以后不再使用的号，写明理由；已经用于文书的用 doc void。"""
    from jxinspect.acts import lease as acts

    with act("sync.lease.void") as case:
        struck = acts.make_void(case, numbers, because=because)
    done("文号已作废", [("numbers", "文号", "、".join(struck)), ("because", "理由", because)])


def _told(one: "Returned") -> str:
    """样人社监检通〔2026〕14至20号待用."""
    numbers = one.free or one.void
    few = _range(numbers[0], numbers[-1])
    return f"{one.lease.series}〔{one.lease.year}〕{few}{'待用' if one.free else '作废'}"


def _range(first: int, last: int) -> str:
    return f"{first}号" if first == last else f"{first}至{last}号"
