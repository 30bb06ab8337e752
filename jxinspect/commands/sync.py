"""`sync`: the office, its devices and the keys of people; what goes between them."""

from pathlib import Path
from typing import Annotated

import typer

from jxinspect.commands import sync_hub
from jxinspect.commands.clock import clock
from jxinspect.commands.given import given
from jxinspect.commands.session import act, rows
from jxinspect.commands.sync_bundle import EXAMPLE as BUNDLE
from jxinspect.commands.sync_bundle import bundle
from jxinspect.commands.sync_conflicts import conflicts, rule
from jxinspect.commands.sync_device import device
from jxinspect.commands.sync_key import key
from jxinspect.commands.sync_lease import lease
from jxinspect.commands.sync_open import EXAMPLE as OPEN
from jxinspect.commands.sync_open import open_
from jxinspect.commands.sync_status import EXAMPLE as STATUS
from jxinspect.commands.sync_status import status
from jxinspect.commands.sync_thin import EXAMPLE as THIN
from jxinspect.commands.sync_thin import thin
from jxinspect.commands.tree import App
from jxinspect.ui.show import Fact, done

app = App(
    "同步：机关端登记各台电脑和负责人的签名钥匙，各处的记录汇到一处。",
    example=[
        "jxinspect sync init --as 孙科长",
        "jxinspect sync card -o 名片.json",
        "jxinspect sync device add 名片.json --name 二组笔记本 --holder 测一鸣 --as 孙科长",
        "jxinspect sync bundle --for 机关端 -o /media/usb",
        "jxinspect sync open 案卷-给机关端-20261126-1.jxbundle",
    ],
)
app.add_typer(device, name="device")
app.add_typer(lease, name="lease")
app.command(example=sync_hub.PUSH)(sync_hub.push)
app.command(example=sync_hub.PULL)(sync_hub.pull)
app.command(example=sync_hub.FETCH)(sync_hub.fetch)
app.command(example=BUNDLE)(bundle)
app.command("open", example=OPEN)(open_)
app.add_typer(key, name="key")
app.command(example="jxinspect sync conflicts")(conflicts)
app.command(example="jxinspect sync rule 3f9a --take 1 --because 以现场核实的为准 --as 孙科长")(rule)
app.command(example=STATUS)(status)
app.command(example=THIN)(thin)


@app.command(example=sync_hub.INIT)
def init(
    name: Annotated[str, typer.Option("--name", help="机关端的名称", metavar="名称")] = "机关端",
    *,
    hub: Annotated[str | None, sync_hub.HUB] = None,
    objects: Annotated[str | None, sync_hub.OBJECTS] = None,
) -> None:
    """把本机定为机关端：各台电脑、各人的签名钥匙由它登记，号段 0 归它。--hub 设立汇集端，以后再加、改地址也用它。"""
    from jxinspect.acts import sync

    if sync_hub.both_addresses(hub, objects) and rows("SELECT 1 FROM case_info WHERE name = 'office'"):
        sync_hub.set_up(str(hub), str(objects), [])
        return
    with act("sync.init") as case:
        made = sync.init(case, name=name)
        facts: list[Fact] = [
            ("name", "名称", made.name),
            ("fingerprint", "指纹", _spelled(made.public_key)),
            ("block", "号段", 0),
        ]
    if hub is not None and not given().dry_run:
        sync_hub.set_up(hub, str(objects), facts)
        return
    done(
        "本机已定为机关端",
        facts,
        ["jxinspect sync card -o 名片.json（在每台笔记本上）", "jxinspect sync device add 名片.json --name 名称"],
    )


@app.command(example="jxinspect sync card -o 名片.json --name 二组笔记本")
def card(
    out: Annotated[Path, typer.Option("--out", "-o", help="名片写到哪个文件", metavar="文件")],
    name: Annotated[str, typer.Option("--name", help="本机的名称，默认取电脑名", metavar="名称")] = "",
) -> None:
    """做本机的设备名片，送机关端登记；指纹另用电话核对。不需要案卷库。"""
    import platform

    from jxinspect.store import durable
    from jxinspect.store.card import card_text
    from jxinspect.store.device import device_key, public_hex

    text = card_text(name.strip() or platform.node() or "笔记本", clock())
    if not given().dry_run:
        durable.write_once(out, text.encode())
    done(
        "设备名片已写出",
        [("out", "名片", str(out)), ("fingerprint", "指纹", _spelled(public_hex(device_key())))],
        ["把名片送到机关端，打电话核对指纹；机关端执行 jxinspect sync device add 名片.json --name 名称"],
    )


def _spelled(public: str) -> str:
    from jxinspect.store.device import spelled

    return spelled(public)
