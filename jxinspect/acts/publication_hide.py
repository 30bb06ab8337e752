"""What a public version leaves out: people, numbers, secrets, names of units where chosen; and the log of it (D46)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from jxinspect.errors import Refused
from jxinspect.law.identity import squeezed
from jxinspect.law.redaction import LEFT_OUT, REASONS, Hidden, Hiding, named, person_names, redact
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.base import tables
from jxinspect.model.lead import LeadInspection
from jxinspect.model.publication import Publication, PublishedFinding, Redaction
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import staff

#: Columns in which records name people.
PEOPLE = frozenset(
    {
        *("attended", "companion", "compared_by", "contact", "giver", "head", "holder", "interpreter", "keeper"),
        *("met", "party", "person", "receiver", "reporter", "signer", "taker", "witness"),
    }
)
#: Units that are not named are told apart by these.
MARKS = "甲乙丙丁戊己庚辛壬癸"


@dataclass(frozen=True)
class Choice:
    """What the user decides about a public version."""

    period_from: date
    period_to: date
    inspections: Sequence[str] = ()  #: numbers; none: all whose report falls in the period
    mask_units: bool = False
    brief: bool = False
    names: Sequence[str] = ()  #: people whom no record names
    keep: Sequence[str] = ()  #: words that look like names and are none
    secrets: Sequence[str] = ()
    why: str = ""  #: why the secrets are some


@dataclass
class Hide:
    """Hides in the texts of one inspection and keeps the log."""

    case: CaseFile
    row: Publication
    number: str
    words: Sequence[Hidden]
    why: str
    log: list[Redaction] = field(default_factory=list)

    def __call__(self, place: str, text: str) -> str:
        shown, counted = redact(text, self.words)
        self.note(place, counted)
        return shown

    def note(self, place: str, counted: Counter[Hiding]) -> None:
        by = staff(self.case, self.case.actor).id
        self.log += [
            Redaction(
                publication_id=self.row.id,
                inspection=self.number,
                place=place,
                kind=kind,
                times=times,
                by=by,
                why=(self.why if kind == Hiding.SECRET else "") or REASONS[kind],
            )
            for kind, times in counted.items()
        ]


def words_to_hide(chosen: Sequence[InspectionRecords], choice: Choice) -> list[Hidden]:
    """All words that may not stand in the public version of these inspections."""
    return [*_people(chosen, choice), *_secrets(choice), *(_units(chosen) if choice.mask_units else ())]


def _people(chosen: Sequence[InspectionRecords], choice: Choice) -> Iterator[Hidden]:
    """Everybody whom the records name, with the staff, whoever else the user names, and who reported (办法 9)."""
    names = {*choice.names}
    for records in chosen:
        names |= person_names([*_named(records), *_reporters(records)])
        names |= {person.name for person in records.staff.values()}
    yield from (named(name) for name in sorted(names - {*choice.keep}) if name)


def _named(records: InspectionRecords) -> Iterator[str]:
    yield from (records.unit.head, records.unit.contact)
    for cls in tables():
        columns = PEOPLE & cls.model_fields.keys()
        if columns and "inspection_id" in cls.model_fields:
            yield from (_text(getattr(row, column)) for row in records.of(cls) for column in columns)


def _text(value: object) -> str:
    return "、".join(map(str, value)) if isinstance(value, list) else str(value or "")


def _reporters(records: InspectionRecords) -> list[str]:
    leads = [link.lead_id for link in records.of(LeadInspection)]
    return list(records.world.reporters(records.unit.id, leads))


def no_reporter(records: InspectionRecords, lines: Sequence[PublishedFinding]) -> None:
    """What tells of a reporter otherwise than by his name cannot be cut out safely; it is not said what it is."""
    text = squeezed("".join(one.title + one.facts + one.unit + one.project for one in lines))
    if any(word in text for word in _reporters(records)):
        raise Refused(
            f"检查 {records.inspection.number} 的问题中还有能看出举报人的内容",
            why="举报人的信息应当保密（办法 9、35）",
            todo="用 --brief 不写问题的事实，或者用 --hide 隐去有关文字",
            guards=("G63",),
        )


def _secrets(choice: Choice) -> list[Hidden]:
    return [Hidden(Hiding.SECRET, word, LEFT_OUT) for word in choice.secrets]


def _units(chosen: Sequence[InspectionRecords]) -> list[Hidden]:
    units = {records.unit.id: records.unit for records in chosen}
    marks = [MARKS[n] if n < len(MARKS) else str(n + 1) for n in range(len(units))]
    return [
        Hidden(Hiding.UNIT, unit.name, f"某{unit.type.label}（{mark}）")
        for mark, unit in zip(marks, units.values(), strict=True)
    ]
