"""Contexts of labels of sealed materials (D35a) and of the record of a count (D36a)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jxinspect.documents.common import signed_inspectors
from jxinspect.documents.seal_pieces import NAMED, about, code_of, lines_of
from jxinspect.documents.sentences import sentence
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.law.dates import chinese_moment
from jxinspect.law.label_sheet import LABEL_SHEETS, PLACES, SETTING, LabelSheet

if TYPE_CHECKING:
    from jxinspect.model.seal import Seal, SealCount, SealItem

_BLANK = dict.fromkeys(("二维码", "编号", "名称", "数量", "决定", "校验"), "")


def d35a(facts: Facts) -> Fields:
    """封存资料标签: number, name, quantity and decision of every material that is still sealed."""
    seal: Seal = facts.subject
    shared = about(facts, seal)
    held = [item for item in lines_of(facts, seal) if item.released_id is None]
    sheet = LABEL_SHEETS[str(facts.setting(SETTING))]
    made = [_label(facts, sheet, seal, item, str(shared["决定文号"])) for item in held]
    rows = [_row(made[start : start + sheet.columns]) for start in range(0, len(made), sheet.columns)]
    return shared | {"标签纸": sheet.name, "标签": rows}


def _label(facts: Facts, sheet: LabelSheet, seal: Seal, item: SealItem, decision: str) -> Fields:
    from jxinspect.model.seal import label_number

    number = label_number(seal, item)
    name = item.name if len(item.name) <= sheet.title else item.name[: sheet.title - 1] + "…"
    return {
        "二维码": code_of(facts, seal, number, sheet.code),
        "编号": number,
        "名称": name,
        "数量": f"{item.quantity}{item.unit}" + (f"　封条 {item.strip}" if item.strip else ""),
        "决定": decision,
        "校验": f"{facts.agency.name}封存",
    }


def _row(labels: Sequence[Fields]) -> Fields:
    return dict(zip(PLACES, [*labels, *[_BLANK] * (len(PLACES) - len(labels))], strict=True))


def d36a(facts: Facts) -> Fields:
    """封存清点记录: what should be there, what was there, what was broken."""
    from jxinspect.model.seal import Seal

    count: SealCount = facts.subject
    records = facts.inspection
    seal = records.find(Seal, count.seal_id)
    return about(facts, seal) | {
        "检查人员": signed_inspectors(records.people(count.inspectors)),
        "清点": {
            "时间": chinese_moment(count.at),
            "在场": count.attended,
            "结果": result(count),
            "说明": sentence(count.note),
        },
        "清点项": [
            {"编号": number, "名称": name, "情况": _found(count, number)}
            for number, name in _expected(facts, seal, count)
        ],
        "不在清单": "、".join(count.extra),
    }


def _expected(facts: Facts, seal: Seal, count: SealCount) -> list[tuple[str, str]]:
    """Number and name of all that had to be there at the count."""
    from jxinspect.model.seal import Strip, label_number

    strips = [(s.number, f"封条：{s.place}") for s in facts.inspection.of(Strip) if s.seal_id == seal.id]
    items = [(label_number(seal, i), f"{i.name}　{i.quantity}{i.unit}") for i in lines_of(facts, seal)]
    known = {*count.present, *count.missing}
    return [(number, name) for number, name in (*strips, *items) if number in known]


def _found(count: SealCount, number: str) -> str:
    if number in count.broken:
        return "有，封条破损"
    return "缺少" if number in count.missing else "有，完好"


def result(count: SealCount) -> str:
    """The outcome of a count in one sentence."""
    told = [f"应清点{len(count.present) + len(count.missing)}件，实有{len(count.present)}件"]
    told += [f"缺少{len(count.missing)}件（{_some(count.missing)}）"] if count.missing else []
    told += [f"封条破损{len(count.broken)}张（{_some(count.broken)}）"] if count.broken else []
    told += [f"不在清单{len(count.extra)}件（{_some(count.extra)}）"] if count.extra else []
    return "，".join(told) + ("。" if len(told) > 1 else "，与封存清单相符，封条完好。")


def _some(numbers: Sequence[str]) -> str:
    """The first of the numbers; further down the record has each."""
    return "、".join(numbers[:NAMED]) + ("等，逐项见下" if len(numbers) > NAMED else "")


_LAW = ("办法 19", "社会保险法 79 II(一)")
SPECS: tuple[Spec, ...] = (
    Spec("D35a", "封存资料标签", "seal", Layout.SHEET, _LAW, (), Service.INTERNAL, None, "BQ", d35a),
    Spec("D36a", "封存清点记录", "seal", Layout.FORM, _LAW, ("I", "U"), Service.SIGNED, None, "BL", d36a),
)
