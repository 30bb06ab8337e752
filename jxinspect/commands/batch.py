"""`batch`: many commands in one process, each by itself or all together, results as JSON lines."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

import typer

from jxinspect.commands.batch_lines import Ledger, Line, lines_of, usable
from jxinspect.commands.clock import clock
from jxinspect.commands.given import as_words, given
from jxinspect.commands.running import Ended, captured
from jxinspect.commands.session import actor, case_if_any, case_path, own_staff, reading, unlocked
from jxinspect.commands.signing import asked_once
from jxinspect.commands.tree import App
from jxinspect.errors import Damaged, JxinspectError, Locked, Partial, Unwritable
from jxinspect.ui import terminal
from jxinspect.ui.mode import mode
from jxinspect.ui.progress import track

app = App("成批执行命令。")

#: After one of these no further command can end well, so none is tried.
FATAL = (Damaged, Locked, Unwritable)
DONE, SKIPPED, FAILED, UNDONE, UNTRIED = "done", "skipped", "failed", "undone", "not_tried"

CommandFile = Annotated[Path, typer.Argument(help="JSON 行文件，每行一条命令；- 从标准输入读", metavar="文件")]
Together = Annotated[
    bool, typer.Option("--all/--each", help="--all 全部办成才写入，一条不成就全部撤回；--each 逐条写入（默认）")
]
DoneFile = Annotated[
    Path | None, typer.Option("--done", help="记着已办成的命令的文件；中断后照原样再执行，已办成的跳过", metavar="文件")
]


@dataclass
class Batch:
    """The lines and what became of each."""

    root: Any
    lines: Sequence[Line]
    ledger: Ledger
    prefix: list[str]
    results: dict[int, dict[str, Any]] = field(default_factory=dict)
    fault: JxinspectError | None = None

    def note(self, line: Line, state: str, ended: Ended | None = None) -> dict[str, Any]:
        """Keep what became of a line; returns it as scripts read it."""
        told = _told(ended) if ended else {"exit": 0, "class": "", "message": ""}
        self.results[line.place] = {
            "message_type": "result",
            "id": line.id,
            "line": line.place,
            "state": state,
            **told,
        }
        return self.results[line.place]

    def run(self, line: Line) -> Ended:
        """Run one line; the journal notes with its act which line of which batch it carries out."""
        from jxinspect.store.lent import mark

        token = mark.set({"batch": self.ledger.run, "line": line.id, "digest": line.digest})
        try:
            return captured(self.root, [*self.prefix, *line.words])
        finally:
            mark.reset(token)

    def count(self, state: str) -> int:
        """How many lines ended so."""
        return sum(result["state"] == state for result in self.results.values())

    def left(self) -> int:
        """How many lines were not tried."""
        return len(self.lines) - len(self.results) + self.count(UNTRIED)


@app.command(
    example=[
        "jxinspect batch 命令.jsonl --as 张三",
        "jxinspect batch 命令.jsonl --all --as 张三",
        "jxinspect batch 命令.jsonl --done 已办.jsonl --as 张三",
        """echo '{"id":"1","line":"plan unit list"}' | jxinspect batch -""",
    ]
)
def batch(context: typer.Context, file: CommandFile, *, together: Together = False, done: DoneFile = None) -> None:
    """在一个进程里执行许多条命令；结果是 JSON 行，每条命令一行，最后一行是合计。

    每行写 {"id":"1","args":["plan","unit","list"]} 或者 {"id":"1","line":"plan unit list"}。

    先读完并核对全部命令，有一行不能用就一条也不执行。
    有的没有办成时退出码为 10；遇到案卷库损坏、锁上、不能写入就停下，退出码即该错误的退出码。
    """
    root = context.find_root().command
    usable(done)
    lines = lines_of(file, root, together=together)
    case = case_path() if together else case_if_any()
    work = Batch(root, lines, Ledger(done), _prefix(case, together=together))
    with ExitStack() as open_:
        open_.enter_context(asked_once())
        if case is not None:
            open_.enter_context(unlocked(case))
            own_staff(case)
        work.ledger.begin()
        _learn(work, case)
        todo = [line for line in lines if not _skipped(work, line)]
        (_all if together else _each)(work, todo, case)
    _summary(work, together=together)


def _prefix(case: Path | None, *, together: bool) -> list[str]:
    """The global options of the batch, which each command may give anew."""
    chosen = given()._replace(case=case.resolve() if case else None, json=False, quiet=False, no_color=False)
    return as_words(chosen._replace(dry_run=False) if together else chosen)


def _skipped(work: Batch, line: Line) -> bool:
    if work.ledger.file is None or not work.ledger.has(line):
        return False
    work.note(line, SKIPPED)
    return True


def _learn(work: Batch, case: Path | None) -> None:
    """What the journal knows of this batch: written, though the machine stopped before that was noted in the file."""
    if case is None or not work.ledger.resumed:
        return
    sql = "SELECT json_extract(body, '$.line') AS line, json_extract(body, '$.digest') AS digest "
    with reading() as query:
        found = query(sql + "FROM journal WHERE op = 'note' AND body LIKE ?", [f'%"batch":"{work.ledger.run}"%'])
    work.ledger.learn({str(row["line"]): str(row["digest"]) for row in found})


def _each(work: Batch, todo: Sequence[Line], _case: Path | None) -> None:
    """One after the other, each written by itself; told at once."""
    for result in work.results.values():
        _tell(work, result)
    for line in _followed(todo):
        if work.fault is not None:
            work.note(line, UNTRIED)
            continue
        ended = work.run(line)
        if isinstance(ended.fault, FATAL):
            work.fault = ended.fault
        if not (ended.code or given().dry_run):
            work.ledger.add([line])
        _tell(work, work.note(line, FAILED if ended.code else DONE, ended))
    _tell_states(work, UNTRIED)


class _Undo(Exception):
    """Roll the transaction back."""


def _all(work: Batch, todo: Sequence[Line], case: Path | None) -> None:
    """In one transaction; the results are told when it has ended, since until then nothing is."""
    from jxinspect.store.together import one_transaction

    assert case is not None
    try:
        with one_transaction(case, actor=actor(case), act="batch", clock=clock()):
            _until_first_fault(work, todo)
            if work.fault is not None or given().dry_run:
                raise _Undo
    except _Undo:
        for line in work.lines:
            if work.fault is not None and work.results[line.place]["state"] == DONE:
                work.results[line.place] |= {"state": UNDONE, "message": "已撤回"}
    else:
        work.ledger.add(todo)
    _tell_states(work, DONE, SKIPPED, FAILED, UNDONE, UNTRIED)


def _until_first_fault(work: Batch, todo: Sequence[Line]) -> None:
    for line in _followed(todo):
        if work.fault is not None:
            work.note(line, UNTRIED)
            continue
        ended = work.run(line)
        work.fault = ended.fault
        work.note(line, FAILED if ended.code else DONE, ended)


def _followed(todo: Sequence[Line]) -> Iterator[Line]:
    return track(todo, "执行", len(todo))


def _told(ended: Ended) -> dict[str, Any]:
    output = _output(ended.out)
    message = output.get("done", "") if isinstance(output, dict) else ""
    told: dict[str, Any] = {"exit": ended.code, "class": "", "message": message, "output": output}
    if ended.fault is not None:
        error = ended.fault.as_dict()
        told |= {"class": error["error"], "message": ended.fault.what, "error": error}
    if ended.err.strip():
        told["notes"] = ended.err.strip().splitlines()
    return told


def _output(data: bytes) -> object:
    """What the command printed: its JSON, else its text; None for a file such as a workbook."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    try:
        return json.loads(text) if text.strip() else None
    except ValueError:
        return text


