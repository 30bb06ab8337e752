"""`sync open`: what is in a bundle is shown; then it is taken, or not."""

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jxinspect.commands.act_words import act_words
from jxinspect.commands.casefile import new_passphrase, with_suffix
from jxinspect.commands.clock import clock
from jxinspect.commands.given import given
from jxinspect.commands.hired import attempts_kept
from jxinspect.commands.options import plain
from jxinspect.commands.partial_copy import carrier
from jxinspect.commands.running import typed
from jxinspect.commands.session import actor, case_path, unlocked
from jxinspect.commands.sync_bundle import sized
from jxinspect.commands.sync_conflicts import KINDS
from jxinspect.errors import NotFound, Refused
from jxinspect.ui import ask, messages
from jxinspect.ui.mode import mode
from jxinspect.ui.progress import reading
from jxinspect.ui.show import Fact, done, show_facts
from jxinspect.ui.values import Each

if TYPE_CHECKING:
    from jxinspect.store.conflicts import Conflict
    from jxinspect.store.merge import Taken
    from jxinspect.sync.intake import Received
    from jxinspect.sync.manifest import Manifest, Thing
    from jxinspect.sync.opening import Opened

EXAMPLE = [
    "jxinspect sync open 案卷-给机关端-20261126-1.jxbundle --as 孙科长",
    "jxinspect sync open 同步包.jxbundle --new 案卷.jxcase --as 测一鸣",
    "jxinspect sync open 同步包.jxbundle --dry-run --json",
]


def open_(
    file: Annotated[Path, typer.Argument(help="同步包（.jxbundle）", metavar="文件")],
    *,
    new: Annotated[
        Path | None, typer.Option("--new", help="本机还没有案卷库：由同步包新建一个", metavar="路径")
    ] = None,
    office: Annotated[
        str, typer.Option("--office", help="和 --new 同用：电话里机关端读出的指纹；写了就不再询问", metavar="指纹")
    ] = "",
) -> None:
    """打开同步包：先显示是谁做的、里面有什么、会有哪些待裁定，再决定收不收。收到一半中断的，再执行一次即可。"""
    from jxinspect.store.device import box
    from jxinspect.store.passing import regular
    from jxinspect.sync.opening import Opened

    with regular(file) as source:
        with reading("校验") as watch:
            opened = Opened(source, file, str(box()), advance=watch(file.stat().st_size))
        if new is not None:
            _begin(with_suffix(new), opened, office)
        else:
            _take(_case(), opened)


def _case() -> Path:
    try:
        return case_path()
    except NotFound as fault:
        todo = f"{fault.todo.rstrip('。')}；本机还没有这个案卷库的，用 --new 案卷.jxcase 由同步包新建一个。"
        raise NotFound(fault.what, why=fault.why, todo=todo) from fault


def _take(path: Path, opened: "Opened") -> None:
    from jxinspect.sync import intake

    who = actor(path)
    with unlocked(path), attempts_kept(path, who):
        carrier(path)
        preview = intake.look(path, opened, actor=who, clock=clock())
        things = intake.lacking(path, opened, clock=clock())
        facts = [*_about(opened.manifest), *_brings(preview, things)]
        news = bool(preview.entries or things)
        if given().dry_run:
            done("同步包校验无误" if news else "已收过，没有新内容", facts)
            return
        asked = news and not mode().yes
        if asked and not _agreed(facts):
            return
        with reading("收对象") as watch:
            received = intake.receive(path, opened, actor=who, clock=clock(), watch=watch)
    _warn(opened.manifest, received)
    then = ["jxinspect sync conflicts"] if received.taken.conflicts else ["jxinspect status"]
    if asked and not mode().json:
        facts = _brings(received.taken, things)
    done("已收下" if news else "已收过，没有新内容", [*facts, *_doubts(received)], then if news else [])


