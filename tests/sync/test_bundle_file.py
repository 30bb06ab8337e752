"""What is in a bundle is what its maker signed, or nothing of it is taken."""

import json
import random
from hashlib import sha256
from pathlib import Path
from unittest import mock

import pyrage
import pytest

from jxinspect.errors import Damaged, Locked, Refused
from jxinspect.sync import manifest as limits
from jxinspect.sync.bundle import in_frames, making
from jxinspect.sync.manifest import Thing, letter
from jxinspect.sync.opening import Opened
from jxinspect.sync.statement import stated
from tests.sync.making import (
    CASE,
    CONTENTS,
    ENTRIES,
    OURS,
    THEIRS,
    ages_of,
    container,
    encrypted,
    made,
    manifest,
    opened,
    plain,
    sealed,
)

FRAME = b"".join(in_frames(ENTRIES))


def nothing(_size: int) -> None: ...


@pytest.fixture
def bundle(tmp_path: Path) -> bytes:
    return made(tmp_path)


def test_what_was_put_in_comes_out_and_objects_lie_under_the_new_key(tmp_path: Path, bundle: bytes) -> None:
    taken, objects = opened(bundle), plain(tmp_path / "taker")
    assert tuple(taken.entries()) == ENTRIES
    taken.check(taken.lacking(objects), nothing)
    taken.keep(taken.lacking(objects), objects, nothing)
    assert [objects.get(sha256(content).hexdigest()) for content in CONTENTS] == list(CONTENTS)
    assert taken.lacking(objects) == []


def test_its_maker_can_open_it_and_a_third_cannot(bundle: bytes) -> None:
    assert tuple(opened(bundle, THEIRS).entries()) == ENTRIES
    with pytest.raises(Locked, match="不是给本机的"):
        opened(bundle, pyrage.x25519.Identity.generate())


def test_nothing_can_be_read_in_the_file_by_who_has_no_key(bundle: bytes) -> None:
    for word in (b"photo", b"seq", "二组".encode(), CASE.encode()):
        assert word not in bundle


def test_a_bit_flipped_anywhere_is_damage_before_anything_is_read(bundle: bytes) -> None:
    for place in random.Random(10).sample(range(len(bundle)), 60):
        bad = bytearray(bundle)
        bad[place] ^= 1 << (place % 8)
        with pytest.raises(Damaged):
            opened(bytes(bad))


def test_half_a_bundle_is_damage(bundle: bytes) -> None:
    for length in random.Random(11).sample(range(len(bundle)), 60):
        with pytest.raises(Damaged):
            opened(bundle[:length])


def test_swapped_frames_are_told_with_the_device_that_did_not_sign_them_so(bundle: bytes) -> None:
    ages = ages_of(bundle)
    ages[2], ages[3] = ages[3], ages[2]
    with pytest.raises(Damaged) as fault:
        opened(container(ages))
    assert "二组笔记本" in fault.value.why
    assert "被换过" in fault.value.why


@pytest.mark.parametrize("place", range(1, 6))
def test_a_frame_of_another_bundle_is_refused_at_any_place(tmp_path: Path, bundle: bytes, place: int) -> None:
    ages, others = ages_of(bundle), ages_of(made(tmp_path, manifest(bundle="d" * 32)))
    ages[place] = others[place]
    with pytest.raises(Damaged, match="已损坏"):
        opened(container(ages))


def test_a_frame_left_out_or_added_is_refused(bundle: bytes) -> None:
    ages = ages_of(bundle)
    for wrong in ([*ages[:2], *ages[3:]], [*ages[:2], ages[1], *ages[2:]], ages[:1]):
        with pytest.raises(Damaged, match="已损坏"):
            opened(container(wrong))


def test_a_manifest_signed_by_another_device_than_it_names_is_refused(bundle: bytes) -> None:
    ages = ages_of(bundle)
    said = json.loads(letter(manifest()))
    said["manifest"]["sender"]["name"] = "省厅笔记本"
    with pytest.raises(Damaged) as fault:
        opened(sealed([encrypted(json.dumps(said).encode()), *ages[1:-1]]))
    assert "自称由设备“省厅笔记本”" in fault.value.why


def test_a_statement_that_another_device_signed_is_refused(bundle: bytes) -> None:
    other = stated(CASE, "2026-11-23T01:00:00.000000Z", {}, [])
    false = other.model_copy(update={"statement": other.statement.model_copy(update={"objects": ["a" * 64]})})
    with pytest.raises(Damaged) as fault:
        opened(sealed([encrypted(letter(manifest(stated=false))), *ages_of(bundle)[1:-1]]))
    assert "声明" in fault.value.why


