"""`inspect data purge`: the record of data that were destroyed (D75)."""

from __future__ import annotations

from templates.build import (
    Description,
    Layout,
    document,
    form,
    heading,
    items,
    label,
    number,
    para,
    signatures,
    table,
    title,
    value,
    when,
)
from templates.build.inspect_sign import GRID

_DATA = [
    ("数据编号", 36.0, "{{ 项.编号 }}"),
    ("数据表", 28.0, "{{ 项.表 }}"),
    ("提取日期", 22.0, "{{ 项.提取日期 }}"),
    ("期　间", 20.0, "{{ 项.期间 }}"),
    ("读　入\n（行）", 16.0, "{{ 项.读入 }}"),
    ("保　留\n（行）", 16.0, "{{ 项.保留 }}"),
    ("剔　除\n（行）", 18.0, "{{ 项.剔除 }}"),
]
_DIGESTS = [
    ("数据编号", 36.0, "{{ 项.编号 }}"),
    ("金额合计", 36.0, "{{ 项.金额 }}"),
    ("数据摘要（SHA-256）", 84.0, "{{ 项.摘要 }}"),
]
_FILES = [
    ("序号", 12.0, "{{ 项.序号 }}"),
    ("内　容", 58.0, "{{ 项.内容 }}"),
    ("行　数", 18.0, "{{ 项.行数 }}"),
    ("SHA-256", 68.0, "{{ 项.校验值 }}"),
]
_RAW = [
    ("证据编号", 41.0, "{{ 项.编号 }}"),
    ("文件名", 47.0, "{{ 项.文件名 }}"),
    ("SHA-256", 68.0, "{{ 项.校验值 }}"),
]

#: 数据销毁记录: what was destroyed and what stays (办法 23 II, 38; 个人信息保护法 47).
PURGE = document(
    Layout.FORM,
    "数据销毁记录",
    [
        title("{{ 机关.名称 }}\n数据销毁记录"),
        number("编号：{{ 文号 }}"),
        form(
            [
                [label("被监督单位"), value("{{ 被监督单位.名称 }}", 3)],
                [label("案　由"), value("{{ 案由 }}", 3)],
                [label("检查编号"), value("{{ 检查.编号 }}"), label("销毁编号"), value("{{ 销毁.编号 }}")],
                [label("销毁时间"), value("{{ 销毁.时间 }}", 3)],
                [label("经办人"), value("{{ 销毁.经办人 }}"), label("监销人"), value("{{ 销毁.监销人 }}")],
                [label("依　据"), value("{{ 依据 }}", 3)],
                [label("理　由"), value("{{ 销毁.理由 }}", 3)],
                [label("方　法"), value("{{ 销毁.方法 }}", 3)],
            ],
            GRID,
        ),
        heading(1, "一、销毁的数据"),
        para("{{ 销毁.合计 }}。"),
        table(_DATA, loop="项 in 数据"),
        table(_DIGESTS, loop="项 in 数据", styles={"数据摘要（SHA-256）": "CheckLine"}),
        heading(1, "二、销毁的文件"),
        table(_FILES, loop="项 in 文件", styles={"SHA-256": "CheckLine"}),
        when("共用", [para("{{ 共用 }}")]),
        heading(1, "三、留存的原始文件（作为证据随卷保管，不在本次销毁之列）"),
        table(_RAW, loop="项 in 原始文件", styles={"SHA-256": "CheckLine"}),
        heading(1, "四、留存的其他内容"),
        items("项 in 留存", "{{ loop.index }}．{{ 项 }}"),
        heading(1, "五、本次销毁没有及于的副本"),
        para("下列副本不在本案卷库中，本程序不能删除，也不能证明已经删除，由经办人另行清理或者通知持有人："),
        items("项 in 未及", "{{ loop.index }}．{{ 项 }}"),
        para("销毁时监销人在场。经办人、监销人核对以上内容后逐页签名："),
        signatures(["经办人", "监销人"]),
    ],
    page_signers=("经办人", "监销人"),
    continued="数据销毁记录（续页）",
)

TEMPLATES: dict[str, Description] = {"D75": PURGE}
