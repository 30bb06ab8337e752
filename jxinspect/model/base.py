"""What every record of the case file has in common."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any, NamedTuple, TypeVar, cast

from pydantic_core import SchemaValidator
from pydantic_core.core_schema import definitions_schema, typed_dict_field, typed_dict_schema
from sqlalchemy import JSON, Enum, ForeignKey, Index, MetaData, Table
from sqlalchemy.orm import registry
from sqlmodel import Field, SQLModel
from sqlmodel._compat import SQLModelConfig
from uuid6 import uuid7

from jxinspect.model.kinds import define_all

E = TypeVar("E", bound=StrEnum)


def new_id() -> str:
    """A fresh record id: 32 hex digits that sort by the time they were made (UUID 7)."""
    return uuid7().hex


class Record(SQLModel):
    """One fact of the case file. Facts are added, corrected by a further record or voided, never deleted (G55)."""

    # A process uses a few of the tables: what validates each is built when it is first needed.
    model_config = SQLModelConfig(validate_assignment=True, defer_build=True)

    id: str = Field(default_factory=new_id, primary_key=True, max_length=32)

    def __init__(self, **fields: Any) -> None:
        """A record of these fields, each of them validated; what is not given is its default, or missing.

        It does what SQLModel does, in a tenth of the time: nobody watches an assignment to a record that is not
        written yet, pydantic looks anew at every maker of defaults each time, and for each field at all of them.
        """
        known = _fields_of(type(self))
        given = known.validator.validate_python(fields)
        self.__dict__.update(known.fixed)
        self.__dict__.update({name: make() for name, make in known.made if name not in given})
        self.__dict__.update(given)
        self.__pydantic_fields_set__.update(given)

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """Give each table a registry: SQLAlchemy prepares all classes of one at the first use of any."""
        super().__init_subclass__(**kwargs)
        cls._sa_registry = registry(metadata=SQLModel.metadata)
        if "__tablename__" not in cls.__dict__:  # SQLModel would make it anew each time that somebody asks
            cls.__tablename__ = cls.__name__.lower()


def tables() -> Iterator[type[Record]]:
    """Every record class that is a table, in the order of definition."""
    define_all()
    waiting = list(Record.__subclasses__())
    while waiting:
        cls = waiting.pop(0)
        waiting.extend(cls.__subclasses__())
        if hasattr(cls, "__table__"):
            yield cls


def word(enum: type[E], **more: Any) -> Any:
    """A column for an enumeration, stored by its stable ASCII value and never by the member's name."""
    column = Enum(
        enum,
        values_callable=lambda members: [m.value for m in members],
        native_enum=False,
        length=40,
        validate_strings=True,
    )
    return Field(sa_type=column, **more)


def listing(**more: Any) -> Any:
    """A column for a short list of texts, integers or flat objects with ASCII keys. Assign a new list to change it."""
    return Field(default_factory=list, sa_type=JSON, **more)


def object_ref(**more: Any) -> Any:
    """A column for the SHA-256 of a written-once object; `verify` looks for what it names."""
    return Field(max_length=64, sa_column_kwargs={"info": {"object": True}}, **more)


def key_field(**more: Any) -> Any:
    """A column that no two records share, such as a number or a name (`keys_of`)."""
    return Field(index=True, sa_column_kwargs={"info": {"key": True}}, **more)


def key(table: str, *columns: str) -> Index:
    """Columns of a table that no two records share together, for its `__table_args__` (`keys_of`)."""
    return Index(f"key_{table}_{'_'.join(columns)}", *columns, info={"key": True})


def keys_of(table: Table) -> list[tuple[str, ...]]:
    """The natural keys of a table.

    No act may write a second record of a key. SQLite itself does not refuse one: two laptops that work apart can each
    make one, and both are kept when they meet, until somebody rules which of them keeps it (sync).
    """
    single = [(column.name,) for column in table.columns if column.info.get("key")]
    several = [tuple(column.name for column in index.columns) for index in table.indexes if index.info.get("key")]
    return sorted([*single, *several])


def ref(table: str, *, only: bool = False, **more: Any) -> Any:
    """A column that points at another record; `only`: no two records point at the same one (`keys_of`).

    SQLAlchemy must have defined the table that a foreign key points at, so the keys come with the making of tables
    (`point`): a process that uses two tables does not define all those that hang together with them.
    """
    info = {"record": table} | ({"key": True} if only else {})
    return Field(index=True, max_length=32, sa_column_kwargs={"info": info}, **more)


def point(tables: MetaData) -> None:
    """Give the columns made by `ref` their foreign keys; all tables must be defined."""
    for table in tables.tables.values():
        for column in table.columns:
            target = column.info.get("record")
            if target and not column.foreign_keys:
                column.append_foreign_key(ForeignKey(f"{target}.id"))


class _Fields(NamedTuple):
    """The fields of a class: what validates those given, defaults as they are, defaults made anew for each record."""

    validator: SchemaValidator
    fixed: Mapping[str, Any]
    made: Sequence[tuple[str, Callable[[], Any]]]


@cache
def _fields_of(cls: type[Record]) -> _Fields:
    optional = {name: field for name, field in cls.model_fields.items() if not field.is_required()}
    made = {
        name: cast("Callable[[], Any]", one.default_factory) for name, one in optional.items() if one.default_factory
    }
    fixed = {name: one.default for name, one in optional.items() if name not in made}
    return _Fields(_validator_of(cls), fixed, tuple(made.items()))


def _validator_of(cls: type[Record]) -> SchemaValidator:
    """Validates what is given of a class's fields, whatever is missing; what is no field of it is left out."""
    schema: Any = cls.__pydantic_core_schema__
    shared = schema["definitions"] if schema["type"] == "definitions" else []
    while schema["type"] != "model-fields":
        schema = schema["schema"]
    fields = {name: typed_dict_field(_given(one["schema"]), required=False) for name, one in schema["fields"].items()}
    known = typed_dict_schema(fields, cls_name=cls.__name__, extra_behavior="ignore")
    return SchemaValidator(definitions_schema(known, shared) if shared else known)


def _given(schema: Any) -> Any:
    """How a value is validated, without the default that takes the place of none."""
    return schema["schema"] if schema["type"] == "default" else schema


class Dated(Record):
    """A record of something that happened at a moment (`at`, Beijing time when shown)."""

    at: datetime
