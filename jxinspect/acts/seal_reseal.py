"""Broken strips are replaced: new numbers, a record of who, why, when, with which witness (办法 19; D35, D36b)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jxinspect.acts.inspect import who
from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.acts.seal import active
from jxinspect.acts.seal_strips import apply_strips
from jxinspect.errors import Incomplete, NotFound
from jxinspect.law.terms import SignOutcome
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.seal import Reseal, Seal, SealCount, Strip
from jxinspect.store.casefile import CaseFile


def reseal(
    case: CaseFile,
    number: str,
    code: str | None = None,
    *,
    found: str,
    broken: Sequence[str] = (),
    strips: Sequence[str] = (),
    names: Sequence[str] = (),
    attended: str = "",
    outcome: SignOutcome = SignOutcome.SIGNED,
    reason: str = "",
    **fields: Any,
) -> tuple[Reseal, list[Document]]:
    """Replace broken strips by new ones; what is under them stays sealed. Makes the record (D36b) and strips (D35).

    `broken`: numbers or their ends; without any those that recounts found broken. `strips`: places, in the order of the
    old numbers; without any the new ones are where the old ones were.
    """
    records = begin(case, number, "seal.reseal")
    seal = active(records, code)
    old = _broken(records, seal, broken)
    row = Reseal(
        inspection_id=records.inspection.id,
        at=case.at,
        seal_id=seal.id,
        broken=[strip.number for strip in old],
        found=found,
        place=fields.pop("place", None) or seal.place,
        inspectors=who(case, records, names),
        attended=attended,
        outcome=outcome if attended.strip() else SignOutcome.UNABLE,
        reason=reason or ("" if attended.strip() else "当事人经通知没有到场"),
        **fields,
    )
    case.add(row)
    for strip in old:
        strip.intact = False
    places = list(strips) or [strip.place for strip in old]
    fresh = apply_strips(case, records, seal, places, again=row, instead=set(row.broken))
    admit(case, records, "seal.reseal", row, *fresh)
    return row, [issue(case, records, kind, row) for kind in ("D36b", "D35")]


def _broken(records: InspectionRecords, seal: Seal, named: Sequence[str]) -> list[Strip]:
    """The strips to be replaced, by number; only such as are on."""
    on = sorted((s for s in records.of(Strip) if s.seal_id == seal.id and s.intact is None), key=lambda s: s.number)
    if not named:
        counted = {number for count in records.of(SealCount) if count.seal_id == seal.id for number in count.broken}
        found = [strip for strip in on if strip.number.upper() in counted]
        if not found:
            raise Incomplete(
                f"没有写明封存{seal.code}的哪一张封条破损",
                why="没有清点发现破损、还没有换掉的封条",
                todo="先清点（seal count --broken 编号），或者用 --broken 写明编号",
            )
        return found
    chosen = {strip.number: strip for text in named for strip in [_one(on, text)]}
    return [chosen[number] for number in sorted(chosen)]


def _one(on: Sequence[Strip], text: str) -> Strip:
    wanted = text.strip().upper()
    for strip in on:
        if strip.number.upper() == wanted or strip.number.upper().endswith(f"-{wanted.zfill(2)}"):
            return strip
    known = "、".join(strip.number for strip in on) or "无"
    raise NotFound(f"没有封条 {text}", why=f"现在加贴着的封条有：{known}", todo="核对 --broken 的封条编号")
