"""Which case file and which setting: option, environment, folder, configuration."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jxinspect.commands.session import case_path as chosen_case
from jxinspect.errors import NotFound, Usage
from jxinspect.store.create import create_case_file

Jx = Callable[..., Any]


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """a/ holds 甲.jxcase, b/ holds nothing; the current folder is b/."""
    for name in ("a/甲.jxcase", "a/deep/er", "b", "c/乙.jxcase", "two/1.jxcase", "two/2.jxcase"):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "b")
    return tmp_path


def test_the_current_folder_is_searched_upward(folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for place in ("a", "a/deep/er", "a/甲.jxcase"):
        monkeypatch.chdir(folders / place)
        assert chosen_case() == folders / "a/甲.jxcase"


def test_environment_beats_the_current_folder_and_the_option_beats_both(
    folders: Path, monkeypatch: pytest.MonkeyPatch, jx: Jx
) -> None:
    monkeypatch.chdir(folders / "a")
    monkeypatch.setenv("JXINSPECT_CASE", str(folders / "c"))
    assert chosen_case() == folders / "c/乙.jxcase"
    assert "nix.jxcase" in jx("-C", "nix.jxcase", "config", "list").err


def test_the_configured_case_file_is_the_last_resort(folders: Path, jx: Jx, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotFound) as caught:
        chosen_case()
    assert "-C" in caught.value.todo
    jx("config", "set", "case", str(folders / "c"))
    assert chosen_case() == folders / "c/乙.jxcase"
    monkeypatch.chdir(folders / "a")
    assert chosen_case() == folders / "a/甲.jxcase"


def test_two_case_files_in_a_folder_are_never_guessed(folders: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folders / "two")
    with pytest.raises(Usage, match="几个案卷库") as caught:
        chosen_case()
    assert caught.value.why == "1.jxcase、2.jxcase"


def test_a_program_setting_of_the_case_folder_beats_the_users(jx: Jx, case_path: Path) -> None:
    jx("config", "set", "actor", "甲")
    assert jx("-C", str(case_path), "config", "set", "actor", "乙", "--here").code == 0
    assert jx("-C", str(case_path), "config", "get", "actor", "--json").json["value"] == "乙"
    assert jx("config", "get", "actor", "--json").json["value"] == "甲"


def test_the_actor_set_in_the_case_folder_is_the_one_who_acts(jx: Jx, case_path: Path) -> None:
    jx("-C", str(case_path), "config", "set", "actor", "乙", "--here")
    assert jx("-C", str(case_path), "config", "set", "court.name", "某法院").code == 0


def test_a_setting_of_the_law_is_an_act_on_the_case_file_with_limits(jx: Jx, case_path: Path) -> None:
    case = ["-C", str(case_path), "--as", "张三"]
    assert jx(*case, "config", "set", "seal.default_days", "９").code == 0
    entry = jx(*case, "config", "get", "seal.default_days", "--json").json
    assert (entry["value"], entry["origin"]) == ("9", f"案卷库 {case_path}")
    assert jx(*case, "config", "set", "seal.default_days", "x").code == 5
    assert jx(*case, "--dry-run", "config", "set", "seal.default_days", "3").code == 0
    assert jx(*case, "config", "unset", "seal.default_days").code == 0
    assert jx(*case, "config", "get", "seal.default_days", "--json").json["origin"] == "默认"


def test_settings_of_a_locked_case_file_are_not_asked_for(jx: Jx, case_path: Path) -> None:
    from jxinspect.store.keys import lock

    lock(case_path)
    ended = jx("-C", str(case_path), "config", "list")
    assert ended.code == 0
    assert "案卷库已锁" in ended.err


def test_a_setting_that_is_misspelt_is_answered_with_the_likely_one(jx: Jx) -> None:
    ended = jx("config", "get", "acto")
    assert (ended.code, "是不是想写 actor" in ended.err) == (3, True)


def test_a_broken_configuration_is_named_and_help_still_works(jx: Jx, home: Path) -> None:
    home.mkdir()
    (home / "config.toml").write_text("actor = ", encoding="utf-8")
    ended = jx("config", "list")
    assert ended.code == 5
    assert "config.toml" in ended.err
    assert jx("-h").code == 0


def test_a_plain_case_file_needs_no_passphrase(jx: Jx, tmp_path: Path) -> None:
    from jxinspect.commands.clock import clock

    create_case_file(tmp_path / "明.jxcase", None, clock=clock(), actor="张三")
    assert jx("-C", str(tmp_path / "明.jxcase"), "--as", "张三", "config", "set", "court.name", "某法院").code == 0


@pytest.fixture
def system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of settings for everybody at this machine."""
    file = tmp_path / "etc" / "config.toml"
    file.parent.mkdir()
    monkeypatch.setattr("jxinspect.commands.configured.system_config_file", lambda: file)
    return file


def test_each_layer_beats_the_one_below_option_environment_case_folder_user_system_default(
    jx: Jx, case_path: Path, system: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = ["-C", str(case_path)]

    def actor(*words: str) -> tuple[str, str]:
        entry = jx(*case, *words, "config", "get", "actor", "--json").json
        return entry["value"], entry["origin"].split(" ")[0]

    assert actor() == ("", "默认")
    system.write_text('actor = "系统的"\n', encoding="utf-8")
    assert actor() == ("系统的", "系统配置")
    jx("config", "set", "actor", "用户的")
    assert actor() == ("用户的", "用户配置")
    jx(*case, "config", "set", "actor", "案卷库的", "--here")
    assert actor() == ("案卷库的", "案卷库")
    monkeypatch.setenv("JXINSPECT_ACTOR", "环境的")
    assert actor() == ("环境的", "环境变量")
    assert actor("--as", "命令行的") == ("命令行的", "命令行")

    shown = jx(*case, "--as", "命令行的", "config", "list", "--show-origin", "--json").json["rows"]
    found = [(row["value"], row["in_force"], row["origin"].split(" ")[0]) for row in shown if row["key"] == "actor"]
    assert found == [
        ("命令行的", True, "命令行"),
        ("环境的", False, "环境变量"),
        ("案卷库的", False, "案卷库"),
        ("用户的", False, "用户配置"),
        ("系统的", False, "系统配置"),
        ("", False, "默认"),
    ]
    assert str(system) in jx("config", "list", "--show-origin").out


def test_a_setting_of_the_law_shows_what_the_office_changed_above_the_default(jx: Jx, case_path: Path) -> None:
    case = ["-C", str(case_path), "--as", "张三"]
    assert jx(*case, "config", "set", "seal.default_days", "9").code == 0
    rows = jx(*case, "config", "list", "--show-origin", "--json").json["rows"]
    found = [(row["value"], row["in_force"]) for row in rows if row["key"] == "seal.default_days"]
    assert found == [("9", True), (found[1][0], False)]
    assert found[1][0] != "9"


def test_the_file_of_the_system_lies_where_the_platform_keeps_settings_for_all(
    jx: Jx, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from jxinspect.commands.folders import system_config_file

    monkeypatch.setenv("XDG_CONFIG_DIRS", str(tmp_path / "xdg"))
    assert system_config_file().parts[-2:] == ("jxinspect", "config.toml")
