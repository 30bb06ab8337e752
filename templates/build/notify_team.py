"""Columns of the team, as the notices print it."""

from __future__ import annotations

TEAM = [
    ("职务", 22.0, "{{ 人.职务 }}"),
    ("姓名", 24.0, "{{ 人.姓名 }}"),
    ("工作单位", 66.0, "{{ 人.单位 }}"),
    ("行政执法证号", 44.0, "{{ 人.证号 }}"),
]
