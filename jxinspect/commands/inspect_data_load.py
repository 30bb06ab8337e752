"""`inspect data load`: files handed over, into a table; how a header is understood is confirmed and kept (办法 23)."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jxinspect.commands.inspect_intake import inspection_first
from jxinspect.commands.leaving import secret_in
from jxinspect.commands.options import InspectionOpt, date_option, id_option
from jxinspect.commands.session import act, case_path, own_staff, rows
from jxinspect.errors import Incomplete, NotFound, Usage
from jxinspect.store import incoming
from jxinspect.ui import ask, messages
from jxinspect.ui.progress import reading
from jxinspect.ui.show import Fact, done, show_rows
from jxinspect.ui.values import columns

if TYPE_CHECKING:
    from jxinspect.acts.data import Loaded
    from jxinspect.analysis.incoming import Columns, Source
    from jxinspect.law.data_tables import DataTable

MAPPING = columns(("file", "文件"), ("title", "列"), ("column", "字段"), ("means", "含义"), ("how", "怎样认出"))
#: How a column was known → words.
HOW = {
    "map": "--map",
    "profile": "上次确认",
    "title": "名称相同",
    "synonym": "同义词",
    "lower": "两行表头的下行",
    "cut": "字段名被截短",
}


def load(
    files: Annotated[list[Path], typer.Argument(help="报送的文件，可以多个", metavar="文件...")],
    *,
    table: Annotated[str, typer.Option("--table", help="装入哪一张表（代码或者表名）", metavar="表")],
    inspection: InspectionOpt = None,
    map_: Annotated[
        list[str] | None, typer.Option("--map", help="表头认不出的列，可以多次；字段留空表示不用", metavar="列=字段")
    ] = None,
    drop: Annotated[
        list[str] | None, typer.Option("--drop", help="不装入的列（如已损坏的号码列），可以多次", metavar="列")
    ] = None,
    extracted: Annotated[
        date | None, date_option("--extracted-on", help="提供方系统导出数据的日期，规则以它为“今天”；默认今天")
    ] = None,
    request: Annotated[str, id_option("--request", help="从系统提取或者别处提供的：数据请求的编号")] = "",
    source: Annotated[str, typer.Option("--source", help="来源，默认被监督单位或者请求的对方", metavar="来源")] = "",
    control_rows: Annotated[
        int | None, typer.Option("--control-rows", help="提供方写明的总行数", min=0, metavar="行数")
    ] = None,
    control_sum: Annotated[str, typer.Option("--control-sum", help="提供方写明的金额合计（元）", metavar="金额")] = "",
    password_file: Annotated[
        Path | None, typer.Option("--password-file", help="压缩包、工作簿的密码，写在这个文件里", metavar="文件")
    ] = None,
) -> None:
    """装入报送或者提取的数据：先看表头对应，再逐行整理；每一行要么保留，要么写明理由拒收；原始文件作为证据。"""
    from jxinspect.acts import data
    from jxinspect.law.amounts import parse_amount

    paths, named = inspection_first(files, inspection)
    number = named or _only_one()
    own_staff(case_path())
    wanted = data.Wanted(
        table=_table(table).key,
        paths=_files(paths),
        opened=_opener(password_file),
        understood=_Understanding(_table(table), map_ or [], drop or []),
        extract_on=extracted,
        request=request,
        source=source,
        drop=drop or [],
        control_rows=control_rows,
        control_sum=parse_amount(control_sum) if control_sum.strip() else None,
    )
    _confirm(wanted)
    with act("inspect.data.load") as case, reading("取入原始文件") as watch:
        loaded = data.load(case, number, wanted, watch=watch)
    _tell(number, loaded)


def _only_one() -> str:
    """The only inspection that data can be loaded for. Usage, NotFound."""
    found = [
        str(row["number"]) for row in rows("inspections") if row["mode"] == "off_site" and row["state"] != "closed"
    ]
    if len(found) == 1:
        return found[0]
    if found:
        raise Usage(
            "没有写明是哪一项检查", why=f"正在进行的非现场检查有：{'、'.join(found)}", todo="用 -i 检查编号 写明"
        )
    raise NotFound("没有正在进行的非现场检查", why="没有写明检查编号", todo="用 -i 检查编号 写明是哪一项检查")


def _table(word: str) -> "DataTable":
    from jxinspect.commands.clock import today
    from jxinspect.law.data_tables import chosen_tables

    return chosen_tables([word], today())[0]


def _files(paths: Sequence[Path]) -> list[Path]:
    if not paths:
        raise Usage("没有写明文件", why="装入数据要有报送的文件", todo="写文件的路径")
    return [incoming.existing(path) for path in paths]


def _opener(password_file: Path | None) -> Any:
    from jxinspect.analysis.sources import open_sources

    password = secret_in(password_file) if password_file else None

    @cache
    def opened(path: Path) -> "Sequence[Source]":
        return list(open_sources(path, password=password))

    return opened


class _Understanding:
    """How headers are understood: what --map says, what was confirmed before, titles and synonyms."""

    def __init__(self, table: "DataTable", given: Sequence[str], drop: Sequence[str]) -> None:
        self.table = table
        self.given = dict(self._pair(text) for text in given)
        self.drop = drop
        self.profiles = {
            tuple(json.loads(row["header"])): json.loads(row["mapping"])
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
        from jxinspect.analysis.sources import Profile, map_header

        before = {line["title"]: line["column"] for line in self.profiles.get(tuple(header), [])}
        return map_header(header, self.table, Profile(self.table.key, before | self.given))

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
            f"{titles[name]}（{name}）有几列：" + "、".join(f"“{source.header[place]}”" for place in places)
            for name, places in found.doubled.items()
        ]
        if items and found.places:
            raise Incomplete(
                f"{source.file}{f' {source.sheet}' if source.sheet else ''} 的表头有歧义",
                why="同一列有几种理解，或者几列是同一个字段",
                todo="用 --map 列=字段 写明；不用的列写 --map 列=",
                items=items,
            )


def _confirm(wanted: Any) -> None:
    """Show how each header is understood and ask, unless it is known or --yes was given."""
    understanding: _Understanding = wanted.understood
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


def _lines(source: "Source", found: Any, understanding: _Understanding) -> Iterator[dict[str, Any]]:
    titles: Mapping[str, str] = {column.name: column.title for column in understanding.table.columns}
    for place, title in enumerate(source.header):
        name = found.columns.get(place, "")
        how = "map" if title in understanding.given else found.how.get(place, "")
        dropped = title in understanding.drop
        yield {
            "file": " ".join(filter(None, (source.file, source.sheet))),
            "title": title,
            "column": "" if dropped else name,
            "means": "（不用）" if dropped or not name else titles[name],
            "how": "--drop" if dropped else HOW.get(how, "") if name else "",
        }


def _missing(source: "Source", found: Any, understanding: _Understanding) -> None:
    if found.missing:
        titles = {column.name: column.title for column in understanding.table.columns}
        messages.warn(
            f"{source.file} 缺少必填字段：" + "、".join(f"{titles[name]}（{name}）" for name in found.missing)
        )


def _tell(number: str, loaded: "Loaded") -> None:
    from jxinspect.acts.data_review import differing, rows_told
    from jxinspect.law.data_tables import known_tables
    from jxinspect.law.dataset import FAULTS

    row = loaded.dataset
    table = known_tables()[row.table]
    titles = {column.name: column.title for column in table.columns}
    left = sum(len(file.left_out) for file in loaded.files)
    refused = [
        f"{titles[f['column']]}{FAULTS[f['kind']].problem}：{f['file']} {rows_told(f['lines'], f['count'])}"
        for f in row.faults
    ]
    for file in loaded.files:
        if not file.rows_read:
            messages.warn(f"{' '.join(filter(None, (file.file, file.sheet)))} {FAULTS['no_rows'].problem}")
    if other := "；".join(f"{title}{problem}" for _, title, problem in differing(row, table)):
        messages.warn(
            f"与提供方写明的数不符：{other}。装错了文件的，装入正确的以后用 inspect data withdraw {row.number} 撤回"
        )
    months = [line["ym"] for line in row.months]
    facts: list[Fact] = [
        ("number", "编号", row.number),
        ("table", "表", f"{table.title}（{table.key}）"),
        ("rows", "行数", f"读入{row.rows_read}行 = 保留{row.rows_kept}行 + 拒收{row.rows_refused}行"),
        ("left_out", "合计、空白行", f"{left}行，没有作为数据" if left else ""),
        ("months", "期间", f"{months[0]}至{months[-1]}" if months else ""),
        ("sums", "金额合计", [f"{titles[s['column']]} {_yuan(s['fen'])}" for s in row.sums]),
        ("faults", "质量问题", refused[:NAMED] + ([f"等{len(refused)}种"] if len(refused) > NAMED else [])),
        ("evidence", "证据", [item.code for item in loaded.evidence]),
        ("digest", "数据摘要", row.digest),
    ]
    done(f"{table.title}已装入", facts, [f"jxinspect inspect data review {number}"])


#: So many kinds of faults are told here; the review tells all.
NAMED = 8


def _yuan(fen: int) -> str:
    from jxinspect.law.amounts import format_amount

    return format_amount(fen)
