"""What must not come in does not, before a byte of the case file or beside it has changed."""

import random
import shutil
from pathlib import Path
from typing import Any
from unittest import mock

import pytest

from jxinspect.store import trust
from jxinspect.store.versions import LATEST
from jxinspect.sync.manifest import Manifest
from tests.sync.conftest import LAPTOP, OFFICE, Two


def refused(two: Two, file: Path, code: int, *told: str) -> None:
    """Opening ends with this code and tells all of this, and nothing at the office is other than before."""
    before = two.state(OFFICE)
    ended = two.open(OFFICE, file)
    assert ended.code == code, ended
    for word in (*told, "原因：", "怎么办："):
        assert word in ended.err
    assert two.state(OFFICE) == before


def saying(**false: Any) -> Any:
    """Bundles are made whose manifest says something else than it should, signed as it should."""
    return mock.patch("jxinspect.sync.parcel.Manifest", lambda **fields: Manifest(**(fields | false)))


def test_a_bundle_for_another_device(two: Two) -> None:
    two.enrol("三组笔记本")
    two.open(LAPTOP, two.bundle(OFFICE, LAPTOP))
    refused(two, two.bundle(LAPTOP, "三组笔记本"), 7, "不是给本机的", "--for")


def test_a_bundle_of_another_case(two: Two) -> None:
    two.type("外县", "init", str(two.case("外县")), "--plain", case=False)
    two.type("外县", "sync", "init", "--name", "外县机关")
    card = two.folder / "机关端名片.json"
    two.type(OFFICE, "sync", "card", "-o", str(card), "--name", OFFICE, case=False)
    two.type("外县", "sync", "device", "add", str(card), "--fingerprint", two.fingerprint(OFFICE))
    refused(two, two.bundle("外县", OFFICE), 4, "属于另一个案卷库", "外县机关")


def test_a_bundle_that_trusts_another_office(two: Two) -> None:
    with saying(office="0" * 64):
        file = two.bundle(LAPTOP, OFFICE)
    refused(two, file, 4, "另一个机关端", LAPTOP, two.fingerprint(OFFICE))


def test_a_bundle_of_a_newer_program(two: Two) -> None:
    with saying(schema_version=LATEST + 1):
        file = two.bundle(LAPTOP, OFFICE)
    refused(two, file, 4, "由新版程序制作", f"第 {LATEST + 1} 版", "升级")


def test_a_bundle_of_a_device_that_nobody_enrolled(two: Two) -> None:
    shutil.copytree(two.folder / LAPTOP, two.folder / "四组")
    (two.home("四组") / "device.json").unlink()
    own = two.fingerprint("四组")
    with two.at("四组"):
        from jxinspect.store.device import device_key, public_hex, recipient

        false = trust.Trusted("0" * 32, public_hex(device_key()), recipient(), LAPTOP, None, 1, False, [], False)
    with mock.patch.object(trust, "check_sender", return_value=false):
        file = two.bundle("四组", OFFICE)
    refused(two, file, 4, "没有登记的设备", own)


def test_a_bundle_of_a_revoked_device_made_before_or_after(two: Two) -> None:
    two.paper(LAPTOP, "现场笔录", 2)
    file = two.bundle(LAPTOP, OFFICE)
    assert two.type(OFFICE, "sync", "device", "revoke", LAPTOP, "--because", "出差途中丢失").code == 0
    refused(two, file, 4, "已经停用的设备", LAPTOP, "出差途中丢失")
    refused(two, two.bundle(LAPTOP, OFFICE), 4, "已经停用的设备", LAPTOP)
    sent = two.type(OFFICE, "sync", "bundle", "--for", LAPTOP, "-o", str(two.folder / "给丢失的"))
    assert (sent.code, "已经停用" in sent.err) == (4, True)


def test_what_a_foreign_device_wrote_and_another_brings(two: Two) -> None:
    shutil.copytree(two.home(LAPTOP), two.home("四组"))
    (two.home("四组") / "device.json").unlink()
    names, laptop = mock.patch.dict("tests.sync.conftest.WHO", {"四组": "李四"}), two.case(LAPTOP)
    with names, mock.patch.object(Two, "case", return_value=laptop):
        two.paper("四组", "冒充的笔录", 2)
    refused(two, two.bundle(LAPTOP, OFFICE), 4, "没有登记的设备", two.fingerprint("四组"))


