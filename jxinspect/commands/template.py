"""`doc template`: the templates in use, the fields they may name, and all faults of one in one run."""

from pathlib import Path
from typing import Annotated

import typer

from jxinspect.commands.options import Format, ListFormat, plain
from jxinspect.commands.tree import App
from jxinspect.errors import Incomplete, Usage
from jxinspect.ui.show import done, show_rows
from jxinspect.ui.values import Column, columns

app = App(
    "模板：Word 文件，可以用 Word 或者 WPS 修改后放进本单位模板文件夹。",
    example=["jxinspect doc template fields D33", "jxinspect doc template check D33.docx"],
)

TEMPLATES = columns(
    ("id", "种类"),
    ("title", "文书"),
    ("layout", "版式"),
    ("series", "文号或者编号"),
    ("origin", "模板来自"),
    ("path", "文件"),
)
FIELDS = columns(
    ("field", "字段"), ("kind", "类别"), Column("used", "现用模板", "flag"), Column("example", "示例", width=40)
)
FAULTS = columns(("file", "文件"), ("place", "位置"), ("tag", "标签"), ("text", "问题"), ("todo", "怎么改"))

Kind = Annotated[str, typer.Argument(help="文书种类，如 D33", metavar="种类")]
Folder = Annotated[Path, typer.Option("--out", "-o", help="放在哪个文件夹", metavar="文件夹")]


@app.command("list", example="jxinspect doc template list")
def list_(format: Format = ListFormat.TABLE) -> None:  # noqa: A002 — the option's name
    """列出全部文书种类和各自用的模板。"""
    from jxinspect.acts import template

    show_rows(template.kinds(), TEMPLATES, format.value)


@app.command(example="jxinspect doc template fields D33")
def fields(kind: Kind, format: Format = ListFormat.TABLE) -> None:  # noqa: A002 — the option's name
    """列出一种文书的全部字段和示例；不需要案卷库。"""
    from jxinspect.acts import template

    show_rows(template.fields(plain(kind).upper()), FIELDS, format.value)


@app.command(example=["jxinspect doc template check D33.docx", "jxinspect doc template check --all"])
def check(
    files: Annotated[
        list[Path] | None, typer.Argument(help="模板文件，文件名以种类开头，如 D33.docx", metavar="[文件...]")
    ] = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="检查本单位模板文件夹和随程序提供的全部模板")] = False,
    kind: Annotated[str | None, typer.Option("--kind", help="文件名看不出种类时写明", metavar="种类")] = None,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
) -> None:
    """检查模板：标签、字段、结构；一次列出全部问题，没有问题的再用示例试填一遍。"""
    from jxinspect.acts import template

    if not files and not everything:
        raise Usage("没有写明检查哪个模板", why="没有文件，也没有 --all", todo="写模板文件，或者写 --all")
    chosen = [(path, plain(kind).upper() if kind else None) for path in files or []]
    checked, faults = template.check(chosen, everything=everything)
    if not faults:
        done(f"检查了 {checked} 个模板，没有发现问题")
        return
    rows = [{**vars(fault), "place": fault.place} for fault in faults]
    show_rows(rows, FAULTS, format.value)
    raise Incomplete(
        f"{checked} 个模板中有 {len(faults)} 处问题",
        why="有问题的模板不能用来制发文书",
        todo="逐处改正后再检查；可用的字段见 jxinspect doc template fields 种类",
        items=[str(fault) for fault in faults],
    )


@app.command(example="jxinspect doc template preview D33 --out 样张")
def preview(
    kind: Kind,
    *,
    file: Annotated[Path | None, typer.Option("--file", help="用这个模板文件，而不是现用的", metavar="文件")] = None,
    out: Folder = Path(),
) -> None:
    """用示例内容生成一份样张，看版式；不需要案卷库。"""
    from jxinspect.acts import template
    from jxinspect.acts.copies import write_draft

    name, data = template.preview(plain(kind).upper(), file)
    done("样张已生成", [("file", "文件", str(write_draft(out, name, data)))])
