"""Notice of questioning and letter of assistance (D18, D26a; 办法 8, 16, 18)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from jxinspect.acts.inspect import citable
from jxinspect.acts.notify import require_contact
from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.acts.service import find_document
from jxinspect.errors import Incomplete, Refused
from jxinspect.law.civil import day
from jxinspect.law.data_tables import chosen_tables
from jxinspect.law.dates import chinese_moment
from jxinspect.law.identity import identity_fault, plain
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.letters import Assistance, AssistanceReply, QuestioningNotice
from jxinspect.model.plan import Inspection
from jxinspect.model.team import inspectors
from jxinspect.store.casefile import CaseFile

#: What somebody brings along where the office asks for nothing of its own.
PERSON_BRINGS = ("本人有效身份证件",)
UNIT_BRINGS = (
    "营业执照或者法人证书复印件（加盖公章）",
    "法定代表人身份证明及其有效身份证件；委托他人的，提交授权委托书和受委托人的有效身份证件",
)
#: 办法 8: cooperation of departments; 社会保险法 79 I: the power to supervise.
ASSIST_BASIS = ("社会保险法 79 I", "办法 8")
CONFIDENTIALITY = (
    "本函及所提供的数据、资料只用于上述事项，请指定专人办理，通过专网或者加密介质传递，不向无关单位和个人透露；"
    "本机关对收到的数据加密保存，使用完毕后按照规定删除或者归档。"
)


def questioning(
    case: CaseFile,
    number: str,
    *,
    matter: str,
    ask_at: datetime,
    person: str = "",
    identity_no: str = "",
    employer: str = "",
    post: str = "",
    address: str = "",
    phone: str = "",
    place: str = "",
    bring: Sequence[str] = (),
    contact: str = "",
    external_number: str | None = None,
) -> Document:
    """Ask a person (`person`), else the unit, to come and to answer questions (D18, 办法 16)."""
    records = begin(case, number, "notify.questioning")
    _askable(case, matter, ask_at, identity_no)
    of = records.unit
    known = {} if person else {"address": of.address, "phone": of.phone}
    notice = QuestioningNotice(
        inspection_id=records.inspection.id,
        at=case.at,
        party=person.strip() or of.name,
        person=bool(person.strip()),
        identity_no=plain(identity_no),
        employer=employer,
        post=post,
        address=address or known.get("address", ""),
        phone=phone or known.get("phone", ""),
        matter=matter,
        ask_at=ask_at,
        place=place or records.agency.address,
        bring=list(bring) or list(PERSON_BRINGS if person else UNIT_BRINGS),
        contact=_contact(records, contact),
    )
    admit(case, records, "notify.questioning", notice)
    return issue(case, records, "D18", notice, number=external_number)


def _askable(case: CaseFile, matter: str, ask_at: datetime, identity_no: str) -> None:
    faults = []
    if not matter.strip():
        faults.append("没有写明询问事项（--matter）")
    if ask_at <= case.at:
        faults.append(f"询问时间{chinese_moment(ask_at)}不晚于通知时间（--time）")
    if identity_no and (fault := identity_fault(identity_no, day(case.at))):
        faults.append(f"公民身份号码{fault}（--identity）")
    if faults:
        raise Incomplete(
            "询问通知书的事实不全或者有误",
            why="询问通知书要写明询问谁、为什么事、何时何地（办法 16）",
            todo="补齐或者改正后重新办理",
            items=faults,
        )


def _contact(records: InspectionRecords, name: str) -> str:
    usual = name or next((person.name for person in inspectors(records)), "")
    require_contact(records, usual)
    return usual


def assist(
    case: CaseFile,
    number: str,
    *,
    organ: str,
    matter: str,
    use: str,
    due_on: date,
    scope: Sequence[str] = (),
    tables: Sequence[str] = (),
    basis: Sequence[str] = (),
    confidentiality: str = "",
    contact: str = "",
    external_number: str | None = None,
) -> Document:
    """Ask another organ for help, with the least data that is needed (D26a, 办法 8)."""
    records = begin(case, number, "notify.assist")
    wanted = chosen_tables(tables, day(case.at))
    _assistable(case, organ=organ, matter=matter, use=use, asked=bool(wanted or scope), due_on=due_on)
    letter = Assistance(
        inspection_id=records.inspection.id,
        at=case.at,
        organ=organ.strip(),
        matter=matter,
        basis=citable(basis) if basis else list(ASSIST_BASIS),
        data_scope=list(scope),
        tables=[one.key for one in wanted],
        use=use,
        due_on=due_on,
        confidentiality=confidentiality or CONFIDENTIALITY,
        contact=_contact(records, contact),
    )
    admit(case, records, "notify.assist", letter)
    return issue(case, records, "D26a", letter, number=external_number)


def _assistable(case: CaseFile, *, organ: str, matter: str, use: str, asked: bool, due_on: date) -> None:
    given = {"协查机关全称（--organ）": organ, "协查事项（--matter）": matter, "用途（--use）": use}
    faults = [f"没有写明{words}" for words, text in given.items() if not text.strip()]
    if not asked:
        faults.append("没有写明需要的数据或者资料的最小范围（--scope，或者 --table）")
    if due_on <= day(case.at):
        faults.append(f"期限{due_on}不晚于今天{day(case.at)}（--due）")
    if faults:
        raise Incomplete(
            "协查函的事实不全或者有误",
            why="请求协查限于检查所必需的最小范围，并写明用途和期限（办法 8、23 II）",
            todo="补齐或者改正后重新办理",
            items=faults,
        )


def answer(
    case: CaseFile, letter: str, *, received_on: date, text: str, reference: str = "", complete: bool = True
) -> AssistanceReply:
    """Register what an organ answered to a letter of assistance (D26a, by its number); `complete` ends the waiting."""
    paper = find_document(case, letter)
    if paper.kind != "D26a" or paper.inspection_id is None:
        raise Refused(
            f"{paper.number} 不是协查函", why=f"这是{paper.title}", todo="用 jxinspect notify letters 查看文号"
        )
    records = begin(case, case.get(Inspection, paper.inspection_id).number, "notify.answer")
    asked = records.find(Assistance, paper.subject_id)
    _answerable(case, records, asked, received_on, text)
    reply = AssistanceReply(
        inspection_id=records.inspection.id,
        at=case.at,
        assistance_id=asked.id,
        received_on=received_on,
        reference=reference.strip(),
        text=text.strip(),
        complete=complete,
    )
    admit(case, records, "notify.answer", reply)
    return reply


def _answerable(case: CaseFile, records: InspectionRecords, asked: Assistance, received_on: date, text: str) -> None:
    if any(reply.assistance_id == asked.id and reply.complete for reply in records.of(AssistanceReply)):
        raise Refused(
            f"{asked.organ}的复函已经登记完毕",
            why="登记过的复函不得改写（G55）",
            todo="用 jxinspect notify letters 查看",
        )
    faults = []
    if not text.strip():
        faults.append("没有写明提供了什么，或者没有什么（--text）")
    if not day(asked.at) <= received_on <= day(case.at):
        faults.append(f"收到日期{received_on}应当在发函{day(asked.at)}至今天{day(case.at)}之间（--received）")
    if faults:
        raise Incomplete(
            "协查复函的事实不全或者有误",
            why="外部门提供的数据、资料要写明来源、时间和内容（办法 8、18）",
            todo="补齐或者改正后重新登记",
            items=faults,
        )


def summons(case: CaseFile, records: InspectionRecords, number: str, person: str) -> dict[str, Any]:
    """What the notice of questioning of that number says of the person who now answers, as columns of Questioning."""
    paper = find_document(case, number)
    if paper.kind != "D18" or paper.inspection_id != records.inspection.id:
        raise Refused(
            f"{paper.number} 不是检查 {records.inspection.number} 的询问通知书",
            why=f"这是{paper.title}",
            todo="用 jxinspect doc list 查看文号",
        )
    notice = records.find(QuestioningNotice, paper.subject_id)
    if notice.person and notice.party != person.strip():
        raise Refused(
            f"{paper.number} 通知的是{notice.party}，不是{person}",
            why="询问个别进行，通知书写明被询问人（办法 16）",
            todo="核对 --person 和 --notice",
        )
    told = ("identity_no", "employer", "post", "address", "phone") if notice.person else ()
    return {"notice_id": notice.id, "matter": notice.matter, **{name: getattr(notice, name) for name in told}}
