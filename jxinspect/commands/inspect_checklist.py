"""`inspect checklist`: the points of checking by kind of unit, and what was found at each (办法 11-13, 15, 22(三))."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from jxinspect.commands.importing import imported, write_workbook
from jxinspect.commands.inspect_options import EvidenceCodes, chosen
from jxinspect.commands.inspect_walk import walk_through
from jxinspect.commands.options import (
    Format,
    InputFile,
    Inspection,
    Limit,
    ListFile,
    ListFormat,
    Offset,
    TemplateFlag,
    id_option,
    plain,
    term_option,
)
from jxinspect.commands.running import typed
from jxinspect.commands.session import act, reading, rows
from jxinspect.commands.tree import App
from jxinspect.errors import NotFound
from jxinspect.law.checklist import Line, lines_for
from jxinspect.law.terms import CheckResult
from jxinspect.ui.show import done, show_rows
from jxinspect.ui.values import Column, columns

checklist = App(
    "检查表：按单位类型列出的检查要点，逐项记下结论。",
    example=[
        "jxinspect inspect checklist show 2026-001",
        "jxinspect inspect checklist walk 2026-001",
        "jxinspect inspect checklist set 2026-001 CL-11-4.1 --result problem --note 68笔没有复核",
    ],
)

LINES = columns(
    ("code", "编号"),
    Column("text", "检查要点", width=36),
    Column("method", "方法", width=24),
    Column("result", "结论", terms=CheckResult),
    Column("note", "情况", width=24),
    ("evidence", "证据"),
    Column("finding", "问题", "number"),
)
POINTS = columns(
    ("code", "编号"),
    ("matter", "事项"),
    ("text", "检查要点"),
    ("method", "方法"),
    ("materials", "需调资料"),
    ("basis", "依据"),
)
LineCode = Annotated[
    str, typer.Argument(help="检查要点编号，如 CL-11-4.2", metavar="编号", parser=lambda text: plain(text).upper())
]


def asked(inspection: str) -> tuple[dict[str, Any], list[Line]]:
    """The inspection's row and the lines it has to answer, read without SQLModel. NotFound when there is none."""
    with reading() as query:
        found = query("SELECT * FROM checklist_scope WHERE inspection = ?", [inspection])
        own = query("own_points")
    if not found:
        raise NotFound(f"没有编号为 {inspection} 的检查", why="检查编号有误", todo="用 jxinspect status 查看检查编号")
    points = [Line(p["code"], p["matter"], p["text"], p["method"], p["materials"], p["basis"]) for p in own]
    return found[0], lines_for(found[0]["unit_type"], json.loads(found[0]["matters"] or "[]"), points)


