"""The list of seriously untrustworthy parties: entries, remedies, push, removal (D60; 办法 24(二), G45)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.blacklist import ListStep, Remedy, circumstance
from jxinspect.law.civil import day
from jxinspect.law.identity import credit_code_fault, identity_fault, plain
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.blacklist import BlacklistEntry, BlacklistStep
from jxinspect.model.document import Document
from jxinspect.store.casefile import CaseFile

STEP = "rectify.blacklist"


def add(
    case: CaseFile,
    number: str,
    *,
    name: str,
    code: str,
    person: bool,
    case_code: str,
    facts: str,
    determination: str,
    told_on: date,
    determined_on: date,
    received_on: date,
    valid_from: date,
    valid_to: date,
    organ: str = "",
) -> BlacklistEntry:
    """Register somebody whom a determination has put on the list. Nothing is pushed yet."""
    records = begin(case, number, STEP)
    row = BlacklistEntry(
        inspection_id=records.inspection.id,
        at=case.at,
        name=name.strip(),
        person=person,
        code=plain(code),
        circumstance=circumstance(case_code).code,
        facts=facts.strip(),
        organ=organ.strip() or records.agency.name,
        told_on=told_on,
        determination=determination.strip(),
        determined_on=determined_on,
        received_on=received_on,
        valid_from=valid_from,
        valid_to=valid_to,
    )
    _complete(case, row)
    admit(case, records, STEP, row)
    return row


def _complete(case: CaseFile, row: BlacklistEntry) -> None:
    texts = {
        "名称或者姓名（--name）": row.name,
        "事实（--fact）": row.facts,
        "认定文书号（--determination）": row.determination,
    }
    faults = [f"没有写{what}" for what, text in texts.items() if not text]
    fault = identity_fault(row.code, day(case.at)) if row.person else credit_code_fault(row.code)
    if fault:
        faults.append(f"{'公民身份号码' if row.person else '统一社会信用代码'}{fault}（--code）")
    days = (row.told_on, row.determined_on, row.received_on)
    if not (days == tuple(sorted(days)) and row.received_on <= day(case.at)):
        faults.append("告知、认定、送达的日期先后有误，或者晚于今天（--told、--determined、--received）")
    if row.valid_to <= row.valid_from:
        faults.append("有效期的截止日期不晚于起始日期（--from、--to）")
    if faults:
        raise Incomplete(
            "名单登记的事实不全或者有误",
            why="只有人力资源社会保障部门认定的严重失信主体才能列入推送名单（办法 24(二)）",
            todo="补齐或者改正后重新办理",
            items=faults,
        )


def entries(records: InspectionRecords, numbers: Sequence[int] = ()) -> list[BlacklistEntry]:
    """Entries by their number in the inspection; all without numbers."""
    rows = records.of(BlacklistEntry)
    wrong = [n for n in numbers if not 1 <= n <= len(rows)]
    if wrong or not rows:
        known = "、".join(f"{n}.{row.name}" for n, row in enumerate(rows, 1)) or "无"
        raise NotFound(
            f"名单没有第{'、'.join(map(str, wrong))}项" if wrong else "名单里没有登记的主体",
            why=f"登记的主体：{known}",
            todo=f"用 jxinspect rectify blacklist list {records.inspection.number} 查看",
        )
    return [rows[n - 1] for n in numbers] or rows


def push(
    case: CaseFile, number: str, numbers: Sequence[int] = (), *, channel: str, on: date | None = None
) -> tuple[list[BlacklistEntry], Document]:
    """Record that entries were pushed to the platform, and make the list (D60); G45 judges each."""
    records = begin(case, number, STEP)
    gone = {row.entry_id for row in records.of(BlacklistStep) if row.kind.ends or row.kind == ListStep.PUSHED}
    chosen = [row for row in entries(records, numbers) if numbers or row.id not in gone]
    again = [row.name for row in chosen if row.id in gone]
    if again or not chosen:
        raise Refused(
            f"{'、'.join(again)}已经推送或者移出" if again else "没有待推送的主体",
            why="每一认定只推送一次；移出的不再推送（失信人名单办法）",
            todo=f"用 jxinspect rectify blacklist list {number} 查看",
        )
    steps = [
        BlacklistStep(
            inspection_id=records.inspection.id,
            at=case.at,
            entry_id=row.id,
            kind=ListStep.PUSHED,
            on=on or day(case.at),
            channel=channel,
        )
        for row in chosen
    ]
    admit(case, records, STEP, *steps)
    return chosen, issue(case, records, "D60", records.inspection)


def step(
    case: CaseFile,
    number: str,
    seq: int,
    kind: ListStep,
    *,
    on: date | None = None,
    remedy: Remedy | None = None,
    reference: str = "",
    text: str = "",
) -> tuple[BlacklistStep, BlacklistEntry]:
    """Note remedies, the receipt of a push, repair of credit or removal."""
    records = begin(case, number, STEP)
    (entry,) = entries(records, [seq])
    _possible(records, entry, kind, remedy, reference)
    row = BlacklistStep(
        inspection_id=records.inspection.id,
        at=case.at,
        entry_id=entry.id,
        kind=kind,
        on=on or day(case.at),
        remedy=remedy,
        reference=reference.strip(),
        text=text.strip(),
    )
    admit(case, records, STEP, row)
    return row, entry


def _possible(
    records: InspectionRecords, entry: BlacklistEntry, kind: ListStep, remedy: Remedy | None, reference: str
) -> None:
    had = {row.kind for row in records.of(BlacklistStep) if row.entry_id == entry.id}
    faults = []
    if kind == ListStep.PUSHED:
        faults.append("推送用 rectify blacklist push 登记")
    if (kind == ListStep.REMEDY) != (remedy is not None):
        faults.append("复议、诉讼情况用 --step remedy 和 --remedy 一起写明")
    if kind in (ListStep.RECEIPT, ListStep.REPAIRED, ListStep.EXPIRED) and ListStep.PUSHED not in had:
        faults.append(f"还没有推送，不能登记{kind.label}")
    if kind in (ListStep.REPAIRED, ListStep.REVOKED) and not reference.strip():
        faults.append(f"{kind.label}要写明文书号（--reference）")
    if any(one.ends for one in had):
        faults.append("已经移出名单")
    if faults:
        raise Incomplete(
            f"{entry.name}的登记有误",
            why="推送、回执、修复和移出依次登记（失信人名单办法）",
            todo="改正后重新登记",
            items=faults,
        )
