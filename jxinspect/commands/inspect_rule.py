"""`inspect rule`: the rules by which handed-over data are compared, ours and the office's own (办法 17, 23).

None of these commands needs a case file.
"""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from jxinspect.commands.clock import clock
from jxinspect.commands.configured import setting
from jxinspect.commands.options import Format, ListFormat, date_option, plain
from jxinspect.commands.session import case_if_any
from jxinspect.commands.tree import App
from jxinspect.errors import Incomplete, NotFound
from jxinspect.ui.show import done, show_json, show_record, show_rows
from jxinspect.ui.values import Column, Each, columns

if TYPE_CHECKING:
    from jxinspect.analysis.rule import Rule
    from jxinspect.law.parameters import Parameter

rule = App(
    "数据比对规则：看清单和写法，检查、试验自己写的规则；不需要案卷库。",
    example=["jxinspect inspect rule list", "jxinspect inspect rule show R01", "jxinspect inspect rule test R01"],
)

RULES = columns(
    ("id", "编号"),
    ("title", "规则"),
    ("strength", "强度"),
    ("violation", "违法情形"),
    ("tables", "数据表"),
    ("examples", "例子", "number"),
    ("origin", "来源"),
)
ONE_RULE = (
    *columns(("id", "编号"), ("title", "规则"), ("basis", "依据"), ("violation", "违法情形")),
    *columns(("inputs", "需要的数据"), ("optional", "有则使用"), ("parameters", "参数"), ("classes", "类别")),
    *columns(("false_positives", "常见误报"), ("limits", "没有包括的"), ("origin", "来源"), ("version", "版本")),
)
FAULTS = columns(("rule", "规则"), ("text", "问题"))
TRIED = columns(
    ("rule", "规则"),
    ("example", "例子"),
    Column("passed", "符合", "flag"),
    ("missing", "应有而没有的结果"),
    ("surplus", "不应有的结果"),
)
#: What the strength of a class means.
STRENGTHS = {
    "H": "高",
    "M": "中",
    "L": "低",
    "weak": "弱匹配，不作为疑点",
    "boundary": "临界月份，不作为疑点",
    "explained": "已有说明，不作为疑点",
    "suspend": "应暂停待遇，不作为疑点",
}

Words = Annotated[list[str] | None, typer.Argument(help="规则编号，或者规则文件；不写是全部", metavar="[编号|文件...]")]
Folder = Annotated[
    Path | None, typer.Option("--folder", help="本机关自己的规则文件夹；不写用设置 rules", metavar="文件夹")
]
Region = Annotated[str, typer.Option("--region", help="统筹区的行政区划代码", metavar="代码", parser=plain)]


def rules_folder(given: Path | None = None) -> Path | None:
    """The office's folder of rules: as given, else as configured; NotFound when it is not there."""
    configured = setting("rules", case_if_any()).value
    folder = given or (Path(configured).expanduser() if configured else None)
    if folder is not None and not folder.is_dir():
        raise NotFound(f"没有规则文件夹 {folder}", why="路径不存在", todo="核对路径：jxinspect config get rules")
    return folder


def _rules(words: list[str] | None, folder: Path | None) -> "list[Rule]":
    from jxinspect.analysis.rule import chosen

    return chosen(words or [], rules_folder(folder))


def _known(folder: Path | None) -> "dict[str, Parameter]":
    from jxinspect.analysis.rule import own_parameters
    from jxinspect.law.parameters import parameters

    return parameters(own_parameters(rules_folder(folder)))


@rule.command(
    "list", example=["jxinspect inspect rule list", "jxinspect inspect rule list --format xlsx --out 规则.xlsx"]
)
def list_(
    *,
    folder: Folder = None,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    out: Annotated[Path | None, typer.Option("--out", "-o", help="写入文件", metavar="文件")] = None,
) -> None:
    """列出全部规则：随程序的，和本机关规则文件夹里的。"""
    from jxinspect.analysis.example import examples

    show_rows(
        (
            {
                "id": one.id,
                "title": one.title,
                "strength": one.strength,
                "violation": one.violation,
                "tables": list(one.tables),
                "examples": len(examples(one)),
                "origin": _origin(one),
            }
            for one in _rules(None, folder)
        ),
        RULES,
        format.value,
        out=out,
    )


def _origin(one: "Rule") -> str:
    return "随程序" if one.shipped else "本机关"


@rule.command(
    example=[
        "jxinspect inspect rule show R01",
        "jxinspect inspect rule show R01 --sql > 我的规则.sql",
        "jxinspect inspect rule show R01 --dialect postgres",
    ]
)
def show(
    number: Annotated[str, typer.Argument(help="规则编号，或者规则文件", metavar="编号")],
    *,
    sql: Annotated[bool, typer.Option("--sql", help="原样输出规则文件，可以照着写自己的规则")] = False,
    samples: Annotated[bool, typer.Option("--examples", help="原样输出例子文件")] = False,
    dialect: Annotated[
        str | None, typer.Option("--dialect", help="译成数据库执行的 SQL：duckdb、postgres、spark", metavar="数据库")
    ] = None,
    on: Annotated[date | None, date_option("--on", help="按这一天的参数；不写是今天")] = None,
    region: Region = "360000",
    folder: Folder = None,
) -> None:
    """显示一条规则：依据、需要的数据、参数的现值、类别、常见误报。"""
    (one,) = _rules([number], folder)
    known = _known(folder)
    day = on or clock().date()
    if sql or samples:
        _as_it_stands(one.examples if samples else one.text)
    elif dialect:
        _as_it_stands(_translated(one, known, day, region, dialect))
    else:
        show_record(_facts(one, known, day, region), ONE_RULE)


