"""Guards of sealing: G20-G30 (办法 19; 社会保险法 79; 行政强制法)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from jxinspect.errors import JxinspectError
from jxinspect.law.civil import beijing, day
from jxinspect.law.seal_object import other_than_material
from jxinspect.law.statutes import basis_level
from jxinspect.law.terms import Role, SealState, SignOutcome
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.guards.base import Breach, rule
from jxinspect.model.guards.plan import approved
from jxinspect.model.guards.report import early
from jxinspect.model.kinds import Reseal, Seal, SealCount, SealExtension, SealItem, SealRelease, Strip
from jxinspect.model.plan import Approval
from jxinspect.model.remedy import remedy_bodies

#: 行政强制法 19: 二十四小时内.
URGENT_REPORT = timedelta(hours=24)
#: What is done to a sealing that was carried out.
_LATER: tuple[tuple[type[Reseal | SealCount | SealExtension | SealRelease], str], ...] = (
    (SealExtension, "封存的延长"),
    (SealCount, "封存的清点"),
    (Reseal, "重新加封"),
    (SealRelease, "封存的解除"),
)
_LAW_LEVELS = ("法律", "行政法规", "地方性法规")


@rule("G20")
def seal_approved(records: InspectionRecords) -> Iterator[Breach]:
    """G20: a sealing that is not urgent was approved before it was carried out."""
    for seal in records.of(Seal):
        if seal.acted_at and not seal.urgent and not approved(records, "seal", seal.id, seal.acted_at):
            yield Breach("G20", seal.id, f"封存{seal.code}实施前没有机关负责人的批准")


@rule("G21")
def materials_only(records: InspectionRecords) -> Iterator[Breach]:
    """G21: only materials are sealed: no money, premises or personal goods."""
    items = records.of(SealItem)
    if not items:
        return
    from jxinspect.model.seal import MATERIALS

    for item in items:
        if item.material not in MATERIALS:
            yield Breach("G21", item.id, f"“{item.name}”不是资料（{item.material}）")
        elif other := other_than_material(item.name):
            yield Breach("G21", item.id, f"“{item.name}”是{other}，不是资料")


@rule("G22")
def urgent_reported(records: InspectionRecords) -> Iterator[Breach]:
    """G22: an urgent sealing is reported and approved within 24 hours, or ended when approval is refused (T08).

    Approval that comes later does not heal it: the sealing ends, and a new one may be asked for.
    """
    for seal in records.of(Seal):
        if not (seal.urgent and seal.acted_at) or seal.state == SealState.RELEASED:
            continue
        decisions = [a for a in records.of(Approval) if (a.subject, a.subject_id) == ("seal", seal.id)]
        limit = seal.acted_at + URGENT_REPORT
        until = f"{beijing(limit):%Y-%m-%d %H:%M}"
        if any(not a.granted for a in decisions):
            yield Breach("G22", seal.id, f"紧急封存{seal.code}未获批准，应当立即解除")
        elif decisions and all(a.at > limit for a in decisions):
            yield Breach("G22", seal.id, f"紧急封存{seal.code}没有在{until}前补办批准，应当解除；确需继续的另行申请")
        elif not decisions and records.world.at > limit:
            yield Breach("G22", seal.id, f"紧急封存{seal.code}应当在{until}前补办批准")


@rule("G23")
def seal_rests_on_statute(records: InspectionRecords) -> Iterator[Breach]:
    """G23: only a law or regulation can carry an administrative compulsory measure (行政强制法 10)."""
    for seal in records.of(Seal):
        if not any(_level(basis) in _LAW_LEVELS for basis in seal.basis):
            yield Breach("G23", seal.id, f"封存{seal.code}的依据只有规范性文件：" + "、".join(seal.basis))


def _level(basis: str) -> str:
    try:
        return basis_level(basis)
    except JxinspectError:
        return ""


@rule("G24")
def seal_listed_and_signed(records: InspectionRecords) -> Iterator[Breach]:
    """G24: a list with quantities, and signatures or the note of refusal with a witness."""
    for seal in records.of(Seal):
        if seal.acted_at is None:
            continue
        items = [i for i in records.of(SealItem) if i.seal_id == seal.id]
        if not items or any(i.quantity < 1 for i in items):
            yield Breach("G24", seal.id, f"封存{seal.code}没有清单，或者清单中有的没有数量")
        elif _paperless(records, seal.acted_at, "D34", seal.id):
            yield Breach("G24", seal.id, f"封存{seal.code}没有有效的封存清单（D34）")
        if seal.outcome != SignOutcome.SIGNED and not (seal.reason.strip() and seal.witness.strip()):
            yield Breach("G24", seal.id, f"封存{seal.code}当事人没有签名，也没有注明原因和见证人")
    for again in records.of(Reseal):
        yield from _resealed_well(records, again)


def _resealed_well(records: InspectionRecords, again: Reseal) -> Iterator[Breach]:
    """Broken strips were replaced by strips that are on record, before the party or a witness."""
    faults = []
    if not any(strip.reseal_id == again.id for strip in records.of(Strip)):
        faults.append("没有登记新的封条")
    elif _paperless(records, again.at, "D36b", again.id):
        faults.append("没有有效的笔录（D36b）")
    if again.outcome != SignOutcome.SIGNED and not (again.reason.strip() and again.witness.strip()):
        faults.append("当事人没有签名，也没有注明原因和见证人")
    if faults:
        code = records.find(Seal, again.seal_id).code
        yield Breach("G24", again.id, f"封存{code}重新加封：{'；'.join(faults)}")


def _paperless(records: InspectionRecords, at: datetime, kind: str, subject_id: str) -> bool:
    """Whether the paper of an act before now is missing or void. The act itself makes it, after the guards."""
    return at < records.world.at and records.document_about(kind, subject_id) is None


@rule("G25")
def seal_reasoned(records: InspectionRecords) -> Iterator[Breach]:
    """G25: one of the three reasons of 办法 19, with facts."""
    for seal in records.of(Seal):
        if not seal.reasons or not seal.facts.strip():
            yield Breach("G25", seal.id, f"封存{seal.code}没有法定理由或者没有写明事实")


@rule("G26")
def seal_tells_remedy(records: InspectionRecords) -> Iterator[Breach]:
    """G26: the decision names review by the own government and suit at court, with periods."""
    for seal in records.of(Seal):
        if seal.acted_at is None:
            continue
        wanted = ("六十日", "六个月", *remedy_bodies(records.agency, records.world.setting))
        if not all(word.strip() and word in seal.remedy for word in wanted):
            yield Breach("G26", seal.id, f"封存{seal.code}的决定没有完整写明行政复议和行政诉讼的途径、期限")
        elif _paperless(records, seal.acted_at, "D33", seal.id):
            yield Breach("G26", seal.id, f"封存{seal.code}没有有效的封存决定书（D33）")


def expired(seal: Seal, records: InspectionRecords) -> bool:
    """Whether an active sealing has passed its last day. The authority's own limit never rolls to a working day."""
    return seal.state == SealState.ACTIVE and seal.ends_on is not None and records.world.today > seal.ends_on


