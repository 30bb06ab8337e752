"""Recusal by oneself or at the party's request, its decision, and who takes the place (D15, D16; 行政处罚法 43)."""

from __future__ import annotations

from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.acts.year import require_approver
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.civil import day
from jxinspect.law.dates import chinese_date
from jxinspect.law.team import RecusalBy
from jxinspect.law.terms import Role, TeamRole
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.plan import Staff, TeamMember
from jxinspect.model.recusal import RecusalDecision, RecusalRequest, decision_on
from jxinspect.model.team import present
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff


def recuse(
    case: CaseFile,
    number: str,
    name: str,
    *,
    by: RecusalBy,
    reason: str,
    facts: str,
    applicant: str = "",
    capacity: str = "",
) -> tuple[RecusalRequest, Document]:
    """Note a request that somebody of the office steps back (D15). Inspecting goes on until it is decided (G13).

    `applicant`: of a party's request; default the unit. Who asks for himself is the applicant.
    """
    records = begin(case, number, "plan.team.recuse")
    person = staff(case, name)
    _require_new(records, person)
    _require_texts(reason, facts)
    own = by == RecusalBy.SELF
    request = RecusalRequest(
        inspection_id=records.inspection.id,
        at=case.at,
        staff_id=person.id,
        by=by,
        applicant=person.name if own else applicant.strip() or records.unit.name,
        capacity=person.post if own else capacity.strip(),
        reason=reason.strip(),
        facts=facts.strip(),
    )
    admit(case, records, "plan.team.recuse", request)
    return request, issue(case, records, "D15", request)


def _require_new(records: InspectionRecords, person: Staff) -> None:
    if person.role == Role.THIRD_PARTY:
        raise Refused(
            f"{person.name}是第三方人员，不适用回避程序",
            why="回避适用于监督工作人员；第三方人员只是协助，由本机关决定是否聘请（办法 26 III、27）",
            todo="用 jxinspect plan team set 调整检查组",
        )
    if open_request(records, person) is not None:
        raise Refused(
            f"对{person.name}的回避申请已经登记，尚未决定",
            why="同一申请只登记一次",
            todo=f"用 jxinspect plan team decide {records.inspection.number} {person.name} 登记决定",
        )


def _require_texts(reason: str, facts: str) -> None:
    missing = [
        words for words, text in (("申请理由（--reason）", reason), ("事实依据（--facts）", facts)) if not text.strip()
    ]
    if missing:
        raise Incomplete(
            "回避申请的内容不全",
            why="申请回避应当说明理由，负责人据以审查（行政处罚法 43）",
            todo="补齐上列各项",
            items=missing,
        )


def open_request(records: InspectionRecords, person: Staff) -> RecusalRequest | None:
    """The request about somebody that waits for its decision."""
    waiting = [r for r in records.of(RecusalRequest) if r.staff_id == person.id and decision_on(records, r) is None]
    return waiting[-1] if waiting else None


# ---- decision ------------------------------------------------------------------------------------------------


def decide(
    case: CaseFile,
    number: str,
    name: str,
    *,
    granted: bool,
    examined: str,
    reason: str,
    approver: str | None = None,
    collective: str = "",
    replacement: str | None = None,
) -> tuple[RecusalDecision, Document]:
    """Note the decision on the request about `name` (D16). Granted: he leaves the team at once and may be replaced.

    `approver`: the head who decides. `collective`: the meeting that decided, where the request is about the head.
    `replacement`: who takes the place and the tasks; at least two inspectors remain (G05).
    """
    records = begin(case, number, "plan.team.decide")
    person = staff(case, name)
    request = _request(records, person)
    _require_reasoned(examined, reason)
    decider = _decider(case, person, approver, collective)
    _require_sense(person, replacement, granted=granted)
    heir = staff(case, replacement) if replacement else None
    if granted:
        _require_leader(records, person, heir)
    decision = RecusalDecision(
        inspection_id=records.inspection.id,
        at=case.at,
        request_id=request.id,
        granted=granted,
        examined=examined.strip(),
        reason=reason.strip(),
        decided_by=decider.id if decider else None,
        collective=collective.strip(),
        replacement=heir.id if heir else None,
    )
    joined = _replace(case, records, person, heir) if granted else []
    admit(case, records, "plan.team.decide", decision, *joined)
    return decision, issue(case, records, "D16", decision)


