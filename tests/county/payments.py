"""R01, R02, R14–R16: the dead, prisoners, certification, and whose account it is."""

from __future__ import annotations

from datetime import date

from tests.county.cases import Expected, Told, found, guilty, innocent, months
from tests.county.cast import Cast
from tests.county.people import Who

ELSEWHERE = "6222000000000001"


@guilty("R01", "三月死亡，发到九月：四月至九月计入", also=("R14",))
def _(c: Cast) -> Told:
    who = c.pensioner(last=202509, monthly=310_000)
    c.died(who, date(2025, 3, 5))
    return found(who, months(202504, 202509), 6 * 310_000)


@guilty("R01", "居民养老，月末死亡，次月一笔")
def _(c: Cast) -> Told:
    who = c.pensioner("居民", last=202502, monthly=20_000)
    c.died(who, date(2025, 1, 31), origin="民政火化")
    return found(who, [202502], 20_000)


@guilty("R01", "两个来源都有同一人死亡，金额只算一次", also=("R38",))
def _(c: Cast) -> Told:
    who = c.pensioner(last=202412)
    c.died(who, date(2024, 9, 1))
    c.died(who, date(2024, 9, 1), origin="民政火化", registered_on=date(2024, 9, 3))
    return found(who, months(202410, 202412), 3 * 300_000)


@guilty("R01", "证件号码为15位旧号", also=("R14",))
def _(c: Cast) -> Told:
    who = c.pensioner(last=202506)
    c.add(
        "x_death",
        id_no=who.id_no[:6] + who.id_no[8:17],
        name=who.name,
        death_on=date(2025, 4, 9),
        origin="公安注销",
        registered_on=date(2025, 4, 20),
    )
    return found(who, [202505, 202506], 600_000)


@innocent("R01", "死亡当月的待遇不计")
def _(c: Cast) -> Told:
    who = c.pensioner(last=202505)
    c.died(who, date(2025, 5, 1))
    return who


@innocent("R01", "死亡后支付丧葬补助金、抚恤金和个人账户余额")
def _(c: Cast) -> Told:
    who = c.pensioner(last=202505)
    c.died(who, date(2025, 5, 20))
    for item in ("丧葬补助金", "抚恤金", "个人账户余额一次性支付"):
        c.pay(who, [202506], 800_000, item=item, account_name="样亲")
    return who


@innocent("R01", "死亡后补发生前月份的待遇")
def _(c: Cast) -> Told:
    who = c.pensioner(last=202505)
    c.died(who, date(2025, 5, 20))
    c.pay(who, [202504], 9_000, item="基本养老金补发", paid_on=date(2025, 8, 10), batch_no="202508-02")
    return who


@innocent("R01", "死亡后的发放被银行退回")
def _(c: Cast) -> Told:
    who = c.pensioner(last=202505)
    c.died(who, date(2025, 5, 20))
    c.pay(who, [202506], 300_000, pay_state="退票")
    return who


@innocent("R01", "同名而证件号码不同的人死亡")
def _(c: Cast) -> Told:
    who = c.pensioner()
    namesake = c.registry.person(date(1949, 8, 8), "男", who.name)
    c.died(namesake, date(2024, 6, 1))
    return who


@innocent("R01", "号码只差一位的同名人死亡：只是弱匹配")
def _(c: Cast) -> Told:
    who = c.pensioner()
    near = who.id_no[:16] + str((int(who.id_no[16]) + 2) % 10) + who.id_no[17]
    c.add(
        "x_death",
        id_no=near,
        name=who.name,
        death_on=date(2024, 6, 1),
        origin="公安注销",
        registered_on=date(2024, 6, 9),
    )
    return who


@guilty("R02", "有期徒刑：收监次月起的完整月份")
def _(c: Cast) -> Told:
    who = c.pensioner()
    c.imprisoned(who, date(2025, 2, 10), date(2025, 7, 20))
    return found(who, months(202503, 202506), 4 * 300_000)


@guilty("R02", "拘役，居民养老，仍在监")
def _(c: Cast) -> Told:
    who = c.pensioner("居民", monthly=20_000)
    c.imprisoned(who, date(2025, 9, 1), None, penalty="拘役")
    return Expected(who.subjects)


@guilty("R02", "假释以后的月份不计，以前的计入")
def _(c: Cast) -> Told:
    who = c.pensioner()
    c.imprisoned(
        who,
        date(2024, 5, 10),
        date(2026, 5, 9),
        parole_from=date(2024, 10, 8),
        parole_to=date(2026, 5, 9),
        prison_state="假释",
    )
    return found(who, months(202406, 202409), 4 * 300_000)


@innocent("R02", "缓刑")
def _(c: Cast) -> Told:
    who = c.pensioner()
    c.imprisoned(who, date(2024, 5, 10), date(2026, 5, 9), prison_state="缓刑")
    return who


@innocent("R02", "管制")
def _(c: Cast) -> Told:
    who = c.pensioner()
    c.imprisoned(who, date(2024, 5, 10), date(2026, 5, 9), penalty="管制", prison_state="在监")
    return who


@innocent("R02", "暂予监外执行期间")
def _(c: Cast) -> Told:
    who = c.pensioner()
    c.imprisoned(
        who,
        date(2024, 5, 10),
        date(2026, 5, 9),
        parole_from=date(2024, 5, 10),
        parole_to=date(2026, 5, 9),
        prison_state="暂予监外执行",
    )
    return who


