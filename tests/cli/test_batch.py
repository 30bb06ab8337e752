"""`batch`: many commands in one process, each by itself or all together, stopped and gone on with."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from jxinspect.store.casefile import open_case_file
from jxinspect.store.keys import key_of
from jxinspect.store.objects import Objects
from jxinspect.store.together import one_transaction

ROOT = Path(__file__).parents[2]
Jx = Callable[..., Any]
Write = Callable[..., Path]


def unit(name: str) -> str:
    known = "--type handling_agency --region-code 360100 --address 样本路1号 --head 样一 --head-post 主任"
    return f"plan unit add {name} {known}"


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a batch: lines as texts of commands; ids a, b, c …"""

    def put(*lines: str) -> Path:
        file = tmp_path / "命令.jsonl"
        entries = [{"id": chr(97 + n), "line": line} for n, line in enumerate(lines)]
        file.write_text("".join(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries), encoding="utf-8")
        return file

    return put


@pytest.fixture
def case(case_path: Path, jx: Jx) -> Callable[..., Any]:
    """Runs a command on the case file as 张三."""
    return lambda *words: jx("-C", str(case_path), "--as", "张三", *words)


def results(ended: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in ended.out.splitlines()]


def units(case: Jx) -> list[str]:
    return [row["name"] for row in case("plan", "unit", "list", "--json").json["rows"]]


def test_each_command_is_written_by_itself_and_what_failed_is_exit_10(case: Jx, write: Write) -> None:
    ended = case("batch", str(write(unit("甲样本中心"), "show 没有的", unit("乙样本中心"))))
    *lines, summary = results(ended)
    assert ended.code == 10
    assert [(r["id"], r["state"], r["exit"], r["class"]) for r in lines] == [
        ("a", "done", 0, ""),
        ("b", "failed", 3, "NotFound"),
        ("c", "done", 0, ""),
    ]
    assert lines[0]["output"]["name"] == "甲样本中心"
    assert lines[1]["message"] == lines[1]["error"]["what"] == "没有编号或者名称为 没有的 的记录"
    assert (summary["message_type"], summary["total"], summary["done"], summary["failed"]) == ("summary", 3, 2, 1)
    assert "b：没有编号或者名称为 没有的 的记录（退出码 3）" in ended.err
    assert units(case) == ["甲样本中心", "乙样本中心"]


def test_all_together_nothing_stays_when_one_fails(case: Jx, case_path: Path, write: Write) -> None:
    before = (case_path / "case.db").read_bytes()
    file = write(unit("甲样本中心"), "plan unit list", "show 没有的", unit("乙样本中心"))
    ended = case("batch", str(file), "--all")
    assert ended.code == 10
    assert [r["state"] for r in results(ended)[:-1]] == ["undone", "undone", "failed", "not_tried"]
    assert results(ended)[1]["output"]["rows"][0]["name"] == "甲样本中心"  # later commands see the earlier ones
    assert "全部撤回" in ended.err
    assert units(case) == []
    assert (case_path / "case.db").read_bytes() == before
    assert not (case_path / "holder.json").exists()
    assert case("verify").code == 0


def test_all_together_are_one_transaction_and_keep_their_own_acts(case: Jx, write: Write) -> None:
    ended = case("batch", str(write(unit("甲样本中心"), unit("乙样本中心") + " --as 李四")), "--all")
    assert ended.code == 0, ended.err
    acts = [
        (row["act"], row["actor"]) for row in case("journal", "list", "--json").json["rows"] if row["op"] == "insert"
    ]
    assert acts == [("plan.unit.add", "李四"), ("plan.unit.add", "张三")]
    assert case("verify", "--deep").code == 0
    assert units(case) == ["甲样本中心", "乙样本中心"]


def test_objects_of_a_failed_batch_go_with_it_and_are_there_for_its_later_acts(case_path: Path) -> None:
    at = datetime.now().astimezone()
    with pytest.raises(ZeroDivisionError), one_transaction(case_path, actor="张三", act="batch", clock=at):
        with open_case_file(case_path, actor="张三", act="one", clock=at) as first:
            sha = first.objects.put(b"evidence")
            first.note(scan=sha)
        with open_case_file(case_path, actor="张三", act="two", clock=at) as second:
            assert second.objects.get(sha) == b"evidence"
        raise ZeroDivisionError
    assert not Objects(case_path, key_of(case_path, at=at)).path_of(sha).exists()
    assert list((case_path / "objects").rglob("*.part")) == []


