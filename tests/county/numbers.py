"""R08, R09: numbers that are no identity numbers, and numbers that people share."""

from __future__ import annotations

from datetime import date

from tests.county.cases import Expected, Told, guilty, innocent, months
from tests.county.cast import Cast
from tests.county.people import Who, checked


def _numbered(c: Cast, number: str, born: date = date(1971, 4, 5), sex: str = "男", **cells: object) -> Told:
    who = c.registry.person(born, sex)._replace(id_no=number)
    c.register(who, **cells)
    return Expected(frozenset((who.no, number)))


@guilty("R08", "校验码不符")
def _(c: Cast) -> Told:
    sound = c.registry.identity(date(1971, 4, 5), "男")
    return _numbered(c, sound[:17] + "10X98765432"["10X98765432".index(sound[17]) - 1])


@guilty("R08", "二月三十日出生")
def _(c: Cast) -> Told:
    return _numbered(c, checked("36010019710230901"), date(1971, 2, 28))


@guilty("R08", "没有的行政区划")
def _(c: Cast) -> Told:
    return _numbered(c, checked("78010019710405901"))


@guilty("R08", "只有十七位")
def _(c: Cast) -> Told:
    return _numbered(c, "36010019710405903")


@guilty("R08", "出生晚于数据提取日")
def _(c: Cast) -> Told:
    return _numbered(c, checked("36010020300405901"))


@guilty("R08", "超过一百二十岁")
def _(c: Cast) -> Told:
    return _numbered(c, checked("36010019010405901"), date(1901, 4, 5))


@guilty("R08", "第十七位为单数而性别为女")
def _(c: Cast) -> Told:
    who = c.registry.person(date(1971, 6, 7), "男")
    c.register(who, sex="女")
    return who


@innocent("R08", "15位旧号，末位单数，男")
def _(c: Cast) -> Told:
    return _numbered(c, "360100710405931")


@innocent("R08", "护照和港澳台居民居住证不校验")
def _(c: Cast) -> Told:
    return _numbered(c, "E00000001", id_type="护照")


@innocent("R08", "港澳居民居住证号码以81开头")
def _(c: Cast) -> Told:
    return _numbered(c, checked("81000019710405901"), id_type="港澳台居民居住证")


@innocent("R08", "旧行政区划代码（历史表）")
def _(c: Cast) -> Told:
    return _numbered(c, checked("36220119710405901"))


@guilty("R09", "同一证件号码两个个人编号，同一制度")
def _(c: Cast) -> Told:
    who = c.worker()
    again = Who("8" + who.no, who.name, who.id_no, who.born, who.sex)
    c.register(again)
    c.contribute(again, months(202401, 202403))
    return Expected(who.subjects | {again.no})


@guilty("R09", "同一证件号码两个姓名")
def _(c: Cast) -> Told:
    who = c.worker()
    again = Who("8" + who.no, "练别名", who.id_no, who.born, who.sex)
    c.register(again)
    c.contribute(again, months(202401, 202403))
    return Expected(who.subjects | {again.no})


@innocent("R09", "一人在两个制度各有编号")
def _(c: Cast) -> Told:
    who = c.worker()
    again = Who("8" + who.no, who.name, who.id_no, who.born, who.sex)
    c.register(again, status="停保")
    c.contribute(
        again, months(202301, 202312), funds=("城乡居民养老",), unit_no="", unit_amount=0, own_amount=20_000, base=0
    )
    return who


@innocent("R09", "同名同日出生、号码不同、手机号不同")
def _(c: Cast) -> Told:
    who = c.worker()
    other = c.registry.person(who.born, who.sex, who.name)
    c.register(other)
    return (who, other)
