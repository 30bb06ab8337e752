"""How every act on a proceeding runs: begin (state), admit (facts and guards); documents as in `procedure.py`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jxinspect.acts.procedure import judge
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.states_proceeding import PROCEEDING_STEPS, require_step
from jxinspect.law.terms import Role, State
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.base import Record
from jxinspect.model.plan import Inspection, Staff
from jxinspect.model.proceeding import Proceeding
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import inspection_records, staff


def find_proceeding(case: CaseFile, number: str) -> Proceeding:
    """The proceeding of that number, e.g. 2026-LA-001; NotFound names those there."""
    found = case.all(Proceeding, number=number.strip().upper())
    if not found:
        known = "、".join(one.number for one in case.all(Proceeding)) or "无"
        raise NotFound(
            f"没有编号为 {number} 的案件",
            why=f"案卷库中的案件：{known}",
            todo="用 jxinspect rectify proceeding list 查看案件编号",
        )
    return found[0]


def begin(case: CaseFile, number: str, step: str) -> tuple[Proceeding, InspectionRecords]:
    """Load the proceeding with its inspection; Refused (4) when `step` may not be taken in its state."""
    one = find_proceeding(case, number)
    records = inspection_records(case, case.get(Inspection, one.inspection_id).number)
    running(records)
    require_step(step, one.state, one.number)
    return records.find(Proceeding, one.id), records


def running(records: InspectionRecords) -> None:
    """Refused once the dossier of the inspection is closed."""
    if records.inspection.state == State.CLOSED:
        raise Refused(
            f"检查 {records.inspection.number} 已经办结",
            why="卷宗已经立卷，不能再加入案件的文书（行政处罚法 47）",
            todo="核对编号；新发现的违法行为另行检查",
        )


def admit(case: CaseFile, records: InspectionRecords, one: Proceeding, step: str, *facts: Record) -> None:
    """Take the facts in, move the proceeding on, and let the guards of `step` judge the whole."""
    for fact in facts:
        case.add(fact)
    records.add(*facts)
    target = PROCEEDING_STEPS[step].target
    if target is not None:
        one.state = target
    judge(case, records, step)


def about(case: CaseFile, one: Proceeding) -> dict[str, Any]:
    """The columns that every record of a proceeding has."""
    return {"inspection_id": one.inspection_id, "proceeding_id": one.id, "at": case.at}


def head(case: CaseFile, name: str) -> str:
    """Staff id of a head of the agency; Refused for anybody else."""
    return _in_role(case, name, Role.APPROVER, "决定由机关负责人作出（行政处罚法 57）")


def supervisor(case: CaseFile, name: str) -> str:
    """Staff id of the head of the supervision unit, or of a head of the agency."""
    person = staff(case, name)
    if person.role == Role.APPROVER:
        return person.id
    return _in_role(case, name, Role.SUPERVISOR, "审核由基金监督机构负责人进行（办法 7、25）")


def _in_role(case: CaseFile, name: str, role: Role, why: str) -> str:
    person = staff(case, name)
    if person.role != role:
        raise Refused(
            f"{person.name}不是{role.label}",
            why=f"名册中是{person.role.label}；{why}",
            todo=f"写{role.label}的姓名",
        )
    return person.id


def ids_of(case: CaseFile, names: Sequence[str]) -> list[str]:
    """Staff ids of those named, each once."""
    people: list[Staff] = [staff(case, name) for name in names]
    return list(dict.fromkeys(person.id for person in people))


def written(text: str, what: str, why: str, flag: str) -> str:
    """The text without blanks around it; Incomplete when nothing is left."""
    if not text.strip():
        raise Incomplete(f"没有写{what}", why=why, todo=f"用 {flag} 写明")
    return text.strip()
