"""What lies in the folder in which docs/cookbook-service.zh-CN.md is played: the case file with a notice just made."""

from __future__ import annotations

from pathlib import Path

from tests.cli.pages.cookbook import LISTS
from tests.cli.pages.lists import write_lists

CLOCK = "2026-07-31 17:00"
#: As in the first chapters of the cookbook, up to the notice; then further lists to be served, each in another way.
AGENCY = (
    "plan agency set --name 样本县人力资源和社会保障局 --code 样人社 --level county --region-code 360100 "
    "--region 样本县 --department 基金监督科 --address 样本县示范路1号 --phone 0791-00000001 "
    "--complaint-phone 0791-00000002 --government 样本县人民政府 --court 样本县人民法院"
)
SCHEME = (
    "plan scheme new --item 1 --items 失业保险基金收支、管理 --scope 2025年度失业保险待域 --matter CL-11-4 "
    "--starts 2026-03-12 --ends 2026-03-20 --method 查阅凭证账簿、询问有关人员 --material 支付明细 "
    "--leader 测一鸣 --member 样二航 --at '2026-03-02 09:00'"
)
APPROVE = "plan scheme approve 2026-001 --reviewer 孙例平 --review-text 拟同意 --approver 钱样明 --text 同意"
LISTED = ("会计凭证", "银行对账单", "业务台账", "内控制度", "合同", "发放名册")
BEFORE = (
    "init 案卷.jxcase --passphrase-file 口令.txt --as 孙例平",
    "config set actor 测一鸣",
    AGENCY,
    "plan staff import 人员.xlsx",
    "plan unit import 单位.xlsx",
    "plan year new 2026 --scope 本县社会保险经办机构 --focus 待遇支付 --at '2026-01-08 09:00'",
    "plan year import 2026 计划项目.xlsx --at '2026-01-08 09:20'",
    "plan year approve 2026 --approver 钱样明 --text 同意 --at '2026-01-12 15:00'",
    "plan year issue 2026 --at '2026-01-12 16:00'",
    SCHEME,
    f"{APPROVE} --at '2026-03-03 10:00'",
    "notify onsite 2026-001 --enter 2026-03-12 --at '2026-03-04 09:00'",
    *(
        f"notify materials 2026-001 --item {name} --due 2026-03-20 --at '2026-03-04 1{n}:00'"
        for n, name in enumerate(LISTED)
    ),
)


def write_files(folder: Path) -> None:
    """The lists of the office and the passphrase."""
    write_lists(folder, LISTS)
    (folder / "口令.txt").write_text("样本口令 2026\n", encoding="utf-8")
