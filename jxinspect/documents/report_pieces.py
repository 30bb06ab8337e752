"""What the papers of one report share, so that they agree: inspection, work done, findings with their sums."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from jxinspect.documents.common import common, inspectors, unit
from jxinspect.documents.sentences import sentence, sentences
from jxinspect.documents.spec import Facts, Fields
from jxinspect.law.amounts import format_amount
from jxinspect.law.civil import day
from jxinspect.law.dates import chinese_date
from jxinspect.law.numerals import chinese
from jxinspect.law.statutes import cite
from jxinspect.law.terms import CheckMode, FundType
from jxinspect.model.kinds import Dataset, Entry, FieldworkEnd, FlagReply, RuleRun

if TYPE_CHECKING:
    from jxinspect.model.aggregate import InspectionRecords
    from jxinspect.model.inspect import Finding
    from jxinspect.model.report import ObjectionItem, Report, ReportDraft
    from jxinspect.model.talk import TalkRequirement

#: The report of an inspection, on site and off site.
REPORTS = ("D44", "D45")
NO_AMOUNT = "不涉及金额"
SUPERVISION = "社会保险法 79 I"


def about(facts: Facts) -> dict[str, Any]:
    """机关, 文号, 被监督单位 and 检查, as every paper of the report names them."""
    records = facts.inspection
    return {**common(facts), "被监督单位": unit(records.unit), "检查": inspection(records)}


def inspection(records: InspectionRecords) -> Fields:
    """检查: number, subject and period for titles and heads of forms."""
    one = records.inspection
    return {
        "编号": one.number,
        "方式": "现场检查" if one.mode == CheckMode.ON_SITE else "非现场检查",
        "项目": project(records),
        "所属期间": span(one.period_from, one.period_to),
        "报告名称": f"关于{records.unit.name}{project(records)}情况的检查报告",
    }


def project(records: InspectionRecords) -> str:
    """What was inspected: as the scheme names it, else the funds."""
    from jxinspect.model.plan import Scheme

    scheme = records.last(Scheme)
    if scheme:
        return scheme.items.strip().rstrip("。；").removesuffix("情况")
    return "、".join(FundType(fund).label for fund in records.inspection.funds) + "收支、管理"


def span(first: date | None, last: date | None) -> str:
    """2025年1月1日至2025年12月31日; one day alone is not written twice."""
    if first is None or last is None:
        return "".join(chinese_date(d) for d in (first, last) if d)
    return chinese_date(first) if first == last else f"{chinese_date(first)}至{chinese_date(last)}"


def place_of(records: InspectionRecords, row: ObjectionItem | TalkRequirement) -> str:
    """The running number on paper of what is numbered in an inspection.

    The ordinal by which commands call it may be 101 and more where several laptops number apart.
    """
    return str(1 + sorted(one.seq for one in records.of(type(row))).index(row.seq))


def codes(records: InspectionRecords, ids: Iterable[str], between: str = "、") -> str:
    """Numbers of evidence by their ids; `between` is a line feed in narrow cells, so that none is broken in two."""
    from jxinspect.model.inspect import Evidence

    known = {e.id: e.code for e in records.of(Evidence)}
    return between.join(known[i] for i in ids if i in known)


# ---- findings ------------------------------------------------------------------------------------------------


def findings(records: InspectionRecords, chosen: Sequence[Finding]) -> list[Fields]:
    """发现的问题, renumbered from one; the same words and figures in the text and in the annex."""
    return [_finding(records, n, one) for n, one in enumerate(chosen, 1)]


def _finding(records: InspectionRecords, n: int, one: Finding) -> Fields:
    return {
        "序号": str(n),
        "标号": f"（{chinese(n)}）",
        "标题": one.title.strip().rstrip("。"),
        "事实": sentence(one.facts),
        "金额": money(one.amount),
        "人次": "" if one.persons is None else f"{one.persons}人次",
        "期间": span(one.period_from, one.period_to),
        "期间起": span(one.period_from, None),
        "期间止": span(None, one.period_to),
        "依据": basis(one),
        "原因": sentence(one.cause),
        "证据": codes(records, one.evidence),
        "要求": sentence(one.demand),
    }


def money(fen: int | None) -> str:
    """1,234.56元, or that no money is involved."""
    return NO_AMOUNT if fen is None else format_amount(fen)


def basis(one: Finding) -> str:
    """The clauses that a finding rests on, as cited."""
    return cite("; ".join(one.basis)) if one.basis else ""


def totals(chosen: Sequence[Finding]) -> Fields:
    """合计: number of findings, sum of money, number of cases of persons."""
    persons = [one.persons for one in chosen if one.persons is not None]
    amounts = [one.amount for one in chosen if one.amount is not None]
    return {
        "项数": str(len(chosen)),
        "金额": format_amount(sum(amounts)) if amounts else NO_AMOUNT,
        "人次": f"{sum(persons)}人次" if persons else "",
    }


# ---- the work done -------------------------------------------------------------------------------------------


def work(records: InspectionRecords, text: str) -> Fields:
    """检查情况: scope, content, way, time, people, what was gathered, and the unit's commitment (spec D40)."""
    from jxinspect.model.plan import Scheme
    from jxinspect.model.team import present

    scheme = records.last(Scheme)
    team = [(records.staff[m.staff_id], m.role) for m in present(records)]
    return {
        "范围": _line(scheme.scope if scheme else project(records)),
        "内容": _line(scheme.content if scheme else project(records)),
        "形式": records.inspection.called,
        "方法": (scheme.method if scheme else "查阅资料、核查数据、询问有关人员").strip().rstrip("。"),
        "时间": _time(records),
        "检查组": inspectors(team, records.agency),
        "取证": _gathered(records),
        "说明": sentences(text),
        "承诺": commitment(records),
        "客观": objectivity(records),
    }


