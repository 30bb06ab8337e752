"""Guards of where an inspection comes from: plan or reason, jurisdiction, enterprises: G01, G04, G60 (办法 4, 21)."""

from __future__ import annotations

from collections.abc import Iterator

from jxinspect.law.civil import day
from jxinspect.law.region import standing
from jxinspect.law.terms import Role, Standing
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.guards.base import Breach, rule
from jxinspect.model.guards.plan import scheme_in_force
from jxinspect.model.kinds import Entry, Notice
from jxinspect.model.plan import Approval, Scheme
from jxinspect.model.team import INSPECTORS, present


def _acts(records: InspectionRecords) -> list[Notice | Entry]:
    """What an inspection does to the unit first."""
    return [*records.of(Notice), *records.of(Entry)]


@rule("G01")
def has_a_source(records: InspectionRecords) -> Iterator[Breach]:
    """G01: an inspection is a line of the annual plan, or has a reason that the head approved."""
    one = records.inspection
    if one.plan_item_id is not None:
        return
    if not one.ad_hoc_reason.strip():
        yield Breach("G01", one.id, f"检查 {one.number} 没有列入年度计划，也没有写明计划外检查的理由")
    for act in _acts(records):
        if scheme_in_force(records, act.at) is None:
            text = f"计划外的检查 {one.number} 在{day(act.at)}还没有经机关负责人批准"
            yield Breach("G01", act.id, text)


# ---- jurisdiction --------------------------------------------------------------------------------------------


def where(records: InspectionRecords) -> Standing:
    """How the unit stands to the agency (办法 4)."""
    return standing(records.agency.level, records.agency.region_code, records.unit.region_code)


def ordered(records: InspectionRecords) -> bool:
    """Whether a document of a superior organ, not younger than the scheme, stands behind the inspection."""
    one, scheme = records.inspection, records.last(Scheme)
    if not (one.ordered_by.strip() and one.order_number.strip() and one.order_on):
        return False
    return one.order_on <= day(scheme.at if scheme else records.world.at)


@rule("G04")
def within_jurisdiction(records: InspectionRecords) -> Iterator[Breach]:
    """G04: outside the region only by order from above; a lower level only as a major matter that the head approved."""
    there = where(records)
    if there is Standing.OWN or ordered(records):
        return
    one = records.inspection
    told = f"{records.unit.name}（区划代码{records.unit.region_code}）"
    area = f"{records.agency.region_name}（{records.agency.level.label}，{records.agency.region_code}）"
    if there is Standing.OUTSIDE:
        text = f"{told}不在本机关的行政区域{area}以内，没有上级机关在此之前交办或者交叉检查的文书"
        yield Breach("G04", one.id, text)
    elif not one.major_reason.strip():
        text = f"{told}属于{area}的下级机关管辖，没有写明重大监督事项的理由"
        yield Breach("G04", one.id, text, mild=True)
    else:
        yield from _unapproved(records, f"{told}属于下级机关管辖，直接监督的重大监督事项没有经本机关负责人批准")


def _unapproved(records: InspectionRecords, text: str) -> Iterator[Breach]:
    for act in _acts(records):
        if scheme_in_force(records, act.at) is None:
            yield Breach("G04", act.id, text, mild=True)


# ---- enterprises ---------------------------------------------------------------------------------------------


def of_enterprise(records: InspectionRecords) -> bool:
    """Whether the rules on inspecting enterprises apply (K8)."""
    return records.unit.is_enterprise and bool(records.world.setting("enterprise.layer"))


@rule("G60")
def as_enterprises_are_inspected(records: InspectionRecords) -> Iterator[Breach]:
    """G60: what the rules on inspecting enterprises want beyond those of the regulation."""
    if not of_enterprise(records):
        return
    yield from _without_form(records)
    for approval in records.of(Approval):
        if approval.subject == "scheme" and approval.granted:
            yield from _frequency(records, approval)
            if records.world.setting("enterprise.action_code") and not approval.action_code.strip():
                yield Breach("G60", approval.id, "当地要求行政行为码，审批没有写明", mild=True)
    for member in present(records, *INSPECTORS):
        person = records.staff[member.staff_id]
        if person.role is Role.THIRD_PARTY:
            text = f"第三方人员{person.name}不能担任涉企检查的检查人员"
            yield Breach("G60", member.id, text, grave=True)


def _without_form(records: InspectionRecords) -> Iterator[Breach]:
    """凡检查必审批: the approval form (D03) is made before the unit hears of the inspection, or made up for."""
    if records.documents("D03"):
        return
    for act in _acts(records):
        yield Breach("G60", act.id, f"对{records.unit.name}的涉企检查没有行政检查审批表")


def _frequency(records: InspectionRecords, approval: Approval) -> Iterator[Breach]:
    one, limit = records.inspection, approval.yearly_limit
    if limit is None:
        text = f"对{records.unit.name}的涉企检查没有写明年度检查次数上限"
        yield Breach("G60", approval.id, text, mild=True)
        return
    ordinal = records.world.ordinal(one)
    if ordinal > limit:
        text = f"这是{one.year}年对{records.unit.name}的第{ordinal}次检查，超过年度上限{limit}次"
        yield Breach("G60", approval.id, text)
