"""The numbered versions of the schema. `scripts/schema WHAT` adds the next; docs/tables.md says what each brought."""

from __future__ import annotations

from typing import NamedTuple


class Version(NamedTuple):
    """A state of the tables that case files of this number have."""

    number: int
    #: What it brought, as it stands in the case file.
    what: str


VERSIONS = (
    Version(1, "initial"),
    Version(2, "ways of service"),
    Version(3, "leads, cooperation and picks"),
    Version(4, "corrections"),
    Version(5, "off-site notices and letters"),
    Version(6, "originals, carriers, extraction, recordings"),
    Version(7, "approvals made up for"),
    Version(8, "third parties, and what earlier programs left without a number"),
    Version(9, "rechecks of orders on paper"),
    Version(10, "versions of working papers, corrections told one by one, requests for data"),
    Version(11, "answers to letters of assistance, notices that summoned people"),
    Version(12, "exports that show full numbers of people"),
    Version(13, "versions of report texts, findings as reports told them, and the fund of a finding"),
    Version(14, "incidents, their assessments and reports"),
    Version(15, "results of inspections for the public, and what was hidden in them"),
    Version(16, "answers to opinions that came too late"),
    Version(17, "breaches of data protection, and publicity work"),
    Version(18, "pages of the papers of a dossier"),
    Version(19, "rule runs, flags, their way to the unit and back"),
    Version(20, "the list of flags as it was sent, rules as they stood"),
    Version(21, "data sets of off-site inspections"),
    Version(22, "the report of an off-site inspection"),
    Version(23, "uses of data after closing"),
    Version(24, "sync: devices, keys of people, rulings, blocks of numbers; keys that two laptops can give"),
    Version(25, "how the digest of a dataset is made"),
    Version(26, "reconsideration and suits: filed, on the way, ended"),
    Version(27, "what a rule does not examine"),
    Version(28, "why an outcome was noted again"),
    Version(29, "datasets can be withdrawn"),
)
#: The newest schema this program knows.
LATEST = VERSIONS[-1].number
