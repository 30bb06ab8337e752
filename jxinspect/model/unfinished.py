"""Measures after a report that still wait for something: talks, inquiries, recommendations, referrals (办法 24, 25)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from jxinspect.model.aggregate import InspectionRecords
from jxinspect.model.kinds import (
    Inquiry,
    InquiryReply,
    Recommendation,
    RecommendationReply,
    Talk,
    TalkFulfilment,
    TalkMinutes,
    TalkRequirement,
)
from jxinspect.model.referral_course import unanswered

#: A record and what it waits for.
Waiting = tuple[str, str]


def unfinished(records: InspectionRecords, by: datetime) -> Iterator[Waiting]:
    """What was begun by that moment and had not ended then."""
    yield from _talks(records, by)
    yield from _inquiries(records, by)
    yield from _recommendations(records, by)
    for referral in unanswered(records, by):
        yield referral.id, f"移送{referral.organ}的“{referral.title}”没有结果"


def _talks(records: InspectionRecords, by: datetime) -> Iterator[Waiting]:
    held = {row.id: row.talk_id for row in records.of(TalkMinutes) if row.at <= by}
    met = {row.requirement_id for row in records.of(TalkFulfilment) if row.at <= by}
    for talk in records.of(Talk):
        if talk.at <= by and talk.id not in held.values():
            yield talk.id, f"对{talk.party}的约谈没有进行，也没有约谈记录"
    for asked in records.of(TalkRequirement):
        if asked.minutes_id in held and asked.id not in met:
            yield asked.id, f"约谈要求{asked.seq}没有落实（期限{asked.due_on}）：{asked.text}"


def _inquiries(records: InspectionRecords, by: datetime) -> Iterator[Waiting]:
    replied = {row.inquiry_id for row in records.of(InquiryReply) if row.at <= by}
    for letter in records.of(Inquiry):
        if letter.at <= by and letter.id not in replied:
            yield letter.id, f"对{letter.party}的函询没有答复（期限{letter.due_on}）"


def _recommendations(records: InspectionRecords, by: datetime) -> Iterator[Waiting]:
    told = {row.recommendation_id for row in records.of(RecommendationReply) if row.complete and row.at <= by}
    for row in records.of(Recommendation):
        if row.at <= by and row.id not in told:
            yield row.id, f"对{row.organ}的处理建议没有办结的答复"
