"""Versions of the free texts of a report; whether evidence for and against the unit was gathered (办法 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from jxinspect.acts.procedure import admit, begin
from jxinspect.acts.serial import ordinal
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.terms import State
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.report import Report, ReportDraft
from jxinspect.model.report_change import TEXTS, Change, consulted_draft, latest_texts, since
from jxinspect.model.report_version import ObjectivityCheck, ReportText
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import inspection_records, staff

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]|[^。！？；\n]+")


def write(case: CaseFile, number: str, texts: Mapping[str, str], note: str = "") -> tuple[ReportText, State]:
    """Keep the texts as a new version; sections that are not given stay as they were. Refused when nothing changed.

    Also where the inspection stands: it tells what the texts are for.
    """
    records = begin(case, number, "report.text")
    rows = as_version(case, records, latest_texts(records) | dict(texts), note)
    if not rows:
        raise Refused("文字没有变化", why="与最新一版相同", todo=f"用 jxinspect report text show {number} 查看最新一版")
    admit(case, records, "report.text", *rows)
    return rows[0], records.inspection.state


def as_version(case: CaseFile, records: InspectionRecords, texts: Mapping[str, str], note: str) -> list[ReportText]:
    """The texts as the next version, unless they are those of the last."""
    last = records.last(ReportText)
    told = {column: texts.get(column, "") for column in TEXTS}
    if last is not None and all(getattr(last, column) == text for column, text in told.items()):
        return []
    row = ReportText(
        inspection_id=records.inspection.id,
        at=case.at,
        n=ordinal(case, (one.n for one in records.of(ReportText))),
        author=staff(case, case.actor).id,
        note=note,
        **told,
    )
    return [row]


def current(case: CaseFile, number: str) -> dict[str, str]:
    """The texts as last written."""
    return latest_texts(inspection_records(case, number))


def version(records: InspectionRecords, n: int | None) -> ReportText:
    """A version by its number, or the last. NotFound names those that there are."""
    rows = records.of(ReportText)
    found = next((row for row in reversed(rows) if n in (None, row.n)), None)
    if found is None:
        known = "、".join(str(row.n) for row in rows) or "无"
        raise NotFound(
            f"没有第{n}版文字" if n else "还没有写检查报告的文字",
            why=f"已有的版次：{known}",
            todo=f"用 jxinspect report text edit {records.inspection.number} 撰写",
        )
    return found


@dataclass(frozen=True)
class Difference:
    """A section that two versions word differently: pieces that stayed (" "), went ("-") and came ("+")."""

    title: str
    pieces: tuple[tuple[str, str], ...]


def compared(before: ReportText, after: ReportText) -> list[Difference]:
    """Section by section, sentence by sentence."""
    return [
        Difference(title, tuple(_pieces(getattr(before, column), getattr(after, column))))
        for column, title in TEXTS.items()
        if getattr(before, column) != getattr(after, column)
    ]


def _pieces(old: str, new: str) -> Iterator[tuple[str, str]]:
    first, second = (_SENTENCE.findall(text) for text in (old, new))
    for kind, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if kind == "equal":
            yield " ", "".join(first[a:b]).strip()
            continue
        told = (("-", "".join(first[a:b]).strip()), ("+", "".join(second[c:d]).strip()))
        yield from ((mark, text) for mark, text in told if text)


def check_objectivity(
    case: CaseFile, number: str, *, against: str, favour: str, heard: str = "", gaps: str = ""
) -> ObjectivityCheck:
    """Record that evidence for and against the unit was gathered alike; `gaps` tells what is still wanting."""
    missing = [title for title, text in (("不利证据", against), ("有利证据", favour)) if not text.strip()]
    if missing:
        raise Incomplete(
            "客观性核对没有写全",
            why="有利和不利的证据都应当收集；没有有利证据的，写明怎样查找过（办法 3）",
            todo="用 --against、--favour 写明",
            items=missing,
        )
    records = begin(case, number, "report.objectivity")
    row = ObjectivityCheck(
        inspection_id=records.inspection.id,
        at=case.at,
        against=against.strip(),
        favour=favour.strip(),
        heard=heard.strip(),
        gaps=gaps.strip(),
        checked_by=staff(case, case.actor).id,
    )
    admit(case, records, "report.objectivity", row)
    return row


def unchecked(records: InspectionRecords) -> str:
    """Why the evidence does not count as gathered on both sides; blank when it does."""
    row = records.last(ObjectivityCheck)
    if row is None:
        return "没有登记有利和不利证据的收集情况"
    return f"证据还没有收集齐全：{row.gaps}" if row.gaps else ""


def moved(case: CaseFile, number: str, draft: int | None = None) -> tuple[str, list[Change]]:
    """What the findings now say otherwise than a draft, the report that is out, or else the draft sent for comment."""
    records = inspection_records(case, number)
    drafts = records.of(ReportDraft)
    if draft is not None:
        before: ReportDraft | Report | None = next((row for row in drafts if row.n == draft), None)
        name = f"稿{draft}"
    else:
        report = records.last(Report)
        last = consulted_draft(records) or records.last(ReportDraft)
        before = report or last
        name = "检查报告" if report else f"稿{last.n}" if last else ""
    if before is None:
        known = "、".join(f"稿{row.n}" for row in drafts) or "无"
        raise NotFound(
            f"没有{name or '征求意见稿'}",
            why=f"已有：{known}",
            todo=f"用 jxinspect report draft {number} 形成征求意见稿",
        )
    return name, since(records, before)
