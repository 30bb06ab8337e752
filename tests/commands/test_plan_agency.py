"""`plan agency`: several agencies, own codes and first numbers, as an office types them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
OWN = (
    "--name 样本县人力资源和社会保障局 --code 样人社 --level county --region-code 360121 --region 样本县 "
    "--department 基金监督科 --address 示范路1号 --phone 0791-1 --complaint-phone 0791-2 --government 样本县人民政府 "
    "--court 样本县人民法院"
)
CITY = "--name 样本市人力资源和社会保障局 --level city --region-code 360100 --region 样本市"


@pytest.fixture
def at(jx: Run, case_path: Path, clock_at: Callable[[str], object], monkeypatch: pytest.MonkeyPatch) -> Run:
    monkeypatch.setenv("JXINSPECT_CASE", str(case_path))
    monkeypatch.setenv("JXINSPECT_ACTOR", "测一鸣")
    clock_at("2026-01-05 09:00")
    return lambda line: jx(*line.split())


def test_other_agencies_are_added_listed_shown_and_corrected(at: Run) -> None:
    early = at(f"plan agency add {CITY}")
    assert (early.code, "本机关" in early.err) == (3, True)
    assert at(f"plan agency set {OWN}").code == 0
    added = at(f"plan agency add {CITY}")
    assert (added.code, "上级" in added.out) == (0, True)
    assert at(f"plan agency add {CITY}").code == 4
    assert at("plan agency add --name 甲局 --level 市级").code == 5
    assert at("plan agency add --name 甲局 --level 乡级").code == 2
    listed = at("plan agency list --json").json["rows"]
    assert [(row["name"][:3], row["relation"]) for row in listed] == [("样本县", "own"), ("样本市", "upper")]
    assert at("plan agency set 样本市 --region 新样市").code == 0
    assert at("plan agency show 样本市 --json").json["region_name"] == "新样市"
    assert at("plan agency show --json").json["letterhead"] == "样本县人力资源和社会保障局"
    assert at("plan agency show 样本").code == 3


def test_another_agency_is_made_the_own_one_by_name(at: Run) -> None:
    at(f"plan agency set {OWN}")
    at(f"plan agency add {CITY}")
    assert at("plan agency own 样本市").code == 5
    assert at("plan agency own 空名").code == 3
    assert at("plan agency own 样本县").code == 0


def test_series_show_how_the_office_writes_them_and_what_was_counted(at: Run) -> None:
    at(f"plan agency set {OWN}")
    assert at("plan agency series set 监检通").code == 2
    assert at("plan agency series set 监空 --code 监").code == 3
    assert at("plan agency series set 监检通 --code 监1").code == 5
    told = at("plan agency series set 监检通 --code 社监检 --first 15")
    assert (told.code, "样人社社监检" in told.out) == (0, True)
    rows = {row["series"]: row for row in at("plan agency series list --json").json["rows"]}
    assert (rows["监检通"]["head"], rows["监检通"]["first"], rows["监检通"]["last"]) == ("样人社社监检", 15, None)
    assert rows["监计"]["head"] == "样人社监计"
