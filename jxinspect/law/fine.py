"""How high a fine may be, and from what amount on the party may ask for a hearing; pure, and shown step by step.

Which rule applies is decided by the day on which the act ended (行政处罚法 37; G42), what is due to the party by the
day on which it is told (K16).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from jxinspect.errors import Incomplete, Refused
from jxinspect.law.amounts import format_amount
from jxinspect.law.settings import Lookup, value_of
from jxinspect.law.source import load
from jxinspect.law.statutes import cite
from jxinspect.law.violations import Violation

__all__ = ["FineRange", "FineRule", "fine_range", "hearing_threshold", "rule_for", "rules"]


@dataclass(frozen=True)
class FineRule:
    """One line of `data/fines.toml`."""

    range: str
    ref: str
    violations: tuple[str, ...]
    applies_from: date
    per_amount: bool
    who: tuple[str, ...] = ()

    def fits(self, code: str, unit_type: str) -> bool:
        """Whether the violation of that kind of party falls under the rule, whatever the day."""
        known = any(code == one or code.startswith(f"{one}-") for one in self.violations)
        return known and (not self.who or unit_type in self.who)


@dataclass(frozen=True)
class FineRange:
    """Lowest and highest fine in fen, the article, and how both were reached, line by line."""

    least: int
    most: int
    ref: str
    steps: tuple[str, ...]

    def below(self, fen: int) -> bool:
        return fen < self.least

    def above(self, fen: int) -> bool:
        return fen > self.most


@cache
def rules() -> tuple[FineRule, ...]:
    """Every range, in the order of the file."""
    return tuple(
        FineRule(
            row["range"],
            row["ref"],
            tuple(row["violations"]),
            row["from"],
            row["per"] == "amount",
            tuple(row.get("who", ())),
        )
        for row in load("fines.toml")["fine"]
    )


def rule_for(wrong: Violation, unit_type: str, ended_on: date) -> FineRule:
    """The rule that sets a fine for the act. Refused when there is none, or none that was in force then (G41, G42)."""
    known = [one for one in rules() if one.fits(wrong.code, unit_type)]
    found = [one for one in known if one.applies_from <= ended_on]
    if found:
        return found[-1]
    if known:
        raise Refused(
            f"{cite(known[0].ref)}不适用于{ended_on}终了的行为",
            why=f"这一规定自{known[0].applies_from}起施行，行为发生时没有施行的规定不得作为处罚依据（行政处罚法 37）",
            todo="核对违法行为终了的日期；没有施行在先的依据的，不得罚款",
            guards=("G42",),
        )
    raise Refused(
        f"{wrong.code}没有罚款的规定",
        why=wrong.note or f"法律、法规、规章没有对“{wrong.text}”设定罚款，规范性文件不得设定（行政处罚法 16）",
        todo="改用法律、法规、规章规定的处罚种类，或者责令改正、提出处理建议",
        guards=("G41",),
    )


def fine_range(
    wrong: Violation, ended_on: date, lookup: Lookup, *, unit_type: str = "", amount: int | None = None
) -> FineRange:
    """The range for an act that ended on that day; `amount` is what was cheated out, in fen.

    Refused when no rule in force sets a fine, Incomplete when the rule counts in multiples and no amount is given.
    """
    rule = rule_for(wrong, unit_type, ended_on)
    basis = (
        f"违法情形：{wrong.code} {wrong.text}",
        f"行为终了：{ended_on}；{cite(rule.ref)}自{rule.applies_from}起施行，适用",
    )
    if not rule.per_amount:
        least, most = (int(value_of(f"fine.{rule.range}.{end}", lookup)) for end in ("min", "max"))
        return FineRange(
            least, most, rule.ref, (*basis, f"罚款幅度：{format_amount(least)}以上{format_amount(most)}以下")
        )
    if not amount or amount < 0:
        raise Incomplete(
            "没有骗取的金额",
            why=f"{cite(rule.ref)}规定的罚款是骗取金额的倍数",
            todo="写明骗取的金额；没有骗取金额的不适用倍数罚款，责令改正并提出处理建议",
        )
    low, high = (int(value_of(f"fine.{rule.range}.{end}_multiple", lookup)) for end in ("min", "max"))
    least, most = amount * low, amount * high
    told = (
        f"骗取金额：{format_amount(amount)}",
        f"下限：{format_amount(amount)} × {low} 倍 = {format_amount(least)}",
        f"上限：{format_amount(amount)} × {high} 倍 = {format_amount(most)}",
    )
    return FineRange(least, most, rule.ref, (*basis, *told))


def hearing_threshold(lookup: Lookup, on: date, *, person: bool) -> tuple[int, str]:
    """From what fine on (fen) the party is told of its right to a hearing on that day, and the rule (K16, G38)."""
    party = "person" if person else "organisation"
    rows = [row for row in load("fines.toml")["hearing"] if row["party"] == party and row["from"] <= on]
    if not rows:
        raise Incomplete(
            f"没有{on}适用的听证标准", why="听证标准自2021年7月15日起登记（行政处罚法 63）", todo="核对日期"
        )
    return int(value_of(f"hearing.threshold.{party}", lookup)), str(rows[-1]["ref"])
