"""Templates of the notice of questioning and the letter of assistance (D18, D26a)."""

from __future__ import annotations

from templates.build import (
    Layout,
    document,
    flush,
    form,
    heading,
    issuer,
    items,
    label,
    number,
    para,
    signature_agency,
    title,
    to,
    value,
    written,
)

#: 询问通知书 (办法 16); fields of the catalogue, D18.
QUESTIONING = document(
    Layout.FORM,
    "询问通知书",
    [
        title("{{ 机关.名称 }}\n询问通知书"),
        number("{{ 文号 }}"),
        flush("{{ 被询问人.名称 }}："),
        para(
            "根据{{ 依据 }}的规定，因对{{ 被监督单位.名称 }}实施{{ 检查.名称 }}（检查编号：{{ 检查.编号 }}），"
            "请按照下列时间、地点接受询问。"
        ),
        form(
            [
                [
                    label("被询问人"),
                    value("{{ 被询问人.名称 }}"),
                    label("证件号码"),
                    value("{{ 被询问人.证件号码 }}"),
                ],
                [
                    label("单位职务"),
                    value("{{ 被询问人.单位职务 }}"),
                    label("联系电话"),
                    value("{{ 被询问人.电话 }}"),
                ],
                [label("地　址"), value("{{ 被询问人.地址 }}", 3)],
                [label("询问事项"), value("{{ 询问.事项 }}", 3)],
                [label("询问时间"), value("{{ 询问.时间 }}", 3)],
                [label("询问地点"), value("{{ 询问.地点 }}", 3)],
                [label("携带材料"), value("{{ 携带|分段 }}", 3)],
                [label("检查人员"), value("{{ 检查人员 }}", 3)],
                [
                    label("权利义务"),
                    written(
                        "询问由两名以上检查人员进行并出示行政执法证件；认为检查人员有利害关系的，有权申请回避；"
                        "有权陈述、申辩，核对询问笔录并要求更正。应当如实说明，不得拒绝、阻挠，不得作虚假陈述。",
                        3,
                    ),
                ],
                [
                    label("不到场的\n后　果"),
                    written(
                        "不能按时接受询问的，请事先告知联系人并说明理由。被监督单位拒绝、阻挠监督，拒绝、拖延提供有关资料的，"
                        "依照{{ 后果 }}的规定责令改正；拒不改正的，可以通报批评，给予警告；依法对责任人员给予处分。",
                        3,
                    ),
                ],
                [
                    label("联系人"),
                    value("{{ 联系人.姓名 }}　{{ 联系人.电话 }}"),
                    label("监督电话"),
                    value("{{ 机关.监督电话 }}"),
                ],
            ],
            widths=(24, 60, 22, 50),
            keep=1,
        ),
        signature_agency(),
    ],
)

#: 协查函 (办法 8, 18), in the layout of letters; fields of the catalogue, D26a.
ASSISTANCE = document(
    Layout.LETTER,
    "协查函",
    [
        issuer(),
        number(),
        title("关于请求协助核查有关事项的函"),
        to("{{ 协查机关 }}"),
        para(
            "根据{{ 依据 }}的规定，我机关正在对{{ 被监督单位.名称 }}实施{{ 检查.名称 }}"
            "（检查编号：{{ 检查.编号 }}，所属期间：{{ 检查.所属期间 }}），请贵单位协助核查下列事项："
        ),
        heading(1, "一、协查事项"),
        para("{{ 协查.事项 }}。"),
        heading(1, "二、需要的数据、资料范围"),
        items("项 in 数据范围", "{{ loop.index }}.{{ 项 }}。"),
        para("以上为实现检查目的所必需的最小范围，请不要提供范围以外的个人信息。"),
        heading(1, "三、用途"),
        para("{{ 协查.用途 }}。"),
        heading(1, "四、期限和方式"),
        para("请于{{ 协查.期限 }}前书面函复，并加盖印章；没有相关数据、资料或者不能提供的，也请函复说明。"),
        heading(1, "五、保密要求"),
        para("{{ 协查.保密 }}"),
        para("联系人：{{ 联系人.姓名 }}，联系电话：{{ 联系人.电话 }}，地址：{{ 机关.地址 }}。"),
        signature_agency(),
    ],
)
