"""Template of the report on an incident to the superior organ (办法 28, 人社部发〔2020〕21号)."""

from __future__ import annotations

from templates.build import (
    Description,
    Layout,
    document,
    heading,
    issuer,
    items,
    para,
    signature_agency,
    title,
    to,
    upward,
    when,
)

#: 要情报告, an upward 公文: who signs it stands beside the number.
INCIDENT = document(
    Layout.OFFICIAL,
    "社会保险基金要情报告",
    [
        issuer(),
        upward(),
        title("关于{{ 要情.事由 }}的\n社会保险基金要情报告（{{ 要情.次别 }}）"),
        to("{{ 上级机关 }}"),
        para("根据{{ 依据 }}的规定，现将社会保险基金要情（登记编号：{{ 要情.编号 }}）报告如下："),
        heading(1, "一、发现的时间和方式"),
        para("{{ 要情.发现|分段 }}"),
        heading(1, "二、发生的时间和地点"),
        para("{{ 要情.发生|分段 }}"),
        heading(1, "三、涉案人员和相关人员的基本情况"),
        para("{{ 要情.人员|分段 }}"),
        heading(1, "四、涉及的险种和金额"),
        para("涉及单位：{{ 要情.单位|或无 }}。险种：{{ 要情.险种|或无 }}。"),
        para("涉及金额：{{ 金额.涉及 }}；已追回：{{ 金额.追回 }}；损失（未追回）：{{ 金额.损失 }}。"),
        heading(1, "五、情节"),
        para("{{ 要情.情节|分段 }}"),
        heading(1, "六、处理（审理）情况"),
        para("{{ 要情.处理|分段 }}"),
        heading(1, "七、要情等级"),
        para("{{ 等级.选项 }}。评估理由：{{ 等级.理由|分段 }}"),
        when("等级.立案", [para("立案情况：{{ 等级.立案 }}")]),
        when(
            "not 要情.首报",
            [
                heading(1, "八、前次报告"),
                items("项 in 前次", "{{ 项.次别 }}：{{ 项.文号 }}，{{ 项.时间 }}经{{ 项.方式 }}报出。"),
            ],
        ),
        para("报告单位：{{ 机关.名称 }}。联系人：{{ 联系人.姓名 }}，联系电话：{{ 联系人.电话 }}。"),
        para("主要负责人（分管负责人）签名：＿＿＿＿＿＿＿＿"),
        signature_agency(),
    ],
)

TEMPLATES: dict[str, Description] = {"D47": INCIDENT}
