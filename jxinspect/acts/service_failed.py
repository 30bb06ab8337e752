"""Tries at service that failed: nobody there, nobody known, the item came back (民事诉讼法 91, 95)."""

from __future__ import annotations

from collections.abc import Sequence

from jxinspect.acts.procedure import admit, begin
from jxinspect.acts.service import find_document, outgoing, under_way
from jxinspect.errors import Incomplete, Refused
from jxinspect.law.terms import ServiceMethod
from jxinspect.model.service import ServiceFailure
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff


def attempt(
    case: CaseFile,
    number: str,
    *,
    documents: Sequence[str],
    method: ServiceMethod,
    reason: str,
    servers: Sequence[str] = (),
    addressee: str = "",
    place: str = "",
) -> ServiceFailure:
    """Note a try that did not succeed; nothing counts as served, but public notice can rest on it."""
    records = begin(case, number, "notify.serve")
    chosen = [outgoing(records, find_document(case, text)) for text in dict.fromkeys(documents)]
    if method == ServiceMethod.PUBLIC:
        raise Refused(
            "公告送达没有“未成”",
            why="公告期满就视为送达（民事诉讼法 95）",
            todo="--method 写实际试过的方式，如 direct、post",
        )
    wanted = {"送达的文书（--doc 文号）": chosen, "没有送达成功的原因（--reason）": reason.strip()}
    if missing := [words for words, value in wanted.items() if not value]:
        raise Incomplete(
            "送达未成的记录不全",
            why="公告送达应当在案卷中记明原因和经过（民事诉讼法 95）",
            todo="补齐后重新登记",
            items=missing,
        )
    failure = ServiceFailure(
        inspection_id=records.inspection.id,
        at=case.at,
        documents=[d.id for d in chosen],
        method=method,
        addressee=addressee or records.unit.name,
        place=place or records.unit.address,
        servers=[staff(case, name).id for name in dict.fromkeys(servers)],
        reason=reason.strip(),
    )
    admit(case, records, "notify.serve", failure)
    return failure


def returned(case: CaseFile, number: str, *, tracking: str, reason: str) -> ServiceFailure:
    """Note that the post brought an item back: its papers were not served, and may be served anew."""
    records = begin(case, number, "notify.serve")
    proof = under_way(records, tracking)
    if not reason.strip():
        raise Incomplete(
            f"没有写明邮件 {tracking} 为什么退回",
            why="退回的原因决定下一步用什么方式送达（民事诉讼法 91、95）",
            todo="按退改批条写 --reason，如：查无此人、迁移新址不明、拒收",
        )
    failure = ServiceFailure(
        inspection_id=records.inspection.id,
        at=case.at,
        documents=list(proof.documents),
        method=proof.method,
        addressee=proof.addressee,
        place=proof.place,
        servers=list(proof.servers),
        reason=reason.strip(),
        proof_id=proof.id,
        tracking=proof.tracking,
    )
    admit(case, records, "notify.serve", failure)
    return failure
