"""Templates of circular and recommendation (D55, D56; 办法 24)."""

from __future__ import annotations

from templates.build import (
    Description,
    Layout,
    annex,
    attachments,
    document,
    heading,
    issuer,
    number,
    para,
    signature_agency,
    table,
    title,
    to,
)

#: 通报 (办法 24(一)); a measure of supervision.
CIRCULAR = document(
    Layout.OFFICIAL,
    "通报",
    [
        issuer(),
        number(),
        title("{{ 通报.标题 }}"),
        to("{{ 通报.发送范围 }}"),
        para(
            "根据{{ 依据 }}的规定，我机关对{{ 通报.对象 }}{{ 检查.项目 }}情况实施了监督检查"
            "（检查编号：{{ 检查.编号 }}，检查报告：{{ 检查报告|或无 }}）。为督促整改、引以为戒，现将有关情况通报如下："
        ),
        heading(1, "一、基本事实"),
        para("{{ 通报.事实|分段 }}"),
        heading(1, "二、原因"),
        para("{{ 通报.原因|分段 }}"),
        heading(1, "三、处理情况"),
        para("{{ 通报.处理|分段 }}"),
        heading(1, "四、工作要求"),
        para("{{ 通报.要求|分段 }}"),
        signature_agency(),
    ],
)

_EVIDENCE = [
    ("序号", 12.0, "{{ 项.序号 }}"),
    ("编号", 34.0, "{{ 项.编号 }}"),
    ("名称", 36.0, "{{ 项.名称 }}"),
    ("形式", 16.0, "{{ 项.形式 }}"),
    ("来源", 26.0, "{{ 项.来源 }}"),
    ("证明对象", 32.0, "{{ 项.证明 }}"),
]

#: 处理建议书 (办法 24(三)).
RECOMMENDATION = document(
    Layout.OFFICIAL,
    "处理建议书",
    [
        issuer(),
        number(),
        title("处理建议书"),
        to("{{ 建议.主送 }}"),
        para(
            "我机关对{{ 被监督单位.名称 }}{{ 检查.项目 }}情况实施监督检查（检查编号：{{ 检查.编号 }}），"
            "发现有关问题依法应当由你单位处理。现将有关情况和处理建议函告如下："
        ),
        heading(1, "一、事实"),
        para("{{ 建议.事实|分段 }}"),
        heading(1, "二、证据"),
        para("证据目录见附件。"),
        heading(1, "三、法律依据"),
        para("{{ 依据 }}。"),
        heading(1, "四、处理建议"),
        para("建议你单位{{ 建议.类别 }}："),
        para("{{ 建议.内容|分段 }}"),
        heading(1, "五、反馈要求"),
        para("{{ 建议.反馈 }}"),
        para("联系人：{{ 联系人.姓名 }}，联系电话：{{ 联系人.电话 }}。"),
        attachments(),
        signature_agency(),
        annex("附件", "证据目录"),
        table(_EVIDENCE, loop="项 in 证据"),
    ],
)

TEMPLATES: dict[str, Description] = {"D55": CIRCULAR, "D56": RECOMMENDATION}