@rule("G27")
def seal_not_expired(records: InspectionRecords) -> Iterator[Breach]:
    """G27: an expired sealing must be released before anything else is done."""
    for seal in records.of(Seal):
        if expired(seal, records):
            yield Breach("G27", seal.id, f"封存{seal.code}已于{seal.ends_on}届满，至今没有解除")


@rule("G28")
def seal_within_limits(records: InspectionRecords) -> Iterator[Breach]:
    """G28: the ceiling of days; one extension, before the end, with a written reason (§ 3.4 of the design)."""
    number = records.world.number
    for seal in records.of(Seal):
        if not 1 <= seal.days <= number("seal.max_days"):
            yield Breach("G28", seal.id, f"封存{seal.code}定了{seal.days}日，应当是1至{number('seal.max_days')}日")
        extensions = [e for e in records.of(SealExtension) if e.seal_id == seal.id]
        for n, extension in enumerate(extensions, 1):
            faults = list(_extension_faults(records, seal, extension, n))
            if faults:
                yield Breach("G28", extension.id, f"延长封存{seal.code}：" + "；".join(faults))


def _extension_faults(records: InspectionRecords, seal: Seal, extension: SealExtension, n: int) -> Iterator[str]:
    number = records.world.number
    if n > number("seal.extensions"):
        yield f"已经延长过{n - 1}次，最多{number('seal.extensions')}次"
    if day(extension.at) > extension.old_end:
        yield f"原期限已于{extension.old_end}届满，届满后不能延长"
    if (extension.new_end - extension.old_end).days > number("seal.extension_max_days"):
        yield f"一次最多延长{number('seal.extension_max_days')}日"
    if seal.starts_on and (extension.new_end - seal.starts_on).days > number("seal.ceiling_days"):
        yield f"总期限最多{number('seal.ceiling_days')}日"
    if extension.new_end <= extension.old_end:
        yield f"新的到期日{extension.new_end}不晚于原到期日{extension.old_end}"
    if not extension.reason.strip():
        yield "没有书面理由"
    if _paperless(records, extension.at, "D37", extension.id):
        yield "没有有效的延长封存期限决定书（D37）"


@rule("G29")
def strips_unique(records: InspectionRecords) -> Iterator[Breach]:
    """G29: no strip and no sealing has the number of another."""
    for kind, numbers in (("封条", [(s.id, s.number) for s in records.of(Strip)]), ("封存", _codes(records))):
        seen: set[str] = set()
        for record_id, number_ in numbers:
            if number_ in seen:
                yield Breach("G29", record_id, f"{kind}编号重复：{number_}")
            seen.add(number_)


def _codes(records: InspectionRecords) -> list[tuple[str, str]]:
    return [(seal.id, seal.code) for seal in records.of(Seal)]


@rule("G30")
def no_third_party_seals(records: InspectionRecords) -> Iterator[Breach]:
    """G30: nobody of a third party seals, opens a seal, or writes the record of it (行政强制法 17 III; 办法 27)."""
    for seal in records.of(Seal):
        recorder = [seal.recorder] if seal.recorder else []
        yield from _hired(records, seal.id, [*seal.inspectors, *recorder], f"不能实施封存{seal.code}")
    for again in records.of(Reseal):
        code = records.find(Seal, again.seal_id).code
        yield from _hired(records, again.id, again.inspectors, f"不能为封存{code}重新加封")
    for release in records.of(SealRelease):
        code = records.find(Seal, release.seal_id).code
        yield from _hired(records, release.id, release.inspectors, f"不能解除封存{code}")


def _hired(records: InspectionRecords, record_id: str, ids: list[str], what: str) -> Iterator[Breach]:
    for person in records.people(dict.fromkeys(ids)):
        if person.role == Role.THIRD_PARTY:
            yield Breach("G30", record_id, f"{person.name}是第三方人员，{what}")


def seal_order(records: InspectionRecords) -> Iterator[Breach]:
    """G56 for sealings: nothing is done to what was sealed before it was sealed."""
    begun = {seal.id: (seal.code, seal.acted_at) for seal in records.of(Seal) if seal.acted_at is not None}
    for kind, name in _LATER if begun else ():
        for row in records.of(kind):
            code, acted_at = begun.get(row.seal_id, ("", row.at))
            if row.at < acted_at:
                yield early(row.id, name, row.at, f"封存{code}的实施", acted_at)
