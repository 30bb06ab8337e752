"""Issued documents: drafts, signed papers that came back, void numbers, copies handed out (G55, G57)."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from jxinspect.acts.document_number import parted, the_one
from jxinspect.acts.template import spec_of
from jxinspect.documents import issue as documents
from jxinspect.documents.catalogue import CATALOGUE
from jxinspect.documents.numbering import parse_number, spelled
from jxinspect.documents.subjects import SUBJECTS
from jxinspect.documents.template_folder import Found
from jxinspect.errors import Damaged, Incomplete, NotFound, Refused
from jxinspect.law.terms import SignOutcome
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.base import Record
from jxinspect.model.document import Document
from jxinspect.model.kinds import DocumentVoid, Plan, SignedPaper
from jxinspect.model.lead import Lead, LeadAssessment
from jxinspect.model.plan import Inspection
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import inspection_records


def find(case: CaseFile, number: str) -> Document:
    """The document of that number or archive code; brackets may be typed in any way."""
    text, which = parted(number)
    wanted = spelled(text)
    found = case.all(Document, number=wanted) or _by_parts(case, wanted)
    if not found:
        raise NotFound(
            f"没有文号或者编号为 {wanted} 的文书", why="编号有误，或者文书还没有制发", todo="用 jxinspect doc list 查看"
        )
    return the_one(case, found, which)


def _by_parts(case: CaseFile, number: str) -> list[Document]:
    """001号 and 1号 are the same number; offices that pad write the one and say the other."""
    try:
        parts = parse_number(number)
    except Incomplete:
        return []
    return case.all(Document, series=parts.head, year=parts.year, n=parts.n)


def records_of(case: CaseFile, document: Document) -> InspectionRecords | None:
    """The records of the inspection that the document belongs to; the annual plan belongs to none."""
    if document.inspection_id is None:
        return None
    return inspection_records(case, case.get(Inspection, document.inspection_id).number)


def preview(case: CaseFile, kind: str, of: str, own: Found | None = None) -> tuple[str, bytes]:
    """File name and bytes of a draft from what is recorded; `of`: the inspection, for D01 the year, for D31 a lead.

    `own`: this template instead of the one in use."""
    kind = spec_of(kind).id
    if kind.startswith("D01"):
        subject: Record | None = next((p for p in case.all(Plan) if str(p.year) == of.strip()), None)
        records = None
    elif kind.startswith("D31"):
        lead = next((one for one in case.all(Lead, number=of.strip().upper())), None)
        decided = case.all(LeadAssessment, lead_id=lead.id)[-1:] if lead and kind == "D31a" else []
        subject, records = (lead if kind == "D31" else next(iter(decided), None)), None
    else:
        records = inspection_records(case, of)
        subject = SUBJECTS[kind].latest(records.of) or _itself(kind, records)
    if subject is None:
        raise NotFound(
            f"{of} 还没有{CATALOGUE[kind].title}的内容",
            why="草稿取自已经登记的事实，这里还没有登记",
            todo=f"先登记有关事实；只看样式的，用 jxinspect doc template preview {kind}",
        )
    return documents.preview(case, kind, subject, records=records, own=own)


def _itself(kind: str, records: InspectionRecords) -> Record | None:
    return records.inspection if Inspection in SUBJECTS[kind].kinds else None


def signed(
    case: CaseFile,
    number: str,
    *,
    signer: str,
    capacity: str,
    outcome: SignOutcome = SignOutcome.SIGNED,
    reason: str = "",
    witness: str = "",
    scan: Path | None = None,
) -> SignedPaper:
    """Note who signed the paper, or refused and why; the scan is kept as it is. Each signer has a record of his own."""
    document = find(case, number)
    _may_be_signed(case, document, signer, capacity)
    _explained(document, outcome, reason, witness)
    paper = SignedPaper(
        document_id=document.id,
        inspection_id=document.inspection_id,
        at=case.at,
        signer=signer.strip(),
        capacity=capacity.strip(),
        outcome=outcome,
        reason=reason,
        witness=witness,
        scan=case.objects.put_file(scan).sha256 if scan else None,
        scan_name=scan.name if scan else "",
    )
    case.add(paper)
    return paper


def _may_be_signed(case: CaseFile, document: Document, signer: str, capacity: str) -> None:
    if document.inspection_id is None and document.kind in ("D31a", "D11"):
        raise Refused(
            f"{document.number}由举报人签收，不登记签名人和扫描件",
            why="举报人的信息只能隔离保存（办法 9、35、38）",
            todo="签收的原件密封存放；送达用 jxinspect plan lead serve 登记",
            guards=("G63",),
        )
    void = case.all(DocumentVoid, document_id=document.id)
    if void:
        raise Refused(
            f"{document.number}已经作废，不能登记签收",
            why=f"作废理由：{void[0].reason}",
            todo="核对文号；重新制发的文书有新的文号",
        )
    if case.at < document.at:
        raise Refused(
            f"签名时间早于{document.number}的制发时间",
            why="文书制发之后才能签名（G56）",
            todo="核对 --at",
            guards=("G56",),
        )
    if any(
        (p.signer, p.capacity) == (signer.strip(), capacity.strip())
        for p in case.all(SignedPaper, document_id=document.id)
    ):
        raise Refused(
            f"{signer}（{capacity}）在{document.number}上的签名情况已经登记",
            why="记录不得修改，一人一种身份登记一次（G55）",
            todo="用 jxinspect doc show 查看已有的登记",
            guards=("G55",),
        )


def _explained(document: Document, outcome: SignOutcome, reason: str, witness: str) -> None:
    if outcome == SignOutcome.SIGNED:
        return
    if not reason.strip():
        raise Incomplete(
            f"{outcome.label}没有写明原因",
            why="当事人拒绝签名或者不能签名的，应当注明原因（最高法证据规定 15）",
            todo="用 --reason 写明原因",
        )
    if "W" in CATALOGUE[document.kind].signers and not witness.strip():
        raise Incomplete(
            f"{document.title}{outcome.label}没有写明见证人",
            why="当事人拒绝签名的应当注明；不到场的，由见证人签名（行政强制法 18(八)(九)）",
            todo="用 --witness 写明见证人",
        )


@dataclass
class Export:
    """Documents on their way out: what the case file says they are, and, after the act, where they went."""

    documents: list[Document]
    paths: list[Path] = field(default_factory=list)
    #: SHA-256 of the one encrypted file that holds them all; empty when each is a file of its own.
    package: str = ""

    @property
    def digest(self) -> str:
        """SHA-256 over number and digest of every document, in order; the same in every place."""
        lines = "".join(f"{d.sha256}  {d.number}\n" for d in self.documents)
        return sha256(lines.encode()).hexdigest()

    def compare(self) -> None:
        """Read back what was written (nothing in a trial). Damaged when a file is not what the case file holds."""
        wanted = [(d.number, d.sha256) for d in self.documents] if not self.package else [("压缩包", self.package)]
        for (name, digest), path in zip(wanted, self.paths, strict=bool(self.paths)):
            if sha256(path.read_bytes()).hexdigest() != digest:
                raise Damaged(
                    f"写出的文件与案卷库不一致：{path}",
                    why=f"{name}的校验值应当是 {digest}",
                    todo="检查磁盘后重新导出；不要使用这个文件",
                )
