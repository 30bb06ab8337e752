"""R19, R21: recognition of injuries, benefits paid once."""

from __future__ import annotations

from datetime import date

from tests.county.cases import Told, guilty, innocent
from tests.county.cast import Cast
from tests.county.people import Who


def injury(c: Cast, who: Who, on: date, applied: date | None = None, **cells: object) -> None:
    row: dict[str, object] = {"unit_name": "江西样品1有限公司", "person_no": who.no, "accident_on": on}
    row |= {"applied_on": applied or on, "decided_on": applied or on, "decision_no": f"样工认{who.no}-{on:%Y%m%d}号"}
    c.add("inj_cert", **(row | cells))


def assess(c: Cast, who: Who, on: date, grade: int = 10) -> None:
    c.add(
        "inj_assess",
        unit_name="江西样品1有限公司",
        person_no=who.no,
        accident_on=on,
        applied_on=on,
        grade=grade,
        concluded_on=on,
        decision_no=f"样劳鉴{who.no}号",
    )


def single(
    c: Cast, who: Who, on: date, factor: int, wage: int = 500_000, item: str = "一次性伤残补助金", ym: int = 202506
) -> None:
    c.add(
        "inj_pay",
        person_no=who.no,
        item=item,
        pay_ym=ym,
        amount=factor * wage,
        own_wage=wage,
        accident_on=on,
        pay_state="成功",
    )


@guilty("R19", "首次参保后第二日受伤")
def _(c: Cast) -> Told:
    who = c.worker(first=202503)
    injury(c, who, date(2025, 3, 2), date(2025, 3, 12))
    return who


@guilty("R19", "先受伤后参保")
def _(c: Cast) -> Told:
    who = c.worker(first=202504)
    injury(c, who, date(2025, 3, 20), date(2025, 4, 12))
    return who


@guilty("R19", "有待遇而没有工伤认定")
def _(c: Cast) -> Told:
    who = c.worker()
    assess(c, who, date(2025, 2, 5))
    single(c, who, date(2025, 2, 5), 7)
    return who


@guilty("R19", "事故一年以后才申请")
def _(c: Cast) -> Told:
    who = c.worker()
    injury(c, who, date(2024, 3, 5), date(2025, 6, 5))
    return who


@guilty("R19", "同一人三次工伤")
def _(c: Cast) -> Told:
    who = c.worker()
    for on in (date(2024, 5, 8), date(2024, 11, 8), date(2025, 6, 8)):
        injury(c, who, on)
    return who


@innocent("R19", "参保两年以后受伤，一个月内申请")
def _(c: Cast) -> Told:
    who = c.worker()
    injury(c, who, date(2025, 9, 3), date(2025, 9, 25))
    return who


@innocent("R19", "两次工伤")
def _(c: Cast) -> Told:
    who = c.worker()
    for on in (date(2024, 5, 8), date(2025, 6, 8)):
        injury(c, who, on)
    return who


def _graded(c: Cast, grade: int, factor: int, wage: int = 500_000) -> Who:
    who = c.worker()
    injury(c, who, date(2024, 9, 4), date(2024, 9, 20))
    assess(c, who, date(2025, 2, 5), grade)
    single(c, who, date(2024, 9, 4), factor, wage)
    return who


@guilty("R21", "十级按九个月发")
def _(c: Cast) -> Told:
    return _graded(c, 10, 9)


@guilty("R21", "本人工资低于平均工资百分之六十")
def _(c: Cast) -> Told:
    return _graded(c, 10, 7, 300_000)


@guilty("R21", "本人工资高于平均工资百分之三百")
def _(c: Cast) -> Told:
    return _graded(c, 9, 9, 2_500_000)


@guilty("R21", "一次性伤残补助金领了两次")
def _(c: Cast) -> Told:
    who = _graded(c, 8, 11)
    single(c, who, date(2024, 9, 4), 11, ym=202510)
    return who


@guilty("R21", "工亡补助金不是上年度城镇居民人均可支配收入的二十倍")
def _(c: Cast) -> Told:
    return _fatal(c, 120_000_000)


def _fatal(c: Cast, amount: int) -> Who:
    who = c.worker(last=202504, taxed=False)
    injury(c, who, date(2025, 4, 9), date(2025, 4, 20))
    c.add(
        "inj_pay",
        person_no=who.no,
        item="一次性工亡补助金",
        pay_ym=202506,
        amount=amount,
        own_wage=500_000,
        accident_on=date(2025, 4, 9),
        pay_state="成功",
    )
    return who


@innocent("R21", "七级十三个月")
def _(c: Cast) -> Told:
    return _graded(c, 7, 13)


@innocent("R21", "一级二十七个月")
def _(c: Cast) -> Told:
    return _graded(c, 1, 27)


@innocent("R21", "工亡补助金二十倍")
def _(c: Cast) -> Told:
    return _fatal(c, 20 * 5_418_800)