def _as_it_stands(text: str) -> None:
    from jxinspect.ui.mode import mode
    from jxinspect.ui.terminal import out

    if mode().json:
        show_json({"text": text})
    else:
        out(text.rstrip("\n") + "\n")


def _translated(one: "Rule", known: "dict[str, Parameter]", on: date, region: str, dialect: str) -> str:
    from jxinspect.analysis.relations import fields
    from jxinspect.analysis.translate import setting as run_with
    from jxinspect.analysis.translate import translate

    if dialect not in ("duckdb", "postgres", "spark"):
        raise NotFound(f"不能译成 {dialect}", why="可以译成 duckdb、postgres、spark", todo="改写 --dialect")
    given = run_with(one, known, {key: found.at(on, region) for key, found in known.items()}, on=on, region=region)
    return translate(one, given, {table: frozenset(fields(table)) for table in one.tables}, dialect)


def _facts(one: "Rule", known: "dict[str, Parameter]", on: date, region: str) -> dict[str, Any]:
    return {
        "id": one.id,
        "title": one.title,
        "basis": "；".join(one.basis),
        "violation": one.violation,
        "inputs": Each(_columns(one.inputs.items())),
        "optional": Each(_columns(one.optional.items())),
        "parameters": Each(_parameter(name, known[key], on, region) for name, key in one.parameters.items()),
        "classes": Each(f"{name}：{STRENGTHS.get(strength, strength)}" for name, strength in one.classes.items()),
        "false_positives": Each(f"{wrong.text}（{wrong.ground}）" for wrong in one.false_positives),
        "limits": Each(one.limits),
        "origin": _origin(one),
        "version": one.version,
    }


def _columns(tables: Iterable[tuple[str, tuple[str, ...]]]) -> list[str]:
    from jxinspect.law.data_tables import known_tables

    titles = {key: table.title for key, table in known_tables().items()}
    return [f"{titles.get(table, '')} {table}：{', '.join(names)}" for table, names in tables]


def _parameter(name: str, one: "Parameter", on: date, region: str) -> str:
    from jxinspect.law.parameters import rows_shown

    value = one.at(on, region)
    if one.columns:
        rows = "；".join(rows_shown(value))  # type: ignore[arg-type] # rows
        return f"{name}（{one.key}）{one.text}：{rows}"
    text = "、".join(map(str, value)) if isinstance(value, tuple) else f"{value}{one.unit}"
    return f"{name}（{one.key}）{one.text}：{text}"


@rule.command(example=["jxinspect inspect rule check", "jxinspect inspect rule check 我的规则.sql"])
def check(
    words: Words = None,
    *,
    folder: Folder = None,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
) -> None:
    """检查规则：头部、依据、参数、声明的数据和实际读取的是否一致，是否只用各种数据库通用的 SQL。"""
    import duckdb

    from jxinspect.analysis.lint import faults, unsound

    chosen, known = _rules(words, folder), _known(folder)
    with duckdb.connect(":memory:") as connection:
        found = [fault for one in chosen for fault in faults(one, known, connection)]
    if not found:
        done(f"检查了 {len(chosen)} 条规则，没有发现问题")
        return
    show_rows([fault._asdict() for fault in found], FAULTS, format.value)
    raise unsound(len(chosen), found)


@rule.command("test", example=["jxinspect inspect rule test R01", "jxinspect inspect rule test 我的规则.sql"])
def try_(
    words: Words = None,
    *,
    folder: Folder = None,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
) -> None:
    """用规则的例子试验规则：应当查出的都查出，不应当查出的都没有。"""
    import duckdb

    from jxinspect.analysis.board import board
    from jxinspect.analysis.examples import tried
    from jxinspect.analysis.rule import own_parameters

    chosen, own = _rules(words, folder), own_parameters(rules_folder(folder))
    bare = [one.id for one in chosen if not one.examples]
    if bare:
        raise Incomplete(
            "没有例子的规则：" + "、".join(bare),
            why="例子写在规则旁边的同名文件 .examples.toml 中，没有例子看不出规则对不对",
            todo="照着 jxinspect inspect rule show R01 --examples 的写法补上",
        )
    with duckdb.connect(":memory:") as connection:
        on = board(connection)
        outcomes = [(one.id, outcome) for one in chosen for outcome in tried(on, one, own)]
    wrong = [(number, outcome) for number, outcome in outcomes if not outcome.passed]
    if not wrong:
        done(f"{len(chosen)} 条规则的 {len(outcomes)} 个例子全部符合")
        return
    rows = [
        {
            "rule": number,
            "example": outcome.example.title,
            "passed": outcome.passed,
            "missing": Each(outcome.missing),
            "surplus": Each(outcome.surplus),
        }
        for number, outcome in wrong
    ]
    show_rows(rows, TRIED, format.value)
    raise Incomplete(
        f"{len(outcomes)} 个例子中有 {len(wrong)} 个不符合",
        why="规则查出的与例子写明的不一致",
        todo="改规则的 SQL，或者改例子",
        items=[f"{number} {outcome.example.title}" for number, outcome in wrong],
    )
