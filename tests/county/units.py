"""R35, R38–R41: units, accounts not cleared, units not insured, the state's employees, registers of doubts."""

from __future__ import annotations

from datetime import date

from tests.county.cases import Expected, Told, found, guilty, innocent, months
from tests.county.cast import Cast
from tests.county.people import credit_code


@guilty("R35", "注销一年的单位还在缴费")
def _(c: Cast) -> Told:
    unit = c.unit(unit_state="注销", cancelled_on=date(2024, 3, 10))
    people = [c.worker(unit=unit), c.worker(born=date(1990, 1, 1), unit=unit)]
    return Expected(frozenset().union(*(who.subjects for who in people), {unit}))


@guilty("R35", "全部参保人离退休不满三年")
def _(c: Cast) -> Told:
    unit = c.unit()
    people = [c.worker(born=date(1964, 9, 1 + n), first=202407, last=202409, unit=unit) for n in range(5)]
    return Expected(frozenset().union(*(who.subjects for who in people), {unit}))


@guilty("R35", "十人户籍在外地，没有工资个税")
def _(c: Cast) -> Told:
    unit = c.unit()
    people = [c.worker(born=date(1980 + n, 9, 1), unit=unit, taxed=False, household="虚构省外乡") for n in range(10)]
    c.worker(unit=unit)
    return Expected(frozenset().union(*(who.subjects for who in people), {unit}))


@innocent("R35", "注销当月还在缴费")
def _(c: Cast) -> Told:
    unit = c.unit(unit_state="注销", cancelled_on=date(2025, 3, 10))
    people = [c.worker(unit=unit, last=202503), c.worker(born=date(1990, 1, 1), unit=unit, last=202503)]
    return Expected(frozenset().union(*(who.subjects for who in people), {unit}))


@innocent("R35", "有老有少的单位")
def _(c: Cast) -> Told:
    unit = c.unit()
    people = [
        c.worker(born=date(1966, 9, 1), unit=unit),
        c.worker(born=date(1990, 9, 1), unit=unit),
        c.worker(born=date(1967, 9, 1), unit=unit),
    ]
    return Expected(frozenset().union(*(who.subjects for who in people), {unit}))


@innocent("R35", "劳务派遣单位，外地员工有工资个税")
def _(c: Cast) -> Told:
    unit = c.unit("江西虚构劳务派遣有限公司")
    people = [c.worker(born=date(1980 + n, 9, 1), unit=unit, household="虚构省外乡") for n in range(12)]
    return Expected(frozenset().union(*(who.subjects for who in people), {unit}))


@guilty("R38", "死亡十八个月，个人账户还有余额")
def _(c: Cast) -> Told:
    who = c.pensioner(last=202405)
    c.died(who, date(2024, 5, 20))
    return who


@guilty("R38", "居民转职工退休以后，居民账户还有余额")
def _(c: Cast) -> Told:
    who = c.pensioner()
    c.add(
        "personal_acct", person_no=who.no, scheme="居民", balance=45_000, as_of=date(2025, 12, 31), account_state="封存"
    )
    return who


@innocent("R38", "死亡六个月")
def _(c: Cast) -> Told:
    who = c.pensioner(last=202507)
    c.died(who, date(2025, 7, 20))
    return who


@innocent("R38", "死亡以后已经清退")
def _(c: Cast) -> Told:
    who = c.pensioner(last=202405, account=False)
    c.died(who, date(2024, 5, 20))
    c.add("personal_acct", person_no=who.no, scheme="企职", balance=0, as_of=date(2025, 12, 31), account_state="清退")
    return who


@guilty("R39", "存续企业有工资个税，没有参保")
def _(c: Cast) -> Told:
    code, people = credit_code(70001), [c.person() for _ in range(5)]
    c.company(code, people[0], company="江西未参保有限公司")
    for who in people:
        c.taxed(who, months(202501, 202506), code, "江西未参保有限公司")
    return code


@innocent("R39", "没有雇员的企业")
def _(c: Cast) -> Told:
    code = credit_code(70002)
    c.company(code, c.person(), company="江西无雇员有限公司")
    return code


