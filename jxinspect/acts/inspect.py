"""What happens on site, from the showing of certificates to the end of the fieldwork (办法 14, 22(三), 26)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.acts.serial import ordinal
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.civil import beijing
from jxinspect.law.dates import chinese_moment
from jxinspect.law.statutes import refs
from jxinspect.law.terms import CheckMode, EvidenceForm, SignOutcome
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.guards.inspect import lacking
from jxinspect.model.guards.questioning import unsigned
from jxinspect.model.inspect import Commitment, Entry, Evidence, Handover, HandoverItem, SiteRecord
from jxinspect.model.open_request import standing, unanswered
from jxinspect.model.plan import Staff
from jxinspect.model.report import FieldworkEnd
from jxinspect.model.team import inspectors
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import inspection_records, staff


def who(case: CaseFile, records: InspectionRecords, names: Sequence[str]) -> list[str]:
    """Staff ids of those named, each once; without names, all inspectors of the team."""
    people = [staff(case, name) for name in names] if names else inspectors(records)
    return list(dict.fromkeys(person.id for person in people))


def people_of(case: CaseFile, ids: Sequence[str]) -> list[Staff]:
    """The people of the roster with these ids."""
    return [case.get(Staff, one) for one in ids]


def find_evidence(records: InspectionRecords, codes: Sequence[str]) -> list[Evidence]:
    """Items of evidence by code (2026-007-ZJ-003), its tail (003) or number (3), each once."""
    found: dict[str, Evidence] = {}
    for code in codes:
        wanted = code.strip().upper()
        item = next((e for e in records.of(Evidence) if wanted in (e.code, str(e.seq), f"{e.seq:03d}")), None)
        if item is None:
            known = "、".join(e.code for e in records.of(Evidence)) or "无"
            raise NotFound(
                f"没有证据 {code}", why=f"这项检查的证据有：{known}", todo="用 jxinspect inspect evidence list 核对编号"
            )
        found[item.id] = item
    return list(found.values())


def signature_explained(outcome: SignOutcome, reason: str) -> None:
    """Incomplete when nobody signed and the record does not say why (最高法证据规定 15)."""
    if outcome != SignOutcome.SIGNED and not reason.strip():
        raise Incomplete(
            f"{outcome.label}没有写明原因",
            why="拒绝签名或者不能签名的，应当注明原因（最高法证据规定 15）",
            todo="用 --reason 写明原因；有见证人的，用 --witness 写明",
        )


def recusal_explained(*, asked: bool, reason: str) -> None:
    """Incomplete when recusal is asked for without a reason (行政处罚法 43)."""
    if asked and not reason.strip():
        raise Incomplete(
            "申请回避没有记录理由",
            why="回避申请由行政机关负责人审查决定，须有申请的理由（办法 26 III；行政处罚法 43 III）",
            todo="写明当事人所说的理由；没有说明理由的，写“未说明理由”",
        )


def lasted(case: CaseFile, ended_at: datetime, what: str) -> None:
    """Refused when what began at the moment of the act ends before it begins, or has not ended yet (G16)."""
    begun = f"开始{chinese_moment(case.at)}，结束{chinese_moment(ended_at)}"
    if ended_at <= case.at:
        raise Refused(
            f"{what}的结束时间不晚于开始时间",
            why=f"{begun}；起止时间是笔录的要件（最高法证据规定 10、15）",
            todo="用 --at 写开始时间，用 --ended 写结束时间",
            guards=("G16",),
        )
    if ended_at > case.clock:
        raise Refused(
            f"{what}还没有结束",
            why=f"{begun}，本机时间{chinese_moment(case.clock)}；还没有发生的事不能登记",
            todo="结束以后再登记；开始时间用 --at 写明",
        )


def citable(texts: Sequence[str], *, needed_for: str = "") -> list[str]:
    """The refs as they are stored, each place once. Incomplete or NotFound when one cannot be cited."""
    found = [text.strip() for text in texts if text.strip()]
    for text in found:
        refs(text)
    if needed_for and not found:
        raise Incomplete(
            f"{needed_for}没有依据",
            why="认定和处理都要有法律依据（行政处罚法 40；办法 3）",
            todo="用 --basis 写明依据，如 --basis '办法 34(二)'；可多次",
        )
    return list(dict.fromkeys(found))


def enter(
    case: CaseFile,
    number: str,
    *,
    met: str,
    met_post: str,
    names: Sequence[str] = (),
    place: str | None = None,
    recusal_reason: str = "",
    outcome: SignOutcome = SignOutcome.SIGNED,
    reason: str = "",
    **fields: Any,
) -> tuple[Entry, Document]:
    """Show certificates, tell rights and duties (D13). From here on acts on site are lawful (G12)."""
    recusal_explained(asked=fields.get("recusal_asked", False), reason=recusal_reason)
    signature_explained(outcome, reason)
    records = begin(case, number, "inspect.enter")
    entry = Entry(
        inspection_id=records.inspection.id,
        at=case.at,
        place=place or records.unit.address,
        inspectors=who(case, records, names),
        met=met,
        met_post=met_post,
        recusal_reason=recusal_reason,
        outcome=outcome,
        reason=reason,
        **fields,
    )
    admit(case, records, "inspect.enter", entry)
    return entry, issue(case, records, "D13", entry)


def commit(
    case: CaseFile,
    number: str,
    *,
    signer: str,
    post: str,
    refused: bool = False,
    reason: str = "",
    lists: Sequence[str] = (),
    **fields: Any,
) -> tuple[Commitment, Document | None]:
    """Note the unit's written commitment (D14, 办法 14 II), or that it refused one and why.

    Without `lists` it covers all materials lists and hand-over lists that there are.
    """
    if refused and not reason.strip():
        raise Incomplete(
            "拒绝承诺没有写明理由", why="拒绝的情况应当记录在案（办法 14 II、34）", todo="用 --reason 写明理由"
        )
    records = begin(case, number, "inspect.commit")
    commitment = Commitment(
        inspection_id=records.inspection.id,
        at=case.at,
        signer=signer,
        post=post,
        refused=refused,
        reason=reason,
        lists=list(lists) or _lists(records),
        **fields,
    )
    _exported_before(commitment)
    _of_data(records, commitment)
    admit(case, records, "inspect.commit", commitment)
    return commitment, None if refused else issue(case, records, "D14", commitment)


def _exported_before(commitment: Commitment) -> None:
    if commitment.exported_at and commitment.exported_at > commitment.at:
        raise Refused(
            f"导出时间{chinese_moment(commitment.exported_at)}晚于承诺的时间{chinese_moment(commitment.at)}",
            why="单位承诺的是已经导出的数据（办法 14 II；G56）",
            todo="核对 --exported-at 和 --at",
            guards=("G56",),
        )


def _of_data(records: InspectionRecords, commitment: Commitment) -> None:
    """Off site there is nothing but data: Incomplete without the system that it came from and when it was exported."""
    if commitment.refused or records.inspection.mode != CheckMode.OFF_SITE:
        return
    wanted = {
        "电子数据所在系统的名称和版本（--system）": commitment.system.strip(),
        "电子数据的导出时间（--exported-at）": commitment.exported_at,
    }
    if missing := [words for words, value in wanted.items() if not value]:
        raise Incomplete(
            "承诺书没有写明数据从哪里来",
            why="非现场检查报送的是电子数据，单位承诺它与信息系统中的数据一致（办法 14 II、23(一)）",
            todo="按照单位的承诺书补齐；单位拒绝承诺的写 --refused --reason",
            items=missing,
        )


def _lists(records: InspectionRecords) -> list[str]:
    returns = {h.id for h in records.of(Handover) if h.back}
    papers = [d for d in records.documents("D07", "D08", "D10", "D17") if d.subject_id not in returns]
    return [f"{'资料交接清单' if d.kind == 'D17' else d.title}（{d.number}）" for d in papers]


def record(
    case: CaseFile,
    number: str,
    *,
    topic: str,
    ended_at: datetime,
    companion: str,
    recorder: str,
    steps: Sequence[str],
    seen: str,
    evidence: Sequence[str] = (),
    names: Sequence[str] = (),
    place: str | None = None,
    outcome: SignOutcome = SignOutcome.SIGNED,
    reason: str = "",
    **fields: Any,
) -> tuple[SiteRecord, Document]:
    """Record what was done and seen on site (D20), also the unit's oral report (听取汇报, 办法 22(三))."""
    lasted(case, ended_at, "现场检查")
    signature_explained(outcome, reason)
    recusal_explained(asked=fields.get("recusal_asked", False), reason=fields.get("recusal_reason", ""))
    _reported(fields.get("reporter", ""), fields.get("reported", ""))
    _looked(steps, seen, fields.get("reported", ""))
    records = begin(case, number, "inspect.record")
    row = SiteRecord(
        inspection_id=records.inspection.id,
        at=case.at,
        seq=ordinal(case, (one.seq for one in records.of(SiteRecord))),
        topic=topic,
        ended_at=ended_at,
        place=place or records.unit.address,
        companion=companion,
        inspectors=who(case, records, names),
        recorder=staff(case, recorder).id,
        steps=[step.strip() for step in steps if step.strip()],
        seen=seen,
        evidence=[e.id for e in find_evidence(records, evidence)],
        outcome=outcome,
        reason=reason,
        **fields,
    )
    admit(case, records, "inspect.record", row)
    return row, issue(case, records, "D20", row)


