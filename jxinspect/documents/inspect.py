"""Contexts of the group inspect: entry, commitment, hand-over, records; SPECS of the whole group."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jxinspect.documents.common import rights_and_duties
from jxinspect.documents.inspect_evidence import SPECS as EVIDENCE
from jxinspect.documents.inspect_order import SPECS as ORDERS
from jxinspect.documents.inspect_pieces import (
    about,
    identity_shown,
    name_of,
    named,
    occasion,
    people,
    recorder,
    recusal,
    span,
    team_rows,
    unsigned,
)
from jxinspect.documents.sentences import clause, sentence, sentences
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.law.civil import beijing
from jxinspect.law.dates import chinese_moment
from jxinspect.law.terms import EvidenceKind, SignOutcome

if TYPE_CHECKING:
    from jxinspect.model.inspect import Commitment, Entry, Handover, HandoverItem, Questioning, SiteRecord


def d13(facts: Facts) -> Fields:
    """执法证件出示与权利义务告知记录 (办法 26; 行政处罚法 55)."""
    entry: Entry = facts.subject
    here = "对你单位" + occasion(facts).removeprefix(f"对{facts.inspection.unit.name}")
    return about(facts) | {
        "时间": chinese_moment(entry.at),
        "地点": entry.place,
        "接待人": {"姓名": entry.met, "职务": entry.met_post},
        "出示证件": [identity_shown(facts, entry.inspectors, here, entry.certificates)],
        "检查组": team_rows(facts, entry.inspectors),
        "权利义务": rights_and_duties(facts.agency),
        "回避": [recusal("你单位", asked=entry.recusal_asked, reason=entry.recusal_reason)],
        "申请回避": entry.recusal_asked,
        "见证人": entry.witness,
        "拒签": unsigned(entry.outcome, f"接待人{entry.met}", entry.reason, entry.witness),
    }


def d14(facts: Facts) -> Fields:
    """真实性、完整性承诺书 (办法 14 II)."""
    given: Commitment = facts.subject
    return about(facts) | {
        "承诺": {
            "清单": "、".join(given.lists),
            "系统": given.system,
            "导出时间": chinese_moment(given.exported_at) if given.exported_at else "",
            "负责人": given.signer,
            "职务": given.post,
            "财务": given.finance,
            "业务": given.business,
            "信息": given.information,
        },
    }


def d17(facts: Facts) -> Fields:
    """资料交接清单, or 归还清单 for what goes back to the unit (办法 14, 15)."""
    from jxinspect.model.inspect import Handover, HandoverItem

    row: Handover = facts.subject
    lines = [
        i for i in facts.inspection.of(HandoverItem) if row.id in (i.returned_id if row.back else i.handover_id, "")
    ]
    taken = {h.id: f"{beijing(h.at):%Y-%m-%d %H:%M}" for h in facts.inspection.of(Handover)}
    verb = "归还" if row.back else "交接"
    unit_, office = "被监督单位", "检查机关"
    return about(facts) | {
        "清单名称": f"资料{verb}清单",
        "动作": verb,
        "时间": chinese_moment(row.at),
        "地点": row.place or facts.inspection.unit.address,
        "时间栏": "原交接时间" if row.back else "交接时间",
        "资料": [_line(item, taken[item.handover_id]) for item in lines],
        "电子数据": [{"序号": str(i.seq), "名称": i.name, "校验值": i.sha256} for i in lines if i.sha256],
        "合计": _total(lines),
        "备注": sentence(row.note),
        "核对": "上列资料经双方当场逐项清点核对，" + ("完好无缺，已经归还。" if row.back else "与实物相符，已经移交。"),
        "交出方": f"交出方（{office if row.back else unit_}）",
        "交出人": row.giver,
        "接收方": f"接收方（{unit_ if row.back else office}）",
        "接收人": row.taker,
    }


def _line(item: HandoverItem, taken: str) -> Fields:
    return {
        "序号": str(item.seq),
        "名称": item.name,
        "形式": item.form.label,
        "数量": item.quantity,
        "介质": item.carrier,
        "时间": taken,
    }


def _total(lines: list[HandoverItem]) -> str:
    forms = Counter(item.form.label for item in lines)
    return f"共{len(lines)}项，其中" + "、".join(f"{form}{number}项" for form, number in forms.items())


def d19(facts: Facts) -> Fields:
    """询问笔录 (办法 16, 26; 行政处罚法 55 II): questions and answers in order, word by word."""
    from jxinspect.model.inspect import Questioning

    row: Questioning = facts.subject
    before = [q for q in facts.inspection.of(Questioning) if q.person == row.person and q.at <= row.at]
    told = {
        "问": "你应当如实回答询问，提供有关佐证，不得作虚假陈述；对与监督事项无关的问题，你有权拒绝回答。是否听清？",
        "答": "听清了。",
    }
    asking = f"就{row.matter or '社会保险基金监督检查的有关问题'}向你询问"
    return about(facts) | {
        "次数": str(len(before)),
        "起止时间": span(row.at, row.ended_at),
        "地点": row.place,
        "事由": (row.matter or occasion(facts)) + _summoned(facts, row),
        "人员": _person(row),
        "检查人员": people(facts, row.inspectors),
        "检查组": team_rows(facts, row.inspectors),
        "记录人": recorder(facts, row.recorder),
        "翻译": row.interpreter,
        "见证人": row.witness,
        "告知": [
            identity_shown(facts, row.inspectors, asking, row.certificates),
            told,
            recusal("你", asked=row.recusal_asked, reason=row.recusal_reason),
        ],
        "问答": [{"问": turn["q"], "答": turn["a"]} for turn in row.answers],
        "核对": _confirmed(row),
        "拒签": unsigned(row.outcome, f"被询问人{row.person}", row.reason, row.witness),
    }


def _summoned(facts: Facts, row: Questioning) -> str:
    """By which notice of questioning (D18) the person was summoned, if by one."""
    notice = facts.inspection.document_about("D18", row.notice_id) if row.notice_id else None
    return f"（以询问通知书（{notice.number}）通知）" if notice else ""


def _person(row: Questioning) -> Fields:
    age = f"{row.age}岁" if row.age is not None else ""
    return {
        "姓名": row.person,
        "性别年龄": "，".join(filter(None, (row.sex, age))),
        "身份证号": row.identity_no,
        "电话": row.phone,
        "单位": row.employer,
        "职务": row.post,
        "住址": row.address,
        "关系": row.relation,
    }


def _confirmed(row: Questioning) -> str:
    """核对语, as the person signs it; nothing is put into the mouth of who did not sign."""
    places = f"（{'；'.join(row.corrected)}）" if row.corrected else ""
    corrected = f"修改{row.corrections}处{places}，由被询问人捺指印。" if row.corrections else "没有修改。"
    shown = "向被询问人宣读" if row.read_aloud else "交被询问人阅看"
    if row.outcome != SignOutcome.SIGNED:
        return f"以上笔录已{shown}。{corrected}"
    read = "以上笔录已向我宣读" if row.read_aloud else "以上笔录我已看过"
    return f"{read}，与我说的相符。{corrected}"


def d20(facts: Facts) -> Fields:
    """现场检查笔录 (办法 22(三); 最高法证据规定 15), also of the unit's oral report."""
    from jxinspect.model.inspect import Evidence

    row: SiteRecord = facts.subject
    items = [e for e in facts.inspection.of(Evidence) if e.id in row.evidence]
    recordings = [e for e in items if e.kind == EvidenceKind.RECORDING]
    here = "对你单位" + occasion(facts).removeprefix(f"对{facts.inspection.unit.name}")
    steps = list(row.steps) or ([] if row.reported else [row.topic])
    return about(facts) | {
        "事由": f"{occasion(facts)}（{row.topic}）",
        "起止时间": span(row.at, row.ended_at),
        "地点": row.place,
        "陪同人": {"姓名": row.companion, "职务": row.companion_post},
        "检查人员": people(facts, row.inspectors),
        "检查组": team_rows(facts, row.inspectors),
        "记录人": name_of(facts, row.recorder),
        "见证人": row.witness,
        "告知": [
            identity_shown(facts, row.inspectors, here, row.certificates),
            recusal("你单位", asked=row.recusal_asked, reason=row.recusal_reason),
        ],
        "过程": [sentence(step) for step in steps],
        "汇报": {"序号": str(len(steps) + 1), "人": clause(row.reporter), "内容": sentences(row.reported)},
        "情况": sentences(row.seen),
        "提取": named(e for e in items if e not in recordings),
        "影像": named(recordings),
        "意见": sentence(row.unit_opinion) if row.unit_opinion else _opinion(row),
        "核对": "" if row.outcome != SignOutcome.SIGNED else "以上笔录经当事人核对，与现场情况相符。",
        "拒签": unsigned(row.outcome, f"陪同人{row.companion}", row.reason, row.witness),
    }


def _opinion(row: SiteRecord) -> str:
    return "没有提出意见。" if row.outcome == SignOutcome.SIGNED else "没有签署意见。"


def _spec(id_: str, title: str, basis: str, signers: str, context: object, **more: object) -> Spec:
    fixed: dict[str, object] = {"served": Service.SIGNED, "series": None, "archive": None} | more
    return Spec(id_, title, "inspect", Layout.FORM, tuple(basis.split("; ")), tuple(signers), context=context, **fixed)  # type: ignore[arg-type]


SPECS: tuple[Spec, ...] = (
    _spec("D13", "执法证件出示与权利义务告知记录", "办法 26; 行政处罚法 55", "IU", d13, archive="BL"),
    _spec("D14", "真实性、完整性承诺书", "办法 14 II", "U", d14, archive="CN"),
    _spec("D17", "资料交接（归还）清单", "办法 14; 办法 15", "IU", d17, archive="QZ"),
    _spec("D19", "询问笔录", "办法 16; 办法 26; 行政处罚法 55 II", "PI", d19, archive="BL", identifies=True),
    _spec("D20", "现场检查笔录", "办法 22(三); 最高法证据规定 15", "IUW", d20, archive="BL"),
    *ORDERS,
    *EVIDENCE,
)
