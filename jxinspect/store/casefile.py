"""One act: one transaction, one piece of the journal, all or nothing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import MetaData
from sqlmodel import Session

from jxinspect.errors import Locked, NotFound, Unresolved
from jxinspect.law.guards import Waivers
from jxinspect.model.aggregate import World
from jxinspect.model.base import Record
from jxinspect.store import heads
from jxinspect.store.afterwards import afterwards
from jxinspect.store.answers import Answers
from jxinspect.store.conflicts import Conflict, Place, about, conflicts, unresolved
from jxinspect.store.database import Connection, database_errors
from jxinspect.store.engine import engine_on
from jxinspect.store.enrolled import Enrolled, enrolled
from jxinspect.store.hook import Watch
from jxinspect.store.journal import NOTES, Chain, Draft, append, own_chain, set_back, stepped_back
from jxinspect.store.keys import key_of
from jxinspect.store.lent import lender, mark
from jxinspect.store.objects import Objects
from jxinspect.store.rulings import ruled, settle
from jxinspect.store.schema import upgrade
from jxinspect.store.signing import Signer, sign
from jxinspect.store.transaction import checked, commit, transaction, writer

R = TypeVar("R", bound=Record)
#: By the text of the table: to ask SQLite for the columns of each takes as long as a third of opening the case file.
_HANGING = """
SELECT name FROM sqlite_schema
WHERE type = 'table' AND sql GLOB '*[^a-z_]inspection_id[^a-z_]*' ORDER BY name
"""


class CaseFile:
    """The open case file of one act. Only its records are written, and only by its `Watch`."""

    def __init__(
        self,
        path: Path,
        watch: Watch,
        objects: Objects,
        chain: Chain,
        *,
        actor: str,
        act: str,
        clock: datetime,
        at: datetime,
    ) -> None:
        self.path = path
        #: The database below the session, for what the store keeps beside the records.
        self.connection = watch.connection
        self.session = session = watch.session
        session.connection()  # joins the transaction: what the session takes back is taken back in the database
        self.objects = objects
        self.actor = actor
        self.act = act
        #: Machine time of the act; the journal keeps it.
        self.clock = clock
        #: Time of the fact that is recorded.
        self.at = at
        #: Head of this machine's chain before the act.
        self.head = chain.head
        self._chain = chain.id
        #: How far the machine's clock is behind the last entry, or None (G59).
        self.clock_stepped_back: timedelta | None = stepped_back(chain, clock)
        #: What the caller brings along to pass guards: overrides with approver, acknowledgements.
        self.waivers = Waivers()
        #: The act is only tried out and never written: documents are checked, but no files are made of them.
        self.rehearsal = False
        #: The tables of the case file, where they are not those of the program.
        self.tables: MetaData | None = None
        #: What the guards see around the records (`store.records.world`), once somebody has asked.
        self.world: World | None = None
        #: The office's folder of templates as the caller's configuration names it; None: the one of this user.
        self.templates: Path | None = None
        #: Asks for a passphrase where something is sealed by one (`store.confidential`): question, whether it is new.
        self.ask_passphrase: Callable[[str, bool], str] = _nobody_to_ask
        #: What is worth telling beside the result once the act is written; nothing is refused for it.
        self.remarks: list[str] = []
        #: By whose keys decisions are signed (`store.signing`).
        self.signer = Signer()
        self._watch = watch
        #: What `all` answers from.
        self.answers = Answers(session, watch.connection)
        self._notes: list[Draft] = []
        #: Record → fields that a ruling of this act lets stand.
        self._ruled: dict[Place, dict[str, Any]] = {}
        self._callbacks: list[Callable[[], None]] = []

    @property
    def clock_note(self) -> str:
        """In words what `clock_stepped_back` says, for G59; empty when the clock is right."""
        if self.clock_stepped_back is None:
            return ""
        minutes = -(-self.clock_stepped_back // timedelta(minutes=1))
        parts = ((minutes // 1440, "天"), (minutes // 60 % 24, "小时"), (minutes % 60, "分钟"))
        early = "".join(f"{n}{unit}" for n, unit in parts if n)
        return f"电脑时钟 {self.clock:%Y-%m-%d %H:%M} 比日志最后一条早{early}"

    def add(self, *records: Record) -> None:
        """Write records, each after those that it points at, and what was changed before."""
        for record in records:
            if self._watch.insert(record):
                self.answers.added(record)
        self.session.flush()

    def get(self, cls: type[R], id: str) -> R:  # noqa: A002 — the column's name
        """The record with this id, or NotFound."""
        record = self.answers.by_id(cls, id)
        if record is None:
            raise _not_found(cls, id)
        return record

    def all(self, cls: type[R], **where: object) -> list[R]:
        """The records whose columns equal `where`, in the order they were made (by id)."""
        return self.answers.all(cls, where)

    def ahead(self, cls: type[R], column: str, values: Sequence[str]) -> None:
        """Ask in one question for all records whose `column` is one of `values`; `all` then answers from it."""
        self.answers.ahead(cls, column, values)

    def none_of(self, tables: Iterable[str]) -> None:
        """Be told that these tables have no rows; `all` then answers so until this act writes one."""
        self.answers.none_of(tables)

    def forget(self) -> None:
        """Let go of what was asked ahead; an act over ten thousand inspections would keep all of it to the end."""
        self.answers.clear()

    @cached_property
    def enrolled(self) -> Enrolled | None:
        """This machine as a device of the case file; None while no machine is enrolled, and this one is alone."""
        return enrolled(self.connection, self._chain)

    @property
    def block(self) -> int | None:
        """The block that this machine gives numbers from (`acts/serial.py`), 0 the office; None while it is alone."""
        return self.enrolled.block if self.enrolled else None

    @cached_property
    def hanging(self) -> tuple[str, ...]:
        """The tables whose rows hang on an inspection."""
        return tuple(name for (name,) in self.connection.execute(_HANGING))

    def one(self, cls: type[R], **where: object) -> R:
        """The only record whose columns equal `where`, or NotFound."""
        found = self.all(cls, **where)
        if len(found) > 1:
            raise self.ambiguous(cls, [row.id for row in found])
        if not found:
            raise _not_found(cls, "，".join(f"{name}={value}" for name, value in where.items()))
        return found[0]

    def ambiguous(self, cls: type[R], ids: Sequence[str]) -> Unresolved:
        """The error for a number or a name that two laptops gave apart, so that it names two records."""
        table = str(cls.__tablename__)
        found = [one for one in self.conflicts() if one.kind == "key" and not set(ids).isdisjoint(one.sides)]
        return unresolved(found, f"有 {len(ids)} 条 {table} 记录用了同一编号或者名称，不知道指的是哪一条")

    def conflicts(self) -> list[Conflict]:
        """What waits for a ruling."""
        return conflicts(self.connection)

    def undisputed(self, records: Sequence[str], inspection: str | None, what: str) -> None:
        """Unresolved when something waits for a ruling on what a document would be made from."""
        if found := about(self.connection, records, inspection):
            raise unresolved(found, what)

    def rule(self, place: Place, fields: Mapping[str, Any]) -> None:
        """Let these stored values of a record stand, by an entry that cites every branch of it."""
        self._ruled.setdefault(place, {}).update(fields)

    def note(self, **facts: Any) -> None:
        """Write a remark into the journal that belongs to no record, e.g. a change of passphrase."""
        self._notes.append(Draft("note", "", "", facts))

    def notes(self, act: str) -> list[dict[str, Any]]:
        """The remarks that acts of this name wrote into the journal before."""
        return [json.loads(body) for (body,) in self.connection.execute(NOTES, (act,))]

    def withhold(self, entry: str, reason: str) -> None:
        """Remove the body of the journal entry with this hash; the chain still holds, an entry of its own says why."""
        self._notes.append(Draft("withhold", "journal", entry, {"reason": reason}))

    def after_commit(self, do: Callable[[], None]) -> None:
        """Do something once the act is durable, e.g. write readable copies. Not done in a dry run."""
        self._callbacks.append(do)

    @contextmanager
    def savepoint(self) -> Iterator[None]:
        """A part of the act that can fail alone: rolled back unless it ends well, the rest stays."""
        with self.session.begin_nested(), self._watch.taken_back():
            self.session.connection()  # else the database learns of the savepoint at the session's first question
            yield


@contextmanager
def open_case_file(
    path: Path,
    *,
    actor: str,
    act: str,
    clock: datetime,
    at: datetime | None = None,
    dry_run: bool = False,
    wait: float = 10.0,
    why: str = "copy",
    tables: MetaData | None = None,
) -> Iterator[CaseFile]:
    """Open for writing: one immediate transaction, journaled, rolled back unless the block ends well.

    `clock` is the machine's time, `at` the time of the fact (both aware); `wait` the seconds to wait for other users.
    Raises Locked, Busy, Damaged, Refused (newer schema), Unwritable. An act that changes nothing writes nothing.
    """
    lent = lender.get()
    if lent is not None:
        with lent.act(path, actor=actor, act=act, clock=clock, at=at, dry_run=dry_run) as joined:
            yield joined
        return
    key = key_of(path, at=clock)
    case: CaseFile | None = None
    with database_errors(path), writer(path, key, wait) as connection:
        moved = upgrade(connection, path, key, actor=actor, clock=clock, why=why, dry_run=dry_run, tables=tables)
        with (
            _session(connection) as (session, watch),
            transaction(connection, path, actor, act, clock, dry_run=dry_run),
        ):
            objects = Objects(path, key)
            memory = checked(connection, key, path, restoring=why == "restore" and moved is None)
            chain = own_chain(connection, key.case_id, memory, clock, why)
            case = CaseFile(path, watch, objects, chain, actor=actor, act=act, clock=clock, at=at or clock)
            case.tables = tables
            try:
                yield case
                session.flush()
                _finish(connection, case, chain, watch, dry_run=dry_run)
            except BaseException:
                objects.discard()
                raise
            finally:
                case.answers.clear()  # else a circle of references keeps all records of a group until somebody looks
        if not dry_run and not connection.in_transaction and _wrote(connection, chain):
            seen = heads.heads_of(connection)
            case._callbacks.insert(0, lambda: heads.remember(key.case_id, chain.id, seen))  # noqa: SLF001 — one class in two parts
    if not dry_run:
        afterwards(case._callbacks)  # noqa: SLF001 — one class in two parts


@contextmanager
def _session(connection: Connection) -> Iterator[tuple[Session, Watch]]:
    # Connecting rolls back, so it comes before BEGIN.
    with engine_on(connection).connect() as bind, Session(bind, expire_on_commit=False) as session:
        yield session, Watch(connection, session, bind)


def _finish(connection: Connection, case: CaseFile, chain: Chain, watch: Watch, *, dry_run: bool) -> None:
    if not journaled(connection, case, chain, watch, dry_run=dry_run) or dry_run:
        case.objects.discard()
        return
    case.objects.settle()
    commit(connection, case.path)


def journaled(connection: Connection, case: CaseFile, chain: Chain, watch: Watch, *, dry_run: bool = False) -> bool:
    """Append what the act has done to the chain, once who decided it has signed; False when it has done nothing."""
    if not connection.in_transaction:
        msg = "the transaction of the act is gone"
        raise RuntimeError(msg)
    if case.rehearsal:
        return False
    drafts = watch.drafts()
    if not dry_run and sign(case, drafts):
        drafts = watch.drafts()
    drafts += [*ruled(connection, case._ruled), *case._notes]  # noqa: SLF001 — one class in two parts
    if not drafts:
        return False
    drafts[:0] = set_back(chain, case.clock)
    marked = mark.get()
    if marked is not None:
        drafts.append(Draft("note", "", "", dict(marked)))
    append(connection, chain, drafts, actor=case.actor, act=case.act, clock=case.clock)
    settle(connection, drafts, case.tables)
    return True


def _wrote(connection: Connection, chain: Chain) -> bool:
    row = connection.execute(
        "SELECT count(*) FROM journal WHERE chain = ? AND seq > ?", (chain.id, chain.seq)
    ).fetchone()
    return bool(row[0])


def _nobody_to_ask(question: str, _new: bool) -> str:
    raise Locked(f"需要{question}", why="没有可以询问的人", todo="用 --passphrase-file 写明口令文件")


def _not_found(cls: type[Record], what: str) -> NotFound:
    return NotFound(
        f"没有这条记录：{cls.__name__} {what}", why="案卷库中查不到。", todo="用相应的 list 命令查看编号后重试。"
    )
