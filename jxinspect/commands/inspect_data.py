"""`inspect data`: data that were handed over: loaded, examined, compared, and destroyed after closing (办法 23)."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jxinspect.commands.inspect_data_load import load
from jxinspect.commands.inspect_data_purge import PURGE_EXAMPLE, PURGES, USE_EXAMPLE, purge, use
from jxinspect.commands.inspect_data_run import REPEAT, RUN, RUNS_EXAMPLE, repeat, run, runs
from jxinspect.commands.inspect_data_withdraw import WITHDRAW, withdraw
from jxinspect.commands.made import made
from jxinspect.commands.options import (
    Format,
    Inspection,
    InspectionOpt,
    Limit,
    ListFile,
    ListFormat,
    Offset,
    OutFolder,
    date_option,
)
from jxinspect.commands.session import act, looking, of_inspection
from jxinspect.commands.tree import App
from jxinspect.errors import Usage
from jxinspect.ui.mode import mode
from jxinspect.ui.show import Fact, done, show_rows
from jxinspect.ui.values import Column, columns

if TYPE_CHECKING:
    from jxinspect.acts.data_review import Examined

data = App(
    "数据：装入、审核、通知补报、撤回、比对，办结后销毁（办法 17、23）。",
    example=[
        "jxinspect inspect data load 发放2025.csv --table pay -i 2026-003",
        "jxinspect inspect data review 2026-003",
        "jxinspect inspect data review 2026-003 --supplement --out 文书",
        "jxinspect inspect data purge 2026-003 --witness 样二航",
    ],
)

DATASETS = columns(
    ("inspection", "检查"),
    ("number", "编号"),
    ("table", "表"),
    ("rows_read", "读入", "number"),
    ("rows_kept", "保留", "number"),
    ("rows_refused", "拒收", "number"),
    ("first_ym", "起"),
    ("last_ym", "止"),
    ("total", "金额合计", "amount"),
    ("faults", "质量问题", "number"),
    ("extract_on", "提取日", "date"),
    ("evidence", "证据"),
    ("withdrawn", "撤回"),
    ("purge", "销毁"),
)
EVERY = (
    *DATASETS,
    *columns(
        ("at", "装入时间", "moment"),
        ("request", "请求"),
        ("control_rows", "控制行数", "number"),
        ("control_sum", "控制金额", "amount"),
        ("digest", "数据摘要"),
    ),
)
FILES = columns(
    ("number", "编号"),
    ("table", "表"),
    Column("file", "文件", width=30),
    ("sheet", "工作表"),
    ("form", "格式"),
    ("encoding", "编码"),
    ("rows_read", "读入", "number"),
    ("rows_kept", "保留", "number"),
    ("rows_refused", "拒收", "number"),
    ("left_out", "合计、空白行", "number"),
    ("evidence", "证据"),
    Column("sha256", "SHA-256", width=16),
)
MONTHS = columns(
    ("number", "编号"), ("table", "表"), ("ym", "年月"), ("rows", "行数", "number"), ("amount", "金额", "amount")
)
TOLD = columns(
    Column("file", "文件", width=26),
    ("table", "表"),
    ("field", "字段"),
    Column("rows", "行", width=24),
    Column("problem", "问题", width=46),
)
SHAPE = columns(
    ("table", "表"),
    ("column", "字段"),
    ("title", "名称"),
    ("rows", "行数", "number"),
    ("filled", "非空", "number"),
    ("distinct", "不同值（约）", "number"),
    ("least", "最小"),
    ("most", "最大"),
)


data.command(
    example=[
        "jxinspect inspect data load 发放2025.csv --table pay -i 2026-003",
        "jxinspect inspect data load 死亡.zip --table x_death --request 2026-003-QQ-01 --password-file 密码",
        "jxinspect inspect data load 发放.xls --table pay -i 2026-003 --map 实发=amount --control-rows 12000 --yes",
    ]
)(load)
data.command(example=WITHDRAW)(withdraw)
data.command(example=RUN)(run)
data.command(example=RUNS_EXAMPLE)(runs)
data.command(example=REPEAT)(repeat)


@data.command("list", example=["jxinspect inspect data list", "jxinspect inspect data list -i 2026-003 --files"])
def list_(
    inspection: InspectionOpt = None,
    *,
    files: Annotated[bool, typer.Option("--files", help="列出每个文件、工作表")] = False,
    months: Annotated[bool, typer.Option("--months", help="按月列出行数和金额")] = False,
    purged: Annotated[bool, typer.Option("--purged", help="列出销毁记录")] = False,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出装入的数据：行数、期间、金额合计、质量问题；销毁以后记录仍在。"""
    if sum((files, months, purged)) > 1:
        raise Usage("--files、--months、--purged 只能写一个", why="每次列一种清单", todo="去掉其余的")
    if purged:
        view, shown = "data_purges", PURGES
    elif months:
        view, shown = "data_months", MONTHS
    elif files:
        view, shown = "data_files", FILES
    else:
        view, shown = "data_list", DATASETS if format is ListFormat.TABLE else EVERY
    found = [_titled(row) for row in of_inspection(view, inspection)]
    show_rows(found, shown, format.value, limit=limit, offset=offset, out=out)


