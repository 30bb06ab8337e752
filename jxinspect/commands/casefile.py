"""The case file itself: make it, lock and unlock it, its keys, copies, integrity."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jxinspect.commands.clock import clock
from jxinspect.commands.given import given
from jxinspect.commands.running import typed
from jxinspect.commands.session import act, actor, case_path, own_staff, passphrase, unlocked
from jxinspect.commands.tree import App
from jxinspect.errors import Damaged, Locked, Refused
from jxinspect.store.home import CASE_FILE
from jxinspect.store.reasons import unread
from jxinspect.ui import ask, messages
from jxinspect.ui.show import done

if TYPE_CHECKING:
    from jxinspect.store.keys import Key
    from jxinspect.store.problem import Problem

app = App("案卷库：新建、解锁、备份、恢复、校验。")
key = App(
    "案卷库的钥匙：换口令，制作交单位保管的恢复钥匙。",
    example=["jxinspect key passwd", "jxinspect key recovery --out 恢复钥匙.txt"],
)

NewPath = Annotated[Path, typer.Argument(help="新案卷库的路径，如 案卷.jxcase", metavar="路径")]
Plain = Annotated[bool, typer.Option("--plain", help="不加密（不建议）：任何人都能打开，且大多数损坏查不出来")]
RecoveryKey = Annotated[
    Path | None, typer.Option("--recovery-key", help="用恢复钥匙文件代替口令", metavar="文件", dir_okay=False)
]
Deep = Annotated[bool, typer.Option("--deep", help="逐条核对签名，而不只是每条链的最后一个")]


def with_suffix(path: Path) -> Path:
    """The path of a case file; its folder is always called NAME.jxcase."""
    return path if path.suffix == CASE_FILE else path.with_name(path.name + CASE_FILE)


@app.command(example=["jxinspect init 案卷.jxcase", "jxinspect init 案卷.jxcase --passphrase-file 口令.txt"])
def init(path: NewPath, plain: Plain = False) -> None:
    """新建一个案卷库；建成后在本机保持解锁到当日工作结束。"""
    from jxinspect.store.create import create_case_file

    path, who = with_suffix(path), actor()
    if path.exists():
        raise Refused(f"不覆盖已有的 {path}", why="该位置已有文件或者文件夹。", todo="换一个名称，或者先移走原有的。")
    secret = None if plain else new_passphrase()
    recovery = [] if plain else [f"jxinspect -C {typed(path)} key recovery --out 恢复钥匙.txt"]
    if not given().dry_run:
        create_case_file(path, secret, clock=clock(), actor=who)
    done(
        "案卷库已建成",
        [("path", "位置", str(path)), ("encrypted", "加密", "否" if plain else "是")],
        [f"jxinspect -C {typed(path)} plan agency set", *recovery],
    )


def new_passphrase() -> str:
    """A passphrase for the first time: from the file, else asked twice; an empty one is refused."""
    from jxinspect.commands.configured import setting

    if setting("passphrase_file").value:
        return long_enough(passphrase())
    return ask.secret("新口令", flag="--passphrase-file 文件", again=True)


def long_enough(secret: str) -> str:
    """A new passphrase from a file; Refused when it is too easily guessed."""
    fault = ask.short(secret)
    if fault:
        raise Refused(
            fault, why="案卷库里有个人信息，口令容易猜到等于没有加密（办法 38）", todo="在口令文件里写一个更长的"
        )
    return secret


@app.command(example=["jxinspect unlock", "jxinspect unlock --recovery-key 恢复钥匙.txt"])
def unlock(recovery_key: RecoveryKey = None) -> None:
    """用口令或者恢复钥匙解锁，保持到当日工作结束（12 小时）。"""
    from jxinspect.store import keys

    path = case_path()
    if recovery_key is not None:
        until = keys.unlock_by_recovery(path, recovery_text(recovery_key), at=clock())
    else:
        encrypted = keys.identify(path)[1]
        until = keys.unlock(path, passphrase() if encrypted else "", at=clock())
    facts = [("path", "位置", str(path)), ("until", "有效至", until), *_bring_up_to_date(path)]
    done(
        "案卷库已解锁",
        facts,
        ["jxinspect status", "jxinspect lock"],
    )


def recovery_text(file: Path) -> str:
    """The text of a recovery key file; Locked when it cannot be read."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise Locked(
            f"读不出恢复钥匙文件：{file}", why=unread(fault), todo="核对 --recovery-key 的路径和内容。"
        ) from fault


def _bring_up_to_date(path: Path) -> list[tuple[str, str, str]]:
    """A case file of an older schema or with older views is migrated here; SQLAlchemy is imported only then."""
    from contextlib import closing

    from jxinspect.store import keys, layout
    from jxinspect.store.database import connect, database_errors

    with database_errors(path), closing(connect(path, keys.key_of(path, at=clock()), wait=10.0)) as connection:
        current = layout.is_current(connection, path)
    if current or given().dry_run:
        return []
    from jxinspect.commands.configured import setting
    from jxinspect.store.schema import bring_up_to_date

    moved = bring_up_to_date(path, actor=setting("actor", path).value, at=clock())
    if moved is None:
        return []
    text = f"第 {moved.before} 版 → 第 {moved.after} 版；升级前的数据库留作 {moved.kept.name}"
    return [("schema", "结构", text)]


