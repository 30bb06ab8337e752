"""What each side has, lacks and has lost; and what may leave a laptop because others are proven to have it."""

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from jxinspect.store.casefile import open_case_file
from tests.sync.conftest import LAPTOP, OFFICE, Two


def status(two: Two, machine: str) -> Any:
    shown = two.type(machine, "sync", "status", "--json")
    assert shown.code == 0, shown.err
    return shown.json


def test_status_tells_who_has_and_lacks_what_and_when_that_was_learnt(two: Two) -> None:
    two.paper(LAPTOP, "现场笔录", 2)
    before = status(two, LAPTOP)
    assert (before["own"]["name"], before["office"]["name"]) == (LAPTOP, OFFICE)
    assert (before["waiting"], before["waiting_objects"]) == (1, 1)
    two.open(OFFICE, two.bundle(LAPTOP, OFFICE))
    [peer] = status(two, OFFICE)["peers"]
    assert (peer["name"], peer["lacks"], peer["lacks_objects"], peer["objects"]) == (LAPTOP, 0, 0, 2)
    two.open(LAPTOP, two.bundle(OFFICE, LAPTOP))  # the receipt
    after = status(two, LAPTOP)
    assert (after["waiting"], after["waiting_objects"], after["setbacks"]) == (0, 0, [])
    assert [row["direction"] for row in after["log"]] == ["in", "out", "in"]
    shown = two.type(LAPTOP, "sync", "status")
    for words in (
        "本机      二组笔记本（号段 1）",
        "机关端    机关端",
        "等着送出  没有",
        "收发记录",
        "2026-11-23 18:0",
    ):
        assert words in shown.out


def test_a_laptop_that_was_put_back_stays_named_until_it_has_all_again(two: Two, tmp_path: Path) -> None:
    shutil.copytree(two.folder / LAPTOP, tmp_path / "older")
    two.paper(LAPTOP, "现场笔录", 2)
    two.open(OFFICE, two.bundle(LAPTOP, OFFICE))
    shutil.rmtree(two.folder / LAPTOP)
    shutil.copytree(tmp_path / "older", two.folder / LAPTOP)
    two.open(OFFICE, two.bundle(LAPTOP, OFFICE))
    [lost] = status(two, OFFICE)["setbacks"]
    assert (lost["name"], lost["writer"], lost["kind"], lost["seq"], lost["now"]) == (LAPTOP, LAPTOP, "behind", 1, 0)
    shown = two.type(OFFICE, "sync", "status").err
    assert "二组笔记本比以前少了内容" in shown
    assert "说有第 1 条，现在只到第 0 条" in shown
    two.open(LAPTOP, two.bundle(OFFICE, LAPTOP, "", "--all"))
    two.open(OFFICE, two.bundle(LAPTOP, OFFICE))
    [settled] = status(two, OFFICE)["setbacks"]
    assert settled["settled"]
    assert "少了内容" not in two.type(OFFICE, "sync", "status").err


def test_a_machine_learns_from_others_that_it_was_put_back_itself(two: Two, tmp_path: Path) -> None:
    shutil.copytree(two.folder / LAPTOP, tmp_path / "older")
    two.paper(LAPTOP, "现场笔录", 2)
    two.open(OFFICE, two.bundle(LAPTOP, OFFICE))
    receipt = two.bundle(OFFICE, LAPTOP)
    shutil.rmtree(two.folder / LAPTOP)
    shutil.copytree(tmp_path / "older", two.folder / LAPTOP)
    opened = two.open(LAPTOP, receipt)
    assert "本机的链" in opened.err
    assert "请机关端查明" in opened.err
    assert "本机比以前少了内容" in two.type(LAPTOP, "sync", "status").err


def test_a_clone_that_writes_in_the_same_place_is_named(two: Two, tmp_path: Path) -> None:
    two.paper(LAPTOP, "首次笔录", 4)
    shutil.copytree(two.folder / LAPTOP, tmp_path / "twin")
    two.paper(LAPTOP, "现场笔录", 2)
    two.open(OFFICE, two.bundle(LAPTOP, OFFICE))
    shutil.rmtree(two.folder / LAPTOP)
    shutil.copytree(tmp_path / "twin", two.folder / LAPTOP)
    two.paper(LAPTOP, "另一份笔录", 3)
    opened = two.open(OFFICE, two.bundle(LAPTOP, OFFICE))
    assert "不是同一条" in opened.err
    assert [one["kind"] for one in status(two, OFFICE)["setbacks"]] == ["other"]


