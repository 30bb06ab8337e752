"""R03, R04, R17, R23: two benefits for the same months."""

from __future__ import annotations

from datetime import date

from tests.county.cases import Told, found, guilty, innocent, months
from tests.county.cast import Cast
from tests.county.people import Who


def _elsewhere(c: Cast, who: Who, first: int, last: int, amount: int = 250_000, fund: str = "企业职工养老") -> None:
    for ym in months(first, last):
        c.add(
            "x_otherpay",
            id_no=who.id_no,
            name=who.name,
            fund=fund,
            region="虚构市",
            handling_agency="虚构市社会保险中心",
            pay_ym=ym,
            amount=amount,
        )


def _resident(c: Cast, who: Who, first: int, last: int, **cells: object) -> None:
    """The same person once more, under a number of the residents' scheme."""
    again = Who("7" + who.no, who.name, who.id_no, who.born, who.sex)
    c.register(again, status="退休")
    c.determined(again, "居民")
    c.certified(again)
    c.pay(again, months(first, last), 20_000, **({"fund": "城乡居民养老", "account_no": f"6217{who.no}"} | cells))


@guilty("R03", "职工养老与居民养老重叠六个月：金额是居民一边")
def _(c: Cast) -> Told:
    who = c.pensioner()
    _resident(c, who, 202501, 202506)
    return found(who, months(202501, 202506), 6 * 20_000)


@guilty("R03", "机关养老与居民养老重叠")
def _(c: Cast) -> Told:
    who = c.pensioner("机关")
    _resident(c, who, 202401, 202402)
    return found(who, [202401, 202402], 2 * 20_000)


@innocent("R03", "居民养老停发后才有职工养老")
def _(c: Cast) -> Told:
    who = c.pensioner(first=202407)
    _resident(c, who, 202401, 202406)
    return who


@innocent("R03", "只退还居民个人账户")
def _(c: Cast) -> Told:
    who = c.pensioner()
    again = Who("7" + who.no, who.name, who.id_no, who.born, who.sex)
    c.register(again, status="终止")
    c.pay(again, [202503], 350_000, fund="城乡居民养老", item="个人账户清退", account_no=f"6217{who.no}")
    return who


@innocent("R03", "高龄补贴不是养老金")
def _(c: Cast) -> Told:
    who = c.pensioner()
    again = Who("7" + who.no, who.name, who.id_no, who.born, who.sex)
    c.register(again, status="终止")
    c.pay(again, months(202501, 202506), 10_000, fund="城乡居民养老", item="高龄补贴", account_no=f"6217{who.no}")
    return who


@guilty("R04", "外地同险种重叠三个月")
def _(c: Cast) -> Told:
    who = c.pensioner()
    _elsewhere(c, who, 202503, 202505)
    return found(who, months(202503, 202505))


@guilty("R04", "居民养老两地领取")
def _(c: Cast) -> Told:
    who = c.pensioner("居民", monthly=20_000)
    _elsewhere(c, who, 202401, 202512, 18_000, "城乡居民养老")
    return found(who, months(202401, 202512))


@innocent("R04", "转移当月两地各发一次")
def _(c: Cast) -> Told:
    who = c.pensioner(first=202407)
    _elsewhere(c, who, 202401, 202407)
    return who


@innocent("R04", "退票后重发的月份不算两次")
def _(c: Cast) -> Told:
    who = c.pensioner(last=202501)
    c.pay(who, [202502, 202503], 300_000, pay_state="退票")
    _elsewhere(c, who, 202502, 202512)
    return who


def _injured(c: Cast, who: Who, grade: int, first: int, last: int, amount: int, item: str = "伤残津贴") -> None:
    c.add(
        "inj_cert",
        unit_name="江西样品1有限公司",
        person_no=who.no,
        accident_on=date(2010, 5, 5),
        applied_on=date(2010, 5, 20),
        decided_on=date(2010, 7, 1),
        decision_no=f"样工认{who.no}号",
    )
    c.add(
        "inj_assess",
        unit_name="江西样品1有限公司",
        person_no=who.no,
        accident_on=date(2010, 5, 5),
        applied_on=date(2010, 8, 1),
        grade=grade,
        concluded_on=date(2010, 9, 1),
        decision_no=f"样劳鉴{who.no}号",
    )
    for ym in months(first, last):
        c.add(
            "inj_pay",
            person_no=who.no,
            item=item,
            pay_ym=ym,
            amount=amount,
            own_wage=500_000,
            accident_on=date(2010, 5, 5),
            pay_state="成功",
        )


