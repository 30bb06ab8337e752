"""Who takes part when case files come together: devices, keys of people, signatures, rulings, blocks of numbers."""

from __future__ import annotations

from typing import Any

from sqlmodel import Field

from jxinspect.model.base import Dated, key, key_field, listing, ref


class Device(Dated, table=True):
    """A laptop that the office enrolled. It counts only if the office's own device wrote it (store/trust.py)."""

    public_key: str = key_field()  #: Ed25519, hex: signs the entries of its chains
    recipient: str  #: age X25519: what bundles for it are encrypted to
    name: str = key_field()  #: 二组笔记本
    holder_id: str | None = ref("staff", default=None)
    block: int = key_field()  #: its numbers begin at block x 1000 + 1; 0: the office
    office: bool = False
    inspections: list[str] = listing()  #: ids of those it may have; empty: the whole case file
    third_party: bool = False  #: gets no rows about persons (办法 27)
    actor: str


class DeviceRevocation(Dated, table=True):
    """A device that may not take part any more: lost, handed on, cloned."""

    device_id: str = ref("device", only=True)
    because: str
    heads: list[dict[str, Any]] = listing()  #: chain, seq, hash: what the office had; later is doubtful
    actor: str


class PersonKey(Dated, table=True):
    """The key by which somebody of the roster signs what the law reserves to him."""

    staff_id: str = ref("staff")
    public_key: str = key_field()  #: Ed25519, hex
    actor: str


class PersonKeyRevocation(Dated, table=True):
    """A key of a person that signs no more."""

    key_id: str = ref("personkey", only=True)
    because: str
    actor: str


class Signature(Dated, table=True):
    """Somebody's own signature under a record, e.g. an approval or an override."""

    key_id: str = ref("personkey")
    record_table: str
    record_id: str = Field(index=True)
    digest: str  #: SHA-256 of the record as canonical JSON
    signature: str  #: Ed25519, hex


class Ruling(Dated, table=True):
    """裁定: which of two facts stands that two laptops had recorded apart, or how doubtful entries are taken."""

    conflict: str = Field(index=True)
    kind: str
    record_table: str
    record_id: str = Field(index=True)
    field: str
    value: str  #: canonical JSON of what stands
    cites: list[str] = listing()  #: hashes of the entries of both sides
    because: str
    ruled_by: str = ref("staff")
    actor: str


class Lease(Dated, table=True):
    """号段: numbers of a series and year that one device may give, off line."""

    __table_args__ = (key("lease", "series", "year", "first"),)

    series: str  #: 发文代字, as in Document
    year: int
    first: int
    last: int
    device_id: str = ref("device")
    actor: str


class LeaseEnd(Dated, table=True):
    """A block that came back: its unused rest is free again, what was spoilt is void with its reason."""

    lease_id: str = ref("lease", only=True)
    returned_from: int | None = None  #: from here on unused and free again; empty: nothing is left
    voided: list[int] = listing()
    because: str
    actor: str
