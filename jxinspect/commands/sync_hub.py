"""`sync init --hub`, `sync push`, `sync pull`, `sync fetch`: entries and objects through a hub."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from jxinspect.commands.clock import clock
from jxinspect.commands.configured import setting
from jxinspect.commands.given import given
from jxinspect.commands.hired import attempts_kept
from jxinspect.commands.session import actor, case_path, own_staff, unlocked
from jxinspect.commands.sync_bundle import sized
from jxinspect.errors import Usage
from jxinspect.ui import messages
from jxinspect.ui.progress import progress
from jxinspect.ui.show import Fact, done

if TYPE_CHECKING:
    from jxinspect.sync.hub_case import Errand
    from jxinspect.sync.hub_pull import Pulled

INIT = [
    "jxinspect sync init --as 孙科长",
    "jxinspect sync init --hub postgresql://jx@hub.example/jx --objects s3://jx/objects?endpoint=https://s3.example",
]
PUSH = ["jxinspect sync push --as 测一鸣", "jxinspect sync push --dry-run"]
PULL = ["jxinspect sync pull --as 测一鸣", "jxinspect sync pull --objects none"]
FETCH = ["jxinspect sync fetch 2026-001-ZJ-001", "jxinspect sync fetch --all"]
AGAIN = "汇集端恢复过旧的备份以后：从头核对，补上缺少的"
HUB = typer.Option("--hub", help="汇集端的数据库：postgresql://用户@主机/数据库，口令另给", metavar="地址")
OBJECTS = typer.Option("--objects", help="对象库：文件夹，或者 s3://桶/前缀?endpoint=https://…", metavar="地址")


class Objects(StrEnum):
    """Whether objects come along."""

    ALL = "all"
    NONE = "none"


def both_addresses(hub: str | None, objects: str | None) -> bool:
    """Whether a hub is meant. Usage when only one of its two addresses was given."""
    if (hub is None) != (objects is None):
        raise Usage(
            "汇集端的两个地址要一起写",
            why="日志放在数据库（--hub），对象放在对象库（--objects）",
            todo="两个都写，或者都不写",
        )
    return hub is not None


def set_up(hub: str, objects: str, facts: list[Fact]) -> None:
    """Set up the hub for `sync init`, and say so behind what there was to say before."""
    from jxinspect.sync.hub_setup import set_up as make

    path = case_path()
    with unlocked(path):
        made = make(path, url=hub, objects=objects, actor=actor(path), clock=clock(), dry_run=given().dry_run)
    told: list[Fact] = [("hub", "汇集端", made.url), ("objects", "对象库", made.objects)]
    done(
        "汇集端已设立",
        [*facts, *told, ("hub_id", "汇集端编号", made.id[:8] or None)],
        ["jxinspect sync push", "jxinspect sync bundle --for 设备（把汇集端的地址和钥匙带给各台电脑）"],
    )


def push(*, again: Annotated[bool, typer.Option("--again", help=AGAIN)] = False) -> None:
    """推送到汇集端：先送对象并读回核对，再送日志；只送那里缺少的，中断后再执行一次即可。"""
    from jxinspect.sync import hub_push

    with _errand() as errand:
        sent = hub_push.push(errand, again=again)
    news = bool(sent.entries or sent.objects)
    facts: list[Fact] = [
        ("hub", "汇集端", sent.url),
        ("entries", "日志条目", sent.entries),
        ("objects", "对象", sent.objects),
        ("bytes", "对象大小", sized(sent.size)),
        ("absent", "不在本机、没有送的对象", len(sent.absent) or None),
    ]
    done("已推送到汇集端" if news else "汇集端不缺什么", facts, ["jxinspect sync pull"])


def pull(
    *,
    objects: Annotated[
        Objects, typer.Option("--objects", help="all 连同对象；none 只收日志，对象以后用 sync fetch 取")
    ] = Objects.ALL,
    again: Annotated[bool, typer.Option("--again", help=AGAIN)] = False,
) -> None:
    """从汇集端收取：收下上次以来别处送到的日志和对象；中断后再执行一次即可。"""
    from jxinspect.sync import hub_pull

    with _errand() as errand:
        came = hub_pull.pull(errand, with_objects=objects is Objects.ALL, again=again)
    for doubt in came.doubts:
        messages.warn(doubt)
    waiting = sum(len(one.conflicts) for one in came.taken)
    then = ["jxinspect sync conflicts"] if waiting else ["jxinspect status"]
    done("已从汇集端收取" if came.entries or came.objects else "汇集端没有新内容", _facts(came, waiting), then)


def fetch(
    what: Annotated[
        list[str] | None, typer.Argument(help="证据编号，或者对象的摘要（前几位即可）", metavar="编号")
    ] = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="所有不在本机的对象")] = False,
) -> None:
    """从汇集端取对象：收取时没有连同取的，需要时再取。"""
    from jxinspect.sync import hub_fetch

    if not what and not everything:
        raise Usage("没有写取什么", why="可以是证据编号、对象的摘要，或者全部", todo="写编号或者摘要，或者写 --all")
    with _errand() as errand:
        came = hub_fetch.fetch(errand, what or [], everything=everything)
    facts: list[Fact] = [
        ("objects", "取到的对象", came.objects),
        ("bytes", "对象大小", sized(came.size)),
        ("here", "本机已有", came.here or None),
        ("absent", "还没有人推送", came.absent or None),
    ]
    done("对象已取到" if came.objects else "没有要取的对象", facts)


def _facts(came: "Pulled", waiting: int) -> list[Fact]:
    return [
        ("hub", "汇集端", came.url),
        ("entries", "新日志条目", came.entries),
        ("objects", "新对象", came.objects),
        ("bytes", "对象大小", sized(came.size)),
        ("left", "留在汇集端的对象", came.left or None),
        ("absent", "还没有人推送的对象", came.absent or None),
        ("conflicts", "待裁定", waiting or None),
        ("doubts", "没有收下的", came.doubts or None),
    ]


@contextmanager
def _errand() -> Iterator["Errand"]:
    """The case file, who acts, and the way to the hub: what all three commands take."""
    from jxinspect.sync.hub_case import Errand

    path = case_path()
    who = actor(path)
    with unlocked(path), attempts_kept(path, who), _watching() as watch:
        own_staff(path)
        yield Errand(
            path=path,
            actor=who,
            clock=clock(),
            url=setting("hub", path).value,
            objects=setting("hub_objects", path).value,
            dry_run=given().dry_run,
            watch=watch,
        )


@contextmanager
def _watching() -> Iterator[Callable[[str, int], Callable[[int], None]]]:
    """Shows a bar for each part of the work, one after the other."""
    with ExitStack() as shown:

        def begin(title: str, total: int) -> Callable[[int], None]:
            shown.pop_all().close()
            return shown.enter_context(progress(title, total))

        yield begin
