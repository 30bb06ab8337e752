"""What lies in the folder in which docs/cookbook-offsite.zh-CN.md is played: a disk from the unit, a list of deaths."""

from __future__ import annotations

from pathlib import Path

from jxinspect.commands.story.doubts import write_doubts
from tests.cli.pages.cookbook import LISTS
from tests.cli.pages.cookbook_service import AGENCY
from tests.cli.pages.lists import write_lists

#: The machine's clock while the page is played; the moments of the facts are given with --at.
CLOCK = "2026-08-10 18:00"
NAMES = {
    "off_person": "参保人员基本信息.csv",
    "off_pay": "待遇发放明细.csv",
    "off_pay_before": "待遇发放明细（上年）.csv",
    "off_deaths": "死亡人员.csv",
    "doubt_password": "疑点口令.txt",
    "doubt_answer": "反馈表（单位填报）.xlsx",
}
REPORT = """# 被检查单位基本情况
样本县社会保险服务中心发放全县城乡居民基本养老保险待遇。

# 检查评价
基金收支总体规范，死亡信息没有按月核对，停发不及时。

# 处理意见
责令追回多发的待遇。

# 整改建议
按月与民政部门核对死亡人员信息。
"""

BEFORE = (
    "init 案卷.jxcase --passphrase-file 口令.txt --as 孙例平",
    "unlock --passphrase-file 口令.txt",
    "config set actor 测一鸣",
    "config set export.folder 下发",
    AGENCY,
    "plan staff import 人员.xlsx",
    "plan unit import 单位.xlsx",
)


def write_files(folder: Path) -> None:
    """The lists of the office, the files of the unit and of the department of civil affairs, the text of the report."""
    write_lists(folder, LISTS)
    for name, path in write_doubts(folder).items():
        path.rename(folder / NAMES[name])
    (folder / "口令.txt").write_text("检查组 2026\n", encoding="utf-8")
    (folder / "报告.txt").write_text(REPORT, encoding="utf-8")
