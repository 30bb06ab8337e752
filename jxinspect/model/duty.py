"""Record of duty (履职留痕): what an approver let pass and what was acknowledged (办法 6, 37)."""

from jxinspect.model.base import Dated, Record, ref


class Override(Dated, table=True):
    """A guard of severity O that an approver overrode, with his reason."""

    guard: str
    record_id: str  #: the record that the guard objected to
    inspection_id: str | None = ref("inspection", default=None)
    because: str
    approved_by: str = ref("staff")
    actor: str


class Acknowledgement(Dated, table=True):
    """A warning (severity W) that was read and taken note of."""

    guard: str
    record_id: str
    inspection_id: str | None = ref("inspection", default=None)
    actor: str


class Setting(Record, table=True):
    """A value of the office that differs from the default (law/settings)."""

    key: str
    value: str
