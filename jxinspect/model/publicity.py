"""宣传: a light record of what the office does to make the law known (办法 10(四))."""

from __future__ import annotations

from jxinspect.law.publicity import PublicityForm
from jxinspect.model.base import Dated, key_field, listing, ref, word


class Publicity(Dated, table=True):
    """One activity (`at` = when)."""

    number: str = key_field()  #: 2026-XC-001
    year: int
    form: PublicityForm = word(PublicityForm)
    subject: str
    place: str = ""
    audience: int | None = None  #: how many people were reached
    staff: list[str] = listing()  #: ids of who took part
    note: str = ""
    registered_by: str = ref("staff")
