"""Runs the ```console blocks of a Markdown page and compares what they print, so that documentation cannot lie.

    $ jxinspect plan list
    编号      单位
    ...
    2026-001  某某局

A line of `...` (or `…`) stands for any lines; `...` inside a line for any text. Blanks at line ends and the number of
blanks between words do not matter. `# exit 4` after a command tells its exit code; other text after `#` is a remark.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

Run = Callable[[list[str]], tuple[int, str]]
GAP = "\x00"


@dataclass(frozen=True)
class Step:
    """One command of a page with what it prints."""

    line: int
    words: list[str]
    code: int
    expected: list[str]


def steps(page: str) -> Iterator[Step]:
    """The commands of all console blocks, in order."""
    inside, command, start, expected = False, "", 0, list[str]()
    for number, line in enumerate(page.splitlines(), 1):
        if line.startswith("```"):
            if command:
                yield _step(start, command, expected)
            inside, command, expected = line.startswith("```console"), "", []
        elif inside and line.startswith("$ "):
            if command:
                yield _step(start, command, expected)
            command, start, expected = line[2:], number, []
        elif inside and command.endswith("\\"):
            command = command[:-1] + line.strip()
        elif inside:
            expected.append(line)


def _step(line: int, command: str, expected: list[str]) -> Step:
    code = re.search(r"#\s*exit (\d+)\s*$", command)
    words = shlex.split(command, comments=True)
    if words[:1] != ["jxinspect"]:
        message = f"line {line}: only jxinspect commands can be run: {command}"
        raise ValueError(message)
    return Step(line, words[1:], int(code[1]) if code else 0, expected)


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
        code, printed = run(step.words)
        told = f"{path.name}:{step.line}: $ jxinspect {shlex.join(step.words)}\n{printed}"
        assert code == step.code, f"{told}\nexit {code}, the page says {step.code}"
        assert matches(step.expected, printed), f"{told}\ndiffers from the page:\n" + "\n".join(step.expected)
        done += 1
    return done
