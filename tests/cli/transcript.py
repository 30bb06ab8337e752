"""Runs the ```console blocks of a Markdown page and compares what they print, so that documentation cannot lie.

    $ jxinspect plan list
    编号      单位
    ...
    2026-001  某某局

A line of `...` (or `…`) stands for any lines; `...` inside a line for any text. Blanks at line ends and the number of
blanks between words do not matter. `# exit 4` after a command tells its exit code; other text after `#` is a remark.

The machine's clock goes on to the moment that a command names with `--at` or in its remark (`# 2026-05-13 08:30`), when
it is later; it never goes back.

A name before the prompt tells the machine on which it is typed. Each machine has a folder of its own in that of the
page, in which it works, and its own home in there:

    机关$ jxinspect sync init

A command with pipes, or of another program, is run by `sh` in a process of its own; it may go on in lines with `> `:

    $ for number in 2026-001 2026-002; do
    >     jxinspect show $number
    > done
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import chdir, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import mock

Run = Callable[[list[str]], tuple[int, str]]
GAP = "\x00"
PROMPT = re.compile(r"(\w*)\$ ")
MOMENT = re.compile(r"""(?:--at |#\s*)['"]?(\d{4}-\d\d-\d\d \d\d:\d\d)""")
#: `jxinspect` as the shell finds it: at the clock of the page.
PROGRAM = """#!{python}
import sys
from datetime import datetime
import jxinspect.commands.clock
jxinspect.commands.clock.SOURCE = lambda: datetime.fromisoformat("{moment}")
from jxinspect.cli import main
sys.exit(main())
"""


@dataclass(frozen=True)
class Step:
    """One command of a page with what it prints: words after `jxinspect`, or a script for the shell."""

    line: int
    words: list[str]
    code: int
    expected: list[str]
    script: str = ""
    moment: str = ""
    machine: str = ""

    def run(self, run: Run) -> tuple[int, str]:
        """Exit code and all that is printed; `run` runs the words."""
        if self.moment:
            go_on_to(self.moment)
        with working_at(self.machine):
            return shell(self.script) if self.script else run(self.words)


@contextmanager
def working_at(machine: str) -> Iterator[None]:
    """Commands run in the folder and with the home of this machine; without a name in those of the page."""
    if not machine:
        yield
        return
    folder = Path(machine).absolute()
    folder.mkdir(exist_ok=True)
    with chdir(folder), mock.patch.dict(os.environ, {"JXINSPECT_HOME": str(folder / ".jxinspect")}):
        yield


def steps(page: str) -> Iterator[Step]:
    """The commands of all console blocks, in order."""
    inside, command, start, expected, machine = False, "", 0, list[str](), ""
    for number, line in enumerate(page.splitlines(), 1):
        if line.startswith("```"):
            if command:
                yield _step(start, command, expected, machine)
            inside, command, expected = line.startswith("```console"), "", []
        elif inside and (prompt := PROMPT.match(line)):
            if command:
                yield _step(start, command, expected, machine)
            command, start, expected, machine = line[prompt.end() :], number, [], prompt[1]
        elif inside and not expected and (longer := _continued(command, line)):
            command = longer
        elif inside:
            expected.append(line)


def _continued(command: str, line: str) -> str | None:
    """The command with a line that goes on with it; None where the line is printed by it."""
    if command.endswith("\\"):
        return command[:-1] + line.strip()
    return f"{command}\n{line[2:]}" if line.startswith("> ") else None


def _step(line: int, command: str, expected: list[str], machine: str) -> Step:
    code = re.search(r"#\s*exit (\d+)\s*$", command)
    words, ends = shlex.split(command, comments=True), int(code[1]) if code else 0
    moment = max(MOMENT.findall(command), default="")
    if words[:1] == ["jxinspect"] and not _wants_shell(command):
        return Step(line, words[1:], ends, expected, moment=moment, machine=machine)
    return Step(line, [command], ends, expected, command, moment, machine)


def go_on_to(moment: str) -> None:
    """The machine's clock stands at this moment, civil time of China, unless it is later already."""
    from jxinspect.commands import clock

    then = datetime.fromisoformat(moment).replace(tzinfo=clock.CHINA)
    if then > clock.clock():
        clock.SOURCE = lambda: then


def _wants_shell(command: str) -> bool:
    parts = shlex.shlex(command, posix=True, punctuation_chars="|&;<>")
    parts.whitespace_split = True
    return any(set(part) <= set("|&;<>") for part in parts if part)


def shell(script: str) -> tuple[int, str]:
    """Run a script with `sh` in the current folder; exit code, and both streams in one."""
    from jxinspect.commands import clock

    with TemporaryDirectory() as folder:
        program = Path(folder) / "jxinspect"
        program.write_text(PROGRAM.format(python=sys.executable, moment=clock.SOURCE().isoformat()), encoding="utf-8")
        program.chmod(0o755)
        path = os.pathsep.join([folder, os.environ["PATH"]])
        env = os.environ | {"PATH": path, "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
        done = subprocess.run(
            ["sh", "-c", script], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=env, check=False
        )
    return done.returncode, done.stdout.decode()


def joined(results: str, messages: str) -> str:
    """What a page shows of a command: its results, then its messages, though a terminal mixes them."""
    return results + messages


def matches(expected: list[str], printed: str) -> bool:
    """Whether the text is what the page shows, `...` standing for anything. Nothing expected: nothing compared."""
    wanted = _folded(expected)
    return not wanted or _lines_match(wanted, _folded(printed.splitlines()))


def _lines_match(wanted: list[str], printed: list[str]) -> bool:
    if not wanted:
        return not printed
    if wanted[0] == GAP:
        return any(_lines_match(wanted[1:], printed[skipped:]) for skipped in range(len(printed) + 1))
    pattern = re.escape(wanted[0]).replace(re.escape("..."), ".*")
    return bool(printed) and re.fullmatch(pattern, printed[0]) is not None and _lines_match(wanted[1:], printed[1:])


def _folded(lines: list[str]) -> list[str]:
    """Lines without differences that do not matter; a line of dots becomes a gap."""
    folded = [re.sub(r"\s+", " ", line.replace("…", "...")).strip() for line in lines]
    return [GAP if line in {"...", "......"} else line for line in folded if line]


def run_page(path: Path, run: Run) -> int:
    """Run every command of the page; AssertionError shows the first that prints or ends otherwise. Their number."""
    done = 0
    for step in steps(path.read_text(encoding="utf-8")):
        code, printed = step.run(run)
        typed = step.script or f"jxinspect {shlex.join(step.words)}"
        told = f"{path.name}:{step.line}: {step.machine}$ {typed}\n{printed}"
        assert code == step.code, f"{told}\nexit {code}, the page says {step.code}"
        assert matches(step.expected, printed), f"{told}\ndiffers from the page:\n" + "\n".join(step.expected)
        done += 1
    return done
