"""What lies in the folder in which docs/cookbook-proceeding.zh-CN.md is played: a hospital has cheated."""

from __future__ import annotations

from pathlib import Path

from tests.cli.pages.cookbook import LISTS
from tests.cli.pages.cookbook_service import AGENCY
from tests.cli.pages.lists import write_lists

CLOCK = "2026-11-24 17:00"
#: The page is played there, since other tests begin where it stands.
PLAYED_BY = "tests/proceeding"
UNIT = (
    "plan unit add 样本县虚构医院 --type service_org --subtype 工伤保险协议医疗机构 --region-code 360100 "
    "--credit-code 12360100MB0000018R --address 样本县示范路18号 --head 胡样医 "
    "--head-post 院长 --contact 许例护 --phone 0791-00000018"
)
SCHEME = (
    "plan scheme new --unit 样本县虚构医院 --ad-hoc 上级交办核查工伤医疗费用 --form special --fund injury "
    "--from 2025-01-01 --to 2025-12-31 --items 工伤保险协议医疗费用 --scope 2025年度工伤住院费用 --matter CL-12-2 "
    "--starts 2026-06-08 --ends 2026-06-12 --method 核对病历、发票和结算单 --material 住院病历和费用清单 "
    "--leader 测一鸣 --member 样二航 --at '2026-06-01 09:00'"
)
APPROVE = (
    "plan scheme approve 2026-001 --reviewer 孙例平 --review-text 拟同意 --approver 钱样明 --text 同意 "
    "--at '2026-06-01 15:00'"
)
SERVED = (
    "notify serve 2026-001 --doc 样人社监检通〔2026〕1号 --doc 样人社监调〔2026〕1号 --method direct --receiver 许例护 "
    "--capacity 办公室主任 --server 测一鸣 --server 样二航 --at '2026-06-02 10:00'"
)
EVIDENCE = (
    "inspect evidence add -i 2026-001 --title 12名工伤职工的住院病历和结算单 --kind document --form copy --pages 86 "
    "--source 样本县虚构医院医保科 --place 医保科 --proves 虚报住院费用26000元 --at '2026-06-08 14:00'"
)
FINDING = (
    "inspect finding add 2026-001 --title 虚报工伤住院费用 --facts "
    "该院2025年3月至10月以虚假病历虚报12名工伤职工的住院费用26000元 "
    "--violation V31-1 --matter CL-12-2 --amount 26000 --persons 12 --from 2025-03-01 --to 2025-10-31 --evidence 1 "
    "--demand 退回骗取的工伤保险基金 --at '2026-06-09 10:00'"
)
BEFORE = (
    "init 案卷.jxcase --passphrase-file 口令.txt --as 孙例平",
    "config set actor 测一鸣",
    AGENCY,
    "plan staff import 人员.xlsx",
    "plan staff add 严样法 --role legal_reviewer --department 政策法规科 --post 科长",
    "plan staff add 冯档存 --role archivist --department 办公室 --post 科员",
    UNIT,
    SCHEME,
    "plan team set 2026-001 --leader 测一鸣 --member 样二航 --no-interest --at '2026-06-01 10:00'",
    APPROVE,
    "notify onsite 2026-001 --enter 2026-06-08 --at '2026-06-01 16:00'",
    SERVED,
    "inspect enter 2026-001 --met 许例护 --post 办公室主任 --at '2026-06-08 09:00'",
    EVIDENCE,
    FINDING,
)


def write_files(folder: Path) -> None:
    """The lists of the office and the passphrase."""
    write_lists(folder, LISTS)
    (folder / "口令.txt").write_text("样本口令 2026\n", encoding="utf-8")
