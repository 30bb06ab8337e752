"""The own agency and others; how the office writes and counts its numbers."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import docx
import pytest

from jxinspect.acts import plan
from jxinspect.acts.document import find
from jxinspect.documents.common import remedy_text
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.terms import InspectionForm, Level, Standing
from jxinspect.model.duty import Setting
from jxinspect.model.plan import Agency
from jxinspect.model.remedy import remedy_bodies
from jxinspect.store.records import own_agency, world

Act = Callable[..., Any]
CITY = {
    "name": "样本市人力资源和社会保障局",
    "code": "样市人社",
    "level": Level.CITY,
    "region_code": "360100",
    "region_name": "样本市",
}
PROVINCE = {
    "name": "样本省人力资源和社会保障厅",
    "level": Level.PROVINCE,
    "region_code": "360000",
    "region_name": "样本省",
}


def plan_of_2026(case: Any, unit: str = "样本县社会保险服务中心") -> None:
    plan.new_plan(case, 2026, guidance="防范风险", scope="全县", focus="待遇支付")
    plan.add_item(
        case,
        2026,
        unit_name=unit,
        funds=["工伤"],
        form=InspectionForm.SPECIAL,
        period_from=date(2025, 1, 1),
        period_to=date(2025, 12, 31),
        quarter=1,
    )
    plan.approve_plan(case, 2026, approver="钱主任", text="同意")


def test_several_agencies_stand_in_one_case_file_and_one_is_the_own(office: Act) -> None:
    with office("plan.agency.set") as case:
        plan.set_agency(case, region_code="360121")
        province = plan.add_agency(case, **PROVINCE)
        city = plan.add_agency(case, **CITY)
        other = plan.add_agency(case, **{**CITY, "name": "别市局", "code": "别", "region_code": "360200"})
        own = own_agency(case)
        assert [plan.relation(own, one) for one in (own, province, city, other)] == [
            Standing.OWN,
            Standing.UPPER,
            Standing.UPPER,
            Standing.OUTSIDE,
        ]
        assert plan.relation(province, own) == Standing.LOWER
        assert [one.name for one in case.all(Agency, own=True)] == ["样本县人力资源和社会保障局"]


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"region_code": "36010"}, "六位数字"),
        ({"region_code": "060100"}, "六位数字"),
        ({"level": Level.PROVINCE}, "后 4 位应为 0"),
        ({"region_code": "360121"}, "后 2 位应为 0"),
        ({"code": "样人社1"}, "只由文字"),
    ],
)
def test_a_code_that_does_not_fit_is_incomplete(office: Act, fields: dict[str, Any], fault: str) -> None:
    with pytest.raises(Incomplete) as told, office("plan.agency.add") as case:
        plan.add_agency(case, **{**CITY, **fields})
    assert fault in told.value.why


def test_an_agency_is_registered_once_and_no_two_share_a_code(office: Act) -> None:
    with pytest.raises(Refused, match="同一代字"), office("plan.agency.add") as case:
        plan.add_agency(case, **{**CITY, "code": "样人社"})
    with pytest.raises(Refused, match="同一名称"), office("plan.agency.add") as case:
        plan.add_agency(case, **{**CITY, "name": "样本县人力资源和社会保障局"})
    with pytest.raises(Incomplete) as told, office("plan.agency.add") as case:
        plan.add_agency(case, name="样本市局")
    assert any("--region-code" in item for item in told.value.items)
    with pytest.raises(Incomplete, match="不能为空"), office("plan.agency.set") as case:
        plan.set_agency(case, name=" ")
    with pytest.raises(NotFound, match="没有登记机关 甲"), office("plan.agency.set") as case:
        plan.set_agency(case, "甲", phone="1")


@pytest.mark.parametrize(("column", "option"), [("government", "--government"), ("court", "--court")])
def test_the_own_agency_is_never_left_without_what_its_documents_name(office: Act, column: str, option: str) -> None:
    with pytest.raises(Incomplete, match=f"（{option}）不能为空") as fault, office("plan.agency.set") as case:
        plan.set_agency(case, **{column: " "})
    assert "行政复议法 24" in str(fault.value.why)


def test_another_agency_becomes_the_own_one_only_before_anything_was_issued_and_when_it_is_complete(
    office: Act,
) -> None:
    with office("plan.agency.add") as case:
        plan.add_agency(case, **CITY)
    with pytest.raises(Incomplete, match="信息不全"), office("plan.agency.own") as case:
        plan.make_own(case, "样本市")
    rest = dict.fromkeys(("department", "address", "phone", "complaint_phone", "government", "court"), "样")
    with office("plan.agency.own") as case:
        plan.set_agency(case, "样本市", **rest)
        assert plan.make_own(case, "样本市").own
        assert own_agency(case).name == CITY["name"]
        plan_of_2026(case)
        plan.issue_plan(case, 2026)
    with pytest.raises(Refused, match="不能把本机关"), office("plan.agency.own") as case:
        plan.make_own(case, "样本县人力")


def test_two_own_agencies_from_a_merge_stop_every_document_until_one_is_chosen(office: Act) -> None:
    with office("merge") as case:
        plan.add_agency(case, **CITY).own = True
    with pytest.raises(Refused, match="2个本机关"), office("plan.agency.show") as case:
        own_agency(case)
    with office("plan.agency.own") as case:
        plan.make_own(case, "样本县人力资源和社会保障局")
        assert own_agency(case).code == "样人社"


# ---- numbers -------------------------------------------------------------------------------------------------


def test_the_office_writes_its_own_code_and_goes_on_where_it_had_counted_to(office: Act) -> None:
    with office("plan.agency.series") as case:
        assert plan.set_series(case, "监计", code="社监", year=2026, first=15) == "样人社社监"
        plan_of_2026(case)
    with office("plan.year.issue") as case:
        paper, _ = plan.issue_plan(case, 2026)
        assert (paper.number, paper.series, paper.n) == ("样人社社监〔2026〕15号", "样人社社监", 15)
    with pytest.raises(Refused, match="已经编到15号"), office("plan.agency.series") as case:
        plan.set_series(case, "监计", year=2026, first=20)


def test_series_that_share_a_code_are_counted_together(office: Act) -> None:
    from jxinspect.documents import issue as documents
    from jxinspect.model.year import Plan

    with office("plan.year.new") as case:
        for series in ("监计", "监案"):
            plan.set_series(case, series, code="监")
        plan_of_2026(case)
        first, _ = plan.issue_plan(case, 2026)
        assert documents.preview(case, "D01", case.one(Plan), records=None)
        one = plan.open_inspection(case, year=2026, item=1, ad_hoc=None)
        _, second = plan.new_scheme(
            case, one.number, items="甲", scope="乙", content="丙", method="丁", starts_on=case.at.date(),
            ends_on=case.at.date(),
        )  # fmt: skip
    assert (first.number, second.number) == ("样人社监〔2026〕1号", "样人社监〔2026〕2号")


def test_padded_numbers_are_found_as_people_say_them(office: Act) -> None:
    with office("config.set") as case:
        case.add(Setting(key="doc.number.style", value="padded"))
        plan_of_2026(case)
        paper, annex = plan.issue_plan(case, 2026)
        assert (paper.number, annex.number) == ("样人社监计〔2026〕001号", "样人社监计〔2026〕001号附件")
        assert find(case, "样人社监计[2026]1号").id == find(case, "样人社监计〔2026〕001号").id == paper.id


def test_an_unknown_series_or_a_code_with_digits_is_answered(office: Act) -> None:
    with pytest.raises(NotFound, match="监空"), office("plan.agency.series") as case:
        plan.set_series(case, "监空", code="监")
    with pytest.raises(Incomplete, match="代字"), office("plan.agency.series") as case:
        plan.set_series(case, "监计", code="监1")


@pytest.mark.parametrize(("printed", "first"), [("true", "样本县人社局文件"), ("false", "")])
def test_a_letterhead_of_its_own_is_printed_and_left_out_on_paper_that_has_it(
    office: Act, printed: str, first: str
) -> None:
    with office("plan.year.issue") as case:
        case.add(Setting(key="doc.red_head", value=printed))
        plan.set_agency(case, letterhead="样本县人社局文件")
        plan_of_2026(case)
        paper, _ = plan.issue_plan(case, 2026)
        text = [line.text for line in docx.Document(io.BytesIO(case.objects.get(paper.sha256))).paragraphs]
    assert text[:2] == [first, "样人社监计〔2026〕1号"]


def test_the_court_of_the_settings_goes_before_the_registered_one(office: Act) -> None:
    with office("config.set") as case:
        agency = own_agency(case)
        assert remedy_bodies(agency, world(case).setting) == ("样本县人民政府", "样本县人民法院")
        case.add(Setting(key="court.name", value="样本铁路运输法院"))
        assert "样本铁路运输法院" in remedy_text(remedy_bodies(agency, world(case).setting))
