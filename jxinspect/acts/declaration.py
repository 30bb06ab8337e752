"""What members of a team declare of their ties, and the leader's look at it (D04; 办法 6, 26 III)."""

from __future__ import annotations

from datetime import date
from typing import Any

from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.errors import Incomplete, Refused
from jxinspect.law.civil import day
from jxinspect.law.terms import TeamRole
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.guards.recusal import former_job_is_over
from jxinspect.model.interest import Interest
from jxinspect.model.plan import Staff, TeamMember
from jxinspect.model.recusal import Declaration, DeclarationCheck, declaration_of
from jxinspect.model.team import present
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff

#: Kinds of ties as they are declared: column → option.
KINDS = {"relative": "--relative", "former_job": "--former-job", "economic": "--economic", "other": "--other"}


def declare(
    case: CaseFile,
    number: str,
    name: str,
    *,
    none: bool = False,
    former_until: date | None = None,
    training: str = "",
    **ties: str,
) -> tuple[Declaration, list[Interest]]:
    """Note what a member declared. Each tie also goes into the register of interests, where G08 finds it.

    `none`: declared to have no tie. `ties`: texts by the columns of KINDS. `former_until`: last day of the former job.
    """
    records = begin(case, number, "plan.team.declare")
    member = member_of(records, staff(case, name))
    given = {kind: text.strip() for kind, text in ties.items() if text.strip()}
    _complete(case, given, former_until, none=none)
    about: dict[str, Any] = {"at": case.at, "staff_id": member.staff_id, "unit_id": records.unit.id, "declared": True}
    ends = {"former_job": former_until}
    interests = [Interest(**about, kind=kind, text=text, until=ends.get(kind)) for kind, text in given.items()]
    counts = [one for one in interests if not _over(one, records)]
    declaration = Declaration(
        inspection_id=records.inspection.id,
        at=case.at,
        staff_id=member.staff_id,
        former_until=former_until,
        undertakes=not counts,
        training=training.strip(),
        **given,
    )
    member.no_interest = not counts
    admit(case, records, "plan.team.declare", declaration, *interests)
    return declaration, counts


def member_of(records: InspectionRecords, person: Staff) -> TeamMember:
    """Somebody's present part in the team; Refused for anybody else."""
    for member in present(records):
        if member.staff_id == person.id:
            return member
    names = "、".join(records.staff[m.staff_id].name for m in present(records)) or "无"
    raise Refused(
        f"{person.name}不是检查 {records.inspection.number} 检查组的成员",
        why=f"现在的成员：{names}",
        todo=f"核对姓名；先用 jxinspect plan team set {records.inspection.number} 组成检查组",
    )


def _complete(case: CaseFile, given: dict[str, str], until: date | None, *, none: bool) -> None:
    faults = []
    if none == bool(given):
        said = "同时写了 --none 和" if none else "没有写 --none，也没有写"
        faults.append(f"{said}具体关系（{'、'.join(KINDS.values())}）；二者必须写一项，也只能写一项")
    if "former_job" in given and until is None:
        faults.append("曾经任职的，要写明离任日期（--until）")
    if until is not None and "former_job" not in given:
        faults.append("写了离任日期（--until），没有写曾经任职的情况（--former-job）")
    if until is not None and until > day(case.at):
        faults.append(f"离任日期{until}晚于申报日期{day(case.at)}；现在仍在任职的，写入 --other")
    if faults:
        raise Incomplete(
            "利害关系的申报不能登记",
            why="每名成员应当逐项申报，有关系的写明情况，没有的明确声明（办法 26 III）",
            todo="补齐或者改正后重新登记",
            items=faults,
        )


def _over(tie: Interest, records: InspectionRecords) -> bool:
    return tie.until is not None and former_job_is_over(tie.until, records)


# ---- the leader's look ---------------------------------------------------------------------------------------


def verify(
    case: CaseFile, number: str, *, by: str, text: str = "", own_by: str | None = None
) -> tuple[DeclarationCheck, Document]:
    """The leader looked through the declarations of all who are in the team; makes D04 of those not looked through yet.

    `own_by`: who looked through the leader's own; left to be signed by hand without.
    """
    records = begin(case, number, "plan.team.verify")
    leader = staff(case, by)
    _require_leader(records, leader)
    _require_another(leader, own_by)
    waiting = _waiting(records)
    check = DeclarationCheck(
        inspection_id=records.inspection.id,
        at=case.at,
        declarations=[one.id for one in waiting],
        text=text.strip() or "经核验，所填情况属实，行政执法证件有效。",
        verified_by=leader.id,
        own_verified_by=staff(case, own_by).id if own_by else None,
    )
    admit(case, records, "plan.team.verify", check)
    return check, issue(case, records, "D04", check)


def _require_leader(records: InspectionRecords, person: Staff) -> None:
    leaders = [records.staff[m.staff_id] for m in present(records, TeamRole.LEADER)]
    if person not in leaders:
        names = "、".join(one.name for one in leaders) or "无"
        raise Refused(
            f"{person.name}不是检查 {records.inspection.number} 的组长",
            why=f"自查表由组长核验；现在的组长：{names}",
            todo="--by 写组长的姓名",
        )


def _require_another(leader: Staff, own_by: str | None) -> None:
    if own_by is not None and own_by.strip() == leader.name:
        raise Refused(
            f"{leader.name}不能核验自己的自查表",
            why="组长本人的申报由他人核验，才有核验的作用（办法 26 III）",
            todo="--own-by 写基金监督机构负责人的姓名，或者不写，留待手签",
        )


def _waiting(records: InspectionRecords) -> list[Declaration]:
    """The latest declaration of each member that no check covers; Incomplete when somebody has not declared."""
    members = present(records)
    silent = [records.staff[m.staff_id].name for m in members if declaration_of(records, m.staff_id) is None]
    if silent:
        raise Incomplete(
            "有成员没有申报利害关系：" + "、".join(silent),
            why="检查组成员每人填写自查表，组长才能核验（办法 26 III）",
            todo=f"先用 jxinspect plan team declare {records.inspection.number} 姓名 --none 登记（有关系的写明情况）",
        )
    seen = {id_ for check in records.of(DeclarationCheck) for id_ in check.declarations}
    latest = [one for m in members if (one := declaration_of(records, m.staff_id))]
    waiting = [one for one in latest if one.id not in seen]
    if not waiting:
        raise Refused(
            f"检查 {records.inspection.number} 的自查表都已核验",
            why="同一申报只核验一次",
            todo="用 jxinspect doc list 查看已经制发的自查表（D04）",
        )
    return waiting
