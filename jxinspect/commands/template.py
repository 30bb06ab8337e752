"""`doc template`: the templates in use, the fields they may name, all faults in one run, and the office's own."""

from pathlib import Path
from typing import Annotated

import typer

from jxinspect.commands.clock import clock
from jxinspect.commands.given import given
from jxinspect.commands.options import Format, ListFormat, plain
from jxinspect.commands.session import case_if_any, office_templates
from jxinspect.commands.tree import App
from jxinspect.errors import Incomplete
from jxinspect.ui.messages import note
from jxinspect.ui.show import done, show_rows
from jxinspect.ui.values import Column, columns

app = App(
    "模板：Word 文件，可以用 Word 或者 WPS 修改后放进本单位模板文件夹。",
    example=["jxinspect doc template edit D05", "jxinspect doc template check D05"],
)

TEMPLATES = columns(
    ("id", "种类"),
    ("title", "文书"),
    ("layout", "版式"),
    ("series", "文号或者编号"),
    ("origin", "模板来自"),
    ("state", "与随程序的比较"),
    ("path", "文件"),
)
FIELDS = columns(
    ("field", "字段"),
    ("kind", "类别"),
    Column("wanted", "法定", "flag"),
    Column("used", "现用模板", "flag"),
    Column("example", "示例", width=40),
)
FAULTS = columns(
    ("file", "文件"),
    ("place", "位置"),
    ("tag", "标签"),
    ("text", "问题"),
    ("todo", "怎么改"),
)

Kind = Annotated[str, typer.Argument(help="文书种类，如 D33", metavar="种类")]
Folder = Annotated[Path, typer.Option("--out", "-o", help="放在哪个文件夹", metavar="文件夹")]


def _office() -> Path:
    """The office's folder of templates: as configured, else the one in this user's own folder."""
    from jxinspect.store.home import templates_folder

    return office_templates(case_if_any()) or templates_folder()


@app.command("list", example="jxinspect doc template list")
def list_(format: Format = ListFormat.TABLE) -> None:  # noqa: A002 — the option's name
    """列出全部文书种类、各自用的模板、与随程序的模板有什么不同。"""
    from jxinspect.acts import template

    show_rows(template.kinds(_office(), case_if_any()), TEMPLATES, format.value)


@app.command(example="jxinspect doc template fields D33")
def fields(kind: Kind, format: Format = ListFormat.TABLE) -> None:  # noqa: A002 — the option's name
    """列出一种文书可用的全部字段和示例，哪些是法定内容；不需要案卷库。"""
    from jxinspect.acts import template

    show_rows(template.fields(plain(kind).upper(), _office()), FIELDS, format.value)
    note("写法：文字 {{ 字段 }}；列表 {% for 项 in 列表 %}{{ 项.字段 }}{% endfor %}；条件 {% if 字段 %}…{% endif %}。")


@app.command(
    example=[
        "jxinspect doc template check D05",
        "jxinspect doc template check 修改稿/D33.docx",
        "jxinspect doc template check all",
    ]
)
def check(
    chosen: Annotated[
        list[str] | None,
        typer.Argument(help="文书种类（现用的模板），或者模板文件，或者 all；不写是 all", metavar="[种类|文件|all...]"),
    ] = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="同 all：本单位模板文件夹和现用的全部模板")] = False,
    kind: Annotated[str | None, typer.Option("--kind", help="文件名看不出种类时写明", metavar="种类")] = None,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
) -> None:
    """检查模板：标签、字段、结构、法定内容；一次列出全部问题，没有问题的再用示例试填一遍。"""
    from jxinspect.acts import template

    words = ["all"] if everything or not chosen else chosen
    found = template.candidates(words, plain(kind).upper() if kind else None, _office())
    faults = template.check(found)
    if not faults:
        done(f"检查了 {len(found)} 个模板，没有发现问题")
        return
    show_rows([{**vars(fault), "place": fault.place} for fault in faults], FAULTS, format.value)
    raise Incomplete(
        f"{len(found)} 个模板中有 {len(faults)} 处问题",
        why="有问题的模板不能用来制发文书",
        todo="逐处改正后再检查；可用的字段见 jxinspect doc template fields 种类",
        items=[str(fault) for fault in faults],
    )


@app.command(
    example=[
        "jxinspect doc template preview D33 --out 样张",
        "jxinspect doc template preview D05 --inspection 2026-001 --file 修改稿/D05.docx",
    ]
)
def preview(
    kind: Kind,
    *,
    inspection: Annotated[
        str | None,
        typer.Option("--inspection", "-i", help="用这次检查已登记的事实；年度检查计划写年度", metavar="检查编号"),
    ] = None,
    file: Annotated[Path | None, typer.Option("--file", help="用这个模板文件，而不是现用的", metavar="文件")] = None,
    out: Folder = Path(),
) -> None:
    """用示例内容，或者一次检查的事实，生成一份样张；没有编号，什么也不记录。"""
    from jxinspect.acts import template
    from jxinspect.acts.copies import write_draft

    wanted = plain(kind).upper()
    if inspection is None:
        name, data = template.preview(wanted, _office(), file)
    else:
        name, data = _of_inspection(wanted, inspection, file)
    done("样张已生成，没有编号，没有记录", [("file", "文件", str(write_draft(out, name, data)))])


def _of_inspection(kind: str, inspection: str, file: Path | None) -> tuple[str, bytes]:
    from jxinspect.acts import document, template
    from jxinspect.commands.session import looking

    own = template.given(template.with_template(kind).id, file) if file else None
    with looking("doc.preview") as case:
        return document.preview(case, kind, inspection, own=own)


@app.command(example=["jxinspect doc template edit D05", "jxinspect doc template edit D05 --open"])
def edit(
    kind: Kind,
    *,
    open_: Annotated[bool, typer.Option("--open", help="用本机的 Word 或者 WPS 打开")] = False,
) -> None:
    """把随程序的模板复制到本单位模板文件夹，供修改；已有的不覆盖。"""
    from jxinspect.acts import template, template_own

    wanted, office = template.with_template(plain(kind).upper()).id, _office()
    existing = office / f"{wanted}.docx"
    if open_ and existing.is_file():
        _open(existing)
        done(f"已经有本单位的 {wanted} 模板", [("file", "文件", str(existing))], _next(wanted))
        return
    path = template_own.edit(wanted, office, dry_run=given().dry_run)
    if open_ and not given().dry_run:
        _open(path)
    done(f"{wanted} 的模板已复制到本单位模板文件夹，以后用这一份", [("file", "文件", str(path))], _next(wanted))


def _next(kind: str) -> list[str]:
    return [
        "用 Word 或者 WPS 修改文字和版式，保留花括号里的字段",
        f"jxinspect doc template fields {kind}",
        f"jxinspect doc template check {kind}",
        f"jxinspect doc template preview {kind}",
    ]


def _open(path: Path) -> None:
    if given().dry_run:
        return
    if typer.launch(str(path)) != 0:
        note(f"没有能打开它的程序，请自己打开：{path}")


@app.command(example="jxinspect doc template reset D05")
def reset(kind: Kind) -> None:
    """改回随程序的模板；本单位的那一份移到“旧版”文件夹，写明时间。"""
    from jxinspect.acts import template, template_own

    wanted = template.with_template(plain(kind).upper()).id
    kept = template_own.reset(wanted, _office(), clock(), dry_run=given().dry_run)
    if kept is None:
        done(f"{wanted} 本来就用随程序的模板")
        return
    done(f"{wanted} 改回随程序的模板；已制发的文书不变", [("file", "原来的模板", str(kept))])
