"""Handing out full numbers of people: recorded, and refused unless encrypted and in the folder for exports (G50)."""

from __future__ import annotations

from typing import Any

from jxinspect.acts.procedure import settle
from jxinspect.model.guards.disclosure import unprotected
from jxinspect.model.handout import Handout
from jxinspect.store.casefile import CaseFile


def hand_out(case: CaseFile, **facts: Any) -> Handout:
    """Record what is about to leave. Refused (4) by G50, which an approver may override."""
    row = Handout(at=case.at, actor=case.actor, **facts)
    case.add(row)
    settle(case, list(unprotected([row])))
    return row
