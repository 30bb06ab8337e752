"""`plan agency`: the own office, those above and below it, how it writes its numbers (办法 4; GB/T 9704)."""

from typing import Annotated, Any

import typer

from jxinspect.commands.options import Format, Limit, ListFile, ListFormat, Offset, id_option, plain, term_option
from jxinspect.commands.session import act, reading, rows, today
from jxinspect.commands.tree import App
from jxinspect.errors import NotFound, Usage
from jxinspect.law.region import standing
from jxinspect.law.terms import Level, Standing
from jxinspect.ui.show import done, show_record, show_rows
from jxinspect.ui.values import Column, columns

agency = App(
    "机关：本机关（文书的署名、文号和救济途径取自这里），上级、下级机关，文号系列。",
    example=[
        "jxinspect plan agency show",
        "jxinspect plan agency set --phone 0791-00000001",
        "jxinspect plan agency add --name 样本市人力资源和社会保障局 --level city --region-code 360100 --region 样本市",
        "jxinspect plan agency series list",
    ],
)
series = App(
    "文号系列：代字、起始号。文号按发文代字和年度连续编号。",
    example=[
        "jxinspect plan agency series list",
        "jxinspect plan agency series set 监检通 --code 社监检",
        "jxinspect plan agency series set 监检通 --year 2026 --first 15",
    ],
)
agency.add_typer(series, name="series")

AGENCY = columns(
    ("name", "机关名称"),
    ("code", "机关代字"),
    Column("level", "级别", terms=Level),
    ("region_code", "行政区划代码"),
    ("region_name", "行政区划"),
    ("department", "承办机构"),
    ("letterhead", "发文机关标志"),
    ("address", "地址"),
    ("phone", "电话"),
    ("complaint_phone", "监督举报电话"),
    ("government", "本级人民政府"),
    ("court", "人民法院"),
)
AGENCIES = columns(
    ("name", "机关名称"),
    Column("relation", "与本机关", terms=Standing),
    ("code", "机关代字"),
    Column("level", "级别", terms=Level),
    ("region_code", "区划代码"),
    ("region_name", "行政区划"),
)
SERIES = columns(
    ("series", "系列"),
    ("code", "代字"),
    ("head", "发文代字"),
    ("last", "本年度已编到", "number"),
    ("first", "本年度起始号", "number"),
    Column("titles", "用于", width=50),
)

Which = Annotated[
    str | None, typer.Argument(help="机关全称、代字或者名称的一部分；不写则是本机关", metavar="[机关]", parser=plain)
]
Name = Annotated[str | None, typer.Option("--name", help="机关全称", metavar="名称")]
Code = Annotated[str | None, typer.Option("--code", help="机关代字，如 赣人社", metavar="代字")]
LevelOpt = Annotated[Level | None, term_option(Level, "--level", help="级别")]
RegionCode = Annotated[str | None, id_option("--region-code", help="行政区划代码，六位", metavar="代码")]
Region = Annotated[str | None, typer.Option("--region", help="行政区划名称", metavar="名称")]
Department = Annotated[str | None, typer.Option("--department", help="承办机构，如 基金监督科", metavar="机构")]
Address = Annotated[str | None, typer.Option("--address", help="地址", metavar="地址")]
Phone = Annotated[str | None, typer.Option("--phone", help="电话", metavar="电话")]
Complaints = Annotated[str | None, typer.Option("--complaint-phone", help="监督举报电话", metavar="电话")]
Government = Annotated[str | None, typer.Option("--government", help="本级人民政府（行政复议机关）", metavar="名称")]
Court = Annotated[str | None, typer.Option("--court", help="有管辖权的人民法院", metavar="名称")]
Letterhead = Annotated[
    str | None, typer.Option("--letterhead", help="发文机关标志，如 某某局文件；默认机关全称", metavar="文字")
]


@agency.command(
    "set",
    example=[
        (
            "jxinspect plan agency set --name 样本县人力资源和社会保障局 --code 样人社 --level county "
            "--region-code 360100 --region 样本县 --department 基金监督科 --address 样本县示范路1号 "
            "--phone 0791-00000001 --complaint-phone 0791-00000002 --government 样本县人民政府 --court 样本县人民法院"
        ),
        "jxinspect plan agency set --phone 0791-00000009",
        "jxinspect plan agency set 样本市人力资源和社会保障局 --region 样本市",
    ],
)
def set_agency(
    which: Which = None,
    *,
    name: Name = None,
    code: Code = None,
    level: LevelOpt = None,
    region_code: RegionCode = None,
    region_name: Region = None,
    department: Department = None,
    address: Address = None,
    phone: Phone = None,
    complaint_phone: Complaints = None,
    government: Government = None,
    court: Court = None,
    letterhead: Letterhead = None,
) -> None:
    """登记或者更正本机关的信息；第一次要写全，以后只写要改的。写了机关的，更正那个机关。"""
    from jxinspect.acts import plan

    given = {k: v for k, v in locals().items() if k not in {"plan", "which"}}
    with act("plan.agency.set") as case:
        one = plan.set_agency(case, which, **given)
        facts = [("name", "机关", one.name), ("code", "代字", one.code), ("government", "复议机关", one.government)]
    said = "本机关信息已登记" if one.own else "机关信息已更正"
    done(
        said,
        facts,
        ["jxinspect plan staff import 人员.xlsx", "jxinspect plan unit import 单位.xlsx"] if one.own else [],
    )


