"""Notice of an off-site inspection with its format description, and what follows faulty data (D07, D09, D10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from jxinspect.acts.notify import require_contact
from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.errors import Incomplete, Refused
from jxinspect.law.civil import day
from jxinspect.law.data_tables import chosen_tables, usual_tables
from jxinspect.law.submission import NAMING, DataWay, Encoding, FileFormat
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.offsite import OffsiteNotice, Supplement, SupplementFault
from jxinspect.model.team import inspectors
from jxinspect.store.casefile import CaseFile


def offsite(
    case: CaseFile,
    number: str,
    *,
    tables: Sequence[str] = (),
    scope: str = "",
    formats: Sequence[FileFormat] = (),
    encoding: Encoding = Encoding.UTF_8,
    ways: Sequence[DataWay] = (),
    naming: str = "",
    days: int | None = None,
    due_on: date | None = None,
    contact: str = "",
    external_number: str | None = None,
) -> list[Document]:
    """Ask the unit for data in a set scope, format and time (D07), with the format description (D09, 办法 23(一))."""
    records = begin(case, number, "notify.offsite")
    funds, on = records.inspection.funds, day(case.at)
    wanted = chosen_tables(tables, on) if tables else usual_tables(funds, on)
    _require_due(case, due_on)
    notice = OffsiteNotice(
        inspection_id=records.inspection.id,
        at=case.at,
        tables=[one.key for one in wanted],
        scope=scope,
        formats=list(formats) or list(FileFormat),
        encoding=encoding,
        ways=list(ways) or list(DataWay),
        naming=naming or NAMING,
        days=days or records.world.number("offsite.submit_days"),
        due_on=due_on,
        contact=_contact(records, contact),
    )
    admit(case, records, "notify.offsite", notice)
    paper = issue(case, records, "D07", notice, number=external_number)
    annex = issue(case, records, "D09", notice, number=f"{paper.number}附件1")
    return [paper, annex]


def _contact(records: InspectionRecords, name: str) -> str:
    usual = name or next((person.name for person in inspectors(records)), "")
    require_contact(records, usual)
    return usual


def _require_due(case: CaseFile, due_on: date | None) -> None:
    if due_on is not None and due_on <= day(case.at):
        raise Incomplete(
            "报送期限有误",
            why=f"期限{due_on}不晚于今天{day(case.at)}；通知要规定报送时限（办法 23(一)）",
            todo="核对 --due，或者用 --days 写工作日数",
        )


def supplement(
    case: CaseFile,
    number: str,
    *,
    faults: Sequence[Mapping[str, Any]],
    demand: str = "",
    anew: bool = False,
    days: int | None = None,
    due_on: date | None = None,
    contact: str = "",
    external_number: str | None = None,
) -> list[Document]:
    """Tell the unit what is wrong with its data and ask for it again (D10 with annex, 办法 23(二)).

    `faults`: columns of SupplementFault, at least file and problem. Refused after the last round.
    """
    records = begin(case, number, "notify.supplement")
    notice = records.last(OffsiteNotice)
    if notice is None:
        raise Refused(
            "没有非现场检查通知书，不能通知补报",
            why="补报通知书对应原来的报送通知（办法 23(二)）；数据是从系统提取的",
            todo="向提供数据的一方重新请求：jxinspect inspect request add",
        )
    told = _told(faults)
    _require_due(case, due_on)
    again = Supplement(
        inspection_id=records.inspection.id,
        at=case.at,
        notice_id=notice.id,
        round=_round(records),
        anew=anew,
        demand=demand or _demand(anew=anew),
        days=days or records.world.number("offsite.supplement_days"),
        due_on=due_on,
        contact=_contact(records, contact),
    )
    lines = [
        SupplementFault(inspection_id=records.inspection.id, supplement_id=again.id, seq=n, **row)
        for n, row in enumerate(told, 1)
    ]
    admit(case, records, "notify.supplement", again, *lines)
    paper = issue(case, records, "D10", again, number=external_number)
    return [paper, issue(case, records, "D10x", again, number=f"{paper.number}附件")]


def _told(faults: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The faults that say something; Incomplete with the place of each that says too little."""
    rows = [{key: str(value).strip() for key, value in row.items() if value not in (None, "")} for row in faults]
    titles = {"file": "文件", "problem": "问题"}
    wrong = [
        f"第 {n} 项没有写{'、'.join(words for key, words in titles.items() if not row.get(key))}"
        for n, row in enumerate(rows, 1)
        if not all(row.get(key) for key in titles)
    ]
    if not rows:
        wrong = ["一项也没有写"]
    if wrong:
        raise Incomplete(
            "不符合项清单不全",
            why="补报通知书要写明哪个文件有什么问题（办法 23(二)）",
            todo="用 --fault 文件:表:字段:行:问题 写明，可以多次；或者用 --faults-file 给出表格",
            items=wrong,
        )
    return rows


def _round(records: InspectionRecords) -> int:
    """Which round this is; Refused after the last one that the office allows."""
    most = records.world.number("offsite.supplement_rounds")
    before = records.documents("D10")
    if len(before) >= most:
        raise Refused(
            f"检查 {records.inspection.number} 已经通知补报{len(before)}次",
            why=f"补报、重新报送最多{most}轮（设置 offsite.supplement_rounds）；仍不符合要求的，"
            "按照拒绝、拖延提供资料处理（办法 34(二)）",
            todo="责令改正，或者另立现场检查；确需再次补报的，先用 jxinspect config 改设置",
        )
    if before and records.received(before[-1]) is None:
        number = before[-1].number
        raise Refused(
            f"第{len(before)}次补报通知书{number}还没有送达，不能制发第{len(before) + 1}次",
            why="补报的期限从送达起算（办法 23(二)），没有送达的还没有轮到下一次（G56）",
            todo=f"先用 jxinspect notify serve 登记送达；写错了的，用 jxinspect doc void {number} 作废后再制发",
            guards=("G56",),
        )
    return len(before) + 1


def _demand(*, anew: bool) -> str:
    if anew:
        return "请逐项改正后，将全部数据、资料重新报送，并附改正情况说明。"
    return "请逐项补充、改正后报送，已经符合要求的数据、资料不再报送，并附改正情况说明。"
