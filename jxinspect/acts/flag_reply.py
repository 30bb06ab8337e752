"""What the unit answered about the flags it was sent: read back, compared with what it was told, taken in (D26)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Any

from jxinspect.acts.flag_send import unanswered, waiting_batch
from jxinspect.acts.inspect import who
from jxinspect.acts.procedure import admit, begin
from jxinspect.acts.serial import evidence_ordinals
from jxinspect.analysis.fields import Field
from jxinspect.analysis.marks import OLE
from jxinspect.analysis.sheet import Row, survey
from jxinspect.analysis.unlocking import BrokenLock, WrongPassword, unlocked
from jxinspect.documents.flag import lines_of
from jxinspect.errors import Incomplete, Locked
from jxinspect.law.civil import day
from jxinspect.law.disclosure import hidden
from jxinspect.law.flag import CONFIRMING, Verdict, state_of
from jxinspect.law.states import COURSES
from jxinspect.law.terms import EvidenceForm, EvidenceKind, EvidenceState
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.evidence import Evidence
from jxinspect.model.flag import Flag
from jxinspect.model.flag_reply import FlagAnswer, FlagBatch, FlagReply
from jxinspect.store import incoming
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import inspection_records

_VERDICTS = {one.label: one for one in Verdict} | {"部分属实": Verdict.PARTLY}
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FIELDS = (
    Field("number", "疑点编号", ("编号",), kind="id", required=True),
    Field("title", "疑点类型"),
    Field("name", "对象"),
    Field("amount", "涉及金额", kind="amount"),
    Field("verdict", "是否属实", ("核查结论", "结论"), choices=_VERDICTS),
    Field("how", "核查方式"),
    Field("facts", "事实说明", ("事实",)),
    Field("proof", "佐证", ("佐证材料",)),
    Field("overpaid", "多发金额", ("多发",), kind="amount"),
    Field("recovered", "已追回", ("已追回金额",), kind="amount"),
    Field("outstanding", "未追回", ("未追回金额",), kind="amount"),
    Field("handling", "处理情况"),
    Field("checker", "核查人", kind="name"),
    Field("checked_on", "核查日期", ("日期",), kind="date"),
    Field("seq", "序号", kind="integer"),
)
#: What a line says that answers something, beside the number and what we wrote ourselves.
_ANSWERING = ("verdict", "how", "facts", "proof", "overpaid", "recovered", "outstanding", "handling", "checker")
_NEEDED = {"how": "核查方式", "facts": "事实说明", "checker": "核查人", "checked_on": "核查日期"}
_MONEY = {"overpaid": "多发金额", "recovered": "已追回", "outstanding": "未追回"}


@dataclass(frozen=True)
class Taken:
    """A reply that was taken in: how many answers of which kind, and flags of the batch that still have none."""

    reply: FlagReply
    evidence: str
    counted: dict[Verdict, int] = field(default_factory=dict)
    left: list[str] = field(default_factory=list)


def opened(data: bytes, secret: str | None, name: str) -> bytes:
    """The workbook without its password. Locked when it has one and it was not given, or another was."""
    if not data.startswith(OLE):
        return data
    try:
        plain = unlocked(data, secret)
    except WrongPassword as fault:
        raise Locked(f"打不开 {name}", why="口令不对", todo="核对口令；单位改过口令的，向单位要") from fault
    except BrokenLock as fault:
        raise Locked(
            f"打不开 {name}", why=f"加密方式不能识别，或者文件不完整（{fault}）", todo="请单位重新加密后报送"
        ) from fault
    if plain is None:
        raise Locked(f"{name} 设有口令", why="没有给出口令", todo="用 --password-file 口令文件，或者在终端里输入")
    return plain


def is_locked(file: Path) -> bool:
    """Whether the file may need a password."""
    return incoming.content(file).startswith(OLE)


def reply(
    case: CaseFile,
    number: str,
    file: Path,
    *,
    giver: str,
    secret: str | None = None,
    paper: str = "",
    part: bool = False,
) -> Taken:
    """Take in a filled-in form: the file as evidence, an answer for each flag. Incomplete with every inconsistency.

    `paper`: the number of the notice, where several wait. `part`: lines without any answer are left for later; else
    each flag of the batch must be answered.
    """
    if not giver.strip():
        raise Incomplete(
            "没有写明反馈由谁提交", why="反馈表是证据，要知道由谁提供（办法 15）", todo="用 --from 写明姓名"
        )
    step = _step(inspection_records(case, number))
    records = begin(case, number, step)
    batch = waiting_batch(records, paper)
    raw = incoming.content(file)
    name = incoming.name(file)
    data = opened(raw, secret, name)
    rows = _sound(case, records, batch, Path(name), data, part=part)
    evidence = _evidence(case, records, file, data, giver, locked=data is not raw)
    row = FlagReply(
        inspection_id=records.inspection.id,
        at=case.at,
        batch_id=batch.id,
        evidence_id=evidence.id,
        file_sha256=sha256(raw).hexdigest(),
        giver=giver,
        actor=case.actor,
    )
    flags = {flag.number: flag for flag in records.of(Flag)}
    answers = [_answer(records, row, read, flags[read["number"]]) for read in rows]
    admit(case, records, step, evidence, row, *answers)
    for read in rows:
        flags[read["number"]].state = state_of(read["verdict"])
    counted = {one: sum(read["verdict"] is one for read in rows) for one in Verdict}
    left = [flag.number for flag in _open_flags(records, batch)]
    return Taken(row, evidence.code, {one: count for one, count in counted.items() if count}, left)


def _step(records: InspectionRecords) -> str:
    """What comes when the inspection has gone on leaves it where it stands."""
    belated = COURSES[records.inspection.mode].get("inspect.flag.belated")
    return belated.step if belated and records.inspection.state in belated.sources else "inspect.flag.reply"


def _open_flags(records: InspectionRecords, batch: FlagBatch) -> list[Flag]:
    waiting = {sent.flag_id for sent in unanswered(records) if sent.batch_id == batch.id}
    return [flag for flag in records.of(Flag) if flag.id in waiting]


# ---- what is wrong with it -----------------------------------------------------------------------------------


def _sound(
    case: CaseFile, records: InspectionRecords, batch: FlagBatch, name: Path, data: bytes, *, part: bool
) -> list[Row]:
    """The lines that answer; Incomplete with every fault of the file and its place."""
    lines = {line["flag"]: line for line in lines_of(batch, case.objects.get)}
    waiting = {flag.number for flag in _open_flags(records, batch)}
    told = _Told(lines, waiting, day(batch.at), day(case.at))
    table, faults = survey(name, FIELDS, data=data)
    rows = [row for row in table if not (part and not told.answers(row))]
    for row in rows:
        if row.sound:
            faults += told.faults(row)
    if rows and not part:
        there = told.seen.keys() | {row["number"] for row in rows if not row.sound}
        faults += [f"缺少疑点 {number} 的反馈" for number in sorted(waiting - there)]
    if not (rows or faults):
        faults = ["没有一行写了反馈"]
    if faults:
        raise Incomplete(
            f"{name.name} 有 {len(faults)} 处不一致，一项也没有登记",
            why="反馈要能与下发的疑点逐个对上，有一处不一致就全部不登记",
            todo="退回单位逐处改正后重新报送" + ("" if part else "；只反馈一部分的，加 --part"),
            items=faults,
        )
    return rows


@dataclass
class _Told:
    """What the unit was told, and the lines of its answer that were looked at."""

    lines: Mapping[str, Mapping[str, Any]]
    waiting: set[str]
    sent_on: date
    today: date
    seen: dict[str, str] = field(default_factory=dict)

    def answers(self, row: Row) -> bool:
        return any(row[name] not in (None, "") for name in _ANSWERING)

    def faults(self, row: Row) -> Iterator[str]:
        """Every inconsistency of one line, with sheet, row and column."""
        number = row["number"]
        if number not in self.lines:
            yield f"{row.at('number')}：没有下发过编号为 {number} 的疑点"
            return
        if number in self.seen:
            yield f"{row.at('number')}：{number} 与{self.seen[number]}重复"
            return
        self.seen[number] = row.place
        if number not in self.waiting:
            yield f"{row.at('number')}：{number} 已经反馈过"
        yield from self._changed(row, self.lines[number])
        if row["verdict"] is None:
            yield f"{row.at('verdict')}：没有写是否属实"
            return
        yield from (f"{row.at(name)}：没有写{title}" for name, title in _NEEDED.items() if row[name] in (None, ""))
        yield from self._day(row)
        yield from _amounts(row, self.lines[number]["amount"])

    def _changed(self, row: Row, line: Mapping[str, Any]) -> Iterator[str]:
        """What we wrote ourselves and the unit may not change."""
        for name, title in (("title", "疑点类型"), ("name", "对象"), ("amount", "涉及金额")):
            if row[name] is not None and row[name] != line[name] and (row[name] or line[name]):
                yield f"{row.at(name)}：{title}与下发的不同，不得改动"

    def _day(self, row: Row) -> Iterator[str]:
        if row["checked_on"] is None:
            return
        if row["checked_on"] < self.sent_on:
            yield f"{row.at('checked_on')}：核查日期{row['checked_on']}早于下发日期{self.sent_on}"
        elif row["checked_on"] > self.today:
            yield f"{row.at('checked_on')}：核查日期{row['checked_on']}晚于今天{self.today}"


def _amounts(row: Row, flagged: int | None) -> Iterator[str]:
    given = {name: row[name] for name in _MONEY}
    yield from (
        f"{row.at(name)}：{_MONEY[name]}不能是负数" for name, fen in given.items() if fen is not None and fen < 0
    )
    if row["verdict"] not in CONFIRMING:
        yield from (
            f"{row.at(name)}：{row['verdict'].label}，却写了{_MONEY[name]}" for name, fen in given.items() if fen
        )
        return
    if flagged is None and not any(given.values()):
        return  # a doubt about no payment
    missing = [name for name, fen in given.items() if fen is None]
    yield from (f"{row.at(name)}：{row['verdict'].label}的没有写{_MONEY[name]}" for name in missing)
    if not missing and given["overpaid"] != given["recovered"] + given["outstanding"]:
        yield f"{row.at('overpaid')}：多发金额不等于已追回与未追回之和"
    if row["verdict"] is Verdict.PARTLY and flagged is not None and (given["overpaid"] or 0) > flagged:
        yield f"{row.at('overpaid')}：部分属实的多发金额大于涉及金额"


# ---- taking it in --------------------------------------------------------------------------------------------


def _evidence(
    case: CaseFile, records: InspectionRecords, file: Path, data: bytes, giver: str, *, locked: bool
) -> Evidence:
    """The form as it came, without its password, so that it can be read as long as the case file can."""
    seq = next(evidence_ordinals(case, records))
    name = incoming.name(file)
    return Evidence(
        inspection_id=records.inspection.id,
        at=case.at,
        code=f"{records.inspection.number}-ZJ-{seq:03d}",
        seq=seq,
        kind=EvidenceKind.ELECTRONIC,
        form=EvidenceForm.ORIGINAL,
        name="疑点核查反馈表",
        source=f"{records.unit.name}{giver}",
        place=records.unit.address,
        takers=who(case, records, ()),
        proves="被监督单位对疑点的核查结果",
        method="解除口令后存入" if locked else "",
        sha256=case.objects.put(data),
        size=len(data),
        file_name=name,
        media_type=_WORKBOOK,
        state=EvidenceState.ON_FILE,
    )


def _answer(records: InspectionRecords, reply: FlagReply, row: Row, flag: Flag) -> FlagAnswer:
    """Numbers of people are hidden: in full they stand in the file, which is in evidence."""
    texts = {name: hidden(row[name] or "") for name in ("how", "facts", "proof", "handling")}
    return FlagAnswer(
        inspection_id=records.inspection.id,
        reply_id=reply.id,
        flag_id=flag.id,
        row=row.row,
        verdict=row["verdict"],
        overpaid=row["overpaid"],
        recovered=row["recovered"],
        outstanding=row["outstanding"],
        checker=row["checker"],
        checked_on=row["checked_on"],
        **texts,
    )
