"""What lies in the folder in which docs/cookbook.zh-CN.md is played."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from tests.cli.pages.lists import Lines, write_lists

#: The machine's clock while the page is played; the moments of the facts are given with --at.
CLOCK = "2026-07-31 17:00"

#: What an office writes into the empty templates: kind → file and lines, by heading.
LISTS: Mapping[str, tuple[str, Lines]] = {
    "staff": (
        "人员.xlsx",
        [
            {"姓名": "钱样明", "角色": "机关负责人", "内设机构": "局领导", "职务": "局长"},
            {"姓名": "孙例平", "角色": "基金监督机构负责人", "内设机构": "基金监督科", "职务": "科长"},
            *(
                {
                    "姓名": name,
                    "角色": "监督工作人员",
                    "内设机构": "基金监督科",
                    "职务": "一级科员",
                    "行政执法证号": card,
                    "发证机关": "江西省司法厅",
                    "有效期起": date(2021, 7, 1),
                    "有效期止": ends,
                }
                for name, card, ends in (
                    ("测一鸣", "36019900102", date(2028, 6, 30)),
                    ("样二航", "36019900103", date(2028, 6, 30)),
                    ("例三川", "36019900104", date(2026, 3, 31)),
                )
            ),
        ],
    ),
    "units": (
        "单位.xlsx",
        [
            {
                "单位名称": "样本县社会保险服务中心",
                "单位类型": "社会保险经办机构",
                "行政区划代码": "360100",
                "地址": "样本县示范路2号",
                "法定代表人或者主要负责人": "赵样本",
                "负责人职务": "主任",
                "联系人": "李例子",
                "联系电话": "0791-00000012",
            },
        ],
    ),
    "items": (
        "计划项目.xlsx",
        [
            {
                "被监督单位": "样本县社会保险服务中心",
                "险种": "失业保险基金",
                "组织形式": "专项检查",
                "检查期间起": date(2025, 1, 1),
                "检查期间止": date(2025, 12, 31),
                "拟实施季度": 1,
                "牵头人": "测一鸣",
                "人数": 2,
                "人天": 16,
            },
        ],
    ),
}
TALK = """问：请介绍失业保险金的审核流程。
答：由初审、复核两人审核，系统自动比对参保记录。
问：3月至6月为什么没有比对就业信息？
答：当时接口停用，人工没有补做。
"""
REPORT = """# 被检查单位基本情况
样本县社会保险服务中心经办全县失业保险，2025年支付待遇1200万元。

# 检查评价
失业保险基金收支管理总体规范，待遇审核存在薄弱环节。

# 处理意见
责令追回多发待遇，完善比对制度。

# 整改建议
恢复就业信息比对，按月复核。
"""
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)


def write_files(folder: Path) -> None:
    """What lies in the folder before the first command: the lists, a passphrase, material from the unit, scans."""
    write_lists(folder, LISTS)
    (folder / "口令.txt").write_text("样本口令 2026\n", encoding="utf-8")
    (folder / "支付明细.csv").write_text("姓名,月份,金额\n某甲,2025-03,1800.00\n", encoding="utf-8")
    (folder / "凭证12号.pdf").write_bytes(PDF)
    (folder / "笔录.txt").write_text(TALK, encoding="utf-8")
    (folder / "报告.txt").write_text(REPORT, encoding="utf-8")
    (folder / "扫描件.pdf").write_bytes(PDF)
    (folder / "退款回单.pdf").write_bytes(PDF + b"%1\n")
    (folder / "封存录像.mp4").write_bytes(b"invented, not a film\n")
    (folder / "移动硬盘").mkdir()
