"""Contexts of the group inspect: working paper (D21), and the sheet that ties evidence to one fact (D22)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jxinspect.documents.camera import against_clock
from jxinspect.documents.inspect_pieces import (
    about,
    amount_of,
    name_of,
    named,
    people,
    provenance,
    unsigned,
)
from jxinspect.documents.picture import thumbnail
from jxinspect.documents.sentences import sentence, sentences
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.law.amounts import format_amount
from jxinspect.law.civil import day
from jxinspect.law.dates import chinese_date, chinese_moment
from jxinspect.law.matters import MATTERS
from jxinspect.law.statutes import cite
from jxinspect.law.terms import EvidenceForm, SignOutcome

if TYPE_CHECKING:
    from jxinspect.model.evidence import Evidence, EvidenceSheet
    from jxinspect.model.inspect import WorkingPaper


def d21(facts: Facts) -> Fields:
    """检查工作底稿: one matter, its author and another who reviewed it (办法 15, 22(三))."""
    row: WorkingPaper = facts.subject
    return about(facts) | {
        "底稿": {
            "事项": _matter(row.matter),
            "方法": sentences(row.method),
            "事实": sentences(row.facts),
            "人数": f"{row.persons:,}人" if row.persons is not None else "",
            "笔数": f"{row.entries:,}笔" if row.entries is not None else "",
            "金额": format_amount(row.amount) if row.amount is not None else "",
            "依据": "、".join(cite(ref) for ref in row.basis),
            "定性": sentences(row.nature),
            "原因": sentences(row.cause),
            "影响": sentences(row.effect),
            "证据": named(_items(facts, row.evidence)),
            "建议": sentences(row.suggestion),
            "单位意见": sentences(row.unit_opinion),
        },
        "版次": f"（第{row.version}版）" if row.version > 1 else "",
        "编制": {"姓名": name_of(facts, row.author), "日期": chinese_date(day(row.at))},
        "复核": {
            "意见": sentences(row.review_text),
            "姓名": name_of(facts, row.reviewer),
            "日期": chinese_date(day(row.reviewed_at)) if row.reviewed_at else "",
        },
    }


def _matter(code: str) -> str:
    return f"{code} {MATTERS[code].text}" if code in MATTERS else code


def _items(facts: Facts, ids: list[str]) -> list[Evidence]:
    from jxinspect.model.evidence import Evidence

    return [e for e in facts.inspection.of(Evidence) if e.id in ids]


def d22(facts: Facts) -> Fields:
    """取证记录单: one fact with its evidence; copies as compared with the original (最高法证据规定 10)."""
    row: EvidenceSheet = facts.subject
    items = _items(facts, row.evidence)
    refused = unsigned(row.outcome, f"提供人{row.provider}", row.reason, row.witness)
    return about(facts) | {
        "取证": {
            "事项": _matter(row.matter),
            "事实": sentences(row.fact),
            "出处": row.origin,
            "方式": row.method,
            "时间": chinese_moment(row.at),
            "地点": row.place,
            "页数": f"{len(items)}项" + (f"，纸质{row.pages}页" if row.pages else ""),
            "核对": _compared(row, items),
            "意见": sentence(row.provider_opinion) if row.provider_opinion else _opinion(row),
        },
        "检查人员": people(facts, row.inspectors),
        "提供人": {"姓名": row.provider, "职务": row.provider_post},
        "证据": [
            {"序号": str(n), "编号": e.code, "名称": e.name, "数量": amount_of(e), "形式": e.form.label}
            for n, e in enumerate(items, 1)
        ],
        "文件": [digests(e) for e in items if e.sha256],
        "来历": [f"{e.code}《{e.name}》：{text}。" for e in items if (text := provenance(e))],
        "照片": photos(facts, items),
        "拒签": refused,
    }


def digests(item: Evidence) -> Fields:
    """A file of the list with its digests in full."""
    return {
        "编号": item.code,
        "文件名": item.file_name,
        "校验值": f"SHA-256：{item.sha256}" + (f"\nSM3：{item.sm3}" if item.sm3 else ""),
    }


def photos(facts: Facts, items: Sequence[Evidence]) -> list[Fields]:
    """Thumbnails of the photographs, two in a row, each with what it says of itself against the clock."""
    made = [one for item in items if item.media_type.startswith("image/") and (one := _photo(facts, item))]
    return [dict(zip("甲乙", [*made[n : n + 2], _NO_PHOTO][:2], strict=True)) for n in range(0, len(made), 2)]


_NO_PHOTO: Fields = dict.fromkeys(("缩略图", "名称", "时间", "地点"), "")


def _photo(facts: Facts, item: Evidence) -> Fields | None:
    shown = thumbnail(facts.inspection.world.content_of(item.sha256 or ""), f"{item.code} {item.sha256}")
    if shown is None:
        return None
    own = f"自记时间{item.photo_at}，{against_clock(item.photo_at, item.at)}" if item.photo_at else "没有自记时间"
    place = f"自记地点{item.photo_place}" if item.photo_place else "没有自记地点"
    return {"缩略图": shown, "名称": f"{item.code}《{item.name}》", "时间": own, "地点": place}


def _opinion(row: EvidenceSheet) -> str:
    return "情况属实。" if row.outcome == SignOutcome.SIGNED else "没有签署意见。"


def _compared(row: EvidenceSheet, items: list[Evidence]) -> str:
    if all(item.form == EvidenceForm.ORIGINAL for item in items):
        return "证据均为原件。"
    return "经与原件核对无异。" if row.compared else "未能与原件核对。"


SPECS: tuple[Spec, ...] = (
    Spec(
        "D21",
        "检查工作底稿",
        "inspect",
        Layout.FORM,
        ("办法 15", "办法 22(三)"),
        ("H", "G"),
        Service.INTERNAL,
        None,
        "DG",
        d21,
    ),
    Spec(
        "D22",
        "取证记录单",
        "inspect",
        Layout.FORM,
        ("办法 15", "最高法证据规定 10"),
        ("I", "U"),
        Service.SIGNED,
        None,
        "QZ",
        d22,
    ),
)
