"""The user's own editor for longer texts: VISUAL, EDITOR, else what the system has."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from jxinspect.errors import Usage
from jxinspect.store.reasons import answered
from jxinspect.ui.mode import mode

#: What stands in for an editor that nobody has chosen.
_USUAL = ("sensible-editor", "nano", "vim", "vi")


def edit(text: str, *, flag: str, suffix: str = ".txt") -> str | None:
    """The text as saved in the user's editor; None when nothing was saved otherwise. `flag` does without an editor.

    The text lies in a folder of the user's own, only while the editor is open.
    """
    if mode().no_input or not sys.stdin.isatty():
        raise Usage("没有可以编辑的终端", why="这里不能打开编辑器", todo=f"改用 {flag}")
    with tempfile.TemporaryDirectory(prefix="jxinspect-") as folder:
        file = Path(folder) / f"text{suffix}"
        file.write_text(text, encoding="utf-8-sig" if os.name == "nt" else "utf-8")
        _run([*command(), str(file)], flag)
        saved = file.read_text(encoding="utf-8-sig")
    return None if saved == text else saved


def command() -> list[str]:
    """The editor and its arguments. Usage when there is none."""
    chosen = next((value for name in ("VISUAL", "EDITOR") if (value := os.environ.get(name, "").strip())), "")
    if chosen:
        return shlex.split(chosen, posix=os.name != "nt")
    if os.name == "nt":
        return ["notepad"]
    found = next((name for name in _USUAL if shutil.which(name)), None)
    if found is None:
        raise Usage("找不到编辑器", why="没有设置 VISUAL 或者 EDITOR", todo="设置 EDITOR，例如 export EDITOR=nano")
    return [found]


def _run(words: list[str], flag: str) -> None:
    try:
        ended = subprocess.run(words, check=False)  # noqa: S603 — the user's own editor
    except OSError as fault:
        why = answered(fault)
        raise Usage(f"编辑器打不开：{words[0]}", why=why, todo=f"核对 EDITOR 的设置，或者改用 {flag}") from fault
    if ended.returncode:
        why = f"退出码 {ended.returncode}，文字没有取回"
        raise Usage(f"编辑器没有正常结束：{words[0]}", why=why, todo=f"重新编辑，或者改用 {flag}")
