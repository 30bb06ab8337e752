"""Recordings of sound and pictures: what each covers, which stages have none, the list (D73)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from jxinspect.acts import config, evidence, inspect, recording
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.recording import STAGES, Stage
from jxinspect.law.settings import SETTINGS
from jxinspect.model.recording import Recording
from jxinspect.store.reading import read_rows
from jxinspect.store.view import views

Act = Callable[..., Any]
NUMBER = "2026-001"
BEIJING = timezone(timedelta(hours=8))
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=BEIJING)


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"2026-03-02 {text}").replace(tzinfo=BEIJING)


def record(act: Act, path: Path | None = None, *, start: str = "09:00", end: str = "09:20", **more: Any) -> Recording:
    """Register a recording of the entry on 2026-03-02."""
    about: dict[str, Any] = {
        "stages": [Stage.ENTRY],
        "device": "执法记录仪03",
        "recorder": "样二航",
        "ended_at": at(end),
    }
    with act("inspect.recording", at=f"2026-03-02 {start}") as case:
        found: Recording = recording.add(case, NUMBER, path=path, **(about | more))
        return found


def looked(act: Act, topic: str, start: str, end: str) -> None:
    """Make a site record of 2026-03-02."""
    about: dict[str, Any] = {"companion": "李例子", "recorder": "测一鸣", "steps": ["查阅"], "seen": "完好"}
    with act("inspect.record", at=f"2026-03-02 {start}") as case:
        inspect.record(case, NUMBER, topic=topic, ended_at=at(end), **about)


@pytest.fixture
def video(tmp_path: Path) -> Path:
    file = tmp_path / "进点.mp4"
    file.write_bytes(b"moving pictures")
    return file


def coverage(act: Act) -> list[tuple[str, bool, bool]]:
    with act("look") as case:
        return [(one.stage.value, wanted, there) for one, wanted, there in recording.coverage(case, NUMBER)]


def test_a_recording_is_kept_with_stage_device_recorder_times_and_digest(on_site: Act, video: Path) -> None:
    row = record(on_site, video, about="出示证件", sm3=True)
    assert (row.code, row.stages, row.device, row.size) == ("2026-001-YX-001", [Stage.ENTRY], "执法记录仪03", 15)
    assert row.sha256 == row.stored == sha256(b"moving pictures").hexdigest()
    assert len(row.sm3) == 64
    with on_site("look") as case:
        assert case.objects.get(row.sha256) == b"moving pictures"


def test_a_recording_that_lies_elsewhere_leaves_only_its_digest(on_site: Act, video: Path) -> None:
    row = record(on_site, video, keep=False, kept_at="采集工作站")
    assert (row.stored, row.sha256) == (None, sha256(b"moving pictures").hexdigest())
    with on_site("look") as case, pytest.raises(NotFound):
        case.objects.get(row.sha256)


def test_an_item_of_evidence_is_a_recording_without_being_taken_in_again(on_site: Act, video: Path) -> None:
    with on_site("inspect.evidence", at="2026-03-02 10:00") as case:
        evidence.add(case, NUMBER, paths=[video], source="记录仪", proves="进点")
        evidence.add(case, NUMBER, title="申领表", source="档案", proves="时间")
    row = record(on_site, evidence="1")
    assert (row.file_name, row.stored) == ("进点.mp4", None)
    with pytest.raises(NotFound, match="没有文件"):
        record(on_site, evidence="2")


def test_a_recording_without_file_or_device_or_that_has_not_ended_is_not_registered(on_site: Act, video: Path) -> None:
    with pytest.raises(Incomplete, match="没有写明录音录像的文件"):
        record(on_site)
    with pytest.raises(Incomplete, match="没有写明录音录像的设备"):
        record(on_site, video, device=" ")
    with pytest.raises(Refused, match="不晚于开始时间"):
        record(on_site, video, end="09:00")


def test_a_recording_covers_the_acts_of_its_stage_whose_time_it_meets(on_site: Act, video: Path) -> None:
    looked(on_site, "查阅资料", "10:00", "11:00")
    assert coverage(on_site) == [("entry", False, False), ("site", False, False)]
    record(on_site, video)
    assert coverage(on_site) == [("entry", False, True), ("site", False, False)]
    record(on_site, video, stages=[Stage.SITE], start="11:01", end="11:30")  # after it
    assert coverage(on_site)[1] == ("site", False, False)
    record(on_site, video, stages=[Stage.SITE], start="10:30", end="11:30")
    assert coverage(on_site)[1] == ("site", False, True)


def test_one_run_of_the_recorder_may_cover_several_stages(on_site: Act, video: Path) -> None:
    looked(on_site, "盘点", "09:05", "09:15")
    record(on_site, video, stages=[Stage.ENTRY, Stage.SITE, Stage.ENTRY])
    assert coverage(on_site) == [("entry", False, True), ("site", False, True)]


def test_the_office_says_of_which_stages_there_must_be_a_recording(on_site: Act, case_path: Path) -> None:
    with on_site("config", at="2026-03-02 10:00") as case:
        config.change(case, "recording.entry", "true")
    assert coverage(on_site) == [("entry", True, False)]
    (row,) = read_rows(case_path, "staged", at=NOW)
    assert (row["stage"], row["wanted"], row["recorded"]) == ("entry", 1, 0)
    waiting = read_rows(case_path, "SELECT what FROM open_deadlines WHERE inspection = '2026-001'", at=NOW)
    assert {"what": f"音像记录：{row['what']}"} in waiting


def test_the_view_knows_the_same_defaults_as_the_settings(on_site: Act, case_path: Path) -> None:
    text = views()["staged"]
    for stage in STAGES:
        assert (f"'{stage.value}'" in text.split("CASE WHEN a.stage IN (")[1].split(")")[0]) is bool(
            SETTINGS[stage.setting].default
        )


def test_the_list_tells_each_recording_and_each_stage_without_one(on_site: Act, video: Path) -> None:
    record(on_site, video, about="出示证件", kept_at="采集工作站")
    looked(on_site, "查阅资料", "10:00", "11:00")
    with on_site("inspect.recording", at="2026-03-03 10:00") as case:
        document = recording.log(case, NUMBER)
        book = load_workbook(BytesIO(case.objects.get(document.sha256)))
    rows = [[cell.value for cell in row] for row in book["音像记录"].iter_rows()]
    head = next(row for row in rows if row[0] == "编号")
    told = dict(zip(head, rows[rows.index(head) + 1], strict=True))
    assert told["起止时间"] == "2026年3月2日9时00分至9时20分"
    assert (told["时长"], told["录制人"], told["保存位置"], told["保管期限"]) == (
        "20分",
        "样二航",
        "采集工作站",
        "10年",
    )
    stages = [[cell.value for cell in row] for row in book["各环节"].iter_rows()]
    assert ["现场检查", "2026年3月2日10时00分至11时00分", "查阅资料", "可以没有", "没有音像记录"] in stages


def test_a_list_of_nothing_is_incomplete(announced: Act) -> None:
    with announced("inspect.recording", at="2026-03-01 10:00") as case, pytest.raises(Incomplete):
        recording.log(case, NUMBER)
