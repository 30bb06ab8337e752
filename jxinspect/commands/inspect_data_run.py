"""`inspect data run`, `runs`, `repeat`: loaded data compared by rules (办法 17, 23(三))."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jxinspect.commands.inspect_rule import rules_folder
from jxinspect.commands.options import (
    Format,
    Inspection,
    InspectionOpt,
    Limit,
    ListFile,
    ListFormat,
    Offset,
    id_option,
    plain,
)
from jxinspect.commands.session import act, looking, of_inspection
from jxinspect.errors import Damaged, Usage
from jxinspect.ui.mode import mode
from jxinspect.ui.progress import track
from jxinspect.ui.show import done, show_rows
from jxinspect.ui.values import Column, columns

if TYPE_CHECKING:
    from jxinspect.acts.flag import Kept
    from jxinspect.acts.flag_run import Elsewhere

RUN = [
    "jxinspect inspect data run 2026-003",
    "jxinspect inspect data run 2026-003 --rule R01 --rule R14",
    "jxinspect inspect data run 2026-003 --engine postgresql://inspector@db.example/pension --tables 表对应.toml",
]
RUNS_EXAMPLE = ["jxinspect inspect data runs -i 2026-003", "jxinspect inspect data runs -i 2026-003 --rules"]
REPEAT = "jxinspect inspect data repeat 2026-003-BD-01"

OUTCOMES = columns(
    ("rule", "规则"),
    Column("title", "名称", width=30),
    ("flags", "疑点", "number"),
    ("hits", "命中行", "number"),
    ("amount", "金额", "amount"),
    Column("skipped", "没有运行的原因", width=36),
)
RUNS = columns(
    ("number", "编号"),
    ("inspection", "检查"),
    ("at", "时间", "moment"),
    ("extract_on", "数据截止"),
    ("engine", "引擎"),
    ("rules", "规则", "number"),
    ("left_out", "未运行", "number"),
    ("flags", "疑点", "number"),
    ("amount", "金额", "amount"),
    ("digest", "摘要"),
    ("actor", "办理人"),
)
BY_RULE = columns(("run", "比对"), *OUTCOMES, ("version", "规则版本"))


Address = Annotated[
    str | None,
    typer.Option("--engine", help="数据不装入，在存放它的数据库上比对：postgresql://…、spark://…", metavar="地址"),
]
PlacesFile = Annotated[
    Path | None,
    typer.Option("--tables", help="数据库的表和列与标准表的对应（TOML），与 --engine 一起用", metavar="文件"),
]


def _elsewhere(engine: str | None, tables: Path | None) -> Elsewhere | None:
    from jxinspect.acts.flag_run import Elsewhere

    if (engine is None) != (tables is None):
        raise Usage(
            "--engine 和 --tables 要一起给出",
            why="在别处的数据库上比对，要知道它的哪个表、哪一列是标准的哪个表、哪一列",
            todo="写法见 docs/scale.md；比对装入的数据，两项都不写",
        )
    return None if engine is None or tables is None else Elsewhere(engine, tables)


def run(
    inspection: Inspection,
    *,
    rule: Annotated[list[str] | None, id_option("--rule", help="只运行这些规则，可以多次", metavar="规则")] = None,
    engine: Address = None,
    tables: PlacesFile = None,
) -> None:
    """按规则比对装入的数据：每条规则命中多少，没有运行的写明缺什么；同样的数据和规则不重复登记。

    数据在市、省的数据库里不便装入的，用 --engine 和 --tables 在那里比对，只读不写，疑点照样登记在案卷库。
    """
    from jxinspect.acts import flag_run

    with act("inspect.data.run") as case:
        kept = flag_run.run(
            case,
            inspection,
            rules=rule or [],
            folder=rules_folder(),
            elsewhere=_elsewhere(engine, tables),
            followed=lambda rules: track(rules, "规则", len(rules)),
        )
        rows = [_outcome(row) for row in kept.outcomes]
        told = _told(kept)
        text = (
            f"比对结果与 {kept.run.number} 完全相同，没有新的记录" if kept.already else f"数据已比对：{kept.run.number}"
        )
    if not mode().json:
        show_rows(rows, OUTCOMES, limit=None)
    done(
        text,
        [*told, *([("rules", "规则", rows)] if mode().json else [])],
        [f"jxinspect inspect flag list -i {inspection}", f"jxinspect inspect flag triage walk {inspection}"],
    )


def _outcome(row: Any) -> dict[str, Any]:
    wanted = ("rule", "title", "flags", "hits", "amount", "skipped")
    return {name: getattr(row, name) for name in wanted}


def _told(kept: Kept) -> list[tuple[str, str, Any]]:
    from jxinspect.acts.flag import HERE

    ran = [row for row in kept.outcomes if not row.skipped]
    return [
        ("number", "编号", kept.run.number),
        ("extract_on", "数据截止", kept.run.extract_on),
        ("engine", "数据在", "" if kept.run.engine == HERE else f"数据库（{kept.run.engine}），没有装入"),
        ("ran", "运行的规则", f"{len(ran)}条，未运行{len(kept.outcomes) - len(ran)}条"),
        ("new", "新的疑点", f"{kept.new}个" if kept.new else ""),
        ("beside", "弱匹配、边界月等", f"{kept.beside}个，不单独作为疑点" if kept.beside else ""),
        ("same", "与以前相同", f"{kept.same}个" if kept.same else ""),
        ("superseded", "不再命中或者有变化", f"{kept.superseded}个" if kept.superseded else ""),
        ("digest", "摘要", kept.run.digest[:16]),
    ]


def runs(
    inspection: InspectionOpt = None,
    *,
    rules: Annotated[bool, typer.Option("--rules", help="每条规则一行")] = False,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出做过的比对，或者其中每条规则的结果。"""
    view, shown = ("run_outcomes", BY_RULE) if rules else ("run_list", RUNS)
    found = of_inspection(view, inspection)
    show_rows(found, shown, format.value, limit=limit, offset=offset, out=out)


def repeat(
    number: Annotated[str, typer.Argument(help="比对的编号，如 2026-003-BD-01", metavar="编号", parser=plain)],
    *,
    engine: Address = None,
    tables: PlacesFile = None,
) -> None:
    """只按记录和数据重新比对，说明结果是否相同；不同的退出码是 8。"""
    from jxinspect.acts import flag_run

    with looking("inspect.data.repeat") as case:
        same = flag_run.again(case, number, _elsewhere(engine, tables))
    wrong = [rule for rule, holds in same.items() if not holds]
    if wrong:
        raise Damaged(
            f"比对 {number} 重新运行的结果不同",
            why="规则、参数、数据都取自记录，结果本应相同"
            if engine is None
            else "规则、参数取自记录，数据库里的数据在比对以后变了，或者规则没有读到原来的数据",
            todo="不要使用这次比对；用 jxinspect verify 查明，再重新比对"
            if engine is None
            else "向数据库的管理人员查明变了什么，再重新比对",
            items=wrong,
        )
    done("重新比对的结果与记录一致", [("number", "编号", number), ("rules", "规则", f"{len(same)}条")])
