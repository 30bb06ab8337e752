"""Cooperation with policy, handling and information departments and with others (办法 7, 8)."""

from __future__ import annotations

from datetime import date

from jxinspect.acts import lead as leads
from jxinspect.acts.lead_reporter import silent
from jxinspect.acts.serial import register_code
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.civil import day
from jxinspect.law.lead import Partner
from jxinspect.law.statutes import cite
from jxinspect.model.lead import Cooperation, CooperationAnswer
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import inspection, staff


def ask(
    case: CaseFile,
    *,
    partner: Partner,
    organ: str,
    subject: str,
    basis: str = "",
    document: str = "",
    due_on: date | None = None,
    inspection_number: str | None = None,
    lead_number: str | None = None,
) -> Cooperation:
    """Note that somebody was asked for help, and on what basis (办法 7 or 8 unless another is named)."""
    missing = [
        words for text, words in ((organ, "对方名称（--organ）"), (subject, "事项（--subject）")) if not text.strip()
    ]
    if missing:
        raise Incomplete("协同请求不全", why="写明向谁请求什么（办法 7、8）", todo="补齐", items=missing)
    chosen = basis.strip() or partner.article
    cite(chosen)
    if due_on is not None and due_on < day(case.at):
        raise Incomplete("答复期限已经过去", why=f"{due_on}早于{day(case.at)}", todo="核对 --due")
    lead = leads.find(case, lead_number) if lead_number else None
    if lead is not None:
        silent(case, lead, organ, subject, document)
    year = day(case.at).year
    row = Cooperation(
        at=case.at,
        number=register_code(case, Cooperation, "XT", year),
        year=year,
        partner=partner,
        organ=organ.strip(),
        subject=subject.strip(),
        basis=chosen,
        document=document.strip(),
        due_on=due_on,
        asked_by=staff(case, case.actor).id,
        inspection_id=inspection(case, inspection_number).id if inspection_number else None,
        lead_id=lead.id if lead else None,
    )
    case.add(row)
    return row


def answer(
    case: CaseFile, number: str, *, text: str, document: str = "", complete: bool = True
) -> tuple[Cooperation, CooperationAnswer]:
    """Note what came back; a partial answer leaves the request open."""
    found = case.all(Cooperation, number=number.strip().upper())
    if not found:
        raise NotFound(
            f"没有编号为 {number} 的协同请求", why="编号有误", todo="用 jxinspect plan cooperation list 查看编号"
        )
    asked = found[0]
    if any(row.complete for row in case.all(CooperationAnswer, cooperation_id=asked.id)):
        raise Refused(f"{asked.number}已经办结", why="对方已经全部答复", todo="另有需要的，重新登记请求")
    if not text.strip():
        raise Incomplete("没有写答复内容", why="答复逐件登记（办法 7、8）", todo="用 --text 写明")
    if case.at < asked.at:
        raise Refused("答复早于请求", why=f"请求于{day(asked.at)}发出（G56）", todo="核对 --at", guards=("G56",))
    row = CooperationAnswer(
        cooperation_id=asked.id, at=case.at, document=document.strip(), text=text.strip(), complete=complete
    )
    case.add(row)
    return asked, row
