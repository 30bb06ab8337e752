"""Guard of working papers: G67 (办法 22(三))."""

from __future__ import annotations

from collections.abc import Iterator

from jxinspect.law.terms import CheckMode, State
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.guards.base import Breach, rule
from jxinspect.model.kinds import PaperVersion, WorkingPaper

#: While the team is on site a paper may still wait for its review.
_ON_SITE = (State.NOTIFIED, State.ENTERED)


@rule("G67")
def papers_reviewed(records: InspectionRecords) -> Iterator[Breach]:
    """G67: somebody else has reviewed each paper, and what he reviewed is what it says now."""
    over = records.inspection.state not in _ON_SITE and records.inspection.mode == CheckMode.ON_SITE
    for paper in records.of(WorkingPaper):
        if paper.reviewer == paper.author:
            name = records.staff[paper.author].name
            yield Breach("G67", paper.id, f"底稿{paper.code}的复核人就是编制人{name}")
        elif over and not current(records, paper):
            done = "改动以后没有重新复核" if changed(records, paper) else "没有复核"
            yield Breach("G67", paper.id, f"底稿{paper.code}{done}")


def changed(records: InspectionRecords, paper: WorkingPaper) -> list[PaperVersion]:
    """The changes of a paper, oldest first."""
    return [one for one in records.of(PaperVersion) if one.paper_id == paper.id]


def current(records: InspectionRecords, paper: WorkingPaper) -> bool:
    """Whether the paper was reviewed after its last change."""
    last = max((one.at for one in changed(records, paper)), default=None)
    return paper.reviewed_at is not None and (last is None or paper.reviewed_at >= last)
