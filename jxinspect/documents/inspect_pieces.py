"""What the papers of the group inspect share: the inspection in words, people, signatures or their lack, evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from jxinspect.documents.camera import ahead
from jxinspect.documents.common import common, inspectors, signed_inspectors, unit
from jxinspect.documents.sentences import sentence
from jxinspect.documents.spec import Facts, Field, Fields
from jxinspect.law.civil import beijing
from jxinspect.law.dates import chinese_date, chinese_moment
from jxinspect.law.statutes import cite
from jxinspect.law.terms import FundType, SignOutcome, TeamRole

if TYPE_CHECKING:
    from jxinspect.model.inspect import Evidence
    from jxinspect.model.plan import Staff

#: What an on-site inspection rests on (办法 21, 22; 社会保险法 79 I).
BASIS = "社会保险法 79 I; 办法 21、22"


def about(facts: Facts) -> dict[str, Field]:
    """Agency, number, date, unit and inspection: what every paper of the group has."""
    records = facts.inspection
    return {
        **common(facts),
        "被监督单位": unit(records.unit),
        "检查": inspection(facts),
    }


def inspection(facts: Facts) -> Fields:
    """检查: number, occasion, basis, period and the notice that announced it."""
    records = facts.inspection
    one = records.inspection
    notices = records.documents("D05", "D06")
    return {
        "编号": one.number,
        "事由": sentence(occasion(facts)),
        "依据": cite(BASIS),
        "所属期间": f"{chinese_date(one.period_from)}至{chinese_date(one.period_to)}",
        "通知文号": notices[-1].number if notices else "",
    }


def occasion(facts: Facts) -> str:
    """对…的企业职工基本养老保险基金收支、管理情况实施专项检查: funds and form as planned."""
    records = facts.inspection
    funds = "、".join(FundType(fund).label for fund in records.inspection.funds) or "社会保险基金"
    return f"对{records.unit.name}{funds}收支、管理情况实施{records.inspection.called}"


def team_rows(facts: Facts, ids: Sequence[str]) -> list[Fields]:
    """检查组 of the people who acted, with their part in the team."""
    from jxinspect.model.plan import TeamMember

    roles = {m.staff_id: m.role for m in facts.inspection.of(TeamMember)}
    people = facts.inspection.people(ids)
    return inspectors(((p, _inspecting(roles.get(p.id))) for p in people), facts.agency)


def _inspecting(role: TeamRole | None) -> TeamRole:
    """Who acted as an inspector is printed as one; whether he may is for the guards."""
    return role if role in (TeamRole.LEADER, TeamRole.MEMBER) else TeamRole.MEMBER


def people(facts: Facts, ids: Sequence[str]) -> str:
    """The inspectors in one line, each with the number of the certificate."""
    return signed_inspectors(facts.inspection.people(ids))


def name_of(facts: Facts, staff_id: str | None) -> str:
    """Name of somebody of the roster; empty for nobody."""
    person: Staff | None = facts.inspection.staff.get(staff_id or "")
    return person.name if person else ""


def recorder(facts: Facts, staff_id: str | None) -> str:
    """Who took the record, with the number of the certificate where he has one."""
    person: Staff | None = facts.inspection.staff.get(staff_id or "")
    return "" if person is None else signed_inspectors([person]) if person.certificate else person.name


def span(start: datetime, end: datetime) -> str:
    """2026年3月2日10时00分至11时30分, in civil time; the day again when it is another."""
    last = beijing(end)
    same = beijing(start).date() == last.date()
    return f"{chinese_moment(start)}至" + (f"{last.hour}时{last.minute:02d}分" if same else chinese_moment(end))


def identity_shown(facts: Facts, ids: Sequence[str], party: str, answer: str) -> Fields:
    """The question with which certificates are shown, and its answer (办法 26; 行政处罚法 55)."""
    asked = (
        f"我们是{facts.agency.name}的监督工作人员{people(facts, ids)}，现依法{party}。"
        "这是我们的行政执法证件，请过目，是否看清？"
    )
    return {"问": asked, "答": sentence(answer)}


def recusal(whose: str, *, asked: bool, reason: str) -> Fields:
    """The question whether recusal is asked for, and its answer (办法 26 III; 行政处罚法 43)."""
    question = (
        f"{whose}认为检查人员与{whose}、有关个人或者检查事项存在利害关系，可能影响公正的，有权申请回避。是否申请回避？"
    )
    return {"问": question, "答": f"申请回避。理由：{sentence(reason)}" if asked else "不申请回避。"}


def unsigned(outcome: SignOutcome, who: str, reason: str, witness: str) -> str:
    """Who did not sign, why, and who witnessed it (最高法证据规定 15); empty when it was signed."""
    if outcome == SignOutcome.SIGNED:
        return ""
    seen = f"上述情况由见证人{witness}在场见证。" if witness else "现场没有其他见证人。"
    return f"{who}{outcome.label}，原因：{sentence(reason)}{seen}"


def named(items: Iterable[Evidence]) -> str:
    """2026-007-ZJ-001《名称》、…"""
    return "、".join(f"{item.code}《{item.name}》" for item in items)


def amount_of(item: Evidence) -> str:
    """Pages, pieces and bytes of an item, as far as they are known."""
    counts = ((item.pages, "页"), (item.pieces, "件"), (item.size, "字节"))
    return "，".join(f"{number:,}{unit_}" for number, unit_ in counts if number is not None)


def provenance(item: Evidence) -> str:
    """Where the original lies, who compared it, on which carrier it is (最高法证据规定 10, 12); empty when unknown."""
    told = (
        f"制作方法为{item.method}" if item.method else "",
        f"原件存放于{item.original_at}" if item.original_at else "",
        f"共{item.copies}份" if item.copies else "",
        f"经{item.compared_by}核对与原件一致" if item.compared_by else "",
        carrier(item),
        f"设备时钟比标准时间{ahead(item.clock_ahead)}" if item.clock_ahead is not None else "",
    )
    return "，".join(filter(None, told))


def carrier(item: Evidence) -> str:
    """载体移动硬盘（序列号SN123，封签0007）."""
    marks = "，".join(
        f"{title}{value}" for title, value in (("序列号", item.carrier_serial), ("封签", item.carrier_seal)) if value
    )
    return f"载体{item.carrier}" + (f"（{marks}）" if marks else "") if item.carrier or marks else ""
