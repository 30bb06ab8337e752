"""Choosing units for the plan: what counts as risk, what stands in the record, what goes into the plan."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from jxinspect.acts import lead, pick, plan
from jxinspect.errors import Damaged, Incomplete, Refused
from jxinspect.law.flag import FlagState
from jxinspect.law.lead import LeadDecision, LeadSource
from jxinspect.law.pick import Candidate, digest
from jxinspect.law.terms import InspectionForm, UnitType
from jxinspect.model.flag import Flag, RuleRun
from jxinspect.model.pick import PickedItem
from jxinspect.model.plan import Inspection
from jxinspect.model.year import PlanItem

Act = Callable[..., Any]
CENTRE, SCHOOL = "样本县社会保险服务中心", "样本县示例职业培训学校"
LINE: dict[str, Any] = {
    "funds": ["工伤"],
    "form": InspectionForm.SPECIAL,
    "period_from": date(2026, 1, 1),
    "period_to": date(2026, 12, 31),
    "quarter": 2,
}


def found(row: Any, unit: str) -> dict[str, Any]:
    return next(one for one in row.population if one["unit"] == unit)


def test_an_inspection_its_findings_and_leads_are_the_risk_of_a_unit(
    fieldwork_done: Callable[..., str], office: Act
) -> None:
    fieldwork_done(("重复发放", 50_000_000))
    with office("lead", at="2026-05-01 09:00") as case:
        for matter in ("虚报培训人数", "冒领补贴"):
            lead.add(case, source=LeadSource.TIP, matter=matter, unit_name=SCHOOL)
        lead.assess(case, "2026-XS-002", LeadDecision.REJECT, by="孙科长", reason="没有实质内容")
    with office("pick", at="2026-11-01 09:00") as case:
        row = pick.pick(case, 2027, top=5)
        centre, school = found(row, CENTRE), found(row, SCHOOL)
    assert (centre["months"], centre["findings"], centre["amount"], centre["leads"]) == (6, 1, 50_000_000, 0)
    assert (school["months"], school["findings"], school["amount"], school["leads"]) == (-1, 0, 0, 1)
    assert centre["score"] == (40 * 16 + 15 * 20 + 15 * 50) // 100
    assert school["score"] == (40 * 100 + 20 * 25) // 100
    assert row.chosen[0] == {"unit": SCHOOL, "way": "risk", "rank": 1, "lot": ""}
    assert row.chosen[-1]["unit"] == CENTRE


def test_flags_that_stand_are_a_risk_and_cleared_ones_are_not(fieldwork_done: Callable[..., str], office: Act) -> None:
    number = fieldwork_done(("重复发放", 50_000_000))
    about: dict[str, Any] = {"rule": "R01", "version": "1", "klass": "a", "subject": "x", "digest": "0" * 64}
    with office("flags", at="2026-05-01 09:00") as case:
        (one,) = case.all(Inspection, number=number)
        here: dict[str, Any] = {"inspection_id": one.id}
        run = RuleRun(**here, at=case.at, number="BD-01", engine="duckdb", extract_on=date(2026, 5, 1), region="360100",
                      digest="0" * 64, key_sha256="0" * 64, actor="测一鸣")  # fmt: skip
        case.add(run)
        for n, state in enumerate((FlagState.PENDING, FlagState.TRUE, FlagState.EXCLUDED, FlagState.SUPERSEDED)):
            case.add(Flag(**here, **about, run_id=run.id, number=f"R01-{n:04d}", state=state))
    with office("pick", at="2026-11-01 09:00") as case:
        row = pick.pick(case, 2027, top=5)
    centre = found(row, CENTRE)
    assert (centre["flags"], found(row, SCHOOL)["flags"]) == (2, 0)
    assert centre["score"] == (40 * 16 + 15 * 20 + 15 * 50 + 10 * 10) // 100


def test_a_pick_made_before_flags_counted_still_holds(office: Act) -> None:
    with office("pick") as case:
        record = pick.pick(case, 2026, top=1, drawn=2, seed="甲", weighted=True).model_dump()
    record["parameters"] = [row for row in record["parameters"] if "flags" not in row["name"]]
    for row in record["population"]:
        del row["flags"]
        row.update(score=44, tickets=5)  # 40 of 90 points
    record["digest"] = digest([Candidate(**row) for row in record["population"]])
    record["chosen"] = pick.chosen([Candidate(**row) for row in record["population"]], 1, 2, "甲")
    assert pick.faults(record) == []


def test_a_unit_of_another_region_is_no_candidate(office: Act) -> None:
    with office("plan.unit.set") as case:
        plan.set_unit(case, "江西样品制造", region_code="350100")
        row = pick.pick(case, 2026, top=1)
    assert {one["unit"]: one["why"] for one in row.left_out} == {
        "江西样品制造有限公司": "在本机关的行政区域以外（办法 4）"
    }


def test_the_same_seed_and_units_give_the_same_draw_and_another_seed_is_drawn_afresh(office: Act) -> None:
    with office("pick") as case:
        first, again = (pick.pick(case, 2026, drawn=2, seed="甲") for _ in range(2))
        fresh, other = (pick.pick(case, 2026, drawn=2) for _ in range(2))
        assert (first.number, again.number) == ("2026-CQ-01", "2026-CQ-02")
        assert first.chosen == again.chosen
        assert len({fresh.seed, other.seed, ""}) == 3
        assert pick.faults(fresh.model_dump()) == []


def test_types_names_and_units_of_the_plan_are_left_out_and_the_record_says_why(office: Act) -> None:
    with office("pick") as case:
        plan.new_plan(case, 2026, guidance="x", scope="x", focus="x")
        plan.add_item(case, 2026, unit_name=CENTRE, **LINE)
        row = pick.pick(case, 2026, drawn=1, kinds=(UnitType.HANDLING_AGENCY, UnitType.SERVICE_ORG, UnitType.EMPLOYER),
                        without=("江西样品制造",))  # fmt: skip
    assert [one["unit"] for one in row.chosen] == [SCHOOL]
    assert {one["unit"]: one["why"] for one in row.left_out} == {
        CENTRE: "已列入2026年度计划",
        "样本县虚构镇便民服务中心": "类型是乡镇（街道）经办服务机构",
        "样本县劳动能力鉴定办公室": "类型是与基金收支管理直接相关单位",
        "江西样品制造有限公司": "指定不参加",
    }


@pytest.mark.parametrize(
    ("wanted", "fault"),
    [
        ({}, "没有写选几个"),
        ({"drawn": 9}, "不够9个"),
        ({"drawn": 1, "seed": " "}, "种子不能用"),
        ({"drawn": 1, "seed": "a|b"}, "种子不能用"),
    ],
)
def test_what_cannot_be_drawn_is_said(office: Act, wanted: dict[str, Any], fault: str) -> None:
    with pytest.raises(Incomplete, match=fault), office("pick") as case:
        pick.pick(case, 2026, **wanted)


@pytest.mark.parametrize(
    "change",
    [
        lambda record: record["population"][0].update(score=99),
        lambda record: record["population"].pop(),
        lambda record: record.update(seed="乙"),
        lambda record: record["chosen"].reverse(),
        lambda record: record["parameters"][0].update(value=1),
        lambda record: record["chosen"][-1].update(lot="0" * 64),
    ],
)
def test_a_record_that_was_touched_does_not_hold(office: Act, change: Callable[[dict[str, Any]], Any]) -> None:
    with office("pick") as case:
        record = pick.pick(case, 2026, top=1, drawn=2, seed="甲", weighted=True).model_dump()
    pick.require_sound("2026-CQ-01", record)
    change(record)
    with pytest.raises(Damaged):
        pick.require_sound("2026-CQ-01", record)


def test_chosen_units_go_into_the_plan_with_the_reason_and_only_once(office: Act) -> None:
    with office("pick") as case:
        plan.new_plan(case, 2026, guidance="x", scope="x", focus="x")
        row = pick.pick(case, 2026, top=1, drawn=2, seed="甲")
        names = [one["unit"] for one in row.chosen]
        first = pick.accept(case, "2026-cq-01", units=names[:1], **LINE, focus="待遇审核")
        pick.accept(case, row.number, **LINE)
        assert first[0].focus.startswith("待遇审核。按风险选取（2026-CQ-01，风险分40，第1位）")
        focuses = [item.focus for item in case.all(PlanItem)]
        assert focuses[1:] == [f"随机抽取（2026-CQ-01，种子甲，第{n}位）" for n in (1, 2)]
        assert [item.unit for item in case.all(PickedItem)] == names
        with pytest.raises(Refused, match="没有可以列入"):
            pick.accept(case, row.number, **LINE)


def test_a_unit_that_was_not_chosen_cannot_be_taken_over(office: Act) -> None:
    with office("pick") as case:
        plan.new_plan(case, 2026, guidance="x", scope="x", focus="x")
        row = pick.pick(case, 2026, top=1)
        other = next(one["unit"] for one in row.population if one["unit"] != row.chosen[0]["unit"])
        with pytest.raises(Refused, match="没有选中"):
            pick.accept(case, row.number, units=[other], **LINE)