def _begin(path: Path, opened: "Opened", heard: str) -> None:
    from jxinspect.store.device import spelled
    from jxinspect.sync import founding

    manifest, who = opened.manifest, actor()
    founding.require_new(path, manifest)
    told = spelled(manifest.office)
    facts = [
        *_about(manifest),
        ("entries", "日志条目", manifest.entries),
        ("objects", "对象", len(manifest.objects)),
        ("bytes", "对象大小", sized(manifest.size)),
        ("office", "机关端指纹", told),
    ]
    if given().dry_run:
        done("同步包校验无误，可以新建案卷库", facts)
        return
    if not heard:
        show_facts("同步包里有：", facts)
        agreed = ask.possible() and ask.confirm("和机关端电话里读出的指纹一致吗", flag="--office 机关端读出的指纹")
        heard = told if agreed else ""
    _compare(told, heard)
    secret = new_passphrase()
    with reading("收对象") as watch:
        founding.new_copy(path, secret, opened, actor=who, clock=clock(), watch=watch)
    done("案卷库已建成", [("path", "位置", str(path)), *facts], [f"jxinspect -C {typed(path)} status"])


def _compare(told: str, heard: str) -> None:
    """Refused unless the fingerprint is the one that the office reads out: all trust in the new copy hangs on it."""
    if "".join(plain(heard).lower().split()) == "".join(told.split()):
        return
    raise Refused(
        "机关端的指纹没有核对一致，没有新建",
        why=f"同步包里写的是 {told}；不核对就分不清同步包是机关端给的，还是别人冒充的。",
        todo="打电话请机关端读出指纹（jxinspect sync device list），用 --office 写明；不一致的，不要使用这个同步包。",
    )


def _agreed(facts: list[Fact]) -> bool:
    show_facts("同步包里有：", facts)
    if ask.confirm("收下以上内容吗"):
        return True
    messages.note("没有收下，什么都没有改动。")
    return False


def _about(manifest: "Manifest") -> list[Fact]:
    return [
        ("sender", "制作设备", manifest.sender.name),
        ("actor", "制作人", manifest.actor),
        ("made_at", "制作时间", manifest.made_at),
        ("recipients", "给", [party.name for party in manifest.recipients]),
    ]


def _brings(taken: "Taken", things: "list[Thing]") -> list[Fact]:
    return [
        ("entries", "新日志条目", taken.entries),
        ("known", "已有条目", taken.known),
        ("acts", "做了什么", _counted(taken.acts, act_words)),
        ("actors", "谁做的", _counted(taken.actors)),
        ("objects", "新对象", len(things)),
        ("bytes", "对象大小", sized(sum(thing.size for thing in things))),
        ("conflicts", "待裁定", Each(map(_disputed, taken.conflicts))),
    ]


def _disputed(one: "Conflict") -> str:
    """What will wait for a ruling; which record and what both sides say, `sync conflicts` shows once it is taken."""
    return f"{one.words}（{KINDS[one.kind]}，{one.id[:8]}）"


def _counted(counts: Mapping[str, int], words: Callable[[str], str] = str) -> object:
    """Counts by name, the greatest first; programs get them under their stable names."""
    if mode().json:
        return dict(counts)
    return [f"{words(name)} {count} 条" for name, count in Counter(counts).most_common()]


def _doubts(received: "Received") -> list[Fact]:
    taken = received.taken
    return [
        ("forks", "同一设备两处在写", taken.forks),
        ("lost", "对方少了的链", received.lost),
        ("own_lost", "本机丢失过的条目已找回", taken.own_lost or None),
    ]


def _warn(manifest: "Manifest", received: "Received") -> None:
    """What hints at a device that was put back to an older state, or cloned."""
    if received.lost:
        messages.warn(
            f"从设备“{manifest.sender.name}”的声明看出少了内容：{'；'.join(received.lost)}。"
            "那里恢复过旧的备份，或者设备被复制过；请机关端查明。"
        )
    for chain in received.taken.forks:
        messages.warn(f"链 {chain} 有两个互相矛盾的分支：写它的设备被复制过，请机关端查明并停用。")
    if received.taken.own_lost:
        messages.warn("收到了本机自己写过、而案卷库里没有的条目：本机恢复过旧的备份，现已补回。")
