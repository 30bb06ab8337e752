"""Documents after they were made: drafts, signed papers, void numbers, copies that agree with the case file."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from jxinspect.errors import Damaged, Incomplete, NotFound, Refused
from jxinspect.law.terms import SealReason, ServiceMethod, SignOutcome

NUMBER = "2026-001"
LIST, RECORD, DECISION = "2026-001-QD-01", "2026-001-BL-01", "样人社监封〔2026〕1号"


@pytest.fixture
def sealed(on_site: Any, once: Any) -> Any:
    """`act` on a case file with the notice and one sealing carried out on 2026-03-03: D05, D32 to D36."""
    from jxinspect.acts import seal
    from jxinspect.law.dates import parse_moment

    def made() -> None:
        with on_site("seal.request", at="2026-03-03 08:30") as case:
            seal.request(
                case, NUMBER, reasons=[SealReason.LOSS], facts="凭证正在被搬离", copy_suffices="数量大",
                keeper="李例子",
                custody_mode="原地", items=[{"name": "凭证", "material": "voucher", "quantity": 12}],
            )  # fmt: skip
        with on_site("seal.approve", at="2026-03-03 09:00") as case:
            seal.approve(case, NUMBER, approver="钱主任", text="同意")
        with on_site("seal.create", at="2026-03-03 09:30") as case:
            seal.create(
                case, NUMBER, strips=["柜门"], process="逐项清点", notified="电话通知", attended="李例子",
                ended_at=parse_moment("2026-03-03 11:20", case.clock),
            )  # fmt: skip

    once(made)
    return on_site


def serve(case: Any, number: str) -> None:
    """A proof of service as `notify serve` records it."""
    from jxinspect.acts.document import find
    from jxinspect.model.service import ProofOfService

    document = find(case, number)
    case.add(
        ProofOfService(
            inspection_id=document.inspection_id, at=case.at, documents=[document.id], addressee="样本单位",
            method=ServiceMethod.DIRECT, place="大厅", received_at=case.at, receiver="李例子",
        )
    )  # fmt: skip


@pytest.mark.parametrize(
    "typed", ["样人社监封〔2026〕1号", "样人社监封[2026]1号", "样人社监封（２０２６）1号", " 样人社监封【2026】1号"]
)
def test_a_document_is_found_however_its_brackets_are_typed(sealed: Any, typed: str) -> None:
    from jxinspect.acts.document import find

    with sealed("look", at="2026-03-03 12:00", dry_run=True) as case:
        assert find(case, typed).kind == "D33"
        with pytest.raises(NotFound):
            find(case, "样人社监封〔2026〕9号")


def test_a_draft_has_an_open_number_and_leaves_nothing_behind(sealed: Any) -> None:
    from jxinspect.acts.document import preview
    from jxinspect.model.document import Document

    with sealed("doc.preview", at="2026-03-03 12:00") as case:
        name, data = preview(case, "d33", NUMBER)
    with zipfile.ZipFile(BytesIO(data)) as package:
        text = package.read("word/document.xml").decode()
    assert name == "D33_封存决定书（稿）.docx"
    assert "样人社监封〔2026〕__号" in text
    with sealed("look", at="2026-03-03 12:00", dry_run=True) as case:
        assert len(case.all(Document)) == 6


@pytest.mark.parametrize(("kind", "of"), [("D37", NUMBER), ("D99", NUMBER), ("D33", "2026-009"), ("D01", "2026")])
def test_a_draft_of_what_is_not_recorded_is_not_found(sealed: Any, kind: str, of: str) -> None:
    from jxinspect.acts.document import preview

    with pytest.raises(NotFound), sealed("doc.preview", at="2026-03-03 12:00") as case:
        preview(case, kind, of)


def test_a_signed_paper_keeps_its_scan_and_several_may_sign(sealed: Any, tmp_path: Path) -> None:
    from jxinspect.acts.document import signed
    from jxinspect.model.signed import SignedPaper

    scan = tmp_path / "扫描件.pdf"
    scan.write_bytes(b"%PDF-1.7 signed")
    with sealed("doc.signed", at="2026-03-03 12:00") as case:
        paper = signed(case, LIST, signer="李例子", capacity="档案室主任", scan=scan)
        signed(case, LIST, signer="测一鸣", capacity="检查人员")
        assert paper.scan is not None
        assert case.objects.get(paper.scan) == b"%PDF-1.7 signed"
    with sealed("look", at="2026-03-03 13:00", dry_run=True) as case:
        assert [(p.signer, p.scan_name) for p in case.all(SignedPaper)] == [("李例子", "扫描件.pdf"), ("测一鸣", "")]


def test_a_refused_signature_needs_a_reason_and_where_the_law_wants_it_a_witness(sealed: Any) -> None:
    from jxinspect.acts.document import signed

    refused: dict[str, Any] = {"signer": "李例子", "capacity": "主任", "outcome": SignOutcome.REFUSED}
    with pytest.raises(Incomplete, match="原因"), sealed("doc.signed", at="2026-03-03 12:00") as case:
        signed(case, LIST, **refused)
    with pytest.raises(Incomplete, match="见证人"), sealed("doc.signed", at="2026-03-03 12:00") as case:
        signed(case, LIST, **refused, reason="不认可")
    with sealed("doc.signed", at="2026-03-03 12:00") as case:
        assert signed(case, LIST, **refused, reason="不认可", witness="周见证").outcome == SignOutcome.REFUSED
        assert signed(case, DECISION, **refused, reason="不认可").witness == ""


def test_a_paper_is_not_signed_twice_by_one_person_nor_before_it_was_made(sealed: Any) -> None:
    from jxinspect.acts.document import signed

    with sealed("doc.signed", at="2026-03-03 12:00") as case:
        signed(case, LIST, signer="李例子", capacity="主任")
    with pytest.raises(Refused) as refused, sealed("doc.signed", at="2026-03-03 12:10") as case:
        signed(case, LIST, signer="李例子", capacity="主任")
    assert refused.value.guards == ("G55",)
    with pytest.raises(Refused) as refused, sealed("doc.signed", at="2026-03-03 09:00") as case:
        signed(case, RECORD, signer="李例子", capacity="主任")
    assert refused.value.guards == ("G56",)


def test_a_void_number_keeps_its_reason_and_is_not_given_again(sealed: Any) -> None:
    from jxinspect.acts.document import signed
    from jxinspect.acts.document_void import void
    from jxinspect.model.signed import DocumentVoid

    with sealed("doc.void", at="2026-03-03 12:00") as case:
        row, fresh = void(case, DECISION, because="保管人写错", again=True)
    assert row.reason == "保管人写错"
    assert (fresh[0].kind, fresh[0].number) == ("D33", "样人社监封〔2026〕2号")
    with pytest.raises(Refused, match="已经作废"), sealed("doc.void", at="2026-03-03 13:00") as case:
        void(case, DECISION, because="又错了")
    with pytest.raises(Refused, match="已经作废"), sealed("doc.signed", at="2026-03-03 13:00") as case:
        signed(case, DECISION, signer="李例子", capacity="主任")
    with sealed("look", at="2026-03-03 13:00", dry_run=True) as case:
        assert len(case.all(DocumentVoid)) == 4  # list, strips and site record went with the decision


def test_voiding_without_reason_or_after_service_or_after_signature_on_the_spot_is_refused(sealed: Any) -> None:
    from jxinspect.acts.document import signed
    from jxinspect.acts.document_void import void

    with pytest.raises(Refused) as refused, sealed("doc.void", at="2026-03-03 12:00") as case:
        void(case, DECISION, because=" ")
    assert refused.value.guards == ("G57",)
    with sealed("serve", at="2026-03-03 12:00") as case:
        serve(case, DECISION)
        signed(case, LIST, signer="李例子", capacity="主任")
    for number in (DECISION, LIST):
        with pytest.raises(Refused) as refused, sealed("doc.void", at="2026-03-03 13:00") as case:
            void(case, number, because="有误")
        assert refused.value.guards == ("G55",)


def test_an_export_agrees_with_the_case_file_and_says_so_by_one_digest(sealed: Any, tmp_path: Path) -> None:
    from jxinspect.acts.document_export import export

    with sealed("doc.export", at="2026-03-03 12:00") as case:
        first = export(case, [], NUMBER, tmp_path / "导出")
    first.compare()
    assert sorted(path.name for path in first.paths) == sorted(path.name for path in (tmp_path / "导出").iterdir())
    assert len(first.paths) == 6
    assert "2026-001_样人社监封(2026)1号_封存决定书.docx" in {path.name for path in first.paths}
    with sealed("doc.export", at="2026-03-03 12:10") as case:
        again = export(case, [], NUMBER, tmp_path / "另一处")
        one = export(case, [DECISION], None, tmp_path / "一份")
    assert again.digest == first.digest
    assert one.digest != first.digest
    again.paths[0].write_bytes(b"changed")
    with pytest.raises(Damaged, match="不一致"):
        again.compare()


def test_an_export_of_nothing_is_not_found_and_a_trial_writes_nothing(sealed: Any, tmp_path: Path) -> None:
    from jxinspect.acts.document_export import export

    with pytest.raises(NotFound), sealed("doc.export", at="2026-03-03 12:00") as case:
        export(case, ["样人社监封〔2026〕9号"], None, tmp_path / "导出")
    with sealed("doc.export", at="2026-03-03 12:00", dry_run=True) as case:
        out = export(case, [], NUMBER, tmp_path / "导出")
    assert out.paths == []
    assert not (tmp_path / "导出").exists()


def test_an_external_number_is_taken_once(sealed: Any) -> None:
    from jxinspect.acts.procedure import issue
    from jxinspect.model.seal import Seal
    from jxinspect.store.records import inspection_records

    with sealed("x", at="2026-03-03 12:00") as case:
        issue(case, inspection_records(case, NUMBER), "D33", case.one(Seal), number="样人社〔2026〕88号")
    with pytest.raises(Refused) as refused, sealed("x", at="2026-03-03 12:10") as case:
        issue(case, inspection_records(case, NUMBER), "D33", case.one(Seal), number="样人社〔2026〕88号")
    assert refused.value.guards == ("G57",)
