"""The frame around every command: options on both sides, Chinese errors, exit codes, help."""

from __future__ import annotations

import json
import stat
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Annotated, Any

import pytest
import typer

from jxinspect.cli import eager_app, main
from jxinspect.commands import clock, session
from jxinspect.commands.given import GLOBALS, fresh, given
from jxinspect.commands.options import ListFormat
from jxinspect.commands.registry import ENTRIES, WORK, Entry
from jxinspect.commands.tree import App
from jxinspect.errors import JxinspectError, Refused
from jxinspect.ui.mode import Mode, mode, using
from jxinspect.ui.show import done

Jx = Callable[..., Any]


def test_a_word_that_is_none_of_the_possible_ones_names_its_option_and_what_may_be_written(jx: Jx) -> None:
    done = jx("notify", "serve", "2026-001", "--method", "mail")
    assert done.code == 2
    for words in ("--method 的值不能用：mail", "直接送达、留置送达", "direct、left、post"):
        assert words in done.err
    done = jx("doc", "list", "--limit", "0")
    assert "--limit 的值不能用：0\n原因：要写一个整数，不小于 1\n" in done.err


def test_a_word_in_another_encoding_is_told_as_such(jx: Jx, case_path: Path) -> None:
    word = "测试".encode("gbk").decode("utf-8", "surrogateescape")
    ended = jx("-C", str(case_path), "search", word)
    assert (ended.code, "命令里有不能识别的字：????" in ended.err) == (2, True), ended.err


