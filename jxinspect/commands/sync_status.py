"""`sync status`: this machine, the others, what each has and lacks, what waits, what came and went."""

from typing import TYPE_CHECKING, Any

from jxinspect.commands.clock import clock
from jxinspect.commands.partial_copy import carrier
from jxinspect.commands.session import case_path, reading, unlocked
from jxinspect.commands.sync_standing import show_leases
from jxinspect.commands.sync_standing import standing as leases_of
from jxinspect.ui import messages
from jxinspect.ui.mode import mode
from jxinspect.ui.show import show_facts, show_json, show_rows, show_text
from jxinspect.ui.terminal import BOLD, paint
from jxinspect.ui.values import columns

if TYPE_CHECKING:
    from jxinspect.sync.standing import Standing

EXAMPLE = ["jxinspect sync status", "jxinspect sync status --json"]

PEERS = columns(
    ("name", "名称"),
    ("standing", "状态"),
    ("at", "上次得知", "moment"),
    ("lacks", "缺条目", "number"),
    ("lacks_objects", "缺对象", "number"),
    ("ahead", "这里没有的条目", "number"),
    ("objects", "有对象", "number"),
)
LOG = columns(
    ("at", "时间", "moment"),
    ("direction", "方向"),
    ("carrier", "途径"),
    ("peer", "对方"),
    ("entries", "条目", "number"),
    ("objects", "对象", "number"),
    ("actor", "办理人"),
)
_WORDS = {"in": "收", "out": "发", "bundle": "同步包", "hub": "汇集端"}


def status() -> None:
    """同步的情况：本机和机关端，各处有什么、缺什么、上次何时得知，等着送出的，待裁定的，只在别处的对象，收发记录。"""
    from jxinspect.store.keys import key_of
    from jxinspect.store.objects import Objects
    from jxinspect.store.reading import open_reading
    from jxinspect.sync.standing import standing

    path = case_path()
    carrier(path)
    with unlocked(path):
        with open_reading(path, at=clock()) as connection:
            found = standing(connection, Objects(path, key_of(path, at=clock())))
        with reading() as query:
            leases = leases_of(query)
    if mode().json:
        show_json(_machine(found) | {"leases": leases})
        return
    _show(found)
    show_leases(leases)
    if found.log:
        show_text(paint("\n收发记录（最近的在前）", BOLD))
        show_rows([_in_words(row) for row in found.log], LOG, "table", limit=len(found.log), offset=0, out=None)
    for one in found.setbacks:
        if not one.settled:
            messages.warn(f"{one.name}比以前少了内容：{one.told}。恢复过旧的备份，或者被复制过；请机关端查明。")


def _show(found: "Standing") -> None:
    own, office = found.own, found.office
    show_facts(
        paint("同步", BOLD),
        [
            ("own", "本机", f"{own.name}（号段 {own.block}）" if own else "没有登记"),
            ("fingerprint", "指纹", found.fingerprint),
            ("office", "机关端", _office(found)),
            ("scope", "内容", "只有一部分：" + _scope(found.scope) if found.scope else None),
            ("waiting", "等着送出", _counted(found.waiting, found.waiting_objects)),
            ("conflicts", "待裁定", f"{found.conflicts} 项（jxinspect sync conflicts）" if found.conflicts else None),
            ("elsewhere", "只在别处的对象", found.elsewhere or None),
            ("missing", "不知道在哪里的对象", found.missing or None),
        ],
    )
    if found.peers:
        show_text(paint("\n各处", BOLD))
        show_rows([one._asdict() for one in found.peers], PEERS, "table", limit=200, offset=0, out=None)
    elif office is None:
        show_text("还没有设机关端：在机关的电脑上执行 jxinspect sync init")


def _office(found: "Standing") -> str | None:
    if found.office is None:
        return None
    same = found.own is not None and found.own.public_key == found.office.public_key
    return "就是本机" if same else found.office.name


def _scope(scope: dict[str, Any]) -> str:
    return "、".join(scope.get("inspections", ())) or "没有指定检查"


def _counted(entries: int, objects: int) -> str:
    return f"{entries} 条日志、{objects} 个对象还没有别处有" if entries or objects else "没有"


def _in_words(row: dict[str, Any]) -> dict[str, Any]:
    return row | {key: _WORDS.get(row[key], row[key]) for key in ("direction", "carrier")}


def _machine(found: "Standing") -> dict[str, Any]:
    own, office = found.own, found.office
    told = found._asdict() | {
        "own": _device(own) | {"fingerprint": found.fingerprint},
        "office": _device(office) if office else None,
        "peers": [one._asdict() for one in found.peers],
        "setbacks": [one._asdict() for one in found.setbacks],
    }
    del told["fingerprint"]
    return told


def _device(device: Any) -> dict[str, Any]:
    if device is None:
        return {"name": None, "block": None}
    return {"name": device.name, "block": device.block, "public_key": device.public_key}
