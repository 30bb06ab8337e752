"""Contexts of the group notify: notices, materials list, proof of service (D05, D06, D08, D11)."""

from __future__ import annotations

from jxinspect.documents.spec import Spec

SPECS: tuple[Spec, ...] = ()
