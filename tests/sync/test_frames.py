"""The container of a bundle: whole or refused, at any bit and any length."""

import io
import random
import threading
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

import pyrage
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jxinspect.errors import Damaged, Incomplete, Locked, Refused
from jxinspect.store.passing import piped
from jxinspect.sync import frames
from jxinspect.sync.frames import LINE, Reader, Writer

OURS, THEIRS = pyrage.x25519.Identity.generate(), pyrage.x25519.Identity.generate()
CONTENTS = (b"manifest", b"x" * 70_000, b"", b"seal")


def written(path: Path, contents: tuple[bytes, ...] = CONTENTS) -> bytes:
    with path.open("w+b") as file:
        writer = Writer(file, [str(OURS.to_public())])
        for content in contents:
            writer.add(io.BytesIO(content))
        writer.finish()
    return path.read_bytes()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return written(tmp_path_factory.mktemp("frames") / "同步包.jxbundle")


def read(data: bytes) -> Reader:
    return frames.whole(io.BytesIO(data), Path("同步包.jxbundle"))


def test_what_was_written_is_read_frame_by_frame(whole: bytes) -> None:
    reader = read(whole)
    assert tuple(reader.read(n, str(OURS), 100_000) for n in range(4)) == CONTENTS


def test_the_digest_before_the_last_frame_is_what_the_writer_said_then(tmp_path: Path) -> None:
    path = tmp_path / "同步包.jxbundle"
    with path.open("w+b") as file:
        writer = Writer(file, [str(OURS.to_public())])
        writer.add(io.BytesIO(b"manifest"))
        said = writer.digest
        writer.add(io.BytesIO(said.encode()))
        writer.finish()
    assert read(path.read_bytes()).digest == said


def test_a_bundle_cut_off_at_any_length_is_damaged(whole: bytes) -> None:
    for length in {*range(70), *random.Random(7).sample(range(len(whole)), 100), len(whole) - 1}:
        with pytest.raises(Damaged):
            read(whole[:length])


def test_a_bit_flipped_anywhere_is_damage(whole: bytes) -> None:
    places = {
        *range(len(LINE) + 8),
        *random.Random(8).sample(range(len(whole)), 100),
        *range(len(whole) - 40, len(whole)),
    }
    for place in places:
        for bit in (0, 6):
            bad = bytearray(whole)
            bad[place] ^= 1 << bit
            with pytest.raises(Damaged):
                read(bytes(bad))


def test_bytes_behind_the_end_are_damage(whole: bytes) -> None:
    with pytest.raises(Damaged, match="已损坏"):
        read(whole + b"\n")


def test_a_frame_that_says_it_is_longer_than_the_file_is_damage() -> None:
    with pytest.raises(Damaged) as fault:
        read(LINE + (2**63).to_bytes(8) + b"age")
    assert "缺了一截" in fault.value.why


def test_more_frames_than_allowed_are_refused(monkeypatch: pytest.MonkeyPatch, whole: bytes) -> None:
    monkeypatch.setattr(frames, "MOST_FRAMES", 3)
    with pytest.raises(Damaged) as fault:
        read(whole)
    assert "段数超过 3" in fault.value.why


def test_a_bundle_for_somebody_else_is_locked_and_not_damaged(whole: bytes) -> None:
    with pytest.raises(Locked) as fault:
        read(whole).read(0, str(THEIRS), 100)
    assert "不是给本机的" in fault.value.what


def test_a_later_format_is_refused_and_both_versions_are_named(whole: bytes) -> None:
    with pytest.raises(Refused) as fault:
        read(LINE.replace(b"1", b"2") + b"whatever comes then")
    assert "第 2 版" in fault.value.what
    assert "第 1 版" in fault.value.why


@pytest.mark.parametrize("data", [b"PK\x03\x04 a zip file that is no bundle", b"\0" * 500, "一份笔记".encode() * 40])
def test_a_file_that_is_no_bundle_is_told_so(data: bytes) -> None:
    with pytest.raises(Incomplete, match="不是同步包"):
        read(data)


@settings(max_examples=30)
@given(st.binary(max_size=400))
def test_no_bytes_whatever_make_the_reader_fall_over(data: bytes) -> None:
    for start in (b"", LINE):
        with pytest.raises((Damaged, Incomplete, Refused)):
            read(start + data)


def test_content_longer_than_declared_is_refused_and_no_more_is_written(whole: bytes) -> None:
    target = io.BytesIO()
    with pytest.raises(Damaged, match="已损坏") as fault:
        read(whole).copy(1, str(OURS), target, 69_999)
    assert "比清单写明的长" in fault.value.why
    assert len(target.getvalue()) <= 69_999


def test_a_header_of_age_that_never_ends_is_refused_before_it_is_read_into_memory() -> None:
    data = b"age-encryption.org/v1\n" + b"-> X25519 AAAA\nAAAA\n" * 5000
    length = len(data).to_bytes(8)
    end = bytes(8) + sha256(LINE + length + sha256(data).digest()).digest()
    with pytest.raises(Damaged) as fault:
        read(LINE + length + data + end).read(0, str(OURS), 1_000_000)
    assert "不是 age 文件" in fault.value.why


def test_what_is_swapped_on_the_stick_while_it_is_read_is_damage(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "同步包.jxbundle"
    path.write_bytes(whole)
    with path.open("rb") as file:
        reader = frames.whole(file, path)
        path.write_bytes(written(tmp_path / "另一个.jxbundle"))
        with pytest.raises(Damaged):
            reader.read(1, str(OURS), 100_000)


def test_a_writer_goes_on_behind_the_whole_frames_that_are_there(tmp_path: Path, whole: bytes) -> None:
    path = tmp_path / "同步包.part"
    path.write_bytes(whole[: read(whole).frames[2].start + 5])
    with path.open("r+b") as file:
        there = frames.unfinished(file, path)
        assert [there.read(n, str(OURS), 100_000) for n in range(len(there.frames))] == list(CONTENTS[:2])
        writer = Writer(file, [str(OURS.to_public())])
        for frame in there.frames:
            writer.keep(frame)
        for content in CONTENTS[2:]:
            writer.add(io.BytesIO(content))
        writer.finish()
    reader = read(path.read_bytes())
    assert tuple(reader.read(n, str(OURS), 100_000) for n in range(4)) == CONTENTS


def test_a_pipe_gives_what_its_thread_writes_and_holds_little_of_it() -> None:
    def fill(target: BinaryIO) -> None:
        target.writelines(b"y" * 100_000 for _ in range(100))

    with piped(fill) as source:
        assert sum(len(data) for data in iter(lambda: source.read(65_536), b"")) == 10_000_000


def test_an_error_of_the_one_who_writes_reaches_the_one_who_reads_before_the_end_does() -> None:
    def fill(target: BinaryIO) -> None:
        target.write(b"half")
        raise Damaged("对象已损坏", why="", todo="")

    out = io.BytesIO()
    with pytest.raises(Damaged, match="对象已损坏"), piped(fill) as source:
        pyrage.encrypt_io(source, out, [OURS.to_public()])


def test_an_error_of_the_one_who_reads_ends_the_one_who_writes() -> None:
    def fill(target: BinaryIO) -> None:
        while True:
            target.write(b"z" * 100_000)

    before = threading.active_count()
    with pytest.raises(KeyError), piped(fill) as source:
        source.read(10)
        raise KeyError
    assert threading.active_count() == before
