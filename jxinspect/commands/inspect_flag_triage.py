"""`inspect flag triage`: what is sent to the unit, what is excluded and why (办法 23(三))."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from jxinspect.commands.inspect_flag_draw import DRAW, DRAWS, VERIFY, draw, draws, verify
from jxinspect.commands.inspect_flag_walk import walk_through
from jxinspect.commands.inspect_flag_wanted import (
    Klass,
    Least,
    Months,
    Most,
    Note,
    Numbers,
    Rules,
    StrengthOpt,
    Subjects,
    wanted,
)
from jxinspect.commands.inspect_rule import rules_folder
from jxinspect.commands.options import (
    Format,
    InputFile,
    Inspection,
    InspectionOpt,
    Limit,
    ListFile,
    ListFormat,
    Offset,
    id_option,
)
from jxinspect.commands.session import act, of_inspection
from jxinspect.commands.tree import App
from jxinspect.law.flag import DecisionKind
from jxinspect.ui.mode import mode
from jxinspect.ui.show import done, show_rows
from jxinspect.ui.values import Column, columns

if TYPE_CHECKING:
    from jxinspect.acts.flag_triage import Wanted

triage = App(
    "筛查疑点：拟下发、排除（写明理由）、随机抽取、逐件过、用表格过。",
    example=[
        "jxinspect inspect flag triage walk 2026-003",
        "jxinspect inspect flag triage exclude 2026-003 --rule R15 --max 2000 --ground minor",
        "jxinspect inspect flag triage draw 2026-003 --rule R08 --count 20",
    ],
)

GROUNDS = columns(("rule", "规则"), ("ground", "理由"), Column("text", "内容", width=60))
DECISIONS = columns(
    ("number", "编号"),
    ("inspection", "检查"),
    ("at", "时间", "moment"),
    Column("kind", "决定", terms=DecisionKind),
    ("count", "疑点数", "number"),
    Column("ground_text", "理由", width=30),
    Column("note", "备注", width=24),
    ("actor", "办理人"),
)


def _decided(inspection: str, kind: DecisionKind, meant: Wanted, ground: str = "", note: str = "") -> None:
    from jxinspect.acts import flag_triage

    with act("inspect.flag.triage") as case:
        row = flag_triage.decide(case, inspection, kind, meant, ground=ground, note=note)
        facts = [("number", "编号", row.number), ("ground", "理由", row.ground_text), ("flags", "疑点", row.flags[:20])]
        count = len(row.flags)
        if kind is DecisionKind.EXCLUDE and (left := flag_triage.still_chosen(case, inspection, meant)):
            facts.append(("left", "没有动的", f"已经拟下发的{left}个；也要排除的，写明疑点编号"))
    following = {
        DecisionKind.CHOOSE: f"jxinspect inspect flag send {inspection} --out 文件夹",
        DecisionKind.EXCLUDE: f"jxinspect inspect flag list -i {inspection} --state pending",
        DecisionKind.REOPEN: f"jxinspect inspect flag list -i {inspection} --state pending",
    }
    done(f"{count}个疑点已登记为“{kind.label}”", [("count", "疑点数", count), *facts], [following[kind]])


@triage.command(
    example=[
        "jxinspect inspect flag triage choose 2026-003 R01-0001 R01-0002",
        "jxinspect inspect flag triage choose 2026-003 --rule R01 --min 1万元",
    ]
)
def choose(
    inspection: Inspection,
    numbers: Numbers = None,
    *,
    subject: Subjects = None,
    rule: Rules = None,
    strength: StrengthOpt = None,
    least: Least = None,
    most: Most = None,
    months: Months = None,
    note: Note = "",
) -> None:
    """拟下发被监督单位核查。"""
    meant = wanted(numbers, case=subject, rule=rule, strength=strength, least=least, most=most, months=months)
    _decided(inspection, DecisionKind.CHOOSE, meant, note=note)


@triage.command(
    example=[
        "jxinspect inspect flag triage exclude 2026-003 R01-0003 --ground other_person",
        "jxinspect inspect flag triage exclude 2026-003 --rule R15 --max 2000 --ground minor",
        "jxinspect inspect flag triage exclude 2026-003 --rule R09 --ground other --note 两个编号已于2025年合并",
    ]
)
def exclude(
    inspection: Inspection,
    numbers: Numbers = None,
    *,
    ground: Annotated[str, id_option("--ground", help="理由，见 inspect flag triage grounds", metavar="理由")],
    subject: Subjects = None,
    rule: Rules = None,
    klass: Klass = "",
    strength: StrengthOpt = None,
    least: Least = None,
    most: Most = None,
    months: Months = None,
    note: Note = "",
) -> None:
    """排除：同一理由可以一次排除许多，理由记录在案。"""
    meant = wanted(
        numbers, case=subject, rule=rule, klass=klass, strength=strength, least=least, most=most, months=months
    )
    _decided(inspection, DecisionKind.EXCLUDE, meant, ground, note)


@triage.command(example="jxinspect inspect flag triage reopen 2026-003 R01-0003 --note 新的死亡登记表明是同一人")
def reopen(
    inspection: Inspection,
    numbers: Numbers = None,
    *,
    note: Annotated[str, typer.Option("--note", help="理由", metavar="文字")],
    subject: Subjects = None,
    rule: Rules = None,
) -> None:
    """把拟下发、已排除的恢复为待核查。"""
    meant = wanted(numbers, case=subject, rule=rule)
    _decided(inspection, DecisionKind.REOPEN, meant, note=note)


@triage.command(example="jxinspect inspect flag triage grounds --rule R01")
def grounds(
    rule: Annotated[str, id_option("--rule", help="规则；不写的只列通用的", metavar="规则")] = "",
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
) -> None:
    """列出可以用来排除的理由：规则的已知误报和通用的理由。"""
    from jxinspect.acts.flag_ground import grounds_of
    from jxinspect.analysis.rule import chosen
    from jxinspect.law.flag import GROUNDS as COMMON

    one = chosen([rule], rules_folder())[0] if rule else None
    found = grounds_of(one) if one else COMMON
    own = one.id if one else ""
    rows = [{"rule": "" if id_ in COMMON else own, "ground": id_, "text": text} for id_, text in found.items()]
    show_rows(rows, GROUNDS, format.value, limit=None)


@triage.command("list", example="jxinspect inspect flag triage list -i 2026-003")
def list_(
    inspection: InspectionOpt = None,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出筛查的决定。"""
    show_rows(of_inspection("flag_decisions", inspection), DECISIONS, format.value, limit=limit, offset=offset, out=out)


