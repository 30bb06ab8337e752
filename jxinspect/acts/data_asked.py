"""By which step and on whose request data come into the case file (办法 8、18、23)."""

from __future__ import annotations

from jxinspect.errors import NotFound, Refused
from jxinspect.law.request import RequestKind
from jxinspect.law.terms import CheckMode, State
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.offsite import OffsiteNotice
from jxinspect.model.request import DataRequest
from jxinspect.store.casefile import CaseFile

#: States of an off-site inspection in which more data change nothing of what was sent out.
_LATER = (State.DOUBT_OUT, State.DOUBT_BACK, State.ESCALATED, State.DRAFTED, State.CONSULTING, State.RESOLVED)


def encrypted(case: CaseFile) -> None:
    """Refused for a case file without a passphrase: rows about people are kept encrypted only."""
    if not case.objects.key.encrypted:
        raise Refused(
            "案卷库没有加密，不能装入数据",
            why="非现场检查的数据要保证存储安全，个人信息要加密存放（办法 23；个人信息保护法 51）",
            todo="用 jxinspect init 建立有口令的案卷库，在其中办理这项检查",
        )


def step_of(records: InspectionRecords) -> str:
    """Which step loading is: data on site, handed over, extracted from a system, or more of them later."""
    inspection = records.inspection
    if inspection.mode == CheckMode.ON_SITE:
        return "inspect.data.load"
    if inspection.state in _LATER:
        return "inspect.data.more"
    return "inspect.data.load" if records.of(OffsiteNotice) else "inspect.data.extract"


def request_of(records: InspectionRecords, number: str, *, extracted: bool) -> DataRequest | None:
    """The request for data with this number, else the last one where data are extracted. NotFound, or Refused: none."""
    asked = [one for one in records.of(DataRequest) if one.kind == RequestKind.DATA]
    if number:
        found = next((one for one in asked if one.number == number.strip().upper()), None)
        if found is None:
            known = "、".join(one.number for one in asked) or "无"
            raise NotFound(f"没有数据请求 {number}", why=f"这项检查的数据请求有：{known}", todo="核对 --request")
        return found
    if not extracted:
        return None
    if not asked:
        raise Refused(
            "没有通知报送，也没有登记数据请求",
            why="非现场检查的数据由被监督单位按照通知报送，或者经请求从系统提取（办法 8、18、23(一)）",
            todo="用 jxinspect notify offsite 通知报送，或者先用 jxinspect inspect request add 登记请求",
        )
    return asked[-1]
