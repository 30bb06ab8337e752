"""`inspect rule run`: the same rules on the database where an office keeps its data (办法 17, 18)."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jxinspect.commands.inspect_rule import Folder, Words, rules_folder
from jxinspect.commands.options import Format, ListFile, ListFormat
from jxinspect.ui.show import show_rows
from jxinspect.ui.values import Column, columns

if TYPE_CHECKING:
    from jxinspect.analysis.run import RuleResult

RUN = "jxinspect inspect rule run R01 R03 --engine postgresql://inspector@db.example/pension --tables 表对应.toml"
OUTCOMES = columns(
    ("rule", "规则"),
    Column("title", "名称", width=30),
    ("flags", "疑点", "number"),
    ("hits", "命中行", "number"),
    ("amount", "金额", "amount"),
    Column("skipped", "没有运行的原因", width=36),
    ("digest", "结果摘要"),
)
FLAGS = columns(
    ("rule", "规则"),
    ("klass", "类别"),
    ("strength", "强度"),
    ("subject", "对象"),
    ("amount", "金额", "amount"),
    ("months", "月数", "number"),
    ("first_ym", "起"),
    ("last_ym", "止"),
    ("rows", "命中行", "number"),
)
Engine = Annotated[
    str, typer.Option("--engine", help="数据库地址：postgresql://…、spark:local[2]、spark://…", metavar="地址")
]
Tables = Annotated[
    Path, typer.Option("--tables", help="数据库的表和列与标准表的对应（TOML，写法见 docs/scale.md）", metavar="文件")
]


def run(
    words: Words = None,
    *,
    engine: Engine,
    tables: Tables,
    flags: Annotated[bool, typer.Option("--flags", help="列出疑点；证件号码、个人编号遮蔽")] = False,
    folder: Folder = None,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    out: ListFile = None,
) -> None:
    """在市、省存放数据的数据库上运行规则，只读不写；同样的数据和规则，疑点与本机比对的相同。"""
    from jxinspect.analysis.elsewhere import opened, read_places
    from jxinspect.analysis.rule import chosen, own_parameters
    from jxinspect.analysis.run import run_rules
    from jxinspect.law.parameters import parameters, values
    from jxinspect.ui.progress import track

    own_folder, places = rules_folder(folder), read_places(tables)
    wanted, own = chosen(words or [], own_folder), own_parameters(own_folder)
    with opened(engine, places) as there:
        results = list(
            run_rules(
                there.engine,
                track(wanted, "规则", len(wanted)),
                there.available,
                values(places.extract_on, places.region, own),
                extract_on=places.extract_on,
                region=places.region,
                known=parameters(own),
            )
        )
    rows = [row for result in results for row in _flags(result)] if flags else [_outcome(result) for result in results]
    show_rows(rows, FLAGS if flags else OUTCOMES, format.value, out=out)


def _outcome(result: "RuleResult") -> dict[str, Any]:
    counted = [flag for flag in result.flags if flag.counts]
    amounts = [flag.amount for flag in counted if flag.amount is not None]
    return {
        "rule": result.rule,
        "title": result.title,
        "flags": len(counted),
        "hits": len(result.hits),
        "amount": sum(amounts) if amounts else None,
        "skipped": result.skipped or "",
        "digest": result.digest[:16],
    }


def _flags(result: "RuleResult") -> list[dict[str, Any]]:
    from jxinspect.law.identity import mask_identity

    return [
        {
            **{name: getattr(flag, name) for name in ("rule", "klass", "strength", "amount", "months")},
            "subject": mask_identity(flag.subject),
            "first_ym": flag.first_ym,
            "last_ym": flag.last_ym,
            "rows": len(flag.hits),
        }
        for flag in result.flags
    ]
