"""What is no material by its name: only materials are sealed (办法 19, G21)."""

from __future__ import annotations

import pytest

from jxinspect.law.seal_object import other_than_material


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("库存现金", "资金"),
        ("备用金（出纳保管）", "资金"),
        ("基本户银行存款", "资金"),
        ("2号档案室", "场所"),
        ("财务股办公室【东侧】", "场所"),
        ("赣A00000汽车", "物品"),
        ("财务专用印章", "物品"),
        ("李某个人物品 ", "物品"),
        ("现金(１袋)", "资金"),
        ("（现金）", "资金"),
    ],
)
def test_money_places_and_goods_are_told_by_the_end_of_their_names(name: str, what: str) -> None:
    assert other_than_material(name) == what


@pytest.mark.parametrize(
    "name",
    [
        "现金日记账",
        "银行存款余额调节表",
        "备用金领用凭证",
        "公章使用登记簿",
        "档案室移交清单",
        "药品采购发票",
        "2025年会计凭证（档案室2号柜）",
        "固定资产汽车购置合同",
        "",
    ],
)
def test_papers_about_them_are_materials(name: str) -> None:
    assert other_than_material(name) == ""
