"""The list of seriously untrustworthy parties: determination, remedies, push, masked numbers (办法 24(二), G45)."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest

from jxinspect.law.terms import State

Line = Callable[[str], Any]
ADD = (
    "rectify blacklist add 2026-001 --name 李例子 --person --code 360100198506150035 --ground SX-3 --fact 骗取1.2万元 "
    "--determination 样人社失信〔2026〕1号 --told 2026-05-01 --determined 2026-05-10 --received 2026-05-12 "
    "--from 2026-05-10 --to 2029-05-09"
)
PUSH = "rectify blacklist push 2026-001 --channel 省社会信用信息共享平台"
STEP = "rectify blacklist step 2026-001 1 --step"


@pytest.fixture
def reported(office: Any, fieldwork_done: Any, line: Line) -> Line:
    from jxinspect.model.plan import Inspection

    fieldwork_done()
    with office("fixture", at="2026-05-08 09:00") as case:
        case.all(Inspection)[0].state = State.REPORTED
    return line


def test_nobody_is_pushed_while_remedies_run_unless_they_ended_before(reported: Line) -> None:
    assert "2026-11-12" in reported(f"2026-05-13 09:00 {ADD}").out, "six months after the receipt"
    early = reported(f"2026-11-12 09:00 {PUSH}")
    assert (early.code, "复议、诉讼期限到2026-11-12才届满" in early.err) == (4, True)
    assert reported(f"2026-06-01 09:00 {STEP} remedy --remedy pending").code == 0
    assert "正在复议或者诉讼" in reported(f"2026-11-20 09:00 {PUSH}").err
    assert reported(f"2026-08-01 09:00 {STEP} remedy --remedy upheld --reference 样府复〔2026〕8号").code == 0
    assert reported(f"2026-08-02 09:00 {PUSH}").code == 0
    assert "已经推送" in reported(f"2026-08-03 09:00 {PUSH} --entry 1").err


def test_without_remedies_the_day_after_the_period_is_the_first(reported: Line) -> None:
    reported(f"2026-05-13 09:00 {ADD}")
    assert reported(f"2026-11-13 09:00 {PUSH}").code == 0


def test_the_workbook_and_the_list_mask_the_identity_number(reported: Line, office: Any) -> None:
    from openpyxl import load_workbook

    from jxinspect.store.records import inspection_records

    reported(f"2026-05-13 09:00 {ADD}")
    reported(f"2026-11-13 09:00 {PUSH}")
    with office("look", dry_run=True) as case:
        paper = inspection_records(case, "2026-001").documents("D60")[-1]
        sheet = load_workbook(BytesIO(case.objects.get(paper.sha256)))["名单"]
        cells = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "李例子" in cells
    assert not [cell for cell in cells if "360100198506150035" in cell]
    assert "SX-3" in " ".join(cells)
    listed = reported("2026-11-13 10:00 rectify blacklist list --format csv").out
    assert "360100198506150035" not in listed


def test_receipt_repair_and_removal_come_in_their_order(reported: Line) -> None:
    reported(f"2026-05-13 09:00 {ADD}")
    assert reported(f"2026-05-14 09:00 {STEP} receipt --reference 1").code == 5
    reported(f"2026-11-13 09:00 {PUSH}")
    assert reported(f"2026-11-14 09:00 {STEP} receipt --reference 平台1").code == 0
    assert reported(f"2026-11-15 09:00 {STEP} repaired").code == 5, "without a paper"
    assert reported(f"2026-11-15 09:00 {STEP} repaired --reference 样人社信修〔2026〕1号").code == 0
    assert reported(f"2026-11-16 09:00 {STEP} expired").code == 5


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ("--code 360100198506150036", "公民身份号码"),
        ("--told 2026-05-11", "日期先后有误"),
        ("--to 2026-05-10", "有效期"),
    ],
)
def test_an_entry_rests_on_a_determination_with_true_facts(reported: Line, wrong: str, told: str) -> None:
    refused = reported(f"2026-05-13 09:00 {ADD} {wrong}")
    assert (refused.code, told in refused.err) == (5, True)
