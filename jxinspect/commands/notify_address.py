"""`notify address`: where papers reach somebody, and consent to electronic service (行政处罚法 61 II)."""

from typing import Annotated

import typer

from jxinspect.commands.made import made
from jxinspect.commands.options import Inspection, OutFolder
from jxinspect.commands.session import act


def address(
    number: Inspection,
    *,
    consent: Annotated[bool, typer.Option("--consent/--no-consent", help="是否同意电子送达，必须写明")],
    party: Annotated[str, typer.Option("--party", help="受送达人，默认被监督单位", metavar="姓名或者名称")] = "",
    address_: Annotated[str, typer.Option("--address", help="送达地址，默认单位地址", metavar="地址")] = "",
    postcode: Annotated[str, typer.Option("--postcode", help="邮政编码", metavar="六位数字")] = "",
    receiver: Annotated[str, typer.Option("--receiver", help="收件人，默认单位联系人", metavar="姓名")] = "",
    phone: Annotated[str, typer.Option("--phone", help="联系电话，默认单位电话", metavar="电话")] = "",
    electronic: Annotated[
        str, typer.Option("--electronic", help="电子邮箱、传真或者系统账号；同意电子送达的必须写明", metavar="地址")
    ] = "",
    out: OutFolder = None,
) -> None:
    """制发送达地址及电子送达确认书（D12），由受送达人当场签署。"""
    from jxinspect.acts import notify_address
    from jxinspect.acts.copies import write_copies

    fields = {"party": party, "address": address_, "postcode": postcode, "receiver": receiver, "phone": phone}
    with act("notify.address") as case:
        confirmed, paper = notify_address.address(case, number, consents=consent, electronic=electronic, **fields)
        copies = write_copies(case, out, [paper])
    facts = [
        ("party", "受送达人", confirmed.party),
        ("address", "送达地址", confirmed.address),
        ("consents", "电子送达", f"同意，{confirmed.electronic}" if confirmed.consents else "不同意"),
    ]
    signed = f"jxinspect doc signed {paper.number} --signer {confirmed.receiver} --capacity 职务"
    made("送达地址确认书已制作", [paper], copies, facts, [signed])


EXAMPLE = [
    "jxinspect notify address 2026-001 --consent --postcode 330000 --electronic fundcheck@example.invalid --out 文书",
    "jxinspect notify address 2026-001 --no-consent --receiver 李例子 --phone 0791-00000003",
]
