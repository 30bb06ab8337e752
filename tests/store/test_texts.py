from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from jxinspect.store.keys import key_of
from jxinspect.store.texts import open_texts


@pytest.mark.usefixtures("bound_by_permissions")
def test_a_cache_that_may_only_be_read_is_made_up_in_memory(case_path: Path, now: datetime) -> None:
    key = key_of(case_path, at=now)
    with open_texts(case_path, key) as texts:
        texts.keep([("a", "对账凭证")])
    (case_path / "texts.db").chmod(0o400)
    with open_texts(case_path, key) as texts:
        missing = texts.keep_only(["a", "b"])
        texts.keep([(sha, "对账凭证") for sha in missing])
        assert [sha for sha, _ in texts.find(["凭证"])] == ["a", "b"]
