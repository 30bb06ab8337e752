"""The annual inspection plan with its items and changes (办法 21)."""

from datetime import date

from jxinspect.law.terms import ChangeKind, CheckMode, FundType, InspectionForm
from jxinspect.model.base import Dated, Record, key_field, listing, ref, word


class Plan(Record, table=True):
    """The annual inspection plan (办法 21)."""

    year: int = key_field()
    guidance: str
    scope: str
    focus: str
    approved_by: str | None = None
    approved_on: date | None = None
    approval_text: str = ""
    filed_on: date | None = None  #: 备案日期 (涉企: 赣府厅发〔2025〕7号)
    filing_number: str = ""  #: 备案文号


class PlanChange(Dated, table=True):
    """An adjustment of an approved plan, printed in the plan when it is issued again."""

    plan_id: str = ref("plan")
    seq: int  #: number of the item
    text: str  #: what was changed, from what to what
    reason: str
    approved_by: str
    kind: ChangeKind = word(ChangeKind, default=ChangeKind.ALTER)


class PlanItem(Record, table=True):
    """One line of the annual plan."""

    plan_id: str = ref("plan")
    seq: int
    unit_id: str = ref("unit")
    funds: list[FundType] = listing()
    mode: CheckMode = word(CheckMode, default=CheckMode.ON_SITE)
    form: InspectionForm = word(InspectionForm)
    period_from: date
    period_to: date
    quarter: int
    times: int = 1  #: 频次: inspections of the unit planned in the year
    lead: str = ""  #: name of the member of staff in charge
    people: int = 0
    days: int = 0  #: man-days (人天)
    cost: int = 0  #: budget in fen (经费预算, 办法 5)
    focus: str = ""
    dropped_on: date | None = None  #: taken out of the approved plan; the line stays readable
