"""Requests for data and query rights (办法 8, 18): asked, received with digests, granted, withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from jxinspect.acts.document import find as document
from jxinspect.acts.inspect import citable, find_evidence
from jxinspect.acts.inspect_handover import described
from jxinspect.acts.procedure import admit, begin
from jxinspect.acts.serial import code
from jxinspect.documents.catalogue import CATALOGUE
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.civil import beijing, day
from jxinspect.law.request import RequestKind
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.open_request import standing, unanswered
from jxinspect.model.plan import Inspection
from jxinspect.model.request import DataReceipt, DataRequest, QueryRight, QueryRightEnd
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff

STEP = "inspect.request"
#: Papers by which data are asked for: list of materials, summons to a questioning, letter of assistance.
LETTERS = ("D08", "D18", "D26a")
#: What a request rests on when nothing else is named: whoever keeps the information system, or another department.
BASIS = "办法 18"


def ask(
    case: CaseFile,
    number: str,
    *,
    kind: RequestKind,
    party: str,
    wanted: str,
    scope: str = "",
    basis: Sequence[str] = (),
    letter: str = "",
    due_on: date | None = None,
) -> DataRequest:
    """Note that data or a query right were asked for: of whom, what, on what basis; no more than is needed.

    `letter`: number of the paper by which it was asked.
    """
    missing = [
        title
        for title, text in (("向谁请求（--to）", party), ("请求的内容（--what）", wanted), ("范围（--scope）", scope))
        if not text.strip()
    ]
    if missing:
        raise Incomplete(
            "数据请求不全",
            why="写明向谁、要什么、什么范围和期间，只要必需的（办法 18；个人信息保护法 34）",
            todo="补齐",
            items=missing,
        )
    if due_on is not None and due_on < day(case.at):
        raise Incomplete("答复期限已经过去", why=f"{due_on}早于{day(case.at)}", todo="核对 --due")
    records = begin(case, number, STEP)
    paper = _letter(case, records, letter) if letter.strip() else None
    row = DataRequest(
        inspection_id=records.inspection.id,
        at=case.at,
        number=code(case, f"{records.inspection.number}-QQ", (one.number for one in records.of(DataRequest))),
        kind=kind,
        party=party.strip(),
        wanted=wanted.strip(),
        scope=scope.strip(),
        basis=citable(basis) or [BASIS],
        document=paper.number if paper else "",
        document_id=paper.id if paper else None,
        due_on=due_on,
        asked_by=staff(case, case.actor).id,
    )
    admit(case, records, STEP, row)
    return row


def _letter(case: CaseFile, records: InspectionRecords, number: str) -> Document:
    """The letter or notice of this inspection by which it was asked. NotFound, or Refused when it is no such paper."""
    letter = document(case, number)
    titles = "、".join(f"{CATALOGUE[kind].title}（{kind}）" for kind in LETTERS)
    if letter.kind not in LETTERS or letter.inspection_id != records.inspection.id:
        raise Refused(
            f"{letter.number}不是这项检查请求数据的文书",
            why=f"它是{letter.title}；请求数据的文书是本项检查的{titles}",
            todo="核对 --document；没有发函的不写",
        )
    if letter not in records.documents(*LETTERS):
        raise Refused(f"{letter.number}已经作废", why="作废的文书没有效力", todo="写重新制发的文号")
    return letter


def find(case: CaseFile, code: str) -> tuple[InspectionRecords, DataRequest]:
    """A request by its number, with its inspection. NotFound."""
    wanted = code.strip().upper()
    found = case.all(DataRequest, number=wanted)
    if not found:
        known = "、".join(row.number for row in case.all(DataRequest)) or "无"
        raise NotFound(
            f"没有编号为 {code} 的请求", why=f"登记的请求有：{known}", todo="用 jxinspect inspect request list 查看编号"
        )
    owner = case.get(Inspection, found[0].inspection_id)
    return begin(case, owner.number, STEP), found[0]


def receive(
    case: CaseFile,
    code: str,
    *,
    giver: str,
    text: str = "",
    evidence: Sequence[str] = (),
    files: Sequence[Path] = (),
    complete: bool = True,
    refused: bool = False,
) -> DataReceipt:
    """Note what came: from whom, with the digest of each file (办法 18), or that it was refused and why.

    `files` are only measured; what is to prove something is taken in with `inspect evidence add` and named here.
    """
    records, asked = find(case, code)
    _open(case, records, asked)
    if refused and not text.strip():
        raise Incomplete("拒绝提供没有写明理由", why="拒绝的情况应当记录在案（办法 14、34）", todo="用 --text 写明")
    items = find_evidence(records, evidence)
    if not (refused or items or files):
        raise Incomplete(
            "没有写明收到的数据",
            why="收到的每份数据都要有校验值，以后才能证明没有改动（办法 18）",
            todo="用 --evidence 写明证据编号，或者用 --file 写明文件",
        )
    row = DataReceipt(
        inspection_id=records.inspection.id,
        at=case.at,
        request_id=asked.id,
        giver=giver.strip(),
        text=text.strip(),
        evidence=[e.id for e in items],
        files=[{"name": f["name"], "size": f["quantity"], "sha256": f["sha256"]} for f in described(files)],
        complete=complete and not refused,
        refused=refused,
    )
    admit(case, records, STEP, row)
    return row


def _open(case: CaseFile, records: InspectionRecords, asked: DataRequest) -> None:
    if case.at < asked.at:
        raise Refused(
            "答复早于请求",
            why=f"{asked.number}于{beijing(asked.at):%Y-%m-%d %H:%M}提出（G56）",
            todo="核对 --at",
            guards=("G56",),
        )
    if asked.kind == RequestKind.DATA and asked not in unanswered(records):
        raise Refused(f"{asked.number}已经了结", why="数据已经收齐，或者已经被拒绝", todo="另有需要的，重新登记请求")


def grant(
    case: CaseFile, code: str, *, account: str, granted_by: str, holder: str, scope: str = "", until: date | None = None
) -> QueryRight:
    """Note that a right to query was opened: account, scope, for whom, by whom, until when (办法 18)."""
    records, asked = find(case, code)
    _open(case, records, asked)
    if asked.kind != RequestKind.QUERY:
        raise Refused(
            f"{asked.number}请求的是数据",
            why="查询权限由请求开通查询权限的请求而来（办法 18）",
            todo="收到数据用 inspect request receive；查询权限用 request add --kind query 另行请求",
        )
    if any(right.account == account.strip() for right in standing(records)):
        raise Refused(f"账号{account}已经登记", why="同一账号只登记一次", todo="收回以后可以重新登记")
    if until is not None and until < day(case.at):
        raise Incomplete("权限的到期日已经过去", why=f"{until}早于{day(case.at)}", todo="核对 --until")
    row = QueryRight(
        inspection_id=records.inspection.id,
        at=case.at,
        request_id=asked.id,
        account=account.strip(),
        scope=scope.strip() or asked.scope,
        holder=staff(case, holder).id,
        granted_by=granted_by.strip(),
        until=until,
    )
    admit(case, records, STEP, row)
    return row


def withdraw(case: CaseFile, code: str, *, account: str, withdrawn_by: str, note: str = "") -> QueryRightEnd:
    """Note that a query right was withdrawn, and by whom."""
    records, asked = find(case, code)
    rights = [r for r in standing(records) if r.request_id == asked.id]
    right = next((r for r in rights if r.account == account.strip()), None)
    if right is None:
        known = "、".join(r.account for r in rights) or "无"
        raise NotFound(
            f"{asked.number}没有账号 {account}", why=f"没有收回的账号有：{known}", todo="用 inspect request list 核对"
        )
    if case.at < right.at:
        raise Refused(
            "收回早于开通",
            why=f"{account}于{beijing(right.at):%Y-%m-%d %H:%M}开通（G56）",
            todo="核对 --at",
            guards=("G56",),
        )
    row = QueryRightEnd(
        inspection_id=records.inspection.id, at=case.at, right_id=right.id, withdrawn_by=withdrawn_by, note=note
    )
    admit(case, records, STEP, row)
    return row
