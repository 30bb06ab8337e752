"""A case file made of a bundle, on a machine that has none of this case: the same case, with keys of its own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path

from jxinspect.errors import Refused
from jxinspect.store import durable, keys, trust
from jxinspect.store.create import make_database, new_folder
from jxinspect.store.database import connect, database_errors
from jxinspect.store.heads import Seen, file_of, seen
from jxinspect.store.objects import FOLDER, Objects
from jxinspect.store.scope import SCOPE
from jxinspect.sync import peers
from jxinspect.sync.intake import ACT, Received, Watch, enter, room_for
from jxinspect.sync.manifest import Manifest
from jxinspect.sync.opening import Opened


def new_copy(
    path: Path, passphrase: str | None, opened: Opened, *, actor: str, clock: datetime, watch: Watch
) -> Received:
    """A case file at `path` of what the bundle holds, with keys of its own; whole or not there. Refused, Damaged."""
    manifest = opened.manifest
    require_new(path, manifest)
    advance = watch(2 * manifest.size)
    key = keys.new_key(manifest.case, encrypted=passphrase is not None)
    with new_folder(path) as part, _anew(manifest.case):
        room_for(part, manifest.objects)
        opened.check(manifest.objects, advance)
        keys.write_slots(part, key, passphrase)
        durable.make_folder(part / FOLDER)
        make_database(part, key, clock)
        _found(part, key, manifest)
        opened.keep(manifest.objects, Objects(part, key), advance)
        with keys.kept_during(key, at=clock):
            received = enter(part, opened, manifest.objects, actor=actor, clock=clock)
    keys.keep(key, at=clock)
    return received


def _found(path: Path, key: keys.Key, manifest: Manifest) -> None:
    """The root of trust of a new copy, and what it needs for the hub."""
    rows = {trust.OFFICE: manifest.office, SCOPE: manifest.scope} | manifest.secrets.model_dump()
    with database_errors(path), closing(connect(path, key, wait=0)) as connection:
        connection.executemany("INSERT INTO case_info VALUES (?, ?)", [row for row in rows.items() if row[1]])


@contextmanager
def _anew(case_id: str) -> Iterator[None]:
    """What this machine remembers of the case is set aside while the case file is still empty; see `require_new`."""
    memory = file_of(case_id)
    kept = memory.read_bytes() if memory.exists() else None
    memory.unlink(missing_ok=True)
    try:
        yield
    except BaseException:
        if kept is not None:
            durable.write(memory, kept)
        raise


def require_new(path: Path, manifest: Manifest) -> None:
    """Refused where a bundle cannot become a case file of its own."""
    peers.alone(ACT)
    if path.exists():
        raise Refused(
            f"不覆盖已有的 {path}",
            why="该位置已有文件或者文件夹。",
            todo="换一个名称；要收进已有的案卷库，不写 --new。",
        )
    memory = seen(manifest.case)
    if memory.chain is not None:
        raise Refused(
            "本机已有这个案卷库，或者有过",
            why="本机在其中写过日志；另建一个，两处会各写各的，同一台设备的日志就分了叉。",
            todo=f"收进已有的，用 -C 指明，不写 --new。确实已经没有的，移走 {file_of(manifest.case)} 后再执行，"
            "本机会另起一条日志链。",
        )
    if manifest.against:
        raise Refused(
            "这个同步包不是全部内容，不能新建案卷库",
            why="制作时只装了对方缺少的部分。",
            todo=f"请“{manifest.sender.name}”用 sync bundle --all 重新制作。",
        )
    if behind := _behind(memory, manifest):
        raise Refused(
            "同步包比本机见过的旧",
            why="本机有过这个案卷库，其中有同步包里没有的条目。",
            todo=f"请“{manifest.sender.name}”重新制作；有人可能想用旧的内容冒充。",
            items=behind,
        )


def _behind(memory: Seen, manifest: Manifest) -> list[str]:
    has = {chain: max(seq for seq, _ in heads) for chain, heads in manifest.stated.statement.heads.items() if heads}
    return [f"链 {chain}：第 {seq} 条" for chain, (seq, _) in sorted(memory.heads.items()) if has.get(chain, 0) < seq]
