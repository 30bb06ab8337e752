"""The journal in a dossier: every entry's header, so that the chain can be computed anew, and the bodies of its own."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from jxinspect.law.dossier import Audience
from jxinspect.law.states import COURSES
from jxinspect.store.casefile import CaseFile
from jxinspect.store.reading import rows

Row = dict[str, Any]
_ENTRIES = "SELECT pos, hash, header, body, salt, signature, record_table, record_id FROM journal ORDER BY pos"
_CHAINS = "SELECT id, device_key, since, why FROM chain ORDER BY since, id"
#: Steps by their name in the journal.
_TITLES = {step.step: step.title for course in COURSES.values() for step in course.values()}


@dataclass(frozen=True)
class Told:
    """What the journal says of one inspection."""

    acts: list[Row]  #: its own acts: at, actor, act, entries, hash
    heads: list[Row]
    chains: list[Row]
    entries: int


def told(case: CaseFile, inspection_id: str, audience: Audience, out: Path) -> Told:
    """The journal for this audience, written to `out` line by line: not for people outside, bodies for the archive."""
    own = frozenset(_ids(case, inspection_id))
    mine: list[Row] = []
    entries = 0
    with out.open("w", encoding="utf-8") as file:
        for found in case.session.connection().exec_driver_sql(_ENTRIES).mappings():
            entries, row = entries + 1, dict(found)
            ours = row["record_id"] in own
            file.write(_line(row, whole=ours and audience is Audience.ARCHIVE))
            if ours:
                mine.append(row)
    if audience is Audience.OUTSIDE:
        out.unlink()
    heads, chains = rows(case.connection, "journal_heads"), rows(case.connection, _CHAINS)
    return Told(list(_acts(mine)), heads, chains, entries)


def _ids(case: CaseFile, inspection_id: str) -> Iterator[str]:
    """The ids of all records that hang on the inspection, and its own."""
    yield inspection_id
    for name in case.hanging:
        sql = f'SELECT id FROM "{name}" WHERE inspection_id = ?'  # noqa: S608 — names of mapped tables
        yield from (row[0] for row in case.session.connection().exec_driver_sql(sql, (inspection_id,)))


def _line(row: Row, *, whole: bool) -> str:
    kept = ("hash", "header", "body", "salt", "signature") if whole else ("hash", "header", "signature")
    return json.dumps({name: row[name] for name in kept}, ensure_ascii=False) + "\n"


def _acts(rows: list[Row]) -> Iterator[Row]:
    """Entries of one act together, as they follow each other."""
    headers = [(row, json.loads(row["header"])) for row in rows]
    for (at, actor, act), group in groupby(headers, key=lambda one: (one[1]["local"], one[1]["actor"], one[1]["act"])):
        entries = list(group)
        last = entries[-1][0]["hash"]
        title = _TITLES.get(act, "")
        yield {
            "at": at,
            "actor": actor,
            "act": f"{title}（{act}）" if title else act,
            "entries": len(entries),
            "hash": last,
        }
