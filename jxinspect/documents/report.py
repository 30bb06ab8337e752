"""Contexts of the group report: draft, comment round, report, dossier (D40-D44, D72)."""

from __future__ import annotations

from jxinspect.documents.spec import Spec

SPECS: tuple[Spec, ...] = ()
