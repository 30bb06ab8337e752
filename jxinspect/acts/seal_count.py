"""Labels of what is sealed, and the recount by their numbers (办法 19; D35a, D36a)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from jxinspect.acts.inspect import who
from jxinspect.acts.procedure import admit, begin, issue, judge
from jxinspect.acts.seal import active, find
from jxinspect.documents.qr import number_in
from jxinspect.errors import Incomplete, Refused
from jxinspect.law.states_seal import SEAL_STEPS
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.seal import Seal, SealCount, SealItem, Strip, label_number
from jxinspect.store.casefile import CaseFile


def labels(case: CaseFile, number: str, code: str | None = None) -> Document:
    """Labels for every material that is still sealed (D35a). Refused before the sealing was carried out."""
    records = begin(case, number, "seal.label")
    seal = active(records, code)
    judge(case, records, "seal.label")
    return issue(case, records, "D35a", seal)


@dataclass
class Tally:
    """A count while it goes on: what should be there, what was read so far."""

    expected: dict[str, str]  #: number → what it is
    present: list[str] = field(default_factory=list)
    extra: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    def read(self, scanned: str) -> str:
        """Take one code as scanned or typed; what came of it: present, again, extra, or blank for nothing."""
        number = number_in(scanned)
        known = self.known(number)
        if known is None:
            if number and number not in self.extra:
                self.extra.append(number)
            return "extra" if number else ""
        if known in self.present:
            return "again"
        self.present.append(known)
        return "present"

    def damage(self, scanned: str) -> str | None:
        """Note that a strip is broken; it is there all the same. Its number, or None when it is no strip of these."""
        known = self.known(number_in(scanned))
        if known is None or known not in self.strips:
            return None
        self.present += [] if known in self.present else [known]
        self.broken += [] if known in self.broken else [known]
        return known

    def known(self, number: str) -> str | None:
        """The full number that is meant: as printed, or the end of it that only one has (X003)."""
        wanted = number.upper()
        if wanted in self.expected:
            return wanted
        ends = [one for one in self.expected if wanted and one.endswith("-" + wanted)]
        return ends[0] if len(ends) == 1 else None

    @property
    def strips(self) -> list[str]:
        """Numbers of the strips among what is expected."""
        return [number for number, what in self.expected.items() if what.startswith(STRIP)]

    @property
    def missing(self) -> list[str]:
        return [number for number in self.expected if number not in self.present]


#: How a strip is named in a tally.
STRIP = "封条："


def tally(records: InspectionRecords, code: str | None = None) -> tuple[Seal, Tally]:
    """The sealing that is counted and what must be there: unopened strips and materials not given back."""
    sources = SEAL_STEPS["seal.count"].sources
    seal = find(records, code, sources)
    if seal.state not in sources:
        raise Refused(
            f"封存{seal.code}处于“{seal.state.label}”，没有可以清点的资料",
            why="清点的是封存中的资料（办法 19）",
            todo="用 jxinspect seal list 查看封存的状态",
        )
    unopened = [s for s in records.of(Strip) if s.seal_id == seal.id and s.intact is None]
    strips = {s.number.upper(): f"{STRIP}{s.place}" for s in unopened}
    items = [i for i in records.of(SealItem) if i.seal_id == seal.id and i.released_id is None]
    return seal, Tally(strips | {label_number(seal, i): f"{i.name}　{i.quantity}{i.unit}" for i in items})


def count(
    case: CaseFile,
    number: str,
    code: str | None = None,
    *,
    read: Iterable[str],
    broken: Collection[str] = (),
    names: Sequence[str] = (),
    attended: str = "",
    note: str = "",
) -> tuple[SealCount, Document]:
    """Record a recount (D36a): `read` are the codes as scanned, `broken` the strips found broken."""
    records = begin(case, number, "seal.count")
    seal, found = tally(records, code)
    for scanned in read:
        found.read(scanned)
    unknown = [one for one in broken if found.damage(one) is None]
    if unknown:
        raise Incomplete(
            f"没有这样的封条：{'、'.join(unknown)}",
            why=f"封存{seal.code}的封条有：{'、'.join(found.strips)}",
            todo="核对 --broken 的封条编号",
        )
    if not (found.present or found.extra):
        raise Incomplete("没有读到编号", why="清点要逐件扫描或者输入标签和封条的编号", todo="扫描二维码，或者写明编号")
    row = SealCount(
        inspection_id=records.inspection.id,
        at=case.at,
        seal_id=seal.id,
        present=found.present,
        missing=found.missing,
        extra=found.extra,
        broken=found.broken,
        inspectors=who(case, records, names),
        attended=attended,
        note=note,
    )
    admit(case, records, "seal.count", row)
    return row, issue(case, records, "D36a", row)
