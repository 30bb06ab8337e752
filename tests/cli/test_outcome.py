"""What was done stays done and the exit code is right, whatever becomes of the output (Q24, U34).

Each name holds a character that GBK does not have.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pexpect
import pytest

ROOT = Path(__file__).parents[2]
Run = Callable[..., Any]
NAME = "甲𠮷样本中心"
UNIT = "--type handling_agency --region-code 360100 --address 样本路1号 --head 样一 --head-post 主任"
FULL = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
#: What becomes of the output: environment, redirection, and the exit code of what is otherwise well done.
STREAMS = [
    pytest.param({"LC_ALL": "C"}, "", 0, id="LC_ALL=C"),
    pytest.param({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, "", 0, id="ascii"),
    pytest.param({"PYTHONIOENCODING": "gbk:strict"}, "", 0, id="strict GBK"),
    pytest.param({}, ">&-", 0, id="closed stdout"),
    pytest.param({}, ">&- 2>&- <&-", 0, id="all closed"),
    pytest.param({}, "| head -1; exit ${PIPESTATUS[0]}", 0, id="reader of one line"),
    pytest.param({}, "> /dev/full", 9, id="full", marks=FULL),
    pytest.param({}, "> /dev/full 2> /dev/full", 9, id="both full", marks=FULL),
]
#: Those of them that differ for a command that prints line by line.
FEW = [STREAMS[2], STREAMS[3], STREAMS[5], STREAMS[6]]


@pytest.fixture
def case(case_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JXINSPECT_CASE", str(case_path))
    monkeypatch.setenv("JXINSPECT_ACTOR", "张三")
    return case_path


@pytest.fixture
def units(jx: Run, case: Path) -> Callable[[], list[str]]:
    """The names of the units in the case file."""
    return lambda: [row["name"] for row in jx("plan", "unit", "list", "--json").json["rows"]]


def batch_of(folder: Path, *names: str) -> None:
    lines = [json.dumps({"id": name, "line": f"plan unit add {name} {UNIT}"}, ensure_ascii=False) for name in names]
    (folder / "命令.jsonl").write_text("\n".join(lines), encoding="utf-8")


@pytest.mark.parametrize(("environment", "streams", "code"), STREAMS)
def test_an_act_is_written_and_its_code_is_right(
    run: Run, units: Callable[[], list[str]], environment: dict[str, str], streams: str, code: int
) -> None:
    ended = run(shell=f"$JX plan unit add {NAME} {UNIT} {streams}", **environment)
    assert ended.returncode == code, ended.stderr.decode(errors="replace")
    assert b"Traceback" not in ended.stderr + ended.stdout
    assert units() == [NAME]
    if code:
        told = ended.stderr.decode()
        assert told == "" or "已经写入案卷库" in told
        assert told == "" or "不要重做" in told


@pytest.mark.parametrize(("environment", "streams", "code"), FEW)
def test_a_batch_writes_what_it_says_and_no_line_is_done_twice(
    run: Run, units: Callable[[], list[str]], tmp_path: Path, environment: dict[str, str], streams: str, code: int
) -> None:
    names = ["甲𠮷", "乙𠮷", "丙𠮷"]
    batch_of(tmp_path, *names)
    ended = run(shell=f"$JX batch 命令.jsonl --done 已办.jsonl {streams}", **environment)
    assert ended.returncode == code, ended.stderr.decode(errors="replace")
    assert b"Traceback" not in ended.stderr
    done = [json.loads(line)["id"] for line in (tmp_path / "已办.jsonl").read_text(encoding="utf-8").splitlines()[1:]]
    assert units() == done == (names if code == 0 else names[:1])  # a full disk stops it: nobody would know the results
    if code:
        assert "已办成的 1 条都已写入案卷库，2 条没有执行" in ended.stderr.decode()
        assert run(shell="$JX batch 命令.jsonl --done 已办.jsonl >&-").returncode == 0
        assert units() == names


@FULL
def test_a_batch_of_all_together_is_written_though_its_results_are_not(
    run: Run, units: Callable[[], list[str]], tmp_path: Path
) -> None:
    batch_of(tmp_path, "甲𠮷", "乙𠮷")
    ended = run(shell="$JX batch 命令.jsonl --all > /dev/full")
    assert ended.returncode == 9
    assert "已办成的 2 条都已写入案卷库，0 条没有执行" in ended.stderr.decode()
    assert units() == ["甲𠮷", "乙𠮷"]


@pytest.mark.usefixtures("case")
@pytest.mark.parametrize(("environment", "streams", "code"), FEW)
def test_an_export_is_whole_or_says_that_it_is_not(
    run: Run, tmp_path: Path, environment: dict[str, str], streams: str, code: int
) -> None:
    assert run(shell=f"$JX plan unit add {NAME} {UNIT}").returncode == 0
    ended = run(shell=f"$JX export rows plan unit list --out 单位.csv {streams}", **environment)
    assert ended.returncode == code, ended.stderr.decode(errors="replace")
    assert b"Traceback" not in ended.stderr
    assert NAME in (tmp_path / "单位.csv").read_text(encoding="utf-8-sig")
    ended = run(shell=f"$JX export rows plan unit list {streams}", **environment)
    assert ended.returncode == code
    if environment:
        assert NAME in ended.stdout.decode("utf-8-sig")  # a file is UTF-8 whatever the console


@FULL
def test_an_error_keeps_its_code_though_nobody_can_read_it(run: Run) -> None:
    for streams in ("2> /dev/full", "> /dev/full 2> /dev/full", "2>&-"):
        assert run(shell=f"$JX config get nix {streams}").returncode == 3


@FULL
def test_the_shell_goes_on_when_one_output_was_lost(case: Path, units: Callable[[], list[str]], home: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "JXINSPECT_HOME": str(home), "PYTHONUTF8": "1"}
    environment |= {"TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"}
    words = ["-c", f"{sys.executable} -m jxinspect shell > /dev/full"]
    child: Any = pexpect.spawn("bash", words, env=environment, encoding="utf-8", timeout=30, dimensions=(24, 200))
    for name in ("甲𠮷", "乙𠮷"):
        child.expect("案卷.*>")
        child.send(f"plan unit add {name} {UNIT}\r")
        child.expect("不要重做")
    child.expect(r"案卷 \[9\]>")
    child.send("\x04")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus in {0, 9}
    assert "Traceback" not in child.before
    assert units() == ["甲𠮷", "乙𠮷"]


def test_the_shell_works_with_closed_stdout(case: Path, units: Callable[[], list[str]], home: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "JXINSPECT_HOME": str(home), "PYTHONUTF8": "1"}
    environment |= {"TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"}
    words = ["-c", f"{sys.executable} -m jxinspect shell >&-"]
    child: Any = pexpect.spawn("bash", words, env=environment, encoding="utf-8", timeout=30, dimensions=(24, 200))
    child.expect("案卷>")
    child.send(f"plan unit add 甲𠮷 {UNIT}\r")
    child.expect("案卷> .*\r\n.*案卷>")
    child.send("show nix\r")
    child.expect(r"案卷 \[3\]>")
    child.send("\x04")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
    assert units() == ["甲𠮷"]


def test_the_shell_shows_what_the_console_can(case: Path, units: Callable[[], list[str]], home: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT), "JXINSPECT_HOME": str(home), "PYTHONIOENCODING": "gbk:strict"}
    environment |= {"TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"}
    child: Any = pexpect.spawn(
        sys.executable, ["-m", "jxinspect", "shell"], env=environment, encoding="gbk", timeout=30, dimensions=(24, 200)
    )
    child.expect("案卷>")
    child.send("show nix\r")
    child.expect(r"案卷 \[3\]>")
    child.send("\x04")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