def _line(text: str) -> str:
    return "；".join(line.strip().rstrip("。；") for line in text.splitlines() if line.strip())


def _time(records: InspectionRecords) -> str:
    """On site from entry to the end of the fieldwork, off site from the first data to the last comparison."""
    off_site = records.inspection.mode == CheckMode.OFF_SITE
    starts = records.of(Dataset) if off_site else records.of(Entry)
    ends = (*records.of(RuleRun), *records.of(FlagReply)) if off_site else records.of(FieldworkEnd)
    first, last = (starts[:1] if off_site else starts[-1:]), max((row.at for row in ends), default=None)
    return span(day(first[0].at) if first else None, day(last) if last else None)


def _gathered(records: InspectionRecords) -> str:
    """What the case file holds of the work on site."""
    from jxinspect.model.inspect import Evidence, EvidenceSheet, Questioning, SiteRecord, WorkingPaper

    asked = records.of(Questioning)
    counted = (
        (f"询问{len({q.person for q in asked})}人、制作询问笔录{len(asked)}份", asked),
        (f"制作现场检查笔录{len(records.of(SiteRecord))}份", records.of(SiteRecord)),
        (f"编制工作底稿{len(records.of(WorkingPaper))}份", records.of(WorkingPaper)),
        (f"制作取证记录单{len(records.of(EvidenceSheet))}份", records.of(EvidenceSheet)),
        (f"取得证据{len(records.of(Evidence))}件", records.of(Evidence)),
    )
    done = [text for text, rows in counted if rows]
    return "、".join(done) if done else "查阅有关资料"


def commitment(records: InspectionRecords) -> str:
    """承诺情况 (办法 14 II): given, refused with the reason, or wanting."""
    from jxinspect.model.inspect import Commitment

    given = records.last(Commitment)
    if given is None:
        return "截至本报告形成，你单位未对所提供资料的真实性、完整性作出书面承诺。"
    who = f"{chinese_date(day(given.at))}，你单位{given.post}{given.signer}"
    if given.refused:
        return f"{who}拒绝对所提供资料的真实性、完整性作出书面承诺，理由：{sentence(given.reason)}"
    return f"{who}代表你单位对所提供资料的真实性、完整性作出书面承诺。"


def objectivity(records: InspectionRecords) -> str:
    """That evidence for and against the unit was gathered (办法 3); blank while it was not checked."""
    from jxinspect.model.report_version import ObjectivityCheck

    row = records.last(ObjectivityCheck)
    if row is None or row.gaps:
        return ""
    heard = f"对你单位说明的情况，{sentence(row.heard)}" if row.heard else ""
    return f"证明问题的证据：{sentence(row.against)}对你单位有利的证据：{sentence(row.favour)}{heard}"


def texts(row: ReportDraft | Report) -> Fields:
    """文字: what the team wrote."""
    return {
        "基本情况": sentences(row.background),
        "评价": sentences(row.evaluation),
        "处理意见": sentences(row.opinion),
        "建议": sentences(row.suggestions),
        "预防": sentences(row.prevention),
    }


def paper_number(records: InspectionRecords, *kinds: str) -> str:
    """Number of the newest valid document of these kinds; blank when there is none."""
    found = sorted((one for kind in kinds for one in records.documents(kind)), key=lambda one: one.id)
    return found[-1].number if found else ""