@innocent("R02", "在押未决：应暂停，不是疑点")
def _(c: Cast) -> Told:
    who = c.pensioner()
    c.imprisoned(who, date(2025, 3, 10), None, penalty=None, prison_state="在押未决")
    return who


@innocent("R02", "判决早，收监晚：收监以前的月份不计")
def _(c: Cast) -> Told:
    who = c.pensioner(last=202503)
    c.imprisoned(who, date(2025, 3, 20), date(2027, 3, 19), judged_on=date(2024, 10, 1))
    return who


@innocent("R02", "收监当月和释放当月")
def _(c: Cast) -> Told:
    who = c.pensioner()
    c.imprisoned(who, date(2025, 3, 20), date(2025, 4, 18), prison_state="刑满释放")
    return who


@guilty("R14", "二十四个月没有认证，一直发放")
def _(c: Cast) -> Told:
    who = c.pensioner(certified=False)
    c.certify(who, date(2023, 6, 7))
    return found(who, months(202407, 202512), 18 * 300_000)


@guilty("R14", "死亡以后还有认证", also=("R01",))
def _(c: Cast) -> Told:
    who = c.pensioner(last=202507)
    c.died(who, date(2025, 3, 5))
    c.certify(who, date(2025, 6, 18))
    return who


@guilty("R14", "一台设备一日认证三十五人")
def _(c: Cast) -> Told:
    people = [c.pensioner("居民", monthly=19_000) for _ in range(35)]
    for who in people:
        c.certify(who, date(2025, 6, 18), way="协助", helper="样协助", device_no="D-35", place="样本村")
    return Expected(frozenset().union(*(who.subjects for who in people), {"D-35", "样协助"}))


@innocent("R14", "大数据认证也是认证")
def _(c: Cast) -> Told:
    who = c.pensioner(certified=False)
    for on in (date(2023, 7, 5), date(2024, 6, 19), date(2025, 6, 4)):
        c.certify(who, on, hour=2, way="大数据", place=None, device_no=None)
    return who


@innocent("R14", "首次领取不满十二个月，还没有认证")
def _(c: Cast) -> Told:
    return c.pensioner("居民", born=date(1965, 3, 14), first=202504, certified=False, monthly=19_000)


@innocent("R14", "村干部一日协助二十九人")
def _(c: Cast) -> Told:
    people = [c.pensioner("居民", monthly=19_000) for _ in range(29)]
    for who in people:
        c.certify(who, date(2025, 6, 4), way="协助", helper="样村干", device_no="D-29", place="样本村")
    return Expected(frozenset().union(*(who.subjects for who in people), {"D-29", "样村干"}))


@guilty("R15", "三名无关人员同一账户")
def _(c: Cast) -> Told:
    people = [c.pensioner(name=name) for name in ("测甲三", "例乙三", "虚丙三")]
    _move(c, people, ELSEWHERE)
    return Expected(frozenset().union(*(who.subjects for who in people), {ELSEWHERE}))


@innocent("R15", "夫妻同一账户")
def _(c: Cast) -> Told:
    man, wife = c.pensioner(name="样丈夫"), c.pensioner(born=date(1963, 4, 5), sex="女", name="拟妻子")
    c.add(
        "x_marriage",
        id_no=man.id_no,
        name=man.name,
        spouse_id_no=wife.id_no,
        spouse_name=wife.name,
        marriage_on=date(1986, 1, 1),
        marriage_kind="结婚",
    )
    _move(c, [man, wife], "6222000000000002")
    return (man, wife)


@innocent("R15", "同姓两人同一账户")
def _(c: Cast) -> Told:
    people = [c.pensioner(name="演同姓"), c.pensioner(born=date(1963, 4, 5), sex="女", name="演其女")]
    _move(c, people, "6222000000000003")
    return people


@innocent("R15", "同一人先后两个账户")
def _(c: Cast) -> Told:
    who = c.pensioner()
    for row in c.rows["pay"]:
        if row["person_no"] == who.no and row["pay_ym"] > 202412:
            row["account_no"] = "6222000000000004"
    return who


def _move(c: Cast, people: list[Who], account: str) -> None:
    numbers = {who.no for who in people}
    for row in c.rows["pay"]:
        if row["person_no"] in numbers:
            row["account_no"] = account


@guilty("R16", "户名是别人")
def _(c: Cast) -> Told:
    who = c.pensioner()
    for row in c.rows["pay"]:
        if row["person_no"] == who.no and row["pay_ym"] >= 202506:
            row["account_name"] = "练他人"
    return found(who, months(202506, 202512), 7 * 300_000)


@innocent("R16", "户名有间隔号和空格的差别")
def _(c: Cast) -> Told:
    who = c.pensioner(name="买合·样本")
    for row in c.rows["pay"]:
        if row["person_no"] == who.no:
            row["account_name"] = "买合•样 本"
    return who


@innocent("R16", "一次性待遇由继承人领取")
def _(c: Cast) -> Told:
    who = c.pensioner(last=202505)
    c.died(who, date(2025, 5, 20))
    c.pay(who, [202506], 700_000, item="丧葬补助金", account_name="练继承", account_no="6222000000000005")
    return who
