"""Context of the record of strips that were replaced (D36b)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxinspect.documents.common import signed_inspectors
from jxinspect.documents.seal_pieces import about, lines_of, places, unsigned, witness
from jxinspect.documents.sentences import sentence
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.law.dates import chinese_moment
from jxinspect.law.terms import SignOutcome
from jxinspect.model.seal_cover import strips_over

if TYPE_CHECKING:
    from jxinspect.model.seal import Reseal


def d36b(facts: Facts) -> Fields:
    """重新加封笔录: who found what, which strips were replaced by which, who was there."""
    from jxinspect.model.seal import Seal, Strip

    row: Reseal = facts.subject
    records = facts.inspection
    seal = records.find(Seal, row.seal_id)
    fresh = [s for s in records.of(Strip) if s.reseal_id == row.id]
    lines, over = lines_of(facts, seal), strips_over(facts.inspection, seal)
    signed = row.outcome == SignOutcome.SIGNED
    return about(facts, seal) | {
        "检查人员": signed_inspectors(records.people(row.inspectors)),
        "加封": {
            "时间": chinese_moment(row.at),
            "地点": row.place,
            "在场": row.attended,
            "职务": row.attended_post,
            "见证人": witness(row),
            "情况": sentence(row.found),
            "影像": row.recordings,
        },
        "换下": [
            {
                "旧编号": strip.replaces,
                "新编号": strip.number,
                "位置": strip.place,
                "资料": places([i.seq for i in lines if strip.number in over[i.id] and i.released_id is None]),
            }
            for strip in fresh
        ],
        "核对": "以上情况经当事人核对，与现场相符。" if signed else unsigned(row),
    }


_LAW = ("办法 19", "社会保险法 79 II(一)")
SPECS: tuple[Spec, ...] = (
    Spec("D36b", "重新加封笔录", "seal", Layout.FORM, _LAW, ("I", "U", "W"), Service.SIGNED, None, "BL", d36b),
)
