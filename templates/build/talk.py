"""Templates of talk and inquiry (D51-D54; 办法 24(一))."""

from __future__ import annotations

from templates.build import (
    Block,
    Description,
    Layout,
    document,
    form,
    heading,
    issuer,
    items,
    label,
    middle,
    number,
    para,
    rows_of,
    section,
    signature_agency,
    signatures,
    table,
    title,
    to,
    value,
    when,
)

_OVERDUE = [
    ("台账序号", 14.0, "{{ 项.序号 }}"),
    ("问题", 40.0, "{{ 项.问题 }}"),
    ("整改要求", 50.0, "{{ 项.要求 }}"),
    ("期限", 28.0, "{{ 项.期限 }}"),
    ("未追回", 24.0, "{{ 项.未追回 }}"),
]
_REQUIRED = [
    ("序号", 12.0, "{{ 项.序号 }}"),
    ("要求", 88.0, "{{ 项.内容 }}"),
    ("期限", 32.0, "{{ 项.期限 }}"),
    ("整改台账", 24.0, "{{ 项.台账 }}"),
]


def _late(lead: str) -> Block:
    return when("逾期", [para(lead), table(_OVERDUE, loop="项 in 逾期")])


#: 约谈通知书 (办法 24(一); 社会保险经办条例 48, 57).
NOTICE = document(
    Layout.OFFICIAL,
    "约谈通知书",
    [
        issuer(),
        number(),
        title("约谈通知书"),
        to("{{ 约谈.对象 }}"),
        para(
            "根据{{ 依据 }}的规定，决定对{{ 约谈.对象 }}进行约谈（检查编号：{{ 检查.编号 }}）。现将有关事项通知如下："
        ),
        heading(1, "一、约谈事由"),
        para("{{ 约谈.事由 }}。"),
        _late("涉及的整改事项："),
        when("问题", [items("项 in 问题", "{{ loop.index }}.{{ 项.标题 }}。{{ 项.事实 }}涉及金额：{{ 项.金额 }}。")]),
        heading(1, "二、时间和地点"),
        para("{{ 约谈.时间 }}，{{ 约谈.地点 }}。"),
        heading(1, "三、参加人员"),
        items("项 in 参加人", "{{ loop.index }}.{{ 项 }}。"),
        heading(1, "四、准备材料"),
        items("项 in 准备材料", "{{ loop.index }}.{{ 项 }}。"),
        heading(1, "五、有关要求"),
        para(
            "请按时参加，如实说明情况，提出整改措施和完成时间。不能按时参加的，请事先告知联系人并说明理由，"
            "由我机关另定时间。约谈由两名以上监督工作人员进行，制作约谈纪要，双方签名。"
        ),
        para("联系人：{{ 联系人.姓名 }}，联系电话：{{ 联系人.电话 }}。"),
        signature_agency(),
    ],
)

#: 约谈纪要 in the layout of minutes.
MINUTES = document(
    Layout.MINUTES,
    "约谈纪要",
    [
        issuer(),
        title("约谈纪要"),
        number("编号：{{ 文号 }}"),
        para(
            "根据{{ 依据 }}的规定，因{{ 约谈.事由 }}，{{ 机关.名称 }}约谈了{{ 约谈.对象 }}"
            "（检查编号：{{ 检查.编号 }}，约谈通知书：{{ 约谈.通知 }}）。现将约谈情况纪要如下："
        ),
        section("时间：", "{{ 约谈.时间 }}"),
        section("地点：", "{{ 约谈.地点 }}"),
        section("主持：", "{{ 约谈.主持人 }}"),
        section("记录：", "{{ 约谈.记录人 }}"),
        section("出席：", "{{ 机关.名称 }}：{{ 约谈.机关参加人 }}"),
        section("约谈对象：", "{{ 被监督单位.名称 }}：{{ 约谈.单位参加人 }}"),
        heading(1, "一、指出的问题"),
        para("{{ 约谈.问题|分段 }}"),
        heading(1, "二、约谈对象的表态"),
        para("{{ 约谈.表态|分段 }}"),
        heading(1, "三、要求和期限"),
        table(_REQUIRED, loop="项 in 要求"),
        para("上述要求列入整改督促事项，逾期没有落实的，依法采取进一步措施。"),
        para("签名情况：{{ 约谈.签名情况 }}"),
        signatures(["约谈对象", "主持人", "记录人"]),
    ],
)

#: 函询函, in the layout of letters.
INQUIRY = document(
    Layout.LETTER,
    "函询函",
    [
        issuer(),
        number(),
        title("关于请对{{ 函询.事由 }}\n作出书面说明的函"),
        to("{{ 函询.对象 }}"),
        para(
            "我机关对{{ 被监督单位.名称 }}{{ 检查.项目 }}情况进行监督检查（检查编号：{{ 检查.编号 }}）。"
            "根据{{ 依据 }}的规定，现就有关问题函询如下："
        ),
        heading(1, "一、需要说明的问题"),
        items("项 in 问题", "{{ loop.index }}.{{ 项 }}。"),
        _late("涉及的整改事项："),
        heading(1, "二、要求"),
        para(
            "请于{{ 函询.期限 }}前（含当日）书面逐条说明，由主要负责人签名并加盖公章，附有关证明材料；"
            "说明应当真实、完整。逾期没有说明或者说明不实的，依法采取进一步措施。"
        ),
        para("联系人：{{ 联系人.姓名 }}，联系电话：{{ 联系人.电话 }}，地址：{{ 机关.地址 }}。"),
        signature_agency(),
    ],
)

#: 函询回复登记与评判.
ANSWER = document(
    Layout.FORM,
    "函询回复登记与评判",
    [
        title("{{ 机关.名称 }}\n函询回复登记与评判"),
        number("编号：{{ 文号 }}"),
        form(
            [
                [label("被监督\n单　位"), value("{{ 被监督单位.名称 }}"), label("检查编号"), value("{{ 检查.编号 }}")],
                [label("函询对象"), value("{{ 函询.对象 }}"), label("函询函"), value("{{ 函询.文号 }}")],
                [label("函询事由"), value("{{ 函询.事由 }}", 3, 9)],
                [label("依　据"), value("{{ 依据 }}", 3, 9)],
                [label("回复期限"), value("{{ 函询.期限 }}"), label("收到日期"), value("{{ 回复.收到日期 }}")],
                [label("期限内"), value("{{ 回复.期限内 }}"), label("签署人"), value("{{ 回复.签署人 }}")],
                [label("序号"), label("说明要点"), label("是否采信"), label("理由")],
                rows_of(
                    "条 in 要点",
                    [
                        [
                            middle("{{ 条.序号 }}"),
                            value("{{ 条.内容|分段 }}"),
                            middle("{{ 条.采信 }}"),
                            value("{{ 条.理由 }}"),
                        ]
                    ],
                ),
                [label("处　理"), value("{{ 回复.处理|分段 }}", 3, 18)],
                [label("登记人"), value("{{ 回复.登记人 }}"), label("登记日期"), value("{{ 回复.登记日期 }}")],
            ],
        ),
        signatures(["检查人员", "检查人员", "基金监督机构负责人"]),
    ],
    continued="函询回复登记与评判（续页）",
)

TEMPLATES: dict[str, Description] = {"D51": NOTICE, "D52": MINUTES, "D53": INQUIRY, "D54": ANSWER}
