"""What lies in the folder in which docs/cookbook-seal.zh-CN.md is played: the inspectors have just entered."""

from __future__ import annotations

from pathlib import Path

from tests.cli.pages import cookbook_service

CLOCK = "2026-04-30 17:00"
SERVED = (
    "notify serve 2026-001 --doc 样人社监检通〔2026〕1号 --doc 样人社监调〔2026〕1号 --method direct --receiver 李例子 "
    "--capacity 办公室主任 --server 测一鸣 --server 样二航 --at '2026-03-05 10:00'"
)
ENTERED = "inspect enter 2026-001 --met 李例子 --post 办公室主任 --at '2026-03-12 09:00'"
BEFORE = (*cookbook_service.BEFORE[: -len(cookbook_service.LISTED)], SERVED, ENTERED)
MATERIALS = """资料名称,种类,数量,单位,所属期间,编号,特征,介质序列号,封条
2025年8月记账凭证,会计凭证,3,册,2025年8月,08-1至08-3,封面完整,,1
2025年银行对账单,其他有关资料,1,册,2025年度,,缺4月,,1
待遇审核档案,业务档案,2,盒,2025年,,,,2
"""


def write_files(folder: Path) -> None:
    """The lists of the office, the passphrase, and the materials to be sealed."""
    cookbook_service.write_files(folder)
    (folder / "封存录像.mp4").write_bytes(b"invented, not a film\n")
    (folder / "封存资料.csv").write_text(MATERIALS, encoding="utf-8")
