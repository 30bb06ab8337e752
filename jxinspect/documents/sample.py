"""An invented inspection with one record of every kind, so that every document has fields without a case file.

The records are made from the model: each column gets a value by its table and name, by its name, or by its type. A
context that needs more says so in `sample_values.PARTICULAR`, or its Spec brings `sample`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum
from functools import lru_cache
from io import BytesIO
from types import UnionType
from typing import Any, Union, get_args, get_origin

from jxinspect.documents.catalogue import CATALOGUE
from jxinspect.documents.sample_values import ABSENT, AT, NAMED, PARTICULAR, SEVERAL, SIMPLE, TODAY
from jxinspect.documents.spec import Facts, Field, Fields
from jxinspect.documents.subjects import SUBJECTS
from jxinspect.law.calendar import Calendar
from jxinspect.law.settings import value_of
from jxinspect.model.aggregate import InspectionRecords, World
from jxinspect.model.base import Record, tables
from jxinspect.model.document import Document
from jxinspect.model.kinds import known
from jxinspect.model.plan import Agency, Inspection, Staff, Unit


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
    if name in NAMED and (wanted not in SIMPLE or type(NAMED[name]) is wanted):
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
    return SIMPLE.get(wanted, {})


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
