"""The same notice for many units: everything is rehearsed first, then issued in groups that can be taken up again.

A group is one act: its documents, its journal and a note of the rows it carried out are written together or not at
all. The note makes the batch resumable: a row whose digest stands in the journal is not carried out again.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from jxinspect.acts import notify
from jxinspect.acts.approval import approve_scheme
from jxinspect.acts.batch_rows import Batch, Wish
from jxinspect.acts.scheme import new_scheme, open_inspection, set_team
from jxinspect.errors import Incomplete, JxinspectError, NotFound, Refused
from jxinspect.law.civil import day
from jxinspect.law.terms import InspectionForm, State
from jxinspect.model.document import Document
from jxinspect.model.plan import Inspection, Unit
from jxinspect.model.year import Plan, PlanItem
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import inspection, load_ahead, unit

ACT = "notify.batch"
#: Notices that are committed together: so many share opening the case file and waiting for the disk, and so many are to
#: be made again after a power cut. Others wait meanwhile, ten seconds at most: it takes a few seconds.
GROUP = 400
#: Papers of a row whose scheme is decided with it: scheme, approval, notice, list of materials.
PAPERS = 4
_BEFORE_NOTICE = (State.PLANNED, State.SCHEMED, State.APPROVED)


@dataclass(frozen=True)
class Head:
    """The head's decision on the schemes of the whole list, recorded for each inspection (办法 22(一))."""

    approver: str
    text: str
    reviewer: str | None = None


@dataclass(frozen=True)
class Issued:
    """What became of one row: its inspection and its documents, in the order in which they were made."""

    wish: Wish
    number: str
    unit: str
    documents: tuple[Document, ...]


class RowFailed(Exception):
    """One row of a group could not be carried out, though the rehearsal had found nothing."""

    def __init__(self, wish: Wish, fault: JxinspectError) -> None:
        super().__init__(wish.place)
        self.wish, self.fault = wish, fault


# ---- what is done already ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Before:
    """What former runs did: rows that stand in the journal, and rows that now ask for the same with other words."""

    done: Mapping[str, Issued]
    faults: Mapping[str, JxinspectError]
    #: Rows that a file of other content was issued for: lines were added or taken out since.
    elsewhere: int


def done_before(case: CaseFile, batch: Batch) -> Before:
    """Which rows are carried out already, by their digest.

    A notice that went out is not issued a second time because somebody changed a cell: such a row is a fault.
    """
    notes = [note for note in case.notes(ACT) if "batch" in note]
    noted = {
        row["row"]: {**row, "batch": note["batch"], "file": note["file"]} for note in notes for row in note["rows"]
    }
    again = [noted[wish.digest] for wish in batch.wishes if wish.digest in noted]
    case.ahead(Inspection, "id", [row["inspection"] for row in again])
    case.ahead(Document, "id", [id_ for row in again for id_ in row["documents"]])
    case.ahead(Unit, "id", list({case.get(Inspection, row["inspection"]).unit_id for row in again}))
    done = {w.digest: _issued(case, w, noted[w.digest]) for w in batch.wishes if w.digest in noted}
    others = _by_meaning(case, [row for digest, row in noted.items() if digest not in done])
    faults = {
        w.digest: _changed(case, *others[m])
        for w in batch.wishes
        if w.digest not in done and (m := _meaning(w)) in others
    }
    elsewhere = sum(noted[digest]["batch"] != batch.id for digest in done)
    return Before(done, faults, elsewhere)


def _issued(case: CaseFile, wish: Wish, noted: Mapping[str, Any]) -> Issued:
    one = case.get(Inspection, noted["inspection"])
    papers = tuple(case.get(Document, id_) for id_ in noted["documents"])
    return Issued(wish, one.number, case.get(Unit, one.unit_id).name, papers)


#: What a row names its inspection by, and that: its number, the line of this year's plan, or the unit.
_Meaning = tuple[str, object]


def _meaning(wish: Wish) -> _Meaning:
    named = next((name for name in ("number", "item") if wish.values[name]), "unit")
    return named, wish.values[named]


