"""Contexts of the group plan: annual plan, scheme, approval (D01-D03)."""

from __future__ import annotations

from jxinspect.documents.spec import Spec

SPECS: tuple[Spec, ...] = ()
