"""The file of a batch (JSON lines of commands, all read before the first one runs) and the file of those done."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from uuid import uuid4

from jxinspect.commands.given import given
from jxinspect.commands.running import parsed, path_of, words_of
from jxinspect.errors import Incomplete, JxinspectError, Unwritable, Usage
from jxinspect.store import incoming

KEYS = frozenset({"id", "args", "line"})
#: Commands that hold a conversation, run commands themselves or make several acts: they have no place inside a batch.
NEVER = {("batch",), ("shell",), ("demo",), ("notify", "batch")}
#: Commands that work beside the one transaction of --all: on keys, on whole case files, on the user's own files.
ALONE = {
    *(("init",), ("unlock",), ("lock",), ("key",), ("backup",), ("restore",), ("verify",), ("config",), ("doctor",)),
    *(
        ("export",),
        ("doc", "export"),
        ("doc", "template", "edit"),
        ("calendar", "import"),
        ("plan", "lead", "reporter"),
    ),
}


@dataclass(frozen=True)
class Line:
    """One command of a batch."""

    place: int
    id: str
    words: tuple[str, ...]

    @property
    def digest(self) -> str:
        """Tells whether the command under this id is still the same, without keeping what it says."""
        return sha256(json.dumps(self.words, ensure_ascii=False).encode()).hexdigest()[:16]


def lines_of(file: Path, root: Any, *, together: bool) -> list[Line]:
    """The commands of the file. Incomplete names every line that cannot be used, before anything is done."""
    faults, found, seen = list[str](), list[Line](), dict[str, int]()
    for place, text in enumerate(_text(file).splitlines(), 1):
        if not text.strip():
            continue
        try:
            line = _line(place, text)
            _admitted(line, root, together=together)
        except JxinspectError as fault:
            faults.append(f"第{place}行：{fault.what}；{fault.why}")
            continue
        if line.id in seen:
            faults.append(f"第{place}行：id {line.id} 与第{seen[line.id]}行相同")
        seen[line.id] = place
        found.append(line)
    if faults:
        why = "先读完全部命令再执行；有一行不能用，就一条也不执行"
        raise Incomplete(f"{len(faults)} 行命令不能用", why=why, todo="改正后重新执行", items=faults)
    if not found:
        raise Incomplete("没有要执行的命令", why="文件里没有内容", todo='每行写一条，如 {"id":"1","line":"status"}')
    return found


def _text(file: Path) -> str:
    try:
        return incoming.content(file).decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        why = "有的字节不是 UTF-8 编码"
        raise Incomplete(f"{incoming.name(file)} 不是 UTF-8 文本", why=why, todo="另存为 UTF-8") from fault


def _line(place: int, text: str) -> Line:
    try:
        value = json.loads(text)
    except ValueError as fault:
        raise _unusable("不是一个 JSON 对象", "引号、括号或者逗号不对") from fault
    if not isinstance(value, dict) or ("args" in value) == ("line" in value) or not KEYS.issuperset(value):
        unknown = "、".join(sorted(set(value) - KEYS)) if isinstance(value, dict) else ""
        raise _unusable(f"不认识 {unknown}" if unknown else "写法不对", "只能有 id，和 args、line 两者之一")
    if "line" in value:
        words = words_of(str(value["line"]))
    elif isinstance(value["args"], list) and all(isinstance(word, str) for word in value["args"]):
        words = value["args"]
    else:
        raise _unusable("args 的写法不对", "它是一列文字")
    if any("\0" in word for word in words):  # no shell can pass it on, JSON can
        raise _unusable("命令里有空字符（U+0000）", "名称和路径里不能有它")
    return Line(place, str(value.get("id", place)), tuple(words))


def _unusable(what: str, why: str) -> Incomplete:
    return Incomplete(what, why=why, todo='写成 {"id":"1","args":["plan","unit","list"]}')


def _admitted(line: Line, root: Any, *, together: bool) -> None:
    fault = parsed(root, line.words)
    if fault is not None:
        raise fault
    path = path_of(root, line.words)
    if any(path[: len(words)] == words for words in NEVER):
        raise Usage(f"{' '.join(path)} 不能写在批里", why="它要问答，或者自己就是一批", todo="单独执行")
    if together and any(path[: len(words)] == words for words in ALONE):
        why = "它不在这一个事务之内，失败时不能一起撤回"
        raise Usage(f"{' '.join(path)} 不能与其他命令一起撤回", why=why, todo="单独执行，或者用 --each")


class Ledger:
    """The file that remembers which lines are done, so that a batch that was stopped goes on where it stood.

    Its first line names the batch; the journal notes it with each act, so that even a line whose command was written
    when the machine stopped is known to be done.
    """

    def __init__(self, file: Path | None) -> None:
        self.file = file
        self.run = str(uuid4())
        self.done: dict[str, str] = {}
        #: Whether it goes on with a batch that was begun.
        self.resumed = False
        if file is not None and file.is_file() and file.stat().st_size:
            self._read(file)

    def _read(self, file: Path) -> None:
        text = file.read_text(encoding="utf-8")
        whole = text[: text.rfind("\n") + 1]
        if whole != text:  # the machine stopped while the last line was written
            file.write_text(whole, encoding="utf-8")
        try:
            first, *rest = [json.loads(line) for line in whole.splitlines()]
            self.run = str(first["batch"])
            self.resumed = True
            self.done = {str(entry["id"]): str(entry["digest"]) for entry in rest}
        except (ValueError, KeyError, TypeError) as fault:
            why = "它不是 --done 写出的文件"
            raise Incomplete(f"不能读：{file}", why=why, todo="换一个文件名，或者把它移走") from fault

    def has(self, line: Line) -> bool:
        """Whether this line is done. Incomplete when its id stood for another command then."""
        if line.id not in self.done:
            return False
        if self.done[line.id] != line.digest:
            raise Incomplete(
                f"第{line.place}行（id {line.id}）与上次执行的不同",
                why=f"{self.file} 记着这个 id 已经办成，但命令改过了",
                todo="新的命令用新的 id；重新开始一批的，换一个 --done 文件",
            )
        return True

    def begin(self) -> None:
        """Give the batch its name durably, before its first command."""
        if not (self.resumed or given().dry_run):
            self._append({"batch": self.run})

    def learn(self, journaled: dict[str, str]) -> None:
        """Add what the journal knows to be done."""
        self.done = journaled | self.done

    def add(self, lines: Sequence[Line]) -> None:
        """Note durably that these are done."""
        self.done |= {line.id: line.digest for line in lines}
        self._append(*({"id": line.id, "digest": line.digest} for line in lines))

    def _append(self, *entries: dict[str, str]) -> None:
        if self.file is None or not entries:
            return
        from jxinspect.store.durable import sync_file, writing

        with writing(self.file):
            with self.file.open("a", encoding="utf-8") as out:
                out.writelines(json.dumps(entry, ensure_ascii=False) + "\n" for entry in entries)
            sync_file(self.file)


def usable(file: Path | None) -> None:
    """Unwritable at once when the file of those done could not be written later."""
    if file is not None and not file.parent.is_dir():
        raise Unwritable(f"不能写 {file}", why=f"没有文件夹 {file.parent}", todo="换一个位置")
