"""Templates of the group plan: annual plan, scheme, approval of an inspection."""

from __future__ import annotations

from templates.build import (
    Block,
    Description,
    Layout,
    annex,
    attachments,
    basis,
    document,
    entries,
    form,
    heading,
    issuer,
    items,
    label,
    note,
    number,
    para,
    rows_of,
    rows_when,
    signature_agency,
    table,
    title,
    value,
    when,
    written,
)

_ITEMS = [
    ("序号", 14.0, "{{ 项.序号 }}"),
    ("被监督单位", 40.0, "{{ 项.单位 }}\n（{{ 项.单位类型 }}，{{ 项.涉企 }}）"),
    ("险　种", 28.0, "{{ 项.险种 }}"),
    ("检查方式\n组织形式", 24.0, "{{ 项.方式 }}\n{{ 项.形式 }}"),
    ("检查期间", 27.0, "{{ 项.期间起 }}\n至\n{{ 项.期间止 }}"),
    ("季度", 14.0, "{{ 项.季度 }}"),
    ("牵头人\n工作量\n频次", 24.0, "{{ 项.牵头人 }}\n{{ 项.人数 }}人\n{{ 项.人天 }}人天\n{{ 项.频次 }}次"),
]

#: 年度检查计划 (办法 21).
ANNUAL_PLAN = document(
    Layout.OFFICIAL,
    "年度检查计划",
    [
        issuer(),
        number(),
        title("{{ 计划.年度 }}年度社会保险基金\n监督检查计划"),
        basis("结合本机关监督工作实际，制定{{ 计划.年度 }}年度社会保险基金监督检查计划。"),
        heading(1, "一、指导思想"),
        para("{{ 计划.指导思想|分段 }}"),
        heading(1, "二、检查范围"),
        para("{{ 计划.范围|分段 }}"),
        heading(1, "三、检查重点"),
        para("{{ 计划.重点|分段 }}"),
        heading(1, "四、检查项目"),
        para(
            "本年度安排检查项目{{ 计划.项目数 }}项，涉及被监督单位{{ 计划.单位数 }}家，"
            "其中涉企检查{{ 计划.涉企数 }}项，共计{{ 计划.人天合计 }}人天（见附件）。"
        ),
        when("计划.有经费", [para("本年度检查经费预算共计{{ 计划.经费合计 }}，在本机关部门预算中列支。")]),
        when(
            "计划.有涉企",
            [
                para(
                    "涉企检查严格按照本计划确定的对象和频次实施；计划外检查、超过频次的检查，应当说明理由，"
                    "并经本机关负责人批准。"
                )
            ],
        ),
        heading(1, "五、审批和备案"),
        para("审批意见：{{ 计划.审批意见 }}（{{ 计划.审批人 }}，{{ 计划.审批日期 }}）。"),
        para("备案情况：{{ 计划.备案 }}。"),
        heading(1, "六、调整记录"),
        when("调整", [entries("项 in 调整", "{{ 项 }}")], [para("无。")]),
        attachments(),
        signature_agency(),
        annex("附件", "{{ 计划.年度 }}年度社会保险基金监督检查项目表"),
        table(_ITEMS, loop="项 in 项目"),
    ],
)


def _paragraphs(head: str, field: str) -> list[Block]:
    return [heading(1, head), para("{{ " + field + "|分段 }}")]


#: 检查方案 (办法 22(一)).
SCHEME = document(
    Layout.OFFICIAL,
    "检查方案",
    [
        issuer(),
        number(),
        title("关于对{{ 被监督单位.名称 }}\n实施{{ 检查.形式 }}的方案"),
        basis("为加强社会保险基金监督，制定本方案（检查编号：{{ 检查.编号 }}）。"),
        heading(1, "一、任务来源"),
        para("{{ 检查.来源 }}。"),
        *_paragraphs("二、检查项目", "方案.项目"),
        heading(1, "三、检查对象"),
        para(
            "{{ 被监督单位.名称 }}（{{ 被监督单位.类型 }}），统一社会信用代码：{{ 被监督单位.统一社会信用代码|或无 }}，"
            "地址：{{ 被监督单位.地址 }}，法定代表人或者主要负责人：{{ 被监督单位.负责人 }}。"
        ),
        heading(1, "四、检查范围"),
        para("所属期间：{{ 检查.所属期间 }}。险种：{{ 检查.险种 }}。地域：{{ 方案.地域 }}。"),
        para("{{ 方案.范围|分段 }}"),
        heading(1, "五、检查内容"),
        when("方案.内容", [para("{{ 方案.内容|分段 }}")]),
        when("方案.事项", [para("对照下列监督事项检查："), items("项 in 方案.事项", "{{ loop.index }}.{{ 项 }}")]),
        heading(1, "六、重点和疑点"),
        when("方案.重点", [para("{{ 方案.重点|分段 }}")], [para("无。")]),
        heading(1, "七、检查时间"),
        when(
            "检查.是现场检查",
            [para("自{{ 方案.进点日期 }}进点，至{{ 方案.撤点日期 }}结束现场检查。")],
            [para("自{{ 方案.进点日期 }}起，至{{ 方案.撤点日期 }}止。")],
        ),
        heading(1, "八、检查方式"),
        para("{{ 方案.方式|分段 }}"),
        when(
            "检查.是飞行检查",
            [para("飞行检查事由：{{ 检查.飞行事由 }}。经批准，检查通知书在进点时现场下达。")],
        ),
        heading(1, "九、检查步骤"),
        para("{{ 方案.步骤|分段 }}"),
        heading(1, "十、检查组和分工"),
        when(
            "检查组",
            [
                table(
                    [
                        ("职务", 20.0, "{{ 人.职务 }}"),
                        ("姓名", 24.0, "{{ 人.姓名 }}"),
                        ("行政执法证号", 42.0, "{{ 人.证号 }}"),
                        ("分　工", 70.0, "{{ 人.分工 }}"),
                    ],
                    loop="人 in 检查组",
                )
            ],
            [para("检查组成员在方案审批前确定，不少于两名持有有效行政执法证件的监督工作人员。")],
        ),
        para("{{ 方案.分工|分段 }}"),
        heading(1, "十一、资料清单"),
        when("方案.资料", [entries("项 in 方案.资料", "{{ 项 }}")], [para("根据检查需要另行确定。")]),
        heading(1, "十二、风险防控和保密"),
        para("{{ 方案.保密|分段 }}"),
        heading(1, "十三、应急和封存预案"),
        para("{{ 方案.应急|分段 }}"),
        signature_agency(),
    ],
)


