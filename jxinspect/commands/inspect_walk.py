"""`inspect checklist walk`: one line after another at the terminal. Each answer is an act of its own, so that Ctrl-C,
a flat battery or a closed lid loses nothing that was answered.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from unicodedata import normalize

from jxinspect.commands.session import act, rows
from jxinspect.errors import JxinspectError, NotFound, Usage
from jxinspect.law.checklist import Line
from jxinspect.law.terms import CheckResult
from jxinspect.ui import ask, messages, terminal
from jxinspect.ui.show import done

KEYS = "1 正常  2 有问题  3 不适用  回车 跳过  b 返回  n 记情况  e 取证  f 登记问题  q 停下"
RESULTS = {"1": CheckResult.FINE, "2": CheckResult.PROBLEM, "3": CheckResult.NOT_APPLICABLE}
FLAG = "inspect checklist set"


def walk_through(number: str, lines: Sequence[Line], *, start: str | None, again: bool) -> None:
    """Ask the lines that have no result yet, or all again; says at the end how far it came."""
    if not ask.possible():
        raise Usage(
            "不能逐项询问",
            why="当前不是交互终端，或者用了 --no-input、--json",
            todo=f"用 jxinspect {FLAG}，或者用 checklist export 写出表格，填好后 checklist import",
        )
    answered = _answered(number)
    waiting = [line for line in lines if again or answered.get(line.code) in (None, CheckResult.PENDING.value)]
    place = _place(waiting, start)
    if not waiting:
        done("检查表各项都有了结论", [("lines", "项数", len(lines))], [f"jxinspect inspect checklist show {number}"])
        return
    try:
        _through(number, waiting, place)
    except (KeyboardInterrupt, EOFError):
        terminal.err("\n")
    _tell(number, lines)


def _answered(number: str) -> dict[str, str]:
    found = rows("SELECT line, result FROM checklist_answers WHERE inspection = ?", [number])
    return {row["line"]: row["result"] for row in found}


def _place(waiting: Sequence[Line], start: str | None) -> int:
    if start is None:
        return 0
    for place, line in enumerate(waiting):
        if line.code == start:
            return place
    raise NotFound(f"要走的检查要点中没有 {start}", why="编号有误，或者已有结论", todo="加上 --all 再走一遍")


def _through(number: str, waiting: Sequence[Line], place: int) -> None:
    heading = ""
    while place < len(waiting):
        line = waiting[place]
        if line.heading != heading:
            heading = line.heading
            if heading != line.text:
                terminal.err(f"\n{line.matter}　{heading}\n")
        _show(line, place + 1, len(waiting))
        step = _asked(number, line)
        if step is None:
            return
        place = max(0, place + step)


def _show(line: Line, n: int, of: int) -> None:
    told = [f"\n[{n}/{of}] {line.code}　{line.text}"]
    told += [
        f"    {title}：{text}"
        for title, text in (("方法", line.method), ("资料", line.materials), ("依据", line.basis))
        if text
    ]
    terminal.err("\n".join(told) + f"\n    {KEYS}\n")


def _asked(number: str, line: Line) -> int | None:
    """How many lines to go on: 1, -1 for back; None to stop. What goes wrong is told, and the line asked again."""
    while True:
        key = normalize("NFKC", ask.text("结论", flag=FLAG)).strip().lower()
        if key == "q":
            return None
        if key in ("", "b"):
            return -1 if key else 1
        try:
            if key in RESULTS:
                _record(number, line, RESULTS[key])
                return 1
            if key not in _DOING:
                messages.warn(f"没有“{key}”这个选择：{KEYS}")
            elif _DOING[key](number, line):
                return 1
        except JxinspectError as fault:
            messages.error(fault)


def _record(number: str, line: Line, result: CheckResult, note: str = "") -> None:
    from jxinspect.acts import checklist

    with act("inspect.checklist") as case:
        checklist.answer(case, number, line.code, result=result, note=note)
    terminal.err(f"    已记：{result.label}\n")


def _note(number: str, line: Line) -> bool:
    """A note is kept at once; the result follows."""
    text = ask.text("看到的情况", flag=f"{FLAG} --note")
    if text:
        _record(number, line, CheckResult(_answered(number).get(line.code, CheckResult.PENDING)), note=text)
    return False


def _evidence(number: str, line: Line) -> bool:
    """Take files in as evidence for this line, in one act with the answer."""
    from jxinspect.acts import checklist, evidence

    path = ask.text("文件或者文件夹", flag="inspect evidence add").strip("'\" ")
    if not path:
        return False
    source = ask.text("来源、提供人", flag="inspect evidence add --source")
    proves = ask.text("证明什么", flag="inspect evidence add --proves", default=line.text)
    result = CheckResult(_answered(number).get(line.code, CheckResult.PENDING))
    with act("inspect.evidence") as case:
        taken = evidence.add(case, number, paths=[Path(path).expanduser()], source=source, proves=proves)
        codes = [item.code for item in taken.items]
        checklist.answer(case, number, line.code, result=result, evidence=codes)
    terminal.err(f"    已取证：{'、'.join(codes)}\n")
    return False


def _finding(number: str, line: Line) -> bool:
    """Register a finding on this line, in one act with the answer."""
    from jxinspect.acts import checklist, inspect_finding
    from jxinspect.law.amounts import parse_amount

    title = ask.text("问题的标题", flag="inspect finding add --title")
    if not title:
        return False
    facts = ask.text("事实", flag="inspect finding add --facts", default=title)
    violation = ask.text("违法情形代码（如 V29-5，没有就回车）", flag="inspect finding add --violation")
    amount = ask.text("金额（不涉及金额就回车）", flag="inspect finding add --amount")
    with act("inspect.finding") as case:
        found = inspect_finding.finding(
            case,
            number,
            title=title,
            facts=facts,
            violation_code=violation or None,
            matter=line.matter if line.matter in _matters() else "",
            amount=parse_amount(amount) if amount else None,
            no_amount=not amount,
        )
        checklist.answer(case, number, line.code, result=CheckResult.PROBLEM, finding=found.seq)
    terminal.err(f"    已登记问题{found.seq}：{found.title}\n")
    return True


def _matters() -> Sequence[str]:
    from jxinspect.law.matters import MATTERS

    return tuple(MATTERS)


_DOING: dict[str, Callable[[str, Line], bool]] = {"n": _note, "e": _evidence, "f": _finding}


def _tell(number: str, lines: Sequence[Line]) -> None:
    answered = _answered(number)
    left = [line.code for line in lines if answered.get(line.code) in (None, CheckResult.PENDING.value)]
    following = [f"jxinspect inspect checklist walk {number}"] if left else []
    done(
        "检查表已走到这里，答过的都已存下",
        [
            ("lines", "项数", len(lines)),
            ("left", "还没有结论", f"{len(left)}项" + (f"，下一项 {left[0]}" if left else "")),
        ],
        [*following, f"jxinspect inspect checklist show {number} --open"],
    )
