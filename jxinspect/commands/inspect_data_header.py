"""How the headers of handed-over files are understood: shown, asked about, said with --map (办法 23)."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from jxinspect.commands.session import rows
from jxinspect.errors import Incomplete, Usage
from jxinspect.ui import ask, messages
from jxinspect.ui.show import show_rows
from jxinspect.ui.values import columns

if TYPE_CHECKING:
    from jxinspect.analysis.incoming import Columns, Source
    from jxinspect.law.data_tables import DataTable

MAPPING = columns(("file", "文件"), ("title", "列"), ("column", "字段"), ("means", "含义"), ("how", "怎样认出"))
#: How a column was known → words.
HOW = {
    "map": "--map",
    "said": "上次确认",
    "title": "名称相同",
    "synonym": "同义词",
    "lower": "两行表头的下行",
    "cut": "字段名被截短",
}


class Understanding:
    """How headers are understood: what --map says, what was confirmed before, titles and synonyms."""

    def __init__(self, table: "DataTable", given: Sequence[str], drop: Sequence[str]) -> None:
        self.table = table
        self.given = dict(self._pair(text) for text in given)
        self.drop = drop
        #: Header → what each of its columns was confirmed to be.
        self.profiles: dict[tuple[str, ...], list[str]] = {
            tuple(json.loads(row["header"])): [line["column"] for line in json.loads(row["mapping"])]
            for row in rows("header_profiles")
            if row["table_key"] == table.key
        }

    def _pair(self, text: str) -> tuple[str, str]:
        title, found, name = text.replace("＝", "=").rpartition("=")
        known = {word: column.name for column in self.table.columns for word in (column.name, column.title)}
        if not found or (name.strip() and name.strip() not in known):
            raise Usage(
                f"--map 的写法不能用：{text}",
                why="写 列=字段；字段可以写：" + "、".join(f"{c.title}（{c.name}）" for c in self.table.columns),
                todo="改正后再执行；不用的列写 列=",
            )
        return title.strip(), known[name.strip()] if name.strip() else ""

    def mapped(self, header: Sequence[str]) -> Any:
        """The mapping of a header, with what was said or confirmed before."""
        from jxinspect.analysis.sources import map_header

        given = {place: self.given[word] for place in range(len(header)) if (word := self.said(header, place))}
        return map_header(header, self.table, dict(enumerate(self.profiles.get(tuple(header), []))) | given)

    def said(self, header: Sequence[str], place: int) -> str | None:
        """As what --map names this column; None when it does not."""
        from jxinspect.analysis.incoming import named

        return named(header, place, self.given)

    def dropped(self, header: Sequence[str], place: int) -> bool:
        """Whether --drop names this column."""
        from jxinspect.analysis.incoming import named

        return named(header, place, self.drop) is not None

    def require_known(self, sources: Sequence["Source"]) -> None:
        """Usage when --map or --drop names a column that no file has."""
        titles = dict.fromkeys(title for source in sources for title in source.header if title)
        widest = max((len(source.header) for source in sources), default=0)
        there = titles.keys() | {f"第{n + 1}列" for n in range(widest)}
        for flag, words in (("--map", self.given), ("--drop", self.drop)):
            if wrong := [word for word in words if word not in there]:
                raise Usage(
                    f"{flag} 写的列文件里没有：{'、'.join(wrong)}",
                    why="文件里的列：" + "、".join(titles),
                    todo="照文件里的列名写；没有列名或者列名相同的，写 第几列，如 第3列",
                )

    def __call__(self, source: "Source") -> "Columns | None":
        from jxinspect.analysis.incoming import Columns

        found = self.mapped(source.header)
        self._settled(source, found)
        return Columns(source.header, found.places, tuple(getattr(source, "units", ()))) if found.places else None

    def _settled(self, source: "Source", found: Any) -> None:
        """Incomplete when a title may be two things, or two titles are the same column: nothing is guessed."""
        titles = {column.name: column.title for column in self.table.columns}
        items = [
            f"“{source.header[place]}”可能是：" + "、".join(f"{titles[name]}（{name}）" for name in names)
            for place, names in found.ambiguous.items()
        ]
        items += [
            f"{titles[name]}（{name}）有几列："
            + "、".join(f"“{source.header[place]}”（第{place + 1}列）" for place in places)
            for name, places in found.doubled.items()
        ]
        if items and found.places:
            raise Incomplete(
                f"{source.file}{f' {source.sheet}' if source.sheet else ''} 的表头有歧义",
                why="同一列有几种理解，或者几列是同一个字段",
                todo="用 --map 列=字段 写明，不用的列写 --map 列=；列名相同的写 第几列，如 --map 第3列=",
                items=items,
            )


def confirm(wanted: Any) -> None:
    """Show how each header is understood and ask, unless it is known or --yes was given."""
    understanding: Understanding = wanted.understood
    understanding.require_known([source for path in wanted.paths for source in wanted.opened(path)])
    lines: list[dict[str, Any]] = []
    new = False
    for path in wanted.paths:
        for beside in dict.fromkeys(line for source in wanted.opened(path) for line in source.left):
            messages.note(f"{beside}，没有装入")
        for source in wanted.opened(path):
            if understanding(source) is None:
                where = " ".join(filter(None, (source.file, source.sheet)))
                messages.note(f"{where}：不是{understanding.table.title}，没有装入{_likely(source.header)}")
                continue
            found = understanding.mapped(source.header)
            lines += _lines(source, found, understanding)
            new |= tuple(source.header) not in understanding.profiles or bool(understanding.given)
            _missing(source, found, understanding)
    if new and lines:
        from jxinspect.ui.mode import mode

        if not mode().json:
            show_rows(lines, MAPPING)
        if not ask.confirm("表头对应是否正确"):
            raise Usage("没有装入", why="表头对应没有确认", todo="用 --map 列=字段 改正后重新执行")


def _likely(header: Sequence[str]) -> str:
    """Which table a header fits best, for whoever has named another one."""
    from jxinspect.analysis.sources import map_header
    from jxinspect.law.data_tables import known_tables

    found = {table: map_header(header, table) for table in known_tables().values()}
    table, best = max(found.items(), key=lambda one: (len(one[1].places), -len(one[1].missing)))
    return f"；从表头看是{table.title}（{table.key}）" if len(best.places) > 1 else ""


def _lines(source: "Source", found: Any, understanding: Understanding) -> Iterator[dict[str, Any]]:
    titles: Mapping[str, str] = {column.name: column.title for column in understanding.table.columns}
    for place, title in enumerate(source.header):
        name = found.columns.get(place, "")
        how = "map" if understanding.said(source.header, place) else found.how.get(place, "")
        dropped = understanding.dropped(source.header, place)
        yield {
            "file": " ".join(filter(None, (source.file, source.sheet))),
            "title": title,
            "column": "" if dropped else name,
            "means": "（不用）" if dropped or not name else titles[name],
            "how": "--drop" if dropped else HOW.get(how, "") if name else "",
        }


def _missing(source: "Source", found: Any, understanding: Understanding) -> None:
    if found.missing:
        titles = {column.name: column.title for column in understanding.table.columns}
        messages.warn(
            f"{source.file} 缺少必填字段：" + "、".join(f"{titles[name]}（{name}）" for name in found.missing)
        )
