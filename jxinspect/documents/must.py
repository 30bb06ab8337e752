"""What several kinds of document may not leave out, and the laws that want it."""

from __future__ import annotations

from jxinspect.documents.spec import Must

REMEDY = "行政复议法 20、24; 行政诉讼法 46"
RIGHTS = "办法 14、26、34; 行政处罚法 43、55"
DEFENCE = "行政处罚法 45; 行政强制法 8"
RECORD = "最高法证据规定 15"


def must(name: str, basis: str, fields: str = "", words: str = "") -> Must:
    """One thing that has to stay: `fields` by their dotted names with blanks between, or `words` as they are said."""
    return Must(name, basis, tuple(fields.split()), words)


APPROVED = must("承办、审核、审批意见", "办法 22(一)", "承办.意见 审核.意见 审批.意见")
SEALED = must("机关名称和成文日期", "办法 6", "机关.名称 成文日期")
