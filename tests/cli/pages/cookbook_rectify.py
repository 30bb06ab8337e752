"""What lies in the folder in which docs/cookbook-rectify.zh-CN.md is played: an agency office, evidence taken."""

from __future__ import annotations

from pathlib import Path

from tests.cli.pages.cookbook import LISTS
from tests.cli.pages.cookbook_service import AGENCY
from tests.cli.pages.lists import write_lists

#: Before the page; from there on the clock goes with its commands, so that it shows what is overdue on the day.
CLOCK = "2026-03-13 17:00"
REPORT = """# 被检查单位基本情况
样本县社会保险服务中心经办全县企业职工基本养老保险，2025年末领取待遇2.1万人。

# 检查评价
养老保险基金收支管理总体规范，待遇停发、对账和岗位分离存在问题。

# 处理意见
责令追回多发的待遇，限期整改。

# 整改建议
按月比对死亡人员信息，按月对账，每半年检查一次岗位权限。
"""
SCHEME = (
    "plan scheme new --unit 样本县社会保险服务中心 --ad-hoc 上级交办核查养老待遇支付 --form special "
    "--fund pension_enterprise --from 2025-01-01 --to 2025-12-31 --items 养老待遇支付和对账 --scope 2025年度待遇支付 "
    "--matter CL-11-4 --starts 2026-03-12 --ends 2026-03-20 --method 查阅资料、比对数据 --material 2025年待遇发放明细 "
    "--leader 测一鸣 --member 样二航 --at '2026-03-02 09:00'"
)
APPROVE = (
    "plan scheme approve 2026-001 --reviewer 孙例平 --review-text 拟同意 --approver 钱样明 --text 同意 "
    "--at '2026-03-03 10:00'"
)
SERVED = (
    "notify serve 2026-001 --doc 样人社监检通〔2026〕1号 --doc 样人社监调〔2026〕1号 --method direct --receiver 李例子 "
    "--capacity 办公室主任 --server 测一鸣 --server 样二航 --at '2026-03-05 10:00'"
)


def _evidence(title: str, proves: str, at: str) -> str:
    """A copy from the unit's office of finance, as evidence."""
    return (
        f"inspect evidence add -i 2026-001 --title {title} --kind document --form copy --pages 6 "
        f"--source 样本县社会保险服务中心财务股 --place 财务股 --proves {proves} --at '{at}'"
    )


#: Without a passphrase, which would be asked for on each of the days of the page.
BEFORE = (
    "init 案卷.jxcase --plain --as 孙例平",
    "config set actor 测一鸣",
    AGENCY,
    "plan staff import 人员.xlsx",
    "plan staff add 冯档存 --role archivist --department 办公室 --post 科员",
    "plan unit import 单位.xlsx",
    SCHEME,
    "plan team set 2026-001 --leader 测一鸣 --member 样二航 --no-interest --at '2026-03-02 10:00'",
    APPROVE,
    "notify onsite 2026-001 --enter 2026-03-12 --at '2026-03-04 09:00'",
    SERVED,
    "inspect enter 2026-001 --met 李例子 --post 办公室主任 --at '2026-03-12 09:00'",
    "inspect commit 2026-001 --signer 赵样本 --post 主任 --system 社会保险经办系统 --at '2026-03-12 11:00'",
    _evidence("待遇发放明细与死亡人员名单", "死亡后继续发放养老金", "2026-03-13 10:00"),
    _evidence("2025年对账资料和系统用户权限表", "没有对账，复核与支付由同一用户操作", "2026-03-13 11:00"),
)


def write_files(folder: Path) -> None:
    """The lists of the office and the text of the report."""
    write_lists(folder, LISTS)
    (folder / "报告.txt").write_text(REPORT, encoding="utf-8")
