"""R01–R05, R17: what was paid and taken back, namesakes, numbers used twice, ages by the archive."""

from __future__ import annotations

from datetime import date

from tests.county.cases import Told, found, guilty, innocent, months
from tests.county.cast import Cast
from tests.county.people import Who


@innocent("R01", "死亡后误发的一笔已经全额追回", also=("R37",))
def _(c: Cast) -> Told:
    who = c.pensioner(last=202506)
    c.died(who, date(2025, 5, 20))
    c.pay(who, [202506], -300_000, paid_on=date(2025, 7, 10), batch_no="202507-09")
    return who


@guilty("R01", "两个制度都在死亡后发放，金额相加", also=("R03",))
def _(c: Cast) -> Told:
    who = c.pensioner(last=202503)
    c.pay(who, months(202412, 202503), 20_000, fund="城乡居民养老")
    c.died(who, date(2025, 1, 2))
    return found(who, [202502, 202503], 2 * 320_000)


@innocent("R02", "同名的另一人服刑")
def _(c: Cast) -> Told:
    who = c.pensioner()
    c.imprisoned(c.registry.person(date(1951, 8, 8), "男", who.name), date(2024, 5, 10), date(2026, 5, 9))
    return who


@guilty("R02", "无期徒刑，机关养老")
def _(c: Cast) -> Told:
    who = c.pensioner("机关", last=202503)
    c.imprisoned(who, date(2024, 12, 30), None, penalty="无期徒刑")
    return found(who, months(202501, 202503), 3 * 300_000)


@innocent("R03", "居民一边只有一个月，随后扣回", also=("R37",))
def _(c: Cast) -> Told:
    who = c.pensioner()
    again = Who("7" + who.no, who.name, who.id_no, who.born, who.sex)
    c.register(again, status="终止")
    c.pay(again, [202501], 20_000, fund="城乡居民养老", account_no=f"6217{who.no}")
    c.pay(again, [202501], -20_000, fund="城乡居民养老", account_no=f"6217{who.no}", paid_on=date(2025, 2, 10))
    return who


@innocent("R04", "外地记录号码相同、姓名不同")
def _(c: Cast) -> Told:
    who = c.pensioner()
    for ym in months(202501, 202506):
        c.add(
            "x_otherpay",
            id_no=who.id_no,
            name="练重号",
            fund="企业职工养老",
            region="虚构市",
            handling_agency="虚构市社会保险中心",
            pay_ym=ym,
            amount=250_000,
        )
    return who


@innocent("R05", "处级女干部六十岁退休")
def _(c: Cast) -> Told:
    return c.pensioner("机关", date(1960, 3, 14), "女", retire_on=date(2020, 3, 14), post_kind="女干部")


@innocent("R05", "按档案出生日期退休，证件号码晚两年", also=("R07",))
def _(c: Cast) -> Told:
    return c.pensioner(born=date(1963, 3, 14), file_born=date(1961, 3, 14), retire_on=date(2021, 3, 14))
