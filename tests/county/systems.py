"""R28–R32: posts that do not go together, odd hours, people who left, changes without a ticket, own business."""

from __future__ import annotations

from datetime import date

from tests.county.cases import Expected, Told, guilty, innocent
from tests.county.cast import AGENCY, Cast
from tests.county.people import Who


def user(
    c: Cast,
    number: str,
    who: Who | None = None,
    post: str = "待遇初审",
    roles: tuple[str, ...] = ("初审",),
    **cells: object,
) -> Who:
    """Somebody on the staff, in the roster too."""
    person = who or c.registry.person(date(1986, 5, 4), "女")
    row: dict[str, object] = {
        "user_no": number,
        "name": person.name,
        "id_no": person.id_no,
        "post": post,
        "enabled_on": date(2020, 1, 1),
    }
    c.add("sysuser", **(row | {"belongs_to": AGENCY} | cells))
    for role in roles:
        c.add("sysrole", user_no=number, role_no=role, right=f"待遇核定-{role}", enabled_on=date(2020, 1, 1))
    return person


def employed(c: Cast, who: Who, state: str = "在岗", on: date = date(2020, 1, 1)) -> None:
    c.add("roster", name=who.name, id_no=who.id_no, unit_name=AGENCY, personnel_state=state, state_on=on)


def did(
    c: Cast,
    business: str,
    step: str,
    user: str,
    at: str,
    about: str | None = None,
    operation: str = "待遇核定",
    ip: str | None = None,
) -> None:
    c.add(
        "syslog",
        business_no=business,
        step=step,
        user_no=user,
        done_at=at,
        ip=ip or f"10.36.2.{len(user)}",
        about_person=about,
        operation=operation,
    )


STAFF = (("u0010", "u0011", "u0012"), ("u0020", "u0021", "u0022"), ("u0030", "u0031", "u0032"))
AT, LATER, SOON, AFTERNOON = (f"2025-03-19 {clock}:00" for clock in ("10:05", "11:05", "10:06", "15:05"))


def _staff(c: Cast) -> None:
    """The users of the crowd's log: three for each step, none with two."""
    for users, step in zip(STAFF, ("初审", "复核", "审批"), strict=True):
        for one in users:
            employed(c, user(c, one, post=f"待遇{step}", roles=(step,)))


@guilty("R28", "一人初审又复核同一业务")
def _(c: Cast) -> Told:
    _staff(c)
    who = user(c, "u9001")
    employed(c, who)
    did(c, "L9001", "初审", "u9001", AT)
    did(c, "L9001", "复核", "u9001", LATER)
    return Expected(who.subjects | {"u9001", "L9001"})


@guilty("R28", "一人兼业务与财务角色")
def _(c: Cast) -> Told:
    who = user(c, "u9002", roles=("业务初审", "财务出纳"))
    employed(c, who)
    return Expected(who.subjects | {"u9002"})


@innocent("R28", "受理和初审算一个环节")
def _(c: Cast) -> Told:
    who = user(c, "u9003")
    employed(c, who)
    did(c, "L9003", "受理", "u9003", AT)
    did(c, "L9003", "初审", "u9003", LATER)
    return Expected(who.subjects | {"u9003", "L9003"})


@innocent("R28", "有兼岗备案")
def _(c: Cast) -> Told:
    who = user(c, "u9004", double_post_no="样人社兼〔2024〕1号")
    employed(c, who)
    did(c, "L9004", "初审", "u9004", AT)
    did(c, "L9004", "审批", "u9004", LATER)
    return Expected(who.subjects | {"u9004", "L9004"})


@innocent("R28", "一人初审甲业务，复核乙业务")
def _(c: Cast) -> Told:
    who = user(c, "u9005")
    employed(c, who)
    did(c, "L9005", "初审", "u9005", AT)
    did(c, "L9006", "复核", "u9005", LATER)
    return Expected(who.subjects | {"u9005", "L9005", "L9006"})


@guilty("R29", "夜里十一点办理")
def _(c: Cast) -> Told:
    who = user(c, "u9101")
    employed(c, who)
    did(c, "L9101", "初审", "u9101", "2025-03-19 23:10:00")
    return Expected(who.subjects | {"u9101", "L9101"})


@guilty("R29", "国庆假期办理")
def _(c: Cast) -> Told:
    who = user(c, "u9102")
    employed(c, who)
    did(c, "L9102", "初审", "u9102", "2025-10-02 10:10:00")
    return Expected(who.subjects | {"u9102", "L9102"})


@innocent("R29", "调休上班的星期六")
def _(c: Cast) -> Told:
    who = user(c, "u9103")
    employed(c, who)
    did(c, "L9103", "初审", "u9103", "2025-10-11 10:10:00")
    return Expected(who.subjects | {"u9103", "L9103"})


