"""The list of recordings of the whole process, and the stages that have none (D73; 行政处罚法 47)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from jxinspect.documents.excel import Column, Sheet
from jxinspect.documents.inspect_pieces import about, name_of, span
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.law.dates import chinese_moment
from jxinspect.law.recording import Stage

if TYPE_CHECKING:
    from jxinspect.model.recording import Recording


def d73(facts: Facts) -> Fields:
    """执法全过程记录（音像）清单: what each recording covers, and what no recording covers."""
    from jxinspect.model.coverage import recorded, staged, wanted
    from jxinspect.model.recording import Recording

    records = facts.inspection
    rows = records.of(Recording)
    acts = staged(records)
    lacking = [act for act in acts if not recorded(records, act)]
    return about(facts) | {
        "时间": chinese_moment(facts.at),
        "音像": [_row(facts, row) for row in rows],
        "环节": [
            {
                "环节": act.stage.label,
                "时间": span(act.at, act.ended_at) if act.ended_at > act.at else chinese_moment(act.at),
                "内容": act.what,
                "要求": "须有" if wanted(records, act) else "可以没有",
                "情况": "没有音像记录" if act in lacking else "有音像记录",
            }
            for act in acts
        ],
        "合计": f"音像记录共{len(rows)}段，{sum(row.size for row in rows):,}字节；"
        f"可以录音录像的环节共{len(acts)}个，没有音像记录的{len(lacking)}个，"
        f"其中须有而没有的{sum(wanted(records, act) for act in lacking)}个",
    }


def _row(facts: Facts, row: Recording) -> Fields:
    return {
        "编号": row.code,
        "环节": "、".join(Stage(stage).label for stage in row.stages),
        "内容": "；".join(filter(None, (row.about, row.note))),
        "起止": span(row.at, row.ended_at),
        "时长": lasting(row.at, row.ended_at),
        "地点": row.place,
        "设备号": row.device,
        "录制人": name_of(facts, row.recorder),
        "文件名": row.file_name,
        "字节": str(row.size),
        "校验值": f"SHA-256：{row.sha256}" + (f"\nSM3：{row.sm3}" if row.sm3 else ""),
        "保存位置": row.kept_at or ("案卷库" if row.stored else "证据" if row.evidence_id else ""),
        "保管期限": f"{facts.setting('retention.inspection')}年",
    }


def lasting(start: datetime, end: datetime) -> str:
    """1小时5分20秒."""
    seconds = round((end - start).total_seconds())
    parts = ((seconds // 3600, "小时"), (seconds // 60 % 60, "分"), (seconds % 60, "秒"))
    return "".join(f"{number}{unit}" for number, unit in parts if number)


#: Title, width in characters, name of the field. The narrower the columns, the larger is the print on A4.
_RECORDINGS = (
    ("编号", 15, "编号"),
    ("环节", 9, "环节"),
    ("内容", 16, "内容"),
    ("起止时间", 15, "起止"),
    ("时长", 8, "时长"),
    ("地点", 9, "地点"),
    ("设备号", 10, "设备号"),
    ("录制人", 8, "录制人"),
    ("文件名", 13, "文件名"),
    ("字节", 11, "字节"),
    ("校验值", 24, "校验值"),
    ("保存位置", 9, "保存位置"),
    ("保管期限", 9, "保管期限"),
)
_STAGES = (("环节", 24, "环节"), ("时间", 34, "时间"), ("内容", 40, "内容"), ("要求", 12, "要求"), ("情况", 18, "情况"))


def d73_sheets(fields: Fields) -> list[Sheet]:
    """The recordings, and every stage with whether it has one."""
    told: Any = fields
    common: dict[str, Any] = {
        "lines": [
            f"被监督单位：{told['被监督单位']['名称']}　检查编号：{told['检查']['编号']}　清单编号：{told['文号']}",
            f"制表时间：{told['时间']}。{told['合计']}。",
        ],
        "closing": ["检查人员（签名）：＿＿＿＿＿＿＿＿　　＿＿＿＿＿＿＿＿　　　　　　　年　　月　　日"],
        "footer": f"{told['文号']}　校验码：{told['校验码']}",
        "tall": True,
    }
    name = f"{told['机关']['名称']}执法全过程记录（音像）清单"
    recordings = Sheet("音像记录", _columns(_RECORDINGS), _cells(_RECORDINGS, told["音像"]), title=name, **common)
    stages = Sheet("各环节", _columns(_STAGES), _cells(_STAGES, told["环节"]), title=f"{name}（各环节）", **common)
    return [recordings, stages]


def _columns(described: Sequence[tuple[str, int, str]]) -> list[Column]:
    return [Column(head, width, "number" if key == "字节" else "text") for head, width, key in described]


def _cells(described: Sequence[tuple[str, int, str]], rows: Sequence[Any]) -> list[list[str | int]]:
    return [[int(row[key]) if key == "字节" else row[key] for *_, key in described] for row in rows]


SPECS: tuple[Spec, ...] = (
    Spec(
        "D73",
        "执法全过程记录（音像）清单",
        "inspect",
        Layout.WORKBOOK,
        ("行政处罚法 47", "国办发〔2018〕118号"),
        ("I",),
        Service.INTERNAL,
        None,
        "YL",
        d73,
        d73_sheets,
    ),
)