def test_a_dry_run_of_all_together_shows_the_later_commands_the_earlier_ones_and_writes_nothing(
    case: Jx, write: Write
) -> None:
    ended = case("batch", str(write(unit("甲样本中心"), "show 甲样本中心")), "--all", "--dry-run")
    assert (ended.code, results(ended)[-1]["dry_run"], results(ended)[-1]["done"]) == (0, True, 2)
    assert units(case) == []


def test_a_dry_run_of_each_writes_nothing(case: Jx, write: Write, tmp_path: Path) -> None:
    ended = case("batch", str(write(unit("甲样本中心"))), "--dry-run", "--done", str(tmp_path / "已办.jsonl"))
    assert (ended.code, results(ended)[0]["output"]["dry_run"]) == (0, True)
    assert units(case) == []
    assert not (tmp_path / "已办.jsonl").exists()


def test_every_line_is_read_before_the_first_one_runs(case: Jx, tmp_path: Path) -> None:
    file = tmp_path / "命令.jsonl"
    file.write_text(
        '{"id":"a","line":"plan unit list"}\n\nnot json\n{"id":"a","args":["status"]}\n{"args":[1]}\n'
        '{"line":"plan unt list"}\n{"line":"plan unit add 甲"}\n{"line":"shell"}\n{"line":"show \\"甲"}\n'
        '{"line":"status","extra":1}\n{"args":["doc","list","-o","\\u0000"]}\n',
        encoding="utf-8",
    )
    ended = case("batch", str(file))
    assert (ended.code, ended.out) == (5, "")
    told = ended.err
    for part in (
        "第3行：不是一个 JSON 对象",
        "第4行：id a 与第1行相同",
        "第5行：args 的写法不对",
        "第6行：没有这个命令：jxinspect plan unt；是不是想写 unit？",
        "第7行：缺少选项：--type",
        "第9行：引号没有成对；有一个没有收尾",
        "第10行：不认识 extra",
        "第11行：命令里有空字符（U+0000）",
    ):
        assert part in told, told


@pytest.mark.parametrize("line", ["batch x.jsonl", "demo"])
def test_a_batch_takes_no_command_that_runs_commands(case: Jx, write: Write, line: str) -> None:
    assert "不能写在批里" in case("batch", str(write(line))).err


@pytest.mark.parametrize("line", ["lock", "verify", "config set actor 李四", "doc export -i 2026-001 --out x"])
def test_all_together_takes_no_command_that_could_not_be_undone(case: Jx, write: Write, line: str) -> None:
    ended = case("batch", str(write(line)), "--all")
    assert (ended.code, "不能与其他命令一起撤回" in ended.err) == (5, True)


def test_all_together_refuses_a_second_case_file(case: Jx, write: Write, tmp_path: Path, jx: Jx) -> None:
    other = tmp_path / "另一个.jxcase"
    assert jx("init", str(other), "--plain", "--as", "张三").code == 0
    ended = case("batch", str(write(unit("甲样本中心"), f"-C {other} {unit('乙样本中心')}")), "--all")
    assert (ended.code, results(ended)[1]["class"]) == (10, "Refused")
    assert units(case) == []


def test_what_is_done_is_skipped_and_the_rest_goes_on(case: Jx, write: Write, tmp_path: Path) -> None:
    done = tmp_path / "已办.jsonl"
    first = case("batch", str(write(unit("甲样本中心"), "show 乙样本中心", unit("丙样本中心"))), "--done", str(done))
    assert first.code == 10
    case(*unit("乙样本中心").split())
    again = case("batch", str(write(unit("甲样本中心"), "show 乙样本中心", unit("丙样本中心"))), "--done", str(done))
    assert (again.code, sorted(r["state"] for r in results(again)[:-1])) == (0, ["done", "skipped", "skipped"])
    assert units(case) == ["甲样本中心", "丙样本中心", "乙样本中心"]
    assert "样本路" not in done.read_text(encoding="utf-8")  # of the commands only digests are kept


def test_a_command_changed_under_its_id_is_named(case: Jx, write: Write, tmp_path: Path) -> None:
    done = str(tmp_path / "已办.jsonl")
    case("batch", str(write(unit("甲样本中心"))), "--done", done)
    ended = case("batch", str(write(unit("改名中心"))), "--done", done)
    assert (ended.code, "id a）与上次执行的不同" in ended.err) == (5, True)