def _looked(steps: Sequence[str], seen: str, reported: str) -> None:
    """Incomplete without course or facts; a record of the oral report alone needs neither."""
    facts = (("检查过程（--step）", any(step.strip() for step in steps)), ("现场情况（--seen）", bool(seen.strip())))
    missing = [] if reported.strip() else [title for title, known in facts if not known]
    if missing:
        raise Incomplete(
            "现场检查笔录没有" + "和".join(missing),
            why="笔录应当分项记明查阅资料、查看系统、盘点等过程和看到的情况（办法 22(三)；最高法证据规定 15）",
            todo="用 --step 查阅资料：… 逐项写明，用 --seen 写明情况；听取汇报的用 --reporter 和 --report",
            items=missing,
        )


def _reported(reporter: str, reported: str) -> None:
    if bool(reporter.strip()) != bool(reported.strip()):
        raise Incomplete(
            "听取汇报的记录不全",
            why="应当记明汇报人和汇报的内容（办法 22(三)）",
            todo="同时写 --reporter 姓名和职务、--report 汇报内容",
        )


def leave(case: CaseFile, number: str, *, note: str = "") -> FieldworkEnd:
    """Close the fieldwork: every working paper has been reviewed (G67), and nothing on site is dated later."""
    records = begin(case, number, "inspect.leave")
    entry = records.last(Entry)
    if entry and case.at < entry.at:
        raise Refused(
            "现场检查的结束时间早于进点时间",
            why=f"进点时间{beijing(entry.at):%Y-%m-%d %H:%M}（办法 22）",
            todo="核对 --at",
            guards=("G56",),
        )
    row = FieldworkEnd(inspection_id=records.inspection.id, at=case.at, note=note)
    admit(case, records, "inspect.leave", row)
    return row


def unfinished(case: CaseFile, number: str) -> list[str]:
    """What is still to be done after the fieldwork, in words: commitment, returns, evidence not fully described."""
    records = inspection_records(case, number)
    kept = [i.name for i in records.of(HandoverItem) if i.returned_id is None and i.form == EvidenceForm.ORIGINAL]
    bare = [e.code for e in records.of(Evidence) if lacking(e)]
    lacks = {
        "收取承诺书（inspect commit）": [] if records.of(Commitment) else ["承诺书"],
        "归还原件（inspect return）": kept,
        "登记询问笔录的逐页签名（doc signed）": [number for _, number in unsigned(records)],
        "了结数据请求（inspect request receive）": [r.number for r in unanswered(records)],
        "收回查询权限（inspect request withdraw）": [r.account for r in standing(records)],
        "补全证据的来源和证明对象（inspect evidence set）": bare,
    }
    return [f"{title}：{'、'.join(names[:5])}" for title, names in lacks.items() if names]
