"""Templates of the group plan."""

from __future__ import annotations

from templates.build import Description

TEMPLATES: dict[str, Description] = {}
