"""What a prior notice announces and a decision imposes, and the basis that both cite (行政处罚法 9, 16, 37)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jxinspect.acts.inspect import citable
from jxinspect.errors import Incomplete
from jxinspect.law.proceeding import Ground, Penalty
from jxinspect.law.statutes import refs
from jxinspect.law.terms import UnitType
from jxinspect.law.violations import violation
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.proceeding import Proceeding


@dataclass(frozen=True)
class Measures:
    """What is announced or decided. Amounts are fen."""

    penalties: Sequence[Penalty] = ()
    fine: int = 0
    confiscate: int = 0
    refund: int = 0
    basis: Sequence[str] = ()
    ground: Ground | None = None
    ground_text: str = ""

    def all_penalties(self) -> list[Penalty]:
        """The penalties named, and those that an amount implies, in the order of the law."""
        named = {*self.penalties}
        named |= {Penalty.FINE} if self.fine else set()
        named |= {Penalty.CONFISCATE} if self.confiscate else set()
        return [one for one in Penalty if one in named]


def complete(given: Measures) -> None:
    """Incomplete when nothing would be decided, or a penalty has no amount."""
    penalties = given.all_penalties()
    if not penalties and not given.refund:
        raise Incomplete(
            "没有写拟作出的处罚或者处理",
            why="告知和决定都要写明内容（行政处罚法 44）",
            todo="用 --fine、--confiscate、--refund 写明金额，或者用 --penalty warning、criticism 写明种类",
        )
    wanting = [
        p.label
        for p, fen in ((Penalty.FINE, given.fine), (Penalty.CONFISCATE, given.confiscate))
        if p in penalties and fen <= 0
    ]
    if wanting or given.refund < 0:
        raise Incomplete(f"{'、'.join(wanting) or '退回'}的金额有误", why="金额应当大于零", todo="核对金额")


def basis_for(records: InspectionRecords, one: Proceeding, given: Measures) -> list[str]:
    """The refs that a notice or decision cites: as given, else those of the catalogue that applied to the act (G42)."""
    if given.basis:
        return citable(given.basis)
    wrong, penalties = violation(one.violation), given.all_penalties()
    confirmed = records.world.text("penalty.rule48_article").strip()
    kept = [_confirmed(ref, confirmed, penalties) for ref in wrong.basis_on(one.ended_on)]
    return list(dict.fromkeys(ref for ref in kept if ref and _carries(ref, one, records, penalties)))


def _confirmed(ref: str, article: str, penalties: Sequence[Penalty]) -> str:
    """The ministry's rule with the article that the office has confirmed; left out where it sets nothing."""
    if refs(ref)[0].statute.key != "部令第48号":
        return ref
    return article if {Penalty.WARNING, Penalty.CRITICISM} & set(penalties) else ""


def _carries(ref: str, one: Proceeding, records: InspectionRecords, penalties: Sequence[Penalty]) -> bool:
    """Obstruction is fined by a rule for service organisations only (社会保险经办条例 57)."""
    if ref != "社会保险经办条例 57":
        return True
    return Penalty.FINE in penalties and not one.person and records.unit.type == UnitType.SERVICE_ORG
