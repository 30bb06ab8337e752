"""What lies in the folder in which docs/cookbook-office.zh-CN.md is played: an office's own lists, as they are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from unittest.mock import patch

from openpyxl import Workbook

#: The machine's clock while the page is played; the moments of the facts are given with --at.
CLOCK = "2026-04-28 17:00"

FROM, TO = date(2023, 7, 1), date(2028, 6, 30)
STAFF = [
    ("人员姓名", "人员类别", "科室", "职务", "执法证号", "颁发机关", "发证日期", "有效期至", "工作单位"),
    ("钱样明", "机关负责人", "局领导", "局长", None, None, None, None, None),
    ("孙例平", "基金监督机构负责人", "基金监督科", "科长", "36019900101", "江西省司法厅", FROM, TO, None),
    *(
        (name, "监督工作人员", office, "科员", card, "江西省司法厅", FROM, TO, None)
        for name, office, card in (
            ("测一鸣", "基金监督科", "36019900102"),
            ("样二航", "基金监督科", "36019900103"),
            ("例三川", "基金监督科", "36019900104"),
            ("仿四海", "养老保险科", "36019900105"),
        )
    ),
    ("虚五岳", "第三方协助人员", "审计部", "注册会计师", None, None, None, None, "样本会计师事务所"),
]
UNITS = [
    ("名称", "信用代码", "类型", "机构类别", "地址", "负责人", "联系人", "电话"),
    ("样本县社会保险服务中心", "12360100MB00001AXR", "经办机构", None, "样本县示范路2号", "赵样本", "陈例文", 11),
    ("样本县虚构镇便民服务中心", "12360100MB00002AXF", "乡镇", None, "样本县虚构镇正街8号", "褚样中", "卫例安", 12),
    ("样本县示例镇便民服务中心", None, "乡镇", None, "样本县示例镇正街3号", "郑样东", "卫例康", 13),
    ("样本县假想镇便民服务中心", None, "乡镇", None, "样本县假想镇正街1号", "郑样西", "卫例宁", 14),
    ("样本县甲样职业培训学校", None, "社会保险服务机构", "培训机构", "样本县示范路16号", "蒋样立", "沈例宁", 15),
    ("样本县乙样职业培训学校", None, "社会保险服务机构", "培训机构", "样本县示范路17号", "蒋样行", "沈例安", 16),
    ("样本县丙样职业培训学校", None, "社会保险服务机构", "培训机构", "样本县示范路18号", "蒋样知", "沈例康", 17),
    ("样本县丁样职业培训学校", None, "社会保险服务机构", "培训机构", "样本县示范路19号", "蒋样信", "沈例平", 18),
    ("样本县戊样职业培训学校", None, "社会保险服务机构", "培训机构", "样本县示范路20号", "蒋样义", "沈例和", 19),
    ("样本县己样职业培训学校", None, "社会保险服务机构", "培训机构", "样本县示范路21号", "蒋样仁", "沈例顺", 20),
]
ITEMS = [
    ("检查对象", "险种", "形式", "所属期间起", "所属期间止", "季度", "负责人", "人数", "人天", "重点"),
    (
        "样本县社会保险服务中心", "企业职工基本养老保险基金、工伤保险基金", "专项",
        date(2025, 1, 1), date(2025, 12, 31), 1, "测一鸣", 2, 16, "死亡人员待遇停发",
    ),
    (
        "样本县虚构镇便民服务中心", "城乡居民基本养老保险基金", "日常", date(2025, 1, 1), date(2025, 12, 31),
        2, "例三川", 2, 4, "待遇资格认证",
    ),
]  # fmt: skip
#: The list of notices, with three faults: a day too early, a unit that nobody knows, a person who is not on the roster.
NOTICES = [
    ("被监督单位", "进点日期", "组长", "组员"),
    ("样本县示例镇便民服务中心", date(2026, 5, 11), "测一鸣", "例三川"),
    ("样本县假想镇便民服务中心", date(2026, 4, 30), "测一鸣", "例三川"),
    ("样本县甲样职业培训学校", date(2026, 5, 12), "测一鸣", "例三川"),
    ("样本县乙样培训学校", date(2026, 5, 12), "测一鸣", "例三川"),
    ("样本县丙样职业培训学校", date(2026, 5, 13), "测一鸣", "例三山"),
    ("样本县丁样职业培训学校", date(2026, 5, 13), "测一鸣", "例三川"),
]
MENDED = {(2, 1): date(2026, 5, 9), (4, 0): "样本县乙样职业培训学校", (5, 3): "例三川"}
REPORTER = "姓名：钟举报测\n电话：139-0000-1234\n地址：样本县示例镇\n"
#: So many rows are committed together on this page, and the first run is stopped at that row, the first of its group.
GROUP, STOPPED_AT = 2, 5


def write_files(folder: Path) -> None:
    """Lists with the headings of the office, not of the program; the passphrases; what the reporter told."""
    (folder / "口令.txt").write_text("样本口令 2026\n", encoding="utf-8")
    (folder / "举报人口令.txt").write_text("举报样本口令 2026\n", encoding="utf-8")
    (folder / "举报人.txt").write_text(REPORTER, encoding="utf-8")
    mended = [[MENDED.get((n, m), value) for m, value in enumerate(row)] for n, row in enumerate(NOTICES)]
    _write(folder / "人员名册.xlsx", "基金监督人员名册（2026年1月）", STAFF)
    _write(
        folder / "被监督单位.xlsx",
        "被监督单位",
        [UNITS[0], *((*unit[:-1], f"0791-000000{unit[-1]}") for unit in UNITS[1:])],
    )
    _write(folder / "计划项目.xlsx", "2026年度检查计划项目", ITEMS)
    _write(folder / "通知清单.xlsx", "5月检查通知", NOTICES)
    _write(folder / "通知清单（改正）.xlsx", "5月检查通知", mended)


def _write(path: Path, title: str, rows: Sequence[Sequence[object]]) -> None:
    """A workbook with a title line above the headings."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append([title])
    for row in rows:
        sheet.append(list(row))
    book.save(path)


@contextmanager
def playing() -> Iterator[None]:
    """Ctrl+C is pressed once, when the first batch has issued four rows in groups of two and begins the next."""
    from jxinspect.commands import notify_batch

    pressed: list[int] = []

    @contextmanager
    def watched(title: str, total: int) -> Iterator[Callable[[int], None]]:
        done: list[int] = []

        def advance(count: int) -> None:
            done.extend([1] * count)
            if title == "制发" and len(done) == STOPPED_AT and not pressed:
                pressed.append(1)
                raise KeyboardInterrupt

        yield advance

    with (
        patch("jxinspect.acts.notify_batch.GROUP", GROUP),
        patch.object(notify_batch, "progress", watched),
    ):
        yield
