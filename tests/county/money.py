"""R24–R27: fund accounts, the three books of one payment, lumps and round sums."""

from __future__ import annotations

from datetime import date

from tests.county.cases import Expected, Told, day, found, guilty, innocent, months
from tests.county.cast import Cast, Row


class Book:
    """One account more, with its moves; the number of the first move is 1 and they go past 9, as banks count."""

    def __init__(self, c: Cast, number: str, kind: str = "收入户", fund: str = "企业职工养老", **cells: object) -> None:
        self.number, self._c, self._balance, self._serial = number, c, 0, 0
        row: Row = {
            "account_no": number,
            "account_name": f"样本县社会保险服务中心{number}",
            "bank": f"虚构银行{number}支行",
        }
        row |= {"account_kind": kind, "opening_no": f"样财社户{number}号", "opened_on": date(2012, 1, 1), "fund": fund}
        c.add("acct", **(row | cells))

    def move(
        self, on: date, fen: int, summary: str, other: str = "样本县财政局社保专户", account: str = "36000000000300"
    ) -> None:
        """Money that comes (positive) or goes."""
        self._serial += 1
        self._balance += fen
        way = "贷" if fen > 0 else "借"
        row = {"account_no": self.number, "serial": str(self._serial), "booked_on": on, "direction": way}
        row |= {"amount": abs(fen), "balance": self._balance, "other_name": other, "other_account": account}
        self._c.add("stmt", **row, summary=summary)

    def premium(self, on: date, fen: int) -> None:
        """A contribution."""
        self.move(on, fen, "社会保险费", "国家金库样本县支库", "360000000009")


@guilty("R24", "收入户月末有余额")
def _(c: Cast) -> Told:
    book = Book(c, "36020000000001")
    book.premium(date(2025, 3, 20), 5_000_000)
    book.premium(date(2025, 3, 24), 2_000_000)
    book.move(date(2025, 3, 26), -5_000_000, "划转财政专户")
    book.move(date(2025, 4, 1), -2_000_000, "划转财政专户")
    return found(book.number, [202503])


@guilty("R24", "到账二十五日以后才划转")
def _(c: Cast) -> Told:
    book = Book(c, "36020000000002")
    book.premium(date(2025, 3, 3), 5_000_000)
    book.move(date(2025, 3, 28), -5_000_000, "划转财政专户")
    return found(book.number)


@guilty("R24", "已经销户的收入户还有余额")
def _(c: Cast) -> Told:
    book = Book(c, "36020000000003", closed_on=date(2024, 6, 30))
    book.move(date(2025, 3, 31), 1_200, "结息")
    return found(book.number)


@innocent("R24", "月末结息的余额，次月划转")
def _(c: Cast) -> Told:
    book = Book(c, "36020000000004")
    book.premium(date(2025, 3, 20), 5_000_000)
    book.move(date(2025, 3, 26), -5_000_000, "划转财政专户")
    book.move(date(2025, 3, 31), 1_200, "结息", "虚构银行", "")
    book.move(date(2025, 4, 3), -1_200, "划转财政专户")
    return book.number


@innocent("R24", "一日十二笔，按流水序号最后一笔余额为零")
def _(c: Cast) -> Told:
    book = Book(c, "36020000000005")
    for _ in range(11):
        book.premium(date(2025, 3, 31), 1_000_000)
    book.move(date(2025, 3, 31), -11_000_000, "划转财政专户")
    return book.number


@innocent("R24", "支出户月末有余额")
def _(c: Cast) -> Told:
    book = Book(c, "36020000000006", "支出户", "工伤")
    book.move(date(2025, 3, 20), 5_000_000, "拨入待遇资金")
    return book.number


@guilty("R25", "账户没有开户批准文号")
def _(c: Cast) -> Told:
    return Book(c, "36020000000011", "支出户", "工伤", opening_no=None).number


@guilty("R25", "同一银行同一险种两个支出户")
def _(c: Cast) -> Told:
    one = Book(c, "36020000000012", "支出户", "失业", bank="虚构银行双户支行")
    two = Book(c, "36020000000013", "支出户", "失业", bank="虚构银行双户支行")
    return Expected(frozenset((one.number, two.number)))


@guilty("R25", "支出户收保险费")
def _(c: Cast) -> Told:
    book = Book(c, "36020000000014", "支出户", "工伤")
    book.premium(date(2025, 3, 20), 5_000_000)
    return book.number


@guilty("R25", "支出户付给无关单位")
def _(c: Cast) -> Told:
    book = Book(c, "36020000000015", "支出户", "企业职工养老")
    book.move(date(2025, 3, 3), 9_000_000, "拨入待遇资金")
    book.move(date(2025, 3, 20), -9_000_000, "往来款", "江西无关商贸有限公司", "8800000000000001")
    return book.number


@guilty("R25", "支出户提取现金")
def _(c: Cast) -> Told:
    book = Book(c, "36020000000016", "支出户", "企业职工养老")
    book.move(date(2025, 3, 3), 9_000_000, "拨入待遇资金")
    book.move(date(2025, 3, 20), -9_000_000, "提取现金", "", "")
    return book.number


@innocent("R25", "上解上级经办机构")
def _(c: Cast) -> Told:
    book = Book(c, "36020000000017", "支出户", "企业职工养老")
    book.move(date(2025, 3, 3), 9_000_000, "拨入待遇资金")
    book.move(date(2025, 3, 20), -9_000_000, "上解上级基金", "样本市社会保险服务中心", "8800000000000002")
    return book.number


