"""R20, R36: medical bills of injuries, treatment without an agreement."""

from __future__ import annotations

from datetime import date

from tests.county.cases import Expected, Told, guilty, innocent
from tests.county.cast import Cast
from tests.county.injuries import injury
from tests.county.people import Who


def bill(
    c: Cast,
    who: Who,
    bill: str,
    admitted: date,
    discharged: date,
    hospital: str = "样本县虚构医院",
    visit_kind: str = "普通",
) -> None:
    c.add(
        "inj_med",
        person_no=who.no,
        hospital=hospital,
        admitted_on=admitted,
        discharged_on=discharged,
        bill_no=bill,
        fee=900_000,
        paid_on=date(2025, 9, 10),
        visit_kind=visit_kind,
    )


def _settled(
    c: Cast,
    who: Who,
    bill: str,
    admitted: date,
    discharged: date,
    paid: int = 500_000,
    hospital: str = "样本县虚构医院",
) -> None:
    c.add(
        "x_medset",
        id_no=who.id_no,
        name=who.name,
        hospital=hospital,
        admitted_on=admitted,
        discharged_on=discharged,
        bill_no=bill,
        fund_paid=paid,
        settled_on=discharged,
    )


def hurt(c: Cast) -> Who:
    who = c.worker()
    injury(c, who, date(2025, 5, 1), date(2025, 5, 20))
    return who


@guilty("R20", "同一票据号在医保也报销")
def _(c: Cast) -> Told:
    who = hurt(c)
    bill(c, who, "ZJ000001", date(2025, 5, 1), date(2025, 5, 20))
    _settled(c, who, "ZJ000001", date(2025, 5, 1), date(2025, 5, 20))
    return who


@guilty("R20", "同一人住院期间重叠")
def _(c: Cast) -> Told:
    who = hurt(c)
    bill(c, who, "ZJ000002", date(2025, 5, 1), date(2025, 5, 20))
    _settled(c, who, "ZJ000003", date(2025, 5, 10), date(2025, 5, 15), hospital="样本市虚构医院")
    return who


@guilty("R20", "同一票据以他人名义在医保报销")
def _(c: Cast) -> Told:
    who, other = hurt(c), c.worker()
    bill(c, who, "ZJ000004", date(2025, 5, 1), date(2025, 5, 20))
    _settled(c, other, "ZJ000004", date(2025, 5, 1), date(2025, 5, 20))
    return (who, other)


@guilty("R20", "死亡以后住院")
def _(c: Cast) -> Told:
    who = c.worker(last=202505, taxed=False)
    injury(c, who, date(2025, 5, 1), date(2025, 5, 20))
    c.died(who, date(2025, 5, 9))
    bill(c, who, "ZJ000005", date(2025, 6, 1), date(2025, 6, 20))
    return who


@innocent("R20", "医保后来冲回")
def _(c: Cast) -> Told:
    who = hurt(c)
    bill(c, who, "ZJ000006", date(2025, 5, 1), date(2025, 5, 20))
    _settled(c, who, "ZJ000006", date(2025, 5, 1), date(2025, 5, 20))
    _settled(c, who, "ZJ000006", date(2025, 5, 1), date(2025, 5, 20), -500_000)
    return who


@innocent("R20", "出院以后另一次住院由医保支付")
def _(c: Cast) -> Told:
    who = hurt(c)
    bill(c, who, "ZJ000007", date(2025, 5, 1), date(2025, 5, 20))
    _settled(c, who, "ZJ000008", date(2025, 8, 1), date(2025, 8, 9))
    return who


@innocent("R20", "别家医院碰巧同号的票据")
def _(c: Cast) -> Told:
    who, other = hurt(c), c.worker()
    bill(c, who, "ZJ000009", date(2025, 5, 1), date(2025, 5, 20))
    _settled(c, other, "ZJ000009", date(2025, 3, 1), date(2025, 3, 9), hospital="样本市另一医院")
    return (who, other)


@guilty("R36", "协议期外住院")
def _(c: Cast) -> Told:
    who = hurt(c)
    bill(c, who, "ZJ000011", date(2025, 5, 1), date(2025, 5, 20), "样本县无约医院")
    return Expected(who.subjects | {"样本县无约医院"})


@guilty("R36", "协议解除后就医")
def _(c: Cast) -> Told:
    who = hurt(c)
    c.add(
        "agreement",
        org="样本县旧约医院",
        agreement_no="XY-9001",
        from_on=date(2023, 1, 1),
        to_on=date(2024, 6, 30),
        agreement_kind="工伤保险协议医疗机构",
        agreement_state="到期",
    )
    bill(c, who, "ZJ000012", date(2025, 5, 1), date(2025, 5, 20), "样本县旧约医院")
    return Expected(who.subjects | {"样本县旧约医院"})


@innocent("R36", "急诊")
def _(c: Cast) -> Told:
    who = hurt(c)
    bill(c, who, "ZJ000013", date(2025, 5, 1), date(2025, 5, 20), "样本县路边医院", "急诊")
    return Expected(who.subjects | {"样本县路边医院"})


@innocent("R36", "协议期内就医，到期以后支付")
def _(c: Cast) -> Told:
    who = hurt(c)
    c.add(
        "agreement",
        org="样本县到期医院",
        agreement_no="XY-9002",
        from_on=date(2023, 1, 1),
        to_on=date(2025, 6, 30),
        agreement_kind="工伤保险协议医疗机构",
        agreement_state="到期",
    )
    bill(c, who, "ZJ000014", date(2025, 5, 1), date(2025, 5, 20), "样本县到期医院")
    return Expected(who.subjects | {"样本县到期医院"})
