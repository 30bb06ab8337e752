"""Templates of the group inspect: what is signed on site (D13, D14, D17, D19, D20)."""

from __future__ import annotations

from templates.build import (
    Description,
    Layout,
    document,
    flush,
    form,
    heading,
    items,
    label,
    note,
    number,
    para,
    qa,
    rights,
    signatures,
    table,
    title,
    value,
    when,
)
from templates.build.inspect_evidence import TEMPLATES as EVIDENCE
from templates.build.inspect_order import TEMPLATES as ORDERS
from templates.build.inspect_sign import GRID, UNSIGNED, signed_by
from templates.build.sign import signature_if

_UNIT = [
    [label("被监督单位"), value("{{ 被监督单位.名称 }}", 3)],
    [
        label("统一社会\n信用代码"),
        value("{{ 被监督单位.统一社会信用代码 }}"),
        label("法定代表人\n（负责人）"),
        value("{{ 被监督单位.负责人 }}"),
    ],
]
#: 执法证件出示与权利义务告知记录, before any act on site (办法 26; 行政处罚法 55).
ENTRY = document(
    Layout.FORM,
    "执法证件出示与权利义务告知记录",
    [
        title("{{ 机关.名称 }}\n执法证件出示与权利义务告知记录"),
        number("编号：{{ 文号 }}"),
        form(
            [
                *_UNIT,
                [label("时　间"), value("{{ 时间 }}"), label("检查通知书"), value("{{ 检查.通知文号 }}")],
                [label("地　点"), value("{{ 地点 }}", 3)],
                [label("接待人"), value("{{ 接待人.姓名 }}"), label("职　务"), value("{{ 接待人.职务 }}")],
            ],
            GRID,
        ),
        heading(1, "一、出示行政执法证件"),
        qa("轮 in 出示证件", ragged=True),
        heading(1, "二、检查事由和依据"),
        para("事由：{{ 检查.事由 }}"),
        para("依据：{{ 检查.依据 }}。"),
        heading(1, "三、权利和义务"),
        rights(),
        heading(1, "四、回避"),
        qa("轮 in 回避"),
        when(
            "申请回避",
            [para("回避由本机关负责人决定。作出决定之前，不停止检查（《中华人民共和国行政处罚法》第四十三条）。")],
        ),
        note("本记录在实施检查的其他行为之前填写。没有内容的栏目以“/”划去。"),
        when("拒签", [para("{{ 拒签|可空 }}")], [para("以上内容已经向我单位出示和告知，我单位已经知悉。")]),
        signed_by(["被监督单位（接待人）"]),
        signature_if("见证人", "见证人"),
    ],
    continued="执法证件出示与权利义务告知记录（续页）",
)

#: 真实性、完整性承诺书 of the unit (办法 14 II).
COMMITMENT = document(
    Layout.FORM,
    "真实性、完整性承诺书",
    [
        title("真实性、完整性承诺书"),
        number("编号：{{ 文号 }}"),
        flush("{{ 机关.名称 }}："),
        para(
            "你机关对我单位实施社会保险基金监督检查（检查编号：{{ 检查.编号 }}，检查所属期间：{{ 检查.所属期间 }}）。"
            "根据《江西省社会保险基金行政监督实施办法》第十四条第二款的规定，我单位对提供资料的真实性、完整性承诺如下："
        ),
        para(
            "一、已经按照要求全面、完整提供与监督事项有关的资料，没有隐瞒、遗漏，没有账外资金和账外账目。"
            "资料清单：{{ 承诺.清单|或无 }}。"
        ),
        para("二、资料真实、有效，复印件与原件一致，没有伪造、变造、篡改。"),
        para(
            "三、提供的电子数据与信息系统中的数据一致，没有增加、删除、修改。"
            "系统名称和版本：{{ 承诺.系统|或无 }}；导出时间：{{ 承诺.导出时间|或无 }}。"
        ),
        para("四、说明的情况客观、真实，继续如实、及时提供所需的其他资料。"),
        para(
            "五、已经知悉：拒绝、阻挠监督，拒绝、拖延提供资料，隐匿、伪造、变造或者故意销毁会计凭证、会计账簿、财务会计报告"
            "以及其他有关资料的，依照《江西省社会保险基金行政监督实施办法》第三十四条的规定承担责任；构成犯罪的，依法追究刑事责任。"
        ),
        form(
            [
                [label("被监督单位\n（盖章）"), value("{{ 被监督单位.名称 }}", 3, 18)],
                [label("单位负责人\n（签名）"), value("姓名和职务：{{ 承诺.负责人 }}，{{ 承诺.职务 }}", 3)],
                [
                    label("财务负责人\n（签名）"),
                    value("姓名：{{ 承诺.财务 }}"),
                    label("业务负责人\n（签名）"),
                    value("姓名：{{ 承诺.业务 }}"),
                ],
                [
                    label("信息负责人\n（签名）"),
                    value("姓名：{{ 承诺.信息 }}"),
                    label("承诺日期"),
                    value("{{ 成文日期 }}"),
                ],
            ],
            GRID,
        ),
        note("本承诺书一式二份，由双方分别保存。没有相应人员或者内容的栏目以“/”划去。"),
    ],
)

_GOODS = [
    ("序号", 13.0, "{{ 项.序号 }}"),
    ("资料名称", 84.0, "{{ 项.名称 }}"),
    ("原件或复制件", 28.0, "{{ 项.形式 }}"),
    ("页数、件数", 28.0, "{{ 项.数量 }}"),
    ("介质及序列号", 50.0, "{{ 项.介质 }}"),
    ("{{ 时间栏 }}", 40.0, "{{ 项.时间 }}"),
]
_DIGESTS = [
    ("序号", 13.0, "{{ 项.序号 }}"),
    ("电子数据名称", 64.0, "{{ 项.名称 }}"),
    ("完整性校验值（SHA-256）", 166.0, "{{ 项.校验值 }}"),
]

