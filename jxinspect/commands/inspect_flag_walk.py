"""`inspect flag triage walk`: one case after another at the terminal. Each decision is an act of its own, so that
Ctrl-C, a flat battery or a closed lid loses nothing that was decided.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from unicodedata import normalize

from jxinspect.commands.session import act, looking, rows
from jxinspect.errors import JxinspectError, Usage
from jxinspect.law.disclosure import hidden
from jxinspect.law.flag import OTHER, DecisionKind, FlagState, Strength
from jxinspect.ui import ask, messages, terminal
from jxinspect.ui.show import done
from jxinspect.ui.values import amount

if TYPE_CHECKING:
    from jxinspect.acts.flag_triage import Wanted

KEYS = "1 拟下发  2 排除  3 恢复待核查  回车 跳过  b 返回  s 看各行  q 停下"
FLAG = "inspect flag triage choose（exclude、reopen）"
#: Rows that are shown of one flag.
_ROWS = 24


@dataclass
class Case:
    """One person, unit or account with its flags as the list shows them."""

    subject: str
    flags: list[dict[str, Any]]

    @property
    def numbers(self) -> tuple[str, ...]:
        return tuple(flag["number"] for flag in self.flags)


def walk_through(inspection: str, wanted: Wanted) -> None:
    """Go through the cases that have a flag waiting; says at the end how far it came."""
    if not ask.possible():
        raise Usage(
            "不能逐件询问",
            why="当前不是交互终端，或者用了 --no-input、--json",
            todo=f"用 jxinspect {FLAG}，或者用 triage export 写出表格，填好后 triage import",
        )
    cases = _cases(inspection, wanted)
    try:
        _through(inspection, cases)
    except (KeyboardInterrupt, EOFError):
        terminal.err("\n")
    left = len(_cases(inspection, wanted))
    following = [f"jxinspect inspect flag triage walk {inspection}"] if left else []
    done(
        "筛查到这里，定过的都已存下",
        [("cases", "件数", len(cases)), ("left", "还没有决定", f"{left}件")],
        [*following, f"jxinspect inspect flag list -i {inspection}"],
    )


def _cases(inspection: str, wanted: Wanted) -> list[Case]:
    """Cases with a flag that waits, the strongest and largest first: the list comes in that order."""
    found = rows(
        "SELECT * FROM flag_list WHERE inspection = ? AND strength <> '' AND state IN ('pending', 'chosen')",
        [inspection],
    )
    cases: dict[str, Case] = {}
    for row in found:
        if _meets(row, wanted):
            cases.setdefault(row["subject"], Case(row["subject"], [])).flags.append(row)
    return [case for case in cases.values() if any(flag["state"] == "pending" for flag in case.flags)]


def _meets(row: dict[str, Any], wanted: Wanted) -> bool:
    return (
        (not wanted.rules or row["rule"] in wanted.rules)
        and wanted.strength in ("", row["strength"])
        and (wanted.least is None or (row["amount"] or 0) >= wanted.least)
    )


def _through(inspection: str, cases: Sequence[Case]) -> None:
    place = 0
    while place < len(cases):
        _show(cases[place], place + 1, len(cases))
        step = _asked(inspection, cases[place])
        if step is None:
            return
        place = max(0, place + step)


def _show(case: Case, n: int, of: int) -> None:
    lines = [f"\n[{n}/{of}] {case.subject}"]
    for flag in case.flags:
        period = f"{flag['first_ym']}至{flag['last_ym']}" if flag["first_ym"] else ""
        money = f"{amount(flag['amount'])}元" if flag["amount"] is not None else ""
        parts = (Strength(flag["strength"]).label, money, f"{flag['months']}个月" if flag["months"] else "", period)
        told = "  ".join(part for part in parts if part)
        state = "" if flag["state"] == "pending" else f"（{FlagState(flag['state']).label}）"
        lines.append(f"    {flag['number']}　{flag['title']}{state}\n        {told}")
    terminal.err("\n".join(lines) + f"\n    {KEYS}\n")


def _asked(inspection: str, case: Case) -> int | None:
    """How many cases to go on: 1, -1 for back; None to stop. What goes wrong is told, and the case asked again."""
    while True:
        key = normalize("NFKC", ask.text("决定", flag=FLAG)).strip().lower()
        if key == "q":
            return None
        if key in ("", "b"):
            return -1 if key else 1
        try:
            if key == "s":
                _rows(inspection, case)
            elif key not in _DECISIONS:
                messages.warn(f"没有“{key}”这个选择：{KEYS}")
            elif _decide(inspection, case, _DECISIONS[key]):
                return 1
        except JxinspectError as fault:
            messages.error(fault)


_DECISIONS = {"1": DecisionKind.CHOOSE, "2": DecisionKind.EXCLUDE, "3": DecisionKind.REOPEN}


def _decide(inspection: str, case: Case, kind: DecisionKind) -> bool:
    from jxinspect.acts import flag_triage

    rules = sorted({flag["rule"] for flag in case.flags})
    ground, note = _ground(inspection, rules) if kind is DecisionKind.EXCLUDE else ("", "")
    if kind is DecisionKind.REOPEN:
        note = ask.text("恢复的理由", flag="inspect flag triage reopen --note")
    wanted = flag_triage.Wanted(subjects=(case.subject,), rules=tuple(rules))
    with act("inspect.flag.triage") as opened:
        row = flag_triage.decide(opened, inspection, kind, wanted, ground=ground, note=note)
        count, text = len(row.flags), row.ground_text
    terminal.err(f"    已记：{kind.label}{count}个{'，' + text if text else ''}\n")
    return True


def _ground(inspection: str, rules: Sequence[str]) -> tuple[str, str]:
    from jxinspect.acts.flag_ground import common_grounds, rules_of
    from jxinspect.store.records import inspection_records

    with looking("inspect.flag.show") as case:
        known = rules_of(case, inspection_records(case, inspection))
        texts = common_grounds([known[rule] for rule in rules])
    ground = ask.choose("排除的理由", texts, flag="inspect flag triage exclude --ground")
    note = ask.text("写明理由", flag="--note") if ground == OTHER else ""
    return ground, note


def _rows(inspection: str, case: Case) -> None:
    """The hits of each flag: month, amount, what is odd. Numbers of people stay out of it."""
    from jxinspect.acts.flag import flag_of, hits_of
    from jxinspect.store.records import inspection_records

    with looking("inspect.flag.show") as opened:
        records = inspection_records(opened, inspection)
        found = hits_of(opened, records, [flag_of(records, number) for number in case.numbers])
    for number, hits in sorted(found.items()):
        terminal.err(f"    {number}\n")
        for hit in hits[:_ROWS]:
            money = f"{amount(hit.amount)}元" if hit.amount is not None else ""
            told = "  ".join(filter(None, (str(hit.ym or ""), money, hidden(hit.detail or ""))))
            terminal.err(f"        {told}\n")
        if len(hits) > _ROWS:
            terminal.err(f"        ……共{len(hits)}行\n")
