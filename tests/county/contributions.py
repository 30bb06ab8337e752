"""R10–R13: contributions paid afterwards, deemed years, bases pushed up, the dead who pay."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tests.county.cases import Expected, Told, found, guilty, innocent, later, months
from tests.county.cast import Cast
from tests.county.people import Who

COURT = "样本县人民法院（2023）样民初1号判决书"


def _made_up(c: Cast, who: Who, at: Iterable[int], on: date, **cells: object) -> None:
    """Months paid afterwards, all on one day."""
    c.contribute(who, at, funds=("企业职工养老",), arrived_on=on, contrib_kind="补缴", **cells)


@guilty("R10", "无文书补缴四十八个月")
def _(c: Cast) -> Told:
    who = c.worker(born=date(1975, 3, 14))
    _made_up(c, who, months(201901, 202212), date(2024, 7, 9))
    return who


@guilty("R10", "待遇起始前三个月补缴")
def _(c: Cast) -> Told:
    who = c.pensioner(born=date(1964, 8, 14), first=202409)
    _made_up(c, who, months(202301, 202312), date(2024, 6, 12))
    return who


@guilty("R10", "补缴未满十六周岁的月份")
def _(c: Cast) -> Told:
    who = c.worker(born=date(1984, 3, 14))
    _made_up(c, who, months(199901, 199912), date(2024, 7, 16))
    return who


@guilty("R10", "补缴单位成立以前的月份")
def _(c: Cast) -> Told:
    unit = c.unit(founded_on=date(2015, 1, 1))
    who = c.worker(born=date(1975, 5, 14), unit=unit)
    c.worker(born=date(1992, 5, 14), unit=unit)
    _made_up(c, who, months(201001, 201012), date(2024, 7, 23), unit_no=unit)
    return who


@guilty("R10", "同一单位同一日五人补缴")
def _(c: Cast) -> Told:
    unit = c.unit()
    people = [c.worker(born=date(1978, 5, 14 + n), unit=unit) for n in range(5)]
    for who in people:
        _made_up(c, who, months(202301, 202306), date(2024, 9, 4), unit_no=unit)
    return Expected(frozenset().union(*(who.subjects for who in people), {unit}))


@innocent("R10", "有法院判决的长期补缴")
def _(c: Cast) -> Told:
    who = c.worker(born=date(1975, 3, 14))
    _made_up(c, who, months(201901, 202212), date(2024, 8, 7), backpay_paper=COURT)
    return who


@innocent("R10", "有劳动保障监察文书的长期补缴")
def _(c: Cast) -> Told:
    who = c.worker(born=date(1975, 4, 14))
    _made_up(
        c, who, months(201901, 202212), date(2024, 8, 8), backpay_paper="样本县劳动保障监察行政处理决定书〔2024〕1号"
    )
    return who


@innocent("R10", "补缴六个月，离退休还早")
def _(c: Cast) -> Told:
    who = c.worker(born=date(1988, 3, 14))
    _made_up(c, who, months(202307, 202312), date(2024, 3, 6))
    return who


@innocent("R10", "同一单位同一日四人补缴")
def _(c: Cast) -> Told:
    unit = c.unit()
    people = [c.worker(born=date(1988, 5, 14 + n), unit=unit) for n in range(4)]
    for who in people:
        _made_up(c, who, months(202307, 202312), date(2024, 9, 11), unit_no=unit)
    return Expected(frozenset().union(*(who.subjects for who in people), {unit}))


def _deemed(c: Cast, **cells: object) -> Who:
    usual: dict[str, object] = {
        "work_from": date(1982, 1, 1),
        "deemed_to": date(1991, 12, 31),
        "deemed_months": 120,
        "deemed_kind": "固定工工龄",
    }
    return c.pensioner(born=date(1960, 3, 14), paid_months=230, **(usual | cells))  # type: ignore[arg-type]


@guilty("R11", "视同缴费到1999年，晚于本地建立制度")
def _(c: Cast) -> Told:
    return _deemed(c, deemed_to=date(1999, 12, 31), deemed_months=216)


@guilty("R11", "十四岁参加工作")
def _(c: Cast) -> Told:
    return _deemed(c, work_from=date(1974, 5, 1), deemed_months=212)


@guilty("R11", "视同年限比满十六周岁以来还长")
def _(c: Cast) -> Told:
    return _deemed(c, work_from=date(1977, 1, 1), deemed_months=400)


@innocent("R11", "知青下乡起算")
def _(c: Cast) -> Told:
    return _deemed(c, work_from=date(1976, 8, 1), deemed_months=184, deemed_kind="知青")


@innocent("R11", "军龄")
def _(c: Cast) -> Told:
    return _deemed(c, work_from=date(1978, 12, 1), deemed_months=157, deemed_kind="军龄")


@innocent("R11", "视同到1991年12月为止")
def _(c: Cast) -> Told:
    return _deemed(c)


def _rising(c: Cast, born: date, high: int, since: int) -> Who:
    who = c.person(born, "男", status="退休")
    c.determined(who, retire_on=later(born, years=60))
    c.contribute(who, [ym for ym in months(202101, 202408) if ym < since], base=600_000)
    c.contribute(who, [ym for ym in months(202101, 202408) if ym >= since], base=high)
    c.pay(who, months(202410, 202512), 300_000)
    c.certified(who)
    return who


@guilty("R12", "退休前十二个月基数从6000元到上限")
def _(c: Cast) -> Told:
    return _rising(c, date(1964, 9, 14), 2_040_000, 202309)


@innocent("R12", "平稳增长")
def _(c: Cast) -> Told:
    return _rising(c, date(1964, 9, 14), 660_000, 202309)


@innocent("R12", "翻倍而没有到上限")
def _(c: Cast) -> Told:
    return _rising(c, date(1964, 9, 14), 1_300_000, 202309)


@guilty("R13", "死亡三个月后仍缴费")
def _(c: Cast) -> Told:
    who = c.worker(last=202506, taxed=False)
    c.died(who, date(2025, 2, 9))
    return who


@guilty("R13", "丧葬补助金在养老和工伤各领一次")
def _(c: Cast) -> Told:
    who = c.pensioner(last=202503)
    c.died(who, date(2025, 3, 9))
    c.pay(who, [202504], 1_800_000, item="丧葬补助金", account_name="练继承", account_no=f"6230{who.no}")
    c.add(
        "inj_pay",
        person_no=who.no,
        item="丧葬补助金",
        pay_ym=202505,
        amount=3_600_000,
        own_wage=500_000,
        accident_on=date(2025, 3, 9),
        pay_state="成功",
    )
    c.add(
        "inj_cert",
        unit_name="江西样品1有限公司",
        person_no=who.no,
        accident_on=date(2025, 3, 9),
        applied_on=date(2025, 3, 20),
        decided_on=date(2025, 4, 20),
        decision_no=f"样工认{who.no}号",
    )
    return who


@innocent("R13", "死亡当月和次月的缴费是减员滞后")
def _(c: Cast) -> Told:
    who = c.worker(last=202503, taxed=False)
    c.died(who, date(2025, 2, 9))
    return who


@innocent("R13", "死亡后补缴生前月份")
def _(c: Cast) -> Told:
    who = c.worker(last=202501, taxed=False)
    c.died(who, date(2025, 2, 9))
    c.contribute(who, [202502], funds=("企业职工养老",), arrived_on=date(2025, 7, 15))
    return who


@innocent("R13", "只从养老领一次丧葬补助金和抚恤金")
def _(c: Cast) -> Told:
    who = c.pensioner(last=202503)
    c.died(who, date(2025, 3, 9))
    for item in ("丧葬补助金", "抚恤金"):
        c.pay(who, [202504], 1_800_000, item=item, account_name="练继承", account_no=f"6230{who.no}")
    return who


@guilty("R12", "累计恰好一百八十个月，退休前三十六个月内才参保")
def _(c: Cast) -> Told:
    who = c.person(date(1964, 5, 14), "男", status="退休")
    c.determined(who, retire_on=date(2024, 5, 14), paid_months=180, deemed_months=0, work_from=date(2021, 9, 1))
    c.contribute(who, months(202201, 202405))
    c.pay(who, months(202406, 202512), 200_000)
    c.certified(who)
    return found(who)
