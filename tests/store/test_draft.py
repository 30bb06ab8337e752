"""What is being typed: whole after each line, unreadable without the key, and apart for each case file and name."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from jxinspect.errors import Damaged
from jxinspect.store.draft import Draft
from jxinspect.store.keys import Key, key_of

NOW = datetime(2026, 3, 2, 14, 0, tzinfo=timezone(timedelta(hours=8)))


def test_a_draft_is_read_back_by_its_name_alone_and_forgotten(case_path: Path) -> None:
    key = key_of(case_path, at=NOW)
    draft = Draft(key, "ask 2026-001 吴业务")
    assert draft.read() is None
    draft.keep("问：姓名？".encode())
    draft.keep("问：姓名？答：吴业务".encode())
    assert Draft(key, "ask 2026-001 吴业务").read() == "问：姓名？答：吴业务".encode()
    assert Draft(key, "ask 2026-001 郑说明").read() is None
    assert "姓名".encode() not in draft.path.read_bytes()
    draft.drop()
    draft.drop()
    assert draft.read() is None


def test_a_draft_of_a_plain_case_file_is_plain(home: Path) -> None:
    draft = Draft(Key("case", None, None), "ask")
    draft.keep(b"q")
    assert draft.path.read_bytes() == b"q"
    assert draft.read() == b"q"
    assert draft.path.stat().st_mode & 0o077 == 0


def test_a_damaged_draft_is_told_and_not_taken_for_none(case_path: Path) -> None:
    draft = Draft(key_of(case_path, at=NOW), "ask")
    draft.keep(b"q")
    data = bytearray(draft.path.read_bytes())
    data[-1] ^= 1
    draft.path.write_bytes(bytes(data))
    with pytest.raises(Damaged, match="读不出"):
        draft.read()
