"""An invented inspection with one record of every kind, so that every document has fields without a case file.

The records are made from the model: each column gets a value by its table and name, by its name, or by its type. A
context that needs more says so in `PARTICULAR`, or its Spec brings `sample`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from enum import Enum
from functools import lru_cache
from io import BytesIO
from types import UnionType
from typing import Any, Union, get_args, get_origin

from jxinspect.documents.catalogue import CATALOGUE
from jxinspect.documents.sample_offsite import OFFSITE
from jxinspect.documents.sample_proceeding import proceeding_sample
from jxinspect.documents.spec import Facts, Field, Fields
from jxinspect.documents.subjects import SUBJECTS
from jxinspect.law.blacklist import Remedy
from jxinspect.law.calendar import Calendar
from jxinspect.law.civil import BEIJING
from jxinspect.law.incident import IncidentLevel, IncidentStage
from jxinspect.law.matters import MATTERS
from jxinspect.law.measure import CrimeVerdict, TalkReason
from jxinspect.law.proceeding import DecisionKind
from jxinspect.law.settings import value_of
from jxinspect.law.terms import FundType, Role, SealReason, SealState, State, TeamRole, UnitType
from jxinspect.law.violations import VIOLATIONS
from jxinspect.model.aggregate import InspectionRecords, World
from jxinspect.model.base import Record, tables
from jxinspect.model.document import Document
from jxinspect.model.kinds import known
from jxinspect.model.plan import Agency, Approval, Inspection, Staff, TeamMember, Unit
from jxinspect.model.proceeding import Decision
from jxinspect.model.seal import SealItem, Strip

AT = datetime(2026, 3, 3, 9, 30, tzinfo=BEIJING)
TODAY = AT.date()
SOME_TEXT = "示例内容"
_SIMPLE: Mapping[Any, Any] = {bool: True, int: 1, date: TODAY, datetime: AT, str: SOME_TEXT}
#: Two inspectors of the sample team.
TEAM = ["staff-1", "staff-2"]

#: Values of columns by their name, whatever the table.
NAMED: Mapping[str, Any] = {
    "name": "样本县社会保险服务中心",
    "address": "样本县示范路2号",
    "place": "样本县示范路2号",
    "phone": "0791-00000001",
    "credit_code": "12360100MB00000000",
    "head": "赵样本",
    "head_post": "主任",
    "contact": "李例子",
    "facts": "检查组进点后，工作人员将部分会计凭证搬出档案室。",
    "reason": "示例理由",
    "number": "2026-001",
    "year": TODAY.year,
    "code": "2026-001-FC-01",
    "days": 7,
    "quantity": 12,
    "period_from": date(2025, 1, 1),
    "period_to": date(2025, 12, 31),
    "ended_at": AT + timedelta(hours=2),
    "inspectors": TEAM,
    "servers": TEAM,
    "takers": TEAM,
    "recorders": TEAM,
    "evidence": ["evidence-1"],
    "basis": ["社会保险法 79 II(一)", "办法 19"],
    "funds": [FundType.UNEMPLOYMENT],
    "violation": next(iter(VIOLATIONS)),
    "matter": next(iter(MATTERS)),
    "matters": [next(iter(MATTERS))],
    "reasons": [SealReason.TRANSFER],
    "answers": [{"q": "请说明情况。", "a": "情况属实。"}],
    "documents": ["document-D05", "document-D07"],
    "period": "2025年1月至12月",
    "reference": "1-12",
    "features": "蓝色封面，起讫号0001至1440",
    "carrier": "移动硬盘 SN-TEST-0001",
    "kept_at": "档案室2号柜",
    "keeper": "样本县社会保险服务中心档案室",
    "custody_mode": "原地封存",
    "copy_suffices": "原件正在被搬离，复制不能防止灭失",
    "department": "基金监督科",
    "complaint_phone": "0791-00000002",
    "post": "档案室主任",
    "attended": "李例子",
    "receiver": "李例子",
    "met": "李例子",
    "signer": "李例子",
    "witness": "周见证",
    "note": "示例备注",
    "remedy": "",
    "quarter": 1,
    "amount": 1_234_500,
    "sha256": "ab" * 32,
    "digest": "ab" * 32,
    "identity_no": "360100199001010015",
}
#: What has not happened in the sample.
ABSENT = frozenset({"left_at", "release_id", "reseal_id", "intact", "dropped_on", "late_for"})
#: Values of columns of one table, before those by name.
PARTICULAR: Mapping[tuple[str, str], Any] = {
    ("agency", "name"): "样本县人力资源和社会保障局",
    ("agency", "code"): "样人社",
    ("agency", "government"): "样本县人民政府",
    ("agency", "court"): "样本县人民法院",
    ("inspection", "state"): State.ENTERED,
    ("evidence", "media_type"): "image/jpeg",
    ("evidence", "photo_at"): "2026-03-03 09:28:30 +08:00",
    ("evidence", "photo_place"): "北纬28.675000°，东经115.900000°",
    ("evidence", "photo_gps_at"): "2026-03-03 01:28:28 +00:00",
    ("evidence", "code"): "2026-001-ZJ-001",
    ("evidence", "file_name"): "现场照片.jpg",
    ("evidence", "compared_by"): "李例子",
    ("evidence", "sm3"): "cd" * 32,
    ("seal", "state"): SealState.ACTIVE,
    ("seal", "starts_on"): TODAY,
    ("seal", "ends_on"): TODAY + timedelta(days=7),
    ("sealitem", "name"): "2025年度会计凭证",
    ("sealitem", "material"): "voucher",
    ("sealitem", "strip"): "2026-001-FC-01-01",
    ("sealitem", "unit"): "册",
    ("sealitem", "loss"): None,
    ("sealextension", "old_end"): TODAY + timedelta(days=7),
    ("sealextension", "new_end"): TODAY + timedelta(days=30),
    ("strip", "number"): "2026-001-FC-01-01",
    ("sealcount", "present"): ["2026-001-FC-01-01", "2026-001-FC-01-X001"],
    ("sealcount", "extra"): ["2026-001-FC-02-X001"],
    ("proofofservice", "recordings"): ["evidence-1"],
    ("correction", "lines"): [{"wrong": "样本县社会保险服务中新", "right": "样本县社会保险服务中心", "times": "1"}],
    ("correction", "document_id"): "document-D05",
    ("commitment", "refused"): False,
    ("finding", "no_amount"): False,
    ("workingpaper", "reviewer"): "staff-2",
    ("adoption", "withdraws"): False,
    ("reportedfinding", "amount"): 2_000_000,
    ("objectivitycheck", "gaps"): "",
    ("report", "corrects"): None,
    ("closing", "counted"): [{"sha256": "ab" * 32, "pages": "3"}],
    ("publishedfinding", "unit"): "某经办机构",
    ("objection", "agrees"): False,
    ("assistance", "tables"): ["x_death"],
    ("questioningnotice", "party"): "李例子",
    ("unit", "is_enterprise"): True,
    ("unit", "type"): UnitType.SERVICE_ORG,
    ("teammember", "no_interest"): True,
    ("declaration", "undertakes"): True,
    ("engagement", "organisation"): "样本会计师事务所",
    ("engagement", "persons"): ["staff-3"],
    ("undertaking", "staff_id"): "staff-3",
    ("authorisation", "number"): "2026-001-SQ-01",
    ("authorisation", "classes"): ["statistics", "financial"],
    ("authorisation", "manner"): "现场查看，不得带离",
    ("declarationcheck", "declarations"): ["declaration-1"],
    ("incident", "number"): "2026-YQ-001",
    ("incident", "title"): "样本县虚构镇便民服务中心工作人员挪用城乡居民养老保险费",
    ("incidentreport", "addressee"): "样本市人力资源和社会保障局",
    ("incidentreport", "level"): IncidentLevel.MAJOR,
    ("incidentreport", "n"): 2,
    ("incidentreport", "stage"): IncidentStage.FOLLOW,
    ("talk", "party"): "样本县社会保险服务中心",
    ("talk", "reason"): TalkReason.OVERDUE,
    ("talk", "basis"): ["办法 24(一)"],
    ("talk", "ledger_items"): ["ledgeritem-1"],
    ("talk", "findings"): ["finding-1"],
    ("talkminutes", "present"): TEAM,
    ("talkminutes", "attended"): ["赵样本（主任）"],
    ("circular", "title"): "关于样本县示例职业培训学校社会保险基金监督检查情况的通报",
    ("circular", "recipients"): ["各乡镇便民服务中心"],
    ("recommendation", "kinds"): ["agreement"],
    ("referral", "materials"): [{"name": "签到表", "copies": "1", "pages": "12"}],
    ("referral", "items"): [{"name": "伪造的印章", "quantity": "1枚", "note": "已拍照"}],
    ("referral", "persons"): [{"name": "李例子", "post": "教务主任", "identity": "360100199001010015"}],
    ("referral", "title"): "虚报培训人数骗取补贴",
    ("crimereport", "findings"): ["finding-1"],
    ("crimereport", "team"): TEAM,
    ("crimedecision", "findings"): ["finding-1"],
    ("crimedecision", "verdict"): CrimeVerdict.REFER,
    ("blacklistentry", "circumstance"): "SX-3",
    ("blackliststep", "remedy"): Remedy.NONE,
    ("inquiry", "basis"): ["办法 24(一)"],
    ("inquiry", "ledger_items"): ["ledgeritem-1"],
    ("inquiryreply", "points"): [{"text": "正在追回", "accepted": "partly", "reason": "没有银行回单"}],
    ("lead", "number"): "2026-XS-001",
    ("lead", "channel"): "来信",
    ("lead", "matter"): "虚报培训人数，骗取失业保险培训补贴。",
    **OFFSITE,
    **proceeding_sample(TODAY, TEAM),
}
#: Records of which the sample has several; the columns in which they differ.
SEVERAL: Mapping[type[Record], Sequence[Mapping[str, Any]]] = {
    Decision: tuple({"kind": kind} for kind in (DecisionKind.PENALTY, DecisionKind.HANDLING, DecisionKind.NONE)),
    Staff: (
        {"name": "测一鸣", "role": Role.INSPECTOR, "certificate": "36012300002"},
        {"name": "样二航", "role": Role.INSPECTOR, "certificate": "36012300003"},
        {"name": "例三川", "role": Role.THIRD_PARTY, "certificate": None},
    ),
    TeamMember: tuple(
        {"staff_id": f"staff-{n}", "role": role}
        for n, role in enumerate((TeamRole.LEADER, TeamRole.MEMBER, TeamRole.ASSISTANT), 1)
    ),
    SealItem: ({"seq": 1}, {"seq": 2, "released_id": None}),
    Strip: (
        {},
        {"number": "2026-001-FC-01-02", "reseal_id": "reseal-1", "replaces": "2026-001-FC-01-01"},
    ),
    Approval: (
        {"subject": "scheme", "subject_id": "scheme-1"},
        {"subject": "flight", "subject_id": "inspection-1"},
        {"subject": "seal", "subject_id": "seal-1"},
    ),
}


@lru_cache(maxsize=1)
def _rows() -> dict[type[Record], list[Record]]:
    """One record of every kind, several where the sample needs them, and an issued document of every kind."""
    rows: dict[type[Record], list[Record]] = {}
    for cls in tables():
        variants = SEVERAL.get(cls, ({},))
        rows[cls] = [_record(cls, n, given) for n, given in enumerate(variants, 1)]
    rows[Document] = [_issued(kind, rows) for kind in CATALOGUE]
    return rows


def _record(cls: type[Record], n: int, given: Mapping[str, Any]) -> Record:
    table = str(cls.__tablename__)
    values = {"id": f"{table}-{n}"}
    for column in cls.__table__.columns:  # type: ignore[attr-defined]
        if column.name != "id":
            values[column.name] = _value(cls, table, column.name, column.info.get("record"))
    return cls(**{**values, **given})


def _value(cls: type[Record], table: str, name: str, target: str | None) -> Any:
    if (table, name) in PARTICULAR:
        return PARTICULAR[table, name]
    wanted = _plain(cls.model_fields[name].annotation)
    if target and name not in ABSENT:
        return f"{target}-1"
    if name in NAMED and (wanted not in _SIMPLE or type(NAMED[name]) is wanted):
        return NAMED[name]
    return None if name in ABSENT else _by_type(wanted)


def _plain(annotation: Any) -> Any:
    """The type without `| None`."""
    if get_origin(annotation) in (Union, UnionType):
        return next(part for part in get_args(annotation) if part is not type(None))
    return annotation


def _by_type(wanted: Any) -> Any:
    if get_origin(wanted) is list:
        return [_by_type(part) for part in get_args(wanted)[:1]]
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return next(iter(wanted))
    return _SIMPLE.get(wanted, {})


def _issued(kind: str, rows: Mapping[type[Record], list[Record]]) -> Document:
    subject = SUBJECTS[kind].latest(lambda cls: rows[known(cls)]) if kind in SUBJECTS else None
    document = _record(Document, 1, {"kind": kind, "title": CATALOGUE[kind].title, "number": _number(kind)})
    assert isinstance(document, Document)
    document.id, document.subject_id = f"document-{kind}", subject.id if subject else "inspection-1"
    return document


def _number(kind: str) -> str:
    spec = CATALOGUE[kind]
    return f"样人社{spec.series}〔2026〕1号" if spec.series else f"2026-001-{spec.archive or spec.id}-01"


@lru_cache(maxsize=1)
def _content(_: str) -> bytes:
    """A photograph of nothing, for the thumbnail in the sample."""
    from PIL import Image

    data = BytesIO()
    Image.new("RGB", (320, 240), "lightgray").save(data, "PNG")
    return data.getvalue()


def _look(cls: type[Record], **where: object) -> list[Any]:
    return [row for row in _rows()[known(cls)] if all(getattr(row, key) == value for key, value in where.items())]


def _setting(key: str) -> object:
    return value_of(key, lambda _: None)


def sample_facts(kind: str) -> Facts:
    """What the document of that kind is made from in the sample."""
    rows = _rows()
    calendar = Calendar.shipped()
    world = World(at=AT, calendar=calendar, setting=_setting, digest_of=lambda sha: sha, content_of=_content)
    staff = {row.id: row for row in rows[Staff] if isinstance(row, Staff)}
    agency, inspection, unit = (rows[cls][0] for cls in (Agency, Inspection, Unit))
    assert isinstance(agency, Agency)
    assert isinstance(inspection, Inspection)
    assert isinstance(unit, Unit)
    hanging = {cls: found for cls, found in rows.items() if not issubclass(cls, (Agency, Unit, Staff))}
    # A void document would be missing everywhere.
    hanging = {cls: [] if cls.__name__ == "DocumentVoid" else list(found) for cls, found in hanging.items()}
    records = InspectionRecords(inspection, agency, unit, staff, world, hanging)
    subject = SUBJECTS[kind].latest(lambda cls: _matching(kind, rows[known(cls)]))
    return Facts(
        agency=agency,
        subject=subject,
        at=AT,
        dated=TODAY,
        number=_number(kind),
        calendar=calendar,
        setting=_setting,
        look=_look,
        records=records,
    )


def _matching(kind: str, rows: Sequence[Record]) -> list[Record]:
    """The rows; where the kind wants a column to differ from the sample's, it is set so."""
    for row in rows if len(rows) == 1 else ():
        for column, value in SUBJECTS[kind].where.items():
            setattr(row, column, value)
    return list(rows)


def sample_fields(kind: str) -> Fields:
    """All fields of a document with example values; 校验码 is added when it is issued."""
    spec = CATALOGUE[kind]
    fields = spec.sample() if spec.sample else spec.context(sample_facts(kind))
    return {**fields, "校验码": "示例校验码"}


def listed(fields: Fields, before: str = "") -> Iterator[tuple[str, str, str]]:
    """(dotted name, 文字 · 列表 · 条件, example) of every field, as `doc template fields` shows them."""
    for name, value in fields.items():
        yield from _listed(f"{before}{name}", value)


def _listed(name: str, value: Field) -> Iterator[tuple[str, str, str]]:
    if isinstance(value, Mapping):
        yield from listed(value, f"{name}.")
    elif isinstance(value, bool):
        yield name, "条件", "是" if value else "否"
    elif isinstance(value, str | int):
        yield name, "文字", str(value)
    else:
        items = list(value)
        yield name, "列表", "、".join(item for item in items if isinstance(item, str))
        if items and isinstance(items[0], Mapping):
            yield from listed(items[0], f"{name}.")
