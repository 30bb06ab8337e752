"""Contexts of the group notify: notices, materials list, proof of service (D05, D06, D08, D11)."""

from __future__ import annotations

import re
from collections.abc import Callable

from jxinspect.documents.common import common, discipline, rights_and_duties, unit
from jxinspect.documents.notify_service import d11
from jxinspect.documents.plan import assistants, inspection, team
from jxinspect.documents.sentences import sentence
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.documents.year import SUPERVISION
from jxinspect.law.dates import chinese_date
from jxinspect.law.matters import MATTERS
from jxinspect.law.statutes import cite
from jxinspect.law.terms import MaterialState
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.kinds import MaterialItem, MaterialsList, Notice
from jxinspect.model.plan import Approval, Scheme
from jxinspect.model.team import inspectors

#: What a unit is asked where the office asks nothing of its own (办法 14, 16, 21 II).
COOPERATION = (
    "确定一名负责人和一名联络人配合检查，通知与检查事项有关的人员在检查期间到岗。",
    "按照检查组的要求如实说明情况，接受询问，提供有关的账簿、凭证、档案和电子数据。",
    "为检查组查询信息系统的用户管理、权限控制和数据管理情况提供必要的权限。",
)
#: Numbers that people put before lines; the notice numbers its matters itself.
_NUMBERED = re.compile(r"^(\d{1,2}[.、．)）]|[（(]?[一二三四五六七八九十]{1,3}[）)、.])\s*")
CONDITIONS = "提供独立的办公场所、电源和必要的办公设备，并保证所提供资料在检查期间的安全。"
SELF_CHECK = (
    "请对照检查事项先行自查，形成书面自查报告；进点时由主要负责人或者分管负责人汇报基金收支、管理、"
    "内部控制和自查情况，自查报告加盖公章后交检查组。"
)
#: Who learns of the inspection when it begins has nothing to look through before it.
ON_THE_SPOT = "请安排了解情况的负责人向检查组汇报基金收支、管理和内部控制情况。"


def notice(facts: Facts) -> Fields:
    """What both notices say (D05, D06)."""
    one: Notice = facts.subject
    records = facts.inspection
    scheme = records.last(Scheme)
    attached = attachments(facts)
    return {
        **common(facts),
        "依据": cite("; ".join((SUPERVISION, "办法 21、22(二)"))),
        "被监督单位": unit(records.unit),
        "检查": {**inspection(records), **_checked(facts, one, scheme, listed=len(attached) > 1)},
        "检查事项": matters(scheme, records),
        "检查组": team(records),
        "协助人员": assistants(records),
        "配合事项": [
            sentence(text) for text in (*(one.cooperation or COOPERATION), f"工作条件：{one.conditions or CONDITIONS}")
        ],
        "权利义务": rights_and_duties(records.agency),
        "检查纪律": discipline(enterprise=enterprise_rules(facts)),
        "联系人": contact(records, one.contact),
        "附件": attached,
        "承诺书标识": "附件2" if len(attached) > 1 else "附件",
    }


def enterprise_rules(facts: Facts) -> bool:
    """Whether the rules on inspecting enterprises apply to the unit (国办发〔2024〕54号)."""
    return facts.inspection.unit.is_enterprise and bool(facts.setting("enterprise.layer"))


def yearly_times(facts: Facts) -> str:
    """检查频次 for enterprises: which inspection of the year this is, and the limit (国办发〔2024〕54号)."""
    approvals = [a for a in facts.inspection.of(Approval) if a.subject == "scheme" and a.granted]
    return approvals[-1].frequency if approvals and enterprise_rules(facts) else ""


def _checked(facts: Facts, one: Notice, scheme: Scheme | None, *, listed: bool) -> Fields:
    records = facts.inspection
    region = scheme.region if scheme else ""
    scope = (scheme.scope if scheme else str(inspection(records)["险种"])).rstrip("。")
    return {
        "项目": scheme.items.rstrip("。").removesuffix("情况") if scheme else str(inspection(records)["险种"]),
        "范围": scope + (f"（地域：{region}）" if region else ""),
        "开始日期": chinese_date(one.enter_on),
        "结束日期": chinese_date(one.leave_on),
        "地点": one.place,
        "方法": scheme.method.rstrip("。") if scheme else "查阅资料、核查数据、询问有关人员",
        "频次": yearly_times(facts),
        "人数": str(len(inspectors(records))),
        "自查要求": one.report_wanted or (ON_THE_SPOT if one.flight else SELF_CHECK),
        "资料依据": "按照所附资料（数据）调取清单" if listed else "按照检查组提出的资料清单",
        "资料期限": chinese_date(one.materials_due or one.enter_on),
        "资料当日提供": (one.materials_due or one.enter_on) == facts.dated,
    }


