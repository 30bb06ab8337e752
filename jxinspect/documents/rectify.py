"""Contexts of the group rectify: rectification opinion, ledger, recheck (D48-D50)."""

from __future__ import annotations

from jxinspect.documents.spec import Spec

SPECS: tuple[Spec, ...] = ()
