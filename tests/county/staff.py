"""R28–R32 once more: approved exceptions, late tickets, namesakes, others' money on accounts of the staff."""

from __future__ import annotations

from datetime import date

from tests.county.cases import Expected, Told, guilty, innocent
from tests.county.cast import Cast
from tests.county.systems import AT, LATER, did, employed, user


@guilty("R28", "受理和审批同一人")
def _(c: Cast) -> Told:
    who = user(c, "u9011")
    employed(c, who)
    did(c, "L9011", "受理", "u9011", AT)
    did(c, "L9011", "审批", "u9011", LATER)
    return Expected(who.subjects | {"u9011", "L9011"})


@guilty("R28", "一人兼业务与系统维护角色")
def _(c: Cast) -> Told:
    who = user(c, "u9012", roles=("待遇复核", "系统维护"))
    employed(c, who)
    return Expected(who.subjects | {"u9012"})


@innocent("R28", "停用的财务角色")
def _(c: Cast) -> Told:
    who = user(c, "u9013", roles=("业务初审",))
    employed(c, who)
    ended = {"enabled_on": date(2018, 1, 1), "disabled_on": date(2019, 12, 31)}
    c.add("sysrole", user_no="u9013", role_no="财务出纳", right="财务", **ended)
    return Expected(who.subjects | {"u9013"})


@guilty("R29", "清明节后星期六的清晨六点办理")
def _(c: Cast) -> Told:
    who = user(c, "u9111")
    employed(c, who)
    did(c, "L9111", "复核", "u9111", "2025-04-12 06:10:00")
    return Expected(who.subjects | {"u9111", "L9111"})


@innocent("R29", "早上七点整")
def _(c: Cast) -> Told:
    who = user(c, "u9112")
    employed(c, who)
    did(c, "L9112", "复核", "u9112", "2025-03-19 07:00:00")
    return Expected(who.subjects | {"u9112", "L9112"})


@guilty("R30", "死亡人员的账号仍启用")
def _(c: Cast) -> Told:
    who = user(c, "u9211")
    employed(c, who, "死亡", date(2024, 6, 1))
    return Expected(who.subjects | {"u9211"})


@innocent("R30", "同名的另一人退休")
def _(c: Cast) -> Told:
    who = user(c, "u9212")
    employed(c, who)
    employed(c, c.registry.person(date(1962, 5, 4), "女", who.name), "退休", date(2022, 6, 1))
    return Expected(who.subjects | {"u9212"})


@guilty("R31", "工单审批晚于改数")
def _(c: Cast) -> Told:
    about, who = c.pensioner(), user(c, "u9311", post="系统维护", roles=("系统维护",))
    employed(c, who)
    did(c, "L9311", "后台", "u9311", AT, about.no, "修改待遇金额")
    late = {"applied_on": date(2025, 4, 17), "approved_on": date(2025, 4, 18)}
    c.add("ticket", ticket_no="GD-9311", business_no="L9311", approver="样科长", ticket_state="已办结", **late)
    return Expected(who.subjects | about.subjects | {"u9311", "L9311"})


@guilty("R31", "工单被退回")
def _(c: Cast) -> Told:
    about, who = c.pensioner(), user(c, "u9312", post="系统维护", roles=("系统维护",))
    employed(c, who)
    did(c, "L9312", "后台", "u9312", AT, about.no, "修改出生日期")
    c.add("ticket", ticket_no="GD-9312", business_no="L9312", applied_on=date(2025, 3, 17), ticket_state="退回")
    return Expected(who.subjects | about.subjects | {"u9312", "L9312"})


@innocent("R31", "普通业务环节的修改不是后台改数")
def _(c: Cast) -> Told:
    about, who = c.pensioner(), user(c, "u9313")
    employed(c, who)
    did(c, "L9313", "初审", "u9313", AT, about.no, "修改发放账号")
    return Expected(who.subjects | about.subjects | {"u9313", "L9313"})


@guilty("R32", "他人的待遇发到经办人员账户", also=("R16", "R15"))
def _(c: Cast) -> Told:
    staff = c.pensioner(born=date(1963, 9, 5), sex="女")
    user(c, "u9411", staff)
    employed(c, staff)
    about = c.pensioner()
    for row in c.rows["pay"]:
        if row["person_no"] == about.no and row["pay_ym"] >= 202507:
            row |= {"account_no": f"6217{staff.no}", "account_name": staff.name}
    return Expected(staff.subjects | about.subjects | {"u9411", f"6217{staff.no}"})


@innocent("R32", "有兼岗备案的柜台经办本人业务")
def _(c: Cast) -> Told:
    who = c.pensioner(born=date(1963, 4, 5), sex="女")
    user(c, "u9412", who, double_post_no="样人社兼〔2024〕2号")
    employed(c, who)
    did(c, "L9412", "受理", "u9412", AT, who.no)
    return Expected(who.subjects | {"u9412", "L9412"})
