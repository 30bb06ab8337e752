"""Own agency, roster, units, and the inspection with its scheme and team (办法 4, 6, 22(一), 26)."""

from datetime import date, datetime

from jxinspect.law.terms import (
    CheckMode,
    FlightReason,
    FundType,
    InspectionForm,
    Level,
    Role,
    State,
    TeamRole,
    UnitType,
    inspection_label,
)
from jxinspect.model.base import Dated, Record, key_field, listing, ref, word


class Agency(Record, table=True):
    """A human resources and social security department; `own` marks the one whose case file this is.

    Others are superior, lower or neighbouring departments, which order an inspection or whose matters are looked into.
    """

    name: str = key_field()
    code: str  #: 机关代字, e.g. 赣人社
    level: Level = word(Level)
    region_code: str  #: GB/T 2260, six digits
    region_name: str
    department: str  #: 承办机构 (办法 7)
    address: str
    phone: str
    complaint_phone: str
    government: str  #: 本级人民政府, for the remedy clause (行政复议法 24)
    court: str
    letterhead: str = ""  #: 发文机关标志; empty: the name
    own: bool = True


class Staff(Record, table=True):
    """Somebody of the roster. The certificate makes an inspector (办法 6 III)."""

    name: str = key_field()
    role: Role = word(Role)
    department: str
    post: str
    phone: str = ""
    organisation: str = ""  #: employer of third-party staff (办法 27)
    certificate: str | None = None  #: 行政执法证号
    certificate_issuer: str = ""
    certificate_from: date | None = None
    certificate_to: date | None = None
    head_from: date | None = None  #: since when 正职负责人, or in charge of the agency (移送规定 5)
    head_to: date | None = None  #: last day of that


class Unit(Record, table=True):
    """A supervised unit (办法 11-13, 32, 40)."""

    name: str = key_field()
    credit_code: str = ""  #: 统一社会信用代码
    type: UnitType = word(UnitType)
    subtype: str = ""
    region_code: str
    address: str
    head: str  #: 法定代表人或者主要负责人
    head_post: str = ""
    contact: str = ""
    phone: str = ""
    is_enterprise: bool = False


class Inspection(Record, table=True):
    """One inspection, on site or off site (办法 21); everything that happens in it hangs on this record."""

    number: str = key_field()  #: 2026-007
    year: int
    unit_id: str = ref("unit")
    plan_item_id: str | None = ref("planitem", default=None)
    ad_hoc_reason: str = ""
    ordered_by: str = ""  #: superior organ that orders it outside the own area (交叉检查、交办, 办法 4)
    order_number: str = ""
    order_on: date | None = None
    major_reason: str = ""  #: why a matter of a lower level is 重大监督事项 (办法 4)
    mode: CheckMode = word(CheckMode, default=CheckMode.ON_SITE)
    form: InspectionForm = word(InspectionForm)  #: says nothing of an inspection off site
    funds: list[FundType] = listing()
    period_from: date
    period_to: date
    state: State = word(State, default=State.PLANNED)
    flight_reason: FlightReason | None = word(FlightReason, default=None, nullable=True)
    flight_text: str = ""

    @property
    def called(self) -> str:
        """飞行检查, 非现场检查 …: what documents call it."""
        return inspection_label(self.mode, self.form)


class Scheme(Dated, table=True):
    """The inspection scheme (办法 22(一)): items, scope, content, time and method are required (G03)."""

    inspection_id: str = ref("inspection")
    items: str  #: 检查项目
    scope: str  #: 检查范围
    region: str = ""  #: 地域
    content: str  #: 检查内容
    matters: list[str] = listing()  #: codes of 办法 11-13, 15
    focus: str = ""
    starts_on: date
    ends_on: date
    method: str  #: 检查方式
    steps: str = ""
    division: str = ""  #: 分工
    confidentiality: str = ""
    contingency: str = ""  #: 应急和封存预案
    materials: list[str] = listing()
    made_by: str = ref("staff")


class Approval(Dated, table=True):
    """A decision of the head of the agency, prepared by the head of the department, on a scheme or a sealing."""

    inspection_id: str = ref("inspection")
    subject: str  #: scheme, seal or flight
    subject_id: str
    prepared_by: str = ref("staff")
    prepared_text: str = ""  #: 承办意见
    reviewed_by: str | None = ref("staff", default=None)
    review_text: str = ""
    reviewed_at: datetime | None = None
    approved_by: str = ref("staff")
    text: str
    granted: bool
    frequency: str = ""  #: 本年度对该单位检查次数和上限 (K8)
    yearly_limit: int | None = None  #: 年度检查次数上限
    action_code: str = ""  #: 行政行为码, where the city has one
    assistants: str = ""  #: assistants that are not on the roster
    late_for: datetime | None = None  #: made up for (补办): when the act that should have waited was carried out
    late_reason: str = ""  #: why it could not wait


class TeamMember(Dated, table=True):
    """Somebody's part in an inspection, with the certificate as it was when he joined."""

    inspection_id: str = ref("inspection")
    staff_id: str = ref("staff")
    role: TeamRole = word(TeamRole)
    duty: str = ""
    no_interest: bool = False  #: declared to have no tie to unit, person or matter (办法 26 III)
    left_at: datetime | None = None
    left_reason: str = ""
