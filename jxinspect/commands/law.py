"""`law`: the regulation and what goes with it, shown, searched and cited."""

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

import typer

from jxinspect.commands.options import Format, ListFormat, date_option, plain
from jxinspect.commands.tree import App
from jxinspect.errors import NotFound, Refused
from jxinspect.law.articles import Article, article, regulation, search
from jxinspect.law.deadlines import DEADLINES, UNITS, Deadline, deadline
from jxinspect.law.matters import CHECKLISTS, MATTERS, Matter, matter
from jxinspect.law.numerals import from_chinese
from jxinspect.law.statutes import Statute, basis_level, cite, refs, statute, statutes, title
from jxinspect.law.terms import UnitType
from jxinspect.law.violations import MEASURES, VIOLATIONS, Violation, violation
from jxinspect.ui.mode import mode
from jxinspect.ui.show import show_json, show_record, show_rows, show_text
from jxinspect.ui.values import columns

app = App(
    "查办法全文、法规库、期限、监督事项和违法情形，生成规范的引用。",
    example=["jxinspect law show 22", "jxinspect law search 视同无异议", "jxinspect law cite '办法 22(四)'"],
)


class Shelf(StrEnum):
    """What can be listed."""

    ARTICLES = "articles"
    STATUTES = "statutes"
    DEADLINES = "deadlines"
    MATTERS = "matters"
    VIOLATIONS = "violations"


class Style(StrEnum):
    """How a citation names its statute."""

    FULL = "full"
    SHORT = "short"


ARTICLES = columns(("number", "条"), ("chapter", "章"), ("text", "首款"))
HITS = columns(("number", "条"), ("ref", "条文"), ("text", "内容"))
STATUTES = columns(
    ("key", "简称"),
    ("title", "名称"),
    ("number", "文号"),
    ("level", "层级"),
    ("in_force_from", "施行"),
    ("in_force_to", "废止"),
    ("confidence", "可信度"),
)
ONE_STATUTE = (*STATUTES, *columns(("wording_from", "现行文本起"), ("aliases", "别名"), ("note", "说明")))
TERMS = columns(
    ("id", "编号"), ("title", "期限"), ("length", "长度"), ("starts", "起算"), ("basis", "依据"), ("note", "说明")
)
ONE_TERM = (*TERMS, *columns(("on_expiry", "届满后"), ("setting", "设置"), ("confidence", "可信度")))
MATTER_COLUMNS = columns(("code", "编号"), ("text", "事项"), ("units", "适用单位"), ("ref", "依据"))
POINTS = columns(("text", "检查要点"), ("method", "方法"), ("materials", "需调资料"), ("basis", "依据"))
VIOLATION_COLUMNS = columns(("code", "编号"), ("text", "违法情形"), ("who", "主体"), ("ref", "依据"))
ONE_VIOLATION = (
    *VIOLATION_COLUMNS,
    *columns(
        ("statutes", "同时适用"),
        ("measures", "通常措施"),
        ("incident", "须评估要情"),
        ("crime", "须判断是否移送"),
        ("order_first", "先责令改正"),
        ("note", "说明"),
    ),
)

_WHO = {one.value: one.label for one in UnitType} | {"agency": "人社行政部门", "third_party": "第三方机构"}


@app.command("list", example=["jxinspect law list", "jxinspect law list deadlines", "jxinspect law list violations"])
def list_(
    shelf: Annotated[Shelf, typer.Argument(help="列出什么", metavar="articles|statutes|…")] = Shelf.ARTICLES,
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
) -> None:
    """列出条文、法规、期限、监督事项或者违法情形。"""
    records, described = SHELVES[shelf]
    show_rows(records(), described, format.value)


def _heading(one: Article) -> dict[str, Any]:
    return {"number": one.number, "chapter": one.chapter, "text": one.paragraphs[0].text}


def _deadline(one: Deadline) -> dict[str, Any]:
    length = "另行确定" if one.length is None else f"{one.length}{UNITS[one.unit]}"
    return one._asdict() | {"length": length}


def _matter(one: Matter) -> dict[str, Any]:
    return one._asdict() | {"units": [_WHO[unit] for unit in one.units]}


def _violation(one: Violation) -> dict[str, Any]:
    return one._asdict() | {
        "who": [_WHO[who] for who in one.who],
        "measures": [MEASURES[code].label for code in one.measures],
    }


