"""Breaches of 办法 38: registered, what was done about them, closed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jxinspect.acts.serial import register_code
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.civil import beijing, day
from jxinspect.law.leak import LeakData, LeakKind, LeakMeasureKind, LeakParty
from jxinspect.law.terms import Role
from jxinspect.model.leak import Leak, LeakClosing, LeakMeasure
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import inspection, staff


def find(case: CaseFile, number: str) -> Leak:
    """The breach of that number."""
    found = case.all(Leak, number=number.strip().upper())
    if not found:
        raise NotFound(
            f"没有编号为 {number} 的信息安全事件",
            why="编号有误，或者还没有登记",
            todo="用 jxinspect rectify leak list 查看编号",
        )
    return found[0]


def add(
    case: CaseFile,
    *,
    kind: LeakKind,
    data: Sequence[LeakData],
    party: LeakParty,
    inspection_number: str | None = None,
    **fields: Any,
) -> Leak:
    """Register a breach: what happened to whose data, when and how it was found, who did it (办法 38)."""
    _told(data, fields)
    if fields["found_at"] > case.at:
        raise Refused(
            "发现的时间不对",
            why=f"{beijing(fields['found_at']):%Y-%m-%d %H:%M} 晚于登记时间（G56）",
            todo="核对 --found",
            guards=("G56",),
        )
    year = day(case.at).year
    row = Leak(
        at=case.at,
        number=register_code(case, Leak, "XL", year),
        year=year,
        kind=kind,
        data=list(dict.fromkeys(data)),
        party=party,
        inspection_id=inspection(case, inspection_number).id if inspection_number else None,
        registered_by=staff(case, case.actor).id,
        **fields,
    )
    case.add(row)
    return row


def _told(data: Sequence[LeakData], fields: dict[str, Any]) -> None:
    wanted = {"text": "经过（--text）", "found_how": "怎样发现（--how）", "whose": "谁的信息（--whose）"}
    wanted |= {"by_whom": "行为人（--by）"}
    missing = [name for column, name in wanted.items() if not fields[column].strip()]
    missing += [] if data else ["信息的种类（--data）"]
    if missing:
        raise Incomplete("信息安全事件登记不全", why="事件逐件登记（办法 38）", todo="补齐", items=missing)


def measure(case: CaseFile, number: str, kind: LeakMeasureKind, *, text: str, toward: str = "") -> LeakMeasure:
    """Note what was done about it; the moment of the act is when."""
    leak = _open(case, number)
    missing = [] if text.strip() else ["做了什么（--text）"]
    if kind in (LeakMeasureKind.REPORT, LeakMeasureKind.REFER, LeakMeasureKind.INFORM) and not toward.strip():
        missing.append("对谁（--to）")
    if missing:
        raise Incomplete(f"{kind.label}的记录不全", why="措施逐项登记（办法 38）", todo="补齐", items=missing)
    row = LeakMeasure(
        leak_id=leak.id,
        inspection_id=leak.inspection_id,
        at=case.at,
        kind=kind,
        text=text.strip(),
        toward=toward.strip(),
        done_by=staff(case, case.actor).id,
    )
    case.add(row)
    return row


def _open(case: CaseFile, number: str) -> Leak:
    leak = find(case, number)
    if case.at < leak.found_at:
        raise Refused(
            f"时间早于发现 {leak.number} 的时间",
            why=f"{beijing(leak.found_at):%Y-%m-%d %H:%M} 发现（G56）",
            todo="核对 --at",
            guards=("G56",),
        )
    if case.all(LeakClosing, leak_id=leak.id):
        raise Refused(f"{leak.number} 已经办结", why="办结以后不再改动（办法 38）", todo="有新情况的，另行登记")
    return leak


def close(case: CaseFile, number: str, *, result: str, by: str, no_inform: str = "") -> LeakClosing:
    """Close it: something was done, and the persons were told, or it is said why not (个人信息保护法 57)."""
    leak = _open(case, number)
    done = {row.kind for row in case.all(LeakMeasure, leak_id=leak.id)}
    if not done:
        raise Refused(
            f"{leak.number} 没有采取措施，不能办结",
            why="应当立即采取补救措施（办法 38；个人信息保护法 57）",
            todo=f"先用 jxinspect rectify leak measure {leak.number} 登记措施",
        )
    missing = [] if result.strip() else ["处理结果（--result）"]
    if LeakData.PERSONAL in leak.data and LeakMeasureKind.INFORM not in done and not no_inform.strip():
        missing.append("告知个人的措施（measure inform），或者不告知的理由（--no-inform，个人信息保护法 57 II）")
    if missing:
        raise Incomplete(f"{leak.number} 的办结不全", why="办法 38；个人信息保护法 57", todo="补齐", items=missing)
    row = LeakClosing(
        leak_id=leak.id,
        inspection_id=leak.inspection_id,
        at=case.at,
        result=result.strip(),
        no_inform=no_inform.strip(),
        decided_by=_head(case, by),
    )
    case.add(row)
    return row


def _head(case: CaseFile, name: str) -> str:
    person = staff(case, name)
    if person.role not in (Role.SUPERVISOR, Role.APPROVER):
        raise Refused(
            f"{person.name}不能决定办结",
            why=f"名册中是{person.role.label}；由基金监督机构负责人或者机关负责人决定（办法 38）",
            todo="--by 写负责人的姓名",
        )
    return person.id
