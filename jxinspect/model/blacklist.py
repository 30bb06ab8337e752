"""Entries of the list of seriously untrustworthy parties and what became of them (办法 24(二))."""

from datetime import date

from jxinspect.law.blacklist import ListStep, Remedy
from jxinspect.model.base import Dated, ref, word


class BlacklistEntry(Dated, table=True):
    """Somebody whom a department of human resources and social security has put on the list by a determination."""

    inspection_id: str = ref("inspection")
    name: str
    person: bool  #: a person; else an organisation
    code: str  #: 公民身份号码 or 统一社会信用代码
    circumstance: str  #: code of law/data/blacklist.toml
    facts: str
    organ: str  #: 认定机关
    told_on: date  #: 列入前告知
    determination: str  #: 认定文书号
    determined_on: date
    received_on: date  #: when the party got it; remedies run from there
    valid_from: date
    valid_to: date


class BlacklistStep(Dated, table=True):
    """What happened to an entry: remedies, push, receipt, repair, removal."""

    inspection_id: str = ref("inspection")
    entry_id: str = ref("blacklistentry")
    kind: ListStep = word(ListStep)
    on: date
    remedy: Remedy | None = word(Remedy, default=None)
    channel: str = ""  #: how it was pushed
    reference: str = ""
    text: str = ""
