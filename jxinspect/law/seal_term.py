"""How long a sealing (封存) may last. No statute gives a term; these are ceilings by analogy (行政强制法 25)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from jxinspect.errors import Refused
from jxinspect.law.settings import Lookup, value_of

ANALOGY = "办法和社会保险法没有规定封存期限，本机关比照行政强制法 25 设定上限"


@dataclass(frozen=True)
class SealTerm:
    """Lengths in calendar days, from the settings seal.*."""

    default_days: int
    max_days: int
    extension_max_days: int
    extensions: int
    ceiling_days: int

    @classmethod
    def of(cls, lookup: Lookup) -> SealTerm:
        """As the office's settings have it (`lookup` as in `settings.value_of`)."""
        fields = ("default_days", "max_days", "extension_max_days", "extensions", "ceiling_days")
        return cls(*(int(value_of(f"seal.{name}", lookup)) for name in fields))

    def end(self, start: date, days: int | None = None) -> date:
        """The last day of a sealing begun on `start`, not rolled. Refused above the maximum (G28)."""
        length = self.default_days if days is None else days
        if not 1 <= length <= self.max_days:
            raise _refused(f"封存期限不能是 {length} 日", f"一次封存 1 至 {self.max_days} 日")
        return start + timedelta(days=length)

    def extended(self, start: date, end: date, days: int, *, on: date, earlier: int = 0) -> date:
        """The new last day; `earlier` counts extensions so far.

        Refused after expiry, once too often, or above a ceiling (G28).
        """
        if on > end:
            raise _refused("封存已经届满，不能再延长", f"原期限于 {end} 届满", "解除封存（D38）")
        if earlier >= self.extensions:
            raise _refused("封存不能再次延长", f"只能延长 {self.extensions} 次", "期限届满前解除封存（D38）")
        if not 1 <= days <= self.extension_max_days:
            raise _refused(f"延长期限不能是 {days} 日", f"延长 1 至 {self.extension_max_days} 日")
        new = end + timedelta(days=days)
        if (new - start).days > self.ceiling_days:
            raise _refused(f"封存总期限不能到 {new}", f"连同延长最长 {self.ceiling_days} 日")
        return new


def _refused(what: str, why: str, todo: str = "缩短期限") -> Refused:
    return Refused(what, why=f"{why}（{ANALOGY}）", todo=todo, guards=("G28",))
