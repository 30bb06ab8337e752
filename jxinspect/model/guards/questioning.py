"""Guard of questionings: G16 (办法 16, 26 I; 最高法证据规定 10, 15)."""

from __future__ import annotations

from collections.abc import Iterator

from jxinspect.law.civil import beijing
from jxinspect.law.terms import State
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.guards.base import Breach, rule
from jxinspect.model.kinds import Questioning, SignedPaper, SiteRecord

#: While the team is on site the signed paper may still come back.
_ON_SITE = (State.NOTIFIED, State.ENTERED)


@rule("G16")
def questioned_one_at_a_time(records: InspectionRecords) -> Iterator[Breach]:
    """G16: it ends after it began, nobody sits in two at a time (R), and the pages came back signed (W)."""
    kept: list[Questioning | SiteRecord] = [*records.of(Questioning), *records.of(SiteRecord)]
    for record in kept:
        if record.ended_at <= record.at:
            yield Breach("G16", record.id, f"笔录的结束时间不晚于开始时间：{span(record)}")
    for wanted in records.of(Questioning):
        yield from _overlaps(records, wanted)
    if records.inspection.state not in _ON_SITE:
        yield from _unsigned(records)


def _overlaps(records: InspectionRecords, wanted: Questioning) -> Iterator[Breach]:
    for other in records.world.questionings():
        who = shared(wanted, other)
        # Told once for both, at the one that was entered later; the other one may be of another inspection.
        if who is None or (other.inspection_id == wanted.inspection_id and wanted.id < other.id):
            continue
        names = "、".join(sorted(person.name for person in records.staff.values() if person.id in who)) or other.person
        text = f"询问的时间与另一次询问重叠：{names}。询问{other.person}的时间是{span(other)}"
        yield Breach("G16", max(wanted.id, other.id), f"{text}，询问{wanted.person}的时间是{span(wanted)}")


def shared(one: Questioning, other: Questioning) -> set[str] | None:
    """Staff ids that sit in both at a time; empty when only the person questioned does, None when nobody."""
    if one.id == other.id or other.at >= one.ended_at or one.at >= other.ended_at:
        return None
    people = {*one.inspectors, one.recorder} & {*other.inspectors, other.recorder}
    same_person = other.inspection_id == one.inspection_id and other.person == one.person
    return people if people or same_person else None


def _unsigned(records: InspectionRecords) -> Iterator[Breach]:
    for row, number in unsigned(records):
        yield Breach("G16", row.id, f"询问笔录{number}没有登记被询问人逐页签名的情况", mild=True)


def unsigned(records: InspectionRecords) -> list[tuple[Questioning, str]]:
    """Questionings of which no signed paper came back, with the number of the record."""
    signed = {paper.document_id for paper in records.of(SignedPaper)}
    papers = [(row, records.document_about("D19", row.id)) for row in records.of(Questioning)]
    return [(row, paper.number) for row, paper in papers if paper and paper.id not in signed]


def span(row: Questioning | SiteRecord) -> str:
    """2026-03-02 14:00至15:20, in civil time."""
    return f"{beijing(row.at):%Y-%m-%d %H:%M}至{beijing(row.ended_at):%H:%M}"
