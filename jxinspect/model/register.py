"""What the registers hold beside names: codes of the office's numbers, training, service agreements (办法 6, 12)."""

from datetime import date

from jxinspect.model.base import Dated, Record, key, ref


class SeriesCode(Record, table=True):
    """The code that an agency writes for a series of the catalogue; one code may serve several series."""

    __table_args__ = (key("seriescode", "agency_id", "series"),)

    agency_id: str = ref("agency")
    series: str  #: as in the catalogue, e.g. 监检通
    code: str  #: as the office writes it, e.g. 社监


class Training(Dated, table=True):
    """A training that somebody of the roster took part in (办法 6: 定期培训)."""

    staff_id: str = ref("staff")
    topic: str
    organiser: str
    starts_on: date
    ends_on: date
    hours: int = 0  #: 学时
    result: str = ""  #: 考核结果 or certificate


class Agreement(Dated, table=True):
    """A service agreement between a handling agency and a service organisation (办法 12)."""

    unit_id: str = ref("unit")
    number: str  #: 协议编号
    agency_party: str  #: 甲方: the handling agency
    unit_party: str  #: 乙方, as it stands in the agreement
    subject: str = ""  #: 服务内容
    starts_on: date
    ends_on: date
    ended_on: date | None = None  #: 解除、终止 before its time
    end_reason: str = ""


class AgreementChange(Dated, table=True):
    """A change of an agreement (变更): what, since when, why."""

    agreement_id: str = ref("agreement")
    on: date
    text: str
    reason: str = ""
