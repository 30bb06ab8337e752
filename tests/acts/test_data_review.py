"""Examining what was handed over, asking for the rest in one step, destroying it after closing (办法 23)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from jxinspect.acts import data, data_purge, data_review, inspect_request
from jxinspect.acts.document_void import void
from jxinspect.acts.procedure import breaches
from jxinspect.analysis.datasets import connect
from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.request import RequestKind
from jxinspect.law.terms import InspectionForm, State
from jxinspect.model.dataset import DataPart, DataPurge, DataReview, Dataset, DatasetUse
from jxinspect.model.document import Document
from jxinspect.model.flag_reply import Escalation
from jxinspect.model.inspect import Evidence
from jxinspect.model.plan import Inspection, Staff
from jxinspect.model.report import Closing
from jxinspect.model.signed import DocumentVoid
from jxinspect.store.records import inspection_records
from jxinspect.store.verify import verify
from tests.acts.conftest import CLOCK
from tests.acts.test_data import DEATHS, PAY
from tests.acts.test_notify_offsite import NUMBER, book_of, text_of

Act = Callable[..., Any]
Wanted = Callable[..., data.Wanted]


@pytest.fixture
def loaded(notified_off_site: Act, handed_in: Wanted) -> Act:
    with notified_off_site("inspect.data.load", at="2026-02-20 09:00") as case:
        again = PAY + "3601000000001 | 失业 | 失业保险金 | 202501 | 2025-01-10 | 1200.00 | 6222000000000001 | 测一鸣\n"
        data.load(case, NUMBER, handed_in("pay", again, control_rows=5, control_sum=500000))
    return notified_off_site


def test_an_examination_tells_everything_that_is_wrong(loaded: Act) -> None:
    with loaded("inspect.data.review", at="2026-02-21 09:00") as case:
        row, found = data_review.review(case, NUMBER, conclusion="不影响比对")
        told = {(one.kind, one.field, one.rows) for one in found.told}
        assert ("unreadable", "pay_ym", "第3行") in told
        assert ("repeated", "", "第5行") in told
        assert ("missing", "开户行", "全部") in told
        assert {one.problem.split("；")[0] for one in found.told if one.kind in ("rows", "sum")} == {
            "读到4行，控制数5行，少1行",
            "合计3,600.00元，控制数5,000.00元（另有1行不能识别，没有计入）",
        }
        assert [gap["ym"] for gap in found.gaps] == list(range(202503, 202513))
        assert {one.table for one in found.told if one.kind == "table"} >= {"参保人员基本信息", "缴费明细"}
        assert row.problems == len(found.told)
        assert case.one(Inspection, number=NUMBER).state == State.REVIEWED


def test_the_demand_for_the_rest_is_made_of_the_examination_in_one_step(loaded: Act) -> None:
    with loaded("notify.supplement", at="2026-02-21 09:00") as case:
        (paper, annex), found = data_review.supplement(case, NUMBER)
        assert paper.kind == "D10"
        text = text_of(case, paper)
        assert "读到4行，控制数5行" in text
        assert "测一鸣" not in "".join(one.problem for one in found.told)
        rows = [[cell.value for cell in row] for row in book_of(case, annex).active.iter_rows()]
        assert ["pay.csv", "待遇发放明细", "pay_ym", "第3行", "内容不能识别；按照格式说明改正后重新报送"] in [
            r[1:] for r in rows
        ]
        assert case.one(Inspection, number=NUMBER).state == State.SUBMITTED
        assert not case.all(DataReview)


def test_a_demand_that_is_void_takes_its_list_with_it_and_is_made_anew_with_it(loaded: Act) -> None:
    with loaded("notify.supplement", at="2026-02-21 09:00") as case:
        (paper, annex), _ = data_review.supplement(case, NUMBER)
    with pytest.raises(Refused, match="附件，不能单独作废"), loaded("doc.void", at="2026-02-21 10:00") as case:
        void(case, annex.number, because="写错了")
    with loaded("doc.void", at="2026-02-21 10:00") as case:
        void(case, paper.number, because="写错了")
    with loaded("doc.void", at="2026-02-21 11:00") as case:
        reasons = {case.get(Document, one.document_id).kind: one.reason for one in case.all(DocumentVoid)}
        assert reasons == {"D10": "写错了", "D10x": f"随{paper.number}作废"}
        _, fresh = void(case, paper.number, because="写错了", again=True)
        assert [(one.kind, one.number) for one in fresh] == [
            ("D10", "样人社监补〔2026〕2号"),
            ("D10x", "样人社监补〔2026〕2号附件"),
        ]
        assert len(case.all(DocumentVoid)) == 2


def test_data_of_others_are_not_asked_of_the_unit(loaded: Act, handed_in: Wanted) -> None:
    with loaded("inspect.data.load", at="2026-02-20 10:00") as case:
        asked = inspect_request.ask(
            case, NUMBER, kind=RequestKind.DATA, party="样本县信息中心", wanted="死亡名单", scope="2025年度"
        )
        data.load(case, NUMBER, handed_in("x_death", DEATHS, request=asked.number))
    with loaded("notify.supplement", at="2026-02-21 09:00") as case:
        (_, annex), found = data_review.supplement(case, NUMBER)
        assert {one.own for one in found.told if one.table == "死亡人员"} == {False}
        assert "死亡人员" not in {row[2] for row in book_of(case, annex).active.iter_rows(values_only=True)}


def test_what_another_authority_handed_over_is_not_asked_of_the_unit(loaded: Act, handed_in: Wanted) -> None:
    with loaded("inspect.data.load", at="2026-02-20 10:00") as case:
        data.load(case, NUMBER, handed_in("x_death", DEATHS + DEATHS.splitlines()[2], source="样本县民政局"))
        data.load(
            case,
            NUMBER,
            handed_in("x_tax", "id_no | name | pay_ym | income\n1 | 测一鸣 | 202501 | 1", source="样本县税务局"),
        )
    with loaded("inspect.data.review", at="2026-02-21 09:00") as case:
        told = data_review.examine(case, inspection_records(case, NUMBER)).told
    assert {(one.table, one.kind) for one in told if not one.own} >= {("死亡人员", "missing"), ("死亡人员", "repeated")}
    assert {one.own for one in told if one.kind == "gap" and one.table == "个税任职"} == {False}
    assert {one.own for one in told if one.table == "待遇发放明细"} == {True}


def test_rows_that_stand_there_again_are_told_by_the_file_in_which_they_do(loaded: Act, handed_in: Wanted) -> None:
    with loaded("inspect.data.load", at="2026-02-20 10:00") as case:
        again = "\n".join([*PAY.splitlines()[:3], *PAY.splitlines()[4:], PAY.splitlines()[4]])
        data.load(case, NUMBER, handed_in("pay", again, "补报.csv"))
    with loaded("inspect.data.review", at="2026-02-21 09:00") as case:
        found = data_review.examine(case, inspection_records(case, NUMBER))
    assert [(one.file, one.rows) for one in found.told if one.kind == "repeated"] == [
        ("pay.csv", "第5行"),
        ("补报.csv", "第2至4行"),
    ]


@pytest.mark.parametrize(
    ("lines", "count", "text"),
    [([3], 1, "第3行"), ([8, 9, 10, 12], 4, "第8至10、12行"), ([2, 3, 4], 153, "第2至4行等153行")],
)
def test_lines_are_told_in_runs(lines: list[int], count: int, text: str) -> None:
    assert data_review.rows_told(lines, count) == text


def test_without_data_there_is_nothing_to_examine(notified_off_site: Act) -> None:
    with (
        pytest.raises(Refused, match="现在不能"),
        notified_off_site("inspect.data.review", at="2026-02-21 09:00") as case,
    ):
        data_review.review(case, NUMBER)


# ---- purge -------------------------------------------------------------------------------------------------------


@pytest.fixture
def closed(loaded: Act, handed_in: Wanted) -> Act:
    with loaded("inspect.data.load", at="2026-02-22 09:00") as case:
        data.load(case, NUMBER, handed_in("x_death", DEATHS))
    with loaded("fixture", at="2026-04-20 09:00") as case:
        case.one(Inspection, number=NUMBER).state = State.CLOSED
    return loaded


def _objects(case_path: Path) -> Iterator[str]:
    return (path.name for path in (case_path / "objects").rglob("*") if path.is_file())


def _like(row: Any, **other: Any) -> Any:
    """Another record with the same columns, save some."""
    columns = {column.name: getattr(row, column.name) for column in row.__table__.columns if column.name != "id"}
    return type(row)(**columns | other)


def test_rows_are_not_destroyed_before_the_inspection_is_closed(loaded: Act) -> None:
    with (
        pytest.raises(Refused, match="现在不能“销毁数据”"),
        loaded("inspect.data.purge", at="2026-03-01 09:00") as case,
    ):
        data_purge.purge(case, NUMBER, witness="样二航")


def test_rows_are_destroyed_and_what_they_were_stays(closed: Act, case_path: Path) -> None:
    with closed("inspect.data.purge", at="2026-05-06 09:00") as case:
        parts = [part.sha256 for part in case.all(DataPart)]
        datasets, raw = case.all(Dataset), case.all(Evidence)
        row, papers = data_purge.purge(case, NUMBER, witness="样二航")
        assert (row.number, row.rows, row.actor) == ("2026-001-XH-01", 5, "测一鸣")
        assert sorted(one["sha256"] for one in row.objects) == sorted(parts)
        assert set(parts) <= set(_objects(case_path))  # until the record is durable
        (paper,) = papers
        told = text_of(case, paper)
    assert not set(parts) & set(_objects(case_path))
    assert verify(case_path, at=CLOCK) == []
    assert (paper.kind, paper.number) == ("D75", row.number)
    assert "数据2批，读入5行；加密文件3个" in told
    assert all(sha in told for sha in (*parts, *(one.digest for one in datasets), *(one.sha256 for one in raw)))
    assert "留存的原始文件（作为证据随卷保管" in told
    assert "没有登记过同步的设备" in told
    with closed("x", at="2026-05-06 10:00") as case:
        with pytest.raises(NotFound) as refused:
            connect(case, case.one(Inspection, number=NUMBER))
        assert refused.value.why == "数据已经销毁（2026-001-XH-01）"


def test_a_part_that_vanishes_without_a_purge_is_damage(closed: Act, case_path: Path) -> None:
    with closed("x", at="2026-05-06 10:00") as case:
        part = case.all(DataPart)[0]
        case.objects.path_of(part.sha256).unlink()
    assert [one.kind for one in verify(case_path, at=CLOCK)] == ["object"]


def test_a_purge_that_was_cut_short_is_finished_by_the_next_one(
    closed: Act, case_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch, closed("inspect.data.purge", at="2026-05-06 09:00") as case:
        patch.setattr(case.objects, "remove", lambda digests: None)  # as if the machine had stopped here
        gone, _ = data_purge.purge(case, NUMBER, witness="样二航")
    left = {one["sha256"] for one in gone.objects}
    assert left <= set(_objects(case_path))
    assert {one.kind for one in verify(case_path, at=CLOCK)} == {"unused"}
    with closed("inspect.data.purge", at="2026-05-06 11:00") as case:
        again, papers = data_purge.purge(case, NUMBER, witness="样二航")
        assert (again.id, papers) == (gone.id, [])
    assert not left & set(_objects(case_path))
    with pytest.raises(Refused, match="数据已经销毁"), closed("inspect.data.purge", at="2026-05-06 12:00") as case:
        data_purge.purge(case, NUMBER, witness="样二航")


def test_rows_that_another_inspection_has_too_stay_until_its_own_purge_and_the_record_says_so(
    closed: Act, case_path: Path
) -> None:
    with closed("inspect.data.purge", at="2026-05-06 09:00") as case:
        part = case.all(DataPart)[0]
        other = _like(case.one(Inspection, number=NUMBER), number="2026-009")
        theirs = _like(case.one(Dataset, id=part.dataset_id), inspection_id=other.id, number="2026-009-SJ-01")
        for row in (other, theirs, _like(part, inspection_id=other.id, dataset_id=theirs.id)):
            case.add(row)
        row, (paper,) = data_purge.purge(case, NUMBER, witness="样二航")
        assert [one["sha256"] for one in row.objects if one.get("needed_by") == ["2026-009"]] == [part.sha256]
        assert "清单中有1个文件与检查2026-009的数据内容相同" in text_of(case, paper)
    assert part.sha256 in set(_objects(case_path))
    with pytest.raises(Refused, match="数据已经销毁"), closed("inspect.data.purge", at="2026-05-06 12:00") as case:
        data_purge.purge(case, NUMBER, witness="样二航")


def test_while_an_inspection_on_site_goes_on_that_the_rows_led_to_a_purge_needs_a_reason(closed: Act) -> None:
    with closed("fixture", at="2026-04-21 09:00") as case:
        one = case.one(Inspection, number=NUMBER)
        onsite = _like(one, number="2026-009", state=State.ENTERED)
        fields = {"form": InspectionForm.FLIGHT, "reason": "核实", "flags": ["R01-0001"], "actor": case.actor}
        for row in (onsite, Escalation(inspection_id=one.id, at=case.at, onsite_id=onsite.id, **fields)):
            case.add(row)
    with pytest.raises(Incomplete, match="2026-009 还没有办结"), closed("x", at="2026-05-06 09:00") as case:
        data_purge.purge(case, NUMBER, witness="样二航")
    with closed("inspect.data.purge", at="2026-05-06 10:00", dry_run=True) as case:
        row, _ = data_purge.purge(case, NUMBER, witness="样二航", reason="现场检查不再需要数据行")
        assert row.reason == "现场检查不再需要数据行"
    with closed("inspect.data.purge", at="2026-05-06 11:00") as case:
        case.one(Inspection, number="2026-009").state = State.CLOSED
        assert data_purge.purge(case, NUMBER, witness="样二航")[0].reason == "检查已经办结，处理目的已经实现"


def test_a_purge_without_a_record_gets_it_later(closed: Act, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch, closed("inspect.data.purge", at="2026-05-06 09:00") as case:
        patch.setattr(data_purge, "issue", lambda *about: None)  # as before there was this paper
        gone, _ = data_purge.purge(case, NUMBER, witness="样二航")
    with closed("inspect.data.purge", at="2026-05-07 09:00") as case:
        again, (paper,) = data_purge.purge(case, NUMBER, witness="样二航")
        assert (again.id, paper.number) == (gone.id, "2026-001-XH-01")
        assert "2026年5月6日" in text_of(case, paper)


def test_a_dry_run_destroys_nothing(closed: Act, case_path: Path) -> None:
    before = set(_objects(case_path))
    with closed("inspect.data.purge", at="2026-05-06 09:00", dry_run=True) as case:
        data_purge.purge(case, NUMBER, witness="样二航")
    assert set(_objects(case_path)) == before


def test_who_destroys_needs_somebody_else_beside_him(closed: Act) -> None:
    with pytest.raises(Incomplete, match="同一个人"), closed("inspect.data.purge", at="2026-05-06 09:00") as case:
        data_purge.purge(case, NUMBER, witness="测一鸣")
    with closed("x", at="2026-05-06 10:00") as case:
        assert not case.all(DataPurge)


def test_the_record_of_a_purge_lies_in_the_folder_that_was_asked_for_and_in_the_list(
    closed: Act, case_path: Path, jx: Callable[..., Any], tmp_path: Path, clock_at: Callable[[str], object]
) -> None:
    clock_at("2026-11-23 09:00")
    cli = ("-C", str(case_path), "--as", "测一鸣", "--at", "2026-05-06 09:00", "inspect", "data")
    confirmed = ("--witness", "样二航", "--confirm", "2026-001", "--out", str(tmp_path / "文书"))
    purged = jx(*cli, "purge", "2026-001", *confirmed)
    assert purged.code == 0, purged.err
    assert "2026-001-XH-01 数据销毁记录" in purged.out
    assert [path.suffix for path in (tmp_path / "文书").iterdir()] == [".docx"]
    (row,) = jx(*cli, "list", "--purged", "--format", "json").json["rows"]
    assert (row["number"], row["document"], row["witness"]) == ("2026-001-XH-01", "2026-001-XH-01", "样二航")


# ---- G54: what is used after closing -----------------------------------------------------------------------------


def test_rows_of_a_closed_inspection_are_used_again_only_by_leave_of_the_head(closed: Act) -> None:
    with closed("fixture", at="2026-04-20 10:00") as case:
        inspection = case.one(Inspection, number=NUMBER)
        archived = case.one(Staff, name="测一鸣").id
        closing_ = Closing(
            inspection_id=inspection.id, at=case.at, result="办结", archived_by=archived, retention="永久"
        )
        case.add(closing_)
        with pytest.raises(Refused) as refused:
            connect(case, inspection)
        assert refused.value.guards == ("G54",)
    with pytest.raises(Refused) as refused, closed("inspect.data.use", at="2026-05-06 09:00") as case:
        data_purge.use(case, NUMBER, purpose="答复行政复议")
    assert refused.value.guards == ("G54",)
    leave = ("G54", "复议机关要求", "钱主任")
    with closed("inspect.data.use", at="2026-05-06 09:00", override=[leave]) as case:
        data_purge.use(case, NUMBER, purpose="答复行政复议")
        connect(case, case.one(Inspection, number=NUMBER)).close()
    with closed("x", at="2026-05-07 09:00") as case, pytest.raises(Refused, match="已经办结"):
        connect(case, case.one(Inspection, number=NUMBER))


def test_a_use_behind_the_back_of_the_program_is_found(closed: Act) -> None:
    with closed("fixture", at="2026-04-20 10:00") as case:
        inspection = case.one(Inspection, number=NUMBER)
        archived = case.one(Staff, name="测一鸣").id
        case.add(
            Closing(inspection_id=inspection.id, at=case.at, result="办结", archived_by=archived, retention="永久"),
            DatasetUse(inspection_id=inspection.id, at=case.at - timedelta(days=1), purpose="办结以前"),
            DatasetUse(inspection_id=inspection.id, at=case.at + timedelta(days=9), purpose="写论文"),
        )
        found = list(breaches(inspection_records(case, NUMBER), ["G54"]))
        assert [breach.text for breach in found] == ["检查办结后又要使用装入的数据：写论文"]
