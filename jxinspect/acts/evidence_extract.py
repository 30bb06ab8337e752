"""Taking electronic data from a system: the files, the facts of the extraction, its record (最高法证据规定 12, 64)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from jxinspect.acts.evidence import Taken, add
from jxinspect.acts.evidence_custody import next_code
from jxinspect.acts.inspect import find_evidence, lasted, signature_explained, who
from jxinspect.acts.procedure import admit, begin, issue
from jxinspect.errors import Incomplete
from jxinspect.law.terms import EvidenceForm, EvidenceKind, SignOutcome
from jxinspect.model.document import Document
from jxinspect.model.evidence import Extraction
from jxinspect.store.casefile import CaseFile
from jxinspect.store.passing import Advance

NOTHING_TAKEN = Taken([], [], [])


def extract(
    case: CaseFile,
    number: str,
    *,
    paths: Sequence[Path] = (),
    evidence: Sequence[str] = (),
    ended_at: datetime,
    proves: str = "",
    names: Sequence[str] = (),
    place: str | None = None,
    outcome: SignOutcome = SignOutcome.SIGNED,
    reason: str = "",
    sm3: bool | None = None,
    watch: Callable[[int], Advance] | None = None,
    **facts: Any,
) -> tuple[Extraction, Taken, list[Document]]:
    """Take the files in as evidence and make record (D24) and list (D24x) of how they were extracted.

    `evidence`: items taken in before that came from the same extraction. Incomplete when neither is given, or when
    the holder did not sign and nobody and nothing else bears witness.
    """
    signature_explained(outcome, reason)
    lasted(case, ended_at, "电子数据提取")
    _witnessed(outcome, facts)
    taken = NOTHING_TAKEN
    if paths:
        taken = add(
            case,
            number,
            paths=paths,
            names=names,
            kind=EvidenceKind.ELECTRONIC,
            form=EvidenceForm.EXTRACT,
            place=place,
            sm3=sm3,
            watch=watch,
            **_of_files(facts, proves),
        )
    records = begin(case, number, "inspect.evidence")
    items = [*find_evidence(records, evidence), *taken.items]
    if not items:
        raise Incomplete(
            "没有写明提取了哪些电子数据",
            why="电子数据提取笔录附电子数据清单，至少有一项（最高法证据规定 12）",
            todo="写明提取出来的文件，或者用 --evidence 写明已经取入的证据编号",
        )
    row = Extraction(
        inspection_id=records.inspection.id,
        at=case.at,
        code=next_code(case, records, "BL"),
        ended_at=ended_at,
        place=place or records.unit.address,
        evidence=[item.id for item in items],
        inspectors=who(case, records, names),
        outcome=outcome,
        reason=reason,
        **facts,
    )
    admit(case, records, "inspect.evidence", row)
    return row, taken, [issue(case, records, "D24", row), issue(case, records, "D24x", row)]


def _of_files(facts: dict[str, Any], proves: str) -> dict[str, Any]:
    """What every file of the extraction has in common."""
    part = f"（{facts['part']}）" if facts.get("part") else ""
    return {
        "source": f"{facts['holder']}，{facts['system']}{facts['version']}{part}",
        "proves": proves,
        "method": f"{facts['method']}，工具{facts['tool']} {facts['tool_version']}",
        "carrier": facts.get("medium", ""),
        "clock_ahead": facts["clock_ahead"],
    }


def _witnessed(outcome: SignOutcome, facts: dict[str, Any]) -> None:
    if outcome == SignOutcome.SIGNED or facts.get("witness") or facts.get("recordings"):
        return
    raise Incomplete(
        f"持有人{outcome.label}，又没有见证人，也没有影像",
        why="电子数据的制作情况和真实性须经对方当事人确认，或者以其他方式证明（最高法证据规定 64）",
        todo="用 --witness 写明见证人，或者用 --recording 写明影像的编号",
    )
