"""Templates of decisions and what follows them (D68-D71; 行政处罚法 57-74; 行政强制法 53-55)."""

from __future__ import annotations

from templates.build import (
    Block,
    Description,
    Layout,
    attachments,
    document,
    flush,
    form,
    items,
    label,
    number,
    para,
    remedy,
    signature_agency,
    title,
    value,
    when,
)
from templates.build.inspect_sign import GRID
from templates.build.proceeding import CASE, HANDLERS, PARTY, addressed, signed_opinions


def found() -> list[Block]:
    """Facts, evidence, how the party was heard, and the article that was broken (行政处罚法 59 I(二))."""
    return [
        para("本机关对{{ 案件.案由 }}一案（案件编号：{{ 案件.编号 }}，{{ 案件.立案日期 }}立案）调查终结，现查明："),
        para("{{ 决定.事实|分段 }}"),
        when("决定.证据", [para("以上事实有下列证据证明：{{ 决定.证据|可空 }}。")]),
        when("决定.听取", [para("{{ 决定.听取|可空 }}")]),
        para("本机关认为，上述行为属于{{ 决定.条款 }}。{{ 决定.理由|可空 }}{{ 决定.裁量|可空 }}{{ 决定.情形|可空 }}"),
    ]


#: 行政处理决定书 (社会保险法 87, 88).
HANDLING = document(
    Layout.DECISION,
    "行政处理决定书",
    [
        title("{{ 机关.名称 }}\n行政处理决定书"),
        number(),
        *addressed(),
        *found(),
        para(
            "根据{{ 决定.依据 }}的规定，本机关决定：责令你（单位）{{ 决定.期限 }}"
            "退回骗取的社会保险基金{{ 决定.退回 }}。"
        ),
        para("款项退至：{{ 决定.账户 }}。逾期不退回的，本机关将依法申请人民法院强制执行。"),
        remedy(),
        signature_agency(),
    ],
)

#: 行政处罚决定书 with the six things of 行政处罚法 59.
PENALTY = document(
    Layout.DECISION,
    "行政处罚决定书",
    [
        title("{{ 机关.名称 }}\n行政处罚决定书"),
        number(),
        *addressed(),
        *found(),
        para("根据{{ 决定.依据 }}的规定，本机关决定对你（单位）作出如下行政处罚："),
        items("项 in 决定.处罚", "{{ 项 }}"),
        when("决定.缴款", [para("{{ 决定.缴款|可空 }}")]),
        remedy(),
        para("逾期不申请行政复议、不提起行政诉讼，又不履行本决定的，本机关将依法申请人民法院强制执行。"),
        signature_agency(),
    ],
)

#: 不予行政处罚决定书 (行政处罚法 33, 57).
NONE = document(
    Layout.DECISION,
    "不予行政处罚决定书",
    [
        title("{{ 机关.名称 }}\n不予行政处罚决定书"),
        number(),
        *addressed(),
        *found(),
        para("根据{{ 决定.依据 }}的规定，本机关决定对你（单位）不予行政处罚。"),
        para("{{ 教育 }}"),
        remedy(),
        signature_agency(),
    ],
)

#: 履行催告书 (行政强制法 54).
URGING = document(
    Layout.DECISION,
    "履行催告书",
    [
        title("{{ 机关.名称 }}\n履行催告书"),
        number(),
        *addressed(),
        para(
            "本机关于{{ 决定书.送达 }}向你（单位）送达{{ 决定书.名称 }}（{{ 决定书.文号 }}），"
            "决定内容为：{{ 决定书.内容 }}，"
            "履行期限到{{ 决定书.期限 }}。{{ 决定书.变更|可空 }}你（单位）至今没有（没有全部）履行。"
        ),
        para("根据{{ 依据 }}的规定，现催告你（单位）{{ 期限 }}履行下列义务："),
        para("一、缴纳未履行的款项{{ 催告.金额 }}。"),
        when(
            "催告.加处", [para("二、缴纳{{ 催告.加处|可空 }}（按日3%加处，以罚款数额为限，计算至本催告书作出之日）。")]
        ),
        para("以上合计{{ 催告.合计 }}，缴至：{{ 账户 }}。"),
        para("你（单位）收到本催告书后有权进行陈述和申辩。期限届满仍不履行的，本机关将依法申请{{ 法院 }}强制执行。"),
        signature_agency(),
    ],
)

#: 强制执行申请书 (行政强制法 55).
ENFORCEMENT = document(
    Layout.DECISION,
    "强制执行申请书",
    [
        title("强制执行申请书"),
        number(),
        flush("{{ 法院 }}："),
        para("申请人：{{ 机关.名称 }}，地址：{{ 机关.地址 }}，电话：{{ 机关.电话 }}。"),
        para("被申请人：{{ 当事人.名称 }}，{{ 当事人.证件 }}：{{ 当事人.号码|或斜线 }}，地址：{{ 当事人.地址 }}。"),
        para(
            "申请人于{{ 决定书.日期 }}作出{{ 决定书.名称 }}（{{ 决定书.文号 }}），于{{ 决定书.送达 }}送达被申请人，"
            "决定内容为：{{ 决定书.内容 }}，履行期限到{{ 决定书.期限 }}。{{ 决定书.变更|可空 }}{{ 申请.救济 }}"
            "经申请人催告（履行催告书{{ 申请.催告 }}，于{{ 申请.催告送达 }}送达），催告期限届满仍没有（没有全部）履行。"
        ),
        para("根据{{ 申请.依据 }}的规定，申请对下列款项强制执行：{{ 申请.款项 }}，合计{{ 申请.合计 }}。"),
        para("执行标的情况：{{ 申请.情况|分段 }}"),
        attachments(),
        para("行政机关负责人：{{ 申请.负责人 }}（签名）＿＿＿＿＿＿＿＿"),
        signature_agency(),
    ],
)

#: 结案审批表 (行政处罚法 57, 74).
CLOSING = document(
    Layout.FORM,
    "结案审批表",
    [
        title("{{ 机关.名称 }}\n结案审批表"),
        number(),
        form(
            [
                *CASE,
                [label("案件来源"), value("{{ 案件.来源 }}", 3)],
                *PARTY,
                [label("立案日期"), value("{{ 案件.立案日期 }}"), label("结案时间"), value("{{ 结案.时间 }}")],
                [label("决　　定"), value("{{ 结案.决定 }}", 3)],
                [label("处理结果"), value("{{ 结案.结果|分段 }}", 3, 16)],
                [label("执行情况"), value("{{ 结案.执行 }}", 3, 12)],
                [label("未执行的\n原　　因"), value("{{ 结案.未执行 }}", 3)],
                [label("结案理由"), value("{{ 结案.理由 }}", 3)],
                HANDLERS,
            ],
            GRID,
        ),
        signed_opinions(
            ("承办意见", "承办"), ("基金监督\n机构审核\n意　　见", "审核"), ("机关负责\n人审批\n意　　见", "审批")
        ),
    ],
    continued="结案审批表（续页）",
)

TEMPLATES: dict[str, Description] = {
    "D68": HANDLING,
    "D69": PENALTY,
    "D69a": NONE,
    "D70": URGING,
    "D70a": ENFORCEMENT,
    "D71": CLOSING,
}
