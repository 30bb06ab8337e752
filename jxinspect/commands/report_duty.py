"""`report duty`: record of duty (履职留痕): who did what, what was overridden by whom and why (办法 6, 37)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Any

import typer

from jxinspect.commands.act_words import act_words
from jxinspect.commands.options import (
    Format,
    InspectionOpt,
    Limit,
    ListFile,
    ListFormat,
    Offset,
    date_option,
    term_option,
)
from jxinspect.commands.session import rows
from jxinspect.commands.sync_signatures import signatures_told
from jxinspect.law.guards import GUARDS
from jxinspect.law.terms import Term
from jxinspect.ui.show import show_rows
from jxinspect.ui.values import Column, columns, moment

Row = dict[str, Any]


class DutyKind(Term):
    """What a line of the record of duty is."""

    ACT = "act", "办理"
    OVERRIDE = "override", "越过规则"
    ACKNOWLEDGEMENT = "acknowledgement", "知悉提示"


DUTY = columns(
    ("at", "时间", "moment"),
    ("registered", "登记时间", "moment"),
    ("person", "办理人"),
    Column("kind", "类别", terms=DutyKind),
    ("what", "事项"),
    ("inspection", "检查"),
    ("documents", "文书"),
    ("guard", "规则"),
    ("because", "理由"),
    ("approved_by", "批准人"),
    ("signature", "本人签名"),
)
PERSONS = columns(
    ("person", "人员"),
    ("acts", "办理", "number"),
    ("documents", "文书", "number"),
    ("inspections", "检查", "number"),
    ("overrides", "越过规则", "number"),
    ("acknowledgements", "知悉提示", "number"),
    ("approved", "批准越过", "number"),
    ("first", "最早", "moment"),
    ("last", "最近", "moment"),
)


def duty(
    *,
    person: Annotated[str, typer.Option("--person", help="只看某人办理的和他批准越过规则的", metavar="姓名")] = "",
    inspection: InspectionOpt = None,
    kind: Annotated[DutyKind | None, term_option(DutyKind, "--kind", help="只看一类")] = None,
    since: Annotated[date | None, date_option("--from", help="从这一天起")] = None,
    until: Annotated[date | None, date_option("--to", help="到这一天止")] = None,
    by_person: Annotated[bool, typer.Option("--by-person", help="每人一行，各类的件数")] = False,
    format: Format = ListFormat.TABLE,  # noqa: A002
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """履职留痕：取自日志，谁在何时办理了什么；越过的规则、理由和批准人，知悉的提示（办法 6、37）。"""
    found = [row for row in rows("duty_list") if _wanted(row, person, inspection, kind)]
    found = [row for row in found if _within(row, since, until)]
    found.sort(key=lambda row: moment(row["at"]))
    if by_person:
        show_rows(_by_person(found), PERSONS, format.value, limit=limit, offset=offset, out=out)
        return
    signed = signatures_told()
    told = [{**row, "what": _what(row), "signature": _signature(row, signed)} for row in found]
    show_rows(told, DUTY, format.value, limit=limit, offset=offset, out=out)


def _wanted(row: Mapping[str, Any], person: str, inspection: str | None, kind: DutyKind | None) -> bool:
    return (
        person in ("", row["person"], row["approved_by"])
        and inspection in (None, row["inspection"])
        and kind in (None, row["kind"])
    )


def _within(row: Mapping[str, Any], since: date | None, until: date | None) -> bool:
    on = moment(row["at"])[:10]
    return (since is None or on >= since.isoformat()) and (until is None or on <= until.isoformat())


def _what(row: Mapping[str, Any]) -> str:
    if row["kind"] == DutyKind.ACT:
        return act_words(row["act"])
    return GUARDS[row["guard"]].text if row["guard"] in GUARDS else ""


def _signature(row: Mapping[str, Any], signed: Mapping[str, str]) -> str:
    return signed.get(row["record"], "无签名") if row["kind"] == DutyKind.OVERRIDE else ""


def _by_person(found: Iterable[Row]) -> list[Row]:
    """Who did how much of what; who approved an override is counted there, whoever did the act."""
    counts: dict[str, Counter[str]] = {}
    inspections: dict[str, set[str]] = {}
    moments: dict[str, list[str]] = {}
    keys = {DutyKind.ACT: "acts", DutyKind.OVERRIDE: "overrides", DutyKind.ACKNOWLEDGEMENT: "acknowledgements"}
    for row in found:
        mine = counts.setdefault(row["person"], Counter())
        mine[keys[DutyKind(row["kind"])]] += 1
        mine["documents"] += len((row["documents"] or "").split("、")) if row["documents"] else 0
        inspections.setdefault(row["person"], set()).update(filter(None, [row["inspection"]]))
        moments.setdefault(row["person"], []).append(row["at"])
        if row["approved_by"]:
            counts.setdefault(row["approved_by"], Counter())["approved"] += 1
    names = ("acts", "documents", "overrides", "acknowledgements", "approved")
    return [
        {
            "person": person,
            **{name: mine[name] for name in names},
            "inspections": len(inspections.get(person, ())),
            "first": min(moments.get(person, []), key=moment, default=None),
            "last": max(moments.get(person, []), key=moment, default=None),
        }
        for person, mine in sorted(counts.items())
    ]
