"""Readable copies of documents."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from jxinspect.acts.copies import copy_name, safe_name, write_copies
from jxinspect.errors import Unwritable
from jxinspect.model.document import Document

if TYPE_CHECKING:
    from jxinspect.store.casefile import CaseFile

Act = Callable[..., Any]


def document(
    case: CaseFile, number: str = "样人社监计〔2026〕1号", content: bytes = b"paper", inspection_id: str | None = None
) -> Document:
    one = Document(
        at=case.at,
        inspection_id=inspection_id,
        kind="D01",
        title="年度检查计划",
        subject_id="0",
        number=number,
        year=2026,
        dated=date(2026, 1, 5),
        sha256=case.objects.put(content),
        facts_digest="0",
        chain_head=case.head,
        check_code="0",
        file_name="x.docx",
        actor=case.actor,
    )
    case.add(one)
    return one


def test_a_copy_is_written_after_the_commit_under_number_and_title(act: Act, tmp_path: Path) -> None:
    out = tmp_path / "还没有" / "副本"
    with act("plan.year.issue") as case:
        written = write_copies(case, out, [document(case)])
        assert not out.exists()
    assert written == [out / "样人社监计(2026)1号_年度检查计划.docx"]
    assert written[0].read_bytes() == b"paper"


def test_a_dry_run_and_a_failed_act_write_no_copy(act: Act, tmp_path: Path) -> None:
    with act("plan.year.issue", dry_run=True) as case:
        written = write_copies(case, tmp_path / "out", [document(case)])
    with pytest.raises(ZeroDivisionError), act("plan.year.issue") as case:
        write_copies(case, tmp_path / "out", [document(case)])
        raise ZeroDivisionError
    assert written == []
    assert not (tmp_path / "out").exists()


def test_another_content_of_the_same_name_is_kept_and_the_same_content_is_not_doubled(act: Act, tmp_path: Path) -> None:
    kept = tmp_path / "样人社监计(2026)1号_年度检查计划.docx"
    kept.write_bytes(b"notes of the user")
    with act("plan.year.issue") as case:
        paper = document(case)
        first = write_copies(case, tmp_path, [paper])
        again = write_copies(case, tmp_path, [paper])
    assert kept.read_bytes() == b"notes of the user"
    assert first == again == [tmp_path / "样人社监计(2026)1号_年度检查计划 (2).docx"]
    assert len(list(tmp_path.glob("*年度检查计划*"))) == 2


def test_a_file_in_place_of_the_folder_is_refused_before_anything_is_written(act: Act, tmp_path: Path) -> None:
    (tmp_path / "文件").write_text("x")
    with pytest.raises(Unwritable) as refused, act("plan.year.issue") as case:
        write_copies(case, tmp_path / "文件" / "里面", [document(case)])
    assert "不是文件夹" in refused.value.why
    with act("look") as case:
        assert case.all(Document) == []


def test_a_folder_that_fails_after_the_commit_leaves_the_document_issued(act: Act, tmp_path: Path) -> None:
    gone = tmp_path / "U盘"
    with pytest.raises(Unwritable) as failed, act("plan.year.issue") as case:
        write_copies(case, gone, [document(case)])
        gone.write_text("a file took the place of the folder meanwhile")
    assert "已经写入案卷库" in failed.value.what
    assert "不要重做" in failed.value.todo
    assert "已经制发" in failed.value.items[0]
    assert "不要重新制发" in failed.value.items[0]
    with act("look") as case:
        assert len(case.all(Document)) == 1


def test_all_documents_whose_copies_are_missing_are_named(act: Act, tmp_path: Path) -> None:
    gone = tmp_path / "U盘"
    with pytest.raises(Unwritable) as failed, act("plan.year.issue") as case:
        write_copies(case, gone, [document(case, f"样人社监计〔2026〕{n}号") for n in (1, 2)])
        gone.write_text("a file took the place of the folder meanwhile")
    (told,) = failed.value.items
    assert "jxinspect doc export 样人社监计〔2026〕1号 样人社监计〔2026〕2号 --out" in told
    assert "。；" not in told


def test_a_number_of_the_offices_own_register_cannot_leave_the_folder(act: Act, tmp_path: Path) -> None:
    with act("plan.year.issue") as case:
        written = write_copies(case, tmp_path, [document(case, "../../赣人社/监计:2026?")])
    assert [path.parent for path in written] == [tmp_path]
    assert written[0].name == "..-..-赣人社-监计：2026？_年度检查计划.docx".lstrip(".")


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("CON", "_CON.docx"),
        ("nul.txt", "_nul.txt.docx"),
        ("  . ", "未命名.docx"),
        ("甲\u202e乙\x07丙\n丁", "甲乙丙丁.docx"),
        ('a<b>:"c|?*', "a＜b＞：＂c｜？＊.docx"),
    ],
)
def test_names_are_such_as_windows_keeps(stem: str, name: str) -> None:
    assert safe_name(stem, ".docx") == name


def test_a_very_long_name_is_cut_between_characters() -> None:
    name = safe_name("社" * 300, ".docx")
    assert len(name.encode()) <= 200
    assert name.endswith("社.docx")


def test_the_copy_of_a_document_of_an_inspection_begins_with_its_ascii_number(office: Act) -> None:
    from jxinspect.acts import plan
    from jxinspect.law.terms import InspectionForm

    with office("plan.scheme.new") as case:
        inspection = plan.open_inspection(
            case,
            year=2026,
            item=None,
            ad_hoc={
                "unit_name": "江西样品制造有限公司",
                "form": InspectionForm.SPECIAL,
                "funds": ["injury"],
                "period_from": date(2025, 1, 1),
                "period_to": date(2025, 12, 31),
                "ad_hoc_reason": "上级交办",
            },
        )
        notice = document(case, "样人社监检通〔2026〕1号", inspection_id=inspection.id)
        record = document(case, "2026-001-SD-01", inspection_id=inspection.id)
        assert copy_name(case, notice) == "2026-001_样人社监检通(2026)1号_年度检查计划.docx"
        assert copy_name(case, record) == "2026-001-SD-01_年度检查计划.docx"
