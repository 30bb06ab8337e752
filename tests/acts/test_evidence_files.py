"""Which files are taken in as evidence, and how: byte by byte, all or nothing; what photographs say."""

from __future__ import annotations

import hashlib
import os
import re
import socket
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image

from jxinspect.acts import config, evidence, evidence_files
from jxinspect.acts.photograph import Photograph, photograph
from jxinspect.documents.camera import against_clock, doubts
from jxinspect.errors import Incomplete, NotFound
from jxinspect.law.terms import EvidenceKind
from jxinspect.model.inspect import Evidence
from jxinspect.store.objects import Objects

if TYPE_CHECKING:
    from jxinspect.store.casefile import CaseFile

Act = Callable[..., Any]
NUMBER = "2026-001"
#: What G17 wants of every item, beside takers and place, which have defaults.
KNOWN: dict[str, Any] = {"source": "失业保险股", "proves": "多发失业保险金"}


def take(act: Act, *paths: Path, **more: Any) -> evidence.Taken:
    """Take files in on 2026-03-02 at 10:15."""
    with act("inspect.evidence", at="2026-03-02 10:15") as case:
        return evidence.add(case, NUMBER, paths=paths, **(KNOWN | more))


def stored(act: Act) -> list[Evidence]:
    with act("look") as case:
        return list(case.all(Evidence))


def objects(case_path: Path) -> list[Path]:
    return [path for path in (case_path / "objects").rglob("*") if path.is_file()]


def picture(path: Path, *, taken: str = "2026:03:02 10:12:30", offset: str = "+08:00", gps: bool = True) -> Path:
    """A small photograph with EXIF time and place."""
    image = Image.new("RGB", (8, 6), "red")
    exif = image.getexif()
    camera = exif.get_ifd(0x8769)
    camera[0x9003] = taken
    if offset:
        camera[0x9011] = offset
    if gps:
        exif.get_ifd(0x8825).update({1: "N", 2: (28.0, 40.0, 30.0), 3: "E", 4: (115.0, 54.0, 0.0)})
    image.save(path, exif=exif)
    return path


# ---- files ---------------------------------------------------------------------------------------------------


def test_a_file_is_kept_byte_by_byte_with_its_digest_size_and_name(on_site: Act, tmp_path: Path) -> None:
    data = bytes(range(256)) * 3
    file = tmp_path / "发放明细（3月）.dat"
    file.write_bytes(data)
    (item,) = take(on_site, file).items
    assert item.code == "2026-001-ZJ-001"
    assert (item.sha256, item.size) == (hashlib.sha256(data).hexdigest(), 768)
    assert (item.name, item.file_name) == ("发放明细（3月）", "发放明细（3月）.dat")
    assert item.kind == EvidenceKind.ELECTRONIC
    with on_site("look") as case:
        assert case.objects.get(str(item.sha256)) == data


def test_an_empty_file_is_evidence_too(on_site: Act, tmp_path: Path) -> None:
    (tmp_path / "空.txt").write_bytes(b"")
    (item,) = take(on_site, tmp_path / "空.txt").items
    assert item.size == 0
    assert item.sha256 == hashlib.sha256(b"").hexdigest()


def test_a_file_of_thirty_megabytes_is_taken_in(on_site: Act, tmp_path: Path) -> None:
    file = tmp_path / "录像.mp4"
    block = os.urandom(1 << 20)
    with file.open("wb") as out:
        for _ in range(30):
            out.write(block)
    (item,) = take(on_site, file).items
    assert item.size == 30 << 20
    assert item.kind == EvidenceKind.RECORDING
    with on_site("look") as case:
        assert case.objects.digest(str(item.sha256)) == hashlib.sha256(block * 30).hexdigest()


