"""`notify dates`: when a notice must be served, when one may enter; both readings of “3个工作日前” (T01, C7)."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from jxinspect.commands.due import working_days
from jxinspect.commands.options import date_option
from jxinspect.errors import JxinspectError, Usage
from jxinspect.law.settings import value_of
from jxinspect.ui.mode import mode
from jxinspect.ui.show import show_json, show_text
from jxinspect.ui.terminal import BOLD, GREEN, RED, YELLOW, paint

if TYPE_CHECKING:
    from jxinspect.acts.notify import Days

NAMES = {"A": "宽松算法 A（第3个工作日当日即可进点{}）", "B": "从严算法 B（间隔满3个工作日{}）"}


def dates(
    enter: Annotated[date | None, date_option("--enter", help="打算在这一天进点")] = None,
    served: Annotated[date | None, date_option("--served", help="通知书在这一天送达")] = None,
) -> None:
    """算最晚哪天送达、最早哪天进点（办法 22(二)），两种算法都写明经过哪些日子。"""
    if enter is None and served is None:
        raise Usage("没有写日期", why="要由一个日期算另一个", todo="写 --enter 进点日期，或者 --served 送达日期")
    from jxinspect.acts.notify import earliest, latest

    calendar, usual = working_days(), _usual()
    parts: list[tuple[str, str, list[Any]]] = []
    if enter is not None:
        parts.append(("latest_service", f"{enter} 进点，最晚送达：", _ordered(latest(enter, calendar), usual)))
    if served is not None:
        parts.append(("earliest_entry", f"{served} 送达，最早进点：", _ordered(earliest(served, calendar), usual)))
    verdict = _verdict(enter, parts[-1][2], usual) if enter and served else ""
    if mode().json:
        show_json({key: [_machine(days) for days in found] for key, _, found in parts} | _kept(verdict))
        return
    for _, title, found in parts:
        show_text(paint(title, BOLD))
        for days in found:
            show_text(_told(days, usual))
    colour = {"ok": GREEN, "loose": GREEN, "warn": YELLOW, "refused": RED}
    if verdict:
        show_text(paint(VERDICTS[verdict], colour[verdict]))


VERDICTS = {
    "ok": "结论：两种算法都满足，可以按计划进点。",
    "loose": "结论：满足本机关采用的宽松算法（设置 notice.count），可以按计划进点。",
    "warn": "结论：只满足宽松算法；按设置从严计算的要加 --ack G09 确认，建议推迟进点。",
    "refused": "结论：不满足 3 个工作日，不得进点（G09）；推迟进点，或者依法按飞行检查办理。",
}


def _usual() -> str:
    """The reading that holds in the case file; without one, or while it is locked, that of a new office."""
    from jxinspect.commands.session import rows

    try:
        own = {row["key"]: row["value"] for row in rows("SELECT key, value FROM setting")}
    except JxinspectError:
        own = {}
    return str(value_of("notice.count", own.get))


def _ordered(found: list["Days"], usual: str) -> list["Days"]:
    """The reading that holds comes first."""
    return sorted(found, key=lambda days: days.reading != usual)


def _verdict(enter: date, found: list["Days"], usual: str) -> str:
    kept = {days.reading: enter >= days.day for days in found}
    if kept["B"]:
        return "ok"
    loose = "loose" if usual == "A" else "warn"
    return loose if kept["A"] else "refused"


def _kept(verdict: str) -> dict[str, str]:
    return {"verdict": verdict} if verdict else {}


def _machine(days: "Days") -> dict[str, Any]:
    counted = [{"day": one.isoformat(), "what": what} for one, what in days.counted]
    return {"reading": days.reading, "day": days.day.isoformat(), "counted": counted}


def _told(days: "Days", usual: str) -> str:
    name = NAMES[days.reading].format("，默认" if days.reading == usual else "")
    lines = [f"  {days.day}　{name}"]
    lines += [f"    {one}　{what}" for one, what in days.counted]
    return "\n".join(lines)
