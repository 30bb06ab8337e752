"""R05–R07, R37: ages, early retirement, changed births, sums that jump."""

from __future__ import annotations

from datetime import date

from tests.county.cases import Expected, Told, found, guilty, innocent, months
from tests.county.cast import LAST, Cast
from tests.county.people import Who


@guilty("R05", "男职工五十六岁正常退休")
def _(c: Cast) -> Told:
    return c.pensioner(born=date(1966, 3, 14), retire_on=date(2022, 3, 14))


@guilty("R05", "2025年后男1965年5月生，满六十岁当月退休，早两个月")
def _(c: Cast) -> Told:
    return c.pensioner(born=date(1965, 5, 10), first=202506, retire_on=date(2025, 5, 10))


@guilty("R05", "居民养老五十八岁领取：未满六十周岁的月份计入")
def _(c: Cast) -> Told:
    who = c.pensioner("居民", born=date(1965, 7, 14), retire_on=date(2023, 7, 14), monthly=20_000, last=202501)
    return found(who, amount=13 * 20_000)


@innocent("R05", "男1965年5月生，六十岁两个月退休（延迟退休）")
def _(c: Cast) -> Told:
    return c.pensioner(born=date(1965, 5, 10), first=202508, retire_on=date(2025, 7, 10))


@innocent("R05", "女工人1975年1月生，五十岁一个月退休")
def _(c: Cast) -> Told:
    return c.pensioner(born=date(1975, 1, 10), sex="女", first=202503, retire_on=date(2025, 2, 10))


@innocent("R05", "女干部1970年1月生，五十五岁一个月退休")
def _(c: Cast) -> Told:
    return c.pensioner(born=date(1970, 1, 10), sex="女", first=202503, retire_on=date(2025, 2, 10), post_kind="女干部")


@innocent("R05", "弹性提前不早于原法定年龄")
def _(c: Cast) -> Told:
    return c.pensioner(born=date(1965, 9, 10), first=202510, retire_on=date(2025, 9, 10), retire_kind="弹性提前")


@innocent("R05", "弹性延迟")
def _(c: Cast) -> Told:
    return c.pensioner(born=date(1964, 9, 10), first=202510, retire_on=date(2025, 9, 10), retire_kind="弹性延迟")


@innocent("R05", "特殊工种五十五岁，有批文")
def _(c: Cast) -> Told:
    return c.pensioner(born=date(1964, 3, 14), retire_on=date(2019, 3, 14), retire_kind="特殊工种", hard_months=150)


@guilty("R06", "特殊工种没有审批文号")
def _(c: Cast) -> Told:
    return c.pensioner(
        born=date(1964, 3, 14), retire_on=date(2019, 3, 14), retire_kind="特殊工种", hard_months=150, approval_no=None
    )


@guilty("R06", "特殊工种年限只有五年")
def _(c: Cast) -> Told:
    return c.pensioner(born=date(1964, 3, 14), retire_on=date(2019, 3, 14), retire_kind="特殊工种", hard_months=60)


@guilty("R06", "病退没有鉴定结论")
def _(c: Cast) -> Told:
    return c.pensioner(born=date(1970, 3, 14), retire_on=date(2023, 3, 14), retire_kind="因病")


@guilty("R06", "病退的鉴定结论晚于退休日期")
def _(c: Cast) -> Told:
    who = c.pensioner(born=date(1970, 3, 14), retire_on=date(2023, 3, 14), retire_kind="因病")
    _assessed(c, who, date(2023, 5, 1))
    return who


def _assessed(c: Cast, who: Who, on: date, grade: int = 3) -> None:
    c.add(
        "inj_assess",
        unit_name="江西样品1有限公司",
        person_no=who.no,
        accident_on=None,
        applied_on=on,
        grade=grade,
        concluded_on=on,
        decision_no=f"样劳鉴{who.no}号",
    )


@guilty("R06", "一个单位一个月十人提前退休")
def _(c: Cast) -> Told:
    unit = c.unit()
    people = [
        c.pensioner(
            born=date(1964, 3, 14), retire_on=date(2019, 3, 14), retire_kind="特殊工种", hard_months=150, unit_no=unit
        )
        for _ in range(10)
    ]
    return Expected(frozenset().union(*(who.subjects for who in people), {unit}))


