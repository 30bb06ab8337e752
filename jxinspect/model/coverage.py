"""Which acts of an inspection were recorded in sound or pictures, and which were not (行政处罚法 47)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from jxinspect.law.recording import Stage
from jxinspect.law.terms import InspectionForm, ServiceMethod
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.base import Record
from jxinspect.model.kinds import (
    Entry,
    Extraction,
    Order,
    ProofOfService,
    Questioning,
    Recording,
    Seal,
    SealRelease,
    SiteRecord,
)


class Staged(NamedTuple):
    """An act of a stage that may be recorded: when it took place, and what it was."""

    stage: Stage
    record: Record
    at: datetime
    ended_at: datetime
    what: str
    #: It names photographs or videos of its own, which may lie outside the case file.
    shown: bool = False


def staged(records: InspectionRecords) -> list[Staged]:
    """Every act of the inspection that a recording may be wanted of, by time."""
    found = [*_on_site(records), *_of_seals(records), *_others(records)]
    return sorted(found, key=lambda one: one.at)


def _on_site(records: InspectionRecords) -> Iterator[Staged]:
    flight = records.inspection.form == InspectionForm.FLIGHT
    for entry in records.of(Entry):
        yield Staged(Stage.FLIGHT_ENTRY if flight else Stage.ENTRY, entry, entry.at, entry.at, entry.met)
    for asked in records.of(Questioning):
        yield Staged(Stage.QUESTIONING, asked, asked.at, asked.ended_at, asked.person)
    for seen in records.of(SiteRecord):
        yield Staged(Stage.SITE, seen, seen.at, seen.ended_at, seen.topic)
    for taken in records.of(Extraction):
        yield Staged(Stage.EXTRACTION, taken, taken.at, taken.ended_at, taken.system)


def _of_seals(records: InspectionRecords) -> Iterator[Staged]:
    codes = {seal.id: seal.code for seal in records.of(Seal)}
    for seal in records.of(Seal):
        if seal.acted_at:
            ended = seal.ended_at or seal.acted_at
            yield Staged(Stage.SEAL, seal, seal.acted_at, ended, seal.code, bool(seal.recordings))
    for release in records.of(SealRelease):
        yield Staged(Stage.RELEASE, release, release.at, release.at, codes.get(release.seal_id, ""))


def _others(records: InspectionRecords) -> Iterator[Staged]:
    for order in records.of(Order):
        if order.on_spot:
            yield Staged(Stage.ORDER, order, order.at, order.at, order.party)
    for proof in records.of(ProofOfService):
        if proof.method == ServiceMethod.LEFT:
            yield Staged(Stage.LEFT_SERVICE, proof, proof.at, proof.at, proof.addressee, bool(proof.recordings))


def covering(records: InspectionRecords, act: Staged) -> list[Recording]:
    """The recordings of the act's stage whose time meets that of the act."""
    return [
        one
        for one in records.of(Recording)
        if act.stage in one.stages and one.at <= act.ended_at and one.ended_at >= act.at
    ]


def recorded(records: InspectionRecords, act: Staged) -> bool:
    """Whether there is a recording of the act, here or named by the act itself."""
    return act.shown or bool(covering(records, act))


def wanted(records: InspectionRecords, act: Staged) -> bool:
    """Whether the office wants a recording of every act of this stage."""
    return bool(records.world.setting(act.stage.setting))
