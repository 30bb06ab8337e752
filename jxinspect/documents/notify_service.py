"""Context of 送达回证 (D11): every way of service, which day counts, who received and as what."""

from __future__ import annotations

from jxinspect.documents.common import choices, common
from jxinspect.documents.spec import Facts, Fields
from jxinspect.law.civil import day
from jxinspect.law.dates import chinese_date, chinese_moment
from jxinspect.law.terms import ServiceMethod
from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.document import Document
from jxinspect.model.kinds import ProofOfService, ServiceFailure
from jxinspect.model.plan import Staff

#: Ways in which somebody else than the addressee may have received.
_BY_OTHERS = (ServiceMethod.DIRECT, ServiceMethod.FORWARDED, ServiceMethod.POST)
#: Ways in which nobody signs for the papers: refused, arrived in a system, or published (民事诉讼法 89, 90, 95).
_UNSIGNED = (ServiceMethod.LEFT, ServiceMethod.ELECTRONIC, ServiceMethod.PUBLIC)
#: Room for the receiver's signature, and the moment that he writes himself.
_TO_SIGN = "\n\n　　　　　　＿＿＿＿年＿＿月＿＿日＿＿时＿＿分"
#: Who hands the papers over instead of our own people, and signs for it by hand: the server, his certificate.
_HANDED_OVER_BY = {
    ServiceMethod.ENTRUSTED: ("（由受委托机关的送达人签名）", "（由受委托机关填写）"),
    ServiceMethod.FORWARDED: ("（由转交单位的经手人签名）", ""),
}


def d11(facts: Facts) -> Fields:
    """送达回证."""
    proof: ProofOfService = facts.subject
    records = facts.records  # none where a lead is served
    served = [facts.look(Document, id=one)[0] for one in proof.documents]
    people = [facts.look(Staff, id=one)[0] for one in proof.servers]
    others = _HANDED_OVER_BY.get(proof.method, ("", ""))
    refused = proof.method == ServiceMethod.LEFT
    return {
        **common(facts),
        "受送达人": {"名称": proof.addressee},
        "事由": _matter(records),
        "文书": [{"名称": d.title, "文号": d.number, "份数": "1"} for d in served],
        "送达方式": choices([method.label for method in ServiceMethod], proof.method.label),
        "送达地点": _place(proof),
        "送达时间": _served_at(proof),
        "送达人": "\n".join(person.name for person in people) or others[0],
        "送达人证号": "\n".join(person.certificate or "无" for person in people) if people else others[1],
        "收件人": {
            "身份": _receiver(proof),
            "关系": _relation(proof),
            "签收": "" if proof.method in _UNSIGNED else _TO_SIGN,
        },
        "代收理由": proof.reason if proof.method in _BY_OTHERS else "",
        "拒收": {
            "事由": proof.reason if refused else "",
            "日期": chinese_date(day(proof.received_at)) if refused and proof.received_at else "",
        },
        "见证人": {"姓名": proof.witness, "单位": proof.witness_capacity},
        "影像附件": "、".join(proof.recordings),
        "备注": _remarks(facts, proof),
    }


def _matter(records: InspectionRecords | None) -> str:
    if records is None:
        return "社会保险基金举报线索办理"
    return f"社会保险基金{records.inspection.called}（检查编号：{records.inspection.number}）"


def _place(proof: ProofOfService) -> str:
    if proof.method == ServiceMethod.ELECTRONIC:
        return f"受送达人的特定系统：{proof.tracking or proof.place}"
    return proof.published_in if proof.method == ServiceMethod.PUBLIC else proof.place


def _receiver(proof: ProofOfService) -> str:
    return f"{proof.receiver}（{proof.capacity}）" if proof.receiver and proof.capacity else proof.receiver


def _relation(proof: ProofOfService) -> str:
    """As what the receiver received, and how he is related: 同住的成年家属（配偶）."""
    if proof.standing is None:
        return proof.relation
    return f"{proof.standing.label}（{proof.relation}）" if proof.relation else proof.standing.label


def _served_at(proof: ProofOfService) -> str:
    """The moment that counts, or how it will be known (民事诉讼法 91, 95)."""
    if proof.method == ServiceMethod.PUBLIC and proof.received_at and proof.published_on:
        ends = chinese_date(day(proof.received_at))
        return f"{chinese_date(proof.published_on)}公告，{ends}公告期满，视为送达"
    if proof.method == ServiceMethod.POST and proof.received_at and proof.received_at < proof.at:
        # Noted in one go by an earlier version, which did not ask when it was posted.
        return f"{chinese_moment(proof.received_at)}签收"
    if proof.method == ServiceMethod.POST:
        posted = f"{chinese_date(day(proof.at))}交邮"
        return (
            f"{posted}；{chinese_moment(proof.received_at)}签收"
            if proof.received_at
            else f"{posted}，以回执注明的收件日期为准"
        )
    if proof.method == ServiceMethod.ELECTRONIC and proof.received_at:
        return f"{chinese_moment(proof.received_at)}到达特定系统"
    return chinese_moment(proof.received_at) if proof.received_at else ""


#: What the text for the way is called among the remarks.
_REASON = {ServiceMethod.ENTRUSTED: "委托送达的原因", ServiceMethod.PUBLIC: "公告送达的原因"}
_THROUGH = {ServiceMethod.ENTRUSTED: "受委托机关", ServiceMethod.FORWARDED: "转交单位"}
_TRACKING = {ServiceMethod.POST: "邮件号"}


def _remarks(facts: Facts, proof: ProofOfService) -> str:
    failures = facts.records.of(ServiceFailure) if facts.records else []
    named = [
        (_THROUGH.get(proof.method), proof.through),
        (_TRACKING.get(proof.method), proof.tracking),
        (_REASON.get(proof.method), proof.reason.rstrip("。")),
        ("电子送达依据", _consent(facts, proof)),
        ("经过", "；".join(_failed(f) for f in failures if f.id in proof.attempts)),
        ("公告期", f"{proof.public_days}日" if proof.public_days else ""),
    ]
    told = [f"{name}：{text}" for name, text in named if name and text]
    return "。".join([*told, *([proof.note] if proof.note else [])])


def _consent(facts: Facts, proof: ProofOfService) -> str:
    """The confirmation that the addressee signed, with its number (行政处罚法 61 II)."""
    if not proof.address_id:
        return ""
    papers = facts.look(Document, kind="D12", subject_id=proof.address_id)
    number = f"（编号：{papers[-1].number}）" if papers else ""
    return f"受送达人签订的送达地址及电子送达确认书{number}"


def _failed(failure: ServiceFailure) -> str:
    """2026年3月2日直接送达未成（大门紧锁）; 2026年3月9日邮件EMS100退回（查无此人）."""
    how = f"邮件{failure.tracking}退回" if failure.proof_id else f"{failure.method.label}未成"
    return f"{chinese_date(day(failure.at))}{how}（{failure.reason}）"
