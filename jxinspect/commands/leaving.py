"""What leaves the office as a list stands in the journal: who, when, which list, rows, digest, and why unmasked."""

from __future__ import annotations

from hashlib import sha256

from jxinspect.commands.given import command_name, given
from jxinspect.commands.lists import ELSEWHERE
from jxinspect.commands.session import act
from jxinspect.ui.private import Leaving

ACT = "export.list"


def keep(leaving: Leaving, name: str = "") -> None:
    """Write the entry; called before the list leaves, so that none leaves without it. Refused for a third party."""
    name = name or command_name()
    if given().dry_run or name.startswith(ELSEWHERE):
        return
    told = {"list": name, "rows": leaving.rows, "to": leaving.to, "sha256": sha256(leaving.data).hexdigest()}
    with act(ACT) as case:
        case.note(export=told | ({"unmasked": leaving.unmasked} if leaving.unmasked else {}))
