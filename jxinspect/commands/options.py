"""Options that commands share, with values as people write them: full-width digits, 2026年11月23日, 1.2万元.

def serve(inspection: Inspection, on: Annotated[date | None, date_option("--on", help="送达日期")] = None) -> None:
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, TypeVar
from unicodedata import normalize

import typer

from jxinspect.commands.clock import clock, today
from jxinspect.commands.given import given
from jxinspect.errors import JxinspectError, Usage

T = TypeVar("T")


class ListFormat(StrEnum):
    """How a list is written."""

    TABLE = "table"
    LINES = "lines"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


def _read(reader: Callable[[str], T], what: str, todo: str = "改正后再执行") -> Callable[[Any], Any]:
    """A reader whose fault is a usage error in Chinese, whoever raised it."""

    def read(value: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return reader(value)
        except JxinspectError as fault:
            raise Usage(fault.what, why=fault.why, todo=fault.todo, items=fault.items) from fault
        except ValueError as fault:
            raise Usage(f"{what}不能用：{value}", why=str(fault), todo=todo) from fault

    return read


def plain(text: str) -> str:
    """Text with full-width Latin letters, digits and blanks made ordinary, as ids are stored."""
    return normalize("NFKC", text).strip()


def _date(text: str) -> date:
    from jxinspect.law.dates import parse_date

    return parse_date(text, today())


def _moment(text: str) -> datetime:
    """A time without a day is of the day of --at: the facts of one act belong together."""
    from jxinspect.law.dates import parse_moment

    now, at = clock(), given().at
    return parse_moment(text, parse_moment(at, now) if at else now)


def _amount(text: str) -> int:
    from jxinspect.law.amounts import parse_amount

    return parse_amount(text)


def date_option(*names: str, help: str = "", **more: Any) -> Any:  # noqa: A002
    """An option for a civil date."""
    return typer.Option(*names, help=help, metavar="日期", parser=_read(_date, "日期"), **more)


def moment_option(*names: str, help: str = "", **more: Any) -> Any:  # noqa: A002
    """An option for a date with time of day."""
    return typer.Option(*names, help=help, metavar="时间", parser=_read(_moment, "时间"), **more)


def amount_option(*names: str, help: str = "", **more: Any) -> Any:  # noqa: A002
    """An option for an amount of money; the value is integer fen."""
    return typer.Option(*names, help=help, metavar="金额", parser=_read(_amount, "金额"), **more)


def id_option(*names: str, help: str = "", **more: Any) -> Any:  # noqa: A002
    """An option for a number or id of a record."""
    more.setdefault("metavar", "编号")
    return typer.Option(*names, help=help, parser=_read(plain, "编号"), **more)


def term_option(terms: Any, *names: str, help: str = "", **more: Any) -> Any:  # noqa: A002
    """An option for a word of the law (`law/terms.py`): stored value or Chinese label."""
    words = [member.value for member in terms]
    reader = _read(terms.named, f"{names[0]} 的值", f"写上面的中文，或者 {'、'.join(words)}")
    return typer.Option(*names, help=help, metavar="|".join(words), parser=reader, **more)


def term_argument(terms: Any, help: str, metavar: str) -> Any:  # noqa: A002
    """An argument that is a word of the law: stored value or Chinese label."""
    words = "、".join(f"{member.value}（{member.label}）" for member in terms)
    return typer.Argument(help=f"{help}：{words}", metavar=metavar, parser=_read(terms.named, metavar))


AmountOpt = Annotated[int | None, amount_option("--amount", help="金额，默认单位元，也可写 1.2万元")]
NUMBER = "检查编号，如 2026-007"
Inspection = Annotated[str, typer.Argument(help=NUMBER, metavar="检查编号", parser=_read(plain, "检查编号"))]
InspectionOpt = Annotated[str | None, id_option("--inspection", "-i", help=NUMBER, metavar="检查编号")]
RecordId = Annotated[str, typer.Argument(help="记录的编号", metavar="编号", parser=_read(plain, "编号"))]
Format = Annotated[ListFormat, typer.Option("--format", "-f", help="输出格式")]
Limit = Annotated[int, typer.Option("--limit", min=1, help="最多显示几条", metavar="条数")]
Offset = Annotated[int, typer.Option("--offset", min=0, help="跳过前几条", metavar="条数")]
ListFile = Annotated[Path | None, typer.Option("--out", "-o", help="写入文件（csv、xlsx）", metavar="文件")]
OutFolder = Annotated[Path | None, typer.Option("--out", "-o", help="文书副本放在哪个文件夹", metavar="文件夹")]
InputFile = Annotated[
    Path, typer.Argument(help="输入文件：xlsx、xls、et、ods、csv、txt；- 从标准输入读", metavar="文件")
]
TemplateFlag = Annotated[bool, typer.Option("--template", help="写出空白模板，不导入")]
