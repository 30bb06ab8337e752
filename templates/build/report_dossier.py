"""Template of the dossier: cover, index 卷内目录, closing sheet 备考表 (D72)."""

from __future__ import annotations

from templates.build import (
    Description,
    Layout,
    blank,
    document,
    form,
    label,
    note,
    page_break,
    table,
    title,
    value,
    written,
)

_INDEX = [
    ("序号", 9.0, "{{ 件.序号 }}"),
    ("文件编号", 36.0, "{{ 件.编号 }}"),
    ("责任者", 34.0, "{{ 件.责任者 }}"),
    ("题　名", 35.0, "{{ 件.题名 }}"),
    ("日　期", 24.0, "{{ 件.日期 }}"),
    ("页号", 9.0, "{{ 件.页号|可空 }}"),
    ("备注", 9.0, "{{ 件.备注 }}"),
]

#: 卷宗封面、卷内目录、备考表 (行政处罚法 47).
DOSSIER = document(
    Layout.FORM,
    "卷宗封面、卷内目录和备考表",
    [
        blank(2),
        title("{{ 机关.名称 }}"),
        title("社会保险基金监督检查案卷"),
        blank(1),
        form(
            [
                [
                    label("全宗号"),
                    written("{{ 卷宗.全宗号|可空 }}"),
                    label("归档号"),
                    written("{{ 卷宗.归档号|可空 }}", height=11),
                ],
                [label("题　名"), value("{{ 卷宗.题名 }}", 3, 18)],
                [label("被监督\n单　位"), value("{{ 被监督单位.名称 }}", 3, 12)],
                [label("检查编号"), value("{{ 检查.编号 }}"), label("承办机构"), value("{{ 卷宗.承办 }}", height=11)],
                [label("检查项目"), value("{{ 检查.项目 }}", 3, 12)],
                [
                    label("检查报告\n文　　号"),
                    value("{{ 卷宗.报告文号 }}"),
                    label("整改意见书\n文　　号"),
                    value("{{ 卷宗.整改文号 }}", height=12),
                ],
                [label("检查组"), value("{{ 卷宗.检查组 }}", 3, 11)],
                [
                    label("立项日期"),
                    value("{{ 卷宗.立项日期 }}"),
                    label("办结日期"),
                    value("{{ 卷宗.办结日期 }}", height=11),
                ],
                [label("办理结果"), value("{{ 卷宗.结果 }}", 3, 24)],
                [label("件　数"), value("{{ 卷宗.件数 }}"), label("页　数"), written("{{ 卷宗.页数 }}", height=11)],
                [
                    label("保管期限"),
                    value("{{ 卷宗.保管期限 }}"),
                    label("归档日期"),
                    written("　　　　年　　月　　日", height=11),
                ],
            ],
            widths=(27, 51, 27, 51),
        ),
        page_break(),
        title("卷内目录"),
        table(_INDEX, loop="件 in 文件"),
        note("日期用八位数字表示；页号在装订后用阿拉伯数字填写；送达回证排在所送达的文书之后。"),
        page_break(),
        title("卷内备考表"),
        form(
            [
                [
                    label("归档号"),
                    written("{{ 卷宗.归档号|可空 }}"),
                    label("检查编号"),
                    value("{{ 检查.编号 }}", height=11),
                ],
                [label("本卷情况\n说　　明"), value("{{ 备考.说明|分段 }}", 3, 110)],
                [
                    label("立卷人"),
                    value("{{ 备考.立卷人 }}"),
                    label("立卷时间"),
                    value("{{ 备考.立卷时间 }}", height=13),
                ],
                [
                    label("检查人"),
                    written("{{ 备考.检查人|可空 }}"),
                    label("检查时间"),
                    written("　　　　年　　月　　日", height=13),
                ],
            ],
            widths=(27, 51, 27, 51),
        ),
        note("说明：卷内文件的缺损、修改、补充、移出、销毁等情况，在本表中写明并由经办人签名。"),
    ],
)

TEMPLATES: dict[str, Description] = {"D72": DOSSIER}
