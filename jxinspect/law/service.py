"""The seven ways of service as data: what each must record, which day counts, by which article.

Sources: 行政处罚法 61; 民事诉讼法 87-95 (text of 2023), which 行政处罚法 61 I points to.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from jxinspect.law.terms import ServiceMethod, Term

#: Documents that one proof of service can list.
MOST_DOCUMENTS = 12
#: Days of public notice: 30 by the text of 2023; 60, as older forms print it, only when it is asked for.
PUBLIC_DAYS = (30, 60)


class Standing(Term):
    """As what somebody received papers; each way of service knows for whom that is enough (民事诉讼法 88)."""

    HEAD = "head", "法定代表人或者主要负责人"
    RECEIVER = "receiver", "负责收件的人"
    SELF = "self", "本人"
    FAMILY = "family", "同住的成年家属"
    AGENT = "agent", "代理人"
    APPOINTED = "appointed", "指定的代收人"


#: Who may receive for an organisation, and who for a natural person (民事诉讼法 88 I).
FOR_UNIT = (Standing.HEAD, Standing.RECEIVER, Standing.AGENT, Standing.APPOINTED)
FOR_PERSON = (Standing.SELF, Standing.FAMILY, Standing.AGENT, Standing.APPOINTED)
#: Those who receive for somebody who is not there: the proof says why (代收理由).
STAND_INS = (Standing.FAMILY, Standing.AGENT, Standing.APPOINTED)


class Need(NamedTuple):
    """A fact that a way of service must record: one of these columns, and how people are asked for it."""

    columns: tuple[str, ...]
    words: str
    basis: str


class Way(NamedTuple):
    """One way of service."""

    counts: str  #: the day on which the papers count as served
    basis: str
    needs: tuple[Need, ...]
    in_person: bool = False  #: by our own people, who sign the proof

    def missing(self, given: Mapping[str, object]) -> list[str]:
        """What is not recorded, each with its article; `given`: column → value."""
        return [f"{need.words}，{need.basis}" for need in self.needs if not any(given.get(c) for c in need.columns)]


def _need(words: str, basis: str, *columns: str) -> Need:
    return Need(columns, words, basis)


_SERVERS = _need("送达人（--server）", "民事诉讼法 87", "servers")

WAYS: Mapping[ServiceMethod, Way] = MappingProxyType(
    {
        ServiceMethod.DIRECT: Way(
            "受送达人在送达回证上签收的日期",
            "民事诉讼法 87、88",
            (
                _need("送达时间（--received）", "民事诉讼法 87", "received_at"),
                _need("收件人（--receiver）", "民事诉讼法 88", "receiver"),
                _need("收件人的职务或者身份（--capacity）", "民事诉讼法 88", "capacity"),
                _need("送达地点（--place）", "民事诉讼法 88", "place"),
                _SERVERS,
            ),
            in_person=True,
        ),
        ServiceMethod.LEFT: Way(
            "文书留在受送达人住所的日期",
            "民事诉讼法 89",
            (
                _need("留置时间（--received）", "民事诉讼法 89", "received_at"),
                _need("拒收事由（--reason）", "民事诉讼法 89", "reason"),
                _need("留置的地点（--place）", "民事诉讼法 89", "place"),
                _need(
                    "见证人（--witness），即基层组织或者所在单位的代表；或者记录过程的照片、录像（--recording）",
                    "民事诉讼法 89",
                    "witness",
                    "recordings",
                ),
                _SERVERS,
            ),
            in_person=True,
        ),
        ServiceMethod.POST: Way(
            "回执上注明的收件日期",
            "民事诉讼法 91",
            (
                _need("邮件号码（--tracking）", "民事诉讼法 91", "tracking"),
                _need("投递的地址（--place）", "民事诉讼法 91", "place"),
            ),
        ),
        ServiceMethod.ELECTRONIC: Way(
            "送达信息到达受送达人特定系统的日期",
            "民事诉讼法 90；行政处罚法 61 II",
            (
                _need("到达特定系统的时间（--received）", "民事诉讼法 90", "received_at"),
                _need(
                    "受送达人同意电子送达的确认书（D12，先用 notify address 登记，写明同意）",
                    "行政处罚法 61 II",
                    "address_id",
                ),
                _need("电子送达地址（--tracking，默认取确认书上的）", "民事诉讼法 90", "tracking"),
            ),
        ),
        ServiceMethod.ENTRUSTED: Way(
            "受送达人在受委托机关送达时签收的日期",
            "民事诉讼法 91",
            (
                _need("送达时间（--received）", "民事诉讼法 91", "received_at"),
                _need("收件人（--receiver）", "民事诉讼法 88", "receiver"),
                _need("受委托机关（--through）", "民事诉讼法 91", "through"),
                _need("直接送达有什么困难（--reason）", "民事诉讼法 91", "reason"),
            ),
        ),
        ServiceMethod.FORWARDED: Way(
            "受送达人在送达回证上签收的日期",
            "民事诉讼法 92-94",
            (
                _need("签收时间（--received）", "民事诉讼法 94", "received_at"),
                _need("收件人（--receiver）", "民事诉讼法 94", "receiver"),
                _need("转交的部队政治机关、监所或者强制性教育机构（--through）", "民事诉讼法 92、93", "through"),
            ),
        ),
        ServiceMethod.PUBLIC: Way(
            "公告期满之日",
            "民事诉讼法 95",
            (
                _need("公告日期（--published）", "民事诉讼法 95", "published_on"),
                _need("公告载体（--published-in）", "民事诉讼法 95", "published_in"),
                _need("公告送达的原因（--reason）：下落不明，或者其他方式为什么无法送达", "民事诉讼法 95", "reason"),
                _need(
                    "其他方式没有送达成功的经过（先用 notify attempt 或者 notify returned 登记）",
                    "民事诉讼法 95",
                    "attempts",
                ),
            ),
        ),
    }
)