@app.command(example="jxinspect lock")
def lock() -> None:
    """锁上：删除本机保存的解锁钥匙。"""
    from jxinspect.store import keys

    path = case_path()
    there = keys.lock(path) if not given().dry_run else True
    done("案卷库已锁上" if there else "案卷库本来就锁着", [("path", "位置", str(path))], ["jxinspect unlock"])


@key.command(example="jxinspect key passwd")
def passwd(
    new_file: Annotated[
        Path | None, typer.Option("--new-passphrase-file", help="新口令所在的文件", metavar="文件")
    ] = None,
    recovery_key: RecoveryKey = None,
) -> None:
    """换口令：要旧口令或者恢复钥匙。只重新包裹钥匙，内容不重新加密；旧备份仍用旧口令。"""
    from jxinspect.store import keys, rekey

    path = case_path()
    held = _proven(path, recovery_key)
    fresh = long_enough(recovery_text(new_file).rstrip("\r\n")) if new_file else None
    secret = fresh if fresh is not None else ask.secret("新口令", flag="--new-passphrase-file 文件", again=True)
    with keys.kept_during(held, at=clock()), act("key.passwd") as case:
        rekey.change_passphrase(case, held, secret)
    done("口令已更换", [("path", "位置", str(path))])


@key.command(example="jxinspect key recovery --out 恢复钥匙.txt")
def recovery(
    out: Annotated[
        Path, typer.Option("--out", "-o", help="恢复钥匙写到哪个文件，打印或存盘后放入保险柜", metavar="文件")
    ],
) -> None:
    """制作交单位保管的恢复钥匙；再次制作后，以前的恢复钥匙作废。"""
    from jxinspect.store import keys, rekey

    path = case_path()
    held = _proven(path, None)
    with keys.kept_during(held, at=clock()), act("key.recovery") as case:
        if not given().dry_run:
            rekey.add_recovery(case, held, out)
    done("恢复钥匙已制成", [("path", "位置", str(path)), ("out", "恢复钥匙", str(out))])


def _proven(path: Path, recovery_key: Path | None) -> "Key":
    """The keys, from a passphrase or recovery key given now: being unlocked is not enough to change keys."""
    from jxinspect.store import keys

    if not keys.identify(path)[1]:
        raise Refused(
            "本案卷库没有加密", why="没有加密就没有口令和恢复钥匙。", todo="新建加密的案卷库（init 不写 --plain）。"
        )
    if recovery_key is not None:
        return keys.unwrap_by_recovery(path, recovery_text(recovery_key))
    return keys.unwrap_by_passphrase(path, passphrase("现在的口令"))


@app.command(example="jxinspect backup /media/usb/案卷-20261123.jxcase")
def backup(out: Annotated[Path, typer.Argument(help="备份的路径，不覆盖已有的", metavar="路径")]) -> None:
    """备份：使用中也可以做，校验通过后才成为备份。"""
    from jxinspect.store.backup import backup as copy

    path, out = case_path(), with_suffix(out)
    with unlocked(path):
        own_staff(path)
        if not given().dry_run:
            copy(path, out, at=clock())
    done("备份已完成并校验通过", [("path", "案卷库", str(path)), ("out", "备份", str(out))])


@app.command(example="jxinspect restore /media/usb/案卷-20261123.jxcase 案卷.jxcase")
def restore(
    source: Annotated[Path, typer.Argument(help="备份的路径", metavar="备份")],
    out: Annotated[Path, typer.Argument(help="恢复到哪里，不覆盖已有的", metavar="路径")],
) -> None:
    """从备份恢复成一个新的案卷库，此后在本机只用这一份；放弃的日志链头记入日志。"""
    from jxinspect.store.backup import restore as bring_back

    out, who = with_suffix(out), actor()
    with unlocked(source):
        own_staff(source)
        given_up = {} if given().dry_run else bring_back(source, out, actor=who, clock=clock())
    for chain, (seq, entry) in sorted(given_up.items()):
        messages.warn(f"备份之后的内容不在其中：链 {chain} 第 {seq} 条（{entry[:12]}）。")
    done(
        "案卷库已恢复",
        [("out", "位置", str(out)), ("given_up", "放弃的链头", len(given_up))],
        [f"jxinspect -C {typed(out)} verify"],
    )


@app.command(example=["jxinspect verify", "jxinspect verify --deep"])
def verify(deep: Deep = False) -> None:
    """校验：钥匙、数据库、日志链和签名、记录与日志是否一致、证据和文书的摘要。有不符时退出码 8。"""
    from jxinspect.store.verify import raise_damage

    path = case_path()
    problems = _found(path, deep)
    with suppress(Damaged, Locked):  # what is damaged is told to anybody
        own_staff(path)
    for problem in problems:
        if problem.severity == "notice":
            messages.warn(f"{problem.part}：{problem.text}")
    raise_damage(path, problems)
    done("校验通过，没有发现改动或者损坏", [("path", "案卷库", str(path)), ("notices", "提示", len(problems))])


def _found(path: Path, deep: bool) -> "list[Problem]":
    """The findings; damage that shows without a key is told before a passphrase is asked for."""
    from jxinspect.store.verify import verify as check

    try:
        return check(path, at=clock(), deep=deep)
    except Locked:
        with unlocked(path):
            return check(path, at=clock(), deep=deep)