def test_a_file_that_is_no_bundle_or_not_there(two: Two) -> None:
    other = two.folder / "工资表.xlsx"
    other.write_bytes(b"PK\x03\x04" * 100)
    refused(two, other, 5, "不是同步包")
    refused(two, two.folder / "没有.jxbundle", 3, "找不到文件")
    (two.folder / "链接.jxbundle").symlink_to(other)
    refused(two, two.folder / "链接.jxbundle", 5, "符号链接")
    refused(two, two.folder, 5, "是文件夹，不是文件")


def test_half_a_bundle_and_flipped_bits(two: Two) -> None:
    two.paper(LAPTOP, "现场笔录" * 1000, 2)
    file = two.bundle(LAPTOP, OFFICE)
    data, chosen = file.read_bytes(), random.Random(12)
    bad = two.folder / "坏.jxbundle"
    for _ in range(3):
        bad.write_bytes(data[: chosen.randrange(len(data))])
        refused(two, bad, 8, "已损坏", "没有收进任何内容")
        flipped = bytearray(data)
        flipped[chosen.randrange(len(data))] ^= 1 << chosen.randrange(8)
        bad.write_bytes(flipped)
        refused(two, bad, 8, "已损坏", "没有收进任何内容")


def test_more_than_the_disk_holds(two: Two) -> None:
    two.paper(LAPTOP, "现场笔录", 2)
    file = two.bundle(LAPTOP, OFFICE)
    with mock.patch("shutil.disk_usage", return_value=mock.Mock(free=1000)):
        before = two.state(OFFICE)
        ended = two.open(OFFICE, file)
        assert (ended.code, "磁盘空间不够" in ended.err) == (9, True)
        assert two.state(OFFICE) == before


def test_an_entry_changed_by_a_device_that_is_enrolled(two: Two) -> None:
    """The bundle is signed as it should be; an entry in it is not what was written."""
    from jxinspect.store.exchange import lacking

    def false(*given: Any) -> Any:
        for entry in lacking(*given):
            yield entry._replace(body=(entry.body or "").replace("检查通知书", "检查告知书"))

    two.paper(LAPTOP, "现场笔录", 2)
    with mock.patch("jxinspect.sync.parcel.lacking", false):
        file = two.bundle(LAPTOP, OFFICE)
    refused(two, file, 8, "日志不能采信", "正文与摘要不符")


def test_an_object_that_is_not_what_its_name_says_from_a_device_that_is_enrolled(two: Two) -> None:
    sha = two.paper(LAPTOP, "现场笔录", 2)
    with mock.patch("jxinspect.store.objects.Objects.copy_into", lambda _self, _sha, out: out.write(b"x" * 12)):
        file = two.bundle(LAPTOP, OFFICE)
    before = two.state(OFFICE)
    ended = two.open(OFFICE, file)
    assert (ended.code, sha[:12] in ended.err) == (8, True)
    assert two.state(OFFICE) == before


@pytest.mark.parametrize("place", ["bundle", "open"])
def test_a_full_disk_on_either_side_and_then_room(two: Two, place: str) -> None:
    import resource

    sha = two.paper(LAPTOP, "现场笔录" * 60_000, 2)
    file = two.folder / "大.jxbundle"
    words: tuple[str, ...] = ("sync", "bundle", "--for", OFFICE, "-o", str(file))
    if place == "open":
        two.bundle(LAPTOP, OFFICE, file.name)
        words = ("sync", "open", str(file), "--yes")
    machine = LAPTOP if place == "bundle" else OFFICE
    before = two.state(machine)
    limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, limit[1]))
        full = two.type(machine, *words)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limit)
    assert full.code == 9, full
    assert "腾出空间" in full.err
    assert two.state(machine) == before
    assert file.exists() is (place == "open")
    assert two.type(machine, *words).code == 0
    two.open(OFFICE, file)
    assert two.content(OFFICE, sha) == "现场笔录".encode() * 60_000