def matters(scheme: Scheme | None, records: InspectionRecords) -> list[str]:
    """检查事项: the matters of 办法 11-15, and what the scheme says in its own words."""
    if scheme is None:
        return [str(inspection(records)["险种"])]
    listed = [f"{MATTERS[code].text.rstrip('。；')}。" for code in scheme.matters]
    own = [sentence(_NUMBERED.sub("", line.strip())) for line in scheme.content.splitlines() if line.strip()]
    return list(dict.fromkeys([*listed, *own]))


def contact(records: InspectionRecords, name: str) -> Fields:
    """联系人: a member of staff with a telephone that answers, else the agency's."""
    phone = next((p.phone for p in records.staff.values() if p.name == name), "")
    return {"姓名": name, "电话": phone or records.agency.phone}


def d06(facts: Facts) -> Fields:
    """检查通知书（飞行检查）: as D05, with the short form of the reason; the full one stands in D03."""
    reason = facts.inspection.inspection.flight_reason
    attached = [*attachments(facts), "飞行检查现场送达签收单"]
    marks = [f"附件{place}" for place in range(1, len(attached) + 1)]
    return {
        **notice(facts),
        "附件": attached,
        "飞行事由": f"存在{reason.label}" if reason else "",
        "承诺书标识": marks[-2],
        "签收标识": marks[-1],
    }


def attachments(facts: Facts) -> list[str]:
    """What goes with a notice: the materials list, where there is one, and the commitment to be signed."""
    listed = any(one.notice_id == facts.subject.id for one in facts.inspection.of(MaterialsList))
    return [*(["资料（数据）调取清单"] if listed else []), "资料真实性、完整性承诺书"]


# ---- D08 -----------------------------------------------------------------------------------------------------


def d08(facts: Facts) -> Fields:
    """资料（数据）调取清单."""
    wanted: MaterialsList = facts.subject
    records = facts.inspection
    lines = [item for item in records.of(MaterialItem) if item.list_id == wanted.id]
    begins = min((item.seq for item in lines), default=0)
    continued = any(item.seq < begins for item in records.of(MaterialItem))
    return {
        **common(facts),
        "依据": cite("; ".join((SUPERVISION, "办法 14、15"))),
        "被监督单位": unit(records.unit),
        "检查": {"编号": records.inspection.number},
        "清单": {
            "期限": chinese_date(wanted.due_on),
            "当日提供": wanted.due_on == facts.dated,
            "地点": wanted.place,
            "附件标识": _mark(records, wanted),
            "接续": "序号接本次检查此前的资料（数据）调取清单连续编排。" if continued else "",
        },
        "资料": [_material(item) for item in lines],
        "检查人员": "、".join(person.name for person in inspectors(records)),
    }


def _mark(records: InspectionRecords, wanted: MaterialsList) -> str:
    """样人社监检通〔2026〕1号附件1: a list that goes with a notice bears its number, since they are not bound together.

    That is GB/T 9704 7.3.7. A later list is a paper of its own.
    """
    notice = next((n for n in records.of(Notice) if n.id == wanted.notice_id and n.at == wanted.at), None)
    if notice is None:
        return ""
    papers = [paper for paper in records.documents("D05", "D06") if paper.subject_id == notice.id]
    return f"{papers[-1].number if papers else ''}附件1"


def _material(item: MaterialItem) -> Fields:
    return {
        "序号": str(item.seq),
        "名称": item.name,
        "期间": item.period,
        "格式": item.form.label,
        "份数": str(item.copies),
        "用途": item.purpose,
        "期限": chinese_date(item.due_on),
        "部门": item.department,
        "提供情况": "" if item.state == MaterialState.WANTED else item.state.label,
        "交接": "",  # by hand, like the rest of what is noted when materials are handed over
        "未提供原因": item.reason,
        "归还": "",
    }


def _notice_spec(kind: str, title: str, context: Callable[[Facts], Fields]) -> Spec:
    return Spec(
        id=kind,
        title=title,
        group="notify",
        layout=Layout.OFFICIAL,
        basis=("办法 21、22(二)", SUPERVISION),
        signers=("L",),
        served=Service.SERVED,
        series="监检通",
        archive=None,
        context=context,
    )


SPECS: tuple[Spec, ...] = (
    _notice_spec("D05", "检查通知书", notice),
    _notice_spec("D06", "检查通知书（飞行检查）", d06),
    Spec(
        id="D08",
        title="资料（数据）调取清单",
        group="notify",
        layout=Layout.FORM,
        basis=("办法 14、15", SUPERVISION),
        signers=("G", "I", "U"),
        served=Service.SIGNED,
        series="监调",
        archive=None,
        context=d08,
    ),
    Spec(
        id="D11",
        title="送达回证",
        group="notify",
        layout=Layout.FORM,
        basis=("行政处罚法 61", "民事诉讼法 87"),
        signers=("I", "U", "W"),
        served=Service.INTERNAL,
        series=None,
        archive="SD",
        context=d11,
    ),
)
