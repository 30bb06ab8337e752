"""Defaults that an office may change, each with its meaning and source."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal, NamedTuple

from jxinspect.errors import Incomplete, NotFound, Refused
from jxinspect.law.source import Table, load

Value = int | str | bool
Lookup = Callable[[str], object]


class Setting(NamedTuple):
    """One setting. `unit` is Chinese (日, 工作日, 小时, 分 …); `fixed` ones are set by law."""

    key: str
    kind: Literal["integer", "text", "flag", "choice"]
    default: Value
    unit: str
    meaning: str
    source: str
    choices: tuple[Value, ...] = ()
    min: int | None = None
    max: int | None = None
    fixed: bool = False

    def read(self, text: str) -> Value:
        """The value that the text means. Incomplete when it is of another kind, Refused outside what the law allows."""
        if self.kind == "flag":
            return self._flag(text)
        value: Value = self._integer(text) if self.kind == "integer" else text.strip()
        if self.choices and value not in self.choices:
            raise self._wrong(text, "可以是：" + "、".join(map(str, self.choices)))
        return value

    def _flag(self, text: str) -> bool:
        known = {"true": True, "是": True, "on": True, "1": True, "false": False, "否": False, "off": False, "0": False}
        if text.strip().casefold() not in known:
            raise self._wrong(text, "只能是 true 或者 false")
        return known[text.strip().casefold()]

    def _integer(self, text: str) -> int:
        try:
            value = int(text.strip())
        except ValueError:
            raise self._wrong(text, "应为整数") from None
        if (self.min is not None and value < self.min) or (self.max is not None and value > self.max):
            raise Refused(
                f"设置 {self.key} 不能是 {value}",
                why=f"{self.meaning}，范围 {self.min}–{self.max}{self.unit}（{self.source}）",
                todo="改用范围以内的值",
            )
        return value

    def _wrong(self, text: str, why: str) -> Incomplete:
        return Incomplete(f"设置 {self.key} 不能是“{text}”", why=f"{self.meaning}；{why}", todo="换一个值")


def _read() -> dict[str, Setting]:
    return {
        row["key"]: Setting(**(row | {"choices": tuple(row.get("choices", ()))}))
        for row in load("settings.toml")["setting"]
    }


SETTINGS: Mapping[str, Setting] = Table(_read)


def setting(key: str) -> Setting:
    """The setting of a key; NotFound when there is none."""
    if key not in SETTINGS:
        raise NotFound(f"没有这个设置：{key}", why="设置的名称是固定的", todo="全部设置见 jxinspect config list")
    return SETTINGS[key]


def value_of(key: str, lookup: Lookup) -> Value:
    """The value in force, of the setting's own kind: as the office changed it, else the default.

    `lookup`: what the office set, None or "" where it set nothing, e.g. `changed.get` of a mapping.
    """
    one, chosen = setting(key), lookup(key)
    return one.default if chosen is None or chosen == "" else one.read(str(chosen))
