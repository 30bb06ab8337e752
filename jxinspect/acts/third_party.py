"""Hiring a third party for an inspection, what data it may see, and each look at them (D29, D30; 办法 27)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from jxinspect.acts.procedure import admit, begin, issue, judge, refusal
from jxinspect.acts.serial import code
from jxinspect.acts.year import require_approver
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.identity import identity_fault, plain
from jxinspect.law.team import DataClass
from jxinspect.law.terms import Role
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.guards import Breach
from jxinspect.model.plan import Inspection, Staff
from jxinspect.model.third_party import Authorisation, DataUse, Engagement, Undertaking
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import inspection_records, staff

USE = "plan.third-party.use"


def add(
    case: CaseFile, number: str, *, organisation: str, contract: str, matter: str, persons: Mapping[str, str]
) -> tuple[Engagement, list[Document]]:
    """Note whom the agency hires; makes an undertaking for each person. `persons`: name → identity number."""
    records = begin(case, number, "plan.third-party.add")
    _complete(organisation, contract, matter, persons)
    people = {_hired(case, name, organisation.strip()).id: identity for name, identity in persons.items()}
    about: dict[str, Any] = {"inspection_id": records.inspection.id, "at": case.at}
    engagement = Engagement(
        **about,
        organisation=organisation.strip(),
        contract=contract.strip(),
        persons=list(people),
        matter=matter.strip(),
    )
    undertakings = [
        Undertaking(**about, engagement_id=engagement.id, staff_id=id_, identity_no=plain(identity))
        for id_, identity in people.items()
    ]
    admit(case, records, "plan.third-party.add", engagement, *undertakings)
    return engagement, [issue(case, records, "D29", one) for one in undertakings]


def _complete(organisation: str, contract: str, matter: str, persons: Mapping[str, str]) -> None:
    texts = (
        ("机构（--organisation）", organisation),
        ("合同编号（--contract）", contract),
        ("协助事项（--matter）", matter),
    )
    faults = [f"没有写{title}" for title, text in texts if not text.strip()]
    faults += [f"{name}：{fault}" for name, number in persons.items() if (fault := identity_fault(number))]
    if faults:
        raise Incomplete(
            "聘请第三方的内容不能登记",
            why="聘请审批和保密承诺应当写明机构、合同、人员和事项（办法 27）",
            todo="补齐或者改正后重新登记",
            items=faults,
        )


def _hired(case: CaseFile, name: str, organisation: str) -> Staff:
    person = staff(case, name)
    if person.role != Role.THIRD_PARTY or person.organisation != organisation:
        raise Refused(
            f"{name}在名册中不是{organisation}的第三方人员",
            why=f"名册中是{person.role.label}，所属机构：{person.organisation or '无'}（办法 27）",
            todo="核对姓名和机构；有误的用 jxinspect plan staff set 更正",
        )
    return person


def authorise(
    case: CaseFile,
    number: str,
    organisation: str,
    *,
    classes: Sequence[DataClass],
    scope: str,
    valid_from: date,
    valid_to: date,
    manner: str,
    approver: str,
    text: str,
) -> tuple[Authorisation, Document]:
    """Note the head's approval of an engagement and the data that it opens (D30)."""
    records = begin(case, number, "plan.third-party.authorise")
    found = [one for one in records.of(Engagement) if one.organisation == organisation.strip()]
    if not found:
        raise NotFound(
            f"检查 {number} 没有聘请{organisation}",
            why="机构名称有误，或者还没有登记",
            todo=f"用 jxinspect plan third-party list 查看，或者先用 jxinspect plan third-party add {number} 登记",
        )
    _sensible(classes, scope, valid_from, valid_to)
    one = Authorisation(
        inspection_id=records.inspection.id,
        at=case.at,
        engagement_id=found[-1].id,
        number=code(case, f"{number}-SQ", (one.number for one in records.of(Authorisation))),
        classes=[kind.value for kind in classes],
        scope=scope.strip(),
        valid_from=valid_from,
        valid_to=valid_to,
        manner=manner.strip(),
        prepared_by=staff(case, case.actor).id,
        approved_by=require_approver(case, approver).id,
        text=text.strip(),
    )
    admit(case, records, "plan.third-party.authorise", one)
    return one, issue(case, records, "D30", one)


def _sensible(classes: Sequence[DataClass], scope: str, valid_from: date, valid_to: date) -> None:
    if DataClass.PERSON in classes:
        raise refusal([Breach("G51", "", "参保个人明细不能授权给第三方")])
    faults = [] if scope.strip() else ["没有写数据范围（--scope）"]
    if valid_to < valid_from:
        faults.append(f"期限的结束日期{valid_to}早于开始日期{valid_from}")
    if faults:
        raise Incomplete(
            "数据授权的内容不全", why="授权应当写明范围和期限（办法 27）", todo="补齐或者改正", items=faults
        )


def withdraw(case: CaseFile, authorisation: str, *, reason: str) -> tuple[Authorisation, Document]:
    """Take an authorisation back from now on; the form is made again with the day."""
    records, one = _of(case, authorisation)
    if one.withdrawn_at is not None:
        raise Refused(f"授权 {one.number} 已经收回", why=one.withdrawn_reason, todo="不必再次收回")
    if not reason.strip():
        raise Incomplete("没有写收回的原因", why="收回授权应当记明原因（办法 27）", todo="用 --reason 写明")
    one.withdrawn_at, one.withdrawn_reason = case.at, reason.strip()
    admit(case, records, "plan.third-party.withdraw")
    return one, issue(case, records, "D30", one)


def _of(case: CaseFile, number: str) -> tuple[InspectionRecords, Authorisation]:
    found = case.all(Authorisation, number=number.strip())
    if not found:
        raise NotFound(
            f"没有编号为 {number} 的数据授权", why="授权编号有误", todo="用 jxinspect plan third-party list 查看"
        )
    records = inspection_records(case, case.get(Inspection, found[0].inspection_id).number)
    return records, records.find(Authorisation, found[0].id)


def use(case: CaseFile, person: Staff, *, source: str, kind: DataClass, authorisation: str | None) -> str:
    """Note that somebody of a third party looks at data; Refused without authorisation. Gives the inspection."""
    if kind == DataClass.PERSON:
        raise refusal([Breach("G51", "", f"第三方人员{person.name}不能查看这一内容，其中可能有参保个人明细")])
    if authorisation is None:
        raise refusal([Breach("G52", "", f"第三方人员{person.name}查看{kind.label}，没有写授权编号")])
    records, one = _of(case, authorisation)
    seen = DataUse(
        inspection_id=records.inspection.id,
        at=case.at,
        staff_id=person.id,
        authorisation_id=one.id,
        kind=kind,
        source=source,
    )
    case.add(seen)
    records.add(seen)
    judge(case, records, USE)
    return records.inspection.number
