"""Partial copies: what the office gives out of a case file, what stays, and how they come home (办法 27)."""

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from jxinspect.store.casefile import CaseFile, open_case_file
from tests.sync.conftest import LAPTOP, OFFICE, WHO, Ended, Two

PART, HIRED = "三组笔记本", "第三方电脑"
SECRET = "参保人张某某多领养老金"


def _facts(case: CaseFile) -> None:
    """Two inspections, a finding about a person in each, one of a lead; 例协助 of a firm, authorised for the first."""
    from jxinspect.law.lead import LeadSource
    from jxinspect.law.terms import InspectionForm, Level, Role, State, UnitType
    from jxinspect.model.kinds import Finding, Lead, LeadInspection
    from jxinspect.model.plan import Agency, Inspection, Staff, Unit

    people = {"孙科长": Role.SUPERVISOR, "测一鸣": Role.INSPECTOR, "例协助": Role.THIRD_PARTY}
    staff = {name: Staff(name=name, role=role, department="科", post="员") for name, role in people.items()}
    unit = Unit(
        name="某县社保中心", type=UnitType.HANDLING_AGENCY, region_code="360100", address="某路1号", head="样一人"
    )
    agency = Agency(
        name="某县人社局", code="某人社", level=Level.COUNTY, region_code="360100", region_name="某县", department="科",
        address="某路2号", phone="0", complaint_phone="0", government="某县政府", court="某县法院", own=True,
    )  # fmt: skip
    case.add(*staff.values(), unit, agency)
    span: Any = {"period_from": date(2025, 1, 1), "period_to": date(2025, 12, 31), "state": State.PLANNED}
    one, two = (
        Inspection(number=f"2026-00{n}", year=2026, unit_id=unit.id, form=InspectionForm.ROUTINE, **span)
        for n in (1, 2)
    )
    case.add(one, two)
    for n, inspection in enumerate((one, two), 1):
        case.add(Finding(inspection_id=inspection.id, at=case.at, seq=n, title=f"第{n}项", facts=SECRET, amount=0))
    lead = Lead(
        at=case.at, number="2026-XS-001", year=2026, source=next(iter(LeadSource)), about="某人", matter=SECRET,
        registered_by=staff["孙科长"].id,
    )  # fmt: skip
    case.add(lead)
    case.add(LeadInspection(at=case.at, lead_id=lead.id, inspection_id=two.id))


def _engaged(case: CaseFile, *, withdrawn: bool = False) -> None:
    from jxinspect.law.terms import SignOutcome
    from jxinspect.model.document import Document
    from jxinspect.model.kinds import SignedPaper
    from jxinspect.model.plan import Inspection, Staff
    from jxinspect.model.third_party import Authorisation, Engagement, Undertaking

    one = case.one(Inspection, number="2026-001")
    about: Any = {"inspection_id": one.id, "at": case.at}
    helper, head = case.one(Staff, name="例协助"), case.one(Staff, name="孙科长")
    hired = Engagement(**about, organisation="样本所", contract="1", persons=[helper.id], matter="核对")
    sworn = Undertaking(**about, engagement_id=hired.id, staff_id=helper.id, identity_no="360100199001010015")
    case.add(hired)
    case.add(sworn)
    facts: Any = {"at": case.at, "year": 2026, "series": "样", "facts_digest": "0" * 64, "check_code": "0" * 12}
    facts |= {"dated": date(2026, 11, 23), "chain_head": case.head, "actor": case.actor, "file_name": "1.docx"}
    other, sha = case.one(Inspection, number="2026-002"), case.objects.put(b"D29")
    case.add(
        Document(
            **facts,
            kind="D05",
            title="通知书",
            subject_id=other.id,
            inspection_id=other.id,
            n=1,
            number="样1",
            sha256=sha,
        )
    )
    paper = Document(
        **facts, kind="D29", title="承诺书", subject_id=sworn.id, inspection_id=one.id, n=2, number="样2", sha256=sha
    )
    case.add(paper)
    case.add(
        SignedPaper(
            **about, document_id=paper.id, signer="例协助", outcome=SignOutcome.SIGNED, capacity="承诺人",
            scan=case.objects.put(b"scan"), scan_name="承诺书.pdf",
        ),
        Authorisation(
            **about, engagement_id=hired.id, number="2026-001-SQ-01", classes=["statistics"], scope="2025年度",
            valid_from=date(2026, 11, 1), valid_to=date(2026, 12, 31), manner="驻场", prepared_by=head.id,
            approved_by=head.id, text="同意", withdrawn_at=case.at if withdrawn else None,
        ),
    )  # fmt: skip


