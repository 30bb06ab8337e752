"""Rows that come a second time: the same ones are refused, others for the same months are told of (办法 23)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jxinspect.errors import Refused
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.dataset import Dataset, DatasetWithdrawal
from jxinspect.model.evidence import Evidence

_WHY = "同样的行装入两次，规则会重复计算人次和金额"


def refuse_alike(evidence: Sequence[Evidence], names: Sequence[str]) -> None:
    """Refused when files that are loaded together are the same one. `names`: of the files, in order."""
    alike: dict[str, list[str]] = {}
    for item, name in zip(evidence, names, strict=True):
        alike.setdefault(item.id, []).append(name)
    items = ["、".join(many) for many in alike.values() if len(many) > 1]
    if items:
        raise Refused(
            "没有装入：有的文件内容完全相同", why=_WHY, todo="同样的文件只写一次，核对是不是选错了文件", items=items
        )


def refuse_again(records: InspectionRecords, row: Dataset) -> list[str]:
    """Refused when a dataset of this inspection holds exactly the rows of this one, whatever its files look like.

    Otherwise what is to be said of those that have rows for the same months, which rules would count as well.
    """
    gone = {one.dataset_id for one in records.of(DatasetWithdrawal)}
    before = [one for one in records.of(Dataset) if one.table == row.table and one.id not in gone]
    same = [one.number for one in before if _said(one) == _said(row)]
    if row.rows_kept and same:
        raise Refused(
            f"没有装入：内容与已经装入的 {'、'.join(same)} 完全相同",
            why=_WHY,
            todo="核对是不是选错了文件，内容没有变的不必再装入；原来装错的，先用 inspect data withdraw 撤回",
        )
    return [told for one in before for told in _overlapping(one, row)]


def _overlapping(before: Dataset, row: Dataset) -> Iterator[str]:
    both = sorted(_months(before) & _months(row))
    if both:
        yield (
            f"{before.number} 也有 {both[0][1]}至{both[-1][1]} 的数据，会一起比对；是重新报送的，撤回原来的："
            f"jxinspect inspect data withdraw {before.number} --instead {row.number} --reason 重新报送"
        )


def _months(one: Dataset) -> set[tuple[str, int]]:
    return {(line["column"], line["ym"]) for line in one.months if line["rows"]}


def _said(one: Dataset) -> tuple[int, str]:
    return one.digest_version, one.digest