@innocent("R06", "病退，完全丧失劳动能力结论在先")
def _(c: Cast) -> Told:
    who = c.pensioner(born=date(1970, 3, 14), retire_on=date(2023, 3, 14), retire_kind="因病")
    _assessed(c, who, date(2023, 2, 1))
    return who


@innocent("R06", "一个单位一个月九人提前退休")
def _(c: Cast) -> Told:
    unit = c.unit()
    people = [
        c.pensioner(
            born=date(1964, 4, 14), retire_on=date(2019, 4, 14), retire_kind="特殊工种", hard_months=150, unit_no=unit
        )
        for _ in range(9)
    ]
    return Expected(frozenset().union(*(who.subjects for who in people), {unit}))


def _changed(c: Cast, who: Who, on: date, before: str, after: str, basis: str, item: str = "出生日期") -> None:
    c.add(
        "person_change",
        person_no=who.no,
        changed_item=item,
        before=before,
        after=after,
        changed_on=on,
        change_basis=basis,
    )


@guilty("R07", "退休前十个月把出生日期改早两年")
def _(c: Cast) -> Told:
    who = c.pensioner(born=date(1963, 6, 1))
    _changed(c, who, date(2022, 8, 1), "1965-06-01", "1963-06-01", "本人申请")
    return who


@guilty("R07", "档案出生日期与证件不同", also=("R05",))
def _(c: Cast) -> Told:
    return c.pensioner(born=date(1963, 6, 1), file_born=date(1965, 6, 1))


@innocent("R07", "公安机关更正证明")
def _(c: Cast) -> Told:
    who = c.pensioner(born=date(1963, 6, 1))
    _changed(c, who, date(2022, 8, 1), "1965-06-01", "1963-06-01", "公安机关更正证明")
    return who


@innocent("R07", "只改早三个月")
def _(c: Cast) -> Told:
    who = c.pensioner(born=date(1963, 6, 1))
    _changed(c, who, date(2022, 8, 1), "1963-09-01", "1963-06-01", "户口簿")
    return who


@innocent("R07", "改晚")
def _(c: Cast) -> Told:
    who = c.pensioner(born=date(1963, 6, 1))
    _changed(c, who, date(2022, 8, 1), "1961-06-01", "1963-06-01", "户口簿")
    return who


@innocent("R07", "退休前五年的变更")
def _(c: Cast) -> Told:
    who = c.pensioner(born=date(1963, 6, 1))
    _changed(c, who, date(2018, 5, 1), "1965-06-01", "1963-06-01", "户口簿")
    return who


@innocent("R07", "15位升为18位")
def _(c: Cast) -> Told:
    who = c.pensioner(born=date(1963, 6, 1))
    _changed(c, who, date(2022, 8, 1), who.id_no[:6] + who.id_no[8:17], who.id_no, "号码升位", "证件号码")
    return who


@guilty("R37", "平常月份养老金翻一倍")
def _(c: Cast) -> Told:
    who = c.pensioner(last=202502, certified=LAST)
    c.pay(who, months(202503, 202512), 620_000)
    return who


@guilty("R37", "负数发放")
def _(c: Cast) -> Told:
    who = c.pensioner(last=202511)
    c.pay(who, [202512], -50_000, booked=False, pay_state="成功")
    return who


@innocent("R37", "调待月份的变动")
def _(c: Cast) -> Told:
    who = c.pensioner(last=202506, monthly=100_000)
    c.pay(who, months(202507, 202512), 190_000)
    return who


@innocent("R37", "增长百分之五")
def _(c: Cast) -> Told:
    who = c.pensioner(last=202502, certified=LAST)
    c.pay(who, months(202503, 202512), 315_000)
    return who


@innocent("R37", "死亡一次性待遇")
def _(c: Cast) -> Told:
    who = c.pensioner(last=202503)
    c.died(who, date(2025, 3, 9))
    c.pay(who, [202504], 1_800_000, item="丧葬补助金", account_name="练继承", account_no=f"6230{who.no}")
    return who
