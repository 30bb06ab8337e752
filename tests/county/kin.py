"""R18: kin of workers killed at work."""

from __future__ import annotations

from datetime import date

from tests.county.cases import Expected, Told, guilty, innocent, months
from tests.county.cast import Cast
from tests.county.people import Who

KILLED = date(2020, 5, 6)


def _kin(
    c: Cast, relation: str, born: date, sex: str, monthly: int = 150_000, worker: Who | None = None, **cells: object
) -> Who:
    """One relative of a worker killed at work, kept since the month after."""
    dead = worker or c.registry.person(date(1980, 1, 9), "男")
    kin = c.registry.person(born, sex)
    row: dict[str, object] = {
        "worker_name": dead.name,
        "worker_id_no": dead.id_no,
        "kin_name": kin.name,
        "kin_id_no": kin.id_no,
    }
    row |= {"relation": relation, "born": born, "disabled": "否", "from_on": date(2020, 6, 1), "to_on": None}
    c.add("depend", **(row | {"monthly": monthly, "died_on": KILLED, "worker_wage": 500_000} | cells))
    return kin


@guilty("R18", "子女满十八周岁仍领")
def _(c: Cast) -> Told:
    return _kin(c, "子女", date(2005, 3, 9), "男")


@guilty("R18", "配偶再婚")
def _(c: Cast) -> Told:
    kin = _kin(c, "配偶", date(1982, 3, 9), "女", 200_000, disabled="是")
    c.add(
        "x_marriage",
        id_no=kin.id_no,
        name=kin.name,
        spouse_id_no=c.registry.identity(date(1980, 2, 2), "男"),
        spouse_name="练再婚",
        marriage_on=date(2024, 4, 1),
        marriage_kind="结婚",
    )
    return kin


@guilty("R18", "亲属已经死亡")
def _(c: Cast) -> Told:
    kin = _kin(c, "父母", date(1950, 3, 9), "男")
    c.died(kin, date(2024, 7, 7))
    return kin


@guilty("R18", "工亡时父亲才五十五岁")
def _(c: Cast) -> Told:
    return _kin(c, "父母", date(1964, 9, 9), "男")


@guilty("R18", "领取期间就业参保")
def _(c: Cast) -> Told:
    kin = _kin(c, "配偶", date(1960, 3, 9), "女", 200_000)
    c.register(kin)
    c.contribute(kin, months(202501, 202506))
    return kin


@guilty("R18", "配偶标准超过本人工资百分之四十")
def _(c: Cast) -> Told:
    return _kin(c, "配偶", date(1960, 4, 9), "女", 260_000)


@guilty("R18", "各亲属合计超过本人工资")
def _(c: Cast) -> Told:
    worker = c.registry.person(date(1980, 1, 9), "男")
    people = [_kin(c, "子女", date(2012, 3, 9 + n), "女", 150_000, worker) for n in range(4)]
    return Expected(frozenset().union(*(who.subjects for who in people), worker.subjects))


@innocent("R18", "十七周岁的子女")
def _(c: Cast) -> Told:
    return _kin(c, "子女", date(2010, 3, 9), "男")


@innocent("R18", "完全丧失劳动能力的成年子女")
def _(c: Cast) -> Told:
    return _kin(c, "子女", date(1999, 3, 9), "男", disabled="是")


@innocent("R18", "满十八周岁的当月停发")
def _(c: Cast) -> Told:
    return _kin(c, "子女", date(2007, 3, 9), "男", to_on=date(2025, 3, 31))


@innocent("R18", "工亡时母亲五十六岁")
def _(c: Cast) -> Told:
    return _kin(c, "父母", date(1963, 9, 9), "女")


@innocent("R18", "遗腹子")
def _(c: Cast) -> Told:
    return _kin(c, "子女", date(2020, 11, 9), "女", from_on=date(2020, 12, 1))


@innocent("R18", "配偶的婚姻登记在工亡以前")
def _(c: Cast) -> Told:
    kin = _kin(c, "配偶", date(1962, 3, 9), "女", 200_000)
    c.add(
        "x_marriage",
        id_no=kin.id_no,
        name=kin.name,
        spouse_id_no=c.registry.identity(date(1980, 2, 2), "男"),
        spouse_name="练前夫",
        marriage_on=date(1990, 4, 1),
        marriage_kind="结婚",
    )
    return kin