def test_a_file_that_changes_while_it_is_read_undoes_the_whole_intake(
    on_site: Act, tmp_path: Path, case_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "甲.txt", tmp_path / "乙.txt"
    first.write_bytes(b"1")
    second.write_bytes(b"22")
    before = objects(case_path)
    encrypt = Objects._encrypt

    def meddling(self: Any, reader: Any, target: Any) -> None:
        encrypt(self, reader, target)
        if reader.size == 2:
            second.write_bytes(b"changed meanwhile")

    monkeypatch.setattr(Objects, "_encrypt", meddling)
    with pytest.raises(Incomplete, match="发生了变化"):
        take(on_site, first, second)
    assert stored(on_site) == []
    assert objects(case_path) == before


def test_a_file_that_vanishes_between_listing_and_reading_undoes_the_whole_intake(
    on_site: Act, tmp_path: Path, case_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = tmp_path / "a.txt", tmp_path / "b.txt"
    first.write_bytes(b"1")
    second.write_bytes(b"2")
    before = objects(case_path)
    real = evidence_files.take_in

    def vanishing(case: CaseFile, found: evidence_files.Found, *more: Any) -> dict[str, Any]:
        second.unlink(missing_ok=True)
        return real(case, found, *more)

    monkeypatch.setattr(evidence, "take_in", vanishing)
    with pytest.raises(NotFound, match="不见了"):
        take(on_site, first, second)
    assert stored(on_site) == []
    assert objects(case_path) == before


def test_a_missing_file_is_named_and_nothing_is_taken_in(on_site: Act, tmp_path: Path) -> None:
    (tmp_path / "有.txt").write_bytes(b"1")
    with pytest.raises(NotFound, match=r"没有\.txt"):
        take(on_site, tmp_path / "有.txt", tmp_path / "没有.txt")
    assert stored(on_site) == []


def test_links_devices_and_sockets_are_refused_all_at_once(on_site: Act, tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_bytes(b"1")
    (tmp_path / "link").symlink_to(file)
    os.mkfifo(tmp_path / "pipe")
    with socket.socket(socket.AF_UNIX) as unix, pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path)
        unix.bind("socket")
        with pytest.raises(Incomplete) as fault:
            take(on_site, file, tmp_path / "link", tmp_path / "pipe", tmp_path / "socket", Path(os.devnull))
    assert len(fault.value.items) == 4
    assert "符号链接" in fault.value.items[0]
    assert stored(on_site) == []


def test_a_link_inside_a_folder_is_refused_as_well(on_site: Act, tmp_path: Path) -> None:
    (tmp_path / "夹").mkdir()
    (tmp_path / "夹" / "link").symlink_to("/etc/hostname")
    with pytest.raises(Incomplete, match="link"):
        take(on_site, tmp_path / "夹")


@pytest.mark.usefixtures("bound_by_permissions")
def test_a_file_without_permission_is_told(on_site: Act, tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "a").chmod(0)
    with pytest.raises(Incomplete, match="不能读取"):
        take(on_site, tmp_path / "a")


def test_folders_are_taken_in_by_name_with_their_folders_and_without_hidden_files(on_site: Act, tmp_path: Path) -> None:
    for name in ("照片/02.txt", "照片/01.txt", "照片/子/03.txt", "照片/.隐藏", "照片/Thumbs.db", "先.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name)
    taken = take(on_site, tmp_path / "照片", tmp_path / "先.txt")
    assert [(i.folder, i.file_name) for i in taken.items] == [
        ("照片", "01.txt"),
        ("照片", "02.txt"),
        (str(Path("照片") / "子"), "03.txt"),
        ("", "先.txt"),
    ]
    assert {Path(left.path).name: left.why for left in taken.left} == {
        ".隐藏": "隐藏文件",
        "Thumbs.db": "系统自动生成的文件",
    }


def test_the_current_folder_goes_by_its_own_name(on_site: Act, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "现场").mkdir()
    (tmp_path / "现场" / "a.txt").write_bytes(b"1")
    monkeypatch.chdir(tmp_path / "现场")
    (item,) = take(on_site, Path()).items
    assert item.folder == "现场"


def test_a_name_with_parent_folders_keeps_only_the_name_of_the_file(
    on_site: Act, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "内").mkdir()
    (tmp_path / "账.txt").write_bytes(b"1")
    monkeypatch.chdir(tmp_path / "内")
    (item,) = take(on_site, Path("../账.txt")).items
    assert (item.folder, item.file_name) == ("", "账.txt")


@pytest.mark.parametrize("name", ["CON", "aux.txt", "a\x07b.txt", "名\n字.txt", "-rf", "=cmd.csv", " .. ", "长" * 80])
def test_names_that_other_systems_forbid_are_evidence_all_the_same(on_site: Act, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"1")
    (item,) = take(on_site, tmp_path / name).items
    assert item.file_name == re.sub(r"[\x07\n]", "\ufffd", name)
    with on_site("inspect.evidence", at="2026-03-02 11:00") as case:
        assert evidence.log(case, NUMBER).kind == "D23"  # whatever the name, it can be printed


def test_a_name_in_gbk_bytes_is_read_as_gb18030(on_site: Act, tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/" + "账册.txt".encode("gbk")
    try:
        Path(os.fsdecode(name)).write_bytes(b"1")
    except OSError:
        pytest.skip("this file system wants UTF-8 names")
    (item,) = take(on_site, Path(os.fsdecode(name))).items
    assert (item.name, item.file_name) == ("账册", "账册.txt")


def test_the_same_file_named_twice_is_taken_in_once_and_equal_content_is_told(on_site: Act, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"same")
    (tmp_path / "b.txt").write_bytes(b"same")
    taken = take(on_site, tmp_path / "a.txt", tmp_path / "b.txt", tmp_path / "a.txt", tmp_path / "." / "b.txt")
    assert [item.file_name for item in taken.items] == ["a.txt", "b.txt"]
    assert [(new.seq, old.seq) for new, old in taken.same] == [(2, 1)]


def test_a_case_file_is_no_evidence(on_site: Act, tmp_path: Path, case_path: Path) -> None:
    (tmp_path / "夹").mkdir()
    (tmp_path / "夹" / "账.txt").write_bytes(b"1")
    (tmp_path / "夹" / "别的.jxcase").mkdir()
    (tmp_path / "夹" / "别的.jxcase" / "case.db").write_bytes(b"1")
    assert [item.file_name for item in take(on_site, tmp_path / "夹").items] == ["账.txt"]
    with pytest.raises(Incomplete) as fault:
        take(on_site, case_path)
    assert fault.value.why == "这是案卷库，不是证据"


def test_an_empty_folder_yields_no_evidence(on_site: Act, tmp_path: Path) -> None:
    (tmp_path / "空").mkdir()
    with pytest.raises(NotFound, match="没有可以取入的文件"):
        take(on_site, tmp_path / "空")


def test_a_dry_run_takes_nothing_in(on_site: Act, tmp_path: Path, case_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"1")
    before = objects(case_path)
    with on_site("inspect.evidence", at="2026-03-02 10:15", dry_run=True) as case:
        evidence.add(case, NUMBER, paths=[tmp_path / "a.txt"], **KNOWN)
    assert stored(on_site) == []
    assert objects(case_path) == before


# ---- photographs ---------------------------------------------------------------------------------------------


def test_a_photograph_keeps_its_bytes_and_tells_its_own_time_and_place(on_site: Act, tmp_path: Path) -> None:
    file = picture(tmp_path / "现场.jpg")
    data = file.read_bytes()
    (item,) = take(on_site, file).items
    assert item.kind == EvidenceKind.RECORDING
    assert item.photo_at == "2026-03-02 10:12:30 +08:00"
    assert item.photo_place == "北纬28.675000°，东经115.900000°"
    assert "比登记的取证时间早150秒（2分30秒）" in evidence.told(item)
    with on_site("look") as case:
        assert case.objects.get(str(item.sha256)) == data


def test_a_picture_without_exif_or_with_a_broken_one_is_taken_in_without_time(on_site: Act, tmp_path: Path) -> None:
    Image.new("RGB", (4, 4)).save(tmp_path / "无.png")
    (tmp_path / "坏.jpg").write_bytes(picture(tmp_path / "好.jpg").read_bytes()[:80])
    taken = take(on_site, tmp_path / "无.png", tmp_path / "坏.jpg")
    assert [item.photo_at for item in taken.items] == ["", ""]


def test_nonsense_in_exif_is_left_out(tmp_path: Path) -> None:
    assert photograph(picture(tmp_path / "a.jpg", taken="not a time", gps=False)) == Photograph()
    assert photograph(picture(tmp_path / "b.jpg", offset="?", gps=False)).taken == "2026-03-02 10:12:30"


NO_ZONE = "；照片没有记时区，按北京时间比较"


@pytest.mark.parametrize(
    ("taken", "told"),
    [
        ("2026-03-02 10:15:00 +08:00", "与登记的取证时间一致"),
        ("2026-03-02 02:15:00 +00:00", "与登记的取证时间一致"),
        ("2026-03-02 10:15:20 +08:00", "比登记的取证时间晚20秒"),
        ("2026-03-02 10:12:30 +08:00", "比登记的取证时间早150秒（2分30秒）"),
        ("2026-03-02 10:15:00", "与登记的取证时间一致" + NO_ZONE),
        ("2026-03-03 11:16:00", "比登记的取证时间晚90060秒（1天1小时1分）" + NO_ZONE),
        ("", ""),
    ],
)
def test_the_time_of_a_photograph_is_held_against_the_clock_in_seconds(taken: str, told: str) -> None:
    assert against_clock(taken, AT) == told


AT = datetime(2026, 3, 2, 10, 15, tzinfo=timezone(timedelta(hours=8)))
ENTERED = AT - timedelta(hours=1)


@pytest.mark.parametrize(
    ("taken", "satellite", "ahead", "told"),
    [
        ("2026-03-02 10:12:30 +08:00", "2026-03-02 02:12:28 +00:00", None, []),
        ("2026-03-02 10:12:30 +08:00", "2026-03-02 02:10:30 +00:00", None, ["相机时钟比卫星时间快120秒（2分）"]),
        ("2026-03-02 10:25:00 +08:00", "", None, ["照片自记时间晚于取证时间600秒（10分），相机时钟可能不准"]),
        ("2026-03-02 10:25:00 +08:00", "", 700, []),
        (
            "2026-03-02 09:05:00 +08:00",
            "",
            None,
            ["照片自记时间早于进点600秒（10分），照片是进点以前拍的，或者相机时钟不准"],
        ),
        ("", "2026-03-02 02:10:30 +00:00", None, []),
    ],
)
def test_a_camera_whose_clock_cannot_be_right_is_told_of_unless_it_was_compared(
    taken: str, satellite: str, ahead: int | None, told: list[str]
) -> None:
    assert list(doubts(taken, satellite, AT, ENTERED, ahead)) == told


def test_an_intake_warns_of_a_camera_that_is_ahead_of_the_clock(on_site: Act, tmp_path: Path) -> None:
    taken = take(on_site, picture(tmp_path / "快.jpg", taken="2026:03:02 10:45:00"))
    assert [text for _, text in taken.doubts] == ["照片自记时间晚于取证时间1800秒（30分），相机时钟可能不准"]
    assert take(on_site, picture(tmp_path / "核.jpg", taken="2026:03:02 10:45:00"), clock_ahead=1900).doubts == []


def test_satellite_time_and_camera_are_read(tmp_path: Path) -> None:
    image = Image.new("RGB", (8, 6), "blue")
    exif = image.getexif()
    exif[0x010F], exif[0x0110] = "TEST", "X-1"
    exif.get_ifd(0x8825).update({7: (2.0, 12.0, 28.0), 29: "2026:03:02"})
    image.save(tmp_path / "a.jpg", exif=exif)
    assert photograph(tmp_path / "a.jpg") == Photograph("", "", "2026-03-02 02:12:28 +00:00", "TEST X-1")


# ---- digests -------------------------------------------------------------------------------------------------


def test_sm3_is_computed_when_asked_for_or_when_the_office_wants_it_always(on_site: Act, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"abc")
    sm3 = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert take(on_site, tmp_path / "a.txt").items[0].sm3 == ""
    assert take(on_site, tmp_path / "a.txt", sm3=True).items[0].sm3 == sm3
    with on_site("config", at="2026-03-02 10:00") as case:
        config.change(case, "evidence.sm3", "true")
    assert take(on_site, tmp_path / "a.txt").items[0].sm3 == sm3
    assert take(on_site, tmp_path / "a.txt", sm3=False).items[0].sm3 == ""


def test_the_reader_is_told_of_every_byte_and_of_all_there_are(on_site: Act, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"1" * 10)
    (tmp_path / "b.txt").write_bytes(b"2" * 20)
    totals: list[int] = []
    pieces: list[int] = []

    def watch(total: int) -> Callable[[int], None]:
        totals.append(total)
        return pieces.append

    take(on_site, tmp_path / "a.txt", tmp_path / "b.txt", watch=watch)
    assert (totals, sum(pieces)) == ([30], 30)
