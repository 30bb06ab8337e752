"""Settings of the office: they decide how the law's own numbers are counted, so a change is an act like any other."""

from __future__ import annotations

from jxinspect.errors import Refused
from jxinspect.law.settings import setting
from jxinspect.model.duty import Setting
from jxinspect.store.casefile import CaseFile


def change(case: CaseFile, key: str, text: str | None) -> str:
    """Set a value (None: back to the default) and return it. Raises NotFound, Incomplete, Refused for a fixed one."""
    wanted = setting(key)
    if wanted.fixed and text is not None:
        raise Refused(f"设置 {key} 不能改", why=f"{wanted.meaning}由法规规定（{wanted.source}）", todo="按规定的值办理")
    value = "" if text is None else str(wanted.read(text))
    kept = case.all(Setting, key=key)
    if kept:
        kept[0].value = value
    else:
        case.add(Setting(key=key, value=value))
    return value or str(wanted.default)
