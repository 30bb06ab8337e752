"""Templates of the group inspect: working paper (D21) and evidence sheet (D22). Long texts stand outside of the tables,
whose rows never split."""

from __future__ import annotations

from templates.build import (
    Description,
    Layout,
    document,
    each,
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
from templates.build.photographs import photographs

_GRID = (27, 51, 27, 51)

#: 检查工作底稿, one matter each (办法 15, 22(三)).
PAPER = document(
    Layout.FORM,
    "检查工作底稿",
    [
        title("{{ 机关.名称 }}\n检查工作底稿{{ 版次|可空 }}"),
        number("底稿编号：{{ 文号 }}"),
        form(
            [
                [label("被监督单位"), value("{{ 被监督单位.名称 }}", 3)],
                [label("检查项目"), value("{{ 检查.事由 }}", 3)],
                [label("检查事项"), value("{{ 底稿.事项 }}", 3)],
                [label("检查期间"), value("{{ 检查.所属期间 }}", 3)],
                [label("编制人"), value("{{ 编制.姓名 }}"), label("编制日期"), value("{{ 编制.日期 }}")],
                [label("复核人"), value("{{ 复核.姓名 }}"), label("复核日期"), value("{{ 复核.日期 }}")],
            ],
            _GRID,
        ),
        note("一个事项一份底稿；编制人和复核人不得为同一人。没有内容的栏目以“/”划去。"),
        heading(1, "一、检查过程和方法"),
        para("{{ 底稿.方法|分段 }}"),
        heading(1, "二、发现的事实"),
        para("{{ 底稿.事实|分段 }}"),
        para("人数：{{ 底稿.人数|或斜线 }}；笔数：{{ 底稿.笔数|或斜线 }}；金额：{{ 底稿.金额|或斜线 }}。"),
        para("证据：{{ 底稿.证据|或斜线 }}"),
        heading(1, "三、标准、依据和定性"),
        para("标准和依据：{{ 底稿.依据 }}。"),
        para("问题定性：{{ 底稿.定性|或斜线 }}"),
        heading(1, "四、原因和影响"),
        para("原因：{{ 底稿.原因|或斜线 }}"),
        para("影响：{{ 底稿.影响|或斜线 }}"),
        heading(1, "五、处理建议和单位意见"),
        para("处理建议：{{ 底稿.建议|或斜线 }}"),
        para("被监督单位意见：{{ 底稿.单位意见|或斜线 }}"),
        heading(1, "六、复核意见"),
        para("{{ 复核.意见|或斜线|分段 }}"),
        signatures(["编制人", "复核人"]),
    ],
    continued="检查工作底稿（续页）",
)

_ITEMS = [
    ("序号", 12.0, "{{ 项.序号 }}"),
    ("证据编号", 38.0, "{{ 项.编号 }}"),
    ("证据名称", 46.0, "{{ 项.名称 }}"),
    ("页、件、字节", 33.0, "{{ 项.数量 }}"),
    ("原件或\n复制件", 27.0, "{{ 项.形式 }}"),
]

_FILES = [
    ("证据编号", 36.0, "{{ 项.编号 }}"),
    ("文件名", 48.0, "{{ 项.文件名 }}"),
    ("校验值", 72.0, "{{ 项.校验值 }}"),
]
#: Digests in full are long; everything else in a table is read, these are compared.
SMALL = {"校验值": "CheckLine"}

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
                [label("取得时间"), value("{{ 取证.时间 }}", 3)],
                [label("取得地点"), value("{{ 取证.地点 }}", 3)],
                [label("证据出处"), value("{{ 取证.出处 }}"), label("取得方式"), value("{{ 取证.方式 }}")],
                [label("取证人员"), value("{{ 检查人员 }}", 3)],
                [label("提供人"), value("{{ 提供人.姓名 }}"), label("职　务"), value("{{ 提供人.职务 }}")],
            ],
            _GRID,
        ),
        heading(1, "一、事实摘要（一事一单）"),
        para("{{ 取证.事实|分段 }}"),
        heading(1, "二、证据清单（附件共{{ 取证.页数 }}）"),
        table(_ITEMS, loop="项 in 证据"),
        when("文件", [heading(2, "电子文件的校验值"), table(_FILES, loop="项 in 文件", styles=SMALL)]),
        when("照片", [heading(2, "照片的缩略图（原图以校验值为准）"), photographs("行 in 照片")]),
        heading(1, "三、核对和意见"),
        each("句 in 来历", [para("{{ 句 }}")]),
        para("复制件的核对：{{ 取证.核对 }}"),
        para("提供单位（人）意见：{{ 取证.意见|或无 }}"),
        note("复制件由提供单位注明出处、“与原件核对无异”并盖章或者捺印。没有内容的栏目以“/”划去。"),
        when("拒签", [para("{{ 拒签|可空 }}")]),
        signatures(["提供单位（人）", "取证人员", "取证人员"]),
    ],
    continued="取证记录单（续页）",
)

TEMPLATES: dict[str, Description] = {"D21": PAPER, "D22": SHEET}
