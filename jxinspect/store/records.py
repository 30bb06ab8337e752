"""Loading an inspection with all that hangs on it, and looking things up by the names people use."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from functools import cache

from jxinspect.errors import JxinspectError, NotFound, Refused
from jxinspect.law.calendar import Calendar
from jxinspect.law.calendar_folder import calendar_of
from jxinspect.law.settings import value_of
from jxinspect.model.aggregate import InspectionRecords, World
from jxinspect.model.base import Record
from jxinspect.model.document import Document
from jxinspect.model.kinds import Handout, Interest, Lead, Override, Questioning, Setting, of_table
from jxinspect.model.plan import Agency, Inspection, Staff, Unit
from jxinspect.store.casefile import CaseFile
from jxinspect.store.confidential import telling_words
from jxinspect.store.home import calendars_folder
from jxinspect.store.paper_text import paper_text
from jxinspect.store.series import issuers, missing_before
from jxinspect.store.signatures import faults, is_used

#: So many numbers help somebody who mistyped one.
SHOWN = 10
#: A name is compared with so many others, and this alike at least is taken for the same one mistyped.
COMPARED, NEAR = 500, 0.6


def calendar() -> Calendar:
    """Shipped working days and those that the office imported."""
    return calendar_of(calendars_folder())


def world(case: CaseFile) -> World:
    """Moment, working days, settings and stored objects, as the guards see them; the same as long as the moment is."""
    if case.world is None or case.world.at != case.at:
        case.world = _world(case)
    return case.world


def _world(case: CaseFile) -> World:
    return World(
        at=case.at,
        calendar=calendar(),
        setting=lambda key: value_of(key, lambda name: _own_setting(case, name)),
        digest_of=_digests(case),
        content_of=_contents(case),
        missing_before=_gaps(case),
        device=case.enrolled.id if case.enrolled and not case.enrolled.office else None,
        issuers=lambda: issuers(case),
        apart=lambda: case.all(Document, inspection_id=None),
        ordinal=lambda one: _ordinal(case, one),
        reporters=_reporters(case),
        text_of=_texts(case),
        questionings=lambda: case.all(Questioning),
        handouts=lambda: case.all(Handout),
        let_pass=lambda: frozenset(one.record_id for one in case.all(Override, inspection_id=None)),
        unsigned=_unsigned(case),
        clock_note=case.clock_note,
        journal_head=case.head,
    )


def _own_setting(case: CaseFile, key: str) -> str | None:
    return next((row.value for row in case.all(Setting) if row.key == key), None)


def _unsigned(case: CaseFile) -> Callable[[str | None], Iterable[tuple[str, str, bool]]]:
    """Where nobody has a key nothing is missing; who has one is asked once."""
    signed = cache(lambda: is_used(case.connection))
    return lambda inspection_id: faults(case.connection, inspection_id) if signed() else ()


def _ordinal(case: CaseFile, one: Inspection) -> int:
    return sum(i.id <= one.id for i in case.all(Inspection, year=one.year, unit_id=one.unit_id))


def _gaps(case: CaseFile) -> Callable[[Document], tuple[int, int] | None]:
    """Asked of the index, and once for each document: a year can have ten thousand notices, and each is judged."""
    known: dict[str, tuple[int, int] | None] = {}

    def before(document: Document) -> tuple[int, int] | None:
        if document.id not in known:
            known[document.id] = missing_before(case, document)
        return known[document.id]

    return before


def _digests(case: CaseFile) -> Callable[[str], str | None]:
    @cache
    def digest(sha256: str) -> str | None:
        try:
            return case.objects.digest(sha256)
        except JxinspectError:
            return None

    return digest


def _contents(case: CaseFile) -> Callable[[str], bytes]:
    def content(sha256: str) -> bytes:
        try:
            return case.objects.get(sha256)
        except JxinspectError:
            return b""

    return content


def _reporters(case: CaseFile) -> Callable[[str, Sequence[str]], set[str]]:
    """Only named leads cost anything: their identities are unsealed when a document is judged."""

    def words(unit_id: str, lead_ids: Sequence[str]) -> set[str]:
        leads = {lead.id: lead for lead in case.all(Lead, unit_id=unit_id, named=True)}
        leads |= {id_: case.get(Lead, id_) for id_ in lead_ids}
        return set(telling(tuple(leads)))

    @cache
    def telling(ids: tuple[str, ...]) -> frozenset[str]:
        return frozenset(telling_words(case, [case.get(Lead, id_) for id_ in ids]))

    return words


def _texts(case: CaseFile) -> Callable[[str], str]:
    return cache(lambda sha256: paper_text(case.objects.get(sha256)))


def own_agency(case: CaseFile) -> Agency:
    """The agency whose case file this is."""
    agencies = case.all(Agency, own=True)
    if not agencies:
        raise NotFound(
            "案卷库还没有本机关的信息",
            why="文书的署名、文号和救济途径都取自本机关信息",
            todo="先用 jxinspect plan agency set 登记本机关",
        )
    if len(agencies) > 1:
        names = "、".join(one.name for one in agencies)
        raise Refused(
            f"案卷库里有{len(agencies)}个本机关",
            why=f"{names}；署名、文号和救济途径只能取自一个机关",
            todo="用 jxinspect plan agency own 写明哪一个是本机关",
        )
    return agencies[0]


def inspection(case: CaseFile, number: str) -> Inspection:
    """The inspection of that number, e.g. 2026-007."""
    found = case.all(Inspection, number=number)
    if not found:
        known = [i.number for i in case.all(Inspection)]
        told = "、".join(known[-SHOWN:]) or "无"
        more = f"共 {len(known)} 项，最近的是 " if len(known) > SHOWN else ""
        raise NotFound(
            f"没有编号为 {number} 的检查", why=f"案卷库中的检查：{more}{told}", todo="用 jxinspect status 查看检查编号"
        )
    if len(found) > 1:
        raise case.ambiguous(Inspection, [one.id for one in found])
    return found[0]


def staff(case: CaseFile, name: str) -> Staff:
    """Somebody of the roster by name."""
    found = case.all(Staff, name=name.strip())
    if not found:
        known = "、".join(s.name for s in case.all(Staff)) or "无"
        raise NotFound(
            f"人员名册中没有 {name}{_meant(name, [s.name for s in case.all(Staff)])}",
            why=f"名册中有：{known}",
            todo="先用 jxinspect plan staff add 登记该人员",
        )
    if len(found) > 1:
        raise case.ambiguous(Staff, [one.id for one in found])
    return found[0]


def unit(case: CaseFile, name: str) -> Unit:
    """A supervised unit by its full name, its credit code, or a part of the name that only it has."""
    wanted = name.strip()
    exact = case.all(Unit, name=wanted) or (case.all(Unit, credit_code=wanted) if wanted else [])
    found = exact or [u for u in case.all(Unit) if wanted and wanted in u.name]
    if len(found) == 1:
        return found[0]
    if len({u.name for u in found}) == 1 and found:
        raise case.ambiguous(Unit, [one.id for one in found])
    if found:
        names = "、".join(u.name for u in found)
        raise NotFound(f"“{name}”对应多个单位", why=f"名称相近的有：{names}", todo="写明单位全称或者统一社会信用代码")
    raise NotFound(
        f"没有登记单位 {name}{_meant(wanted, [u.name for u in case.all(Unit)])}",
        why="单位名册中没有这个名称",
        todo="先用 jxinspect plan unit add 或 import 登记该单位",
    )


def _meant(name: str, known: Sequence[str]) -> str:
    """A question for the one name that was probably meant; nothing when none is near, or several are as near."""
    ranked = sorted(((SequenceMatcher(None, name, one).ratio(), one) for one in known[:COMPARED]), reverse=True)
    best, second = [*ranked, (0.0, ""), (0.0, "")][:2]
    return f"，是不是“{best[1]}”" if best[0] > max(NEAR, second[0]) else ""


def inspection_records(case: CaseFile, number: str) -> InspectionRecords:
    """The inspection of that number with every record that hangs on it."""
    one = inspection(case, number)
    return InspectionRecords(
        inspection=one,
        agency=own_agency(case),
        unit=case.get(Unit, one.unit_id),
        staff={s.id: s for s in case.all(Staff)},
        world=world(case),
        load=_loader(case, one),
        nothing=case.answers.empty,
    )


def load_ahead(case: CaseFile, numbers: Sequence[str]) -> None:
    """Ask at once what `inspection_records` of each of these inspections is going to ask; what is written later counts.

    A batch of a thousand would otherwise put seven thousand questions.
    """
    case.ahead(Inspection, "number", numbers)
    found = [one for number in numbers for one in case.all(Inspection, number=number)]
    ids, units = [one.id for one in found], list({one.unit_id for one in found})
    case.ahead(Unit, "id", units)
    case.ahead(Interest, "unit_id", units)
    case.ahead(Lead, "unit_id", units)
    used = {row[0] for row in case.connection.execute(_used(case.hanging))}
    case.none_of(set(case.hanging) - used)
    for name in sorted(used | {str(Document.__tablename__)}):  # every number asks for documents
        case.ahead(of_table(name), "inspection_id", ids)


def _loader(case: CaseFile, one: Inspection) -> Callable[[type[Record]], Sequence[Record]]:
    """Loads one kind of what hangs on the inspection; most kinds have nothing, and one question tells which."""
    there: set[str] | None = None
    about = one.id

    def load(cls: type[Record]) -> Sequence[Record]:
        nonlocal there
        table = str(cls.__tablename__)
        if table == Interest.__tablename__:
            return case.all(Interest, unit_id=one.unit_id)
        if case.answers.knows(table, "inspection_id", about):
            return case.all(cls, inspection_id=about)
        if there is None:
            there = {row[0] for row in case.connection.execute(_which(case.hanging), (about,))}
        return case.all(cls, inspection_id=about) if table in there else ()

    return load


@cache
def _used(names: tuple[str, ...]) -> str:
    """Names those of the tables that hold rows of any inspection."""
    return " UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\")" for name in names)  # noqa: S608 — names of mapped tables


@cache
def _which(names: tuple[str, ...]) -> str:
    """Names those of the tables that hold rows of an inspection."""
    asked = (f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM \"{name}\" WHERE inspection_id = ?1)" for name in names)  # noqa: S608 — names of mapped tables
    return " UNION ALL ".join(asked)
