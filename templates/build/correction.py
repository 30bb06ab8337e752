"""Template of the notice that mends a served document (D74)."""

from __future__ import annotations

from templates.build import (
    Description,
    Layout,
    document,
    number,
    para,
    signature_agency,
    table,
    title,
    to,
)

_PLACES = [
    ("序号", 14.0, "{{ 项.序号 }}"),
    ("原文书的文字", 62.0, "{{ 项.原文 }}"),
    ("补正为", 62.0, "{{ 项.正文 }}"),
    ("处数", 18.0, "{{ 项.处数 }}"),
]

CORRECTION = document(
    Layout.DECISION,
    "补正通知书",
    [
        title("{{ 机关.名称 }}\n补正通知书"),
        number(),
        to(),
        para(
            "我机关于{{ 原文书.日期 }}制发《{{ 原文书.名称 }}》（{{ 原文书.文号 }}）{{ 原文书.送达|可空 }}"
            "（检查编号：{{ 检查.编号 }}）。经核对，该文书有下列文字错误，现予补正："
        ),
        table(_PLACES, loop="项 in 补正"),
        para("补正的理由：{{ 理由 }}。"),
        para(
            "原文书的其他内容、文号和日期不变，已经起算的期限不重新计算；本通知书与原文书一并使用。"
            "有异议的，可以向我机关书面提出（联系电话：{{ 联系电话 }}）。"
        ),
        signature_agency(),
    ],
)

TEMPLATES: dict[str, Description] = {"D74": CORRECTION}
