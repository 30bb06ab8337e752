"""R33, R34: subsidies for skills, and courses that nobody attended."""

from __future__ import annotations

from datetime import date

from tests.county.cases import Expected, Told, found, guilty, innocent
from tests.county.cast import Cast
from tests.county.people import Who

SCHOOL = "样本县示例职业培训学校"


def skill(
    c: Cast, who: Who, number: str, trade: str, on: date = date(2025, 5, 12), known: bool = True, **cells: object
) -> None:
    """A subsidy for a certificate, which the national list knows."""
    row: dict[str, object] = {
        "person_no": who.no,
        "certificate_no": number,
        "trade_grade": trade,
        "issued_on": on,
        "amount": 150_000,
    }
    c.add("train", **(row | {"school": SCHOOL, "subsidy_kind": "技能提升补贴"} | cells))
    if known:
        c.add("x_cert", certificate_no=number, id_no=who.id_no, name=who.name, trade_grade=trade, issued_on=on)


@guilty("R33", "同一证书领两次")
def _(c: Cast) -> Told:
    who = c.worker()
    skill(c, who, "S900000000000001", "电工四级")
    skill(c, who, "S900000000000001", "电工四级", known=False)
    return found(who, amount=150_000)


@guilty("R33", "同一工种同一等级两本证书")
def _(c: Cast) -> Told:
    who = c.worker()
    skill(c, who, "S900000000000002", "焊工四级")
    skill(c, who, "S900000000000003", "焊工四级", date(2025, 9, 9))
    return who


@guilty("R33", "一年四次")
def _(c: Cast) -> Told:
    who = c.worker()
    for n, trade in enumerate(("钳工四级", "车工四级", "铣工四级", "保育员四级")):
        skill(c, who, f"S90000000000001{n}", trade, date(2025, 3 + n, 12))
    return who


@guilty("R33", "全国联网没有这本证书")
def _(c: Cast) -> Told:
    who = c.worker()
    skill(c, who, "S900000000000021", "育婴员四级", known=False)
    return who


@guilty("R33", "失业保险缴费只有五个月")
def _(c: Cast) -> Told:
    who = c.worker(first=202412, last=202512)
    skill(c, who, "S900000000000022", "育婴员四级")
    return who


@innocent("R33", "不同工种一年三次")
def _(c: Cast) -> Told:
    who = c.worker()
    for n, trade in enumerate(("钳工四级", "车工四级", "铣工四级")):
        skill(c, who, f"S90000000000003{n}", trade, date(2025, 3 + n, 12))
    return who


@innocent("R33", "同一工种先四级后三级")
def _(c: Cast) -> Told:
    who = c.worker()
    skill(c, who, "S900000000000041", "美发师四级", date(2025, 2, 12))
    skill(c, who, "S900000000000042", "美发师三级", date(2025, 9, 12))
    return who


def course(c: Cast, who: Who, name: str, since: date, until: date, **cells: object) -> None:
    """A course for which a training subsidy was paid."""
    row: dict[str, object] = {
        "person_no": who.no,
        "certificate_no": f"P{who.no}{name}",
        "trade_grade": f"{name}工",
        "issued_on": until,
    }
    row |= {
        "amount": 80_000,
        "school": SCHOOL,
        "class_from": since,
        "class_to": until,
        "lessons": 60,
        "class_name": name,
    }
    c.add("train", **(row | {"teaching": "面授", "subsidy_kind": "培训补贴"} | cells))


MAY = (date(2025, 5, 6), date(2025, 5, 20))


@guilty("R34", "同时在两个班")
def _(c: Cast) -> Told:
    who = c.worker()
    course(c, who, "甲班", *MAY)
    course(c, who, "乙班", date(2025, 5, 12), date(2025, 5, 28), school="样本县另一培训学校")
    return who


@guilty("R34", "死亡以后参加培训")
def _(c: Cast) -> Told:
    who = c.worker(last=202504, taxed=False)
    c.died(who, date(2025, 4, 2))
    course(c, who, "丙班", *MAY)
    return who


@guilty("R34", "服刑期间参加培训")
def _(c: Cast) -> Told:
    who = c.worker(last=202408, taxed=False)
    c.imprisoned(who, date(2024, 9, 2), date(2026, 9, 1))
    course(c, who, "丁班", *MAY)
    return who


@guilty("R34", "境外定居后参加培训")
def _(c: Cast) -> Told:
    who = c.worker(last=202408, taxed=False)
    c.add("x_abroad", id_no=who.id_no, name=who.name, settled_abroad_on=date(2024, 9, 2))
    course(c, who, "戊班", *MAY)
    return who


@guilty("R34", "十二名学员签到时间分秒不差")
def _(c: Cast) -> Told:
    people = [c.worker() for _ in range(12)]
    for who in people:
        course(c, who, "己班", *MAY, school="样本县己培训学校", signed_at="2025-05-06 08:30:17")
    return _all(people, "样本县己培训学校")


@guilty("R34", "十名学员同一手机号")
def _(c: Cast) -> Told:
    people = [c.worker(mobile="13800000010") for _ in range(10)]
    for who in people:
        course(c, who, "庚班", *MAY, school="样本县庚培训学校")
    return _all(people, "样本县庚培训学校", "13800000010")


@guilty("R34", "一名教师同时在两个班面授")
def _(c: Cast) -> Told:
    people = [c.worker() for _ in range(2)]
    course(c, people[0], "辛班", *MAY, teacher="样教师一", school="样本县辛培训学校")
    course(c, people[1], "壬班", *MAY, teacher="样教师一", school="样本县壬培训学校")
    return _all(people, "样本县辛培训学校", "样本县壬培训学校", "样教师一")


def _all(people: list[Who], *others: str) -> Expected:
    return Expected(frozenset().union(*(who.subjects for who in people), others))


@innocent("R34", "线上课程重叠")
def _(c: Cast) -> Told:
    who = c.worker()
    course(c, who, "癸班", *MAY)
    course(c, who, "线上一班", date(2025, 5, 12), date(2025, 5, 28), teaching="线上")
    return who


@innocent("R34", "前一班结束的次日开始后一班")
def _(c: Cast) -> Told:
    who = c.worker()
    course(c, who, "子班", *MAY)
    course(c, who, "丑班", date(2025, 5, 21), date(2025, 5, 28))
    return who


@innocent("R34", "九名学员同一手机号")
def _(c: Cast) -> Told:
    people = [c.worker(mobile="13800000009") for _ in range(9)]
    for who in people:
        course(c, who, "寅班", *MAY)
    return people
