"""The case file from the command line: made, opened, locked, rekeyed, copied, checked."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from jxinspect.model.document import Document
from jxinspect.store.casefile import open_case_file

Run = Callable[..., Any]


@pytest.fixture
def file_with(tmp_path: Path) -> Callable[[str, str], str]:
    """A file with a passphrase in it, for --passphrase-file."""

    def make(name: str, text: str) -> str:
        (tmp_path / name).write_text(text + "\n", encoding="utf-8")
        return str(tmp_path / name)

    return make


@pytest.fixture
def on(jx: Run, case_path: Path) -> Run:
    """Runs a command line on the case file, by 张三."""
    return lambda *words: jx(*words, "-C", str(case_path), "--as", "张三")


@pytest.fixture
def write(case_path: Path) -> Callable[[], None]:
    """Makes one act that leaves an entry in the journal."""

    def act() -> None:
        with open_case_file(case_path, actor="张三", act="test.note", clock=datetime.now(UTC)) as case:
            case.note(said="甲")

    return act


def test_init_makes_an_encrypted_case_file_and_leaves_it_unlocked(
    jx: Run, tmp_path: Path, file_with: Callable[[str, str], str]
) -> None:
    path = tmp_path / "新案卷.jxcase"
    made = jx(
        "init", str(tmp_path / "新案卷"), "--passphrase-file", file_with("口令.txt", "甲乙丙丁 7"), "--as", "张三"
    )
    assert (made.code, made.err) == (0, "")
    assert "案卷库已建成" in made.out
    assert (path / "case.db").read_bytes()[:6] != b"SQLite"
    assert path.stat().st_mode & 0o077 == (path / "case.db").stat().st_mode & 0o077 == 0
    assert jx("verify", "-C", str(path)).code == 0
    assert jx("lock", "-C", str(path)).code == 0
    assert jx("status", "-C", str(path)).code == 7
    assert jx("unlock", "-C", str(path), "--passphrase-file", file_with("错.txt", "甲乙丙丁 8")).code == 7


def test_init_plain_says_so_and_needs_no_passphrase(jx: Run, tmp_path: Path) -> None:
    path = tmp_path / "明文.jxcase"
    made = jx("init", str(path), "--plain", "--as", "张三", "--json")
    assert (made.json["path"], made.json["encrypted"]) == (str(path), "否")
    assert (path / "case.db").read_bytes()[:6] == b"SQLite"
    for words in (("lock",), ("unlock",), ("verify",), ("journal", "head")):
        assert jx(*words, "-C", str(path)).code == 0, words
    refused = jx("key", "passwd", "-C", str(path), "--as", "张三")
    assert refused.code == 4
    assert "没有加密" in refused.err


def test_init_overwrites_nothing_and_tries_nothing_in_a_dry_run(jx: Run, tmp_path: Path) -> None:
    (tmp_path / "有了.jxcase").mkdir()
    refused = jx("init", str(tmp_path / "有了.jxcase"), "--plain", "--as", "张三", "--json")
    assert refused.code == 4
    assert json.loads(refused.err)["error"] == "Refused"
    assert jx("init", str(tmp_path / "试.jxcase"), "--plain", "--as", "张三", "--dry-run").code == 0
    assert not (tmp_path / "试.jxcase").exists()


def test_init_without_a_passphrase_or_an_actor_says_what_to_write(jx: Run, tmp_path: Path) -> None:
    unasked = jx("init", str(tmp_path / "甲.jxcase"), "--as", "张三", "--no-input")
    assert unasked.code == 2
    assert "--passphrase-file" in unasked.err
    nobody = jx("init", str(tmp_path / "甲.jxcase"), "--plain")
    assert nobody.code == 2
    assert "--as" in nobody.err
    assert not (tmp_path / "甲.jxcase").exists()


def test_an_empty_passphrase_is_refused(jx: Run, tmp_path: Path, file_with: Callable[[str, str], str]) -> None:
    refused = jx("init", str(tmp_path / "甲.jxcase"), "--passphrase-file", file_with("空.txt", ""), "--as", "张三")
    assert refused.code == 4
    assert "口令太短" in refused.err
    assert not (tmp_path / "甲.jxcase").exists()


def test_a_locked_case_file_opens_with_its_passphrase_and_no_other(
    on: Run, passphrase: str, file_with: Callable[[str, str], str]
) -> None:
    assert "已锁上" in on("lock").out
    assert "本来就锁着" in on("lock").out
    closed = on("journal", "list")
    assert closed.code == 7
    assert "jxinspect unlock" in closed.err
    wrong = on("unlock", "--passphrase-file", file_with("错.txt", "检查组 2025"))
    assert wrong.code == 7
    assert "口令不对" in wrong.err
    assert on("unlock", "--no-input").code == 2
    gone = on("unlock", "--passphrase-file", "没有这个文件.txt")
    assert gone.code == 7
    assert "没有这个文件.txt" in gone.err
    opened = on("unlock", "--passphrase-file", file_with("口令.txt", passphrase), "--json")
    assert opened.code == 0
    assert set(opened.json) == {"done", "dry_run", "path", "until", "next"}
    assert on("journal", "list").code == 0


def test_a_passphrase_file_opens_one_command_and_leaves_it_locked(
    on: Run, passphrase: str, file_with: Callable[[str, str], str], home: Path
) -> None:
    on("lock")
    assert on("journal", "head", "--passphrase-file", file_with("口令.txt", passphrase)).code == 0
    assert list((home / "unlocked").iterdir()) == []


def test_a_changed_passphrase_opens_and_the_old_one_does_not(
    on: Run, passphrase: str, file_with: Callable[[str, str], str]
) -> None:
    old, new = file_with("旧.txt", passphrase), file_with("新.txt", "新口令 2027")
    changed = on("key", "passwd", "--passphrase-file", old, "--new-passphrase-file", new)
    assert (changed.code, "口令已更换" in changed.out) == (0, True)
    on("lock")
    assert on("unlock", "--passphrase-file", old).code == 7
    assert on("unlock", "--passphrase-file", new).code == 0
    assert [row["act"] for row in on("journal", "list", "--format", "json").json["rows"]] == ["key.passwd", "init"]
    assert on("verify").code == 0


def test_being_unlocked_is_not_enough_to_change_the_passphrase(
    on: Run, file_with: Callable[[str, str], str], case_path: Path
) -> None:
    slot = (case_path / "keys" / "passphrase.age").read_bytes()
    wrong, new = file_with("错.txt", "不是它"), file_with("新.txt", "新口令 2027")
    assert on("key", "passwd", "--passphrase-file", wrong, "--new-passphrase-file", new).code == 7
    assert (case_path / "keys" / "passphrase.age").read_bytes() == slot


def test_the_recovery_key_opens_and_sets_a_new_passphrase(
    on: Run, passphrase: str, file_with: Callable[[str, str], str], tmp_path: Path
) -> None:
    old, safe = file_with("旧.txt", passphrase), str(tmp_path / "恢复钥匙.txt")
    assert on("key", "recovery", "--out", safe, "--passphrase-file", old, "--dry-run").code == 0
    assert not Path(safe).exists()
    assert on("key", "recovery", "--out", safe, "--passphrase-file", old).code == 0
    assert Path(safe).stat().st_mode & 0o077 == 0
    assert on("key", "recovery", "--out", safe, "--passphrase-file", old).code == 9  # never overwritten
    on("lock")
    assert on("unlock", "--recovery-key", old).code == 7
    assert on("unlock", "--recovery-key", safe).code == 0
    new = file_with("新.txt", "忘了又换")
    assert on("key", "passwd", "--recovery-key", safe, "--new-passphrase-file", new).code == 0
    assert on("unlock", "--passphrase-file", new).code == 0


def test_a_damaged_slot_is_damage_and_no_wrong_passphrase(
    on: Run, case_path: Path, passphrase: str, file_with: Callable[[str, str], str]
) -> None:
    slot = case_path / "keys" / "passphrase.age"
    slot.write_bytes(slot.read_bytes()[:-1] + b"\0")
    on("lock")
    damaged = on("unlock", "--passphrase-file", file_with("口令.txt", passphrase))
    assert damaged.code == 8
    assert "passphrase.age" in damaged.err
    checked = on("verify", "--json")  # told without asking for a passphrase
    assert checked.code == 8
    assert json.loads(checked.err)["error"] == "Damaged"


def test_an_older_copy_put_back_is_found_by_every_command(
    on: Run, jx: Run, write: Callable[[], None], case_path: Path, tmp_path: Path
) -> None:
    shutil.copytree(case_path, tmp_path / "昨天.jxcase")
    write()
    shutil.rmtree(case_path)
    shutil.copytree(tmp_path / "昨天.jxcase", case_path)
    for words in (("verify",), ("journal", "list"), ("status",)):
        told = on(*words)
        assert told.code == 8, words
        assert "旧" in told.err, words
    restored = on("restore", str(case_path), str(tmp_path / "恢复.jxcase"))
    assert restored.code == 0
    assert "备份之后的内容不在其中" in restored.err
    assert jx("verify", "-C", str(tmp_path / "恢复.jxcase")).code == 0


def test_a_backup_is_a_case_file_and_overwrites_nothing(on: Run, jx: Run, tmp_path: Path) -> None:
    copy = tmp_path / "备份.jxcase"
    assert on("backup", str(copy), "--dry-run").code == 0
    assert not copy.exists()
    assert on("backup", str(tmp_path / "备份"), "--json").json["out"] == str(copy)
    again = on("backup", str(copy))
    assert again.code == 4
    assert "不覆盖" in again.err
    assert jx("verify", "-C", str(copy)).code == 0
    over = on("restore", str(copy), str(copy))
    assert over.code == 4
    nothing = on("restore", str(tmp_path / "没有.jxcase"), str(tmp_path / "恢复.jxcase"))
    assert nothing.code == 3
    assert on("restore", str(copy), str(tmp_path / "恢复.jxcase"), "--json").json["given_up"] == 0


def put_object(path: Path) -> str:
    """An object that a row of documents names; its digest."""
    now = datetime.now(UTC)
    with open_case_file(path, actor="张三", act="test.issue", clock=now) as case:
        sha = case.objects.put(b"document")
        facts: dict[str, Any] = {
            "kind": "D05",
            "title": "通知",
            "subject_id": "0",
            "number": "1号",
            "year": 2026,
            "actor": "张三",
        }
        proof: dict[str, Any] = {"facts_digest": "0", "chain_head": "0", "check_code": "0", "file_name": "通知.docx"}
        case.add(Document(**facts, **proof, at=now, dated=now.date(), sha256=sha))
    return sha


def test_a_missing_object_is_named_by_verify_and_stops_a_backup(on: Run, case_path: Path, tmp_path: Path) -> None:
    sha = put_object(case_path)
    assert on("verify").code == 0
    (case_path / "objects" / sha[:2] / sha).unlink()
    told = on("verify")
    assert told.code == 8
    assert f"objects/{sha[:2]}/{sha}" in told.err
    assert on("backup", str(tmp_path / "备份.jxcase")).code == 8
    assert not (tmp_path / "备份.jxcase").exists()


def test_an_unused_object_is_only_a_notice(on: Run, case_path: Path) -> None:
    (case_path / "objects" / ".0011.part").write_bytes(b"cut off")
    told = on("verify")
    assert told.code == 0
    assert ".0011.part" in told.err


def test_the_journal_is_listed_shown_and_its_head_printed(on: Run, write: Callable[[], None]) -> None:
    write()
    listed = on("journal", "list", "--format", "json").json["rows"]
    assert [row["actor"] for row in listed] == ["张三"] * len(listed)
    newest = listed[0]
    assert [row["pos"] for row in on("journal", "list", "--limit", "1", "--format", "json").json["rows"]] == [
        newest["pos"]
    ]
    assert on("journal", "list", "--by", "李四", "--format", "json").json["rows"] == []
    shown = on("journal", "show", str(newest["pos"]), "--json")
    assert shown.json["entry"] == newest["entry"]
    assert on("journal", "show", newest["entry"]).code == 0
    (head,) = on("journal", "head", "--format", "json").json["rows"]
    assert (head["entry"], head["seq"]) == (newest["entry"], newest["pos"])


@pytest.mark.parametrize("entry", ["9999", "00000000", "ab", "不是摘要"])
def test_an_entry_that_is_not_there_is_not_found(entry: str, on: Run) -> None:
    told = on("journal", "show", entry)
    assert told.code == 3
    assert "jxinspect journal list" in told.err


NOBODY = 65534
root = pytest.mark.skipif(os.name != "posix" or os.geteuid() != 0, reason="only root can become somebody else")


@pytest.fixture
def foreign(case_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A case file of root where others could reach it, and a home of nobody's with its unlocked key."""
    place = Path(tempfile.mkdtemp())
    place.chmod(0o755)
    shutil.copytree(case_path, place / "案卷.jxcase")
    shutil.copytree(home, place / "home")
    for entry in (place / "home", *(place / "home").rglob("*")):
        os.chown(entry, NOBODY, NOBODY)
    monkeypatch.setenv("JXINSPECT_HOME", str(place / "home"))
    yield place / "案卷.jxcase"
    shutil.rmtree(place)


