"""The rectification ledger as a workbook that comes back filled in: progress of its lines (办法 24).

Both the ledger itself (D49) and the workbook of `--template` are read. What stands there already is known by the
records, so the same file read twice, or a line that nobody touched, registers nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from jxinspect.acts import rectify
from jxinspect.acts.inspect import find_evidence
from jxinspect.acts.procedure import begin
from jxinspect.analysis.fields import Field
from jxinspect.analysis.sheet import read_table
from jxinspect.documents.excel import Column, Sheet, build
from jxinspect.documents.rectify import course
from jxinspect.errors import Incomplete, NotFound
from jxinspect.law.amounts import format_amount
from jxinspect.law.civil import day
from jxinspect.law.dates import chinese_date
from jxinspect.law.terms import LedgerState
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.inspect import Evidence
from jxinspect.model.ledger import line_due, open_lines, progress_of
from jxinspect.model.rectify import LedgerItem, RectificationOpinion
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import inspection_records

#: What a unit may report; striking off needs a recheck.
REPORTED = (LedgerState.RUNNING, LedgerState.DONE, LedgerState.IMPOSSIBLE)
#: 逾期 is counted, not reported: it leaves the state as it is.
STATES: Mapping[str, LedgerState | None] = {state.label: state for state in LedgerState} | {"逾期": None}
#: Time in front of what is recorded already.
_STAMP = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日\d{1,2}时(\d{1,2}分)?：")
#: Sums, digest and the line for signing below the table are the program's own.
_OWN = re.compile(r"第 \d+ 行：")
_BETWEEN = "；;。 \n\r\t\u3000"

FIELDS = (
    Field("number", "问题编号", ("编号",), kind="id", required=True),
    Field("due", "应追回", ("应追回金额",), kind="amount"),
    Field("recovered", "已追回", ("已追回金额", "累计追回"), kind="amount"),
    Field("measure", "整改措施", ("措施",)),
    Field("text", "进展", ("本次进展", "整改进展", "整改情况")),
    Field("on", "进展日期", ("日期", "整改日期"), kind="date"),
    Field("evidence", "佐证", ("证据编号", "佐证编号", "证据"), many=True),
    Field("state", "状态", ("整改状态",), choices=STATES),
    Field("note", "备注"),
    # What the workbooks show beside it; it is known and not read.
    *(
        Field(name, name)
        for name in (
            *("来源报告", "问题", "责任单位（人）", "整改要求", "整改类型", "整改期限", "涉及金额", "未追回"),
            *("核查人", "核查日期", "延期批准"),
        )
    ),
)
_COLUMNS = (
    Column("问题编号", 14),
    Column("问题", 24),
    Column("整改要求", 26),
    Column("整改期限", 12, "date"),
    Column("应追回", 14, "money"),
    Column("已追回", 14, "money"),
    Column("整改措施", 22),
    Column("进展", 30),
    Column("进展日期", 12, "date"),
    Column("佐证", 16),
    Column("状态", 14, choices=tuple(state.label for state in (LedgerState.OPEN, *REPORTED))),
    Column("备注", 20),
)
_HOW = (
    "“进展”只写新的；“已追回”写到现在为止的累计金额，单位元；“佐证”写证据编号，多个用顿号分开。",
    "没有变化的行不用动；问题编号不要改。",
)


def number_of(records: InspectionRecords, line: LedgerItem) -> str:
    """The number of a line as the ledger prints it: 2026-001-1."""
    return f"{records.inspection.number}-{line.seq}"


def workbook(case: CaseFile, number: str) -> bytes:
    """The lines that are not struck off, to be filled in. Incomplete when there is none."""
    records = inspection_records(case, number)
    lines = sorted(open_lines(records), key=lambda line: line.seq)
    if not lines:
        raise Incomplete(
            "没有等待整改的事项", why="还没有下达整改意见，或者都已销号", todo="用 jxinspect rectify list 查看"
        )
    head = [f"检查编号：{number}　被监督单位：{records.unit.name}", *_HOW]
    return build(Sheet("整改进展", _COLUMNS, [_row(records, one) for one in lines], "整改进展填报表", head, tall=True))


def _row(records: InspectionRecords, line: LedgerItem) -> list[Any]:
    from jxinspect.model.inspect import Finding

    title = records.find(Finding, line.finding_id).title
    asked = [number_of(records, line), title, line.demand, line_due(records, line), line.recover, line.recovered]
    return [*asked, line.measure, "", None, "", line.state.label, ""]


# ---- back ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reported:
    """What one row says that the case file does not say yet."""

    seq: int
    text: str  #: empty: nothing that is not recorded
    recovered: int  #: fen, in this report alone
    state: LedgerState
    changed: bool  #: whether the state is another one
    measure: str | None
    evidence: tuple[str, ...]
    fresh: bool  #: whether some of the proof was not named before

    @property
    def new(self) -> bool:
        """Whether anything is to be registered."""
        return bool(self.text or self.recovered or self.changed or self.measure or self.fresh)

    @property
    def told(self) -> str:
        """In words, for the user."""
        money = f"，本次追回{format_amount(self.recovered)}" if self.recovered else ""
        return f"{self.state.label}{money}：{self.text}"


def take_in(case: CaseFile, number: str, path: Path) -> tuple[list[Reported], tuple[str, ...]]:
    """Register what is new in a filled-in ledger as progress; with what of the file was left aside.

    Incomplete with every fault and its place; then nothing is registered.
    """
    records = begin(case, number, "rectify.progress")
    lines = {number_of(records, line): line for line in records.of(LedgerItem)}
    today, seen = day(case.at), set[str]()

    def check(row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        name = row["number"]
        if name in seen:
            yield "number", f"{name} 与本文件前面的重复"
        elif name in lines:
            yield from _faults(records, lines[name], row, today)
        elif name:
            yield "number", f"整改台账没有 {name}；台账的编号有：{'、'.join(lines) or '无'}"
        seen.add(name or "")

    table = read_table(path, FIELDS, check)
    found = [_reported(records, lines[row["number"]], row.values, today) for row in table]
    made = [one for one in found if one.new]
    for one in made:
        _register(case, number, one)
    return made, tuple(one for one in table.left if not _OWN.search(one))


def _register(case: CaseFile, number: str, one: Reported) -> None:
    rectify.progress(
        case,
        number,
        one.seq,
        text=one.text,
        recovered=one.recovered,
        state=one.state,
        measure=one.measure,
        evidence=one.evidence,
    )


def _reported(records: InspectionRecords, line: LedgerItem, row: Mapping[str, Any], today: date) -> Reported:
    rows = progress_of(records, line)
    text = _said(row, _unrecorded(row["text"] or "", course(records, line), [one.text for one in rows]), today)
    codes, measure = _known_codes(records, _proofs(row)), _unslashed(row["measure"])
    named = {id_ for one in rows for id_ in one.evidence}
    fresh = [one.code for one in codes if one.id not in named]
    wish = row["state"] if row["state"] in REPORTED and line.state != LedgerState.STRUCK else line.state
    state = LedgerState.RUNNING if wish == LedgerState.OPEN else wish
    return Reported(
        seq=line.seq,
        text="" if text in {one.text for one in rows} else text,
        recovered=0 if row["recovered"] is None else row["recovered"] - line.recovered,
        state=state,
        changed=wish != line.state,
        measure=measure if measure and measure != line.measure else None,
        evidence=tuple(fresh or (one.code for one in codes if state == LedgerState.DONE)),
        fresh=bool(fresh),
    )


def _unrecorded(cell: str, recorded: Sequence[str], texts: Sequence[str]) -> str:
    """The cell without what it repeats of the ledger, with its time or without."""
    rest = cell.strip(_BETWEEN)
    for known in (*recorded, *(text.strip(_BETWEEN) for text in texts)):
        after = rest.removeprefix(known)
        if after != rest and (not after or after[0] in _BETWEEN):
            rest = after.strip(_BETWEEN)
    return rest


def _said(row: Mapping[str, Any], words: str, today: date) -> str:
    """The words with the day they tell of, where it is not today, and the note."""
    if not words:
        return f"备注：{row['note']}" if row["note"] else ""
    note = f"（备注：{row['note']}）" if row["note"] else ""
    on = f"{chinese_date(row['on'])}，" if row["on"] and row["on"] != today else ""
    return f"{on}{words}{note}"


def _unslashed(text: str | None) -> str:
    """The text of a cell; "/" is how the ledger says that there is nothing."""
    return "" if text is None or text.strip(_BETWEEN) in ("/", "／") else text


def _proofs(row: Mapping[str, Any]) -> list[str]:
    return [code for code in row["evidence"] if _unslashed(code)]


def _known_codes(records: InspectionRecords, codes: Sequence[str]) -> list[Evidence]:
    known = [code for code in codes if not _unknown(records, code)]
    return find_evidence(records, known)


def _unknown(records: InspectionRecords, code: str) -> str:
    """Why a code is no evidence of this inspection; empty when it is."""
    try:
        find_evidence(records, [code])
    except NotFound as fault:
        return f"{fault.what}；{fault.why}"
    return ""


# ---- faults of a row -----------------------------------------------------------------------------------------


def _faults(
    records: InspectionRecords, line: LedgerItem, row: Mapping[str, Any], today: date
) -> Iterator[tuple[str, str]]:
    said = _reported(records, line, row, today)
    yield from (("evidence", why) for code in _proofs(row) if (why := _unknown(records, code)))
    yield from _wrong_day(records, row, today)
    yield from _wrong_money(line, row)
    if line.state == LedgerState.STRUCK:
        if said.new:
            yield "number", f"第{line.seq}项已经销号（{line.checked_on}核查），不能再登记进展"
        return
    if row["state"] == LedgerState.STRUCK:
        yield "state", "销号须经核查，用 rectify recheck 登记；单位整改完的写“已整改待核查”"
    yield from _wrong_words(said)
    yield from _unproven(said)


def _wrong_day(records: InspectionRecords, row: Mapping[str, Any], today: date) -> Iterator[tuple[str, str]]:
    on, opinion = row["on"], records.last(RectificationOpinion)
    if on is None:
        return
    if on > today:
        yield "on", f"{on}在将来，还没有发生的事不能登记（今天是{today}）"
    elif opinion is not None and on < day(opinion.at):
        yield "on", f"{on}早于整改意见书的日期{day(opinion.at)}"
    if not (row["text"] or row["note"]):
        yield "text", "写了进展日期，没有写进展"


def _wrong_money(line: LedgerItem, row: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    due, total = row["due"], row["recovered"]
    if due is not None and due != line.recover:
        yield "due", f"应追回应为{format_amount(line.recover)}，可能错行或者是旧表；要改的用 rectify set --recover"
    if total is None:
        return
    if total > line.recover:
        yield "recovered", f"已追回{format_amount(total)}多于应追回的{format_amount(line.recover)}"
    elif total < line.recovered:
        yield "recovered", f"案卷库中已追回{format_amount(line.recovered)}，不能减少；可能是旧表，此处写累计金额"


def _wrong_words(said: Reported) -> Iterator[tuple[str, str]]:
    if said.new and not said.text:
        yield "text", "金额、状态、措施或者佐证有变化，没有写新的进展；进展应当写明做了什么（办法 24）"
    elif _STAMP.search(said.text):
        yield "text", "已有的进展被改动了，可能是旧表；已有的文字不动，新的写在后面，或者只写新的"


def _unproven(said: Reported) -> Iterator[tuple[str, str]]:
    """Money needs proof of its own; what is done may rest on proof that was named before (办法 24)."""
    if said.recovered > 0 and not said.fresh:
        yield "evidence", "追回金额没有新的佐证；先用 inspect evidence add 登记，再写证据编号"
    elif said.new and said.state == LedgerState.DONE and not said.evidence:
        yield "evidence", "报告整改完成没有佐证；先用 inspect evidence add 登记，再写证据编号"
