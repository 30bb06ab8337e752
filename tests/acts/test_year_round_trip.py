"""The workbook of an annual plan, out and in again, with what offices write in it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook

from jxinspect.acts import plan
from jxinspect.acts.imports import import_items
from jxinspect.acts.year import lines
from jxinspect.acts.year_sheet import export_items
from jxinspect.errors import Incomplete
from jxinspect.law.terms import CheckMode, FundType, InspectionForm

Act = Callable[..., Any]
TITLES = ("被监督单位", "险种", "检查方式", "组织形式", "检查期间起", "检查期间止", "拟实施季度")
FIRM = "江西样品制造有限公司"


def workbook(folder: Path, *cells: str) -> Path:
    book = Workbook()
    for row in (TITLES, cells):
        book.worksheets[0].append(row)
    book.save(folder / "项目.xlsx")
    return folder / "项目.xlsx"


def test_a_plan_with_an_inspection_off_site_comes_back_from_its_own_workbook(office: Act, tmp_path: Path) -> None:
    period = {"period_from": date(2025, 1, 1), "period_to": date(2025, 12, 31), "quarter": 2}
    with office("test", at="2026-01-06 09:00") as case:
        for year in (2026, 2027):
            plan.new_plan(case, year, guidance="坚持依法监督。", scope="全县社会保险基金", focus="待遇审核与支付")
        plan.add_item(case, 2026, unit_name=FIRM, funds=["工伤"], mode=CheckMode.OFF_SITE, **period)
        plan.add_item(case, 2026, unit_name=FIRM, funds=["失业"], form=InspectionForm.SPECIAL, **period)
        file = tmp_path / "项目.xlsx"
        file.write_bytes(export_items(case, 2026)[0])
        assert len(import_items(case, 2027, file).records) == 2
        (first, second) = lines(case, plan.plan_of(case, 2027))
    assert (first.mode, first.funds) == (CheckMode.OFF_SITE, [FundType.INJURY])
    assert (second.mode, second.form) == (CheckMode.ON_SITE, InspectionForm.SPECIAL)
    assert load_workbook(file).worksheets[0].max_row > 2


@pytest.mark.parametrize(
    ("how", "form", "told"),
    [
        ("现场检查", "", "D 列（组织形式）：现场检查没有写组织形式"),
        ("非现场检查", "飞行检查", "D 列（组织形式）：组织形式写了飞行检查"),
    ],
)
def test_the_form_goes_with_the_way_of_inspection(how: str, form: str, told: str, office: Act, tmp_path: Path) -> None:
    file = workbook(tmp_path, FIRM, "工伤", how, form, "2025-01-01", "2025-12-31", "一")
    with pytest.raises(Incomplete) as caught, office("test", at="2026-01-06 09:00") as case:
        plan.new_plan(case, 2026, guidance="坚持依法监督。", scope="全县社会保险基金", focus="待遇审核与支付")
        import_items(case, 2026, file)
    assert [told in item for item in caught.value.items] == [True]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("企业职工养老", FundType.PENSION_ENTERPRISE),
        ("企业养老保险", FundType.PENSION_ENTERPRISE),
        ("机关事业养老", FundType.PENSION_PUBLIC),
        ("城乡居保", FundType.PENSION_RESIDENT),
        ("工伤", FundType.INJURY),
        ("失业保险", FundType.UNEMPLOYMENT),
    ],
)
def test_funds_go_by_what_offices_call_them(written: str, meant: FundType) -> None:
    assert FundType.named(written) == meant


def test_a_word_that_several_funds_share_is_asked_back_and_a_single_character_tells_nothing() -> None:
    with pytest.raises(ValueError, match="可能是企业职工基本养老保险基金或者机关事业单位基本养老保险基金或者城乡"):
        FundType.named("养老")
    with pytest.raises(ValueError, match="不在可选范围内"):
        FundType.named("工")


def test_the_beginning_of_a_word_of_the_law_is_enough_where_no_other_begins_so() -> None:
    assert InspectionForm.named("专项") is InspectionForm.SPECIAL
    assert CheckMode.named("现场") is CheckMode.ON_SITE
    with pytest.raises(ValueError, match="不在可选范围内"):
        InspectionForm.named("检查")
