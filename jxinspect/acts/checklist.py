"""Checklists: what is asked, what was found at each line, and the office's own points (办法 11-13, 15, 22(三))."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jxinspect.acts.imports import Imported
from jxinspect.acts.inspect import find_evidence
from jxinspect.acts.inspect_finding import find_finding
from jxinspect.acts.procedure import admit, begin
from jxinspect.acts.serial import REGISTER, ordinal
from jxinspect.analysis.empty_sheet import empty_template
from jxinspect.analysis.fields import Field
from jxinspect.analysis.sheet import Row, read_table
from jxinspect.documents.excel import Column, Sheet, build, import_template
from jxinspect.errors import Incomplete, NotFound
from jxinspect.law.checklist import Line, lines_for, own_code
from jxinspect.law.matters import CHECKLISTS
from jxinspect.law.terms import CheckResult
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.checklist import CheckAnswer, OwnPoint
from jxinspect.model.inspect import Evidence, Finding
from jxinspect.model.plan import Scheme
from jxinspect.store.casefile import CaseFile
from jxinspect.store.records import inspection_records, staff

#: Results that people may write; 待定 keeps a note without a result.
RESULTS = {result.label: result for result in CheckResult}
ANSWER_FIELDS = (
    Field("line", "编号", ("检查点编号",), kind="id", required=True, note="不要改动"),
    Field("result", "结论", ("检查结果",), choices=CheckResult, note="正常、有问题、不适用；没有检查的不填"),
    Field("note", "情况", ("备注", "检查情况"), note="看到的事实"),
    Field("evidence", "证据编号", ("证据",), many=True, note="多个用顿号分开，如 3、4"),
    Field("finding", "问题序号", ("问题",), kind="integer"),
    # What the workbook shows beside the answers; it is known and not read.
    *(Field(name, name) for name in ("事项", "检查要点", "方法", "需调资料", "依据", "底稿号")),
)
POINT_FIELDS = (
    Field("matter", "事项代码", ("事项", "代码"), kind="id", required=True, note="如 CL-11-4，见 law list matters"),
    Field("text", "检查要点", ("要点",), required=True),
    Field("method", "方法", ("检查方法",)),
    Field("materials", "需调资料", ("资料",)),
    Field("basis", "依据", ("政策依据",)),
)


def lines_of(case: CaseFile, records: InspectionRecords) -> list[Line]:
    """The lines that this inspection has to answer, in order."""
    scheme = records.last(Scheme)
    own = [Line(p.code, p.matter, p.text, p.method, p.materials, p.basis) for p in case.all(OwnPoint)]
    return lines_for(records.unit.type.value, scheme.matters if scheme else (), own)


def answers_of(records: InspectionRecords) -> dict[str, CheckAnswer]:
    """The answer that stands, by line."""
    return {answer.line: answer for answer in records.of(CheckAnswer)}


def line_of(lines: Sequence[Line], code: str) -> Line:
    """The line of a code as typed (cl-11-4.2). NotFound when the inspection has no such line."""
    wanted = code.strip().upper()
    for line in lines:
        if line.code == wanted:
            return line
    raise NotFound(
        f"检查表中没有 {code}",
        why=f"这项检查的检查表有{len(lines)}项，从 {lines[0].code} 到 {lines[-1].code}",
        todo="用 jxinspect inspect checklist show 检查编号 查看编号；方案没有列入的事项不在其中",
    )


def answer(case: CaseFile, number: str, code: str, **said: Any) -> CheckAnswer:
    """Record what was found at a line: `result`, `note`, `evidence` (codes), `finding` (its number).

    What is not given is taken over from the answer before, which stays in the records.
    """
    records = begin(case, number, "inspect.checklist")
    row = _answered(case, records, line_of(lines_of(case, records), code), **said)
    admit(case, records, "inspect.checklist", row)
    return row


def _answered(
    case: CaseFile,
    records: InspectionRecords,
    line: Line,
    *,
    result: CheckResult,
    note: str = "",
    evidence: Sequence[str] = (),
    finding: int | None = None,
) -> CheckAnswer:
    before = answers_of(records).get(line.code)
    added = [e.id for e in find_evidence(records, evidence)]
    return CheckAnswer(
        inspection_id=records.inspection.id,
        at=case.at,
        line=line.code,
        asked=line.text,
        result=result,
        note=note.strip() or (before.note if before else ""),
        evidence=list(dict.fromkeys([*(before.evidence if before else []), *added])),
        finding_id=find_finding(records, finding).id if finding else (before.finding_id if before else None),
        answered_by=staff(case, case.actor).id,
    )


@dataclass(frozen=True)
class Open:
    """How far a checklist is: lines without result, and problems for which no finding is registered."""

    lines: int
    unanswered: list[str]
    without_finding: list[str]


def progress(case: CaseFile, number: str) -> Open:
    """What is still open in the checklist of an inspection."""
    records = inspection_records(case, number)
    lines, found = lines_of(case, records), answers_of(records)
    unanswered = [
        line.code for line in lines if line.code not in found or found[line.code].result == CheckResult.PENDING
    ]
    bare = [a.line for a in found.values() if a.result == CheckResult.PROBLEM and a.finding_id is None]
    return Open(len(lines), unanswered, bare)


def unfinished(case: CaseFile, number: str) -> list[str]:
    """What of a checklist that was begun is still open, in words; nothing when nobody used it."""
    if not inspection_records(case, number).of(CheckAnswer):
        return []
    left = progress(case, number)
    said = ((left.unanswered, "检查表没有结论的"), (left.without_finding, "检查表中有问题而没有登记问题的"))
    return [f"{what}：{len(codes)}项（{'、'.join(codes[:5])}）" for codes, what in said if codes]


# ---- workbook out and in -------------------------------------------------------------------------------------

_COLUMNS = (
    Column("编号", 14), Column("事项", 26), Column("检查要点", 36), Column("方法", 24), Column("需调资料", 24),
    Column("依据", 22), Column("结论", 10, choices=tuple(RESULTS)), Column("情况", 32), Column("证据编号", 14),
    Column("问题序号", 10), Column("底稿号", 16),
)  # fmt: skip


def workbook(case: CaseFile, number: str) -> bytes:
    """The checklist of an inspection as a workbook, with the answers so far; `take_in` reads it back."""
    records = inspection_records(case, number)
    found = answers_of(records)
    codes = {e.id: e.code for e in records.of(Evidence)}
    findings = {f.id: str(f.seq) for f in records.of(Finding)}
    rows = [_row(records, line, found.get(line.code), codes, findings) for line in lines_of(case, records)]
    head = [f"检查编号：{number}", f"被监督单位：{records.unit.name}"]
    return build(Sheet("检查表", _COLUMNS, rows, title="检查表", lines=head, tall=True))


def _row(
    records: InspectionRecords,
    line: Line,
    found: CheckAnswer | None,
    codes: Mapping[str, str],
    findings: Mapping[str, str],
) -> list[Any]:
    from jxinspect.model.inspect import WorkingPaper

    papers = "、".join(p.code for p in records.of(WorkingPaper) if p.matter == line.matter)
    asked = [line.code, line.heading, line.text, line.method, line.materials, line.basis]
    if found is None:
        return [*asked, "", "", "", "", papers]
    evidence = "、".join(codes[one] for one in found.evidence)
    return [*asked, found.result.label, found.note, evidence, findings.get(found.finding_id or "", ""), papers]


def take_in(case: CaseFile, number: str, path: Path) -> list[CheckAnswer]:
    """Take the answers of a filled-in workbook: those that say something new. All or none; every fault is named."""
    records = begin(case, number, "inspect.checklist")
    lines = {line.code: line for line in lines_of(case, records)}
    table = read_table(path, ANSWER_FIELDS, lambda row: _faults(records, lines, row))
    made = [row for read in table if (row := _read(case, records, lines, read)) is not None]
    admit(case, records, "inspect.checklist", *made)
    return made


def _faults(records: InspectionRecords, lines: Mapping[str, Line], row: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What of one row cannot be taken: column and fault."""
    faults = []
    if row["line"] and row["line"] not in lines:
        faults.append(("line", f"这项检查的检查表中没有 {row['line']}"))
    for name, look in (
        ("evidence", lambda: find_evidence(records, row["evidence"] or ())),
        ("finding", _look(records, row)),
    ):
        try:
            look()
        except NotFound as fault:
            faults.append((name, fault.what))
    if row["result"] is None and any(row[name] for name in ("note", "evidence", "finding")):
        faults.append(("result", "写了情况，没有写结论；还没有结论的写“待定”"))
    return faults


