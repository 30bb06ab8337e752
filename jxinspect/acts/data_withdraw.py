"""Taking a dataset out of comparison: it stays on record with its rows, and what was found in it is found no more."""

from __future__ import annotations

from jxinspect.acts.procedure import admit, begin
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.terms import CheckMode, State
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.dataset import Dataset, DatasetWithdrawal
from jxinspect.model.offsite import OffsiteNotice
from jxinspect.model.plan import Inspection
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import inspection_records

STEP = "inspect.data.withdraw"
_OPEN = (State.SUBMITTED, State.REVIEWED, State.ANALYSED)


def withdraw(
    case: CaseFile, number: str, *, reason: str, instead: str = ""
) -> tuple[Inspection, Dataset, DatasetWithdrawal]:
    """Withdraw the dataset of this number; `instead`: the one that was loaded in its place (办法 23(二)).

    Rows, digest and the raw file stay, so that an earlier run can still be made again from its record. Refused when it
    was withdrawn before. NotFound.
    """
    if not reason.strip():
        raise Incomplete("没有写明撤回的理由", why="撤回以后规则不再比对这些数据", todo="用 --reason 写明")
    dataset = _dataset(case, number)
    before = inspection_records(case, case.get(Inspection, dataset.inspection_id).number)
    if gone := [one for one in before.of(DatasetWithdrawal) if one.dataset_id == dataset.id]:
        raise Refused(
            f"{dataset.number} 已经撤回",
            why=f"撤回的理由：{gone[0].reason}",
            todo="用 inspect data list 核对编号",
        )
    step = step_of(before)
    records = begin(case, before.inspection.number, step)
    row = DatasetWithdrawal(
        inspection_id=records.inspection.id,
        at=case.at,
        dataset_id=dataset.id,
        instead_id=_instead(case, dataset, instead).id if instead else None,
        reason=reason.strip(),
        actor=case.actor,
    )
    admit(case, records, step, row)
    return records.inspection, dataset, row


def step_of(records: InspectionRecords) -> str:
    """Which step withdrawing is: on site, of what was handed over, of what was extracted, or beside what is out."""
    inspection = records.inspection
    if inspection.mode == CheckMode.ON_SITE:
        return STEP
    if inspection.state == State.EXTRACTED or (inspection.state in _OPEN and not records.of(OffsiteNotice)):
        return f"{STEP}.extract"
    return STEP if inspection.state in _OPEN else f"{STEP}.more"


def _dataset(case: CaseFile, number: str) -> Dataset:
    found = case.all(Dataset, number=number.strip().upper())
    if not found:
        raise NotFound(
            f"没有编号为 {number} 的数据", why="编号有误", todo="用 jxinspect inspect data list 查看数据的编号"
        )
    return found[0]


def _instead(case: CaseFile, dataset: Dataset, number: str) -> Dataset:
    other = _dataset(case, number)
    if other.id == dataset.id or (other.inspection_id, other.table) != (dataset.inspection_id, dataset.table):
        raise Incomplete(
            f"{other.number} 不能代替 {dataset.number}",
            why="代替的数据应是同一项检查、同一张表另外装入的",
            todo="用 jxinspect inspect data list 核对编号",
        )
    return other
