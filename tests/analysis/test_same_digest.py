"""From the file to the digest: one table in every form and encoding is one dataset."""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from jxinspect.analysis.incoming import Columns
from jxinspect.analysis.loading import Loading
from jxinspect.analysis.sources import map_header
from jxinspect.law.data_tables import known_tables
from tests.analysis.sources import made
from tests.analysis.sources.reading import source_of

ROWS: list[list[Any]] = [
    ["个人编号", "险种", "待遇项目", "所属期", "发放日期", "金额", "开户行", "账号", "户名", "发放状态", "经办机构"],
    [
        "1",
        "失业",
        "失业保险金",
        202501,
        date(2025, 1, 10),
        1200.5,
        "虚构银行",
        "6222000000000001",
        "测一鸣",
        "成功",
        "样本县",
    ],
    [
        "2",
        "失业",
        "失业保险金",
        202502,
        date(2025, 2, 10),
        1300,
        "虚构银行",
        "6222000000000002",
        "囧二亅",
        "退票",
        "样本县",
    ],
]
TABLE = known_tables()["pay"]


def digest(path: Path) -> tuple[str, int, dict[str, int]]:
    source = source_of(path)
    mapping = map_header(source.header, TABLE)
    assert mapping.complete
    columns = Columns(source.header, mapping.places, tuple(source.units))
    loading = Loading(TABLE, list(mapping.places), lambda data: sha256(data).hexdigest(), case=path.parent)
    totals = loading.take(source, columns)
    assert loading.damaged(source, columns) == []
    found = loading.digest, totals.kept, loading.sums
    loading.close()
    return found


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, int, dict[str, int]]:
    path = tmp_path_factory.mktemp("plain") / "发放.csv"
    path.write_bytes(made.delimited(ROWS))
    return digest(path)


@pytest.mark.parametrize("name", list(made.FORMS))
def test_the_same_table_has_the_same_digest_in_every_form_and_encoding(
    tmp_path: Path, name: str, expected: tuple[str, int, dict[str, int]]
) -> None:
    (tmp_path / name).write_bytes(made.FORMS[name](ROWS))
    assert digest(tmp_path / name) == expected
    assert expected[1:] == (2, {"amount": 250050})


def test_amounts_in_ten_thousands_and_other_titles_are_the_same_dataset(
    tmp_path: Path, expected: tuple[str, int, dict[str, int]]
) -> None:
    rows = [[*ROWS[0]], *([*row[:5], row[5] / 10000, *row[6:]] for row in ROWS[1:])]
    rows[0][:2], rows[0][5] = ["AAC001", "险种类型"], "实发金额（万元）"
    (tmp_path / "a.xlsx").write_bytes(made.xlsx([["样本县失业保险金发放表"], *rows, ["合计", "", "", "", "", 0.25005]]))
    assert digest(tmp_path / "a.xlsx") == expected
    told = delimited_below("单位：万元", [ROWS[0], *rows[1:]])
    (tmp_path / "b.csv").write_bytes(told)
    assert digest(tmp_path / "b.csv") == expected


def delimited_below(line: str, rows: list[list[Any]]) -> bytes:
    return f"{line}\r\n".encode("gb18030") + made.delimited(rows, "gb18030")


def test_numbers_that_a_workbook_spoiled_are_found_through_all_layers(tmp_path: Path) -> None:
    rows = [ROWS[0], *([*row[:7], 6222000000000000512.0, *row[8:]] for row in ROWS[1:])]
    (tmp_path / "a.xlsx").write_bytes(made.xlsx(rows))
    source = source_of(tmp_path / "a.xlsx")
    columns = Columns(source.header, map_header(source.header, TABLE).places)
    loading = Loading(TABLE, list(columns.places), lambda data: sha256(data).hexdigest(), case=tmp_path)
    loading.take(source, columns)
    assert loading.damaged(source, columns) == ["account_no"]
    loading.close()