def _opinion(of: str, who: str) -> str:
    """An opinion in its box: what was decided, by whom and when, with room for the signature by hand."""
    named = who + "：{{ " + of + ".姓名|可空 }}　签名：＿＿＿＿＿＿　{{ " + of + ".日期 }}"
    return "{{ " + of + ".意见|可空 }}\n" + named


#: 行政检查审批表 (凡检查必审批, 国办发〔2024〕54号; 办法 22).
APPROVAL = document(
    Layout.FORM,
    "行政检查审批表",
    [
        when("补办.是", [title("行政检查审批表（补办）")], [title("行政检查审批表")]),
        number("编号：{{ 文号 }}"),
        form(
            [
                [
                    label("检查编号"),
                    value("{{ 检查.编号 }}", height=7.5),
                    label("行政行为码"),
                    value("{{ 检查.行政行为码 }}"),
                ],
                [label("任务来源"), value("{{ 检查.来源 }}", 3, 8)],
                [label("检查事由"), value("{{ 检查.事由 }}", 3, 8)],
                [label("检查依据"), value("{{ 依据 }}", 3, 8)],
                [
                    label("检查对象"),
                    value("{{ 被监督单位.名称 }}", height=8),
                    label("单位类型"),
                    value("{{ 被监督单位.类型 }}"),
                ],
                [
                    label("统一社会\n信用代码"),
                    value("{{ 被监督单位.统一社会信用代码 }}"),
                    label("负责人"),
                    value("{{ 被监督单位.负责人 }}"),
                ],
                [label("单位地址"), value("{{ 被监督单位.地址 }}", 3, 7.5)],
                [
                    label("是否涉企"),
                    value("{{ 检查.涉企 }}", height=7.5),
                    label("本年度检查\n次数和上限"),
                    value("{{ 检查.频次 }}"),
                ],
                [label("检查时间"), value("{{ 检查.时间 }}", 3, 7.5)],
                [label("检查方式"), value("{{ 检查.方式 }}", 3, 8)],
                [label("飞行检查\n及其理由"), value("{{ 检查.飞行 }}", 3, 8)],
                rows_when(
                    "补办.是",
                    [
                        [
                            label("补办审批\n的情况"),
                            value(
                                "先行实施：{{ 补办.先行实施 }}。同意先行实施的负责人：{{ 补办.同意|或无 }}。\n"
                                "补办事由：{{ 补办.事由 }}。\n补办时间：{{ 补办.时间 }}。",
                                3,
                                8,
                            ),
                        ]
                    ],
                ),
                [label("检查人员"), label("单　位"), label("职　务"), label("行政执法证号")],
                rows_of(
                    "人 in 检查组",
                    [
                        [
                            value("{{ 人.姓名 }}"),
                            value("{{ 人.单位 }}"),
                            value("{{ 人.职务 }}"),
                            value("{{ 人.证号 }}"),
                        ]
                    ],
                ),
                [label("协助人员"), value("{{ 协助 }}", 3, 7.5)],
                [label("承办意见"), written(_opinion("承办", "承办人"), 3, 16)],
                [label("监督机构\n审核意见"), written(_opinion("审核", "负责人"), 3, 16)],
                [label("机关负责人\n审批意见"), written(_opinion("审批", "审批人"), 3, 16)],
            ],
            widths=(28, 60, 26, 42),
            keep=3,
        ),
        note("说明：检查应当先经批准；情况紧急的，事后及时补办。协助人员不计入检查人员。没有内容的栏目以“/”划去。"),
    ],
)

TEMPLATES: dict[str, Description] = {"D01": ANNUAL_PLAN, "D02": SCHEME, "D03": APPROVAL}
