"""Template of the report of an off-site inspection (D45, 办法 23(三))."""

from __future__ import annotations

from templates.build import (
    Description,
    Layout,
    document,
    heading,
    issuer,
    items,
    number,
    para,
    section,
    signature_agency,
    table,
    title,
    to,
    when,
)
from templates.build.report import ANSWERS, TEAM, TITLE, ending, problems, summary

_DATA = [
    ("数据表", 30.0, "{{ 项.表 }}"),
    ("来源", 40.0, "{{ 项.来源 }}"),
    ("所属期间", 36.0, "{{ 项.期间 }}"),
    ("采用行数", 18.0, "{{ 项.采用 }}"),
    ("数据质量", 32.0, "{{ 项.质量 }}"),
]
_RULES = [
    ("规则", 13.0, "{{ 项.编号 }}"),
    ("名称", 37.0, "{{ 项.名称 }}"),
    ("版本", 34.0, "{{ 项.版本 }}"),
    ("疑点", 12.0, "{{ 项.疑点数 }}"),
    ("核查", 12.0, "{{ 项.核查数 }}"),
    ("属实", 12.0, "{{ 项.属实数 }}"),
    ("属实涉及金额", 36.0, "{{ 项.属实涉及金额 }}"),
]

#: 非现场检查报告 (办法 23(三)): what the data were, how they were compared, what came of the flags.
OFFSITE = document(
    Layout.OFFICIAL,
    "非现场检查报告",
    [
        issuer(),
        number(),
        title(TITLE),
        to(),
        para(
            "根据{{ 依据 }}的规定，{{ 机关.名称 }}派出检查组，对你单位{{ 检查.项目 }}情况实施了非现场检查"
            "（检查编号：{{ 检查.编号 }}）。现将检查情况报告如下："
        ),
        heading(1, "一、检查情况"),
        section("检查范围和期间。", "{{ 检查情况.范围 }}。所属期间为{{ 检查.所属期间 }}。"),
        section("检查内容。", "{{ 检查情况.内容 }}。"),
        section("检查方式和时间。", "采取非现场检查的方式，{{ 检查情况.方法 }}。检查时间为{{ 检查情况.时间 }}。"),
        when("检查情况.说明", [para("{{ 检查情况.说明|可空|分段 }}")]),
        section("承诺情况。", "{{ 检查情况.承诺 }}"),
        section("检查人员。", "检查组由下列监督工作人员组成："),
        table(TEAM, loop="人 in 检查情况.检查组"),
        heading(1, "二、被检查单位基本情况"),
        para("{{ 文字.基本情况|分段 }}"),
        heading(1, "三、数据情况"),
        para("本次检查使用下列数据，逐表的行数、提取日期和摘要见随附的电子表格（编号：{{ 附表 }}）："),
        table(_DATA, loop="项 in 数据"),
        heading(1, "四、比对和疑点核查情况"),
        section(
            "比对方法。",
            "以{{ 比对.提取日期 }}提取的数据为准，使用{{ 比对.规则数 }}条比对规则（比对编号：{{ 比对.编号 }}），"
            "按证件号码精确匹配；弱匹配和边界月份不作为疑点。",
        ),
        when(
            "比对.限度",
            [
                para("使用的规则没有包括以下内容，没有疑点不等于没有问题："),
                items("项 in 比对.限度", "{{ loop.index }}．{{ 项 }}"),
            ],
        ),
        when("比对.未用数", [para("缺少所需数据而没有使用的规则{{ 比对.未用数|可空 }}条，原因见随附的电子表格。")]),
        section(
            "疑点情况。",
            "共产生疑点{{ 疑点.疑点数 }}条，涉及金额{{ 疑点.金额 }}；经筛查排除{{ 疑点.排除数 }}条，"
            "下发核查{{ 疑点.下发数 }}条，已核查{{ 疑点.核查数 }}条，其中属实和部分属实{{ 疑点.属实数 }}条，"
            "属实金额{{ 疑点.属实金额 }}。",
        ),
        when("规则", [para("产生疑点的规则和核查结果如下："), table(_RULES, loop="项 in 规则")]),
        heading(1, "五、评估"),
        para("{{ 文字.评价|分段 }}"),
        heading(1, "六、检查发现的问题"),
        when(
            "问题", problems(), [para("本次检查未发现你单位在{{ 检查.项目 }}方面存在违反社会保险基金管理规定的问题。")]
        ),
        heading(1, "七、征求意见情况"),
        para("{{ 征求意见.经过 }}"),
        items("句 in 征求意见.结果", "{{ 句 }}"),
        when("征求意见.逐条", [para("意见和采纳情况如下："), table(ANSWERS, loop="条 in 征求意见.逐条")]),
        heading(1, "八、转现场检查的建议"),
        para("{{ 转现场|分段 }}"),
        *ending("九", "十"),
        signature_agency(),
        summary(),
    ],
)

TEMPLATES: dict[str, Description] = {"D45": OFFSITE}
