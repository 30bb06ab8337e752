"""宣传 in words: how the law of supervising the funds is made known (办法 10(四))."""

from __future__ import annotations

from jxinspect.law.terms import Term


class PublicityForm(Term):
    """How it is made known."""

    LECTURE = "lecture", "宣讲培训"
    LEAFLET = "leaflet", "发放资料"
    MEDIA = "media", "媒体发布"
    VISIT = "visit", "进企业、进社区"
    OTHER = "other", "其他"
