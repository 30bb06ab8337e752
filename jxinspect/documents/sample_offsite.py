"""Columns of the invented records that an off-site inspection brings, for sample.py."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: Values of columns of one table.
OFFSITE: Mapping[tuple[str, str], Any] = {
    ("offsitenotice", "tables"): ["person", "pay"],
    ("offsitenotice", "formats"): ["xlsx", "csv"],
    ("offsitenotice", "ways"): ["encrypted_medium", "dedicated_network"],
    ("offsitenotice", "days"): 10,
    ("dataset", "table"): "pay",
    ("dataset", "months"): [
        {"column": "pay_ym", "ym": ym, "rows": 1_200, "amount": 384_000_000} for ym in (202501, 202512)
    ],
    ("dataset", "digest"): "ef" * 32,
    ("dataset", "rows_read"): 14_406,
    ("dataset", "rows_kept"): 14_400,
    ("dataset", "rows_refused"): 6,
    ("dataset", "number"): "2026-001-SJ-01",
    ("dataset", "sums"): [{"column": "amount", "fen": 768_000_000}],
    ("datapart", "sha256"): "ab" * 32,
    ("datapurge", "number"): "2026-001-XH-01",
    ("datapurge", "datasets"): ["dataset-1"],
    ("datapurge", "objects"): [{"sha256": "ab" * 32, "rows": 14_400, "size": 288_000}],
    ("datapurge", "rows"): 14_406,
    ("datapurge", "reason"): "检查已经办结，处理目的已经实现",
    ("datapurge", "method"): "删除加密存放的数据文件；原始文件作为证据随卷保管",
    ("datapurge", "witness"): "staff-2",
    ("datapurge", "actor"): "测一鸣",
    ("ruleoutcome", "rule"): "R01",
    ("ruleoutcome", "version"): "abf3903ffc55",
    ("ruleoutcome", "skipped"): "",
    ("ruleoutcome", "limits"): ["只与核定的月待遇比较，核定本身是否正确须查档案"],
    ("ruleoutcome", "title"): "死亡后继续领取待遇",
    ("ruleoutcome", "inputs"): [{"table": "pay", "sha256": "ab" * 32}, {"table": "x_death", "sha256": "cd" * 32}],
    ("flag", "rule"): "R01",
    ("flag", "strength"): "H",
    ("flag", "amount"): 640_000,
    ("flagbatch", "demand"): "请逐个查明死亡时间、停发时间和多发的金额，已经多发的予以追回。",
    ("flagbatch", "days"): 10,
}
