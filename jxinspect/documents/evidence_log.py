"""The log of the evidence (D23): every item with source, digest, what it proves, and where it is now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from jxinspect.documents.camera import against_clock
from jxinspect.documents.excel import Column, Sheet
from jxinspect.documents.inspect_pieces import about, amount_of, provenance
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.law.civil import beijing
from jxinspect.law.dates import chinese_moment

if TYPE_CHECKING:
    from jxinspect.model.evidence import Evidence


def d23(facts: Facts) -> Fields:
    """证据登记表: every item with source, takers, digest, what it proves, findings, and where it is now."""
    from jxinspect.model.evidence import Evidence
    from jxinspect.model.inspect import Finding

    findings: dict[str, list[str]] = {}
    for finding in facts.inspection.of(Finding):
        for item_id in finding.evidence:
            findings.setdefault(item_id, []).append(f"{finding.seq}.{finding.title}")
    items = facts.inspection.of(Evidence)
    with_file = [e for e in items if e.sha256]
    return about(facts) | {
        "时间": chinese_moment(facts.at),
        "证据": [_row(facts, e, findings.get(e.id, [])) for e in items],
        "合计": f"证据共{len(items)}项，其中电子文件{len(with_file)}个、{sum(e.size or 0 for e in items):,}字节",
    }


def _row(facts: Facts, item: Evidence, findings: list[str]) -> Fields:
    return {
        "编号": item.code,
        "种类": item.kind.label,
        "名称": item.name,
        "来源": item.source,
        "取得人": "、".join(p.name for p in facts.inspection.people(item.takers)),
        "取得时间": f"{beijing(item.at):%Y-%m-%d %H:%M}",
        "取得地点": item.place,
        "形式": item.form.label,
        "数量": amount_of(item),
        "存放处": item.kept_at,
        "校验值": item.sha256 or "",
        "证明对象": item.proves,
        "关联问题": "；".join(findings),
        "状态": item.state.label,
        "备注": item.note,
        "文件名": "/".join(filter(None, (item.folder.replace("\\", "/"), item.file_name))),
        "字节": str(item.size) if item.size is not None else "",
        "文件时间": f"{beijing(item.file_at):%Y-%m-%d %H:%M}" if item.file_at else "",
        "类型": file_type(item.media_type),
        "照片时间": item.photo_at,
        "照片地点": item.photo_place,
        "照片差": against_clock(item.photo_at, item.at) if item.photo_at else "",
        "SM3": item.sm3,
        "来历": provenance(item),
    }


#: Title on paper, width in characters, name of the field; numbers are written as numbers. The narrower the columns, the
#: larger is the print: digests are compared, not read, and take two lines.
_LOG = (
    ("证据编号", 17, "编号"),
    ("种类", 9, "种类"),
    ("名称", 22, "名称"),
    ("来源、提供人", 18, "来源"),
    ("取得人", 16, "取得人"),
    ("取得时间", 11, "取得时间"),
    ("取得地点", 14, "取得地点"),
    ("原件或者复制件", 9, "形式"),
    ("页、件、字节", 16, "数量"),
    ("存放处", 9, "存放处"),
    ("原件、核对和载体", 18, "来历"),
    ("SHA-256", 34, "校验值"),
    ("证明对象", 22, "证明对象"),
    ("关联问题", 18, "关联问题"),
    ("状态", 8, "状态"),
    ("备注", 12, "备注"),
)
_FILES = (
    ("证据编号", 17, "编号"),
    ("文件名", 34, "文件名"),
    ("字节", 12, "字节"),
    ("SHA-256", 34, "校验值"),
    ("SM3", 34, "SM3"),
    ("文件修改时间", 13, "文件时间"),
    ("类型", 10, "类型"),
    ("照片自身记录的时间", 18, "照片时间"),
    ("与取证时间之差", 18, "照片差"),
    ("照片自身记录的地点", 18, "照片地点"),
)
#: Columns that stand only where some file has something in them.
_SOME = frozenset({"SM3", "照片时间", "照片差", "照片地点"})
#: What a file is by the beginning of its media type; the first that fits.
_TYPES = (
    ("image/", "图片"),
    ("audio/", "录音"),
    ("video/", "录像"),
    ("application/pdf", "PDF"),
    ("application/vnd.openxmlformats-officedocument.spreadsheetml", "电子表格"),
    ("application/vnd.ms-excel", "电子表格"),
    ("application/vnd.oasis.opendocument.spreadsheet", "电子表格"),
    ("text/csv", "电子表格"),
    ("application/vnd.openxmlformats-officedocument.wordprocessingml", "文字文档"),
    ("application/msword", "文字文档"),
    ("application/vnd.oasis.opendocument.text", "文字文档"),
    ("text/", "文本"),
    ("application/zip", "压缩包"),
    ("application/x-zip", "压缩包"),
    ("application/x-7z", "压缩包"),
    ("application/vnd.rar", "压缩包"),
    ("application/x-tar", "压缩包"),
    ("application/gzip", "压缩包"),
)
_OTHER_TYPE = "其他"


def file_type(media_type: str) -> str:
    """A word for what kind of file it is: a media type is long, and nobody reads it."""
    return next((word for start, word in _TYPES if media_type.startswith(start)), _OTHER_TYPE)


def d23_sheets(fields: Fields) -> list[Sheet]:
    """The log, and the files in it with what they say of themselves; counts and a digest of the rows close each."""
    told: Any = fields
    agency, unit, inspection = told["机关"], told["被监督单位"], told["检查"]
    common: dict[str, Any] = {
        "lines": [
            f"被监督单位：{unit['名称']}　检查编号：{inspection['编号']}　登记表编号：{told['文号']}",
            f"制表时间：{told['时间']}。{told['合计']}。",
        ],
        "closing": ["检查人员（签名）：＿＿＿＿＿＿＿＿　　＿＿＿＿＿＿＿＿　　　　　　　年　　月　　日"],
        "footer": f"{told['文号']}　校验码：{told['校验码']}",
        "tall": True,
    }
    name, with_file = f"{agency['名称']}证据登记表", [row for row in told["证据"] if row["校验值"]]
    log = Sheet("证据登记表", _columns(_LOG), _cells(_LOG, told["证据"]), title=name, **common)
    shown = [one for one in _FILES if one[-1] not in _SOME or any(row[one[-1]] for row in with_file)]
    files = Sheet("电子文件", _columns(shown), _cells(shown, with_file), title=f"{name}（电子文件）", **common)
    return [log, files] if with_file else [log]


def _columns(described: Sequence[tuple[str, int, str]]) -> list[Column]:
    return [Column(head, width, "number" if key == "字节" else "text") for head, width, key in described]


def _cells(described: Sequence[tuple[str, int, str]], rows: Sequence[Any]) -> list[list[str | int]]:
    return [[int(row[key]) if key == "字节" else row[key] or "/" for *_, key in described] for row in rows]


SPECS: tuple[Spec, ...] = (
    Spec(
        "D23a",
        "证据目录",
        "inspect",
        Layout.FORM,
        ("行政处罚法 46", "最高法证据规定 19"),
        ("I",),
        Service.INTERNAL,
        None,
        "MU",
        d23,
    ),
    Spec(
        "D23",
        "证据登记表",
        "inspect",
        Layout.WORKBOOK,
        ("行政处罚法 46", "最高法证据规定 19"),
        ("I",),
        Service.INTERNAL,
        None,
        "ML",
        d23,
        d23_sheets,
    ),
)