def _by_meaning(case: CaseFile, rows: Sequence[Mapping[str, Any]]) -> dict[_Meaning, tuple[str, Mapping[str, Any]]]:
    """Rows that were carried out, with the number of their inspection, by all that would mean it again.

    An inspection of another year is meant by its number alone.
    """
    noted, found = {row["inspection"]: row for row in rows}, dict[_Meaning, tuple[str, Mapping[str, Any]]]()
    for id_, number, year, *named in case.connection.execute(_INSPECTIONS):
        if id_ in noted:
            found["number", number] = number, noted[id_]
            these = zip(("item", "unit", "unit"), named, strict=True) if year == day(case.at).year else ()
            found |= {(kind, name): (number, noted[id_]) for kind, name in these if name}
    return found


_INSPECTIONS = """
SELECT inspection.id, number, year, planitem.seq, unit.name, unit.credit_code FROM inspection
JOIN unit ON unit.id = inspection.unit_id LEFT JOIN planitem ON planitem.id = inspection.plan_item_id
"""


def _changed(case: CaseFile, number: str, row: Mapping[str, Any]) -> JxinspectError:
    numbers = "、".join(case.get(Document, id_).number for id_ in row["documents"])
    return Refused(
        f"检查 {number} 已经由清单“{row['file']}”按另外的内容制发 {numbers}",
        why="已经制发的通知书不因清单改动而重新制发（G55、G57）",
        todo="恢复原来的行或者删去该行；确需改正的，用 doc correct 补正，或者 doc void 作废后另行制发",
        guards=("G55", "G57"),
    )


# ---- issuing -------------------------------------------------------------------------------------------------


