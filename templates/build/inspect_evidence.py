"""Templates of the group inspect: working paper (D21) and evidence sheet (D22)."""

from __future__ import annotations

from templates.build import (
    Description,
    Layout,
    document,
    form,
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

#: 检查工作底稿, one matter each (办法 15, 22(三)).
PAPER = document(
    Layout.FORM,
    "检查工作底稿",
    [
        title("{{ 机关.名称 }}\n检查工作底稿"),
        number("底稿编号：{{ 文号 }}"),
        form(
            [
                [label("被监督单位"), value("{{ 被监督单位.名称 }}", 3)],
                [label("检查项目"), value("{{ 检查.事由 }}", 3)],
                [label("检查事项"), value("{{ 底稿.事项 }}"), label("检查期间"), value("{{ 检查.所属期间 }}")],
                [label("检查过程\n和方法"), value("{{ 底稿.方法|或斜线|分段 }}", 3, 22)],
                [label("发现的\n事　实"), value("{{ 底稿.事实|或斜线|分段 }}", 3, 30)],
                [label("人　数"), value("{{ 底稿.人数 }}"), label("笔　数"), value("{{ 底稿.笔数 }}")],
                [label("金　额"), value("{{ 底稿.金额 }}", 3)],
                [label("标准和\n依　据"), value("{{ 底稿.依据 }}", 3)],
                [label("问题定性"), value("{{ 底稿.定性 }}", 3)],
                [label("原　因"), value("{{ 底稿.原因 }}"), label("影　响"), value("{{ 底稿.影响 }}")],
                [label("证　据"), value("{{ 底稿.证据 }}", 3)],
                [label("处理建议"), value("{{ 底稿.建议 }}", 3)],
                [label("被监督\n单位意见"), value("{{ 底稿.单位意见 }}", 3)],
                [label("编制人"), value("{{ 编制.姓名 }}"), label("编制日期"), value("{{ 编制.日期 }}")],
                [label("复核意见"), value("{{ 复核.意见 }}", 3, 18)],
                [label("复核人"), value("{{ 复核.姓名 }}"), label("复核日期"), value("{{ 复核.日期 }}")],
            ]
        ),
        note("一个事项一份底稿；编制人和复核人不得为同一人。没有内容的栏目以“/”划去。"),
        signatures(["编制人", "复核人"]),
    ],
    continued="检查工作底稿（续页）",
)

_ITEMS = [
    ("序号", 12.0, "{{ 项.序号 }}"),
    ("证据编号", 38.0, "{{ 项.编号 }}"),
    ("证据名称", 62.0, "{{ 项.名称 }}"),
    ("页数、件数", 22.0, "{{ 项.数量 }}"),
    ("原件或复制件", 22.0, "{{ 项.形式 }}"),
]

#: 取证记录单: one fact, its evidence, and what the provider says (办法 15; 最高法证据规定 10-12).
SHEET = document(
    Layout.FORM,
    "取证记录单",
    [
        title("{{ 机关.名称 }}\n取证记录单"),
        number("编号：{{ 文号 }}"),
        form(
            [
                [label("被监督单位"), value("{{ 被监督单位.名称 }}", 3)],
                [label("检查事项"), value("{{ 取证.事项 }}", 3)],
                [label("事实摘要\n（一事一单）"), value("{{ 取证.事实|或斜线|分段 }}", 3, 30)],
                [label("证据出处"), value("{{ 取证.出处 }}"), label("取得方式"), value("{{ 取证.方式 }}")],
                [label("取得时间"), value("{{ 取证.时间 }}"), label("取得地点"), value("{{ 取证.地点 }}")],
                [label("取证人员"), value("{{ 检查人员 }}", 3)],
                [label("提供人"), value("{{ 提供人.姓名 }}"), label("职　务"), value("{{ 提供人.职务 }}")],
            ]
        ),
        para("证据清单（附件共{{ 取证.页数 }}）："),
        table(_ITEMS, loop="项 in 证据"),
        para("复制件的核对：{{ 取证.核对 }}"),
        para("提供单位（人）意见：{{ 取证.意见|或无 }}"),
        when("拒签", [para("{{ 拒签|可空 }}")]),
        signatures(["提供单位（人）（盖章或者捺印）", "取证人员", "取证人员"]),
        note("复制件由提供单位注明出处、“与原件核对无异”并盖章。没有内容的栏目以“/”划去。"),
    ],
    continued="取证记录单（续页）",
)

TEMPLATES: dict[str, Description] = {"D21": PAPER, "D22": SHEET}
