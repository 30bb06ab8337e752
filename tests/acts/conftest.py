"""An office ready for an inspection: agency, roster, a unit of every kind. `act(...)` opens its case file.

with act("inspect.enter", at="2026-03-02 09:00", actor="测一鸣") as case: …

`announced`  the office with inspection 2026-001: approved scheme, notice served on 2026-02-10, entry due on 2026-03-02
`on_site`    the same after entry on 2026-03-02 at 9:00
`reviewed`   the office with the off-site inspection 2026-001 whose data were reviewed (tests/flags.py)
`analysed`   the same with flags of a comparison
`sent`       the same: R01-0001 and R01-0002 were sent on 2026-03-04 and received on the next day
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from jxinspect.law.guards import OverrideGiven, Waivers
from jxinspect.law.terms import FundType, Level, Role, ServiceMethod, UnitType

if TYPE_CHECKING:
    from jxinspect.store.casefile import CaseFile

BEIJING = timezone(timedelta(hours=8))
#: The machine's clock in these tests; facts are dated by `at`.
CLOCK = datetime(2026, 11, 23, 9, 0, tzinfo=BEIJING)

Act = Callable[..., "AbstractContextManager[CaseFile]"]

STAFF = (
    ("钱主任", Role.APPROVER, "局领导", "局长", None),
    ("孙科长", Role.SUPERVISOR, "基金监督科", "科长", "36012300001"),
    ("测一鸣", Role.INSPECTOR, "基金监督科", "一级科员", "36012300002"),
    ("样二航", Role.INSPECTOR, "基金监督科", "二级科员", "36012300003"),
    ("例三川", Role.INSPECTOR, "基金监督科", "三级科员", "36012300004"),
    ("周档员", Role.ARCHIVIST, "办公室", "科员", None),
)

UNITS = (
    ("样本县社会保险服务中心", UnitType.HANDLING_AGENCY, "", False),
    ("样本县虚构镇便民服务中心", UnitType.TOWNSHIP_AGENCY, "", False),
    ("样本县示例职业培训学校", UnitType.SERVICE_ORG, "享受失业保险培训补贴的培训机构", True),
    ("样本县劳动能力鉴定办公室", UnitType.RELATED_ORG, "劳动能力鉴定", False),
    ("江西样品制造有限公司", UnitType.EMPLOYER, "", True),
)


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BEIJING)


@pytest.fixture
def act(case_path: Path) -> Act:
    """Open the case file for one act at a moment ("2026-03-02 09:00"), with what passes guards."""
    from contextlib import contextmanager

    from jxinspect.store.casefile import open_case_file

    @contextmanager
    def opened(name: str, *, at: str = "2026-01-05 09:00", actor: str = "测一鸣", override=(), ack=(), dry_run=False):  # type: ignore[no-untyped-def]
        with open_case_file(case_path, actor=actor, act=name, clock=CLOCK, at=moment(at), dry_run=dry_run) as case:
            case.waivers = Waivers(tuple(OverrideGiven(*o) for o in override), frozenset(ack))
            yield case

    return opened


@pytest.fixture
def office(act: Act, once: Callable[..., Any]) -> Act:
    """`act` on a case file with agency, roster and units."""
    from jxinspect.acts import plan

    def made() -> None:
        with act("init") as case:
            plan.set_agency(
                case,
                name="样本县人力资源和社会保障局",
                code="样人社",
                level=Level.COUNTY,
                region_code="360100",
                region_name="样本县",
                department="基金监督科",
                address="样本县示范路1号",
                phone="0791-00000001",
                complaint_phone="0791-00000002",
                government="样本县人民政府",
                court="样本县人民法院",
            )
            for name, role, department, post, certificate in STAFF:
                plan.add_staff(
                    case,
                    name=name,
                    role=role,
                    department=department,
                    post=post,
                    certificate=certificate,
                    certificate_issuer="江西省司法厅" if certificate else "",
                    certificate_from=date(2023, 1, 1) if certificate else None,
                    certificate_to=date(2027, 12, 31) if certificate else None,
                )
            for name, kind, subtype, enterprise in UNITS:
                plan.add_unit(
                    case,
                    name=name,
                    type=kind,
                    subtype=subtype,
                    region_code="360100",
                    address="样本县示范路2号",
                    head="赵样本",
                    head_post="主任",
                    contact="李例子",
                    phone="0791-00000003",
                    is_enterprise=enterprise,
                )

    once(made)
    return act


Reporting = Callable[..., str]


@pytest.fixture
def fieldwork_done(office: Act, once: Callable[..., Any]) -> Reporting:
    """Makes inspection 2026-001 whose fieldwork ended on 2026-04-24: entry, commitment, evidence and findings.

    `findings` are (title, amount in fen or None); `committed=False` leaves the commitment out.
    """
    from jxinspect.law.terms import EvidenceForm, EvidenceKind, InspectionForm, State, TeamRole
    from jxinspect.model.inspect import Commitment, Entry, Evidence, Finding
    from jxinspect.model.plan import Approval, Inspection, Scheme, TeamMember
    from jxinspect.model.report import FieldworkEnd
    from jxinspect.store.records import staff, unit

    def made(findings: Sequence[tuple[str, int | None]], unit_name: str, *, committed: bool) -> None:
        with office("fixture", at="2026-04-24 17:00") as case:
            people = [staff(case, name) for name in ("测一鸣", "样二航")]
            one = Inspection(
                number="2026-001",
                year=2026,
                unit_id=unit(case, unit_name).id,
                form=InspectionForm.SPECIAL,
                funds=[FundType.PENSION_ENTERPRISE],
                period_from=date(2025, 1, 1),
                period_to=date(2025, 12, 31),
                state=State.FIELD_CLOSED,
            )
            about: dict[str, Any] = {"inspection_id": one.id}
            begun = moment("2026-04-13 09:00")
            ids = [person.id for person in people]
            scheme = Scheme(
                **about,
                at=moment("2026-04-01 09:00"),
                items="企业职工基本养老保险基金收支、管理",
                scope="县本级企业职工基本养老保险基金",
                content="待遇审核和支付情况\n基金内部控制情况",
                starts_on=date(2026, 4, 13),
                ends_on=date(2026, 4, 24),
                method="查阅账簿凭证、比对数据、询问有关人员",
                made_by=ids[0],
            )
            case.add(one)
            case.add(
                scheme,
                Approval(
                    **about,
                    at=moment("2026-04-02 09:00"),
                    subject="scheme",
                    subject_id=scheme.id,
                    prepared_by=ids[0],
                    approved_by=staff(case, "钱主任").id,
                    text="同意",
                    granted=True,
                ),
                *(
                    TeamMember(**about, at=moment("2026-04-01 09:00"), staff_id=id_, role=role, no_interest=True)
                    for id_, role in zip(ids, (TeamRole.LEADER, TeamRole.MEMBER), strict=True)
                ),
                Entry(**about, at=begun, place="二楼会议室", inspectors=ids, met="赵样本", met_post="主任"),
                FieldworkEnd(**about, at=moment("2026-04-24 16:00")),
            )
            if committed:
                case.add(Commitment(**about, at=moment("2026-04-13 10:00"), signer="赵样本", post="主任"))
            for n, (title, amount) in enumerate(findings, 1):
                proof = Evidence(
                    **about,
                    at=moment("2026-04-15 10:00"),
                    code=f"2026-001-ZJ-{n:03d}",
                    seq=n,
                    kind=EvidenceKind.DOCUMENT,
                    form=EvidenceForm.COPY,
                    name=f"{title}的凭证",
                    source="财务股",
                    place="档案室",
                    takers=ids,
                    proves=title,
                )
                case.add(proof)
                case.add(
                    Finding(
                        **about,
                        at=moment("2026-04-16 10:00"),
                        seq=n,
                        title=title,
                        facts=f"经查，存在{title}的情形",
                        basis=["社会保险法 88"] if amount else ["办法 11(六)"],
                        amount=amount,
                        no_amount=amount is None,
                        persons=3 if amount else None,
                        period_from=date(2025, 1, 1),
                        period_to=date(2025, 12, 31),
                        evidence=[proof.id],
                        demand=f"纠正{title}",
                    )
                )

    def prepare(
        *findings: tuple[str, int | None], committed: bool = True, unit_name: str = "样本县社会保险服务中心"
    ) -> str:
        once(lambda: made(findings, unit_name, committed=committed), repr((findings, committed, unit_name)))
        return NUMBER

    return prepare


NUMBER = "2026-001"


@pytest.fixture
def announced(office: Act, once: Callable[..., Any]) -> Act:
    """`act` on a case file whose inspection 2026-001 may be entered from 2026-03-02."""
    from jxinspect.law.terms import FundType, InspectionForm, State, TeamRole
    from jxinspect.model.document import Document
    from jxinspect.model.notify import Notice
    from jxinspect.model.plan import Approval, Inspection, Scheme, TeamMember
    from jxinspect.model.service import ProofOfService
    from jxinspect.store.records import staff, unit

    def made() -> None:
        with office("setup", at="2026-02-03 09:00") as case:
            inspection = Inspection(
                number=NUMBER,
                year=2026,
                unit_id=unit(case, "样本县社会保险服务中心").id,
                form=InspectionForm.SPECIAL,
                funds=[FundType.UNEMPLOYMENT],
                period_from=date(2025, 1, 1),
                period_to=date(2025, 12, 31),
                ad_hoc_reason="上级交办",
                state=State.NOTIFIED,
            )
            case.add(inspection)
            here: dict[str, Any] = {"inspection_id": inspection.id, "at": case.at}
            for name, role in (("测一鸣", TeamRole.LEADER), ("样二航", TeamRole.MEMBER)):
                case.add(TeamMember(**here, staff_id=staff(case, name).id, role=role, no_interest=True))
            scheme = Scheme(
                **here,
                items="失业保险基金收支、管理",
                scope="2025年度",
                content="待遇审核和支付",
                method="查阅资料",
                starts_on=date(2026, 3, 2),
                ends_on=date(2026, 3, 13),
                made_by=staff(case, "测一鸣").id,
            )
            head = staff(case, "钱主任").id
            approval = Approval(
                **here,
                subject="scheme",
                subject_id=scheme.id,
                prepared_by=scheme.made_by,
                approved_by=head,
                text="同意",
                granted=True,
            )
            notice = Notice(**here, flight=False, enter_on=date(2026, 3, 2), leave_on=date(2026, 3, 13))
            paper = Document(
                **here,
                kind="D05",
                title="检查通知书",
                subject_id=notice.id,
                number="样人社监检通〔2026〕1号",
                series="样人社监检通",
                year=2026,
                n=1,
                dated=date(2026, 2, 3),
                sha256=case.objects.put(b"D05"),
                facts_digest="0" * 64,
                chain_head="0" * 64,
                check_code="0" * 12,
                file_name="D05.docx",
                actor="测一鸣",
            )
            case.add(scheme, approval, notice, paper)
            case.add(
                ProofOfService(
                    **here | {"at": moment("2026-02-10 10:00")},
                    documents=[paper.id],
                    addressee="样本县社会保险服务中心",
                    method=ServiceMethod.DIRECT,
                    place="样本县示范路2号",
                    servers=[staff(case, "测一鸣").id, staff(case, "样二航").id],
                    received_at=moment("2026-02-10 10:00"),
                    receiver="李例子",
                    capacity="办公室主任",
                )
            )

    once(made)
    return office


@pytest.fixture
def on_site(announced: Act, once: Callable[..., Any]) -> Act:
    """`act` on a case file whose inspectors have shown their certificates."""
    from jxinspect.law.terms import State
    from jxinspect.model.inspect import Entry
    from jxinspect.store.records import inspection_records, staff

    def made() -> None:
        with announced("inspect.enter", at="2026-03-02 09:00") as case:
            records = inspection_records(case, NUMBER)
            case.add(
                Entry(
                    inspection_id=records.inspection.id,
                    at=case.at,
                    place="样本县示范路2号",
                    inspectors=[staff(case, "测一鸣").id, staff(case, "样二航").id],
                    met="李例子",
                    met_post="办公室主任",
                )
            )
            records.inspection.state = State.ENTERED

    once(made)
    return announced


@pytest.fixture
def many(office: Act, once: Callable[..., Any]) -> Callable[[int], list[str]]:
    """Registers so many units, each with an approved inspection that may be notified; gives their names."""
    from jxinspect.acts import plan
    from jxinspect.law.terms import FundType, InspectionForm, State, TeamRole, UnitType
    from jxinspect.model.plan import Approval, Inspection, Scheme, TeamMember
    from jxinspect.store.records import staff

    def approved(case: CaseFile, n: int, unit_id: str) -> None:
        one = Inspection(
            number=f"2026-{n:03d}", year=2026, unit_id=unit_id, form=InspectionForm.SPECIAL,
            funds=[FundType.UNEMPLOYMENT], period_from=date(2025, 1, 1), period_to=date(2025, 12, 31),
            ad_hoc_reason="上级交办", state=State.APPROVED,
        )  # fmt: skip
        here: dict[str, Any] = {"inspection_id": one.id, "at": case.at}
        case.add(one)
        scheme = Scheme(
            **here, items="失业保险基金收支、管理", scope="2025年度", content="待遇审核和支付", method="查阅资料",
            starts_on=date(2026, 3, 9), ends_on=date(2026, 3, 20), made_by=staff(case, "测一鸣").id,
        )  # fmt: skip
        case.add(scheme)
        case.add(
            Approval(
                **here, subject="scheme", subject_id=scheme.id, prepared_by=scheme.made_by,
                approved_by=staff(case, "钱主任").id, text="同意", granted=True,
            ),
            *(
                TeamMember(**here, staff_id=staff(case, name).id, role=role, no_interest=True)
                for name, role in (("测一鸣", TeamRole.LEADER), ("样二航", TeamRole.MEMBER))
            ),
        )  # fmt: skip

    def made(count: int) -> list[str]:
        names = [f"样本县虚构{n}号经办机构" for n in range(1, count + 1)]
        with office("setup", at="2026-02-03 09:00") as case:
            for n, name in enumerate(names, 1):
                unit = plan.add_unit(
                    case, name=name, type=UnitType.HANDLING_AGENCY, region_code="360100",
                    address=f"样本县样品路{n}号", head="赵样本", head_post="主任", contact="李例子", phone="0791-3",
                )  # fmt: skip
                approved(case, n, unit.id)
        return names

    return lambda count: list(once(lambda: made(count), str(count)))


@pytest.fixture
def line(jx: Callable[..., Any], case_path: Path, clock_at: Callable[[str], Any]) -> Callable[[str], Any]:
    """Runs one line on the prepared case file: `line("2026-04-26 09:00 report consult 2026-001")`."""
    clock_at("2026-11-23 09:00")

    def run(text: str) -> Any:
        day, hour, *words = text.split()
        return jx("-C", str(case_path), "--as", "测一鸣", "--at", f"{day} {hour}", *words)

    return run


@pytest.fixture
def reviewed(office: Act, once: Callable[..., Any]) -> Act:
    from tests import flags

    def made() -> None:
        flags.reviewed(office)

    once(made)
    return office


@pytest.fixture
def analysed(reviewed: Act, once: Callable[..., Any]) -> Act:
    from tests import flags

    def made() -> None:
        flags.analysed(reviewed)

    once(made)
    return reviewed


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> None:
    """Flags are about people, and rest on rows, that tests/flags.py tells; no data are loaded."""
    from jxinspect.acts import flag_send
    from jxinspect.acts.flag_rows import Looked, Person, Place
    from tests.flags import ALIVE, DEAD

    people = {DEAD: Person("死一者", DEAD, "3601000000001"), ALIVE: Person("活二者", ALIVE, "3601000000002")}
    places = {("R01", "flag", row): Place("发放.csv", "", row + 1) for row in range(10)}
    monkeypatch.setattr(flag_send, "look_up", lambda *_: Looked(people, places))


@pytest.fixture
def sent(analysed: Act, once: Callable[..., Any], known: None, tmp_path: Path) -> Act:
    from tests import flags

    def made() -> None:
        flags.chosen(analysed)
        flags.send(analysed, tmp_path / "导出")
        flags.serve(analysed, "样人社监核〔2026〕1号", "2026-03-05 10:00")

    once(made)
    return analysed


@pytest.fixture
def notified_off_site(office: Act, once: Callable[..., Any]) -> Act:
    """The off-site inspection 2026-001, whose notice of 2026-02-10 was received on the day."""
    from jxinspect.acts import notify_offsite
    from tests.acts.test_notify_offsite import NUMBER, opened, served

    def made() -> None:
        opened(office)
        with office("notify.offsite", at="2026-02-10 09:00") as case:
            paper, _ = notify_offsite.offsite(case, NUMBER)
        served(office, paper.number, "2026-02-10 15:00")

    once(made)
    return office


@pytest.fixture
def handed_in(tmp_path: Path) -> Callable[..., Any]:
    """`handed_in("pay", page)`: a file of one page with canonical names as header, to be loaded."""
    from jxinspect.acts.data import Wanted
    from jxinspect.analysis.incoming import Columns, Source
    from tests.analysis.senders import told

    def made(table: str, page: str, name: str = "", **more: Any) -> Wanted:
        path = tmp_path / (name or f"{table}.csv")
        path.write_text(page, encoding="utf-8")
        source, how = told(page, file=path.name)

        def opened(_: Path) -> list[Source]:
            return [source]

        def understood(_: Source) -> Columns:
            return how

        return Wanted(table, [path], opened, understood, **more)

    return made


@pytest.fixture
def typing(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Somebody at the terminal who types these lines and then presses Ctrl-C; the questions he saw."""

    def sits(*lines: str) -> list[str]:
        asked: list[str] = []
        waiting = iter(lines)

        def text(question: str, *, flag: str, default: str = "") -> str:
            asked.append(question)
            line = next(waiting, None)
            if line is None:
                raise KeyboardInterrupt
            return line or default

        monkeypatch.setattr("jxinspect.ui.ask.possible", lambda: True)
        monkeypatch.setattr("jxinspect.ui.ask.text", text)
        return asked

    return sits
