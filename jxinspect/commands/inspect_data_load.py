"""`inspect data load`: files handed over, into a table; how a header is understood is confirmed and kept (办法 23)."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jxinspect.commands.inspect_data_header import Understanding, confirm
from jxinspect.commands.inspect_intake import inspection_first
from jxinspect.commands.leaving import secret_in
from jxinspect.commands.options import InspectionOpt, amount_option, date_option, id_option
from jxinspect.commands.session import act, case_path, own_staff, rows
from jxinspect.errors import NotFound, Usage
from jxinspect.store import incoming
from jxinspect.ui import messages
from jxinspect.ui.progress import reading
from jxinspect.ui.show import Fact, done

if TYPE_CHECKING:
    from jxinspect.acts.data import Loaded
    from jxinspect.analysis.incoming import Source
    from jxinspect.law.data_tables import DataTable


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
    control_sum: Annotated[int | None, amount_option("--control-sum", help="提供方写明的金额合计（元）")] = None,
    password_file: Annotated[
        Path | None, typer.Option("--password-file", help="压缩包、工作簿的密码，写在这个文件里", metavar="文件")
    ] = None,
) -> None:
    """装入报送或者提取的数据：先看表头对应，再逐行整理；每一行要么保留，要么写明理由拒收；原始文件作为证据。"""
    from jxinspect.acts import data

    paths, named = inspection_first(files, inspection)
    number = named or _only_one()
    own_staff(case_path())
    wanted = data.Wanted(
        table=_table(table).key,
        paths=_files(paths),
        opened=_opener(password_file),
        understood=Understanding(_table(table), map_ or [], drop or []),
        extract_on=extracted,
        request=request,
        source=source,
        drop=drop or [],
        control_rows=control_rows,
        control_sum=control_sum,
    )
    confirm(wanted)
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


def _tell(number: str, loaded: "Loaded") -> None:
    from jxinspect.acts.data_review import differing, rows_told
    from jxinspect.law.data_tables import known_tables
    from jxinspect.law.dataset import FAULTS

    row = loaded.dataset
    table = known_tables()[row.table]
    titles = {column.name: column.title for column in table.columns}
    left = sum(len(file.left_out) for file in loaded.files)
    refused = [
        f"{titles[f['column']]}：{FAULTS[f['kind']].problem}（{f['file']} {rows_told(f['lines'], f['count'])}）"
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
