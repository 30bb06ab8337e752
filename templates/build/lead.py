"""Templates of leads: registration form, notice to the reporter (办法 9, 25; 部令第49号)."""

from __future__ import annotations

from templates.build import (
    Description,
    Layout,
    document,
    flush,
    form,
    label,
    note,
    number,
    para,
    signature_agency,
    title,
    value,
    when,
    written,
)

#: 举报（线索）登记表; fields of the catalogue, D31.
REGISTRATION = document(
    Layout.FORM,
    "举报（线索）登记表",
    [
        title("举报（线索）登记表"),
        number("编号：{{ 文号 }}"),
        form(
            [
                [
                    label("线索编号"),
                    value("{{ 线索.编号 }}", height=7),
                    label("登记日期"),
                    value("{{ 线索.登记日期 }}"),
                ],
                [label("来　源"), value("{{ 线索.来源 }}", 3, 7.5)],
                [label("来源说明"), value("{{ 线索.来源说明 }}", 3, 7)],
                [
                    label("接收时间"),
                    value("{{ 线索.接收时间 }}", height=7),
                    label("接收方式"),
                    value("{{ 线索.接收方式 }}"),
                ],
                [label("举报人"), value("{{ 线索.举报人 }}", 3, 7.5)],
                [label("被反映对象"), value("{{ 线索.对象 }}", 3, 7.5)],
                [label("反映事项"), value("{{ 线索.事项|或斜线|分段 }}", 3, 16)],
                [label("涉及险种"), value("{{ 线索.险种 }}", height=7), label("涉及金额"), value("{{ 线索.金额 }}")],
                [
                    label("拟办意见"),
                    written(
                        "{{ 线索.拟办|可空 }}\n登记人：{{ 线索.登记人 }}　签名：＿＿＿＿＿＿　{{ 线索.登记日期 }}",
                        3,
                        14,
                    ),
                ],
                [
                    label("审查决定"),
                    written(
                        "{{ 审查.决定 }}\n决定人：{{ 审查.决定人|可空 }}　签名：＿＿＿＿＿＿　{{ 审查.日期 }}", 3, 13
                    ),
                ],
                [label("理　由"), value("{{ 审查.理由 }}", height=7), label("移送机关"), value("{{ 审查.移送 }}")],
                [label("告知举报人"), value("{{ 告知.日期 }}", height=7), label("告知文号"), value("{{ 告知.文号 }}")],
                [label("承办人"), value("{{ 办理.承办人 }}", height=7), label("检查编号"), value("{{ 办理.检查 }}")],
                [label("办结期限"), value("{{ 办理.期限 }}", height=7), label("办结日期"), value("{{ 办结.日期 }}")],
                [label("查证结论"), value("{{ 办结.结论 }}", 3, 7)],
                [label("办理结果"), value("{{ 办结.结果|或斜线|分段 }}", 3, 11)],
                [label("奖　励"), value("{{ 办结.奖励 }}", 3, 7)],
                [
                    label("监督机构\n负责人意见"),
                    written("\n签名：＿＿＿＿＿＿　＿＿＿＿年＿＿月＿＿日", 3, 11),
                ],
                [
                    label("机关负责人\n意见"),
                    written("\n签名：＿＿＿＿＿＿　＿＿＿＿年＿＿月＿＿日", 3, 11),
                ],
            ],
            widths=(26, 58, 24, 48),
        ),
        note(
            "说明：本表不得记载举报人的姓名、证件号码、住址、电话等信息，不得交给被反映的单位和个人。"
            "没有内容的栏目以“/”划去。"
        ),
    ],
)

#: 举报受理告知书, also for 不予受理 and 移送; the name is written by hand, so that no file keeps it.
NOTICE = document(
    Layout.DECISION,
    "举报受理告知书",
    [
        title("{{ 机关.名称 }}\n{{ 文书名称 }}"),
        number(),
        flush("＿＿＿＿＿＿＿＿（线索编号：{{ 线索.编号 }}）："),
        para("你于{{ 线索.接收日期 }}反映的有关社会保险基金的问题收悉。根据{{ 依据 }}的规定，经审查，现告知如下："),
        para("{{ 决定 }}"),
        when("受理", [para("请你对反映内容的真实性负责，并配合核实情况；查询办理情况、补充材料时，请说明线索编号。")]),
        para(
            "本机关依法对你的个人信息和反映的内容保密。你因反映问题受到打击报复的，可以向本机关报告，由有关机关依法处理。"
        ),
        para("联系电话：{{ 联系电话 }}。监督电话：{{ 机关.监督电话 }}。"),
        signature_agency(),
    ],
)

TEMPLATES: dict[str, Description] = {"D31": REGISTRATION, "D31a": NOTICE}
