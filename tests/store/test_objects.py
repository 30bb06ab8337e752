from __future__ import annotations

import io
import os
import resource
import signal
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from jxinspect.errors import Damaged, Incomplete, NotFound, Unwritable
from jxinspect.store.keys import key_of, new_key
from jxinspect.store.objects import Objects


@pytest.fixture
def objects(case_path: Path, now: datetime) -> Objects:
    return Objects(case_path, key_of(case_path, at=now))


@pytest.mark.parametrize(
    ("data", "digest"),
    [
        (b"abc", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"),
        (b"abcd" * 16, "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"),
    ],
)
def test_sm3_is_that_of_the_examples_in_the_standard(
    data: bytes, digest: str, objects: Objects, tmp_path: Path
) -> None:
    (tmp_path / "原件.bin").write_bytes(data)
    taken = objects.put_file(tmp_path / "原件.bin", sm3=True)
    assert taken.sm3 == digest
    objects.settle()
    assert objects.sm3(taken.sha256) == digest
    assert objects.put_nothing(tmp_path / "原件.bin", sm3=True).sm3 == digest


@pytest.mark.parametrize(
    ("text", "lines"), [(b"", 0), (b"a", 1), (b"a\n", 1), (b"a\nb", 2), (b"\n", 1), (b"a\n\nb\n", 3)]
)
def test_lines_of_a_text_are_counted_with_and_without_a_last_line_feed(
    text: bytes, lines: int, objects: Objects, tmp_path: Path
) -> None:
    (tmp_path / "明细.csv").write_bytes(text)
    assert objects.put_file(tmp_path / "明细.csv").lines == lines


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 3_000_000])
def test_what_is_put_comes_back(size: int, objects: Objects, tmp_path: Path) -> None:
    data = os.urandom(size)
    (tmp_path / "原件.bin").write_bytes(data)
    taken = objects.put_file(tmp_path / "原件.bin")
    assert taken[:3] == (sha256(data).hexdigest(), size, True)
    assert objects.get(taken.sha256) == data
    objects.settle()
    assert objects.get(taken.sha256) == data
    objects.copy_to(taken.sha256, tmp_path / "副本.bin")
    assert (tmp_path / "副本.bin").read_bytes() == data
    assert objects.digest(taken.sha256) == taken.sha256


def test_a_disk_that_takes_a_few_bytes_at_a_time_gets_all_of_them(
    objects: Objects, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = os.write
    with monkeypatch.context() as slow:
        slow.setattr(os, "write", lambda handle, data: whole(handle, data[:100]))
        sha = objects.put("检查通知书".encode() * 50)
    objects.settle()
    assert Objects(objects.folder.parent, objects.key).get(sha) == "检查通知书".encode() * 50


def test_plain_case_files_keep_plain_objects(plain_path: Path, now: datetime) -> None:
    objects = Objects(plain_path, key_of(plain_path, at=now))
    sha = objects.put(b"photo")
    objects.settle()
    assert objects.path_of(sha).read_bytes() == b"photo"


def test_the_same_content_is_kept_once(objects: Objects, tmp_path: Path) -> None:
    sha = objects.put(b"photo")
    objects.settle()
    first = objects.path_of(sha).read_bytes()
    (tmp_path / "again").write_bytes(b"photo")
    assert objects.put(b"photo") == sha
    assert objects.put_file(tmp_path / "again").new is False
    objects.settle()
    assert objects.path_of(sha).read_bytes() == first
    assert len([file for file in objects.folder.rglob("*") if file.is_file()]) == 1


def test_a_damaged_object_is_never_taken_for_the_same_content(objects: Objects, case_path: Path, now: datetime) -> None:
    sha = objects.put(b"photo")
    objects.settle()
    objects.path_of(sha).write_bytes(b"damaged")
    with pytest.raises(Damaged):
        Objects(case_path, key_of(case_path, at=now)).put(b"photo")


def test_links_folders_and_pipes_are_not_evidence(objects: Objects, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "link").symlink_to(tmp_path / "file")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    for name in ("link", "pipe", "folder"):
        with pytest.raises(Incomplete):
            objects.put_file(tmp_path / name)
    with pytest.raises(Incomplete):
        objects.put_file(Path("/dev/null"))
    with pytest.raises(NotFound):
        objects.put_file(tmp_path / "没有")


def test_a_file_that_changes_while_it_is_read_is_refused(
    objects: Objects, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    growing = tmp_path / "growing"
    growing.write_bytes(b"x" * 10)
    real = objects._take

    def take(source: Any, **more: Any) -> Any:
        taken = real(source, **more)
        with growing.open("ab") as file:
            file.write(b"more")
        return taken

    monkeypatch.setattr(objects, "_take", take)
    with pytest.raises(Incomplete, match="变化"):
        objects.put_file(growing)
    assert [file for file in objects.folder.rglob("*") if file.is_file()] == []


def test_an_object_that_is_not_there(objects: Objects) -> None:
    with pytest.raises(NotFound):
        objects.get("0" * 64)


def test_a_copy_that_does_not_fit_is_unwritable_and_not_damage(objects: Objects, tmp_path: Path) -> None:
    sha = objects.put(bytes(500_000))
    before, limit = signal.signal(signal.SIGXFSZ, signal.SIG_IGN), resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, limit[1]))
        with pytest.raises(Unwritable):
            objects.copy_to(sha, tmp_path / "copy")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        signal.signal(signal.SIGXFSZ, before)
    assert not (tmp_path / "copy").exists()


@pytest.mark.parametrize("size", [5_000, 100_000])
def test_a_disk_that_is_full_at_the_last_block_of_an_object_is_told(size: int, objects: Objects) -> None:
    """The encrypting library swallows the error of its last write."""
    sha = objects.put(bytes(size))
    objects.discard()
    handling = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size - 100, limit[1]))
        with pytest.raises(Unwritable):
            objects.put(bytes(size))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
        signal.signal(signal.SIGXFSZ, handling)
    assert objects.put(bytes(size)) == sha


@pytest.mark.parametrize("size", [0, 1, 65_535, 65_536, 65_537, 200_000])
def test_the_size_of_an_object_is_known_without_reading_it(tmp_path: Path, size: int) -> None:
    for encrypted in (True, False):
        objects = Objects(tmp_path / str(encrypted), new_key("c" * 32, encrypted=encrypted))
        sha = objects.put(b"x" * size)
        objects.settle()
        assert objects.size_of(sha) == size
        assert objects.all_here() == [sha]


def test_an_object_that_came_under_a_wrong_name_is_not_kept(tmp_path: Path) -> None:
    objects = Objects(tmp_path, new_key("c" * 32, encrypted=True))
    with pytest.raises(Damaged, match="与它的摘要不符"):
        objects.receive("a" * 64, io.BytesIO(b"something else"))
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []
