"""Templates of the group report: draft, letter and report (办法 22(四)); see report_round.py and report_dossier.py."""

from __future__ import annotations

from templates.build import (
    Block,
    Description,
    Layout,
    annex,
    attachments,
    document,
    each,
    heading,
    issuer,
    items,
    label,
    number,
    para,
    receipt,
    section,
    signature_agency,
    signatures,
    table,
    title,
    to,
    value,
    when,
)
from templates.build.report_dossier import TEMPLATES as DOSSIER
from templates.build.report_round import TEMPLATES as ROUND

TEAM = [
    ("职务", 22.0, "{{ 人.职务 }}"),
    ("姓名", 24.0, "{{ 人.姓名 }}"),
    ("工作单位", 66.0, "{{ 人.单位 }}"),
    ("行政执法证号", 44.0, "{{ 人.证号 }}"),
]
_ANNEX = [
    ("序号", 12.0, "{{ 项.序号 }}"),
    ("问题", 36.0, "{{ 项.标题 }}"),
    ("涉及金额", 40.0, "{{ 项.金额 }}"),
    ("涉及人次", 24.0, "{{ 项.人次 }}"),
    ("所属期间", 44.0, "{{ 项.期间起 }}至\n{{ 项.期间止 }}"),
]
_SUMMED = "分项情况见附件；问题明细和按检查事项、违法情形、险种、年度的汇总见随附的电子表格（编号：{{ 附表|可空 }}）。"
_CHANGES = [
    ("问题", 30.0, "{{ 项.问题 }}"),
    ("变化", 13.0, "{{ 项.变化 }}"),
    ("修改前金额", 33.0, "{{ 项.前金额 }}"),
    ("本报告金额", 33.0, "{{ 项.后金额 }}"),
    ("其他修改和理由", 47.0, "{{ 项.理由 }}"),
]
ANSWERS = [
    ("序号", 12.0, "{{ 条.序号 }}"),
    ("你单位的意见", 60.0, "{{ 条.意见 }}"),
    ("采纳情况", 22.0, "{{ 条.结果 }}"),
    ("理由", 62.0, "{{ 条.理由 }}"),
]


def _work() -> list[Block]:
    """一、检查情况 and 二、三: what both versions of the report begin with."""
    return [
        para(
            "根据{{ 依据 }}的规定，{{ 机关.名称 }}派出检查组，对你单位{{ 检查.项目 }}情况实施了{{ 检查.方式 }}"
            "（检查编号：{{ 检查.编号 }}）。现将检查情况报告如下："
        ),
        heading(1, "一、检查情况"),
        section("检查范围和期间。", "{{ 检查情况.范围 }}。所属期间为{{ 检查.所属期间 }}。"),
        section("检查内容。", "{{ 检查情况.内容 }}。"),
        section(
            "检查方式和时间。",
            "采取{{ 检查情况.形式 }}的方式，{{ 检查情况.方法 }}。{{ 检查.方式 }}时间为{{ 检查情况.时间 }}。",
        ),
        section("检查开展情况。", "检查组{{ 检查情况.取证 }}。"),
        when("检查情况.说明", [para("{{ 检查情况.说明|可空|分段 }}")]),
        when("检查情况.客观", [section("证据收集情况。", "{{ 检查情况.客观|可空 }}")]),
        section("承诺情况。", "{{ 检查情况.承诺 }}"),
        section("检查人员。", "检查组由下列监督工作人员组成："),
        table(TEAM, loop="人 in 检查情况.检查组"),
        heading(1, "二、被检查单位基本情况"),
        para("{{ 文字.基本情况|分段 }}"),
        heading(1, "三、检查评价"),
        para("{{ 文字.评价|分段 }}"),
        heading(1, "四、检查发现的问题"),
        when(
            "问题", problems(), [para("本次检查未发现你单位在{{ 检查.项目 }}方面存在违反社会保险基金管理规定的问题。")]
        ),
    ]


def problems() -> list[Block]:
    return [
        each(
            "项 in 问题",
            [
                heading(2, "{{ 项.标号 }}{{ 项.标题 }}"),
                para("{{ 项.事实|分段 }}"),
                when(
                    "项.人次",
                    [para("涉及金额：{{ 项.金额 }}。涉及人次：{{ 项.人次|可空 }}。所属期间：{{ 项.期间 }}。")],
                    [para("涉及金额：{{ 项.金额 }}。所属期间：{{ 项.期间 }}。")],
                ),
                para("上述情形不符合{{ 项.依据 }}的规定。"),
                when("项.原因", [para("原因：{{ 项.原因|可空 }}")]),
                para("证据编号：{{ 项.证据 }}。"),
                when("项.要求", [para("整改要求：{{ 项.要求|可空 }}")]),
            ],
        ),
        when(
            "合计.人次",
            [
                para(
                    "以上问题共{{ 合计.项数 }}项，涉及金额合计：{{ 合计.金额 }}；涉及人次合计：{{ 合计.人次|可空 }}。"
                    + _SUMMED
                )
            ],
            [para("以上问题共{{ 合计.项数 }}项，涉及金额合计：{{ 合计.金额 }}。" + _SUMMED)],
        ),
    ]


def ending(first: str, second: str) -> list[Block]:
    return [
        heading(1, f"{first}、处理意见"),
        para("{{ 文字.处理意见|分段 }}"),
        heading(1, f"{second}、整改建议"),
        para("{{ 文字.建议|分段 }}"),
        when("文字.预防", [section("预防性建议。", "{{ 文字.预防|可空 }}")]),
        attachments(),
    ]


def summary() -> Block:
    total = [
        label("合计", 2),
        value("{{ 合计.金额 }}"),
        value("{{ 合计.人次 }}"),
        value("共{{ 合计.项数 }}项"),
    ]
    return when("问题", [annex("附件", "检查发现问题汇总表"), table(_ANNEX, loop="项 in 问题", total=total)])


TITLE = "{{ 标题 }}"

#: 检查报告（征求意见稿）, signed by leader and head of department; body in the typography of 公文.
DRAFT = document(
    Layout.DECISION,
    "检查报告（征求意见稿）",
    [
        title(TITLE + "\n（征求意见稿）"),
        number("编号：{{ 文号 }}"),
        to(),
        *_work(),
        *ending("五", "六"),
        signatures(["检查组组长", "基金监督机构负责人"]),
        summary(),
    ],
)

#: 检查报告 after the comment round.
REPORT = document(
    Layout.OFFICIAL,
    "检查报告",
    [
        issuer(),
        number(),
        title(TITLE),
        to(),
        when(
            "更正.是",
            [
                para(
                    "我机关{{ 更正.原日期|可空 }}出具检查报告（{{ 更正.原文号|可空 }}）以后，收到你单位在期限内"
                    "提出的书面意见。"
                    "经审查，有关意见成立或者部分成立，现更正如下，以本报告为准。"
                )
            ],
        ),
        *_work(),
        heading(1, "五、征求意见情况"),
        para("{{ 征求意见.经过 }}"),
        items("句 in 征求意见.结果", "{{ 句 }}"),
        when("征求意见.逐条", [para("意见和采纳情况如下："), table(ANSWERS, loop="条 in 征求意见.逐条")]),
        para("{{ 修改.概述 }}"),
        when("修改.逐项", [para("与{{ 修改.前稿 }}相比的修改如下："), table(_CHANGES, loop="项 in 修改.逐项")]),
        *ending("六", "七"),
        signature_agency(),
        summary(),
    ],
)

#: 征求意见函 (办法 22(四)); its service starts the ten working days.
LETTER = document(
    Layout.OFFICIAL,
    "征求意见函",
    [
        issuer(),
        number(),
        title("关于征求{{ 被监督单位.名称 }}\n检查报告（征求意见稿）意见的函"),
        to(),
        para(
            "我机关对你单位{{ 检查.项目 }}情况实施了{{ 检查.方式 }}"
            "（检查编号：{{ 检查.编号 }}）。根据{{ 依据 }}的规定，"
            "现将《{{ 检查.报告名称 }}（征求意见稿）》（编号：{{ 征求意见稿.编号 }}）送你单位征求意见，有关事项如下："
        ),
        section("一、期限。", "{{ 期限 }}。期满前交邮的，不算逾期，以邮戳载明的日期为准。"),
        section(
            "二、方式。",
            "书面意见（格式见{{ 书面意见.标号 }}）由主要负责人签名并加盖公章，"
            "对有异议的内容逐条写明意见、理由，附相关证据材料。没有异议的，也请书面答复。意见可以直接送交我机关，也可以邮寄。",
        ),
        section("三、逾期的后果。", "逾期未提出书面意见的，视同无异议。"),
        section(
            "四、保密。",
            "所附征求意见稿是尚未定稿的检查文书，仅供你单位提出意见使用。请妥善保管，"
            "不得向无关人员透露其内容，不得复制、传播其中涉及的个人信息和商业秘密。",
        ),
        para("联系人：{{ 联系人.姓名 }}，联系电话：{{ 联系人.电话 }}，地址：{{ 机关.地址 }}。"),
        attachments(),
        signature_agency(),
        receipt(
            "{{ 书面意见.名称 }}",
            [
                (
                    "你机关征求意见函（{{ 文号 }}）及所附检查报告（征求意见稿）（编号：{{ 征求意见稿.编号 }}）"
                    "收悉。经研究，我单位的意见是："
                ),
                "□无异议。",
                "□有异议（逐条写明意见、理由和证据，可以另附页）：",
                "＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿",
                "＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿",
                "＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿＿",
                "收到日期：＿＿＿＿年＿＿月＿＿日",
                "主要负责人（签名）：＿＿＿＿＿＿＿＿",
            ],
            mark="{{ 书面意见.标号 }}",
            addressee="{{ 机关.名称 }}：",
        ),
    ],
)

#: 检查结果公布稿 (社会保险法 79 I): what the public reads; nothing about persons.
PUBLIC = document(
    Layout.OFFICIAL,
    "检查结果公布稿",
    [
        issuer(),
        number(),
        title("{{ 机关.名称 }}\n社会保险基金监督检查结果公布"),
        para(
            "根据{{ 依据 }}的规定，现将{{ 公布.期间 }}出具检查报告的社会保险基金监督检查结果公布如下。"
            "本次公布检查{{ 公布.检查数 }}项。"
        ),
        when(
            "公布.有问题",
            [
                para(
                    "检查共发现问题{{ 公布.项数 }}项，涉及金额合计{{ 公布.金额 }}。具体情况和整改情况"
                    "（截至{{ 成文日期 }}）如下："
                )
            ],
            [para("检查没有发现违反社会保险基金管理规定的问题。")],
        ),
        each(
            "项 in 单位",
            [
                heading(2, "{{ 项.标号 }}{{ 项.名称 }}"),
                para("检查项目：{{ 项.项目 }}。"),
                items("句 in 项.问题", "{{ 句 }}"),
            ],
        ),
        para("任何组织和个人发现社会保险基金违法违规线索的，可以向我机关举报，监督电话：{{ 机关.监督电话 }}。"),
        signature_agency(),
    ],
)

TEMPLATES: dict[str, Description] = {
    "D40": DRAFT,
    "D41": LETTER,
    "D44": REPORT,
    "D46": PUBLIC,
    **ROUND,
    **DOSSIER,
}
