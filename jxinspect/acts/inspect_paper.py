"""Working papers: written by one, reviewed by another (D21, 办法 15, 22(三))."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jxinspect.acts.inspect import citable, find_evidence
from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.acts.serial import code
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.civil import beijing
from jxinspect.law.matters import matter as matter_of
from jxinspect.law.terms import Role
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.guards.paper import changed
from jxinspect.model.inspect import WorkingPaper
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff


def known_matter(code: str) -> str:
    """The code of a matter of 办法 11-13, 15, as stored. NotFound when there is none."""
    wanted = code.strip().upper()
    return matter_of(wanted).code


def paper(
    case: CaseFile,
    number: str,
    *,
    matter: str,
    author: str,
    basis: Sequence[str],
    method: str,
    facts: str,
    evidence: Sequence[str] = (),
    **fields: Any,
) -> WorkingPaper:
    """Write a working paper on one matter. Its document (D21) is made when somebody else has reviewed it."""
    missing = [title for title, text in (("检查过程和方法", method), ("发现的事实", facts)) if not text.strip()]
    if missing:
        raise Incomplete(
            "工作底稿没有写" + "、".join(missing),
            why="底稿记明怎样检查、发现了什么事实（办法 22(三)）；没有发现问题的也要写明",
            todo="用 --method 和 --facts（或者 --file）写明",
            items=missing,
        )
    records = begin(case, number, "inspect.paper")
    row = WorkingPaper(
        inspection_id=records.inspection.id,
        at=case.at,
        code=_next_code(case, records),
        matter=known_matter(matter),
        author=staff(case, author).id,
        basis=citable(basis, needed_for="工作底稿"),
        method=method,
        facts=facts,
        evidence=[e.id for e in find_evidence(records, evidence)],
        **fields,
    )
    admit(case, records, "inspect.paper", row)
    return row


def _next_code(case: CaseFile, records: InspectionRecords) -> str:
    """The archive code after all documents of the type and all papers that still wait for their review."""
    used = (*(d.number for d in records.of(Document)), *(p.code for p in records.of(WorkingPaper)))
    return code(case, f"{records.inspection.number}-DG", used)


def find_paper(records: InspectionRecords, code: str) -> WorkingPaper:
    """A working paper by its code (2026-007-DG-01) or its tail (01, 1)."""
    wanted = code.strip().upper()
    for row in records.of(WorkingPaper):
        tail = row.code.rpartition("-")[2]
        if wanted in (row.code, tail, tail.lstrip("0")):
            return row
    known = "、".join(p.code for p in records.of(WorkingPaper)) or "无"
    raise NotFound(f"没有底稿 {code}", why=f"这项检查的底稿有：{known}", todo="核对底稿编号")


def review(case: CaseFile, number: str, code: str, *, reviewer: str, text: str) -> tuple[WorkingPaper, Document]:
    """Review a working paper (D21) as head of the department or leader of the team; never one's own."""
    records = begin(case, number, "inspect.review")
    row = find_paper(records, code)
    person = staff(case, reviewer)
    if person.id == row.author:
        raise Refused(
            f"底稿 {row.code} 的复核人不能是编制人{person.name}",
            why="编制和复核应当分开，由检查组组长或者基金监督机构负责人复核（办法 22(三)）",
            todo="换一名复核人",
        )
    if person.role == Role.THIRD_PARTY:
        raise Refused(
            f"{person.name}不能复核底稿",
            why="第三方人员只协助检查（办法 27）",
            todo="由检查组组长或者基金监督机构负责人复核",
        )
    if row.reviewed_at:
        raise Refused(
            f"底稿 {row.code} 已经复核",
            why=f"复核时间{beijing(row.reviewed_at):%Y-%m-%d %H:%M}；复核以后没有改动（G55）",
            todo="内容有变的，用 jxinspect inspect paper set 改动，改动以后重新复核",
            guards=("G55",),
        )
    last = max([row.at, *(one.at for one in changed(records, row))])
    if case.at < last:
        raise Refused(
            f"底稿 {row.code} 的复核时间早于编制或者改动时间",
            why=f"编制或者改动的时间{beijing(last):%Y-%m-%d %H:%M}",
            todo="核对 --at",
            guards=("G56",),
        )
    row.reviewer, row.reviewed_at, row.review_text = person.id, case.at, text
    admit(case, records, "inspect.review")
    return row, issue(case, records, "D21", row, number=_of_version(row))


def _of_version(row: WorkingPaper) -> str:
    """The code itself for the first version, then 2026-007-DG-01-2: the number of what is void stays taken (G57)."""
    return row.code if row.version == 1 else f"{row.code}-{row.version}"
