"""Which document is meant by a number that two laptops have given (G57): 文号@检查编号, or 文号@校验码."""

from __future__ import annotations

from collections.abc import Sequence

from jxinspect.errors import Incomplete
from jxinspect.model.document import Document
from jxinspect.model.kinds import DocumentVoid
from jxinspect.model.plan import Inspection
from jxinspect.store.casefile import CaseFile


def parted(text: str) -> tuple[str, str]:
    """The number, and behind @ what tells two documents of that number apart; mostly nothing."""
    number, _, which = text.replace("＠", "@").partition("@")
    return number.strip(), which.strip()


def the_one(case: CaseFile, found: Sequence[Document], which: str) -> Document:
    """The document that is meant, of those with one number: the only one, the only one that is not void, or the one
    of the inspection or with the check code `which`. Incomplete when several are left, or none."""
    meant = [paper for paper in found if which in ("", paper.check_code, _inspection(case, paper))]
    standing = [paper for paper in meant if not case.all(DocumentVoid, document_id=paper.id)]
    for chosen in (meant, standing):
        if len(chosen) == 1:
            return chosen[0]
    raise Incomplete(
        f"有{len(found)}份文书的文号是{found[0].number}" + (f"，没有一份属于“{which}”" if not meant else ""),
        why="两台电脑各自编了同一个号，有误的一份作废以前都保留（G57）",
        todo="在文号后面写明是哪一份：文号@检查编号，或者文号@校验码（印在每页页脚）",
        items=[f"{p.number}@{_inspection(case, p) or p.check_code}：{p.title}，校验码 {p.check_code}" for p in found],
    )


def _inspection(case: CaseFile, paper: Document) -> str:
    return case.get(Inspection, paper.inspection_id).number if paper.inspection_id else paper.check_code
