"""The columns of a lead, in lists and alone. None of them tells who reported it."""

from jxinspect.law.lead import LeadDecision, LeadOutcome, LeadSource, LeadState
from jxinspect.ui.values import Column, columns

LEADS = columns(
    ("number", "线索编号"),
    Column("source", "来源", terms=LeadSource),
    ("at", "接收时间", "moment"),
    ("unit", "被反映单位"),
    ("about", "被反映对象"),
    ("named", "实名", "flag"),
    Column("state", "状态", terms=LeadState),
    ("handler", "承办人"),
    ("inspections", "检查"),
    ("told_on", "告知日期", "date"),
)
LEAD = columns(
    *LEADS,
    ("channel", "接收方式"),
    ("matter", "反映事项"),
    ("funds", "险种"),
    ("amount", "涉及金额（元）", "amount"),
    ("origin", "来源说明"),
    ("due_on", "交办期限", "date"),
    ("proposal", "拟办意见"),
    ("registered_by", "登记人"),
    Column("decision", "审查决定", terms=LeadDecision),
    ("reason", "理由"),
    ("transferred_to", "移送机关"),
    ("decided_by", "决定人"),
    ("decided_at", "决定时间", "moment"),
    ("extended_to", "延长至", "date"),
    ("notice", "告知文号"),
    Column("outcome", "查证结论", terms=LeadOutcome),
    ("result", "办理结果"),
    ("reward", "奖励"),
    ("closed_at", "办结时间", "moment"),
)
