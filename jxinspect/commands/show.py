"""`show`: any record by its number or name."""

from dataclasses import dataclass
from typing import Annotated, Any

import typer

from jxinspect.commands.challenge_columns import CHALLENGE
from jxinspect.commands.incident_columns import INCIDENT
from jxinspect.commands.lead_columns import LEAD
from jxinspect.commands.leak_columns import LEAK
from jxinspect.commands.options import plain
from jxinspect.commands.proceeding_columns import CASE
from jxinspect.commands.session import Query, reading
from jxinspect.commands.tree import App
from jxinspect.errors import NotFound
from jxinspect.law.terms import (
    EvidenceForm,
    EvidenceKind,
    EvidenceState,
    InspectionForm,
    Role,
    SealState,
    State,
    UnitType,
)
from jxinspect.ui.mode import mode
from jxinspect.ui.show import show_json, show_record, show_rows, show_text
from jxinspect.ui.values import Column, columns

app = App("案卷库里的任何一条记录。")

#: People type the brackets of a 发文字号 as they can.
_BRACKETS = str.maketrans("〔〕【】（）()", "[][][][]")

_DOCUMENT = columns(
    ("number", "文号"),
    ("kind", "文书"),
    ("title", "名称"),
    ("dated", "成文日期"),
    ("inspection", "检查"),
    ("actor", "制发人"),
    ("received_on", "送达日期"),
    ("signed", "签收"),
    ("void_reason", "作废理由"),
    ("check_code", "校验码"),
    ("sha256", "SHA-256"),
)
_EVIDENCE = columns(
    ("code", "证据编号"),
    ("name", "名称"),
    Column("kind", "种类", terms=EvidenceKind),
    Column("form", "原件或复制件", terms=EvidenceForm),
    ("source", "来源"),
    ("takers", "取证人"),
    ("at", "取证时间", "moment"),
    ("place", "取证地点"),
    ("proves", "证明对象"),
    ("pages", "页数"),
    ("kept_at", "存放处"),
    Column("state", "状态", terms=EvidenceState),
    ("file_name", "文件"),
    ("size", "字节数", "number"),
    ("sha256", "SHA-256"),
    ("photo_at", "照片自带时间"),
    ("photo_place", "照片自带地点"),
    ("note", "备注"),
)
_FINDING = columns(
    ("seq", "序号", "number"),
    ("title", "问题"),
    ("violation", "情形"),
    ("amount", "金额（元）", "amount"),
    ("persons", "人数", "number"),
    ("period_from", "期间起"),
    ("period_to", "期间止"),
)


@dataclass(frozen=True)
class Shown:
    """How one kind of record is shown: its view, its lines, and the lists that hang on it."""

    view: str
    columns: tuple[Column, ...]
    lists: tuple[tuple[str, str, tuple[Column, ...]], ...] = ()


KINDS: dict[str, Shown] = {
    "inspection": Shown(
        "show_inspection",
        columns(
            ("number", "检查编号"),
            ("unit", "被监督单位"),
            Column("unit_type", "单位类型", terms=UnitType),
            Column("form", "组织形式", terms=InspectionForm),
            Column("state", "阶段", terms=State),
            ("team", "检查组"),
            ("period_from", "所属期间起"),
            ("period_to", "所属期间止"),
            ("ad_hoc_reason", "计划外理由"),
            ("flight_text", "飞行检查事由"),
        ),
        (
            ("问题", "show_findings", _FINDING),
            ("证据", "show_evidence", _EVIDENCE[:3] + _EVIDENCE[11:12]),
            ("文书", "show_document", (_DOCUMENT[0], *_DOCUMENT[2:4], *_DOCUMENT[6:9])),
        ),
    ),
    "document": Shown("show_document", _DOCUMENT),
    "evidence": Shown("show_evidence", _EVIDENCE),
    "seal": Shown(
        "show_seal",
        columns(
            ("code", "封存编号"),
            Column("state", "状态", terms=SealState),
            ("facts", "事实"),
            ("place", "地点"),
            ("keeper", "保管人"),
            ("starts_on", "封存日期"),
            ("ends_on", "届满日期"),
            ("urgent", "紧急", "flag"),
            ("attended", "到场人"),
        ),
    ),
    "paper": Shown(
        "show_paper",
        columns(
            ("code", "底稿编号"),
            ("matter", "事项"),
            ("facts", "事实"),
            ("nature", "定性"),
            ("author", "编制人"),
            ("at", "编制时间", "moment"),
            ("reviewer", "复核人"),
            ("reviewed_at", "复核时间", "moment"),
        ),
    ),
    "lead": Shown("lead_list", LEAD),
    "proceeding": Shown("proceeding_list", CASE),
    "challenge": Shown("challenge_list", CHALLENGE),
    "incident": Shown("incident_list", INCIDENT),
    "leak": Shown("leak_list", LEAK),
    "unit": Shown(
        "show_unit",
        columns(
            ("name", "单位名称"),
            ("credit_code", "统一社会信用代码"),
            Column("type", "类型", terms=UnitType),
            ("subtype", "类别"),
            ("region_code", "行政区划"),
            ("address", "地址"),
            ("head", "负责人"),
            ("head_post", "职务"),
            ("contact", "联系人"),
            ("phone", "电话"),
            ("is_enterprise", "涉企", "flag"),
        ),
    ),
    "staff": Shown(
        "show_staff",
        columns(
            ("name", "姓名"),
            Column("role", "身份", terms=Role),
            ("department", "部门"),
            ("post", "职务"),
            ("phone", "电话"),
            ("certificate", "执法证号"),
            ("certificate_issuer", "发证机关"),
            ("certificate_from", "有效期起"),
            ("certificate_to", "有效期止"),
        ),
    ),
}


Name = Annotated[str, typer.Argument(help="检查编号、文号、证据编号、单位或者人员的名称", metavar="编号", parser=plain)]


@app.command(example=["jxinspect show 2026-001", "jxinspect show 2026-001-ZJ-003"])
def show(name: Name) -> None:
    """按编号或者名称显示一条记录。"""
    with reading() as query:
        kind, record = _find(query, name)
        shown = KINDS[kind]
        lists = {view: _rows(query, view, "inspection_id", record["id"]) for _, view, _ in shown.lists}
    if mode().json:
        show_json({"kind": kind, **record, **{view.removeprefix("show_"): rows for view, rows in lists.items()}})
        return
    show_record(record, shown.columns)
    for title, view, described in shown.lists:
        show_text(f"\n{title}（{len(lists[view])}）")
        show_rows(lists[view], described)


def _rows(query: Query, view: str, column: str, value: str) -> list[dict[str, Any]]:
    return query(f"SELECT * FROM {view} WHERE {column} = ?", [value])  # noqa: S608 — views of the table above


def _find(query: Query, name: str) -> tuple[str, dict[str, Any]]:
    wanted = name.translate(_BRACKETS)
    found = query(
        "SELECT * FROM named WHERE replace(replace(name, '〔', '['), '〕', ']') = ? OR id = ?", [wanted, wanted]
    )
    if not found:
        near = query("SELECT name FROM named WHERE instr(name, ?) ORDER BY name LIMIT 8", [name])
        raise NotFound(
            f"没有编号或者名称为 {name} 的记录",
            why="相近的有：" + ("、".join(row["name"] for row in near) or "无"),
            todo="用 jxinspect status --all 或者各组的 list 命令查看编号",
        )
    kind = found[0]["kind"]
    return kind, _rows(query, KINDS[kind].view, "id", found[0]["id"])[0]
