"""The columns of a case, in lists and alone."""

from jxinspect.law.proceeding import ProceedingState
from jxinspect.ui.values import Column, columns

CASES = columns(
    ("number", "案件编号"),
    ("inspection", "检查"),
    ("party", "当事人"),
    ("cause", "案由"),
    Column("state", "阶段", terms=ProceedingState),
    ("filed_on", "立案", "date"),
    ("fine", "罚款（元）", "amount"),
    ("demanded", "应履行（元）", "amount"),
    ("paid", "已履行（元）", "amount"),
    ("handlers", "承办人"),
    ("challenges", "复议、诉讼"),
)
CASE = columns(
    *CASES, ("violation", "违法情形"), ("ended_on", "行为终了", "date"), ("amount", "骗取金额（元）", "amount")
)
