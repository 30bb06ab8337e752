"""Breaches of 办法 38 in words: what was done to whose data, by whom, and what was done about it."""

from __future__ import annotations

from jxinspect.law.terms import Term


class LeakKind(Term):
    """What was done to the data (办法 38)."""

    LEAK = "leak", "泄露"
    TAMPER = "tamper", "篡改"
    DAMAGE = "damage", "毁损"
    SUPPLY = "supply", "非法向他人提供"


class LeakData(Term):
    """What kind of data (办法 38)."""

    PERSONAL = "personal", "个人信息"
    TRADE = "trade", "商业秘密"


class LeakParty(Term):
    """Who did it (办法 38)."""

    AGENCY = "agency", "人力资源社会保障行政部门"
    HANDLING = "handling", "社会保险经办机构"
    THIRD_PARTY = "third_party", "被聘请的第三方机构"


class LeakMeasureKind(Term):
    """What was done about it (办法 38; 个人信息保护法 57; 网络数据安全管理条例)."""

    STOP = "stop", "停止和补救"
    SECURE = "secure", "保全证据"
    REPORT = "report", "报告"
    INFORM = "inform", "告知个人"
    ORDER = "order", "责令改正"
    DISCIPLINE = "discipline", "建议处分"
    REFER = "refer", "移送"


class LeakState(Term):
    """Where the matter stands."""

    UNTOUCHED = "untouched", "没有采取措施"
    OPEN = "open", "处理中"
    CLOSED = "closed", "已办结"