triage.command(example=DRAW)(draw)
triage.command(example=DRAWS)(draws)
triage.command(example=VERIFY)(verify)


# ---- by hand -------------------------------------------------------------------------------------------------


@triage.command(
    example=["jxinspect inspect flag triage walk 2026-003", "jxinspect inspect flag triage walk 2026-003 --rule R01"]
)
def walk(inspection: Inspection, *, rule: Rules = None, strength: StrengthOpt = None, least: Least = None) -> None:
    """在终端里逐件筛查，同一对象的疑点一起看；每定一件就存一件，随时可以停下。"""
    walk_through(inspection, wanted(rule=rule, strength=strength, least=least))


@triage.command(example="jxinspect inspect flag triage export 2026-003 --out 疑点筛查.xlsx")
def export(
    inspection: Inspection,
    *,
    out: Annotated[Path, typer.Option("--out", "-o", help="写到哪个文件", metavar="文件")],
    rule: Rules = None,
    strength: StrengthOpt = None,
    least: Least = None,
) -> None:
    """写出等待筛查的疑点（xlsx），在表格里填写决定和理由，再用 import 读入；证件号码已遮盖。"""
    from jxinspect.acts import flag_table
    from jxinspect.store.durable import write_once, writing

    with act("inspect.flag.export") as case:
        data = flag_table.workbook(case, inspection, wanted(rule=rule, strength=strength, least=least))
        if not mode().dry_run:
            with writing(out):
                write_once(out, data)
    done(
        "疑点筛查表已写出",
        [("file", "文件", str(out))],
        [f"jxinspect inspect flag triage import {inspection} {out}"],
    )


@triage.command("import", example="jxinspect inspect flag triage import 2026-003 疑点筛查.xlsx")
def import_(inspection: Inspection, file: InputFile) -> None:
    """读入填好的疑点筛查表；有一处不能用就一项也不登记。"""
    from jxinspect.acts import flag_table

    with act("inspect.flag.triage") as case:
        made = flag_table.take_in(case, inspection, file)
        facts = [
            (
                row.number,
                row.number,
                f"{row.kind.label}{len(row.flags)}个" + (f"：{row.ground_text}" if row.ground_text else ""),
            )
            for row in made
        ]
        count = sum(len(row.flags) for row in made)
    done(f"筛查表已读入，登记了{count}个疑点的决定", facts, [f"jxinspect inspect flag list -i {inspection}"])
