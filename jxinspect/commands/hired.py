"""What a third party may do with the program: look at open lists, and at data under authorisation (办法 27).

What the table does not name may hold rows about insured persons, and is refused (G51).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from jxinspect.commands.clock import clock
from jxinspect.commands.given import command_name, given
from jxinspect.errors import JxinspectError, Refused
from jxinspect.law.team import DataClass

if TYPE_CHECKING:
    from collections.abc import Callable

#: The act under which the journal keeps what a third party was refused.
ATTEMPT = "third_party.refused"
IS_HIRED = "SELECT name FROM staff WHERE name = ? AND role = 'third_party'"
_SOURCE = re.compile(r'\b(?:FROM|JOIN)\s+"?(\w+)"?', re.IGNORECASE)
_WHOLE = re.compile(r'\s*(?:SELECT [\w*, ]+ FROM )?"?(\w+)"?(?: WHERE [\w.]+ = \?)?\s*\Z', re.IGNORECASE)


class Lent(NamedTuple):
    """A list that may be shown: open, or data of a class; then only lines of the inspection, without `hidden` texts."""

    kind: DataClass | None = None
    inspection: str = ""  #: the column with the number of the inspection
    hidden: tuple[str, ...] = ()


#: Free text may name persons, so it is hidden in what a third party sees.
LENT = {
    "agency_list": Lent(),
    "plan_list": Lent(),
    "setting": Lent(),
    "inspections": Lent(DataClass.STATISTICS, "number"),
    "ledger": Lent(
        DataClass.FINANCIAL,
        "inspection",
        ("title", "demand", "responsible", "measure", "latest", "checked_by", "extension"),
    ),
}


def query_of(path: Path, name: str) -> Callable[..., list[dict[str, Any]]]:
    """Reads for a third party: each look is judged and, where it is data, journaled before anything is shown."""
    from jxinspect.store.reading import read_rows

    def query(sql_or_view: str, parameters: Sequence[object] = ()) -> list[dict[str, Any]]:
        source = _source(sql_or_view)
        lent = LENT.get(source, Lent(DataClass.PERSON))
        number = _use(path, name, source, lent.kind) if lent.kind else None
        found = read_rows(path, sql_or_view, parameters, at=clock())
        blank = dict.fromkeys(lent.hidden)
        return [row | blank for row in found if number is None or row.get(lent.inspection) == number]

    return query


def _source(sql_or_view: str) -> str:
    """The one list that is read whole; anything else is named by all it reads, and is in no table."""
    found = _WHOLE.match(sql_or_view)
    return found[1] if found else "、".join(_SOURCE.findall(sql_or_view)) or "?"


def _use(path: Path, name: str, source: str, kind: DataClass) -> str:
    from jxinspect.acts.third_party import USE, use
    from jxinspect.store.casefile import open_case_file
    from jxinspect.store.records import staff

    now = clock()
    with open_case_file(path, actor=name, act=USE, clock=now) as case:
        return use(case, staff(case, name), source=source, kind=kind, authorisation=given().authorisation)


@contextmanager
def attempts_kept(path: Path, who: str) -> Iterator[None]:
    """What a third party is refused stands in the journal, outside the act that was taken back."""
    try:
        yield
    except Refused as refusal:
        if {"G51", "G52"}.intersection(refusal.guards) and not given().dry_run:
            with suppress(JxinspectError):
                _keep_attempt(path, who, refusal)
        raise


def _keep_attempt(path: Path, who: str, refusal: Refused) -> None:
    from jxinspect.store.casefile import open_case_file

    with open_case_file(path, actor=who, act=ATTEMPT, clock=clock()) as case:
        if case.session.connection().exec_driver_sql(IS_HIRED, (who,)).first():
            case.note(refused={"command": command_name(), "guards": list(refusal.guards), "what": refusal.what})


def hired_name(path: Path, who: str) -> str:
    """The name of who asks, when he is a third party; empty when not. Of a case file of any version."""
    from jxinspect.store.database import connect, database_errors
    from jxinspect.store.keys import key_of

    with (
        database_errors(path),
        closing(connect(path, key_of(path, at=clock()), wait=10.0, writing=False)) as connection,
    ):
        found = connection.execute(IS_HIRED, (who,)).fetchone()
    return str(found[0]) if found else ""


def no_act(name: str) -> Refused:
    """Why a third party registers nothing and takes nothing away."""
    return Refused(
        f"第三方人员{name}不能办理",
        why="第三方只协助检查，登记、文书和数据的复制由监督工作人员办理（办法 26 I、27 II）",
        todo="由本机关的检查人员办理（--as 写其姓名）",
        guards=("G51",),
    )
