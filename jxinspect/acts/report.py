"""Draft, comment round, report and dossier (办法 22(四))."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.civil import day
from jxinspect.law.terms import Adopted
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.guards.report import consultation_received, objection_deadline, timely
from jxinspect.model.report import (
    Adoption,
    Consultation,
    DeemedConsent,
    Objection,
    ObjectionItem,
    Report,
    ReportDraft,
)
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff


def draft(case: CaseFile, number: str, **texts: str) -> tuple[ReportDraft, Document]:
    """Form the report for comment (D40) from the findings; the texts are the team's judgement."""
    records = begin(case, number, "report.draft")
    row = ReportDraft(
        inspection_id=records.inspection.id,
        at=case.at,
        n=len(records.of(ReportDraft)) + 1,
        author=staff(case, case.actor).id,
        **texts,
    )
    admit(case, records, "report.draft", row)
    return row, issue(case, records, "D40", row)


def consult(case: CaseFile, number: str, *, on_the_spot: bool = False, contact: str = "", phone: str = "") -> tuple[Consultation, Document]:
    """Send the draft for comment (D41). Only its service starts the ten working days (T02)."""
    records = begin(case, number, "report.consult")
    latest = records.last(ReportDraft)
    assert latest is not None
    row = Consultation(
        inspection_id=records.inspection.id,
        at=case.at,
        draft_id=latest.id,
        on_the_spot=on_the_spot,
        contact=contact or case.actor,
        phone=phone or records.agency.phone,
    )
    admit(case, records, "report.consult", row)
    return row, issue(case, records, "D41", row)


def reply(
    case: CaseFile,
    number: str,
    *,
    method: str,
    points: Sequence[str] = (),
    agrees: bool = False,
    posted_on: date | None = None,
    signer: str = "",
) -> tuple[Objection, Document]:
    """Register the unit's written opinion (D42): in time by the day it came in, or by its postmark (C3)."""
    if bool(points) == agrees:
        raise Incomplete("书面意见的内容不明", why="要么逐条登记意见，要么登记为书面表示无异议（办法 22(四)）", todo="用 --point 逐条写明意见，或者用 --agrees")
    records = begin(case, number, "report.reply")
    last_day = _deadline(records)
    arrived = posted_on or day(case.at)
    consultation = records.last(Consultation)
    assert consultation is not None
    row = Objection(
        inspection_id=records.inspection.id,
        at=case.at,
        consultation_id=consultation.id,
        method=method,
        posted_on=posted_on,
        in_time=arrived <= last_day,
        agrees=agrees,
        signer=signer,
    )
    items = [
        ObjectionItem(inspection_id=records.inspection.id, objection_id=row.id, seq=n, text=text)
        for n, text in enumerate(points, 1)
    ]
    admit(case, records, "report.reply", row, *items)
    if agrees and row.in_time:
        _resolve_if_done(case, records)
    return row, issue(case, records, "D42", row)


def _deadline(records: InspectionRecords) -> date:
    last_day = objection_deadline(records)
    if last_day is None:
        raise Refused(
            "征求意见函没有送达记录",
            why="书面意见期限自接到之日起算（办法 22(四)，T02）",
            todo="先用 notify serve 登记征求意见函的送达",
            guards=("G31",),
        )
    return last_day


def deem(
    case: CaseFile,
    number: str,
    *,
    register_checked: bool,
    mail_checked: bool,
    recorders: Sequence[str],
    post_possible: bool = False,
    note: str = "",
) -> tuple[DeemedConsent, Document]:
    """Record that no objection came in time (D42, T03); G34 says when that may be done."""
    records = begin(case, number, "report.deem")
    last_day = _deadline(records)
    received = consultation_received(records)
    consultation = records.last(Consultation)
    assert received is not None
    assert consultation is not None
    row = DeemedConsent(
        inspection_id=records.inspection.id,
        at=case.at,
        consultation_id=consultation.id,
        received_on=received,
        last_day=last_day,
        register_checked=register_checked,
        mail_checked=mail_checked,
        post_possible=post_possible,
        recorders=[staff(case, name).id for name in recorders],
        note=note,
    )
    admit(case, records, "report.deem", row)
    return row, issue(case, records, "D42", row)


def open_points(records: InspectionRecords) -> list[ObjectionItem]:
    """Points of objections in time that were not answered yet."""
    answered = {a.item_id for a in records.of(Adoption)}
    wanted = {o.id for o in timely(records)}
    return [i for i in records.of(ObjectionItem) if i.objection_id in wanted and i.id not in answered]


def adopt(case: CaseFile, number: str, point: int, *, result: Adopted, reason: str, change: str = "") -> tuple[Adoption, Document | None]:
    """Answer one point of the objection. After the last one the explanation (D43) is made."""
    if not reason.strip():
        raise Incomplete("没有写明理由", why="采纳或者不采纳都应当说明理由（G33）", todo="用 --reason 写明理由")
    records = begin(case, number, "report.adopt")
    item = next((i for i in open_points(records) if i.seq == point), None)
    if item is None:
        left = "、".join(f"第{i.seq}条" for i in open_points(records)) or "无"
        raise NotFound(f"没有待答复的第{point}条意见", why=f"待答复的有：{left}", todo="核对意见序号")
    row = Adoption(
        inspection_id=records.inspection.id, at=case.at, item_id=item.id, result=result, reason=reason, change=change
    )
    admit(case, records, "report.adopt", row)
    done = _resolve_if_done(case, records)
    return row, issue(case, records, "D43", records.inspection) if done else None


def _resolve_if_done(case: CaseFile, records: InspectionRecords) -> bool:
    if open_points(records):
        return False
    admit(case, records, "report.resolve")
    return True


def final(case: CaseFile, number: str, *, signed_by: str, opinion: str = "", suggestions: str = "") -> tuple[Report, Document]:
    """Issue the inspection report (D44) after the comment round (G31-G33)."""
    records = begin(case, number, "report.final")
    latest = records.last(ReportDraft)
    assert latest is not None
    row = Report(
        inspection_id=records.inspection.id,
        at=case.at,
        draft_id=latest.id,
        outcome_of_consultation=_outcome(records),
        opinion=opinion or latest.opinion,
        suggestions=suggestions or latest.suggestions,
        signed_by=staff(case, signed_by).id,
    )
    admit(case, records, "report.final", row)
    return row, issue(case, records, "D44", row)


def _outcome(records: InspectionRecords) -> str:
    """What the comment round came to, in one word that the report explains."""
    if records.of(Adoption):
        return "answered"
    if any(o.agrees for o in records.of(Objection)):
        return "agreed"
    return "silent" if records.of(DeemedConsent) else "none"


def dossier(case: CaseFile, number: str, **fields: Any) -> Document:
    """Cover, index and closing sheet of the dossier (D72)."""
    records = begin(case, number, "report.dossier")
    return issue(case, records, "D72", records.inspection, **fields)