@pytest.fixture
def probe(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A command group `probe` with a few commands; `seen` keeps what they were given."""
    app, seen = App("试验。", example="jxinspect probe look"), dict[str, Any]()

    @app.command(example="jxinspect probe look --count 3")
    def look(
        what: Annotated[str, typer.Argument(help="看什么", metavar="对象")] = "x",
        count: Annotated[int, typer.Option("--count", help="几个")] = 1,
        shape: Annotated[ListFormat, typer.Option("--shape", help="样子")] = ListFormat.TABLE,
        need: Annotated[str | None, typer.Option("--need", help="要什么", metavar="东西")] = None,
    ) -> None:
        """看一看。"""
        seen.update(what=what, count=count, shape=shape, given=given(), need=need)

    @app.command()
    def want(
        who: Annotated[str, typer.Argument(help="给谁", metavar="姓名")],
        on: Annotated[str, typer.Option("--on", help="哪天", metavar="日期")],
    ) -> None:
        """要。"""
        seen.update(who=who, on=on)

    @app.command()
    def fail(kind: str) -> None:
        """出错。"""
        faults: dict[str, BaseException] = {
            "refused": Refused("不能进点", why="未满三个工作日（办法 22）", todo="改日", guards=("G09",), items=["甲"]),
            "bug": KeyError("36012219900101123X"),
            "interrupt": KeyboardInterrupt(),
            "full": OSError(28, "No space left on device", "a.docx"),
            "absent": FileNotFoundError(2, "No such file", "b.docx"),
            "eof": EOFError(),
        }
        raise faults[kind]

    @app.command()
    def act() -> None:
        """办。"""
        seen.update(waivers=session.waivers(), actor=session.actor(), at=session.moment(clock.clock()))
        done("已办", [("number", "编号", "1")], ["jxinspect probe look"])

    module = ModuleType("jxinspect.commands.probe")
    module.app = app  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr("jxinspect.cli.ENTRIES", (*ENTRIES, Entry("probe", "probe", "试验", WORK)))
    return seen


def test_every_entry_of_the_registry_imports_and_has_help() -> None:
    tree = eager_app()
    assert set(tree.commands) == {entry.name for entry in ENTRIES}
    assert [name for name, command in tree.commands.items() if not command.help] == []


def test_the_root_lists_every_entry_without_importing_it(jx: Jx) -> None:
    shown = jx("--help").out
    assert [entry.name for entry in ENTRIES if f"  {entry.name}" not in shown] == []


@pytest.mark.parametrize("words", [["-h"], ["--help"], []])
def test_help_and_the_bare_program_show_the_same_page(jx: Jx, words: list[str]) -> None:
    ended = jx(*words)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("用法：jxinspect")
    assert ended.out == jx("-h").out


def test_a_bare_group_shows_help_with_an_example(jx: Jx, probe: dict[str, Any]) -> None:
    ended = jx("probe")
    assert ended.code == 0
    assert "例子：\n  jxinspect probe look\n" in ended.out
    assert "look  看一看。" in ended.out


def test_the_word_help_before_a_command_is_its_help(jx: Jx) -> None:
    assert jx("help", "config", "list").out == jx("config", "list", "-h").out
    assert jx("help").out == jx("-h").out


def test_help_of_a_command_shows_example_arguments_options_and_names_the_global_ones(
    jx: Jx, probe: dict[str, Any]
) -> None:
    shown = jx("probe", "look", "-h").out
    assert "jxinspect probe look --count 3" in shown
    assert "对象" in shown
    assert "--count 整数" in shown
    assert "[默认 1]" in shown
    assert "table|lines|json|csv|xlsx" in shown
    assert "--passphrase-file" in shown


def test_a_global_option_works_before_and_after_the_command(probe: dict[str, Any]) -> None:
    for words in (
        ["--as", "张三", "probe", "look"],
        ["probe", "--as", "张三", "look"],
        ["probe", "look", "--as", "张三"],
    ):
        assert main(words) == 0
        assert probe["given"].actor == "张三"


def test_options_given_on_both_sides_merge_lists_join_and_the_later_value_wins(probe: dict[str, Any]) -> None:
    before = ["--ack", "G07", "--as", "甲", "--quiet", "-C", "a.jxcase"]
    after = ["--ack", "G08", "--ack", "G09", "--as", "乙", "-C", "b.jxcase"]
    assert main([*before, "probe", "look", *after]) == 0
    chosen = probe["given"]
    assert (chosen.ack, chosen.actor, chosen.quiet, chosen.case) == (
        ("G07", "G08", "G09"),
        "乙",
        True,
        Path("b.jxcase"),
    )


def test_no_option_of_one_run_is_left_in_the_next(probe: dict[str, Any]) -> None:
    main(["--as", "张三", "--json", "probe", "look"])
    main(["probe", "look"])
    assert (probe["given"].actor, probe["given"].json) == (None, False)


def test_a_run_inside_another_keeps_what_the_terminal_is_like() -> None:
    with using(Mode(pager=lambda: "less", ambiguous=lambda: 2, quiet=True)), fresh():
        assert (mode().pager(), mode().ambiguous(), mode().quiet) == ("less", 2, False)


def test_every_global_option_is_understood(probe: dict[str, Any]) -> None:
    for option in GLOBALS:
        for flag in option.flags:
            assert main(["probe", "look", flag, *(["G01"] if option.metavar else [])]) == 0, flag
            assert getattr(probe["given"], option.name), flag


def test_what_is_required_has_to_say_something(jx: Jx, probe: dict[str, Any]) -> None:
    ended = jx("probe", "want", "", "--on", "　")
    assert (ended.code, probe) == (5, {})
    assert ended.err.startswith("错误：没有内容：姓名、--on\n原因：必填的内容不能是空的")


@pytest.mark.parametrize(
    ("line", "what", "why"),
    [
        ("prbe", "没有这个命令：jxinspect prbe", "是不是想写 probe"),
        ("probe lok", "没有这个命令：jxinspect probe lok", "是不是想写 look"),
        ("--vrsion", "没有这个选项：--vrsion", "是不是想写 --version"),
        ("probe look --cout 1", "没有这个选项：--cout", "--count"),
        ("probe want --who 张三", "没有这个选项：--who", "是不是想写 --on、"),
        ("probe want", "缺少参数：姓名；缺少选项：--on 日期", "姓名：给谁；--on：哪天"),
        ("probe want 张三", "缺少选项：--on 日期", "哪天"),
        ("probe look --count", "选项 --count 后面缺少值", "空格"),
        ("probe look --count x", "--count 的值不能用：x", "要写一个整数"),
        ("probe look --shape x", "--shape 的值不能用：x", "可以写：table、lines、json、csv、xlsx"),
        ("probe look a b", "多写了：b", "引号"),
        ("--json=x probe look", "选项 --json 后面不跟值", "开关"),
        ("--as 张三", "没有写要执行的命令", "命令"),
    ],
)
def test_a_wrong_command_line_is_told_in_chinese_and_ends_with_2(
    jx: Jx, probe: dict[str, Any], line: str, what: str, why: str
) -> None:
    ended = jx(*line.split())
    assert (ended.code, ended.out) == (2, "")
    first, *rest = ended.err.splitlines()
    assert first == f"错误：{what}"
    assert why in rest[0]
    assert rest[-1].startswith("怎么办：")
    assert not [word for word in ("Error", "Usage", "Invalid", "Missing", "No such", "Try") if word in ended.err]


def test_an_error_tells_what_each_fault_why_and_what_to_do(jx: Jx, probe: dict[str, Any]) -> None:
    ended = jx("probe", "fail", "refused")
    assert ended.code == 4
    assert ended.err.splitlines() == ["错误：不能进点", "  - 甲", "原因：未满三个工作日（办法 22）", "怎么办：改日"]


def test_with_json_an_error_is_one_object_on_stderr(jx: Jx, probe: dict[str, Any]) -> None:
    ended = jx("probe", "fail", "refused", "--json")
    assert ended.out == ""
    told = json.loads(ended.err)
    assert (told["error"], told["code"], told["guards"], told["items"]) == ("Refused", 4, ["G09"], ["甲"])


def test_with_json_a_usage_error_is_an_object_too_wherever_the_flag_stands(jx: Jx, probe: dict[str, Any]) -> None:
    assert json.loads(jx("probe", "lok", "--json").err)["error"] == "Usage"
    assert json.loads(jx("--json", "probe", "look", "--nix").err)["code"] == 2


def test_a_bug_shows_no_traceback_and_leaves_it_in_a_private_log_without_the_arguments(
    jx: Jx, probe: dict[str, Any], home: Path
) -> None:
    ended = jx("--as", "张三", "probe", "fail", "bug")
    assert ended.code == 1
    assert "Traceback" not in ended.err
    assert "KeyError" in ended.err
    (log,) = (home / "logs").iterdir()
    text = log.read_text(encoding="utf-8")
    assert "Traceback" in text
    assert "张三" not in text
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_debug_shows_the_traceback_of_a_bug_and_of_nothing_else(jx: Jx, probe: dict[str, Any]) -> None:
    assert "Traceback" in jx("--debug", "probe", "fail", "bug").err
    for words in (["-v", "probe", "fail", "bug"], ["--debug", "probe", "fail", "refused"], ["--debug", "probe", "lok"]):
        assert "Traceback" not in jx(*words).err
    told = json.loads(jx("--debug", "--json", "probe", "fail", "bug").err)
    assert told["error"] == "JxinspectError"


def test_verbose_tells_each_step_on_stderr_without_names(jx: Jx, case_path: Path) -> None:
    unit = "--type handling_agency --region-code 360100 --address 样本路1号 --head 样一 --head-post 主任"
    ended = jx("-C", str(case_path), "--as", "张三", "-v", "plan", "unit", "add", "甲样本中心", *unit.split())
    assert ended.code == 0
    for part in ("开始 plan.unit.add", str(case_path), "用已解锁的钥匙", "日志：写第", "plan.unit.add：办完"):
        assert part in ended.err
    for secret in ("甲样本中心", "样一", "张三"):
        assert secret not in ended.err
    assert "[" not in ended.out
    quiet = jx("-C", str(case_path), "plan", "unit", "list", "--json", "-v")
    assert {json.loads(line)["message_type"] for line in quiet.err.splitlines()} == {"step"}
    assert quiet.json["total"] == 1
    assert jx("-C", str(case_path), "plan", "unit", "list").err == ""


def test_a_bug_is_told_even_when_the_log_cannot_be_written(jx: Jx, probe: dict[str, Any], home: Path) -> None:
    home.parent.mkdir(exist_ok=True)
    home.write_text("a file in the way")
    ended = jx("probe", "fail", "bug")
    assert ended.code == 1
    assert "详情无法写入日志文件" in ended.err


@pytest.mark.parametrize(
    ("kind", "code", "word"),
    [("interrupt", 130, "已中断"), ("eof", 130, "已中断"), ("full", 9, "磁盘已满"), ("absent", 3, "b.docx")],
)
def test_interruptions_and_device_failures_have_their_codes(
    jx: Jx, probe: dict[str, Any], kind: str, code: int, word: str
) -> None:
    ended = jx("probe", "fail", kind)
    assert ended.code == code
    assert word in ended.err


def test_an_act_without_actor_says_how_to_give_one(
    jx: Jx, probe: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = jx("probe", "act")
    assert ended.code == 2
    assert "--as" in ended.err
    monkeypatch.setenv("JXINSPECT_ACTOR", "李四")
    jx("probe", "act")
    assert probe["actor"] == "李四"
    jx("probe", "act", "--as", "王五")
    assert probe["actor"] == "王五"


def test_a_configured_actor_is_used_when_nothing_else_is_said(jx: Jx, probe: dict[str, Any]) -> None:
    assert jx("config", "set", "actor", "赵六").code == 0
    jx("probe", "act")
    assert probe["actor"] == "赵六"
    assert jx("config", "get", "actor", "--json").json["origin"].startswith("用户配置")
    assert jx("config", "unset", "actor").code == 0
    assert jx("probe", "act").code == 2


def test_an_override_takes_reason_and_approver_one_for_all_or_one_each(jx: Jx, probe: dict[str, Any]) -> None:
    jx(
        "probe",
        "act",
        "--as",
        "甲",
        "--override",
        "Ｇ９",
        "--override",
        "g12A",
        "--because",
        "急",
        "--approved-by",
        "局长",
        "--ack",
        "g7",
    )
    found = [(one.guard, one.because, one.approved_by) for one in probe["waivers"].overrides]
    assert found == [("G09", "急", "局长"), ("G12a", "急", "局长")]
    assert probe["waivers"].acks == {"G07"}


@pytest.mark.parametrize(
    "line",
    ["--override G09", "--override G09 --because 急", "--because 急", "--override X --because a --approved-by b"],
)
def test_an_override_without_reason_or_approver_is_a_usage_error(jx: Jx, probe: dict[str, Any], line: str) -> None:
    assert jx("probe", "act", "--as", "甲", *line.split()).code == 2


def test_the_time_of_the_fact_is_now_or_before_never_to_come(
    jx: Jx, probe: dict[str, Any], clock_at: Callable[[str], Any]
) -> None:
    now = clock_at("2026-11-23 09:30")
    jx("probe", "act", "--as", "甲")
    assert probe["at"] == now
    jx("probe", "act", "--as", "甲", "--at", "２０２６年11月20日 8:05")
    assert probe["at"].isoformat() == "2026-11-20T08:05:00+08:00"
    ended = jx("probe", "act", "--as", "甲", "--at", "2026-11-23 09:31")
    assert ended.code == 4
    assert "还没有发生" in ended.err


def test_a_dry_run_says_that_nothing_was_written(jx: Jx, probe: dict[str, Any]) -> None:
    assert "试运行，没有写入：已办" in jx("--dry-run", "probe", "act", "--as", "甲").out
    assert jx("--dry-run", "--json", "probe", "act", "--as", "甲").json["dry_run"] is True


def test_quiet_prints_nothing_but_data_and_errors(jx: Jx, probe: dict[str, Any]) -> None:
    ended = jx("-q", "probe", "act", "--as", "甲")
    assert (ended.out, ended.err) == ("", "")


def test_every_error_class_has_its_own_code() -> None:
    codes = [cls.code for cls in JxinspectError.__subclasses__()]
    assert sorted(codes) == list(range(2, 12))
