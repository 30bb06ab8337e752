"""What a hub (汇集端) keeps of one case in PostgreSQL, and how it is read and added to; see `hub.sql`.

Entries have numbers of arrival, 1, 2, 3 … in each case, so that a side that knows up to which it has read asks for no
more: its cost does not grow with history. Who brings entries holds the row of the case, so the numbers have no gaps and
an entry never arrives before one that it builds on. Several hubs may be copies of each other: a hub has an id, and
each batch that arrived is signed by the device that brought it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from jxinspect.errors import Damaged
from jxinspect.store.exchange import ChainStart, Entry, Have
from jxinspect.sync.hub_batch import Place, Push, Sign, digest_of
from jxinspect.sync.hub_connection import again

if TYPE_CHECKING:
    import psycopg

#: Rows of one statement.
ROWS = 5_000


class Hub:
    """One case on an open hub. All statements name the case, so that a cluster finds it on one node."""

    def __init__(self, connection: psycopg.Connection[Any], case_id: str, hub_id: str, url: str) -> None:
        self._connection = connection
        self.case_id = case_id
        self.id = hub_id
        self.url = url

    def arrived(self) -> int:
        """How many entries of the case have arrived."""
        row = self._ask("SELECT arrived FROM jx_case WHERE case_id = %s", [self.case_id]).fetchone()
        return int(row[0]) if row else 0

    def heads(self) -> Have:
        """Chain → its last entry here, found by the key; of a forked chain, the longest branches."""
        found: Have = {}
        for chain, last in self._ask(
            "SELECT c.id, (SELECT max(e.seq) FROM jx_entry e WHERE e.case_id = c.case_id AND e.chain = c.id)"
            " FROM jx_chain c WHERE c.case_id = %s",
            [self.case_id],
        ).fetchall():
            if last is not None:
                found[chain] = [
                    (last, hash_)
                    for (hash_,) in self._ask(
                        "SELECT hash FROM jx_entry WHERE case_id = %s AND chain = %s AND seq = %s ORDER BY hash",
                        [self.case_id, chain, last],
                    )
                ]
        return found

    def lacks(self, places: Sequence[Place]) -> list[Place]:
        """Those of the places that hold no such entry here, in their order."""
        held: set[Place] = set()
        for part in _parts(places):
            held.update(
                self._ask(
                    "SELECT e.chain, e.seq, e.hash FROM jx_entry e"
                    " JOIN unnest(%s::text[], %s::bigint[], %s::text[]) AS w (chain, seq, hash)"
                    " ON e.chain = w.chain AND e.seq = w.seq AND e.hash = w.hash WHERE e.case_id = %s",
                    [*map(list, zip(*part, strict=True)), self.case_id],
                ).fetchall()
            )
        return [place for place in places if place not in held]

    def add(
        self,
        chains: Sequence[ChainStart],
        entries: Sequence[Entry],
        *,
        device: str,
        at: str,
        sign: Sign,
        withheld: Sequence[Place] = (),
    ) -> Push | None:
        """Add what is new of these entries, in their order, all or nothing; None when nothing is.

        `withheld`: entries whose bodies these ones withhold. Damaged when a chain of the same name began elsewhere.
        """
        placed = {
            (fields["chain"], fields["seq"], one.hash): one for one in entries for fields in [json.loads(one.header)]
        }

        def bring() -> Push | None:
            self._begin(chains, at)
            before, held = self._locked(), self._held(placed)
            new = {place: one for place, one in placed.items() if place not in held}
            if not new:
                return None
            push = Push(before + 1, before + len(new), device, at, digest_of(one.hash for one in new.values()))
            push = push._replace(signature=sign(push.statement(self.case_id, self.id)))
            self._enter(push, new)
            self._withhold(withheld)
            return push

        return again(self._connection, bring)

    def _begin(self, chains: Sequence[ChainStart], at: str) -> None:
        self._ask("INSERT INTO jx_case VALUES (%s, 0, %s) ON CONFLICT DO NOTHING", [self.case_id, at])
        for chain in chains:
            self._ask("INSERT INTO jx_chain VALUES (%s, %s, %s, %s, %s) ON CONFLICT DO NOTHING", [self.case_id, *chain])
        here = {chain.id: chain for chain in self.chains([chain.id for chain in chains])}
        for chain in chains:
            if here[chain.id] != chain:
                raise Damaged(
                    f"汇集端的链 {chain.id} 与本机的不是同一条",
                    why="名称相同，开始的时间、设备钥匙或者原因不同，其中一方被改动过",
                    todo="请机关核对两边的案卷库和汇集端，查明之前不要同步",
                )

    def _locked(self) -> int:
        row = self._ask("SELECT arrived FROM jx_case WHERE case_id = %s FOR UPDATE", [self.case_id]).fetchone()
        assert row is not None
        return int(row[0])

    def _held(self, places: Iterable[Place]) -> set[Place]:
        """Which of the places are taken here by these entries; asked by chain, since a batch is a piece of each."""
        spans: dict[str, list[int]] = {}
        for chain, seq, _ in places:
            spans.setdefault(chain, []).append(seq)
        return {
            (chain, seq, hash_)
            for chain, found in spans.items()
            for seq, hash_ in self._ask(
                "SELECT seq, hash FROM jx_entry WHERE case_id = %s AND chain = %s AND seq BETWEEN %s AND %s",
                [self.case_id, chain, min(found), max(found)],
            )
        }

    def _enter(self, push: Push, new: Mapping[Place, Entry]) -> None:
        columns = "case_id, chain, seq, hash, header, body, salt, signature, arrived"
        rows = [
            (self.case_id, chain, seq, *one, arrived)
            for arrived, ((chain, seq, _), one) in enumerate(new.items(), push.first)
        ]
        for start in range(0, len(rows), ROWS):  # YugabyteDB cuts what is longer into several transactions
            with (
                self._connection.cursor() as cursor,
                cursor.copy(f"COPY jx_entry ({columns}) FROM STDIN".encode()) as copy,
            ):
                for row in rows[start : start + ROWS]:
                    copy.write_row(row)
        self._ask(
            "INSERT INTO jx_push (case_id, first, last, device_key, at, digest, signature)"
            " VALUES (%s, %s, %s, %s, %s, %s, %s)",
            [self.case_id, *push],
        )
        self._ask("UPDATE jx_case SET arrived = %s WHERE case_id = %s", [push.last, self.case_id])

    def _withhold(self, places: Sequence[Place]) -> None:
        for place in places:
            self._ask(
                "UPDATE jx_entry SET body = NULL, salt = NULL"
                " WHERE case_id = %s AND chain = %s AND seq = %s AND hash = %s AND body IS NOT NULL",
                [self.case_id, *place],
            )

    def pushes(self, after: int) -> list[Push]:
        """The batches that hold entries which arrived after this one, in order."""
        rows = self._ask(
            "SELECT first, last, device_key, at, digest, signature FROM jx_push"
            " WHERE case_id = %s AND last > %s ORDER BY last",
            [self.case_id, after],
        )
        return [Push(*row) for row in rows]

    def hash_at(self, arrived: int) -> str | None:
        """The hash of the entry with this number of arrival."""
        row = self._ask(
            "SELECT hash FROM jx_entry WHERE case_id = %s AND arrived = %s", [self.case_id, arrived]
        ).fetchone()
        return str(row[0]) if row else None

    def number_of(self, place: Place) -> int | None:
        """The number of arrival of an entry."""
        row = self._ask(
            "SELECT arrived FROM jx_entry WHERE case_id = %s AND chain = %s AND seq = %s AND hash = %s",
            [self.case_id, *place],
        ).fetchone()
        return int(row[0]) if row else None

    def hashes(self, first: int, last: int) -> list[str]:
        """The hashes of the entries that arrived as `first` to `last`, in order."""
        rows = self._ask(
            "SELECT hash FROM jx_entry WHERE case_id = %s AND arrived BETWEEN %s AND %s ORDER BY arrived",
            [self.case_id, first, last],
        )
        return [hash_ for (hash_,) in rows]

    def entries(self, numbers: Sequence[int]) -> Iterator[Entry]:
        """The entries with these numbers of arrival, in order."""
        for first, last in _spans(numbers):
            yield from (
                Entry(*row)
                for row in self._ask(
                    "SELECT hash, header, body, salt, signature FROM jx_entry"
                    " WHERE case_id = %s AND arrived BETWEEN %s AND %s ORDER BY arrived",
                    [self.case_id, first, last],
                )
            )

    def chains(self, names: Sequence[str]) -> list[ChainStart]:
        """The beginnings of these chains, as far as they are here."""
        rows = self._ask(
            "SELECT id, device_key, since, why FROM jx_chain WHERE case_id = %s AND id = ANY(%s) ORDER BY id",
            [self.case_id, list(names)],
        )
        return [ChainStart(*row) for row in rows]

    def objects(self, digests: Sequence[str]) -> dict[str, int]:
        """Which of these objects were pushed, with the bytes of their content."""
        found: dict[str, int] = {}
        for start in range(0, len(digests), ROWS):
            found.update(
                self._ask(
                    "SELECT sha256, size FROM jx_object WHERE case_id = %s AND sha256 = ANY(%s)",
                    [self.case_id, list(digests[start : start + ROWS])],
                ).fetchall()
            )
        return found

    def add_object(self, sha: str, size: int, at: str) -> None:
        """Say that an object lies in the store, once that was seen."""
        self._ask("INSERT INTO jx_object VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING", [self.case_id, sha, size, at])

    def add_receipt(self, device: str, at: str, statement: str) -> None:
        """Keep what a device says it has, in the place of what it said before."""
        self._ask(
            "UPDATE jx_receipt SET at = %s, statement = %s WHERE case_id = %s AND device_key = %s AND at < %s",
            [at, statement, self.case_id, device, at],
        )
        self._ask(
            "INSERT INTO jx_receipt VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING",
            [self.case_id, device, at, statement],
        )

    def receipts(self, known: Mapping[str, str]) -> list[str]:
        """What devices said they have, where that is later than what is `known`: device → when it said so."""
        rows = self._ask("SELECT device_key, at FROM jx_receipt WHERE case_id = %s", [self.case_id]).fetchall()
        newer = [device for device, at in rows if at > known.get(device, "")]
        if not newer:
            return []
        found = self._ask(
            "SELECT statement FROM jx_receipt WHERE case_id = %s AND device_key = ANY(%s) ORDER BY device_key",
            [self.case_id, newer],
        )
        return [statement for (statement,) in found]

    def _ask(self, sql: str, given: Sequence[Any]) -> psycopg.Cursor[Any]:
        return self._connection.execute(sql.encode(), given)


def _parts(places: Sequence[Place]) -> Iterator[Sequence[Place]]:
    for start in range(0, len(places), ROWS):
        yield places[start : start + ROWS]


def _spans(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    """First and last of what follows each other without a gap, at most so many rows as a statement should give."""
    start = 0
    for n in range(1, len(numbers) + 1):
        if n == len(numbers) or numbers[n] != numbers[n - 1] + 1 or n - start == ROWS:
            yield numbers[start], numbers[n - 1]
            start = n
