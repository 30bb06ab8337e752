"""What a service must record before it is taken in: completed from what is known, then held against the law."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from jxinspect.errors import Incomplete, Refused
from jxinspect.law.civil import day
from jxinspect.law.dates import chinese_date, chinese_moment
from jxinspect.law.service import FOR_PERSON, FOR_UNIT, MOST_DOCUMENTS, PUBLIC_DAYS, STAND_INS, WAYS, Standing
from jxinspect.law.terms import ServiceMethod, UnitType
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.kinds import ProofOfService, ServiceAddress, ServiceFailure
from jxinspect.store.casefile import CaseFile

#: Ways that leave no place where something was handed over.
_NOWHERE = (ServiceMethod.ELECTRONIC, ServiceMethod.PUBLIC)


def completed(case: CaseFile, records: InspectionRecords, proof: ProofOfService) -> None:
    """Fill in what the case file knows: the confirmed address, the tries that failed, as what somebody received."""
    confirmed = confirmation(case, records, proof)
    agreed = confirmed is not None and confirmed.consents and confirmed.at <= (proof.received_at or proof.at)
    if proof.method == ServiceMethod.ELECTRONIC and confirmed is not None and agreed:
        proof.address_id, proof.tracking = confirmed.id, proof.tracking or confirmed.electronic
    if not proof.place and proof.method == ServiceMethod.FORWARDED:
        proof.place = proof.through  # whoever is in custody, or serves, signs there (民事诉讼法 92-94)
    if not proof.place and proof.method not in _NOWHERE:
        proof.place = confirmed.address if confirmed is not None else _own_address(records, proof)
    if proof.method == ServiceMethod.PUBLIC:
        proof.attempts = [f.id for f in records.of(ServiceFailure) if f.addressee == proof.addressee]
    if proof.method == ServiceMethod.DIRECT:
        proof.standing = proof.standing or _standing(records, proof)


def confirmation(case: CaseFile, records: InspectionRecords, proof: ProofOfService) -> ServiceAddress | None:
    """What the addressee last confirmed before the service, in this inspection or an earlier one of the unit (D12)."""
    until = proof.received_at or proof.at
    found = [
        a
        for a in case.all(ServiceAddress, unit_id=records.unit.id)
        if a.party == proof.addressee and day(a.at) <= day(until)
    ]
    return max(found, key=lambda a: (a.at, a.id), default=None)


def _own_address(records: InspectionRecords, proof: ProofOfService) -> str:
    return records.unit.address if proof.addressee == records.unit.name else ""


def for_person(records: InspectionRecords, proof: ProofOfService) -> bool:
    """Whether the addressee is a natural person: a unit of that type, or somebody named beside an organisation."""
    if proof.addressee == records.unit.name:
        return records.unit.type == UnitType.PERSON
    return proof.standing in (Standing.SELF, Standing.FAMILY) or proof.receiver == proof.addressee


def _standing(records: InspectionRecords, proof: ProofOfService) -> Standing | None:
    if proof.receiver == proof.addressee:
        return Standing.SELF
    if for_person(records, proof):
        return None
    own = proof.addressee == records.unit.name
    return Standing.HEAD if own and proof.receiver == records.unit.head else Standing.RECEIVER


def require(case: CaseFile, records: InspectionRecords, proof: ProofOfService, documents: Sequence[Document]) -> None:
    """Incomplete (5) with everything that is missing; Refused (4) when the way is not lawful here."""
    missing = WAYS[proof.method].missing(proof.model_dump())
    missing += _of_receiver(records, proof)
    if not documents:
        missing.append("送达的文书（--doc 文号），民事诉讼法 87")
    if missing:
        raise Incomplete(
            f"{proof.method.label}的记录不全",
            why=f"送达回证逐项填写；{proof.method.label}以{WAYS[proof.method].counts}为送达日期"
            f"（{WAYS[proof.method].basis}）",
            todo="补齐后重新登记",
            items=missing,
        )
    _fitting(records, proof, documents)
    _past(case, proof)


def _of_receiver(records: InspectionRecords, proof: ProofOfService) -> list[str]:
    """Who may receive for somebody else, and whom a witness stands for (民事诉讼法 88, 89)."""
    if proof.method == ServiceMethod.LEFT and proof.witness and not proof.witness_capacity:
        return ["见证人所在的基层组织或者单位（--witness-capacity），民事诉讼法 89"]
    if proof.method != ServiceMethod.DIRECT or not proof.receiver:
        return []
    missing = []
    if proof.standing is None:
        choices = "、".join(f"{one.value} {one.label}" for one in FOR_PERSON)
        missing.append(f"收件人以什么身份签收（--standing：{choices}），民事诉讼法 88")
    if proof.standing in STAND_INS and not proof.reason:
        missing.append("代收理由（--reason），民事诉讼法 88")
    if proof.standing == Standing.FAMILY and not proof.relation:
        missing.append("与受送达人的关系（--relation），民事诉讼法 88")
    if proof.standing == Standing.FAMILY and not proof.place:
        missing.append("同住的住所（--place），民事诉讼法 88")
    return missing


def _fitting(records: InspectionRecords, proof: ProofOfService, documents: Sequence[Document]) -> None:
    person = for_person(records, proof)
    lawful = FOR_PERSON if person else FOR_UNIT
    if proof.standing is not None and proof.standing not in lawful:
        names = "、".join(one.label for one in lawful)
        raise Refused(
            f"{proof.addressee}是{'个人' if person else '单位'}，不能由“{proof.standing.label}”签收",
            why=f"{'个人' if person else '单位'}的文书由{names}签收（民事诉讼法 88）",
            todo="核对 --standing；受送达人是个人的，用 --addressee 写明姓名",
        )
    if proof.method == ServiceMethod.FORWARDED and not person:
        raise Refused(
            f"{proof.addressee}是单位，不能转交送达",
            why="转交送达只用于军人、被监禁的人和被采取强制性教育措施的人（民事诉讼法 92、93）",
            todo="受送达人是个人的，用 --addressee 写明姓名；否则改用其他方式",
        )
    if len(documents) > MOST_DOCUMENTS:
        raise Incomplete(
            f"一份送达回证最多写{MOST_DOCUMENTS}件文书，现有{len(documents)}件",
            why="送达回证要逐件写明名称和文号（民事诉讼法 87）",
            todo="分几次登记，每次制作一份送达回证",
        )
    if proof.public_days is not None and proof.public_days not in PUBLIC_DAYS:
        raise Refused(
            f"公告送达的期限不能是{proof.public_days}日",
            why="自发出公告之日起经过30日视为送达；旧文书印的60日只作为明示的例外（民事诉讼法 95）",
            todo="不写 --days，或者写 --days 60",
        )


def _past(case: CaseFile, proof: ProofOfService) -> None:
    not_in_future(case, proof.received_at)
    if proof.published_on is not None and proof.published_on > day(case.clock):
        raise Refused(
            f"公告日期{chinese_date(proof.published_on)}是将来",
            why=f"今天是{chinese_date(day(case.clock))}；公告发出之后才能登记，期限自发出之日起算（民事诉讼法 95）",
            todo="核对 --published",
            guards=("G59",),
        )


def not_in_future(case: CaseFile, moment: datetime | None) -> None:
    """Refused when the moment has not come yet, by the computer or by the time of the act that notes it."""
    if moment is not None and moment > case.clock:
        raise Refused(
            f"送达时间{chinese_moment(moment)}是将来",
            why=f"本机时间{chinese_moment(case.clock)}；还没有发生的事不能登记",
            todo="核对 --received",
            guards=("G59",),
        )
    if moment is not None and moment > case.at:
        raise Refused(
            f"送达时间{chinese_moment(moment)}晚于登记的时间{chinese_moment(case.at)}",
            why="还没有发生的事不能登记（G56）",
            todo="核对 --received 和 --at；现在补记以前的送达，不写 --at",
            guards=("G56",),
        )
