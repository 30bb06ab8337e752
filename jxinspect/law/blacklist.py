"""Words and cases of the list of seriously untrustworthy parties (办法 24(二); 失信人名单办法)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from jxinspect.errors import NotFound
from jxinspect.law.source import Table, load
from jxinspect.law.terms import Term


class Remedy(Term):
    """Where reconsideration or a lawsuit against the determination stands."""

    NONE = "none", "没有申请复议、提起诉讼"
    PENDING = "pending", "正在复议或者诉讼"
    UPHELD = "upheld", "维持"
    CHANGED = "changed", "撤销或者变更"


class ListStep(Term):
    """What happened to an entry after the determination."""

    REMEDY = "remedy", "复议、诉讼情况"
    PUSHED = "pushed", "推送"
    RECEIPT = "receipt", "推送回执"
    REPAIRED = "repaired", "信用修复"
    EXPIRED = "expired", "期满移出"
    REVOKED = "revoked", "认定被撤销，移出"

    @property
    def ends(self) -> bool:
        """Whether the party is not on the list any more."""
        return self in (ListStep.REPAIRED, ListStep.EXPIRED, ListStep.REVOKED)


@dataclass(frozen=True)
class Circumstance:
    """A case in which somebody is put on the list; see the head of `data/blacklist.toml`."""

    code: str
    text: str
    ref: str
    source: str  #: where the words were read, for who has to rely on them


def _circumstances() -> dict[str, Circumstance]:
    return {row["code"]: Circumstance(**row) for row in load("blacklist.toml")["circumstance"]}


CIRCUMSTANCES: Mapping[str, Circumstance] = Table(_circumstances)


def circumstance(code: str) -> Circumstance:
    """The case of a code; NotFound lists them all."""
    wanted = code.strip().upper()
    if wanted not in CIRCUMSTANCES:
        known = "；".join(f"{one.code} {one.text}" for one in CIRCUMSTANCES.values())
        raise NotFound(f"没有名单情形 {code}", why=f"可以是：{known}", todo="改正 --ground")
    return CIRCUMSTANCES[wanted]
