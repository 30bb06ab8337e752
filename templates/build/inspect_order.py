"""Templates of orders: to stop and to correct (D27), and the record whether they were obeyed (D28)."""

from __future__ import annotations

from templates.build import (
    Description,
    Layout,
    document,
    flush,
    form,
    heading,
    label,
    note,
    number,
    para,
    remedy,
    signature_agency,
    title,
    value,
    when,
)
from templates.build.inspect_sign import GRID, UNSIGNED, signed_by
from templates.build.sign import signature_if

#: 责令改正通知书 (办法 19, 20, 29, 34; 社会保险法 79 II(三)).
ORDER = document(
    Layout.FORM,
    "责令改正通知书",
    [
        title("{{ 机关.名称 }}\n责令改正通知书"),
        number(),
        flush("当事人：{{ 当事人.名称 }}"),
        flush("{{ 当事人.证件 }}：{{ 当事人.号码|或斜线 }}"),
        flush("地址：{{ 当事人.地址|或斜线 }}"),
        para("本机关在社会保险基金监督检查（检查编号：{{ 检查.编号 }}）中查明：{{ 事实 }}"),
        when("证据", [para("以上事实有下列证据证明：{{ 证据|可空 }}")]),
        para("你（单位）的上述行为，属于{{ 条款 }}规定的情形（{{ 情形 }}）。{{ 其他依据|可空 }}"),
        para("根据{{ 责令依据 }}的规定，现责令你（单位）{{ 期限 }}改正，具体要求如下："),
        para("{{ 要求|分段 }}"),
        para("改正完毕后，请将改正情况和有关证明材料书面报送本机关。本机关将对改正情况进行复查。"),
        para("{{ 后果 }}"),
        para("你（单位）对上述事实、依据和要求有权进行陈述、申辩。"),
        remedy(),
        para("联系人：{{ 联系人.姓名 }}　　联系电话：{{ 联系人.电话 }}　　地址：{{ 机关.地址 }}"),
        when(
            "当场",
            [
                para(
                    "本通知书由{{ 检查人员 }}当场作出，当场出示行政执法证件，并在随后向本机关负责人报告、补办批准手续。"
                )
            ],
        ),
        signature_agency(),
    ],
)

#: 责令改正复查记录 (办法 34).
RECHECK = document(
    Layout.FORM,
    "责令改正复查记录",
    [
        title("{{ 机关.名称 }}\n责令改正复查记录"),
        number("编号：{{ 文号 }}"),
        form(
            [
                [label("当事人"), value("{{ 当事人 }}", 3)],
                [label("责令改正\n通知书"), value("{{ 原通知.文号 }}"), label("送达时间"), value("{{ 原通知.送达 }}")],
                [label("责令的内容"), value("{{ 原通知.要求|分段 }}", 3)],
                [label("改正期限"), value("{{ 原通知.期限 }}"), label("检查编号"), value("{{ 检查.编号 }}")],
                [label("复查时间"), value("{{ 复查.时间 }}"), label("复查地点"), value("{{ 复查.地点 }}")],
                [label("在场人"), value("{{ 复查.在场人 }}"), label("职　务"), value("{{ 复查.职务 }}")],
                [label("检查人员"), value("{{ 复查.检查人员 }}", 3)],
            ],
            GRID,
        ),
        heading(1, "一、复查情况"),
        para("{{ 复查.情况|分段 }}"),
        para("证据：{{ 复查.证据|或无 }}"),
        heading(1, "二、复查结论"),
        para("{{ 复查.选项 }}"),
        para("{{ 复查.结论 }}{{ 复查.再次期限|可空 }}"),
        heading(1, "三、当事人意见"),
        para("{{ 复查.意见 }}"),
        note("检查人员复查前出示行政执法证件。没有内容的栏目以“/”划去。"),
        UNSIGNED,
        signed_by(["当事人（在场人）"]),
        signature_if("见证人", "见证人"),
    ],
    page_signers=("当事人", "检查人员"),
    continued="责令改正复查记录（续页）",
)

TEMPLATES: dict[str, Description] = {"D27": ORDER, "D28": RECHECK}
