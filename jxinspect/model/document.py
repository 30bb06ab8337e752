"""Issued documents and their numbers."""

from datetime import date

from sqlmodel import Field

from jxinspect.model.base import Dated, Record, key, listing, object_ref, ref


class Document(Dated, table=True):
    """An issued document. The row and its file never change (G55); see DocumentVoid and SignedPaper."""

    __table_args__ = (key("document", "series", "year", "n"), key("document", "number"))

    inspection_id: str | None = ref("inspection", default=None)
    kind: str = Field(index=True)  #: D05
    title: str
    subject_id: str  #: the record that the document is about
    number: str  #: 发文字号, or archive code of an internal record
    series: str | None = None  #: 发文代字, counted by year: 样人社监检通; null where the office has no series
    year: int
    n: int | None = None
    dated: date  #: 成文日期
    sha256: str = object_ref()
    template_sha256: str | None = object_ref(default=None)
    facts_digest: str
    chain_head: str  #: head of the journal before the act
    check_code: str  #: printed in the footer of every page
    file_name: str
    actor: str
    exposes: list[str] = listing()  #: fields in which a paper that leaves the office shows numbers in full (G53)


class Numbering(Record, table=True):
    """First number of a series and year when the office counted before this case file existed; default 1."""

    __table_args__ = (key("numbering", "series", "year"),)

    series: str  #: 发文代字, as in Document
    year: int
    first: int = 1
