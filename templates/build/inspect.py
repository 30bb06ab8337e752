"""Templates of the group inspect."""

from __future__ import annotations

from templates.build import Description

TEMPLATES: dict[str, Description] = {}
