"""Errors as the user reads them: what failed, each fault, why (with the article), and what to do."""

from __future__ import annotations

import json
from time import perf_counter

from jxinspect.errors import JxinspectError
from jxinspect.ui.mode import mode
from jxinspect.ui.terminal import BOLD, DIM, RED, YELLOW, err, for_machines, paint

BEGAN = perf_counter()


def error(fault: JxinspectError) -> None:
    """Write the error to stderr; with --json as one object."""
    if mode().json:
        for_machines("stderr")
        err(json.dumps(fault.as_dict(), ensure_ascii=False) + "\n")
        return
    lines = [paint("错误：", BOLD, RED, stream="stderr") + fault.what]
    lines += [f"  - {item}" for item in fault.items]
    lines += [f"{title}{text}" for title, text in (("原因：", fault.why), ("怎么办：", fault.todo)) if text]
    err("\n".join(lines) + "\n")


def step(text: str) -> None:
    """What is being done, with the seconds since the program began; only with --verbose."""
    if not mode().verbose:
        return
    seconds = round(perf_counter() - BEGAN, 3)
    if mode().json:
        for_machines("stderr")
        err(json.dumps({"message_type": "step", "seconds": seconds, "text": text}, ensure_ascii=False) + "\n")
    else:
        err(paint(f"[{seconds:.3f}] {text}", DIM, stream="stderr") + "\n")


def warn(text: str) -> None:
    """A warning to stderr; nothing in quiet or JSON runs."""
    if not (mode().quiet or mode().json):
        err(paint("注意：", BOLD, YELLOW, stream="stderr") + text + "\n")


def note(text: str) -> None:
    """A remark beside the data, such as how many rows are shown."""
    if not mode().quiet:
        err(paint(text, DIM, stream="stderr") + "\n")
