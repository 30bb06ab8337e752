"""What leaves the office as a list stands in the journal: who, when, which list, rows, digest, and why unmasked."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jxinspect.commands.given import command_name, given
from jxinspect.commands.lists import ELSEWHERE
from jxinspect.commands.session import act
from jxinspect.errors import Locked, Usage
from jxinspect.store.reasons import unread
from jxinspect.ui import ask
from jxinspect.ui.mode import mode, switch
from jxinspect.ui.private import Leaving

if TYPE_CHECKING:
    from jxinspect.store.casefile import CaseFile
    from jxinspect.store.lock_file import Lock

ACT = "export.list"


def keep(leaving: Leaving, name: str = "") -> Leaving:
    """Write the entry; called before the list leaves, so that none leaves without it. Refused for a third party.

    Returns what leaves: with --encrypt-to another file. Full numbers of people leave by G50 only.
    """
    name, lock = name or command_name(), lock_asked()
    named = _named(leaving, lock)
    if given().dry_run or name.startswith(ELSEWHERE):
        return _locked(named, lock)
    with act(ACT) as case:
        if named.whole:
            content = sha256(leaving.data).hexdigest()
            hand_out(case, named.target, what=name, count=named.whole, sha256=content, reason=named.unmasked)
        left = _locked(named, lock)
        told = {"list": name, "rows": left.rows, "to": left.to, "sha256": sha256(left.data).hexdigest()}
        case.note(export=told | ({"unmasked": left.unmasked} if left.unmasked else {}))
    return left


def hand_out(case: CaseFile, target: Path | None, **facts: Any) -> None:
    """Record what leaves with full numbers of people; Refused by G50."""
    from jxinspect.acts.handout import hand_out as record
    from jxinspect.store.records import world

    folder = world(case).text("export.folder")
    record(
        case,
        file=target.name if target else "",
        encrypted=given().encrypt_to is not None,
        inside=target is not None and bool(folder) and lies_in(target, Path(folder)),
        **facts,
    )


def lies_in(target: Path, folder: Path) -> bool:
    """Links are followed: a name inside that leads outside is outside."""
    return target.expanduser().resolve().is_relative_to(folder.expanduser().resolve())


def _named(leaving: Leaving, lock: Lock | None) -> Leaving:
    """What leaves under the name that its file will have."""
    if lock is None:
        return leaving
    if leaving.target is None:
        raise Usage("加密的内容不能写到标准输出", why="--encrypt-to 只用于写成文件的导出", todo="用 --out 写明文件")
    from jxinspect.store.lock_file import locked_name

    return leaving._replace(target=locked_name(leaving.target))


def _locked(leaving: Leaving, lock: Lock | None) -> Leaving:
    return leaving if lock is None else leaving._replace(data=lock(leaving.data))


def lock_asked() -> Lock | None:
    """What encrypts, as --encrypt-to says; None without it. A passphrase is asked for once in a run."""
    to = given().encrypt_to
    if to is None or mode().lock is not None:
        return mode().lock
    lock = _lock(to.strip())
    switch(mode()._replace(lock=lock))
    return lock


def _lock(to: str) -> Lock:
    from jxinspect.store import lock_file

    if lock_file.is_key(to):
        return lock_file.for_key(to)
    if to == "-":
        return lock_file.by_passphrase(ask.secret("导出文件的口令", flag="--encrypt-to 口令文件", again=True))
    return lock_file.by_passphrase(secret_in(Path(to)))


def secret_in(file: Path) -> str:
    """The passphrase or key that a file holds."""
    try:
        return file.expanduser().read_text(encoding="utf-8-sig").rstrip("\r\n")
    except (OSError, UnicodeDecodeError) as fault:
        raise Locked(f"读不出口令文件：{file}", why=unread(fault), todo="核对文件的位置和内容") from fault