#: Each list with its rows, made only when it is asked for: every table costs reading a file.
SHELVES: dict[Shelf, tuple[Callable[[], list[dict[str, Any]]], Any]] = {
    Shelf.ARTICLES: (lambda: [_heading(one) for one in regulation().articles], ARTICLES),
    Shelf.STATUTES: (lambda: [one._asdict() for one in statutes().values()], STATUTES),
    Shelf.DEADLINES: (lambda: [_deadline(one) for one in DEADLINES.values()], TERMS),
    Shelf.MATTERS: (lambda: [_matter(one) for one in MATTERS.values()], MATTER_COLUMNS),
    Shelf.VIOLATIONS: (lambda: [_violation(one) for one in VIOLATIONS.values()], VIOLATION_COLUMNS),
}


@app.command(
    example=[
        "jxinspect law show 22",
        "jxinspect law show 第二十二条",
        "jxinspect law show T02",
        "jxinspect law show V32-1",
    ]
)
def show(
    what: Annotated[
        str, typer.Argument(help="条号、期限 Tnn、事项 CL-11-1、违法情形 V32-1 或者法规简称", metavar="编号")
    ],
) -> None:
    """显示一条办法原文，或者一项期限、事项、违法情形、法规。"""
    code = plain(what)
    number = _article_number(code)
    if number is not None:
        _show_article(article(number))
    elif re.fullmatch(r"T\d\d.*", code.upper()):
        show_record(_deadline(deadline(code[0].upper() + code[1:].lower())), ONE_TERM)
    elif code.upper().startswith("V"):
        show_record(_violation(violation(code.upper())), ONE_VIOLATION)
    elif code.upper().startswith("CL"):
        _show_matters(code.upper())
    else:
        show_record(_plain_statute(statute(what)), ONE_STATUTE)


def _article_number(code: str) -> int | None:
    text = code.removeprefix("办法").strip().removeprefix("第").removesuffix("条")
    if text.isdecimal():
        return int(text)
    try:
        return from_chinese(text)
    except ValueError:
        return None


def _show_article(one: Article) -> None:
    if mode().json:
        show_json(
            {
                "number": one.number,
                "label": one.label,
                "chapter": one.chapter,
                "paragraphs": [{"text": part.text, "items": list(part.items)} for part in one.paragraphs],
            }
        )
        return
    first, *rest = one.lines()
    show_text("\n".join((one.chapter, "", f"{one.label}　{first}", *rest)))


def _show_matters(code: str) -> None:
    if code in CHECKLISTS:
        show_rows([_matter(one) for one in CHECKLISTS[code].matters], MATTER_COLUMNS)
        return
    one = matter(code)
    if mode().json:
        show_json(_matter(one) | {"points": [point._asdict() for point in one.points]})
        return
    show_record(_matter(one), MATTER_COLUMNS)
    show_rows([point._asdict() for point in one.points], POINTS)


def _plain_statute(one: Statute) -> dict[str, Any]:
    return one._asdict()


@app.command("search", example=["jxinspect law search 视同无异议", "jxinspect law search 第三方 复制"])
def search_(
    words: Annotated[list[str], typer.Argument(help="要查的词；几个词须同时出现", metavar="词...")],
    format: Format = ListFormat.TABLE,  # noqa: A002 — the option's name
) -> None:
    """在办法全文里查词。"""
    hits = search(" ".join(words))
    if not hits:
        raise NotFound(
            f"办法里没有同时含有“{'、'.join(words)}”的条文",
            why="逐款逐项查找，没有一处含有全部的词",
            todo="换一个说法，或者减少几个词",
        )
    rows = [{"number": hit.article.number, "ref": hit.article.label, "text": hit.text} for hit in hits]
    show_rows(rows, HITS, format.value)


@app.command(
    "cite",
    example=["jxinspect law cite '办法 22(四)'", "jxinspect law cite '社会保险法 79 II(一); 办法 19' --on 2026-11-23"],
)
def cite_(
    ref: Annotated[list[str], typer.Argument(help="依据，如 '办法 22(四)'；括号要加引号", metavar="依据...")],
    style: Annotated[Style, typer.Option("--style", help="full 全称和文号，short 简称")] = Style.FULL,
    on: Annotated[date | None, date_option("--on", help="行为发生的日期；当时未施行或者已废止的拒绝引用")] = None,
) -> None:
    """把简写的依据变成文书里的规范引用。"""
    text = " ".join(ref)
    if on is not None:
        _refuse_out_of_force(text, on)
    citation = cite(text, style.value)
    if mode().json:
        show_json({"refs": [str(one) for one in refs(text)], "citation": citation, "level": basis_level(text).value})
    else:
        show_text(citation)


def _refuse_out_of_force(text: str, on: date) -> None:
    wrong = [one.statute for one in refs(text) if not one.statute.applies(on)]
    if wrong:
        raise Refused(
            f"{on} 的行为不能引用" + "、".join(title(one, "short") for one in wrong),
            why="当时尚未施行或者已经废止（办法 42；行政处罚法 37）",
            todo="改用行为发生时有效的依据",
            guards=("G42",),
        )
