"""裁定: which of two facts stands that two laptops had recorded apart. It cites both, and nobody decides silently."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jxinspect.errors import Incomplete, Refused
from jxinspect.law.terms import Role
from jxinspect.model.kinds import of_table
from jxinspect.model.sync import Ruling
from jxinspect.store.canonical import canonical
from jxinspect.store.casefile import CaseFile
from jxinspect.store.conflicts import Conflict, conflict
from jxinspect.store.layout import FROZEN
from jxinspect.store.reading import rows
from jxinspect.store.records import staff

#: Who may rule (办法 7: the head of the department that supervises, or of the agency).
MAY_RULE = (Role.SUPERVISOR, Role.APPROVER)
#: What `take` may be beside the number of a side: all stand; what stood before.
ALL, BEFORE = "all", "before"


def rule(case: CaseFile, id_: str, *, take: str, because: str, other: Sequence[str] = (), by: str = "") -> Ruling:
    """Record a ruling on a conflict, and the value that stands by it.

    `id_`: the beginning of its number; empty when it is the only one. `take`: the number of the side that stands as
    `sync conflicts` counts them, or what it says; `before`, or `all`. `other`: of a key that two records share, what
    the others are called from now on. Refused, Incomplete, NotFound.
    """
    found = conflict(case.connection, id_)
    ruler = staff(case, by or case.actor)
    if ruler.role not in MAY_RULE:
        raise Refused(
            f"{ruler.name}（{ruler.role.label}）不能裁定",
            why="裁定决定哪一种记载作数，由基金监督机构负责人或者机关负责人作出（办法 7）",
            todo="请有权的人裁定，用 --by 写明其姓名",
        )
    if not because.strip():
        raise Incomplete("没有写裁定的理由", why="裁定载入日志和履职留痕，须说明依据", todo="用 --because 写明")
    value = _RULES[found.kind](case, found, take.strip(), list(other))
    ruling = Ruling(
        at=case.at,
        conflict=found.id,
        kind=found.kind,
        record_table=found.table,
        record_id=found.record,
        field=found.field,
        value=canonical(value),
        cites=sorted(found.sides),
        because=because.strip(),
        ruled_by=ruler.id,
        actor=case.actor,
    )
    case.add(ruling)
    return ruling


def _field(case: CaseFile, found: Conflict, take: str, _other: list[str]) -> Any:
    value = found.before if take == BEFORE else found.sides[_side(case, found, take)]
    case.rule((found.table, found.record), {found.field: value})
    return value


def _key(case: CaseFile, found: Conflict, take: str, other: list[str]) -> Any:
    """One record keeps the number or name; each other one gets another."""
    if take == ALL:
        return ALL
    keeps = _side(case, found, take)
    rest = [id_ for id_ in _sides(case, found) if id_ != keeps]
    if found.table in FROZEN or "," in found.field:
        raise Refused(
            "这一项不能改号",
            why="已经制发的文书和成组的编号不能更改（G55）",
            todo="用 --take all 让两条都成立，再把有误的一件作废（doc void）",
            guards=("G55",),
        )
    if len(other) != len(rest) or not all(text.strip() for text in other):
        raise Incomplete(
            f"还要写明另外 {len(rest)} 条改用什么",
            why="同一编号或者名称只能属于一条记录",
            todo="用 --other 逐条写明新的编号或者名称；两条都保留的，用 --take all",
        )
    renamed = dict(zip(rest, (text.strip() for text in other), strict=True))
    for id_, text in renamed.items():
        if case.all(of_table(found.table), **{found.field: text}):
            raise Refused(f"{text} 已经有人用", why="改用的编号或者名称不能再重复", todo="换一个")
        case.rule((found.table, id_), {found.field: text})
    return {"keeps": keeps, "renamed": renamed}


def _chain(_case: CaseFile, _found: Conflict, take: str, _other: list[str]) -> Any:
    """Entries of a cloned or revoked device: what they say stands, and that somebody looked at them is on record."""
    if take != ALL:
        raise Incomplete(
            "这一项只能整体认可",
            why="日志不能改删；设备被复制或者停用之后写入的内容，核对属实的予以认可，不属实的另行更正",
            todo="逐条核对（journal list）后用 --take all；不属实的内容先用相应的命令更正",
        )
    return ALL


#: Kind of conflict → how it is ruled.
_RULES = {"field": _field, "key": _key, "fork": _chain, "revoked": _chain}


def _side(case: CaseFile, found: Conflict, take: str) -> str:
    """The side of this number, or that says so."""
    sides = _sides(case, found)
    if take.isascii() and take.isdecimal() and 1 <= int(take) <= len(sides):
        return sides[int(take) - 1]
    for side in sides:
        if found.kind == "field" and str(found.sides[side]) == take:
            return side
    raise Incomplete(
        f"没有第 {take} 种说法" if take.isdecimal() else f"没有“{take}”这种说法",
        why=f"共有 {len(sides)} 种，按 sync conflicts 的编号",
        todo=f"--take 写 1 至 {len(sides)}" + ("，或者 before（维持原值）" if found.kind == "field" else "，或者 all"),
    )


def _sides(case: CaseFile, found: Conflict) -> list[str]:
    """In the order in which `sync conflicts` counts them."""
    sql = "SELECT side FROM sync_conflicts WHERE id = ? ORDER BY n"
    return [row["side"] for row in rows(case.connection, sql, [found.id])]
