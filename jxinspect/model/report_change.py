"""What a report says otherwise than an earlier version: findings changed, added or dropped, and why (办法 22(四))."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.consultation import standing_findings
from jxinspect.model.kinds import (
    Adoption,
    Consultation,
    Finding,
    ObjectionItem,
    Report,
    ReportDraft,
    ReportedFinding,
    ReportText,
)

Kind = Literal["changed", "added", "dropped"]
KINDS: dict[Kind, str] = {"changed": "修改", "added": "增加", "dropped": "删去"}
#: What of a finding is compared, with its title for people.
COMPARED = {
    "title": "标题",
    "facts": "事实",
    "amount": "金额",
    "persons": "人次",
    "period_from": "期间起",
    "period_to": "期间止",
    "basis": "依据",
    "evidence": "证据",
    "demand": "整改要求",
    "cause": "原因",
}
#: Free texts of a report, with their titles.
TEXTS = {
    "background": "被检查单位基本情况",
    "work": "检查组织实施情况",
    "evaluation": "检查评价",
    "opinion": "处理意见",
    "suggestions": "整改建议",
    "prevention": "预防性建议",
}


@dataclass(frozen=True)
class Change:
    """One finding that two versions tell differently; amounts in fen, None where no money is involved."""

    kind: Kind
    finding: str  #: id
    title: str
    columns: tuple[str, ...] = ()
    before: int | None = None
    after: int | None = None
    reason: str = ""


def snapshot(
    records: InspectionRecords, *, draft: str | None = None, report: str | None = None
) -> list[ReportedFinding]:
    """The findings that stand now, as records of the version that tells them."""
    return [
        ReportedFinding(
            inspection_id=records.inspection.id,
            draft_id=draft,
            report_id=report,
            finding_id=one.id,
            n=n,
            **{column: getattr(one, column) for column in COMPARED},
        )
        for n, one in enumerate(standing_findings(records), 1)
    ]


def told_by(records: InspectionRecords, version: ReportDraft | Report) -> list[ReportedFinding]:
    """The findings as a draft or a report told them."""
    found = [f for f in records.of(ReportedFinding) if version.id in (f.draft_id, f.report_id)]
    return sorted(found, key=lambda f: f.n)


def since(records: InspectionRecords, version: ReportDraft | Report | None) -> list[Change]:
    """What the findings now say otherwise than a version; nothing where an older program did not keep what it told."""
    if version is None or version.findings is None:
        return []
    return changes(records, told_by(records, version), standing_findings(records), version.at)


def changes(
    records: InspectionRecords, before: Sequence[ReportedFinding], now: Sequence[Finding], after: datetime
) -> list[Change]:
    """Each finding that is not told as it was, in the order of the report; what was dropped stands last.

    Reasons are those of answers given `after` the earlier version.
    """
    old = {f.finding_id: f for f in before}
    found = [change for one in now for change in _against(old.get(one.id), one)]
    left = {one.id for one in now}
    found += [Change("dropped", f.finding_id, f.title, before=f.amount) for f in before if f.finding_id not in left]
    return [replace(change, reason=reason(records, change.finding, after)) for change in found]


def _against(old: ReportedFinding | None, one: Finding) -> Iterator[Change]:
    if old is None:
        yield Change("added", one.id, one.title, after=one.amount)
        return
    columns = tuple(c for c in COMPARED if getattr(old, c) != getattr(one, c))
    if columns:
        yield Change("changed", one.id, one.title, columns, old.amount, one.amount)


def reason(records: InspectionRecords, finding: str, after: datetime) -> str:
    """Which points of the unit's opinion moved the finding since, and why."""
    points = {i.id: i.seq for i in records.of(ObjectionItem)}
    said = [
        f"{a.result.label}第{points[a.item_id]}条意见：{a.reason.strip().rstrip('。')}"
        for a in records.of(Adoption)
        if a.finding_id == finding and a.item_id in points and a.at > after
    ]
    return "；".join(said)


def consulted_draft(records: InspectionRecords) -> ReportDraft | None:
    """The draft that the unit was asked about."""
    consultation = records.last(Consultation)
    return records.find(ReportDraft, consultation.draft_id) if consultation else None


def latest_texts(records: InspectionRecords) -> dict[str, str]:
    """The free texts as last written; of the last draft where an older program kept no versions."""
    row = records.last(ReportText) or records.last(ReportDraft)
    return {column: getattr(row, column) for column in TEXTS} if row else {}


def text_changes(before: ReportDraft | Report, after: ReportDraft | Report) -> list[str]:
    """Titles of the free texts that two versions word differently."""
    return [title for column, title in TEXTS.items() if getattr(before, column) != getattr(after, column)]