@innocent("R29", "晚上七点五十九分")
def _(c: Cast) -> Told:
    who = user(c, "u9104")
    employed(c, who)
    did(c, "L9104", "初审", "u9104", "2025-03-19 19:59:00")
    return Expected(who.subjects | {"u9104", "L9104"})


@guilty("R30", "退休人员的账号仍启用")
def _(c: Cast) -> Told:
    who = user(c, "u9201")
    employed(c, who, "退休", date(2024, 6, 1))
    return Expected(who.subjects | {"u9201"})


@guilty("R30", "调离人员的账号仍启用")
def _(c: Cast) -> Told:
    who = user(c, "u9202")
    employed(c, who, "调离", date(2024, 6, 1))
    return Expected(who.subjects | {"u9202"})


@guilty("R30", "一个账号同时在两个地址")
def _(c: Cast) -> Told:
    who = user(c, "u9203")
    employed(c, who)
    did(c, "L9203", "初审", "u9203", AT, ip="10.36.2.7")
    did(c, "L9204", "初审", "u9203", SOON, ip="10.36.9.9")
    return Expected(who.subjects | {"u9203"})


@guilty("R30", "通用名账号 admin")
def _(c: Cast) -> Told:
    who = user(c, "admin")
    employed(c, who)
    return Expected(who.subjects | {"admin"})


@innocent("R30", "退休当日已停用")
def _(c: Cast) -> Told:
    who = user(c, "u9205", disabled_on=date(2024, 6, 1))
    employed(c, who, "退休", date(2024, 6, 1))
    return Expected(who.subjects | {"u9205"})


@innocent("R30", "换办公室：上下午两个地址")
def _(c: Cast) -> Told:
    who = user(c, "u9206")
    employed(c, who)
    did(c, "L9206", "初审", "u9206", AT, ip="10.36.2.7")
    did(c, "L9207", "初审", "u9206", AFTERNOON, ip="10.36.9.9")
    return Expected(who.subjects | {"u9206"})


@guilty("R31", "后台改发放账号，没有工单")
def _(c: Cast) -> Told:
    about = c.pensioner()
    who = user(c, "u9301", post="系统维护", roles=("系统维护",))
    employed(c, who)
    did(c, "L9301", "后台", "u9301", AT, about.no, "修改发放账号")
    return Expected(who.subjects | about.subjects | {"u9301", "L9301"})


@innocent("R31", "有审批过的工单")
def _(c: Cast) -> Told:
    about = c.pensioner()
    who = user(c, "u9302", post="系统维护", roles=("系统维护",))
    employed(c, who)
    did(c, "L9302", "后台", "u9302", AT, about.no, "修改户籍地")
    c.add(
        "ticket",
        ticket_no="GD-9302",
        business_no="L9302",
        applied_on=date(2025, 3, 17),
        approver="样科长",
        approved_on=date(2025, 3, 18),
        ticket_state="已办结",
    )
    return Expected(who.subjects | about.subjects | {"u9302", "L9302"})


@guilty("R32", "经办本人的待遇")
def _(c: Cast) -> Told:
    who = c.pensioner(born=date(1962, 4, 5), sex="女")
    user(c, "u9401", who)
    employed(c, who)
    did(c, "L9401", "初审", "u9401", AT, who.no)
    return Expected(who.subjects | {"u9401", "L9401"})


@guilty("R32", "经办配偶的待遇")
def _(c: Cast) -> Told:
    man = c.pensioner()
    who = user(c, "u9402")
    employed(c, who)
    c.add(
        "x_marriage",
        id_no=man.id_no,
        name=man.name,
        spouse_id_no=who.id_no,
        spouse_name=who.name,
        marriage_on=date(2010, 1, 1),
        marriage_kind="结婚",
    )
    did(c, "L9402", "初审", "u9402", AT, man.no)
    return Expected(man.subjects | who.subjects | {"u9402", "L9402"})


@innocent("R32", "经办离婚多年的前配偶")
def _(c: Cast) -> Told:
    man = c.pensioner()
    who = user(c, "u9403")
    employed(c, who)
    for on, kind in ((date(2010, 1, 1), "结婚"), (date(2015, 1, 1), "离婚")):
        c.add(
            "x_marriage",
            id_no=man.id_no,
            name=man.name,
            spouse_id_no=who.id_no,
            spouse_name=who.name,
            marriage_on=on,
            marriage_kind=kind,
        )
    did(c, "L9403", "初审", "u9403", AT, man.no)
    return Expected(man.subjects | who.subjects | {"u9403", "L9403"})


@innocent("R32", "经办同姓的旁人")
def _(c: Cast) -> Told:
    about = c.pensioner()
    who = user(c, "u9404")
    employed(c, who)
    did(c, "L9404", "初审", "u9404", AT, about.no)
    return Expected(about.subjects | who.subjects | {"u9404", "L9404"})
