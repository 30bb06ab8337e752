"""Materials that are missing or damaged when a sealing is opened (行政强制法 26, 28; 办法 34(三))."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jxinspect.errors import Incomplete, NotFound
from jxinspect.law.loss import Loss
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.seal import Seal, SealCount, SealItem, label_number


def note_losses(
    records: InspectionRecords, seal: Seal, given: Sequence[SealItem], losses: Mapping[int, tuple[Loss, str]]
) -> None:
    """Note on the lines that are given back how they were found; what the last recount missed must be accounted for."""
    lines = {item.seq: item for item in given}
    unknown = sorted(set(losses) - set(lines))
    if unknown:
        raise NotFound(
            f"这次退还的没有第{'、'.join(map(str, unknown))}项",
            why="缺失、毁损写在所退还的资料上",
            todo=f"这次退还的有：{'、'.join(f'{item.seq}.{item.name}' for item in given)}",
        )
    unsaid = [item for item in _missed(records, seal, given) if item.seq not in losses]
    if unsaid:
        raise Incomplete(
            "清点时缺少" + "、".join(f"第{item.seq}项{item.name}" for item in unsaid) + "，解除时没有说明",
            why="退还清单记明资料的实际情况（行政强制法 28）",
            todo="确实缺失的用 --missing 序号=情况 写明；已经找到的，先再次清点（seal count）",
        )
    for seq, (loss, note) in losses.items():
        lines[seq].loss, lines[seq].loss_note = loss, note


def _missed(records: InspectionRecords, seal: Seal, given: Sequence[SealItem]) -> list[SealItem]:
    counts = [count for count in records.of(SealCount) if count.seal_id == seal.id]
    missing = counts[-1].missing if counts else []
    return [item for item in given if label_number(seal, item) in missing]
