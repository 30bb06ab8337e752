"""What `inspect rule check` finds in a rule."""

from __future__ import annotations

import pytest

from jxinspect.analysis.lint import faults
from jxinspect.analysis.rule import parse
from jxinspect.errors import Incomplete
from jxinspect.law.parameters import parameters

HEAD = """/*
id = "LOCAL1"
title = "大额发放"
basis = ["办法 23"]
violation = ""
left = "pay"
[inputs]
pay = ["person_no", "pay_ym", "amount"]
[classes]
flag = "M"
[[false_positives]]
ground = "arrears"
text = "补发"
*/
"""
SQL = """SELECT 'flag' AS class, person_no AS subject, person_no, pay_ym AS ym, amount,
_row AS left_row, NULL AS right_row, NULL AS detail FROM pay WHERE amount > 100"""


def found(head: str = HEAD, sql: str = SQL) -> list[str]:
    return [fault.text for fault in faults(parse(head + sql), parameters())]


def test_a_plain_rule_has_no_fault() -> None:
    assert found() == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("amount > 100", "amount / 2 > 50", "不能用 /（除法）"),
        ("amount > 100", "amount // 2 > 50", "不能用 //（整除）"),
        ("amount > 100", "regexp_matches(person_no, '1')", "不能用函数"),
        ("amount > 100", "person_no ILIKE 'x'", "不能用 ILIKE"),
        ("amount > 100", "pay_ym > 202501 LIMIT 1", "不能用 LIMIT"),
        ("amount > 100", "TRY_CAST(person_no AS INT) > 1", "不能用 TRY_CAST"),
        ("amount > 100", "current_date > DATE '2025-01-01'", "不能用函数 current_date"),
        ("FROM pay", "FROM pay, pay AS other", "每个 JOIN 要写 ON"),
        ("FROM pay", "FROM pay NATURAL JOIN pay AS other", "JOIN"),
        ("FROM pay", "FROM (SELECT * FROM pay)", "子查询要有别名"),
        ("FROM pay", "FROM (SELECT * EXCLUDE (pay_ym) FROM pay) AS pay", "不能用 * EXCLUDE"),
        ("amount > 100", "amount > 100 QUALIFY row_number() OVER (ORDER BY _row) = 1", "不能用 QUALIFY"),
        ("FROM pay", "FROM pay ASOF JOIN pay AS o ON o.pay_ym >= pay.pay_ym", "不能用 ASOF JOIN"),
        ("amount > 100", "amount > $limit", "用了没有声明的参数 $limit"),
        ("amount > 100", "account_no = '1'", "account_no"),
        ("FROM pay", "FROM contrib", "读了没有声明的表 contrib"),
        ("pay_ym AS ym", "202501 AS ym", "声明了 pay 的列 pay_ym，没有用到"),
        ("'flag'", "CASE WHEN amount > 7 THEN 'other' ELSE 'flag' END", "类别 other 没有写在"),
        (
            "'flag' AS class",
            "CASE WHEN EXISTS (SELECT 1 FROM pay AS o WHERE o.amount < 0) THEN 'flag' END AS class",
            "EXISTS 只能写在 WHERE 中",
        ),
        ("NULL AS detail", "NULL AS note", "结果的列应依次是"),
    ],
)
def test_sql_outside_the_portable_subset_is_named(old: str, new: str, said: str) -> None:
    assert any(said in text for text in found(sql=SQL.replace(old, new))), found(sql=SQL.replace(old, new))


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"办法 23"', '"办法 99"', "办法 99"),
        ('"办法 23"', '"某某法 3"', "某某法"),
        ('violation = ""', 'violation = "V99-9"', "没有违法情形 V99-9"),
        ('flag = "M"', 'flag = "X"', "强度 X"),
        ('left = "pay"', 'left = "person"', "left 的表 person 没有写在 [inputs] 中"),
        ('"amount"]', '"amount", "colour"]', "数据表 pay 没有列 colour"),
        ("[classes]", '[parameters]\nlimit = "R01.nothing"\n[classes]', "参数 R01.nothing 没有定义"),
        ("[classes]", '[parameters]\nlimit = "R01.tolerance"\n[classes]', "声明了参数 limit，没有用到"),
        ('id = "LOCAL1"', 'id = "我的规则"', "编号 我的规则"),
    ],
)
def test_a_fault_of_the_header_is_named(old: str, new: str, said: str) -> None:
    assert any(said in text for text in found(HEAD.replace(old, new)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (SQL, "应当以 /* … */ 的头部开始"),
        ("/* id = */" + SQL, "不是正确的 TOML"),
        (HEAD.replace('title = "大额发放"\n', "") + SQL, "缺少 title"),
        (HEAD.replace("[classes]", '[colours]\nx = "y"\n[classes]') + SQL, "不认识的项：colours"),
    ],
)
def test_a_file_without_a_proper_header_is_refused(text: str, said: str) -> None:
    with pytest.raises(Incomplete) as told:
        parse(text, name="我的.sql")
    assert said in told.value.what
    assert "我的.sql" in told.value.what


@pytest.mark.parametrize("sql", ["SELECT FROM WHERE", "DELETE FROM pay", SQL + "; DROP TABLE pay"])
def test_what_is_not_one_query_is_a_fault_and_no_crash(sql: str) -> None:
    assert len(found(sql=sql)) == 1