#: 资料交接清单, and the list of what goes back (办法 14, 15).
HANDOVER = document(
    Layout.FORM,
    "资料交接（归还）清单",
    [
        title("{{ 机关.名称 }}\n{{ 清单名称 }}"),
        number("编号：{{ 文号 }}"),
        flush("被监督单位：{{ 被监督单位.名称 }}　　检查编号：{{ 检查.编号 }}"),
        flush("{{ 动作 }}时间：{{ 时间 }}　　{{ 动作 }}地点：{{ 地点 }}"),
        table(_GOODS, loop="项 in 资料", total=[label("合计"), value("{{ 合计 }}", 5)]),
        when("电子数据", [table(_DIGESTS, loop="项 in 电子数据")]),
        when("备注", [para("备注：{{ 备注|可空 }}")]),
        note("本清单一式二份，由被监督单位和检查机关分别保存。没有内容的栏目以“/”划去。"),
        para("{{ 核对 }}"),
        signatures(["{{ 交出方 }}{{ 交出人 }}", "{{ 接收方 }}{{ 接收人 }}", "检查人员"]),
    ],
    continued="资料交接（归还）清单（续页）",
    landscape=True,
)

#: 询问笔录 (办法 16, 26; 行政处罚法 55 II); every page signed by the person questioned.
QUESTIONING = document(
    Layout.FORM,
    "询问笔录",
    [
        title("{{ 机关.名称 }}\n询问笔录（第{{ 次数 }}次）"),
        number("编号：{{ 文号 }}"),
        form(
            [
                [label("时　间"), value("{{ 起止时间 }}", 3)],
                [label("地　点"), value("{{ 地点 }}", 3)],
                [label("事　由"), value("{{ 事由 }}", 3)],
                [label("被询问人"), value("{{ 人员.姓名 }}"), label("性别、年龄"), value("{{ 人员.性别年龄 }}")],
                [label("公民身份\n号　码"), value("{{ 人员.身份证号 }}"), label("联系电话"), value("{{ 人员.电话 }}")],
                [label("工作单位"), value("{{ 人员.单位 }}"), label("职　务"), value("{{ 人员.职务 }}")],
                [label("住　址"), value("{{ 人员.住址 }}", 3)],
                [label("与本次检查\n事项的关系"), value("{{ 人员.关系 }}", 3)],
                [label("询问人"), value("{{ 检查人员 }}", 3)],
                [label("记录人"), value("{{ 记录人 }}"), label("翻译人员"), value("{{ 翻译 }}")],
            ],
            GRID,
        ),
        heading(1, "一、表明身份和告知"),
        qa("轮 in 告知", ragged=True),
        heading(1, "二、询问内容"),
        qa(),
        heading(1, "三、核对"),
        note("被询问人逐页签名或者捺指印，修改处由被询问人捺指印。没有内容的栏目以“/”划去。"),
        para("{{ 核对 }}"),
        UNSIGNED,
        signed_by(["被询问人"], ["记录人"]),
        signature_if("翻译", "翻译人员"),
        signature_if("见证人", "见证人"),
    ],
    page_signers=("被询问人", "询问人"),
    continued="询问笔录（续页）",
)

#: 现场检查笔录, also of the unit's oral report (办法 22(三)).
SITE_RECORD = document(
    Layout.FORM,
    "现场检查笔录",
    [
        title("{{ 机关.名称 }}\n现场检查笔录"),
        number("编号：{{ 文号 }}"),
        form(
            [
                *_UNIT,
                [label("检查事由"), value("{{ 事由 }}", 3)],
                [label("时　间"), value("{{ 起止时间 }}", 3)],
                [label("地　点"), value("{{ 地点 }}", 3)],
                [label("陪同人"), value("{{ 陪同人.姓名 }}"), label("职　务"), value("{{ 陪同人.职务 }}")],
                [label("检查人员"), value("{{ 检查人员 }}", 3)],
                [label("记录人"), value("{{ 记录人 }}"), label("见证人"), value("{{ 见证人 }}")],
            ],
            GRID,
        ),
        heading(1, "一、表明身份、告知和回避"),
        qa("轮 in 告知", ragged=True),
        heading(1, "二、检查过程"),
        items("项 in 过程", "{{ loop.index }}.{{ 项 }}"),
        when(
            "汇报.内容",
            [para("{{ 汇报.序号 }}.听取汇报：汇报人为{{ 汇报.人 }}。"), para("汇报内容：{{ 汇报.内容|分段 }}")],
        ),
        heading(1, "三、现场情况"),
        para("{{ 情况|或斜线|分段 }}"),
        heading(1, "四、提取的证据和影像"),
        para("提取的证据：{{ 提取|或无 }}"),
        para("照片、录音录像：{{ 影像|或无 }}"),
        heading(1, "五、被检查单位意见"),
        para("{{ 意见 }}"),
        note("笔录只记载看到、听到、查到的事实，不作推测和评价。没有内容的栏目以“/”划去。"),
        UNSIGNED,
        when("核对", [para("{{ 核对|可空 }}")]),
        signed_by(["被监督单位（陪同人）"], ["记录人"]),
        signature_if("见证人", "见证人"),
    ],
    page_signers=("当事人", "检查人员"),
    continued="现场检查笔录（续页）",
)

TEMPLATES: dict[str, Description] = {
    "D13": ENTRY,
    "D14": COMMITMENT,
    "D17": HANDOVER,
    "D19": QUESTIONING,
    "D20": SITE_RECORD,
    **ORDERS,
    **EVIDENCE,
}
