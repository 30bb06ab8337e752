"""Templates of referrals: to organs (D57), their approval (D57x), to the police (D58), of clues (D59)."""

from __future__ import annotations

from templates.build import (
    Block,
    Description,
    Layout,
    annex,
    attachments,
    document,
    flush,
    form,
    heading,
    issuer,
    items,
    label,
    number,
    para,
    receipt,
    signature_agency,
    signatures,
    table,
    title,
    to,
    value,
    when,
)

_MATERIALS = [
    ("序号", 14.0, "{{ 项.序号 }}"),
    ("材料名称", 94.0, "{{ 项.名称 }}"),
    ("份数", 24.0, "{{ 项.份数 }}"),
    ("页数", 24.0, "{{ 项.页数 }}"),
]
_ITEMS = [
    ("序号", 14.0, "{{ 项.序号 }}"),
    ("物品名称", 56.0, "{{ 项.名称 }}"),
    ("数量", 30.0, "{{ 项.数量 }}"),
    ("说明", 56.0, "{{ 项.说明 }}"),
]
_CONTACT = "联系人：{{ 联系人.姓名 }}，联系电话：{{ 联系人.电话 }}，地址：{{ 机关.地址 }}。"


def _list(mark: str, name: str) -> list[Block]:
    return [annex(mark, name), when("材料", [table(_MATERIALS, loop="项 in 材料")], [para("无。")])]


#: 移送函 (办法 24(三), 25).
ORGAN = document(
    Layout.OFFICIAL,
    "移送函",
    [
        issuer(),
        number(),
        title("关于移送{{ 移送.案由 }}\n有关材料的函"),
        to("{{ 移送.机关 }}"),
        para(
            "我机关对{{ 被监督单位.名称 }}{{ 检查.项目 }}情况实施监督检查（检查编号：{{ 检查.编号 }}），"
            "发现的下列问题依法应当由你单位处理。根据{{ 依据 }}的规定，现予移送。"
        ),
        heading(1, "一、案情"),
        para("{{ 移送.案情|分段 }}"),
        heading(1, "二、移送的理由"),
        para("{{ 移送.理由|分段 }}"),
        heading(1, "三、要求"),
        para("请收到后在回执上签章并寄回；不属于你单位管辖的，请说明理由并退回材料。办理结果请书面告知我机关。"),
        para(_CONTACT),
        attachments(),
        signature_agency(),
        *_list("附件", "移送材料清单"),
        receipt(
            "回　　执",
            [
                "你单位{{ 文号 }}移送函及所附材料收悉。",
                "□接收　　□不属于本单位管辖，理由：＿＿＿＿＿＿",
                "经办人：＿＿＿＿＿＿　　电话：＿＿＿＿＿＿＿＿",
            ],
            addressee="{{ 机关.名称 }}：",
        ),
    ],
)

#: 移送审批表 of D57, and of the question of a crime (移送规定 5).
APPROVAL = document(
    Layout.FORM,
    "移送审批表",
    [
        title("{{ 机关.名称 }}\n{{ 表名 }}"),
        number("编号：{{ 文号 }}"),
        form(
            [
                [label("被监督\n单　位"), value("{{ 被监督单位.名称 }}"), label("检查编号"), value("{{ 检查.编号 }}")],
                [label("案　由"), value("{{ 审批.案由 }}"), label("受移送\n机　关"), value("{{ 审批.机关 }}")],
                [label("案　情"), value("{{ 审批.事实|分段 }}", 3, 30)],
                [label("理　由"), value("{{ 审批.理由|分段 }}", 3, 18)],
                [label("依　据"), value("{{ 依据 }}", 3, 9)],
                [label("承办意见"), value("{{ 审批.意见 }}", 3, 18)],
                [label("提出人"), value("{{ 审批.提出人 }}"), label("提出时间"), value("{{ 审批.提出时间 }}")],
                [label("机　关\n负责人\n决　定"), value("{{ 审批.决定|分段 }}", 3, 22)],
                [label("决定人"), value("{{ 审批.决定人 }}"), label("决定时间"), value("{{ 审批.决定时间 }}")],
            ],
        ),
        signatures(["承办人", "基金监督机构负责人", "机关负责人"]),
    ],
    continued="移送审批表（续页）",
)

