"""R10, R21, R23b, R33, R35, R36, R38–R41 once more: short-lived units, delays, replaced papers, one common month."""

from __future__ import annotations

from datetime import date

from tests.county.cases import Expected, Told, guilty, innocent, months
from tests.county.cast import Cast
from tests.county.injuries import assess, injury, single
from tests.county.medical import bill, hurt
from tests.county.people import Who, credit_code
from tests.county.training import course, skill
from tests.county.units import doubt


@innocent("R10", "有仲裁裁决的长期补缴")
def _(c: Cast) -> Told:
    who = c.worker(born=date(1975, 6, 14))
    paper = "样本县劳动人事争议仲裁委员会〔2024〕1号裁决书"
    at = {"arrived_on": date(2024, 8, 14), "contrib_kind": "补缴", "backpay_paper": paper}
    c.contribute(who, months(201901, 202212), funds=("企业职工养老",), **at)
    return who


@guilty("R10", "超过退休年龄、以前没有记录的人补缴")
def _(c: Cast) -> Told:
    who = c.person(date(1961, 6, 14))
    at = {"arrived_on": date(2024, 8, 21), "contrib_kind": "补缴"}
    c.contribute(who, months(202301, 202312), funds=("企业职工养老",), **at)
    return who


@innocent("R21", "复查提高等级以后补足差额")
def _(c: Cast) -> Told:
    who = c.worker()
    injury(c, who, date(2024, 9, 4), date(2024, 9, 20))
    assess(c, who, date(2025, 2, 5), 10)
    assess(c, who, date(2025, 10, 5), 9)
    single(c, who, date(2024, 9, 4), 7)
    single(c, who, date(2024, 9, 4), 2, item="一次性伤残补助金补差", ym=202511)
    return who


def _jobless(c: Cast, who: Who, first: int, last: int, **cells: object) -> None:
    row: dict[str, object] = {"person_no": who.no, "left_reason": "合同期满", "item": "失业保险金", "amount": 145_000}
    row |= {"granted_months": len(months(first, last)), "jobless_on": date(first // 100, first % 100, 1)}
    for ym in months(first, last):
        c.add("unemp", **(row | {"from_ym": ym, "to_ym": ym} | cells))


@guilty("R23b", "重新就业一年后，又领十四个月")
def _(c: Cast) -> Told:
    who = c.worker(first=201501, last=202112, taxed=False)
    _jobless(c, who, 202201, 202306)
    c.contribute(who, months(202307, 202409), unit_no="36010002")
    _jobless(c, who, 202410, 202511)
    return who


@innocent("R23b", "单位解除也可以领取")
def _(c: Cast) -> Told:
    who = c.worker(first=202301, last=202412, taxed=False)
    _jobless(c, who, 202501, 202510, left_reason="用人单位解除")
    return who


@innocent("R33", "证书换发：同一工种等级、同一发证日")
def _(c: Cast) -> Told:
    who = c.worker()
    skill(c, who, "S900000000000051", "养老护理员四级", date(2025, 5, 12))
    skill(c, who, "S900000000000052", "养老护理员四级", date(2025, 5, 12))
    return who


@guilty("R33", "同一工种等级既领技能提升补贴又领培训补贴")
def _(c: Cast) -> Told:
    who = c.worker()
    skill(c, who, "S900000000000053", "电工三级", date(2025, 5, 12))
    course(c, who, "电三班", date(2025, 4, 8), date(2025, 4, 28), trade_grade="电工三级")
    return who


@guilty("R35", "存续九个月的单位注销后十人申领失业金")
def _(c: Cast) -> Told:
    unit = c.unit(founded_on=date(2024, 1, 3), unit_state="注销", cancelled_on=date(2025, 1, 20))
    people = [c.worker(born=date(1975 + n, 7, 7), unit=unit, first=202401, last=202412) for n in range(10)]
    for who in people:
        _jobless(c, who, 202502, 202503, left_reason="单位终止")
    return Expected(frozenset().union(*(who.subjects for who in people), {unit}))


@innocent("R35", "两个人的家庭企业临近退休")
def _(c: Cast) -> Told:
    unit = c.unit()
    people = [c.worker(born=date(1968, 9, 1 + n), unit=unit) for n in range(2)]
    return Expected(frozenset().union(*(who.subjects for who in people), {unit}))


@guilty("R36", "没有协议的培训机构")
def _(c: Cast) -> Told:
    who = c.worker()
    course(c, who, "卯班", date(2025, 4, 8), date(2025, 4, 28), school="样本县无约培训学校")
    return Expected(who.subjects | {"样本县无约培训学校"})


@innocent("R36", "续签迟延两个月")
def _(c: Cast) -> Told:
    who, org = hurt(c), "样本县续签医院"
    kind = {"org": org, "agreement_kind": "工伤保险协议医疗机构"}
    old, new = (date(2024, 1, 1), date(2025, 3, 31)), (date(2025, 6, 1), date(2027, 5, 31))
    for number, (since, until), state in (("XY-9003", old, "到期"), ("XY-9004", new, "有效")):
        c.add("agreement", agreement_no=number, from_on=since, to_on=until, agreement_state=state, **kind)
    bill(c, who, "ZJ000015", date(2025, 5, 1), date(2025, 5, 20), org)
    return Expected(who.subjects | {org})


@innocent("R38", "继承人不明，账户已经封存")
def _(c: Cast) -> Told:
    who = c.pensioner(last=202405, account=False)
    c.died(who, date(2024, 5, 20))
    kept = {"balance": 90_000, "as_of": date(2025, 12, 31), "account_state": "封存"}
    c.add("personal_acct", person_no=who.no, scheme="企职", **kept)
    return who


@guilty("R39", "两年来每季有工资个税的企业")
def _(c: Cast) -> Told:
    code, who = credit_code(70005), c.person()
    c.company(code, who, company="江西久未参保有限公司")
    c.taxed(who, months(202401, 202512)[::3], code, "江西久未参保有限公司")
    return code


@guilty("R40", "公务员缴居民养老")
def _(c: Cast) -> Told:
    who = c.person(date(1988, 3, 2))
    c.contribute(who, months(202501, 202503), funds=("城乡居民养老",), unit_no="", unit_amount=0)
    on = {"employer": "样本县示例局", "establishment": "参公", "from_on": date(2015, 1, 1), "to_on": None}
    c.add("x_fiscal", id_no=who.id_no, name=who.name, **on)
    return who


@innocent("R40", "失业后被录用，当月还发一笔失业金")
def _(c: Cast) -> Told:
    who = c.worker(last=202412, taxed=False)
    _jobless(c, who, 202501, 202504)
    on = {"employer": "样本县示例局", "establishment": "公务员", "from_on": date(2025, 4, 20), "to_on": None}
    c.add("x_fiscal", id_no=who.id_no, name=who.name, **on)
    return who


@guilty("R41", "第二十个工作日才反馈")
def _(c: Cast) -> Told:
    return doubt(c, "YD-9011", replied_on=date(2025, 3, 31))


@innocent("R41", "文书写明三十日期限，第二十五日反馈")
def _(c: Cast) -> Told:
    return doubt(c, "YD-9012", due_on=date(2025, 4, 2), replied_on=date(2025, 3, 28))
