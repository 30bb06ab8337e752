from __future__ import annotations

import errno
from pathlib import Path
from typing import Any

import pytest

from jxinspect.errors import Unwritable
from jxinspect.store import durable


@pytest.fixture
def read_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that refuses to make files and, as Linux does, even to remove what is not there."""

    def refuse(*_: Any, **__: Any) -> None:
        raise OSError(errno.EROFS, "Read-only file system", ".单位.csv.0123456789ab.part")

    monkeypatch.setattr("os.open", refuse)
    monkeypatch.setattr(Path, "unlink", refuse)


@pytest.mark.usefixtures("read_only")
@pytest.mark.parametrize("write", [durable.write, lambda path, data: durable.write_all(path.parent, {path.name: data})])
def test_a_read_only_disk_is_told_with_the_name_that_the_user_gave(write: Any, tmp_path: Path) -> None:
    with pytest.raises(Unwritable) as refusal:
        write(tmp_path / "单位.csv", b"1")
    assert refusal.value.what == f"不能写入 {tmp_path / '单位.csv'}"
    assert refusal.value.why == "磁盘是只读的。"