def as_nobody(jx: Run, *words: str) -> tuple[int, str]:
    """Exit code and errors of a command line in a child that has given up the rights of root.

    First tried as root: the child can perhaps not read the modules that the command imports.
    """
    jx(*words, "--dry-run")
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)
            ended = jx(*words)
            os.write(writer, json.dumps([ended.code, ended.err]).encode())
        finally:
            os._exit(0)
    os.close(writer)
    os.waitpid(child, 0)
    with os.fdopen(reader, "rb") as told:
        code, err = json.loads(told.read())
    return code, err


@root
def test_a_case_file_that_one_may_not_read_is_locked(jx: Run, foreign: Path) -> None:
    for words in (("status",), ("verify",), ("journal", "list"), ("lock",), ("backup", f"{foreign}2")):
        code, err = as_nobody(jx, *words, "-C", str(foreign), "--as", "张三")
        assert (code, "权限" in err) == (7, True), (words, err)


@root
def test_a_case_file_that_one_may_only_read_is_read_and_not_written(jx: Run, foreign: Path) -> None:
    for entry in (foreign, *foreign.rglob("*")):
        entry.chmod(0o755 if entry.is_dir() else 0o644)
    for words in (("status",), ("verify",), ("journal", "list"), ("journal", "head")):
        assert as_nobody(jx, *words, "-C", str(foreign)) == (0, ""), words
    agency = ["--name", "样本县人社局", "--code", "样人社", "--level", "county", "--region-code", "360100"]
    agency += ["--region", "样本县", "--department", "监督科", "--address", "样本路1号", "--phone", "0791-00000001"]
    agency += ["--complaint-phone", "0791-00000002", "--government", "样本县人民政府", "--court", "样本县人民法院"]
    code, err = as_nobody(jx, "plan", "agency", "set", *agency, "-C", str(foreign), "--as", "张三")
    assert (code, "不能写入" in err) == (9, True), err
    code, err = as_nobody(jx, "backup", str(foreign.with_name("备份")), "-C", str(foreign))
    assert (code, "没有写权限" in err) == (9, True), err
