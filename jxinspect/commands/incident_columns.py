"""The columns of incidents, in lists and alone."""

from jxinspect.law.incident import IncidentLevel, IncidentSource, IncidentStage, IncidentState
from jxinspect.ui.values import Column, columns

INCIDENTS = columns(
    ("number", "要情编号"),
    Column("state", "状态", terms=IncidentState),
    Column("level", "等级", terms=IncidentLevel),
    Column("suggested", "建议", terms=IncidentLevel),
    Column("source", "来源", terms=IncidentSource),
    ("inspection", "检查"),
    ("finding", "问题", "number"),
    ("unit", "涉及单位"),
    ("title", "事由"),
    ("amount", "涉及金额", "amount"),
    ("discovered_at", "发现时间", "moment"),
    ("sent_at", "报告时间", "moment"),
)
INCIDENT = columns(
    *INCIDENTS,
    ("limit", "报告期限"),
    ("late", "逾期", "flag"),
    ("late_reason", "逾期原因"),
    ("discovered_how", "发现方式"),
    ("reporting_unit", "报告的经办机构"),
    ("unit_discovered_at", "经办机构发现时间", "moment"),
    ("report_document", "经办机构文号"),
    ("happened", "发生的时间地点"),
    ("persons", "人员"),
    ("funds", "险种"),
    ("reason", "评估理由"),
    ("filed", "立案"),
    ("grave", "恶劣影响"),
    ("decided_by", "决定人"),
    ("decided_at", "评估时间", "moment"),
    ("recovered", "已追回", "amount"),
    ("loss", "损失", "amount"),
)
DECISIONS = columns(
    ("at", "时间", "moment"),
    Column("suggested", "建议", terms=IncidentLevel),
    Column("level", "决定", terms=IncidentLevel),
    ("amount", "金额", "amount"),
    ("reason", "理由"),
    ("decided_by", "决定人"),
)
REPORTS = columns(
    ("n", "次", "number"),
    Column("stage", "次别", terms=IncidentStage),
    Column("level", "等级", terms=IncidentLevel),
    ("document", "文号"),
    ("signed_by", "签发人"),
    ("amount", "涉及金额", "amount"),
    ("recovered", "追回", "amount"),
    ("sent_at", "报出时间", "moment"),
    ("channel", "方式"),
    ("late_reason", "逾期原因"),
)
TIMES = columns(
    ("number", "要情编号"),
    Column("level", "等级", terms=IncidentLevel),
    ("title", "事由"),
    ("reporting_unit", "经办机构"),
    ("unit_discovered_at", "经办发现", "moment"),
    ("unit_reported_at", "经办报告", "moment"),
    ("unit_limit", "经办期限"),
    ("unit_late", "经办逾期", "flag"),
    ("since", "本机关发现", "moment"),
    ("sent_at", "本机关报告", "moment"),
    ("limit", "报告期限"),
    ("hours", "用时（小时）", "number"),
    ("late", "逾期", "flag"),
    ("late_reason", "逾期原因"),
)
