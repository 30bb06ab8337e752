"""The unit's written opinion as a record: complete, in time or late (办法 22(四); T02, C3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jxinspect.acts.serial import ordinals
from jxinspect.errors import Incomplete, Refused
from jxinspect.law.civil import day
from jxinspect.law.terms import ReplyMethod
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.consultation import consultation_received, letter, objection_deadline
from jxinspect.model.report import Consultation, Objection, ObjectionItem
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff


@dataclass(frozen=True)
class Reply:
    """The unit's written opinion as it came in."""

    method: ReplyMethod
    points: Sequence[str] = ()
    agrees: bool = False  #: no objection, in writing
    posted_on: date | None = None  #: postmark
    signer: str = ""
    scan: Path | None = None
    note: str = ""


def complete(given: Reply, on: date) -> None:
    """Incomplete where it is not clear what the unit says, or how it came."""
    if bool(given.points) == given.agrees or not all(point.strip() for point in given.points):
        raise Incomplete(
            "书面意见的内容不明",
            why="要么逐条登记意见，要么登记为书面表示无异议（办法 22(四)）",
            todo="用 --point 逐条写明意见，或者用 --agrees",
        )
    if given.method == ReplyMethod.POST and given.posted_on is None:
        raise Incomplete(
            "邮寄的书面意见没有交邮日期",
            why="期满前交邮的不算逾期，以邮戳为准（民事诉讼法 85 IV）",
            todo="用 --posted-on 写明邮戳日期",
        )
    if given.posted_on and (given.posted_on > on or given.method != ReplyMethod.POST):
        why = f"交邮{given.posted_on}，收到{on}，收到方式是{given.method.label}"
        raise Incomplete("交邮日期有误", why=why, todo="核对邮戳日期、--at 收到时间和 --method")


def objection(case: CaseFile, records: InspectionRecords, given: Reply) -> tuple[Objection, list[ObjectionItem]]:
    """The record and its points, judged by the day it came in or by its postmark."""
    received, last_day = running(records)
    consultation = records.last(Consultation)
    assert consultation is not None
    row = Objection(
        inspection_id=records.inspection.id,
        at=case.at,
        consultation_id=consultation.id,
        method=given.method,
        posted_on=given.posted_on,
        received_on=received,
        last_day=last_day,
        in_time=(given.posted_on or day(case.at)) <= last_day,
        agrees=given.agrees,
        signer=given.signer,
        recorder=staff(case, case.actor).id,
        scan=case.objects.put_file(given.scan).sha256 if given.scan else None,
        scan_name=given.scan.name if given.scan else "",
        note=given.note,
    )
    seqs = ordinals(case, (one.seq for one in records.of(ObjectionItem)))
    items = [
        ObjectionItem(inspection_id=records.inspection.id, objection_id=row.id, seq=next(seqs), text=text.strip())
        for text in given.points
    ]
    return row, items


def running(records: InspectionRecords) -> tuple[date, date]:
    """Day of receipt and last day (T02); Refused while service is not proven."""
    received, last_day = consultation_received(records), objection_deadline(records)
    if received is None or last_day is None:
        document = letter(records)
        raise Refused(
            f"征求意见函{f' {document.number} ' if document else ''}没有送达记录",
            why="书面意见期限自接到之日起算（办法 22(四)，T02）",
            todo=f"先用 jxinspect notify serve {records.inspection.number} 登记征求意见函的送达",
            guards=("G31",),
        )
    return received, last_day
