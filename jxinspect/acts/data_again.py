"""The same rows are not loaded twice: rules would count them twice, and rows are never taken back (办法 23)."""

from __future__ import annotations

from jxinspect.errors import Refused
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.dataset import Dataset


def refuse_again(records: InspectionRecords, row: Dataset) -> None:
    """Refused when a dataset of this inspection holds exactly the rows of this one, whatever its files look like."""
    same = [one.number for one in records.of(Dataset) if _said(one) == _said(row)]
    if row.rows_kept and same:
        raise Refused(
            f"没有装入：内容与已经装入的 {'、'.join(same)} 完全相同",
            why="同样的行装入两次，规则会重复计算人次和金额；装入的行不能撤回",
            todo="核对是不是选错了文件；单位重新报送而内容没有变的，不必再装入",
        )


def _said(one: Dataset) -> tuple[str, int, str]:
    return one.table, one.digest_version, one.digest