@agency.command(
    "add",
    example="jxinspect plan agency add --name 样本省人力资源和社会保障厅 --level province --region-code 360000 "
    "--region 样本省",
)
def add_agency(
    *,
    name: Name = None,
    level: LevelOpt = None,
    region_code: RegionCode = None,
    region_name: Region = None,
    code: Code = None,
    department: Department = None,
    address: Address = None,
    phone: Phone = None,
    government: Government = None,
    court: Court = None,
) -> None:
    """登记另一个机关：上级（交叉检查、交办的依据出自那里）或者下级；本机关用 set 登记。"""
    from jxinspect.acts import plan
    from jxinspect.store.records import own_agency

    given = {k: v for k, v in locals().items() if k not in {"plan", "own_agency"}}
    with act("plan.agency.add") as case:
        one = plan.add_agency(case, **given)
        facts = [("name", "机关", one.name), ("relation", "与本机关", plan.relation(own_agency(case), one))]
    done("机关已登记", facts, ["jxinspect plan agency list"])


@agency.command("own", example="jxinspect plan agency own 样本县人力资源和社会保障局")
def own(which: Annotated[str, typer.Argument(help="机关全称", metavar="机关")]) -> None:
    """把另一个已登记的机关定为本机关；制发过文书以后不能再换。"""
    from jxinspect.acts import plan

    with act("plan.agency.own") as case:
        one = plan.make_own(case, which)
    done("本机关已确定", [("name", "本机关", one.name)])


@agency.command("list", example="jxinspect plan agency list")
def list_agencies(
    format: Format = ListFormat.TABLE,  # noqa: A002
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出本机关和登记的其他机关。"""
    found = rows("agency_list")
    own_one = next((row for row in found if row["own"]), None)
    told = [{**row, "relation": _relation(own_one, row)} for row in found]
    show_rows(told, AGENCIES, format.value, limit=limit, offset=offset, out=out)


def _relation(own_one: dict[str, Any] | None, row: dict[str, Any]) -> Standing | None:
    """As `acts.agency.relation`, of rows."""
    if own_one is None or row["name"] == own_one["name"]:
        return Standing.OWN if own_one else None
    there = standing(Level(own_one["level"]), own_one["region_code"], row["region_code"])
    above = standing(Level(row["level"]), row["region_code"], own_one["region_code"])
    return there if there is Standing.LOWER else Standing.UPPER if above is Standing.LOWER else Standing.OUTSIDE


@agency.command("show", example=["jxinspect plan agency show", "jxinspect plan agency show 样本市"])
def show_agency(which: Which = None) -> None:
    """显示本机关或者另一个机关的信息。"""
    found = rows("agency_list")
    if which is None:
        found = [row for row in found if row["own"]]
        if not found:
            raise NotFound("还没有登记本机关", why="案卷库是新的", todo="用 jxinspect plan agency set 登记")
    else:
        found = [row for row in found if which in (row["name"], row["code"])] or [
            row for row in found if which in row["name"]
        ]
        if len(found) != 1:
            known = "、".join(row["name"] for row in found) or "无"
            raise NotFound(f"没有唯一的机关 {which}", why=f"名称相近的有：{known}", todo="写明机关全称")
    show_record(found[0], AGENCY)


# ---- numbers -------------------------------------------------------------------------------------------------


@series.command("list", example="jxinspect plan agency series list --year 2026")
def list_series(
    year: Annotated[int | None, typer.Option("--year", help="年度，默认今年", metavar="年度")] = None,
    format: Format = ListFormat.TABLE,  # noqa: A002
    limit: Limit = 100,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出文号系列：本机关怎样写，用于哪些文书，编到几号。"""
    from jxinspect.acts.agency import series_titles

    on = year or today().year
    with reading() as query:
        office = query("SELECT code FROM agency_list WHERE own")
        codes = {row["series"]: row["code"] for row in query("series_code_list")}
        last = {row["head"]: row["last"] for row in query("SELECT head, last FROM series_last WHERE year = ?", [on])}
        first = {
            row["head"]: row["first"] for row in query("SELECT head, first FROM series_first WHERE year = ?", [on])
        }
    agency_code = office[0]["code"] if office else ""
    told = []
    for name, titles in series_titles().items():
        head = agency_code + codes.get(name, name)
        row = {"series": name, "code": codes.get(name, name), "head": head, "last": last.get(head)}
        told.append({**row, "first": first.get(head), "titles": titles})
    show_rows(told, SERIES, format.value, limit=limit, offset=offset, out=out)


@series.command(
    "set",
    example=[
        "jxinspect plan agency series set 监检通 --code 社监检",
        "jxinspect plan agency series set 监检通 --year 2026 --first 15",
    ],
)
def set_series(
    name: Annotated[str, typer.Argument(help="系列，见 series list", metavar="系列", parser=plain)],
    *,
    code: Annotated[
        str | None, typer.Option("--code", help="本机关写的代字；几个系列可以合用一个", metavar="代字")
    ] = None,
    first: Annotated[
        int | None, typer.Option("--first", help="本年度在本程序里的第一个号（以前的号在别处编）", min=1, metavar="号")
    ] = None,
    year: Annotated[int | None, typer.Option("--year", help="--first 的年度，默认今年", metavar="年度")] = None,
) -> None:
    """改一个系列的代字，或者登记年度中途启用时的起始号。编虚位（001号）用 config set doc.number.style padded。"""
    from jxinspect.acts import plan

    if code is None and first is None:
        raise Usage("没有写要改什么", why="--code 和 --first 至少写一项", todo="写 --code 代字，或者 --first 起始号")
    on = year or today().year
    with act("plan.agency.series") as case:
        head = plan.set_series(case, name, code=code, year=on, first=first)
    facts: list[tuple[str, str, object]] = [("series", "系列", name), ("head", "发文代字", head)]
    facts += [("first", f"{on}年起始号", first)] if first is not None else []
    done("文号系列已登记", facts, ["jxinspect plan agency series list"])
