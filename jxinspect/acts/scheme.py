"""The inspection, its scheme and the team (办法 22(一), 26). The head's approval: approval.py."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.acts.serial import REGISTER, code
from jxinspect.acts.year import fund_types, item_of, plan_of
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.civil import day
from jxinspect.law.dates import chinese_date
from jxinspect.law.matters import MATTERS
from jxinspect.law.terms import ON_SITE_ONLY, CheckMode, FlightReason, InspectionForm, TeamRole
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.notify import Notice
from jxinspect.model.plan import Inspection, Scheme, TeamMember
from jxinspect.model.team import inspectors
from jxinspect.model.year import PlanItem
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import inspection_records, staff, unit

#: What a scheme says where the office says nothing of its own. 办法 22(一) asks for none of it, spec of D02 does.
USUAL = {
    "steps": (
        "1.检查准备。组成检查组，收集被检查单位的基本情况和有关数据，拟定资料清单，制发并送达检查通知书。\n"
        "2.现场检查。出示行政执法证件，告知权利义务，听取汇报，查阅资料，核查数据，询问有关人员，取证并编制工作底稿。\n"
        "3.形成报告。复核工作底稿，形成检查报告（征求意见稿），书面征求被检查单位意见后出具检查报告。\n"
        "4.整改落实。下达整改意见，跟踪整改情况并核查。"
    ),
    "division": (
        "组长统筹检查工作，审核工作底稿和检查报告；组员按照检查事项分工查阅资料、核查数据、询问取证并编制工作底稿。"
    ),
    "confidentiality": (
        "检查人员对检查中知悉的国家秘密、商业秘密、个人隐私和个人信息保密；数据加密保存，只用于本次检查，"
        "检查结束后按照规定移交或者销毁。"
    ),
    "contingency": (
        "发现资料可能被转移、隐匿或者灭失的，报经机关负责人批准后依法封存；情况紧急需要当场封存的，"
        "在二十四小时内报告并补办批准手续。遇有拒绝、阻挠检查的，固定证据，责令改正。"
    ),
}
#: The same for an inspection of which the unit learns at entry (办法 22(二) 但书).
USUAL_FLIGHT = {
    **USUAL,
    "steps": (
        "1.检查准备。组成检查组，收集被检查单位的基本情况和有关数据，拟定资料清单，制作检查通知书，对检查安排保密，不提前通知。\n"
        "2.现场检查。进点时出示行政执法证件，当场送达检查通知书，告知权利义务，听取汇报，查阅资料，核查数据，询问有关人员，"
        "取证并编制工作底稿。\n"
        "3.形成报告。复核工作底稿，形成检查报告（征求意见稿），书面征求被检查单位意见后出具检查报告。\n"
        "4.整改落实。下达整改意见，跟踪整改情况并核查。"
    ),
}
#: The same for an inspection off site (办法 23).
USUAL_OFF_SITE = {
    **USUAL,
    "steps": (
        "1.检查准备。确定检查项目、范围、内容和时间，拟定报送数据的范围、格式和时限，制发并送达非现场检查通知书。\n"
        "2.审核数据。审核报送的数据、资料，不符合要求的通知补报或者重新报送。\n"
        "3.比对分析。比对分析数据、资料，对发现的疑点问题要求被检查单位核查并作出说明；存在重大问题的，转为现场检查。\n"
        "4.形成报告。评估基金收支、管理状况及存在的问题，形成检查报告，跟踪整改情况。"
    ),
    "division": "组长统筹检查工作；组员按照检查事项分工审核数据、比对分析、核查疑点并编制工作底稿。",
    "contingency": (
        "数据、资料的传递和存储全程加密，发现泄露、毁损、丢失的，立即采取补救措施并报告本机关负责人。"
        "遇有拒绝、拖延报送的，责令改正；存在重大问题的，转为现场检查。"
    ),
}


def open_inspection(
    case: CaseFile, *, year: int, item: int | None, ad_hoc: dict[str, Any] | None, **grounds: Any
) -> Inspection:
    """An inspection from a plan item, or without one, with the reason that G01 asks for.

    `grounds`: ordered_by, order_number, order_on or major_reason for a unit outside the own jurisdiction (G04).
    """
    source = _from_item(case, year, item) if item is not None else _ad_hoc(case, ad_hoc or {})
    number = code(case, f"{year}", (one.number for one in case.all(Inspection, year=year)), width=3, size=REGISTER)
    one = Inspection(number=number, year=year, **source, **_grounds(case, grounds))
    case.add(one)
    return one


#: What must be known of a superior organ's document: column → option.
ORDER = {"ordered_by": "--ordered-by 上级机关", "order_number": "--order-number 文号", "order_on": "--order-on 日期"}


def _grounds(case: CaseFile, given: dict[str, Any]) -> dict[str, Any]:
    """Why the unit is the office's to inspect although it is not of its level and region (办法 4)."""
    grounds = {name: value for name, value in given.items() if value}
    told = [name for name in ORDER if name in grounds]
    if told and len(told) < len(ORDER):
        raise Incomplete(
            "上级机关的文书没有写全",
            why="交叉检查、交办以上级机关的文书为依据，须写明机关、文号和日期（办法 4）",
            todo="补齐上列选项",
            items=[option for name, option in ORDER.items() if name not in told],
        )
    if told and grounds["order_on"] > day(case.at):
        raise Refused(
            f"上级机关文书的日期{grounds['order_on']}是将来",
            why="还没有发出的文书不能作为依据（办法 4）",
            todo="核对 --order-on",
            guards=("G04",),
        )
    return grounds


