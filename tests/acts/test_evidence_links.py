"""An item of evidence, a finding and a working paper show each other, and the item shows who had it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Jx = Callable[..., Any]
Act = Callable[..., Any]
NUMBER = "2026-001"


@pytest.fixture
def run(on_site: Act, case_path: Path, jx: Jx, once: Callable[..., Any]) -> Jx:
    """The case with two items, a finding, a paper, a checklist line and a sheet; runs commands on it."""
    from jxinspect.acts import checklist, evidence, evidence_custody, inspect_finding, inspect_paper
    from jxinspect.law.terms import CheckResult

    def made() -> None:
        with on_site("fixture", at="2026-03-03 10:00") as case:
            for title in ("申领表", "对账单"):
                evidence.add(case, NUMBER, title=title, source="失业保险股", proves="多发")
            facts: dict[str, Any] = {"matter": "CL-11-4", "facts": "多发17人", "evidence": ["1"]}
            inspect_finding.finding(case, NUMBER, title="多发待遇", violation_code="V29-5", **facts)
            inspect_paper.paper(case, NUMBER, author="测一鸣", basis=["办法 29(一)"], method="抽查", **facts)
            checklist.answer(case, NUMBER, "CL-11-4.2", result=CheckResult.PROBLEM, evidence=["1"], finding=1)
            evidence_custody.custody(case, NUMBER, "1", giver="样二航", taker="周档员", why="入库", condition="完好")

    once(made)

    return lambda *words: jx("-C", str(case_path), "--as", "测一鸣", *words, "--json")


def links(rows: list[dict[str, Any]]) -> set[tuple[str, str]]:
    return {(row["kind"], row["name"]) for row in rows}


def test_evidence_shows_matter_finding_and_paper_and_its_chain_from_the_first_hand(run: Jx) -> None:
    shown = run("inspect", "evidence", "show", "2026-001-ZJ-001").json
    assert links(shown["links"]) == {("检查要点", "CL-11-4.2"), ("问题", "问题1"), ("底稿", "2026-001-DG-01")}
    assert [(row["giver"], row["taker"], row["why"]) for row in shown["custody"]] == [
        ("失业保险股", "测一鸣、样二航", "取证"),
        ("样二航", "周档员", "入库"),
    ]
    assert run("inspect", "evidence", "show", "2026-001-ZJ-002").json["links"] == []


def test_a_finding_shows_its_evidence_matter_and_paper(run: Jx) -> None:
    shown = run("inspect", "finding", "show", NUMBER, "1").json
    assert links(shown["links"]) == {
        ("证据", "2026-001-ZJ-001"),
        ("检查要点", "CL-11-4.2"),
        ("底稿", "2026-001-DG-01"),
    }


def test_a_paper_shows_its_evidence_finding_and_matter(run: Jx) -> None:
    shown = run("inspect", "paper", "show", "2026-001-DG-01").out
    for told in ("证据 2026-001-ZJ-001《申领表》", "问题 问题1《多发待遇》", "检查要点 CL-11-4.2"):
        assert told in shown


def test_what_is_not_there_is_said_to_be_missing(run: Jx) -> None:
    assert run("inspect", "evidence", "show", "2026-001-ZJ-009").code == 3
    assert run("inspect", "finding", "show", NUMBER, "9").code == 3
