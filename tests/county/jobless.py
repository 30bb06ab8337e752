"""R22, R23b: work while drawing unemployment benefit, and how long it may be drawn."""

from __future__ import annotations

from datetime import date

from tests.county.cases import Told, found, guilty, innocent, months
from tests.county.cast import Cast
from tests.county.people import Who, credit_code


def _spell(c: Cast, who: Who, first: int, last: int, **cells: object) -> None:
    """A benefit paid month by month."""
    row: dict[str, object] = {
        "person_no": who.no,
        "jobless_on": date(first // 100, first % 100, 1),
        "left_reason": "合同期满",
    }
    row |= {"granted_months": len(months(first, last)), "item": "失业保险金", "amount": 145_000}
    for ym in months(first, last):
        c.add("unemp", **(row | {"from_ym": ym, "to_ym": ym} | cells))


def _was_worker(c: Cast, last: int = 202412) -> Who:
    return c.worker(first=202201, last=last, taxed=False)


@guilty("R22", "领取期间在单位参保四个月")
def _(c: Cast) -> Told:
    who = _was_worker(c)
    _spell(c, who, 202501, 202506)
    c.contribute(who, months(202503, 202506))
    return found(who, months(202503, 202506), 4 * 145_000)


@guilty("R22", "领取期间登记为法定代表人")
def _(c: Cast) -> Told:
    who = _was_worker(c)
    _spell(c, who, 202501, 202506)
    c.company(credit_code(88001), who, office_from=date(2025, 2, 18), founded_on=date(2025, 2, 18))
    return who


@guilty("R22", "领取期间有工资个税")
def _(c: Cast) -> Told:
    who = _was_worker(c)
    _spell(c, who, 202501, 202506)
    c.taxed(who, months(202502, 202505))
    return found(who, months(202502, 202505), 4 * 145_000)


@innocent("R22", "灵活就业参保")
def _(c: Cast) -> Told:
    who = _was_worker(c)
    _spell(c, who, 202501, 202506)
    c.contribute(who, months(202501, 202506), funds=("企业职工养老",), unit_no="灵活就业", unit_amount=0)
    return who


@innocent("R22", "就业当月仍发一个月")
def _(c: Cast) -> Told:
    who = _was_worker(c)
    _spell(c, who, 202501, 202504)
    c.contribute(who, months(202504, 202512))
    return who


@innocent("R22", "失业以前的缴费后来才到账")
def _(c: Cast) -> Told:
    who = _was_worker(c, 202411)
    c.contribute(who, [202412], arrived_on=date(2025, 3, 15))
    _spell(c, who, 202501, 202506)
    return who


@innocent("R22", "失业以前就是股东的休眠公司")
def _(c: Cast) -> Told:
    who = _was_worker(c)
    c.company(credit_code(88002), who, office_kind="股东", office_from=date(2015, 2, 18), registration="注销")
    _spell(c, who, 202501, 202506)
    return who


@guilty("R23b", "累计缴费只有八个月")
def _(c: Cast) -> Told:
    who = c.worker(first=202405, last=202412, taxed=False)
    _spell(c, who, 202501, 202503)
    return who


@guilty("R23b", "缴费三年领了十四个月")
def _(c: Cast) -> Told:
    who = c.worker(first=202111, last=202410, taxed=False)
    _spell(c, who, 202411, 202512)
    return who


@guilty("R23b", "本人意愿中断就业")
def _(c: Cast) -> Told:
    who = _was_worker(c)
    _spell(c, who, 202501, 202506, left_reason="本人意愿")
    return who


@innocent("R23b", "缴费六年领十八个月")
def _(c: Cast) -> Told:
    who = c.worker(first=201807, last=202406, taxed=False)
    _spell(c, who, 202407, 202512)
    return who


@innocent("R23b", "缴费恰好十二个月领六个月")
def _(c: Cast) -> Told:
    who = c.worker(first=202401, last=202412, taxed=False)
    _spell(c, who, 202501, 202506)
    return who


@innocent("R23b", "两次失业，其间重新缴费十二个月以上")
def _(c: Cast) -> Told:
    who = c.worker(first=202101, last=202306, taxed=False)
    _spell(c, who, 202307, 202312)
    c.contribute(who, months(202401, 202506), unit_no="36010002")
    _spell(c, who, 202507, 202512)
    return who