@guilty("R17", "三级伤残津贴全额与养老金同月发放")
def _(c: Cast) -> Told:
    who = c.pensioner()
    _injured(c, who, 3, 202501, 202504, 400_000)
    return found(who, months(202501, 202504))


@innocent("R17", "退休后停发伤残津贴")
def _(c: Cast) -> Told:
    who = c.pensioner(born=date(1964, 6, 20), first=202407)
    _injured(c, who, 2, 202401, 202406, 400_000)
    return who


@innocent("R17", "只补足差额")
def _(c: Cast) -> Told:
    who = c.pensioner(monthly=300_000)
    _injured(c, who, 3, 202501, 202512, 60_000, "伤残津贴差额")
    return who


@innocent("R17", "五级伤残不适用")
def _(c: Cast) -> Told:
    who = c.pensioner()
    _injured(c, who, 5, 202501, 202503, 300_000)
    return who


def _jobless(c: Cast, who: Who, first: int, last: int) -> None:
    c.contribute(who, months(202401, 202412))
    for ym in months(first, last):
        c.add(
            "unemp",
            person_no=who.no,
            jobless_on=date(first // 100, first % 100, 1),
            left_reason="合同期满",
            granted_months=12,
            from_ym=ym,
            to_ym=ym,
            item="失业保险金",
            amount=145_000,
        )


@guilty("R23", "领失业金时已领养老金两个月以上")
def _(c: Cast) -> Told:
    who = c.pensioner(born=date(1964, 12, 5), first=202501, monthly=300_000)
    _jobless(c, who, 202501, 202506)
    return found(who, months(202501, 202506), 6 * 145_000)


@guilty("R23", "死亡后仍发失业金")
def _(c: Cast) -> Told:
    who = c.person(date(1980, 3, 3), "男")
    _jobless(c, who, 202501, 202508)
    c.died(who, date(2025, 3, 9))
    return found(who, months(202504, 202508), 5 * 145_000)


@guilty("R23", "服刑期间领失业金")
def _(c: Cast) -> Told:
    who = c.person(date(1981, 3, 3), "男")
    _jobless(c, who, 202501, 202508)
    c.imprisoned(who, date(2025, 2, 10), date(2027, 2, 9))
    return found(who, months(202503, 202508), 6 * 145_000)


@guilty("R23", "应征服兵役后仍领")
def _(c: Cast) -> Told:
    who = c.person(date(2003, 3, 3), "男")
    _jobless(c, who, 202501, 202512)
    c.add("x_army", id_no=who.id_no, name=who.name, enlisted_on=date(2025, 3, 15), discharged_army_on=None)
    return found(who, months(202504, 202512), 9 * 145_000)


@guilty("R23", "移居境外后仍领")
def _(c: Cast) -> Told:
    who = c.person(date(1983, 3, 3), "女")
    _jobless(c, who, 202501, 202512)
    c.add("x_abroad", id_no=who.id_no, name=who.name, settled_abroad_on=date(2025, 5, 10))
    return found(who, months(202506, 202512), 7 * 145_000)


@innocent("R23", "首月养老金补发，只重叠一个月")
def _(c: Cast) -> Told:
    who = c.pensioner(born=date(1964, 12, 5), first=202506)
    _jobless(c, who, 202501, 202506)
    return who


@innocent("R23", "死亡当月的失业金")
def _(c: Cast) -> Told:
    who = c.person(date(1980, 4, 4), "男")
    _jobless(c, who, 202501, 202503)
    c.died(who, date(2025, 3, 9))
    return who


@innocent("R23", "退役以后失业")
def _(c: Cast) -> Told:
    who = c.person(date(1999, 4, 4), "男")
    _jobless(c, who, 202501, 202506)
    c.add("x_army", id_no=who.id_no, name=who.name, enlisted_on=date(2019, 9, 1), discharged_army_on=date(2023, 9, 1))
    return who
