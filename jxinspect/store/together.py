"""Several acts in one transaction: all of them are written, or none. Each keeps its own name, actor and entries."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import StaticPool
from sqlcipher3 import dbapi2
from sqlmodel import Session

from jxinspect.errors import Refused
from jxinspect.store import heads
from jxinspect.store.afterwards import afterwards
from jxinspect.store.casefile import CaseFile, journaled
from jxinspect.store.database import Connection, database_errors
from jxinspect.store.hook import Watch
from jxinspect.store.journal import own_chain
from jxinspect.store.keys import Key, key_of
from jxinspect.store.lent import lender
from jxinspect.store.objects import Objects
from jxinspect.store.schema import upgrade
from jxinspect.store.transaction import checked, commit, transaction, writer


class Together:
    """The open transaction, lent to one act after the other."""

    def __init__(self, path: Path, connection: Connection, engine: Engine, key: Key, memory: heads.Seen) -> None:
        self.path = path
        self.connection = connection
        self.engine = engine
        self.key = key
        self.memory = memory
        self.objects = Objects(path, key)
        self.callbacks: list[Callable[[], None]] = []
        self.chain: str | None = None

    @contextmanager
    def act(
        self, path: Path, *, actor: str, act: str, clock: datetime, at: datetime | None, dry_run: bool
    ) -> Iterator[CaseFile]:
        """One act; a dry run is undone at its end, a failure at once."""
        self._same(path)
        staged = self.objects.staged
        self.connection.execute("SAVEPOINT one_act")
        kept = False
        try:
            with database_errors(path), self.engine.connect() as bind, Session(bind, expire_on_commit=False) as session:
                watch = Watch(self.connection, session, bind)
                chain = own_chain(self.connection, self.key.case_id, self.memory, clock, "copy")
                case = CaseFile(path, watch, self.objects, chain, actor=actor, act=act, clock=clock, at=at or clock)
                yield case
                session.flush()
                kept = journaled(self.connection, case, chain, watch, dry_run=dry_run) and not dry_run
            if kept:
                self.memory = self.memory._replace(chain=chain.id)
                self.chain = chain.id
            if not dry_run:
                self.callbacks += case._callbacks  # noqa: SLF001 — part of the store
        finally:
            if not kept:
                self.objects.discard(keep=staged)
            self._end(kept=kept)

    @contextmanager
    def reading(self, path: Path) -> Iterator[Connection]:
        """Reads see what the acts before have written."""
        self._same(path)
        yield self.connection

    def _end(self, *, kept: bool) -> None:
        if not self.connection.in_transaction:  # a full disk made SQLite roll all of it back
            return
        if not kept:
            self.connection.execute("ROLLBACK TO one_act")
        self.connection.execute("RELEASE one_act")

    def _same(self, path: Path) -> None:
        if path.resolve() != self.path.resolve():
            raise Refused(
                f"整批只能用一个案卷库：{path}",
                why=f"全部写入或者全部不写入，只对一个案卷库（{self.path}）能够保证",
                todo="删去其中的 -C，或者用 --each 逐条执行",
            )


@contextmanager
def one_transaction(path: Path, *, actor: str, act: str, clock: datetime, wait: float = 10.0) -> Iterator[None]:
    """All acts on this case file inside the block become one transaction, rolled back unless the block ends well.

    Others wait meanwhile (Busy). What the acts do after their commit, such as copies, is done once all are written.
    """
    key = key_of(path, at=clock)
    with database_errors(path), writer(path, key, wait) as connection:
        upgrade(connection, path, key, actor=actor, clock=clock)
        engine = _engine(connection)
        with transaction(connection, path, actor, act, clock):
            shared = Together(path, connection, engine, key, checked(connection, key, path, restoring=False))
            token = lender.set(shared)
            try:
                yield
                _still(connection)
                shared.objects.settle()
                commit(connection, path)
            except BaseException:
                shared.objects.discard()
                raise
            finally:
                lender.reset(token)
        seen = heads.heads_of(connection)
    if shared.chain is not None:
        shared.callbacks.insert(0, lambda: heads.remember(key.case_id, shared.chain, seen))
    afterwards(shared.callbacks)


def _still(connection: Connection) -> None:
    if not connection.in_transaction:
        msg = "the transaction of the batch is gone"
        raise RuntimeError(msg)


def _engine(connection: Connection) -> Engine:
    """SQLAlchemy over the connection, which may end neither the transaction nor the connection itself."""
    engine = create_engine("sqlite://", creator=lambda: connection, poolclass=StaticPool, module=dbapi2)
    with engine.connect():  # the first connection asks the database for its version and rolls back
        dialect: Any = engine.dialect
        dialect.do_rollback = lambda _connection: None
    return engine