@innocent("R39", "已经参保的企业")
def _(c: Cast) -> Told:
    who = c.worker(unit="36010002")
    c.company(credit_code(2), who, company="江西样品2有限公司")
    c.taxed(who, months(202501, 202512), credit_code(2), "江西样品2有限公司")
    return credit_code(2)


@innocent("R39", "已经注销的企业")
def _(c: Cast) -> Told:
    code, who = credit_code(70003), c.person()
    c.company(code, who, company="江西已注销有限公司", registration="注销")
    c.taxed(who, months(202401, 202403), code, "江西已注销有限公司")
    return code


@guilty("R40", "公务员领居民养老")
def _(c: Cast) -> Told:
    who = c.pensioner("居民", monthly=20_000)
    c.add(
        "x_fiscal",
        id_no=who.id_no,
        name=who.name,
        employer="样本县示例局",
        establishment="公务员",
        from_on=date(1990, 1, 1),
        to_on=None,
    )
    return found(who, months(202401, 202512), 24 * 20_000)


@guilty("R40", "事业人员领失业金")
def _(c: Cast) -> Told:
    who = c.worker(last=202412, taxed=False)
    for ym in months(202501, 202506):
        c.add(
            "unemp",
            person_no=who.no,
            jobless_on=date(2025, 1, 1),
            left_reason="合同期满",
            granted_months=6,
            from_ym=ym,
            to_ym=ym,
            item="失业保险金",
            amount=145_000,
        )
    c.add(
        "x_fiscal",
        id_no=who.id_no,
        name=who.name,
        employer="样本县示例学校",
        establishment="事业编制",
        from_on=date(2020, 1, 1),
        to_on=None,
    )
    return found(who, months(202501, 202506), 6 * 145_000)


@innocent("R40", "离开财政供养以后才失业")
def _(c: Cast) -> Told:
    who = c.worker(last=202412, taxed=False)
    for ym in months(202501, 202506):
        c.add(
            "unemp",
            person_no=who.no,
            jobless_on=date(2025, 1, 1),
            left_reason="用人单位解除",
            granted_months=6,
            from_ym=ym,
            to_ym=ym,
            item="失业保险金",
            amount=145_000,
        )
    c.add(
        "x_fiscal",
        id_no=who.id_no,
        name=who.name,
        employer="样本县示例局",
        establishment="公务员",
        from_on=date(2010, 1, 1),
        to_on=date(2023, 12, 31),
    )
    return who


@innocent("R40", "机关退休人员领机关养老")
def _(c: Cast) -> Told:
    who = c.pensioner("机关")
    c.add(
        "x_fiscal",
        id_no=who.id_no,
        name=who.name,
        employer="样本县示例局",
        establishment="公务员",
        from_on=date(1980, 1, 1),
        to_on=None,
    )
    return who


def doubt(c: Cast, number: str, **cells: object) -> str:
    row: dict[str, object] = {
        "flag_no": number,
        "sent_batch": "2025-03",
        "flag_kind": "死亡后继续领取",
        "served_on": date(2025, 3, 3),
    }
    row |= {"replied_on": date(2025, 3, 12), "verdict": "属实", "proof": "追回凭证"}
    c.add("flag_register", **(row | cells))
    return number


@guilty("R41", "二十个工作日没有反馈")
def _(c: Cast) -> Told:
    return doubt(c, "YD-9001", replied_on=None, verdict=None, proof=None)


@guilty("R41", "认为不属实而没有佐证")
def _(c: Cast) -> Told:
    return doubt(c, "YD-9002", verdict="不属实", proof=None)


@innocent("R41", "第十个工作日反馈")
def _(c: Cast) -> Told:
    return doubt(c, "YD-9003", replied_on=date(2025, 3, 17))


@innocent("R41", "不属实，有佐证")
def _(c: Cast) -> Told:
    return doubt(c, "YD-9004", verdict="不属实", proof="户籍证明")


@innocent("R41", "提取数据时期限还没有满")
def _(c: Cast) -> Told:
    return doubt(c, "YD-9005", served_on=date(2026, 1, 5), replied_on=None, verdict=None, proof=None)