@pytest.mark.parametrize("field", ["format", "schema_version"])
def test_a_bundle_of_a_later_program_is_refused_even_when_it_says_things_we_do_not_know(
    bundle: bytes, field: str
) -> None:
    said = json.loads(letter(manifest()))
    said["manifest"] |= {field: 99, "weather": "fine"}
    with pytest.raises(Refused) as fault:
        opened(sealed([encrypted(json.dumps(said).encode()), *ages_of(bundle)[1:-1]]))
    assert "第 99 版" in fault.value.why
    assert "没有收进任何内容" in fault.value.todo


#: What a program that unpacks would write elsewhere, or twice, or not at all.
TRICKS = (
    "../../../etc/passwd",
    "/etc/passwd",
    "C:\\Windows\\win.ini",
    "..\\..\\win.txt",
    "CON",
    "a" * 63 + ".",
    "a" * 63 + " ",
    "A" * 64,
    "ａ" * 64,
    "a" * 64 + "\n",
    "é" * 64,
    "取证照片" * 75,
    "",
)


@pytest.mark.parametrize("name", TRICKS)
def test_an_object_is_called_by_its_digest_and_nothing_else(bundle: bytes, name: str) -> None:
    said = json.loads(letter(manifest()))
    said["manifest"]["objects"][0][0] = name
    with pytest.raises(Damaged) as fault:
        opened(sealed([encrypted(json.dumps(said).encode()), *ages_of(bundle)[1:-1]]))
    assert "清单不能解读" in fault.value.why


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[" * 100_000,
        b"{}",
        b'{"manifest": 1, "signature": 2}',
        b"\xff\xfe",
        b'{"manifest": {"format": "1"}}',
    ],
)
def test_a_manifest_that_is_none_is_damage_and_no_crash(bundle: bytes, content: bytes) -> None:
    with pytest.raises(Damaged, match="已损坏"):
        opened(sealed([encrypted(content), *ages_of(bundle)[1:-1]]))


@pytest.mark.parametrize("dense", [b"1," * 2000, b"[]," * 2000, b'"a":{},' * 30_000])
def test_a_manifest_of_more_values_than_a_case_has_is_not_even_parsed(bundle: bytes, dense: bytes) -> None:
    with mock.patch("jxinspect.sync.manifest._Cover", None), pytest.raises(Damaged) as fault:
        opened(sealed([encrypted(letter(manifest())[:-1] + dense), *ages_of(bundle)[1:-1]]))
    assert "清单不能解读" in fault.value.why


def test_a_bundle_that_nobody_could_open_is_not_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jxinspect.sync.bundle.MOST_MANIFEST", 100)
    with pytest.raises(Refused, match="一个同步包装不下"):
        made(tmp_path)


def test_two_objects_of_one_name_are_refused(bundle: bytes) -> None:
    twice = [manifest().objects[0]] * 3
    with pytest.raises(Damaged) as fault:
        opened(sealed([encrypted(letter(manifest(objects=twice))), *ages_of(bundle)[1:-1]]))
    assert "重复" in fault.value.why


@pytest.mark.parametrize("size", [10**12, 72_001, 71_999, 0])
def test_a_size_that_lies_is_found_before_anything_is_kept(tmp_path: Path, bundle: bytes, size: int) -> None:
    big = sha256(CONTENTS[0]).hexdigest()
    things = [Thing(sha256=one.sha256, size=size if one.sha256 == big else one.size) for one in manifest().objects]
    with pytest.raises(Damaged, match="已损坏"):
        taken = opened(sealed([encrypted(letter(manifest(objects=things))), *ages_of(bundle)[1:-1]]))
        taken.check(taken.lacking(plain(tmp_path / "taker")), nothing)


