"""Contexts of the group seal: sealing (D32-D38)."""

from __future__ import annotations

from jxinspect.documents.spec import Spec

SPECS: tuple[Spec, ...] = ()
