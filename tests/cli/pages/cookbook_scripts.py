"""What lies in the folder in which docs/cookbook-scripts.zh-CN.md is played: three units with notices, and scripts."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

from tests.cli.pages import cookbook_office
from tests.cli.pages.cookbook_service import AGENCY

CLOCK = "2026-04-29 22:00"
SCHOOLS = tuple(f"样本县{name}样职业培训学校" for name in "甲乙丙")
ADD = "--fund 失业 --form routine --from 2025-01-01 --to 2025-12-31 --quarter 2"
COMMON = (
    "--set 检查项目=2025年度基金收支 --set 检查范围=2025年 --set 检查内容=培训补贴 --set 检查方式=查阅资料 "
    "--set 资料清单=签到表"
)
BEFORE = (
    "init 案卷.jxcase --passphrase-file 口令.txt --as 孙例平",
    f"{AGENCY} --as 孙例平",
    "plan staff import 人员名册.xlsx --as 孙例平",
    "plan unit import 被监督单位.xlsx --as 孙例平",
    "plan year new 2026 --scope 本县 --focus 培训补贴 --as 孙例平 --at '2026-01-08 09:00'",
    *(f"plan year add 2026 --unit {name} {ADD} --as 孙例平 --at '2026-01-08 10:00'" for name in SCHOOLS),
    "plan year approve 2026 --approver 钱样明 --text 同意 --as 孙例平 --at '2026-01-12 15:00'",
    f"notify batch 通知.csv --approver 钱样明 {COMMON} --as 孙例平 --at '2026-04-27 09:00'",
)
#: What came back from the three units, as commands; the second line names a document that does not exist.
SERVED = [
    ("送达-1", "2026-001", "样人社监检通〔2026〕1号", "沈例宁"),
    ("送达-2", "2026-002", "样人社监检通〔2026〕9号", "沈例安"),
    ("送达-3", "2026-003", "样人社监检通〔2026〕3号", "沈例康"),
]
NIGHTLY = """\
#!/bin/sh
# 每晚执行一次：核对，备份，导出，核对导出的文件。有一步不成就停下，退出码就是那一步的。
set -eu
day=$(date +%F)
jxinspect verify --quiet
jxinspect backup "备份/案卷-$day.jxcase" --quiet
jxinspect export all --out "导出/$day" --format csv --quiet
(cd "导出/$day" && sha256sum --quiet -c manifest-sha256.txt)
if ! jxinspect check --quiet > "导出/$day/规则检查.txt"; then
    echo "规则检查有问题：导出/$day/规则检查.txt"
fi
echo "$day 已导出"
"""


def write_files(folder: Path) -> None:
    """The lists of the office, the notices, the commands of a batch, and the script of the night."""
    cookbook_office.write_files(folder)
    rows = [f"{name},2026-05-1{n},测一鸣,例三川,是" for n, name in enumerate(SCHOOLS, 1)]
    (folder / "通知.csv").write_text("\n".join(["单位,进点日期,组长,组员,无利害关系", *rows]), encoding="utf-8")
    (folder / "送达.jsonl").write_text("".join(map(_served, SERVED)), encoding="utf-8")
    (folder / "单位.txt").write_text(f"{SCHOOLS[0]}\n样本县丁样职业培训学校\n", encoding="utf-8")
    (folder / "每晚.sh").write_text(NIGHTLY, encoding="utf-8")


@contextmanager
def playing() -> Iterator[None]:
    """What the page exports in its first command holds for the whole page."""
    names = {"JXINSPECT_CASE": "案卷.jxcase", "JXINSPECT_ACTOR": "测一鸣", "JXINSPECT_PASSPHRASE_FILE": "口令.txt"}
    with patch.dict(os.environ, names):
        yield


def _served(row: tuple[str, str, str, str]) -> str:
    id_, inspection, number, receiver = row
    words = ["notify", "serve", inspection, "--doc", number, "--method", "direct", "--receiver", receiver]
    words += ["--capacity", "教务主任", "--server", "测一鸣", "--server", "例三川", "--at", "2026-04-29 10:00"]
    return json.dumps({"id": id_, "args": words}, ensure_ascii=False) + "\n"
