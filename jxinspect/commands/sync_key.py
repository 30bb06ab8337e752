"""`sync key`: the keys by which heads and reviewers sign."""

from pathlib import Path
from typing import Annotated

import typer

from jxinspect.commands.clock import clock
from jxinspect.commands.given import given
from jxinspect.commands.options import Format, Limit, ListFile, ListFormat, Offset, plain
from jxinspect.commands.running import typed
from jxinspect.commands.session import act, actor, rows
from jxinspect.commands.sync_device import compared
from jxinspect.commands.sync_signatures import SIGNATURES, signatures
from jxinspect.commands.tree import App
from jxinspect.law.terms import Role
from jxinspect.ui import ask
from jxinspect.ui.show import done, show_rows
from jxinspect.ui.values import Column, columns

key = App(
    "负责人、审核人的签名钥匙：本人制作，机关端登记、停用；登记后，他的审批要由他本人输入口令签名。",
    example=[
        "jxinspect sync key new -o 钱主任名片.json --as 钱主任",
        "jxinspect sync key enrol 钱主任名片.json --as 孙科长",
        "jxinspect sync key sign --as 钱主任",
    ],
)

KEYS = columns(
    ("name", "姓名"),
    Column("role", "角色", terms=Role),
    ("standing", "状态"),
    ("fingerprint", "指纹"),
    ("at", "登记时间", "moment"),
    ("revoked_at", "停用时间", "moment"),
    ("because", "停用原因"),
)
CardFile = Annotated[Path, typer.Option("--out", "-o", help="名片写到哪个文件，送机关端登记", metavar="文件")]


@key.command(
    example=[
        "jxinspect sync key new -o 钱主任名片.json --as 钱主任",
        "jxinspect sync key new -o 钱主任名片.json --key-file /media/usb/钱主任.jxkey --as 钱主任",
    ]
)
def new(
    out: CardFile,
    key_file: Annotated[
        Path | None, typer.Option("--key-file", help="钥匙放在这个文件（如U盘），不放在本机", metavar="文件")
    ] = None,
) -> None:
    """制作本人（--as）的签名钥匙：本人输入两遍新口令；钥匙只由这个口令打开，忘了只能另做。"""
    from jxinspect.commands.signing import signing_passphrase
    from jxinspect.store import durable, people
    from jxinspect.store.card import key_card_text
    from jxinspect.store.device import public_hex, spelled

    name = actor()
    durable.refuse_existing(out)
    secret = signing_passphrase(name, again=True)
    if given().dry_run:
        done("签名钥匙可以制作", [("name", "姓名", name), ("out", "名片", str(out))])
        return
    place, private = people.new_key(name, secret, made_at=clock(), file=key_file)
    durable.write_once(out, key_card_text(name, clock(), private).encode())
    public = public_hex(private)
    done(
        f"{name}的签名钥匙已制成",
        [
            ("file", "钥匙", str(place)),
            ("out", "名片", str(out)),
            ("public_key", "公钥", public),
            ("fingerprint", "指纹", spelled(public)),
        ],
        [f"jxinspect sync key enrol {typed(out)}（在机关端，当面或者打电话核对指纹）"],
    )


@key.command(example="jxinspect sync key enrol 钱主任名片.json --as 孙科长")
def enrol(
    card: Annotated[Path, typer.Argument(help="本人用 sync key new 做的名片", metavar="名片")],
    fingerprint: Annotated[
        str, typer.Option("--fingerprint", help="本人读出的指纹；写了就不再询问", metavar="指纹")
    ] = "",
) -> None:
    """在机关端登记一人的签名钥匙；此后须由他本人签名的审批、决定都要有他的签名。"""
    from jxinspect.acts import sync_key
    from jxinspect.law.signing import signed_in
    from jxinspect.store.card import read_key_card

    shown = read_key_card(card)
    compared(shown.fingerprint, fingerprint, shown.name)
    with act("sync.key.enrol") as case:
        _, person = sync_key.enrol_key(case, shown)
        mine = signed_in(person.role)
        signs = f"{len(mine)}类审批和决定，如{mine[0].what}（见 docs/signing.md）"
        facts = [
            ("name", "姓名", person.name),
            ("fingerprint", "指纹", shown.fingerprint),
            ("signs", "由他签名", signs),
        ]
    done("签名钥匙已登记", facts, ["把这次登记同步到各台电脑", "jxinspect sync key list"])


@key.command("list", example="jxinspect sync key list")
def list_(
    format: Format = ListFormat.TABLE,  # noqa: A002
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出登记的签名钥匙：谁的、指纹、是否停用。"""
    from jxinspect.store.device import spelled

    found = [row | {"fingerprint": spelled(row["public_key"])} for row in rows("sync_keys")]
    show_rows(found, KEYS, format.value, limit=limit, offset=offset, out=out)


@key.command(example="jxinspect sync key revoke 钱主任 --because U盘丢失 --as 孙科长")
def revoke(
    name: Annotated[str, typer.Argument(help="姓名", metavar="姓名")],
    because: Annotated[str, typer.Option("--because", help="停用的原因", metavar="原因")],
) -> None:
    """停用一人的签名钥匙；停用之后（写 --at 的，从那时起）用它签的无效，之前签的仍然有效。"""
    from jxinspect.acts import sync_key

    with act("sync.key.revoke") as case:
        sync_key.revoke_key(case, name, because=because)
    done(f"{name}的签名钥匙已停用", [("because", "原因", because)], ["把这次停用同步到各台电脑"])


@key.command(example="jxinspect sync key sign --as 钱主任")
def sign() -> None:
    """本人（--as）补签：别人的电脑上登记的、以本人名义作出的审批和决定，看过后输入一次口令签名。"""
    from jxinspect.acts import sync_key

    with act("sync.key.sign") as case:
        wanted = sync_key.to_sign(case)
        told = [one.told for one in wanted]
        if wanted and ask.confirm(f"对以下{len(wanted)}项签名：{'；'.join(told)}", flag="--yes"):
            sync_key.sign_all(case, wanted)
        elif wanted:
            told = []
    if not told:
        done("没有签名" if wanted else "没有等待本人签名的事项", [("signed", "签名", 0)])
        return
    done(f"已签名{len(told)}项", [("signed", "签名", len(told))], ["把签名同步到各台电脑"])


@key.command("signatures", example=["jxinspect sync key signatures", "jxinspect sync key signatures 2026-001 --open"])
def signatures_(
    number: Annotated[
        str | None, typer.Argument(help="检查编号；不写则是全部", metavar="[检查编号]", parser=plain)
    ] = None,
    *,
    unsettled: Annotated[bool, typer.Option("--open", help="只看没有签名的和签名不符的")] = False,
    format: Format = ListFormat.TABLE,  # noqa: A002
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """逐项核对本人签名：审批、决定由谁作出，他的签名是否有效。"""
    found = signatures(number, unsettled=unsettled)
    show_rows(found, SIGNATURES, format.value, limit=limit, offset=offset, out=out)