@innocent("R25", "银行误扣手续费，三日后冲正")
def _(c: Cast) -> Told:
    book = Book(c, "36020000000018", "支出户", "企业职工养老")
    book.move(date(2025, 3, 3), 9_000_000, "拨入待遇资金")
    book.move(date(2025, 3, 20), -1_000, "手续费", "虚构银行", "")
    book.move(date(2025, 3, 23), 1_000, "手续费冲正", "虚构银行", "")
    return book.number


@innocent("R25", "同一银行两个收入户，不同险种")
def _(c: Cast) -> Told:
    one = Book(c, "36020000000019", "收入户", "工伤", bank="虚构银行合署支行")
    two = Book(c, "36020000000020", "收入户", "失业", bank="虚构银行合署支行")
    return Expected(frozenset((one.number, two.number)))


@guilty("R26", "业务记为成功，银行没有付款")
def _(c: Cast) -> Told:
    who = c.pensioner(last=202504)
    c.pay(who, [202505], 300_000, booked=False)
    c.pay(who, months(202506, 202512), 300_000)
    return found(who, [202505], 300_000)


@guilty("R26", "银行付了款，业务没有记录")
def _(c: Cast) -> Told:
    book = Book(c, "36020000000031", "支出户")
    book.move(date(2025, 6, 3), 50_000_000, "拨入待遇资金")
    book.move(date(2025, 6, 10), -50_000_000, "代发待遇", "练无名", "6217999999990001")
    return Expected(frozenset(("6217999999990001", book.number, "代发")), (202506,))


@guilty("R26", "财务比业务多记一笔")
def _(c: Cast) -> Told:
    who = c.pensioner()
    c.pay(who, [202505], 10_000, item="取暖补贴")
    c.add(
        "ledger",
        voucher_no="记-9001",
        booked_on=date(2025, 5, 10),
        subject_code="5001",
        subject="待遇支出-取暖补贴",
        debit=2_000_000,
        credit=0,
        summary="发放",
    )
    return Expected(frozenset(("取暖补贴",)), (202505,))


@innocent("R26", "退票以后重发")
def _(c: Cast) -> Told:
    who = c.pensioner(last=202504)
    c.pay(who, [202505], 300_000, pay_state="退票")
    c.pay(who, [202505], 300_000, paid_on=date(2025, 5, 20), batch_no="202505-02")
    c.pay(who, months(202506, 202512), 300_000)
    return who


@innocent("R26", "月末三日内发放，银行次月初入账")
def _(c: Cast) -> Told:
    who = c.pensioner()
    c.pay(who, [202507], 20_000, item="基本养老金补发", paid_on=date(2025, 7, 30), batch_no="202507-02", booked=False)
    book = Book(c, "36020000000032", "支出户")
    book.move(date(2025, 7, 28), 20_000, "拨入待遇资金")
    book.move(date(2025, 8, 1), -20_000, "代发待遇", who.name, f"6217{who.no}")
    return who


@guilty("R27", "补发超过月待遇四十倍")
def _(c: Cast) -> Told:
    who = c.pensioner(monthly=312_300)
    c.pay(who, [202508], 14_000_700, item="基本养老金补发", paid_on=date(2025, 8, 10))
    return who


@guilty("R27", "退票后付到另一个账户", also=("R16",))
def _(c: Cast) -> Told:
    who = c.pensioner(last=202504)
    c.pay(who, [202505], 300_000, pay_state="退票")
    c.pay(who, [202505], 300_000, paid_on=date(2025, 5, 20), account_no="6333000000000001", batch_no="202505-02")
    c.pay(who, months(202506, 202512), 300_000)
    return who


@guilty("R27", "五个新账户在一批中收到同样的钱")
def _(c: Cast) -> Told:
    people = [c.pensioner("居民", monthly=19_300) for _ in range(5)]
    for n, who in enumerate(people):
        c.pay(
            who,
            [202509],
            177_700,
            item="基本养老金补发",
            fund="城乡居民养老",
            account_no=f"633300000000010{n}",
            batch_no="202509-07",
            paid_on=day(202509, 10),
        )
    return Expected(frozenset().union(*(who.subjects for who in people), {"202509-07"}))


@innocent("R27", "首次核定补发十个月")
def _(c: Cast) -> Told:
    who = c.pensioner(first=202412, born=date(1964, 1, 14), retire_on=date(2024, 1, 14))
    c.pay(who, [202412], 3_000_000, item="基本养老金补发", paid_on=date(2024, 12, 10))
    return who


@innocent("R27", "调待补发半年")
def _(c: Cast) -> Told:
    who = c.pensioner()
    c.pay(who, [202507], 60_600, item="基本养老金调待补发", paid_on=date(2025, 7, 10))
    return who


@innocent("R27", "退票后重发到同一账户")
def _(c: Cast) -> Told:
    who = c.pensioner(last=202504)
    c.pay(who, [202505], 300_000, pay_state="退票")
    c.pay(who, [202505], 300_000, paid_on=date(2025, 5, 20), batch_no="202505-02")
    c.pay(who, months(202506, 202512), 300_000)
    return who


@innocent("R27", "四个新账户同样的钱")
def _(c: Cast) -> Told:
    people = [c.pensioner("居民", monthly=19_400) for _ in range(4)]
    for n, who in enumerate(people):
        c.pay(
            who,
            [202509],
            188_800,
            item="基本养老金补发",
            fund="城乡居民养老",
            account_no=f"633300000000020{n}",
            batch_no="202509-08",
            paid_on=day(202509, 10),
        )
    return people
