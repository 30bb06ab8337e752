"""Decisions and what follows them (D68-D71; 办法 25; 行政处罚法 57-74; 行政强制法 53-55)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jxinspect.documents.proceeding_pieces import (
    about,
    basis,
    calculation,
    case_of,
    clause,
    evidence,
    ground,
    money,
    penalties,
    signed_off,
)
from jxinspect.documents.sentences import sentence, sentences
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.law.civil import day
from jxinspect.law.dates import chinese_date, chinese_moment
from jxinspect.law.statutes import cite

if TYPE_CHECKING:
    from jxinspect.model.proceeding import Decision, Proceeding
    from jxinspect.model.proceeding_end import Enforcement, ProceedingClosing, Urging

#: How a fine is paid and what delay costs (行政处罚法 67, 72).
PAYMENT = (
    "你（单位）应当自收到本决定书之日起十五日内将罚没款缴至：{account}。到期不缴纳罚款的，依照"
    "《中华人民共和国行政处罚法》第七十二条第一款第（一）项的规定，每日按罚款数额的百分之三加处罚款，"
    "加处罚款的数额不超出罚款的数额。"
)


def _decision(facts: Facts) -> Fields:
    """The six things of 行政处罚法 59: party, facts and evidence, kind and basis, performance, remedies, day."""
    row: Decision = facts.subject
    one = case_of(facts)
    return about(facts) | {
        "决定": {
            "事实": sentences(row.facts),
            "证据": evidence(facts.inspection, row.evidence),
            "条款": clause(one),
            "理由": sentences(row.reasons) if row.reasons.strip() else "",
            "依据": basis(row.basis),
            "裁量": calculation(facts, one, row.fine),
            "情形": ground(row),
            "听取": heard_text(facts, one),
            "处罚": penalties(row),
            "退回": money(row.refund) if row.refund else "",
            "期限": f"自收到本决定书之日起{row.days}日内" if row.days else "",
            "账户": row.account,
            "缴款": PAYMENT.format(account=row.account) if row.fine or row.confiscate else "",
        },
        "救济": row.remedy,
    }


def heard_text(facts: Facts, one: Proceeding) -> str:
    """How the party was told and heard, and what came of it (行政处罚法 44, 45; 办法 25 II)."""
    from jxinspect.model.proceeding import Defence, DefenceReview
    from jxinspect.model.proceeding_course import heard, notice_in_force, of, told

    records = facts.inspection
    notice = notice_in_force(records, one)
    paper = records.document_about("D65", notice.id) if notice else None
    got = told(records, notice) if notice else None
    if paper is None or got is None:
        return ""
    parts = [f"本机关于{chinese_date(day(got))}向当事人送达{paper.title}（{paper.number}）"]
    said = of(records, Defence, one)
    spoken, given_up = [d for d in said if d.points], [d for d in said if not d.points]
    parts += [f"当事人于{chinese_date(day(d.at))}提出陈述、申辩" for d in spoken]
    parts += [f"经复核，{r.conclusion.rstrip('。；')}" for r in of(records, DefenceReview, one)]
    parts += [f"当事人于{chinese_date(day(d.at))}书面放弃{_rights(d)}" for d in given_up]
    if not said:
        parts.append("当事人在规定的期限内没有提出陈述、申辩")
    hearing = heard(records, one)
    if hearing:
        parts.append(f"本机关于{chinese_date(day(hearing.at))}根据当事人的申请举行了听证")
    elif notice and notice.hearing and not any(d.waives_hearing for d in said):
        parts.append("当事人没有申请听证" if not _asked(facts, one) else "当事人撤回了听证申请")
    return "，".join(parts) + "。"


def _rights(row: object) -> str:
    names = (("陈述、申辩", "waived"), ("听证", "waives_hearing"))
    return "和".join(name for name, column in names if getattr(row, column)) + "的权利"


def _asked(facts: Facts, one: Proceeding) -> bool:
    from jxinspect.model.proceeding_course import of
    from jxinspect.model.proceeding_hearing import HearingRequest

    return bool(of(facts.inspection, HearingRequest, one))


def d68(facts: Facts) -> Fields:
    """行政处理决定书: what was cheated out is given back, how and until when (社会保险法 87, 88)."""
    return _decision(facts)


def d69(facts: Facts) -> Fields:
    """行政处罚决定书."""
    return _decision(facts)


def d69a(facts: Facts) -> Fields:
    """不予行政处罚决定书 (行政处罚法 33): the ground, and how the party was taught."""
    row: Decision = facts.subject
    fields = dict(_decision(facts))
    taught = sentence(row.reasons) if row.reasons.strip() else "本机关已对当事人进行教育。"
    return fields | {"教育": f"{taught}（{cite('行政处罚法 33 III', 'short')}）"}


def _made(facts: Facts, decision_id: str) -> Fields:
    from jxinspect.documents.challenge_pieces import what_is_left
    from jxinspect.model.proceeding import Decision
    from jxinspect.model.proceeding_course import PAPERS, pay_until, received

    records = facts.inspection
    row = records.find(Decision, decision_id)
    paper = records.document_about(PAPERS[row.kind], row.id)
    got, last = received(records, row), pay_until(records, row)
    content = [p.rstrip("。；") for p in penalties(row)] + ([f"退回{money(row.refund)}"] if row.refund else [])
    return {
        "名称": row.kind.label,
        "文号": paper.number if paper else "",
        "日期": chinese_date(day(row.at)),
        "送达": chinese_date(day(got)) if got else "",
        "期限": chinese_date(last) if last else "",
        "内容": "；".join(content),
        "变更": what_is_left(records, row),
    }


def _sums(owed: int, added: int) -> Fields:
    return {
        "金额": money(owed),
        "加处": f"加处罚款{money(added)}" if added else "",
        "合计": money(owed + added),
    }


def d70(facts: Facts) -> Fields:
    """履行催告书 (行政强制法 54): duty, period, way, amount, and the right to state and defend."""
    from jxinspect.model.proceeding import Decision

    row: Urging = facts.subject
    decision = facts.inspection.find(Decision, row.decision_id)
    return about(facts) | {
        "决定书": _made(facts, row.decision_id),
        "催告": _sums(row.owed, row.surcharge),
        "期限": f"自收到本催告书之日起{row.days}个工作日内",
        "账户": decision.account,
        "依据": cite("行政强制法 54"),
        "法院": _court(facts),
    }


def _court(facts: Facts) -> str:
    from jxinspect.model.remedy import remedy_bodies

    return remedy_bodies(facts.agency, facts.setting).court


def d70a(facts: Facts) -> Fields:
    """强制执行申请书 (行政强制法 55): applicant, party, what is asked, facts, annexes."""
    from jxinspect.documents.challenge_pieces import remedies
    from jxinspect.model.proceeding import Decision
    from jxinspect.model.proceeding_end import Urging

    row: Enforcement = facts.subject
    records = facts.inspection
    urging = records.document_about("D70", records.find(Urging, row.urging_id).id)
    got = records.received(urging) if urging else None
    return about(facts) | {
        "法院": row.court,
        "决定书": _made(facts, row.decision_id),
        "申请": {
            **_sums(row.owed, row.surcharge),
            "款项": _asked_for(row),
            "催告": urging.number if urging else "",
            "催告送达": chinese_date(day(got)) if got else "",
            "救济": remedies(records, records.find(Decision, row.decision_id)),
            "情况": sentences(row.condition),
            "依据": cite("行政强制法 53、54、55"),
            "负责人": records.staff[row.approved_by].name,
        },
        "附件": ["行政决定书及作出决定的事实、理由和依据", "当事人的意见及催告情况", "申请强制执行标的情况"],
    }


def _asked_for(row: Enforcement) -> str:
    """The fine may be paid and what was added for delay not."""
    sums = [f"决定确定的款项中未履行的{money(row.owed)}"] if row.owed else []
    return "，".join([*sums, *([f"加处罚款{money(row.surcharge)}"] if row.surcharge else [])])


def d71(facts: Facts) -> Fields:
    """结案审批表 and report: result, what was performed, what not and why, opinions of the three levels."""
    from jxinspect.model.proceeding_course import PAPERS, decisions

    row: ProceedingClosing = facts.subject
    records, one = facts.inspection, case_of(facts)
    when = chinese_date(day(row.at))
    papers = [records.document_about(PAPERS[d.kind], d.id) for d in decisions(records, one)]
    return about(facts) | {
        "结案": {
            "决定": "、".join(f"{p.title}（{p.number}）" for p in papers if p),
            "结果": sentences(row.result),
            "执行": sentence(row.performed) if row.performed else "没有要求履行的内容。",
            "未执行": sentence(row.unperformed) if row.unperformed.strip() else "",
            "理由": f"{row.why.label}。",
            "时间": chinese_moment(row.at),
        },
        "承办": signed_off(facts, row.handler, "建议结案。", when),
        "审核": signed_off(facts, row.reviewed_by, row.review_text, when),
        "审批": signed_off(facts, row.approved_by, row.approval_text, when),
    }


def _spec(id_: str, title: str, layout: Layout, basis_: tuple[str, ...], served: Service, **more: object) -> Spec:
    defaults: dict[str, object] = {"signers": ("L",), "archive": None, "identifies": True}
    return Spec(id_, title, "rectify", layout, basis_, served=served, **{**defaults, **more})  # type: ignore[arg-type]


_ART59 = ("办法 25", "行政处罚法 59")
SPECS: tuple[Spec, ...] = (
    _spec(
        "D68",
        "行政处理决定书",
        Layout.DECISION,
        ("办法 25", "社会保险法 79 I", "社会保险法 87", "社会保险法 88", "社会保险法 91"),
        Service.SERVED,
        series="监理",
        context=d68,
    ),
    _spec("D69", "行政处罚决定书", Layout.DECISION, _ART59, Service.SERVED, series="监罚", context=d69),
    _spec(
        "D69a",
        "不予行政处罚决定书",
        Layout.DECISION,
        ("办法 25", "行政处罚法 33", "行政处罚法 57"),
        Service.SERVED,
        series="监罚",
        context=d69a,
    ),
    _spec("D70", "履行催告书", Layout.DECISION, ("行政强制法 54",), Service.SERVED, series="监催", context=d70),
    _spec(
        "D70a",
        "强制执行申请书",
        Layout.DECISION,
        ("行政强制法 53", "行政强制法 55"),
        Service.INTERNAL,
        may_leave=True,
        series="监催",
        context=d70a,
    ),
    _spec(
        "D71",
        "结案审批表",
        Layout.FORM,
        ("行政处罚法 57", "行政处罚法 74"),
        Service.INTERNAL,
        signers=("I", "H", "L"),
        identifies=False,
        series="监结",
        context=d71,
    ),
)
