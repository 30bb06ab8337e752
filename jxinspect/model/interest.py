"""Ties between staff and units (办法 26 III)."""

from datetime import date

from jxinspect.model.base import Dated, ref


class Interest(Dated, table=True):
    """A tie between a member of staff and a unit (办法 26 III)."""

    staff_id: str = ref("staff")
    unit_id: str = ref("unit")
    kind: str  #: relative, former_job, economic or other
    text: str
    until: date | None = None  #: last day of a former job
    declared: bool = True  #: declared by himself; else found by comparison
