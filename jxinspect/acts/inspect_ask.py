"""Questioning of one person by two inspectors (D19, 办法 16, 26), and reading what was typed elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from jxinspect.acts.inspect import lasted, recusal_explained, signature_explained, who
from jxinspect.acts.notify_letters import summons
from jxinspect.acts.procedure import admit, begin, issue, judge
from jxinspect.acts.serial import ordinal
from jxinspect.errors import Incomplete
from jxinspect.law.civil import day
from jxinspect.law.identity import birth_date, identity_fault, is_male, plain
from jxinspect.law.terms import SignOutcome
from jxinspect.model.document import Document
from jxinspect.model.inspect import Questioning
from jxinspect.store import incoming
from jxinspect.store.casefile import CaseFile
from jxinspect.store.reasons import answered
from jxinspect.store.records import staff

#: 问： and 答： as people type them, also numbered: 3.问: …
_LINE = re.compile(r"\s*(?:第?\d{1,4}[.、．)）]?\s*)?([问答])\s*\d{0,4}\s*[:：]\s*(.*)", re.DOTALL)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def ask(
    case: CaseFile,
    number: str,
    *,
    person: str,
    answers: Sequence[dict[str, str]],
    ended_at: datetime,
    recorder: str,
    names: Sequence[str] = (),
    place: str | None = None,
    identity_no: str = "",
    notice: str = "",
    outcome: SignOutcome = SignOutcome.SIGNED,
    reason: str = "",
    corrections: int = 0,
    corrected: Sequence[str] = (),
    **fields: Any,
) -> tuple[Questioning, Document]:
    """Record the questioning (D19). It begins at the moment of the act; two of one inspector never overlap (G16).

    `notice`: number of the D18 that summoned the person; what it says of him stands where nothing else is given.
    """
    _asked(answers)
    lasted(case, ended_at, "询问")
    signature_explained(outcome, reason)
    recusal_explained(asked=fields.get("recusal_asked", False), reason=fields.get("recusal_reason", ""))
    records = begin(case, number, "inspect.ask")
    known = summons(case, records, notice, person) if notice else {}
    identity_no = identity_no or known.pop("identity_no", "")
    questioning = Questioning(
        inspection_id=records.inspection.id,
        at=case.at,
        seq=ordinal(case, (one.seq for one in records.of(Questioning))),
        ended_at=ended_at,
        place=place or records.unit.address,
        person=person,
        inspectors=who(case, records, names),
        recorder=staff(case, recorder).id,
        answers=[dict(answer) for answer in answers],
        outcome=outcome,
        reason=reason,
        corrections=max(corrections, len(corrected)),
        corrected=[text.strip() for text in corrected if text.strip()],
        **(
            known
            | _identified(case, identity_no)
            | {key: value for key, value in fields.items() if value not in (None, "")}
        ),
    )
    admit(case, records, "inspect.ask", questioning)
    return questioning, issue(case, records, "D19", questioning)


def may_ask(case: CaseFile, number: str, *, names: Sequence[str], recorder: str) -> None:
    """Raise what would refuse a questioning now, before anybody takes the trouble of typing it. Writes nothing."""
    records = begin(case, number, "inspect.ask")
    probe = Questioning(
        inspection_id=records.inspection.id,
        at=case.at,
        seq=0,
        ended_at=case.at + timedelta(minutes=1),
        place="",
        person="",
        inspectors=who(case, records, names),
        recorder=staff(case, recorder).id,
    )
    records.add(probe)  # not kept: only judged
    judge(case, records, "inspect.ask")


def _asked(answers: Sequence[dict[str, str]]) -> None:
    if not answers:
        raise Incomplete(
            "询问笔录没有问答",
            why="询问笔录应当如实记录问和答（办法 16）",
            todo="用 --file 提供问答文本，或者在终端里逐条输入",
        )
    silent = [str(n) for n, turn in enumerate(answers, 1) if not (turn["q"].strip() and turn["a"].strip())]
    if silent:
        raise Incomplete(
            "有的问题没有问话或者回答",
            why=f"第{'、'.join(silent)}条问答不全；对方没有回答的也要如实记录",
            todo="没有回答的写“（沉默）”或者“（拒绝回答）”",
            items=[f"第{n}条" for n in silent],
        )


def _identified(case: CaseFile, identity_no: str) -> dict[str, Any]:
    """Identity number as stored, and what follows from it: sex and age on the day."""
    if not identity_no.strip():
        return {}
    fault = identity_fault(identity_no, day(case.at))
    if fault:
        raise Incomplete(
            "被询问人的公民身份号码有误",
            why=fault,
            todo="核对身份证件；没有公民身份号码的，把证件名称和号码写在 --relation 中",
        )
    born, today = birth_date(identity_no), day(case.at)
    assert born is not None
    age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return {"identity_no": plain(identity_no), "sex": "男" if is_male(identity_no) else "女", "age": age}


def read_dialogue(path: Path) -> list[dict[str, str]]:
    """Questions and answers of a text file in UTF-8 or GB18030; NotFound, or Incomplete naming line and fault."""
    return dialogue(read_text(path), incoming.name(path))


def read_text(path: Path) -> str:
    """The text of a file in UTF-8 or GB18030, strictly decoded. NotFound, Incomplete."""
    try:
        data = incoming.content(path)
    except OSError as fault:
        raise Incomplete(f"读不出文件 {path}", why=answered(fault), todo="核对路径和读权限") from fault
    return _decoded(data, incoming.name(path)).strip()


def _decoded(data: bytes, name: str) -> str:
    for charset in ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(charset)
        except UnicodeDecodeError:
            continue
        if not _CONTROLS.search(text):
            return text
    raise Incomplete(
        f"{name} 不是能识别的文本文件",
        why="按 UTF-8 和 GB18030 都读不出，或者含有控制字符；猜着读会改变当事人的话",
        todo="在记事本、WPS 中另存为 UTF-8 编码的文本文件（.txt），不要用 Word 文档",
    )


def dialogue(text: str, name: str = "问答文本") -> list[dict[str, str]]:
    """Pairs {"q": …, "a": …} of lines that begin with 问： or 答：; other lines continue what stands before."""
    turns: list[dict[str, str]] = []
    faults: list[str] = []
    for line, mark, words in _marked(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")):
        if mark == "问":
            turns.append({"q": words, "a": ""})
        elif not turns:
            faults.append(f"第{line}行：在第一个“问：”之前")
        elif turns[-1]["a"]:
            faults.append(f"第{line}行：一个问题有两个“答：”")
        else:
            turns[-1]["a"] = words or "　"
    faults += [f"第{n}个问题没有回答：{turn['q'][:20]}" for n, turn in enumerate(turns, 1) if not turn["a"].strip()]
    if faults or not turns:
        raise Incomplete(
            f"{name} 里的问答不能识别",
            why=faults[0] if faults else "没有以“问：”开头的行",
            todo="每个问题一行“问：…”，每个回答一行“答：…”；没有回答的写“答：（沉默）”",
            items=faults,
        )
    return turns


def _marked(lines: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """(line number, 问 or 答 or nothing, words with the lines that continue them); blank lines only part them."""
    start, mark, words = 0, "", [""]
    for number, line in enumerate(lines, 1):
        found = _LINE.fullmatch(line)
        if found:
            if mark or "".join(words).strip():
                yield start, mark, "\n".join(words).strip()
            start, mark, words = number, found[1], [found[2].strip()]
        elif line.strip():
            start = start or number
            words.append(line.strip())
    if mark or "".join(words).strip():
        yield start, mark, "\n".join(words).strip()


def as_text(turns: Sequence[dict[str, str]]) -> str:
    """Questions and answers as a text that `read_dialogue` reads back."""
    return "".join(f"问：{turn['q']}\n答：{turn['a'] or '（没有回答）'}\n" for turn in turns)
