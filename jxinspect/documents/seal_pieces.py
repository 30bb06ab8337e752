"""What the papers of one sealing share, so that they agree: party, materials, terms, signatures or their lack."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from jxinspect.documents.common import common, unit
from jxinspect.documents.picture import Picture
from jxinspect.documents.qr import coded
from jxinspect.documents.sentences import clause, sentence
from jxinspect.documents.spec import Facts, Fields
from jxinspect.law.dates import chinese_date
from jxinspect.law.statutes import cite
from jxinspect.law.terms import SealReason, SignOutcome, UnitType
from jxinspect.model.seal_cover import strips_over

if TYPE_CHECKING:
    from jxinspect.model.plan import Unit
    from jxinspect.model.seal import Reseal, Seal, SealItem

#: So many materials are named in the decision itself; the list names all.
NAMED = 6
#: With more materials than this the approval form (D32) has them on a page of their own.
INSIDE = 12
BLANK_DAY = "＿＿＿＿年＿＿月＿＿日"


def about(facts: Facts, seal: Seal) -> dict[str, Any]:
    """What all papers of a sealing share, so that they agree."""
    records = facts.inspection
    lines, over = lines_of(facts, seal), strips_over(facts.inspection, seal)
    return {
        **common(facts),
        "被监督单位": unit(records.unit),
        "当事人": party(records.unit),
        "检查": {"编号": records.inspection.number},
        "封存": terms(facts, seal),
        "资料": [line(item, over[item.id], seal.place) for item in lines],
        "合计": total(lines),
        "资料概要": _named(lines),
        "决定文号": paper_number(facts, "D33", seal.id),
    }


def party(of: Unit) -> str:
    """Name, credit code if there is one, address and head in one sentence (行政强制法 24(一))."""
    code = f"（统一社会信用代码：{of.credit_code}）" if of.credit_code else ""
    if of.type == UnitType.PERSON:
        return f"{of.name}，住址：{of.address}"
    return f"{of.name}{code}，地址：{of.address}，法定代表人（主要负责人）：{of.head}"


def places(numbers: Sequence[int]) -> str:
    """Numbers of lines with runs drawn together: 第1项至第4项、第6项."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return "、".join(f"第{a}项" if a == b else f"第{a}项至第{b}项" for a, b in runs)


def terms(facts: Facts, seal: Seal) -> Fields:
    """封存: number, reasons, basis, keeping and days; a draft before the act has lines for the days."""
    starts, ends = seal.starts_on, _first_end(facts, seal)
    return {
        "编号": seal.code,
        "理由": "、".join(SealReason(reason).label for reason in seal.reasons),
        "理由选项": "　".join(("■" if r in seal.reasons else "□") + r.label for r in SealReason),
        "事实": sentence(seal.facts),
        "依据": "、".join(cite(ref) for ref in seal.basis),
        "复制不足": seal.copy_suffices,
        "地点": clause(seal.place),
        "保管人": clause(seal.keeper),
        "保管方式": clause(seal.custody_mode),
        "期限": f"{seal.days}日，自实施封存之日起计算（由本机关根据检查需要确定）",
        "开始日期": chinese_date(starts) if starts else BLANK_DAY,
        "结束日期": chinese_date(ends) if ends else BLANK_DAY,
    }


def _first_end(facts: Facts, seal: Seal) -> date | None:
    """The end as the decision set it, also when it was extended since."""
    from jxinspect.model.seal import SealExtension

    extensions = [e for e in facts.inspection.of(SealExtension) if e.seal_id == seal.id]
    return extensions[0].old_end if extensions else seal.ends_on


def lines_of(facts: Facts, seal: Seal) -> list[SealItem]:
    """The lines of the list of a sealing."""
    from jxinspect.model.seal import SealItem

    return sorted((i for i in facts.inspection.of(SealItem) if i.seal_id == seal.id), key=lambda i: i.seq)


def line(item: SealItem, strips: Sequence[str], place: str = "") -> dict[str, str]:
    """One line of the list as printed; where it lies only if that is not just the place of the sealing."""
    from jxinspect.model.seal import MATERIALS

    return {
        "序号": str(item.seq),
        "名称": item.name,
        "全称": item.name + (f"（{item.reference}）" if item.reference else ""),
        "种类": MATERIALS.get(item.material, item.material),
        "编号": item.reference,
        "期间": item.period,
        "数量": f"{item.quantity}{item.unit}",
        "页数": str(item.pages) if item.pages else "",
        "特征": item.features,
        "介质": item.carrier,
        "校验值": item.digest,
        "封条号": "\n".join(strips),
        "存放": "封存地点" if item.kept_at in ("", place) else item.kept_at,
        "备注": item.note,
    }


def total(lines: Sequence[SealItem]) -> str:
    """共3项，12册、1个: quantities summed by unit of counting, in the order of the list."""
    sums: dict[str, int] = {}
    for item in lines:
        sums[item.unit] = sums.get(item.unit, 0) + item.quantity
    return f"共{len(lines)}项，" + "、".join(f"{number}{unit_}" for unit_, number in sums.items())


def _named(lines: Sequence[SealItem]) -> str:
    named = "、".join(f"{item.name}{item.quantity}{item.unit}" for item in lines[:NAMED])
    return named + ("等" if len(lines) > NAMED else "")


def paper_number(facts: Facts, kind: str, subject_id: str) -> str:
    """The number of another paper of the same act; on a draft it is not known yet."""
    document = facts.inspection.document_about(kind, subject_id)
    return document.number if document else "（待编号）"


def code_of(facts: Facts, seal: Seal, number: str, size: float) -> Picture:
    """The QR code of a strip or label: its number, and the decision it belongs to with the digest of its file."""
    decision = facts.inspection.document_about("D33", seal.id)
    return coded(number, decision.number if decision else "", decision.sha256 if decision else "", size)


def told_of_decision(remedy: str) -> str:
    """The remedy clause of the decision as a record repeats it, which is no decision itself and names the other."""
    return remedy.replace("本决定书", "《封存决定书》").replace("本决定", "封存决定")


def counted(seal: Seal) -> str:
    """Who counted the materials; the party is not said to agree when it did not sign (行政强制法 18(八)(九))."""
    if seal.outcome in (None, SignOutcome.SIGNED):
        return "以上资料经双方当场清点核对无误。"
    return f"以上资料由检查人员当场逐项清点，见证人{witness(seal)}在场见证。"


def unsigned(seal: Seal | Reseal) -> str:
    """Who did not sign, why, and who witnessed it (行政强制法 18(八)(九))."""
    if not seal.attended:
        who = "当事人没有到场，没有签名"
    elif seal.outcome == SignOutcome.REFUSED:
        who = f"到场人员{seal.attended}拒绝签名"
    else:
        who = f"到场人员{seal.attended}不能签名"
    return f"{who}，原因：{sentence(seal.reason)}上述情况由见证人{witness(seal)}在场见证并签名。"


def witness(seal: Seal | Reseal) -> str:
    """The witness with his capacity."""
    return seal.witness + (f"（{seal.witness_capacity}）" if seal.witness_capacity else "")