def _request(records: InspectionRecords, person: Staff) -> RecusalRequest:
    request = open_request(records, person)
    if request is None:
        raise NotFound(
            f"检查 {records.inspection.number} 没有对{person.name}的待决定的回避申请",
            why="姓名有误，或者申请还没有登记，或者已经决定",
            todo=f"用 jxinspect plan team recusals {records.inspection.number} 查看",
        )
    return request


def _require_reasoned(examined: str, reason: str) -> None:
    missing = [
        words
        for words, text in (("审查情况（--examined）", examined), ("理由（--reason）", reason))
        if not text.strip()
    ]
    if missing:
        raise Incomplete(
            "回避决定的内容不全",
            why="对回避申请应当依法审查，决定应当说明理由（行政处罚法 43）",
            todo="补齐上列各项",
            items=missing,
        )


def _decider(case: CaseFile, person: Staff, approver: str | None, collective: str) -> Staff | None:
    """The head; of a head the leading officials decide together, not he himself nor a colleague alone."""
    if person.role != Role.APPROVER:
        if approver is None:
            raise Incomplete(
                "没有写由谁决定",
                why="监督工作人员的回避由机关负责人决定（行政处罚法 43 III）",
                todo="用 --approver 写机关负责人的姓名",
            )
        return require_approver(case, approver)
    if not collective.strip() or approver is not None:
        raise Refused(
            f"{person.name}是机关负责人，其回避由负责人集体讨论决定",
            why="任何人不得决定自己是否回避；机关负责人之间由集体讨论决定（行政处罚法 43 III）",
            todo="不写 --approver；用 --collective 写明会议名称和日期，如 2026年3月5日局务会议",
            guards=("G13",),
        )
    return None


def _require_sense(person: Staff, replacement: str | None, *, granted: bool) -> None:
    if replacement and not granted:
        raise Refused(
            "驳回申请的，不更换人员",
            why=f"驳回以后{person.name}继续参加检查（行政处罚法 43）",
            todo="去掉 --replace-by；确需调整的用 jxinspect plan team set",
        )
    if replacement and replacement.strip() == person.name:
        raise Refused(
            f"{person.name}不能接替自己",
            why="决定回避的人员退出检查（办法 26 III）",
            todo="--replace-by 写另一名检查人员",
        )


def _require_leader(records: InspectionRecords, person: Staff, heir: Staff | None) -> None:
    """A team keeps its leader, and nobody takes the place that is his already or a lower one."""
    places = list(TeamRole)
    roles = {m.staff_id: m.role for m in present(records)}
    role = roles.get(person.id)
    if role == TeamRole.LEADER and heir is None:
        raise Incomplete(
            f"{person.name}是组长，没有写由谁接替",
            why="检查组不能没有组长（办法 22(一)）",
            todo="用 --replace-by 写接替组长的检查人员；可以是现在的组员",
        )
    if role and heir and heir.id in roles and places.index(roles[heir.id]) <= places.index(role):
        raise Refused(
            f"{heir.name}已经是检查组的{roles[heir.id].label}",
            why=f"接替{role.label}的应当是检查组以外的人员，或者职务较低的成员",
            todo="另写接替人；其余成员仍有两名检查人员的，可以不写 --replace-by",
        )


def _replace(case: CaseFile, records: InspectionRecords, person: Staff, heir: Staff | None) -> list[TeamMember]:
    """Who is recused leaves now; the heir takes his role and tasks. Both stay readable with their times."""
    left = [m for m in present(records) if m.staff_id == person.id]
    for member in left:
        member.left_at, member.left_reason = case.at, f"{chinese_date(day(case.at))}决定回避"
    if heir is None:
        return []
    if not left:
        raise Refused(
            f"{person.name}不在检查组，没有人可以接替",
            why="接替的是检查组成员的职务和分工",
            todo="去掉 --replace-by",
        )
    return [_heir(case, records, member, heir) for member in left]


def _heir(case: CaseFile, records: InspectionRecords, member: TeamMember, heir: Staff) -> TeamMember:
    duty, no_interest = member.duty, False
    for earlier in present(records):
        if earlier.staff_id == heir.id:
            earlier.left_at, earlier.left_reason = case.at, f"{chinese_date(day(case.at))}接替{member.role.label}"
            duty, no_interest = "；".join(filter(None, (member.duty, earlier.duty))), earlier.no_interest
    return TeamMember(
        inspection_id=records.inspection.id,
        at=case.at,
        staff_id=heir.id,
        role=member.role,
        duty=duty,
        no_interest=no_interest,
    )
