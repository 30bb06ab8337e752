"""`sync device`: the office enrols and revokes laptops."""

from pathlib import Path
from typing import Annotated

import typer

from jxinspect.commands.options import Format, Limit, ListFile, ListFormat, Offset, id_option, plain
from jxinspect.commands.session import act, rows
from jxinspect.commands.tree import App
from jxinspect.errors import Refused
from jxinspect.ui import ask
from jxinspect.ui.show import done, show_rows
from jxinspect.ui.values import columns

device = App("登记的电脑：由机关端登记、停用。", example="jxinspect sync device list")

DEVICES = columns(
    ("name", "名称"),
    ("holder", "使用人"),
    ("block", "号段"),
    ("standing", "状态"),
    ("inspections", "限于检查"),
    ("fingerprint", "指纹"),
    ("at", "登记时间", "moment"),
    ("revoked_at", "停用时间", "moment"),
    ("because", "停用原因"),
)


@device.command(example="jxinspect sync device add 名片.json --name 二组笔记本 --holder 测一鸣 --as 孙科长")
def add(
    card: Annotated[Path, typer.Argument(help="对方用 sync card 做的名片", metavar="名片")],
    *,
    name: Annotated[str, typer.Option("--name", help="设备的名称，如 二组笔记本；默认取名片上的", metavar="名称")] = "",
    holder: Annotated[str | None, typer.Option("--holder", help="使用人的姓名", metavar="姓名")] = None,
    inspections: Annotated[
        list[str] | None, id_option("--inspection", help="只给这些检查；不写则给整个案卷库", metavar="检查编号")
    ] = None,
    third_party: Annotated[bool, typer.Option("--third-party", help="第三方的设备：不给个人信息（办法 27）")] = False,
    fingerprint: Annotated[
        str, typer.Option("--fingerprint", help="电话里对方读出的指纹；写了就不再询问", metavar="指纹")
    ] = "",
) -> None:
    """登记一台电脑：核对名片的签名，和使用人在电话里核对指纹，给下一个号段。"""
    from jxinspect.acts import sync
    from jxinspect.store.card import read_card

    shown = read_card(card)
    compared(shown.fingerprint, fingerprint, shown.name)
    with act("sync.device.add") as case:
        made = sync.add_device(
            case, shown, name=name, holder=holder, inspections=tuple(inspections or ()), third_party=third_party
        )
        facts = [
            ("name", "名称", made.name),
            ("holder", "使用人", holder),
            ("block", "号段", made.block),
            ("fingerprint", "指纹", shown.fingerprint),
        ]
    done(
        "设备已登记",
        [fact for fact in facts if fact[2] is not None],
        [f"jxinspect sync lease give {made.name} 系列 年度", f"jxinspect sync bundle --for {made.name}"],
    )


def compared(fingerprint: str, told: str, name: str) -> None:
    """Refused unless the fingerprint is the one that the holder reads out."""
    if told:
        same = "".join(plain(told).lower().split()) == "".join(fingerprint.split())
    else:
        same = ask.confirm(
            f"名片“{name}”的指纹是 {fingerprint}，和对方在电话里读出的一致吗", flag="--fingerprint 对方读出的指纹"
        )
    if not same:
        raise Refused(
            "指纹不一致，没有登记",
            why=f"名片的指纹是 {fingerprint}；名片可能在路上被换过",
            todo="请对方重新做名片，换一条途径送来，再核对一次",
        )


@device.command("list", example="jxinspect sync device list")
def list_(
    format: Format = ListFormat.TABLE,  # noqa: A002
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出登记的电脑：使用人、号段、指纹、是否停用。"""
    from jxinspect.store.device import spelled

    found = [row | {"fingerprint": spelled(row["public_key"])} for row in rows("sync_devices")]
    show_rows(found, DEVICES, format.value, limit=limit, offset=offset, out=out)


@device.command(example="jxinspect sync device revoke 二组笔记本 --because 11月20日在出差途中丢失 --as 孙科长")
def revoke(
    name: Annotated[str, typer.Argument(help="设备的名称", metavar="名称")],
    because: Annotated[str, typer.Option("--because", "--reason", help="停用的原因", metavar="原因")],
) -> None:
    """停用一台电脑：丢失、移交他人或者被复制的；此后它送来的内容不再接收。"""
    from jxinspect.acts import sync

    with act("sync.device.revoke") as case:
        sync.revoke_device(case, name, because=because)
    done(f"{name}已停用", [("because", "原因", because)], ["把这次停用同步到各台电脑"])
