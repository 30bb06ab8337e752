"""The place of each kind of document in the dossier, and the page numbers of its index."""

from datetime import date
from pathlib import Path

import pytest

from jxinspect.documents.catalogue import CATALOGUE
from jxinspect.documents.page_count import count_pages, office, pages_of
from jxinspect.documents.report_dossier import CORRECTION, ORDER, OWN, SERVICE, Paper, page_numbers
from jxinspect.errors import NotFound
from jxinspect.law.dossier import INNER
from jxinspect.model.report import Closing

#: Papers of the year and of leads, which belong to no inspection (G63 keeps the notice to a reporter out).
ELSEWHERE = {"D01", "D01x", "D31a"}


def test_every_kind_of_document_has_its_place_in_the_dossier_or_lies_elsewhere() -> None:
    placed = {kind for _, kinds in ORDER for kind in kinds} | {SERVICE, OWN, CORRECTION}
    assert {kind for kind in CATALOGUE if kind not in placed} == ELSEWHERE


def test_what_outsiders_may_not_inspect_has_its_place_in_the_dossier() -> None:
    placed = {kind for _, kinds in ORDER for kind in kinds}
    assert {kind for kind in INNER if kind in CATALOGUE} <= placed


def _paper(sha: str) -> Paper:
    return Paper("1", "机关", "文书", date(2026, 3, 2), sha256=sha)


def _closing(**pages: int) -> Closing:
    rows = [{"sha256": sha, "pages": str(number)} for sha, number in pages.items()]
    return Closing(result="完", archived_by="x", retention="10年", counted=rows, inspection_id="x")  # type: ignore[call-arg]


def test_pages_are_numbered_through_the_papers() -> None:
    papers = [_paper("a"), _paper("b"), _paper("c")]
    assert page_numbers(_closing(a=2, b=1, c=4), papers) == (["1-2", "3", "4-7"], 7)


def test_from_a_paper_whose_pages_are_not_known_there_are_no_numbers() -> None:
    papers = [_paper("a"), _paper("new"), _paper("c")]
    assert page_numbers(_closing(a=2, c=4), papers) == (["1-2", "", ""], None)
    assert page_numbers(_closing(), papers) == (["", "", ""], None)


def test_pages_of_scans_are_counted_without_laying_out(tmp_path: Path) -> None:
    pdf = b"%PDF-1.4 << /Type /Pages /Kids [..] >> << /Type /Page >> <</Type/Page/Parent 1 0 R>>"
    assert pages_of(pdf) == 2
    files = {"one": (".PDF", pdf), "two": (".jpg", b""), "three": (".pdf", b"compressed"), "four": (".wav", b"")}
    assert count_pages(files, tmp_path) == {"one": 2, "two": 1}


def test_without_libreoffice_it_is_said_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(NotFound) as fault:
        office()
    assert "--count-pages" in fault.value.todo
