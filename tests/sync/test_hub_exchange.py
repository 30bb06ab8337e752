"""The office and a laptop exchange through a hub: a real PostgreSQL, and a folder or an S3 server for objects."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
import pytest

from jxinspect.sync import hub_connection, hub_push
from jxinspect.sync.hub import Hub
from tests.sync.conftest import LAPTOP, OFFICE, Two

LATER = datetime(2026, 11, 23, 15, tzinfo=UTC)
AT = "2026-03-02T01:00:00.000000Z"


@pytest.fixture(scope="module")
def both_know(both: Path, postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made once: both machines know a hub; where it is, each test says by the environment."""
    two = Two(tmp_path_factory.mktemp("both") / "two", LATER - timedelta(hours=1))
    shutil.copytree(both, two.folder)
    schema = f"hub_of_all_{uuid4().hex}"
    hub = f"{postgres}&options=-csearch_path%3D{schema}"
    sql(postgres, f"CREATE SCHEMA {schema}")
    made = two.type(OFFICE, "sync", "init", "--hub", hub, "--objects", str(two.folder / "所有"))
    assert made.code == 0, made.err
    assert two.open(LAPTOP, two.bundle(OFFICE, LAPTOP)).code == 0
    return two.folder


@pytest.fixture
def two(both_know: Path, hub_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Two:
    """Both, with an empty hub of their own."""
    shutil.copytree(both_know, tmp_path / "two")
    machines = Two(tmp_path / "two", LATER)
    known = machines.rows(OFFICE, "SELECT json_extract(value, '$.id') AS id FROM case_info WHERE name = 'hub'")
    with psycopg.connect(hub_url, autocommit=True) as connection:
        for statement in hub_connection.statements():
            connection.execute(statement.encode())
        connection.execute("INSERT INTO jx_hub VALUES (1, %s, %s)", [known[0]["id"], AT])
    monkeypatch.setenv("JXINSPECT_HUB", hub_url)
    monkeypatch.setenv("JXINSPECT_HUB_OBJECTS", str(tmp_path / "对象库"))
    return machines


def did(two: Two, machine: str, *words: str) -> dict[str, Any]:
    """What a command that must succeed says."""
    ended = two.type(machine, "sync", *words, "--json")
    assert ended.code == 0, ended.err
    told: dict[str, Any] = ended.json
    return told


def failed(two: Two, machine: str, *words: str) -> dict[str, Any]:
    """What a command that must fail says."""
    ended = two.type(machine, "sync", *words, "--json")
    assert ended.code != 0, ended.out
    told: dict[str, Any] = ended.json
    return told


def sql(hub_url: str, statement: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(hub_url, autocommit=True) as connection:
        found = connection.execute(statement.encode())
        return found.fetchall() if found.description else []


def journals(two: Two) -> tuple[list[Any], list[Any]]:
    """The hashes that each of the two has, sorted."""
    first, second = (two.rows(machine, "SELECT hash FROM journal ORDER BY hash") for machine in (OFFICE, LAPTOP))
    return first, second


def test_what_one_pushes_the_other_pulls_with_its_objects_and_then_nothing_is_new(two: Two) -> None:
    office, laptop = two.paper(OFFICE, "第二份通知书" * 3000, 2), two.paper(LAPTOP, "笔记本的通知书", 1003)
    tried = did(two, OFFICE, "push", "--dry-run")
    pushed = did(two, OFFICE, "push")
    assert (tried["entries"], tried["objects"]) == (pushed["entries"], pushed["objects"])
    assert pushed["objects"] == 2
    assert did(two, LAPTOP, "pull", "--dry-run")["entries"] == 1
    pulled = did(two, LAPTOP, "pull")
    assert (pulled["entries"], pulled["objects"], pulled["doubts"]) == (1, 1, None)
    assert did(two, LAPTOP, "push")["entries"] == 1
    assert did(two, OFFICE, "pull")["objects"] == 1
    assert two.content(LAPTOP, office).decode() == "第二份通知书" * 3000
    assert two.content(OFFICE, laptop).decode() == "笔记本的通知书"
    first, second = journals(two)
    assert first == second
    for machine in (OFFICE, LAPTOP):
        assert did(two, machine, "push")["entries"] == 0
        assert did(two, machine, "pull")["entries"] == 0
        assert two.type(machine, "verify", "--deep").code == 0
    told = two.rows(OFFICE, "SELECT carrier, direction, entries FROM exchange WHERE carrier = 'hub' ORDER BY n")
    assert [tuple(row.values()) for row in told] == [("hub", "out", pushed["entries"]), ("hub", "in", 1)]


def test_a_user_with_the_rights_that_the_page_names_can_push_and_pull_and_delete_nothing(
    two: Two, hub_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (Path(__file__).parents[2] / "docs" / "hub.md").read_text(encoding="utf-8")
    grants = [line for line in page.splitlines() if line.startswith("GRANT SELECT")]
    user, schema = f"u{uuid4().hex}", hub_url.rpartition("%3D")[2]
    sql(hub_url, f"CREATE ROLE {user} LOGIN")
    sql(hub_url, f"GRANT USAGE ON SCHEMA {schema} TO {user}")
    for grant in grants:
        sql(hub_url, grant.replace("jx_laptop", user))
    as_user = hub_url.replace("postgres:@", f"{user}@")
    monkeypatch.setenv("JXINSPECT_HUB", as_user)
    two.paper(OFFICE, "第二份通知书", 2)
    assert did(two, OFFICE, "push")["objects"] == 2
    assert did(two, LAPTOP, "pull")["objects"] == 1
    two.paper(OFFICE, "第三份通知书", 3)
    assert did(two, OFFICE, "push")["entries"] == 1
    for table in ("jx_entry", "jx_push", "jx_object", "jx_chain", "jx_case", "jx_receipt"):
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            sql(as_user, f"DELETE FROM {table}")


def test_objects_go_through_a_real_s3_server(two: Two, s3: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JXINSPECT_HUB_OBJECTS", s3.replace("tests", two.folder.parent.name))
    sha = two.paper(OFFICE, "第二份通知书" * 3000, 2)
    did(two, OFFICE, "push")
    did(two, LAPTOP, "pull")
    assert two.content(LAPTOP, sha).decode() == "第二份通知书" * 3000


def test_what_lies_in_the_store_is_not_readable_there_and_proven_copies_are_kept_in_mind(
    two: Two, tmp_path: Path
) -> None:
    sha = two.paper(OFFICE, "第二份通知书" * 3000, 2)
    did(two, OFFICE, "push")
    stored = [path for path in (tmp_path / "对象库").rglob("*") if path.name == sha]
    assert [path.read_bytes().startswith(b"age-encryption.org/") for path in stored] == [True]
    told = two.rows(OFFICE, f"SELECT proof FROM copy WHERE sha256 = '{sha}' AND proof IS NOT NULL")
    assert [row["proof"] for row in told] == ["read back, 54000 bytes"]


def test_an_object_that_was_spoilt_in_the_store_is_never_said_to_be_there(two: Two, tmp_path: Path) -> None:
    sha = two.paper(OFFICE, "第二份通知书", 2)
    two.paper(OFFICE, "第三份通知书", 3)
    did(two, OFFICE, "push")
    place = next(path for path in (tmp_path / "对象库").rglob(sha))
    place.write_bytes(place.read_bytes()[:-1] + b"?")
    told = failed(two, LAPTOP, "pull")
    assert (told["error"], sha in told["what"]) == ("Damaged", True)
    assert failed(two, OFFICE, "push", "--again")["error"] == "Damaged"
    place.unlink()
    assert did(two, OFFICE, "push", "--again")["entries"] > 0
    assert did(two, LAPTOP, "pull")["objects"] == 2


def test_objects_are_left_on_the_hub_and_fetched_by_need(two: Two) -> None:
    first, second = two.paper(OFFICE, "第二份通知书", 2), two.paper(OFFICE, "第三份通知书", 3)
    did(two, OFFICE, "push")
    assert did(two, LAPTOP, "pull", "--objects", "none")["left"] == 2
    missing = two.type(LAPTOP, "doc", "export", "样〔2026〕2号", "--out", str(two.folder / "out"))
    assert (missing.code, "jxinspect sync fetch" in missing.err) == (3, True)
    assert did(two, LAPTOP, "fetch", first[:12])["objects"] == 1
    assert two.content(LAPTOP, first).decode() == "第二份通知书"
    assert did(two, LAPTOP, "fetch", first)["here"] == 1
    assert failed(two, LAPTOP, "fetch", "ffffff")["error"] == "NotFound"
    assert failed(two, LAPTOP, "fetch")["code"] == 2
    assert did(two, LAPTOP, "pull")["objects"] == 1
    assert two.content(LAPTOP, second).decode() == "第三份通知书"
    assert did(two, LAPTOP, "fetch", "--all")["objects"] == 0


def test_a_sync_without_news_asks_the_hub_the_same_few_questions_however_long_the_history(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    real = Hub._ask

    def counted(self: Hub, text: str, given: Any) -> Any:
        asked.append(text)
        return real(self, text, given)

    monkeypatch.setattr(Hub, "_ask", counted)

    def questions() -> list[str]:
        did(two, OFFICE, "push")
        did(two, OFFICE, "pull")
        asked.clear()
        did(two, OFFICE, "push")
        did(two, OFFICE, "pull")
        return list(asked)

    before = questions()
    for n in range(2, 6):
        two.paper(OFFICE, "通知书" * n, n)
    assert questions() == before
    assert len(before) < 25
    assert not [text for text in before if "header" in text]


def test_a_hub_that_was_put_back_is_named_and_what_it_lost_is_pushed_again(two: Two, hub_url: str) -> None:
    did(two, OFFICE, "push")
    did(two, LAPTOP, "pull")
    arrived = sql(hub_url, "SELECT arrived FROM jx_case")[0][0]
    two.paper(OFFICE, "第二份通知书", 2)
    did(two, OFFICE, "push")
    sql(hub_url, f"DELETE FROM jx_entry WHERE arrived > {arrived}")
    sql(hub_url, f"DELETE FROM jx_push WHERE last > {arrived}")
    sql(hub_url, f"UPDATE jx_case SET arrived = {arrived}")
    for command in ("push", "pull"):
        told = failed(two, OFFICE, command)
        assert (told["code"], "比本机上次见到的旧" in told["what"]) == (8, True)
        assert "sync push --again" in told["todo"]
        assert len(told["items"]) == 1
    assert "汇集端比以前少了内容" in two.type(OFFICE, "sync", "status").err
    two.paper(LAPTOP, "笔记本的通知书", 1003)
    did(two, LAPTOP, "push")
    assert did(two, OFFICE, "push", "--again")["entries"] > 0
    assert did(two, OFFICE, "pull")["entries"] == 1
    assert "少了内容" not in two.type(OFFICE, "sync", "status").err
    assert did(two, LAPTOP, "pull")["entries"] == 1
    first, second = journals(two)
    assert first == second


def test_another_hub_at_the_same_address_is_named(two: Two, hub_url: str) -> None:
    did(two, OFFICE, "push")
    sql(hub_url, "UPDATE jx_hub SET id = 'ffffffffffffffff'")
    told = failed(two, OFFICE, "push")
    assert (told["code"], "ffffffff" in told["why"]) == (8, True)


def test_a_laptop_that_was_put_back_must_pull_before_it_pushes_and_loses_nothing(two: Two) -> None:
    shutil.copytree(two.folder / LAPTOP, two.folder / "昨天")
    sha = two.paper(LAPTOP, "笔记本的通知书", 1003)
    did(two, LAPTOP, "push")
    shutil.rmtree(two.folder / LAPTOP)
    (two.folder / "昨天").rename(two.folder / LAPTOP)
    told = failed(two, LAPTOP, "push")
    assert (told["code"], "比汇集端旧" in told["what"], "sync pull" in told["todo"]) == (4, True, True)
    assert did(two, LAPTOP, "pull")["entries"] == 1
    assert two.content(LAPTOP, sha).decode() == "笔记本的通知书"
    two.paper(LAPTOP, "又一份", 1004)
    assert did(two, LAPTOP, "push")["entries"] == 1
    assert two.type(LAPTOP, "verify").code == 0


def test_a_cloned_laptop_shows_as_a_fork_and_both_branches_are_kept(two: Two) -> None:
    two.paper(LAPTOP, "克隆以前的", 1003)
    did(two, LAPTOP, "push")
    clone = Two(two.folder / "克隆", two.clock + timedelta(minutes=30))
    shutil.copytree(two.folder / LAPTOP, clone.folder / LAPTOP)
    two.paper(LAPTOP, "本机的", 1004)
    did(two, LAPTOP, "push")
    clone.paper(LAPTOP, "克隆的", 1005)
    told = failed(clone, LAPTOP, "push")
    assert (told["code"], "克隆" in told["why"]) == (4, True)
    did(clone, LAPTOP, "pull")
    assert did(clone, LAPTOP, "push")["entries"] > 0
    pulled = did(two, OFFICE, "pull")
    assert (pulled["entries"], pulled["conflicts"]) == (3, 1)
    assert did(clone, LAPTOP, "pull")["entries"] == 0


def revoke(two: Two) -> None:
    ended = two.type(OFFICE, "sync", "device", "revoke", LAPTOP, "--because", "11月20日在出差途中丢失")
    assert ended.code == 0, ended.err


def test_a_revoked_device_is_told_so_and_what_it_pushed_afterwards_is_left_by_all(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jxinspect.store import trust

    two.paper(LAPTOP, "停用前的", 1003)
    did(two, LAPTOP, "push")
    revoke(two)
    did(two, OFFICE, "push")
    two.paper(LAPTOP, "停用后的", 1004)
    with monkeypatch.context() as patch:  # the program of a thief does not ask
        patch.setattr(trust, "check_sender", lambda connection, key: trust.devices(connection)[key])
        did(two, LAPTOP, "push")
    pulled = did(two, OFFICE, "pull")
    assert pulled["entries"] == 1
    assert [LAPTOP in doubt and "丢失" in doubt for doubt in pulled["doubts"]] == [True]
    assert did(two, OFFICE, "pull")["doubts"] is None
    did(two, LAPTOP, "pull")
    told = failed(two, LAPTOP, "push")
    assert (told["code"], LAPTOP in told["what"]) == (4, True)


def test_a_device_for_chosen_inspections_or_of_a_third_party_uses_no_hub(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jxinspect.store import trust

    real = trust.check_sender
    for limit in ({"third_party": True}, {"inspections": ["a" * 32]}):
        with monkeypatch.context() as patch:
            patch.setattr(trust, "check_sender", lambda *given, limit=limit: real(*given)._replace(**limit))
            for command in ("push", "pull"):
                told = failed(two, LAPTOP, command)
                assert (told["code"], "一部分内容" in told["what"], "sync bundle" in told["todo"]) == (4, True, True)


def test_a_machine_that_was_never_enrolled_may_not_push(two: Two) -> None:
    stranger = Two(two.folder / "c", two.clock)
    shutil.copytree(two.folder / LAPTOP, stranger.folder / LAPTOP)
    (stranger.home(LAPTOP) / "device.json").unlink()
    told = failed(stranger, LAPTOP, "push")
    assert (told["code"], "没有登记" in told["what"]) == (4, True)


TAMPERINGS = [
    ("UPDATE jx_entry SET body = replace(body, '样', '假') WHERE body LIKE '%样〔2026〕2号%'", "不能采信"),
    (
        "UPDATE jx_entry SET header = replace(header, '孙', '赵') WHERE arrived = (SELECT arrived FROM jx_case)",
        "不能采信",
    ),
    ("UPDATE jx_entry SET hash = repeat('0', 64) WHERE arrived = (SELECT arrived FROM jx_case)", "被改动过"),
    ("UPDATE jx_push SET first = 1", "被改动过"),
    ("DELETE FROM jx_entry WHERE arrived = (SELECT arrived FROM jx_case)", "被改动过"),
    ("DELETE FROM jx_push WHERE last = (SELECT arrived FROM jx_case)", "缺少"),
]


def test_what_was_tampered_with_on_the_hub_is_refused_whole(two: Two, hub_url: str) -> None:
    did(two, OFFICE, "push")
    did(two, LAPTOP, "pull")
    two.paper(OFFICE, "第二份通知书", 2)
    did(two, OFFICE, "push")
    before = journals(two)[1]
    for table in ("jx_entry", "jx_push"):
        sql(hub_url, f"CREATE TABLE kept_{table} AS TABLE {table}")
    for tampering, what in TAMPERINGS:
        sql(hub_url, tampering)
        told = failed(two, LAPTOP, "pull")
        assert (told["code"], what in told["what"]) == (8, True), (tampering, told)
        assert journals(two)[1] == before
        for table in ("jx_entry", "jx_push"):
            sql(hub_url, f"DELETE FROM {table}")
            sql(hub_url, f"INSERT INTO {table} SELECT * FROM kept_{table}")
    assert did(two, LAPTOP, "pull")["entries"] == 1


def test_what_the_law_has_withheld_is_gone_from_the_hub_too(two: Two, hub_url: str) -> None:
    from jxinspect.store.casefile import open_case_file

    did(two, OFFICE, "push")
    entry = two.rows(OFFICE, "SELECT hash FROM journal WHERE record_table = 'document' AND body IS NOT NULL LIMIT 1")
    with (
        two.at(OFFICE),
        open_case_file(two.case(OFFICE), actor="孙科长", act="test.withhold", clock=two.clock) as case,
    ):
        case.withhold(entry[0]["hash"], "办法 38")
    did(two, OFFICE, "push")
    assert sql(hub_url, f"SELECT body, salt FROM jx_entry WHERE hash = '{entry[0]['hash']}'") == [(None, None)]


def test_a_full_disk_at_the_hub_loses_nothing_and_the_next_push_completes(
    two: Two, monkeypatch: pytest.MonkeyPatch
) -> None:
    two.paper(OFFICE, "第二份通知书", 2)
    real = Hub._ask

    def full(self: Hub, text: str, given: Any) -> Any:
        if text.startswith("INSERT INTO jx_push"):
            raise psycopg.errors.DiskFull
        return real(self, text, given)

    with monkeypatch.context() as patch:
        patch.setattr(Hub, "_ask", full)
        told = failed(two, OFFICE, "push")
    assert (told["code"], "写不下" in told["what"]) == (9, True)
    assert did(two, LAPTOP, "pull")["entries"] == 0
    assert did(two, OFFICE, "push")["entries"] > 0
    assert did(two, LAPTOP, "pull")["entries"] == 1


def test_a_hub_that_dies_in_the_middle_loses_nothing_and_the_next_run_completes(
    two: Two, hub_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    two.paper(OFFICE, "第二份通知书", 2)
    monkeypatch.setattr(hub_push, "BATCH", 2)
    real = Hub._ask

    def run_until_it_completes(machine: str, command: str) -> int:
        for died in range(40):
            left = iter(range(3 + 8 * died, -1, -1))

            def ask(self: Hub, text: str, given: Any, left: Iterator[int] = left) -> Any:
                if next(left, -1) == 0:
                    sql(hub_url, f"SELECT pg_terminate_backend({self._connection.info.backend_pid})")
                return real(self, text, given)

            with monkeypatch.context() as patch:
                patch.setattr(Hub, "_ask", ask)
                ended = two.type(machine, "sync", command)
            if ended.code == 0:
                return died
            assert (ended.code, "汇集端没有回应" in ended.err) == (9, True)
        return -1

    assert run_until_it_completes(OFFICE, "push") > 1
    assert run_until_it_completes(LAPTOP, "pull") > 0
    first, second = journals(two)
    assert first == second
    assert sql(hub_url, "SELECT count(DISTINCT hash) = count(*) FROM jx_entry") == [(True,)]


@pytest.mark.skipif(sys.platform == "win32", reason="fork and RLIMIT_FSIZE are of POSIX")
def test_push_and_pull_killed_at_any_step_and_a_full_disk_lose_nothing(two: Two) -> None:
    papers = [two.paper(OFFICE, f"第 {n} 份通知书" * 2000 * n, n) for n in range(2, 6)]
    script = [sys.executable, "-m", "tests.sync.struck", str(two.folder), "7"]
    ended = subprocess.run(script, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr + ended.stdout
    told = json.loads(ended.stdout)
    assert (told["push"] > 1, told["full"], told["pull"] > 0) == (True, 9, True)
    first, second = journals(two)
    assert first == second
    assert two.type(LAPTOP, "verify", "--deep").code == 0
    assert [two.content(LAPTOP, sha)[:4] for sha in papers] == ["第 ".encode()] * 4
    assert did(two, OFFICE, "push")["entries"] == 0


def test_a_hub_out_of_reach_ends_with_what_to_do(two: Two, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JXINSPECT_HUB", "postgresql://a@127.0.0.1:9/jx")
    told = failed(two, OFFICE, "push")
    assert (told["code"], "sync bundle" in told["todo"]) == (9, True)


def test_a_case_file_without_a_hub_says_who_sets_it_up(both: Path, tmp_path: Path) -> None:
    shutil.copytree(both, tmp_path / "two")
    two = Two(tmp_path / "two", LATER)
    told = failed(two, OFFICE, "push")
    assert (told["code"], "sync init --hub" in told["todo"]) == (3, True)
    assert failed(two, LAPTOP, "init", "--hub", "postgresql://a@h/b", "--objects", "x")["code"] == 4
    assert failed(two, OFFICE, "init", "--hub", "postgresql://a@h/b")["code"] == 2
    assert failed(two, OFFICE, "init", "--hub", "postgresql://a:b@h/b", "--objects", "x")["code"] == 2
