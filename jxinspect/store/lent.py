"""A case file that is already open in this process, lent to the acts and reads of one batch. Light."""

from __future__ import annotations

from contextlib import AbstractContextManager
from contextvars import ContextVar
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from jxinspect.store.database import Connection

if TYPE_CHECKING:
    from jxinspect.store.casefile import CaseFile


class Lender(Protocol):
    """Whoever holds the one transaction of a batch."""

    def act(
        self, path: Path, *, actor: str, act: str, clock: datetime, at: datetime | None, dry_run: bool
    ) -> AbstractContextManager[CaseFile]:
        """An act inside the transaction; undone alone when it fails."""

    def reading(self, path: Path) -> AbstractContextManager[Connection]:
        """The connection, with what the acts before have written."""


#: Set while a batch holds a case file open; every other run opens its own.
lender: ContextVar[Lender | None] = ContextVar("lender", default=None)
#: A note for the journal of the next act: which line of which batch it carries out.
mark: ContextVar[dict[str, str] | None] = ContextVar("mark", default=None)
