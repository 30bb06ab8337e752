"""What the page of a dossier says, from the records, the files that go with it, and the journal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from urllib.parse import quote

from jxinspect.acts.check import check
from jxinspect.acts.dossier_cover import Cover
from jxinspect.acts.dossier_files import Files, Kept, Listed
from jxinspect.acts.dossier_journal import Told
from jxinspect.acts.dossier_parts import Around, Ask, parts, table
from jxinspect.documents.dossier_page import Cell, Leaf, Page, Part, thumbnail_uri
from jxinspect.documents.dossier_section import columns
from jxinspect.documents.report_dossier import page_numbers, papers
from jxinspect.law.civil import beijing, day
from jxinspect.law.dates import chinese_date
from jxinspect.law.deadlines import deadline, due
from jxinspect.law.dossier import ON_REQUEST, Audience, volume
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.report import Closing
from jxinspect.store.casefile import CaseFile

if TYPE_CHECKING:
    from jxinspect.store.problem import Problem

JOURNAL, VERIFIED = "日志.jsonl", "校验结果.json"
#: So many pictures are shown small; of more, the page would become too large to be opened.
_MOST = 400
#: Pictures above this size are not made small for the page.
_LARGEST = 64 << 20
_ACTS = columns(
    ("at", "时间", "moment"),
    ("actor", "办理人"),
    ("act", "操作"),
    ("entries", "条目", "number"),
    ("hash", "末条摘要", "digest"),
)
_HEADS = columns(
    ("chain", "链"), ("seq", "条数", "number"), ("entry", "链头", "digest"), ("device_key", "设备公钥", "digest")
)


@dataclass(frozen=True)
class Asked:
    """For whom the dossier is, what `verify` found before, and when a court or review organ asked for it."""

    audience: Audience
    verified: Sequence[Problem]
    received: date | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing is damaged or altered."""
        return not any(one.severity == "damaged" for one in self.verified)


def requested(received: date | None, records: InspectionRecords) -> list[tuple[str, date]]:
    """By when evidence is to be handed in, counted from the day on which the copy of the claim came (T28)."""
    if received is None:
        return []
    return [(deadline(id_).title, due(id_, received, records.world.calendar).last_day) for id_ in ON_REQUEST]


def page_of(
    case: CaseFile, records: InspectionRecords, files: Files, *, ask: Ask, cover: Cover, journal: Told, asked: Asked
) -> Page:
    """The page of these files for this audience."""
    around = Around(ask, records.world, cover, _anchors(files), _links(files), _pictures(case, files))
    inspection, outside = records.inspection, asked.audience is Audience.OUTSIDE
    return Page(
        title=f"对{records.unit.name}实施的社会保险基金{inspection.called}案卷",
        subtitle=records.agency.name,
        audience=f"检查编号 {inspection.number}　{asked.audience.label}",
        made=f"{beijing(case.at):%Y-%m-%d %H:%M} 制作",
        head=_head(records, files, asked.received),
        whole=asked.whole,
        verified=_findings(case, records, asked.verified, journal, outside=outside),
        parts=parts(around, asked.audience),
        leaves=_leaves(files, records, cover),
        journal=_journal(around, journal, outside=outside),
        left_out=files.left_out(),
    )


def _head(records: InspectionRecords, files: Files, received: date | None) -> list[tuple[str, Cell]]:
    inspection, closing = records.inspection, records.last(Closing)
    facts = [
        ("检查机关", records.agency.name),
        ("承办机构", records.agency.department),
        ("被监督单位", records.unit.name),
        ("检查编号", inspection.number),
        ("检查方式", f"{inspection.mode.label}　{inspection.called}"),
        ("所属期间", f"{chinese_date(inspection.period_from)}至{chinese_date(inspection.period_to)}"),
        ("阶段", inspection.state.label),
        ("本卷内容", f"文书{sum(1 for one in files.papers if one.path)}件，证据{len(files.evidence)}件"),
    ]
    if closing is not None:
        facts += [("办结日期", chinese_date(day(closing.at))), ("办理结果", closing.result)]
        facts += [("保管期限", closing.retention), ("归档号", closing.dossier_no), ("全宗号", closing.fonds_no)]
    facts += [(f"{title}的最后一日", chinese_date(last)) for title, last in requested(received, records)]
    return [(title, Cell(text)) for title, text in facts]


def _findings(
    case: CaseFile, records: InspectionRecords, verified: Sequence[Problem], journal: Told, *, outside: bool
) -> list[str]:
    lines = [
        f"{beijing(case.clock):%Y-%m-%d %H:%M} 校验：重新计算日志{journal.entries}条的摘要和签名，与全部记录比对，"
    ]
    lines[0] += "重新计算全部文书和证据的 SHA-256"
    lines += [f"{'不符' if one.severity == 'damaged' else '提示'}：{one.part}　{one.text}" for one in verified]
    if outside:
        return lines
    objected = check(case, records.inspection.number)
    lines += [f"程序规则 {one.guard}：{one.text}（{one.basis}）" for one in objected]
    return lines if objected else [*lines, "对照程序规则检查：没有不符合"]


def _leaves(files: Files, records: InspectionRecords, cover: Cover) -> list[Leaf]:
    closing = records.last(Closing)
    numbers = ["", *(page_numbers(closing, papers(records))[0] if closing else [])]
    leaves: list[Leaf] = []
    for one in files.papers:
        group = one.group or (leaves[-1].group if leaves else "")
        pages = numbers[one.place] if one.place < len(numbers) else ""
        leaves.append(_leaf(one, group, pages, cover))
    return leaves


def _leaf(one: Listed, group: str, pages: str, cover: Cover) -> Leaf:
    paper = one.paper
    return Leaf(
        place=one.place,
        anchor=one.anchor,
        group=group,
        volume=volume(paper.kind),
        number=paper.number,
        title=cover(paper.title),
        responsible=cover(paper.responsible),
        dated=str(paper.dated),
        note=paper.note,
        pages=pages,
        file=quote(one.path),
        scans=[(words, quote(path)) for words, path, _ in one.scans],
        digest=paper.sha256 or "",
        text=[line.split("\t") for line in one.text.split("\n")] if one.text else [],
    )


def _journal(around: Around, journal: Told, *, outside: bool) -> Part:
    heads = table(around, _HEADS, journal.heads, "链头")
    note = "每条日志与前一条相扣，改动任何一条，以后各条的摘要都不符；文书页脚的校验码前 12 位是制发前的链头。"
    if outside:
        return Part("journal", "日志和校验", note=note, tables=[heads])
    note += f"全部条目在 {JOURNAL}，不属于本卷的条目只有首部；校验的结果在 {VERIFIED}。"
    return Part(
        "journal", "日志和校验", note=note, tables=[heads, table(around, _ACTS, journal.acts, "本次检查的操作")]
    )


def _anchors(files: Files) -> dict[str, str]:
    found = {one.paper.number: f"#{one.anchor}" for one in files.papers if one.paper.number}
    return found | {one.code: f"#evidence-{one.code}" for one in files.evidence}


def _links(files: Files) -> dict[str, str]:
    return {one.code: quote(one.path) for one in files.evidence}


def _pictures(case: CaseFile, files: Files) -> dict[str, str]:
    shown = [one for one in files.evidence if one.picture][:_MOST]
    return {one.code: _picture(case, one) for one in shown}


def _picture(case: CaseFile, one: Kept) -> str:
    if case.objects.path_of(one.sha256).stat().st_size > _LARGEST:
        return ""
    return thumbnail_uri(case.objects.get(one.sha256))