@checklist.command(
    example=["jxinspect inspect checklist show 2026-001", "jxinspect inspect checklist show 2026-001 --open"]
)
def show(
    inspection: Inspection,
    *,
    open_: Annotated[bool, typer.Option("--open", help="只列出还没有结论的")] = False,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 200,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出一项检查的检查要点和结论；方案列明了事项的，只列这些事项。"""
    _, lines = asked(inspection)
    found = {row["line"]: row for row in rows("SELECT * FROM checklist_answers WHERE inspection = ?", [inspection])}
    told = [{**vars(line), **found.get(line.code, {})} for line in lines]
    shown = [row for row in told if not open_ or row.get("result") in (None, CheckResult.PENDING.value)]
    show_rows(shown, LINES, format.value, limit=limit, offset=offset, out=out)


@checklist.command(
    "set",
    example=[
        "jxinspect inspect checklist set 2026-001 CL-11-4.1 --result fine",
        "jxinspect inspect checklist set 2026-001 CL-11-4.2 --result problem --note 68笔没有复核 -e 3 --finding 1",
    ],
)
def set_(
    inspection: Inspection,
    line: LineCode,
    *,
    result: Annotated[Any, term_option(CheckResult, "--result", help="结论")],
    note: Annotated[str, typer.Option("--note", help="看到的事实", metavar="情况")] = "",
    evidence: EvidenceCodes = None,
    finding: Annotated[int | None, typer.Option("--finding", help="登记的问题的序号", metavar="序号", min=1)] = None,
) -> None:
    """记下一项检查要点的结论；以前的结论仍然留在记录里。"""
    from jxinspect.acts import checklist as acts

    with act("inspect.checklist") as case:
        row = acts.answer(
            case,
            inspection,
            line,
            result=result,
            note=note,
            evidence=evidence or [],
            finding=finding,
        )
        left = acts.progress(case, inspection)
    following = [f"jxinspect inspect checklist walk {inspection}"] if left.unanswered else []
    if row.line in left.without_finding:
        following.insert(0, f"jxinspect inspect finding add {inspection} …")
    done(
        f"{row.line} 的结论已记下：{row.result.label}",
        [
            ("line", "编号", row.line),
            ("asked", "检查要点", row.asked),
            ("note", "情况", row.note),
            ("left", "还没有结论", f"{len(left.unanswered)}项"),
        ],
        following,
    )


@checklist.command(
    example=["jxinspect inspect checklist walk 2026-001", "jxinspect inspect checklist walk 2026-001 --from CL-11-4.1"]
)
def walk(
    inspection: Inspection,
    *,
    start: Annotated[str | None, id_option("--from", help="从哪一项开始", metavar="编号")] = None,
    all_: Annotated[bool, typer.Option("--all", help="已有结论的也再走一遍")] = False,
) -> None:
    """在终端里逐项检查：每答一项就存一项，随时可以停下，下次从没有结论的接着来。"""
    number = chosen(inspection)
    _, lines = asked(number)
    walk_through(number, lines, start=start.upper() if start else None, again=all_)


@checklist.command(example="jxinspect inspect checklist export 2026-001 --out 检查表.xlsx")
def export(
    inspection: Inspection,
    *,
    out: Annotated[Path, typer.Option("--out", "-o", help="写到哪个文件", metavar="文件")],
) -> None:
    """写出检查表（xlsx），在表格里填写，再用 import 读入。"""
    from jxinspect.acts import checklist as acts
    from jxinspect.store.durable import write_once, writing

    with act("inspect.checklist.export") as case:
        data = acts.workbook(case, inspection)
        left = acts.progress(case, inspection)
    with writing(out):
        write_once(out, data)
    done(
        "检查表已写出",
        [
            ("file", "文件", str(out)),
            ("lines", "项数", left.lines),
            ("left", "还没有结论", f"{len(left.unanswered)}项"),
        ],
        [f"jxinspect inspect checklist import {inspection} {out}"],
    )


@checklist.command("import", example="jxinspect inspect checklist import 2026-001 检查表.xlsx")
def import_(inspection: Inspection, file: InputFile) -> None:
    """读入填好的检查表；有一处不能用就一项也不记。"""
    from jxinspect.acts import checklist as acts

    with act("inspect.checklist") as case:
        made = acts.take_in(case, inspection, file)
        left = acts.progress(case, inspection)
    done(
        f"检查表已读入，记下{len(made)}项",
        [
            ("file", "文件", str(file)),
            ("answers", "新的结论", len(made)),
            ("left", "还没有结论", f"{len(left.unanswered)}项"),
        ],
        [f"jxinspect inspect checklist show {inspection}"],
    )


@checklist.command(
    example=[
        "jxinspect inspect checklist extend 本局要点.xlsx --template",
        "jxinspect inspect checklist extend 本局要点.xlsx",
    ]
)
def extend(file: InputFile, template: TemplateFlag = False) -> None:
    """增加本机关自己的检查要点，从表格读入；此后的检查表都列出。"""
    from jxinspect.acts import checklist as acts

    if template:
        write_workbook(file, acts.points_template, f"jxinspect inspect checklist extend {typed(file)}")
        return
    imported(
        "inspect.checklist.extend",
        "检查要点",
        file,
        lambda case: acts.add_points(case, file),
        ["jxinspect inspect checklist points"],
    )


@checklist.command(example="jxinspect inspect checklist points")
def points(
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
    limit: Limit = 50,
    offset: Offset = 0,
    out: ListFile = None,
) -> None:
    """列出本机关自己的检查要点。"""
    show_rows(rows("own_points"), POINTS, format.value, limit=limit, offset=offset, out=out)
