"""Templates of the comment round: written opinion or silence (D42), answers (D43)."""

from __future__ import annotations

from templates.build import (
    Description,
    Layout,
    document,
    flush,
    form,
    label,
    middle,
    note,
    number,
    para,
    rows_of,
    rows_when,
    signatures,
    table,
    title,
    value,
    when,
)

_OBJECTION = [
    [label("收到时间"), value("{{ 意见.收到时间 }}", 3, 9)],
    [label("收到方式"), value("{{ 意见.收到方式 }}", 3, 9)],
    [label("交邮日期\n（邮戳）"), value("{{ 意见.交邮日期 }}"), label("是否在\n期限内"), value("{{ 意见.期限内 }}")],
    [label("意见性质"), value("{{ 意见.性质 }}", 3, 9)],
    [label("签署人"), value("{{ 意见.签署人 }}"), label("书面意见\n电子件"), value("{{ 意见.原件 }}")],
]
_DEEMED = [
    [label("可能邮寄"), value("{{ 视同.可能邮寄 }}"), label("最早可以\n记录日期"), value("{{ 视同.最早日期 }}")],
    [label("邮寄说明"), value("{{ 视同.邮寄说明 }}", 3, 9)],
    [label("核对收发\n登记情况"), value("{{ 视同.收发登记 }}", 3)],
    [label("核对在途\n邮件情况"), value("{{ 视同.在途邮件 }}", 3)],
    [label("记录时间"), value("{{ 视同.记录时间 }}", 3)],
    [label("结　论"), value("{{ 视同.结论 }}", 3)],
    [label("记录人"), value("{{ 视同.记录人 }}", 3, 9)],
    [label("备　注"), value("{{ 视同.备注 }}", 3, 9)],
]

#: 书面意见登记表 or 视同无异议情况记录 (办法 22(四), T02, T03).
REPLY = document(
    Layout.FORM,
    "书面意见登记表（视同无异议情况记录）",
    [
        title("{{ 机关.名称 }}\n{{ 文书名称 }}"),
        number("编号：{{ 文号 }}"),
        form(
            [
                [
                    label("检查编号"),
                    value("{{ 检查.编号 }}"),
                    label("征求意见稿\n编　　号"),
                    value("{{ 送达.征求意见稿 }}"),
                ],
                [label("被监督\n单　位"), value("{{ 被监督单位.名称 }}", 3, 9)],
                [label("征求意见函\n文　　号"), value("{{ 送达.函号 }}"), label("送达方式"), value("{{ 送达.方式 }}")],
                [
                    label("接到日期"),
                    value("{{ 送达.接到日期 }}"),
                    label("书面意见期限\n最后一日"),
                    value("{{ 送达.届满日期 }}"),
                ],
                rows_when("是书面意见", _OBJECTION),
                rows_when("意见.逐条", [[label("序号"), label("意见内容", 3)]]),
                rows_of("条 in 意见.逐条", [[middle("{{ 条.序号 }}"), value("{{ 条.内容|分段 }}", 3)]]),
                rows_when(
                    "是书面意见",
                    [
                        [label("登记处理"), value("{{ 意见.处理 }}", 3, 14)],
                        [label("备　注"), value("{{ 意见.备注 }}", 3, 9)],
                        [label("登记人"), value("{{ 意见.登记人 }}", 3, 9)],
                    ],
                ),
                rows_when("not 是书面意见", _DEEMED),
            ],
            widths=(26, 54, 31, 45),
        ),
        note("说明：书面意见期限为10个工作日，接到当日不计算在内；期间不包括在途时间，期满前交邮的不算逾期。"),
        # One person registers a letter; that nothing came is recorded by two.
        when("是书面意见", [signatures(["登记人"])], [signatures(["记录人", "记录人"])]),
        signatures(["基金监督机构负责人"]),
    ],
)

_POINTS = [
    ("序号", 13.0, "{{ 条.序号 }}"),
    ("被监督单位的意见", 66.0, "{{ 条.意见|分段 }}"),
    ("采纳情况", 24.0, "{{ 条.结果 }}"),
    ("理由", 70.0, "{{ 条.理由|分段 }}"),
    ("证据编号", 36.0, "{{ 条.证据 }}"),
    ("报告修改处", 54.0, "{{ 条.修改处 }}"),
]

#: 意见采纳情况说明: a line with its reason for each point (G33).
ANSWERS = document(
    Layout.FORM,
    "意见采纳情况说明",
    [
        title("{{ 机关.名称 }}\n意见采纳情况说明"),
        number("编号：{{ 文号 }}"),
        flush("被监督单位：{{ 被监督单位.名称 }}　　检查编号：{{ 检查.编号 }}"),
        flush("征求意见函：{{ 征求意见函 }}　　收到书面意见：{{ 收到日期 }}"),
        table(_POINTS, loop="条 in 逐条"),
        para("{{ 统计 }}采纳、部分采纳的意见，按“报告修改处”一栏在检查报告中修改；不采纳的意见，理由如上。"),
        signatures(["检查组组长", "基金监督机构负责人"]),
    ],
    landscape=True,
)

TEMPLATES: dict[str, Description] = {"D42": REPLY, "D43": ANSWERS}
