"""The record of an extraction of electronic data (D24) and the list of what was extracted as a workbook (D24x)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jxinspect.documents.camera import ahead
from jxinspect.documents.excel import Column, Sheet
from jxinspect.documents.inspect_pieces import (
    about,
    identity_shown,
    occasion,
    people,
    span,
    team_rows,
    unsigned,
)
from jxinspect.documents.sentences import sentence, sentences
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.law.terms import SignOutcome

if TYPE_CHECKING:
    from jxinspect.model.evidence import Evidence, Extraction

#: So many digits of a digest are read out and compared by eye.
FIRST = 16


def d24(facts: Facts) -> Fields:
    """电子数据提取（复制）笔录: system, tool, query, clock, files with digests, and who confirmed it."""
    row: Extraction = facts.subject
    items = _items(facts, row)
    record = facts.inspection.document_about("D24", row.id)
    return about(facts) | {
        "笔录": record.number if record else facts.number,
        "案由": sentence(occasion(facts)),
        "起止时间": span(row.at, row.ended_at),
        "地点": row.place,
        "检查人员": people(facts, row.inspectors),
        "检查组": team_rows(facts, row.inspectors),
        "见证人": row.witness,
        "持有人": {"姓名": row.holder, "职务": row.holder_post},
        "告知": [identity_shown(facts, row.inspectors, "提取、复制电子数据", row.certificates)],
        "对象": {
            "系统": row.system,
            "版本": row.version,
            "库表": row.part,
            "设备": row.device,
            "序列号": row.device_serial,
        },
        "提取": _done(row, items),
        "电子数据": [_row(n, item) for n, item in enumerate(items, 1)],
        "意见": sentence(row.holder_opinion) if row.holder_opinion else _opinion(row),
        "拒签": unsigned(row.outcome, f"持有人{row.holder}", row.reason, row.witness),
    }


def _done(row: Extraction, items: list[Evidence]) -> Fields:
    """What was done, with what, and against which clock."""
    size = sum(item.size or 0 for item in items)
    return {
        "时钟": f"与{row.clock_source}比对，系统时间{ahead(row.clock_ahead)}。",
        "方法": sentence(row.method),
        "查询": row.query.strip(),
        "工具": f"{row.tool}，版本{row.tool_version}",
        "只读": "提取时对源数据只读，没有写入。" if row.read_only else "提取时对源数据不是只读。",
        "介质": row.medium,
        "副本": f"{row.copies}份",
        "原因": sentence(row.why_copy),
        "过程": sentences(row.process),
        "影像": row.recordings,
        "合计": f"共{len(items)}个文件，{size:,}字节",
    }


def _items(facts: Facts, row: Extraction) -> list[Evidence]:
    from jxinspect.model.evidence import Evidence

    return [item for item in facts.inspection.of(Evidence) if item.id in row.evidence]


def _row(n: int, item: Evidence) -> Fields:
    return {
        "序号": str(n),
        "编号": item.code,
        "文件名": item.file_name or item.name,
        "字节": f"{item.size:,}" if item.size is not None else "",
        "行数": f"{item.lines:,}" if item.lines is not None else "",
        "前位": (item.sha256 or "")[:FIRST],
        "校验值": "\n".join(
            f"{name}：{value}" for name, value in (("SHA-256", item.sha256), ("SM3", item.sm3)) if value
        ),
        "SHA-256": item.sha256 or "",
        "SM3": item.sm3,
    }


def _opinion(row: Extraction) -> str:
    return "以上情况属实。" if row.outcome == SignOutcome.SIGNED else "没有签署意见。"


#: Title, width in characters, name of the field.
_LIST = (
    ("序号", 6, "序号"),
    ("证据编号", 18, "编号"),
    ("文件名", 34, "文件名"),
    ("字节", 14, "字节"),
    ("行数", 10, "行数"),
    ("前16位", 18, "前位"),
    ("SHA-256", 34, "SHA-256"),
    ("SM3", 34, "SM3"),
)
_NUMBERS = ("序号", "字节", "行数")


def d24_sheets(fields: Fields) -> list[Sheet]:
    """电子数据清单: every file with size, lines and both digests."""
    told: Any = fields
    shown = [one for one in _LIST if one[-1] != "SM3" or any(row["SM3"] for row in told["电子数据"])]
    rows = [
        [int(row[key].replace(",", "")) if key in _NUMBERS and row[key] else row[key] or "/" for *_, key in shown]
        for row in told["电子数据"]
    ]
    of = told["对象"]
    return [
        Sheet(
            "电子数据清单",
            [Column(head, width, "number" if key in _NUMBERS else "text") for head, width, key in shown],
            rows,
            title=f"{told['机关']['名称']}电子数据清单",
            lines=[
                f"被监督单位：{told['被监督单位']['名称']}　检查编号：{told['检查']['编号']}　所附笔录：{told['笔录']}",
                f"系统：{of['系统']}　版本：{of['版本']}　库表：{of['库表'] or '/'}　提取时间：{told['起止时间']}",
                f"工具：{told['提取']['工具']}　{told['提取']['时钟']}{told['提取']['合计']}。",
            ],
            closing=["持有人（签名）：＿＿＿＿＿＿＿＿　　提取人（签名）：＿＿＿＿＿＿＿＿　＿＿＿＿＿＿＿＿"],
            footer=f"{told['文号']}　校验码：{told['校验码']}",
            tall=True,
        )
    ]


_LAW = ("办法 15", "最高法证据规定 12", "最高法证据规定 64")
SPECS: tuple[Spec, ...] = (
    Spec(
        "D24",
        "电子数据提取（复制）笔录",
        "inspect",
        Layout.FORM,
        _LAW,
        ("I", "U", "W"),
        Service.SIGNED,
        None,
        "BL",
        d24,
    ),
    Spec(
        "D24x",
        "电子数据清单",
        "inspect",
        Layout.WORKBOOK,
        _LAW,
        ("I", "U"),
        Service.SIGNED,
        None,
        "SJ",
        d24,
        d24_sheets,
    ),
)
