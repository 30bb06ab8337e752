"""Contexts of the group inspect: entry, commitment, hand-over, records, papers, evidence, orders (D13-D27)."""

from __future__ import annotations

from jxinspect.documents.spec import Spec

SPECS: tuple[Spec, ...] = ()
