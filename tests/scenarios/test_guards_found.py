"""`jxinspect check` finds every breach that stands in a case file already, however it came there.

Records come from another machine without being judged, time passes, a file is damaged, the clock is turned back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from jxinspect.commands.overview import GROUPS
from jxinspect.documents.issue import issue
from jxinspect.errors import Refused
from jxinspect.law.blacklist import ListStep
from jxinspect.law.guards import GUARDS, chosen
from jxinspect.law.incident import IncidentLevel, IncidentSource, IncidentStage
from jxinspect.law.leak import LeakData, LeakKind, LeakParty
from jxinspect.law.measure import CrimeVerdict, ReferralKind
from jxinspect.law.team import DataClass, RecusalBy
from jxinspect.law.terms import (
    EvidenceForm,
    EvidenceKind,
    Level,
    ReplyMethod,
    Role,
    ServiceMethod,
    Severity,
    SignOutcome,
)
from jxinspect.model.blacklist import BlacklistEntry, BlacklistStep
from jxinspect.model.circular import Circular
from jxinspect.model.correction import Correction
from jxinspect.model.crime import CrimeDecision, CrimeReport
from jxinspect.model.document import Document
from jxinspect.model.evidence import Custody
from jxinspect.model.incident import Incident, IncidentAssessment, IncidentDispatch, IncidentReport
from jxinspect.model.inspect import Commitment, Entry, Evidence, Finding, Questioning, SiteRecord, WorkingPaper
from jxinspect.model.interest import Interest
from jxinspect.model.leak import Leak
from jxinspect.model.notify import MaterialItem, MaterialsList, Notice
from jxinspect.model.plan import Approval, Scheme, Staff
from jxinspect.model.recusal import RecusalRequest
from jxinspect.model.referral import Referral
from jxinspect.model.report import Closing, Consultation, DeemedConsent, Objection, ObjectionItem, Report, ReportDraft
from jxinspect.model.seal import Seal, SealItem, Strip
from jxinspect.model.service import ProofOfService
from jxinspect.model.signed import DocumentVoid
from jxinspect.model.third_party import DataUse

Scene = Any
Merge = Callable[[Any, Any], object]
R, O, W = Severity.REFUSE, Severity.OVERRIDE, Severity.WARN  # noqa: E741 — the letters of the law's table


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=timezone(timedelta(hours=8)))


@dataclass(frozen=True)
class Held:
    """A case file that holds a breach: from which step of the story, and what happened then."""

    guard: str
    severity: Severity
    step: str
    merge: Merge | None = None
    #: Commands and other events that lead to it.
    happens: Callable[[Scene], object] = lambda _: None
    #: When the check is run, if time has to pass.
    checked: str = ""

    @property
    def id(self) -> str:
        return f"{self.guard}-{self.severity.name.lower()}"


def two(records: Any) -> list[str]:
    people = {person.name: person.id for person in records.staff.values()}
    return [people["李示华"], people["吴仿真"]]


def added(cls: type[Any], when: str, **columns: Any) -> Merge:
    """A record of the inspection; a column may be computed from the records."""

    def merge(case: Any, records: Any) -> None:
        values = {name: value(records) if callable(value) else value for name, value in columns.items()}
        case.add(cls(inspection_id=records.inspection.id, at=at(when), **values))

    return merge


def handed_over_by_a_stranger(case: Any, records: Any) -> None:
    item = records.of(Evidence)[0]
    about = {"inspection_id": item.inspection_id, "evidence_id": item.id, "at": at("2026-03-13 08:00")}
    case.add(Custody(**about, giver="路人甲", taker="路人乙", why="入库"))


def head(records: Any) -> str:
    return str(next(person.id for person in records.staff.values() if person.name == "钱样明"))


def altered(cls: type[Any], **columns: Any) -> Merge:
    """The first record of a kind, changed; a column may be computed from the records."""

    def merge(_: Any, records: Any) -> None:
        row = records.of(cls)[0]
        for name, value in columns.items():
            setattr(row, name, value(records) if callable(value) else value)

    return merge


def scheme(**columns: Any) -> Merge:
    def merge(case: Any, records: Any) -> None:
        (old,) = records.of(Scheme)
        case.add(Scheme(**old.model_dump(exclude={"id"}) | columns))

    return merge


def person(**columns: Any) -> Merge:
    def merge(_: Any, records: Any) -> None:
        someone: Staff = records.staff[two(records)[0]]
        for name, value in columns.items():
            setattr(someone, name, value)

    return merge


def interest(*, declared: bool) -> Merge:
    def merge(case: Any, records: Any) -> None:
        about = {"staff_id": two(records)[0], "unit_id": records.unit.id, "declared": declared}
        case.add(Interest(**about, at=at("2026-03-03 10:00"), kind="relative", text="配偶在该中心工作"))

    return merge


def entry(when: str) -> Merge:
    return added(Entry, when, place="该中心", inspectors=two, met="陈例文", met_post="办公室主任")


def evidence(when: str, **columns: Any) -> Merge:
    facts = {
        "code": "2026-001-ZJ-099",
        "seq": 99,
        "kind": EvidenceKind.DOCUMENT,
        "form": EvidenceForm.COPY,
        "name": "说明",
        "source": "财务股",
        "place": "财务股",
        "takers": two,
        "proves": "没有对账",
    }
    return added(Evidence, when, **facts | columns)


def number_in_full(case: Any, records: Any) -> None:
    """A list of materials goes out with the identity number of a person in running text."""
    records.of(MaterialItem)[0].name = "李例子（360100199001010015）的待遇核定表"
    issue(case, "D08", records.of(MaterialsList)[0], records=records)


def report(when: str) -> Merge:
    texts = dict.fromkeys(("background", "evaluation", "opinion", "suggestions"), "见征求意见稿")
    return added(Report, when, draft_id=lambda r: r.last(ReportDraft).id, **texts, signed_by=head)


def served(when: str, servers: Callable[[Any], list[str]]) -> Merge:
    return added(
        ProofOfService,
        when,
        documents=lambda r: [r.documents("D05")[0].id],
        addressee="该中心",
        place="该中心",
        method=ServiceMethod.DIRECT,
        servers=servers,
        received_at=at(when),
        receiver="陈例文",
        capacity="办公室主任",
    )


def notice(*, flight: bool = False, enter_on: date = date(2026, 3, 11)) -> Merge:
    return added(Notice, "2026-03-03 10:00", flight=flight, enter_on=enter_on, leave_on=date(2026, 3, 20))


def void(reason: str) -> Merge:
    return added(DocumentVoid, "2026-03-11 10:00", document_id=lambda r: r.documents("D05")[0].id, reason=reason)


def other_day(case: Any, records: Any) -> None:
    line = {"wrong": "2026年3月12日", "right": "2026年3月16日", "times": "1"}
    notice = records.documents("D05")[0].id
    added(Correction, "2026-03-11 10:00", document_id=notice, lines=[line], reason="录入错误")(case, records)


def incident(*, sent: bool) -> Merge:
    """An incident of the first finding, known on 2026-03-18 and assessed then; reported late, or not at all."""

    def merge(case: Any, records: Any) -> None:
        about: dict[str, Any] = {"inspection_id": records.inspection.id, "at": at("2026-03-18 17:00")}
        one = Incident(
            **about,
            number="2026-YQ-001",
            year=2026,
            source=IncidentSource.FINDING,
            finding_id=records.of(Finding)[0].id,
            title="骗取",
            discovered_at=about["at"],
            discovered_how="检查发现",
            registered_by=head(records),
        )
        level: dict[str, Any] = {"level": IncidentLevel.ORDINARY, "incident_id": one.id}
        decided: dict[str, Any] = {"reason": "x", "since": about["at"], "decided_by": head(records)}
        case.add(one)
        case.add(IncidentAssessment(**about, **level, **decided, suggested=level["level"]))
        if sent:
            told = ("addressee", "happened", "persons", "circumstances", "handling", "contact", "phone")
            texts: dict[str, Any] = dict.fromkeys(told, "x")
            report = IncidentReport(**about, **level, **texts, n=1, stage=IncidentStage.FIRST, signed_by=head(records))
            case.add(report)
            about["at"] = at("2026-03-26 09:00")
            case.add(IncidentDispatch(**about, report_id=report.id, channel="专网"))

    return merge


def closing() -> Merge:
    return added(Closing, "2026-05-16 09:00", result="办结", archived_by=lambda r: two(r)[0], retention="30年")


def circular(handling: str) -> Merge:
    return added(
        Circular,
        "2026-05-14 17:00",
        about="样本县社会保险服务中心",
        title="关于检查情况的通报",
        facts="没有按月对账",
        causes="内控不健全",
        handling=handling,
        demands="举一反三",
        recipients=["各乡镇便民服务中心"],
        approved_by=lambda records: two(records)[0],
        approval="同意",
    )


def pushed_early(case: Any, records: Any) -> None:
    """Somebody is pushed on the day after the determination."""
    entry = BlacklistEntry(
        inspection_id=records.inspection.id, at=at("2026-05-18 09:00"), name="李例子", person=True,
        code="360100198506150035", circumstance="SX-3", facts="骗取", organ="样本县人力资源和社会保障局",
        told_on=date(2026, 5, 1), determination="样人社失信〔2026〕1号", determined_on=date(2026, 5, 10),
        received_on=date(2026, 5, 11), valid_from=date(2026, 5, 10), valid_to=date(2029, 5, 9),
    )  # fmt: skip
    case.add(entry)
    added(BlacklistStep, "2026-05-18 09:00", entry_id=entry.id, kind=ListStep.PUSHED, on=date(2026, 5, 18))(
        case, records
    )


def to_the_police(case: Any, records: Any) -> None:
    """A letter to the police that nobody has approved."""
    added(
        Referral,
        "2026-05-14 17:00",
        kind=ReferralKind.POLICE,
        organ="样本县公安局",
        title="案由",
        facts="事实",
        reason="理由",
        contact="李示华",
        phone="0791-00000001",
    )(case, records)


def decided_late(case: Any, records: Any) -> None:
    """The head decides on the fifth day after the report."""
    (head,) = [person for person in records.staff.values() if person.name == "钱样明"]
    head.head_from = date(2024, 3, 1)
    report = CrimeReport(
        inspection_id=records.inspection.id, at=at("2026-05-08 09:00"), offence="诈骗罪", facts="事实", opinion="移送",
        team=two(records),
    )  # fmt: skip
    case.add(report)
    added(
        CrimeDecision, "2026-05-13 09:00", report_id=report.id, verdict=CrimeVerdict.REFUSED, reason="没有证据",
        proposed_by=two(records)[0], decided_by=head.id,
    )(case, records)  # fmt: skip


def approved_before_drawn_up(case: Any, records: Any) -> None:
    (old,) = records.of(Approval)
    case.add(Approval(**old.model_dump(exclude={"id"}) | {"at": at("2026-03-01 09:00")}))


def decided_while_pending(case: Any, records: Any) -> None:
    """The head was asked to step back before he approved the scheme, and nobody has decided on that."""
    added(
        RecusalRequest,
        "2026-03-03 09:00",
        staff_id=head,
        by=RecusalBy.PARTY,
        applicant="样本县社会保险服务中心",
        reason="有利害关系",
        facts="与负责人是亲属",
    )(case, records)


def objected(case: Any, records: Any) -> None:
    """An answer in time with one point, and a report that says nothing of it."""
    consultation = records.last(Consultation)
    answer = Objection(
        inspection_id=records.inspection.id,
        at=at("2026-04-09 10:00"),
        consultation_id=consultation.id,
        method=ReplyMethod.HANDED,
        received_on=date(2026, 3, 27),
        last_day=date(2026, 4, 13),
        in_time=True,
        recorder=two(records)[0],
    )
    point = ObjectionItem(inspection_id=records.inspection.id, objection_id=answer.id, seq=1, text="金额有误")
    case.add(answer)
    case.add(point)
    report("2026-04-10 09:00")(case, records)


def urgent(scene: Scene) -> None:
    asked = scene.tell("--urgent", "--urgent-reason", "有人正在搬走凭证")
    sealed = scene.tell(step="seal create")
    assert (asked.code, sealed.code) == (0, 0)


def damaged(scene: Scene) -> None:
    with scene.merged() as (case, records):
        path = case.objects.path_of(next(e.sha256 for e in records.of(Evidence) if e.sha256))
    path.unlink()


def turned_back(scene: Scene) -> None:
    scene.clock_at("2026-03-11 09:00")


SEALED = "inspect evidence sheet"


def unplanned(_: Any, records: Any) -> None:
    records.inspection.plan_item_id, records.inspection.ad_hoc_reason = None, ""


def elsewhere(code: str, level: Level | None = None) -> Merge:
    """The unit lies there, and the agency is of that level."""

    def merge(_: Any, records: Any) -> None:
        records.unit.region_code = code
        records.agency.level = level or records.agency.level

    return merge


def enterprise(*, hired: bool = False, **columns: Any) -> Merge:
    """The unit is an enterprise; its approval says that, or an inspector came from a firm."""

    def merge(case: Any, records: Any) -> None:
        records.unit.is_enterprise = True
        if hired:
            records.staff[two(records)[1]].role = Role.THIRD_PARTY
        for name, value in columns.items():
            setattr(records.of(Approval)[0], name, value)

    return merge


def recorded_by_a_third_party(case: Any, records: Any) -> None:
    case.add(hired := Staff(name="例协助", role=Role.THIRD_PARTY, department="审计部", post="注册会计师"))
    records.of(Seal)[0].recorder = hired.id


def looked(kind: DataClass) -> Merge:
    """Somebody looked at data without any authorisation."""
    return added(DataUse, "2026-03-11 10:00", staff_id=lambda r: two(r)[1], kind=kind.value, source="ledger")


HELD = (
    Held("G01", O, "notify onsite", unplanned),
    Held("G04", R, "notify onsite", elsewhere("360200")),
    Held("G04", O, "notify onsite", elsewhere("360121", Level.CITY)),
    Held("G02", O, "plan scheme approve", notice()),
    Held("G03", R, "plan scheme approve", scheme(method=" ")),
    Held("G03a", R, "plan scheme approve", scheme(items="生育保险待遇")),
    Held(
        "G05",
        R,
        "inspect record",
        added(
            SiteRecord,
            "2026-03-11 10:00",
            seq=1,
            topic="盘点",
            ended_at=at("2026-03-11 10:30"),
            place="库房",
            companion="陈例文",
            inspectors=lambda r: two(r)[:1],
            recorder=lambda r: two(r)[0],
            seen="账实相符",
        ),
    ),
    Held("G05", W, "notify serve", served("2026-03-05 10:05", lambda r: two(r)[:1])),
    Held("G06", R, "inspect record", person(certificate_to=date(2026, 3, 10))),
    Held("G07", W, "notify onsite", person(certificate_to=date(2026, 3, 15))),
    Held("G08", R, "notify onsite", interest(declared=True)),
    Held("G08", W, "notify onsite", interest(declared=False)),
    Held("G09", R, "inspect enter", entry("2026-03-06 09:00")),
    Held("G09", W, "inspect enter", entry("2026-03-10 09:00")),
    Held("G10", R, "notify serve", entry("2026-03-11 09:00")),
    Held("G11", R, "notify onsite", notice(flight=True)),
    Held("G12", O, "inspect enter", evidence("2026-03-11 08:30")),
    Held("G13", R, "notify onsite", decided_while_pending),
    Held("G14", R, "notify onsite", altered(Approval, prepared_by=head)),
    Held("G15", O, "rectify opinion", altered(Commitment, refused=True, reason="")),
    Held(
        "G16",
        R,
        "seal request",
        added(
            Questioning,
            "2026-03-12 14:10",
            seq=2,
            ended_at=at("2026-03-12 14:20"),
            place="会议室",
            person="陈例文",
            inspectors=two,
            recorder=lambda r: two(r)[0],
        ),
    ),
    Held("G17", W, "inspect record", evidence("2026-03-11 10:00", proves="")),
    Held("G17", R, "report draft", evidence("2026-03-12 10:00", takers=lambda r: two(r)[:1])),
    Held("G18", R, "report draft", happens=damaged),
    Held("G20", R, "seal approve", altered(Seal, acted_at=at("2026-03-12 16:30"))),
    Held("G21", R, "seal approve", altered(SealItem, material="现金")),
    Held("G22", R, "seal request", happens=urgent, checked="2026-03-13 17:00"),
    Held("G23", R, "seal approve", altered(Seal, basis=["办法 19"])),
    Held("G24", R, SEALED, altered(Seal, outcome=SignOutcome.REFUSED, reason="", witness="")),
    Held("G25", R, "seal approve", altered(Seal, reasons=[])),
    Held("G26", R, SEALED, altered(Seal, remedy="")),
    Held("G27", R, SEALED, checked="2026-03-20 09:00"),
    Held("G28", R, SEALED, altered(Seal, days=99)),
    Held("G30", R, SEALED, recorded_by_a_third_party),
    Held("G31", R, "report consult", report("2026-03-26 08:00")),
    Held("G32", R, "report deem", report("2026-04-10 09:00")),
    Held("G33", R, "report deem", objected),
    Held(
        "G34",
        R,
        "report deem",
        added(
            DeemedConsent,
            "2026-04-08 09:00",
            consultation_id=lambda r: r.last(Consultation).id,
            recorders=two,
            received_on=date(2026, 3, 27),
            last_day=date(2026, 4, 7),
            register_check="没有来文",
            mail_check="没有在途",
        ),
    ),
    Held("G35", R, "report draft", altered(Finding, basis=[])),
    Held("G44", R, "rectify refer none", closing()),
    Held("G46", R, "rectify close", altered(Finding, violation="V32-6")),
    Held("G68", R, "rectify recheck", incident(sent=False)),
    Held(
        "G69",
        W,
        "rectify recheck",
        added(
            Leak,
            "2026-05-14 09:00",
            number="2026-XL-001",
            year=2026,
            kind=LeakKind.LEAK,
            data=[LeakData.PERSONAL],
            text="明细外传",
            found_at=at("2026-05-14 08:00"),
            found_how="来电反映",
            whose="参保人",
            party=LeakParty.HANDLING,
            by_whom="不明",
            registered_by=head,
        ),
    ),
    Held("G68", W, "rectify recheck", incident(sent=True)),
    Held("G45", R, "rectify close", pushed_early),
    Held("G47", R, "rectify recheck", circular("责令整改，予以 通报批评")),
    Held("G70", R, "rectify recheck", to_the_police),
    Held("G70", W, "rectify recheck", decided_late),
    Held("G48", R, SEALED, closing()),
    Held("G48", W, "rectify recheck", closing()),
    Held("G51", R, "inspect record", looked(DataClass.PERSON)),
    Held("G52", R, "inspect record", looked(DataClass.FINANCIAL)),
    Held("G53", O, "inspect record", number_in_full),
    Held("G55", R, "inspect record", void("写错了")),
    Held("G55", W, "inspect record", other_day),
    Held("G56", R, "notify onsite", approved_before_drawn_up),
    Held("G57", R, "notify serve", void(" ")),
    Held("G58", R, "notify onsite", notice(enter_on=date(2027, 1, 12))),
    Held("G59", O, "inspect record", happens=turned_back),
    Held("G60", R, "inspect enter", enterprise(hired=True)),
    Held("G60", O, "inspect enter", enterprise(yearly_limit=0)),
    Held("G60", W, "inspect enter", enterprise(yearly_limit=None)),
    Held("G67", R, "report draft", altered(WorkingPaper, reviewer=None, reviewed_at=None)),
    Held("G64", W, "inspect leave", checked="2026-03-26 09:00"),
    Held("G65", W, SEALED, happens=lambda scene: scene.run("config", "set", "recording.questioning", "true")),
    Held("G66", O, SEALED, handed_over_by_a_stranger),
)
#: Breaches that no case file can hold, with the constraint that keeps them out.
IMPOSSIBLE = {("G29", R)}


#: The story has no report of a lead, which G63 is about: tests/acts/test_guards_lead.py holds it. Its questioning comes
#: back signed: tests/model/test_guards_questioning.py.
#: What proceedings are about, G36 to G43, G49 and G71: tests/proceeding/test_proceeding_guards.py.
OF_PROCEEDINGS = {("G42", O), ("G49", W), ("G71", R), *((f"G{n}", R) for n in range(36, 44))}
#: tests/acts/test_decision.py (G19) and tests/commands/test_handout.py (G50) hold theirs.
HELD_ELSEWHERE = {("G63", O), ("G16", W), ("G19", R), ("G50", O), *OF_PROCEEDINGS}
#: Off site: tests/acts/test_data_review.py (G54), test_flag_confirm.py (G61), test_report_offsite.py (G62).
HELD_ELSEWHERE |= {("G54", O), ("G61", R), ("G62", W)}
#: What is left at the closing, and the police: tests/model/test_guards_rectify.py (G72), tests/proceeding (G73).
HELD_ELSEWHERE |= {("G72", W), ("G73", R)}
#: Signatures of people: tests/acts/test_signing_guard.py.
HELD_ELSEWHERE |= {("G74", W), ("G74", R)}
#: Reconsideration and suits: tests/proceeding/test_challenge.py.
HELD_ELSEWHERE |= {("G75", R), ("G75", W), ("G76", W), ("G77", W), ("G78", R), ("G79", W)}
#: What is paid for delay: tests/proceeding/test_enforcement.py.
HELD_ELSEWHERE |= {("G80", R)}


def test_every_guard_is_held_against_a_case_file_in_each_of_its_severities() -> None:
    declared = {(g.id, s) for g in GUARDS.values() for s in (g.severity, g.milder, g.graver) if s}

    assert {(one.guard, one.severity) for one in HELD} == declared - IMPOSSIBLE - HELD_ELSEWHERE


@pytest.mark.parametrize("one", [pytest.param(one, id=one.id) for one in HELD])
def test_check_finds_the_breach_and_names_the_guard(one: Held, scene: Callable[[str], Scene]) -> None:
    here = scene(one.step)
    assert one.guard not in here.run("check").out
    if one.merge:
        with here.merged() as (case, records):
            one.merge(case, records)
    one.happens(here)
    if one.checked:
        here.clock_at(one.checked)

    found = here.run("check", "--json")

    told = {(row["guard"], row["severity"], row["inspection"]) for row in found.json["rows"]}
    assert (one.guard, one.severity.value, "2026-001") in told
    grave = [guard for guard, severity, _ in told if severity != W]
    assert found.code == (4 if grave else 0)
    assert (one.guard in grave) == (one.severity != W)
    assert (one.guard in found.err) == (one.severity != W)


def test_no_act_gives_a_second_strip_the_number_of_another(scene: Callable[[str], Scene]) -> None:
    here = scene(SEALED)

    with pytest.raises(Refused, match=r"strip number=2026-001-FC-01-01"), here.merged() as (case, records):
        old = records.of(Strip)[0]
        case.add(Strip(**old.model_dump(exclude={"id"})))


def test_a_number_that_was_skipped_is_found(scene: Callable[[str], Scene]) -> None:
    here = scene("inspect record")
    with here.merged() as (case, records):
        old = records.documents("D05")[0]
        further = {"n": 3, "number": "样人社监检通〔2026〕3号", "file_name": "3.docx"}
        case.add(Document(**old.model_dump(exclude={"id"}) | further))

    found = here.run("check")

    assert found.code == 4
    assert "样人社监检通〔2026〕3号之前缺少第2号" in found.out.replace("\n", "")


def test_check_may_look_at_chosen_guards_alone(scene: Callable[[str], Scene]) -> None:
    one = next(held for held in HELD if held.severity == R and not held.merge)
    here = scene(one.step)
    one.happens(here)
    if one.checked:
        here.clock_at(one.checked)
    other = "G01" if one.guard != "G01" else "G02"

    found = here.run("check", "--guard", one.guard.lower(), "--guard", other, "--json")
    spared = here.run("check", "--guard", other)

    assert {row["guard"] for row in found.json["rows"]} == {one.guard}
    assert (found.code, spared.code, spared.out) == (4, 0, f"全部记录符合{other}。\n")
    assert here.run("check", "--guard", "G99").code == 3


def test_check_may_look_at_the_guards_of_one_group_of_commands(scene: Callable[[str], Scene]) -> None:
    one = next(held for held in HELD if held.guard == "G27")
    here = scene(one.step)
    one.happens(here)
    here.clock_at(one.checked)

    found = here.run("check", "--group", "seal")
    spared = here.run("check", "--group", "report", "--group", "notify")

    guard = GUARDS["G27"]
    assert found.code == 4
    assert f"2026-001　G27　{R.label}\n  {guard.text}（{guard.basis}）" in found.out
    assert f"  怎么办：{guard.todo}" in found.out
    assert "G27" in spared.out, "an expired seal stops every step of every group"
    assert here.run("check", "--group", "seals").code == 2


def test_every_guard_belongs_to_a_group_of_commands_that_check_can_choose() -> None:
    assert {group for guard in GUARDS.values() for group in guard.groups} <= {*GROUPS, "*"}
    assert "G12" not in chosen([], ["doc"])
    assert {"G56", "G27"} <= set(chosen([], ["doc"]))
    assert chosen(["G12"], ["doc"]) == chosen(["G12"], []) + chosen([], ["doc"])
