"""A prompt for one line after the other, with completion and a history on disk that keeps only what it is told to."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import History
from prompt_toolkit.output import create_output

#: How many lines of former sessions are at hand.
REMEMBERED = 500
#: From the text before the cursor: (where the word begins, what may stand there, what it means).
Complete = Callable[[str], Iterable[tuple[int, str, str]]]


class _Words(Completer):
    def __init__(self, complete: Complete) -> None:
        self.complete = complete

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterator[Completion]:
        text = document.text_before_cursor
        for start, word, meaning in self.complete(text):
            yield Completion(word, start - len(text), display_meta=meaning)


class KeptLines(History):
    """All lines of this session in memory; in the file, which only its owner reads, those that are `harmless`."""

    def __init__(self, file: Path, harmless: Callable[[str], bool]) -> None:
        super().__init__()
        self.file = file
        self.harmless = harmless

    def load_history_strings(self) -> Iterable[str]:
        """The newest first; none when the file cannot be read."""
        with suppress(OSError, UnicodeDecodeError):
            return self.file.read_text(encoding="utf-8").splitlines()[: -REMEMBERED - 1 : -1]
        return []

    def store_string(self, string: str) -> None:
        """A history that cannot be written is no reason to stop."""
        if not self.harmless(string):
            return
        with suppress(OSError):
            self.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(self.file, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
            with open(handle, "a", encoding="utf-8") as out:  # noqa: PTH123 — opened already, with its mode
                if os.name == "posix":
                    os.fchmod(handle, 0o600)
                out.write(string + "\n")


def reader(complete: Complete, file: Path, harmless: Callable[[str], bool]) -> Callable[[str], str]:
    """Reads a line behind the label that it is given. EOFError at Ctrl-D, KeyboardInterrupt at Ctrl-C."""
    session: PromptSession[str] = PromptSession(
        completer=_Words(complete),
        complete_while_typing=False,
        history=KeptLines(file, harmless),
        output=create_output(always_prefer_tty=True),
    )
    return session.prompt
