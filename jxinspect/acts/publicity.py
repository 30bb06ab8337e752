"""宣传: what the office does to make the law known (办法 10(四))."""

from __future__ import annotations

from collections.abc import Sequence

from jxinspect.acts.serial import register_code
from jxinspect.errors import Incomplete
from jxinspect.law.civil import day
from jxinspect.law.publicity import PublicityForm
from jxinspect.model.publicity import Publicity
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff


def add(
    case: CaseFile,
    *,
    form: PublicityForm,
    subject: str,
    place: str = "",
    audience: int | None = None,
    people: Sequence[str] = (),
    note: str = "",
) -> Publicity:
    """Register one activity; the moment of the act is when it took place."""
    if not subject.strip():
        raise Incomplete("没有写宣传的内容", why="宣传活动逐次登记（办法 10(四)）", todo="用 --subject 写明")
    year = day(case.at).year
    row = Publicity(
        at=case.at,
        number=register_code(case, Publicity, "XC", year),
        year=year,
        form=form,
        subject=subject.strip(),
        place=place.strip(),
        audience=audience,
        staff=[staff(case, name).id for name in dict.fromkeys(people or [case.actor])],
        note=note.strip(),
        registered_by=staff(case, case.actor).id,
    )
    case.add(row)
    return row
