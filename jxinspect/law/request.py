"""What can be asked of those who keep the data (办法 8, 18)."""

from __future__ import annotations

from jxinspect.law.terms import Term


class RequestKind(Term):
    """Data that are handed over, or a right to look into a system."""

    DATA = "data", "提供数据"
    QUERY = "query", "开通查询权限"
