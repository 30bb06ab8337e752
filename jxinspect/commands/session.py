"""Opening the case file for a command: which one, who acts, when, with which key, and what was approved.

with act("notify.onsite") as case:
    …
rows = rows("SELECT … FROM …")
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from jxinspect.commands.clock import clock, today
from jxinspect.commands.configured import setting
from jxinspect.commands.given import given
from jxinspect.commands.hired import IS_HIRED, attempts_kept, hired_name, no_act, query_of
from jxinspect.commands.partial_copy import say_partial
from jxinspect.commands.which import case_if_any, case_path
from jxinspect.errors import Locked, NotFound, Refused, Usage
from jxinspect.store.reasons import unread
from jxinspect.store.trace import step
from jxinspect.ui import ask, messages
from jxinspect.ui.mode import mode, switch

if TYPE_CHECKING:
    from jxinspect.law.guards import Waivers
    from jxinspect.store.casefile import CaseFile

#: Rows of a view by its name, or of a SELECT with its parameters.
Query = Callable[..., list[dict[str, Any]]]
__all__ = [
    "act",
    "actor",
    "case_if_any",
    "case_path",
    "clock",
    "is_hired",
    "looking",
    "moment",
    "no_third_party",
    "of_inspection",
    "office_templates",
    "own_staff",
    "passphrase",
    "reading",
    "rows",
    "today",
    "unlocked",
    "waivers",
]


def waivers() -> Waivers:
    """What --override, --because, --approved-by and --ack say; one reason may serve all, else one for each."""
    from jxinspect.law.guards import OverrideGiven, Waivers

    ids = [guard_id(text) for text in given().override]
    reasons = _one_each("--because", given().because, ids)
    approvers = _one_each("--approved-by", given().approved_by, ids)
    acks = frozenset(guard_id(text) for text in given().ack)
    return Waivers(tuple(map(OverrideGiven, ids, reasons, approvers)), acks)


def _one_each(flag: str, values: Sequence[str], ids: Sequence[str]) -> list[str]:
    texts = [value.strip() for value in values if value.strip()]
    if len(texts) == len(ids):
        return texts
    if len(texts) == 1 and ids:
        return texts * len(ids)
    why = f"--override 有 {len(ids)} 个，{flag} 有 {len(texts)} 个；越过一条规则须有书面理由和批准人"
    todo = f"写一个 {flag} 用于全部，或者每个 --override 各写一个"
    raise Usage("--override、--because、--approved-by 不配套", why=why, todo=todo)


def guard_id(text: str) -> str:
    """A guard's id as typed (g09, Ｇ０９, G9), in its standard form."""
    found = re.fullmatch(r"G?(\d{1,2})([A-Z]?)", normalize("NFKC", text).strip().upper())
    if not found:
        raise Usage(f"规则编号不能用：{text}", why="规则编号是 G 加两位数字，如 G09", todo="编号在提示信息里，照抄即可")
    return f"G{int(found[1]):02d}{found[2].lower()}"


def actor(case: Path | None = None) -> str:
    """Who acts; every act has one (--as, JXINSPECT_ACTOR, configuration of the case folder or the user)."""
    name = normalize("NFKC", setting("actor", case).value).strip()
    if not name:
        why = "每一项操作都要记明办理人（办法 6、37）"
        raise Usage("没有写办理人", why=why, todo="写 --as 姓名，或者执行 jxinspect config set actor 姓名")
    return name


def moment(now: datetime) -> datetime:
    """The time of the fact: --at, else now. A time to come is refused, it has not happened."""
    text = given().at
    if text is None:
        return now
    from jxinspect.law.dates import parse_moment

    at = parse_moment(text, now)
    if at > now:
        why = f"--at {at:%Y-%m-%d %H:%M} 晚于本机时间 {now:%Y-%m-%d %H:%M}；还没有发生的事不能登记"
        raise Refused("事实发生的时间是将来", why=why, todo="改正 --at；如本机时钟不准，先校准时钟", guards=("G59",))
    return at


def office_templates(case: Path | None) -> Path | None:
    """The office's folder of templates as configured; None: the one in this user's own folder."""
    value = setting("templates", case).value
    return Path(value).expanduser() if value else None


