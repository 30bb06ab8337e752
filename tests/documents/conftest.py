"""Small DOCX files made in the test, and lifelike facts for the shipped models."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from typing import Any

import pytest

from jxinspect.documents.expression import For, Print
from jxinspect.documents.qr import qr
from jxinspect.documents.template_check import named_fields
from jxinspect.documents.word import Template
from templates.build import (
    Layout,
    attachments,
    basis,
    build,
    document,
    each,
    form,
    heading,
    issuer,
    items,
    label,
    number,
    para,
    receipt,
    rights,
    rows_of,
    signature_agency,
    table,
    title,
    to,
    value,
    when,
    written,
)

MakeDocx = Callable[..., bytes]
HEAD = {"红头": "样本省人力资源和社会保障厅", "红头字号": "中", "套红": True}


def _packed(parts: Mapping[str, bytes]) -> bytes:
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return buffer.getvalue()


@pytest.fixture(scope="session")
def docx() -> MakeDocx:
    """A DOCX of paragraphs; `add` puts XML into the body, `change` replaces text in a part, `parts` adds parts."""

    def make(
        *paragraphs: str,
        add: str = "",
        change: Mapping[str, tuple[str, str]] | None = None,
        parts: Mapping[str, bytes] | None = None,
    ) -> bytes:
        source = build(document(Layout.FORM, "试验", [para(text) for text in paragraphs]))
        with zipfile.ZipFile(BytesIO(source)) as package:
            found = {name: package.read(name) for name in package.namelist()}
        if add:
            body = found["word/document.xml"].decode()
            found["word/document.xml"] = body.replace("<w:sectPr", add + "<w:sectPr", 1).encode()
        for name, (old, new) in (change or {}).items():
            text = found[name].decode()
            assert old in text
            found[name] = text.replace(old, new).encode()
        return _packed(found | dict(parts or {}))

    return make


_NOTICE = [
    issuer(),
    number(),
    title("关于对{{ 被监督单位.名称 }}\n实施社会保险基金现场检查的通知"),
    to(),
    basis("我机关决定对你单位{{ 检查.项目 }}情况实施现场检查（检查编号：{{ 检查.编号 }}）。"),
    heading(1, "一、检查事项、范围和期间"),
    items("项 in 检查事项", "{{ loop.index }}.{{ 项 }}"),
    para("检查自{{ 检查.开始日期 }}起至{{ 检查.结束日期 }}止。"),
    when("检查.频次", [para("本年度检查次数：{{ 检查.频次 }}。")]),
    table(
        [("职务", 22, "{{ 人.职务 }}"), ("姓名", 66, "{{ 人.姓名 }}"), ("行政执法证号", 68, "{{ 人.证号 }}")],
        "人 in 检查组",
    ),
    rights(),
    when("检查纪律", [heading(1, "八、检查纪律"), each("条 in 检查纪律", [para("{{ loop.index }}.{{ 条 }}")])]),
    para("联系人：{{ 联系人.姓名 }}，{{ 联系人.电话 }}。监督电话：{{ 机关.监督电话 }}。"),
    attachments(),
    signature_agency(),
    receipt("检查通知书回执", ["{{ 机关.名称 }}：", "联络人：＿＿＿＿"]),
]

_PROOF = [
    title("{{ 机关.名称 }}\n送达回证"),
    number("编号：{{ 文号 }}"),
    form(
        [
            [label("受送达人"), value("{{ 受送达人.名称 }}", 3)],
            rows_of("件 in 文书", [[value("{{ 件.名称 }}", 2), value("{{ 件.文号 }}"), value("{{ 件.份数 }}")]]),
            [label("送达人"), value("{{ 送达人|分段 }}"), label("执法证号"), value("{{ 送达人证号|分段 }}")],
            [label("收件人"), written("\n＿＿年＿＿月＿＿日", 3)],
            [label("备注"), value("{{ 备注 }}", 3)],
        ]
    ),
]


@pytest.fixture(scope="session")
def model() -> bytes:
    """A notice in the manner of D05, fixed here so that the tests do not move with the shipped one."""
    return build(document(Layout.OFFICIAL, "检查通知书", _NOTICE))


@pytest.fixture(scope="session")
def form_model() -> bytes:
    """A form in the manner of D11."""
    return build(document(Layout.FORM, "送达回证", _PROOF))


def _invented(template: Template) -> dict[str, Any]:
    """Facts for any template: every field a text that says its name, every list two items."""
    facts: dict[str, Any] = {}
    named = [(tag, name) for outline in template.outlines for tag, name in named_fields(outline)]
    lists = {name for tag, name in named if isinstance(tag.statement, For)}
    pictures = {name for tag, name in named if isinstance(tag.statement, Print) and "图" in tag.statement.filters}
    names = sorted({name for _, name in named}, key=lambda found: found.count("."))
    for name in names:
        inside = any(other.startswith(f"{name}.") for other in names)
        *above, last = name.split(".")
        for number_, holder in enumerate(_holders(facts, above)):
            text = f"〈{name}〉{number_}"
            if name in lists:
                holder[last] = [{}, {}] if inside else [text, f"{text}乙"]
            elif not inside:
                holder[last] = qr(text, 20) if name in pictures else text
    return facts


def _holders(facts: dict[str, Any], above: list[str]) -> list[dict[str, Any]]:
    """The dicts that a path leads to: one, or each item of the lists on the way."""
    places = [facts]
    for part in above:
        found = [place.setdefault(part, {}) for place in places]
        places = [item for inner in found for item in (inner if isinstance(inner, list) else [inner])]
    return places


@pytest.fixture(scope="session")
def invented() -> Callable[[Template], dict[str, Any]]:
    return _invented


#: What the footer of every document needs.
FOOT = {"文号": "2026-007-BL-01", "校验码": "abc-def"}


@pytest.fixture
def foot() -> dict[str, Any]:
    return dict(FOOT)


@pytest.fixture
def notice() -> dict[str, Any]:
    """Facts of a notice (D05)."""
    return {
        "机关": {"名称": "样本省人力资源和社会保障厅", "标志": "中", **HEAD, "监督电话": "0791-00000000"},
        "文号": "赣人社监检通〔2026〕1号",
        "校验码": "3f9c2ab81c04-9b1e77aa02d3",
        "成文日期": "2026年11月23日",
        "被监督单位": {"名称": "样本市社会保险事业管理中心"},
        "依据": "《中华人民共和国社会保险法》第七十九条第一款、《江西省社会保险基金行政监督实施办法》第二十二条",
        "检查": {
            "项目": "企业职工基本养老保险基金收支、管理",
            "编号": "2026-007",
            "范围": "市本级企业职工基本养老保险基金",
            "所属期间": "2024年1月1日至2026年9月30日",
            "开始日期": "2026年11月30日",
            "结束日期": "2026年12月11日",
            "地点": "样本市社会保险事业管理中心",
            "形式": "专项检查",
            "方法": "查阅凭证账簿、查询信息系统、询问有关人员、听取汇报",
            "频次": "",
            "人数": 2,
            "自查要求": "请对照检查事项开展自查，在检查组进点时提交书面自查报告并汇报。",
            "资料期限": "2026年11月27日",
        },
        "检查事项": ["社会保险待遇审核和基金支付情况；", "社会保险基金收支、管理、内部控制情况。"],
        "检查组": [
            {"职务": "组长", "姓名": "测一鸣", "单位": "样本省人力资源和社会保障厅", "证号": "36000000001"},
            {"职务": "组员", "姓名": "测二白", "单位": "样本省人力资源和社会保障厅", "证号": "36000000002"},
        ],
        "协助人员": [],
        "配合事项": ["指定一名负责人和一名联络人；", "提供必要的办公场所和查询终端。"],
        "权利义务": ["检查人员不出示行政执法证件的，你单位有权拒绝接受检查。", "你单位有权申请回避。"],
        "检查纪律": [],
        "联系人": {"姓名": "测一鸣", "电话": "0791-00000001"},
        "附件": ["资料（数据）调取清单", "资料真实性、完整性承诺书（格式）"],
    }


@pytest.fixture
def proof_of_service() -> dict[str, Any]:
    """Facts of a proof of service (D11)."""
    return {
        "机关": {"名称": "样本省人力资源和社会保障厅", "标志": "中", **HEAD},
        "文号": "2026-007-SD-01",
        "校验码": "3f9c2ab81c04-9b1e77aa02d3",
        "受送达人": {"名称": "样本市社会保险事业管理中心"},
        "事由": "社会保险基金现场检查（2026-007）",
        "文书": [{"名称": "检查通知书", "文号": "赣人社监检通〔2026〕1号", "份数": 1}],
        "送达方式": "■直接送达　□留置送达",
        "送达地点": "样本市样本路1号",
        "送达时间": "2026年11月24日9时30分",
        "送达人": "测一鸣\n测二白",
        "送达人证号": "36000000001\n36000000002",
        "收件人": {"身份": "办公室主任", "关系": "工作人员"},
        "代收理由": "",
        "拒收": {"事由": "", "日期": ""},
        "见证人": {"姓名": "", "单位": ""},
        "影像附件": "",
        "备注": "",
    }
