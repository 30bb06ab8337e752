"""`inspect flag triage draw`, `draws`, `verify`: flags drawn by lot, as anybody can work out again (办法 3)."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from jxinspect.commands.inspect_flag_wanted import Least, Months, Most, Rules, StrengthOpt, wanted
from jxinspect.commands.numbered import numbered
from jxinspect.commands.options import Format, Inspection, InspectionOpt, Limit, ListFile, ListFormat, Offset, plain
from jxinspect.commands.running import typed
from jxinspect.commands.session import act, of_inspection, reading
from jxinspect.errors import Refused
from jxinspect.ui.mode import mode
from jxinspect.ui.show import done, show_rows, show_text
from jxinspect.ui.values import Column, columns

DRAW = [
    "jxinspect inspect flag triage draw 2026-003 --rule R08 --count 20",
    "jxinspect inspect flag triage draw 2026-003 --count 10 --seed 20260301上证指数收盘3412.08",
]
DRAWS = "jxinspect inspect flag triage draws -i 2026-003"
VERIFY = "jxinspect inspect flag triage verify 2026-003-CY-01"
DRAWN = columns(
    ("number", "编号"),
    ("inspection", "检查"),
    ("at", "时间", "moment"),
    ("size", "候选", "number"),
    ("drawn", "抽取", "number"),
    ("seed", "种子"),
    ("actor", "办理人"),
)
CHOSEN = columns(("flag", "疑点"), Column("lot", "签", width=20))


def draw(
    inspection: Inspection,
    *,
    count: Annotated[int, typer.Option("--count", help="抽几个", metavar="个数", min=1)],
    rule: Rules = None,
    strength: StrengthOpt = None,
    least: Least = None,
    most: Most = None,
    months: Months = None,
    seed: Annotated[str | None, typer.Option("--seed", help="种子，一行文字；不写的由程序现抽", metavar="文字")] = None,
) -> None:
    """从待核查的疑点中随机抽取若干拟下发；不能试抽，任何人都能重新计算核对。"""
    from jxinspect.acts import flag_triage

    if mode().dry_run:
        raise Refused("随机抽取不能试运行", why="先试再抽就不是随机抽取（办法 3 客观、公正）", todo="去掉 --dry-run")
    meant = wanted(rule=rule, strength=strength, least=least, most=most, months=months)
    with act("inspect.flag.triage") as case:
        row = flag_triage.draw(case, inspection, count, meant, seed=seed)
        size, chosen = len(row.population), [one["flag"] for one in row.chosen]
        facts = [("number", "编号", row.number), ("seed", "种子", row.seed), ("digest", "名单摘要", row.digest)]
    done(
        f"从{size}个疑点中抽取了{count}个，已登记为“拟下发”",
        [*facts, ("chosen", "抽中", chosen)],
        [
            f"jxinspect inspect flag triage verify {facts[0][2]}",
            f"jxinspect inspect flag send {inspection} --out 文件夹",
        ],
    )


def draws(
    inspection: InspectionOpt = None,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出抽取记录。"""
    show_rows(of_inspection("flag_draws", inspection), DRAWN, format.value, limit=limit, offset=offset, out=out)


def verify(
    number: Annotated[str, typer.Argument(help="抽取记录的编号，如 2026-003-CY-01", metavar="编号", parser=plain)],
) -> None:
    """只按记录重新抽取，说明是否成立；不成立的退出码是 8。"""
    from jxinspect.acts.flag_triage import require_sound

    with reading() as query:
        found = numbered(query, "flagdraw", number, what="抽取记录", listed="inspect flag triage draws")
    record = found | {name: json.loads(found[name]) for name in ("population", "chosen")}
    require_sound(record)
    done("重新抽取的结果与记录一致", [("number", "编号", number), ("seed", "种子", record["seed"])])
    show_rows(record["chosen"], CHOSEN)
    first = record["chosen"][0]["flag"]
    if not mode().json:
        text = typed(f"{record['seed']}|{first}|1")
        show_text(f"不用本程序也能核对：printf '%s' {text} | sha256sum")
