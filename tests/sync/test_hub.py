"""What a hub keeps of a case, on a real PostgreSQL."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from jxinspect.errors import Damaged, Locked, NotFound, Refused, Unwritable, Usage
from jxinspect.store.exchange import ChainStart, Entry
from jxinspect.sync import hub_connection
from jxinspect.sync.hub import Hub
from jxinspect.sync.hub_batch import Push, digest_of
from jxinspect.sync.hub_connection import again, connected, make, opened, password, tidy

psycopg = pytest.importorskip("psycopg")
AT = "2026-03-02T01:00:00.000000Z"
ONE, TWO = ChainStart("甲-1", "aa", AT, "init"), ChainStart("乙-1", "bb", AT, "copy")


def entry(chain: str, seq: int, branch: str = "") -> Entry:
    header = json.dumps({"chain": chain, "seq": seq, "branch": branch})
    return Entry(sha256(header.encode()).hexdigest(), header, '{"a":1}', "00", "ff" if seq % 2 else None)


def place(one: Entry) -> tuple[str, int, str]:
    fields = json.loads(one.header)
    return fields["chain"], fields["seq"], one.hash


def add(hub: Hub, *entries: Entry, device: str = "aa") -> Push | None:
    return hub.add([ONE, TWO], entries, device=device, at=AT, sign=lambda said: said[:4].hex())


@pytest.fixture
def hub(hub_url: str) -> Iterator[Hub]:
    with connected(hub_url) as connection:
        yield Hub(connection, "case1", make(connection, AT), hub_url)


def test_entries_arrive_once_in_order_and_come_back_as_they_were(hub: Hub) -> None:
    entries = [entry("甲-1", 1), entry("甲-1", 2), entry("乙-1", 1)]
    push = add(hub, *entries)
    assert push is not None
    assert (push.first, push.last, push.digest) == (1, 3, digest_of(one.hash for one in entries))
    assert add(hub, *entries) is None
    more = entry("甲-1", 3)
    assert add(hub, entries[1], more, entries[2]) == hub.pushes(3)[0]
    assert hub.arrived() == 4
    assert list(hub.entries([1, 2, 3, 4])) == [*entries, more]
    assert hub.hashes(2, 4) == [entries[1].hash, entries[2].hash, more.hash]
    assert (hub.hash_at(4), hub.hash_at(5)) == (more.hash, None)
    assert hub.heads() == {"甲-1": [(3, more.hash)], "乙-1": [(1, entries[2].hash)]}
    assert hub.chains(["乙-1", "none"]) == [TWO]
    assert hub.lacks([place(more), ("甲-1", 3, "00")]) == [("甲-1", 3, "00")]


def test_cases_on_one_hub_know_nothing_of_each_other(hub: Hub) -> None:
    add(hub, entry("甲-1", 1))
    other = Hub(hub._connection, "case2", hub.id, hub.url)
    assert (other.arrived(), other.heads(), other.pushes(0), other.hashes(1, 9)) == (0, {}, [], [])
    assert add(other, entry("甲-1", 1)) is not None


def test_both_branches_of_a_forked_chain_are_kept(hub: Hub) -> None:
    first, other = entry("甲-1", 1), entry("甲-1", 1, "clone")
    add(hub, first)
    add(hub, other, device="bb")
    assert sorted(hub.hashes(1, 2)) == sorted([first.hash, other.hash])
    assert [push.device_key for push in hub.pushes(0)] == ["aa", "bb"]
    assert sorted(hub.heads()["甲-1"]) == sorted([(1, first.hash), (1, other.hash)])


def test_a_chain_that_began_elsewhere_under_the_same_name_is_refused_whole(hub: Hub) -> None:
    add(hub, entry("甲-1", 1))
    with pytest.raises(Damaged, match="甲-1"):
        hub.add([ONE._replace(device_key="cc")], [entry("甲-1", 2)], device="cc", at=AT, sign=bytes.hex)
    assert hub.arrived() == 1


def test_a_body_that_is_withheld_leaves_the_hub_and_its_header_stays(hub: Hub) -> None:
    one = entry("甲-1", 1)
    add(hub, one)
    hub.add([], [entry("甲-1", 2)], device="aa", at=AT, sign=bytes.hex, withheld=[place(one)])
    assert list(hub.entries([1])) == [one._replace(body=None, salt=None)]
    assert next(hub.entries([2])).body is not None


def test_objects_and_receipts_are_told_once_and_the_last_word_counts(hub: Hub) -> None:
    hub.add_object("ab", 12, AT)
    hub.add_object("ab", 12, AT)
    assert hub.objects(["ab", "cd"]) == {"ab": 12}
    for device, at in (("aa", "2026"), ("aa", "2027"), ("aa", "2026"), ("bb", "2026")):
        hub.add_receipt(device, at, f"{device} in {at}")
    assert hub.receipts({}) == ["aa in 2027", "bb in 2026"]
    assert hub.receipts({"aa": "2027", "bb": "2025"}) == ["bb in 2026"]
    assert hub.receipts({"aa": "2027", "bb": "2026"}) == []


def test_two_who_push_at_once_get_numbers_without_gaps(hub: Hub, hub_url: str) -> None:
    def bring(chain: str) -> None:
        with connected(hub_url) as connection:
            mine = Hub(connection, "case1", hub.id, hub_url)
            for seq in range(1, 11):
                add(mine, entry(chain, seq), entry("共-1", seq))

    hub.add([ChainStart("共-1", "cc", AT, "init")], [], device="cc", at=AT, sign=bytes.hex)
    threads = [threading.Thread(target=bring, args=(chain,)) for chain in ("甲-1", "乙-1")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert hub.arrived() == 30
    assert len(set(hub.hashes(1, 30))) == 30
    pushes = hub.pushes(0)
    assert [push.first for push in pushes] == [1, *(push.last + 1 for push in pushes[:-1])]


def test_a_transaction_that_loses_against_another_is_tried_again(hub: Hub) -> None:
    tried: list[int] = []

    def lose_twice() -> str:
        tried.append(1)
        if len(tried) < 3:
            raise psycopg.errors.SerializationFailure
        return "done"

    assert again(hub._connection, lose_twice) == "done"
    assert len(tried) == 3


def test_a_hub_that_is_killed_in_the_middle_of_a_push_has_all_of_it_or_nothing(hub: Hub, hub_url: str) -> None:
    def killed(_said: bytes) -> str:
        with psycopg.connect(hub_url, autocommit=True) as other:
            other.execute("SELECT pg_terminate_backend(%s)", [connection.info.backend_pid])
        return "00"

    with pytest.raises(Unwritable, match="汇集端没有回应") as told, connected(hub_url) as connection:
        Hub(connection, "case1", hub.id, hub_url).add([ONE], [entry("甲-1", 1)], device="aa", at=AT, sign=killed)
    assert "继续" in told.value.todo
    assert (hub.arrived(), hub.hashes(1, 1)) == (0, [])
    assert add(hub, entry("甲-1", 1)) is not None


def test_making_the_tables_twice_changes_nothing(hub: Hub, hub_url: str) -> None:
    add(hub, entry("甲-1", 1))
    with connected(hub_url) as connection:
        assert make(connection, "2027") == hub.id
    assert hub.arrived() == 1


def test_two_offices_may_make_the_tables_at_once(hub_url: str) -> None:
    ids: list[str] = []
    start = threading.Barrier(4)

    def one() -> None:
        with connected(hub_url) as connection:
            start.wait()
            ids.append(make(connection, AT))

    threads = [threading.Thread(target=one) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(ids), len(set(ids))) == (4, 1)


def test_a_database_without_the_tables_is_not_taken_for_a_hub(hub_url: str) -> None:
    with connected(hub_url) as connection, pytest.raises(NotFound, match="不是汇集端") as told:
        opened(connection)
    assert "sync init" in told.value.todo


def test_tables_of_another_version_are_refused(hub: Hub, hub_url: str) -> None:
    with connected(hub_url) as connection:
        connection.execute("INSERT INTO jx_hub VALUES (2, 'later', '2027')")
        with pytest.raises(Refused, match="第 2 版"):
            opened(connection)


def test_the_tables_keep_to_what_every_relative_of_postgresql_has() -> None:
    for statement in hub_connection.statements():
        assert statement.startswith(("CREATE TABLE IF NOT EXISTS jx_", "CREATE UNIQUE INDEX IF NOT EXISTS jx_"))
        lower = statement.lower()
        assert not {"serial", "trigger", "extension", "references", "generated", "default"} & set(lower.split())
        if statement.startswith("CREATE TABLE") and "jx_hub" not in statement:
            assert "PRIMARY KEY (case_id" in statement


@pytest.fixture
def by_password(postgres: str) -> str:
    """The address for a user whom the server asks for the password “right”."""
    with psycopg.connect(postgres, autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = 'by_password'").fetchone() is None:
            connection.execute("CREATE ROLE by_password LOGIN PASSWORD 'right'")
        rules = Path(connection.execute("SHOW hba_file").fetchone()[0])
        line = "local all by_password scram-sha-256\nhost all by_password all scram-sha-256\n"
        if not rules.read_text().startswith(line):
            rules.write_text(line + rules.read_text())
        connection.execute("SELECT pg_reload_conf()")
    return postgres.replace("postgres:@", "by_password@")


def test_the_right_password_from_a_file_opens_and_a_wrong_one_is_told_as_such(
    by_password: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JXINSPECT_HUB_PASSWORD_FILE", str(tmp_path / "word"))
    for word in ("wrong", ""):
        (tmp_path / "word").write_text(word)
        with pytest.raises(Locked, match="汇集端不让使用") as told, connected(by_password):
            pass
        assert "JXINSPECT_HUB_PASSWORD_FILE" in told.value.todo
    (tmp_path / "word").write_text("right\n")
    with connected(by_password) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_user_without_rights_is_told_as_such(hub: Hub, hub_url: str) -> None:
    with pytest.raises(Locked, match="不让使用"), connected(hub_url) as connection:
        schema = hub_url.rpartition("%3D")[2]
        connection.execute(f"GRANT USAGE ON SCHEMA {schema} TO pg_monitor".encode())
        connection.execute("SET ROLE pg_monitor")
        connection.execute("SELECT * FROM jx_entry")


def test_a_hub_that_is_not_there_is_told_with_what_to_do() -> None:
    with pytest.raises(Unwritable, match="没有回应") as told, connected("postgresql://a@127.0.0.1:9/jx"):
        pass
    assert "sync bundle" in told.value.todo


@pytest.mark.parametrize(
    "address", ["postgresql://a:secret@h/jx", "postgresql://h/jx?password=secret", "mysql://h/x", "h"]
)
def test_an_address_with_a_password_or_of_another_kind_is_refused(address: str) -> None:
    with pytest.raises(Usage) as told:
        tidy(address)
    assert "secret" not in str(told.value.as_dict())


def test_another_machine_is_reached_over_tls_only() -> None:
    assert tidy("postgresql://a@hub.example/jx") == "postgresql://a@hub.example/jx?sslmode=require"
    assert tidy("postgresql://a@hub.example/jx?sslmode=verify-full").endswith("?sslmode=verify-full")
    assert tidy("postgresql://a@localhost/jx") == "postgresql://a@localhost/jx"


def test_the_password_stands_in_a_file_that_the_environment_names(tmp_path: Path) -> None:
    (tmp_path / "word").write_text("secret\n")
    assert password({"JXINSPECT_HUB_PASSWORD_FILE": str(tmp_path / "word")}) == "secret"
    assert password({}) is None
    with pytest.raises(Locked, match="读不出口令文件"):
        password({"JXINSPECT_HUB_PASSWORD_FILE": str(tmp_path / "none")})


def statement_says(one: Any) -> set[str]:
    return set(json.loads(one.partition(b"\n")[2]))


def test_what_is_signed_names_the_case_and_all_of_the_batch() -> None:
    push = Push(1, 2, "aa", AT, "dd", "sig")
    assert statement_says(push.statement("case1", "hub1")) == {*Push._fields, "case", "hub"} - {"signature"}