def _from_item(case: CaseFile, year: int, seq: int) -> dict[str, Any]:
    plan, found = plan_of(case, year), item_of(case, year, seq)
    if plan.approved_on is None:
        raise Refused(
            f"{year}年度检查计划没有审批",
            why="检查应当依据审批的计划进行（办法 21）",
            todo=f"先用 jxinspect plan year approve {year} 登记审批",
        )
    _require_open(case, found)
    columns = ("unit_id", "mode", "form", "funds", "period_from", "period_to")
    return {"plan_item_id": found.id, **{name: getattr(found, name) for name in columns}}


def _require_open(case: CaseFile, item: PlanItem) -> None:
    if item.dropped_on is not None:
        raise Refused(
            f"计划第{item.seq}项已于{item.dropped_on}取消",
            why="取消的项目不再实施（办法 21）",
            todo="核对项目序号；确需检查的用 --ad-hoc 写明理由",
        )
    begun = [i.number for i in case.all(Inspection, plan_item_id=item.id)]
    if len(begun) >= item.times:
        raise Refused(
            f"计划第{item.seq}项已经开展检查：" + "、".join(begun),
            why=f"计划频次为{item.times}次；超过计划频次的检查不得重复进行（办法 21）",
            todo=f"重新拟定方案：jxinspect plan scheme new {begun[-1]}；确需另行检查的用 --ad-hoc 写明理由",
        )


def _ad_hoc(case: CaseFile, fields: dict[str, Any]) -> dict[str, Any]:
    mode = fields.get("mode") or CheckMode.ON_SITE
    titles = {
        "unit_name": "--unit 被监督单位",
        **({} if mode == CheckMode.OFF_SITE else {"form": "--form 组织形式"}),
        "funds": "--fund 险种",
        "period_from": "--from 所属期间起",
        "period_to": "--to 所属期间止",
    }
    missing = [title for name, title in titles.items() if not fields.get(name)]
    if missing:
        raise Incomplete("计划外检查的事实不全", why="没有计划项目可以沿用", todo="补齐上列选项", items=missing)
    if fields["period_to"] < fields["period_from"]:
        why = f"{fields['period_to']}早于{fields['period_from']}"
        raise Incomplete("检查所属期间有误", why=why, todo="核对 --from 和 --to")
    form = fields.get("form") or InspectionForm.ROUTINE
    _require_form(mode, form)
    return {
        "unit_id": unit(case, fields["unit_name"]).id,
        "mode": mode,
        "form": form,
        "funds": fund_types(fields["funds"]),
        "period_from": fields["period_from"],
        "period_to": fields["period_to"],
        "ad_hoc_reason": str(fields.get("ad_hoc_reason") or "").strip(),
    }


def _require_form(mode: CheckMode, form: InspectionForm) -> None:
    if mode == CheckMode.OFF_SITE and form in ON_SITE_ONLY:
        raise Refused(
            f"非现场检查不能采取{form.label}的形式",
            why="专项检查、交叉检查、飞行检查是现场检查的形式（办法 22），非现场检查按照办法 23 进行",
            todo="去掉 --form，或者作为现场检查办理",
        )


