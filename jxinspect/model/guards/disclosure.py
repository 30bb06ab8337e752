"""Guards of what papers and exports disclose: G50, G53 (个人信息保护法 28, 51; 办法 38)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.guards.base import Breach, rule
from jxinspect.model.kinds import Handout

#: What leaves as a list of persons: it is told by lines, since its numbers are hidden.
PERSONS = "疑点清单和反馈表"
_PAPERS = "份写有个人明细或者完整号码的文书"
#: What is counted of what leaves; of lists, the numbers.
_COUNTED = {PERSONS: "人的明细", "doc export": _PAPERS, "export docs": _PAPERS}


@rule("G53")
def numbers_covered(records: InspectionRecords) -> Iterator[Breach]:
    """G53: a paper that leaves the office shows no identity or bank number in full; void papers went nowhere."""
    kinds = {document.kind for document in records.of(Document) if document.exposes}
    for document in records.documents(*kinds):
        if document.exposes:
            where = "、".join(document.exposes)
            yield Breach("G53", document.id, f"{document.number}的“{where}”写有完整的公民身份号码或者银行账号")


@rule("G50")
def exports_protected(records: InspectionRecords) -> Iterator[Breach]:
    """G50: what left with full numbers of people was encrypted and lay in the folder for exports, or was let pass.

    Exports belong to no inspection, and neither do the overrides: those of the case file are judged with any.
    """
    let_pass = records.world.let_pass()
    yield from (breach for breach in unprotected(records.world.handouts()) if breach.record_id not in let_pass)


def unprotected(handouts: Iterable[Handout]) -> Iterator[Breach]:
    """Those that anybody can read who finds the file, or that lie where the office does not look for them."""
    for one in handouts:
        if not one.protected:
            faults = [] if one.encrypted else ["没有加密"]
            faults += [] if one.inside else ["不在导出文件夹"]
            where = one.file or "标准输出"
            told = f"{one.count}{_COUNTED.get(one.what, '处完整号码')}"
            yield Breach("G50", one.id, f"{one.what} 有{told}，写到{where}，{'，'.join(faults)}")
