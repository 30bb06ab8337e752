"""`seal`: labels of sealed materials, and the record of a count."""

from __future__ import annotations

from jxinspect.law.label_sheet import LABEL_SHEETS
from templates.build import (
    Description,
    Layout,
    document,
    form,
    heading,
    label,
    note,
    number,
    para,
    signatures,
    table,
    title,
    value,
    when,
)
from templates.build.labels import labels
from templates.build.sign import signature_if

#: 封存资料标签, on the sheet that the office uses.
LABELS = document(
    Layout.SHEET,
    "封存资料标签",
    [
        when(f"标签纸 == '{name}'", [labels(sheet, "行 in 标签", "二维码", ["编号", "名称", "数量", "决定", "校验"])])
        for name, sheet in LABEL_SHEETS.items()
    ],
)

_LINES = [
    ("编　号", 52.0, "{{ 项.编号 }}"),
    ("名称或者位置", 72.0, "{{ 项.名称 }}"),
    ("清点情况", 32.0, "{{ 项.情况 }}"),
]

#: 封存清点记录: every strip and every material, as found.
COUNT = document(
    Layout.FORM,
    "封存清点记录",
    [
        title("{{ 机关.名称 }}\n封存清点记录"),
        number("编号：{{ 文号 }}"),
        form(
            [
                [label("当事人"), value("{{ 被监督单位.名称 }}", 3, 9)],
                [label("决定书\n文　号"), value("{{ 决定文号 }}"), label("封存编号"), value("{{ 封存.编号 }}")],
                [label("清点时间"), value("{{ 清点.时间 }}"), label("地　点"), value("{{ 封存.地点 }}")],
                [label("检查人员"), value("{{ 检查人员 }}", 3, 9)],
                [label("在场人员"), value("{{ 清点.在场 }}", 3, 9)],
            ]
        ),
        heading(1, "一、清点结果"),
        para("{{ 清点.结果 }}"),
        heading(1, "二、封条和资料"),
        table(_LINES, loop="项 in 清点项"),
        when("不在清单", [para("清点时发现不在清单中的编号：{{ 不在清单 }}。")]),
        para("说明：{{ 清点.说明|或斜线 }}"),
        note("封条破损或者资料缺少的，应当查明原因，并依法处理（办法 19、34）。"),
        signatures(["检查人员", "检查人员", "当事人（保管人）"]),
    ],
    page_signers=("当事人", "检查人员"),
    continued="封存清点记录（续页）",
)

_REPLACED = [
    ("破损的封条", 47.0, "{{ 条.旧编号 }}"),
    ("新的封条", 47.0, "{{ 条.新编号 }}"),
    ("加贴位置", 31.0, "{{ 条.位置 }}"),
    ("封条下的资料（清单序号）", 31.0, "{{ 条.资料 }}"),
]

#: 重新加封笔录: broken strips, and those that took their place.
RESEAL = document(
    Layout.FORM,
    "重新加封笔录",
    [
        title("{{ 机关.名称 }}\n重新加封笔录"),
        number("编号：{{ 文号 }}"),
        form(
            [
                [label("时　间"), value("{{ 加封.时间 }}", 3, 9)],
                [label("地　点"), value("{{ 加封.地点 }}", 3, 9)],
                [label("当事人"), value("{{ 被监督单位.名称 }}", 3, 9)],
                [label("决定书\n文　号"), value("{{ 决定文号 }}"), label("封存编号"), value("{{ 封存.编号 }}")],
                [label("检查人员"), value("{{ 检查人员 }}", 3, 9)],
                [label("在场人员"), value("{{ 加封.在场 }}"), label("职　务"), value("{{ 加封.职务 }}")],
                [label("见证人"), value("{{ 加封.见证人 }}", 3, 9)],
            ]
        ),
        heading(1, "一、封条破损的情况"),
        para("{{ 加封.情况 }}"),
        heading(1, "二、重新加贴封条"),
        para("下列破损的封条不再使用，由检查人员当场加贴新的封条，封存期限、保管人及其义务不变："),
        table(_REPLACED, loop="条 in 换下"),
        para("现场照片、录音录像的编号：{{ 加封.影像|或斜线 }}"),
        heading(1, "三、核对和签名"),
        para("{{ 核对 }}"),
        note("封条破损的，应当查明原因，并依法处理（办法 19、34）。"),
        signatures(["当事人（保管人）", "检查人员", "检查人员"]),
        signature_if("加封.见证人", "见证人"),
    ],
    page_signers=("当事人", "检查人员"),
    continued="重新加封笔录（续页）",
)

TEMPLATES: dict[str, Description] = {"D35a": LABELS, "D36a": COUNT, "D36b": RESEAL}
