"""Templates of the group inspect: index of evidence (D23a), extraction of electronic data (D24)."""

from __future__ import annotations

from templates.build import (
    Description,
    Layout,
    document,
    flush,
    form,
    heading,
    label,
    note,
    number,
    para,
    qa,
    ragged,
    signatures,
    table,
    title,
    value,
)
from templates.build.inspect_sign import GRID, UNSIGNED, signed_by
from templates.build.sign import signature_if

_DATA = [
    ("证据编号", 34.0, "{{ 项.编号 }}"),
    ("文件名", 34.0, "{{ 项.文件名 }}"),
    ("字节", 19.0, "{{ 项.字节 }}"),
    ("行数", 15.0, "{{ 项.行数 }}"),
    ("前16位", 22.0, "{{ 项.前位 }}"),
]
_DIGESTS = [
    ("证据编号", 41.0, "{{ 项.编号 }}"),
    ("校验值", 115.0, "{{ 项.校验值 }}"),
]
#: Digests are compared, not read.
_SMALL = {"前16位": "CheckLine", "校验值": "CheckLine"}

#: 电子数据提取（复制）笔录 (最高法证据规定 12, 64).
EXTRACTION = document(
    Layout.FORM,
    "电子数据提取（复制）笔录",
    [
        title("{{ 机关.名称 }}\n电子数据提取（复制）笔录"),
        number("编号：{{ 文号 }}"),
        form(
            [
                [label("被监督单位"), value("{{ 被监督单位.名称 }}", 3)],
                [label("案　由"), value("{{ 案由 }}", 3)],
                [label("时　间"), value("{{ 起止时间 }}", 3)],
                [label("地　点"), value("{{ 地点 }}", 3)],
                [label("提取人"), value("{{ 检查人员 }}", 3)],
                [label("持有人"), value("{{ 持有人.姓名 }}"), label("职　务"), value("{{ 持有人.职务 }}")],
                [label("见证人"), value("{{ 见证人 }}", 3)],
                [label("系统名称"), value("{{ 对象.系统 }}"), label("版　本"), value("{{ 对象.版本 }}")],
                [label("库、表、\n模　块"), value("{{ 对象.库表 }}", 3)],
                [label("设备型号"), value("{{ 对象.设备 }}"), label("序列号"), value("{{ 对象.序列号 }}")],
                [label("提取工具"), value("{{ 提取.工具 }}", 3)],
                [label("存储介质"), value("{{ 提取.介质 }}"), label("副本数"), value("{{ 提取.副本 }}")],
            ],
            GRID,
        ),
        heading(1, "一、表明身份"),
        qa("轮 in 告知", ragged=True),
        heading(1, "二、时钟校对"),
        para("{{ 提取.时钟 }}"),
        heading(1, "三、提取方法和过程"),
        para("方法：{{ 提取.方法 }}{{ 提取.只读 }}"),
        ragged("命令、查询语句：{{ 提取.查询|或无|分段 }}"),
        para("不提取原始载体的原因：{{ 提取.原因 }}"),
        para("过程：{{ 提取.过程|或斜线|分段 }}"),
        para("照片、录音录像：{{ 提取.影像|或无 }}"),
        heading(1, "四、电子数据清单（{{ 提取.合计 }}）"),
        table(_DATA, loop="项 in 电子数据", styles=_SMALL),
        table(_DIGESTS, loop="项 in 电子数据", styles=_SMALL),
        heading(1, "五、持有人意见"),
        para("{{ 意见 }}"),
        note("持有人核对文件名、字节数和校验值的前16位后逐页签名。没有内容的栏目以“/”划去。"),
        UNSIGNED,
        signed_by(["电子数据持有人"]),
        signature_if("见证人", "见证人"),
    ],
    page_signers=("持有人", "提取人"),
    continued="电子数据提取（复制）笔录（续页）",
)

_ITEMS = [
    ("证据编号", 26.0, "{{ 项.编号 }}"),
    ("种类", 13.0, "{{ 项.种类 }}"),
    ("名称", 28.0, "{{ 项.名称 }}"),
    ("来源、提供人", 28.0, "{{ 项.来源 }}"),
    ("取得人、时间", 34.0, "{{ 项.取得人 }}\n{{ 项.取得时间 }}"),
    ("原件或\n复制件", 15.0, "{{ 项.形式 }}"),
    ("页、件、\n字节", 18.0, "{{ 项.数量 }}"),
    ("证明对象和\n关联问题", 50.0, "{{ 项.证明对象 }}\n{{ 项.关联问题 }}"),
    ("存放处、\n状态", 17.0, "{{ 项.存放处 }}\n{{ 项.状态 }}"),
    ("SHA-256", 32.0, "{{ 项.校验值 }}"),
]

#: 证据目录: the log for the dossier (最高法证据规定 19).
INDEX = document(
    Layout.FORM,
    "证据目录",
    [
        title("{{ 机关.名称 }}\n证据目录"),
        number("编号：{{ 文号 }}"),
        flush("被监督单位：{{ 被监督单位.名称 }}　检查编号：{{ 检查.编号 }}　制表时间：{{ 时间 }}"),
        table(_ITEMS, loop="项 in 证据", styles={"SHA-256": "CheckLine"}),
        flush("{{ 合计 }}。"),
        signatures(["检查人员", "检查人员"]),
    ],
    continued="证据目录（续页）",
    landscape=True,
)

TEMPLATES: dict[str, Description] = {"D23a": INDEX, "D24": EXTRACTION}
