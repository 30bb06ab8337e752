"""What is no material and so is never sealed: money, places, goods (办法 19; 社会保险法 79 II(一); 行政强制法 23, 29).

A name tells by its end: 现金日记账 is a ledger, 库存现金 is money. Who means papers in a room names the papers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from unicodedata import normalize

#: What it is → ends of names that say so.
OTHERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "资金": (
            *("现金", "备用金", "人民币", "存款", "资金", "款项", "钱款", "账户", "银行卡", "存折", "存单"),
            *("有价证券", "债券", "股票", "黄金", "金条"),
        ),
        "场所": (
            *("房屋", "房间", "场所", "场地", "办公室", "档案室", "财务室", "资料室", "机房", "库房", "仓库"),
            *("营业厅", "服务大厅", "门店", "厂房", "办公楼"),
        ),
        "物品": (
            *("车辆", "汽车", "公章", "印章", "药品", "家具", "办公桌", "办公用品", "商品", "货物", "原材料"),
            *("个人物品", "私人物品", "生活用品", "食品", "贵重物品"),
        ),
    }
)
_BRACKETED = re.compile(r"[(\[【][^)\]】]*[)\]】]$")


def other_than_material(name: str) -> str:
    """What a thing of that name is when it is no material (资金, 场所, 物品); else blank."""
    plain = normalize("NFKC", name).strip()
    while (shorter := _BRACKETED.sub("", plain).strip()) not in (plain, ""):
        plain = shorter
    return next((what for what, ends in OTHERS.items() if plain.strip("()[]【】 ").endswith(ends)), "")
