"""`jxinspect inspect rule`: looking at rules, checking and trying one's own; no case file is needed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from jxinspect.analysis.rule import shipped_rules

Jx = Callable[..., Any]

OWN = """/*
id = "LOCAL1"
title = "单笔大额发放"
basis = ["办法 23"]
violation = ""
left = "pay"
[inputs]
pay = ["person_no", "pay_ym", "amount"]
[parameters]
limit = "LOCAL1.limit"
[classes]
flag = "M"
[[false_positives]]
ground = "arrears"
text = "补发以前月份"
*/
SELECT 'flag' AS class, person_no AS subject, person_no, pay_ym AS ym, amount,
    _row AS left_row, NULL AS right_row, NULL AS detail
FROM pay
WHERE amount > $limit
"""
EXAMPLES = """
[[example]]
title = "超过五万元的列出"
pay = '''
person_no | pay_ym | amount
1         | 202501 | 50000.00
2         | 202501 | 50000.01
'''
hits = '''
class | subject | amount
flag  | 2       | 50000.01
'''
"""
PARAMETERS = """
[LOCAL1.limit]
text = "单笔金额（分）"
value = 5000000
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """An office's folder with one rule, its examples and its parameter."""
    folder = tmp_path / "本机关规则"
    folder.mkdir()
    (folder / "LOCAL1.sql").write_text(OWN, "utf-8")
    (folder / "LOCAL1.examples.toml").write_text(EXAMPLES, "utf-8")
    (folder / "parameters.toml").write_text(PARAMETERS, "utf-8")
    return folder


def test_every_shipped_rule_is_listed_with_its_strength_and_tables(jx: Jx) -> None:
    rows = {row["id"]: row for row in jx("inspect", "rule", "list", "--json").json["rows"]}
    assert set(rows) == set(shipped_rules())
    assert rows["R01"]["strength"] == "H"
    assert rows["R01"]["tables"] == ["pay", "person", "x_death"]


def test_a_rule_is_shown_with_its_basis_parameters_and_false_positives(jx: Jx) -> None:
    told = jx("inspect", "rule", "show", "R01").out
    assert "死亡信息有误" in told
    assert "死亡当月之后仍不计入的月数：0月" in told


def test_a_path_is_never_taken_for_the_number_of_a_rule(jx: Jx, tmp_path: Path) -> None:
    (tmp_path / "规则.txt").write_text("SELECT 1", "utf-8")
    for path, code, told in (
        (tmp_path, 5, "是文件夹，不是文件"),
        (tmp_path / "没有.txt", 3, "找不到文件"),
        (tmp_path / "规则.txt", 5, "文件应当以 /* … */ 的头部开始"),
    ):
        ended = jx("inspect", "rule", "check", str(path))
        assert (ended.code, told in ended.err) == (code, True), ended.err


def test_the_file_of_a_rule_comes_out_as_it_stands(jx: Jx) -> None:
    assert jx("inspect", "rule", "show", "R01", "--sql").out == shipped_rules()["R01"].text


def test_a_rule_is_shown_in_the_sql_of_another_database(jx: Jx) -> None:
    assert '"x_death"' in jx("inspect", "rule", "show", "R01", "--dialect", "postgres").out
    assert "`x_death`" in jx("inspect", "rule", "show", "R01", "--dialect", "spark").out


def test_an_own_rule_from_a_folder_is_listed_checked_and_tried(jx: Jx, own: Path) -> None:
    assert "LOCAL1" in jx("inspect", "rule", "list", "--folder", str(own)).out
    assert "没有发现问题" in jx("inspect", "rule", "check", "LOCAL1", "--folder", str(own)).out
    assert "1 条规则的 1 个例子全部符合" in jx("inspect", "rule", "test", "LOCAL1", "--folder", str(own)).out


def test_the_folder_may_be_a_setting(jx: Jx, own: Path) -> None:
    jx("config", "set", "rules", str(own))
    assert jx("inspect", "rule", "test", "LOCAL1").code == 0


def test_an_own_rule_as_a_file_with_faults_is_refused_with_all_of_them(jx: Jx, own: Path) -> None:
    (own / "LOCAL1.sql").write_text(OWN.replace("amount > $limit", "amount / 2 > $other"), "utf-8")
    ended = jx("inspect", "rule", "check", str(own / "LOCAL1.sql"), "--folder", str(own))
    assert ended.code == 5
    assert "除法" in ended.out
    assert "$other" in ended.out


def test_an_example_that_does_not_come_out_tells_what_is_missing_and_what_is_too_much(jx: Jx, own: Path) -> None:
    (own / "LOCAL1.examples.toml").write_text(EXAMPLES.replace("2       |", "3       |"), "utf-8")
    ended = jx("inspect", "rule", "test", "LOCAL1", "--folder", str(own))
    assert ended.code == 5
    assert "flag | 3 | 50000.01" in ended.out
    assert "flag | 2 | 50000.01" in ended.out


def test_an_own_rule_cannot_take_the_number_of_ours(jx: Jx, own: Path) -> None:
    (own / "other.sql").write_text(OWN.replace("LOCAL1", "R01"), "utf-8")
    ended = jx("inspect", "rule", "list", "--folder", str(own))
    assert ended.code == 5
    assert "编号 R01 已经有规则" in ended.err


def test_all_files_of_a_folder_that_are_no_rules_are_told_at_once(jx: Jx, own: Path) -> None:
    (own / "A1.sql").write_bytes(OWN.replace("LOCAL1", "A1").encode("gb18030"))
    (own / "A2.sql").write_text("SELECT 1", "utf-8")
    ended = jx("inspect", "rule", "check", "--folder", str(own))
    assert ended.code == 5
    assert "规则文件 A1.sql 不能用：应为 UTF-8 编码" in ended.err
    assert "规则文件 A2.sql 不能用：文件应当以 /* … */ 的头部开始" in ended.err


def test_a_number_that_is_not_there_is_told(jx: Jx) -> None:
    ended = jx("inspect", "rule", "show", "R99")
    assert ended.code == 3
    assert "没有这样的规则：R99" in ended.err