def _tell(work: Batch, result: dict[str, Any]) -> None:
    """One line, at once. Unwritable when the device is full, with what is written already."""
    terminal.for_machines()
    try:
        terminal.out(json.dumps(result, ensure_ascii=False) + "\n")
    except Unwritable as fault:
        raise Unwritable(
            fault.what,
            why=f"{fault.why}；已办成的 {work.count(DONE)} 条都已写入案卷库，{work.left()} 条没有执行",
            todo="不要重做已办成的；换一个有空间的位置，写了 --done 的照原样再执行，没有写的先用 journal list 核对",
        ) from fault


def _tell_states(work: Batch, *states: str) -> None:
    for line in work.lines:
        if work.results[line.place]["state"] in states:
            _tell(work, work.results[line.place])


def _summary(work: Batch, *, together: bool) -> None:
    counts = {state: work.count(state) for state in (DONE, SKIPPED, FAILED, UNDONE, UNTRIED)}
    total = {"total": len(work.lines), **counts}
    _tell(
        work, {"message_type": "summary", "all": together, "dry_run": mode().dry_run, "batch": work.ledger.run, **total}
    )
    if isinstance(work.fault, FATAL):
        raise type(work.fault)(
            f"停在一条命令上：{work.fault.what}",
            why=f"{work.fault.why}；已办成 {counts[DONE]} 条，没有执行 {counts[UNTRIED]} 条",
            todo=work.fault.todo,
        )
    if counts[FAILED]:
        raise _partial(work, counts, together=together)


def _partial(work: Batch, counts: dict[str, int], *, together: bool) -> Partial:
    failed: Iterable[dict[str, Any]] = (work.results[line.place] for line in work.lines)
    items = [f"{r['id']}：{r['message']}（退出码 {r['exit']}）" for r in failed if r["state"] == FAILED]
    if together:
        return Partial(
            "有一条命令没有办成，全部撤回",
            why=f"--all 要求全部办成；{counts[UNDONE]} 条已撤回，{counts[UNTRIED]} 条没有执行，案卷库没有变化",
            todo="改正后重新执行整批",
            items=items,
        )
    return Partial(
        f"{len(work.lines)} 条命令里有 {counts[FAILED]} 条没有办成",
        why="其余各条已经写入",
        todo="改正后再执行；用 --done 文件的，已办成的会跳过",
        items=items,
    )
