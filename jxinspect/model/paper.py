"""Versions of a working paper, and whether its review is of what it says now (D21, 办法 22(三))."""

from __future__ import annotations

from datetime import datetime

from jxinspect.model.base import Dated, listing, ref


class PaperVersion(Dated, table=True):
    """A working paper was changed: what it said before, by whom and why; the review of that text ended with it."""

    inspection_id: str = ref("inspection")
    paper_id: str = ref("workingpaper")
    version: int  #: the one that ended
    changed_by: str = ref("staff")
    reason: str
    changes: list[dict[str, str]] = listing()  #: {"name": column, "old": …, "new": …}
    reviewer: str | None = ref("staff", default=None)  #: of the version that ended
    reviewed_at: datetime | None = None
    review_text: str = ""
    document_id: str | None = ref("document", default=None)  #: its D21, void since