def put(two: Two, do: Any, **more: Any) -> None:
    with two.at(OFFICE), open_case_file(two.case(OFFICE), actor="孙科长", act="test.put", clock=two.clock) as case:
        do(case, **more)


def enrol(two: Two, machine: str, *more: str) -> None:
    card = two.folder / f"{machine}.json"
    assert two.type(machine, "sync", "card", "-o", str(card), "--name", machine, case=False).code == 0
    told = ("--fingerprint", two.fingerprint(machine), *more)
    added = two.type(OFFICE, "sync", "device", "add", str(card), *told)
    assert added.code == 0, added.err


def as_helper(two: Two, *words: str) -> Ended:
    from tests.sync.conftest import typed

    with two.at(HIRED):
        return Ended(*typed([*words, "-C", str(two.case(HIRED)), "--as", "例协助"]))


@pytest.fixture(scope="module")
def parts(both: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The office, a laptop with inspection 2026-001 only, and a third party's copy; made once."""
    folder = tmp_path_factory.mktemp("parts") / "parts"
    shutil.copytree(both, folder)
    two = Two(folder, datetime(2026, 11, 23, 10, 0, tzinfo=UTC))
    put(two, _facts)
    put(two, _engaged)
    enrol(two, PART, "--inspection", "2026-001")
    enrol(two, HIRED, "--third-party", "--holder", "例协助")
    for machine in (PART, HIRED):
        opened = two.new(machine, two.bundle(OFFICE, machine))
        assert opened.code == 0, opened.err
    return folder


@pytest.fixture
def three(parts: Path, tmp_path: Path) -> Two:
    shutil.copytree(parts, tmp_path / "parts")
    return Two(tmp_path / "parts", datetime(2026, 11, 23, 12, 0, tzinfo=UTC))


def names(two: Two, machine: str, table: str, column: str) -> list[str]:
    return [row[column] for row in two.rows(machine, f"SELECT {column} FROM {table} ORDER BY 1")]


def test_a_laptop_gets_the_chosen_inspection_whole_and_of_the_others_headers_only(three: Two) -> None:
    assert names(three, OFFICE, "finding", "title") == ["第1项", "第2项"]
    assert names(three, PART, "finding", "title") == ["第1项"]
    assert names(three, PART, "inspection", "number") == ["2026-001"]
    assert names(three, PART, "lead", "number") == names(three, PART, "reporter", "id") == []
    assert len(names(three, PART, "staff", "name")) == 3
    whole, part = (names(three, machine, "journal", "hash") for machine in (OFFICE, PART))
    assert set(part) <= set(whole)
    bare = three.rows(PART, "SELECT count(*) AS n FROM journal WHERE body IS NULL AND record_table = 'lead'")
    assert bare == [{"n": 1}]


def test_a_third_party_s_copy_holds_no_row_and_no_word_about_persons(three: Two) -> None:
    assert names(three, HIRED, "finding", "id") == names(three, HIRED, "lead", "id") == []
    assert names(three, HIRED, "inspection", "number") == ["2026-001"]
    assert names(three, HIRED, "authorisation", "number") == ["2026-001-SQ-01"]
    assert three.rows(HIRED, f"SELECT 1 AS n FROM journal WHERE body LIKE '%{SECRET}%'") == []
    info = names(three, HIRED, "case_info", "name")
    assert "scope" in info
    assert "sync_identity" not in info


@pytest.mark.parametrize("machine", [PART, HIRED])
def test_what_was_withheld_is_no_damage(three: Two, machine: str) -> None:
    from jxinspect.store.verify import damage, verify

    with three.at(machine):
        assert damage(verify(three.case(machine), at=three.clock, deep=True)) == []


def test_numbers_of_documents_that_were_not_given_are_not_missing(three: Two) -> None:
    whole, part = three.type(OFFICE, "check"), three.type(PART, "check")
    assert "2026-001" in whole.out
    assert "2026-001" in part.out
    assert three.rows(PART, "SELECT n FROM document WHERE series = '样'") == [{"n": 2}]
    assert "G57" not in part.out


def test_a_whole_copy_cannot_call_itself_partial_to_lose_bodies(three: Two) -> None:
    """Nor can a partial one lose what it was given."""
    from jxinspect.store.database import connect
    from jxinspect.store.keys import key_of

    for machine in (OFFICE, PART):
        with three.at(machine):
            raw = connect(three.case(machine), key_of(three.case(machine), at=three.clock), wait=1)
        raw.execute("DROP TRIGGER journal_fixed")
        raw.execute("UPDATE journal SET body = NULL, salt = NULL WHERE record_table = 'finding'")
        raw.execute('INSERT OR IGNORE INTO case_info VALUES (\'scope\', \'{"device": "00", "inspections": []}\')')
        raw.close()
        verified = three.type(machine, "verify")
        assert verified.code == 8
        assert "正文" in verified.err


def test_a_partial_copy_says_so(three: Two) -> None:
    assert "本案卷库只有一部分内容：检查 2026-001。" in three.type(PART, "status").err
    assert "只有一部分：2026-001" in three.type(PART, "sync", "status").out
    assert three.type(PART, "sync", "status", "--json").json["scope"]["inspections"] == ["2026-001"]
    assert "只有一部分" not in three.type(OFFICE, "status").err


def test_what_is_done_on_a_partial_copy_comes_home_whole(three: Two) -> None:
    from jxinspect.model.kinds import Finding

    with three.at(PART), open_case_file(three.case(PART), actor="测一鸣", act="test.add", clock=three.clock) as case:
        [known] = case.all(Finding)
        known.title = "第1项，改过"
    opened = three.open(OFFICE, three.bundle(PART, OFFICE))
    assert opened.code == 0, opened.err
    assert names(three, OFFICE, "finding", "title") == ["第1项，改过", "第2项"]
    assert three.rows(OFFICE, "SELECT 1 AS n FROM journal WHERE body IS NULL") == []
    assert three.type(OFFICE, "verify").code == 0
    put(three, _late)
    again = three.open(PART, three.bundle(OFFICE, PART))
    assert again.code == 0, again.err
    assert names(three, PART, "leadinspection", "id")
    verified = three.type(PART, "verify")
    assert verified.code == 0, verified.err


def _late(case: CaseFile) -> None:
    """A lead whose entries went out as headers is joined to the chosen inspection later."""
    from jxinspect.model.kinds import Lead, LeadInspection
    from jxinspect.model.plan import Inspection

    [lead], one = case.all(Lead), case.one(Inspection, number="2026-001")
    case.add(LeadInspection(at=case.at, lead_id=lead.id, inspection_id=one.id))


def test_a_partial_copy_exchanges_with_the_office_alone(three: Two) -> None:
    out = three.folder / "x.jxbundle"
    to_other = three.type(PART, "sync", "bundle", "--for", LAPTOP, "-o", str(out))
    assert (to_other.code, "只能给机关端" in to_other.err) == (4, True)
    from_other = three.type(LAPTOP, "sync", "bundle", "--for", PART, "-o", str(out))
    assert from_other.code == 3  # the laptop has not heard of it yet
    three.open(LAPTOP, three.bundle(OFFICE, LAPTOP))
    from_other = three.type(LAPTOP, "sync", "bundle", "--for", PART, "-o", str(out))
    assert (from_other.code, "只从机关端收取" in from_other.err) == (4, True)
    together = three.type(OFFICE, "sync", "bundle", "--for", PART, "--for", LAPTOP, "-o", str(out))
    assert (together.code, "单独制作" in together.err) == (4, True)
    assert not out.exists()


def test_what_a_third_party_tries_beyond_is_refused_and_comes_to_the_office(three: Two) -> None:
    assert WHO.get(HIRED) is None
    refused = as_helper(three, "inspect", "evidence", "list")
    assert refused.code == 4
    assert "G51" in refused.err
    out = three.folder / "回.jxbundle"
    made = as_helper(three, "sync", "bundle", "--for", OFFICE, "-o", str(out))
    assert made.code == 0, made.err
    opened = three.open(OFFICE, out)
    assert opened.code == 0, opened.err
    [note] = three.rows(OFFICE, "SELECT body, actor FROM journal WHERE act = 'third_party.refused'")
    assert note["actor"] == "例协助"
    assert "G51" in note["body"]


def test_without_a_valid_authorisation_a_third_party_gets_nothing(three: Two) -> None:
    three.clock += timedelta(days=60)
    refused = three.type(OFFICE, "sync", "bundle", "--for", HIRED, "-o", str(three.folder / "y.jxbundle"))
    assert refused.code == 4
    assert "没有经审批、在有效期内、写明统计数据的授权" in refused.err
    assert not (three.folder / "y.jxbundle").exists()