def test_more_than_any_case_holds_is_refused_by_the_manifest_alone(
    bundle: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    for wrong in ({"entries": 10**9}, {"objects": [["a" * 64, 2**41]]}):
        said = json.loads(letter(manifest()))
        said["manifest"] |= wrong
        with pytest.raises(Damaged, match="已损坏"):
            opened(sealed([encrypted(json.dumps(said).encode()), *ages_of(bundle)[1:-1]]))
    monkeypatch.setattr(limits, "MOST_MANIFEST", 100)
    with pytest.raises(Damaged) as fault:
        opened(bundle)
    assert "第 1 段比清单写明的长" in fault.value.why


def test_an_object_that_is_not_what_its_name_says_is_found_before_anything_is_kept(
    tmp_path: Path, bundle: bytes
) -> None:
    ages, said = ages_of(bundle), manifest()
    n = 2 + [thing.size for thing in said.objects].index(len(CONTENTS[1]))
    ages[n] = encrypted(b"a forgery"[: len(CONTENTS[1])])
    taken, objects = opened(sealed([*ages[:-1]])), plain(tmp_path / "taker")
    with pytest.raises(Damaged, match="已损坏"):
        taken.check(taken.lacking(objects), nothing)
    with pytest.raises(Damaged, match="与它的摘要不符"):
        taken.keep(taken.lacking(objects), objects, nothing)
    assert not list(objects.folder.rglob("*.part"))
    assert not objects.lies_here(said.objects[n - 2].sha256)


@pytest.mark.parametrize("frame", [b"", FRAME[:-1] + b" \n", FRAME + b"[]\n", FRAME.replace(b'"', b"'"), b"[" * 99_999])
def test_entries_that_are_not_what_the_manifest_says_are_damage(bundle: bytes, frame: bytes) -> None:
    ages = ages_of(bundle)
    with pytest.raises(Damaged, match="已损坏"):
        list(opened(sealed([ages[0], encrypted(frame), *ages[2:-1]])).entries())


def test_a_making_that_was_cut_off_goes_on_with_the_frames_that_are_there(tmp_path: Path) -> None:
    said, objects, path = manifest(), plain(tmp_path / "sender", CONTENTS), tmp_path / "同步包.jxbundle"
    with pytest.raises(KeyboardInterrupt), making(path, said, str(THEIRS)) as work:
        work.entries([FRAME])
        work.thing(objects, said.objects[0], nothing)
        raise KeyboardInterrupt
    assert not path.exists()
    later = said.model_copy(update={"bundle": "e" * 32, "actor": "李四"})
    with making(path, later, str(THEIRS)) as work:
        work.entries([FRAME])
        for thing in work.manifest.objects:
            work.thing(objects, thing, nothing)
        assert work.kept == 3
        work.finish()
    taken = opened(path.read_bytes())
    assert (taken.manifest.bundle, taken.manifest.actor) == ("b" * 32, "张三")
    taken.check(taken.manifest.objects, nothing)
    assert [file.name for file in tmp_path.iterdir() if file.is_file()] == ["同步包.jxbundle"]


def test_a_making_begins_anew_when_there_is_something_else_to_send(tmp_path: Path) -> None:
    said, objects, path = manifest(), plain(tmp_path / "sender", CONTENTS), tmp_path / "同步包.jxbundle"
    with pytest.raises(KeyboardInterrupt), making(path, said, str(THEIRS)) as work:
        work.entries([FRAME])
        raise KeyboardInterrupt
    less = manifest(CONTENTS[:1])
    with making(path, less, str(THEIRS)) as work:
        work.entries([FRAME])
        work.thing(objects, less.objects[0], nothing)
        assert work.kept == 0
        work.finish()
    taken = opened(path.read_bytes())
    assert taken.manifest == less
    taken.check(taken.manifest.objects, nothing)


def test_what_somebody_put_into_a_half_made_bundle_is_not_signed(tmp_path: Path, bundle: bytes) -> None:
    said, objects, path = manifest(), plain(tmp_path / "sender", CONTENTS), tmp_path / "同步包.jxbundle"
    false = pyrage.encrypt(FRAME.replace(b"seq", b"six"), [OURS.to_public(), THEIRS.to_public()])
    (tmp_path / "同步包.jxbundle.part").write_bytes(container([ages_of(bundle)[0], false])[:-40])
    with making(path, said, str(THEIRS)) as work:
        work.entries([FRAME])
        for thing in work.manifest.objects:
            work.thing(objects, thing, nothing)
        assert work.kept == 1
        work.finish()
    assert tuple(opened(path.read_bytes()).entries()) == ENTRIES


def test_reading_an_object_from_a_bundle_takes_no_memory_of_its_size(tmp_path: Path) -> None:
    import tracemalloc

    large = b"\0" * 30_000_000
    data = made(tmp_path, manifest((large,)), (large,))
    (tmp_path / "同步包.jxbundle").write_bytes(data)
    del data
    objects = plain(tmp_path / "taker")
    with (tmp_path / "同步包.jxbundle").open("rb") as file:
        tracemalloc.start()
        taken = Opened(file, Path("同步包.jxbundle"), str(OURS))
        taken.check(taken.manifest.objects, nothing)
        taken.keep(taken.manifest.objects, objects, nothing)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 5_000_000
    assert objects.get(taken.manifest.objects[0].sha256) == large
