"""Contexts about who takes part: declarations of the team, request and decision of recusal (D04, D15, D16)."""

from __future__ import annotations

from collections.abc import Mapping

from jxinspect.documents.common import choices, common, unit
from jxinspect.documents.sentences import sentence
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.law.civil import day
from jxinspect.law.dates import chinese_date, chinese_moment
from jxinspect.law.statutes import cite
from jxinspect.law.team import RecusalBy
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.kinds import Declaration, DeclarationCheck, RecusalDecision, RecusalRequest
from jxinspect.model.plan import Staff, TeamMember

BASIS = ("办法 26 III", "行政处罚法 43")
BLANK_DAY = "＿＿＿＿年＿＿月＿＿日"
PROMISE = (
    "本人对上述申报的真实性、完整性负责；与被监督单位、有关个人和检查事项没有应当回避的利害关系。检查期间依法履行职责，"
    "不牟取不正当利益，不从事影响客观履行监督职责的工作；情况发生变化的，立即报告并自行回避。"
)
STEPS_BACK = "本人对上述申报的真实性、完整性负责；因存在上述利害关系，申请回避，在更换人员以前不参加检查和决定。"


def texts(records: InspectionRecords, staff_id: str) -> dict[str, str]:
    """Somebody of the office on paper: 姓名, 单位, 职务, and his part in the team."""
    person = records.staff[staff_id]
    return {
        "姓名": person.name,
        "单位": _office(records, person),
        "职务": person.post,
        "检查组职务": _part(records, staff_id),
    }


def _office(records: InspectionRecords, person: Staff) -> str:
    return person.organisation or f"{records.agency.name}{person.department}"


def _part(records: InspectionRecords, staff_id: str) -> str:
    roles = [m.role.label for m in records.of(TeamMember) if m.staff_id == staff_id]
    return roles[-1] if roles else "不是检查组成员"


# ---- D04 -----------------------------------------------------------------------------------------------------


def d04(facts: Facts) -> Fields:
    """检查组成员资格与回避自查表: what each member declared, his undertaking, and the leader's look at it."""
    check: DeclarationCheck = facts.subject
    records = facts.inspection
    rows = [records.find(Declaration, id_) for id_ in check.declarations]
    return {
        **common(facts),
        "依据": cite("; ".join(("办法 6 III", *BASIS))),
        "被监督单位": unit(records.unit),
        "检查": {"编号": records.inspection.number, "形式": records.inspection.called},
        "年限": str(records.world.number("recusal.former_job_years")),
        "人数": str(len(rows)),
        "成员": [_declared(records, one, check, n) for n, one in enumerate(rows, 1)],
    }


def _declared(records: InspectionRecords, one: Declaration, check: DeclarationCheck, n: int) -> Fields:
    person = records.staff[one.staff_id]
    until = f"（{chinese_date(one.former_until)}离任）" if one.former_until else ""
    valid = (person.certificate_from, person.certificate_to)
    return {
        **texts(records, one.staff_id),
        "序号": str(n),
        "证号": person.certificate or "",
        "有效期": "至".join(chinese_date(end) for end in valid if end),
        "培训": one.training,
        "亲属": one.relative or "无",
        "曾任职": f"{one.former_job.rstrip('。')}{until}" if one.former_job else "无",
        "经济往来": one.economic or "无",
        "其他": one.other or "无",
        "申报日期": chinese_date(day(one.at)),
        "承诺": PROMISE if one.undertakes else STEPS_BACK,
        **_verified(records, one, check),
    }


def _verified(records: InspectionRecords, one: Declaration, check: DeclarationCheck) -> Mapping[str, str]:
    """核验: by the leader; his own is looked through by somebody else, by hand where nobody is recorded."""
    own = one.staff_id == check.verified_by
    by = check.own_verified_by if own else check.verified_by
    return {
        "核验": check.text if by else "",
        "核验职务": "监督机构负责人" if own else "组长",
        "核验人": records.staff[by].name if by else "",
        "核验日期": chinese_date(day(check.at)) if by else BLANK_DAY,
    }


# ---- D15, D16 ------------------------------------------------------------------------------------------------


def d15(facts: Facts) -> Fields:
    """回避申请书."""
    request: RecusalRequest = facts.subject
    records = facts.inspection
    return {
        **common(facts),
        "依据": cite("; ".join(BASIS)),
        "被监督单位": unit(records.unit),
        "检查": {"编号": records.inspection.number, "形式": records.inspection.called},
        "被申请人": texts(records, request.staff_id),
        "申请": {**_asked(request), "类别": choices([by.label for by in RecusalBy], request.by.label)},
    }


def _asked(request: RecusalRequest) -> dict[str, str]:
    return {
        "人": request.applicant,
        "身份": request.capacity,
        "全称": f"{request.applicant}（{request.capacity}）" if request.capacity else request.applicant,
        "理由": request.reason.rstrip("。"),
        "事实": request.facts,
        "时间": chinese_moment(request.at),
        "日期": chinese_date(day(request.at)),
    }


def d16(facts: Facts) -> Fields:
    """回避决定书."""
    decision: RecusalDecision = facts.subject
    records = facts.inspection
    request = records.find(RecusalRequest, decision.request_id)
    who, own = texts(records, request.staff_id), request.by == RecusalBy.SELF
    return {
        **common(facts),
        "依据": cite("; ".join(BASIS)),
        "被监督单位": unit(records.unit),
        "检查": {"编号": records.inspection.number, "形式": records.inspection.called},
        "被申请人": who,
        "申请": {**_asked(request), "所请": "自行申请回避" if own else f"申请{who['姓名']}回避"},
        "决定": {
            "审查": sentence(decision.examined),
            "同意": decision.granted,
            "理由": decision.reason.rstrip("。"),
            "作出": f"经{decision.collective}集体讨论" if decision.collective else "经本机关负责人审查",
            "更换": _replaced(records, decision, who["检查组职务"]),
        },
    }


def _replaced(records: InspectionRecords, decision: RecusalDecision, part: str) -> str:
    if decision.replacement is None:
        return ""
    heir = records.staff[decision.replacement]
    card = f"（行政执法证号：{heir.certificate}）" if heir.certificate else ""
    return f"由{heir.name}{card}担任检查组{part}，接替{records.staff[_target(records, decision)].name}的工作"


def _target(records: InspectionRecords, decision: RecusalDecision) -> str:
    return records.find(RecusalRequest, decision.request_id).staff_id


SPECS: tuple[Spec, ...] = (
    Spec(
        id="D04",
        title="检查组成员资格与回避自查表",
        group="plan",
        layout=Layout.FORM,
        basis=("办法 6 III", *BASIS),
        signers=("I", "G"),
        served=Service.INTERNAL,
        series=None,
        archive="DG",
        context=d04,
    ),
    Spec(
        id="D15",
        title="回避申请书",
        group="plan",
        layout=Layout.FORM,
        basis=BASIS,
        signers=("P",),
        served=Service.INTERNAL,
        series=None,
        archive="HB",
        context=d15,
    ),
    Spec(
        id="D16",
        title="回避决定书",
        group="plan",
        layout=Layout.DECISION,
        basis=BASIS,
        signers=("L",),
        served=Service.SERVED,
        series="监回",
        archive=None,
        context=d16,
        identifies=True,
    ),
)