def new_scheme(
    case: CaseFile,
    number: str,
    *,
    flight_reason: FlightReason | None = None,
    flight_text: str = "",
    **fields: Any,
) -> tuple[Scheme, Document]:
    """Draw up the scheme (D02, 办法 22(一)); a flight inspection states why it is one (G11).

    Where the head let the inspection begin without any scheme (G02), it is drawn up afterwards.
    """
    step = _drawn_up_by(inspection_records(case, number))
    records = begin(case, number, step)
    codes = list(fields.get("matters") or ())
    unknown = [code for code in codes if code not in MATTERS]
    if unknown:
        raise NotFound(
            "没有这样的检查事项：" + "、".join(unknown),
            why="事项代码取自办法 11-13、15",
            todo="用 jxinspect law list matters 查看代码",
        )
    _flight(records, flight_reason, flight_text)
    given = {key: value for key, value in fields.items() if value not in (None, "", [])}
    matters = "\n".join(f"{MATTERS[code].text}。".replace("。。", "。") for code in codes)
    blank = {"items": "", "scope": "", "content": matters, "method": "", "region": records.agency.region_name}
    scheme = Scheme(
        inspection_id=records.inspection.id,
        at=case.at,
        made_by=staff(case, case.actor).id,
        **{**_usual(records.inspection), **blank, **given},
    )
    admit(case, records, step, scheme)
    return scheme, issue(case, records, "D02", scheme)


def _usual(one: Inspection) -> dict[str, str]:
    """What the scheme of such an inspection says where the office says nothing of its own."""
    if one.mode != CheckMode.ON_SITE:
        return USUAL_OFF_SITE
    return USUAL_FLIGHT if one.form == InspectionForm.FLIGHT else USUAL


def _drawn_up_by(records: InspectionRecords) -> str:
    begun = records.of(Notice) and not records.of(Scheme)
    return "plan.scheme.late" if begun else "plan.scheme.new"


def _flight(records: InspectionRecords, reason: FlightReason | None, text: str) -> None:
    if reason is None and not text:
        _require_flight_ground(records)
        return
    if records.inspection.form != InspectionForm.FLIGHT:
        raise Refused(
            f"检查 {records.inspection.number} 不是飞行检查",
            why=f"组织形式是{records.inspection.form.label}，不需要现场下达通知的事由（办法 22(二)）",
            todo="去掉 --flight-reason，或者把组织形式定为飞行检查",
            guards=("G11",),
        )
    records.inspection.flight_reason, records.inspection.flight_text = reason, text
    _require_flight_ground(records)


def _require_flight_ground(records: InspectionRecords) -> None:
    """Incomplete when a flight inspection does not say why a notice ahead would change its result (G11)."""
    one = records.inspection
    if one.form != InspectionForm.FLIGHT or (one.flight_reason and one.flight_text.strip()):
        return
    raise Incomplete(
        "飞行检查没有写明事由",
        why="提前通知可能影响检查结果的，才实行飞行检查（办法 22(二)；G11）",
        todo="写 --flight-reason（"
        + "、".join(f"{known.value} {known.label}" for known in FlightReason)
        + "）和 --flight-text 为何提前通知可能影响检查结果",
    )


def set_team(
    case: CaseFile,
    number: str,
    *,
    leader: str,
    members: Sequence[str],
    assistants: Sequence[str] = (),
    duties: dict[str, str] | None = None,
    no_interest: bool = False,
) -> InspectionRecords:
    """Form the team. Who was in it and is not named any more leaves it, with the time.

    `duties`: name → 分工. `no_interest`: all of them declared that they have no tie (办法 26 III).
    """
    records = begin(case, number, "plan.team")
    wanted = {staff(case, leader).id: TeamRole.LEADER}
    for names, role in ((members, TeamRole.MEMBER), (assistants, TeamRole.ASSISTANT)):
        for name in names:
            wanted.setdefault(staff(case, name).id, role)
    _leave(case, records, wanted)
    tasks = {staff(case, name).id: text for name, text in (duties or {}).items()}
    present = {m.staff_id: m for m in records.of(TeamMember) if m.left_at is None}
    for person, member in present.items():
        member.duty = tasks.get(person, member.duty)
        member.no_interest = member.no_interest or no_interest
    joined = [
        TeamMember(
            inspection_id=records.inspection.id,
            at=case.at,
            staff_id=person,
            role=role,
            duty=tasks.get(person, ""),
            no_interest=no_interest,
        )
        for person, role in wanted.items()
        if person not in present
    ]
    admit(case, records, "plan.team", *joined)
    return records


def _leave(case: CaseFile, records: InspectionRecords, wanted: dict[str, TeamRole]) -> None:
    for member in records.of(TeamMember):
        if member.left_at is None and wanted.get(member.staff_id) != member.role:
            member.left_at, member.left_reason = case.at, f"{chinese_date(day(case.at))}调整检查组"


def team_of(case: CaseFile, number: str) -> list[str]:
    """The names of the inspectors of an inspection, leader first."""
    return [person.name for person in inspectors(inspection_records(case, number))]
