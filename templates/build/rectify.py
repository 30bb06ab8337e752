"""Templates of the group rectify: opinion and record of the recheck (办法 24)."""

from __future__ import annotations

from templates.build import (
    Description,
    Layout,
    attachments,
    document,
    each,
    flush,
    form,
    heading,
    issuer,
    label,
    note,
    number,
    para,
    signature_agency,
    signatures,
    table,
    title,
    to,
    value,
)

#: 整改意见书 (办法 24(一)); each finding with demand, period and what is to be recovered.
OPINION = document(
    Layout.OFFICIAL,
    "整改意见书",
    [
        issuer(),
        number(),
        title("关于{{ 被监督单位.名称 }}\n社会保险基金监督检查发现问题的\n整改意见书"),
        to(),
        para(
            "我机关对你单位{{ 检查.项目 }}情况实施了{{ 检查.方式 }}"
            "（检查编号：{{ 检查.编号 }}），并于{{ 检查报告.日期 }}"
            "出具了{{ 检查报告.名称 }}（{{ 检查报告.文号 }}）。"
            "针对检查发现的问题，根据{{ 依据 }}的规定，提出如下整改意见："
        ),
        heading(1, "一、问题和整改要求"),
        each(
            "项 in 问题",
            [
                heading(2, "{{ 项.标号 }}{{ 项.标题 }}"),
                para("事实：{{ 项.事实|分段 }}"),
                para("涉及金额：{{ 项.金额 }}。所属期间：{{ 项.期间 }}。"),
                para("依据：{{ 项.依据 }}。"),
                para("整改要求：{{ 项.要求|分段 }}"),
                para("整改类型和期限：{{ 项.类型 }}，{{ 项.期限 }}。责任单位（人）：{{ 项.责任 }}。"),
                para("追回金额：{{ 项.追回 }}。"),
            ],
        ),
        para("以上问题共{{ 合计.项数 }}项，{{ 合计.追回 }}。"),
        heading(1, "二、报告整改结果"),
        para(
            "请在{{ 报告期限 }}，向我机关书面报告整改结果：对照所附整改台账逐项写明整改措施、完成情况、"
            "已追回和未追回的金额，附证明材料，由主要负责人签名并加盖公章。"
        ),
        heading(1, "三、整改的检查和督促"),
        para(
            "我机关对整改情况进行检查。逾期没有整改或者整改不到位的，"
            "依照{{ 措施依据 }}的规定，采取约谈、函询、通报等手段督促整改。"
        ),
        para("联系人：{{ 联系人.姓名 }}，联系电话：{{ 联系人.电话 }}。"),
        attachments(),
        signature_agency(),
    ],
)

_ITEMS = [
    ("序号", 11.0, "{{ 项.序号 }}"),
    ("问题和整改要求", 54.0, "{{ 项.问题 }}"),
    ("核查方式", 31.0, "{{ 项.方式 }}"),
    ("核查情况", 52.0, "{{ 项.情况|分段 }}"),
    ("结论", 22.0, "{{ 项.结论 }}"),
    ("证据编号", 40.0, "{{ 项.证据 }}"),
    ("下一步要求", 33.0, "{{ 项.下步 }}"),
]

#: 整改核查记录 (办法 24 II).
RECHECK = document(
    Layout.FORM,
    "整改核查记录",
    [
        title("{{ 机关.名称 }}\n整改核查记录"),
        number("编号：{{ 文号 }}"),
        form(
            [
                [
                    label("被监督单位"),
                    value("{{ 被监督单位.名称 }}"),
                    label("检查编号"),
                    value("{{ 检查.编号 }}", height=9),
                ],
                [
                    label("检查报告"),
                    value("{{ 来源.报告 }}"),
                    label("整改意见书"),
                    value("{{ 来源.整改意见书 }}", height=9),
                ],
                [label("核查时间"), value("{{ 核查.时间 }}"), label("核查地点"), value("{{ 核查.地点 }}", height=9)],
                [label("陪同人"), value("{{ 核查.陪同人 }}"), label("职　务"), value("{{ 核查.职务 }}", height=9)],
                [label("检查人员"), value("{{ 核查.检查人员 }}", 3, 9)],
                [label("依　据"), value("{{ 依据 }}", 3, 9)],
            ],
            widths=(27, 92, 27, 92),
        ),
        flush("逐项核查情况："),
        table(_ITEMS, loop="项 in 逐项"),
        form(
            [
                [label("核查结论"), value("{{ 核查.结论|分段 }}", height=14)],
                [label("被监督\n单位意见"), value("{{ 核查.单位意见|或斜线|分段 }}", height=14)],
            ],
            widths=(27, 211),
            keep=2,  # what the unit signs stands on the page of its signature
        ),
        note("检查人员核查前出示行政执法证件。没有内容的栏目以“/”划去。", keep=True),
        para("签名情况：{{ 核查.签名情况 }}"),
        signatures(["被监督单位", "检查人员", "检查人员"]),
    ],
    landscape=True,
    continued="整改核查记录（续页）",
)

TEMPLATES: dict[str, Description] = {"D48": OPINION, "D50": RECHECK}
