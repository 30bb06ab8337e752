"""`notify dates`: when a notice must be served, when one may enter; both readings of “3个工作日前” (T01, C7)."""

from datetime import date
from typing import TYPE_CHECKING, Annotated, Any

from jxinspect.commands.due import working_days
from jxinspect.commands.options import date_option
from jxinspect.errors import Usage
from jxinspect.ui.mode import mode
from jxinspect.ui.show import show_json, show_text
from jxinspect.ui.terminal import BOLD, GREEN, RED, YELLOW, paint

if TYPE_CHECKING:
    from jxinspect.acts.notify import Days

NAMES = {"A": "宽松算法 A（第3个工作日当日即可进点）", "B": "从严算法 B（间隔满3个工作日，默认）"}


def dates(
    enter: Annotated[date | None, date_option("--enter", help="打算在这一天进点")] = None,
    served: Annotated[date | None, date_option("--served", help="通知书在这一天送达")] = None,
) -> None:
    """算最晚哪天送达、最早哪天进点（办法 22(二)），两种算法都写明经过哪些日子。"""
    if enter is None and served is None:
        raise Usage("没有写日期", why="要由一个日期算另一个", todo="写 --enter 进点日期，或者 --served 送达日期")
    from jxinspect.acts.notify import earliest, latest

    calendar = working_days()
    parts: list[tuple[str, str, list[Any]]] = []
    if enter is not None:
        parts.append(("latest_service", f"{enter} 进点，最晚送达：", latest(enter, calendar)[::-1]))
    if served is not None:
        parts.append(("earliest_entry", f"{served} 送达，最早进点：", earliest(served, calendar)[::-1]))
    verdict = _verdict(enter, parts[-1][2]) if enter and served else ""
    if mode().json:
        show_json({key: [_machine(days) for days in found] for key, _, found in parts} | _kept(verdict))
        return
    for _, title, found in parts:
        show_text(paint(title, BOLD))
        for days in found:
            show_text(_told(days))
    colour = {"ok": GREEN, "warn": YELLOW, "refused": RED}
    if verdict:
        show_text(paint(VERDICTS[verdict], colour[verdict]))


VERDICTS = {
    "ok": "结论：两种算法都满足，可以按计划进点。",
    "warn": "结论：只满足宽松算法；按默认设置要加 --ack G09 确认，建议推迟进点。",
    "refused": "结论：不满足 3 个工作日，不得进点（G09）；推迟进点，或者依法按飞行检查办理。",
}


def _verdict(enter: date, found: list["Days"]) -> str:
    kept = {days.reading: enter >= days.day for days in found}
    if kept["B"]:
        return "ok"
    return "warn" if kept["A"] else "refused"


def _kept(verdict: str) -> dict[str, str]:
    return {"verdict": verdict} if verdict else {}


def _machine(days: "Days") -> dict[str, Any]:
    counted = [{"day": one.isoformat(), "what": what} for one, what in days.counted]
    return {"reading": days.reading, "day": days.day.isoformat(), "counted": counted}


def _told(days: "Days") -> str:
    lines = [f"  {days.day}　{NAMES[days.reading]}"]
    lines += [f"    {one}　{what}" for one, what in days.counted]
    return "\n".join(lines)