@contextmanager
def act(name: str, *, rehearsal: bool = False) -> Iterator[CaseFile]:
    """One act on the case file: all or nothing, journaled under this name ("notify.onsite").

    A `rehearsal` is the same act, taken back, without the work of making files.
    """
    from jxinspect.commands.signing import Asking
    from jxinspect.store.casefile import open_case_file

    path, now = case_path(), clock()
    who, at, brought = actor(path), moment(now), waivers()
    step(f"开始 {name}：{path}，事实时间 {at:%Y-%m-%d %H:%M}")
    with (
        unlocked(path),
        attempts_kept(path, who),
        open_case_file(path, actor=who, act=name, clock=now, at=at, dry_run=given().dry_run or rehearsal) as case,
    ):
        no_third_party(case)
        case.waivers, case.templates, case.rehearsal = brought, office_templates(path), rehearsal
        case.ask_passphrase = lambda question, new: passphrase(question, again=new)
        case.signer = Asking()
        yield case
    if given().dry_run or rehearsal:
        step(f"{name}：试办完毕，没有写入")
    else:
        for remark in dict.fromkeys(case.remarks):
            messages.warn(remark)
        step(f"{name}：办完")
        switch(mode()._replace(written=True))


@contextmanager
def looking(name: str) -> Iterator[CaseFile]:
    """The case file with its records, to make something of them that is not recorded; nobody needs to be named."""
    from jxinspect.store.casefile import open_case_file

    path = case_path()
    with (
        unlocked(path),
        attempts_kept(path, _who(path)),
        open_case_file(path, actor="", act=name, clock=clock(), dry_run=True) as case,
    ):
        no_third_party(case)
        case.templates = office_templates(path)
        yield case


@contextmanager
def reading() -> Iterator[Query]:
    """Several reads of one state of the case file, without SQLModel: `query("v_units")`, `query("SELECT …", [x])`."""
    from jxinspect.store.reading import open_reading
    from jxinspect.store.reading import rows as rows_of

    path = case_path()
    with unlocked(path), attempts_kept(path, _who(path)):
        with open_reading(path, at=clock()) as connection:
            hired = rows_of(connection, IS_HIRED, [_who(path)])
            say_partial(connection)
            if not hired:
                yield lambda sql_or_view, parameters=(): rows_of(connection, sql_or_view, parameters)
        if hired:
            yield query_of(path, hired[0]["name"])


def _who(path: Path) -> str:
    return normalize("NFKC", setting("actor", path).value).strip()


def no_third_party(case: CaseFile) -> None:
    """Refused for a third party: it helps, and registers nothing (办法 26 I, 27)."""
    who = case.actor or _who(case.path)
    if case.session.connection().exec_driver_sql(IS_HIRED, (who,)).first():
        raise no_act(who)


def is_hired(path: Path) -> bool:
    """Whether who asks is a third party."""
    return bool(hired_name(path, _who(path)))


def own_staff(path: Path) -> None:
    """Refused for a third party: looking at or copying the whole case file is not for him (办法 27 II)."""
    who = _who(path)
    with attempts_kept(path, who):
        if hired := hired_name(path, who):
            raise no_act(hired)


def rows(sql_or_view: str, parameters: Sequence[object] = ()) -> list[dict[str, Any]]:
    """Rows of one view or SELECT."""
    with reading() as query:
        return query(sql_or_view, parameters)


def of_inspection(view: str, inspection: str | None) -> list[dict[str, Any]]:
    """Rows of a view that names inspections: those of one, or of all. NotFound when there is no such inspection."""
    with reading() as query:
        return of_one(query, view, inspection)


def of_one(query: Query, view: str, inspection: str | None) -> list[dict[str, Any]]:
    """The same beside other reads of one state."""
    found = [row for row in query(view) if inspection in (None, row["inspection"])]
    if inspection and not found and all(row["number"] != inspection for row in query("inspections")):
        raise unknown_inspection(inspection)
    return found


def unknown_inspection(number: str) -> NotFound:
    """The error for an inspection that there is not."""
    return NotFound(f"没有编号为 {number} 的检查", why="编号有误", todo="用 jxinspect status --all 查看全部编号")


@contextmanager
def unlocked(path: Path) -> Iterator[None]:
    """Ask for the passphrase when the case file is locked; the key stays in this process."""
    from jxinspect.store import keys

    try:
        keys.key_of(path, at=clock())
    except Locked:
        if not (setting("passphrase_file").value or ask.possible()):
            raise
        with keys.held(path, passphrase()):
            yield
    else:
        yield


def passphrase(prompt: str = "口令", *, again: bool = False) -> str:
    """From --passphrase-file, JXINSPECT_PASSPHRASE_FILE, or a prompt (a new one twice); never from an argument."""
    named = setting("passphrase_file").value
    if not named:
        return ask.secret(prompt, flag="--passphrase-file 文件", again=again)
    try:
        text = Path(named).expanduser().read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as fault:
        raise Locked(
            f"读不出口令文件：{named}", why=unread(fault), todo="核对 --passphrase-file 或者 JXINSPECT_PASSPHRASE_FILE"
        ) from fault
    return text.rstrip("\r\n")
