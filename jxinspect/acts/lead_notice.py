"""Papers of a lead: registration form (D31), notice to the reporter (D31a) and its service (D11)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from jxinspect.acts.lead import find
from jxinspect.acts.lead_reporter import silent
from jxinspect.acts.serial import code
from jxinspect.documents import issue as documents
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.dates import chinese_moment
from jxinspect.law.lead import moved
from jxinspect.law.terms import ServiceMethod
from jxinspect.model.document import Document
from jxinspect.model.lead import Lead, LeadAssessment
from jxinspect.model.service import ProofOfService
from jxinspect.model.signed import DocumentVoid
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff

#: Ways of serving a reporter. Public notice, or leaving it with others, would tell who he is.
METHODS = (ServiceMethod.DIRECT, ServiceMethod.POST, ServiceMethod.ELECTRONIC)
#: What stands for the reporter and his address in records and on paper.
ADDRESSEE = "举报人"
PLACE = "隔离保存的联系方式"


def form(case: CaseFile, lead: Lead) -> Document:
    """The registration form as things stand now; each issue has the lead's number and a running one."""
    return documents.issue(case, "D31", lead, records=None, number=_next_number(case, "D31", lead.number))


def _next_number(case: CaseFile, kind: str, stem: str) -> str:
    return code(case, stem, (paper.number for paper in case.all(Document, kind=kind)))


def notify(case: CaseFile, number: str, *, external_number: str | None = None) -> Document:
    """Tell the reporter whether the report is accepted (D31a). The name is written on the paper by hand, not here."""
    lead = find(case, number)
    moved(lead.number, lead.state, "notify")
    if not lead.named:
        raise Refused(
            f"线索 {lead.number} 没有可以告知的举报人",
            why="受理情况告知实名举报人；匿名举报不告知（部令第49号）",
            todo="不需要告知",
        )
    decision = case.all(LeadAssessment, lead_id=lead.id)[-1]
    earlier = _told(case, decision)
    if earlier:
        raise Refused(
            f"线索 {lead.number} 的这一决定已经制发告知书：{earlier.number}",
            why="同一决定只告知一次（G57）",
            todo=f"送达用 jxinspect plan lead serve {lead.number}；有误的先用 jxinspect doc void 作废",
            guards=("G57",),
        )
    return documents.issue(case, "D31a", decision, records=None, number=external_number)


def _told(case: CaseFile, decision: LeadAssessment) -> Document | None:
    void = {row.document_id for row in case.all(DocumentVoid)}
    papers = [d for d in case.all(Document, kind="D31a", subject_id=decision.id) if d.id not in void]
    return papers[-1] if papers else None


def serve(
    case: CaseFile,
    number: str,
    *,
    method: ServiceMethod,
    servers: Sequence[str] = (),
    received_at: datetime | None = None,
    posted_at: datetime | None = None,
    tracking: str = "",
    note: str = "",
) -> tuple[ProofOfService, Document]:
    """Note that the reporter got the notice (D11), without his name, address or signature.

    By post it is noted once the receipt is there; so both moments are given, the posting and the receipt.
    """
    lead = find(case, number)
    paper = _served_next(case, lead)
    _complete(method, servers, received_at, posted_at, tracking)
    _in_order(case, paper, received_at, posted_at)
    silent(case, lead, tracking, note)
    proof = ProofOfService(
        at=posted_at or case.at,
        documents=[paper.id],
        addressee=f"{ADDRESSEE}（线索编号：{lead.number}）",
        method=method,
        place=PLACE,
        servers=[staff(case, name).id for name in dict.fromkeys(servers)],
        received_at=received_at,
        receiver=ADDRESSEE,
        capacity="本人",
        tracking=tracking,
        note=note or "签收的原件密封存放，不扫描入库",
    )
    case.add(proof)
    stem = f"{lead.number}-SD"
    return proof, documents.issue(case, "D11", proof, records=None, number=_next_number(case, "D11", stem))


def _served_next(case: CaseFile, lead: Lead) -> Document:
    decisions = case.all(LeadAssessment, lead_id=lead.id)
    paper = _told(case, decisions[-1]) if decisions else None
    if paper is None:
        raise NotFound(
            f"线索 {lead.number} 还没有告知书",
            why="先制发，再送达",
            todo=f"先用 jxinspect plan lead notify {lead.number} 制发",
        )
    served = [p for p in case.all(ProofOfService) if paper.id in p.documents and p.received_at]
    if served:
        raise Refused(f"{paper.number}已经送达", why="送达记录不得改写（G55）", todo="核对线索编号", guards=("G55",))
    return paper


def _complete(
    method: ServiceMethod,
    servers: Sequence[str],
    received_at: datetime | None,
    posted_at: datetime | None,
    tracking: str,
) -> None:
    if method not in METHODS:
        raise Refused(
            f"不能用{method.label}告知举报人",
            why="这种方式会让别人知道谁是举报人（办法 9、35）",
            todo="改用 direct、post 或者 electronic",
        )
    if posted_at is not None and method != ServiceMethod.POST:
        raise Refused(
            f"{method.label}没有交邮时间",
            why="只有邮寄送达才交邮（民事诉讼法 91）",
            todo="不写 --posted，或者改用 --method post",
        )
    missing = []
    if received_at is None:
        missing.append("收到时间（--received）；邮寄的写回执上的时间")
    if method == ServiceMethod.DIRECT and not servers:
        missing.append("送达人（--server）")
    if method == ServiceMethod.POST and not tracking:
        missing.append("邮件号（--tracking）")
    if method == ServiceMethod.POST and posted_at is None:
        missing.append("交邮时间（--posted）")
    if missing:
        raise Incomplete(
            f"{method.label}的记录不全", why="送达逐项登记（民事诉讼法 87-95）", todo="补齐", items=missing
        )


def _in_order(case: CaseFile, paper: Document, received_at: datetime | None, posted_at: datetime | None) -> None:
    if posted_at and posted_at < paper.at:
        raise Refused(
            f"交邮时间{chinese_moment(posted_at)}早于告知书的制发时间{chinese_moment(paper.at)}",
            why="告知书制发之后才能交邮（G56）",
            todo="核对 --posted",
            guards=("G56",),
        )
    if posted_at and received_at and received_at < posted_at:
        raise Refused(
            f"签收时间{chinese_moment(received_at)}早于交邮时间{chinese_moment(posted_at)}",
            why="邮件交邮之后才能签收；以回执上注明的收件日期为送达日期（G56；民事诉讼法 91）",
            todo="核对 --posted 和 --received",
            guards=("G56",),
        )
    if received_at and (received_at < paper.at or received_at > min(case.clock, case.at)):
        raise Refused(
            "送达时间不对",
            why=f"告知书于{paper.dated}制发，送达在制发之后、登记之前（G56）",
            todo="核对 --received 和 --at",
            guards=("G56",),
        )
