"""Words about who takes part in an inspection: declared ties, recusal, third parties and their data (办法 26, 27)."""

from __future__ import annotations

from jxinspect.law.terms import Term


class RecusalBy(Term):
    """Who asks that somebody steps back (行政处罚法 43)."""

    SELF = "self", "自行申请回避"
    PARTY = "party", "当事人申请回避"


class DataClass(Term):
    """What a third party asks to see; rows about a person are never opened to it (办法 27 II)."""

    STATISTICS = "statistics", "统计数据"
    FINANCIAL = "financial", "财务数据"
    PERSON = "person", "参保个人明细"
