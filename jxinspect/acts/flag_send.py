"""Flags that go to the unit: the notice, the list and the form, both locked by a password (D25, D26; 办法 23(三))."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from jxinspect.acts.copies import copy_name, require_usable
from jxinspect.acts.flag import hits_of
from jxinspect.acts.flag_rows import Looked, look_up
from jxinspect.acts.flag_table import details, ranked
from jxinspect.acts.handout import hand_out
from jxinspect.acts.notify import require_contact
from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.analysis.hit_file import Hit
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.civil import day
from jxinspect.law.disclosure import hidden, whole_number
from jxinspect.law.flag import FlagState
from jxinspect.law.identity import mask_bank, mask_identity
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.flag import Flag, RuleOutcome
from jxinspect.model.flag_reply import FlagBatch, FlagReminder, FlagSent
from jxinspect.model.guards.disclosure import PERSONS
from jxinspect.model.team import inspectors
from jxinspect.store import durable
from jxinspect.store.canonical import canonical
from jxinspect.store.casefile import CaseFile

STEP = "inspect.flag.send"
DEMAND = "请逐个查明事实，已经停发、追回、更正的写明时间和金额；确有问题的，及时停发、追回，并查明原因。"
#: Signs of a password that is read out on the telephone: none that is taken for another.
_SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
_LENGTH = 16
#: A shorter password is guessed; what Excel accepts ends at 255.
SHORTEST = 8


class Sent(NamedTuple):
    """A batch on its way: the notice, the list and the form, and where the locked copies will lie."""

    batch: FlagBatch
    papers: list[Document]
    locked: list[Path]


def password() -> str:
    """A fresh one that can be read out."""
    return "-".join("".join(secrets.choice(_SIGNS) for _ in range(4)) for _ in range(_LENGTH // 4))


def send(
    case: CaseFile,
    number: str,
    *,
    folder: Path,
    secret: str,
    demand: str = "",
    days: int | None = None,
    due_on: date | None = None,
    contact: str = "",
    external_number: str | None = None,
    inside: bool = False,
) -> Sent:
    """Send all chosen flags: D25, with list and form in `folder`, locked by `secret`; plain ones stay in the case file.

    `inside`: the folder lies in the one that the office set for exports (G50). Refused without a chosen flag.
    """
    _usable(secret)
    require_usable(folder)
    records = begin(case, number, STEP)
    flags = ranked([one for one in records.of(Flag) if one.state is FlagState.CHOSEN])
    if not flags:
        raise Refused(
            "没有拟下发的疑点",
            why="只下发筛查后登记为“拟下发”的疑点（办法 23(三)）",
            todo="用 jxinspect inspect flag triage choose、draw 或者 walk 选出",
        )
    _require_due(case, due_on)
    batch = FlagBatch(
        inspection_id=records.inspection.id,
        at=case.at,
        round=len(records.of(FlagBatch)) + 1,
        demand=demand or DEMAND,
        days=days or records.world.number("flag.reply_days"),
        due_on=due_on,
        contact=_contact(records, contact),
        lines_sha256=case.objects.put(canonical(_lines(case, records, flags)).encode()),
    )
    sent = [
        FlagSent(inspection_id=records.inspection.id, batch_id=batch.id, flag_id=flag.id, seq=n)
        for n, flag in enumerate(flags, 1)
    ]
    for flag in flags:
        flag.state = FlagState.SENT
    admit(case, records, STEP, batch, *sent)
    paper = issue(case, records, "D25", batch, number=external_number)
    annexes = [
        issue(case, records, kind, batch, number=f"{paper.number}附件{n}") for n, kind in enumerate(("D25x", "D26"), 1)
    ]
    locked = _hand_out(case, folder, annexes, secret, count=len(flags), inside=inside)
    return Sent(batch, [paper, *annexes], locked)


def _usable(secret: str) -> None:
    if len(secret.strip()) < SHORTEST:
        raise Incomplete(
            "口令太短", why=f"口令少于{SHORTEST}个字符，容易被猜到", todo="换一个更长的口令，或者不写，由程序随机生成"
        )


def _require_due(case: CaseFile, due_on: date | None) -> None:
    if due_on is not None and due_on <= day(case.at):
        raise Incomplete(
            "反馈期限有误",
            why=f"期限{due_on}不晚于今天{day(case.at)}；通知要规定反馈时限（办法 23(三)）",
            todo="核对 --due，或者用 --days 写工作日数",
        )


def _contact(records: InspectionRecords, name: str) -> str:
    usual = name or next((person.name for person in inspectors(records)), "")
    require_contact(records, usual)
    return usual


def _lines(case: CaseFile, records: InspectionRecords, flags: Sequence[Flag]) -> list[dict[str, Any]]:
    """What the unit is told of each flag: no more than it needs to find the case in its own data."""
    hits = hits_of(case, records, flags)
    looked = look_up(case, records, hits)
    titles = {outcome.rule: outcome.title for outcome in records.of(RuleOutcome)}
    return [_line(n, flag, titles[flag.rule], hits[flag.number], looked) for n, flag in enumerate(flags, 1)]


def _line(n: int, flag: Flag, title: str, hits: Sequence[Hit], looked: Looked) -> dict[str, Any]:
    person = looked.people[hits[0].subject]
    whom = person.person_no or ("" if person.id_no else hits[0].subject)
    return {
        "seq": n,
        "flag": flag.number,
        "title": title,
        "name": person.name,
        "id_no": mask_identity(person.id_no) if person.id_no else "",
        "person_no": mask_bank(whom) if _is_account(whom) else whom,
        "first_ym": flag.first_ym,
        "last_ym": flag.last_ym,
        "months": flag.months,
        "amount": flag.amount,
        "detail": details(hits),
        "rows": [_row(flag.rule, hit, looked) for hit in hits],
    }


def _is_account(number: str) -> bool:
    return whole_number(number) is not None


def _row(rule: str, hit: Hit, looked: Looked) -> dict[str, Any]:
    place = looked.place(rule, hit)
    return {
        "ym": hit.ym,
        "amount": hit.amount,
        "detail": hidden(hit.detail or ""),
        "file": place.file,
        "sheet": place.sheet,
        "line": place.line,
    }


# ---- locked copies -------------------------------------------------------------------------------------------


def locked(data: bytes, secret: str) -> bytes:
    """A workbook encrypted as Excel and WPS do it (ECMA-376 agile, AES-256)."""
    from msoffcrypto.format.ooxml import OOXMLFile

    target = BytesIO()
    OOXMLFile(BytesIO(data)).encrypt(secret, target)
    return target.getvalue()


def _hand_out(
    case: CaseFile, folder: Path, papers: Sequence[Document], secret: str, *, count: int, inside: bool
) -> list[Path]:
    """Have the locked workbooks written once the act is durable; the journal keeps that they left (G50)."""
    chosen = folder.expanduser()
    digest = sha256("".join(paper.sha256 for paper in papers).encode()).hexdigest()
    hand_out(case, what=PERSONS, count=count, file=chosen.name, sha256=digest, encrypted=True, inside=inside)
    written: list[Path] = []
    wanted = [(copy_name(case, paper), paper.sha256) for paper in papers]

    def write() -> None:
        with durable.writing(chosen):
            chosen.mkdir(parents=True, exist_ok=True)
        for name, stored in wanted:
            target = chosen / name
            durable.write_once(target, locked(case.objects.get(stored), secret))
            written.append(target)

    case.after_commit(write)
    return written


def remind(case: CaseFile, number: str, *, how: str, whom: str, note: str = "", paper: str = "") -> FlagReminder:
    """Note that the unit was reminded of a batch whose answers are late or due."""
    records = begin(case, number, "inspect.flag.remind")
    batch = waiting_batch(records, paper)
    row = FlagReminder(
        inspection_id=records.inspection.id,
        at=case.at,
        batch_id=batch.id,
        how=how,
        whom=whom,
        note=note,
        actor=case.actor,
    )
    admit(case, records, "inspect.flag.remind", row)
    return row


def waiting_batch(records: InspectionRecords, paper: str = "") -> FlagBatch:
    """The batch whose notice has this number, or the only one with a flag that was not answered. NotFound."""
    from jxinspect.acts.awaited import Letter, awaited

    letter = Letter(
        "D25",
        f"{paper}不是等待反馈的疑点核查通知",
        "有几份疑点核查通知等待反馈，没有写明是哪一份",
        "没有等待反馈的疑点核查通知",
        "等待反馈的通知",
        "核对 --document 文号",
    )
    open_ = {sent.batch_id for sent in unanswered(records)}
    if not open_ and records.of(FlagBatch):
        raise NotFound(
            "没有等待反馈的疑点核查通知",
            why="下发的疑点都已经反馈",
            todo="单位另有说法的，核实后用 jxinspect inspect flag verify 登记，以核实的结果为准",
        )
    answered = [batch.id for batch in records.of(FlagBatch) if batch.id not in open_]
    return awaited(records, FlagBatch, letter, answered, paper)


def unanswered(records: InspectionRecords) -> list[FlagSent]:
    """Flags that were sent and have no answer yet."""
    from jxinspect.model.flag_reply import FlagAnswer, FlagReply

    batch_of = {reply.id: reply.batch_id for reply in records.of(FlagReply)}
    done = {(batch_of[answer.reply_id], answer.flag_id) for answer in records.of(FlagAnswer)}
    return [sent for sent in records.of(FlagSent) if (sent.batch_id, sent.flag_id) not in done]
