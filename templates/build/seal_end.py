"""Templates of the end of a sealing: extension and release with return list (行政强制法 25, 27, 28 by analogy)."""

from __future__ import annotations

from templates.build import (
    Layout,
    annex,
    attachments,
    document,
    flush,
    label,
    number,
    para,
    remedy,
    side_by_side,
    signature_agency,
    table,
    title,
    value,
    when,
)
from templates.build.sign import SIGN_LINE

#: The party in one sentence, in every decision of sealing.
PARTY = para("当事人：{{ 当事人 }}。")

_DAY = "　　　　　　　年　　月　　日"
_WITNESS = "见证人（签名）：{% if 见证人.姓名 %}" + SIGN_LINE + "{% else %}/{% endif %}"
LEFT = [f"当事人（签名）：{SIGN_LINE}", _WITNESS, _DAY]
RIGHT = [f"检查人员（签名）：{SIGN_LINE}", f"检查人员（签名）：{SIGN_LINE}", _DAY]

#: 延长封存期限决定书 (by analogy 行政强制法 25 II: in writing, with the reason).
EXTENSION = document(
    Layout.DECISION,
    "延长封存期限决定书",
    [
        title("{{ 机关.名称 }}\n延长封存期限决定书"),
        number(),
        PARTY,
        para(
            "本机关于{{ 封存.开始日期 }}作出《封存决定书》（{{ 决定文号 }}），对你单位的有关资料"
            "（{{ 合计 }}）予以封存，原期限至{{ 延长.原结束日期 }}止。"
        ),
        para("因{{ 延长.理由 }}，在上述期限内不能完成对有关资料的检查。{{ 延长.依据 }}，经本机关负责人批准，决定："),
        para("封存期限延长至{{ 延长.新结束日期 }}止。延长期间，地点、保管人及其义务不变；不再需要封存的，及时解除。"),
        para("你单位有权陈述、申辩（联系电话：{{ 机关.电话 }}）。"),
        remedy(),
        signature_agency(),
    ],
)

_RETURNS = [
    ("序号", 12.0, "{{ 项.序号 }}"),
    ("资料名称（编号）", 46.0, "{{ 项.全称 }}"),
    ("数量", 15.0, "{{ 项.数量 }}"),
    ("封条号", 47.0, "{{ 项.封条号 }}"),
    ("封条\n完好", 14.0, "{{ 项.完好 }}"),
    ("退还时\n情　况", 22.0, "{{ 项.情况 }}"),
]

#: 解除封存决定书 with 退还清单 (by analogy 行政强制法 27, 28).
RELEASE = document(
    Layout.DECISION,
    "解除封存决定书",
    [
        title("{{ 机关.名称 }}\n解除封存决定书"),
        number(),
        PARTY,
        para(
            "本机关于{{ 封存.开始日期 }}作出《封存决定书》（{{ 决定文号 }}），对你单位的有关资料予以封存，"
            "封存期限{{ 解除.期限 }}。"
        ),
        para(
            "现因{{ 解除.原因 }}，{{ 解除.依据 }}，本机关决定自{{ 解除.时间 }}起"
            "解除对{{ 解除.范围 }}的封存，退还你单位。"
        ),
        when("解除.继续", [para("其余资料继续封存：{{ 解除.继续|可空 }}。")]),
        para("启封情况：{{ 解除.启封 }}封条{{ 解除.封条 }}。"),
        when("解除.缺损", [para("启封时发现{{ 解除.缺损|可空 }}，本机关将依法查明原因并处理。")]),
        attachments(),
        signature_agency(),
        annex("附件", "退还清单"),
        flush("退还时间：{{ 解除.时间 }}"),
        flush("退还地点：{{ 解除.地点 }}"),
        table(_RETURNS, loop="项 in 退还", total=[label("合　计", 2), value("{{ 退还合计 }}", 4)]),
        para("{{ 签收 }}本清单一式二份，由当事人和本机关分别保存。"),
        side_by_side(LEFT, RIGHT),
    ],
)
