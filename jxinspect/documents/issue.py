"""Making an official document: number, fields, file, proof, object, row. One function for every kind."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from jxinspect.documents.catalogue import CATALOGUE
from jxinspect.documents.disclosure import covered
from jxinspect.documents.numbering import INSIDE, archive_code, archived, draft_number, following, number_text
from jxinspect.documents.produce import produce, rehearse
from jxinspect.documents.spec import Facts, Fields, Spec
from jxinspect.documents.template_folder import Found
from jxinspect.errors import Refused
from jxinspect.law.civil import day
from jxinspect.law.guards import GUARDS
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.base import Record
from jxinspect.model.document import Document
from jxinspect.model.kinds import SeriesCode
from jxinspect.store.canonical import encoded, require_canonical
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import own_agency, world
from jxinspect.store.series import next_number, running_low
from jxinspect.store.trace import step

#: Characters of the chain head and of the digest of the facts that the footer shows.
CHECK_LENGTH = 12


class Numbered(NamedTuple):
    """The number that a document is given: 发文字号 of a series, archive code, or one of the office's own register."""

    text: str
    series: str | None
    year: int
    n: int | None


def issue(
    case: CaseFile,
    kind: str,
    subject: Record,
    *,
    records: InspectionRecords | None,
    dated: date | None = None,
    number: str | None = None,
) -> Document:
    """Issue a document: it gets its number, is rendered, proven complete, stored and recorded, or nothing happens.

    `number` takes a number that the office's own register assigned. Raises Incomplete when a fact is missing,
    Refused when a number was used before, or this machine has none to give (G57).
    """
    spec = CATALOGUE[kind]
    _undisputed(case, spec, subject, records)
    on = dated or day(case.at)
    numbered = _external(case, number, on) if number else _next(case, spec, records, on)
    facts = facts_of(case, subject, records, on, numbered.text)
    fields, exposes = covered(spec, spec.context(facts), facts.setting)
    if exposes and records is None:
        raise _exposed(spec, exposes)
    digest = sha256(encoded(_plain(fields)).encode()).hexdigest()
    check_code = f"{case.head[:CHECK_LENGTH]}-{digest[:CHECK_LENGTH]}"
    make = rehearse if case.rehearsal else produce
    made = make(spec, {**fields, "校验码": check_code}, case.path, office=case.templates)
    title = str(fields.get("文书名称", spec.title))
    document = Document(
        inspection_id=records.inspection.id if records else None,
        at=case.at,
        kind=spec.id,
        title=title,
        subject_id=subject.id,
        number=numbered.text,
        series=numbered.series,
        year=numbered.year,
        n=numbered.n,
        dated=on,
        sha256=case.objects.put(made.data),
        template_sha256=case.objects.put(made.template) if made.template else None,
        facts_digest=digest,
        chain_head=case.head,
        check_code=check_code,
        file_name=f"{_file_stem(numbered.text)}_{title}.{made.suffix}",
        actor=case.actor,
        exposes=exposes,
    )
    case.add(document)
    if numbered.series and (remark := running_low(case, numbered.series, numbered.year)):
        case.remarks.append(remark)
    step(f"文书 {spec.id} 已制作并读回核对：{len(made.data)} 字节，SHA-256 {document.sha256[:12]}")
    return document


def _undisputed(case: CaseFile, spec: Spec, subject: Record, records: InspectionRecords | None) -> None:
    about = [subject.id, *([records.unit.id] if records else [])]
    inspection = records.inspection.id if records else None
    case.undisputed(about, inspection, f"{spec.title}现在不能制发：它依据的内容正待裁定")


def preview(
    case: CaseFile, kind: str, subject: Record, *, records: InspectionRecords | None, own: Found | None = None
) -> tuple[str, bytes]:
    """File name and bytes of a draft: number left open, nothing recorded. `own`: a template that is not in use yet."""
    spec = CATALOGUE[kind]
    on = day(case.at)
    text = draft_number(*_head(case, spec.series, records), on.year) if spec.series else "（稿）"
    facts = facts_of(case, subject, records, on, text)
    fields, _ = covered(spec, spec.context(facts), facts.setting)
    made = produce(spec, {**fields, "校验码": "未制发"}, case.path, office=case.templates, own=own)
    return f"{spec.id}_{spec.title}（稿）.{made.suffix}", made.data


def facts_of(case: CaseFile, subject: Record, records: InspectionRecords | None, on: date, number: str) -> Facts:
    """All that a context may look at."""
    around = records.world if records else world(case)
    return Facts(
        agency=records.agency if records else own_agency(case),
        subject=subject,
        at=case.at,
        dated=on,
        number=number,
        calendar=around.calendar,
        setting=around.setting,
        records=records,
        look=case.all,
    )


def _next(case: CaseFile, spec: Spec, records: InspectionRecords | None, on: date) -> Numbered:
    if spec.series is None:
        assert records is not None
        number, code = records.inspection.number, spec.archive or spec.id
        papers = case.all(Document, inspection_id=records.inspection.id)
        used = (n for paper in papers if (n := archived(paper.number, number, code)) is not None)
        return Numbered(archive_code(number, code, next(following(used, case.block, INSIDE))), None, on.year, None)
    code, series = _head(case, spec.series, records)
    head = code + series
    n = next_number(case, head, on.year)
    style = (records.world if records else world(case)).text("doc.number.style")
    return Numbered(number_text(code, series, on.year, n, style), head, on.year, n)


def _head(case: CaseFile, series: str, records: InspectionRecords | None) -> tuple[str, str]:
    """Code of the own agency, and the series as it writes it; together the 发文代字, by which numbers are counted."""
    agency = records.agency if records else own_agency(case)
    written = next((row.code for row in case.all(SeriesCode, agency_id=agency.id, series=series)), series)
    return agency.code, written


def _external(case: CaseFile, number: str, on: date) -> Numbered:
    text = number.strip()
    if case.all(Document, number=text):
        raise Refused(
            f"文号 {text} 已经用过", why="一个文号只能用于一份文书（G57）", todo="核对收发登记中的文号", guards=("G57",)
        )
    return Numbered(text, None, on.year, None)


def _exposed(spec: Spec, where: list[str]) -> Refused:
    """A paper of no inspection, so that no guard will judge it."""
    return Refused(
        f"{spec.title}的“{'、'.join(where)}”写有完整的公民身份号码或者银行账号",
        why=f"{GUARDS['G53'].text}（G53，{GUARDS['G53'].basis}）",
        todo=GUARDS["G53"].todo,
        guards=("G53",),
    )


def _file_stem(number: str) -> str:
    """The number as part of a file name that Windows, WPS and ZIP tools keep."""
    return number.replace("〔", "(").replace("〕", ")")


def _plain(value: object) -> object:
    """The facts as lists and texts, which have a canonical form whatever their keys."""
    if type(value) is dict or isinstance(value, Mapping):
        return [[key, one if type(one) is str else _plain(one)] for key, one in sorted(value.items())]
    if isinstance(value, list | tuple):
        return [one if type(one) is str else _plain(one) for one in value]
    if isinstance(value, str):
        return str.__str__(value)
    require_canonical(value)
    return value


__all__ = ["Fields", "facts_of", "issue", "preview"]