def _look(records: InspectionRecords, row: Mapping[str, Any]) -> Any:
    return lambda: find_finding(records, row["finding"]) if row["finding"] else None


def _read(case: CaseFile, records: InspectionRecords, lines: Mapping[str, Line], read: Row) -> CheckAnswer | None:
    """The answer of one row, unless the case file says the same already."""
    if read["result"] is None:
        return None
    line = lines[read["line"]]
    said = {name: read[name] for name in ("note", "evidence", "finding") if read[name]}
    row = _answered(case, records, line, result=read["result"], **said)
    before = answers_of(records).get(line.code)
    return row if before is None or _told(row) != _told(before) else None


def _told(row: CheckAnswer) -> tuple[Any, ...]:
    return row.result, row.note, row.evidence, row.finding_id


# ---- the office's own points ---------------------------------------------------------------------------------


def points_template() -> bytes:
    """The empty workbook for points of the office's own."""
    described = empty_template(POINT_FIELDS, "检查要点")
    return import_template(Sheet(described.title, [Column(c.title, 26, "text", c.note) for c in described.columns]))


def add_points(case: CaseFile, path: Path) -> Imported[OwnPoint]:
    """Add the points of a workbook under matters of the regulation; a point that is there already is left out."""
    matters = {m.code for listed in CHECKLISTS.values() for m in listed.matters}
    table = read_table(path, POINT_FIELDS, lambda row: _unknown(matters, row))
    known = {(point.matter, point.text) for point in case.all(OwnPoint)}
    made: list[OwnPoint] = []
    for row in table:
        if (row["matter"], row["text"]) not in known:
            known.add((row["matter"], row["text"]))
            made.append(_point(case, row))
    if not made:
        raise Incomplete("没有新的检查要点", why=f"{path.name} 中的要点都已经在检查表里", todo="核对文件")
    return Imported(made, table.left)


def _unknown(matters: set[str], row: Mapping[str, Any]) -> list[tuple[str, str]]:
    code = row["matter"]
    return [("matter", f"没有事项 {code}；见 jxinspect law list matters")] if code and code not in matters else []


def _point(case: CaseFile, row: Row) -> OwnPoint:
    used = (int(one.code.rpartition(".A")[2]) for one in case.all(OwnPoint, matter=row["matter"]))
    number = ordinal(case, used, size=REGISTER)
    values = {name: row[name] or "" for name in ("text", "method", "materials", "basis")}
    point = OwnPoint(code=own_code(row["matter"], number), matter=row["matter"], **values)
    case.add(point)
    return point
