"""Context of the report on an incident to the superior organ (D47; 办法 28, 人社部发〔2020〕21号)."""

from __future__ import annotations

from jxinspect.documents.common import choices, common
from jxinspect.documents.sentences import sentence
from jxinspect.documents.spec import Facts, Fields, Layout, Service, Spec
from jxinspect.documents.year import funds_text
from jxinspect.law.amounts import capital_amount, format_amount
from jxinspect.law.dates import chinese_moment
from jxinspect.law.incident import IncidentLevel, IncidentSource, IncidentStage
from jxinspect.law.statutes import cite
from jxinspect.model.document import Document
from jxinspect.model.kinds import DocumentVoid, Incident, IncidentAssessment, IncidentDispatch, IncidentReport
from jxinspect.model.plan import Staff, Unit

REGULATION = "人社部发〔2020〕21号"


def d47(facts: Facts) -> Fields:
    """要情报告: how found, when and where, who, how much, what was done, level (人社部发〔2020〕21号)."""
    report: IncidentReport = facts.subject
    incident: Incident = facts.look(Incident, id=report.incident_id)[0]
    assessed = facts.look(IncidentAssessment, incident_id=incident.id)[-1]
    return {
        **common(facts),
        "签发人": _name(facts, Staff, report.signed_by),
        "上级机关": report.addressee,
        "依据": cite(f"办法 28; {REGULATION}"),
        "要情": {
            "编号": incident.number,
            "事由": incident.title.rstrip("。"),
            "次别": report.stage.label,
            "首报": report.stage is IncidentStage.FIRST,
            "单位": _name(facts, Unit, incident.unit_id) or _name(facts, Unit, incident.reporting_unit_id),
            "发现": _discovered(facts, incident),
            "发生": sentence(report.happened),
            "人员": sentence(report.persons),
            "险种": funds_text(report.funds),
            "情节": sentence(report.circumstances),
            "处理": sentence(report.handling),
        },
        "金额": _amounts(report),
        "等级": {
            "选项": choices([one.label for one in IncidentLevel if one.rank], report.level.label),
            "理由": sentence(assessed.reason),
            "立案": sentence(assessed.filed),
        },
        "前次": _earlier(facts, report),
        "联系人": {"姓名": report.contact, "电话": report.phone},
    }


def _name(facts: Facts, cls: type[Staff] | type[Unit], id_: str | None) -> str:
    return next((one.name for one in facts.look(cls, id=id_)), "") if id_ else ""


def _discovered(facts: Facts, incident: Incident) -> str:
    """When and how it was found; of what an agency reported, also when that agency found it and told us."""
    how = sentence(incident.discovered_how)
    if incident.source is not IncidentSource.AGENCY or incident.unit_discovered_at is None:
        return f"{chinese_moment(incident.discovered_at)}。{how}"
    unit = _name(facts, Unit, incident.reporting_unit_id)
    paper = f"（{incident.report_document}）" if incident.report_document else ""
    found, told = chinese_moment(incident.unit_discovered_at), chinese_moment(incident.discovered_at)
    return f"{unit}于{found}发现，{told}向本机关报告{paper}。发现方式：{how}"


def _amounts(report: IncidentReport) -> Fields:
    if report.amount is None:
        return {"涉及": "正在核实", "追回": format_amount(report.recovered), "损失": "正在核实"}
    whole = f"{format_amount(report.amount)}（{capital_amount(report.amount)}）"
    return {"涉及": whole, "追回": format_amount(report.recovered), "损失": format_amount(report.loss)}


def _earlier(facts: Facts, report: IncidentReport) -> list[Fields]:
    """The reports before this one: which, number, when it went."""
    void = {row.document_id for row in facts.look(DocumentVoid)}
    told: list[Fields] = []
    for one in facts.look(IncidentReport, incident_id=report.incident_id):
        papers = [d for d in facts.look(Document, kind="D47", subject_id=one.id) if d.id not in void]
        sent = facts.look(IncidentDispatch, report_id=one.id)
        if one.n < report.n and papers and sent:
            line = {"文号": papers[-1].number, "时间": chinese_moment(sent[0].at), "方式": sent[0].channel}
            told.append({"次别": one.stage.label, **line})
    return told


def sample() -> Fields:
    """An incident that an agency reported, in its second report, so that every field has an example."""
    from jxinspect.documents.sample import sample_facts

    fields = dict(d47(sample_facts("D47")))
    line = {"次别": "首报", "文号": "样人社监要〔2026〕1号", "时间": "2026年3月2日15时10分", "方式": "机要交换"}
    return {**fields, "前次": fields["前次"] or [line]}


SPECS: tuple[Spec, ...] = (
    Spec(
        id="D47",
        title="社会保险基金要情报告",
        group="report",
        layout=Layout.OFFICIAL,
        basis=("办法 28", REGULATION),
        signers=("L",),
        served=Service.INTERNAL,
        may_leave=True,
        series="监要",
        archive=None,
        context=d47,
        sample=sample,
    ),
)