@pytest.fixture
def closed(two: Two) -> tuple[Two, str]:
    """Both have a closed inspection with one paper; its digest."""
    from jxinspect.law.terms import InspectionForm, Role, State, UnitType
    from jxinspect.model.document import Document
    from jxinspect.model.plan import Inspection, Staff, Unit
    from jxinspect.model.report import Closing

    with two.at(LAPTOP), open_case_file(two.case(LAPTOP), actor="测一鸣", act="test.close", clock=two.clock) as case:
        unit = Unit(
            name="某县社保中心", type=UnitType.HANDLING_AGENCY, region_code="360100", address="某路1号", head="样一人"
        )
        person = Staff(name="测一鸣", role=Role.INSPECTOR, department="基金监督科", post="科员")
        inspection = Inspection(
            number="2026-001", year=2026, unit_id=unit.id, form=InspectionForm.SPECIAL, state=State.CLOSED,
            period_from=date(2025, 1, 1), period_to=date(2025, 12, 31),
        )  # fmt: skip
        case.add(unit, person)
        case.add(inspection)
        sha = case.objects.put("检查报告".encode() * 900)
        case.add(
            Document(
                at=case.at, kind="D50", title="报告", subject_id=inspection.id, inspection_id=inspection.id, sha256=sha,
                facts_digest="0" * 64, check_code="0" * 12, file_name="报告.docx", dated=date(2026, 11, 23),
                chain_head=case.head, actor=case.actor, number="样〔2026〕5号", year=2026,
            ),
            Closing(inspection_id=inspection.id, at=case.at, result="办结", archived_by=person.id, retention="10年"),
        )  # fmt: skip
    two.open(OFFICE, two.bundle(LAPTOP, OFFICE))
    return two, sha


def on_a_hub(two: Two, sha: str, proof: str) -> None:
    """The laptop remembers that a hub has the object; read back, or only said to be there."""
    from jxinspect.sync import peers

    with (
        two.at(LAPTOP),
        peers.remembering(two.case(LAPTOP), actor="测一鸣", act="sync.push", clock=two.clock) as connection,
    ):
        connection.execute("INSERT OR REPLACE INTO peer VALUES ('h', 'hub', 'postgresql://hub/jx', '{}', '2026', '')")
        connection.execute("INSERT OR REPLACE INTO copy VALUES (?, 'h', '2026', ?)", (sha, proof))


def test_an_object_leaves_only_when_two_other_places_are_proven_to_have_it(closed: tuple[Two, str]) -> None:
    two, sha = closed
    alone = two.type(LAPTOP, "sync", "thin")
    assert alone.code == 4
    assert f"{sha[:12]}：已证实的别处副本：没有；还差 2 处" in alone.err
    two.open(LAPTOP, two.bundle(OFFICE, LAPTOP))
    one = two.type(LAPTOP, "sync", "thin")
    assert one.code == 4
    assert "已证实的别处副本：机关端；还差 1 处" in one.err
    on_a_hub(two, sha, "")  # the hub says so, nobody has read it back
    assert two.type(LAPTOP, "sync", "thin").code == 4
    assert two.content(LAPTOP, sha)
    on_a_hub(two, sha, "read back")
    tried = two.type(LAPTOP, "sync", "thin", "--dry-run", "--json")
    assert (tried.code, tried.json["gone"]) == (0, 1)
    assert "没有可以移出的对象" in two.type(LAPTOP, "sync", "thin", "--older-than", "90").out
    assert two.content(LAPTOP, sha)
    assert two.type(LAPTOP, "sync", "thin", "--json").json["gone"] == 1
    [note] = two.rows(LAPTOP, "SELECT body FROM journal WHERE act = 'sync.thin'")
    assert sha in note["body"]
    assert "机关端" in note["body"]


def test_what_left_is_told_where_it_is_and_is_no_damage(closed: tuple[Two, str]) -> None:
    from jxinspect.errors import NotFound

    two, sha = closed
    two.open(LAPTOP, two.bundle(OFFICE, LAPTOP))
    on_a_hub(two, sha, "read back")
    assert two.type(LAPTOP, "sync", "thin").code == 0
    with pytest.raises(NotFound, match="不在本机") as absent:
        two.content(LAPTOP, sha)
    assert "汇集端、机关端" in absent.value.why
    assert f"jxinspect sync fetch {sha[:12]}" in absent.value.todo
    verified = two.type(LAPTOP, "verify")
    assert verified.code == 0
    assert "不在本机，在汇集端、机关端" in verified.err
    assert status(two, LAPTOP)["elsewhere"] == 1


def test_what_is_nowhere_else_is_still_damage(closed: tuple[Two, str]) -> None:
    two, sha = closed
    (two.case(LAPTOP) / "objects" / sha[:2] / sha).unlink()
    verified = two.type(LAPTOP, "verify")
    assert verified.code == 8
    assert "引用的对象不见了" in verified.err


def test_the_office_gives_nothing_up(closed: tuple[Two, str]) -> None:
    two, sha = closed
    refused = two.type(OFFICE, "sync", "thin")
    assert refused.code == 4
    assert "机关端不移出对象" in refused.err
    assert two.content(OFFICE, sha)
