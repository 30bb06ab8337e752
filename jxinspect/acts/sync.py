"""The office and its devices: who may send, and which numbers are whose (办法 6, 27; 网络安全法 21)."""

from __future__ import annotations

from typing import Any

from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.terms import Role
from jxinspect.model.sync import Device, DeviceRevocation
from jxinspect.store import trust
from jxinspect.store.card import Card
from jxinspect.store.casefile import CaseFile
from jxinspect.store.device import device_key, public_hex, recipient, spelled
from jxinspect.store.heads import heads_of
from jxinspect.store.records import inspection, staff

OFFICE_NAME = "机关端"


def init(case: CaseFile, *, name: str = OFFICE_NAME) -> Device:
    """Make this machine the office's device: block 0, and the root of all trust. What was written before stays."""
    own = public_hex(device_key())
    before = trust.office_key(case.connection)
    if before is not None:
        mine = "就是本机" if before == own else f"指纹 {spelled(before)}"
        raise Refused(
            f"本案卷库已经有机关端（{mine}）",
            why="一个案卷库只有一个机关端，设备和钥匙都由它登记",
            todo="用 jxinspect sync device list 查看已登记的设备",
        )
    trust.make_office(case.connection, own)
    case.note(office=own, chains=sorted(heads_of(case.connection)))
    device = Device(
        at=case.at, public_key=own, recipient=recipient(), name=_named(case, name), block=0, office=True,
        actor=case.actor,
    )  # fmt: skip
    case.add(device)
    return device


def add_device(
    case: CaseFile,
    card: Card,
    *,
    name: str = "",
    holder: str | None = None,
    inspections: tuple[str, ...] = (),
    third_party: bool = False,
) -> Device:
    """Enrol the machine of a card under the next block of numbers. Only the office's device can."""
    require_office(case)
    for known in case.all(Device, public_key=card.public_key):
        raise Refused(
            f"这台设备已经登记为{known.name}（号段 {known.block}）",
            why="一台设备只登记一次；停用的设备不能再登记",
            todo="停用后要再用的电脑：移走它的 device.json，重新做名片",
        )
    person = staff(case, holder) if holder else None
    if third_party and (person is None or person.role != Role.THIRD_PARTY):
        raise Incomplete(
            "第三方的设备没有写明使用人",
            why="第三方人员只能查看授权范围内的数据，用的人须在名册中登记为第三方人员（办法 27）",
            todo="用 --holder 写第三方人员的姓名",
        )
    device = Device(
        at=case.at,
        public_key=card.public_key,
        recipient=card.recipient,
        name=_named(case, name or card.name),
        holder_id=person.id if person else None,
        block=max(one.block for one in case.all(Device)) + 1,
        inspections=[inspection(case, number).id for number in inspections],
        third_party=third_party or (person is not None and person.role == Role.THIRD_PARTY),
        actor=case.actor,
    )
    case.add(device)
    return device


def revoke_device(case: CaseFile, name: str, *, because: str) -> DeviceRevocation:
    """Let a device take part no more: lost, handed on, cloned. What the office has of it by now stays."""
    require_office(case)
    device = device_named(case, name)
    if device.office:
        raise Refused(
            f"{device.name}是机关端，不能停用",
            why="设备和钥匙都由它登记",
            todo="电脑报废的，先做备份再换机恢复",
        )
    for known in case.all(DeviceRevocation, device_id=device.id):
        raise Refused(f"{device.name}已经停用", why=f"停用的原因：{known.because}", todo="不必再做")
    require_reason(because, "停用设备")
    revocation = DeviceRevocation(
        at=case.at,
        device_id=device.id,
        because=because.strip(),
        heads=_had(case, device.public_key),
        actor=case.actor,
    )
    case.add(revocation)
    return revocation


def device_named(case: CaseFile, name: str) -> Device:
    """An enrolled device by its name."""
    found = case.all(Device, name=name.strip())
    if not found:
        known = "、".join(one.name for one in case.all(Device)) or "无"
        raise NotFound(
            f"没有登记设备 {name}", why=f"已登记的设备：{known}", todo="用 jxinspect sync device list 查看名称"
        )
    return found[0]


def require_office(case: CaseFile) -> None:
    """Refused where this machine is not the office's: nobody else can enrol or revoke."""
    office = trust.office_key(case.connection)
    if office is None:
        raise Refused(
            "本案卷库还没有机关端",
            why="设备和钥匙都由机关端登记，要先定哪台电脑是机关端",
            todo="在机关的电脑上执行 jxinspect sync init",
        )
    if office != public_hex(device_key()):
        raise Refused(
            "本机不是机关端",
            why=f"设备和钥匙只能由机关端（指纹 {spelled(office)}）登记、停用",
            todo="到机关端的电脑上办理，或者把名片送到那里",
        )


def require_reason(because: str, what: str) -> None:
    """Incomplete without a written reason."""
    if not because.strip():
        raise Incomplete(f"{what}没有写原因", why=f"{what}要留下原因备查", todo="用 --because 写明")


def _named(case: CaseFile, name: str) -> str:
    name = name.strip()
    if not name:
        raise Incomplete("设备没有名称", why="同步的记录按设备的名称显示", todo="用 --name 写一个，如 二组笔记本")
    if case.all(Device, name=name):
        raise Refused(f"已经有设备叫{name}", why="设备的名称不能重复", todo="用 --name 另写一个名称")
    return name


def _had(case: CaseFile, public_key: str) -> list[dict[str, Any]]:
    """The heads of a device's chains in this case file."""
    chains = case.connection.execute("SELECT id FROM chain WHERE device_key = ?", (public_key,)).fetchall()
    heads = heads_of(case.connection)
    return [{"chain": chain, "seq": heads[chain][0], "hash": heads[chain][1]} for (chain,) in chains if chain in heads]
