"""Conventions of the command line over the whole tree; docs/conventions.md names a test or a reason for each."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from jxinspect.cli import eager_app
from jxinspect.commands.given import global_parameters
from jxinspect.commands.lists import list_commands
from jxinspect.commands.running import parsed, path_of, words_of

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "conventions.md"
Jx = Callable[..., Any]
#: Options with a short form: it means the same everywhere.
SHORT = {"-f": "--format", "-o": "--out", "-i": "--inspection", "-e": "--evidence", "-k": "--kind", "-g": "--group"}
SHORT |= {"-m": "--month", "-C": "--case", "-y": "--yes", "-q": "--quiet", "-v": "--verbose", "-h": "--help"}
#: Verbs that end or take back what is recorded, or throw away what the user made.
ENDING = {"void", "drop", "withdraw", "reset", "end", "close", "unset", "restore"}
#: Redirections in examples, and programs before a pipe.
SHELL = re.compile(r"\s+>>?\s.*\Z|\A.*\|\s")


@cache
def commands() -> dict[tuple[str, ...], Any]:
    """Every command by its words."""

    def inside(command: Any, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any]]:
        if not hasattr(command, "commands"):
            yield path, command
            return
        for name, one in command.commands.items():
            yield from inside(one, (*path, name))

    return dict(inside(eager_app(), ()))


def options() -> Iterator[tuple[str, Any]]:
    for path, command in commands().items():
        yield from ((" ".join(path), one) for one in command.params if one.param_type_name == "option")
    yield from (("", one) for one in global_parameters())


def test_each_convention_has_a_test_that_exists_or_a_reason() -> None:
    rows = re.findall(r"^\| U(\d+) \| (.+) \| (.+) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert [int(number) for number, _, _ in rows] == list(range(1, 41))
    for number, convention, kept in rows:
        named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", kept)
        assert named or kept.startswith("Does not apply: "), f"U{number}"
        assert len(convention) > 20, f"U{number}"
        for file, name in named:
            assert f"def {name}(" in (ROOT / file).read_text(encoding="utf-8"), f"U{number}: {file}::{name}"


def test_every_option_has_a_long_form_and_a_short_form_means_one_thing() -> None:
    for command, option in options():
        assert any(flag.startswith("--") for flag in option.opts), (command, option.opts)
        for flag in option.opts:
            if not flag.startswith("--"):
                assert SHORT.get(flag) in option.opts, (command, option.opts)


def test_every_example_is_a_command_line_that_is_understood() -> None:
    tree = eager_app()
    for path, command in commands().items():
        assert command.examples(), path
        for example in command.examples():
            words = words_of(SHELL.sub("", example))
            if "…" not in example:
                fault = parsed(tree, words)
                assert fault is None or "的值不能用" in fault.what, (example, fault)  # a file that is not here
            assert path_of(tree, words) in {path, ()}, example


#: They tell what they found, and are no list.
TOLD = ("report show", "inspect rule check", "inspect rule test")


def test_every_list_of_an_empty_case_file_is_one_json_object(jx: Jx, case_path: Path) -> None:
    ready = {name: one for name, one in list_commands().items() if not any(p.required for p in one.params)}
    assert len(ready) > 15
    for name in ready:
        ended = jx("-C", str(case_path), *name.split(), "--json")
        if ended.code == 0:
            assert {"rows", "shown", "total"} <= set(ended.json) or name in TOLD, name
        else:
            assert ended.err.startswith('{"error": '), name


def test_no_act_is_taken_for_a_list() -> None:
    verbs = {name.split(" ")[-1] for name in list_commands()}
    known = {"list", "show", "head", "count", "missing", "points", "letters", "timeliness", "duty", "stats"}
    known |= {"profile", "runs", "draws", "grounds", "check", "test"}
    assert verbs <= known | {"cases", "changes", "decisions", "log", "suggest", "conflicts", "signatures"}, verbs


def test_lists_are_limited_by_the_same_options() -> None:
    for name, command in list_commands().items():
        flags = {flag: one for one in command.params for flag in one.opts}
        if "--limit" in flags:
            assert flags["--limit"].help == "最多显示几条", name
            assert flags["--offset"].help == "跳过前几条", name


def test_no_command_takes_a_secret_as_a_value() -> None:
    secret = re.compile(r"pass(word|phrase|wd)?$|secret|-key$|token")
    for command, option in options():
        if any(secret.search(flag) for flag in option.opts):
            assert option.metavar == "文件", command  # a file with the key, not the key


def test_what_ends_or_takes_back_names_its_record_and_can_be_rehearsed() -> None:
    found = [path for path in commands() if path[-1] in ENDING]
    assert len(found) > 5
    assert any("--dry-run" in one.opts for one in global_parameters())
    for path in found:
        command = commands()[path]
        assert any(one.param_type_name == "argument" and one.required for one in command.params), path


@pytest.mark.parametrize("words", [["pla"], ["plan", "uni"], ["config", "list", "--form", "csv"], ["--quie", "status"]])
def test_nothing_is_understood_by_its_beginning(jx: Jx, words: list[str]) -> None:
    ended = jx(*words)
    assert (ended.code, "是不是想写" in ended.err) == (2, True)


def test_messages_help_and_tables_have_only_characters_of_gbk() -> None:
    for file in (ROOT / "jxinspect").rglob("*"):
        if file.suffix in {".py", ".toml", ".sql", ".txt"} and not file.name.endswith(".examples.toml"):  # rare names
            text = file.read_text(encoding="utf-8").replace("¥", "")  # understood in amounts, never written
            assert text.encode("gbk", "replace").decode("gbk") == text, file


def test_no_module_reaches_for_the_network() -> None:
    network = re.compile(
        r"^\s*(?:import|from) (socket|ssl|http|urllib(?:\.\w+)?|requests|httpx|aiohttp|ftplib|smtplib)\b", re.MULTILINE
    )
    allowed = {"urllib.parse"}
    for file in (ROOT / "jxinspect").rglob("*.py"):
        if file.parent.name == "sync":
            continue  # what goes to a hub, when somebody asks for it
        found = [hit for hit in network.findall(file.read_text(encoding="utf-8")) if hit not in allowed]
        assert found == [], file


def piped(monkeypatch: pytest.MonkeyPatch, data: bytes, *, terminal: bool = False) -> io.TextIOWrapper:
    stream = io.TextIOWrapper(io.BytesIO(data), encoding="utf-8")
    monkeypatch.setattr(stream, "isatty", lambda: terminal, raising=False)
    monkeypatch.setattr(sys, "stdin", stream)
    return stream


def test_a_hyphen_reads_standard_input_and_writes_standard_output(
    jx: Jx, case_path: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    case = ["-C", str(case_path), "--as", "张三"]
    head = "单位名称,类型,行政区划代码,地址,负责人,职务"
    piped(monkeypatch, f"{head}\n甲样本中心,社会保险经办机构,360100,样本路1号,样一,主任\n".encode())
    ended = jx(*case, "plan", "unit", "import", "-")
    assert ended.code == 0, ended.err
    assert jx(*case, "plan", "unit", "list", "--json").json["rows"][0]["name"] == "甲样本中心"
    piped(monkeypatch, f"{head}\n甲,没有的类型,360100,样本路1号,样一,主任\n".encode("gb18030"))
    ended = jx(*case, "plan", "unit", "import", "-")
    assert (ended.code, "标准输入" in ended.err) == (5, True)
    piped(monkeypatch, "问：姓名？\n答：样一。\n".encode())
    from jxinspect.acts.inspect_ask import read_text

    assert read_text(Path("-")).startswith("问：")


def test_a_hyphen_at_a_terminal_waits_for_nobody(jx: Jx, case_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for words in (
        ["plan", "unit", "import", "-"],
        ["notify", "batch", "-"],
        ["batch", "-"],
        ["calendar", "import", "-"],
    ):
        piped(monkeypatch, b"", terminal=True)
        ended = jx("-C", str(case_path), "--as", "张三", "--no-input", *words)
        assert (ended.code, "标准输入是终端" in ended.err) == (2, True), words


def test_standard_input_is_read_only_where_a_hyphen_says_so(
    jx: Jx, case_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stream = piped(monkeypatch, b"plan unit add x\n")
    assert jx("-C", str(case_path), "plan", "unit", "list").code == 0
    assert stream.read() == "plan unit add x\n"


def test_full_width_letters_digits_and_brackets_are_taken_for_ordinary_ones(jx: Jx, case_path: Path) -> None:
    case = ["-C", str(case_path), "--as", "张三"]
    told = jx(*case, "show", "２０２６－００１").err
    assert "没有编号或者名称为 2026-001 的记录" in told
    assert jx("calendar", "due", "Ｔ０２", "--from", "２０２６年３月２日").code == 0


def test_doctor_tells_what_this_machine_lacks(jx: Jx, case_path: Path, few_templates: None) -> None:
    rows = {row["name"]: row for row in jx("-C", str(case_path), "doctor", "--json").json["rows"]}
    wanted = {
        "Python",
        "终端编码",
        "加密",
        "用户文件夹",
        "磁盘空间",
        "工作日表",
        "字体 仿宋_GB2312",
        "文书模板",
        "案卷库",
    }
    assert wanted <= set(rows)
    assert {row["state"] for row in rows.values()} <= {"正常", "注意", "不行"}
    assert rows["加密"]["state"] == "正常"
    assert "已解锁" in rows["案卷库"]["text"]