def test_written_but_not_noted_as_done_is_known_from_the_journal(case: Jx, write: Write, tmp_path: Path) -> None:
    done = tmp_path / "已办.jsonl"
    case("batch", str(write(unit("甲样本中心"), unit("乙样本中心"))), "--done", str(done))
    text = done.read_text(encoding="utf-8")
    done.write_text(text.splitlines()[0] + "\n" + text.splitlines()[1][:9], encoding="utf-8")  # stopped while writing
    ended = case("batch", str(write(unit("甲样本中心"), unit("乙样本中心"))), "--done", str(done))
    assert [r["state"] for r in results(ended)[:-1]] == ["skipped", "skipped"]
    assert units(case) == ["甲样本中心", "乙样本中心"]


def test_killed_in_the_middle_and_started_again_nothing_is_done_twice(
    case: Jx, case_path: Path, write: Write, tmp_path: Path, home: Path
) -> None:
    lines = [unit(f"样本中心{n:02}") for n in range(12)]
    file, done = write(*lines), tmp_path / "已办.jsonl"
    words = ["-C", str(case_path), "--as", "张三", "batch", str(file), "--done", str(done)]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "JXINSPECT_HOME": str(home), "PYTHONUTF8": "1"}
    child = subprocess.Popen(
        [sys.executable, "-m", "jxinspect", *words], env=environment, stdout=subprocess.PIPE, cwd=tmp_path
    )
    assert child.stdout is not None
    for _ in range(3):
        child.stdout.readline()
    child.send_signal(signal.SIGKILL)
    child.communicate()
    ended = case("batch", str(file), "--done", str(done))
    assert ended.code == 0, ended.err
    assert results(ended)[-1]["skipped"] >= 3
    assert units(case) == [f"样本中心{n:02}" for n in range(12)]


def test_a_fatal_error_stops_the_batch_with_its_own_code(case: Jx, write: Write) -> None:
    ended = case("batch", str(write(unit("甲样本中心"), "lock", "plan unit list", "status")))
    *lines, summary = results(ended)
    assert (ended.code, [r["state"] for r in lines]) == (7, ["done", "done", "failed", "not_tried"])
    assert (summary["failed"], summary["not_tried"]) == (1, 1)


def test_a_damaged_case_file_is_told_before_the_first_command(case: Jx, case_path: Path, write: Write) -> None:
    (case_path / "case.db").write_bytes(os.urandom(8192))
    ended = case("batch", str(write(unit("甲样本中心"), "status")))
    assert (ended.code, ended.out) == (8, "")
    assert "案卷库" in ended.err


def test_options_of_the_batch_hold_for_each_command_that_does_not_say_otherwise(
    case: Jx, clock_at: Callable[[str], object], write: Write
) -> None:
    clock_at("2026-03-10 17:00")
    file = write(unit("甲样本中心"), unit("乙样本中心") + " --as 李四")
    assert case("batch", str(file), "--at", "2026-03-10 9:00").code == 0
    rows = case("journal", "list", "--json").json["rows"]
    assert [row["actor"] for row in rows if row["op"] == "insert"] == ["李四", "张三"]


def test_a_batch_is_read_from_standard_input(
    case: Jx, monkeypatch: pytest.MonkeyPatch, write: Write, tmp_path: Path
) -> None:
    with write("plan unit list").open(encoding="utf-8") as stream:
        monkeypatch.setattr("sys.stdin", stream)
        ended = case("batch", "-")
    assert (ended.code, results(ended)[0]["output"]["total"]) == (0, 0)


def test_a_locked_case_file_is_told_before_anything_runs(case: Jx, case_path: Path, write: Write) -> None:
    from jxinspect.store.keys import lock

    lock(case_path)
    ended = case("batch", str(write(unit("甲样本中心"))))
    assert (ended.code, ended.out) == (7, "")


def test_one_passphrase_file_opens_the_case_file_for_the_whole_batch(
    case: Jx, case_path: Path, passphrase: str, tmp_path: Path, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    from jxinspect.store import keys

    keys.lock(case_path)
    opened = list[int]()
    original = keys.unwrap_by_passphrase

    def counted(path: Path, text: str) -> keys.Key:
        opened.append(1)
        return original(path, text)

    monkeypatch.setattr(keys, "unwrap_by_passphrase", counted)
    (tmp_path / "口令.txt").write_text(passphrase, encoding="utf-8")
    file = write(unit("甲样本中心"), unit("乙样本中心"))
    ended = case("batch", str(file), "--passphrase-file", str(tmp_path / "口令.txt"))
    assert (ended.code, opened) == (0, [1]), ended.err
    assert passphrase not in ended.out + ended.err
