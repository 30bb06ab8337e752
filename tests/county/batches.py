"""R24–R27, R37 once more: what banks withhold, batches by hand, sums that fall, interest that stays."""

from __future__ import annotations

from datetime import date, timedelta

from tests.county.cases import Expected, Told, guilty, innocent, months
from tests.county.cast import LAST, Cast
from tests.county.money import Book


@innocent("R24", "到账第十日划转")
def _(c: Cast) -> Told:
    book = Book(c, "36020000000041")
    book.premium(date(2025, 3, 7), 5_000_000)
    book.move(date(2025, 3, 17), -5_000_000, "划转财政专户")
    return book.number


@guilty("R24", "三月划转一部分，十二日后还留着其余")
def _(c: Cast) -> Told:
    book = Book(c, "36020000000042")
    book.premium(date(2025, 3, 3), 5_000_000)
    book.move(date(2025, 3, 6), -4_000_000, "划转财政专户")
    book.move(date(2025, 3, 20), -1_000_000, "划转财政专户")
    return book.number


@innocent("R25", "同一险种两个支出户，不同银行")
def _(c: Cast) -> Told:
    books = [Book(c, number, "支出户", "失业") for number in ("36020000000043", "36020000000044")]
    return Expected(frozenset(book.number for book in books))


@innocent("R26", "银行代扣医疗保险费后发放")
def _(c: Cast) -> Told:
    who = c.pensioner(last=202504)
    c.pay(who, [202505], 300_000, booked=False)
    c.pay(who, months(202506, LAST), 300_000)
    book = Book(c, "36020000000045", "支出户")
    book.move(date(2025, 5, 6), 300_000, "拨入待遇资金")
    book.move(date(2025, 5, 10), -298_000, "代发待遇，代扣医保20元", who.name, f"6217{who.no}")
    return who


@guilty("R26", "银行重复付款")
def _(c: Cast) -> Told:
    who = c.pensioner()
    book = Book(c, "36020000000046", "支出户")
    book.move(date(2025, 5, 6), 300_000, "拨入待遇资金")
    book.move(date(2025, 5, 10), -300_000, "代发待遇", who.name, f"6217{who.no}")
    return Expected(who.subjects, (202505,), 300_000)


@guilty("R26", "财务少记一笔")
def _(c: Cast) -> Told:
    who = c.pensioner()
    c.pay(who, [202504, 202505], 10_000, item="降温补贴")
    row = {"booked_on": date(2025, 5, 10), "subject_code": "5001", "subject": "待遇支出-降温补贴"}
    c.add("ledger", voucher_no="记-9002", debit=-4_000, credit=0, summary="冲减", **row)
    return Expected(frozenset(("降温补贴",)), (202505,), 4_000)


@guilty("R27", "周期以外的手工批次")
def _(c: Cast) -> Told:
    who = c.pensioner()
    c.pay(who, [202505], 123_400, item="基本养老金补发", paid_on=date(2025, 5, 26), batch_no="手工-20250526")
    return Expected(who.subjects | {"手工-20250526"})


@innocent("R37", "追扣以前多发的部分")
def _(c: Cast) -> Told:
    who = c.pensioner()
    c.pay(who, [202505], -100_000, item="追扣多发待遇")
    return who


@guilty("R37", "平常月份降到五分之一以下")
def _(c: Cast) -> Told:
    who = c.pensioner(last=202502, certified=LAST)
    c.pay(who, months(202503, LAST), 50_000)
    return who


def _shared(c: Cast, name: str, account: str, count: int) -> Expected:
    people = [c.pensioner("居民", monthly=18_000 + 100 * n) for n in range(count)]
    numbers = {who.no for who in people}
    for row in c.rows["pay"]:
        if row["person_no"] in numbers:
            row |= {"account_no": account, "account_name": name}
    return Expected(frozenset().union(*(who.subjects for who in people), {account}))


@innocent("R15", "福利院的集中供养账户", also=("R16",))
def _(c: Cast) -> Told:
    return _shared(c, "样本县社会福利院", "6222000000000008", 4)


@guilty("R15", "五人的居民养老发到一个私人账户", also=("R16",))
def _(c: Cast) -> Told:
    return _shared(c, "练代领", "6222000000000009", 5)


@innocent("R14", "首次领取起第十二个月认证")
def _(c: Cast) -> Told:
    who = c.pensioner("居民", born=date(1964, 3, 14), first=202404, certified=False, monthly=19_000)
    for on in (date(2025, 3, 12), date(2025, 3, 12) + timedelta(days=280)):
        c.certify(who, on)
    return who