def _titled(row: dict[str, Any]) -> dict[str, Any]:
    from jxinspect.law.data_tables import known_tables

    key = row.get("table_key")
    return row if key is None else row | {"table": known_tables()[key].title}


@data.command(
    example=["jxinspect inspect data profile 2026-003", "jxinspect inspect data profile 2026-003 --table pay"]
)
def profile(
    inspection: Inspection,
    *,
    table: Annotated[list[str] | None, typer.Option("--table", help="只看这些表，可以多次", metavar="表")] = None,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 200,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """每个字段的填写情况：非空、不同值，日期、年月、金额的范围；不显示人员的内容。"""
    from jxinspect.acts import data_profile

    with looking("inspect.data.profile") as case:
        found = data_profile.shape(case, inspection, table or [])
    show_rows(found, SHAPE, format.value, limit=limit, offset=offset, out=out)


@data.command(
    example=[
        "jxinspect inspect data review 2026-003 --conclusion 个别证件号码有误，不影响比对",
        "jxinspect inspect data review 2026-003 --supplement --out 文书",
        "jxinspect inspect data review 2026-003 --dry-run",
    ]
)
def review(
    inspection: Inspection,
    *,
    supplement: Annotated[
        bool, typer.Option("--supplement", help="不接受：制发补报通知书（D10）和不符合项清单")
    ] = False,
    conclusion: Annotated[str, typer.Option("--conclusion", help="接受时的审核意见", metavar="文字")] = "",
    anew: Annotated[bool, typer.Option("--anew", help="要求全部重新报送；默认只补报")] = False,
    days: Annotated[
        int | None, typer.Option("--days", help="补报期限：送达后几个工作日", min=1, metavar="天数")
    ] = None,
    due: Annotated[date | None, date_option("--due", help="补报期限：最后日期")] = None,
    contact: Annotated[str, typer.Option("--contact", help="联系人，默认组长", metavar="姓名")] = "",
    out: OutFolder = None,
) -> None:
    """审核装入的数据：行数、期间、重复、控制数、字段质量；接受后可以比对，不接受的一步制发补报通知书。"""
    if supplement:
        _demand(inspection, out, anew=anew, days=days, due_on=due, contact=contact)
        return
    from jxinspect.acts import data_review

    with act("inspect.data.review") as case:
        _, found = data_review.review(case, inspection, conclusion=conclusion)
    _tell(found)
    following = [f"jxinspect inspect data run {inspection}"]
    if any(one.own for one in found.told):
        following.append(f"jxinspect inspect data review {inspection} --supplement --out 文书")
    done(f"检查 {inspection} 的数据已审核", _facts(found), following)


def _demand(inspection: str, out: Path | None, **fields: Any) -> None:
    from jxinspect.acts import data_review
    from jxinspect.acts.copies import write_copies
    from jxinspect.commands.notify_offsite import serve_line

    with act("notify.supplement") as case:
        papers, found = data_review.supplement(case, inspection, **fields)
        copies = write_copies(case, out, papers)
    _tell(found)
    made(
        f"检查 {inspection} 的补报通知书已制发",
        papers,
        copies,
        _facts(found),
        [serve_line(inspection, papers[0].number)],
    )


def _tell(found: "Examined") -> None:
    if found.told and not mode().json and not mode().quiet:
        show_rows([one.line() for one in found.told], TOLD, limit=NAMED)


#: So many problems are shown; D10 and its list have all of them.
NAMED = 40


def _facts(found: "Examined") -> list[Fact]:
    from jxinspect.acts.data_review import months_told
    from jxinspect.law.data_tables import known_tables

    read, kept, refused = (
        sum(getattr(one, name) for one in found.datasets) for name in ("rows_read", "rows_kept", "rows_refused")
    )
    gaps: dict[str, list[int]] = {}
    for gap in found.gaps:
        gaps.setdefault(known_tables()[gap["table"]].title, []).append(gap["ym"])
    months = "；".join(f"{title} {months_told(missing)}" for title, missing in gaps.items())
    listed: list[Fact] = [("told", "问题清单", [one.line() for one in found.told])] if mode().json else []
    return [
        ("rows", "行数", f"读入{read}行 = 保留{kept}行 + 拒收{refused}行"),
        ("problems", "问题", len(found.told)),
        ("repeated", "整行重复", sum(one["rows"] for one in found.repeated)),
        ("gaps", "缺少的月份", months),
        *listed,
    ]


data.command(example=USE_EXAMPLE)(use)
data.command(example=PURGE_EXAMPLE)(purge)
