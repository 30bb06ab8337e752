"""For whom a dossier is put together, and which papers are not for everybody (行政处罚法 47; 办法 38)."""

from __future__ import annotations

from jxinspect.law.terms import Term


class Audience(Term):
    """Who gets the dossier."""

    ARCHIVE = "archive", "归档"
    COURT = "court", "提交人民法院、复议机关"
    OUTSIDE = "outside", "对外提供"


#: Kinds of the 副卷, which outsiders do not inspect: where the case came from, approvals, the report of the
#: investigation, legal review, collective discussion, reports on hearing and closing, what goes to superior organs.
INNER = frozenset({"D03", "D30", "D31", "D32", "D39", "D47", "D59", "D62", "D63", "D64", "D66c", "D67a", "D71"})
MAIN, SIDE = "正卷", "副卷"


def volume(kind: str) -> str:
    """正卷 or 副卷."""
    return SIDE if kind in INNER else MAIN


#: Deadlines that run once a court or a review organ asks for the dossier, from the day on which its paper came.
ON_REQUEST = ("T28", "T28.review", "T28.simple")