def groups(wishes: Sequence[Wish], head: Head | None) -> Iterator[Sequence[Wish]]:
    """The rows in groups that take about as long, whether schemes are decided with them or not."""
    size = GROUP if head is None else max(1, GROUP // PAPERS)
    for start in range(0, len(wishes), size):
        yield wishes[start : start + size]


def issue_group(case: CaseFile, batch: Batch, wishes: Sequence[Wish], head: Head | None) -> Iterator[Issued]:
    """Carry out the rows in this act and note them in the journal. RowFailed takes the whole group back."""
    prepare(case, wishes)
    noted = []
    for wish in wishes:
        try:
            made = carried_out(case, wish, head)
        except (NotFound, Refused, Incomplete) as fault:
            raise RowFailed(wish, fault) from fault
        one = inspection(case, made.number)
        noted.append({"row": wish.digest, "inspection": one.id, "documents": [paper.id for paper in made.documents]})
        yield made
    case.note(batch=batch.id, file=batch.name, rows=noted)


def prepare(case: CaseFile, wishes: Sequence[Wish]) -> None:
    """Ask the case file once what each row is going to ask."""
    numbers = [wish.values["number"] for wish in wishes if wish.values["number"]]
    named = {wish.values["unit"] for wish in wishes if wish.values["unit"] and not wish.values["number"]}
    case.ahead(Unit, "name", sorted(named))
    units = [one.id for name in sorted(named) for one in case.all(Unit, name=name)]
    case.ahead(Inspection, "unit_id", units)
    waiting = [one.number for id_ in units for one in case.all(Inspection, unit_id=id_) if one.state in _BEFORE_NOTICE]
    load_ahead(case, [*numbers, *waiting])


def carried_out(case: CaseFile, wish: Wish, head: Head | None) -> Issued:
    """The notice of one row, and before it what the row's inspection still lacks and the head has decided."""
    with _waivers_of(case, wish):
        one = meant(case, wish, head)
        papers = [] if head is None or one.state == State.APPROVED else _approved(case, one, wish, head)
        papers += _notice(case, one, wish)
    return Issued(wish, one.number, case.get(Unit, one.unit_id).name, tuple(papers))


def meant(case: CaseFile, wish: Wish, head: Head | None) -> Inspection:
    """The inspection of a row: one that waits for its notice, or a new one from the line of the plan."""
    return _begun(case, wish) or _opened(case, wish, head)


@contextmanager
def _waivers_of(case: CaseFile, wish: Wish) -> Iterator[None]:
    common = case.waivers
    case.waivers = wish.waivers(common)
    try:
        yield
    finally:
        case.waivers = common


def _begun(case: CaseFile, wish: Wish) -> Inspection | None:
    """The inspection that the row means, if there is one to be notified."""
    if wish.values["number"]:
        return inspection(case, wish.values["number"])
    waiting = [one for one in _of_unit(case, wish) if one.state in _BEFORE_NOTICE]
    if len(waiting) > 1:
        numbers = "、".join(one.number for one in waiting)
        raise Incomplete(f"有几项待通知的检查：{numbers}", why="不知道通知哪一项", todo="在“检查编号”列写明")
    return waiting[0] if waiting else None


def _of_unit(case: CaseFile, wish: Wish) -> list[Inspection]:
    if wish.values["item"]:
        found = _item(case, wish)
        return case.all(Inspection, plan_item_id=found.id) if found else []
    of = unit(case, wish.values["unit"])
    return [one for one in case.all(Inspection, unit_id=of.id) if one.year == day(case.at).year]


def _item(case: CaseFile, wish: Wish) -> PlanItem | None:
    plans = case.all(Plan, year=day(case.at).year)
    found = case.all(PlanItem, plan_id=plans[0].id, seq=wish.values["item"]) if plans else []
    return found[0] if found else None


def _opened(case: CaseFile, wish: Wish, head: Head | None) -> Inspection:
    """A new inspection from the line of the annual plan (办法 21)."""
    if head is None:
        raise Incomplete(
            "没有待通知的检查",
            why="通知书依据经审批的检查方案制发（办法 22(一)）",
            todo="先用 plan scheme new、approve 办理，或者写 --approver 由本批一并拟定方案并登记审批",
        )
    year = day(case.at).year
    seq = wish.values["item"] or _only_item(case, unit(case, wish.values["unit"]), year)
    return open_inspection(case, year=year, item=seq, ad_hoc=None)


def _only_item(case: CaseFile, of: Unit, year: int) -> int:
    plans = case.all(Plan, year=year)
    items = case.all(PlanItem, plan_id=plans[0].id, unit_id=of.id) if plans else []
    if len(items) == 1:
        return items[0].seq
    told = "、".join(f"第{item.seq}项" for item in items) or "没有"
    raise Incomplete(
        f"{year}年度计划中{of.name}的项目：{told}",
        why="按计划立项要知道是哪一项（办法 21）",
        todo="在“计划项目序号”列写明；计划外的先用 plan scheme new --ad-hoc 立项",
    )


def _approved(case: CaseFile, one: Inspection, wish: Wish, head: Head) -> list[Document]:
    """Team, scheme and the head's decision on it."""
    values = wish.values
    papers = []
    if values["leader"]:
        members, assistants = values["members"], values["assistants"]
        declared = bool(values["no_interest"])
        set_team(
            case, one.number, leader=values["leader"], members=members, assistants=assistants, no_interest=declared
        )
    if one.state == State.PLANNED:
        texts: dict[str, Any] = {name: values[name] for name in ("items", "scope", "content", "method", "focus")}
        texts |= {name: list(values[name]) for name in ("matters", "materials")}
        ends = values["leave_on"] or values["enter_on"]
        papers.append(new_scheme(case, one.number, starts_on=values["enter_on"], ends_on=ends, **texts)[1])
    approval = approve_scheme(
        case, one.number, approver=head.approver, text=head.text, reviewer=head.reviewer, limit=values["limit"]
    )
    return [*papers, approval[1]]


def _notice(case: CaseFile, one: Inspection, wish: Wish) -> list[Document]:
    """D06 for a flight inspection, D05 for any other, each with its list of materials (D08)."""
    values = wish.values
    make = notify.flight if one.form == InspectionForm.FLIGHT else notify.onsite
    return make(
        case,
        one.number,
        enter_on=values["enter_on"],
        leave_on=values["leave_on"],
        materials_due=values["materials_due"],
        external_number=values["external"],
        materials=[{"name": name} for name in values["materials"]],
        cooperation=(values["cooperation"] or "").splitlines(),
        **{name: values[name] or "" for name in ("place", "contact", "report_wanted", "conditions")},
    )
