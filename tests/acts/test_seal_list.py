"""What is to be sealed, as people write it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from jxinspect.acts.seal_list import parse_item, read_list, template
from jxinspect.errors import Incomplete


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("凭证/会计凭证/12册", {"name": "凭证", "material": "voucher", "quantity": 12, "unit": "册"}),
        ("凭证/voucher/12", {"name": "凭证", "material": "voucher", "quantity": 12, "unit": "册"}),
        ("现金/现金/3 捆", {"name": "现金", "material": "现金", "quantity": 3, "unit": "捆"}),
        (
            "凭证／１".replace("／", "/会计凭证/").replace("１", "１２盒")
            + "/2025年/蓝色封面/编号=1-12/页数=1440页/封条=2",
            {
                "name": "凭证",
                "material": "voucher",
                "quantity": 12,
                "unit": "盒",
                "period": "2025年",
                "features": "蓝色封面",
                "reference": "1-12",
                "pages": 1440,
                "strip": "2",
            },
        ),
    ],
)
def test_an_item_is_read_in_its_parts(text: str, wanted: dict[str, Any]) -> None:
    assert parse_item(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "凭证",
        "凭证/会计凭证",
        "凭证/会计凭证/若干",
        "凭证/会计凭证/0册",
        "/会计凭证/1册",
        "a/b/1册/c/d/e",
        "凭证/会计凭证/1册/页数=多",
    ],
)
def test_an_item_that_cannot_be_read_is_refused_with_the_way_to_write_it(text: str) -> None:
    with pytest.raises(Incomplete) as fault:
        parse_item(text)
    assert "名称/种类/数量单位" in fault.value.todo


def test_a_list_file_gives_the_same_lines(tmp_path: Path) -> None:
    file = tmp_path / "清单.csv"
    file.write_text(
        "资料名称,种类,数量,单位,页数,封条\n凭证,会计凭证,12,册,1440,2\n现金,现金,1,捆,,\n", encoding="utf-8-sig"
    )
    assert read_list(file) == [
        {"name": "凭证", "material": "voucher", "quantity": 12, "unit": "册", "pages": 1440, "strip": "2"},
        {"name": "现金", "material": "现金", "quantity": 1, "unit": "捆"},
    ]


def test_a_list_file_with_faults_yields_all_of_them(tmp_path: Path) -> None:
    file = tmp_path / "清单.csv"
    file.write_text("资料名称,种类,数量\n凭证,会计凭证,0\n,会计账簿,3\n", encoding="utf-8-sig")
    with pytest.raises(Incomplete) as fault:
        read_list(file)
    assert len(fault.value.items) == 2


def test_the_empty_list_can_be_filled_in_and_read(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    file = tmp_path / "清单.xlsx"
    file.write_bytes(template())
    book = load_workbook(file)
    sheet = book.worksheets[0]
    header = next(row for row in sheet.iter_rows() if any(cell.value == "资料名称" for cell in row))
    columns = {str(cell.value): int(cell.column or 0) for cell in header}
    below = int(header[0].row or 0) + 1
    while sheet.cell(below, columns["资料名称"]).value:
        below += 1
    for title, value in {"资料名称": "凭证", "种类": "会计凭证", "数量": "12"}.items():
        sheet.cell(below, columns[title]).value = value
    book.save(file)
    assert read_list(file) == [{"name": "凭证", "material": "voucher", "quantity": 12}]
