"""The columns of breaches of data protection, in lists and alone."""

from jxinspect.law.leak import LeakKind, LeakMeasureKind, LeakParty, LeakState
from jxinspect.ui.values import Column, columns

LEAKS = columns(
    ("number", "编号"),
    Column("state", "状态", terms=LeakState),
    Column("kind", "行为", terms=LeakKind),
    ("data_words", "信息"),
    ("whose", "谁的信息"),
    ("persons", "人数", "number"),
    Column("party", "行为方", terms=LeakParty),
    ("by_whom", "行为人"),
    ("inspection", "检查"),
    ("found_at", "发现时间", "moment"),
    ("measures_words", "措施"),
)
ONE = columns(
    *LEAKS,
    ("text", "经过"),
    ("happened_on", "发生日期", "date"),
    ("found_how", "怎样发现"),
    ("registered_by", "登记人"),
    ("result", "处理结果"),
    ("no_inform", "不告知个人的理由"),
    ("closed_at", "办结时间", "moment"),
)
MEASURES = columns(
    ("at", "时间", "moment"),
    Column("kind", "措施", terms=LeakMeasureKind),
    ("text", "内容"),
    ("toward", "对象"),
    ("done_by", "办理人"),
)
#: Without what has to be put into words first.
LEAK = tuple(column for column in ONE if not column.key.endswith("_words"))