#: 涉嫌犯罪案件移送书 with the annexes of 移送规定 6.
POLICE = document(
    Layout.OFFICIAL,
    "涉嫌犯罪案件移送书",
    [
        issuer(),
        number(),
        title("涉嫌犯罪案件移送书"),
        to("{{ 移送.机关 }}"),
        para(
            "我机关在对{{ 被监督单位.名称 }}{{ 检查.项目 }}情况的监督检查中（检查编号：{{ 检查.编号 }}），"
            "发现{{ 移送.案由 }}涉嫌{{ 罪名 }}。根据{{ 依据 }}的规定，"
            "经{{ 批准.决定人 }}于{{ 批准.时间 }}批准，现予移送。"
        ),
        heading(1, "一、涉嫌人员"),
        when(
            "人员",
            [
                items(
                    "项 in 人员",
                    "{{ loop.index }}.{{ 项.姓名 }}，职务（身份）：{{ 项.职务|或无 }}，"
                    "公民身份号码：{{ 项.身份证号|或无 }}。",
                )
            ],
            [para("待查。")],
        ),
        heading(1, "二、案情"),
        para("{{ 移送.案情|分段 }}"),
        heading(1, "三、移送的理由"),
        para("{{ 移送.理由|分段 }}"),
        heading(1, "四、要求"),
        para(
            "根据《行政执法机关移送涉嫌犯罪案件的规定》第七条、第八条的规定，请在回执上签字，自接受本案之日起三日内"
            "作出立案或者不予立案的决定并书面通知我机关；不属于你单位管辖的，请在二十四小时内转送有管辖权的机关。"
        ),
        para(_CONTACT),
        when("移送.抄送", [para("抄送：{{ 移送.抄送|可空 }}。")]),
        attachments(),
        signature_agency(),
        annex("附件1", "涉嫌犯罪案件情况的调查报告"),
        para("专案组：{{ 调查报告.专案组|或无 }}。"),
        para("{{ 调查报告.内容|分段 }}"),
        para("意见：{{ 调查报告.意见|或无 }}"),
        annex("附件2", "涉案物品清单"),
        when("物品", [table(_ITEMS, loop="项 in 物品")], [para("无。")]),
        annex("附件3", "有关检验报告或者鉴定结论"),
        when("鉴定", [items("项 in 鉴定", "{{ loop.index }}.{{ 项 }}。")], [para("无。")]),
        *_list("附件4", "其他有关涉嫌犯罪的材料"),
        receipt(
            "涉嫌犯罪案件移送书（回执）",
            [
                "你单位{{ 文号 }}涉嫌犯罪案件移送书及所附材料于＿＿＿＿年＿＿月＿＿日＿＿时收到。",
                "□接收　　□不属于本机关管辖，已转送：＿＿＿＿＿＿",
                "□决定立案　　□决定不予立案，理由：＿＿＿＿＿",
                "经办人：＿＿＿＿＿＿　　电话：＿＿＿＿＿＿＿＿",
            ],
            addressee="{{ 机关.名称 }}：",
        ),
    ],
)

_PERSONS = [
    ("姓名", 36.0, "{{ 人.姓名 }}"),
    ("单位和职务", 120.0, "{{ 人.职务 }}"),
]

#: 问题线索移送函 to discipline inspection.
CLUE = document(
    Layout.OFFICIAL,
    "问题线索移送函",
    [
        flush("{{ 移送.密级 }}"),
        issuer(),
        number(),
        title("关于移送{{ 移送.案由 }}\n问题线索的函"),
        to("{{ 移送.机关 }}"),
        para(
            "我机关在对{{ 被监督单位.名称 }}{{ 检查.项目 }}情况的监督检查中（检查编号：{{ 检查.编号 }}），"
            "发现有关人员的问题线索。根据{{ 依据 }}的规定，现予移送。"
        ),
        heading(1, "一、涉及的人员"),
        table(_PERSONS, loop="人 in 人员"),
        heading(1, "二、问题线索"),
        para("{{ 移送.案情|分段 }}"),
        heading(1, "三、移送的理由"),
        para("{{ 移送.理由|分段 }}"),
        heading(1, "四、其他"),
        para("本函和所附材料按照{{ 移送.密级 }}管理，通过{{ 移送.递送 }}递送，请在回执上签收并将办理结果告知我机关。"),
        para(_CONTACT),
        attachments(),
        signature_agency(),
        *_list("附件", "移送材料清单"),
        receipt(
            "回　　执",
            [
                "你单位{{ 文号 }}问题线索移送函及所附材料收悉。",
                "□接收　　□不属于本机关管辖，理由：＿＿＿＿＿＿",
                "经办人：＿＿＿＿＿＿　　电话：＿＿＿＿＿＿＿＿",
            ],
            addressee="{{ 机关.名称 }}：",
        ),
    ],
)

TEMPLATES: dict[str, Description] = {"D57": ORGAN, "D57x": APPROVAL, "D58": POLICE, "D59": CLUE}
